# ledger-verify: what is not sound is noticed, a torn end is moved aside
load setup.bash

@test "verify notices every changed byte" {
	sow-ticket init
	sow-ticket new inc Outlook 起動しない > /dev/null
	sow-ticket new pw > /dev/null
	cp tickets.csv good.csv
	bytes=($(od -An -v -tx1 good.csv))
	for i in "${!bytes[@]}"; do
		changed=("${bytes[@]}")
		printf -v 'changed[i]' %x $((16#${bytes[i]} ^ 1))
		printf -v escaped '\\x%s' "${changed[@]}"
		printf "$escaped" > tickets.csv
		sow-ticket verify 2> /dev/null && { echo "byte $i"; return 1; }
	done
	cp good.csv tickets.csv
	run3 0 'sow-ticket verify --min-rev=2'
	run3 1 'sow-ticket verify --min-rev=3'
	has "$stderr" "rows are lost at the end"
}

@test "a torn tail is moved aside, a row without its LF completed, a foreign line refused" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	cp tickets.csv good.csv
	sow-ticket new pw > /dev/null
	size=$(wc -c < tickets.csv) was=$(wc -c < good.csv)
	cp tickets.csv two.csv
	for n in 1 20 90 $((size - was - 2)); do
		head -c $((was + n)) two.csv > tickets.csv
		run3 0 'sow-ticket new pw'
		is "$output" 2
		has "$stderr" "to ./tickets.csv.torn"
		run3 0 'sow-ticket verify'
	done
	head -c $((size - 1)) two.csv > tickets.csv
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n1'
	has "$stderr" "after the last whole batch (see verify)"
	run3 0 'sow-ticket new pw'
	is "$output" 3
	cp good.csv tickets.csv
	head -c 50 /dev/zero >> tickets.csv
	run3 0 'sow-ticket new pw'
	is "$output" 2
	cp good.csv tickets.csv
	echo foreign >> tickets.csv
	run3 73 'sow-ticket new pw'
	is "$output" ""
	run3 1 'sow-ticket list'
}

@test "a ledger saved by Excel is refused, not misread" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	sed -i 's/$/\r/; 1s/^/\xef\xbb\xbf/' tickets.csv
	run3 73 'sow-ticket new pw'
	is "$output" ""
	run3 1 'sow-ticket verify'
	has "$stderr" "not a ledger's header: it ends with a CR (saved by Excel?)"
	sed -i '1s/^\xef\xbb\xbf//; 1s/\r$//' tickets.csv
	run3 1 'sow-ticket verify'
	has "$stderr" "tickets.csv:2: a CR"
}

@test "verify warns of text that turns around and of files beside the ledger" {
	sow-ticket init
	sow-ticket new pw note=$'a\xe2\x80\xaeb' > /dev/null
	touch tickets.csv.torn tickets.csv.Ab12Cd
	run3 0 'sow-ticket verify'
	has "$stderr" "warning: ./tickets.csv:2: cell 24 turns the direction of text"
	has "$stderr" "warning: ./tickets.csv.torn is beside"
	has "$stderr" "warning: ./tickets.csv.Ab12Cd is beside"
}

@test "another file's leftover is none of the ledger" {
	sow-ticket init
	touch another.csv.torn another.csv.Ab12Cd
	run3 0 'sow-ticket verify'
	is "$stderr" ""
}

@test "verify tells of lost rows behind a bad one, too" {
	sow-ticket init
	ticket new pw
	ticket new pw
	sed -i '2s/pw/px/; 2s/yamada/yamaha/' tickets.csv
	run3 1 'sow-ticket verify --min-rev=5'
	has "$stderr" "tickets.csv:2: the row was changed"
	has "$stderr" "the last rev is 2, but was 5: rows are lost at the end"
}

@test "verify while a torn end is taken off" {
	sow-ticket init
	ticket new pw
	cp tickets.csv good.csv
	printf 2,2026 >> tickets.csv
	strace -f -o /dev/null -P "$PWD/tickets.csv" -e inject=pread64:delay_enter=700000:when=2 \
	    "$(command -v sow-ticket)" verify -t "$PWD/tickets.csv" > out 2> said &
	sleep 0.3
	cp good.csv other; cat other > tickets.csv
	wait $! && status=0 || status=$?
	is "$status" 0
	is "$(cat said)" ""
}

@test "an empty line alone is no ledger" {
	printf '\nx' > tickets.csv
	run3 1 'timeout 5 sow-ticket list'
	is "$output" ""
}

@test "verify and show look at one file, though a redact puts another in its place" {
	sow-ticket init
	seq 3000 | awk 'BEGIN { print "title,requester" } { print "t" $1 ",r" $1 }' | sow-ticket new - --max=3000 > /dev/null
	(i=1; while [ -e tickets.csv ] && [ $i -le 40 ]; do
		sow-ticket redact $i --cell requester --why x --rev $i > /dev/null 2>&1; i=$((i + 1))
	done; : > over) &
	n=0
	while [ ! -e over ]; do
		run3 0 'sow-ticket verify'
		run3 0 'sow-ticket show 3000'
		n=$((n + 1))
	done
	[ "$n" -gt 2 ]
	run3 0 'sow-ticket log -c id | tail -1'
	is "$output" 40
}

@test "a bad row is one error, whatever rests on it" {
	sow-ticket init
	ticket new inc Word a
	ticket new inc Word b parent=1
	ticket done 2
	ticket reopen 2
	for row in 2 3 4; do
		for change in 's/Word/word/' 's/,/;/9' 'd'; do
			sed "$row$change" tickets.csv > copy.csv
			run3 1 'sow-ticket verify -t copy.csv'
			is "$(wc -l <<< "$stderr")" 1
			has "$stderr" "copy.csv:$row: "
		done
	done
	sed '3s/Word/word/; 4d' tickets.csv > copy.csv
	run3 1 'sow-ticket verify -t copy.csv'
	is "$stderr" $'sow-ticket: copy.csv:3: the row was changed: its sum does not match\nsow-ticket: copy.csv:4: rev 4 follows 1: rows are missing between'
}
