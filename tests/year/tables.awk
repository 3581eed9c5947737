# recount.awk - for each week the tables that sow-report and sow-due should print
#
# Each line of a table is printed behind its week and its name, as printed does.

function emit(table, line) { print week, table, line }

# Is the ticket counted? The share that waive took from another is not, while it is waived; the manual
# does not say what it is once it was opened again.
function counted(t) {
	return status[t] != "void" && at[t, "part"] == "" && at[t, "keys"] != "" &&
	    !(status[t] == "waived" && at[t, "tags"] ~ /(^| )from:/)
}

function major_of_ticket(t,  word) {
	split(at[t, "keys"], word, /[@ ]/)
	return major_of[word[1]]
}

function count(what, t) {
	counts[what, major_of_ticket(t)]++
	counts[what, "合計"]++
}

# The tickets of a period: they are carried into it, opened, closed or canceled in it, or remain.
function tickets_of(from, to, suffix,  i, t, opened, closed, ended) {
	split("", counts)
	for (i = 1; i <= tickets; i++) {
		t = ticket[i]
		opened = day_of(at[t, "opened"])
		closed = is_live(t) ? 1000000 : day_of(at[t, "closed"])
		ended = status[t] == "done" ? "closed" : "canceled"
		if (!counted(t))
			continue
		if (opened < from && closed >= from)
			count("carried", t)
		if (from <= opened && opened <= to)
			listed("opened", t, suffix)
		if (from <= closed && closed <= to)
			listed(ended, t, suffix)
		if (opened <= to && closed > to)
			listed("remaining", t, suffix)
	}
	summary(suffix)
}

function listed(table, t, suffix) {
	count(table, t)
	if (suffix == "")
		emit(table, t)
}

function summary(suffix,  i) {
	for (i = 1; i <= majors; i++)
		emit("summary" suffix, summary_line(major[i]))
	emit("summary" suffix, summary_line("合計"))
}

function summary_line(m) {
	return m "," counts["carried", m] + 0 "," counts["opened", m] + 0 "," counts["closed", m] + 0 "," \
	    counts["canceled", m] + 0 "," counts["remaining", m] + 0
}

# the day on which an occurrence counts
function counting_day(k) { return least(due[k], last[name[k]]) }

function exceptions(from, to, suffix,  i, k, s) {
	for (i = 1; i <= keys_owed; i++) {
		k = key[i]
		s = state(k, to)
		if (s ~ /^(missed|overdue)$/ || s ~ /^(late|partial)$/ && from <= counting_day(k) && counting_day(k) <= to)
			emit("exceptions" suffix, exception_line(k, s, carrier[k], to))
	}
}

function exception_line(k, s, t, today,  ended, end) {
	ended = s ~ /^(late|partial)$/ ? at[t, "closed"] : ""
	end = ended == "" ? today : day_of(ended)
	return k "," date_of(due[k]) "," date_of(deadline[k]) "," s "," \
	    (part_count[t] ? part_done[t] "/" part_count[t] : "") "," t "," ended "," \
	    (end > deadline[k] ? open_days(deadline[k] + 1, end) : "")
}

# A row of sow-due is what has the same title, due date, state and ticket.
function due_rows(table, from, to, today, everything,  i, k, s, g, n, group, members) {
	split("", members) # gawk 5.2 must be told that it is an array
	for (i = 1; i <= keys_owed; i++) {
		k = key[i]
		s = state(k, today)
		if (!is_due(k, s, from, to, everything))
			continue
		g = s "," date_of(shown_due[k]) "," shown_title[k] "," carrier[k]
		if (!(g in members))
			group[++n] = g
		members[g] = members[g] == "" ? k : members[g] " " k
	}
	for (i = 1; i <= n; i++)
		emit(table, members[group[i]] "," group[i])
}

function is_due(k, s, from, to, everything) {
	if (shown_due[k] > to)
		return s == "overdue" # wherever its date was moved
	if (everything && shown_due[k] >= from)
		return 1
	return (everything || s ~ /^(due|behind|overdue|missed)$/) && (is_live(carrier[k]) || deadline[k] >= ledger_began)
}

function week_tables(from, to) {
	replay(to)
	show()
	ledger_began = replayed ? row_day[1] : to
	tickets_of(from, to, "")
	exceptions(from, to, "")
	due_rows("due", to, to + longest_lead, to, 0)
	due_rows("all", day_number(fiscal_year(to), 4, 1), day_number(fiscal_year(to) + 1, 3, 31), to, 1)
}

END {
	kinds = split("W M Q H Y", kind, " ")
	for (i = 1; i <= kinds; i++)
		periods_list(kind[i], day_number(2024, 4, 1), day_number(2029, 3, 31))
	calendar(day_number(2024, 4, 1), day_number(2029, 3, 31))
	owed()
	week = "terms"
	for (i = 1; i <= keys_owed; i++)
		emit("keys", key[i] "," date_of(nominal[key[i]]) "," date_of(due[key[i]]))
	for (i = day_of(begin); i <= day_of(end); i += 7) {
		week = week_name(i)
		week_tables(i, i + 6)
	}
	replay(1000000)
	show()
	for (i = day_of(begin); i <= day_of(end); i += 7) {
		week = week_name(i)
		tickets_of(i, i + 6, "-final")
		exceptions(i, i + 6, "-final")
	}
	year_coverage(2026, day_of(end) + 6)
	week = "weeks"
	tickets_of(day_of(begin), i - 1, "-final")
	exceptions(day_of(begin), i - 1, "-final")
}
