# ticket-words: what is typed, by an IME too, and what is said of it
load setup.bash

@test "an option that a verb would not heed is refused" {
	sow-ticket init
	for words in 'new pw --until=12/1' 'new pw -o json' 'new pw -w id=1' 'list --approver=x' 'done 1 --as-of=today' \
	    'verify -n' 'show 1 --why=x' 'undo --if-rev=1' 'set 1 -F x' 'redact 1 --on=11/24'; do
		run3 2 "sow-ticket $words"
		has "$stderr" "which goes with: "
	done
	run3 2 'sow-ticket new pw --on 11/24'
	has "$stderr" "--on goes with --done"
	run3 2 'sow-ticket new pw --parent 1'
	for option in --done --start -E '-F x'; do
		run3 2 "sow-ticket new - $option < /dev/null"
		has "$stderr" "new - does not take --"
	done
	is "$(wc -l < tickets.csv)" 1
	run3 2 'sow-list --candidates x'
}

@test "U+3000 parts the verb, what it is about, and fields, but no value or note" {
	sow-ticket init
	run3 0 'sow-ticket new　inc　Outlook　起動しない　requester=北山　太郎　Min＝５　note=再起動　した'
	is "$output" 1
	run3 0 'sow-ticket log -c title,requester,minutes,note'
	is "$output" $'title,requester,minutes,note\nインシデント（Outlook：起動しない）,北山　太郎,5,再起動　した'
	run3 0 'sow-ticket new inc Outlook 画面が　固まる'
	is "$output" 2
	run3 0 'sow-ticket list　画面が　北山 -c id; sow-ticket list　画面が　固まる -c id'
	assert_stdout <<-'END'
	id
	id
	2
	END
	run3 0 'sow-ticket done　１，2　済んだ　再起動　ＭＩＮ＋＝７　担当＝佐藤　花子'
	is "$output" $'1\n2'
	run3 0 'sow-ticket log -c note,minutes,assignee | tail -2'
	is "$output" $'済んだ　再起動,12,佐藤　花子\n済んだ　再起動,7,佐藤　花子'
	run3 0 'sow-ticket ｎｏｔｅ　２　後日談　あり; sow-ticket log -c note | tail -1'
	is "$output" $'2\n後日談　あり'
	run3 2 'sow-ticket waive　S09-01@2026-11　S09-02@2026-11 --approver=鈴木'
	has "$stderr" "--why=TEXT"
	run3 0 'sow-ticket waive S09-01@2026-11　S09-02@2026-11 --approver=鈴木　課長 --why=休会'
	is "$output" $'6\n7'
	run3 0 'sow-ticket log 6 -c approved'
	is "$output" $'approved\n2026-11-24 鈴木　課長'
}

@test "what is said of a verb's operands helps" {
	sow-ticket init
	ticket new pw
	while IFS='|' read -r status command said; do
		run3 "$status" "sow-ticket $command"
		is "$output" ""
		has "$stderr" "$said"
	done <<'END'
2|set what=x 1|set: the ticket's id comes first, then what=x
2|set 1|set: what? (a field such as due=12/1)
2|note 1|note: which remark?
1|done 1 あ い|a second note: い (a note of several words stands in quotes)
2|show|show: which ticket? (one id)
2|show 1 2|show takes one ticket, not 2 (sow-ticket log prints the rows of several)
2|split 1|split: which ticket, and which of its keys?
2|undo 1|undo takes no operand
2|verify nosuchfile|verify takes no operand
2|init foo|init takes no operand
73|init -n|already exists
END
	run3 0 'sow-ticket note 1 note=x; sow-ticket log -c note | tail -1'
	is "$output" $'1\nx'
}

@test "a message is UTF-8 though it names what is not, or half of it" {
	sow-ticket init
	ticket new pw
	run3 1 "printf 'id\n%s\n' $(printf 'あ%.0s' $(seq 30)) | sow-ticket done -"
	is "$(iconv -f UTF-8 -t UTF-8 <<< "$stderr" > /dev/null && echo good)" good
}

# raw BYTES: stderr holds none of them
raw_free() {
	! printf %s "$stderr" | LC_ALL=C grep -q "$1"
}

@test "no message moves the cursor or turns the text, wherever the words come from" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	for word in $'\u202e' $'\u2066' $'\u200e'; do
		for command in "list -c 'x$word'" "list -w 'x$word=1'" "list -o 'x$word'" "show 'x$word'" "new 'x$word'" \
		    "set 1 'x$word=1'" "done 1 --on 'x$word'" "list -t 'x$word'" "'x$word'" \
		    "set - --from 'x$word'" "waive 'x$word' --approver a --why b"; do
			run --separate-stderr bash -c "sow-ticket $command < /dev/null"
			[ "$status" -ne 0 ] || { echo "exit 0: $command"; return 1; }
			has "$stderr" "<U+"
			raw_free "$word"
		done
	done
	printf 'id,x\e]0;y\a,\xc2\x9b2J\n1,2,3\n' > sheet
	run3 0 'sow-ticket set - < sheet'
	has "$stderr" "no column 'x<U+001B>]0;y<U+0007>'"
	has "$stderr" "no column '<U+009B>2J'"
}

@test "an empty word is a word, not what lay in memory before" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 2 'sow-ticket new ""'
	has "$stderr" "which activity?"
	run3 1 'sow-ticket show ""'
	is "$stderr" "sow-ticket: no ticket ''"
	run3 2 'sow-ticket list -c ""'
	has "$stderr" "no column ''; there are:"
	run3 1 'sow-ticket waive "" --approver a --why b'
	has "$stderr" "not the key of an occurrence"
}

@test "a regular expression and a word have a length that can be worked with" {
	sow-ticket init
	deep=$(printf '(%.0s' $(seq 14000)) many=$(printf 'a|%.0s' $(seq 50000))
	for regex in "$deep" "$many"; do
		run3 2 "sow-list -w 'title~$regex'"
		has "$stderr" "-w: a regular expression of more than 1000 bytes"
		run3 2 "sow-ticket done - '--skip-to=$regex' < /dev/null"
		has "$stderr" "--skip-to: a regular expression of more than 1000 bytes"
	done
	run3 2 "sow-ticket done - --skip-to='[' < /dev/null"
	has "$stderr" "--skip-to: not a regular expression: ["
	run3 1 "timeout 10 sow-ticket done 1 '$(printf '　%.0s' $(seq 33333))'"
}
