# sow-due: what state an occurrence is in, by its ticket and the day
load setup.bash

# cell STATUS CLOSED DAY STATE: S09-01@2026-09 is due on 7 September, its lead is 7
# days, its deadline the month's end.
cell() {
	local rows=id,status,keys,closed
	[ -z "$1" ] || rows+=$'\n'"1,$1,S09-01@2026-09,$2"
	printf '%s\n' "$rows" > rows
	run3 0 "sow-due -t - --today=$3 -p 2026-09 --all --each -w keys=S09-01@2026-09 -c state,ticket < rows"
	case $1 in
	''|canceled|void) is "$output" "state,ticket"$'\n'"$4," ;;
	*) is "$output" "state,ticket"$'\n'"$4,1" ;;
	esac
}

# empty_week STATUS STATE: 2026-W01 has no open day.
empty_week() {
	local rows=id,status,keys,closed
	[ -z "$1" ] || rows+=$'\n'"1,$1,S03-01@2026-W01,2026-01-05"
	printf '%s\n' "$rows" > rows
	run3 0 "sow-due -t - --today=$3 -p 2025-12-29..2026-01-04 --all -c state < rows"
	is "$output" state$'\n'"$2"
}

@test "state: no ticket, before its lead: upcoming" { cell "" "" 2026-08-30 upcoming; }
@test "state: no ticket, within its lead: due" { cell "" "" 2026-08-31 due; }
@test "state: no ticket, on its day: due" { cell "" "" 2026-09-07 due; }
@test "state: no ticket, past its day: behind" { cell "" "" 2026-09-08 behind; }
@test "state: no ticket, on its deadline: behind" { cell "" "" 2026-09-30 behind; }
@test "state: no ticket, past its deadline: missed" { cell "" "" 2026-10-01 missed; }
@test "state: open, before its lead: open" { cell "open" "" 2026-08-30 open; }
@test "state: open, within its lead: open" { cell "open" "" 2026-08-31 open; }
@test "state: open, on its day: open" { cell "open" "" 2026-09-07 open; }
@test "state: open, past its day: behind" { cell "open" "" 2026-09-08 behind; }
@test "state: open, on its deadline: behind" { cell "open" "" 2026-09-30 behind; }
@test "state: open, past its deadline: overdue" { cell "open" "" 2026-10-01 overdue; }
@test "state: doing, before its lead: open" { cell "doing" "" 2026-08-30 open; }
@test "state: doing, within its lead: open" { cell "doing" "" 2026-08-31 open; }
@test "state: doing, on its day: open" { cell "doing" "" 2026-09-07 open; }
@test "state: doing, past its day: behind" { cell "doing" "" 2026-09-08 behind; }
@test "state: doing, on its deadline: behind" { cell "doing" "" 2026-09-30 behind; }
@test "state: doing, past its deadline: overdue" { cell "doing" "" 2026-10-01 overdue; }
@test "state: hold, before its lead: open" { cell "hold" "" 2026-08-30 open; }
@test "state: hold, within its lead: open" { cell "hold" "" 2026-08-31 open; }
@test "state: hold, on its day: open" { cell "hold" "" 2026-09-07 open; }
@test "state: hold, past its day: behind" { cell "hold" "" 2026-09-08 behind; }
@test "state: hold, on its deadline: behind" { cell "hold" "" 2026-09-30 behind; }
@test "state: hold, past its deadline: overdue" { cell "hold" "" 2026-10-01 overdue; }
@test "state: done by the deadline, before its lead: done" { cell "done" "2026-09-30T23:59" 2026-08-30 done; }
@test "state: done by the deadline, within its lead: done" { cell "done" "2026-09-30T23:59" 2026-08-31 done; }
@test "state: done by the deadline, on its day: done" { cell "done" "2026-09-30T23:59" 2026-09-07 done; }
@test "state: done by the deadline, past its day: done" { cell "done" "2026-09-30T23:59" 2026-09-08 done; }
@test "state: done by the deadline, on its deadline: done" { cell "done" "2026-09-30T23:59" 2026-09-30 done; }
@test "state: done by the deadline, past its deadline: done" { cell "done" "2026-09-30T23:59" 2026-10-01 done; }
@test "state: done after it, before its lead: late" { cell "done" "2026-10-01T00:00" 2026-08-30 late; }
@test "state: done after it, within its lead: late" { cell "done" "2026-10-01T00:00" 2026-08-31 late; }
@test "state: done after it, on its day: late" { cell "done" "2026-10-01T00:00" 2026-09-07 late; }
@test "state: done after it, past its day: late" { cell "done" "2026-10-01T00:00" 2026-09-08 late; }
@test "state: done after it, on its deadline: late" { cell "done" "2026-10-01T00:00" 2026-09-30 late; }
@test "state: done after it, past its deadline: late" { cell "done" "2026-10-01T00:00" 2026-10-01 late; }
@test "state: waived, before its lead: waived" { cell "waived" "" 2026-08-30 waived; }
@test "state: waived, within its lead: waived" { cell "waived" "" 2026-08-31 waived; }
@test "state: waived, on its day: waived" { cell "waived" "" 2026-09-07 waived; }
@test "state: waived, past its day: waived" { cell "waived" "" 2026-09-08 waived; }
@test "state: waived, on its deadline: waived" { cell "waived" "" 2026-09-30 waived; }
@test "state: waived, past its deadline: waived" { cell "waived" "" 2026-10-01 waived; }
@test "state: canceled, before its lead: upcoming" { cell "canceled" "" 2026-08-30 upcoming; }
@test "state: canceled, within its lead: due" { cell "canceled" "" 2026-08-31 due; }
@test "state: canceled, on its day: due" { cell "canceled" "" 2026-09-07 due; }
@test "state: canceled, past its day: behind" { cell "canceled" "" 2026-09-08 behind; }
@test "state: canceled, on its deadline: behind" { cell "canceled" "" 2026-09-30 behind; }
@test "state: canceled, past its deadline: missed" { cell "canceled" "" 2026-10-01 missed; }
@test "state: void, before its lead: upcoming" { cell "void" "" 2026-08-30 upcoming; }
@test "state: void, within its lead: due" { cell "void" "" 2026-08-31 due; }
@test "state: void, on its day: due" { cell "void" "" 2026-09-07 due; }
@test "state: void, past its day: behind" { cell "void" "" 2026-09-08 behind; }
@test "state: void, on its deadline: behind" { cell "void" "" 2026-09-30 behind; }
@test "state: void, past its deadline: missed" { cell "void" "" 2026-10-01 missed; }

@test "state: no open day, no ticket, before: n/a" { empty_week "" n/a 2025-12-29; }
@test "state: no open day, no ticket, after: n/a" { empty_week "" n/a 2026-01-13; }
@test "state: no open day, open, before: n/a" { empty_week "open" n/a 2025-12-29; }
@test "state: no open day, open, after: n/a" { empty_week "open" n/a 2026-01-13; }
@test "state: no open day, doing, before: n/a" { empty_week "doing" n/a 2025-12-29; }
@test "state: no open day, doing, after: n/a" { empty_week "doing" n/a 2026-01-13; }
@test "state: no open day, hold, before: n/a" { empty_week "hold" n/a 2025-12-29; }
@test "state: no open day, hold, after: n/a" { empty_week "hold" n/a 2026-01-13; }
@test "state: no open day, done, before: late" { empty_week "done" late 2025-12-29; }
@test "state: no open day, done, after: late" { empty_week "done" late 2026-01-13; }
@test "state: no open day, waived, before: waived" { empty_week "waived" waived 2025-12-29; }
@test "state: no open day, waived, after: waived" { empty_week "waived" waived 2026-01-13; }
@test "state: no open day, canceled, before: n/a" { empty_week "canceled" n/a 2025-12-29; }
@test "state: no open day, canceled, after: n/a" { empty_week "canceled" n/a 2026-01-13; }
@test "state: no open day, void, before: n/a" { empty_week "void" n/a 2025-12-29; }
@test "state: no open day, void, after: n/a" { empty_week "void" n/a 2026-01-13; }
