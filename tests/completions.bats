# completions: what bash offers, taken from the programs
load setup.bash

# offers WORD ...: after these words, the last one unfinished; = is a word, as bash divides them
offers() {
	# shellcheck disable=SC1091
	. "$ROOT/completions/sow.bash"
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
	_sow "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
	echo "${COMPREPLY[@]}"
}

@test "options are those of --help" {
	for program in sow-list sow-due sow-ticket sow-report sow-conv sow-recon sow-check; do
		is "$(offers $program -- | tr ' ' '\n' | sort)" \
		    "$($program --help | grep -o '^  .. --[a-z-]*' | cut -c6- | sort)"
	done
	is "$(offers sow-list --form)" "--format --formula"
	is "$(offers sow-ticket --wi)" "--with"
	is "$(offers sow-list --wi)" ""
	is "$(offers sow-ticket new --st)" "--start"
	is "$(offers sow-ticket list --st)" ""
}

@test "an option's words: formats, languages, encodings, files, layouts" {
	is "$(offers sow-list -o '')" "csv tsv table json excel cp932 xlsx ics"
	is "$(offers sow-list --format = c)" "csv cp932"
	is "$(offers sow-list --format =)" "csv tsv table json excel cp932 xlsx ics"
	is "$(offers sow-due --header '')" "en ja none"
	is "$(offers sow-due --formula e)" "error"
	is "$(offers sow-ticket --from CP)" "CP932"
	is "$(offers sow-report -f '')" "completion coverage evidence issues kyoto-monthly kyoto-monthly.xlsx kyoto-weekly kyoto-weekly.xlsx minutes monthly roadmap sla-review structure team weekly"
	is "$(offers sow-report -p w)" "week"
	is "$(offers sow-due --lead '')" ""
	mkdir 'a dir' && : > 'a file'
	is "$(offers sow-list -O 'a f')" "a file"
	is "$(offers sow-list -C a)" "a dir"
	is "$(offers sow-ticket import 'a f')" "a file"
}

@test "columns are those of the program, of the table, of this ledger" {
	is "$(offers sow-list -c ti)" "title"
	is "$(offers sow-list -c id,ta)" "id,task id,target"
	is "$(offers sow-due -w s)" "state="
	is "$(offers sow-report summary -c c)" "carried closed canceled"
	is "$(offers sow-report -c cont)" "content"
	printf '件名,mail\n' > e.csv
	is "$(offers sow-conv e.csv -c 件)$(offers sow-conv e.csv --split-by m)" "件名mail"
	is "$(offers sow-conv -m skysea-o)$(offers sow-conv e)" "skysea-oploge.csv"
	is "$(offers sow-check wsus)$(offers sow-check usb e)" "wsus wsus-pushe.csv"
	is "$(offers sow-check usb e.csv -k 件)$(offers sow-check ./x.csv e.csv --by m)" "件名mail"
	is "$(offers sow-check usb e.csv -c l)" "level line"
	sow-ticket init --with=site
	is "$(offers sow-ticket list -c si)" "site"
}

@test "verbs are all those of the program; tables too" {
	is "$(offers sow-ticket '' | tr ' ' '\n' | sort)" "$(grep -ho '\.name = "[a-z]*"' "$ROOT"/cmd/sow-ticket*.c | cut -d'"' -f2 | sort -u)"
	is "$(offers sow-report -p week '')" "summary opened closed canceled remaining plan exceptions routine behind coverage rates effort approvals incidents issues structure roadmap meetings sowchanges documents checks review evidence changed count"
}

@test "activities by alias and id, tickets by id" {
	is "$(offers sow-list S16)" "S16-01"
	is "$(offers sow-ticket new inc)" "inc"
	is "$(offers sow-ticket new S03)" ""
	is "$(offers sow-ticket done '')" ""
	sow-ticket init
	sow-due -w state=due | sow-ticket new - > /dev/null
	sow-ticket done 2 > /dev/null
	is "$(offers sow-ticket start '')" "3 1"
	is "$(offers sow-ticket show '')" "3 2 1"
	mkdir other
	sow-ticket -C other init
	is "$(offers sow-ticket -C other start '')" ""
	is "$(offers sow-ticket -t other/tickets.csv start '')" ""
}

@test "a cell is a word, never a command" {
	printf '%s\n' 'id,title,frequency,alias' 'X-1,x,随時,x$(touch${IFS}ran)*' > sow.csv
	is "$(offers sow-list x)" 'x\$\(touch\$\{IFS\}ran\)\*'
	is "$(ls)" sow.csv
}

# typed COMPLETIONS KEYS...: a person's bash with them, the keys and Enter typed one after the other
typed() {
	local rc=$1 keys
	shift
	{
		sleep 0.5
		for keys; do printf '%b' "$keys"; sleep 0.4; printf '\n'; sleep 0.3; done
		printf 'exit\n'
		sleep 0.3
	} | script -qec "env -u BASH_ENV PATH='$PATH' SOW_SHARE='$SHARE' bash --noprofile --rcfile '$rc' -i" /dev/null || :
}

@test "TAB and Enter on a pty run nothing, whatever the team's files hold" {
	script -qec true /dev/null || skip "no terminal to be had here"
	printf '%s\n' 'id,title,frequency,alias,x;touch ran' 'X-1,インシデント（事象）,随時,pw;touch${IFS}ran,' \
	    'X-2,作業（事象）,随時,qq`touch${IFS}ran`$(touch${IFS}ran)&touch${IFS}ran|touch${IFS}ran,' > sow.csv
	sow-ticket init
	: > 'zz;touch ran'
	: > $'zz\n touch ran'
	typed "$ROOT/completions/sow.bash" 'sow-ticket new pw\t x' 'sow-ticket new qq\t x' 'sow-list -c x\t' 'sow-list pw\t' \
	    'sow-list -w x\t' 'sow-ticket -t zz\t' 'sow-ticket import zz\t\t' > screen
	[ ! -e ran ] || { cat -v screen; return 1; }
	grep -q 'zz' screen
	# The same without the quotes is the command that it must not be.
	sed 's/_sow_quoted "$word"/printf %s "$word"/' "$ROOT/completions/sow.bash" > bare
	typed "$TEAM/bare" 'sow-ticket new pw\t x' > screen
	[ -e ran ]
}

@test "nothing is written, whatever was typed" {
	is "$(offers sow-ticket init '')" ""
	is "$(offers sow-list -O x -c ti)" "title"
	is "$(offers sow-ticket -O x -c ti)" ""
	is "$(ls)" ""
}

@test "--directory= is heeded, -m offers maps, and nothing is offered for a field's value" {
	mkdir -p other/maps
	printf 'to,from\n' > other/maps/old.csv
	sow-ticket -C other init
	sow-ticket -C other new pw > /dev/null 2>&1
	is "$(offers sow-ticket --directory = other done '')" "1"
	is "$(offers sow-ticket -C other done '')" "1"
	is "$(offers sow-ticket done '')" ""
	is "$(offers sow-ticket -C other import -m ol)$(offers sow-ticket -C other import -m exc)" "oldexcel"
	is "$(offers sow-ticket import --map = exc)" "excel"
	is "$(offers sow-ticket -C other import -m other/ma)" "other/maps"
	for words in 'done 1 due =' 'done 1 due = 1' "set 1 due = ''" 'list frequency =' "list -w status = ''"; do
		is "$(eval "offers sow-ticket -C other $words")" ""
	done
}
