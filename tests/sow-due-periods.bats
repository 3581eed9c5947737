# sow-due-periods: what a period is, in every spelling, and what is none
load setup.bash

@test "a period is asked for in any of its spellings" {
	for p in 2026-W48 week 今週 2026-11-23..2026-11-29 2026/11/23..11/29 ２０２６－Ｗ４８; do
		run3 0 "sow-due -p $p -c keys"
		is "$output" $'keys\nS03-01@2026-W48'
	done
	run3 0 'sow-due -p 令和8年12月 -c due | sed -n 2p'
	is "$output" 2026-12-04
	run3 2 'sow-due -p 2026-13'
	is "$output" ""
	has "$stderr" "not a period"
}

@test "a fiscal year has halves and quarters in its Japanese spellings" {
	for pair in FY2026Q1=2026年度第1四半期 FY2026Q4=令和8年度第4四半期 FY2026H1=2026年度上期 \
	    FY2026H2=R8年度下期 FY2019=令和元年度 FY2019=平成31年度 FY1989=平成元年度 2026-W48=2026-w48 \
	    2019-05=R元年5月 2019-05=令和1年5月 1989-01=昭和64年1月 1989-01=平成元年1月; do
		run3 0 "sow-due -p ${pair%=*} --all -c keys,due"
		local want=$output
		run3 0 "sow-due -p ${pair#*=} --all -c keys,due"
		is "$output" "$want"
	done
}

@test "what only looks like a period or a date is none" {
	for p in 2026-1 2026-+1 '2026- 1' 2026年+1月 '2026年 1月' 2026-W54 2027-W53 2026-W00 FY2026Q5 \
	    FY2026H0 平成32年度 平成32年1月 令和元年4月 平成31年5月 2026-元-23 2026-09..2026-04 .. ''; do
		run3 2 "sow-due -p '$p'"
		is "$output" ""
	done
	for d in 2026-元-23 平成31年5月1日 昭和64年1月8日 令和元年4月30日 2026-02-29 2026/04/31 \
	    明治5年12月2日 R0.5.1; do
		run3 2 "sow-due --today='$d'"
		has "$stderr" "not a date: '$d'"
	done
}

@test "和暦 in every form is the same day" {
	for d in 令和元年5月7日 令和1年5月7日 R元.5.7 R1/5/7 r1.5.7 令和１年５月７日 2019-5-7 2019.5.7; do
		run3 0 "sow-due --today='$d' -c keys | grep S03-0"
		is "$output" $'S03-01@2019-W19\nS03-02@2019-04'
	done
}

@test "a span is no occurrence's period" {
	for key in S09-01@2026-04..2026-09 S09-01@.. S09-01@2026-11-24 S09-01@..2026-11 S09-01@; do
		run3 1 "sow-due --explain $key"
		is "$output" ""
		has "$stderr" "no such occurrence"
	done
}

@test "ISO weeks over New Year: 2026-W53 is met before the holidays, each week has one key" {
	run3 0 'sow-due -p 2026-12-21..2027-01-10 --all --each -w keys~S03-01 -c keys,due'
	assert_stdout <<-'END'
	keys,due
	S03-01@2026-W52,2026-12-25
	S03-01@2026-W53,2026-12-28
	S03-01@2027-W01,2027-01-08
	END
	run3 0 'sow-due -p 2025-12-22..2026-01-11 --all --each -w keys~S03-01 -c keys,state'
	assert_stdout <<-'END'
	keys,state
	S03-01@2025-W52,missed
	S03-01@2026-W01,n/a
	S03-01@2026-W02,missed
	END
}

@test "a week that straddles two fiscal years is due once, in the year of its due date" {
	run3 0 'sow-due -p FY2026 --all --each -w keys~S03-01@2027-W13 -c due'
	is "$output" due
	run3 0 'sow-due -p FY2027 --all --each -w keys~S03-01@2027-W13 -c due'
	is "$output" $'due\n2027-04-02'
	# 2026-W14 holds 31 March and is met on 3 April
	run3 0 'sow-due -p FY2025..FY2026 --all --each -w keys~S03-01@2026-W14 -c due'
	is "$output" $'due\n2026-04-03'
}

@test "29 February: the month of 2028 has it, the days count on" {
	run3 0 'sow-due --today=2028-02-29 -p today --all -c keys,due'
	assert_stdout <<-'END'
	keys,due
	S02-01@FY2027,2028-02-29
	S06-01@FY2027,2028-02-29
	S09-07@FY2027,2028-02-29
	END
	run3 2 'sow-due -p 2027-02-29'
}

@test "every relative form is the period it names" {
	local pair
	for pair in week=2026-W48 week-1=2026-W47 week+6=2027-W01 今週=2026-W48 先週=2026-W47 来週=2026-W49 \
	    month=2026-11 month-11=2025-12 month+2=2027-01 今月=2026-11 先月=2026-10 来月=2026-12 \
	    11月=2026-11 １月=2027-01 5月=2027-05 6月=2026-06 \
	    quarter=FY2026Q3 quarter+1=FY2026Q4 half=FY2026H2 half-1=FY2026H1 今期=FY2026H2 \
	    fy=FY2026 fy+1=FY2027 今年度=FY2026 昨年度=FY2025 来年度=FY2027 \
	    today=2026-11-24 昨日=2026-11-23 明日=2026-11-25 \
	    あした=2026-11-25 あさって=2026-11-26 fri=2026-11-27 金曜=2026-11-27; do
		run3 0 "sow-due -p ${pair#*=} --all -c keys,due,state"
		local want=$output
		run3 0 "sow-due -p ${pair%%=*} --all -c keys,due,state"
		is "$output" "$want"
	done
}

@test "spans in days: last week for a Monday meeting, Friday to Thursday for a Friday one" {
	printf 'id,title,frequency,schedule\n' > sow.csv
	for n in 月 火 水 木 金 土 日; do printf 'X-%d,%s,週次,"%s曜 当日"\n' $((i += 1)) $n $n; done >> sow.csv
	run3 0 'sow-due --today=2026-11-30 -p week-1 --all -c due | sed -n "2p;\$p" | tr "\n" " "'
	is "$output" "2026-11-23 2026-11-29 "
	run3 0 'sow-due -p 2026-11-20..2026-11-26 --all -c due,title'
	assert_stdout <<-'END'
	due,title
	2026-11-20,金
	2026-11-21,土
	2026-11-22,日
	2026-11-23,月
	2026-11-24,火
	2026-11-25,水
	2026-11-26,木
	END
}
