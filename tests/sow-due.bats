# sow-due: what is due
load setup.bash

@test "a year has one row an occurrence: 52 + 48 + 4 + 9" {
	run3 0 'sow-due -p FY2026 --all --each -c keys | tail -n +2 | cut -d- -f1,2 | cut -d@ -f1 | sort | uniq -c | awk "{print \$2 \"=\" \$1}"'
	assert_stdout <<-'END'
	S02-01=1
	S03-01=52
	S03-02=12
	S06-01=1
	S08-01=1
	S08-02=1
	S08-03=1
	S09-01=12
	S09-02=12
	S09-03=12
	S09-04=2
	S09-05=1
	S09-06=1
	S09-07=1
	S09-08=2
	S09-09=1
	END
	run3 0 'sow-due -p FY2027 --all --each | wc -l'
	is "$output" 115
}

@test "定例チェック（2026年9月） is one ticket with four keys" {
	run3 0 'sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） -c keys,due'
	is "$output" $'keys,due\nS09-01@2026-09 S09-02@2026-09 S09-03@2026-09 S09-04@FY2026H1,2026-09-07'
}

@test "the longest lead of a group holds for all of it, another title keeps its own" {
	printf 'id,title,frequency,lead\n' > sow.csv
	printf 'X-1,点検,月次,3\nX-2,点検,月次,20\nX-3,点検,月次,5\nX-4,別,月次,3\n' >> sow.csv
	run3 0 'sow-due --today=2026-11-12 -c keys'
	is "$output" $'keys\nX-1@2026-11 X-2@2026-11 X-3@2026-11'
	run3 0 'sow-due --today=2026-11-09 -p 2026-11 -c keys,state'
	assert_stdout <<-'END'
	keys,state
	X-4@2026-11,upcoming
	X-1@2026-11 X-2@2026-11 X-3@2026-11,upcoming
	END
}

# golden YEAR WEEKLY MONTHLY HALF YEARLY: how much is due in it, by frequency
golden() {
	run3 0 "sow-due -p FY$1 --all --each -c keys | tail -n +2"
	is "$(grep -c @20..-W <<< "$output") $(grep -c '@20..-[01]' <<< "$output") $(grep -c '@FY....H' <<< "$output") $(grep -c '@FY....$' <<< "$output")" "$2 $3 $4 $5"
}

# week KEY=DUE...: the meeting of those weeks
week() {
	local pair
	for pair; do
		run3 0 "sow-due -p ${pair%=*} --all --each -w keys=S03-01@${pair%=*} -c due,state"
		is "${output#*$'\n'}" "${pair#*=}"
	done
}

@test "FY2019: ten days off for the new era, the enthronement a Tuesday" {
	golden 2019 52 48 4 9
	week 2019-W17=2019-04-26,missed 2019-W18=2019-05-03,n/a 2019-W19=2019-05-10,missed 2019-W43=2019-10-25,missed
	run3 0 'sow-due -p 2019-05 --all --each -w keys=S09-01@2019-05 -c due,title'
	is "$output" $'due,title\n2019-05-13,定例チェック（2019年5月）'
}

@test "FY2020 and FY2021: holidays moved for the games" {
	golden 2020 52 48 4 9
	golden 2021 52 48 4 9
	week 2020-W30=2020-07-22,missed 2020-W29=2020-07-17,missed 2020-W33=2020-08-14,missed
	week 2021-W29=2021-07-21,missed 2021-W41=2021-10-15,missed
	# 9 August 2021 is closed: the fifth business day is not moved, the sixth is
	printf 'id,title,frequency,schedule\nX-1,作業,月次,第6営業日\nX-2,作業二,月次,9日\n' > sow.csv
	run3 0 'sow-due -p 2021-08 --all -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-2@2021-08,2021-08-06
	X-1@2021-08,2021-08-10
	END
}

@test "FY2026: 22 September lies between two holidays, 6 May is moved from Sunday" {
	golden 2026 52 48 4 9
	printf 'id,title,frequency,schedule\nX-1,作業,月次,22日\nX-2,作業二,月次,第3営業日\n' > sow.csv
	run3 0 'sow-due -p 2026-09 --all -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-2@2026-09,2026-09-03
	X-1@2026-09,2026-09-18
	END
	run3 0 'sow-due -p 2026-05 --all -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-2@2026-05,2026-05-08
	X-1@2026-05,2026-05-22
	END
}

@test "FY2027: a 53rd Friday, and 29 February" {
	golden 2027 53 48 4 9
	run3 0 'sow-due -p FY2027 --all --each -w due=2028-02-29 -c keys'
	assert_stdout <<-'END'
	keys
	S02-01@FY2027
	S06-01@FY2027
	S09-07@FY2027
	END
	week 2027-W13=2027-04-02,upcoming 2028-W13=2028-03-31,upcoming
}

@test "a group names every target, one whose name is in another's too, and each once" {
	printf 'id,title,frequency,target\n' > sow.csv
	printf 'X-%d,定例チェック（年月）,月次,%s\n' 1 WSUS2 2 WSUS 3 WSUS2 4 '' >> sow.csv
	run3 0 'sow-due -p 2026-11 -c target'
	is "$output" $'target\nWSUS2・WSUS'
}

@test "an empty ledger: what is not past its deadline, up to today and lead" {
	run3 0 'sow-due -c keys,state,due'
	assert_stdout <<-'END'
	keys,state,due
	S09-05@FY2026,behind,2026-07-31
	S09-06@FY2026,behind,2026-08-31
	S08-01@FY2026,behind,2026-10-30
	S09-01@2026-11 S09-02@2026-11 S09-03@2026-11,behind,2026-11-09
	S03-01@2026-W48,due,2026-11-27
	S08-03@FY2026,due,2026-11-30
	S08-02@FY2026,due,2026-11-30
	END
	is "$stderr" ""
	run3 0 'sow-due -l 2 -c keys -w state=due'
	is "$output" keys
}

@test "-e says by its exit status that something is due" {
	run3 1 'sow-due -e'
	run3 0 'sow-due -e -l 2 -w state=due'
}

@test "a report on the month is due in the next month and named after its own" {
	run3 0 'sow-due -p 2026-12 --all --each -w keys~S03-02 -c keys,due,title'
	is "$output" $'keys,due,title\nS03-02@2026-11,2026-12-07,月次報告会（2026年11月）'
}

@test "a Friday that is closed moves the meeting before it" {
	run3 0 'sow-due -p 2026-W18 --all -w keys~S03-01 --today=2026-04-20 -c nominal,due,title'
	is "$output" $'nominal,due,title\n2026-05-01,2026-05-01,週次定例会（2026年5月1日）'
	printf 'date,state,name\n2026-05-01,閉,創立記念日\n' > closed.csv
	run3 0 'sow-due -p 2026-W18 --all -w keys~S03-01 --today=2026-04-20 -c nominal,due,title'
	is "$output" $'nominal,due,title\n2026-05-01,2026-04-30,週次定例会（2026年4月30日）'
}

@test "a week without an open day has nothing due: n/a" {
	run3 0 'sow-due -p 2025-12-29..2026-01-04 --all -w keys~S03-01 -c keys,state'
	is "$output" $'keys,state\nS03-01@2026-W01,n/a'
}

@test "closed.csv closes and opens days: single, span, yearly" {
	printf 'date,state,name\n11月27日,閉,停電\n2026-11-25..2026-11-26,,工事\n2026-11-28,開,臨時\n' > closed.csv
	run3 0 'sow-due -p week -c due'
	is "$output" $'due\n2026-11-24'
	printf 'date,state,name\n' > closed.csv
	printf '2026-11-23,開,臨時開庁\n2026-11-24..2026-11-27,閉,停電\n' >> closed.csv
	run3 0 'sow-due -p week -c due'
	is "$output" $'due\n2026-11-23'
}

@test "the official file, as downloaded, replaces the years it covers" {
	printf '国民の祝日・休日月日,国民の祝日・休日名称\r\n2026/11/27,特別な日\r\n2026/11/23,勤労感謝の日\r\n' | iconv -f UTF-8 -t CP932 > syukujitsu.csv
	run3 0 'sow-due -p week -c due'
	is "$output" $'due\n2026-11-26'
	has "$stderr" "2026-11-27 is 特別な日 there, no holiday in the shipped data"
	run3 0 'sow-due -p 2027-W08 -w keys~S03-01 -c due'
	is "$output" $'due\n2027-02-26'
}

@test "past the holidays' end is an error, never an open weekday" {
	run3 1 'sow-due -p 2100-01'
	has "$stderr" "the holiday data covers only"
}

@test "work due past the data does not hide what is due within it" {
	run3 0 'sow-due -p 2099-10 --all --each -w keys~S09-0 -c keys'
	has "$output" S09-01@2099-10
	is "$stderr" ""
	run3 1 'sow-due -p 2100-02 --all'
	has "$stderr" "2100-0"
}

@test "states: open, done, late, overdue, behind, missed, waived" {
	sow-ticket init
	SOW_NOW=2026-09-01T09:00 sow-ticket new S09-01@2026-09 > /dev/null
	SOW_NOW=2026-09-01T09:00 sow-ticket new S09-02@2026-09 > /dev/null
	SOW_NOW=2026-10-02T09:00 sow-ticket done 2 > /dev/null
	SOW_NOW=2026-09-30T09:00 sow-ticket new S09-02@2026-10 > /dev/null 2>&1 || true
	sow-ticket new S09-03@2026-12 > /dev/null
	run3 0 'sow-due -p 2026-09..2026-12 --all --each -w keys~S09-0 -c keys,state | grep -e S09-01@2026-09 -e S09-02@2026-09 -e S09-03@2026-09 -e S09-01@2026-11 -e S09-03@2026-12 -e S09-01@2026-12'
	assert_stdout <<-'END'
	S09-02@2026-09,late
	S09-01@2026-09,overdue
	S09-03@2026-09,missed
	S09-01@2026-11,behind
	S09-03@2026-12,open
	S09-01@2026-12,upcoming
	END
}

@test "more rows than --max: none is printed, no ticket made" {
	run3 0 'sow-due -p FY2026 --max=90'
	run3 1 'sow-due -p FY2026 --max=5'
	is "$output" ""
	has "$stderr" "exceed --max=5; none printed"
	sow-due -p FY2026 > rows.csv
	run3 0 "sow-due -p FY2026 --max=$(($(wc -l < rows.csv) - 1))"
	run3 1 "sow-due -p FY2026 --max=$(($(wc -l < rows.csv) - 2)) -O out.csv"
	[ ! -e out.csv ]
	sow-ticket init
	cp tickets.csv before.csv
	run3 1 'sow-ticket new - --max=5 < rows.csv'
	is "$output" ""
	cmp tickets.csv before.csv
}

@test "as of a day: the ledger and the day of then" {
	sow-ticket init
	SOW_NOW=2026-09-07T09:00 sow-ticket new S09-01@2026-09 > /dev/null
	SOW_NOW=2026-10-05T09:00 sow-ticket done 1 > /dev/null
	for pair in 2026-08-30=upcoming 2026-09-06=due 2026-09-07=open 2026-09-08=behind 2026-09-30=behind \
	    2026-10-01=overdue 2026-10-04=overdue 2026-10-05=late 2026-10-05T08:59=overdue; do
		run3 0 "sow-due --as-of=${pair%=*} -p 2026-09 --all --each -w keys=S09-01@2026-09 -c state"
		is "$output" "state"$'\n'"${pair#*=}"
	done
	run3 0 'sow-due --as-of=2026-09-06 --today=2026-11-24 -p 2026-09 --all --each -w keys=S09-01@2026-09 -c state'
	is "$output" $'state\nmissed'
}

@test "two runs a day, or a day without cron, make the same tickets" {
	sow-ticket init
	for day in 24 24 25 27; do
		SOW_NOW=2026-11-${day}T07:00 bash -c 'sow-due | sow-ticket new - 2>/dev/null' || true
	done
	run3 0 'sow-ticket list -a -c keys,title | sort'
	local daily=$output
	rm tickets.csv
	sow-ticket init
	SOW_NOW=2026-11-24T07:00 bash -c 'sow-due | sow-ticket new -' > /dev/null
	SOW_NOW=2026-11-27T07:00 bash -c 'sow-due | sow-ticket new -' > /dev/null
	run3 0 'sow-ticket list -a -c keys,title | sort'
	is "$output" "$daily"
}

@test "--explain tells period, nominal date, shift, deadline and state" {
	run3 0 'sow-due --explain S08-01@FY2026'
	assert_stdout <<-END
	item,value
	キー,S08-01@FY2026
	件名,ステークホルダーの棚卸（2026年10月）
	実施内容,ステークホルダー管理台帳の内容を確認し、正しい状態に改訂する。
	対象期間,FY2026（2026-04-01..2027-03-31）
	予定,年次 10月 最終営業日（$SHARE/sow.csv:24）
	基準日,2026-10-30（金）
	予定日,2026-10-30（金）
	期限,2027-03-31（水） 期間の末日
	チケット,なし
	状態,behind：予定日を過ぎたが、期限はまだ先
	END
	printf 'date,state,name\n2026-11-27,閉,停電\n' > closed.csv
	run3 0 'sow-due --explain S03-01@2026-W48'
	assert_stdout <<-END
	item,value
	キー,S03-01@2026-W48
	件名,週次定例会（2026年11月26日）
	実施内容,週次報告書を作成し、週次定例会を開催する。議事を作成し関係者に送付する。 京都府フォーマットで週次報告書を提出する。
	対象期間,2026-W48（2026-11-23..2026-11-29）
	予定,週次 金曜（$SHARE/sow.csv:5）
	基準日,2026-11-27（金）
	休業日,2026-11-27（金） 停電
	予定日,2026-11-26（木） 前倒し
	期限,2026-11-29（日） 期間の末日
	チケット,なし
	状態,due：予定日が近いのに、チケットがない
	END
	run3 1 'sow-due --explain S13-01@2026-W48'
	is "$output" ""
}

@test "-t - reads tickets from a pipe, in any order" {
	sow-ticket init
	sow-due | sow-ticket new - > /dev/null
	run3 0 'sow-ticket list -a -c status,keys,id | sow-due -t - -p week --all -c state,ticket'
	is "$output" $'state,ticket\nopen,5'
	run3 1 'printf "id,status,keys\nx,open,S03-01@2026-W48\n2,open,S03-01@2026-W48\n" | sow-due -t - -p week --all -c ticket'
	is "$output" $'ticket\n2'
	has "$stderr" "stdin:2: not a ticket id: 'x'"
}

@test "open work never hides, though it was due before the ledger began" {
	sow-ticket init
	sow-ticket new S09-02@2026-08 > /dev/null
	run3 0 'sow-due -c keys,state -w ticket=1'
	is "$output" $'keys,state\nS09-02@2026-08,overdue'
}

@test "--as-of of a stream goes by its at, in any order" {
	sow-ticket init
	SOW_NOW=2026-09-05 sow-ticket new S09-02@2026-09 > /dev/null
	SOW_NOW=2026-10-05 sow-ticket done 1 > /dev/null
	run3 0 'sow-due --as-of=2026-09-20 -c keys,state -w ticket=1; sow-due -t - --as-of=2026-09-20 -c keys,state -w ticket=1 < tickets.csv'
	assert_stdout <<-'END'
	keys,state
	S09-02@2026-09,behind
	keys,state
	S09-02@2026-09,behind
	END
	run3 1 'sow-ticket list -a -c id,status | sow-due -t - --as-of=2026-09-20'
	has "$stderr" "--as-of needs the column 'at'"
}

@test "--calendar lists the days, why each is closed, and what is due" {
	run3 0 'sow-due --calendar -p 2026-12-28..2027-01-04'
	assert_stdout <<-'END'
	date,weekday,state,name,due
	2026-12-28,月,開,,週次定例会（2026年12月28日）
	2026-12-29,火,閉,年末年始,
	2026-12-30,水,閉,年末年始,
	2026-12-31,木,閉,年末年始,
	2027-01-01,金,閉,元日,
	2027-01-02,土,閉,年末年始,
	2027-01-03,日,閉,年末年始,
	2027-01-04,月,開,,
	END
	run3 0 'sow-due --calendar -w state=閉 -c date,name | tail -n 1'
	is "$output" 2026-11-29,日曜日
	run3 1 'sow-due --calendar -p 2099-12..2100-01'
	has "$stderr" "2100-01-01: the holiday data covers only"
	run3 2 'sow-due --calendar -p 2026-11-01..'
	mkdir empty
	run3 0 'sow-due --calendar -w state=閉 -c date,state,name -O closed.csv; sow-due --calendar -c date,state,name | cmp - <(sow-due --calendar -C empty -c date,state,name)'
}

@test "--calendar on a terminal is a grid a month, with what is due" {
	script -qec true /dev/null || skip "no terminal to be had here"
	sow-ticket init
	run3 0 "script -qec 'sow-due --calendar -p 2026-11' /dev/null | tr -d '\r'"
	assert_stdout <<-'END'
	2026年11月
	   月    火    水    木    金    土    日 
	                                      ( 1)
	    2   ( 3)    4     5     6*  ( 7)  ( 8)
	    9*   10    11    12    13*  (14)  (15)
	   16    17    18    19    20*  (21)  (22)
	  (23)   24    25    26    27*  (28)  (29)
	   30*
	  11/3 （火） 文化の日
	* 11/6 （金） 週次定例会（2026年11月6日）
	* 11/9 （月） 定例チェック（2026年11月）、月次報告会（2026年10月）
	* 11/13（金） 週次定例会（2026年11月13日）
	* 11/20（金） 週次定例会（2026年11月20日）
	  11/23（月） 勤労感謝の日
	* 11/27（金） 週次定例会（2026年11月27日）
	* 11/30（月） ライセンスの棚卸（2026年11月）、機器の棚卸（2026年11月）
	END
	run3 0 "script -qec 'sow-due --calendar -p 2026-11 -o csv' /dev/null | head -2 | tr -d '\r'"
	is "$output" $'date,weekday,state,name,due\n2026-11-01,日,閉,日曜日,'
}

@test "a table on a terminal has the columns that fit; the title is cut last, dates never" {
	script -qec true /dev/null || skip "no terminal to be had here"
	export COLUMNS=72
	sow-ticket init
	run3 0 "script -qec 'sow-due -p 2026-W48..2026-W49' /dev/null | tr -d '\r'"
	has "$output" "sow-due: columns without room: 2 (-c COLS chooses, -o csv prints all)"
	has "$output" "  2026-12-04  週次定例会（2026年12月4日）"
	run3 0 "script -qec 'sow-due -p 2026-W48..2026-W49 -c keys,state,nominal,due,title' /dev/null | tr -d '\r'"
	has "$output" "2026-11-27  2026-11-27"
	has "$output" "…"
	while read -r line; do
		width=$(printf '%s' "$line" | LC_ALL=C.UTF-8 wc -L)
		[ "$width" -le 72 ] || { echo "$width: $line"; return 1; }
	done <<< "$output"
}

@test "what only the list heeds is refused beside --calendar and --explain" {
	for words in '--calendar --all' '--calendar -e' '--calendar --explain S03-01@2026-W48' \
	    '--explain S03-01@2026-W48 -p week' '--explain S03-01@2026-W48 --max=3'; do
		run3 2 "sow-due $words"
		has "$stderr" ", which goes with: "
	done
	run3 2 'sow-list -t tickets.csv'
	has "$stderr" "does not take --tickets, which goes with: --candidates"
}
