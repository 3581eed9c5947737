# dates.awk - days as numbers, and the periods that they are in
#
# A day is the number of days since 1970-01-01, a Thursday. A period is known by its name, such as
# 2026-W48, 2026-11, FY2026Q3, FY2026H1 or FY2026; its kind is W, M, Q, H or Y.

function day_number(year, month, day) {
	if (month < 3) {
		year--
		month += 12
	}
	return 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * month - 457) / 5) + day - 719469
}

# the day of 2026-11-23, 2026/11/3 or 2026-11-23T10:00:00; nothing for an empty cell
function day_of(text,  part) {
	if (text == "")
		return ""
	split(substr(text, 1, 10), part, /[-\/T]/)
	return day_number(part[1], part[2], part[3])
}

# date_of(DAY) is 2026-11-23. The year is guessed, at most one too small.
function date_of(day,  year, month) {
	if (day in date)
		return date[day]
	year = 1970 + int(day / 366)
	while (day_number(year + 1, 1, 1) <= day)
		year++
	month = 1
	while (month < 12 && day_number(year, month + 1, 1) <= day)
		month++
	date[day] = sprintf("%04d-%02d-%02d", year, month, day - day_number(year, month, 1) + 1)
	return date[day]
}

function weekday(day) { return (day + 3) % 7 }	# Monday is 0

function year_of(day) { return substr(date_of(day), 1, 4) + 0 }

function month_of(day) { return substr(date_of(day), 6, 2) + 0 }

# A fiscal year begins in April.
function fiscal_year(day) { return month_of(day) < 4 ? year_of(day) - 1 : year_of(day) }

# months since April, from 0
function fiscal_month(day) { return (month_of(day) + 8) % 12 }

# A week belongs to the year of its Thursday.
function week_name(day,  thursday) {
	thursday = day - weekday(day) + 3
	return sprintf("%04d-W%02d", year_of(thursday), (thursday - day_number(year_of(thursday), 1, 1)) / 7 + 1)
}

function period_name(kind, day) {
	if (kind == "W")
		return week_name(day)
	if (kind == "M")
		return substr(date_of(day), 1, 7)
	return "FY" fiscal_year(day) (kind == "Y" ? "" : kind (int(fiscal_month(day) / (kind == "Q" ? 3 : 6)) + 1))
}

# Lists the periods of a kind between two days: period[KIND, i] with first[NAME] and last[NAME].
function periods_list(kind, from, to,  day, name) {
	for (day = from; day <= to; day++) {
		name = period_name(kind, day)
		if (!(name in first)) {
			first[name] = day
			period[kind, ++periods[kind]] = name
		}
		last[name] = day
	}
}

function period_after(kind, name) { return period_name(kind, last[name] + 1) }

function overlaps(from, to, begin, end) { return from <= end && begin <= to }
