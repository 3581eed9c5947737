# files.awk - the team's files, in which one record is one line

# Splits $0 into cell[1...]. A comma is put behind it, so that every cell has one.
function csv_split(  rest, n) {
	rest = $0 ","
	for (n = 0; rest != ""; rest = substr(rest, RLENGTH + 1)) {
		match(rest, /^("([^"]|"")*"|[^,]*),/)
		cell[++n] = substr(rest, 1, RLENGTH - 1)
		if (sub(/^"/, "", cell[n])) {
			sub(/"$/, "", cell[n])
			gsub(/""/, "\"", cell[n])
		}
	}
	return n
}

BEGIN {
	longest_lead = 7
}

function get(name) { return cell[column[name]] }

# the day in a cell, or where it is empty a day so far off that it is none
function bound(name, never) { return get(name) == "" ? never : day_of(get(name)) }

# The first line of a file names its columns.
FNR == 1 {
	sub(/^\357\273\277/, "")
	split("", column)
	for (i = csv_split(); i > 0; i--)
		column[cell[i]] = i
	file = FILENAME
	sub(/.*\//, "", file)
	next
}

{ csv_split() }

file == "holidays.csv" { holiday[day_of(cell[1])] }

# A date, a span, or a day of every year, such as 6月1日.
file == "closed.csv" { closing[++closings] = get("date"); closing_state[closings] = get("state") }

# The terms are in order.
file == "contract.csv" { term_from[++terms] = bound("from", -1000000); term_to[terms] = bound("to", 1000000) }

# A revision is a row; those of an activity are together and in order.
file == "sow.csv" && get("schedule") get("frequency") != "随時" {
	r = ++revisions
	id[r] = get("id")
	frequency[r] = get("frequency")
	schedule[r] = get("schedule")
	template[r] = get("title")
	target[r] = get("target")
	lead[r] = get("lead") == "" ? 7 : get("lead") + 0
	valid_from[r] = bound("valid_from", -1000000)
	valid_to[r] = bound("valid_to", 1000000)
	if (!(id[r] in revision_first))
		revision_first[id[r]] = r
	revision_last[id[r]] = r
}

file == "sow.csv" {
	if (!(get("major") in is_major)) {
		is_major[get("major")]
		major[++majors] = get("major")
	}
	major_of[get("id")] = get("major")
	if (get("lead") + 0 > longest_lead)
		longest_lead = get("lead") + 0
}

file == "tickets.csv" { row[++rows] = $0; row_day[rows] = day_of(get("at")) }
