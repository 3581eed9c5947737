# ticket-status: start, hold, done, cancel, reopen, and the dates that go with them
load setup.bash

@test "done, reopen, hold, start, cancel, note move a ticket along" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket start 1; sow-ticket hold 1 業者待ち; sow-ticket done ＃1 min=15 済んだ --on 11/24; sow-ticket note 1 後日談'
	assert_stdout <<-'END'
	1
	1
	1
	1
	END
	run3 0 'sow-ticket log 1 -c rev,status,assignee,minutes,closed,note'
	assert_stdout <<-'END'
	rev,status,assignee,minutes,closed,note
	1,open,,,,
	2,doing,yamada,,,
	3,hold,yamada,,,業者待ち
	4,done,yamada,15,2026-11-24,済んだ
	5,done,yamada,15,2026-11-24,後日談
	END
	run3 1 'sow-ticket cancel 1'
	has "$stderr" "ticket 1: done: reopen it first"
	run3 0 'sow-ticket reopen 1; sow-ticket cancel 2026-0001'
	run3 0 'sow-ticket list'
	is "$output" "id,status,due,title,part,parts,requester,assignee,minutes,rev"
	run3 0 'sow-ticket verify'
}

@test "a status set by hand or in Excel brings its closing date along" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket set 1 status=完了; sow-ticket list -a -c status,closed'
	assert_stdout <<-'END'
	1
	status,closed
	done,2026-11-24T10:00:00
	END
	run3 0 'sow-ticket set 1 status=open; sow-ticket list -a -c status,closed'
	assert_stdout <<-'END'
	1
	status,closed
	open,
	END
	run3 2 'sow-ticket start 1 --on 11/24'
	has "$stderr" "start does not take --on, which goes with: new, done, cancel"
}

@test "hold --until leaves the list and comes back by itself; a start ends it" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket hold 1 --until 12/1 --for vendor 回答待ち'
	run3 0 'sow-ticket list -c id; sow-ticket list -a -c id,status,tags; sow-ticket list --today=12/1 -c id'
	assert_stdout <<-'END'
	id
	id,status,tags
	1,hold,until:2026-12-01 for:vendor
	id
	1
	END
	run3 0 'sow-ticket set 1 tags+=x; sow-ticket start 1; sow-ticket list -c status,tags'
	assert_stdout <<-'END'
	1
	1
	status,tags
	doing,x
	END
	run3 2 'sow-ticket start 1 --until 12/1'
	run3 1 'sow-ticket hold 1 --until someday'
	has "$stderr" "--until: not a date: someday"
}

@test "closed is not before opened nor ahead, by the clock where there is one" {
	sow-ticket init
	ticket new pw
	run3 1 "sow-ticket done 1 --on '11/24 9:00'"
	has "$stderr" "is before opened 2026-11-24T10:00:00 (opened=… says when it began)"
	run3 1 "sow-ticket done 1 --on '11/24 12:00'"
	has "$stderr" "closed 2026-11-24T12:00:00 is in the future"
	run3 1 'sow-ticket new pw opened=11/25'
	has "$stderr" "opened 2026-11-25 is in the future"
	run3 0 "sow-ticket set 1 opened='昨日 15:00'; sow-ticket done 1 --on '11/24 9:00'; sow-ticket list -a -c opened,closed"
	assert_stdout <<-'END'
	1
	1
	opened,closed
	2026-11-23T15:00:00,2026-11-24T09:00:00
	END
	run3 0 'sow-ticket done 1 --on 11/24'
}

@test "a hold that is held again keeps what is not said anew" {
	sow-ticket init
	ticket new pw
	ticket hold 1 --until 12/1 --for ＶＥＮＤＯＲ
	run3 0 'sow-ticket hold 1 --until 12/5 延期; sow-ticket hold 1 再照会; sow-ticket list -a -c tags'
	assert_stdout <<-'END'
	1
	1
	tags
	for:VENDOR until:2026-12-05
	END
	run3 1 'sow-ticket hold 1 --until 11/20'
	has "$stderr" "--until: 2026-11-20 is past"
}

@test "a closing date goes with an end, a status with its verb" {
	sow-ticket init
	run3 1 'sow-ticket new pw closed=11/20'
	has "$stderr" "closed 2026-11-20, but still open"
	ticket new pw
	for command in 'hold 1 closed=11/20' 'set 1 closed=11/20' 'done 1 status=open' 'start 1 status=done'; do
		run3 1 "sow-ticket $command"
		is "$output" ""
	done
	run3 1 'printf "id,closed\n1,2026-11-24\n" | sow-ticket set -'
	run3 0 'sow-ticket done 1; printf "id,status,closed\n1,open,2026/11/24 10:00\n" | sow-ticket set -; sow-ticket list -c status,closed'
	assert_stdout <<-'END'
	1
	1
	status,closed
	open,
	END
	printf 'ref,title,opened,closed,status\nK1,課題管理（2026年10月）,2026/10/1,2026/10/2,open\n' > old.csv
	run3 0 'sow-ticket import -n old.csv -w title=zz'
	has "$stderr" "0 of 1 rows are clear"
}

@test "times are looked at when they change, by the clock under the lock" {
	sow-ticket init
	ticket new pw
	SOW_NOW=2026-11-24T12:00 sow-ticket set 1 min=5 > /dev/null
	run3 0 'sow-ticket note 1 x; sow-ticket done 1; sow-ticket list -a -c closed'
	assert_stdout <<-'END'
	1
	1
	closed
	2026-11-24T10:00:00
	END
	id=$(SOW_NOW=2026-11-24T12:00 sow-ticket new pw) # a host whose clock is ahead
	run3 0 "sow-ticket done $id; sow-ticket list -a -w id=$id -c closed; sow-ticket note $id x"
	assert_stdout <<-END
	$id
	closed
	2026-11-24T12:00:00
	$id
	END
}

@test "hold and its tags in one step" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket hold 1 --until 12/2 tags=foo; sow-ticket list -a -c tags'
	assert_stdout <<-'END'
	1
	tags
	foo until:2026-12-02
	END
}

@test "a hold that is refused writes nothing" {
	sow-ticket init
	ticket new pw
	for option in '--until someday' '--until 11/20' "--for 'a b'" "--for ''"; do
		run3 1 "sow-ticket hold 1 $option"
		is "$output" ""
	done
	is "$(wc -l < tickets.csv)" 2
}

@test "a live ticket is not reopened" {
	sow-ticket init
	ticket new pw
	ticket hold 1
	run3 1 'sow-ticket reopen 1'
	is "$output" ""
	is "$stderr" "sow-ticket: ticket 1: already on hold"
	is "$(wc -l < tickets.csv)" 3
}

@test "a status is not blanked" {
	sow-ticket init
	ticket new pw
	run3 1 'sow-ticket set 1 status='
	has "$stderr" "ticket 1: not a status:"
	run3 1 'printf "id,status\n1,\n" | sow-ticket set -'
	has "$stderr" "stdin:2: not a status:"
	is "$(wc -l < tickets.csv)" 2
}

@test "done --on before the last reopening is refused, and --on= is no day" {
	sow-ticket init
	SOW_NOW=2026-11-10T09:00 ticket new pw 2> /dev/null
	SOW_NOW=2026-11-11T09:00 ticket done 1 2> /dev/null
	SOW_NOW=2026-11-20T09:00 ticket reopen 1 再発 2> /dev/null
	run3 1 'sow-ticket done 1 --on 11/15'
	is "$output" ""
	is "$stderr" "sow-ticket: ticket 1: closed 2026-11-15 is before it was reopened on 2026-11-20"
	run3 2 'sow-ticket done 1 --on='
	is "$stderr" "sow-ticket: --on is blank"
	run3 0 'sow-ticket done 1 --on 11/20'
}

@test "set - of no bytes is an error, ids of no bytes are nothing to do" {
	sow-ticket init
	ticket new pw
	run3 1 'sow-ticket set - < /dev/null'
	is "$stderr" "sow-ticket: stdin: empty, without even a header line"
	run3 0 'sow-ticket done - < /dev/null'
	is "$output$stderr" ""
}
