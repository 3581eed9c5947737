# ticket-keys: keys, waive and split
load setup.bash

@test "a canceled ticket frees its keys, and cannot take them back" {
	sow-ticket init
	sow-ticket new S03-01@2026-W48 > /dev/null
	sow-ticket cancel 1 > /dev/null
	run3 0 'sow-ticket new S03-01@2026-W48'
	is "$output" 3
	run3 1 'sow-ticket reopen 1'
	has "$stderr" "S03-01@2026-W48 is already on ticket 3"
	run3 0 'sow-ticket verify'
}

@test "waive takes a key from its ticket to a waived one of its own" {
	sow-ticket init
	sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） | ticket new -
	run3 2 'sow-ticket waive S09-02@2026-09 --approver 鈴木課長'
	has "$stderr" "--why=TEXT"
	run3 0 'sow-ticket waive S09-02@2026-09 S03-01@2026-W48 --approver 鈴木課長 --why 機器停止'
	is "$output" $'3\n4'
	run3 0 'sow-ticket list -a -c id,status,keys,target,approved,note'
	assert_stdout <<-'END'
	id,status,keys,target,approved,note
	4,waived,S03-01@2026-W48,,2026-11-24 鈴木課長,機器停止
	3,waived,S09-02@2026-09,ApexOne,2026-11-24 鈴木課長,機器停止
	1,open,S09-01@2026-09 S09-03@2026-09 S09-04@FY2026H1,SKYSEA・Windows10/11・WSUS,,機器停止
	END
	run3 1 'sow-ticket waive S09-02@2026-09 --approver 鈴木課長 --why x'
	has "$stderr" "ticket 3 is waived"
	run3 0 'sow-due -p 2026-09 --all --each -w state=waived -c keys,ticket'
	is "$output" $'keys,ticket\nS09-02@2026-09,3'
	run3 0 'sow-due -p 2026-12 --all -w title~定例会 -w due=2026-12-04 | sow-ticket waive - --approver 鈴木課長 --why 休会'
	is "$output" 5
	run3 0 'sow-ticket verify'
}

@test "a ticket whose only key is waived is the waived one; a key of several goes to a ticket that no report counts" {
	sow-ticket init
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket waive S03-01@2026-W48 --approver 鈴木課長 --why 休会; sow-ticket list -a -c id,status,keys'
	assert_stdout <<-'END'
	1
	id,status,keys
	1,waived,S03-01@2026-W48
	END
	sow-due -p 2026-11 --all -w keys~S09-01 | ticket new -
	run3 0 'sow-ticket waive S09-02@2026-11 --approver 鈴木課長 --why 休止; sow-ticket list -a -c id,status,keys,tags'
	assert_stdout <<-'END'
	5
	id,status,keys,tags
	5,waived,S09-02@2026-11,from:3
	3,open,S09-01@2026-11 S09-03@2026-11,
	1,waived,S03-01@2026-W48,
	END
	run3 0 'sow-report summary -p week -w major=合計'
	assert_stdout <<-'END'
	major,carried,opened,closed,canceled,remaining
	合計,0,2,0,1,1
	END
	run3 0 'sow-ticket verify'
}

@test "split gives keys a ticket of their own, so that one is done and the other not" {
	sow-ticket init
	sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） | ticket new -
	run3 0 'sow-ticket split 1 S09-01@2026-09 s09-03@2026-09'
	run3 1 'sow-ticket split 1 S09-01@2026-09'
	has "$stderr" "does not carry S09-01@2026-09"
	run3 1 'sow-ticket split 1 S09-02@2026-09 S09-04@FY2026H1'
	has "$stderr" "nothing would be left"
	run3 0 'sow-ticket done 1; sow-ticket list -a -c id,status,keys,target,title'
	assert_stdout <<-'END'
	1
	id,status,keys,target,title
	3,open,S09-01@2026-09 S09-03@2026-09,SKYSEA・Windows10/11,定例チェック（2026年9月）
	1,done,S09-02@2026-09 S09-04@FY2026H1,ApexOne・WSUS,定例チェック（2026年9月）
	END
	run3 1 'sow-ticket split 1 S09-02@2026-09'
	has "$stderr" "reopen it first"
	run3 0 'sow-ticket verify'
}

@test "nothing of a waiver that is refused is saved" {
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | sow-ticket new - > /dev/null
	cp tickets.csv was.csv
	run3 2 'sow-ticket waive S09-01@2026-11 --approver "$(printf "a\tb")" --why x'
	is "$output" ""
	has "$stderr" "a control character"
	cmp was.csv tickets.csv
	run3 1 'sow-ticket waive S09-01@2026-11 S99-01@2026-11 S09-02@2026-11 --approver a --why x'
	is "$output" $'3\n1'
	run3 0 'sow-ticket list -a -c id,status,keys; sow-ticket verify'
	assert_stdout <<-'END'
	id,status,keys
	3,waived,S09-01@2026-11
	1,waived,S09-02@2026-11
	END
}

@test "a key is one key however it is typed" {
	sow-ticket init
	run3 0 'sow-ticket new S09-01@今月; sow-ticket new s09-01@2026年11月; sow-ticket new Ｓ０９－０１＠２０２６／１１'
	assert_stdout <<-'END'
	1
	1
	1
	END
	for key in S09-01@2026/11 S09-01@2026年11月 S09-01@令和8年11月; do
		run3 0 "printf 'keys,title\n$key,x\n' | sow-ticket new -"
		is "$output" 1
	done
	run3 0 'sow-ticket set 1 keys="S09-02@2026/11　S09-03@2026-11 S09-02@11月"; sow-ticket list -c keys'
	assert_stdout <<-'END'
	1
	keys
	S09-02@2026-11 S09-03@2026-11
	END
	has "$stderr" "S09-02@2026-11 is listed twice"
	run3 0 'sow-ticket split 1 s09-02@2026/11'
	is "$output" 4
	run3 1 'sow-ticket split 1 S09-03@2026-11 S09-03@2026/11'
	has "$stderr" "is listed twice"
}

@test "a key that is none says what one would be" {
	sow-ticket init
	run3 1 'sow-ticket new S09-01@2026-W48'
	has "$stderr" "S09-01 is 月次 work: its period is such as S09-01@2026-11"
	run3 1 'sow-ticket new S13-01@2026-11'
	has "$stderr" "S13-01 is 随時 work, without a period"
	run3 1 'sow-ticket new S99-01@2026-11'
	has "$stderr" "the contract has no activity S99-01"
	ticket new pw
	for key in S09-01 S13-01@2026-11 S09-01@2026-W48 S09-01@2026-11-01..2026-11-30 S99-01; do
		run3 1 "sow-ticket set 1 keys=$key"
		is "$output" ""
	done
	is "$(wc -l < tickets.csv)" 2
}

@test "split and waive keep a target that was typed by hand" {
	sow-ticket init
	printf 'keys,title,target\nS09-01@2026-11 S09-02@2026-11,x,本庁サーバ\n' | sow-ticket new - > /dev/null
	run3 0 'sow-ticket split 1 S09-02@2026-11; sow-ticket list -c id,target'
	assert_stdout <<-'END'
	3
	id,target
	3,本庁サーバ
	1,本庁サーバ
	END
	sow-due -w keys~S09-03 -p 2026-12 -a | sow-ticket new - > /dev/null
	target=$(sow-list S09-01 -c target | tail -1)
	run3 0 'sow-ticket split 4 S09-01@2026-12; sow-ticket list -w id=6 -c target'
	assert_stdout <<-END
	6
	target
	$target
	END
}

@test "a target within another's name is a target of its own" {
	sow-list --all -O sow.csv
	sed -i 's/^\(S09-01,.*,月次\),[^,]*,/\1,本庁ApexOne,/' sow.csv
	sow-ticket init
	sow-due -p 2026-11 -a -w title=定例チェック（2026年11月） | ticket new -
	run3 0 'sow-ticket split 1 S09-03@2026-11; sow-ticket list -w id=1 -c keys,target'
	assert_stdout <<-'END'
	3
	keys,target
	S09-01@2026-11 S09-02@2026-11,本庁ApexOne・ApexOne
	END
}

@test "split says in a note where the keys come from" {
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | ticket new -
	run3 0 'sow-ticket split 1 S09-02@2026-11; sow-ticket list -c id,note'
	assert_stdout <<-'END'
	3
	id,note
	3,1 から分割
	1,
	END
}

@test "an empty key is no key" {
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | sow-ticket new - > /dev/null 2>&1
	cp tickets.csv was.csv
	for key in '' ' '; do
		run3 1 "sow-ticket split 1 '$key'"
		is "$output" ""
		has "$stderr" "does not carry"
	done
	cmp was.csv tickets.csv
}

@test "where stakeholders.csv exists, waiving is the customer's, and the agreement is linked" {
	sow-ticket init
	printf '氏名,区分,適用開始,適用終了,所属\n鈴木 課長,顧客,2026-04-01,,指導部\n佐藤,顧客,,2026-10-31,指導部\nyamada,顧客,,,\n田中,事業者,,,\n' > stakeholders.csv
	local who
	for who in 田中 佐藤 高橋; do
		run3 1 "sow-ticket waive S09-01@2026-11 --approver $who --why 休止 link=議事.docx"
		is "$output" ""
		is "$stderr" "sow-ticket: waive: $who is not a customer (区分 顧客) in stakeholders.csv today"
	done
	run3 1 'sow-ticket waive S09-01@2026-11 --approver yamada --why 休止 link=議事.docx'
	has "$stderr" "nobody waives by himself"
	run3 1 'sow-ticket waive S09-01@2026-11 --approver 鈴木課長 --why 休止'
	has "$stderr" "link=… of the minutes"
	run3 0 'sow-ticket waive S09-01@2026-11 --approver 鈴木課長 --why 休止 link=議事.docx; sow-ticket list -a -c status,keys,link,approved'
	is "$output" $'1\nstatus,keys,link,approved\nwaived,S09-01@2026-11,議事.docx,2026-11-24 鈴木課長'
	run3 1 'sow-ticket waive S09-02@2026-11 --approver 鈴木課長 --why 休止 link=議事.docx due=いつか'
	has "$stderr" "due: not a date"
}

@test "waive and split leave each ticket the title of its own keys" {
	sow-ticket init
	ticket new S09-01@2026-12
	ticket set 1 keys+=S03-02@2026-11
	run3 0 'sow-ticket waive S09-01@2026-12 --approver=鈴木課長 --why=x; sow-ticket list -a -c keys,title,status'
	assert_stdout <<-'END'
	4
	keys,title,status
	S09-01@2026-12,定例チェック（2026年12月）,waived
	S03-02@2026-11,月次報告会（2026年11月）,open
	END
	id=$(sow-ticket new S09-02@2026-12)
	ticket set "$id" keys+=S03-02@2026-12
	run3 0 "sow-ticket split $id S03-02@2026-12; sow-ticket list -c keys,title"
	assert_stdout <<-'END'
	8
	keys,title
	S03-02@2026-12,月次報告会（2026年12月）
	S09-02@2026-12,定例チェック（2026年12月）
	S03-02@2026-11,月次報告会（2026年11月）
	END
	ticket set "$id" keys+=S09-04@FY2026H2 title=まとめて
	run3 0 "sow-ticket split $id S09-04@FY2026H2; sow-ticket list -c title -w id=$id"
	has "$output" "まとめて"
}
