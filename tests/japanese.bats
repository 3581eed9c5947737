# japanese.bats - messages in Japanese, and in nothing else
load setup

# speak NAME=VALUE... -- COMMAND: with these variables of the locale alone
speak() {
	local set=()
	while [ "$1" != -- ]; do set+=("$1"); shift; done
	run3 "$2" "env -u LC_ALL -u LC_MESSAGES -u LANG -u LANGUAGE ${set[*]} $3"
}

@test "LC_ALL, LC_MESSAGES and LANG, in that order, say whether messages are Japanese" {
	local english="sow-ticket: ./tickets.csv: no ledger in $(pwd -P) (-C or SOW_DIR names the team's directory)"
	local japanese="sow-ticket: ./tickets.csv: $(pwd -P) に台帳がありません（チームのディレクトリは -C か SOW_DIR で指定します）"
	local line
	for line in LANG=ja LANG=ja_JP LANG=ja_JP.UTF-8 LANG=ja_JP.eucJP LANG=ja@x 'LC_MESSAGES=ja LANG=en_US.UTF-8' \
	    'LC_ALL=ja_JP.UTF-8 LC_MESSAGES=C LANG=C' 'LC_ALL= LC_MESSAGES= LANG=ja' LANGUAGE=en\ LANG=ja; do
		speak $line -- 73 'sow-ticket done 1'
		is "$stderr" "$japanese" || { echo "$line"; return 1; }
	done
	for line in LANG= LANG=C LANG=C.UTF-8 LANG=en_US.UTF-8 LANG=jam LANG=de 'LC_ALL=C LANG=ja' \
	    'LC_MESSAGES=en_US.UTF-8 LANG=ja' 'LC_ALL=en LC_MESSAGES=ja' LANGUAGE=ja; do
		speak $line -- 73 'sow-ticket done 1'
		is "$stderr" "$english" || { echo "$line"; return 1; }
	done
}

@test "in Japanese --help is Japanese, of each program and of each form" {
	local program verb
	for program in sow-list sow-due sow-ticket sow-report sow-conv sow-recon sow-check; do
		speak LANG=ja -- 0 "$program --help"
		has "$output" "使い方: $program"
		has "$output" "  -h --help               この説明"
		is "$(grep -c '^     *-[^-].* [a-z]\{3,\} [a-z]\{3,\}' <<< "$output")" 0
	done
	speak LANG=ja -- 0 'sow-ticket done --help'
	is "${output%%$'\n'*}" "sow-ticket - 完了にする"
	speak LANG=ja -- 2 'sow-ticket verify x'
	is "$stderr" "sow-ticket: verify には対象を書きません。「x」が余分です"
}

@test "what errno means is Japanese, too, and a refused row names its line" {
	speak LANG=ja -- 1 'sow-ticket import no.csv'
	has "$stderr" "ファイルがありません"
	sow-ticket init
	printf 'title,due\n件名,いつか\n' > rows.csv
	speak LANG=ja -- 1 'sow-ticket new - < rows.csv'
	is "$stderr" "sow-ticket: stdin:2: due：日付として読めません：いつか（例：2026-12-01、12/1、friday、明日）"
}

@test "data is the same bytes in both languages" {
	local command
	sow-ticket init
	sow-due -w state=due | sow-ticket new - > /dev/null
	sow-ticket new pw --done min=5 > /dev/null
	printf '番号,タイトル,起票日\n1,何か,2026-11-02\n' > old.csv
	printf 'to,from\nref,番号\ntitle,タイトル\n' > map.csv
	for command in 'sow-list' 'sow-list --diff=2026-04-01..2027-04-01' 'sow-due --all -p FY2026' \
	    'sow-due --explain S09-01@2026-11' 'sow-due --calendar -p 2026-11' 'sow-ticket list -a' 'sow-ticket log' \
	    'sow-ticket show 1' 'sow-report summary -p month' 'sow-report -f weekly -p week' \
	    'sow-ticket undo -n' 'sow-ticket import -n -m ./map.csv old.csv' 'sow-ticket list -o excel'; do
		env LC_ALL=C $command > english 2> /dev/null || :
		env LC_ALL=ja_JP.UTF-8 $command > japanese 2> /dev/null || :
		[ -s english ]
		cmp english japanese || { echo "$command"; return 1; }
	done
}

@test "elsewhere no locale and no catalogue is looked for" {
	sow-ticket init
	LC_ALL=ja_JP.UTF-8 strace -f -e trace=file -o trace sow-ticket list > /dev/null
	grep -q 'sow\.mo"' trace
	LC_ALL=en_US.UTF-8 strace -f -e trace=file -o trace sow-ticket list > /dev/null
	is "$(grep -c 'locale\|sow\.mo' trace || :)" 0
}

@test "without a catalogue messages are English" {
	cp -r "$SHARE" share
	rm -rf share/locale
	speak LANG=ja SOW_SHARE=share -- 73 'sow-ticket done 1'
	is "$stderr" "sow-ticket: ./tickets.csv: no ledger in $(pwd -P) (-C or SOW_DIR names the team's directory)"
}
