# sow-ticket: corners that mutants of the code found without a test
load setup.bash

ticket() { sow-ticket "$@" > /dev/null; }

@test "target follows the title, unless a hand typed it" {
	sow-ticket init
	ticket new inc Outlook 凍る
	run3 0 'sow-ticket set 1 soft=Word; sow-ticket move 1 inc Teams 落ちる; sow-ticket move 1 oplog; sow-ticket move 1 inc ソフト 事象'
	run3 0 'sow-ticket log -c title,target'
	is "$output" "$(printf '%s\n' title,target 'インシデント（Outlook：凍る）,Outlook' 'インシデント（Word：凍る）,Word' \
	    'インシデント（Teams：落ちる）,Teams' 'ログ取得申請（操作ログ）,操作ログ' 'インシデント（ソフト：事象）,ソフト')"
	ticket set 1 target=本庁サーバ
	run3 0 'sow-ticket set 1 soft=Word; sow-ticket move 1 inc Teams 落ちる; sow-ticket list -c target'
	is "$output" $'1\n1\ntarget\n本庁サーバ'
}

@test "a hold that is refused writes nothing" {
	sow-ticket init
	ticket new pw
	for option in '--until someday' '--until 11/20' "--for 'a b'" "--for ''"; do
		run3 1 "sow-ticket hold 1 $option"
		is "$output" ""
	done
	is "$(wc -l < tickets.csv)" 2
}

@test "a live ticket is not reopened" {
	sow-ticket init
	ticket new pw
	ticket hold 1
	run3 1 'sow-ticket reopen 1'
	is "$output" ""
	is "$stderr" "sow-ticket: ticket 1: already on hold"
	is "$(wc -l < tickets.csv)" 3
}

@test "a formula's quote in a sheet is no change" {
	sow-ticket init
	ticket new pw requester='=1+1'
	run3 0 'sow-ticket list -o excel -O t.csv; sow-ticket set - < t.csv'
	is "$output" 1
	is "$(wc -l < tickets.csv)" 2
}

@test "rows of a sheet: an id that is none is told, rev is the ledger's own" {
	sow-ticket init
	ticket new pw
	run3 1 'printf "id,rev,priority\n9,1,高\n1,1,高\n" | sow-ticket set -'
	is "$output" 1
	is "$stderr" "sow-ticket: stdin:2: no ticket 9"
}

@test "a sheet of a ledger of more than eight rows" {
	sow-ticket init
	ticket new pw
	for i in 1 2 3 4 5 6 7 8; do ticket note 1 "x$i"; done
	run3 0 'printf "id,rev,priority\n1,9,高\n" | sow-ticket set -'
	is "$output" 1
	is "$(wc -l < tickets.csv)" 11
}

@test "what is undone has no closing date" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket undo; sow-ticket list -a -c status,closed'
	is "$output" $'1\nstatus,closed\nvoid,'
}

@test "import tells the line of the file, behind blank rows too" {
	sow-ticket init
	printf 'ref,title,opened\n,,\nK1,x,2026/10/1\n' > old.csv
	run3 1 'sow-ticket import old.csv'
	has "$stderr" "old.csv:3: どの件名の型にも合わない"
}

@test "a target within another's name is a target of its own" {
	sow-list --all -O sow.csv
	sed -i 's/^\(S09-01,.*,月次\),[^,]*,/\1,本庁ApexOne,/' sow.csv
	sow-ticket init
	sow-due -p 2026-11 -a -w title=定例チェック（2026年11月） | ticket new -
	run3 0 'sow-ticket split 1 S09-03@2026-11; sow-ticket list -w id=1 -c keys,target'
	is "$output" $'3\nkeys,target\nS09-01@2026-11 S09-02@2026-11,本庁ApexOne・ApexOne'
}

@test "split says in a note where the keys come from" {
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | ticket new -
	run3 0 'sow-ticket split 1 S09-02@2026-11; sow-ticket list -c id,note'
	is "$output" $'3\nid,note\n3,1 から分割\n1,'
}

@test "an empty list in a pipe says nothing" {
	sow-ticket init
	run3 0 'sow-ticket list'
	is "$stderr" ""
}

@test "list reads a ledger's rows alone" {
	run3 1 "printf 'id,status\n1,open\n' | sow-ticket -t - list"
	is "$output" ""
	has "$stderr" "list reads a ledger, not any tickets"
}

@test "a ledger on stdin: a bad row is told, --as-of holds to the moment" {
	sow-ticket init
	ticket new pw
	SOW_NOW=2026-11-24T11:00 ticket new pw
	run3 0 'sow-ticket -t - list -c id --as-of=2026-11-24T11:00 < tickets.csv'
	is "$output" $'id\n2\n1'
	sed -i '2s/,1,open,/,x,open,/' tickets.csv
	run3 1 'sow-ticket -t - list -c id < tickets.csv'
	is "$output" $'id\n2'
	has "$stderr" "stdin:2: not a ticket id: 'x'"
}

@test "new --each: a row that cannot be read is told, and exits 1" {
	sow-ticket init
	ticket new pw
	printf 'server\nsv1\n"sv2\n' > servers.csv
	run3 1 'sow-ticket new --each servers.csv --parent 1'
	is "$output" 2
	has "$stderr" "servers.csv:3: a quote is never closed"
}

@test "a note out of a directory" {
	sow-ticket init
	ticket new pw
	run3 1 'sow-ticket note 1 -F .'
	is "$output" ""
	has "$stderr" ".: Is a directory"
}

@test "mail of half-width kana, three bytes each where it had one" {
	sow-ticket init
	printf 'ｱ%.0s' $(seq 9000) | tee kana | iconv -f UTF-8 -t CP932 > mail.txt
	run3 0 'sow-ticket new pw -F mail.txt; sow-ticket list -c note | tail -1'
	is "$output" "1
$(cat kana)"
}

@test "move drops a date without a word" {
	sow-ticket init
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket move 1 kadai; sow-ticket list -c title'
	is "$output" $'1\ntitle\n課題管理（2026年11月）'
	is "$stderr" ""
}

@test "move to work whose target the SOW fixes takes that, to other work leaves it" {
	sow-ticket init
	ticket new inc Outlook 凍る
	ticket new inc Outlook 凍る
	run3 0 'sow-ticket move 1 pw'
	has "$stderr" "ソフト名 Outlook is dropped: the new title has no place for it"
	run3 0 'sow-ticket list -w id=1 -c title,target'
	is "$output" $'title,target\nパスワードリセット（O365）,O365'
}

@test "move to work without a target" {
	sow-ticket init
	ticket new inc Outlook 凍る
	run3 0 'sow-ticket move 1 qa; sow-ticket list -c title,target'
	is "$output" $'1\ntitle,target\n利用方法、仕様などの問合せ（凍る）,Outlook'
}

@test "U+3000 before a title's place" {
	sow-ticket init
	run3 0 'sow-ticket new inc ソフト名＝Teams　事象＝落ちる; sow-ticket list -c title'
	is "$output" $'1\ntitle\nインシデント（Teams：落ちる）'
}

@test "another file's leftover is none of the ledger" {
	sow-ticket init
	touch another.csv.torn another.csv.Ab12Cd
	run3 0 'sow-ticket verify'
	is "$stderr" ""
}

@test "redact has nothing to complain of" {
	sow-ticket init
	ticket new pw note=x
	run3 0 'sow-ticket redact 1 --cell note --why x --rev 1'
	is "$stderr" ""
}

@test "a ledger in another group's directory is that group's" {
	group=$(id -G | tr ' ' '\n' | grep -vx "$(id -g)" | head -1)
	[ "$(id -u)" -ne 0 ] || group=${group:-1}
	[ -n "$group" ] || skip "one group only"
	chgrp "$group" .
	chmod 770 .
	(umask 007; sow-ticket init)
	is "$(stat -c '%g %a' tickets.csv)" "$group 660"
}

@test "a signal between lock and unlock waits until the row is saved" {
	for signal in INT TERM HUP; do
		rm -f tickets.csv
		sow-ticket init
		strace -o /dev/null -e inject=fallocate:signal=$signal "$(command -v sow-ticket)" new pw > /dev/null 2>&1 || true
		is "$(wc -l < tickets.csv)" 2
	done
}

@test "a suggestion holds until the work's last day" {
	sow-list --all -O sow.csv
	sed -i 's/^\(S13-01,.*\),,,\([^,]*\)$/\1,,2026-10-01,\2/' sow.csv
	sow-ticket init
	printf 'ref,title,opened\nK1,インシデント(Outlook:x),2026/10/1\nK2,インシデント(Outlook:x),2026/10/2\n' > old.csv
	run3 0 'sow-ticket import -n old.csv -c ref,reason'
	is "$output" $'ref,reason\nK1,全角・半角などの違い：インシデント（Outlook：x）\nK2,どの件名の型にも合わない'
}

@test "VISUAL comes before EDITOR" {
	sow-ticket init
	ticket new pw
	printf '#!/bin/sh\necho visual > "$1"\n' > ed; chmod +x ed
	run3 0 'VISUAL=./ed EDITOR=false sow-ticket note 1 -E; sow-ticket list -c note'
	is "$output" $'1\nnote\nvisual'
}

@test "children are shown by id" {
	sow-ticket init
	ticket new inc a b
	for i in 1 2 3; do ticket new inc c d parent=1; done
	run3 0 'sow-ticket show 1 | grep 子チケット | cut -d" " -f1'
	is "$output" $'子チケット,2\n子チケット,3\n子チケット,4'
}

@test "more rows without keys than --max" {
	sow-ticket init
	run3 1 '{ echo title; seq 51; } | sow-ticket new -'
	is "$output" ""
	is "$stderr" "sow-ticket: stdin: 51 new tickets exceed --max=50; none made"
	is "$(wc -l < tickets.csv)" 1
}

@test "which of the tickets the editor is not opened for" {
	sow-ticket init
	ticket new pw
	run3 1 'EDITOR=false sow-ticket hold 1 99 -E'
	is "$stderr" "sow-ticket: ticket 99: no such ticket"
}

@test "a status is not blanked" {
	sow-ticket init
	ticket new pw
	run3 1 'sow-ticket set 1 status='
	has "$stderr" "ticket 1: not a status:"
	run3 1 'printf "id,status\n1,\n" | sow-ticket set -'
	has "$stderr" "stdin:2: not a status:"
	is "$(wc -l < tickets.csv)" 2
}

@test "rows on stdin in any order" {
	sow-ticket init
	for i in 1 2 3; do ticket new pw; done
	run3 0 '{ head -1 tickets.csv; tail -n +2 tickets.csv | tac; } | sow-ticket -t - list -c id,number'
	is "$output" $'id,number\n3,2026-0003\n2,2026-0002\n1,2026-0001'
}

@test "the places of a title, and no others" {
	sow-ticket init
	run3 1 'sow-ticket new inc Outlook'
	is "$stderr" $'sow-ticket: new: too few values for the title\n    S13-01 インシデント（ソフト名：事象）: ソフト名=… 事象=…'
}

@test "import: a row without a title" {
	sow-ticket init
	printf 'ref,title,opened\nK1,　,2026/10/1\n' > old.csv
	run3 1 'sow-ticket import old.csv'
	is "$stderr" "sow-ticket: old.csv:2: 件名がない"
}

@test "day= is read as any date" {
	sow-ticket init
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket set 1 day=11/26; sow-ticket list -c title'
	is "$output" $'1\ntitle\n週次定例会（2026年11月26日）'
}

@test "a number names its ticket" {
	sow-ticket init
	ticket new pw
	ticket new pw
	run3 0 'sow-ticket note 2026-0002 x'
	is "$output" 2
	run3 1 'sow-ticket note 2026-0003 x'
	run3 1 'sow-ticket note 2025-0001 x'
}

@test "verify tells of lost rows behind a bad one, too" {
	sow-ticket init
	ticket new pw
	ticket new pw
	sed -i '2s/pw/px/; 2s/yamada/yamaha/' tickets.csv
	run3 1 'sow-ticket verify --min-rev=5'
	has "$stderr" "tickets.csv:2: the row was changed"
	has "$stderr" "the last rev is 2, but was 5: rows are lost at the end"
}

@test "verify while a torn end is taken off" {
	sow-ticket init
	ticket new pw
	cp tickets.csv good.csv
	printf 2,2026 >> tickets.csv
	strace -f -o /dev/null -P "$PWD/tickets.csv" -e inject=pread64:delay_enter=700000:when=2 \
	    "$(command -v sow-ticket)" verify -t "$PWD/tickets.csv" > out 2> said &
	sleep 0.3
	cp good.csv other; cat other > tickets.csv
	wait $! && status=0 || status=$?
	is "$status" 0
	is "$(cat said)" ""
}

@test "an empty line alone is no ledger" {
	printf '\nx' > tickets.csv
	run3 1 'timeout 5 sow-ticket list'
	is "$output" ""
}

@test "a title with a date is of its own year, not of the opening's" {
	sow-ticket init
	printf 'ref,title,opened,closed\nK1,週次定例会（2026年4月3日）,2026/3/30,2026/4/3\n' > old.csv
	run3 0 'sow-ticket import old.csv; sow-ticket list -a -c keys'
	is "$output" $'1\nkeys\nS03-01@2026-W14'
}

@test "an activity named by its id or alias is not told" {
	sow-ticket init
	run3 0 'sow-ticket new S13-01 Outlook 凍る; sow-ticket new inc Outlook 凍る'
	is "$output$stderr" $'1\n2'
}

@test "-n on a terminal shows the rows, too" {
	script -qec true /dev/null || skip "no terminal to be had here"
	sow-ticket init
	run3 0 'sow-ticket new pw -n > piped; script -qec "sow-ticket new pw -n" /dev/null | tr -d "\r" > typed; wc -l < piped; cmp <(cut -d, -f3-22 typed) <(cut -d, -f3-22 piped)'
	is "$output" 2
}

@test "a group that cannot be given gets nothing" {
	[ "$(id -u)" -eq 0 ] || skip "root alone can make such a directory"
	chgrp 1 .
	chmod 770 .
	run3 0 'strace -o /dev/null -e inject=fchown:error=EPERM "$(command -v sow-ticket)" init'
	is "$(stat -c '%g %a' tickets.csv)" "$(id -g) 600"
}

@test "a report's content is the first note, its action that of the end" {
	sow-ticket init
	ticket new pw note=受付
	ticket note 1 調査
	ticket done 1 解決
	ticket note 1 後日談
	run3 0 'sow-report closed -p 2026-11 -c content,action'
	is "$output" $'content,action\n受付,解決'
}

@test "a write that takes nothing is a full disk" {
	sow-ticket init
	run3 73 'strace -o /dev/null -P "$PWD/tickets.csv" -e inject=write:retval=0 "$(command -v sow-ticket)" new pw'
	has "$stderr" "./tickets.csv: No space left on device"
	is "$(wc -l < tickets.csv)" 1
}

@test "init says why it could not" {
	run3 73 'strace -o /dev/null -e inject=link:error=EPERM "$(command -v sow-ticket)" init'
	is "$stderr" "sow-ticket: ./tickets.csv: Operation not permitted"
	is "$(ls)" ""
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

@test "what is kept of an input is bounded, and --max speaks first" {
	sow-ticket init
	(echo title,due; echo '1,"x'; yes x | head -20000) > quote
	run3 1 'sow-ticket new - < quote'
	has "$stderr" "stdin: more than 10000 bad rows: gave up reading, and nothing is taken of it"
	(echo title; yes x | head -20000) > rows
	run3 1 'sow-ticket new - < rows'
	is "$stderr" "sow-ticket: stdin: more than 10050 rows, and --max is 50 new tickets; none made"
	run3 1 'head -c 2000000 /dev/zero | tr "\0" a > note; sow-ticket new pw -F note'
	has "$stderr" "note: more than 1 MiB is too long for a note"
	is "$(wc -l < tickets.csv)" 1
}

@test "an empty key is no key" {
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | sow-ticket new - > /dev/null 2>&1
	cp tickets.csv was.csv
	for key in '' ' '; do
		run3 1 "sow-ticket split 1 '$key'"
		is "$output" ""
		has "$stderr" "does not carry"
	done
	cmp was.csv tickets.csv
}
