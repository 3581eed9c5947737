# report-issues: 課題, a ledger of their own with free titles
load setup.bash

issues() {
	export SOW_NOW=2026-10-20T10:00
	sow-ticket init
	sow-ticket -t issues.csv init --kind=issues
	sow-ticket -t issues.csv new title=PCの老朽化 分類=機器 影響度=高 依頼者=北山高校 note=更新計画 区分=課題 > /dev/null
	export SOW_NOW=2026-11-02T10:00
	sow-ticket -t issues.csv new title='手順書 の見直し' section=実施事項 due=12/10 assignee=佐藤 > /dev/null
	sow-ticket -t issues.csv set 1 実施要否=要 対応方針=更改 > /dev/null
	sow-ticket -t issues.csv new title=回線 > /dev/null
	sow-ticket -t issues.csv done 4 解消 > /dev/null
} 2> /dev/null

@test "a ledger of kind issues has its columns, and titles are free" {
	issues
	run3 0 'sow-ticket -t issues.csv list -a -c id,title,section,class,impact,policy,decision,keys,status'
	assert_stdout <<-'END'
	id,title,section,class,impact,policy,decision,keys,status
	4,回線,,,,,,,done
	2,手順書 の見直し,実施事項,,,,,,open
	1,PCの老朽化,課題,機器,高,更改,要,,open
	END
	run3 0 'sow-ticket -t issues.csv verify; sow-ticket new title=掃除 min=5; sow-report opened -p 2026-11 -c id'
	is "$output" $'1\nid'
	run3 1 'sow-ticket new title=掃除 当番'
	is "$stderr" "sow-ticket: new: not a field: 当番 (a title of several words stands in quotes)"
	run3 1 'sow-ticket new title='
	has "$stderr" "no title"
	run3 2 'sow-ticket -t x.csv init --kind=issue'
	has "$stderr" "no kind of ledger 'issue' (issues?)"
	run3 0 'sow-ticket -t y.csv init --kind=issues --with=site; head -1 y.csv'
	has "$output" "tags,section,class,impact,policy,decision,site,note,sum"
}

@test "issues: those open at the end of the period and those closed in it; --undecided" {
	issues
	run3 0 'sow-report issues -p 2026-11 -c id,section,title,class,decision,due,status,age,note'
	assert_stdout <<-'END'
	id,section,title,class,decision,due,status,age,note
	1,課題,PCの老朽化,機器,要,,open,13,更新計画
	2,実施事項,手順書 の見直し,,,2026-12-10,open,0,
	4,,回線,,,,done,0,解消
	END
	run3 0 'sow-report issues -p 2026-10 --as-of=2026-10-31 -c id,decision; sow-report issues -p 2026-12 --today=2026-12-01 -c id; sow-report issues -p 2026-11 --undecided -c id'
	is "$output" $'id,decision\n1,\nid\n1\n2\nid\n2'
	rm issues.csv
	run3 0 'sow-report issues -p 2026-11 -c id'
	is "$output$stderr" "id"
}

@test "課題管理表 has issues and 実施事項 apart" {
	issues
	run3 0 'sow-report -f issues -p 2026-11 | grep -v ^,'
	assert_stdout <<-'END'
	課題管理表（仮の様式）,,,,,,,,,,,,,
	業務名,,,,,,,,,,,,,
	対象期間,令和8年11月1日（日）～令和8年11月30日（月）,,,,,,,,,,,,
	作成日,令和8年11月2日,,,,,,,,,,,,
	課題の件数,3件（この期間に完了したものを含む）,,,,,,,,,,,,
	１．課題,,,,,,,,,,,,,
	No.,番号,起票日,分類,課題,影響度,優先度,対応方針,実施要否,担当,期限,状況,経過日数,最終の経過
	1,1,R8.10.20 10:00,機器,PCの老朽化,高,,更改,要,,,未着手,13,更新計画
	2,4,R8.11.2 10:00,,回線,,,,,,,完了,0,解消
	２．実施事項,,,,,,,,,,,,,
	No.,番号,起票日,実施事項,担当,期限,状況,経過日数,最終の経過,,,,,
	1,2,R8.11.2 10:00,手順書 の見直し,佐藤,R8.12.10,未着手,0,,,,,,
	END
}

@test "issues go to Excel and back" {
	issues
	sow-ticket -t issues.csv list -a -o excel -c id,title,section,class,policy,rev -O k.csv
	sed -i 's/PCの老朽化/PCの更新/; s/"機器"/"端末"/; s/"課題"/"実施事項"/' k.csv
	run3 0 'sow-ticket -t issues.csv set - < k.csv; sow-ticket -t issues.csv list -c id,title,section,class -w id=1'
	is "${output#*id,}" $'title,section,class\n1,PCの更新,実施事項,端末'
}

@test "an issue that is a personal matter shows only its outside" {
	issues
	sow-ticket -t issues.csv set 1 tags=限定 > /dev/null
	run3 0 'sow-report issues -p 2026-11 -c id,title,class,status -w id=1; sow-report issues -p 2026-11 -c id,title -w id=1 --restricted'
	is "$output" $'id,title,class,status\n1,,,open\nid,title\n1,PCの老朽化'
}

@test "new --ticket takes the title of a ticket over, and names it as 関連チケット" {
	sow-ticket init
	sow-ticket -t issues.csv init --kind=issues
	ticket new inc Outlook 起動しない 2> /dev/null
	run3 0 'sow-ticket -t issues.csv new --ticket=1 担当=佐藤 期限=12/10 起票者=北山 内容=再発 優先度=高 区分=課題'
	run3 0 'sow-ticket -t issues.csv list -c id,title,requester,assignee,priority,due,related,section,note'
	assert_stdout <<-'END'
	id,title,requester,assignee,priority,due,related,section,note
	1,インシデント（Outlook：起動しない）,北山,佐藤,高,2026-12-10,2026-0001,課題,再発
	END
	run3 1 'sow-ticket new --ticket=1'
	is "$stderr" "sow-ticket: new: --ticket is for an issue: -t issues.csv"
	run3 1 'sow-ticket -t issues.csv new --ticket=9'
	is "$stderr" "sow-ticket: new: --ticket: no ticket 9 in ./tickets.csv"
}

@test "what a meeting decides to do goes back into issues.csv" {
	sow-ticket init
	sow-ticket -t issues.csv init --kind=issues
	run3 0 'printf "件名,担当,期限,区分,内容\nWSUS の日程を決める,佐藤,2026-12-04,実施事項,11/27 の定例会\n" | sow-ticket -t issues.csv new -'
	is "$output$stderr" 1
	run3 0 'sow-report -f minutes -p 2026-W48 | grep -A2 ^５'
	assert_stdout <<-'END'
	５．実施事項,,,,,,,,,,
	No.,実施事項,担当,期限,状況,,,,,,
	1,WSUS の日程を決める,佐藤,R8.12.4,未着手,,,,,,
	END
	run3 1 'printf "件名,天気\nx,晴\n" | sow-ticket -t issues.csv new -'
	has "$stderr" "stdin: no column 'keys'"
}

@test "区分 is 課題 or 実施事項, and the result of an inspection 合格 or 手直し" {
	sow-ticket -t issues.csv init --kind=issues
	run3 1 'sow-ticket -t issues.csv new title=x 区分=要望'
	is "$stderr" "sow-ticket: new: section: 課題 or 実施事項, not '要望'"
	sow-ticket -t submitted.csv init --kind=submitted
	run3 1 'sow-ticket -t submitted.csv new title=x 結果=可'
	is "$stderr" "sow-ticket: new: result: 合格 or 手直し, not '可'"
}

@test "the old 課題管理表 is imported through the map kadai" {
	sow-ticket -t issues.csv init --kind=issues
	run3 0 'sow-ticket -t issues.csv import -m kadai "$ROOT/tests/vendor/kadai_kanrihyo.csv"'
	is "$output" $'1\n2\n3\n4\n5'
	run3 0 'sow-ticket -t issues.csv list -a -c ref,section,title,status,due,closed,related -w ref~[12]$'
	assert_stdout <<-'END'
	ref,section,title,status,due,closed,related
	K-002,課題,Windows11 23H2のサポート終了,doing,2026-10-31,,T2026-0055
	K-001,課題,ApexOneパターン未更新端末,done,2026-06-30,2026-06-24,T2026-0021
	END
	run3 0 'sow-ticket -t issues.csv import -m kadai "$ROOT/tests/vendor/kadai_kanrihyo.csv"; sow-ticket -t issues.csv list -a -c id | wc -l'
	is "$(tail -1 <<< "$output")" 6
}

@test "for people the columns of an issue have the words of 課題, and come back from Excel" {
	sow-ticket -t issues.csv init --kind=issues
	ticket -t issues.csv new title=回線 起票者=北山 期限=12/10 区分=課題 内容=遅い 2> /dev/null
	run3 0 'sow-ticket -t issues.csv list -c id,title,requester,due,section,note,rev -o excel -O e.csv; sed "1s/^\xef\xbb\xbf//" e.csv | tr -d "\r"'
	assert_stdout <<-'END'
	"ID","件名","起票者","期限","区分","内容","版"
	"1","回線","北山","2026/12/10","課題","遅い","1"
	END
	sed -i 's/北山/南山/; s|2026/12/10|2026/12/11|; s/"課題"/"実施事項"/' e.csv
	run3 0 'sow-ticket -t issues.csv set - < e.csv; sow-ticket -t issues.csv list -c requester,due,section'
	is "$output" $'1\nrequester,due,section\n南山,2026-12-11,実施事項'
	run3 0 'sow-ticket -t issues.csv show 1 | cut -d, -f1 | sed -n "5,9p"'
	is "$output" $'件名\n起票者\n起票\n期限\n区分'
}
