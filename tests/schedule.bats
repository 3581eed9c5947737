# schedules: every form of the column, in Japanese and in English
load setup.bash

# rule FREQUENCY SCHEDULE PERIOD: key and due date of all that is due in the period
rule() {
	printf 'id,title,frequency,schedule\nX-1,作業,%s,"%s"\n' "$1" "$2" > sow.csv
	run3 0 "sow-due -p $3 --all -c keys,due | tail -n +2 | tr '\n' ' '"
	output=${output% }
}

# refused FREQUENCY SCHEDULE: the catalogue is no catalogue
refused() {
	printf 'id,title,frequency,schedule\nX-1,作業,%s,"%s"\n' "$1" "$2" > sow.csv
	run3 1 'sow-list --check'
	has "$output" "sow.csv,bad"
	has "$stderr" "sow.csv:2: schedule"
}

@test "an empty schedule is the last business day" {
	rule 月次 '' 2026-05
	is "$output" X-1@2026-05,2026-05-29
}

@test "金曜 is the week's Friday, the open day before it when closed" {
	rule 週次 金曜 2026-W47
	is "$output" X-1@2026-W47,2026-11-20
	for spelling in 金曜日 Fri fri; do
		rule weekly "$spelling" 2026-W53
		is "$output" X-1@2026-W53,2026-12-28
	done
}

@test "第1営業日 and 最終営業日 of a week skip its holidays" {
	rule 週次 第1営業日 2026-W39
	is "$output" X-1@2026-W39,2026-09-24
	rule 週次 最終営業日 2026-W53
	is "$output" X-1@2026-W53,2026-12-28
}

@test "第5営業日 counts open days from the month's first" {
	for spelling in 第5営業日 第５営業日 bd5 BD5; do
		rule 月次 "$spelling" 2026-05
		is "$output" X-1@2026-05,2026-05-12
	done
	rule 月次 第1営業日 2027-01
	is "$output" X-1@2027-01,2027-01-04
}

@test "an Nth business day that the month lacks is its last" {
	rule 月次 第23営業日 2026-02
	is "$output" X-1@2026-02,2026-02-27
}

@test "最終営業日 is the last open day" {
	for spelling in 最終営業日 bd-1; do
		rule 月次 "$spelling" 2026-12
		is "$output" X-1@2026-12,2026-12-28
	done
}

@test "最終営業日の3営業日前 counts open days back" {
	for spelling in 最終営業日の3営業日前 最終営業日の３営業日前 'bd-1 -3bd' bd-4; do
		rule 月次 "$spelling" 2026-12
		is "$output" X-1@2026-12,2026-12-23
	done
	rule 月次 最終営業日の40営業日前 2026-12
	is "$output" X-1@2026-12,2026-12-01
}

@test "25日 moves to the open day before it" {
	for spelling in 25日 ２５日 day25; do
		rule 月次 "$spelling" 2026-10..2026-12
		is "$output" "X-1@2026-10,2026-10-23 X-1@2026-11,2026-11-25 X-1@2026-12,2026-12-25"
	done
}

@test "31日 and 末日 are the last day of a short month" {
	for spelling in 31日 末日 last-day; do
		rule 月次 "$spelling 当日" 2027-02..2027-04
		is "$output" "X-1@2027-02,2027-02-28 X-1@2027-03,2027-03-31 X-1@2027-04,2027-04-30"
	done
}

@test "第2火曜 is the month's second Tuesday, 第5 its last when it has four" {
	for spelling in 第2火曜 第２火曜日 tue2 Tue2; do
		rule 月次 "$spelling" 2026-12
		is "$output" X-1@2026-12,2026-12-08
	done
	rule 月次 第5火曜 2026-11..2026-12
	is "$output" "X-1@2026-11,2026-11-24 X-1@2026-12,2026-12-28"
}

@test "前倒し, 後ろ倒し and 当日 move a closed day back, forth, not" {
	for spelling in 前倒し preceding; do
		rule 月次 "21日 $spelling" 2026-09
		is "$output" X-1@2026-09,2026-09-18
	done
	for spelling in 後ろ倒し following; do
		rule 月次 "21日 $spelling" 2026-09
		is "$output" X-1@2026-09,2026-09-24
	done
	for spelling in 当日 none; do
		rule 月次 "21日 $spelling" 2026-09
		is "$output" X-1@2026-09,2026-09-21
	done
}

@test "a shift that would leave the month turns round" {
	rule 月次 '末日 後ろ倒し' 2026-05
	is "$output" X-1@2026-05,2026-05-29
	rule 月次 '1日 前倒し' 2026-11
	is "$output" X-1@2026-11,2026-11-02
	rule 月次 '3日 前倒し' 2027-01
	is "$output" X-1@2027-01,2027-01-04
	rule 月次 '31日 後ろ倒し' 2026-12
	is "$output" X-1@2026-12,2026-12-28
}

@test "a shift that would leave the week turns round" {
	rule 週次 '月曜 前倒し' 2026-W48
	is "$output" X-1@2026-W48,2026-11-24
	rule 週次 '日曜 後ろ倒し' 2026-W48
	is "$output" X-1@2026-W48,2026-11-27
}

@test "翌月 is the month after, and a shift stays in it" {
	for spelling in 翌月第5営業日 '翌月 第5営業日' 'next bd5' 'next-month bd5'; do
		rule 月次 "$spelling" 2026-12
		is "$output" X-1@2026-11,2026-12-07
	done
	rule 月次 '翌月 1日' 2026-10..2026-11
	is "$output" "X-1@2026-09,2026-10-01 X-1@2026-10,2026-11-02"
}

@test "翌週 is the week after" {
	for spelling in 翌週月曜 'next mon'; do
		rule 週次 "$spelling" 2026-W49
		is "$output" X-1@2026-W48,2026-11-30
	done
}

@test "翌期 is the half after: its first month, or the one named" {
	for spelling in '翌期 第5営業日' 'next bd5' 翌月第5営業日; do
		rule 半期 "$spelling" FY2026H2
		is "$output" X-1@FY2026H1,2026-10-07
	done
	for spelling in '翌期 5月・11月 第5営業日' 'next may nov bd5'; do
		rule 半期 "$spelling" FY2026H2
		is "$output" X-1@FY2026H1,2026-11-09
	done
}

@test "翌月 behind a named month is the month after that one" {
	for spelling in '8月・2月 翌月第5営業日' 'aug feb next-month bd5'; do
		rule 半期 "$spelling" FY2026
		is "$output" "X-1@FY2026H1,2026-09-07 X-1@FY2026H2,2027-03-05"
	done
	rule 半期 '9月・3月 翌月第5営業日' FY2026
	is "$output" "X-1@FY2025H2,2026-04-07 X-1@FY2026H1,2026-10-07"
}

@test "翌年度 is the fiscal year after" {
	for spelling in '翌年度 第1営業日' 'next bd1' '3月 翌月第1営業日'; do
		rule 年次 "$spelling" FY2027
		is "$output" X-1@FY2026,2027-04-01
	done
}

@test "9月・3月 names one month of each half" {
	for spelling in '9月・3月 最終営業日' '3月,9月 最終営業日' '９月、３月　最終営業日' 'Sep Mar bd-1'; do
		rule 半期 "$spelling" FY2026
		is "$output" "X-1@FY2026H1,2026-09-30 X-1@FY2026H2,2027-03-31"
	done
	rule 年次 '10月 25日' FY2026
	is "$output" X-1@FY2026,2026-10-23
}

@test "期限 makes the date the contract's own deadline" {
	for spelling in '10日 期限' '10日 deadline'; do
		rule 月次 "$spelling" 2026-11
		run3 0 'sow-due -p 2026-11 -c state'
		is "$output" $'state\nmissed'
	done
	rule 月次 10日 2026-11
	run3 0 'sow-due -p 2026-11 -c state'
	is "$output" $'state\nbehind'
}

@test "四半期 has four periods a year, from April" {
	for frequency in 四半期 quarterly; do
		rule $frequency '' FY2026
		is "$output" "X-1@FY2026Q1,2026-06-30 X-1@FY2026Q2,2026-09-30 X-1@FY2026Q3,2026-12-28 X-1@FY2026Q4,2027-03-31"
	done
	rule 四半期 '4月・7月・10月・1月 第5営業日' FY2026Q4
	is "$output" X-1@FY2026Q4,2027-01-08
}

@test "隔週 is every 14 days, also over a year of 53 weeks" {
	for frequency in 隔週 biweekly; do
		rule $frequency 金曜 2026-12-14..2027-01-24
		is "$output" "X-1@2026-W52,2026-12-25 X-1@2027-W01,2027-01-08 X-1@2027-W03,2027-01-22"
	done
}

@test "2027/03/31 60日前 is sixty days before the anniversary, in every year" {
	for spelling in '2027/03/31 60日前' '2027-03-31の60日前' '2027/3/31 -60d'; do
		rule 年次 "$spelling" FY2026..FY2027
		is "$output" "X-1@FY2026,2027-01-29 X-1@FY2027,2028-01-31"
	done
}

@test "an expiry in April is prepared in the year before, with all its days" {
	rule 年次 '2027/04/15 60日前' FY2025..FY2026
	is "$output" "X-1@FY2025,2026-02-13 X-1@FY2026,2027-02-12"
}

@test "29 February is 28 February where there is none" {
	rule 年次 '2028/02/29 当日' FY2026..FY2027
	is "$output" "X-1@FY2026,2027-02-28 X-1@FY2027,2028-02-29"
	rule 月次 '29日 当日' 2027-02..2028-02
	has "$output" X-1@2027-02,2027-02-28
	has "$output" X-1@2028-02,2028-02-29
}

@test "what does not suit the frequency is refused" {
	for rule in 25日 第2火曜 '2027/03/31' 翌月 '9月'; do refused 週次 "$rule"; done
	for rule in 金曜 翌期 翌週 9月 '2027/03/31 60日前'; do refused 月次 "$rule"; done
	for rule in 9月 4月・9月 翌年度 '9月・3月 金曜'; do refused 半期 "$rule"; done
	for rule in 9月・3月 '3月 2027/03/31' '翌年度 2027/03/31'; do refused 年次 "$rule"; done
}

@test "a second rule, shift or 翌 is refused, and so is what is no word" {
	for rule in '25日 末日' '前倒し 後ろ倒し 25日' '翌月 next bd1'; do
		refused 月次 "$rule"
		has "$stderr" "is one too many"
	done
	for rule in 0日 32日 第0営業日 第24営業日 \
	    第6火曜 bd0 bd-24 bd5x friday tue6 13月 0月 '2027/02/29 60日前' 第5 最終営業日の3日前 毎月; do
		refused 月次 "$rule"
		has "$stderr" "not understood"
	done
}

@test "an error names file, line, place in the cell and the word not understood" {
	printf 'id,title,frequency,schedule\nX-1,作業,月次,\nX-2,作業,月次,翌月　第6火曜 前倒し\n' > sow.csv
	for command in sow-list 'sow-list --check' sow-due 'sow-ticket new X-1@2026-11'; do
		[ "$command" != 'sow-ticket new X-1@2026-11' ] || sow-ticket init
		run3 1 "$command"
		has "$stderr" "sow.csv:3: schedule, character 4: not understood: '第6火曜'"
	done
}
