# ticket-new: which activity, its title and the values in it
load setup.bash

@test "an incident is opened by alias, by words and by name=value" {
	sow-ticket init
	run3 0 'sow-ticket new inc Outlook 起動しない requester=北山高校'
	is "$output" 1
	run3 0 'sow-ticket new インシデント what=止まる：画面 soft=Teams'
	is "$output" 2
	run3 0 'sow-ticket new Ｓ１３－０１ ソフト名=Teams 事象＝落ちる'
	run3 0 'sow-ticket list -c id,title,requester,target,keys'
	assert_stdout <<-'END'
	id,title,requester,target,keys
	3,インシデント（Teams：落ちる）,,Teams,S13-01
	2,インシデント（Teams：止まる：画面）,,Teams,S13-01
	1,インシデント（Outlook：起動しない）,北山高校,Outlook,S13-01
	END
}

@test "what the SOW fixes need not be typed" {
	sow-ticket init
	run3 0 'sow-ticket new pw min=5'
	run3 0 'sow-ticket new user 山田太郎'
	run3 0 'sow-ticket new kadai'
	run3 0 'sow-ticket list -c title'
	assert_stdout <<-'END'
	title
	課題管理（2026年11月）
	ユーザ登録申請（山田太郎：M365）
	パスワードリセット（O365）
	END
}

@test "a title that cannot be: which value, which places" {
	sow-ticket init
	run3 1 'sow-ticket new inc Outlook'
	has "$stderr" "too few values"
	has "$stderr" "ソフト名=… 事象=…"
	run3 1 'sow-ticket new inc a b c'
	run3 1 'sow-ticket new inc a：b c'
	has "$stderr" "only the last value may contain ："
	run3 1 "sow-ticket new inc Outlook \"\$(printf '%0300d' 0)\""
	has "$stderr" "255"
	run3 2 "sow-ticket new inc Outlook \$'a\\tb'"
	run3 0 'sow-ticket list -a -c id'
	is "$output" id
}

@test "a pattern that fits several activities lists them" {
	sow-ticket init
	run3 2 'sow-ticket new システム設定'
	has "$stderr" "S11-02"
	has "$stderr" "S11-05"
	run3 2 'sow-ticket new ありえない'
	run3 2 'sow-ticket new S09-01'
	has "$stderr" "such as S09-01@2026-11"
}

@test "-n shows the rows and writes nothing" {
	sow-ticket init
	run3 0 'sow-ticket new pw -n'
	has "$output" "パスワードリセット（O365）"
	is "$(wc -l < tickets.csv)" 1
}

@test "new --start and --done write down what is under way or over" {
	sow-ticket init
	run3 0 'sow-ticket new pw --done min=5 requester=北山高校; sow-ticket new inc Outlook 起動しない --start'
	is "$output" $'1\n2'
	run3 0 'sow-ticket new pw --done --on 11/24'
	run3 0 'sow-ticket list -a -c id,status,assignee,minutes,closed'
	assert_stdout <<-'END'
	id,status,assignee,minutes,closed
	3,done,yamada,,2026-11-24
	2,doing,yamada,,
	1,done,yamada,5,2026-11-24T10:00:00
	END
	run3 0 'sow-ticket verify'
}

@test "on a terminal new also shows title and due" {
	script -qec true /dev/null || skip "no terminal to be had here"
	sow-ticket init
	run3 0 "script -qec 'sow-ticket new S03-01@2026-W48' /dev/null | tr -d '\r'"
	has "$output" "1  週次定例会（2026年11月27日）（2026-11-27）"
	has "$output" "sow-ticket: written as SOW_USER: yamada"
}

@test "what is said of a key that another ticket has is not dropped" {
	sow-ticket init
	ticket new S09-01@2026-11
	run3 0 'sow-ticket new S09-01@2026-11'
	is "$output" 1
	for more in --done --start min=5 '-F note.txt'; do
		echo 済 > note.txt
		run3 1 "sow-ticket new S09-01@2026-11 $more"
		is "$output" ""
		has "$stderr" "nothing else is saved: set it on ticket 1"
	done
	run3 1 'sow-ticket new pw title=別の題名'
	has "$stderr" "title and keys follow from the activity"
	run3 1 'sow-ticket new pw keys=S13-01'
	is "$output" ""
}

@test "a title has a value for each place, no blank, no month that is none, 255 characters" {
	sow-ticket init
	run3 1 "sow-ticket new inc a '　'"
	has "$stderr" "no value"
	run3 1 'sow-ticket new kadai month=なに'
	run3 0 "sow-ticket new inc ' Outlook　' '　凍る 二度 ' -n | tail -1 | cut -d, -f8"
	is "$output" 'インシデント（Outlook：凍る 二度）'
	ticket new kadai
	for title in "' '" "$(printf '%0300d' 0)" ''; do
		run3 1 "sow-ticket set 1 title=$title"
		is "$output" ""
		run3 1 "printf 'title\n%s\n' $title | sow-ticket new -" || [ "$title" = '' ]
	done
	run3 1 'sow-ticket set 1 年月=x'
	is "$(wc -l < tickets.csv)" 2
}

@test "month= and day= are read as any month and date, and a slip in Japanese is no title" {
	sow-ticket init
	run3 0 'sow-ticket new kadai month=8月; sow-ticket new kadai 年月=2026/9; sow-ticket set 1 年月=先月'
	run3 0 'sow-ticket list -c title; sow-ticket list --lint'
	assert_stdout <<-'END'
	title
	課題管理（2026年9月）
	課題管理（2026年10月）
	id,title,expected,reason
	END
	for slip in 依頼人=北山高校 工数2=5 foo=bar; do
		run3 1 "sow-ticket new qa 何か $slip" || run3 2 "sow-ticket new qa 何か $slip"
		is "$output" ""
	done
	run3 0 'sow-ticket new qa 何か 工数（分）=5 依頼者=北山高校; sow-ticket list -w id=4 -c minutes,requester'
	assert_stdout <<-'END'
	4
	minutes,requester
	5,北山高校
	END
	run3 0 'sow-ticket new Outlook 凍る'
	has "$stderr" "'Outlook' is S10-01 利用方法、仕様などの問合せ（事象）"
}

@test "-n keeps nobody waiting" {
	sow-ticket init
	mkfifo pipe
	sow-ticket new pw note="$(printf '%060000d' 0)" -n > pipe &
	exec 8< pipe
	read -r header <&8
	run3 0 'sow-ticket new pw --wait=0'
	is "$output" 1
	exec 8<&-
	wait || true
	run3 0 'sow-ticket start 99 -n || sow-ticket list -c id'
	is "$(tail -1 <<< "$output")" 1
}

@test "U+3000 before a title's place" {
	sow-ticket init
	run3 0 'sow-ticket new inc ソフト名＝Teams　事象＝落ちる; sow-ticket list -c title'
	assert_stdout <<-'END'
	1
	title
	インシデント（Teams：落ちる）
	END
}

@test "the places of a title, and no others" {
	sow-ticket init
	run3 1 'sow-ticket new inc Outlook'
	is "$stderr" $'sow-ticket: new: too few values for the title\n    S13-01 インシデント（ソフト名：事象）: ソフト名=… 事象=…'
}

@test "day= is read as any date" {
	sow-ticket init
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket set 1 day=11/26; sow-ticket list -c title'
	assert_stdout <<-'END'
	1
	title
	週次定例会（2026年11月26日）
	END
}

@test "an activity named by its id or alias is not told" {
	sow-ticket init
	run3 0 'sow-ticket new S13-01 Outlook 凍る; sow-ticket new inc Outlook 止まる'
	is "$output$stderr" $'1\n2'
}

@test "-n on a terminal shows the rows, too" {
	script -qec true /dev/null || skip "no terminal to be had here"
	sow-ticket init
	run3 0 'sow-ticket new pw -n > piped; script -qec "sow-ticket new pw -n" /dev/null | tr -d "\r" > typed; wc -l < piped; cmp <(cut -d, -f3-22 typed) <(cut -d, -f3-22 piped)'
	is "$output" 2
}

@test "new --extra is recurring work beside the plan, which no occurrence is done by" {
	sow-ticket init
	run3 0 'sow-ticket new S09-08 --extra note=脆弱性のため; sow-ticket new S03-01 --extra --done'
	is "$output" $'1\n2'
	run3 0 'sow-ticket list -a -c id,status,keys,title,tags'
	assert_stdout <<-'END'
	id,status,keys,title,tags
	2,done,S03-01,週次定例会（2026年11月24日）,臨時
	1,open,S09-08,WindowsServerUpdate（2026年11月）,臨時
	END
	run3 0 'sow-due -p week --all -w keys~S03-01 -c keys,state'
	is "$output" $'keys,state\nS03-01@2026-W48,due'
	run3 0 'sow-report summary -p week -w major=合計'
	is "$output" $'major,carried,opened,closed,canceled,remaining\n合計,0,2,1,0,1'
	run3 0 'sow-ticket verify; sow-ticket list --lint -c id; sow-list --check | tail -1'
	is "$output" $'id\ntickets.csv,good'
	run3 2 'sow-ticket new S09-08'
	has "$stderr" "(--extra: it is beside the plan)"
	run3 2 'sow-ticket new pw --extra'
	has "$stderr" "is work on demand as it is"
	run3 2 'sow-ticket new S09-08@FY2026H2 --extra'
	has "$stderr" "--extra: an activity without a period"
	run3 1 'sow-ticket set 1 keys=S09-01 tags='
	has "$stderr" "not a key of 月次 work"
}

@test "the same once more within a minute is told, for Enter is easily pressed twice" {
	local told='sow-ticket: new: the same was written less than a minute ago (undo takes this one back)'
	sow-ticket init
	ticket new inc 'Word' 'a,"b"' requester=北山高校
	run3 0 'sow-ticket new inc Word "a,\"b\"" requester=北山高校'
	is "$output$stderr" "2$told"
	run3 0 'sow-ticket new inc Word "a,\"b\"" requester=南山高校; sow-ticket new inc Word a requester=北山高校
		SOW_NOW=2026-11-24T10:01:30 sow-ticket new inc Word "a,\"b\"" requester=北山高校'
	is "$output$stderr" $'3\n4\n5'
}

@test "a schedule that is not understood stops no incident, but every occurrence" {
	sow-ticket init
	sow-list -O sow.csv
	sed -i '/^S09-01/s/第5営業日/第五営業日目/; /^S08-01/s/年次,,[^,]*/四半期,,6月・9月/' sow.csv
	run3 0 'sow-ticket new inc Word a'
	is "$output" 1
	has "$stderr" "sow.csv:19: schedule: '6月・9月' does not suit 四半期, which needs a month of each quarter"
	has "$stderr" "sow.csv:22: schedule, character 1: not understood: '第五営業日目'"
	run3 1 'sow-ticket new S09-02@2026-12'
	has "$stderr" "S09-02@2026-12: what the contract owes is not known before sow.csv is mended"
	run3 1 'sow-due'
	is "$output" ""
	run3 1 'sow-list'
}
