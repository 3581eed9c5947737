# ledger-clock: when a row is written, and what numbers its year has
load setup.bash

@test "the clock may go back, the ledger does not" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	SOW_NOW=2026-11-01 sow-ticket new pw > /dev/null
	run3 0 'sow-ticket log -c at | tail -1'
	is "$output" 2026-11-24T10:00:00.000001
	run3 0 'sow-ticket verify'
}

@test "at comes from the clock alone, --today moves the days" {
	sow-ticket init
	run3 0 'sow-ticket new pw --today=2027-05-01; sow-ticket new pw --today=2026-01-05 --done; sow-ticket log -c at,opened,closed'
	assert_stdout <<-'END'
	1
	2
	at,opened,closed
	2026-11-24T10:00:00.000000,2027-05-01T10:00:00,
	2026-11-24T10:00:00.000001,2026-01-05T10:00:00,2026-01-05T10:00:00
	END
}

@test "a moment past 9999 is refused, whatever the options" {
	sow-ticket init
	cp tickets.csv was.csv
	for now in 9999-12-31T23:59:59.999999; do
		run3 0 "SOW_NOW=$now sow-ticket new pw"
		cp tickets.csv full.csv
		run3 73 "SOW_NOW=$now sow-ticket new pw --clock"
		has "$stderr" "no row can be later than the year 9999"
		is "$output" ""
		cmp full.csv tickets.csv
		run3 0 'sow-ticket verify'
	done
}

@test "a clock far ahead is refused without --clock, one behind is told" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 73 'SOW_NOW=2027-11-26T10:00 sow-ticket new pw'
	is "$output" ""
	has "$stderr" "the clock says 2027-11-26T10:00:00, more than 366 days after the last row, 2026-11-24T10:00:00 (--clock"
	run3 0 'SOW_NOW=2027-11-25T09:59 sow-ticket new pw'
	run3 0 'SOW_NOW=2028-12-01T10:00 sow-ticket new pw --clock'
	is "$output" 3
	run3 0 'SOW_NOW=2026-11-24T10:00 sow-ticket new inc Word x'
	is "$output" 4
	is "$stderr" "sow-ticket: the clock says 2026-11-24T10:00:00, which is behind the last row, 2028-12-01T10:00:00"
	run3 0 'sow-ticket log -c at | tail -1; sow-ticket verify'
	is "$output" "2028-12-01T10:00:00.000001"
}

@test "a write under SOW_NOW says so, one that only reads does not" {
	sow-ticket init
	for command in 'new pw' 'set 1 min=5' 'redact 1 --cell title --why x --rev 2'; do
		run --separate-stderr bash -c "sow-ticket $command"
		is "$stderr" "sow-ticket: the clock is SOW_NOW: 2026-11-24T10:00:00"
	done
	run --separate-stderr bash -c 'sow-ticket new - < /dev/null; sow-ticket list; sow-ticket new pw -n'
	has "$stderr" "without even a header"
	is "$(grep -c SOW_NOW <<< "$stderr")" 0
	run --separate-stderr bash -c 'unset SOW_NOW; sow-ticket new pw --clock'
	is "$stderr" ""
}

@test "number counts by the year of opened in the first row, and nothing later changes it" {
	sow-ticket init
	sow-ticket new pw opened=2026-03-31 > /dev/null
	sow-ticket new pw > /dev/null
	sow-ticket new pw opened=2026-04-01 > /dev/null
	sow-ticket undo > /dev/null 2>&1
	sow-ticket new pw opened=2025-05-01 > /dev/null
	sow-ticket new pw > /dev/null
	sow-ticket set 2 opened=2025-06-01 > /dev/null
	run3 0 'sow-ticket list -a -c id,number,opened'
	assert_stdout <<-'END'
	id,number,opened
	6,2026-0003,2026-11-24T10:00:00
	5,2025-0002,2025-05-01
	3,2026-0002,2026-04-01
	2,2026-0001,2025-06-01
	1,2025-0001,2026-03-31
	END
}
