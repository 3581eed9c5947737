# due-shown.bats - what sow-due shows: nothing open is hidden, and a moved date is the date
load setup

catalogue() {
	printf 'id,title,frequency,schedule\n' > sow.csv
	printf '%s\n' "$@" >> sow.csv
}

@test "a team that begins in mid-year sees the yearly work that was planned before" {
	catalogue 'X-1,棚卸,年次,7月' 'X-2,作業,月次,第5営業日' 'X-3,点検,半期,6月・12月'
	SOW_NOW=2026-10-15T09:00 sow-ticket init
	run3 0 'SOW_NOW=2026-10-15T10:00 sow-due -c keys,state,due'
	is "$output" $'keys,state,due\nX-1@FY2026,behind,2026-07-31\nX-2@2026-10,behind,2026-10-07'
	# the same a month later, for the ledger began then
	SOW_NOW=2026-10-15T10:00 sow-ticket new X-2@2026-10 > /dev/null 2>&1
	run3 0 'SOW_NOW=2026-11-24T10:00 sow-due -c keys,state,ticket'
	is "$output" $'keys,state,ticket\nX-1@FY2026,behind,\nX-2@2026-10,overdue,1\nX-2@2026-11,behind,'
}

@test "what had its deadline before the ledger began is counted on a terminal, and listed by --backfill" {
	catalogue 'X-2,作業,月次,第5営業日'
	printf 'name,from,to\nKPBE,2026-04-01,2027-03-31\n' > contract.csv
	run3 0 'sow-due -c keys'
	is "$output" $'keys\nX-2@2026-11'
	is "$stderr" ""
	run script -qec 'sow-due -c keys -o csv' /dev/null
	has "$output" "7 occurrences had their deadline before the ledger began on 2026-11-24 (sow-due --backfill lists them)"
	run3 0 'sow-due --backfill -c keys,state -o csv | head -3'
	is "$output" $'keys,state\nX-2@2026-04,missed\nX-2@2026-05,missed'
	has "$stderr" "sow-due: 7 occurrences had their deadline before the ledger began on 2026-11-24"
	run3 0 'sow-list --check -w name=tickets.csv -c state'
	is "$output" $'state\ngood'
	is "$stderr" "sow-list: 7 occurrences had their deadline before the ledger began on 2026-11-24 (sow-due --backfill lists them)"
}

@test "--backfill begins with the contract, else with the first activity, else with the ledger" {
	printf 'id,title,frequency,schedule,valid_from\nX-2,作業,月次,第5営業日,2026-09-01\n' > sow.csv
	run3 0 'sow-due --backfill -c keys'
	is "$output" $'keys\nX-2@2026-09\nX-2@2026-10\nX-2@2026-11'
	catalogue 'X-2,作業,月次,第5営業日'
	run3 0 'sow-due --backfill -c keys'
	is "$output" $'keys\nX-2@2026-11'
}

@test "a moved date is the date: state, order, period and title follow the live ticket" {
	catalogue 'X-1,作業（年月）,月次,第5営業日' 'X-2,別の作業,月次,最終営業日'
	sow-ticket init
	sow-ticket new X-1@2026-11 > /dev/null
	run3 0 'sow-due -c keys,state,nominal,due'
	is "$output" $'keys,state,nominal,due\nX-1@2026-11,behind,2026-11-09,2026-11-09\nX-2@2026-11,due,2026-11-30,2026-11-30'
	sow-ticket set 1 due=2026-11-26 title=延期した作業 > /dev/null
	run3 0 'sow-due --all -p 2026-11-20..2026-11-30 -c keys,state,nominal,due,title'
	is "$output" $'keys,state,nominal,due,title\nX-1@2026-11,open,2026-11-09,2026-11-26,延期した作業\nX-2@2026-11,due,2026-11-30,2026-11-30,別の作業'
	run3 0 'sow-due --all -p 2026-11-01..2026-11-19 -c keys'
	is "$output" keys
	run3 0 'sow-due --today=2026-11-27 -c keys,state'
	is "$output" $'keys,state\nX-1@2026-11,behind\nX-2@2026-11,due'
	run3 0 'sow-due --explain X-1@2026-11'
	has "$output" "変更後,2026-11-26（木） チケットの期日"
	run3 0 'sow-report plan -p 2026-11-20..2026-11-30 -c due,title'
	has "$output" "2026-11-26,延期した作業"
	run3 0 'sow-due -p 2026-11 --all -o ics | grep -A3 X-1@'
	has "$output" "20261126"
	# once it is done, the contract's date again
	sow-ticket done 1 > /dev/null
	run3 0 'sow-due --all -p 2026-11-01..2026-11-19 -c keys,state'
	is "$output" $'keys,state\nX-1@2026-11,done'
}

@test "an overdue ticket is shown however far its date was moved" {
	catalogue 'X-1,作業,月次,第5営業日'
	SOW_NOW=2026-09-01T09:00 sow-ticket init
	SOW_NOW=2026-09-01T09:00 sow-ticket new X-1@2026-09 > /dev/null 2>&1
	SOW_NOW=2026-09-02T09:00 sow-ticket set 1 due=2025-01-15 > /dev/null 2>&1
	run3 0 'sow-due -c keys,state,due -w state=overdue'
	is "$output" $'keys,state,due\nX-1@2026-09,overdue,2025-01-15'
	sow-ticket set 1 due= > /dev/null
	run3 0 'sow-due -c keys,state,due -w state=overdue'
	is "$output" $'keys,state,due\nX-1@2026-09,overdue,2026-09-07'
}

@test "a live ticket with a key that the contract lacks is told, and is no row" {
	catalogue 'X-1,作業,月次,第5営業日'
	sow-ticket init
	sow-ticket new X-1@2026-11 > /dev/null
	catalogue 'X-1,作業,四半期,'
	run3 0 'sow-due -c keys'
	is "$output" keys
	is "$stderr" "sow-due: ticket 1: the contract has no X-1@2026-11"
	sow-ticket done 1 > /dev/null
	run3 0 'sow-due -c keys'
	is "$stderr" ""
}

@test "rows that say their ticket make no second one, and no noise" {
	catalogue 'X-1,作業,月次,第5営業日'
	sow-ticket init
	run3 0 'sow-due | sow-ticket new -'
	is "$output" 1
	run3 0 'sow-due | sow-ticket new -'
	is "$output" ""
	is "$stderr" ""
}

@test "an open period ends with the holiday data, and says so" {
	catalogue 'X-1,作業,年次,3月'
	run3 0 'sow-due -p 2098-01-01.. --all -c keys'
	is "$output" $'keys\nX-1@FY2097\nX-1@FY2098'
	is "$stderr" "sow-due: what is due after 2099-12-31 is not known: the holiday data ends there"
	run3 0 'sow-due -p 2099-12 --all -c keys'
	is "$stderr" ""
	run3 1 'sow-due -p 2100-03 --all'
	has "$stderr" "the holiday data covers only 1948-01-01..2099-12-31"
}

@test "keys that the contract lacks are listed by --lint and by --check" {
	catalogue 'X-1,作業,月次,第5営業日' 'X-2,別の作業,月次,25日'
	sow-ticket init
	ticket new X-1@2026-11
	ticket new X-2@2026-11
	ticket done 1
	ticket cancel 2 取りやめ
	catalogue 'X-1,作業,四半期,' 'X-2,別の作業,四半期,'
	run3 0 'sow-ticket list --lint'
	is "$output" $'id,title,expected,reason\n1,作業,X-1@2026-11,契約にない実施キー'
	run3 1 'sow-list --check | tail -1; exit ${PIPESTATUS[0]}'
	is "$output" "tickets.csv,bad"
	is "$stderr" "sow-list: ticket 1: the contract has no X-1@2026-11"
}

@test "a live ticket without a date is shown, also of work whose deadline had passed before the ledger began" {
	catalogue 'X-2,作業,月次,第5営業日'
	printf 'name,from,to\nKPBE,2026-04-01,2027-03-31\n' > contract.csv
	sow-ticket init
	sow-ticket new X-2@2026-06 > /dev/null 2>&1
	sow-ticket set 1 due= > /dev/null 2>&1
	run3 0 'sow-due -c keys,state,ticket'
	is "$output" $'keys,state,ticket\nX-2@2026-06,overdue,1\nX-2@2026-11,behind,'
}

@test "what is overdue is listed wherever its date was moved to" {
	SOW_NOW=2026-10-05T10:00 ticket init 2> /dev/null
	SOW_NOW=2026-10-05T10:00 ticket new inc Word 固まる 2> /dev/null
	ticket new S09-01@2026-11 2> /dev/null
	ticket set 2 due=2027-05-10 2> /dev/null
	run3 0 'sow-due --today=2026-11-30 -c keys,state -w ticket=2; sow-due --today=2026-12-05 -c keys,state,due -w ticket=2; sow-due -a --today=2026-12-05 -c state -w ticket=2'
	is "$output" $'keys,state\nkeys,state,due\nS09-01@2026-11,overdue,2027-05-10\nstate\noverdue'
}
