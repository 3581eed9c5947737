# ticket-import: an old ledger becomes tickets
load setup.bash

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
	assert_stdout <<-'END'
	管理番号,keys,reason
	K-3,,全角・半角などの違い：パスワードリセット（O365）
	K-5,,どの件名の型にも合わない
	K-6,,どの件名の型にも合わない
	,,参照番号（ref）がない：二度目の取り込みで重複する
	END
	has "$stderr" "3 of 7 rows are clear"
	run3 1 'sow-ticket import -m excel old932.csv'
	assert_stdout <<-'END'
	1
	2
	3
	END
	has "$stderr" "old932.csv:4: the title differs in width or the like from パスワードリセット（O365）"
	run3 0 'sow-ticket list -a -c id,ref,keys,status,closed'
	assert_stdout <<-'END'
	id,ref,keys,status,closed
	3,K-4,S09-05@FY2026,done,2026-07-31
	2,K-2,S03-01@2026-W36,done,2026-09-04
	1,K-1,S13-01,done,2026-10-02
	END
	run3 1 'sow-ticket import -m excel old932.csv'
	assert_stdout <<-'END'
	1
	2
	3
	END
	is "$(wc -l < tickets.csv)" 4
	run3 0 'sow-ticket show K-1; sow-ticket verify'
}

@test "what import could not decide is filled in by hand and fed back" {
	sow-ticket init
	printf '管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容\nK-3,パスワードリセット(O365),クローズ,,,2026/9/1,2026/9/1,,\nK-5,なにか,対応中,,,2026/9/1,,,\nK-6,社内作業,対応中,,,2026/9/1,,,\n' > old.csv
	run3 0 'sow-ticket import -n -m excel old.csv -O todo.csv'
	sed -i 's/,,,全角.*/,S14-01,O365,/; s/K-5,\(.*\),,,どの.*/K-5,\1,S13-01,Teams：固まる,/; s/K-6,\(.*\),,,どの.*/K-6,\1,-,,/' todo.csv
	run3 0 'sow-ticket import -m excel todo.csv; sow-ticket list -a -c ref,keys,title'
	assert_stdout <<-'END'
	1
	2
	3
	ref,keys,title
	K-6,,社内作業
	K-5,S13-01,インシデント（Teams：固まる）
	K-3,S14-01,パスワードリセット（O365）
	END
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
	assert_stdout <<-'END'
	ref,keys,reason
	K1,,候補が複数：S15-01 S16-01
	K2,,候補が複数：S11-02 S11-03
	END
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
	assert_stdout <<-'END'
	2
	1
	ref,keys
	K1,S09-01@2026-09 S09-03@2026-09
	K2,S09-02@2026-09
	END
}

@test "one ref on two rows of the input: neither is imported, now or the next time" {
	sow-ticket init
	printf 'ref,title,opened\nK1,システム設定申請（ApexOne）,2026/10/1\nK2,課題管理（2026年10月）,2026/10/1\nK1,パスワードリセット（O365）,2026/10/1\n,,\n' > old.csv
	run3 0 'sow-ticket import -n old.csv -c ref,title,reason'
	assert_stdout <<-'END'
	ref,title,reason
	K1,システム設定申請（ApexOne）,参照番号 K1 が 4 行目にもある
	K1,パスワードリセット（O365）,参照番号 K1 が 2 行目にもある
	END
	has "$stderr" "1 of 3 rows are clear"
	for i in 1 2; do
		run3 1 'sow-ticket import old.csv'
		is "$output" 1
		has "$stderr" "old.csv:2: ref K1 stands on line 4, too"
		has "$stderr" "old.csv:4: ref K1 stands on line 2, too"
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
K4,課題管理（2026年10月）,,2026/10/1,,半日,,
K5,週次定例会（2026年10月2日）,,2026/10/1,,,,
K6,　課題管理（2026年10月） ,,2026/10/1,,,,
K7,,,2026/10/1,,,inc,Outlook：凍る：二度
K8,課題管理（2026年10月）,,46144,,,,
K9,課題管理（2026年10月）,,,,,,
K10,課題管理（2026年10月）,,2027/1/1,,,,
K11,x,,2026/10/1,,,S99-01,
C
	run3 0 'sow-ticket import -n old.csv -c ref,reason'
	assert_stdout <<-'END'
	ref,reason
	K1,status: not one of open doing hold done canceled: クローズ中
	K2,"done, but without a closing date"
	K3,closed 2026-09-30 is before opened 2026-10-01 (opened=… says when it began)
	K4,"minutes: not minutes up to 1000000: '半日' (90, 90分, 1:30, 1時間30分)"
	K5,S03-01@2026-W40 is already on ticket 1
	K8,起票日（opened）が読めない：46144
	K9,起票日（opened）がない
	K10,起票日（opened）が未来：2027/1/1
	K11,the catalogue has no activity S99-01
	END
	has "$stderr" "2 of 11 rows are clear"
	cmp was.csv tickets.csv
	run3 1 'sow-ticket import old.csv'
	is "$output" $'2\n3'
	is "$(grep -c ': ' <<< "$stderr")" 9
	run3 0 'sow-ticket list -a -w ref~K -c ref,keys,title'
	assert_stdout <<-'END'
	ref,keys,title
	K7,S13-01,インシデント（Outlook：凍る：二度）
	K6,S01-01,課題管理（2026年10月）
	END
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
	assert_stdout <<-'END'
	id,parent
	3,2
	2,
	1,
	END
}

@test "import makes an occurrence's title of its values" {
	sow-ticket init
	printf 'ref,title,opened,keys,values\nK1,更新,2026/7/1,S09-05@FY2026,ApexOne\n' > old.csv
	run3 0 'sow-ticket import old.csv; sow-ticket list -c keys,title'
	assert_stdout <<-'END'
	1
	keys,title
	S09-05@FY2026,ソフトウエアバージョンアップ（ApexOne）
	END
	run3 0 'sow-ticket set 1 assignee=me; sow-ticket log -w assignee=me -c rev'
	assert_stdout <<-'END'
	1
	rev
	2
	END
}

@test "import tells the line of the file, behind blank rows too" {
	sow-ticket init
	printf 'ref,title,opened\n,,\nK1,x,2026/10/1\n' > old.csv
	run3 1 'sow-ticket import old.csv'
	has "$stderr" "old.csv:3: 'x' fits no title of the contract"
}

@test "a suggestion holds until the work's last day" {
	sow-list --all -O sow.csv
	sed -i 's/^\(S13-01,.*\),,,\([^,]*\)$/\1,,2026-10-01,\2/' sow.csv
	sow-ticket init
	printf 'ref,title,opened\nK1,インシデント(Outlook:x),2026/10/1\nK2,インシデント(Outlook:x),2026/10/2\n' > old.csv
	run3 0 'sow-ticket import -n old.csv -c ref,reason'
	assert_stdout <<-'END'
	ref,reason
	K1,全角・半角などの違い：インシデント（Outlook：x）
	K2,どの件名の型にも合わない
	END
}

@test "import: a row without a title" {
	sow-ticket init
	printf 'ref,title,opened\nK1,　,2026/10/1\n' > old.csv
	run3 1 'sow-ticket import old.csv'
	is "$stderr" "sow-ticket: old.csv:2: title is empty"
}

@test "a title with a date is of its own year, not of the opening's" {
	sow-ticket init
	printf 'ref,title,opened,closed\nK1,週次定例会（2026年4月3日）,2026/3/30,2026/4/3\n' > old.csv
	run3 0 'sow-ticket import old.csv; sow-ticket list -a -c keys'
	assert_stdout <<-'END'
	1
	keys
	S03-01@2026-W14
	END
}

@test "the header of an import stands below title lines, and is known by its names" {
	sow-ticket init
	printf '移行前台帳,,,\n,,,\n作成 2026,,,\n番号,件名,起票日,完了日\nA-1,インシデント（Word：固まる）,2026/11/02,2026/11/03\n' > old.csv
	printf 'to,from\nref,番号\n' > map.csv
	run3 0 'sow-ticket import -m ./map.csv old.csv; sow-ticket list -a -c ref,title,closed'
	is "$output" $'1\nref,title,closed\nA-1,インシデント（Word：固まる）,2026-11-03'
	is "$stderr" "sow-ticket: old.csv:4: this line is taken for the header; those above it are left out"
	run3 1 'head -3 old.csv | sow-ticket import -m ./map.csv -'
	is "$stderr" "sow-ticket: stdin: none of its first 20 lines is a header with the columns 'title' and 'opened' (-m MAP says what other names mean, such as -m excel)"
	yes x | head -30 > long.csv
	cat old.csv >> long.csv
	run3 1 'sow-ticket import -m ./map.csv long.csv'
	has "$stderr" "none of its first 20 lines"
	printf 'to,from\nref,番号\n担当,係\n' > map.csv
	run3 1 'sow-ticket import -m ./map.csv old.csv'
	has "$stderr" "./map.csv:3: 担当: old.csv has no column '係'"
	has "$stderr" "old.csv: does not have the columns of ./map.csv (copy"
}

@test "keys filled in do not make a 件名 of any text; with - it stays free" {
	sow-ticket init
	printf 'ref,title,opened,keys\nA-1,Wordが固まる,2026-11-02,S13-01\nA-2,パスワードリセット(O365),2026-11-02,S14-01\nA-3,掃除,2026-11-02,-\n' > old.csv
	run3 1 'sow-ticket import old.csv; sow-ticket list -a -c ref,keys; exit 1'
	is "$output" $'1\nref,keys\nA-3,'
	is "$stderr" "sow-ticket: old.csv:2: 件名の型 インシデント（ソフト名：事象） に合わない（Wordが固まる）。values に件名の値を書くか、keys を - にする
sow-ticket: old.csv:3: 件名の型 パスワードリセット（ソフト名） に合わない（パスワードリセット（O365））。values に件名の値を書くか、keys を - にする"
}

@test "import reads a map for what it means" {
	sow-ticket init
	printf 'to,from\nref,番号\ntitel,件名\n' > m.csv
	printf '番号,件名,起票日\nA-1,インシデント（Word：固まる）,2026/11/02\n' > old.csv
	run3 1 'sow-ticket import -m ./m.csv old.csv'
	is "$output" ""
	is "$stderr" "sow-ticket: ./m.csv:3: to: a ledger has no 'titel'"
	printf 'to,from,rule,when\nref,番号\nstatus,,const done,状態=済\n' > m.csv
	printf '番号,件名,起票日,状態\nA-1,インシデント（Word：固まる）,2026/11/02,中\n' > old.csv
	run3 1 'sow-ticket import -m ./m.csv old.csv'
	is "$stderr" "sow-ticket: old.csv:2: status: no row of ./m.csv holds"
	printf 'to,from,rule,when\nref,番号\nopened,起票日,date US\n' > m.csv
	run3 1 'sow-ticket import -m ./m.csv old.csv'
	is "$stderr" "sow-ticket: old.csv:2: opened: not a date: '2026/11/02' (./m.csv:3: date US)"
}
