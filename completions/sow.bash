# sow.bash - completion for sow-list sow-due sow-ticket sow-report sow-conv sow-recon sow-check
# SPDX-License-Identifier: MIT
#
# Nothing is listed here: options, formats and verbs are what --help says,
# columns, tables, ids and aliases what the programs themselves print.

# The options of a program, or of its verb; of one that takes an argument, its name and help.
_sow_options() {
	LC_ALL=C "$1" $verb --help 2> /dev/null | awk -v option="$2" '/^  (-.|  ) --/ {
		letter = substr($0, 3, 2)
		$0 = substr($0, 6)
		name = argument = $1
		sub(/\[?=.*/, "", name)
		sub(/^[^=]*=?/, "", argument)
		sub(/.*]$/, "", argument)
		if (option == "")
			print letter, name
		else if (argument != "" && (option == name || option == letter))
			print argument substr($0, length($1) + 1)
	}'
}

# The names that the lines of usage begin with: verbs, tables.
_sow_names() {
	LC_ALL=C "$1" --help 2> /dev/null | sed -n "s/^\(usage:\|      \) ${1##*/} \([a-z]\{1,\}\) .*/\2/p" | uniq
}

# What a program lists, indented, when it is asked for what there is not.
_sow_listed() {
	"$@" 2>&1 > /dev/null | sed -n 's/^    //p' | tr , '\n'
}

_sow_columns() {
	case $1 in
	*sow-report) printf 'id,status\n' | _sow_listed "$1" "${2:-closed}" -p week -t - -c '?' ;;
	*sow-ticket) _sow_listed "$1" "${dir[@]}" "${ledger[@]}" list -c '?' ;;
	*sow-check) [ -z "$typed" ] || _sow_checked "$1" ;;
	*sow-conv | *sow-recon) [ -z "$typed" ] || _sow_listed "$1" "${dir[@]}" "$typed" -c '?' ;;
	*) _sow_listed "$1" "${dir[@]}" -c '?' ;;
	esac
}

# The columns of breaches or, for what names a row or a group, those of the file: any rule will do.
_sow_checked() {
	local option=-c

	case $prev in
	-k | --key | --by | --ticket-by) option=-k ;;
	esac
	printf 'check,column,op,value\nc,#1,not empty,\n' | _sow_listed "$1" "${dir[@]}" /dev/stdin "$typed" "$option" '?'
}

_sow_activities() {
	sow-list "${dir[@]}" -c alias,id -o tsv "$@" 2> /dev/null | sed 1d
}

_sow_tickets() {
	"$@" "${dir[@]}" "${ledger[@]}" list -c id 2> /dev/null | sed 1d
}

# The names of the files in a directory of the team's or the shipped files: layouts, maps.
_sow_files() {
	local file

	for file in "${dir[1]:-${SOW_DIR:-.}}/$2"/*.csv "$SOW_SHARE/$2"/*.csv \
	    "$(dirname "$(type -P "$1")")"/../share/{sow/,}"$2"/*.csv; do
		[ ! -e "$file" ] || basename "$file" .csv
	done | sort -u
}

# The words for an option's argument: program, its name in --help, the help.
_sow_argument() {
	local help=${3##*[:(]}

	case $2 in
	COL | COLS | COL=VALUE) _sow_columns "$1" "$verb" ;;
	KEY) [[ $1 != *sow-check ]] || _sow_columns "$1" ;;
	ENC | FORMAT | HOW | LANG) echo "${help%)}" ;;
	LAYOUT) _sow_files "$1" layouts ;;
	MAP) _sow_files "$1" maps ;;
	PERIOD) echo week month quarter half fy ;;
	esac
}

_sow_operand() {
	case $1:$verb in
	*sow-list:*) _sow_activities ;;
	*sow-check:) _sow_files "$1" checks ;;
	*sow-report: | *sow-ticket:) _sow_names "$1" ;;
	*sow-ticket:new) _sow_activities -w frequency=ondemand ;;
	*sow-ticket:init | *sow-ticket:list | *sow-ticket:undo | *sow-ticket:verify | *sow-ticket:waive) ;;
	*sow-ticket:start | *sow-ticket:hold | *sow-ticket:done | *sow-ticket:cancel | *sow-ticket:split)
		_sow_tickets "$1" ;;
	*sow-ticket:*) _sow_tickets "$1" -a ;;
	esac
}

# The verb or table that was typed, and which team's files.
_sow_typed() {
	local known i

	case $1 in
	*sow-ticket | *sow-report) known=$(_sow_names "$1") ;;
	esac
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-C) dir=(-C "${COMP_WORDS[i + 1]}") ;;
		-t) ledger=(-t "${COMP_WORDS[i + 1]}") ;;
		--directory) dir=(-C "${COMP_WORDS[i + 2]}") ;;
		--tickets) ledger=(-t "${COMP_WORDS[i + 2]}") ;;
		-*) ;;
		*[/.]*) case $1:$rules in
			*sow-check:) rules=${COMP_WORDS[i]} ;;
			*) [ -n "$typed" ] || [ ! -f "${COMP_WORDS[i]}" ] || typed=${COMP_WORDS[i]} ;;
			esac ;;
		*) [[ $1 != *sow-check || -n $rules ]] || rules=$(_sow_files "$1" checks | grep -Fx -e "${COMP_WORDS[i]}")
			[ -n "$typed" ] || [ ! -f "${COMP_WORDS[i]}" ] || typed=${COMP_WORDS[i]}
			[ -n "$verb" ] || verb=$(grep -Fx -e "${COMP_WORDS[i]}" <<< "$known") ;;
		esac
	done
}

# The word as the shell will not read anything into it; kana and kanji are left as they are.
_sow_quoted() {
	if [[ $1 == *[[:space:][:cntrl:]\'\"\\\`\$\&\;\|\<\>\(\)\{\}\!\*\?\~\#\[\]\^]* ]]; then
		printf %q "$1"
	else
		printf %s "$1"
	fi
}

_sow() {
	local cur=$2 prev=$3 name help verb= typed= rules= words= word head= dir=() ledger=() list=()

	# bash takes = for a word
	[ "$prev" != = ] || prev=${COMP_WORDS[COMP_CWORD - 2]}
	case $cur:${COMP_WORDS[COMP_CWORD - 1]} in
	=:* | *:=)
		[ "$cur" != = ] || cur=
		COMPREPLY=()
		[[ $prev == -* ]] || return # what follows due= is for a person to say
	esac
	_sow_typed "$1"
	[[ $prev != -* ]] || read -r name help < <(_sow_options "$1" "$prev")
	[[ -n $name || $cur == -* || $verb != import && $1 != *sow-conv && $1 != *sow-recon ]] || name=FILE
	[[ -n $name || $cur == -* || $1 != *sow-check || -z $rules && $cur != *[/.]* ]] || name=FILE
	[[ $name:$cur != MAP:*[/.]* ]] || name=FILE
	case $name:$cur in
	FILE:* | DIR:*)
		compopt -o filenames 2> /dev/null
		[ "$name" = FILE ] && set -- -f || set -- -d
		mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
		return ;;
	:-*) words=$(_sow_options "$1") ;;
	:*) words=$(_sow_operand "$1") ;;
	*) words=$(_sow_argument "$1" "$name" "$help") ;;
	esac
	case $name in
	COL=VALUE)
		compopt -o nospace 2> /dev/null
		words=$(sed 's/$/=/' <<< "$words") ;;
	COLS)
		compopt -o nospace 2> /dev/null
		[[ $cur != *,* ]] || head=${cur%,*}, ;;
	esac
	# A word comes out of the team's files and goes into the command line, where the shell
	# reads it: compgen -W would run what stands there as $(…), and so would Enter.
	COMPREPLY=()
	read -r -d '' -a list <<< "$words"
	for word in "${list[@]}"; do
		[[ $word != "${cur#"$head"}"* ]] || COMPREPLY+=("$head$(_sow_quoted "$word")")
	done
}
complete -F _sow sow-list sow-due sow-ticket sow-report sow-conv sow-recon sow-check
