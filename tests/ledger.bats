# ledger: the file as hands and disks leave it
load setup.bash

make() {
	sow-ticket init
	sow-ticket new inc Outlook 起動しない > /dev/null
	sow-ticket new pw note='a "quoted", note' > /dev/null
	cp tickets.csv good.csv
}

# sealed ROW: with its sum
sealed() {
	printf '%s,%s' "$1" "$(printf %s "$1" | gzip -c | tail -c 8 | od -An -tx4 -N4 | tr -d ' ')"
}

# A writer goes on from here with ticket ID, MESSAGE said.
mended() {
	run3 0 'sow-ticket new pw'
	is "$output" "$1"
	has "$stderr" "$2"
	run3 0 'sow-ticket verify'
}

# Nobody writes, and the file is as it was.
refused() {
	cp tickets.csv was.csv
	run3 73 'sow-ticket new pw'
	is "$output" ""
	has "$stderr" "$1"
	cmp was.csv tickets.csv
}

@test "sealed makes the sum that the ledger has" {
	make
	is "$(sealed "$(tail -1 good.csv | sed 's/,[0-9a-f]*$//')")" "$(tail -1 good.csv)"
}

@test "a row whose sum holds, but not what it begins with" {
	make
	rest=',yamada,1,open,,x,,,,,,,,,,,,,,,,'
	for head in x 0 03 3x 1234567890123456789 ''; do
		cp good.csv tickets.csv
		sealed "$head,3,2026-11-24T10:00:00.000002$rest" >> tickets.csv; echo >> tickets.csv
		refused "the last rows are damaged, or not a ledger's"
		run3 1 'sow-ticket list -c id'
		is "$output" ""
		has "$stderr" "tickets.csv:4: no rev, batch and at"
		run3 1 'sow-ticket verify'
	done
	for row in 3 3, 3,3 3,3,; do
		cp good.csv tickets.csv
		sealed "$row" >> tickets.csv; echo >> tickets.csv
		refused "the last rows are damaged, or not a ledger's"
	done
	for row in "3,3,2026-11-24T10:00:00.000002x$rest" "3,3 2026-11-24T10:00:00.000002,$rest" \
	    "3,3,2026-11-31T10:00:00.000002$rest" "3,3,2026-11-24 10:00:00.000002$rest" \
	    "3,2,2026-11-24T10:00:00.000002$rest" "3,x,2026-11-24T10:00:00.000002$rest" "3,,2026-11-24T10:00:00.000002$rest"; do
		cp good.csv tickets.csv
		sealed "$row" >> tickets.csv; echo >> tickets.csv
		refused "the last rows are damaged, or not a ledger's"
		run3 1 'sow-ticket list -c id'
		is "$output" ""
		has "$stderr" "tickets.csv:4: no rev, batch and at"
	done
}

@test "a row whose sum holds, but not its bytes" {
	make
	head='3,3,2026-11-24T10:00:00.000002,yamada,1,open,,x,,,,,,,,,,,,,,,,'
	{ sealed "$head"$'\xff'; echo; } >> tickets.csv
	refused "the last rows are damaged, or not a ledger's"
	cp good.csv tickets.csv
	{ sealed "$head$(printf '%070000d' 0)"; echo; } >> tickets.csv
	refused "the last rows are damaged, or not a ledger's"
	echo short >> tickets.csv
	refused "the last rows are damaged, or not a ledger's"
}

@test "what no append writes is no row, though its sum holds" {
	make
	at=2026-11-24T10:00:00.00000
	long=$(printf '%070000d' 0)
	for note in "$long" $'"a\nb"'; do
		cp good.csv tickets.csv
		{ sealed "3,3,${at}2,yamada,1,open,,x,,,,,,,,,,,,,,,,$note"; echo; } >> tickets.csv
		{ sealed "4,4,${at}2,yamada,1,open,,x,,,,,,,,,,,,,,,,y"; echo; } >> tickets.csv
		run3 1 'sow-ticket verify'
		has "$stderr" "tickets.csv:4: a row of more than $([ "$note" = "$long" ] && echo 64 KiB || echo one line)"
		run3 1 'sow-ticket list -c id'
		is "$output" ""
		run3 "$([ "$note" = "$long" ] && echo 1 || echo 73)" 'sow-ticket set 1 min=5'
		is "$output" ""
	done
}

# row ID STATUS [KEYS TITLE PARENT PART]: behind rev,batch,at,by, without its sum
row() {
	printf '%s,%s,%s,%s,,,,,,,,,,%s,,%s,,,,' "$1" "$2" "${3-}" "${4-x}" "${5-}" "${6-}"
}

# unsound MESSAGE ROW...: verify says it of good.csv with these rows behind it
unsound() {
	local message=$1 rev=3 row
	shift
	cp good.csv tickets.csv
	for row; do
		{ sealed "$rev,$rev,2026-11-24T10:00:00.00001$rev,yamada,$row"; echo; } >> tickets.csv
		rev=$((rev + 1))
	done
	run3 1 'sow-ticket verify'
	is "$output" ""
	has "$stderr" "$message"
}

@test "verify notices what no verb writes, though every sum holds" {
	make
	cp good.csv tickets.csv
	{ sealed "3,3,2026-11-24T10:00:00.000013,yamada,$(row 3 open S09-01@2026-11)"; echo; } >> tickets.csv
	run3 0 'sow-ticket verify'
	is "$output$stderr" ""
	unsound 'tickets.csv:4: 26 cells where the header has 25' "$(row 3 open),"
	unsound 'tickets.csv:4: cell 8: a control character' "$(row 3 open '' $'\t')"
	unsound 'tickets.csv:4: id 4: too large' "$(row 4 open)"
	unsound 'tickets.csv:4: id x: invalid' "$(row x open)"
	unsound 'tickets.csv:5: the first row of ticket 3 is not row 3' "$(row 1 open)" "$(row 3 open)"
	unsound 'tickets.csv:4: not a status: shut' "$(row 3 shut)"
	unsound 'tickets.csv:5: ticket 1 goes from done to canceled' "$(row 1 done)" "$(row 1 canceled)"
	unsound 'tickets.csv:4: a part carries keys' "$(row 3 open S13-01 x 1 sv1)"
	unsound 'tickets.csv:4: no parent 9' "$(row 3 open '' x 9)"
	unsound 'tickets.csv:4: no parent #1' "$(row 3 open '' x '#1')"
	unsound 'tickets.csv:4: no parent 4' "$(row 3 open '' x 4)" "$(row 4 open)"
	unsound 'tickets.csv:4: no parent zzz' "$(row 3 open '' x zzz)" "$(row 3 open)"
	unsound 'tickets.csv:4: id 03: not in its shortest form' "$(row 03 open)"
	unsound 'ticket 3 carries S13-01 twice' "$(row 3 open 'S13-01 S13-01')"
	unsound 'ticket 3 is among its own ancestors' "$(row 3 open '' x 3)"
	unsound 'ticket 3 is among its own ancestors' "$(row 3 open)" "$(row 4 open '' x 3)" "$(row 3 open '' x 4)"
	unsound 'tickets 3 and 4 both carry S09-01@2026-11' "$(row 3 open S09-01@2026-11)" "$(row 4 done S09-01@2026-11)"
	unsound 'ticket 3 carries S09-01@2026-11, which another ticket has taken since' "$(row 3 open S09-01@2026-11)" \
	    "$(row 4 open S09-01@2026-11)" "$(row 4 canceled S09-01@2026-11)"
	for at in 2026-11-24T09:00:00.000000 2026-11-23T10:00:00.000000; do
		cp good.csv tickets.csv
		{ sealed "3,3,$at,yamada,$(row 3 open)"; echo; } >> tickets.csv
		run3 1 'sow-ticket verify'
		has "$stderr" "tickets.csv:4: at goes backwards: $at"
	done
	cp good.csv tickets.csv
	{ sealed "4,4,2026-11-24T10:00:00.000014,yamada,$(row 4 open)"; echo; } >> tickets.csv
	run3 1 'sow-ticket verify'
	has "$stderr" "tickets.csv:4: rev 4 follows 2"
	for line in 2 3 4; do
		{ head -n $((line - 1)) good.csv; echo; tail -n +$line good.csv; } > tickets.csv
		run3 1 'sow-ticket verify'
		has "$stderr" "tickets.csv:$line: an empty line"
	done
}

@test "an unended row that does not follow is moved aside, not completed" {
	make
	rest=',yamada,1,open,,x,,,,,,,,,,,,,,,,'
	for head in 2,2,2026-11-24T10:00:00.000002 4,4,2026-11-24T10:00:00.000002 3,3,2026-11-24T09:00:00.000000 \
	    3,4,2026-11-24T10:00:00.000002; do
		cp good.csv tickets.csv
		rm -f tickets.csv.torn
		sealed "$head$rest" >> tickets.csv
		mended 3 "to ./tickets.csv.torn"
		is "$(cat tickets.csv.torn)" "$(sealed "$head$rest")"
	done
	cp good.csv tickets.csv
	sealed "3,3,2026-11-24T10:00:00.000002,yamada,3,open,,x,,,,,,,,,,,,,,,," >> tickets.csv
	mended 4 ""
}

@test "the first row is torn, or another's" {
	make
	head -1 good.csv > tickets.csv
	printf '1,2026-11' >> tickets.csv
	mended 1 "9 bytes of an unfinished batch"
	head -1 good.csv > tickets.csv
	echo foreign >> tickets.csv
	refused "the last rows are damaged, or not a ledger's"
}

@test "a last row of zeros, with a line end or without, is moved aside" {
	make
	for end in '' '\n'; do
		cp good.csv tickets.csv
		rm -f tickets.csv.torn
		printf "3,2026\0\0\0$end" > tail
		cat tail >> tickets.csv
		mended 3 "$(($(wc -c < tail))) bytes of an unfinished batch"
		cmp tail tickets.csv.torn
	done
}

@test "behind a row that is not sound nothing is mended" {
	make
	sed -i '2s/Outlook/Outlock/; 3d' tickets.csv
	printf '2,2026-11' >> tickets.csv
	refused "the last rows are damaged, or not a ledger's"
}

@test "a last row that does not follow, or is short of cells, is no row of ours" {
	make
	for row in "7,7,2026-11-24T10:00:00.000012,yamada,$(row 3 open)" "3,3,2026-11-24T09:00:00.000000,yamada,$(row 3 open)" \
	    "3,3,2026-11-24T10:00:00.000012,yamada,3,open,x"; do
		cp good.csv tickets.csv
		{ sealed "$row"; echo; } >> tickets.csv
		refused "the last rows are damaged, or not a ledger's"
		run3 1 'sow-ticket verify'
	done
	head -1 good.csv > tickets.csv
	{ sealed "2,2,2026-11-24T10:00:00.000012,yamada,$(row 2 open)"; echo; } >> tickets.csv
	refused "the last rows are damaged, or not a ledger's"
	cp good.csv tickets.csv
	sed -i '3s/quoted/Quoted/' tickets.csv # not the last row's fault: verify tells
	{ sealed "3,3,2026-11-24T10:00:00.000012,yamada,$(row 3 open '' '"a,""b"')"; echo; } >> tickets.csv
	run3 0 'sow-ticket new pw'
	is "$output" 4
}

@test "torn bytes that cannot be kept stay where they are" {
	make
	printf '3,2026-11' >> tickets.csv
	mkdir tickets.csv.torn
	refused "tickets.csv.torn: Is a directory"
	rmdir tickets.csv.torn
	mkfifo tickets.csv.torn
	refused "tickets.csv.torn"
	exec 9<> tickets.csv.torn # a pipe that somebody reads
	refused "tickets.csv.torn"
	exec 9>&-
	rm tickets.csv.torn
	touch elsewhere
	ln -s elsewhere tickets.csv.torn
	refused "tickets.csv.torn"
	is "$(cat elsewhere)" ""
	rm tickets.csv.torn
	chmod 660 tickets.csv
	run3 0 'umask 077; sow-ticket new pw'
	is "$(stat -c %a tickets.csv.torn)" 660
	chmod 600 tickets.csv
	printf '4,2026-11' >> tickets.csv
	run3 0 'sow-ticket new pw'
	is "$(cat tickets.csv.torn)" 3,2026-114,2026-11
	is "$(stat -c %a tickets.csv.torn)" 660
}

@test "verify and redact look for what a killed process left beside the ledger" {
	make
	touch tickets.csv.Ab12Cd .sow-note.Ab12Cd tickets.csv.bak.csv tickets.csvx .tickets.csv.Ab12Cd
	run3 0 'sow-ticket verify'
	is "$stderr" "$(printf 'sow-ticket: warning: ./%s is beside the ledger\n' .sow-note.Ab12Cd .tickets.csv.Ab12Cd tickets.csv.Ab12Cd)"
	printf 'x a \"\"quoted\"\", note' > tickets.csv.Ab12Cd
	run3 0 'sow-ticket redact 2 --cell note --why x --rev 2'
	is "$output" 2
	is "$stderr" "$(printf 'sow-ticket: %s\n' './good.csv still holds the text' './tickets.csv.Ab12Cd still holds the text' \
	    'the ledger is blanked; --copies would blank its copies as well')"
	mkdir 'a[b]*'
	run3 0 'cd a*; sow-ticket init; touch tickets.csv.torn; sow-ticket verify -t ../a*/tickets.csv'
	has "$stderr" 'a[b]*/tickets.csv.torn is beside the ledger'
}

@test "-n leaves the tail as it is, and says what would follow it" {
	make
	for bytes in '3,2026-11' "$(sealed "3,3,2026-11-24T10:00:00.000002,yamada,3,open,,x,,,,,,,,,,,,,,,,")"; do
		cp good.csv tickets.csv
		printf %s "$bytes" >> tickets.csv
		cp tickets.csv was.csv
		run3 0 'sow-ticket new pw -n | tail -1 | cut -d, -f1'
		is "$output" "$([ "$bytes" = 3,2026-11 ] && echo 3 || echo 4)"
		run3 0 'sow-ticket set 2 min=5 -n | tail -1 | cut -d, -f5'
		is "$output" 2
		cmp was.csv tickets.csv
		is "$(ls)" $'good.csv\ntickets.csv\nwas.csv'
	done
}

# The first look at the tail shows where it begins, but not where the row before does.
@test "a torn row of 8 KiB" {
	make
	for n in 8000 8130 8191 8192 8193; do
		cp good.csv tickets.csv
		rm -f tickets.csv.torn
		printf "%0${n}d" 3 >> tickets.csv
		mended 3 "$n bytes of an unfinished batch"
		is "$(wc -c < tickets.csv.torn)" "$n"
	done
}

@test "a file without a whole header is no ledger" {
	: > tickets.csv
	refused "not a ledger's header"
	printf rev,at, > tickets.csv
	refused "not a ledger's header"
	printf '%09000d' 0 > tickets.csv
	refused "not a ledger's header"
	sow-ticket init -t other.csv
	head -c -1 other.csv > tickets.csv
	refused "not a ledger's header"
	{ head -c -1 other.csv; printf '\0,x\n'; } > tickets.csv
	refused "not a ledger's header"
	for n in 1 4096 4097 9000; do
		head -c "$n" /dev/zero | tr '\0' x > tickets.csv
		run3 1 'sow-ticket list'
		is "$output" ""
		has "$stderr" "tickets.csv:1: not exactly a ledger's header"
	done
}

@test "a cell with commas, quotes and both goes through every verb" {
	make
	run3 0 'sow-ticket set 1 requester='"'"'"x", y"'"'"'; sow-ticket list 1 -c requester,note -o json; sow-ticket verify'
	assert_stdout <<-'END'
	1
	{"requester":"","note":"a \"quoted\", note"}
	{"requester":"\"x\", y\"","note":""}
	END
	has "$(tail -1 tickets.csv)" '"""x"", y"""'
}

# Three rows of one write, and what cuts them short.
@test "a batch is whole or absent to every reader and writer" {
	make
	printf 'title\na\nb\nc\n' | sow-ticket new - > /dev/null
	cp tickets.csv whole.csv
	from=$(wc -c < good.csv) to=$(wc -c < whole.csv)
	for n in $(seq "$from" 13 $((to - 2))) $((to - 1)); do
		head -c "$n" whole.csv > tickets.csv
		run3 0 'sow-ticket list -a -c id'
		assert_stdout <<-'END'
		id
		2
		1
		END
		[ "$n" -eq "$from" ] || has "$stderr" "ignoring $((n - from)) bytes after the last whole batch"
		rm -f tickets.csv.torn
		run3 0 'sow-ticket new pw; sow-ticket list -a -c id'
		if [ "$n" -eq $((to - 1)) ]; then
			assert_stdout <<-'END'
			6
			id
			6
			5
			4
			3
			2
			1
			END
		else
			assert_stdout <<-'END'
			3
			id
			3
			2
			1
			END
			[ "$n" -eq "$from" ] || tail -c +"$((from + 1))" whole.csv | cmp -n $((n - from)) - tickets.csv.torn
		fi
		run3 0 'sow-ticket verify'
	done
	head -4 whole.csv > tickets.csv
	run3 1 'sow-ticket verify'
	has "$stderr" "the last batch, which ends with rev 5, is incomplete: it was never acknowledged"
	run3 0 'sow-ticket undo 2> /dev/null; sow-ticket log -c rev,batch,status | tail -1'
	is "$output" $'2\n3,3,void'
}

@test "damage within the last batch, which may have been acknowledged, is refused and left as it is" {
	make
	printf 'title\na\nb\nc\n' | sow-ticket new - > /dev/null
	cp tickets.csv whole.csv
	for line in 4 5 6; do
		sed "${line}s/open/opem/" whole.csv > tickets.csv
		refused "the last rows are damaged, or not a ledger's"
		run3 1 'sow-ticket list -a -c id'
		is "$output" ""
		has "$stderr" "tickets.csv:$line: the row was changed"
	done
	sed '5d' whole.csv > tickets.csv
	refused "the last rows are damaged, or not a ledger's"
	sed '4d' whole.csv > tickets.csv
	refused "the last rows are damaged, or not a ledger's"
	# A batch that claims to be another's, or that skips its own end.
	cp good.csv tickets.csv
	{ sealed "3,4,2026-11-24T10:00:00.000012,yamada,$(row 3 open)"; echo
	    sealed "4,4,2026-11-24T10:00:00.000013,yamada,$(row 4 open)"; echo; } >> tickets.csv
	refused "the last rows are damaged, or not a ledger's"
	run3 1 'sow-ticket verify'
	has "$stderr" "tickets.csv:5: the batch that ends with rev 4 is incomplete"
}

@test "rev may jump before a restored row alone" {
	make
	for jump in 9 1000002; do
		cp good.csv tickets.csv
		{ sealed "$jump,$jump,2026-11-24T10:00:00.000012,yamada,$jump,void,,復元,,,,,2026-11-24T10:00:00,,,,,,,,,,restored,"; echo; } >> tickets.csv
		run3 0 'sow-ticket verify; sow-ticket new pw'
		is "$output" $((jump + 1))
		run3 0 'sow-ticket verify'
	done
	for row in "1000003,1000003,2026-11-24T10:00:00.000012,yamada,1000003,void,,x,,,,,2026-11-24T10:00:00,,,,,,,,,,restored," \
	    "9,9,2026-11-24T10:00:00.000012,yamada,9,open,,x,,,,,2026-11-24T10:00:00,,,,,,,,,,restored," \
	    "9,9,2026-11-24T10:00:00.000012,yamada,9,void,,x,,,,,2026-11-24T10:00:00,,,,,,,,,,restored2,"; do
		cp good.csv tickets.csv
		{ sealed "$row"; echo; } >> tickets.csv
		refused "the last rows are damaged, or not a ledger's"
		run3 1 'sow-ticket verify'
		has "$stderr" "tickets.csv:4: rev"
	done
}

@test "related is of tickets that there are" {
	make
	run3 0 'sow-ticket set 2 related="cause:1"; sow-ticket set 2 related+=duplicate:2; sow-ticket list -w id=2 -c related'
	assert_stdout <<-'END'
	2
	2
	related
	cause:1 duplicate:2
	END
	for value in 1 cause:9 reason:1 'cause:1 x' cause:; do
		run3 1 "sow-ticket set 2 related='$value'"
		has "$stderr" "cause:ID, duplicate:ID or related:ID"
	done
	run3 1 'sow-ticket note 1 "redact id=1 cell=note revs=1..9: x"'
	has "$stderr" "reserved for the record of a redact"
}

@test "a header with a name that init refuses is none; a row has a length" {
	make
	for name in Site a-b '' 'x,,y'; do
		sed "1s/,note,sum/,$name,note,sum/" good.csv > tickets.csv
		refused "not a ledger's header"
	done
	sed '1s/,note,sum/,note;sum/' good.csv > tickets.csv
	refused "not a ledger's header"
	run3 2 'sow-ticket init -t other.csv --with=title'
	has "$stderr" "already has a column 'title'"
	cp good.csv tickets.csv
	printf 'title,note\na,%065400d\nb,%065530d\nc,short\n' 1 2 > rows
	run3 1 'sow-ticket new - < rows'
	is "$output" $'3\n4'
	has "$stderr" "stdin:3: a row of more than 64 KiB"
	run3 0 'sow-ticket verify'
}

@test "a row that is changed after it was proved and before it is printed ends the program" {
	local long i id
	long=$(printf 'あ%.0s' {1..15000})
	sow-ticket init
	for i in {1..8}; do
		id=$(sow-ticket new inc Outlook "$i")
		sow-ticket set "$id" requester="$long"
	done
	mkfifo pipe
	sow-ticket list -a -c id,requester > pipe 2> said &
	exec 7< pipe
	read -r _ <&7 # it prints: every row has been read once, and the pipe is too small for the rest
	printf 'X' | dd of=tickets.csv bs=1 seek=$(($(grep -abo "$long" tickets.csv | head -n 1 | cut -d: -f1) + 3)) \
	    conv=notrunc status=none
	cat <&7 > rest
	exec 7<&-
	i=0
	wait $! || i=$?
	is "$i" 1
	is "$(cat said)" "sow-ticket: ./tickets.csv: changed while it was read"
}

@test "a ledger larger than the position of a row can tell is refused" {
	make
	truncate -s 512G tickets.csv || skip "no room for a sparse file"
	printf 'x\n' >> tickets.csv
	for program in 'sow-ticket list' 'sow-ticket log' sow-due 'sow-report summary -p 2026-11'; do
		run3 1 "$program"
		is "$stdout" ""
		is "$stderr" "${program%% *}: ./tickets.csv: a ledger of more than 512 GiB"
	done
}
