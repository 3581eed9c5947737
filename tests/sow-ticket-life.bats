# sow-ticket: a ticket's whole life
load setup.bash

ticket() { sow-ticket "$@" > /dev/null; }

@test "new --start and --done write down what is under way or over" {
	sow-ticket init
	run3 0 'sow-ticket new pw --done min=5 requester=北山高校; sow-ticket new inc Outlook 起動しない --start'
	is "$output" $'1\n2'
	run3 0 'sow-ticket new pw --done --on 11/24'
	run3 0 'sow-ticket list -a -c id,status,assignee,minutes,closed'
	is "$output" "$(printf '%s\n' id,status,assignee,minutes,closed 3,done,yamada,,2026-11-24 \
	    2,doing,yamada,, 1,done,yamada,5,2026-11-24T10:00:00)"
	run3 0 'sow-ticket verify'
}

@test "hold --until leaves the list and comes back by itself; a start ends it" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket hold 1 --until 12/1 --for vendor 回答待ち'
	run3 0 'sow-ticket list -c id; sow-ticket list -a -c id,status,tags; sow-ticket list --today=12/1 -c id'
	is "$output" $'id\nid,status,tags\n1,hold,until:2026-12-01 for:vendor\nid\n1'
	run3 0 'sow-ticket set 1 tags+=x; sow-ticket start 1; sow-ticket list -c status,tags'
	is "$output" $'1\n1\nstatus,tags\ndoing,x'
	run3 2 'sow-ticket start 1 --until 12/1'
	run3 1 'sow-ticket hold 1 --until someday'
	has "$stderr" "--until: not a date: someday"
}

@test "set renders the title again: a value, a moved due, a moved opening" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	ticket new S03-01@2026-W48
	ticket new kadai
	run3 0 'sow-ticket set 1 what=凍る soft=Teams; sow-ticket set 2 due=11/26; sow-ticket set 3 opened=2026-10-30'
	run3 0 'sow-ticket list -c id,title,keys'
	is "$output" "$(printf '%s\n' id,title,keys 3,課題管理（2026年10月）,S01-01 \
	    2,週次定例会（2026年11月26日）,S03-01@2026-W48 1,インシデント（Teams：凍る）,S13-01)"
	run3 0 'sow-ticket set 1 title=自由な題名'
	run3 1 'sow-ticket set 1 what=凍る'
	has "$stderr" "the title is free text"
	run3 1 'sow-ticket set 3 what=凍る'
	has "$stderr" "the title has no 事象"
	run3 1 'sow-ticket set 2 what=凍る'
}

@test "move makes it other work, and says which value has no place there" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	run3 0 'sow-ticket move 1 qa'
	has "$stderr" "ソフト名 Outlook is dropped: the new title has no place for it"
	run3 0 'sow-ticket move 1 inc Teams 落ちる; sow-ticket log 1 -c keys,title'
	is "$output" "$(printf '%s\n' 1 keys,title 'S13-01,インシデント（Outlook：起動しない）' \
	    'S10-01,利用方法、仕様などの問合せ（起動しない）' 'S13-01,インシデント（Teams：落ちる）')"
	run3 0 'sow-ticket move 1 S03-01@2026-W48; sow-ticket list -c keys,title,due'
	is "$output" $'1\nkeys,title,due\nS03-01@2026-W48,週次定例会（2026年11月27日）,2026-11-27'
	run3 1 'sow-ticket move 1 S09-01'
	has "$stderr" "name its period, S09-01@…"
	run3 2 'sow-ticket move 1'
	has "$stderr" "to which activity?"
}

@test "その他要求事項 does not start before somebody decided" {
	sow-ticket init
	ticket new S12-01 特別な依頼
	ticket new S07-01 別の依頼
	for verb in start done 'set 1 status=doing' cancel; do
		case $verb in set*) ;; *) verb="$verb 1" ;; esac
		run3 1 "sow-ticket $verb"
		has "$stderr" "可否 is undecided"
	done
	run3 0 'sow-ticket list --waiting -c id'
	is "$output" $'id\n2\n1'
	run3 2 'sow-ticket approve 1'
	run3 0 'sow-ticket approve 1 --approver 鈴木課長 --why 必要; sow-ticket start 1; sow-ticket cancel 2 --approver 鈴木課長 --why 範囲外'
	run3 0 'sow-ticket list --waiting -c id; sow-ticket list -a -c id,status,approved,note'
	is "$output" "$(printf '%s\n' id id,status,approved,note '2,canceled,2026-11-24 鈴木課長,範囲外' \
	    '1,doing,2026-11-24 鈴木課長,')"
}

@test "waive takes a key from its ticket to a waived one of its own" {
	sow-ticket init
	sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） | ticket new -
	run3 2 'sow-ticket waive S09-02@2026-09 --approver 鈴木課長'
	has "$stderr" "--why=TEXT"
	run3 0 'sow-ticket waive S09-02@2026-09 S03-01@2026-W48 --approver 鈴木課長 --why 機器停止'
	is "$output" $'3\n4'
	run3 0 'sow-ticket list -a -c id,status,keys,target,approved,note'
	is "$output" "$(printf '%s\n' id,status,keys,target,approved,note \
	    '4,waived,S03-01@2026-W48,,2026-11-24 鈴木課長,機器停止' \
	    '3,waived,S09-02@2026-09,ApexOne,2026-11-24 鈴木課長,機器停止' \
	    '1,open,S09-01@2026-09 S09-03@2026-09 S09-04@FY2026H1,SKYSEA・Windows10/11・WSUS,,機器停止')"
	run3 1 'sow-ticket waive S09-02@2026-09 --approver 鈴木課長 --why x'
	has "$stderr" "ticket 3 is waived"
	run3 0 'sow-due -p 2026-09 --all --each -w state=waived -c keys,ticket'
	is "$output" $'keys,ticket\nS09-02@2026-09,3'
	run3 0 'sow-due -p 2026-12 --all -w title~定例会 -w due=2026-12-04 | sow-ticket waive - --approver 鈴木課長 --why 休会'
	is "$output" 5
	run3 0 'sow-ticket verify'
}

@test "a ticket that loses its only key to a waiver is canceled, and keeps its history" {
	sow-ticket init
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket waive S03-01@2026-W48 --approver 鈴木課長 --why 休会; sow-ticket list -a -c id,status,keys'
	is "$output" $'3\nid,status,keys\n3,waived,S03-01@2026-W48\n1,canceled,S03-01@2026-W48'
	run3 0 'sow-ticket verify'
}

@test "split gives keys a ticket of their own, so that one is done and the other not" {
	sow-ticket init
	sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） | ticket new -
	run3 0 'sow-ticket split 1 S09-01@2026-09 s09-03@2026-09'
	run3 1 'sow-ticket split 1 S09-01@2026-09'
	has "$stderr" "does not carry S09-01@2026-09"
	run3 1 'sow-ticket split 1 S09-02@2026-09 S09-04@FY2026H1'
	has "$stderr" "nothing would be left"
	run3 0 'sow-ticket done 1; sow-ticket list -a -c id,status,keys,target,title'
	is "$output" "$(printf '%s\n' 1 id,status,keys,target,title \
	    '3,open,S09-01@2026-09 S09-03@2026-09,SKYSEA・Windows10/11,定例チェック（2026年9月）' \
	    '1,done,S09-02@2026-09 S09-04@FY2026H1,ApexOne・WSUS,定例チェック（2026年9月）')"
	run3 1 'sow-ticket split 1 S09-02@2026-09'
	has "$stderr" "reopen it first"
	run3 0 'sow-ticket verify'
}

@test "undo takes the own last batch back, a second one redoes it" {
	sow-ticket init
	sow-due | ticket new -
	SOW_USER=tanaka ticket new pw
	ticket done 1 2
	run3 0 'sow-ticket undo'
	is "$output" $'2\n1'
	has "$stderr" "ticket 2: status: done → open"
	run3 0 'sow-ticket list -a -c id,status'
	is "$output" $'id,status\n4,open\n3,open\n2,open\n1,open'
	run3 0 'sow-ticket undo; sow-ticket list -a -c id,status,closed'
	is "$output" "$(printf '%s\n' 1 2 id,status,closed 4,open, 3,open, 2,done,2026-11-24T10:00:00 1,done,2026-11-24T10:00:00)"
	run3 0 'SOW_USER=tanaka sow-ticket undo; sow-ticket list -a -c id,status -w id=4'
	is "$output" $'4\nid,status\n4,void'
	run3 1 'SOW_USER=suzuki sow-ticket undo'
	has "$stderr" "suzuki has written nothing"
	run3 0 'SOW_USER=suzuki sow-ticket undo --any; sow-ticket list -c id -w id=4'
	is "$output" $'4\nid\n4'
	run3 0 'sow-ticket verify'
}

@test "undo refuses, as a whole, what somebody has gone on with" {
	sow-ticket init
	sow-due | ticket new -
	SOW_USER=tanaka ticket start 2
	cp tickets.csv was.csv
	run3 1 'sow-ticket undo'
	has "$stderr" "ticket 2 has a later row"
	is "$output" ""
	cmp tickets.csv was.csv
}

@test "undo of a waiver and of a split gives the keys back, and redo takes them again" {
	sow-ticket init
	sow-due -p 2026-09 --all -w title=定例チェック（2026年9月） | ticket new -
	for verb in 'split 1 S09-01@2026-09' 'waive S09-02@2026-09 S09-03@2026-09 --approver x --why y'; do
		sow-ticket list -a -w status!=void -c id,status,keys,target > was
		run3 0 "sow-ticket $verb; sow-ticket list -a -w status!=void -c id,status,keys,target > then"
		run3 0 'sow-ticket undo; sow-ticket list -a -w status!=void -c id,status,keys,target > now; cmp now was'
		run3 0 'sow-ticket undo; sow-ticket list -a -w status!=void -c id,status,keys,target > now; cmp now then'
		run3 0 'sow-ticket verify'
	done
}

@test "a key taken meanwhile is not taken back by undo" {
	sow-ticket init
	ticket new S03-01@2026-W48
	ticket cancel 1
	SOW_USER=tanaka ticket new S03-01@2026-W48
	cp tickets.csv was.csv
	run3 1 'sow-ticket undo'
	has "$stderr" "S03-01@2026-W48 is already on ticket 3"
	cmp tickets.csv was.csv
}

@test "a parent with an open child closes only by --force; show prints both directions" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	ticket new S15-01 恒久対応 parent=1
	run3 1 'sow-ticket done 1'
	has "$stderr" "its child, ticket 2, is open"
	run3 0 'sow-ticket show 1; sow-ticket show 2'
	has "$output" "子チケット,2 未着手"
	has "$output" "親チケット,1 未着手 インシデント（Outlook：起動しない）"
	run3 0 'sow-ticket done 1 --force; sow-ticket list -a -c id,status -w id=1'
	is "$output" $'1\nid,status\n1,done'
	run3 1 'sow-ticket set 1 parent=2'
	has "$stderr" "its own ancestors"
	run3 1 'sow-ticket new pw parent=9'
	has "$stderr" "parent: no ticket 9"
}

@test "--each makes a part a row, once; the parent shows done and total" {
	sow-ticket init
	printf 'server,assignee\nsrv1,田中\nsrv2,\n,\nsrv3,鈴木\n' > servers.csv
	ticket new S09-08@FY2026H2
	run3 1 'sow-ticket new --each servers.csv --parent 1'
	is "$output" $'2\n3\n4'
	has "$stderr" "servers.csv:4: no name for the part"
	run3 1 'sow-ticket new --each servers.csv --parent 1'
	is "$output" $'2\n3\n4'
	is "$(wc -l < tickets.csv)" 5
	ticket done 2 3
	run3 0 'sow-ticket list -a -c id,part,parts,parent,keys,assignee,target'
	is "$output" "$(printf '%s\n' id,part,parts,parent,keys,assignee,target 4,srv3,,1,,鈴木,srv3 \
	    3,srv2,,1,,,srv2 2,srv1,,1,,田中,srv1 '1,,2/3,,S09-08@FY2026H2,,WSUS・SKYSEA・ApexOne')"
	run3 0 'sow-ticket show 1'
	has "$output" "内訳完了,2/3"
	has "$output" "内訳,4 未着手 srv3"
	run3 0 'sow-report closed -p 2026-11 -c id'
	is "$output" id
	run3 1 'sow-ticket set 4 keys=S13-01'
	has "$stderr" "a part has no keys"
	run3 1 'sow-ticket done 1'
	run3 0 'sow-ticket verify'
	run3 2 'sow-ticket new --each servers.csv'
	run3 1 'sow-ticket new --each servers.csv --parent 2'
	has "$stderr" "2 is itself a part"
}

@test "the editor's text is the note; an empty one writes nothing" {
	sow-ticket init
	ticket new pw
	cat > editor <<'S'
#!/bin/sh
{ printf '一行目\n\n# 消える\n二行目  \n\n'; cat "$1"; } > "$1.new"; mv "$1.new" "$1"
S
	chmod +x editor
	run3 0 'EDITOR=./editor sow-ticket note 1 -E; sow-ticket list -c note -o json'
	is "$output" $'1\n{"note":"一行目\\n\\n二行目"}'
	run3 1 'EDITOR=true sow-ticket note 1 -E'
	has "$stderr" "empty note; nothing written"
	run3 1 'EDITOR=false sow-ticket new pw -E'
	has "$stderr" "the editor failed"
	is "$(wc -l < tickets.csv)" 3
	is "$(ls -A)" "$(printf '%s\n' editor tickets.csv)"
}

@test "pasted mail becomes one cell, whatever its encoding" {
	sow-ticket init
	printf 'お世話に\r\nなります。\r\n\r\n\t北山\r\n' | iconv -f UTF-8 -t CP932 > mail.txt
	run3 0 'sow-ticket new inc Outlook 起動しない -F mail.txt; sow-ticket list -c note -o json'
	is "$output" $'1\n{"note":"お世話に\\nなります。\\n\\n 北山"}'
	has "$stderr" "tabs replaced by spaces"
	run3 0 'printf "a\nb\n" | sow-ticket note 1 -F -'
	run3 1 'sow-ticket note 1 -F nosuch'
	run3 1 'printf "a\001b" | sow-ticket note 1 -F -'
	has "$stderr" "a control character"
	is "$(wc -l < tickets.csv)" 3
}

@test "list --lint shows titles that are not their template's, widths as suggestions" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	ticket new pw
	ticket set 1 'title=インシデント(Outlook:起動しない)'
	ticket set 2 title=なにか
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket list --lint'
	is "$output" "$(printf '%s\n' id,title,expected,reason \
	    '1,インシデント(Outlook:起動しない),インシデント（Outlook：起動しない）,全角・半角などの違い' \
	    '2,なにか,パスワードリセット（ソフト名）,件名の型に合わない')"
	run3 1 'sow-ticket list --lint -e'
}

@test "import matches titles, keeps the old numbers, and a second one changes nothing" {
	sow-ticket init
	cat > old.csv <<'C'
管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容
K-1,インシデント（Outlook：起動しない）,クローズ,北山高校,田中,2026/10/1,2026/10/2,30,再起動
K-2,週次定例会（2026年9月4日）,クローズ,,田中,2026/9/1,2026/9/4,60,
K-3,パスワードリセット(O365),クローズ,,田中,2026/9/1,2026/9/1,5,
K-4,ソフトウエアバージョンアップ（ApexOne）,クローズ,,田中,2026/7/1,2026/7/31,5,
K-5,なにか,対応中,,田中,2026/9/1,,,
K-6,問合せ,クローズ,,田中,2026/9/1,,,
,インシデント（Outlook：起動しない）,クローズ,,,2026/10/1,2026/10/2,,
C
	iconv -f UTF-8 -t CP932 old.csv | sed 's/$/\r/' > old932.csv
	run3 0 'sow-ticket import -n -m excel old932.csv -c 管理番号,keys,reason'
	is "$output" "$(printf '%s\n' 管理番号,keys,reason 'K-3,,全角・半角などの違い：パスワードリセット（O365）' \
	    K-5,,どの件名の型にも合わない K-6,,どの件名の型にも合わない ',,参照番号（ref）がない：二度目の取り込みで重複する')"
	has "$stderr" "3 of 7 rows are clear"
	run3 1 'sow-ticket import -m excel old932.csv'
	is "$output" $'1\n2\n3'
	has "$stderr" "old932.csv:4: 全角・半角などの違い"
	run3 0 'sow-ticket list -a -c id,ref,keys,status,closed'
	is "$output" "$(printf '%s\n' id,ref,keys,status,closed 3,K-4,S09-05@FY2026,done,2026-07-31 \
	    2,K-2,S03-01@2026-W36,done,2026-09-04 \
	    1,K-1,S13-01,done,2026-10-02)"
	run3 1 'sow-ticket import -m excel old932.csv'
	is "$output" $'1\n2\n3'
	is "$(wc -l < tickets.csv)" 4
	run3 0 'sow-ticket show K-1; sow-ticket verify'
}

@test "what import could not decide is filled in by hand and fed back" {
	sow-ticket init
	printf '管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容\nK-3,パスワードリセット(O365),クローズ,,,2026/9/1,2026/9/1,,\nK-5,なにか,対応中,,,2026/9/1,,,\nK-6,社内作業,対応中,,,2026/9/1,,,\n' > old.csv
	run3 0 'sow-ticket import -n -m excel old.csv -O todo.csv'
	sed -i 's/,,,全角.*/,S14-01,,/; s/K-5,\(.*\),,,どの.*/K-5,\1,S13-01,Teams：固まる,/; s/K-6,\(.*\),,,どの.*/K-6,\1,-,,/' todo.csv
	run3 0 'sow-ticket import -m excel todo.csv; sow-ticket list -a -c ref,keys,title'
	is "$output" "$(printf '%s\n' 1 2 3 ref,keys,title K-6,,社内作業 'K-5,S13-01,インシデント（Teams：固まる）' \
	    'K-3,S14-01,パスワードリセット(O365)')"
}

@test "a ref is unique, and serves as an id" {
	sow-ticket init
	ticket new pw ref=申請-7
	ticket new pw
	run3 1 'sow-ticket set 2 ref=申請-7'
	has "$stderr" "ref: 申請-7 is already ticket 1"
	run3 1 'sow-ticket new pw ref=申請-7'
	run3 0 'sow-ticket note 申請-7 ok; sow-ticket list 申請-7 -c id,note'
	is "$output" $'1\nid,note\n1,ok'
}

@test "redact blanks a cell in every revision, and nothing of it is left beside" {
	sow-ticket init
	ticket new pw note=秘密の番号
	ticket new pw note=公開
	ticket note 1 秘密の名前
	run3 1 'sow-ticket redact 1 --cell note --why 個人情報'
	has "$stderr" "the last rev is 3: confirm it with --rev=3"
	run3 1 'sow-ticket redact 1 --cell keys --why 個人情報 --rev 3'
	has "$stderr" "--cell: keys is not a text"
	run3 2 'sow-ticket redact 1 --cell note --rev 3'
	chmod 640 tickets.csv
	run3 0 'sow-ticket redact 1 --cell note --why 個人情報 --rev 3'
	is "$output" 1
	run3 0 'sow-ticket verify; sow-ticket log -c rev,id,note'
	is "$output" $'rev,id,note\n1,1,\n2,2,公開\n3,1,\n4,1,redact id=1 cell=note revs=1..3: 個人情報'
	run3 1 'grep -r 秘密 .'
	is "$(stat -c %a tickets.csv)" 640
	is "$(ls -A)" tickets.csv
	run3 0 'sow-ticket new pw'
	is "$output" 5
}

@test "redact names what still holds the text, and --copies blanks it in copies of the ledger" {
	sow-ticket init
	ticket new pw note=秘密の番号
	ticket new pw note=公開
	mkdir copies reports
	cp tickets.csv copies/a.csv
	cp tickets.csv tickets.csv.bak
	printf '3,3,秘密の番号' > tickets.csv.torn
	echo 秘密の番号 > reports/週報.csv
	echo 公開 > reports/other.csv
	cp tickets.csv other.csv
	sow-ticket -t other.csv redact 1 --cell note --why x --rev 1 > /dev/null 2>&1
	ticket -t other.csv note 1 秘密の番号だが別の版
	run3 0 'sow-ticket redact 1 --cell note --why 個人情報 --rev 1'
	is "$output" 1
	is "$stderr" "$(printf 'sow-ticket: %s\n' ./copies/a.csv ./reports/週報.csv ./tickets.csv.bak ./tickets.csv.torn |
	    sed 's/$/ still holds the text/'; echo 'sow-ticket: the ledger is blanked; --copies would blank its copies as well')"
	grep -q 秘密の番号 copies/a.csv
	run3 0 'sow-ticket undo; sow-ticket verify --copy=copies/a.csv'
	ticket note 1 秘密の名前
	cp tickets.csv copies/b.csv
	run3 0 'sow-ticket redact 1 --cell note --why 個人情報 --rev "$(sow-ticket list -a -w id=1 -c rev | tail -1)" --copies'
	has "$stderr" "./copies/b.csv: blanked as well"
	run3 0 'sow-ticket -t copies/b.csv verify; sow-ticket verify --copy=copies/b.csv'
	run3 1 'grep -l 秘密の名前 tickets.csv copies/b.csv'
}

@test "a damaged copy is named and left as it is, and the others are blanked" {
	sow-ticket init
	ticket new pw note=秘密の番号
	ticket new pw
	for name in a b c; do cp tickets.csv $name.csv; done
	sed -i '3s/open/opem/' b.csv
	cp b.csv was.csv
	run3 1 'sow-ticket redact 1 --cell note --why x --rev 1 --copies'
	is "$output" 1
	has "$stderr" "./a.csv: blanked as well"
	has "$stderr" "./b.csv still holds the text, and is damaged: it is left as it is"
	has "$stderr" "./c.csv: blanked as well"
	cmp b.csv was.csv
}

@test "redact refuses a ledger with another name before anything is written" {
	sow-ticket init
	ticket new pw note=秘密
	ln tickets.csv other
	cp tickets.csv was.csv
	run3 1 'sow-ticket redact 1 --cell note --why x --rev 1'
	is "$output" ""
	has "$stderr" "has another hard link"
	cmp was.csv tickets.csv
	run3 0 'sow-ticket verify'
	has "$stderr" "warning: ./tickets.csv has 2 names"
}

@test "staff.csv names the authors; a shared login says who it is" {
	printf 'login,氏名\nyamada,山田 太郎\n' > staff.csv
	sow-ticket init
	ticket new pw --start
	SOW_USER=guest ticket note 1 x
	run3 0 'sow-ticket log -c by,assignee'
	is "$output" $'by,assignee\n山田 太郎,山田 太郎\nguest,山田 太郎'
}

@test "a symbolic link is followed with -L alone, by every program" {
	mkdir real
	sow-ticket init -t real/tickets.csv
	ln -s real/tickets.csv tickets.csv
	run3 73 'sow-ticket new pw'
	run3 1 'sow-due'
	run3 1 'sow-report closed -p 2026-11'
	run3 0 'sow-ticket -L new pw; sow-ticket -L list -c id'
	is "$output" $'1\nid\n1'
	run3 0 'sow-due -L -c keys -w ticket=1; sow-report -L opened -p 2026-11 -c id'
	is "$output" $'keys\nid\n1'
	run3 0 'sow-ticket verify -L'
}

@test "the rights of the ledger are those of its directory" {
	chmod 770 .
	(umask 007; sow-ticket init)
	is "$(stat -c %a tickets.csv)" 660
	rm tickets.csv
	(umask 027; sow-ticket init)
	is "$(stat -c %a tickets.csv)" 640
	rm tickets.csv
	chmod 700 .
	sow-ticket init
	is "$(stat -c %a tickets.csv)" 600
}

@test "a slip in a field's name does not become a note" {
	sow-ticket init
	ticket new pw
	run3 1 'sow-ticket done 1 mni=15'
	has "$stderr" "no field 'mni'"
	run3 0 'sow-ticket note 1 "a=b c"; sow-ticket done 1 "http://example.jp/?id=7"; sow-ticket log -c note'
	is "$output" $'1\n1\nnote\n""\na=b c\nhttp://example.jp/?id=7'
}

@test "on a terminal new also shows title and due" {
	script -qec true /dev/null || skip "no terminal to be had here"
	sow-ticket init
	run3 0 "script -qec 'sow-ticket new S03-01@2026-W48' /dev/null | tr -d '\r'"
	has "$output" "1  週次定例会（2026年11月27日）（2026-11-27）"
	has "$output" "sow-ticket: written as SOW_USER: yamada"
}

@test "1,800 rows are imported in one batch" {
	sow-ticket init
	seq 1800 | awk 'BEGIN { print "ref,title,opened,closed" }
		{ print "K-" $1 ",インシデント（Outlook：" $1 "）,2026-10-01,2026-10-02" }' > old.csv
	run3 0 'sow-ticket import old.csv | tail -1; sow-ticket log -c at | sort -u | wc -l'
	is "$output" $'1800\n2'
	run3 0 'sow-ticket import old.csv | wc -l; wc -l < tickets.csv'
	is "$output" $'1800\n1801'
}

@test "import names what is ambiguous: 恒久対応, and the rows of one target" {
	sow-ticket init
	printf 'ref,title,opened,closed\nK1,恒久対応（Outlook：直す）,2026/10/1,2026/10/3\nK2,システム設定申請（ApexOne）,2026/10/1,2026/10/3\nK3,システム設定申請（WSUS）,2026/10/1,2026/10/3\n' > old.csv
	run3 0 'sow-ticket import -n old.csv -c ref,keys,reason'
	is "$output" "$(printf '%s\n' ref,keys,reason 'K1,,候補が複数：S15-01 S16-01' 'K2,,候補が複数：S11-02 S11-03')"
}

@test "a title of several rows of the SOW is not all of them: its target tells, or a person" {
	sow-ticket init
	printf 'ref,title,opened,closed,target\nK1,定例チェック（2026年9月）,2026/9/1,2026/9/7,\nK2,定例チェック（2026年9月）,2026/9/1,2026/9/7,SKYSEA\n' > old.csv
	target=$(sow-list S09-02 -c target | tail -1)
	sed -i "s/SKYSEA/$target/" old.csv
	run3 0 'sow-ticket import -n old.csv -c ref,keys,reason'
	is "$output" "$(printf '%s\n' ref,keys,reason \
	    'K1,,候補が複数：S09-01@2026-09 S09-02@2026-09 S09-03@2026-09 S09-04@FY2026H1')"
	run3 1 'sow-ticket import old.csv'
	is "$output" 1
	run3 0 'sow-ticket list -a -c ref,keys'
	is "$output" $'ref,keys\nK2,S09-02@2026-09'
	sed -i '1s/$/,keys/; 2s/$/,ｓ０９ー０１@2026年9月　S09-03@2026-09/' old.csv
	sed -i '3s/$/,/' old.csv
	run3 0 'sow-ticket import old.csv; sow-ticket list -a -c ref,keys'
	is "$output" $'2\n1\nref,keys\nK1,S09-01@2026-09 S09-03@2026-09\nK2,S09-02@2026-09'
}

@test "one ref on two rows of the input: neither is imported, now or the next time" {
	sow-ticket init
	printf 'ref,title,opened\nK1,システム設定申請（ApexOne）,2026/10/1\nK2,課題管理（2026年10月）,2026/10/1\nK1,パスワードリセット（O365）,2026/10/1\n,,\n' > old.csv
	run3 0 'sow-ticket import -n old.csv -c ref,title,reason'
	is "$output" "$(printf '%s\n' ref,title,reason \
	    'K1,システム設定申請（ApexOne）,参照番号 K1 が 4 行目にもある' \
	    'K1,パスワードリセット（O365）,参照番号 K1 が 2 行目にもある')"
	has "$stderr" "1 of 3 rows are clear"
	for i in 1 2; do
		run3 1 'sow-ticket import old.csv'
		is "$output" 1
		has "$stderr" "old.csv:2: 参照番号 K1 が 4 行目にもある"
		has "$stderr" "old.csv:4: 参照番号 K1 が 2 行目にもある"
	done
	is "$(wc -l < tickets.csv)" 2
}

@test "import -n prints every row that import refuses, with the reason, and writes nothing" {
	sow-ticket init
	ticket new S03-01@2026-W40
	cp tickets.csv was.csv
	cat > old.csv <<'C'
ref,title,status,opened,closed,minutes,keys,values
K1,課題管理（2026年10月）,クローズ中,2026/10/1,,,,
K2,課題管理（2026年10月）,done,2026/10/1,,,,
K3,課題管理（2026年10月）,,2026/10/1,2026/9/30,,,
K4,課題管理（2026年10月）,,2026/10/1,,5分,,
K5,週次定例会（2026年10月2日）,,2026/10/1,,,,
K6,　課題管理（2026年10月） ,,2026/10/1,,,,
K7,,,2026/10/1,,,inc,Outlook：凍る：二度
K8,課題管理（2026年10月）,,46144,,,,
K9,課題管理（2026年10月）,,,,,,
K10,課題管理（2026年10月）,,2027/1/1,,,,
K11,x,,2026/10/1,,,S99-01,
C
	run3 0 'sow-ticket import -n old.csv -c ref,reason'
	is "$output" "$(printf '%s\n' ref,reason \
	    'K1,status: not one of open doing hold done canceled: クローズ中' \
	    '"K2","done, but without a closing date"' \
	    'K3,closed 2026-09-30 is before opened 2026-10-01 (opened=… says when it began)' \
	    'K4,minutes: not a number up to 1000000: 5分' \
	    'K5,S03-01@2026-W40 is already on ticket 1' \
	    'K8,起票日（opened）が読めない：46144' 'K9,起票日（opened）がない' \
	    'K10,起票日（opened）が未来：2027/1/1' 'K11,the catalogue has no activity S99-01' | sed 's/^"\(K[0-9]*\)"/\1/; s/^\(K2\),"\(.*\)"$/\1,"\2"/')"
	has "$stderr" "2 of 11 rows are clear"
	cmp was.csv tickets.csv
	run3 1 'sow-ticket import old.csv'
	is "$output" $'2\n3'
	is "$(grep -c ': ' <<< "$stderr")" 9
	run3 0 'sow-ticket list -a -w ref~K -c ref,keys,title'
	is "$output" "$(printf '%s\n' ref,keys,title 'K7,S13-01,インシデント（Outlook：凍る：二度）' 'K6,S01-01,課題管理（2026年10月）')"
}

@test "a ref that looks like an id: ids come first, ref: names it, and both is said" {
	sow-ticket init
	printf 'ref,title,opened\n2,課題管理（2026年10月）,2026/10/1\n' > old.csv
	run3 0 'sow-ticket import old.csv'
	has "$stderr" "1 of the refs look like ids: such a ticket is named ref:NUMBER"
	ticket new pw
	run3 0 'sow-ticket start 2; sow-ticket note ref:2 済み'
	is "$output" $'2\n1'
	has "$stderr" "ticket 2: the ref of ticket 1 is 2, too (ref:2)"
	run3 0 'sow-ticket list -c id | sow-ticket note - x'
	is "$stderr" ""
}

@test "what is no regular file is no ledger" {
	mkdir dir.csv
	mkfifo pipe.csv
	for file in dir.csv pipe.csv /dev/null; do
		run3 73 "sow-ticket new pw -t $file"
		run3 1 "sow-ticket list -t $file"
		has "$stderr" "not a regular file"
	done
}

@test "redact of a ledger of several megabytes keeps every other byte" {
	sow-ticket init
	seq 3000 | awk 'BEGIN { print "title,note" } { printf "t%d,%0600d\n", $1, $1 }' | sow-ticket new - --max=3000 > /dev/null
	cp tickets.csv was.csv
	run3 0 'sow-ticket redact 7 --cell note --why 個人情報 --rev 7; sow-ticket verify'
	run3 0 'diff was.csv tickets.csv | grep -c "^[<>]"'
	is "$output" 3
}

# ---- what an IME leaves ----

@test "U+3000 parts the verb, what it is about, and fields, but no value or note" {
	sow-ticket init
	run3 0 'sow-ticket new　inc　Outlook　起動しない　requester=北山　太郎　Min＝５　note=再起動　した'
	is "$output" 1
	run3 0 'sow-ticket log -c title,requester,minutes,note'
	is "$output" $'title,requester,minutes,note\nインシデント（Outlook：起動しない）,北山　太郎,5,再起動　した'
	run3 0 'sow-ticket new inc Outlook 画面が　固まる'
	is "$output" 2
	run3 0 'sow-ticket list　画面が　北山 -c id; sow-ticket list　画面が　固まる -c id'
	is "$output" $'id\nid\n2'
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

@test "a field's name may have capitals, a slip in it is no note" {
	sow-ticket init
	run3 0 'sow-ticket new pw MIN=5 Tags+=a tags+=b'
	run3 0 'sow-ticket list -c minutes,tags'
	is "$output" $'minutes,tags\n5,a b'
	run3 1 'sow-ticket done 1 Mni=5'
	is "$output" ""
	has "$stderr" "no field 'mni'"
	run3 0 'sow-ticket done 1 "1+1=2"; sow-ticket log -c note | tail -1'
	is "$output" $'1\n1+1=2'
}

# ---- what must not be lost ----

@test "a sheet that a colleague was faster than is refused, row by row" {
	sow-ticket init
	ticket new pw
	ticket new pw
	sow-ticket list -c id,rev,priority,requester > sheet.csv
	SOW_USER=sato sow-ticket set 1 requester=B > /dev/null
	sed -i 's/,,$/,高,/' sheet.csv
	run3 1 'sow-ticket set - < sheet.csv'
	is "$output" 2
	has "$stderr" "stdin:3: ticket 1 changed since (rev 3, not 1)"
	run3 0 'sow-ticket list -c id,priority,requester'
	is "$output" $'id,priority,requester\n2,高,\n1,,B'
	printf 'id,rev,priority\n1,1,\n' > same.csv
	run3 0 'sow-ticket set - < same.csv'
	is "$output" 1
	for sheet in 'id,rev,priority\n1,3,中\n1,3,低\n' 'id,priority\n1,高\n1,低\n'; do
		run3 1 "printf '$sheet' | sow-ticket set -"
		is "$output" 1
		has "$stderr" "stdin:3: ticket 1 is listed twice"
	done
	run3 1 'printf "id,rev,priority\n1,5x,中\n" | sow-ticket set -'
	run3 1 'printf "id,priority\n1,低\n" | sow-ticket set - --if-rev=99'
	is "$output" ""
	run3 1 'sow-ticket set 1 priority=低 --if-rev=0'
	run3 0 'printf "id,priority\n1,低\n2,高\n" | sow-ticket set - --why=見直し; sow-ticket log -c id,priority,note | tail -2'
	is "$output" $'1\n2\n1,高,\n1,低,見直し'
	ticket new pw
	ticket undo
	run3 1 'printf "id,status\n8,open\n" | sow-ticket set -'
	has "$stderr" "stdin:2: undone: a void ticket cannot change"
}

@test "nothing of a waiver that is refused is saved" {
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | sow-ticket new - > /dev/null
	cp tickets.csv was.csv
	run3 2 'sow-ticket waive S09-01@2026-11 --approver "$(printf "a\tb")" --why x'
	is "$output" ""
	has "$stderr" "a control character"
	cmp was.csv tickets.csv
	run3 1 'sow-ticket waive S09-01@2026-11 S99-01@2026-11 S09-02@2026-11 --approver a --why x'
	is "$output" $'3\n5'
	run3 0 'sow-ticket list -a -c id,status,keys; sow-ticket verify'
	is "$output" $'id,status,keys\n5,waived,S09-02@2026-11\n3,waived,S09-01@2026-11\n1,canceled,S09-02@2026-11'
}

@test "a key is one key however it is typed" {
	sow-ticket init
	run3 0 'sow-ticket new S09-01@今月; sow-ticket new s09-01@2026年11月; sow-ticket new Ｓ０９－０１＠２０２６／１１'
	is "$output" $'1\n1\n1'
	for key in S09-01@2026/11 S09-01@2026年11月 S09-01@令和8年11月; do
		run3 0 "printf 'keys,title\n$key,x\n' | sow-ticket new -"
		is "$output" 1
	done
	run3 0 'sow-ticket set 1 keys="S09-02@2026/11　S09-03@2026-11 S09-02@11月"; sow-ticket list -c keys'
	is "$output" $'1\nkeys\nS09-02@2026-11 S09-03@2026-11'
	has "$stderr" "S09-02@2026-11 is listed twice"
	run3 0 'sow-ticket split 1 s09-02@2026/11'
	is "$output" 4
	run3 1 'sow-ticket split 1 S09-03@2026-11 S09-03@2026/11'
	has "$stderr" "is listed twice"
}

@test "a key that is none says what one would be" {
	sow-ticket init
	run3 1 'sow-ticket new S09-01@2026-W48'
	has "$stderr" "S09-01 is 月次 work: its period is such as S09-01@2026-11"
	run3 1 'sow-ticket new S13-01@2026-11'
	has "$stderr" "S13-01 is 随時 work, without a period"
	run3 1 'sow-ticket new S99-01@2026-11'
	has "$stderr" "the contract has no activity S99-01"
	ticket new pw
	for key in S09-01 S13-01@2026-11 S09-01@2026-W48 S09-01@2026-11-01..2026-11-30 S99-01; do
		run3 1 "sow-ticket set 1 keys=$key"
		is "$output" ""
	done
	is "$(wc -l < tickets.csv)" 2
}

@test "what is said of a key that another ticket has is not dropped" {
	sow-ticket init
	ticket new S09-01@2026-11
	run3 0 'sow-ticket new S09-01@2026-11'
	is "$output" 1
	for more in --done --start min=5 '-F note.txt'; do
		echo 済 > note.txt
		run3 1 "sow-ticket new S09-01@2026-11 $more"
		is "$output" ""
		has "$stderr" "nothing else is saved: set it on ticket 1"
	done
	run3 1 'sow-ticket new pw title=別の題名'
	has "$stderr" "title and keys follow from the activity"
	run3 1 'sow-ticket new pw keys=S13-01'
	is "$output" ""
}

@test "what was written in the editor is kept until it is saved" {
	sow-ticket init
	ticket new pw
	ticket done 1
	printf '#!/bin/sh\ncp "$1" template; echo 大事な記録 > "$1"\n' > ed; chmod +x ed
	export EDITOR=$PWD/ed
	run3 1 'sow-ticket hold 99 -E'
	run3 1 'sow-ticket start 1 -E'
	has "$stderr" "done: reopen it first"
	is "$(ls template 2> /dev/null)" ""
	run3 0 'sow-ticket note 1 -E'
	has "$(cat template)" "# 1 パスワードリセット（O365） 完了"
	is "$(ls -A | grep sow-note)" ""
	ticket new S09-01@2026-11
	run3 1 'sow-ticket new S09-01@2026-11 -E'
	file=$(sed -n 's/.*your text is in //p' <<< "$stderr")
	is "$(cat "$file")" 大事な記録
	rm "$file"
	hold_lock
	run3 75 'sow-ticket note 1 -E --wait=0'
	file=$(sed -n 's/.*your text is in //p' <<< "$stderr")
	is "$(cat "$file")" 大事な記録
	kill %1
	rm "$file"
	printf '#!/bin/sh\necho 大事な記録 > "$1"; exit 3\n' > ed
	run3 1 'sow-ticket note 1 -E'
	has "$stderr" "the editor failed; nothing written"
	is "$(cat .sow-note.*)" 大事な記録
	rm .sow-note.*
	echo broken > staff.csv
	printf '#!/bin/sh\necho 大事な記録 > "$1"\n' > ed
	run3 1 'sow-ticket note 1 -E'
	has "$stderr" "your text is in ./.sow-note."
	rm .sow-note.*
	printf '#!/bin/sh\nexit 3\n' > ed
	run3 1 'sow-ticket note 1 -E'
	is "$(ls -A | grep sow-note)" ""
}

@test "undo of a remark, or of a redact, says that it cannot" {
	sow-ticket init
	ticket new pw
	ticket note 1 秘密
	run3 1 'sow-ticket undo'
	is "$output" ""
	is "$stderr" "sow-ticket: undo: nothing to undo in it but remarks, which stay, or a redact"
	ticket redact 1 --cell note --why 個人情報 --rev 2
	run3 1 'sow-ticket undo'
	run3 0 'sow-ticket note 1 x; sow-ticket set 1 min=5 priority=高; sow-ticket undo'
	is "$stderr" "$(printf '%s\n' 'sow-ticket: undoing what yamada wrote at 2026-11-24T10:00:00:' \
	    'sow-ticket: ticket 1: priority: 高 → (empty)' 'sow-ticket: ticket 1: minutes: 5 → (empty)')"
}

@test "undo and redo of what was forced, and of families" {
	sow-ticket init
	ticket new inc a b
	ticket new inc c d parent=1
	ticket done 1 --force
	run3 0 'sow-ticket undo; sow-ticket undo; sow-ticket list -a -c id,status'
	is "$output" $'1\n1\nid,status\n2,open\n1,done'
	ticket reopen 1
	ticket done 2 1
	ticket reopen 2 1
	run3 0 'sow-ticket undo; sow-ticket list -a -c id,status'
	is "$output" $'1\n2\nid,status\n2,done\n1,done'
	ticket new inc e f parent="$(sow-ticket new S09-01@2026-11)"
	run3 1 "sow-ticket waive S09-01@2026-11 --approver a --why b"
	is "$output" ""
	run3 0 "sow-ticket waive S09-01@2026-11 --approver a --why b --force; sow-ticket verify"
}

@test "the one who decided has a name, and a refusal is no approval" {
	sow-ticket init
	ticket new other x
	for name in '' ' ' '　'; do
		run3 2 "sow-ticket approve 1 --approver='$name'"
		has "$stderr" "--approver is blank"
		run3 2 "sow-ticket waive S09-01@2026-11 --approver=a --why='$name'"
	done
	run3 0 'sow-ticket cancel 1 --approver=鈴木課長 --why 却下; sow-ticket reopen 1; sow-ticket list --waiting -c id,approved'
	is "$output" $'1\n1\nid,approved\n1,'
	has "$stderr" "ticket 1: approved is cleared: 2026-11-24 鈴木課長 was for the earlier decision"
	run3 1 'sow-ticket start 1'
	has "$stderr" "可否 is undecided"
}

@test "a title has a value for each place, no blank, no month that is none, 255 characters" {
	sow-ticket init
	run3 1 "sow-ticket new inc a '　'"
	has "$stderr" "no value"
	run3 1 'sow-ticket new kadai month=なに'
	run3 0 "sow-ticket new inc ' Outlook　' '　凍る 二度 ' -n | tail -1 | cut -d, -f8"
	is "$output" 'インシデント（Outlook：凍る 二度）'
	ticket new kadai
	for title in "' '" "$(printf '%0300d' 0)" ''; do
		run3 1 "sow-ticket set 1 title=$title"
		is "$output" ""
		run3 1 "printf 'title\n%s\n' $title | sow-ticket new -" || [ "$title" = '' ]
	done
	run3 1 'sow-ticket set 1 年月=x'
	is "$(wc -l < tickets.csv)" 2
}

@test "closed is not before opened nor ahead, by the clock where there is one" {
	sow-ticket init
	ticket new pw
	run3 1 "sow-ticket done 1 --on '11/24 9:00'"
	has "$stderr" "is before opened 2026-11-24T10:00:00 (opened=… says when it began)"
	run3 1 "sow-ticket done 1 --on '11/24 12:00'"
	has "$stderr" "closed 2026-11-24T12:00:00 is in the future"
	run3 1 'sow-ticket new pw opened=11/25'
	has "$stderr" "opened 2026-11-25 is in the future"
	run3 0 "sow-ticket set 1 opened='昨日 15:00'; sow-ticket done 1 --on '11/24 9:00'; sow-ticket list -a -c opened,closed"
	is "$output" $'1\n1\nopened,closed\n2026-11-23T15:00:00,2026-11-24T09:00:00'
	run3 0 'sow-ticket done 1 --on 11/24'
}

@test "a hold that is held again keeps what is not said anew" {
	sow-ticket init
	ticket new pw
	ticket hold 1 --until 12/1 --for ＶＥＮＤＯＲ
	run3 0 'sow-ticket hold 1 --until 12/5 延期; sow-ticket hold 1 再照会; sow-ticket list -a -c tags'
	is "$output" $'1\n1\ntags\nfor:VENDOR until:2026-12-05'
	run3 1 'sow-ticket hold 1 --until 11/20'
	has "$stderr" "--until: 2026-11-20 is past"
}

@test "an empty list of ids or keys is nothing to do" {
	sow-ticket init
	run3 0 'sow-ticket done - < /dev/null'
	is "$output$stderr" ""
	run3 0 'sow-ticket waive - --approver=a --why=b < /dev/null'
	is "$output$stderr" ""
	run3 1 'sow-ticket new - < /dev/null'
	has "$stderr" "empty"
}

@test "a telephone number is no id" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket done 1 0120-123456; sow-ticket log -c note | tail -1'
	is "$output" $'1\n0120-123456'
	run3 0 'sow-ticket reopen 2026-0001'
	is "$output" 1
}

@test "split and waive keep a target that was typed by hand" {
	sow-ticket init
	printf 'keys,title,target\nS09-01@2026-11 S09-02@2026-11,x,本庁サーバ\n' | sow-ticket new - > /dev/null
	run3 0 'sow-ticket split 1 S09-02@2026-11; sow-ticket list -c id,target'
	is "$output" $'3\nid,target\n3,本庁サーバ\n1,本庁サーバ'
	sow-due -w keys~S09-03 -p 2026-12 -a | sow-ticket new - > /dev/null
	target=$(sow-list S09-01 -c target | tail -1)
	run3 0 'sow-ticket split 4 S09-01@2026-12; sow-ticket list -w id=6 -c target'
	is "$output" $'6\ntarget\n'"$target"
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
2|show 1 2|show: which ticket? (one id)
2|split 1|split: which ticket, and which of its keys?
2|undo 1|undo takes no operand
2|verify nosuchfile|verify takes no operand
2|init foo|init takes no operand
73|init -n|already exists
END
	run3 0 'sow-ticket note 1 note=x; sow-ticket log -c note | tail -1'
	is "$output" $'1\nx'
}

@test "the record of a redact stays when another note is blanked" {
	sow-ticket init
	ticket new pw link=x note=秘密
	ticket redact 1 --cell link --why 漏えい --rev 1
	run3 0 'sow-ticket redact 1 --cell note --why 個人情報 --rev 2; sow-ticket log -c note'
	is "$output" "$(printf '%s\n' 1 note '""' 'redact id=1 cell=link revs=1..1: 漏えい' 'redact id=1 cell=note revs=1..1: 個人情報')"
	has "$stderr" "ticket 1: row 2 is the record of a redact: its note stays"
	run3 0 'sow-ticket redact 1 --cell note --why 個人情報 --rev 3; wc -l < tickets.csv; sow-ticket verify'
	is "$output" 4
	has "$stderr" "note is empty in every row: nothing to blank"
}

@test "redact of what is empty already writes nothing" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket redact 1 --cell priority --why x --rev 1'
	is "$output" ""
	has "$stderr" "priority is empty in every row"
	is "$(wc -l < tickets.csv)" 2
}

@test "month= and day= are read as any month and date, and a slip in Japanese is no title" {
	sow-ticket init
	run3 0 'sow-ticket new kadai month=8月; sow-ticket new kadai 年月=2026/9; sow-ticket set 1 年月=先月'
	run3 0 'sow-ticket list -c title; sow-ticket list --lint'
	is "$output" $'title\n課題管理（2026年9月）\n課題管理（2026年10月）\nid,title,expected,reason'
	for slip in 依頼元=北山高校 工数2=5 foo=bar; do
		run3 1 "sow-ticket new qa 何か $slip" || run3 2 "sow-ticket new qa 何か $slip"
		is "$output" ""
	done
	run3 0 'sow-ticket new qa 何か 工数（分）=5 依頼者=北山高校; sow-ticket list -w id=4 -c minutes,requester'
	is "$output" $'4\nminutes,requester\n5,北山高校'
	run3 0 'sow-ticket new Outlook 凍る'
	has "$stderr" "'Outlook' is S10-01 利用方法、仕様などの問合せ（事象）"
}

@test "me is whoever asks, in a filter too" {
	sow-ticket init
	ticket new pw assignee=ＭＥ
	ticket new pw assignee=佐藤
	run3 0 'sow-ticket list -w assignee=me -c id; sow-ticket list -w 担当=me -c id'
	is "$output" $'id\n1\nid\n1'
	run3 0 'SOW_USER=佐藤 sow-ticket list -w assignee=me -c id'
	is "$output" $'id\n2'
	run3 2 "SOW_USER=' ' sow-ticket new pw"
	has "$stderr" "SOW_USER is blank"
	printf 'login,name\nyamada,山田 太郎\nyamada,山田 次郎\n' > staff.csv
	run3 1 'sow-ticket new pw'
	is "$output" ""
	has "$stderr" "staff.csv:3: yamada is already 山田 太郎"
}

@test "the parent in an old ledger is one of its own numbers" {
	sow-ticket init
	ticket new pw
	printf 'ref,title,opened,parent\n1,恒久対応（a）,2026/10/1,\n2,課題管理（2026年10月）,2026/10/1,1\n3,課題管理（2026年10月）,2026/10/1,9\n' > old.csv
	sed -i '1s/$/,keys/; 2s/$/,S15-01/; 3,4s/$/,/' old.csv
	run3 1 'sow-ticket import old.csv'
	is "$output" $'2\n3'
	has "$stderr" "old.csv:4: parent: no ticket ref:9"
	run3 0 'sow-ticket list -c id,parent'
	is "$output" $'id,parent\n3,2\n2,\n1,'
}

@test "only list reads tickets from stdin" {
	for verb in 'new pw' verify log 'show 1'; do
		run3 2 "sow-ticket -t - $verb"
		has "$stderr" "only list reads tickets from stdin"
	done
}

@test "new --each: a part of an ended ticket, a column of the ledger or none" {
	sow-ticket init
	parent=$(sow-ticket new inc a b)
	printf 'server,min,os\nsv1,5,x\nsv1,6,y\n' > servers.csv
	run3 0 "sow-ticket new --each servers.csv --parent $parent; sow-ticket list -c part,minutes"
	is "$output" $'2\n2\npart,minutes\nsv1,5\n,'
	has "$stderr" "servers.csv: the ledger has no column 'os': left out"
	ticket done 2 1
	run3 1 "sow-ticket new --each servers.csv --parent $parent"
	has "$stderr" "--parent: 1 has ended: reopen it first"
}

@test "one remark a row: a second one, from wherever, is refused" {
	sow-ticket init
	ticket new pw
	echo 本文 > text
	while IFS='|' read -r status command; do
		run3 "$status" "sow-ticket $command"
		is "$output" ""
	done <<'END'
1|done 1 -F text note=x
2|done 1 -F text --why=x
1|done 1 --why=a note=b
1|done 1 電話で解決 note=交換
1|done 1 端末　note=交換
1|new pw -F text note=x
1|new pw note=a note=b
END
	run3 1 'printf "id,note\n1,備考\n" | sow-ticket set - --why=x'
	is "$(wc -l < tickets.csv)" 2
	run3 0 'sow-ticket note 1 "設定　url=http://x/　due=12/1"; sow-ticket done 1 対応　key=値; sow-ticket log -c note | tail -2'
	is "$output" $'1\n1\n設定　url=http://x/　due=12/1\n対応　key=値'
}

@test "-n keeps nobody waiting" {
	sow-ticket init
	mkfifo pipe
	sow-ticket new pw note="$(printf '%060000d' 0)" -n > pipe &
	exec 8< pipe
	read -r header <&8
	run3 0 'sow-ticket new pw --wait=0'
	is "$output" 1
	exec 8<&-
	wait || true
	run3 0 'sow-ticket start 99 -n || sow-ticket list -c id'
	is "$(tail -1 <<< "$output")" 1
}

@test "a closing date goes with an end, a status with its verb" {
	sow-ticket init
	run3 1 'sow-ticket new pw closed=11/20'
	has "$stderr" "closed 2026-11-20, but still open"
	ticket new pw
	for command in 'hold 1 closed=11/20' 'set 1 closed=11/20' 'done 1 status=open' 'start 1 status=done'; do
		run3 1 "sow-ticket $command"
		is "$output" ""
	done
	run3 1 'printf "id,closed\n1,2026-11-24\n" | sow-ticket set -'
	run3 0 'sow-ticket done 1; printf "id,status,closed\n1,open,2026/11/24 10:00\n" | sow-ticket set -; sow-ticket list -c status,closed'
	is "$output" $'1\n1\nstatus,closed\nopen,'
	printf 'ref,title,opened,closed,status\nK1,課題管理（2026年10月）,2026/10/1,2026/10/2,open\n' > old.csv
	run3 0 'sow-ticket import -n old.csv -w title=zz'
	has "$stderr" "0 of 1 rows are clear"
}

@test "times are looked at when they change, by the clock under the lock" {
	sow-ticket init
	ticket new pw
	SOW_NOW=2026-11-24T12:00 sow-ticket set 1 min=5 > /dev/null
	run3 0 'sow-ticket note 1 x; sow-ticket done 1; sow-ticket list -a -c closed'
	is "$output" $'1\n1\nclosed\n2026-11-24T10:00:00'
	id=$(SOW_NOW=2026-11-24T12:00 sow-ticket new pw) # a host whose clock is ahead
	run3 0 "sow-ticket done $id; sow-ticket list -a -w id=$id -c closed; sow-ticket note $id x"
	is "$output" "$(printf '%s\n' $id closed 2026-11-24T12:00:00 $id)"
}

@test "undo gives keys up before others take them back" {
	sow-ticket init
	ticket new S09-01@2026-11
	ticket new inc a b
	run3 0 'printf "id,keys\n1,\n2,S09-01@2026-11\n" | sow-ticket set -'
	run3 0 'sow-ticket set 1 keys=S09-02@2026-11'
	ticket undo
	run3 0 'sow-ticket undo; sow-ticket undo; sow-ticket verify'
	rm tickets.csv
	sow-ticket init
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,x\n' | sow-ticket new - > /dev/null
	ticket split 1 S09-02@2026-11
	run3 0 'sow-ticket undo; sow-ticket list -c id,keys; sow-ticket undo; sow-ticket list -c id,keys; sow-ticket verify'
	is "$output" $'3\n1\nid,keys\n1,S09-01@2026-11 S09-02@2026-11\n1\n3\nid,keys\n3,S09-02@2026-11\n1,S09-01@2026-11'
}

@test "a part has one ticket" {
	sow-ticket init
	ticket new inc a b
	printf 'part\ns1\n' > parts.csv
	ticket new --each parts.csv --parent 1
	ticket cancel 2
	run3 0 'sow-ticket new --each parts.csv --parent 1'
	is "$output" 4
	run3 1 'sow-ticket reopen 2'
	has "$stderr" "part: s1 is already ticket 4"
	run3 1 'sow-ticket new inc c d parent=1 part=s1'
}

@test "import makes an occurrence's title of its values" {
	sow-ticket init
	printf 'ref,title,opened,keys,values\nK1,更新,2026/7/1,S09-05@FY2026,ApexOne\n' > old.csv
	run3 0 'sow-ticket import old.csv; sow-ticket list -c keys,title'
	is "$output" $'1\nkeys,title\nS09-05@FY2026,ソフトウエアバージョンアップ（ApexOne）'
	run3 0 'sow-ticket set 1 assignee=me; sow-ticket log -w assignee=me -c rev'
	is "$output" $'1\nrev\n2'
}

@test "hold and its tags in one step" {
	sow-ticket init
	ticket new pw
	run3 0 'sow-ticket hold 1 --until 12/2 tags=foo; sow-ticket list -a -c tags'
	is "$output" $'1\ntags\nfoo until:2026-12-02'
}

# ---- to Excel and back ----

@test "an unedited list changes nothing, through either encoding" {
	sow-ticket init --with=site,channel
	ticket new inc '𠮷Outlook' '起動〜しない−♥' requester='髙橋 ¥100‾' assignee='が か゛' site=0012 channel=1-2 link='é ©' note=$'a b'
	ticket set 1 due=2026-12-01 closed= tags='= +x' ref='+81' target='=1+1'
	cp tickets.csv was.csv
	all=$(head -1 tickets.csv | sed 's/,note,sum//')
	for output in 'excel' 'cp932 --subst=〓' 'cp932 --subst=?' 'csv' 'tsv' 'excel --header=en'; do
		run3 0 "sow-ticket list -a -c $all,number,parts -o $output 2> /dev/null | sow-ticket set -"
		is "$output" 1
		cmp was.csv tickets.csv
	done
	# A real change comes through, also beside a character that CP932 lacks.
	run3 0 "sow-ticket list -c id,requester,title -o cp932 --subst=〓 2> /dev/null | iconv -f CP932 -t UTF-8 |
	    sed 's/橋/島/' | iconv -f UTF-8 -t CP932 | sow-ticket set -; sow-ticket list -c requester,title"
	is "$output" $'1\nrequester,title\n髙島 ￥100￣,インシデント（𠮷Outlook：起動〜しない−♥）'
}

@test "what Excel makes of a cell by itself keeps the old value, once told a column" {
	sow-ticket init --with=site
	while IFS='|' read -r was is; do
		ticket new pw site="$was"
		id=$(sow-ticket list -a -c id | sed -n 2p)
		run3 1 "printf 'id,site,priority\n$id,%s,A$id\n' '$is' | sow-ticket set -"
		is "$output" "$id"
		is "$stderr" "sow-ticket: stdin:2: column site: Excel made $is of $was, which stays (--as-is takes it; told once a column)"
		run3 0 "sow-ticket list -w id=$id -c site,priority -o tsv | tail -1"
		is "$output" "$was"$'\t'"A$id"
	done <<-'END'
	0012|12
	00|0
	1E5|1.00E+05
	1E5|100000
	+81|81
	1-2|2026/1/2
	1-2|1月2日
	1-2|2-Jan
	3/10|2026/3/10
	2026-11|Nov-26
	2026-11|2026/11/1
	12345678901234567|1.23457E+16
	12345678901234567|12345678901234500
	10:30|10:30:00
	(5)|-5
	1.50|1.5
	true|TRUE
	END
	ticket new pw site=0012
	ticket new pw site=0013
	ids=$(sow-ticket list -a -c id | sed -n '3p;2p' | sort -n)
	sheet=$(echo id,site; paste -d, <(echo "$ids") <(printf '12\n13\n'))
	run3 1 "sow-ticket set - <<< '$sheet'"
	is "$(grep -c 'Excel made' <<< "$stderr")" 1
	run3 0 "sow-ticket set - --as-is <<< '$sheet'; sow-ticket list -w \"site~^1[23]$\" -c site"
	is "$output" "$ids"$'\nsite\n13\n12'
}

@test "what a person typed is not taken for Excel's" {
	sow-ticket init --with=site
	while IFS='|' read -r was is; do
		ticket new pw site="$was"
		id=$(sow-ticket list -a -c id | sed -n 2p)
		run3 0 "printf 'id,site\n$id,%s\n' '$is' | sow-ticket set -; sow-ticket list -w id=$id -c site -o tsv | tail -1"
		is "$output" "$id"$'\n'"$is"
	done <<-'END'
	0012|13
	1-2|2026/1/3
	1-2|1-3
	2026-11|2026/12/1
	10:30|10:31:00
	(5)|5
	12345678901234567|12345678901230000
	12345678901234567|12345678901234568
	北山|北川
	1E999|2E999
	true|FALSE
	END
}
