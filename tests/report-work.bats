# report-work: count, effort, incidents, approvals
load setup.bash

work() {
	export SOW_NOW=2026-10-30T10:00
	sow-ticket init
	sow-ticket new inc Word 固まる requester=北山高校 > /dev/null             # 1
	export SOW_NOW=2026-11-02T10:00
	sow-ticket new inc Teams 落ちる requester=北山高校 assignee=佐藤 min=20 > /dev/null # 2
	sow-ticket new inc Word 固まる requester=南山高校 > /dev/null             # 3
	sow-ticket done 1 min=30 > /dev/null                                     # 4
	sow-ticket new log 操作ログ requester=人事課 > /dev/null 2>&1 || sow-ticket new S11-06 requester=人事課 > /dev/null # 5
	sow-ticket cancel 2 重複 min=25 > /dev/null                              # 6
} 2> /dev/null

@test "count: by columns of the ledger or the catalogue, in English or Japanese, with a total" {
	work
	run3 0 'sow-report count --by=target -p 2026-11'
	assert_stdout <<-'END'
	target,carried,opened,closed,canceled,remaining,previous,difference
	Teams,0,1,0,1,0,0,1
	Word,1,1,1,0,1,1,0
	（限定）,0,1,0,0,1,0,1
	合計,1,3,1,1,2,1,2
	END
	run3 0 'sow-report count --by=依頼者,小分類 -p 2026-11 -c requester,minor,opened'
	assert_stdout <<-'END'
	requester,minor,opened
	北山高校,ソフトウェア全般,1
	南山高校,ソフトウェア全般,1
	（限定）,各種申請,1
	合計,,3
	END
	run3 0 'sow-report count --by=requester -p 2026-11 --restricted -c requester | grep 人事課'
	run3 0 'sow-report count --by=major --wide=month -p 2026-10..2026-12'
	is "$output" $'major,2026-10,2026-11,2026-12,total\nサービスデスク,1,3,0,4\n合計,1,3,0,4'
	run3 2 'sow-report count -p 2026-11'
	is "$stderr" "sow-report: count: by which columns? (--by=target, --by=minor,requester)"
	run3 2 'sow-report count --by=所属 -p 2026-11'
	has "$stderr" "no column '所属'; there are:"
}

@test "count: a column of the team's own" {
	sow-ticket init --with=channel
	sow-ticket new pw channel=電話 > /dev/null
	sow-ticket new inc Word x channel=メール > /dev/null
	sow-ticket new inc Word y channel=電話 > /dev/null
	run3 0 'sow-report count --by=channel -p week -c channel,opened'
	assert_stdout <<-'END'
	channel,opened
	メール,1
	電話,2
	合計,3
	END
}

@test "count agrees with summary, whatever it counts by" {
	work
	for by in major target requester status major,target; do
		run3 0 "sow-report count --by=$by -p 2026-11 -c carried,opened,closed,canceled,remaining | tail -1"
		is "$output" "$(sow-report summary -p 2026-11 -c carried,opened,closed,canceled,remaining | tail -1)"
	done
}

@test "effort: what the rows of the period added, for whoever was assigned, parts and canceled work too" {
	work
	printf 'part\nsv1\n' | sow-ticket new --each /dev/stdin --parent 3 > /dev/null
	sow-ticket done 7 min=40 assignee=鈴木 > /dev/null
	SOW_NOW=2026-12-01T10:00 sow-ticket set 3 min=5 assignee=鈴木 > /dev/null
	run3 0 'sow-report effort -p 2026-11'
	assert_stdout <<-'END'
	id,title,assignee,tickets,minutes
	S11-06,ログ取得申請（ログ名）,（限定）,1,0
	S13-01,インシデント（ソフト名：事象）,,3,30
	S13-01,インシデント（ソフト名：事象）,佐藤,1,25
	S13-01,インシデント（ソフト名：事象）,鈴木,1,40
	,（合計）,,6,95
	END
	SOW_NOW=2026-12-01T10:10 sow-ticket set 3 min=8 assignee=佐藤 > /dev/null
	SOW_NOW=2026-12-01T10:20 sow-ticket set 3 min=9 assignee=鈴木 > /dev/null
	run3 0 'SOW_NOW=2026-12-01T11:00 sow-report effort -p 2026-12'
	assert_stdout <<-'END'
	id,title,assignee,tickets,minutes
	S13-01,インシデント（ソフト名：事象）,佐藤,1,3
	S13-01,インシデント（ソフト名：事象）,鈴木,1,6
	,（合計）,,2,9
	END
}

@test "approvals: what was asked for beside the SOW, decided or waiting" {
	export SOW_NOW=2026-11-02T10:00
	sow-ticket init
	sow-ticket new other 掲示板 requester=北山高校 > /dev/null
	sow-ticket new other 印刷 > /dev/null
	sow-ticket new inc 給与システム 動かない > /dev/null 2>&1
	sow-ticket new pw > /dev/null
	sow-ticket approve 1 --approver=鈴木課長 --on=11/1 範囲内 > /dev/null
	sow-ticket start 1 調査 > /dev/null
	sow-ticket cancel 2 --approver=鈴木課長 範囲外 > /dev/null
	run3 0 'sow-report approvals -p 2026-11 -c id,title,requester,verdict,approver,decided,reason'
	assert_stdout <<-'END'
	id,title,requester,verdict,approver,decided,reason
	1,サービスデスクその他要求事項（掲示板）,北山高校,可,鈴木課長,2026-11-01,範囲内
	2,サービスデスクその他要求事項（印刷）,,否,鈴木課長,2026-11-02,範囲外
	3,インシデント（給与システム：動かない）,,未決,,,
	END
	run3 0 'sow-report approvals -p 2026-12 -c id --today=2026-12-05'
	is "$output" $'id\n3'
}

@test "incidents: their 恒久対応, and whether they came again after it" {
	export SOW_NOW=2026-11-02T10:00
	sow-ticket init
	sow-ticket new inc Word 固まる > /dev/null
	sow-ticket new inc Teams 落ちる > /dev/null
	sow-ticket new fix 更新手順の見直し parent=1 > /dev/null
	sow-ticket new fix 回線の増強 > /dev/null
	sow-ticket relate 4 --to 2 --as cause > /dev/null
	SOW_NOW=2026-11-05T10:00 sow-ticket done 3 > /dev/null
	SOW_NOW=2026-11-10T10:00 sow-ticket new inc Word 固まる > /dev/null
	export SOW_NOW=2026-11-24T10:00
	run3 0 'sow-report incidents -p 2026-11 -c id,title,fix,fixed,again'
	assert_stdout <<-'END'
	id,title,fix,fixed,again
	1,インシデント（Word：固まる）,3,2026-11-05T10:00:00,1
	2,インシデント（Teams：落ちる）,4,,
	7,インシデント（Word：固まる）,,,
	END
}

@test "effort needs the rows of a ledger; work that the catalogue has lost is named so" {
	export SOW_NOW=2026-11-02T10:00
	printf 'id,title,frequency,valid_from,valid_to\nX-1,作業,随時,,2026-11-30\nX-1,作業,随時,2026-12-01,\nX-2,点検,随時,,\n' > sow.csv
	sow-ticket init
	sow-ticket new X-1 min=5 > /dev/null
	sow-ticket new X-2 min=7 > /dev/null
	SOW_NOW=2026-12-02T10:00 sow-ticket new X-1 min=10 > /dev/null
	sed -i '/^X-2/d' sow.csv
	run3 0 'sow-report effort -p 2026-11..2026-12 --today=2026-12-31'
	assert_stdout <<-'END'
	id,title,assignee,tickets,minutes
	X-1,作業,,2,15
	,（目録にない）,,1,7
	,（合計）,,3,22
	END
	run3 2 'sow-ticket list -a | sow-report effort -p 2026-11 -t -'
	is "$stderr" "sow-report: -t -: effort needs the rows of a ledger, and list prints only the last of each ticket"
}

@test "a layout can print the definition of a name" {
	sow-ticket init
	mkdir layouts
	echo '注,{未実施件数の定義}' > layouts/d.csv
	run3 0 'sow-report -f d -p 2026-11'
	is "$output" "注,契約の期限を過ぎて終わっていない実施対象の件数。"
	echo '{無の定義}' > layouts/d.csv
	run3 1 'sow-report -f d -p 2026-11'
	has "$stderr" "unknown name {無の定義}"
}

@test "count: by what people call the columns, those of the team too" {
	sow-ticket init --with=site,channel
	ticket new inc Word 固まる site=北山高校 channel=電話 requester=田中 2> /dev/null
	run3 0 'sow-report count --by=対象ソフト,小分類,所属,問合せ元,受付手段 -p week'
	assert_stdout <<-'END'
	target,minor,site,requester,channel,carried,opened,closed,canceled,remaining,previous,difference
	Word,ソフトウェア全般,北山高校,田中,電話,0,1,0,0,1,0,1
	合計,,,,,0,1,0,0,1,0,1
	END
}

@test "a ticket opened on Sunday at 23:59 and done on Monday at 00:00 is in the right weeks" {
	SOW_NOW=2026-11-22T23:59:59 sow-ticket init
	SOW_NOW=2026-11-22T23:59:59 ticket new inc Word 固まる 2> /dev/null
	SOW_NOW=2026-11-23T00:00 ticket done 1 直した 2> /dev/null
	for week in 2026-W47 2026-W48; do
		run3 0 "sow-report summary -p $week -w major=合計 --header=en | tail -1"
		[ $week = 2026-W47 ] && is "$output" 合計,0,1,0,0,1 || is "$output" 合計,1,0,1,0,0
	done
	run3 0 'sow-report opened -p 2026-11-22 -c id; sow-report closed -p 2026-11-22 -c id; sow-report closed -p 2026-11-23 -c id'
	is "$output" $'id\n1\nid\nid\n1'
}
