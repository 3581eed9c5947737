# ticket-set: fields are corrected, the title follows; move makes it other work
load setup.bash

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
	has "$stderr" "no ticket '9'"
	run3 1 'sow-ticket done 1 --on 11/20'
	has "$stderr" "is before opened"
	run3 1 'sow-ticket done 1 --on 11/30'
	has "$stderr" "in the future"
	is "$(wc -l < tickets.csv)" 4
}

@test "--if-rev lets exactly one of two win" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket set 1 due=12/1 --if-rev=1'
	run3 1 'sow-ticket set 1 due=12/2 --if-rev=1'
	has "$stderr" "changed since (rev"
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

@test "set renders the title again: a value, a moved due, a moved opening" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	ticket new S03-01@2026-W48
	ticket new kadai
	run3 0 'sow-ticket set 1 what=凍る soft=Teams; sow-ticket set 2 due=11/26; sow-ticket set 3 opened=2026-10-30'
	run3 0 'sow-ticket list -c id,title,keys'
	assert_stdout <<-'END'
	id,title,keys
	3,課題管理（2026年10月）,S01-01
	2,週次定例会（2026年11月26日）,S03-01@2026-W48
	1,インシデント（Teams：凍る）,S13-01
	END
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
	assert_stdout <<-'END'
	1
	keys,title
	S13-01,インシデント（Outlook：起動しない）
	S10-01,利用方法、仕様などの問合せ（起動しない）
	S13-01,インシデント（Teams：落ちる）
	END
	run3 0 'sow-ticket move 1 S03-01@2026-W48; sow-ticket list -c keys,title,due'
	assert_stdout <<-'END'
	1
	keys,title,due
	S03-01@2026-W48,週次定例会（2026年11月27日）,2026-11-27
	END
	run3 1 'sow-ticket move 1 S09-01'
	has "$stderr" "name its period, S09-01@…"
	run3 2 'sow-ticket move 1'
	has "$stderr" "to which activity?"
}

@test "list --lint shows titles that are not their template's, widths as suggestions" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	ticket new pw
	ticket set 1 'title=インシデント(Outlook:起動しない)'
	ticket set 2 title=なにか
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket list --lint'
	assert_stdout <<-'END'
	id,title,expected,reason
	1,インシデント(Outlook:起動しない),インシデント（Outlook：起動しない）,全角・半角などの違い
	2,なにか,パスワードリセット（ソフト名）,件名の型に合わない
	END
	run3 1 'sow-ticket list --lint -e'
}

@test "target follows the title, unless a hand typed it" {
	sow-ticket init
	ticket new inc Outlook 凍る
	run3 0 'sow-ticket set 1 soft=Word; sow-ticket move 1 inc Teams 落ちる; sow-ticket move 1 oplog; sow-ticket move 1 inc ソフト 事象'
	run3 0 'sow-ticket log -c title,target'
	assert_stdout <<-'END'
	title,target
	インシデント（Outlook：凍る）,Outlook
	インシデント（Word：凍る）,Word
	インシデント（Teams：落ちる）,Teams
	ログ取得申請（操作ログ）,操作ログ
	インシデント（ソフト：事象）,ソフト
	END
	ticket set 1 target=本庁サーバ
	run3 0 'sow-ticket set 1 soft=Word; sow-ticket move 1 inc Teams 落ちる; sow-ticket list -c target'
	assert_stdout <<-'END'
	1
	1
	target
	本庁サーバ
	END
}

@test "move drops a date without a word, but no occurrence" {
	sow-ticket init
	ticket new S03-01@2026-W48
	run3 0 'sow-ticket move 1 kadai; sow-ticket list -c title'
	assert_stdout <<-'END'
	1
	title
	課題管理（2026年11月）
	END
	is "$stderr" "sow-ticket: ticket 1: it no longer carries S03-01@2026-W48 (undo takes that back)"
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
	assert_stdout <<-'END'
	1
	title,target
	利用方法、仕様などの問合せ（凍る）,Outlook
	END
}
