# sow-due-contract: the term of the contract and of its rows, and what was missed in it
load setup.bash

@test "隔週 begins with the week the activity begins, and a revision keeps the weeks" {
	printf 'id,title,frequency,schedule,valid_from,valid_to\n' > sow.csv
	printf 'X-1,作業,隔週,金曜,2026-04-01,2026-11-30\nX-1,作業,隔週,木曜,2026-12-01,\n' >> sow.csv
	run3 0 'sow-due -p 2026-11-16..2026-12-31 --all -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-1@2026-W48,2026-11-27
	X-1@2026-W50,2026-12-10
	X-1@2026-W52,2026-12-24
	END
	sed -i 's/2026-04-01/2026-04-06/' sow.csv
	run3 0 'sow-due -p 2026-11-16..2026-12-31 --all -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-1@2026-W47,2026-11-20
	X-1@2026-W49,2026-12-03
	X-1@2026-W51,2026-12-17
	X-1@2026-W53,2026-12-28
	END
}

@test "a report whose week has no open day is made in the contract's last" {
	printf 'id,title,frequency,schedule\nX-1,報告,週次,翌週金曜\n' > sow.csv
	printf 'name,from,to\nKPBE,2025-01-01,2025-12-28\n' > contract.csv
	run3 0 'sow-due -p 2025-12-22..2025-12-28 --today=2025-12-22 --all -c keys,state,due'
	is "$output" $'keys,state,due\nX-1@2025-W51 X-1@2025-W52,due,2025-12-26'
}

@test "the contract's term bounds what is due" {
	printf 'name,from,to\nKPBE,2026-04-01,2027-03-31\n' > contract.csv
	run3 0 'sow-due -p FY2026 --all --each | wc -l'
	is "$output" 114
	run3 0 'sow-due -p FY2027 --all --each | wc -l'
	is "$output" 1
	# the report on March is done before the contract ends
	run3 0 'sow-due -p 2027-03 --all --each -w keys~S03-02 -c keys,due'
	assert_stdout <<-'END'
	keys,due
	S03-02@2027-02,2027-03-05
	S03-02@2027-03,2027-03-31
	END
	run3 0 'sow-due --backfill -c state | sort | uniq -c | awk "{print \$2}" | tr "\n" " "'
	has "$output" missed
}

@test "from 90 days before its end the contract's end is told on a terminal, and behind it everywhere" {
	printf 'name,from,to\nKPBE,2026-04-01,2027-03-31\n' > contract.csv
	run3 0 'sow-due --today=2026-12-30'
	is "$stderr" ""
	run script -qec 'sow-due --today=2026-12-30 -l 0' /dev/null
	case $output in *"the contract ends"*) return 1 ;; esac
	run script -qec 'sow-due --today=2026-12-31 -l 0' /dev/null
	has "$output" "sow-due: the contract ends on 2027-03-31, in 90 days"
	run script -qec 'sow-due --today=2027-03-31 --explain S09-04@FY2026H2' /dev/null
	has "$output" "sow-due: the contract ends on 2027-03-31, in 0 days"
	# cron would mail it every day
	run3 0 'sow-due --today=2027-03-31 --all'
	is "$stderr" ""
	run3 0 'sow-due --today=2027-04-01'
	is "$stderr" "sow-due: the contract ended on 2027-03-31"
}

@test "a contract without an end, or none, has no end to tell" {
	run3 0 'sow-due --today=2027-03-31'
	is "$stderr" ""
	printf 'name,from,to\nKPBE,2026-04-01,\n' > contract.csv
	run3 0 'sow-due --today=2027-03-31'
	is "$stderr" ""
}

@test "a contract that starts and ends inside a month owes what is due in between" {
	printf 'id,title,frequency,schedule\nX-1,作業,月次,第5営業日\nX-2,作業二,月次,最終営業日\n' > sow.csv
	printf 'X-3,報告（年月）,月次,翌月第5営業日\n' >> sow.csv
	printf 'name,from,to\nKPBE,2026-08-10,2026-11-15\n' > contract.csv
	run3 0 'sow-due -p 2026-07..2026-12 --all --each -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-2@2026-08,2026-08-31
	X-1@2026-09,2026-09-07
	X-3@2026-08,2026-09-07
	X-2@2026-09,2026-09-30
	X-1@2026-10,2026-10-07
	X-3@2026-09,2026-10-07
	X-2@2026-10,2026-10-30
	X-1@2026-11,2026-11-09
	X-3@2026-10,2026-11-09
	X-3@2026-11,2026-11-13
	END
}

@test "an activity that starts and ends inside a period owes what is due in between" {
	printf 'id,title,frequency,schedule,valid_from,valid_to\n' > sow.csv
	printf 'X-1,作業,月次,第5営業日,2026-09-08,2026-11-09\nX-2,会,週次,金曜,2026-11-13,2026-11-26\n' >> sow.csv
	run3 0 'sow-due -p 2026-07..2026-12 --all --each -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-1@2026-10,2026-10-07
	X-1@2026-11,2026-11-09
	X-2@2026-W46,2026-11-13
	X-2@2026-W47,2026-11-20
	END
}

@test "a row revised in mid-year is still one key a year, by the rule of the year's last day" {
	printf 'id,title,frequency,schedule,valid_from,valid_to\n' > sow.csv
	printf 'X-1,作業,年次,2月 25日,,2026-09-30\nX-1,作業,年次,6月 25日,2026-10-01,\n' >> sow.csv
	run3 0 'sow-due -p 2025-04..2028-03 --all --each -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-1@FY2025,2026-02-25
	X-1@FY2026,2026-06-25
	X-1@FY2027,2027-06-25
	END
}

@test "a row revised in mid-month and in mid-week is one key, by the first rule that holds its own date" {
	printf 'id,title,frequency,schedule,valid_from,valid_to\n' > sow.csv
	printf 'X-1,作業,月次,25日,,2026-11-18\nX-1,作業,月次,30日,2026-11-19,\n' >> sow.csv
	printf 'X-2,会,週次,月曜,,2026-11-18\nX-2,会,週次,金曜,2026-11-19,\n' >> sow.csv
	run3 0 'sow-due -p 2026-11-16..2026-11-30 --all --each -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-2@2026-W47,2026-11-16
	X-2@2026-W48,2026-11-27
	X-1@2026-11,2026-11-30
	END
}

@test "every missed period shows, oldest first, none folded" {
	printf 'name,from,to\nKPBE,2026-04-01,2027-03-31\n' > contract.csv
	run3 0 'sow-due --backfill -w keys~S09-01 -c keys,state'
	assert_stdout <<-'END'
	keys,state
	S09-01@2026-04 S09-02@2026-04 S09-03@2026-04,missed
	S09-01@2026-05 S09-02@2026-05 S09-03@2026-05,missed
	S09-01@2026-06 S09-02@2026-06 S09-03@2026-06,missed
	S09-01@2026-07 S09-02@2026-07 S09-03@2026-07,missed
	S09-01@2026-08 S09-02@2026-08 S09-03@2026-08,missed
	S09-01@2026-09 S09-02@2026-09 S09-03@2026-09 S09-04@FY2026H1,missed
	S09-01@2026-10 S09-02@2026-10 S09-03@2026-10,missed
	S09-01@2026-11 S09-02@2026-11 S09-03@2026-11,behind
	END
	sow-ticket init
	run3 0 'sow-due --backfill | sow-ticket new - --max=100 | wc -l'
	local made=$output
	run3 0 'sow-ticket list -a -c id,due | tail -n +2 | sort -n | cut -d, -f2'
	is "$(grep -c . <<< "$output")" "$made"
	is "$output" "$(sort <<< "$output")"
	run3 0 'sow-due --backfill -w state=missed -c keys'
	is "$output" keys
}

@test "翌… work is not due before its activity was in force" {
	printf 'id,title,frequency,schedule,valid_from,valid_to\n' > sow.csv
	printf '%s\n' 'X-1,報告（年月）,年次,9月 翌月,2026-12-01,' 'X-2,点検（年月）,年次,10月,2026-12-01,' \
	    'X-3,報告（年月）,年次,9月 翌月,2026-12-01,2027-02-28' 'X-4,報告（年月）,年次,9月 翌月,2026-12-01,2027-03-31' \
	    'X-4,報告（年月）,年次,9月 翌月,,2026-11-30' >> sow.csv
	printf 'name,from,to\nK,2026-04-01,2027-03-31\n' > contract.csv
	run3 0 'sow-due --today=2026-12-10 --all -p FY2026 -c keys,due'
	assert_stdout <<-'END'
	keys,due
	X-4@FY2026,2026-10-30
	X-3@FY2026,2027-02-26
	END
}

@test "where all days that a rule counts are closed, the date is the last of them" {
	printf 'id,title,frequency,schedule\nX-1,a,月次,第5営業日\nX-2,b,月次,最終営業日\n' > sow.csv
	printf 'date,state,name\n2026-08-01..2026-08-31,閉,休業\n' > closed.csv
	run3 0 'sow-due --today=2026-07-10 --all -p 2026-08 -c keys,state,nominal,due'
	assert_stdout <<-'END'
	keys,state,nominal,due
	X-1@2026-08,n/a,2026-08-31,2026-08-31
	X-2@2026-08,n/a,2026-08-31,2026-08-31
	END
}
