# typed-words.bats - what people type is understood, or refused with what is possible; never passed over
load setup.bash

@test "a date that is none in a filter on a date is an error" {
	sow-ticket init
	local value
	for value in 'due<=2026-11-31' 'due=nextweek' 'due=20261120' 'opened>yesterdy' '予定日=11/32'; do
		run3 2 "sow-ticket list -w '$value'"
		is "$output" ""
		has "$stderr" "holds dates, not '"
		has "$stderr" "(2026-11-20, 11/20, 2026-11, week, 2026-11-01..2026-11-20)"
	done
	run3 0 "sow-ticket list -w due= -w 'due!=2026-11' -w due=..friday -w 'opened>=2026/11/20(金)' -c id"
	is "$output" id
}

@test "a word that no such cell holds is an error that names the nearest" {
	sow-ticket init
	run3 2 'sow-ticket list -w status=opne'
	is "$stderr" "sow-ticket: no status 'opne' (open?); there are:
    open doing hold done canceled waived void 未着手 対応中 保留 完了 取消 実施不要（協議済） 実施不要 免除 無効"
	run3 2 'sow-list -w frequency=daily'
	has "$stderr" "no frequency 'daily'"
	run3 2 'sow-due -w state=mised'
	has "$stderr" "no state 'mised' (missed?)"
	run3 0 'sow-ticket list -a -w status=完了 -w status!=void -w status= -c id; sow-list -w frequency=monthly -c id'
}

@test "!~ is what a regular expression does not match" {
	run3 0 'sow-list -w frequency=年次 -w id!~^S0 -c id'
	is "$output" id
	run3 0 "sow-list -w frequency=年次 -w 'id!~^S0[289]' -c id | wc -l"
	is "$output" 2
}

@test "column names may be Japanese, with what people type" {
	run3 0 'sow-list -w 頻度=半期 -c ID,件名,頻度 --header=en'
	is "$output" $'id,title,frequency\nS09-04,定例チェック（年月）,半期\nS09-08,WindowsServerUpdate（年月）,半期'
	sow-ticket init
	ticket new pw min=30分
	run3 0 'sow-ticket list -w 状態=open -c 番号,工数'
	is "$output" $'number,minutes\n2026-0001,30'
	run3 0 'sow-due -w 状態=due -c keys | head -1'
	is "$output" keys
}

@test "COLUMN=VALUE as an operand of a list is a filter, elsewhere a cell" {
	run3 0 'sow-list 頻度=半期 -c id'
	is "$output" $'id\nS09-04\nS09-08'
	run3 0 'sow-list SKYSEA frequency=月次 -c id'
	is "$output" $'id\nS09-01\nS09-03'
	run3 0 'sow-due state=due -c keys | wc -l'
	is "$output" 4
	sow-ticket init
	ticket new pw requester=北山高校
	run3 0 'sow-ticket list 依頼者=北山高校 -c id; sow-ticket list "id<1" -c id'
	is "$output" $'id\n1\nid'
	run3 2 'sow-due nosuch=1'
	is "$(head -1 <<< "$stderr")" "sow-due: no column 'nosuch'; there are:"
	run3 2 'sow-list foo=bar'
	is "$(head -1 <<< "$stderr")" "sow-list: no column 'foo'; there are:"
	run3 2 'sow-ticket list "minutes<abc"'
	is "$stderr" "sow-ticket: -w: minutes holds numbers, not 'abc' (15, 10..30)"
	run3 2 'sow-due word'
	has "$stderr" "takes no operand"
}

@test "minutes are a number, 30分, 0:30 or 1時間30分" {
	sow-ticket init
	ticket new pw
	local value
	for value in 90 90分 1:30 1時間30分 '９０分'; do
		ticket set 1 "min=0"
		ticket set 1 "min=$value"
		run3 0 'sow-ticket list -c minutes'
		is "$output" $'minutes\n90'
	done
	ticket set 1 min+=1時間
	run3 0 'sow-ticket list -c minutes'
	is "$output" $'minutes\n150'
	for value in 30分5 1:75 分 -5 半日 1000001 1:3x; do
		run3 1 "sow-ticket set 1 'min=$value'"
		has "$stderr" "not minutes up to 1000000: '$value'"
	done
}

@test "friday, a date with its weekday, and a half without its year are understood" {
	sow-ticket init
	ticket new pw due=friday
	run3 0 'sow-ticket set 1 "due=2026/12/4(金)" > /dev/null; sow-ticket list -c due'
	is "$output" $'due\n2026-12-04'
	run3 0 'sow-ticket set 1 due=2026年12月3日（木） > /dev/null; sow-ticket list -c due'
	is "$output" $'due\n2026-12-03'
	run3 1 "sow-ticket set 1 'due=2026/12/4(木)'"
	has "$stderr" "due: not a date: '2026/12/4(木)' (that day is 金曜)"
	run3 0 'sow-due -p 上期 --all --each | wc -l; sow-due -p FY2026H1 --all --each | wc -l'
	is "${output%$'\n'*}" "${output#*$'\n'}"
	run3 0 'sow-due -p 第3四半期 --all -c due | tail -1'
	is "$output" 2026-12-28
}

@test "-p 2026 asks which year is meant" {
	run3 2 'sow-due -p 2026'
	is "$stderr" "sow-due: --period=2026: the fiscal year 2026年度, or the calendar year 2026-01..2026-12?"
}

@test "--diff of one day, and a wrong --as-of, are errors before anything is printed" {
	run3 2 'sow-list --diff=2026-04-01'
	has "$stderr" "--diff takes two days"
	run3 2 'sow-list --as-of=xx'
	is "$output" ""
	is "$stderr" "sow-list: --as-of: not a date: 'xx' (2026-11-20, 11/20, 昨日, or with a time)"
	sow-ticket init
	run3 2 'sow-ticket list --as-of=2030'
	is "$output" ""
}

@test "the dashes of an IME or an editor before an option that there is are its hyphens" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket done 1 －－on=昨日 opened=昨日'
	run3 0 'sow-ticket list －a –c id,closed'
	is "$output" $'id,closed\n1,2026-11-23'
	run3 0 'sow-ticket list ——all −－columns=id'
	is "$output" $'id\n1'
	# no option's name: a remark; and ー is a letter
	run3 0 'sow-ticket note 1 －－再発なし'
	run3 0 'sow-ticket note 1 ーーon'
	run3 0 'sow-ticket log 1 -c note | tail -2'
	is "$output" $'－－再発なし\nーーon'
}

@test "U+3000 before an option parts the words, as a space would" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket "list　-a　-c　id,status"; sow-list "-c　id" -w id=S09-01; sow-due "-p　2026-12　-c　keys" -w keys~S03-01@2026-W49'
	is "$output" $'id,status\n1,open\nid\nS09-01\nkeys\nS03-01@2026-W49'
}
