# sow-report, and the streams all programs share
load setup.bash

fill() {
	sow-ticket init
	SOW_NOW=2026-11-20T09:00 sow-ticket new inc Teams 落ちる > /dev/null
	sow-ticket new inc Outlook 起動しない requester=北山高校 > /dev/null
	sow-ticket done 2 min=15 復旧した > /dev/null
}

@test "summary: carried + opened - closed - canceled = remaining" {
	fill
	run3 0 'sow-report summary -p week'
	assert_stdout <<-'END'
	major,carried,opened,closed,canceled,remaining
	IT支援,0,0,0,0,0
	運用支援,0,0,0,0,0
	サービスデスク,1,1,1,0,1
	合計,1,1,1,0,1
	END
}

@test "an identity that fails stops the report" {
	printf 'id,status,keys,title,opened,closed\n1,done,S13-01,x,2026-11-24,2026-11-01\n' > in
	for what in summary '-f weekly' 'summary -O out.csv'; do
		run3 1 "sow-report $what -p week -t - < in"
		is "$output" ""
		has "$stderr" "is not 0 remaining"
	done
	is "$(ls)" in
}

@test "the weekly layout is filled; excel has a BOM, CRLF and the people's dates" {
	fill
	run3 0 'sow-report -f weekly -p week'
	assert_stdout <<-'END'
	週次報告書（仮の様式）,,,,,,,
	京都府教育委員会　情報システム運用支援,,,,,,,
	報告期間,令和8年11月23日（月）～令和8年11月29日（日）,,,,,,
	定例会,令和8年11月27日（金）,,,,,,
	作成日,令和8年11月24日,,版,第1版,,,
	総括,期限超過・未実施 1件,,,,,,
	,,,,,,,
	１．対応実績,,,,,,,
	分類,繰越,新規,完了,取消・実施不要,残,,
	IT支援,0,0,0,0,0,,
	運用支援,0,0,0,0,0,,
	サービスデスク,1,1,1,0,1,,
	合計,1,1,1,0,1,,
	前回報告の残,1件,,前回報告後の変更,0件,,,
	番号,件名,前回の報告,現在,増減,理由,,
	該当なし,,,,,,,
	,,,,,,,
	２．定例作業の実施状況（期限を過ぎたものが先）,,,,,,,
	件名,対象期間,期限,状況,完了日,超過日数,理由,変更後の予定
	週次定例会（2026年11月20日）,R8.11.16～R8.11.22,R8.11.22,未実施,,1,（理由未記入）,
	週次定例会（2026年11月27日）,R8.11.23～R8.11.29,R8.11.29,要起票,,,,
	前回までの未実施,0件,,,,,,
	,,,,,,,
	３．完了したもの,,,,,,,
	番号,完了日,状況,件名,依頼者,対応内容,工数（分）,
	2026-0002,R8.11.24 10:00,完了,インシデント（Outlook：起動しない）,北山高校,復旧した,15,
	,,,,,,,
	取消・実施不要（協議済）,,,,,,,
	番号,決定日,状況,件名,依頼者,理由,,
	該当なし,,,,,,,
	,,,,,,,
	４．未完了のもの,,,,,,,
	番号,起票日,経過日数,件名,状況,担当,期日,最終の経過
	2026-0001,R8.11.20 09:00,4,インシデント（Teams：落ちる）,未着手,,,
	,,,,,,,
	５．次週の予定（次回 令和8年12月4日（金））,,,,,,,
	予定日,件名,対象,,,,,
	R8.11.30,ライセンスの棚卸（2026年11月）,SKYSEA・ApexOne,,,,,
	R8.11.30,機器の棚卸（2026年11月）,PC・USB,,,,,
	R8.12.4,週次定例会（2026年12月4日）,,,,,,
	,,,,,,,
	６．特記事項,,,,,,,
	対象外のもの,0件,,,,,,
	（記入）,,,,,,,
	END
	run3 0 'sow-report -f weekly -p week -o excel -O w.csv; head -c 3 w.csv | od -An -tx1; tail -c 2 w.csv | od -An -tx1'
	is "$output" $' ef bb bf\n 0d 0a'
	run3 0 'sow-report -f weekly -p week -o cp932 | iconv -f CP932 -t UTF-8 | head -1'
	has "$output" "週次報告書"
}

@test "a formula is guarded, with a word; CP932 names what it lacks and writes nothing" {
	sow-ticket init
	sow-ticket new inc '=cmd' 😀 note='=1+1' > /dev/null
	run3 0 'sow-ticket list -o excel -c note'
	has "$output" "\"'=1+1\""
	has "$stderr" "1 cell that Excel would take for a formula"
	run3 1 'sow-ticket list -o cp932 -c title'
	is "$output" ""
	has "$stderr" "😀 (U+1F600) is not in CP932"
	run3 0 'sow-ticket list -o cp932 -c title --subst=〓 | iconv -f CP932 -t UTF-8'
	has "$output" "〓"
}

@test "json, tsv and -O say the same" {
	run3 0 'sow-list -w id=S03-01 -c id,schedule -o json'
	is "$output" '{"id":"S03-01","schedule":"金曜"}'
	run3 0 'sow-list -w id=S03-01 -c id,schedule -o tsv'
	is "$output" $'id\tschedule\nS03-01\t金曜'
	run3 0 'sow-list -w id=S03-01 -c id --header=ja'
	is "$output" $'ID\nS03-01'
	run3 1 'sow-list > /dev/full'
	run3 1 'sow-list -o excel > /dev/full'
}

@test "a canceled ticket says so in the report, and why; the plan goes by date" {
	sow-ticket init
	sow-ticket new inc Teams 落ちる due=11/30 > /dev/null
	sow-ticket new inc Outlook 重い due=12/3 > /dev/null
	sow-ticket new pw > /dev/null
	sow-ticket cancel 3 重複 > /dev/null
	run3 0 'sow-report closed -p week -c id; sow-report canceled -p week -c id,status,action; sow-report plan -p 来週 -c due,title'
	assert_stdout <<-'END'
	id
	id,status,action
	3,canceled,重複
	due,title
	2026-11-30,ライセンスの棚卸（2026年11月）
	2026-11-30,機器の棚卸（2026年11月）
	2026-11-30,インシデント（Teams：落ちる）
	2026-12-03,インシデント（Outlook：重い）
	2026-12-04,週次定例会（2026年12月4日）
	END
	run3 2 'sow-report -f weekly -p week -c id'
	has "$stderr" ", which goes with: summary, opened, closed, canceled, remaining, plan, exceptions, routine, behind, coverage, rates, effort, approvals, incidents, issues, structure, roadmap, meetings, sowchanges, documents, checks, review, evidence, changed, count"
}

@test "a ticket is reported under the revision of the day it was opened" {
	cat > sow.csv <<-'END'
	id,major,title,frequency,alias,valid_from,valid_to
	S14-01,旧,パスワードリセット,随時,pw,,2026-10-31
	S14-01,新,パスワードリセット,随時,pw,2026-11-01,2027-03-31
	END
	sow-ticket init
	sow-ticket new pw opened=2026-10-30 > /dev/null
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket set 2 opened=2026-11-02; sow-report opened -p 2026-10..2026-11 -c id,major'
	assert_stdout <<-'END'
	2
	id,major
	1,旧
	2,新
	END
	sed -i '3s/2026-11-01/2026-11-20/' sow.csv
	run3 0 'sow-report summary -p 2026-10..2026-11 -c major,opened'
	assert_stdout <<-'END'
	major,opened
	旧,2
	新,0
	合計,2
	END
}

@test "plan asks a stream for no more than it prints" {
	sow-ticket init
	run3 0 "sow-ticket new inc Outlook 起動しない due=2026-11-26"
	run3 0 "sow-ticket list -c id,status,keys,title,due,target | sow-report plan -t - -p week -c ticket,due,keys | grep S13-01"
	is "$output" "1,2026-11-26,S13-01"
	run3 1 "sow-ticket list -c id,status,keys,title,due,target | sow-report opened -t - -p week"
	is "$output" ""
	is "$stderr" "sow-report: ticket 1: opened is not a date"
}

@test "a report's content is the first note, its action that of the end" {
	sow-ticket init
	ticket new pw note=受付
	ticket note 1 調査
	ticket done 1 解決
	ticket note 1 後日談
	run3 0 'sow-report closed -p 2026-11 -c content,action'
	is "$output" $'content,action\n受付,解決'
}

@test "a layout under --as-of is made again to the byte, with that day's 作成日; json is refused" {
	fill
	run3 0 'sow-report -f weekly -p 2026-W48 -O then.csv'
	sow-ticket done 1 > /dev/null
	run3 0 'SOW_NOW=2027-11-24T10:00 sow-report -f weekly -p 2026-W48 --as-of=2026-11-24T10:00:00 -O again.csv; grep 作成日 again.csv'
	is "$output" "作成日,令和8年11月24日,,版,第1版,,,"
	run3 2 'sow-report -f weekly -p week -o json'
	is "$output" ""
	has "$stderr" "-o json: a layout is a sheet"
}

@test "exceptions: what the contract's deadline passed, until it is done; late work where it counts" {
	printf 'id,title,frequency,schedule\nX-1,作業（年月）,月次,第5営業日\nX-2,棚卸,年次,7月 期限\nX-3,報告（年月）,月次,翌月第5営業日\n' > sow.csv
	printf 'name,from,to\nK,2026-04-01,2027-03-31\n' > contract.csv
	sow-ticket init
	local month
	for month in 04 05; do sow-ticket new X-1@2026-$month > /dev/null; done
	for month in 04 05 06 07 08 09 10; do sow-ticket new X-3@2026-$month > /dev/null; done
	sow-ticket hold 1 担当者の急病 > /dev/null
	sow-ticket done 1 opened=2026-04-10 --on=2026-05-11 確認済み > /dev/null
	sow-ticket set 2 due=2027-03-01 > /dev/null
	sow-ticket done 4,5,6,7,8 opened=2026-04-01 --on=2026-06-01 > /dev/null
	sow-ticket done 3 opened=2026-04-01 --on=2026-05-13 > /dev/null
	# the report on April is due in May, and counts in April
	run3 0 'sow-report exceptions -p 2026-04 -c key,state,days,reason'
	is "$output" $'key,state,days,reason\nX-1@2026-04,late,4,担当者の急病\nX-3@2026-04,late,1,'
	run3 0 'sow-report exceptions -p 2026-05 -c key,state'
	is "$output" $'key,state'
	# moved ahead as it was, its deadline was not
	run3 0 'sow-report exceptions -p 2026-08 -c key,state,deadline,days,ticket'
	assert_stdout <<-'END'
	key,state,deadline,days,ticket
	X-1@2026-06,missed,2026-06-30,42,
	X-1@2026-07,missed,2026-07-31,20,
	X-2@FY2026,missed,2026-07-31,20,
	X-1@2026-05,overdue,2026-05-31,64,2
	END
}

@test "of a personal matter only number, template, dates and status are printed, unless --restricted asks" {
	sow-ticket init
	sow-ticket new S11-06 操作ログ requester=人事課 assignee=佐藤 note=退職者のPC > /dev/null
	sow-ticket new inc Teams 落ちる requester=山田 tags=限定 > /dev/null
	sow-ticket new inc Outlook 重い requester=北山高校 > /dev/null
	sow-ticket done 1,2,3 min=5 確認した > /dev/null
	run3 0 'sow-report closed -p week -c number,status,title,requester,target,content,action,minutes,keys'
	assert_stdout <<-'END'
	number,status,title,requester,target,content,action,minutes,keys
	2026-0001,done,ログ取得申請（ログ名）,,,,,,
	2026-0002,done,インシデント（ソフト名：事象）,,,,,,
	2026-0003,done,インシデント（Outlook：重い）,北山高校,Outlook,確認した,確認した,5,S13-01
	END
	run3 0 'sow-report -f weekly -p week'
	case $output in *人事課*|*退職者*|*山田*|*落ちる*) return 1 ;; esac
	has "$output" "ログ取得申請（ログ名）,,,"
	run3 0 'sow-report closed -p week -c requester,title --restricted'
	has "$output" "人事課,ログ取得申請（操作ログ）"
	run3 0 'sow-report summary -p week -w major=合計'
	is "$output" $'major,carried,opened,closed,canceled,remaining\n合計,0,3,3,0,0'
	printf 'id,title,frequency,restricted\nX-1,作業,随時,秘\n' > sow.csv
	run3 1 'sow-list'
	has "$stderr" "sow.csv:2: restricted: 限定 or nothing, not 秘"
}

@test "routine: what fell due or was done, exceptions first; what was missed before is a number" {
	printf 'id,title,frequency,schedule\nX-1,作業（年月）,月次,第5営業日 期限\nX-2,点検（年月日）,週次,金曜\n' > sow.csv
	printf 'name,from,to\nK,2026-10-01,2027-03-31\n' > contract.csv
	sow-ticket init
	SOW_NOW=2026-10-01T09:00 sow-ticket new X-1@2026-10 > /dev/null
	SOW_NOW=2026-10-01T09:00 sow-ticket set 1 due=10/20 ベンダー待ち > /dev/null 2>&1 || :
	SOW_NOW=2026-10-01T09:00 sow-ticket set 1 due=10/20 --why=ベンダー待ち > /dev/null
	SOW_NOW=2026-10-13T09:00 sow-ticket new X-2@2026-W42 > /dev/null
	SOW_NOW=2026-10-16T09:00 sow-ticket done 3 > /dev/null
	run3 0 'sow-report routine -p 2026-W42 --as-of=2026-10-18 -c key,state,closed,reason,moved'
	assert_stdout <<-'END'
	key,state,closed,reason,moved
	X-2@2026-W41,missed,,,
	X-2@2026-W42,done,2026-10-16T09:00:00,,
	END
	run3 0 'sow-report routine -p 2026-W41 --as-of=2026-10-11 -c key,state,reason,moved'
	assert_stdout <<-'END'
	key,state,reason,moved
	X-2@2026-W40,missed,,
	X-1@2026-10,overdue,ベンダー待ち,2026-10-20
	X-2@2026-W41,due,,
	END
	printf '総括,{未実施件数},{前回までの未実施}\n' > x
	mkdir layouts
	mv x layouts/x.csv
	run3 0 'sow-report -f x -p 2026-W42 --as-of=2026-10-18'
	is "$output" "総括,3件,2件"
	run3 0 'sow-report behind -p 2026-W41 --as-of=2026-10-10 -c key,state; sow-report routine -p 2026-W41 --as-of=2026-10-10 -c key,state -w key=X-2@2026-W41'
	is "$output" $'key,state\nX-2@2026-W41,behind\nkey,state\nX-2@2026-W41,due'
}

@test "a reason is what was said when the work was moved, held, waived or left out; layouts say when none was" {
	printf 'id,title,frequency,schedule\nX-1,作業（年月）,月次,第5営業日 期限\n' > sow.csv
	printf 'name,from,to\nK,2026-07-01,2027-03-31\n' > contract.csv
	export SOW_NOW=2026-07-01T09:00
	sow-ticket init
	for month in 07 08 09 10; do sow-ticket new X-1@2026-$month > /dev/null; done
	sow-ticket hold 1 機器の故障 > /dev/null
	printf 'part\nsv1\nsv2\n' | sow-ticket new --each /dev/stdin --parent 2 > /dev/null
	export SOW_NOW=2026-11-01T09:00
	sow-ticket start 1 再開 > /dev/null
	sow-ticket done 1 更新した > /dev/null
	sow-ticket cancel 6 撤去済み > /dev/null
	sow-ticket done 7 > /dev/null
	sow-ticket done 2 > /dev/null
	sow-ticket done 3 確認した > /dev/null
	run3 0 'sow-report exceptions -p 2026-07..2026-10 -c key,state,parts,reason'
	assert_stdout <<-'END'
	key,state,parts,reason
	X-1@2026-07,late,,機器の故障
	X-1@2026-08,partial,1/2,撤去済み
	X-1@2026-09,late,,
	X-1@2026-10,overdue,,
	END
	mkdir layouts
	echo '[exceptions],key,reason=理由' > layouts/x.csv
	run3 0 'sow-report -f x -p 2026-07..2026-10 | tail -2; sow-ticket list -a -c id,status,keys,title,opened,closed,due,note | sow-report exceptions -t - -p 2026-09 -c key,reason -w key=X-1@2026-09'
	is "$output" $'X-1@2026-09,（理由未記入）\nX-1@2026-10,（理由未記入）\nkey,reason\nX-1@2026-09,確認した'
}

@test "remaining has the days since it was opened and the last remark" {
	sow-ticket init
	SOW_NOW=2026-11-16T09:00 sow-ticket new inc Word 固まる note=受付 > /dev/null
	sow-ticket note 1 調査中 > /dev/null
	sow-ticket set 1 priority=高 > /dev/null
	run3 0 'sow-report remaining -p week -c id,age,note; sow-report remaining -p week --as-of=2026-11-18 -c age,note'
	is "$output" $'id,age,note\n1,8,調査中\nage,note\n2,受付'
}

@test "a layout reports from Monday, or from meeting to meeting" {
	mkdir layouts
	echo '期間,{期間},{期},{開催日},{次回開催日}' > rest
	{ echo '期間,前回の開催日の翌日から開催日まで,S03-01'; cat rest; echo '[plan+1],due,title'; } > layouts/m.csv
	{ echo '期間,月曜から,S03-01'; cat rest; } > layouts/w.csv
	sow-ticket init
	SOW_NOW=2026-11-16T09:00 sow-ticket new S03-01@2026-W47 > /dev/null
	SOW_NOW=2026-11-16T09:00 sow-ticket set 1 due=2026-11-19 > /dev/null
	run3 0 'sow-report -f m -p 2026-W48; sow-report -f w -p 2026-W48'
	assert_stdout <<-'END'
	期間,令和8年11月20日（金）～令和8年11月27日（金）,2026-W48,令和8年11月27日（金）,令和8年12月4日（金）
	予定日,件名,,,
	R8.11.30,ライセンスの棚卸（2026年11月）,,,
	R8.11.30,機器の棚卸（2026年11月）,,,
	R8.12.4,週次定例会（2026年12月4日）,,,
	期間,令和8年11月23日（月）～令和8年11月29日（日）,2026-W48,令和8年11月27日（金）,令和8年12月4日（金）
	END
	run3 1 'sow-report -f m -p 2026-11'
	is "$stderr" "sow-report: -p: S03-01 has no meeting in 2026-11: name a period of its own, such as week-1"
	while IFS='|' read -r row what; do
		echo "$row" > layouts/m.csv
		run3 1 'sow-report -f m -p 2026-W48'
		has "$stderr" "layouts/m.csv:1: $what"
	done <<-'END'
	期間,火曜から,S03-01|期間: 月曜から or 前回の開催日の翌日から開催日まで, not '火曜から'
	期間,前回の開催日の翌日から開催日まで|期間: of which activity?
	期間,前回の開催日の翌日から開催日まで,S99-01|期間: the catalogue has no activity S99-01
	作成日,{作成目}|cell 2: unknown name {作成目} (期間 期 期首
	END
}

@test "an error in the sheet of a layout names its row, and the heading or the cell" {
	sow-ticket init
	sow-ticket new inc Word 'a😀' > /dev/null
	mkdir layouts
	printf '題,😀\n[remaining],id=番号,title=件 名\n' > layouts/x.csv
	run3 1 'sow-report -f x -p week -o cp932'
	is "$output" ""
	is "$stderr" $'sow-report: row 1, cell 2: 😀 (U+1F600) is not in CP932\nsow-report: row 3, column 件 名: 😀 (U+1F600) is not in CP932\nsow-report: nothing was written (--subst=〓 replaces what CP932 lacks, -o excel keeps it)'
}

@test "a row of a layout chooses, orders, numbers, limits, groups and adds up" {
	sow-ticket init
	for minutes in 30 100 5; do sow-ticket new inc Word "a$minutes" min=$minutes requester=北山 > /dev/null; done
	sow-ticket new pw min=7 requester=南山 > /dev/null 2>&1
	mkdir layouts
	echo '[remaining],連番=No.,title=件名,minutes=分,条件:minutes>5,並び:-minutes,上限:2,合計:minutes' > layouts/x.csv
	echo '[opened],id,minutes,group:requester,sort:minutes,total:minutes' > layouts/y.csv
	run3 0 'sow-report -f x -p week; sow-report -f y -p week'
	assert_stdout <<-'END'
	No.,件名,分
	1,インシデント（Word：a100）,100
	2,インシデント（Word：a30）,30
	合計,,130
	ほか 1 件,,
	ID,工数（分）
	北山,
	3,5
	1,30
	2,100
	南山,
	4,7
	合計,142
	END
	while IFS='|' read -r row what; do
		echo "$row" > layouts/x.csv
		run3 1 'sow-report -f x -p week'
		has "$stderr" "layouts/x.csv:1: $what"
		run3 1 'sow-report --check'
	done <<-'END'
	[opened],id,並び:foo|cell 3: [opened]: no such column, or not a number: 並び:foo
	[opened],id,上限:many|cell 3: [opened]: no such column, or not a number: 上限:many
	[opened],id,条件:foo=1|cell 3: [opened]: no such column, or not a number: 条件:foo=1
	END
}

@test "figures of tables, the contract's words and the author are named in a layout" {
	printf 'name,from,to,契約番号,業務名,発注者,受注者\nK,2025-04-01,2026-03-31,24-1,旧業務,a,b\nK,2026-04-01,2027-03-31,25-7,運用支援,京都府,㈱サクラ\n' > contract.csv
	printf 'login,name\nyamada,山田 太郎\n' > staff.csv
	sow-ticket init
	sow-ticket new pw --done > /dev/null
	mkdir layouts
	echo '{契約番号},{業務名},{発注者},{受注者},{作成者},{summary.closed}/{closed.rows}/{summary.remaining},{年度},{期首},{年月}' > layouts/x.csv
	run3 0 'sow-report -f x -p 2026-11'
	is "$output" "25-7,運用支援,京都府,㈱サクラ,山田 太郎,1/1/0,令和8年度,令和8年11月1日,令和8年11月"
	echo '{summary.foo}' > layouts/x.csv
	run3 1 'sow-report -f x -p week'
	has "$stderr" "layouts/x.csv:1: cell 1: unknown name {summary.foo} (期間 "
	run3 0 'sow-report --names -w name=期末'
	is "$output" $'name,definition\n期末,報告の対象とする最後の日。'
}

@test "the shipped layouts are good, and filled for a month and a year" {
	run3 0 'sow-report --check'
	sow-ticket init
	for layout in weekly monthly coverage completion team; do
		run3 0 "sow-report -f $layout -p 2026-11 -o excel"
		has "$output" "令和8年11月"
	done
}

@test "an exception stays one, however far its date was moved" {
	printf 'id,title,frequency,schedule\nX-1,作業（年月）,月次,第5営業日 期限\n' > sow.csv
	printf 'name,from,to\nK,2026-10-01,2030-03-31\n' > contract.csv
	sow-ticket init
	sow-ticket new X-1@2026-10 > /dev/null
	sow-ticket set 1 due=2030-01-07 > /dev/null
	run3 0 'sow-report exceptions -p 2026-11 -c key,state,moved -w key=X-1@2026-10'
	is "$output" $'key,state,moved\nX-1@2026-10,overdue,2030-01-07'
}

@test "an unknown name in a layout is an error before anything is printed" {
	sow-ticket init
	mkdir layouts
	printf '題\n[opened],id\nx,{知らない}\n' > layouts/x.csv
	run3 1 'sow-report -f x -p week'
	is "$output" ""
	has "$stderr" "layouts/x.csv:3: cell 2: unknown name {知らない}"
}

@test "a message names the cell, however long the path is" {
	local name long
	name=$(printf '%0200d' 0)
	long=$name/$name/$name
	mkdir -p "$long/layouts"
	sow-ticket -C "$long" init
	echo '[closed],nosuch' > "$long/layouts/x.csv"
	run3 1 "sow-report -C $long -f x -p 2026-11"
	is "$output" ""
	has "$stderr" "sow-report: $long/layouts/x.csv:1: cell 2: [closed] has no column 'nosuch'"
}

@test "what is empty comes last, whichever way rows are ordered" {
	sow-ticket init
	sow-ticket new inc Word a min=5 > /dev/null
	sow-ticket new inc Word b > /dev/null
	sow-ticket new inc Word c min=10 > /dev/null
	mkdir layouts
	printf '[opened],id,並び:-minutes\n[opened],id,並び:minutes\n' > layouts/x.csv
	run3 0 'sow-report -f x -p week | paste -sd" "'
	is "$output" "ID 3 1 2 ID 1 3 2"
}

@test "a column of a register is a figure, too" {
	sow-ticket init
	printf '区分,氏名\n顧客,鈴木\n' > stakeholders.csv
	mkdir layouts
	printf '{structure.氏名},{structure.rows}\n' > layouts/x.csv
	run3 0 'sow-report -f x -p week'
	is "$output" "鈴木,1"
}
