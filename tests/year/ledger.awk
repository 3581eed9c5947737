# ledger.awk - the tickets as of a day, and how far what is owed is by then
#
# A ticket's cells are at[ID, COLUMN]; in the order of their ids the tickets are ticket[1...].

# Takes the rows up to the end of a day; the days that are asked for never go back.
function replay(day,  t, c) {
	while (replayed < rows && row_day[replayed + 1] <= day) {
		$0 = row[++replayed]
		csv_split()
		t = get("id")
		if (!(t in status))
			ticket[++tickets] = t
		for (c in column)
			at[t, c] = get(c)
		status[t] = get("status")
	}
	carriers()
	parts()
}

function is_live(t) { return status[t] ~ /^(open|doing|hold)$/ }

# carrier[KEY]: the ticket that has the key
function carriers(  i, n, word) {
	split("", carrier)
	for (i = 1; i <= tickets; i++)
		if (status[ticket[i]] !~ /^(canceled|void)$/)
			for (n = split(at[ticket[i], "keys"], word, " "); n > 0; n--)
				carrier[word[n]] = ticket[i]
}

# A name counts as its last ticket: part_count, part_done and part_canceled of the parent.
function parts(  i, t, p, last_status, seen) {
	split("", part_count)
	split("", part_done)
	split("", part_canceled)
	for (i = tickets; i > 0; i--) {
		t = ticket[i]
		p = at[t, "parent"]
		if (at[t, "part"] == "" || status[t] == "void" || (p, at[t, "part"]) in seen)
			continue
		seen[p, at[t, "part"]]
		part_count[p]++
		part_done[p] += status[t] == "done"
		part_canceled[p] += status[t] == "canceled"
	}
}

# what people see of an occurrence: shown_due[KEY], shown_title[KEY], and the lead of its group
function show(  i, k, t) {
	split("", group_lead)
	for (i = 1; i <= keys_owed; i++) {
		k = key[i]
		t = carrier[k]
		shown_due[k] = due[k]
		shown_title[k] = title[k]
		if (t != "" && is_live(t)) {
			shown_title[k] = at[t, "title"]
			if (at[t, "due"] != "")
				shown_due[k] = day_of(at[t, "due"])
		}
		if (lead[rule[k]] > group_lead[shown_due[k], shown_title[k]])
			group_lead[shown_due[k], shown_title[k]] = lead[rule[k]]
	}
}

# The first line that fits, as in sow-due(1).
function state(k, today,  t) {
	t = carrier[k]
	if (status[t] == "waived")
		return "waived"
	if (status[t] == "done" && part_canceled[t])
		return "partial"
	if (status[t] == "done")
		return day_of(at[t, "closed"]) <= deadline[k] ? "done" : "late"
	if (!has_open_day(name[k]))
		return "n/a"
	if (today > deadline[k])
		return t != "" ? "overdue" : "missed"
	if (today > shown_due[k])
		return "behind"
	if (t != "")
		return "open"
	return shown_due[k] - today <= group_lead[shown_due[k], shown_title[k]] ? "due" : "upcoming"
}
