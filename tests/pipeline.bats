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
	run3 0 'sow-due -w state=due | sow-ticket new - | sort -rn | head -1'
	is "$output" 3
	run3 0 'sow-list | head -1'
	is "$stderr" ""
}

@test "what Excel saves of any stream comes back through a pipe" {
	sow-ticket init
	run3 0 'sow-due -w state=due -o excel -O due.csv; sow-due -w state=due -o cp932 -O due932.csv; sow-due -w state=due -o tsv -O due.tsv'
	for file in due.csv due932.csv due.tsv; do
		run3 0 "sow-ticket new - < $file"
		assert_stdout <<-'END'
		1
		2
		3
		END
	done
	is "$(wc -l < tickets.csv)" 4
}

@test "--from reads an encoding that cannot be told, --skip-to goes on behind a broken row" {
	sow-ticket init
	printf 'title,keys\nｱｲｳ,\n' | iconv -f UTF-8 -t UTF-16BE > wide
	run3 0 'sow-ticket new - --from=UTF-16BE < wide; sow-ticket list -c title'
	assert_stdout <<-'END'
	1
	title
	ｱｲｳ
	END
	printf 'keys,title\nS13-01,a\nS13-01,"b\nS13-01,c\nS13-01,d\n' > broken
	run3 1 'sow-ticket new - --skip-to="^S13-01," < broken'
	assert_stdout <<-'END'
	2
	3
	4
	END
	has "$stderr" "stdin:3: a quote is never closed"
	run3 0 'sow-ticket list -c title'
	assert_stdout <<-'END'
	title
	d
	c
	a
	ｱｲｳ
	END
}

@test "the nightly copy is the ledger to the byte, and a restore works" {
	sow-ticket init
	sow-due -w state=due | sow-ticket new - > /dev/null
	run3 0 '"$ROOT/examples/nightly" . copies'
	cmp tickets.csv copies/tickets-*.csv
	is "$(cat copies/mark)" 3
	chmod 640 tickets.csv
	sow-ticket new pw > /dev/null
	cp copies/tickets-*.csv good
	printf 'x' | dd of=tickets.csv bs=1 seek=400 conv=notrunc status=none
	cp tickets.csv damaged
	run3 1 '"$ROOT/examples/nightly" . copies'
	run3 0 '"$ROOT/examples/restore" . good'
	cmp -n "$(wc -c < good)" tickets.csv good
	is "$(stat -c %a tickets.csv)" 640
	run3 0 'sow-ticket log -c rev,tags | tail -1; sow-ticket new pw'
	is "$output" $'5,restored\n6'
	cmp damaged tickets.csv.before-restore
	run3 73 '"$ROOT/examples/restore" . good'
	has "$stderr" "tickets.csv.before-restore: is there from an earlier restore: move it away first"
}

@test "the nightly mark notices rows that are lost at the end" {
	sow-ticket init
	sow-due -w state=due | sow-ticket new - > /dev/null
	"$ROOT/examples/nightly" . copies
	sed -i '$d' tickets.csv
	run3 1 '"$ROOT/examples/nightly" . copies'
	has "$stderr" "the last batch, which ends with rev 3, is incomplete"
	has "$stderr" "the last rev is 2, but was 3: rows are lost at the end"
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
	cp copies/tickets-*.csv copies/old.csv
	sow-ticket new pw > /dev/null
	"$ROOT/examples/nightly" . copies
	run3 0 '"$ROOT/examples/restore" . copies/old.csv; "$ROOT/examples/nightly" . copies; cat copies/mark'
	is "$output" 3
	has "$stderr" "has rows that were lost: it is copies/tickets-"
	run3 0 'sow-ticket log -c rev,id,status,tags,note; sow-ticket new pw'
	assert_stdout <<-'END'
	rev,id,status,tags,note
	1,1,open,,
	3,3,void,restored,控えから復元：rev 2～2 は失われた
	4
	END
	head -1 copies/old.csv > copies/empty.csv
	rm tickets.csv.before-restore
	run3 0 '"$ROOT/examples/restore" . copies/empty.csv; sow-ticket new pw; "$ROOT/examples/nightly" . copies'
	is "$output" 6
}

@test "a copy shows rows that were lost and then written anew, which no mark does" {
	sow-ticket init
	seq 5 | sed 's/.*/title/; 1!s/.*/x/' | sow-ticket new - > /dev/null
	"$ROOT/examples/nightly" . copies
	cp tickets.csv good.csv
	sed -i '3,$d' tickets.csv
	sow-ticket init -t new.csv
	seq 5 | sed 's/.*/title/; 1!s/.*/y/' | sow-ticket new - -t new.csv > /dev/null
	cp new.csv tickets.csv
	run3 0 'sow-ticket verify --min-rev=4'
	run3 1 '"$ROOT/examples/nightly" . copies'
	has "$stderr" "tickets.csv:2: rev 1 is not the row in $TEAM/copies/tickets-"
	cp good.csv tickets.csv
	run3 0 'sow-ticket redact 2 --cell title --why 個人情報 --rev 2; "$ROOT/examples/nightly" . copies'
	sed -i '$d' tickets.csv
	run3 1 "sow-ticket verify --copy=\$(echo copies/tickets-*)"
	has "$stderr" "ends before rev 5"
}

@test "a mark that is missing or empty is told, and the last copy serves" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	"$ROOT/examples/nightly" . copies
	for make in 'rm copies/mark' ': > copies/mark'; do
		run3 0 "$make; \"$ROOT/examples/nightly\" . copies; cat copies/mark"
		is "$output" 1
		has "$stderr" "mark is missing or empty: 1 is taken from tickets-"
	done
}

@test "nightly and restore without arguments print their usage" {
	for script in nightly restore upgrade; do
		run3 2 "\"$ROOT/examples/$script\""
		has "$stderr" "usage: $script TEAM"
	done
}

@test "a ledger of 0.1 is read, refused by every writer, and upgraded" {
	cp "$ROOT/tests/ledger-0.1.csv" tickets.csv
	cp tickets.csv was.csv
	run3 0 'sow-ticket log -c rev,batch,note,site'
	assert_stdout <<-'END'
	rev,batch,note,site
	1,1,"a ""q"", b",北山
	2,4,,
	3,4,,
	4,4,,
	5,5,再作成,北山
	6,6,機器停止,
	7,7,依頼者 を削除：個人情報,北山
	8,9,,
	9,9,,
	END
	run3 0 'sow-ticket list -a -c id,number,status -w id=6'
	is "$output" $'id,number,status\n6,2026-0005,waived'
	run3 0 'sow-ticket verify'
	has "$stderr" "examples/upgrade"
	run3 73 'sow-ticket new pw'
	is "$output" ""
	has "$stderr" "run examples/upgrade"
	cmp was.csv tickets.csv
	run3 0 '"$ROOT/examples/upgrade" .; sow-ticket verify'
	cmp was.csv tickets.csv.before-restore
	run3 0 'sow-ticket -t was.csv log | cmp - tickets.csv; sow-ticket undo 2>&1 | tail -2'
	is "$output" $'9\n8'
	run3 0 'sow-ticket verify'
	run3 1 '"$ROOT/examples/upgrade" .'
	has "$stderr" "a ledger of this version already"
	is "$(ls -A)" $'tickets.csv\ntickets.csv.before-restore\nwas.csv'
}

@test "the programs run without /proc" {
	unshare -m true 2> /dev/null || skip "only root may take /proc away"
	case $(command -v sow-list) in */asan/*) skip "the sanitizers read /proc" ;; esac
	run3 0 "unset SOW_SHARE; unshare -m sh -c 'umount -l /proc && sow-list -c id | head -2 && sow-ticket init && sow-ticket new pw && sow-due -c keys | head -1'"
	assert_stdout <<-'END'
	id
	S01-01
	1
	keys
	END
}

@test "restore looks at the clock, and at the mark that it is given" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	cp tickets.csv copy
	sow-ticket new pw > /dev/null
	cp tickets.csv was.csv
	run3 73 'SOW_NOW=2099-01-01 sow-ticket restore copy'
	has "$stderr" "more than 366 days after the last row"
	run3 73 'sow-ticket restore copy --min-rev=2000000'
	has "$stderr" "2000000 is not a rev of its ledger"
	run3 73 "sow-ticket restore '$ROOT/tests/ledger-0.1.csv'"
	has "$stderr" "not a complete ledger of this version"
	cmp was.csv tickets.csv
	is "$(ls)" $'copy\ntickets.csv\nwas.csv'
	run3 0 'SOW_NOW=2099-01-01 sow-ticket restore copy --clock; sow-ticket log -c rev,at | tail -1'
	is "$output" "3,2099-01-01T00:00:00.000000"
}

@test "what lies beside a ledger is named" {
	sow-ticket init
	for name in tickets.csv.torn tickets.csv.restore tickets.csv.before-restore tickets.csv~ tickets.csv.bak tickets.csv.orig \
	    .tickets.csv.swp '#tickets.csv#' tickets.csv.Ab12Cd .sow-note.Ab12Cd; do
		: > "$name"
		run3 0 'sow-ticket verify'
		is "$stderr" "sow-ticket: warning: ./$name is beside the ledger"
		rm "$name"
	done
	: > other.csv
	run3 0 'sow-ticket verify'
	is "$stderr" ""
}
