# coverage.awk - what was owed in a period, what became of it, and how much of it was done
#
# Like those of the weeks, each line stands behind the period and the name of its table.

function counts_in(k, from, to) { return from <= counting_day(k) && counting_day(k) <= to }

# behind is the team's own matter
function public_state(k, s) { return s != "behind" ? s : carrier[k] != "" ? "open" : "due" }

function coverage(from, to, today,  i, k, s, t, end) {
	for (i = 1; i <= keys_owed; i++) {
		k = key[i]
		if (!counts_in(k, from, to))
			continue
		s = state(k, today)
		t = carrier[k]
		end = t != "" && !is_live(t) ? day_of(at[t, "closed"]) : today
		emit("coverage", k "," date_of(due[k]) "," date_of(deadline[k]) "," public_state(k, s) "," \
		    (part_count[t] ? part_done[t] "/" part_count[t] : "") "," t "," \
		    (end > deadline[k] && s !~ /waived|n\/a/ ? open_days(deadline[k] + 1, end) : ""))
		rate_add(rule_id(k), s)
		rate_add(major_of[rule_id(k)], s)
		rate_add("（合計）", s)
	}
}

function rule_id(k) { return substr(k, 1, index(k, "@") - 1) }

function rate_add(row, s) {
	if (s ~ /^(open|due|upcoming|behind)$/)
		s = "pending"
	rates[row, s]++
	rates[row, "owed"]++
}

# Percent with one decimal, halves up; only all of it is 100.0.
function percent(part, all,  n) {
	if (!all)
		return ""
	n = int((part * 2000 + all) / (all * 2))
	if (n == 1000 && part < all)
		n = 999
	return int(n / 10) "." n % 10
}

function rate_line(first, row,  names, n, i, line, all) {
	n = split("owed done late partial waived n/a missed overdue pending", names, " ")
	line = first
	for (i = 1; i <= n; i++)
		line = line "," rates[row, names[i]] + 0
	all = rates[row, "owed"] - rates[row, "waived"] - rates[row, "n/a"] - rates[row, "pending"]
	return line "," percent(rates[row, "done"] + rates[row, "late"], all) "," percent(rates[row, "done"] + 0, all)
}

# A row for each activity that recurs in the period, for each 大分類 that owes anything, and for all.
function rates_of(from, to,  r, i, seen) {
	for (r = 1; r <= revisions; r++)
		if (valid_from[r] <= to && from <= valid_to[r] && !(id[r] in seen)) {
			seen[id[r]]
			emit("rates", rate_line(id[r], id[r]))
		}
	for (i = 1; i <= majors; i++)
		if (rates[major[i], "owed"])
			emit("rates", rate_line("", major[i]))
	emit("rates", rate_line("", "（合計）"))
}

function coverage_of(name, from, to, today) {
	week = name
	split("", rates)
	coverage(from, to, today)
	rates_of(from, to)
}

# the year and its parts, and the next, as they stand on a day
function year_coverage(year, today,  m, next_year) {
	coverage_of("FY" year, day_number(year, 4, 1), day_number(year + 1, 3, 31), today)
	coverage_of("FY" year "H1", day_number(year, 4, 1), day_number(year, 9, 30), today)
	coverage_of("FY" year "H2", day_number(year, 10, 1), day_number(year + 1, 3, 31), today)
	for (m = 4; m <= 12; m++)
		coverage_of(sprintf("%d-%02d", year, m), day_number(year, m, 1), day_number(year, m + 1, 1) - 1, today)
	coverage_of("FY" year + 1, day_number(year + 1, 4, 1), day_number(year + 2, 3, 31), today)
}
