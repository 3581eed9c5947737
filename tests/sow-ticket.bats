# sow-ticket: the ledger
load setup.bash

@test "init makes a header, once" {
	run3 0 'sow-ticket init --with=site,channel'
	is "$(cat tickets.csv)" "rev,batch,at,by,id,status,keys,title,requester,assignee,target,priority,opened,due,closed,minutes,approved,parent,related,part,ref,link,tags,site,channel,note,sum"
	run3 73 'sow-ticket init'
	has "$stderr" "already exists"
	run3 2 'sow-ticket init -t x.csv --with=status'
}

@test "without a ledger nothing is made, and it says how" {
	run3 73 'sow-ticket new pw'
	has "$stderr" "sow-ticket init"
	run3 1 'sow-ticket list'
	is "$(ls)" ""
}

@test "an incident is opened by alias, by words and by name=value" {
	sow-ticket init
	run3 0 'sow-ticket new inc Outlook 起動しない requester=北山高校'
	is "$output" 1
	run3 0 'sow-ticket new インシデント what=止まる：画面 soft=Teams'
	is "$output" 2
	run3 0 'sow-ticket new Ｓ１３－０１ ソフト名=Teams 事象＝落ちる'
	run3 0 'sow-ticket list -c id,title,requester,target,keys'
	is "$output" "$(printf '%s\n' id,title,requester,target,keys \
	    3,インシデント（Teams：落ちる）,,Teams,S13-01 \
	    2,インシデント（Teams：止まる：画面）,,Teams,S13-01 \
	    1,インシデント（Outlook：起動しない）,北山高校,Outlook,S13-01)"
}

@test "what the SOW fixes need not be typed" {
	sow-ticket init
	run3 0 'sow-ticket new pw min=5'
	run3 0 'sow-ticket new user 山田太郎'
	run3 0 'sow-ticket new kadai'
	run3 0 'sow-ticket list -c title'
	is "$output" $'title\n課題管理（2026年11月）\nユーザ登録申請（山田太郎：M365）\nパスワードリセット（O365）'
}

@test "a title that cannot be: which value, which places" {
	sow-ticket init
	run3 1 'sow-ticket new inc Outlook'
	has "$stderr" "too few values"
	has "$stderr" "ソフト名=… 事象=…"
	run3 1 'sow-ticket new inc a b c'
	run3 1 'sow-ticket new inc a：b c'
	has "$stderr" "only the last value may contain ："
	run3 1 "sow-ticket new inc Outlook \"\$(printf '%0300d' 0)\""
	has "$stderr" "255"
	run3 2 "sow-ticket new inc Outlook \$'a\\tb'"
	run3 0 'sow-ticket list -a -c id'
	is "$output" id
}

@test "a pattern that fits several activities lists them" {
	sow-ticket init
	run3 2 'sow-ticket new システム設定'
	has "$stderr" "S11-02"
	has "$stderr" "S11-05"
	run3 2 'sow-ticket new ありえない'
	run3 2 'sow-ticket new S09-01'
	has "$stderr" "such as S09-01@2026-11"
}

@test "due work becomes tickets once, one id an input row" {
	sow-ticket init
	run3 0 'sow-due | tee due.csv | sow-ticket new -'
	is "$output" $'1\n2\n3'
	run3 0 'sow-ticket new - < due.csv'
	is "$output" $'1\n2\n3'
	has "$stderr" "stdin:2: S03-01@2026-W48 is already on ticket 1"
	run3 0 'sow-due | sow-ticket new -'
	is "$output" ""
	is "$(wc -l < tickets.csv)" 4
}

@test "only the keys that nobody carries go on a new ticket" {
	sow-ticket init
	sow-ticket new S09-02@2026-09 > /dev/null
	run3 0 'sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） -w ticket= | sow-ticket new -'
	run3 0 'sow-ticket list -c id,keys'
	is "$output" $'id,keys\n2,S09-01@2026-09 S09-03@2026-09 S09-04@FY2026H1\n1,S09-02@2026-09'
}

@test "a bad row is refused with its line, the others are saved" {
	sow-ticket init
	run3 1 'printf "keys,title,due\nS03-01@2026-W48,a,2026-11-27\nS99-01@2026-W48,b,2026-11-27\nS13-01,c,whenever\n,d,\nbroken \"x\n" | sow-ticket new -'
	is "$output" $'1\n2'
	has "$stderr" "stdin:3: the catalogue has no activity S99-01"
	has "$stderr" "stdin:4: due: not a date: whenever"
	has "$stderr" "stdin:6: a misplaced quote"
	is "$(wc -l < tickets.csv)" 3
}

@test "an occurrence without an open day becomes no ticket" {
	sow-ticket init
	run3 1 'sow-due -p 2025-12-29..2026-01-04 --all | sow-ticket new -'
	is "$output" ""
	has "$stderr" "stdin:2: n/a"
}

@test "more than --max at once: none is made" {
	sow-ticket init
	run3 1 'sow-due -p FY2026 --all | sow-ticket new -'
	is "$output" ""
	has "$stderr" "exceed --max=50; none made"
	is "$(wc -l < tickets.csv)" 1
	run3 0 'sow-due -p FY2026 --all | sow-ticket new - --max=100 | wc -l'
	is "$output" 87
}

@test "done, reopen, hold, start, cancel, note move a ticket along" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket start 1; sow-ticket hold 1 業者待ち; sow-ticket done ＃1 min=15 済んだ --on 11/24; sow-ticket note 1 後日談'
	is "$output" $'1\n1\n1\n1'
	run3 0 'sow-ticket log 1 -c rev,status,assignee,minutes,closed,note'
	is "$output" "$(printf '%s\n' rev,status,assignee,minutes,closed,note 1,open,,,, 2,doing,yamada,,, \
	    3,hold,yamada,,,業者待ち 4,done,yamada,15,2026-11-24,済んだ 5,done,yamada,15,2026-11-24,後日談)"
	run3 1 'sow-ticket cancel 1'
	has "$stderr" "ticket 1: done: reopen it first"
	run3 0 'sow-ticket reopen 1; sow-ticket cancel 2026-0001'
	run3 0 'sow-ticket list'
	is "$output" "id,status,due,title,part,parts,requester,assignee,minutes,rev"
	run3 0 'sow-ticket verify'
}

@test "a canceled ticket frees its keys, and cannot take them back" {
	sow-ticket init
	sow-ticket new S03-01@2026-W48 > /dev/null
	sow-ticket cancel 1 > /dev/null
	run3 0 'sow-ticket new S03-01@2026-W48'
	is "$output" 3
	run3 1 'sow-ticket reopen 1'
	has "$stderr" "S03-01@2026-W48 is already on ticket 3"
	run3 0 'sow-ticket verify'
}

@test "set corrects any field, and a no-op writes nothing" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket set 1 due=12/1 assignee=me min=１５ tags+=sow候補 tags+=x'
	run3 0 'sow-ticket set 1 min+=20'
	run3 0 'sow-ticket list -c due,assignee,minutes,tags'
	is "$output" $'due,assignee,minutes,tags\n2026-12-01,yamada,35,sow候補 x'
	run3 0 'sow-ticket set 1 due=12/1'
	is "$output" 1
	has "$stderr" "ticket 1: already so; nothing written"
	is "$(wc -l < tickets.csv)" 4
	run3 1 'sow-ticket set 1 due=someday'
	run3 1 'sow-ticket set 1 nosuch=1'
	run3 1 'sow-ticket set 9 due=12/1'
	has "$stderr" "ticket 9: no such ticket"
	run3 1 'sow-ticket done 1 --on 11/20'
	has "$stderr" "is before opened"
	run3 1 'sow-ticket done 1 --on 11/30'
	has "$stderr" "in the future"
	is "$(wc -l < tickets.csv)" 4
}

@test "an edited Excel list comes back, and only what changed is written" {
	sow-ticket init
	sow-ticket new inc '=cmd' 落ちる note='=1+1' > /dev/null
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket list -a -o excel -O t.csv; sow-ticket set - < t.csv'
	is "$(wc -l < tickets.csv)" 3
	sed -i 's/"未着手","","パスワード/"対応中","2026\/12\/3","パスワード/' t.csv
	run3 0 'sow-ticket set - < t.csv'
	is "$(wc -l < tickets.csv)" 4
	run3 0 'sow-ticket list -c id,status,due'
	is "$output" $'id,status,due\n2,doing,2026-12-03\n1,open,'
}

@test "a status set by hand or in Excel brings its closing date along" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket set 1 status=完了; sow-ticket list -a -c status,closed'
	is "$output" $'1\nstatus,closed\ndone,2026-11-24T10:00:00'
	run3 0 'sow-ticket set 1 status=open; sow-ticket list -a -c status,closed'
	is "$output" $'1\nstatus,closed\nopen,'
	run3 2 'sow-ticket start 1 --on 11/24'
	has "$stderr" "start does not take --on, which goes with: new, done, cancel"
}

@test "-n makes no ledger either" {
	run3 0 'sow-ticket init -n'
	is "$(ls)" ""
}

@test "ids go on in a pipe" {
	sow-ticket init
	run3 0 'sow-ticket new pw | sow-ticket done - min=5 | sow-ticket note - ok'
	is "$output" 1
	run3 0 'sow-ticket list -a | sow-ticket reopen -'
	is "$output" 1
}

@test "list shows the open ones, newest first, by pattern, and all" {
	sow-ticket init
	sow-ticket new inc Outlook 起動しない > /dev/null
	sow-ticket new pw requester=北山高校 > /dev/null
	sow-ticket new pw > /dev/null
	sow-ticket done 3 > /dev/null
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n2\n1'
	run3 0 'sow-ticket list ｏｕｔｌｏｏｋ -c id,number'
	is "$output" $'id,number\n1,2026-0001'
	run3 0 'sow-ticket list -a -w status=完了 -c id'
	is "$output" $'id\n3'
	run3 0 'sow-ticket show 2'
	has "$output" "依頼者,北山高校"
	run3 1 'sow-ticket show 7'
}

@test "--as-of is the state of that moment" {
	sow-ticket init
	SOW_NOW=2026-11-20T09:00 sow-ticket new pw > /dev/null
	sow-ticket done 1 > /dev/null
	run3 0 'sow-ticket list -a --as-of=2026-11-23 -c status'
	is "$output" $'status\nopen'
	run3 0 'sow-ticket list -a --as-of=2026-11-24 -c status'
	is "$output" $'status\ndone'
}

@test "the clock may go back, the ledger does not" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	SOW_NOW=2026-11-01 sow-ticket new pw > /dev/null
	run3 0 'sow-ticket log -c at | tail -1'
	is "$output" 2026-11-24T10:00:00.000001
	run3 0 'sow-ticket verify'
}

@test "-n shows the rows and writes nothing" {
	sow-ticket init
	run3 0 'sow-ticket new pw -n'
	has "$output" "パスワードリセット（O365）"
	is "$(wc -l < tickets.csv)" 1
}

@test "--if-rev lets exactly one of two win" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket set 1 due=12/1 --if-rev=1'
	run3 1 'sow-ticket set 1 due=12/2 --if-rev=1'
	has "$stderr" "changed since (rev"
}

@test "verify notices every changed byte" {
	sow-ticket init
	sow-ticket new inc Outlook 起動しない > /dev/null
	sow-ticket new pw > /dev/null
	cp tickets.csv good.csv
	size=$(wc -c < good.csv)
	for ((i = 0; i < size; i++)); do
		cp good.csv tickets.csv
		old=$(od -An -tu1 -j $i -N1 good.csv)
		printf "\\x$(printf %x $((old ^ 1)))" | dd of=tickets.csv bs=1 seek=$i conv=notrunc status=none
		sow-ticket verify 2> /dev/null && { echo "byte $i"; return 1; }
	done
	cp good.csv tickets.csv
	run3 0 'sow-ticket verify --min-rev=2'
	run3 1 'sow-ticket verify --min-rev=3'
	has "$stderr" "rows are lost at the end"
}

@test "a torn tail is moved aside, a row without its LF completed, a foreign line refused" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	cp tickets.csv good.csv
	sow-ticket new pw > /dev/null
	size=$(wc -c < tickets.csv) was=$(wc -c < good.csv)
	cp tickets.csv two.csv
	for n in 1 20 90 $((size - was - 2)); do
		head -c $((was + n)) two.csv > tickets.csv
		run3 0 'sow-ticket new pw'
		is "$output" 2
		has "$stderr" "to ./tickets.csv.torn"
		run3 0 'sow-ticket verify'
	done
	head -c $((size - 1)) two.csv > tickets.csv
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n1'
	has "$stderr" "after the last whole batch (see verify)"
	run3 0 'sow-ticket new pw'
	is "$output" 3
	cp good.csv tickets.csv
	head -c 50 /dev/zero >> tickets.csv
	run3 0 'sow-ticket new pw'
	is "$output" 2
	cp good.csv tickets.csv
	echo foreign >> tickets.csv
	run3 73 'sow-ticket new pw'
	is "$output" ""
	run3 1 'sow-ticket list'
}

@test "a ledger saved by Excel is refused, not misread" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	sed -i 's/$/\r/; 1s/^/\xef\xbb\xbf/' tickets.csv
	run3 73 'sow-ticket new pw'
	is "$output" ""
	run3 1 'sow-ticket verify'
	has "$stderr" "not exactly a ledger's header"
	sed -i '1s/^\xef\xbb\xbf//; 1s/\r$//' tickets.csv
	run3 1 'sow-ticket verify'
	has "$stderr" "tickets.csv:2: a CR"
}

@test "verify warns of text that turns around and of files beside the ledger" {
	sow-ticket init
	sow-ticket new pw note=$'a\xe2\x80\xaeb' > /dev/null
	touch tickets.csv.torn tickets.csv.Ab12Cd
	run3 0 'sow-ticket verify'
	has "$stderr" "warning: ./tickets.csv:2: cell 24 turns the direction of text"
	has "$stderr" "warning: ./tickets.csv.torn is beside"
	has "$stderr" "warning: ./tickets.csv.Ab12Cd is beside"
}

@test "a symbolic link in the ledger's place is refused" {
	sow-ticket init -t real.csv
	ln -s real.csv tickets.csv
	run3 73 'sow-ticket new pw'
	has "$stderr" "symbolic link"
}

@test "four writers at once lose nothing" {
	sow-ticket init
	for w in 1 2 3 4; do
		(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do sow-ticket new pw || exit 1; done > ids.$w) &
	done
	wait
	is "$(cat ids.? | sort -n | uniq | wc -l)" 60
	run3 0 'sow-ticket verify'
	run3 0 'sow-ticket list | wc -l'
	is "$output" 61
}

@test "a busy ledger: 75 and nothing saved" {
	sow-ticket init
	hold_lock
	run3 75 'sow-ticket new pw --wait=0'
	is "$output" ""
	kill %1
}

@test "a signal ends the wait for a busy ledger" {
	sow-ticket init
	cp tickets.csv was.csv
	hold_lock
	run3 124 'timeout -k 5 0.3 sow-ticket new pw --wait=15'
	is "$output" ""
	cmp was.csv tickets.csv
	kill %1
}

@test "a full stdout: saved, but not reported" {
	sow-ticket init
	run3 76 'sow-ticket new pw > /dev/full'
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n1'
	run3 76 'sow-ticket new pw >&-'
	run3 1 'sow-ticket list > /dev/full'
}

# bats test_tags=limit
@test "a file size limit: nothing is saved and the ledger is as it was" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	cp tickets.csv was.csv
	run3 73 "ulimit -f 1; sow-ticket new pw note=$(printf '%0900d' 0)"
	is "$output" ""
	has "$stderr" "nothing saved"
	cmp tickets.csv was.csv
}

@test "closed standard files never put a message into the ledger" {
	for fds in '2>&-' '0<&- 2>&-' '0<&-' '1>&- 2>&-' '0<&- 1>&- 2>&-'; do
		rm -f tickets.csv
		sow-ticket init
		bash -c "sow-ticket new pw $fds; sow-ticket new inc $fds" || true
		run3 0 'sow-ticket verify'
		is "$(wc -l < tickets.csv)" 2
	done
}

@test "--max counts new tickets, not what is on one already" {
	sow-ticket init
	sow-due -p FY2026 --all | sow-ticket new - --max=100 > /dev/null
	run3 0 'sow-due -p FY2026 --all | sow-ticket new - | wc -l'
	is "$output" 87
	is "$(wc -l < tickets.csv)" 88
}

@test "any stream with a title is not sow-due's" {
	sow-ticket init
	run3 1 'sow-list | sow-ticket new - --max=100'
	has "$stderr" "no column 'keys'"
	is "$(wc -l < tickets.csv)" 1
}

@test "nonsense is not saved: no title, keys that the catalogue lacks" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 1 'sow-ticket set 1 title='
	has "$stderr" "no title"
	run3 1 'sow-ticket set 1 status=免除'
	has "$stderr" "status: only waive makes a ticket waived"
	run3 1 'sow-ticket set 1 status=void'
	run3 1 'sow-ticket set 1 keys=foo'
	has "$stderr" "the catalogue has no activity foo"
	run3 1 'sow-ticket set 1 keys=S09-01@never'
	has "$stderr" "not a period: S09-01@never"
	printf 'ID,しごと\n1,x\n' > sheet.csv
	run3 0 'sow-ticket set - < sheet.csv'
	has "$stderr" "the ledger has no column 'しごと': left out"
	is "$(wc -l < tickets.csv)" 2
}

@test "what is missing is said with the next step" {
	for command in 'sow-ticket list' 'sow-ticket verify' 'sow-report closed -p week'; do
		run3 1 "$command"
		has "$stderr" "«sow-ticket init» makes one"
	done
	run3 2 'sow-ticket done'
	has "$stderr" "done: which ticket?"
	run3 2 'sow-due | sow-ticket new'
	has "$stderr" "- for rows on stdin"
	run3 2 'sow-ticket clsoe 4'
	has "$stderr" "no verb 'clsoe'; there are:"
	has "$stderr" "reopen"
	for command in sow-list sow-due 'sow-ticket list'; do
		run3 2 "$command -C nowhere"
		has "$stderr" "nowhere: no such directory (-C)"
		run3 2 "SOW_DIR=/nowhere $command"
		has "$stderr" "/nowhere: no such directory (SOW_DIR)"
	done
}

@test "the team's own columns are fields like any other" {
	run3 2 'sow-ticket init --with=Site'
	has "$stderr" "small letters"
	for name in note rev; do
		run3 2 "sow-ticket init --with=site,$name"
		has "$stderr" "the ledger already has a column '$name'"
	done
	sow-ticket init --with=site,channel
	run3 0 'sow-ticket new pw site=本庁 channel=電話; sow-ticket set 1 site=分庁; sow-ticket list -c site,channel'
	is "$output" $'1\n1\nsite,channel\n分庁,電話'
	for header in 's/site,/site,,/' 's/site/Site/' 's/channel,note/channel,notes/' 's/^rev/rev2/'; do
		sed "1$header" tickets.csv > other.csv
		run3 73 'sow-ticket new pw -t other.csv'
		has "$stderr" "not a ledger's header"
	done
}

@test "a row of more than 64 KiB, or not UTF-8, is refused" {
	sow-ticket init
	run3 1 "sow-ticket new pw note=$(printf '%070000d' 0)"
	has "$stderr" "a row of more than 64 KiB"
	run3 1 "sow-ticket new pw note=$(printf '%040000d' 0) link=$(printf '%040000d' 0)"
	has "$stderr" "new: a row of more than 64 KiB"
	run3 2 "sow-ticket new pw note=\$(printf 'a\\377b')"
	has "$stderr" "not UTF-8"
	run3 2 "sow-ticket new pw note=\$(printf 'a\\033b')"
	has "$stderr" "a control character"
	is "$(wc -l < tickets.csv)" 1
	run3 0 "sow-ticket new pw note=$(printf '%060000d' 0); sow-ticket new pw; sow-ticket verify"
}

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

@test "a long approver's name is kept whole" {
	sow-ticket init
	name=$(printf '%0900d' 7)
	run3 0 "sow-ticket waive S03-01@2026-W48 --approver $name --why x; sow-ticket list -a -c approved"
	is "$output" $'1\napproved\n'"2026-11-24 $name"
}

@test "rows of any length are read again where they stand, in any order" {
	local long quoted i id
	long=$(printf 'あ%.0s' {1..10000}) quoted=$(printf '",%.0s' {1..5000})
	sow-ticket init
	for i in 1 2 3 4; do
		id=$(sow-ticket new inc Outlook "$i" note="short $i")
		sow-ticket set "$id" requester="$long" target="$quoted"
	done
	# The newest first, then by id: near steps and far ones, of rows longer than what is read at a time.
	run3 0 "sow-ticket list -a -c id,requester,target"
	is "$output" "id,requester,target$(for i in 7 5 3 1; do printf '\n%s,%s,"%s"' "$i" "$long" "${quoted//\"/\"\"}"; done)"
	run3 0 "sow-report opened -p 2026-11 -c requester,content -o tsv"
	is "$output" "requester	content$(for i in 1 2 3 4; do printf '\n%s\tshort %s' "$long" "$i"; done)"
}
