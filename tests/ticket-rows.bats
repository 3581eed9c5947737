# ticket-rows: new -, and ids that go on in a pipe
load setup.bash

@test "due work becomes tickets once, one id an input row" {
	sow-ticket init
	run3 0 'sow-due -w state=due | tee due.csv | sow-ticket new -'
	assert_stdout <<-'END'
	1
	2
	3
	END
	run3 0 'sow-ticket new - < due.csv'
	assert_stdout <<-'END'
	1
	2
	3
	END
	has "$stderr" "stdin:2: S03-01@2026-W48 is already on ticket 1"
	run3 0 'sow-due -w state=due | sow-ticket new -'
	is "$output" ""
	is "$(wc -l < tickets.csv)" 4
}

@test "only the keys that nobody carries go on a new ticket" {
	sow-ticket init
	sow-ticket new S09-02@2026-09 > /dev/null
	run3 0 'sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） -w ticket= | sow-ticket new -'
	run3 0 'sow-ticket list -c id,keys'
	assert_stdout <<-'END'
	id,keys
	2,S09-01@2026-09 S09-03@2026-09 S09-04@FY2026H1
	1,S09-02@2026-09
	END
}

@test "a bad row is refused with its line, the others are saved" {
	sow-ticket init
	run3 1 'printf "keys,title,due\nS03-01@2026-W48,a,2026-11-27\nS99-01@2026-W48,b,2026-11-27\nS13-01,c,whenever\n,d,\nbroken \"x\n" | sow-ticket new -'
	is "$output" $'1\n2'
	has "$stderr" "stdin:3: the catalogue has no activity S99-01"
	has "$stderr" "stdin:4: due: not a date: 'whenever'"
	has "$stderr" "stdin:6: a misplaced quote"
	is "$(wc -l < tickets.csv)" 3
}

@test "an occurrence without an open day becomes no ticket" {
	sow-ticket init
	run3 1 'sow-due -p 2025-12-29..2026-01-04 --all | sow-ticket new -'
	is "$output" ""
	has "$stderr" "stdin:2: n/a"
}

@test "more than --max at once: none is made" {
	sow-ticket init
	run3 1 'sow-due -p FY2026 --all | sow-ticket new -'
	is "$output" ""
	has "$stderr" "exceed --max=50; none made"
	is "$(wc -l < tickets.csv)" 1
	run3 0 'sow-due -p FY2026 --all | sow-ticket new - --max=100 | wc -l'
	is "$output" 87
}

@test "ids go on in a pipe" {
	sow-ticket init
	run3 0 'sow-ticket new pw | sow-ticket done - min=5 | sow-ticket note - ok'
	is "$output" 1
	run3 0 'sow-ticket list -a | sow-ticket reopen -'
	is "$output" 1
}

@test "--max counts new tickets, not what is on one already" {
	sow-ticket init
	sow-due -p FY2026 --all | sow-ticket new - --max=100 > /dev/null
	run3 0 'sow-due -p FY2026 --all | sow-ticket new - | wc -l'
	is "$output" 0
	is "$(wc -l < tickets.csv)" 88
}

@test "any stream with a title is not sow-due's" {
	sow-ticket init
	run3 1 'sow-list | sow-ticket new - --max=100'
	has "$stderr" "no column 'keys'"
	is "$(wc -l < tickets.csv)" 1
}

@test "an empty list of ids or keys is nothing to do" {
	sow-ticket init
	run3 0 'sow-ticket done - < /dev/null'
	is "$output$stderr" ""
	run3 0 'sow-ticket waive - --approver=a --why=b < /dev/null'
	is "$output$stderr" ""
	run3 1 'sow-ticket new - < /dev/null'
	has "$stderr" "empty"
}

@test "more rows without keys than --max" {
	sow-ticket init
	run3 1 '{ echo title; seq 51; } | sow-ticket new -'
	is "$output" ""
	is "$stderr" "sow-ticket: stdin: 51 new tickets exceed --max=50; none made"
	is "$(wc -l < tickets.csv)" 1
}

@test "what is kept of an input is bounded, and --max speaks first" {
	sow-ticket init
	(echo title,due; echo '1,"x'; yes x | head -20000) > quote
	run3 1 'sow-ticket new - < quote'
	has "$stderr" "stdin: more than 10000 bad rows: gave up reading, and nothing is taken of it"
	(echo title; yes x | head -20000) > rows
	run3 1 'sow-ticket new - < rows'
	is "$stderr" "sow-ticket: stdin: more than 10050 rows, and --max is 50 new tickets; none made"
	run3 1 'head -c 2000000 /dev/zero | tr "\0" a > note; sow-ticket new pw -F note'
	has "$stderr" "note: more than 1 MiB is too long for a note"
	is "$(wc -l < tickets.csv)" 1
}

@test "--as-of of a second counts until its end" {
	sow-ticket init
	ticket new inc Word a
	ticket new inc Word b
	run3 0 'sow-ticket log -c at,id --as-of=2026-11-24T10:00:00'
	assert_stdout <<-'END'
	at,id
	2026-11-24T10:00:00.000000,1
	2026-11-24T10:00:00.000001,2
	END
	run3 0 'sow-ticket log -c id --as-of=2026-11-24T10:00:00.000000; sow-ticket log -c id --as-of=2026-11-24T09:59:59'
	is "$output" $'id\n1\nid'
}
