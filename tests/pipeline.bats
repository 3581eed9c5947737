# the programs together, with each other, with Excel, with Unix
load setup.bash

# as_excel FILE FORM: what Excel makes of it when a person saves it
as_excel() {
	case $2 in
	bom) sed '1s/^\xef\xbb\xbf//; s/\r$//; 1s/^/\xef\xbb\xbf/; s/$/\r/' ;;
	cp932) sed '1s/^\xef\xbb\xbf//; s/\r$//; s/$/\r/' | iconv -f UTF-8 -t CP932 ;;
	tab) sow_tsv | sed 's/$/\r/' | iconv -f UTF-8 -t UTF-16LE | { printf '\xff\xfe'; cat; } ;;
	short) sed '1s/^\xef\xbb\xbf//; s/\r$//; s/,*$//' ;;
	esac < "$SHARE/$1" > "$1"
}

# No cell of these files has a quote around a comma that TAB would need.
sow_tsv() { sed '1s/^\xef\xbb\xbf//; s/\r$//' | tr ',' '\t'; }

@test "a calendar saved by Excel reads as the original" {
	for file in holidays.csv closed.csv; do
		sow-due -p FY2026 --all --each > was
		for form in bom cp932 tab short; do
			as_excel $file $form
			run3 0 'sow-due -p FY2026 --all --each > now; cmp was now'
			is "$stderr" ""
			rm $file
		done
	done
	run3 0 'wc -l < was'
	is "$output" 114
}

@test "a layout saved by Excel reads as the original" {
	mkdir layouts
	sow-ticket init
	sow-ticket new pw --done > /dev/null
	sow-report -f weekly -p week -o csv > was
	for form in bom cp932 tab short; do
		as_excel layouts/weekly.csv $form
		run3 0 'sow-report -f weekly -p week -o csv > now; cmp was now'
		is "$stderr" ""
	done
	run3 0 'grep パスワードリセット was'
}

@test "a contract and a staff list saved by Excel read as the original" {
	printf 'name,from,to\nヘルプデスク契約,2026/4/1,2026/11/30\n' > contract.csv
	sow-due -p FY2026 --all > was
	sed 's/$/\r/' contract.csv | iconv -f UTF-8 -t CP932 > c; mv c contract.csv
	run3 0 'sow-due -p FY2026 --all > now; cmp was now; tail -1 now | cut -d, -f4'
	is "$output" 2026-11-30
}

@test "cut, grep, sort and head work on every stream" {
	sow-ticket init
	run3 0 'sow-list | grep -c ^S'
	is "$output" 43
	run3 0 'sow-due -p FY2026 --all --each | tail -n +2 | cut -d, -f1 | sort -u | wc -l'
	is "$output" 113
	run3 0 'sow-due | sow-ticket new - | sort -rn | head -1'
	is "$output" 3
	run3 0 'sow-list | head -1'
	is "$stderr" ""
}

@test "what Excel saves of any stream comes back through a pipe" {
	sow-ticket init
	run3 0 'sow-due -o excel -O due.csv; sow-due -o cp932 -O due932.csv; sow-due -o tsv -O due.tsv'
	for file in due.csv due932.csv due.tsv; do
		run3 0 "sow-ticket new - < $file"
		is "$output" $'1\n2\n3'
	done
	is "$(wc -l < tickets.csv)" 4
}

@test "--from reads an encoding that cannot be told, --skip-to goes on behind a broken row" {
	sow-ticket init
	printf 'title,keys\nｱｲｳ,\n' | iconv -f UTF-8 -t UTF-16BE > wide
	run3 0 'sow-ticket new - --from=UTF-16BE < wide; sow-ticket list -c title'
	is "$output" $'1\ntitle\nｱｲｳ'
	printf 'keys,title\nS13-01,a\nS13-01,"b\nS13-01,c\nS13-01,d\n' > broken
	run3 1 'sow-ticket new - --skip-to="^S13-01," < broken'
	is "$output" $'2\n3\n4'
	has "$stderr" "stdin:3: a quote is opened and never closed"
	run3 0 'sow-ticket list -c title'
	is "$output" $'title\nd\nc\na\nｱｲｳ'
}

@test "the nightly copy is the ledger to the byte, and a restore works" {
	sow-ticket init
	sow-due | sow-ticket new - > /dev/null
	run3 0 '"$ROOT/examples/nightly" . copies'
	cmp tickets.csv copies/tickets-*.csv
	is "$(cat copies/mark)" 3
	chmod 640 tickets.csv
	sow-ticket new pw > /dev/null
	cp copies/tickets-*.csv good
	printf 'x' | dd of=tickets.csv bs=1 seek=400 conv=notrunc status=none
	run3 1 '"$ROOT/examples/nightly" . copies'
	run3 0 '"$ROOT/examples/restore" . good'
	cmp tickets.csv good
	is "$(stat -c %a tickets.csv)" 640
	run3 0 'sow-ticket new pw'
	is "$output" 4
}

@test "the nightly mark notices rows that are lost at the end" {
	sow-ticket init
	sow-due | sow-ticket new - > /dev/null
	"$ROOT/examples/nightly" . copies
	sed -i '$d' tickets.csv
	run3 0 'sow-ticket verify'
	run3 1 '"$ROOT/examples/nightly" . copies'
	has "$stderr" "the last rev is 2, it was 3: rows are lost at the end"
}

@test "an empty ledger is copied too" {
	sow-ticket init
	run3 0 '"$ROOT/examples/nightly" . copies'
	is "$(cat copies/mark)" 0
}

@test "after a restore of an older copy nightly goes on from there" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	"$ROOT/examples/nightly" . copies
	mv copies/tickets-*.csv copies/old.csv
	sow-ticket new pw > /dev/null
	"$ROOT/examples/nightly" . copies
	run3 0 '"$ROOT/examples/restore" . copies/old.csv; "$ROOT/examples/nightly" . copies; cat copies/mark'
	is "$output" 1
	head -1 copies/old.csv > copies/empty.csv
	rm tickets.csv.before-restore
	run3 0 '"$ROOT/examples/restore" . copies/empty.csv; cat copies/mark; "$ROOT/examples/nightly" . copies'
	is "$output" 0
}
