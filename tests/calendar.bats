# the calendar: which days are open, and where that is known from
load setup.bash

# official ROWS: the Cabinet Office's file, as downloaded
official() {
	printf '国民の祝日・休日月日,国民の祝日・休日名称\r\n%b' "$1" | iconv -f UTF-8 -t CP932 > syukujitsu.csv
}

# due PERIOD: when the last business day of each month in it is
due() {
	printf 'id,title,frequency\nX-1,作業,月次\n' > sow.csv
	run3 "${2-0}" "sow-due -p $1 --all -c due | tail -n +2 | tr '\n' ' '"
	output=${output% }
}

@test "the official file as downloaded agrees with the shipped one: no warning" {
	# 2026 and 2027 as published, in the form published
	official '2026/1/1,元日\r\n2026/1/12,成人の日\r\n2026/2/11,建国記念の日\r\n2026/2/23,天皇誕生日\r\n2026/3/20,春分の日\r\n2026/4/29,昭和の日\r\n2026/5/3,憲法記念日\r\n2026/5/4,みどりの日\r\n2026/5/5,こどもの日\r\n2026/5/6,休日\r\n2026/7/20,海の日\r\n2026/8/11,山の日\r\n2026/9/21,敬老の日\r\n2026/9/22,休日\r\n2026/9/23,秋分の日\r\n2026/10/12,スポーツの日\r\n2026/11/3,文化の日\r\n2026/11/23,勤労感謝の日\r\n'
	due 2026-11
	is "$stderr" ""
	is "$output" 2026-11-30
}

@test "a difference is one warning a date, in both directions" {
	official '2026/11/30,臨時の祝日\r\n2026/11/23,勤労感謝の日\r\n'
	due 2026-11
	is "$output" 2026-11-27
	has "$stderr" "syukujitsu.csv: 2026-11-30 is 臨時の祝日 there, no holiday in the shipped data"
	has "$stderr" "syukujitsu.csv: 2026-01-12 is no holiday there, 成人の日 in the shipped data"
	is "$(grep -c '' <<< "$stderr")" 18
	is "$(grep -c 2026-11-23 <<< "$stderr")" 0
}

@test "a year that the official file lacks stays as shipped, between two that it has" {
	official '2026/11/30,臨時の祝日\r\n2028/11/30,臨時の祝日\r\n'
	due 2027-05
	is "$output" 2027-05-31
	is "$(grep -c 2027 <<< "$stderr")" 0
	printf 'id,title,frequency,schedule\nX-1,作業,月次,3日 後ろ倒し\n' > sow.csv
	run3 0 'sow-due -p 2027-05 --all -c due'
	is "$output" $'due\n2027-05-06'
}

@test "the team's holidays.csv is all there is: before, between and after is an error" {
	printf 'date,name\n2026/1/1,元日\n2028/1/1,元日\n' > holidays.csv
	due 2026-02
	is "$output" 2026-02-27
	for period in 2025-12 2027-06 2029-01; do
		run3 1 "sow-due -p $period --all"
		is "$output" ""
		has "$stderr" "${period%-*}-"
		has "$stderr" "the holiday data"
	done
}

@test "a day that the official file covers past the shipped data is known, the years between are not" {
	official '2103/1/1,元日\r\n'
	due 2103-02
	is "$output" 2103-02-28
	run3 1 'sow-due -p 2101-02 --all'
	has "$stderr" "the holiday data lacks 2101"
}

@test "an official file without a holiday, or with a broken one, is an error" {
	official ''
	run3 1 'sow-due'
	has "$stderr" "syukujitsu.csv: holds no holiday"
	official '2026/2/30,架空の日\r\n2026/1/1,元日\r\n'
	run3 1 'sow-due'
	has "$stderr" "syukujitsu.csv:2: not a date: 2026/2/30"
	is "$output" ""
}

@test "the year's end is closed from 29 December to 3 January, and may be opened" {
	due 2026-12..2027-01
	is "$output" "2026-12-28 2027-01-29"
	printf 'date,state,name\n2026-12-29,開,臨時開庁\n' > closed.csv
	due 2026-12
	is "$output" 2026-12-29
}

@test "a yearly closing may span the new year; the last row that names a day wins" {
	printf 'date,state,name\n12月25日..1月6日,閉,設備停止\n2026-12-27,開,臨時\n' > closed.csv
	due 2026-12..2027-01
	is "$output" "2026-12-27 2027-01-29"
	printf 'date,state,name\n2月29日,閉,閏日\n' > closed.csv
	due 2028-02
	is "$output" 2028-02-28
	due 2027-02
	is "$output" 2027-02-26
}

@test "a closing that is no date, or neither open nor closed, ends the program" {
	for row in 2月30日,閉,x 2026-13,閉,x ..2026-12-31,閉,x 毎週,閉,x 2026-12-01,半,x; do
		printf 'date,state,name\n%s\n' "$row" > closed.csv
		run3 1 sow-due
		has "$stderr" closed.csv:2:
		is "$output" ""
	done
}

@test "every special day of the law's exceptions is closed" {
	printf 'id,title,frequency,schedule\n' > sow.csv
	local d n=0
	# 結婚の儀, 大喪の礼, 即位礼, 結婚の儀, 改元, moved for the games, 国民の休日, 振替
	for d in 1959/04/10 1989/02/24 1990/11/12 1993/06/09 2019/04/30 2019/05/01 2019/05/02 \
	    2019/10/22 2020/07/23 2020/07/24 2020/08/10 2021/07/22 2021/07/23 2021/08/09 \
	    2026/05/06 2026/09/22 2032/09/21; do
		n=$((n + 1))
		printf 'X-%d,%s,年次,%s\n' $n "$d" "$d 前倒し" >> sow.csv
	done
	for d in $(tail -n +2 sow.csv | cut -d, -f2); do
		local fy=${d%%/*} m=${d#*/}
		m=${m%/*}
		[ "${m#0}" -ge 4 ] || fy=$((fy - 1))
		run3 0 "sow-due -p FY$fy --all -w title=$d -c nominal,due | tail -n +2"
		is "${output%,*}" "${d//\//-}"
		[ "${output#*,}" != "${d//\//-}" ]
	done
}

@test "a day that was moved away is an ordinary day" {
	printf 'id,title,frequency,schedule\n' > sow.csv
	local d n=0
	# where the holiday would have been without the special law
	for d in 2020/07/20 2020/10/12 2020/08/11 2021/07/19 2021/10/11 2021/08/11 2019/12/23; do
		n=$((n + 1))
		printf 'X-%d,%s,年次,%s\n' $n "$d" "$d" >> sow.csv
		run3 0 "sow-due -p FY${d%%/*} --all -w title=$d -c nominal,due | tail -n +2"
		is "$output" "${d//\//-},${d//\//-}"
	done
}

@test "a yearly closing that leaves no open day is an error" {
	printf 'date,name\n12月29日..12月28日,休業\n' > closed.csv
	run3 1 'sow-due'
	is "$output" ""
	has "$stderr" "closed.csv:2: 12月29日..12月28日 closes the whole year"
	printf 'date,name\n1月1日..12月31日,休業\n' > closed.csv
	run3 1 'sow-due'
	printf 'date,state,name\n1月1日..12月31日,開,無休\n' > closed.csv
	run3 0 'sow-due'
}
