#!/usr/bin/env bats
# ticket-scope.bats - what the SOW covers: software.csv and target
load setup

told() {
	printf "sow-ticket: new: $1 is none of what $2 covers ($3): the ticket is tagged 対象外\n"
	printf "sow-ticket: new: 'sow-ticket move $4 S12-01' makes it work beside the SOW; without that, done needs --approver"
}

@test "what is typed is folded to its name, or to the word of the target that means it" {
	sow-ticket init
	run3 0 'sow-ticket new inc "apex one" 検知; sow-ticket new inc ＳＫＹＳＥＡ 遅い; sow-ticket new pw m365
		sow-ticket new user 鈴木一郎 チームズ; sow-ticket new qa 会議 target=outlook
		sow-ticket list -c id,title,target,tags'
	assert_stdout <<-'END'
	1
	2
	3
	4
	5
	id,title,target,tags
	5,利用方法、仕様などの問合せ（会議）,Outlook,
	4,ユーザ登録申請（鈴木一郎：Teams）,Teams,
	3,パスワードリセット（O365）,O365,
	2,インシデント（SKYSEA：遅い）,SKYSEA,
	1,インシデント（ApexOne：検知）,ApexOne,
	END
	is "$stderr" ""
}

@test "a target of one word fills its place, and other words are the remark" {
	sow-ticket init
	run3 0 'sow-ticket new pw --done 本人確認済み 電話; sow-ticket new user 鈴木一郎 所属変更 min=5; sow-ticket new pw requester=北山高校
		sow-ticket list -a -c title,note,minutes'
	assert_stdout <<-'END'
	1
	2
	3
	title,note,minutes
	パスワードリセット（O365）,,
	ユーザ登録申請（鈴木一郎：M365）,所属変更,5
	パスワードリセット（O365）,本人確認済み 電話,
	END
	is "$stderr" ""
	run3 1 'sow-ticket new inc Word 開かない 急ぎ'
	has "$stderr" "is one value more than the title has places"
	run3 1 'sow-ticket new pw 本人確認済み note=電話'
	has "$stderr" "is one value more than the title has places"
}

@test "what is outside is taken, tagged and told with the move" {
	sow-ticket init
	run3 0 'sow-ticket new pw SKYSEA'
	is "$stderr" "$(told SKYSEA S14-01 O365 1)"
	run3 0 'sow-ticket new inc 給与システム 動かない'
	is "$stderr" "sow-ticket: new: 給与システム is not in software.csv: a row there with part_of, or an alias, says what it belongs to
$(told 給与システム S13-01 Windows・Office・M365・SKYSEA・ApexOne 2)"
	run3 0 'sow-ticket list --lint'
	assert_stdout <<-'END'
	id,title,expected,reason
	1,パスワードリセット（SKYSEA）,,対象外
	2,インシデント（給与システム：動かない）,,対象外
	END
	run3 0 'sow-list --candidates -c content,times,reason'
	is "$output" $'content,times,reason\nSKYSEA,1,対象外\n給与システム,1,対象外'
	run3 1 'sow-ticket done 1'
	is "$stderr" "sow-ticket: ticket 1: 対象外: --approver=NAME says who agreed to it; or move it to other work first"
	run3 0 'sow-ticket done 1 --approver=鈴木課長; sow-ticket move 2 S12-01; sow-ticket list -a -c id,status,tags,target'
	is "$output" $'1\n2\nid,status,tags,target\n2,open,,給与システム\n1,done,対象外,SKYSEA'
	run3 0 'sow-ticket list --lint'
	is "$output" "id,title,expected,reason"
}

@test "a value corrected, or a row of software.csv, takes the tag away" {
	sow-ticket init
	ticket new inc プリンタ 紙詰まり
	ticket set 1 tags+=sow候補
	run3 0 'sow-ticket set 1 soft=outlook; sow-ticket list -c title,target,tags'
	is "$output" $'1\ntitle,target,tags\nインシデント（Outlook：紙詰まり）,Outlook,sow候補'
	{ cat "$SHARE/software.csv"; echo 'プリンタ,Windows,複合機'; } > software.csv
	run3 0 'sow-ticket new inc 複合機 紙切れ; sow-ticket list -c title,tags -w id=4'
	is "$output" $'4\ntitle,tags\nインシデント（プリンタ：紙切れ）,'
	is "$stderr" ""
}

@test "new --done of what is outside wants to know who agreed" {
	sow-ticket init
	run3 1 'sow-ticket new inc プリンタ 紙詰まり --done'
	has "$stderr" "対象外: --approver=NAME"
	run3 0 'sow-ticket new inc プリンタ 紙詰まり --done --approver=鈴木課長; sow-ticket list -a -c status,approved,tags'
	is "$output" $'1\nstatus,approved,tags\ndone,2026-11-24 鈴木課長,対象外'
	run3 1 'sow-ticket new other 掲示板 --done'
	is "$stderr" "sow-ticket: new: 可否 is undecided: new --approver=NAME"
}

@test "software.csv: each name and alias once, wholes that are there, no circle" {
	while IFS='|' read -r rows what; do
		printf "name,part_of,alias\n$rows" > software.csv
		run3 1 'sow-list --check -w name=software.csv -c state'
		is "$output" $'state\nbad'
		has "$stderr" "$what"
	done <<-'END'
	A,,\na,,\n|software.csv:3: a is already A (line 2)
	A,,x\nB,,x\n|software.csv:3: x is already A (line 2)
	A,B,\n|software.csv:2: part_of: no row has the name B
	A,B,\nB,A,\n|software.csv:2: A would be part of itself
	,A,\n|software.csv:2: name: empty
	END
	echo 'part_of' > software.csv
	run3 1 'sow-list --check'
	has "$stderr" "software.csv: no column 'name'"
}
