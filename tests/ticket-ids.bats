# ticket-ids: ids, numbers, refs; who is meant by a name
load setup.bash

@test "a ref is unique, and serves as an id" {
	sow-ticket init
	ticket new pw ref=申請-7
	ticket new pw
	run3 1 'sow-ticket set 2 ref=申請-7'
	has "$stderr" "ref: 申請-7 is already ticket 1"
	run3 1 'sow-ticket new pw ref=申請-7'
	run3 0 'sow-ticket note 申請-7 ok; sow-ticket list 申請-7 -c id,note'
	assert_stdout <<-'END'
	1
	id,note
	1,ok
	END
}

@test "staff.csv names the authors; a shared login says who it is" {
	printf 'login,氏名\nyamada,山田 太郎\n' > staff.csv
	sow-ticket init
	ticket new pw --start
	SOW_USER=guest ticket note 1 x
	run3 0 'sow-ticket log -c by,assignee'
	assert_stdout <<-'END'
	by,assignee
	山田 太郎,山田 太郎
	guest,山田 太郎
	END
}

@test "a ref that looks like an id: ids come first, ref: names it, and both is said" {
	sow-ticket init
	printf 'ref,title,opened\n2,課題管理（2026年10月）,2026/10/1\n' > old.csv
	run3 0 'sow-ticket import old.csv'
	has "$stderr" "1 of the refs look like ids: such a ticket is named ref:NUMBER"
	ticket new pw
	run3 0 'sow-ticket start 2; sow-ticket note ref:2 済み'
	is "$output" $'2\n1'
	has "$stderr" "ticket 2: the ref of ticket 1 is 2, too (ref:2)"
	run3 0 'sow-ticket list -c id | sow-ticket note - x'
	is "$stderr" ""
}

@test "a telephone number is no id" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket done 1 0120-123456; sow-ticket log -c note | tail -1'
	is "$output" $'1\n0120-123456'
	run3 0 'sow-ticket reopen 2026-0001'
	is "$output" 1
}

@test "me is whoever asks, in a filter too" {
	sow-ticket init
	ticket new pw assignee=ＭＥ
	ticket new pw assignee=佐藤
	run3 0 'sow-ticket list -w assignee=me -c id; sow-ticket list -w 担当=me -c id'
	assert_stdout <<-'END'
	id
	1
	id
	1
	END
	run3 0 'SOW_USER=佐藤 sow-ticket list -w assignee=me -c id'
	is "$output" $'id\n2'
	run3 2 "SOW_USER=' ' sow-ticket new pw"
	has "$stderr" "SOW_USER is blank"
	printf 'login,name\nyamada,山田 太郎\nyamada,山田 次郎\n' > staff.csv
	run3 1 'sow-ticket new pw'
	is "$output" ""
	has "$stderr" "staff.csv:3: yamada is already 山田 太郎"
}

@test "a number names its ticket" {
	sow-ticket init
	ticket new pw
	ticket new pw
	run3 0 'sow-ticket note 2026-0002 x'
	is "$output" 2
	run3 1 'sow-ticket note 2026-0003 x'
	run3 1 'sow-ticket note 2025-0001 x'
}

four() {
	sow-ticket init
	local i
	for i in 1 2 3 4; do sow-ticket new pw "ref=T$i" > /dev/null 2>&1; done
}

@test "ids stand in one word with commas, or in several words when no remark follows" {
	four
	run3 0 'sow-ticket done 1,2 まとめて完了'
	is "$output" $'1\n2'
	run3 0 'sow-ticket start 3 4 min=5'
	is "$output" $'3\n4'
	run3 0 'sow-ticket set 3、4 priority=高'
	is "$output" $'3\n4'
	run3 0 'sow-ticket done T3,T4 終わり'
	is "$output" $'3\n4'
	run3 0 'sow-ticket list -a -c id,status'
	is "$output" $'id,status\n4,done\n3,done\n2,done\n1,done'
}

@test "several ids and then a remark are refused with both ways to write it" {
	four
	run3 2 'sow-ticket cancel 3 2026-0001 と重複'
	is "$output" ""
	is "$stderr" "sow-ticket: cancel: several ids and a remark: write cancel 3,2026-0001 'と重複', or, where '2026-0001 と重複' is the remark, cancel 3 '2026-0001 と重複'"
	run3 2 'sow-ticket done 2 3 min=5 台とも再起動'
	has "$stderr" "write done 2,3 '台とも再起動', or"
	run3 2 'sow-ticket note 2 3 何か'
	has "$stderr" "write note 2,3 '何か', or"
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n4\n3\n2\n1'
	run3 0 "sow-ticket cancel 3 '2026-0001 と重複'"
	run3 0 "sow-ticket done 2,4 '台とも再起動'"
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n1'
}

@test "a remark that is a ticket is taken for a slip" {
	four
	run3 1 'sow-ticket done T3 T4'
	is "$output" ""
	is "$stderr" "sow-ticket: ticket T3: T4 is a ticket: separate ids by commas, or write note=T4"
	run3 0 'sow-ticket done T3 note=T4'
	run3 0 'sow-ticket log 3 -c note'
	is "$output" $'note\n""\nT4'
}

@test "an empty word names no ticket" {
	four
	local verb
	for verb in done start note set; do
		run3 2 "sow-ticket $verb '' x=1"
		is "$stderr" "sow-ticket: $verb: which ticket? (its id, or - for ids on stdin)"
	done
	run3 1 'sow-ticket done 1,,2'
	has "$stderr" "no ticket ''"
}
