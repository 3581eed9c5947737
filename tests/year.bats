# A year of a team's work, in which all happens that a ledger knows, recounted by a program of its own:
# what the programs print of each week is compared with what tests/year/recount makes of the files.
load setup.bash

# The plain build writes the year; the sanitized one, which is slow, prints the last weeks of it only.
setup_file() {
	export YEAR=$BATS_FILE_TMPDIR/year BEGIN=2026-03-30
	case ${SOW_BIN-} in */asan/*) BEGIN=2027-02-01 ;; esac
	PATH=$BATS_TEST_DIRNAME/../bin:$PATH "$BATS_TEST_DIRNAME/year/generate" "$YEAR"
}

# printed DIR [BEGIN] and recount DIR [BEGIN]: the tables from that Monday on; the clock is behind the year.
printed() { SOW_NOW=2027-04-30 "$ROOT/tests/year/printed" "$1" "${2:-$BEGIN}" 2027-04-19 2> said || { cat said; return 1; }; }
recount() { "$ROOT/tests/year/recount" "$1" "${2:-$BEGIN}" 2027-04-19; }

# copy_year: all but the ledger, which a test writes
copy_year() {
	mkdir copy
	cp "$YEAR"/*.csv copy
}

# mutant CONDITION CHANGE: the last row of one ticket is another, and that shows
mutant() {
	awk -F, -v OFS=, 'NR == FNR { last[$5] = FNR; keys[$5] = $7; next }
		last[$5] == FNR && !changed && '"$1"' { changed = 1; '"$2"' } { print } END { exit !changed }' \
	    "$YEAR/tickets.csv" "$YEAR/tickets.csv" > copy/tickets.csv
	recount copy | sort > mutant
	! cmp -s mutant recounted || { echo "unnoticed: $1 { $2 }"; return 1; }
}

@test "each week's tables, what is due and what is owed are what the recount says, and add up" {
	printed "$YEAR" > printed
	recount "$YEAR" > recounted
	diff <(sort recounted) <(sort printed)
	"$ROOT/tests/year/identities" printed
	sed '/summary-final 合計/s/,[0-9]*$/,1/' printed > wrong
	run ! "$ROOT/tests/year/identities" wrong
}

@test "so they are where the second term does not follow at once" {
	copy_year
	printf '%s\n' name,from,to 第1期,2026-04-01,2027-03-26 第2期,2027-04-05,2028-03-31 > copy/contract.csv
	printed copy 2027-03-15 > printed
	recount copy 2027-03-15 > recounted
	grep -q S03-02@2027-03,2027-04-07,2027-03-26 printed
	diff <(sort recounted) <(sort printed)
}

@test "one altered row of the ledger, and one altered cell of another file, is noticed" {
	copy_year
	BEGIN=2026-03-30
	recount "$YEAR" | sort > recounted
	mutant '$6 == "done" && $7 ~ /@/' '$6 = "canceled"'
	mutant '$6 == "done" && $7 ~ /S13/' '$13 = "2026-04-01"'
	mutant '$6 == "done" && $7 ~ /S13/' '$15 = "2027-04-20T12:00:00"'
	mutant '$6 ~ /done|open/ && $7 ~ / /' 'sub(/ .*/, "", $7)'
	mutant '$7 == "S13-01"' '$7 = "S01-01"'
	mutant '$7 ~ /@/ && $6 ~ /open|doing|hold/' '$14 = "2027-04-30"'
	mutant '$6 == "waived" && $23 ~ /from:/' '$23 = ""'
	mutant '$6 == "canceled" && $20 != "" && keys[$18] ~ /@/' '$6 = "done"'
	mutant '$6 == "done" && $7 ~ /@/' '$3 = "2027-04-20T12:00:00.000000"'
	mutant '$6 == "done" && $7 ~ /@/' 'next'
	cp "$YEAR"/*.csv copy
	sed -i 's/^2026-11-27/2026-11-26/' copy/closed.csv
	recount copy | sort > mutant
	! cmp -s mutant recounted
}

@test "the year has every state, and all that may happen to a ticket" {
	recount "$YEAR" 2026-03-30 > recounted
	run3 0 "grep ' all ' recounted | cut -d, -f2 | sort | uniq -c | awk '\$1 > 9 { print \$2 }'"
	is "${output//$'\n'/ }" 'behind done due late missed n/a open overdue partial upcoming waived'
	run3 0 "$ROOT/tests/year/events '$YEAR/tickets.csv' | sort | paste -sd,"
	is "$output" 'canceled,canceled part,doing,done,extra,hold,late entry,moved date,reopened,split,void,waived,waived share'
}
