# owed.awk - what the contract owes: DESIGN.md, "Occurrences", and sow(5), "The schedule"
#
# For each key that is owed: nominal[KEY], due[KEY], deadline[KEY] (days), name[KEY] (the period),
# title[KEY], and rule[KEY], the revision that gave them. In the order of the catalogue they are key[1...].

function calendar(from, to,  day, i) {
	for (day = from; day <= to; day++) {
		is_open[day] = weekday(day) < 5 && !(day in holiday) && date_of(day) !~ /-(12-(29|30|31)|01-0[123])$/
		for (i = 1; i <= closings; i++)
			if (is_spoken_of(day, closing[i]))
				is_open[day] = closing_state[i] == "開"
	}
}

function is_spoken_of(day, words,  part) {
	if (words ~ /\.\./) {
		split(words, part, /\.\./)
		return day_of(part[1]) <= day && day <= day_of(part[2])
	}
	return words == date_of(day) || words == month_of(day) "月" substr(date_of(day), 9) + 0 "日"
}

# the first open day from one day towards another, or none
function open_towards(day, end,  step) {
	for (step = day <= end ? 1 : -1; ; day += step) {
		if (is_open[day])
			return day
		if (day == end)
			return ""
	}
}

function has_open_day(p) {
	if (!(p in opens))
		opens[p] = open_days(first[p], last[p]) > 0
	return opens[p]
}

function open_days(from, to,  day, n) {
	for (day = from; day <= to; day++)
		n += is_open[day]
	return n + 0
}

function kind_of(f) {
	return f ~ /週/ ? "W" : f == "月次" ? "M" : f == "四半期" ? "Q" : f == "半期" ? "H" : "Y"
}

function is_next(r) { return schedule[r] ~ /翌/ }

# What 翌週, 翌月, 翌期 and 翌年度 make of the span, the week or month in which the rule finds its
# day: span_first and span_last.
function span(r, p,  kind, day, month, months) {
	kind = kind_of(frequency[r])
	if (schedule[r] ~ /翌(週|期|年度)/)
		p = period_after(kind, p)
	if (kind != "W") {
		months = "," named_months(schedule[r])
		day = schedule[r] ~ /翌(期|年度)/ ? first[p] : last[p]
		for (month = first[p]; month <= last[p]; month = last[period_name("M", month)] + 1)
			if (index(months, "," month_of(month) ","))
				day = month
		p = period_name("M", day)
		if (schedule[r] ~ /翌月/)
			p = period_after("M", p)
	}
	span_first = first[p]
	span_last = last[p]
}

# the numbers of 9月・3月, each with a comma behind it
function named_months(words,  list) {
	while (match(words, /[0-9]+月/)) {
		list = list substr(words, RSTART, RLENGTH - length("月")) ","
		words = substr(words, RSTART + RLENGTH)
	}
	return list
}

# the number that stands before a word of the schedule
function number_before(words, word) {
	match(words, "[0-9]+" word)
	return substr(words, RSTART) + 0
}

# the day that the schedule names in the span
function day_named(words,  n, day, found) {
	if (words ~ /翌/ && open_towards(span_first, span_last) == "")
		return span_last
	for (n = 0; n < 7; n++)
		if (words ~ substr("月火水木金土日", n * length("月") + 1, length("月")) "曜")
			return span_first + n
	if (words ~ /[0-9]日/) {
		day = span_first + number_before(words, "日") - 1
		return day < span_last ? day : span_last
	}
	n = words ~ /第[0-9]+営業日/ ? number_before(words, "営業日") : 31
	found = span_last
	for (day = span_first; day <= span_last && n > 0; day++)
		if (is_open[day]) {
			found = day
			n--
		}
	return found
}

# that day moved to an open one: within the span, else within the period, else, for 翌…, behind it
function day_open(r, p, day,  before, after, far) {
	before = open_towards(day, span_first)
	after = open_towards(day, span_last)
	if (before == "" && after == "") {
		far = is_next(r) ? span_last + 366 : last[p]
		after = open_towards(span_last, far)
		if (!is_next(r))
			before = open_towards(span_first, first[p])
		if (before != "" && after != "")
			return day - before <= after - day ? before : after
	}
	if (before == "" && after == "")
		return day
	if (before == "")
		return after
	return after != "" && schedule[r] ~ /後ろ倒し/ ? after : before
}

# plan(R, P): what the revision says of the period, into planned_nominal[R] and planned[R]
function plan(r, p) {
	span(r, p)
	planned_nominal[r] = day_named(schedule[r])
	planned[r] = day_open(r, p, planned_nominal[r])
}

function in_force(r, day) { return valid_from[r] <= day && day <= valid_to[r] }

# An off week of 隔週 has no key; on is the week of the activity's first day.
function is_candidate(r, kind, p,  start) {
	if (kind_of(frequency[r]) != kind || !overlaps(valid_from[r], valid_to[r], first[p], last[p]))
		return 0
	start = valid_from[revision_first[id[r]]]
	if (start < 0)
		start = 4
	return frequency[r] != "隔週" || (first[p] - (start - weekday(start))) % 14 == 0
}

# the revision that gives the rule for a period, or 0
function ruling(a, kind, p,  r, s, n, candidate) {
	for (r = revision_first[a]; r <= revision_last[a]; r++)
		if (is_candidate(r, kind, p)) {
			candidate[++n] = r
			plan(r, p)
		}
	for (r = 1; r <= n; r++)
		if (in_force(candidate[r], planned[candidate[r]]))
			return candidate[r]
	for (r = 1; r <= n; r++)
		if (in_force(candidate[r], last[p]))
			for (s = 1; s <= n; s++)
				if (in_force(candidate[s], planned[candidate[r]]))
					return candidate[r]
	return n > 0 && is_next(candidate[n]) ? candidate[n] : 0
}

# within(DAY, P, FROM, TO, N): where 翌… work may be due that falls on a day. FROM and TO are N
# stretches of days in order. The work belongs to the one that holds the period's last day, else to
# the last that the period touches, and to those that follow without a gap.
function within(day, p, from, to, n,  i, own, end) {
	for (i = 1; i <= n; i++)
		if (overlaps(from[i], to[i], first[p], last[p]))
			own = i
	if (!own)
		return ""
	for (end = own; end < n && from[end + 1] == to[end] + 1; end++)
		;
	if (from[own] <= day && day <= to[end])
		return day
	day = open_towards(to[own], to[own] - 366)
	return day < first[p] ? "" : day
}

# The validities of an activity, where those that follow at once are one.
function validities(a,  r, n) {
	for (r = revision_first[a]; r <= revision_last[a]; r++) {
		if (!n || valid_from[r] != validity_to[n] + 1)
			validity_from[++n] = valid_from[r]
		validity_to[n] = valid_to[r]
	}
	return n
}

# the term that holds a day, or 0
function term_of(day,  i) {
	for (i = terms; i > 0 && !(term_from[i] <= day && day <= term_to[i]); i--)
		;
	return i
}

function least(a, b) { return a < b ? a : b }

function owe(r, p,  k, day) {
	k = id[r] "@" p
	day = planned[r]
	if (is_next(r)) {
		day = within(day, p, validity_from, validity_to, validities(id[r]))
		if (day != "")
			day = within(day, p, term_from, term_to, terms)
	}
	if (day == "" || !term_of(day))
		return
	key[++keys_owed] = k
	rule[k] = r
	name[k] = p
	nominal[k] = planned_nominal[r]
	due[k] = day
	deadline[k] = day
	if (!is_next(r) && schedule[r] !~ /期限/)
		deadline[k] = least(least(last[p], term_to[term_of(day)]), valid_to[revision_last[id[r]]])
	title[k] = title_of(k)
}

function owed(  kinds, kind, i, a, r, n) {
	n = split("W M Q H Y", kinds, " ")
	for (a = 1; a <= revisions; a++)
		if (revision_first[id[a]] == a)
			for (kind = 1; kind <= n; kind++)
				for (i = 2; i < periods[kinds[kind]]; i++) {
					r = ruling(id[a], kinds[kind], period[kinds[kind], i])
					if (r)
						owe(r, period[kinds[kind], i])
				}
}

# what the schedule calls the occurrence
function title_of(k,  day, month, text) {
	text = template[rule[k]]
	day = nominal[k]
	if (name[k] ~ /-W/)
		day = due[k]
	else if (name[k] !~ /^FY/)
		day = first[name[k]]
	month = year_of(day) "年" month_of(day) "月"
	sub(/（年月）/, "（" month "）", text)
	sub(/（年月日）/, "（" year_of(due[k]) "年" month_of(due[k]) "月" substr(date_of(due[k]), 9) + 0 "日）", text)
	sub(/（ソフト名）/, "（" target[rule[k]] "）", text)
	return text
}
