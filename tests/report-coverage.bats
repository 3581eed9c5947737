# report-coverage: was each piece of work done as often as the contract says?
load setup.bash

# A half with every state: X-1 monthly, by its fifth open day; X-2 each half; X-3 the next month.
half() {
	printf '%s\n' id,major,title,frequency,schedule,target 'X-1,運用,点検（年月）,月次,第5営業日 期限,PC' \
	    'X-2,運用,棚卸（年月）,半期,,' 'X-3,報告,報告（年月）,月次,翌月第5営業日,' 'X-4,窓口,問合せ（事象）,随時,,' \
	    'X-5,窓口,申請（事象）,随時,,' > sow.csv
	printf 'name,from,to\nK,2026-04-01,2027-03-31\n' > contract.csv
	printf 'date,state,name\n2026-08-01..2026-08-31,閉,休業\n' > closed.csv
	export SOW_NOW=2026-04-01T09:00
	sow-ticket init
	for month in 04 05 06 07; do sow-ticket new X-1@2026-$month > /dev/null; done # 1 2 3 4
	sow-ticket waive X-1@2026-09 --approver=鈴木課長 --why=機器停止 > /dev/null
	SOW_NOW=2026-04-07T09:00 sow-ticket done 1 > /dev/null
	SOW_NOW=2026-05-07T09:00 sow-ticket hold 2 部品待ち > /dev/null
	SOW_NOW=2026-05-15T09:00 sow-ticket done 2 > /dev/null
	printf 'part\nsv1\nsv2\n' | SOW_NOW=2026-06-01T09:00 sow-ticket new --each /dev/stdin --parent 3 > /dev/null # 9 10
	SOW_NOW=2026-06-02T09:00 sow-ticket cancel 9 撤去 > /dev/null
	SOW_NOW=2026-06-02T09:00 sow-ticket done 10,3 > /dev/null
	SOW_NOW=2026-06-03T09:00 sow-ticket new X-4 使い方 > /dev/null
	SOW_NOW=2026-06-04T09:00 sow-ticket new X-1 --extra > /dev/null
	export SOW_NOW=2026-09-30T17:00
} 2> /dev/null

@test "coverage has a row an occurrence owed, exceptions first, by the day on which each counts" {
	half
	run3 0 'sow-report coverage -p 2026-04..2026-09 -c key,due,deadline,state,parts,ticket,closed,days,reason'
	assert_stdout <<-'END'
	key,due,deadline,state,parts,ticket,closed,days,reason
	X-3@2026-04,2026-05-12,2026-05-12,missed,,,,76,
	X-1@2026-05,2026-05-12,2026-05-12,late,,2,2026-05-15T09:00:00,3,部品待ち
	X-3@2026-05,2026-06-05,2026-06-05,missed,,,,58,
	X-1@2026-06,2026-06-05,2026-06-05,partial,1/2,3,2026-06-02T09:00:00,,撤去
	X-3@2026-06,2026-07-07,2026-07-07,missed,,,,36,
	X-1@2026-07,2026-07-07,2026-07-07,overdue,,4,,36,
	X-3@2026-07,2026-09-01,2026-09-01,missed,,,,18,
	X-1@2026-04,2026-04-07,2026-04-07,done,,1,2026-04-07T09:00:00,,
	X-1@2026-08,2026-08-31,2026-08-31,n/a,,,,,
	X-3@2026-08,2026-09-07,2026-09-07,n/a,,,,,
	X-1@2026-09,2026-09-07,2026-09-07,waived,,5,2026-04-01,,機器停止
	X-2@FY2026H1,2026-09-30,2026-09-30,due,,,,,
	X-3@2026-09,2026-10-07,2026-10-07,due,,,,,
	END
	is "$stderr" "sow-report: as of 2026-09-30 2 of 13 occurrences are not over (見込)"
	run3 0 'sow-report coverage -p 2026-04..2026-09 --exceptions -c key -w state=partial'
	is "$output" $'key\nX-1@2026-06'
	run3 0 'sow-report coverage -p 2026-04..2026-09 --exceptions | wc -l'
	is "$output" 8
	run3 0 'sow-report coverage -p 2026-04'
	is "$stderr" ""
	assert_stdout <<-'END'
	id,key,title,target,frequency,period,due,deadline,state,parts,ticket,closed,days,reason
	X-3,X-3@2026-04,報告（2026年4月）,,月次,2026-04,2026-05-12,2026-05-12,missed,,,,76,
	X-1,X-1@2026-04,点検（2026年4月）,PC,月次,2026-04,2026-04-07,2026-04-07,done,,1,2026-04-07T09:00:00,,
	END
}

@test "months add up to quarters, halves and the year, wherever tickets were moved to" {
	half
	sow-ticket set 4 due=2029-01-01 > /dev/null
	run3 0 'for p in 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09; do sow-report coverage -p $p -c key; done | grep -v key | sort > months
		sow-report coverage -p FY2026H1 -c key | grep -v key | sort | cmp - months; wc -l < months
		sow-report coverage -p FY2026H1 -c key,due,state -w key=X-1@2026-07'
	is "$output" $'13\nkey,due,state\nX-1@2026-07,2026-07-07,overdue'
}

@test "rates: the states add up to what is owed, of an activity, a 大分類 and all" {
	half
	run3 0 'sow-report rates -p FY2026H1 -c id,title,owed,done,late,partial,waived,na,missed,overdue,pending,rate,ontime'
	assert_stdout <<-'END'
	id,title,owed,done,late,partial,waived,na,missed,overdue,pending,rate,ontime
	X-1,点検（年月）,6,1,1,1,1,1,0,1,0,50.0,25.0
	X-2,棚卸（年月）,1,0,0,0,0,0,0,0,1,,
	X-3,報告（年月）,6,0,0,0,0,1,4,0,1,0.0,0.0
	,運用,7,1,1,1,1,1,0,1,1,50.0,25.0
	,報告,6,0,0,0,0,1,4,0,1,0.0,0.0
	,（合計）,13,1,1,1,1,2,4,1,2,25.0,12.5
	END
	mkdir layouts
	echo '[rates],title,rate=率' > layouts/x.csv
	run3 0 'sow-report -f x -p FY2026H1 | sed -n 3p'
	is "$output" "棚卸（年月）,—"
}

@test "one of 2,001 that was missed is not all: only all of it is 100.0" {
	export SOW_NOW=2027-04-20T09:00
	printf 'name,from,to\nK,2026-04-01,2027-03-31\n' > contract.csv
	seq 1 2001 | sed 's/.*/Y-&,作業&,年次/' | sed '1i id,title,frequency' > sow.csv
	seq 1 2000 | sed 's/.*/&,done,Y-&@FY2026,作業&,2026-04-01,2026-04-01/' | sed '1i id,status,keys,title,opened,closed' > list
	run3 0 'sow-report rates -p FY2026 -t - -w title=（合計） -c owed,done,missed,rate < list
		{ cat list; echo 2001,done,Y-2001@FY2026,x,2026-04-01,2026-04-01; } | sow-report rates -p FY2026 -t - -w title=（合計） -c rate'
	is "$output" $'owed,done,missed,rate\n2001,2000,1,99.9\nrate\n100.0'
}

@test "--wide: a mark an occurrence, work on demand as numbers, what was beside the plan apart" {
	half
	run3 0 'sow-report coverage -p FY2026H1 --wide=month -c id,2026-04,2026-05,2026-06,2026-07,2026-08,2026-09,total,extra'
	assert_stdout <<-'END'
	id,2026-04,2026-05,2026-06,2026-07,2026-08,2026-09,total,extra
	X-1,○,△,▲,×,－,不要,2/4,1件
	X-2,,,,,,予,0/1,
	X-3,×,×,×,×,－,予,0/5,
	X-4,,,1件,,,,1件,
	X-5,,,,,,,0件（要求なし）,
	END
	run3 0 'sow-report coverage -p 2026-04 --wide=week -c id,2026-W14,2026-W15 -w id=X-1'
	is "$output" $'id,2026-W14,2026-W15\nX-1,,○'
	run3 2 'sow-report coverage -p FY2026 --wide=year'
	is "$stderr" "sow-report: --wide: week, month or quarter, not 'year'"
}

@test "--wide counts work on demand within the period alone, also in the weeks at its edges" {
	export SOW_NOW=2026-10-30T10:00
	sow-ticket init
	sow-ticket new inc Word a > /dev/null
	SOW_NOW=2026-11-01T10:00 sow-ticket new inc Word b > /dev/null
	run3 0 'sow-report coverage -p 2026-11 --today=2026-12-10 --wide=week -w id=S13-01 -c 2026-W44,2026-W45,total'
	is "$output" $'2026-W44,2026-W45,total\n1件,,1件'
}
