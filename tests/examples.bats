# the documents: every "$ command" in them prints what they say
load setup.bash

example() {
	run3 0 "\"$ROOT/tests/examples\" \"$ROOT/$1\"" || { printf '%s\n' "$output"; return 1; }
}

@test "README.md" { example README.md; }
@test "README.ja.md" { example README.ja.md; }
@test "cookbook: S01-01" { example examples/cookbook/S01-01.md; }
@test "cookbook: S02-01" { example examples/cookbook/S02-01.md; }
@test "cookbook: S02-02" { example examples/cookbook/S02-02.md; }
@test "cookbook: S03-01" { example examples/cookbook/S03-01.md; }
@test "cookbook: S03-02" { example examples/cookbook/S03-02.md; }
@test "cookbook: S04-01" { example examples/cookbook/S04-01.md; }
@test "cookbook: S04-02" { example examples/cookbook/S04-02.md; }
@test "cookbook: S04-03" { example examples/cookbook/S04-03.md; }
@test "cookbook: S05-01" { example examples/cookbook/S05-01.md; }
@test "cookbook: S06-01" { example examples/cookbook/S06-01.md; }
@test "cookbook: S06-02" { example examples/cookbook/S06-02.md; }
@test "cookbook: S06-03" { example examples/cookbook/S06-03.md; }
@test "cookbook: S06-04" { example examples/cookbook/S06-04.md; }
@test "cookbook: S06-05" { example examples/cookbook/S06-05.md; }
@test "cookbook: S06-06" { example examples/cookbook/S06-06.md; }
@test "cookbook: S06-07" { example examples/cookbook/S06-07.md; }
@test "cookbook: S07-01" { example examples/cookbook/S07-01.md; }
@test "cookbook: S08-01" { example examples/cookbook/S08-01.md; }
@test "cookbook: S08-02" { example examples/cookbook/S08-02.md; }
@test "cookbook: S08-03" { example examples/cookbook/S08-03.md; }
@test "cookbook: S09-01" { example examples/cookbook/S09-01.md; }
@test "cookbook: S09-02" { example examples/cookbook/S09-02.md; }
@test "cookbook: S09-03" { example examples/cookbook/S09-03.md; }
@test "cookbook: S09-04" { example examples/cookbook/S09-04.md; }
@test "cookbook: S09-05" { example examples/cookbook/S09-05.md; }
@test "cookbook: S09-06" { example examples/cookbook/S09-06.md; }
@test "cookbook: S09-07" { example examples/cookbook/S09-07.md; }
@test "cookbook: S09-08" { example examples/cookbook/S09-08.md; }
@test "cookbook: S09-09" { example examples/cookbook/S09-09.md; }
@test "cookbook: S10-01" { example examples/cookbook/S10-01.md; }
@test "cookbook: S11-01" { example examples/cookbook/S11-01.md; }
@test "cookbook: S11-02" { example examples/cookbook/S11-02.md; }
@test "cookbook: S11-03" { example examples/cookbook/S11-03.md; }
@test "cookbook: S11-04" { example examples/cookbook/S11-04.md; }
@test "cookbook: S11-05" { example examples/cookbook/S11-05.md; }
@test "cookbook: S11-06" { example examples/cookbook/S11-06.md; }
@test "cookbook: S11-07" { example examples/cookbook/S11-07.md; }
@test "cookbook: S11-08" { example examples/cookbook/S11-08.md; }
@test "cookbook: S12-01" { example examples/cookbook/S12-01.md; }
@test "cookbook: S13-01" { example examples/cookbook/S13-01.md; }
@test "cookbook: S14-01" { example examples/cookbook/S14-01.md; }
@test "cookbook: S15-01" { example examples/cookbook/S15-01.md; }
@test "cookbook: S16-01" { example examples/cookbook/S16-01.md; }
@test "cookbook: 履行確認" { example examples/cookbook/rikou.md; }
@test "cookbook: SKYSEA" { example examples/cookbook/skysea.md; }
@test "cookbook: Apex One" { example examples/cookbook/apexone.md; }
@test "cookbook: WSUS" { example examples/cookbook/wsus.md; }
@test "cookbook: M365 and Entra" { example examples/cookbook/m365.md; }
@test "cookbook: Windows event logs" { example examples/cookbook/winevent.md; }
@test "cookbook: Redmine and Backlog" { example examples/cookbook/redmine-backlog.md; }
@test "sow-list(1)" { example man/sow-list.1; }
@test "sow-due(1)" { example man/sow-due.1; }
@test "sow-ticket(1)" { example man/sow-ticket.1; }
@test "sow-report(1)" { example man/sow-report.1; }
@test "sow-check(1)" { example man/sow-check.1; }
@test "sow-conv(1)" { example man/sow-conv.1; }
@test "sow-recon(1)" { example man/sow-recon.1; }
@test "sow(5)" { example man/sow.5; }
@test "sow(7)" { example man/sow.7; }

@test "every activity of the contract has its recipe, and every recipe its test and its place in the table of contents" {
	cookbook=$ROOT/examples/cookbook
	ids=$(sow-list --all -c id | sed 1d)
	is "$(wc -l <<< "$ids")" 43
	is "$(cd "$cookbook"; ls S*.md)" "$(sed 's/$/.md/' <<< "$ids")"
	for id in $ids; do
		grep -q "^# $id ." <(sed 1q "$cookbook/$id.md") || { echo "$id.md: $(sed 1q "$cookbook/$id.md")"; return 1; }
	done
	recipes=$(cd "$cookbook"; ls -- *.md | grep -v '^README')
	is "$(sed -n 's/.*{ example examples\/cookbook\/\(.*\); }$/\1/p' "$BATS_TEST_FILENAME" | sort)" "$(sort <<< "$recipes")"
	is "$(grep -o '](.*)' "$cookbook/README.md" | sed 's/](\(.*\))/\1/' | sort)" "$(sort <<< "$recipes")"
}

@test "a document that is wrong is told, with its line; so is one without examples" {
	printf '%s\n' '.Sh EXAMPLES' '.Bd -literal' '$ printf "%s\en" .x' '\&.x' '$ echo 1 |' '> cat >&2' 2 .Ed > x.1
	run3 1 '"$ROOT/tests/examples" x.1'
	assert_stdout <<-'END'
	x.1:5: echo 1 |
	cat >&2
	is:
	1
	should:
	2
	END
	printf 'text\n\n    make\n' > x.md
	run3 1 '"$ROOT/tests/examples" x.md'
	is "$output" "x.md: no example in it"
}

@test "the readmes have the same commands, in the same order" {
	run3 0 "grep '^    \\$ ' \"$ROOT/README.md\" | cksum; grep '^    \\$ ' \"$ROOT/README.ja.md\" | cksum"
	is "$(printf '%s' "$output" | sed -n 2p)" "$(printf '%s' "$output" | sed -n 1p)"
}

@test "every manual page has its test, every option and verb its place in them" {
	for page in "$ROOT"/man/*; do
		grep -q "example man/${page##*/};" "$BATS_TEST_FILENAME" || { echo "$page"; return 1; }
	done
	for program in sow-list sow-due sow-ticket sow-report sow-conv sow-recon sow-check; do
		for option in $($program --help | sed -n 's/^  .. --\([a-z-]*\).*/\1/p'); do
			grep -q "Fl -$option\|, -$option" "$ROOT/man/$program.1" "$ROOT/man/sow.7" ||
			    { echo "$program --$option"; return 1; }
		done
	done
	verbs=$(grep -ho '\.name = "[a-z]*"' "$ROOT"/cmd/sow-ticket*.c | cut -d'"' -f2 | sort -u)
	[ "$(wc -w <<< "$verbs")" -gt 20 ]
	for verb in $verbs; do
		grep -q "^\.It Cm $verb\b" "$ROOT/man/sow-ticket.1" || { echo "$verb"; return 1; }
	done
}

# The SYNOPSIS of a page, a line a form, in the words of --help
synopsis() {
	mandoc -T utf8 "$ROOT/man/$1.1" | sed 's/.\x08//g' | sed -n '/^SYNOPSIS/,/^DESCRIPTION/p' | sed '1d; $d' | tr -s ' \n' ' ' |
	    sed "s/ $1 /\n$1 /g" | sed '1d; s/ \.\.\./.../g; s/ | /|/g; s/ *$//'
}

@test "the SYNOPSIS of each page is what --help prints" {
	for program in sow-list sow-due sow-ticket sow-report sow-conv sow-recon sow-check; do
		is "$(synopsis $program)" "$($program --help | sed -n "s/^\(usage:\|      \) \($program.*\)/\2/p" | tr 'A-Z' 'a-z')"
	done
}

# state STATUS DAY PERIOD KEY: of the one occurrence, on that day, its ticket in that status
state() {
	rm -f tickets.csv
	sow-ticket init
	export SOW_NOW=$2
	if [ "$1" = waived ]; then
		sow-ticket waive "$4" --approver x --why y > /dev/null
	elif [ "$1" != none ]; then
		sow-ticket new "$4" opened=2025-12-01 > /dev/null
		sow-ticket set 1 status="$1" > /dev/null
	fi
	sow-due -p "$3" --all --each -w "keys=$4" -c state | sed 1d
}

@test "the states are those of the table in sow-due(1)" {
	while read -r status before lead due after end late; do
		is "$before $lead $due $after $end $late" \
		    "$(for day in 2026-10-22 2026-10-23 2026-10-30 2026-10-31 2027-03-31 2027-04-01; do
			state "$status" $day FY2026 S08-01@FY2026; done | paste -sd ' ')"
	done <<-END
		none     upcoming due    due    behind behind missed
		canceled upcoming due    due    behind behind missed
		open     open     open   open   behind behind overdue
		hold     open     open   open   behind behind overdue
		done     done     done   done   done   done   late
		waived   waived   waived waived waived waived waived
	END
	while read -r status want; do
		is "$(state "$status" 2026-01-05 2025-12-29..2026-01-04 S03-01@2026-W01)" "$want"
	done <<-END
		none n/a
		doing n/a
		done late
		waived waived
	END
}
