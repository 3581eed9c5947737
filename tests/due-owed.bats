# due-owed.bats - what the contract owes: terms, revisions, and the dates at their edges
load setup

catalogue() {
	printf 'id,title,frequency,schedule,valid_from,valid_to\n' > sow.csv
	printf '%s\n' "$@" >> sow.csv
}

terms() {
	printf 'name,from,to,契約番号\n' > contract.csv
	printf '%s\n' "$@" >> contract.csv
}

# owed SPAN: every key and its due date
owed() {
	run3 0 "sow-due -p $1 --all --each -c keys,due | tail -n +2 | tr '\n' ' '"
	output=${output% }
}

@test "a revision that changes the frequency erases nothing that was owed" {
	catalogue 'X-1,作業,月次,第5営業日,,2026-11-14' 'X-1,作業,四半期,,2026-11-15,'
	owed 2026-10..2027-03
	is "$output" "X-1@2026-10,2026-10-07 X-1@2026-11,2026-11-09 X-1@FY2026Q3,2026-12-28 X-1@FY2026Q4,2027-03-31"
	catalogue 'X-1,作業,年次,6月,,2026-09-30' 'X-1,作業,半期,,2026-10-01,'
	owed FY2026
	is "$output" "X-1@FY2026,2026-06-30 X-1@FY2026H2,2027-03-31"
	catalogue 'X-1,作業,年次,3月,,2026-09-30' 'X-1,作業,半期,,2026-10-01,'
	owed FY2026
	is "$output" "X-1@FY2026H2,2027-03-31"
}

@test "a revision in mid-period asks once: by its own date, else by the rule of the last day" {
	catalogue 'X-1,作業,月次,最終営業日,,2026-11-14' 'X-1,作業,月次,第5営業日,2026-11-15,'
	owed 2026-10..2026-12
	is "$output" "X-1@2026-10,2026-10-30 X-1@2026-11,2026-11-09 X-1@2026-12,2026-12-07"
	# both dates lie in their own validity: the earlier revision
	catalogue 'X-1,会,週次,月曜,,2026-11-18' 'X-1,会,週次,金曜,2026-11-19,'
	owed 2026-11-16..2026-11-29
	is "$output" "X-1@2026-W47,2026-11-16 X-1@2026-W48,2026-11-27"
	# no revision holds its own date, and none the last day's: not owed
	catalogue 'X-1,作業,月次,最終営業日,,2026-11-14'
	owed 2026-10..2026-12
	is "$output" "X-1@2026-10,2026-10-30"
}

@test "several terms: what falls between them is not owed, and each has its own edges" {
	catalogue 'X-1,作業,月次,第5営業日,,' 'X-2,報告,月次,翌月第5営業日,,'
	terms 'FY2026,2026-04-01,2026-09-30,1' 'FY2027,2026-12-01,2027-03-31,2'
	owed 2026-08..2027-01
	# the report on September has no October: the last open day of its own term
	is "$output" "X-1@2026-08,2026-08-07 X-2@2026-07,2026-08-07 X-1@2026-09,2026-09-07 X-2@2026-08,2026-09-07 X-2@2026-09,2026-09-30 X-1@2026-12,2026-12-07 X-1@2027-01,2027-01-08 X-2@2026-12,2027-01-08"
	# the next term follows at once: the date stays
	terms 'FY2026,2026-04-01,2026-09-30,1' 'FY2027,2026-10-01,2027-03-31,2'
	owed 2026-09..2026-10
	is "$output" "X-1@2026-09,2026-09-07 X-2@2026-08,2026-09-07 X-1@2026-10,2026-10-07 X-2@2026-09,2026-10-07"
}

@test "a term that is over can still be inspected" {
	terms 'A,2026-04-01,2027-03-31,1' 'B,2027-04-01,2029-03-31,2'
	run3 0 'SOW_NOW=2028-06-01 sow-due -p FY2026 --all --each | tail -n +2 | wc -l'
	is "$output" 112 # the report on March is due in April
	run3 0 'SOW_NOW=2028-06-01 sow-due -p FY2027 --all --each -w keys~FY2026'
	is "$(wc -l <<< "$output")" 1
}

@test "翌… work keeps its date where a revision follows at once, and moves to the last open day where none does" {
	catalogue 'X-1,報告,月次,翌月第5営業日,,2026-10-31' 'X-1,報告,月次,翌月第5営業日,2026-11-01,2026-11-30'
	owed 2026-10..2026-12
	is "$output" "X-1@2026-09,2026-10-07 X-1@2026-10,2026-11-09 X-1@2026-11,2026-11-30"
	catalogue 'X-1,報告,月次,翌月第5営業日,,2026-10-31' 'X-1,報告,月次,翌月第5営業日,2026-12-01,'
	owed 2026-10..2026-12
	is "$output" "X-1@2026-09,2026-10-07 X-1@2026-10,2026-10-30"
}

@test "a deadline is never after the last day of the term or of the activity, and says so" {
	catalogue 'X-1,棚卸,年次,10月,,'
	terms 'A,2026-04-01,2026-12-31,1'
	run3 0 'sow-due --explain X-1@FY2026'
	has "$output" "期限,2026-12-31（木） 契約期間の末日"
	rm contract.csv
	catalogue 'X-1,棚卸,年次,10月,,2027-01-31'
	run3 0 'sow-due --explain X-1@FY2026'
	has "$output" "期限,2027-01-31（日） 作業の有効期間の末日"
	catalogue 'X-1,棚卸,年次,10月,,'
	run3 0 'sow-due --explain X-1@FY2026'
	has "$output" "期限,2027-03-31（水） 期間の末日"
	catalogue 'X-1,報告,月次,翌月第5営業日,,'
	terms 'A,2026-04-01,2026-11-30,1'
	run3 0 'sow-due --explain X-1@2026-11'
	has "$output" "予定日,2026-11-30（月） 契約期間の最終営業日へ"
}

@test "terms that overlap, or are no spans, end the program with their line" {
	terms 'A,2026-04-01,2027-03-31,1' 'B,2027-03-31,2028-03-31,2'
	run3 1 'sow-due'
	is "$output" ""
	is "$stderr" "sow-due: ./contract.csv:3: the term overlaps that of 2026-04-01..2027-03-31"
	terms 'A,2027-04-01,2026-04-01,1'
	run3 1 'sow-due'
	is "$stderr" "sow-due: ./contract.csv:2: from 2027-04-01 is after to 2026-04-01"
}

@test "where the days of the rule are all closed, it is due beside them; n/a is a period without an open day" {
	printf 'date,state,name\n2026-11-01..2026-11-30,閉,改修\n' > closed.csv
	catalogue 'X-1,作業,半期,8月・11月 最終営業日,,' 'X-2,作業二,月次,10日,,' 'X-3,報告,月次,翌月第2営業日,,' \
	    'X-4,作業三,半期,8月・11月 10日 後ろ倒し,,'
	run3 0 'sow-due -p 2026-10-20..2026-12-10 --all --each -c keys,due,state -w keys!=X-2@2026-10 | tail -n +2 | tr "\n" " "'
	is "$output" "X-1@FY2026H2,2026-10-30,behind X-2@2026-11,2026-11-10,n/a X-4@FY2026H2,2026-12-01,due X-3@2026-10,2026-12-01,due X-3@2026-11,2026-12-02,n/a X-2@2026-12,2026-12-10,upcoming "
}

@test "an id is never given to other work, unless note says that it has a new name" {
	printf 'id,title,frequency,valid_from,valid_to,note\nX-1,作業,月次,,2026-09-30,\nX-1,別の作業,月次,2026-10-01,,\n' > sow.csv
	run3 1 'sow-list --check | grep sow.csv; exit ${PIPESTATUS[0]}'
	is "$output" "sow.csv,bad"
	is "$stderr" "sow-list: ./sow.csv:3: X-1 is '別の作業' here and '作業' on line 2: other work has another id (or note says 改称)"
	printf 'id,title,frequency,valid_from,valid_to,note\nX-1,作業,月次,,2026-09-30,\nX-1,別の作業,月次,2026-10-01,2026-12-31,改称（作業）\nX-1,別の作業,週次,2027-01-01,,\n' > sow.csv
	run3 0 'sow-list --check'
}

@test "--check prints once, whatever is behind the pipe, and writes with -O" {
	printf 'id,title\nX-1,作業\n' > sow.csv
	printf 'login\nyamada\n' > staff.csv
	run3 1 'sow-list --check | cat; exit ${PIPESTATUS[0]}'
	is "$(grep -c name,state <<< "$output")" 1
	is "$(wc -l <<< "$output")" 10
	run3 1 'sow-list --check -O check.csv; cat check.csv; exit 1'
	is "$(wc -l <<< "$output")" 10
	has "$output" "sow.csv,bad"
	has "$output" "staff.csv,bad"
}

@test "what ended before its term began is not owed, however long the term" {
	catalogue 'X-1,作業,半期,翌期 1日,,2026-04-15'
	for to in '' 2027-03-31; do
		terms "A,2026-05-14,$to,1"
		owed FY2026
		is "$output" ""
	done
}
