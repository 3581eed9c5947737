# ticket-parts: parents, children, and --each
load setup.bash

@test "parts keep a parent open, what was opened besides does not; show prints both directions" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	ticket new S15-01 恒久対応 parent=1
	run3 0 'sow-ticket show 1; sow-ticket show 2'
	assert_stdout <<-'END'
	item,value
	番号,2026-0001
	ID,1
	状況,未着手
	実施キー,S13-01
	件名,インシデント（Outlook：起動しない）
	対象,Outlook
	起票,2026/11/24 10:00
	子チケット,2 未着手 恒久対応（恒久対応）
	経過,2026-11-24 10:00 yamada 未着手
	item,value
	番号,2026-0002
	ID,2
	状況,未着手
	実施キー,S15-01
	件名,恒久対応（恒久対応）
	起票,2026/11/24 10:00
	親チケット,1 未着手 インシデント（Outlook：起動しない）
	経過,2026-11-24 10:00 yamada 未着手
	END
	run3 0 'sow-ticket done 1; sow-ticket list -a -c id,status -w id=1'
	is "$stderr" "sow-ticket: ticket 1: its children 2 stay open"
	assert_stdout <<-'END'
	1
	id,status
	1,done
	END
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
	assert_stdout <<-'END'
	2
	3
	4
	END
	has "$stderr" "servers.csv:4: no name for the part"
	run3 1 'sow-ticket new --each servers.csv --parent 1'
	assert_stdout <<-'END'
	2
	3
	4
	END
	is "$(wc -l < tickets.csv)" 5
	ticket done 2 3
	run3 0 'sow-ticket list -a -c id,part,parts,parent,keys,assignee,target'
	assert_stdout <<-'END'
	id,part,parts,parent,keys,assignee,target
	4,srv3,,1,,鈴木,srv3
	3,srv2,,1,,,srv2
	2,srv1,,1,,田中,srv1
	1,,2/3,,S09-08@FY2026H2,,WSUS・SKYSEA・ApexOne
	END
	run3 0 'sow-ticket show 1'
	assert_stdout <<-'END'
	item,value
	番号,2026-0001
	ID,1
	状況,未着手
	実施キー,S09-08@FY2026H2
	件名,WindowsServerUpdate（2027年3月）
	対象,WSUS・SKYSEA・ApexOne
	起票,2026/11/24 10:00
	予定日,2027/03/31
	内訳完了,2/3
	内訳,2 完了 srv1
	内訳,3 完了 srv2
	内訳,4 未着手 srv3
	経過,2026-11-24 10:00 yamada 未着手
	END
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

@test "new --each: a part of an ended ticket, a column of the ledger or none" {
	sow-ticket init
	parent=$(sow-ticket new inc Outlook b)
	printf 'server,min,os\nsv1,5,x\n' > servers.csv
	run3 0 "sow-ticket new --each servers.csv --parent $parent; sow-ticket list -c part,minutes"
	assert_stdout <<-'END'
	2
	part,minutes
	sv1,5
	,
	END
	has "$stderr" "servers.csv: the ledger has no column 'os': left out"
	ticket done 2 1
	run3 1 "sow-ticket new --each servers.csv --parent $parent"
	has "$stderr" "--parent: 1 has ended: reopen it first"
}

@test "a part has one ticket" {
	sow-ticket init
	ticket new inc a b
	printf 'part\ns1\n' > parts.csv
	ticket new --each parts.csv --parent 1
	run3 1 'sow-ticket cancel 2'
	has "$stderr" "ticket 2: a part that is canceled needs a note that says why"
	ticket cancel 2 撤去済み
	run3 0 'sow-ticket new --each parts.csv --parent 1'
	is "$output" 4
	run3 1 'sow-ticket reopen 2'
	has "$stderr" "part: s1 is already ticket 4"
	run3 1 'sow-ticket new inc c d parent=1 part=s1'
}

@test "new --each: a row that cannot be read is told, and exits 1" {
	sow-ticket init
	ticket new pw
	printf 'server\nsv1\n"sv2\n' > servers.csv
	run3 1 'sow-ticket new --each servers.csv --parent 1'
	is "$output" 2
	has "$stderr" "servers.csv:3: a quote is never closed"
}

@test "children are shown by id" {
	sow-ticket init
	ticket new inc a b
	for i in 1 2 3; do ticket new inc c d parent=1; done
	run3 0 'sow-ticket show 1 | grep 子チケット | cut -d" " -f1'
	assert_stdout <<-'END'
	子チケット,2
	子チケット,3
	子チケット,4
	END
}

@test "a part that was left out is not done: the occurrence is partial, n of N are names" {
	sow-ticket init
	ticket new S09-01@2026-11
	printf 'part,minutes\ns1,10\ns2,20\ns3,5\n' > parts.csv
	ticket new --each parts.csv --parent 1
	ticket done 2,3
	ticket cancel 4 撤去済み
	ticket done 1 min=3 note=終わり
	run3 0 'sow-due --all -p 2026-11 --each -w keys=S09-01@2026-11 -c state,ticket'
	is "$output" $'state,ticket\npartial,1'
	run3 0 'sow-ticket list -a -w id=1 -c id,parts'
	is "$output" $'id,parts\n1,2/3'
	run3 0 'sow-report closed -p week -c id,minutes'
	is "$output" $'id,minutes\n1,38'
	# made again, the last of the name counts
	ticket reopen 1
	run3 0 'sow-ticket new --each parts.csv --parent 1 | tail -1'
	ticket done "$output"
	ticket done 1
	run3 0 'sow-ticket list -a -w id=1 -c id,parts; sow-due --all -p 2026-11 --each -w keys=S09-01@2026-11 -c state'
	is "$output" $'id,parts\n1,3/3\nstate\ndone'
}

@test "content is the first note, whenever it was written" {
	sow-ticket init
	ticket new inc Teams 落ちる
	ticket start 1
	ticket note 1 起動時に固まる
	ticket done 1 再起動した
	run3 0 'sow-report closed -p week -c content,action'
	is "$output" $'content,action\n起動時に固まる,再起動した'
}

@test "open parts are listed with the command that closes them; a name that stands twice is an error with its line" {
	sow-ticket init
	ticket new S09-01@2026-11
	printf 'host,user,part\ns1,a,\ns2,b,\ns1,c,\n' > hosts.csv
	run3 1 'sow-ticket new --each hosts.csv --name host --parent 1'
	is "$output" $'2\n3'
	has "$stderr" "sow-ticket: hosts.csv:4: part 's1' is already on line 2"
	run3 2 'sow-ticket new --each hosts.csv --name nosuch --parent 1'
	has "$stderr" "no column 'nosuch'"
	run3 1 'sow-ticket done 1'
	is "$stderr" "sow-ticket: ticket 1: its parts are open: sow-ticket done 2,3 closes them (--force closes it anyway)"
	run3 0 'sow-ticket done 2,3; sow-ticket done 1'
}

@test "relate links tickets, and show prints it in both directions" {
	sow-ticket init
	ticket new inc a 一
	ticket new inc b 二
	ticket new inc c 三
	run3 0 'sow-ticket relate 2,3 --to 1 --as duplicate'
	is "$output" $'2\n3'
	run3 0 'sow-ticket relate 3 --to 2 --as cause; sow-ticket list -w id=3 -c related'
	is "$output" $'3\nrelated\nduplicate:1 cause:2'
	run3 0 'sow-ticket show 3 | grep -e duplicate -e cause'
	has "$output" "duplicate:1,1 未着手 インシデント（a：一）"
	has "$output" "cause:2,2 未着手 インシデント（b：二）"
	run3 0 'sow-ticket show 1 | grep 関連元'
	is "$output" $'関連元,2 未着手 インシデント（b：二）\n関連元,3 未着手 インシデント（c：三）'
	run3 0 'sow-ticket relate 3 --to 2 --as cause'
	has "$stderr" "already so"
	run3 2 'sow-ticket relate 3 --to 2 --as couse'
	has "$stderr" "no relation 'couse' (cause?)"
	run3 1 'sow-ticket relate 3 --to 3'
	has "$stderr" "not related to itself"
	run3 1 'sow-ticket relate 3 --to 9'
	has "$stderr" "no ticket 9"
	run3 2 'sow-ticket relate 3'
}

@test "link+= appends a path" {
	sow-ticket init
	ticket new pw link=議事録/11月.docx
	ticket set 1 'link+=写真 1.png'
	run3 0 'sow-ticket list -c link'
	is "$output" $'link\n議事録/11月.docx | 写真 1.png'
}
