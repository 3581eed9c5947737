# ticket-list: list and show, of the ledger and of a stream
load setup.bash

@test "list shows the open ones, newest first, by pattern, and all" {
	sow-ticket init
	sow-ticket new inc Outlook 起動しない > /dev/null
	sow-ticket new pw requester=北山高校 > /dev/null
	sow-ticket new pw > /dev/null
	sow-ticket done 3 > /dev/null
	run3 0 'sow-ticket list -c id'
	assert_stdout <<-'END'
	id
	2
	1
	END
	run3 0 'sow-ticket list ｏｕｔｌｏｏｋ -c id,number'
	is "$output" $'id,number\n1,2026-0001'
	run3 0 'sow-ticket list -a -w status=完了 -c id'
	is "$output" $'id\n3'
	run3 0 'sow-ticket show 2'
	assert_stdout <<-'END'
	item,value
	番号,2026-0002
	ID,2
	状況,未着手
	実施キー,S14-01
	件名,パスワードリセット（O365）
	依頼者,北山高校
	対象,O365
	起票,2026/11/24 10:00
	経過,2026-11-24 10:00 yamada 未着手
	END
	run3 1 'sow-ticket show 7'
}

@test "--as-of is the state of that moment" {
	sow-ticket init
	SOW_NOW=2026-11-20T09:00 sow-ticket new pw > /dev/null
	sow-ticket done 1 > /dev/null
	run3 0 'sow-ticket list -a --as-of=2026-11-23 -c status'
	is "$output" $'status\nopen'
	run3 0 'sow-ticket list -a --as-of=2026-11-24 -c status'
	is "$output" $'status\ndone'
}

@test "rows of any length are read again where they stand, in any order" {
	local long quoted i id
	long=$(printf 'あ%.0s' {1..10000}) quoted=$(printf '",%.0s' {1..5000})
	sow-ticket init
	for i in 1 2 3 4; do
		id=$(sow-ticket new inc Outlook "$i" note="short $i")
		sow-ticket set "$id" requester="$long" target="$quoted"
	done
	# The newest first, then by id: near steps and far ones, of rows longer than what is read at a time.
	run3 0 "sow-ticket list -a -c id,requester,target"
	quoted=${quoted//\"/\"\"}
	assert_stdout <<-END
	id,requester,target
	7,$long,"$quoted"
	5,$long,"$quoted"
	3,$long,"$quoted"
	1,$long,"$quoted"
	END
	run3 0 "sow-report opened -p 2026-11 -c requester,content -o tsv"
	assert_stdout <<-END
	requester	content
	$long	short 1
	$long	short 2
	$long	short 3
	$long	short 4
	END
}

@test "only list reads tickets from stdin" {
	for verb in 'new pw' verify log 'show 1'; do
		run3 2 "sow-ticket -t - $verb"
		has "$stderr" "only list reads tickets from stdin"
	done
}

@test "an empty list in a pipe says nothing" {
	sow-ticket init
	run3 0 'sow-ticket list'
	is "$stderr" ""
}

@test "list reads a ledger's rows alone" {
	run3 1 "printf 'id,status\n1,open\n' | sow-ticket -t - list"
	is "$output" ""
	has "$stderr" "list reads a ledger, not any tickets"
}

@test "a ledger on stdin: a bad row is told, --as-of holds to the moment" {
	sow-ticket init
	ticket new pw
	SOW_NOW=2026-11-24T11:00 ticket new pw
	run3 0 'sow-ticket -t - list -c id --as-of=2026-11-24T11:00 < tickets.csv'
	assert_stdout <<-'END'
	id
	2
	1
	END
	sed -i '2s/,1,open,/,x,open,/' tickets.csv
	run3 1 'sow-ticket -t - list -c id < tickets.csv'
	is "$output" $'id\n2'
	has "$stderr" "stdin:2: not a ticket id: 'x'"
}

@test "rows on stdin in any order" {
	sow-ticket init
	for i in 1 2 3; do ticket new pw; done
	run3 0 '{ head -1 tickets.csv; tail -n +2 tickets.csv | tac; } | sow-ticket -t - list -c id,number'
	assert_stdout <<-'END'
	id,number
	3,2026-0003
	2,2026-0002
	1,2026-0001
	END
}

@test "list -a looks through every note that was ever written" {
	sow-ticket init
	ticket new inc Teams 落ちる
	ticket start 1 ドライバーを更新
	ticket note 1 再起動
	ticket done 1 完了確認
	run3 0 'sow-ticket list -a ドライバー -c id; sow-ticket list -a ドライバー Teams -c id; sow-ticket list -a ドライバー Outlook -c id'
	is "$output" $'id\n1\nid\n1\nid'
	run3 0 'sow-ticket list -a ドライバー -t - -c id < tickets.csv'
	is "$output" id
}
