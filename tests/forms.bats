# forms: what a command line may be, and what is said of one that may not
load setup.bash

@test "--help of a verb has its lines and its options alone" {
	run3 0 'sow-ticket new --help'
	has "$output" "usage: sow-ticket new ACTIVITY|KEY|title=TITLE [VALUE...] [FIELD...] [OPTION...]"
	has "$output" "       sow-ticket new - [OPTION...]"
	has "$output" "       sow-ticket new --each=FILE --parent=ID [OPTION...]"
	has "$output" "--each=FILE"
	is "$(grep -c -e '--any' -e '--cell' <<< "$output")" 0
	run3 0 'sow-ticket undo --help'
	is "$(sed -n 1,3p <<< "$output")" $'sow-ticket - take back what you wrote last\n\nusage: sow-ticket undo [OPTION...]'
	has "$output" "--any"
	is "$(grep -c -e '--done' <<< "$output")" 0
	run3 0 'sow-list --diff=1..2 --help'
	is "$(grep -c usage <<< "$output")" 1
	has "$output" "usage: sow-list --diff=D1..D2 [OPTION...]"
	run3 0 'sow-ticket --help'
	is "$(grep -c '^\(usage:\|      \) sow-ticket' <<< "$output")" 26
}

@test "a word that is none is told with the nearest one, and with what there is" {
	sow-ticket init
	while IFS='|' read -r command said; do
		run3 2 "$command"
		is "$output" ""
		has "$stderr" "$said"
	done <<-'END'
	sow-ticket dnoe 1|no verb 'dnoe' (done?); there are:
	sow-ticket|a verb is missing; there are:
	sow-ticket completely-other|no verb 'completely-other'; there are:
	sow-report -f weakly -p week|no layout 'weakly' (weekly?); there are:
	sow-report sumary -p week|no table 'sumary' (summary?); there are:
	sow-list --calumns=id|no option '--calumns=id' (--columns?)
	sow-list --zzzzzz|no option '--zzzzzz'
	sow-list -c tilte|no column 'tilte' (title?); there are:
	sow-list -w frequncy=x|no column 'frequncy' (frequency?); there are:
	sow-list -o exel|no format 'exel' (excel?); there are:
	sow-list -o xyzzyx|no format 'xyzzyx'; there are:
	END
}

@test "an option that a form would not heed is refused, with the forms that would" {
	while IFS='|' read -r command said; do
		run3 2 "$command"
		is "$output" ""
		has "$stderr" "$said"
	done <<-'END'
	sow-ticket undo --cell note|undo does not take --cell, which goes with: redact
	sow-ticket new - --done|new - does not take --done, which goes with: new
	sow-ticket new pw --max=3|new does not take --max, which goes with: new -
	sow-ticket show 1 -n|show does not take --dry-run, which goes with: init, new, new -
	sow-list --check --all|--check does not take --all, which goes with: sow-list
	sow-due --explain=S09-01@2026-11 --each|--explain does not take --each, which goes with: sow-due
	sow-report -f weekly -p week -c id|--layout does not take --columns, which goes with: summary, opened
	sow-ticket verify x|verify takes no operand
	sow-ticket import a b|import takes one operand
	END
}

@test "--help after an option that wants a value is that of its form" {
	run3 0 'sow-due --explain --help | sed -n 3p; sow-list --diff --help | sed -n 3p; sow-report -f -h | sed -n 3p'
	assert_stdout <<-'END'
	usage: sow-due --explain=KEY [OPTION...]
	usage: sow-list --diff=D1..D2 [OPTION...]
	usage: sow-report --layout=LAYOUT --period=PERIOD [OPTION...]
	END
}
