# ticket-undo: the last write is taken back, and done again
load setup.bash

@test "undo takes the own last batch back, a second one redoes it" {
	sow-ticket init
	sow-due -w state=due | ticket new -
	SOW_USER=tanaka ticket new pw
	ticket done 1 2
	run3 0 'sow-ticket undo'
	is "$output" $'2\n1'
	has "$stderr" "ticket 2: status: done → open"
	run3 0 'sow-ticket list -a -c id,status'
	assert_stdout <<-'END'
	id,status
	4,open
	3,open
	2,open
	1,open
	END
	run3 0 'sow-ticket undo; sow-ticket list -a -c id,status,closed'
	assert_stdout <<-'END'
	1
	2
	id,status,closed
	4,open,
	3,open,
	2,done,2026-11-24T10:00:00
	1,done,2026-11-24T10:00:00
	END
	run3 0 'SOW_USER=tanaka sow-ticket undo; sow-ticket list -a -c id,status -w id=4'
	assert_stdout <<-'END'
	4
	id,status
	4,void
	END
	run3 1 'SOW_USER=suzuki sow-ticket undo'
	has "$stderr" "suzuki has written nothing"
	run3 0 'SOW_USER=suzuki sow-ticket undo --any; sow-ticket list -c id -w id=4'
	assert_stdout <<-'END'
	4
	id
	4
	END
	run3 0 'sow-ticket verify'
}

@test "undo refuses, as a whole, what somebody has gone on with" {
	sow-ticket init
	sow-due | ticket new -
	SOW_USER=tanaka ticket start 2
	cp tickets.csv was.csv
	run3 1 'sow-ticket undo'
	has "$stderr" "ticket 2 has a later row"
	is "$output" ""
	cmp tickets.csv was.csv
}

@test "undo of a waiver and of a split gives the keys back, and redo takes them again" {
	sow-ticket init
	sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） | ticket new -
	for verb in 'split 1 S09-01@2026-09' 'waive S09-02@2026-09 S09-03@2026-09 --approver x --why y'; do
		sow-ticket list -a -w status!=void -c id,status,keys,target > was
		run3 0 "sow-ticket $verb; sow-ticket list -a -w status!=void -c id,status,keys,target > then"
		run3 0 'sow-ticket undo; sow-ticket list -a -w status!=void -c id,status,keys,target > now; cmp now was'
		run3 0 'sow-ticket undo; sow-ticket list -a -w status!=void -c id,status,keys,target > now; cmp now then'
		run3 0 'sow-ticket verify'
	done
}

@test "a key taken meanwhile is not taken back by undo" {
	sow-ticket init
	ticket new S03-01@2026-W48
	ticket cancel 1
	SOW_USER=tanaka ticket new S03-01@2026-W48
	cp tickets.csv was.csv
	run3 1 'sow-ticket undo'
	has "$stderr" "S03-01@2026-W48 is already on ticket 3"
	cmp tickets.csv was.csv
}

@test "undo of a remark, or of a redact, says that it cannot" {
	sow-ticket init
	ticket new pw
	ticket note 1 秘密
	run3 1 'sow-ticket undo'
	is "$output" ""
	is "$stderr" "sow-ticket: undo: nothing to undo in it but remarks, which stay, or a redact"
	ticket redact 1 --cell note --why 個人情報 --rev 2
	run3 1 'sow-ticket undo'
	run3 0 'sow-ticket note 1 x; sow-ticket set 1 min=5 priority=高; sow-ticket undo'
	is "$stderr" "$(printf '%s\n' 'sow-ticket: undoing what yamada wrote at 2026-11-24T10:00:00:' \
	    'sow-ticket: ticket 1: priority: 高 → (empty)' 'sow-ticket: ticket 1: minutes: 5 → (empty)')"
}

@test "undo and redo of what was forced, and of families" {
	sow-ticket init
	ticket new inc Outlook b
	ticket new inc Word d parent=1
	ticket done 1 --force
	run3 0 'sow-ticket undo; sow-ticket undo; sow-ticket list -a -c id,status'
	assert_stdout <<-'END'
	1
	1
	id,status
	2,open
	1,done
	END
	ticket reopen 1
	ticket done 2 1
	ticket reopen 2 1
	run3 0 'sow-ticket undo; sow-ticket list -a -c id,status'
	assert_stdout <<-'END'
	1
	2
	id,status
	2,done
	1,done
	END
	printf 'part\ns1\n' > parts.csv
	ticket new --each parts.csv --parent "$(sow-ticket new S09-01@2026-11)"
	run3 1 "sow-ticket waive S09-01@2026-11 --approver a --why b"
	is "$output" ""
	run3 0 "sow-ticket waive S09-01@2026-11 --approver a --why b --force; sow-ticket verify"
}

@test "undo gives keys up before others take them back" {
	sow-ticket init
	ticket new S09-01@2026-11
	ticket new inc a b
	run3 0 'printf "id,keys\n1,\n2,S09-01@2026-11\n" | sow-ticket set -'
	run3 0 'sow-ticket set 1 keys=S09-02@2026-11'
	ticket undo
	run3 0 'sow-ticket undo; sow-ticket undo; sow-ticket verify'
	rm tickets.csv
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | sow-ticket new - > /dev/null
	ticket split 1 S09-02@2026-11
	run3 0 'sow-ticket undo; sow-ticket list -c id,keys; sow-ticket undo; sow-ticket list -c id,keys; sow-ticket verify'
	assert_stdout <<-'END'
	3
	1
	id,keys
	1,S09-01@2026-11 S09-02@2026-11
	1
	3
	id,keys
	3,S09-02@2026-11
	1,S09-01@2026-11
	END
}

@test "what is undone has no closing date" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket undo; sow-ticket list -a -c status,closed'
	assert_stdout <<-'END'
	1
	status,closed
	void,
	END
}
