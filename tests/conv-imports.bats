# sow-conv: what the products and other ticket systems take, and what they give
load setup.bash

V=$BATS_TEST_DIRNAME/vendor

# users N: a file of N new accounts, as the admin centre wants them
users() {
	head -1 "$V/m365_add_multiple_users_ja.csv"
	seq "$1" | awk '{ printf "u%04d@kyoto-be.example.jp,名,姓,表示%d,,,,,,,,,,,,\r\n", $1, $1 }'
}

@test "M365: the sample passes by position, in UTF-8 with BOM and CRLF, with a country" {
	run3 0 'sow-conv "$ROOT/tests/vendor/m365_add_multiple_users_ja.csv" | cmp - "$ROOT/tests/vendor/m365_add_multiple_users_ja.csv"'
	is "$output" ""
	users 1 > in.csv
	run3 0 'sow-conv -m m365-add-users-ja in.csv | tail -1'
	is "$output" $'u0001@kyoto-be.example.jp,名,姓,表示1,,,,,,,,,,,,日本\r'
	sed 1s/.*/a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p/ in.csv > other.csv
	run3 0 'sow-conv -m m365-add-users-ja other.csv | cmp - <(sow-conv -m m365-add-users-ja in.csv)'
	run3 0 'sow-conv "$ROOT/tests/vendor/m365_add_multiple_users_en.csv" | head -2 | tr -d "\r" | sed "s/^\xef\xbb\xbf//"'
	is "$output" "$(head -2 "$V/m365_add_multiple_users_en.csv" | tr -d '\r')"
}

@test "M365: at most 249 users a file; --split makes as many files as that needs" {
	users 249 > in.csv
	run3 0 'sow-conv in.csv | wc -l'
	is "$output" 250
	users 500 > in.csv
	run3 1 'sow-conv in.csv -O out.csv'
	[ ! -e out.csv ]
	has "$stderr" "sow-conv: more than 249 rows, which is all that such a file may have (--split=249 --prefix=NAME)"
	run3 0 'sow-conv in.csv --split=249 --prefix=add; wc -l < add-003.csv; stat -c %a add-*; head -c 3 add-002.csv | od -An -tx1'
	is "$output" $'file,rows\nadd-001.csv,249\nadd-002.csv,249\nadd-003.csv,2\n3\n600\n600\n600\n ef bb bf'
}

@test "M365: what is required, and how long it may be" {
	name=$(printf '%064d' 0)
	{
		head -1 "$V/m365_add_multiple_users_ja.csv"
		printf '%s,,,a,,,,,,,,,,,,\r\n' "" x nodomain@ "$(printf '%051d' 0)@example.jp" \
		    "$(printf '%050d' 0)@$(printf '%028d' 0)" "$(printf '%050d' 0)@$(printf '%029d' 0)" "a@$(printf '%049d' 0)" 'a b@example.jp'
		printf 'a@example.jp,%s,,b,,,,,,,,,,,,\r\n' "$name" "${name}0"
		printf 'a@example.jp,,,,,,,,,,,,,,,\r\n'
		printf 'a@example.jp,,,%s,,,,,,,,,,,,\r\n' "$(printf '%0256d' 0)" "$(printf '%0257d' 0)"
	} > in.csv
	run3 1 'sow-conv -m m365-add-users-ja in.csv -O out.csv'
	is "$(wc -l < out.csv)" 4
	is "$(sed "s|$SHARE/||; s/'00*'/0/; s/'0.*@0*'/UPN/" <<< "$stderr")" "sow-conv: in.csv:2: ユーザー名: empty: '' (maps/m365-add-users-ja.csv:4: required)
$(for line in 3 4 5; do echo "sow-conv: in.csv:$line: ユーザー名: no row of maps/m365-add-users-ja.csv holds"; done)
sow-conv: in.csv:7: ユーザー名: too long: UPN (maps/m365-add-users-ja.csv:5: max 79)
$(for line in 8 9; do echo "sow-conv: in.csv:$line: ユーザー名: no row of maps/m365-add-users-ja.csv holds"; done)
sow-conv: in.csv:11: 名: too long: 0 (maps/m365-add-users-ja.csv:6: max 64)
sow-conv: in.csv:12: 表示名: empty: '' (maps/m365-add-users-ja.csv:8: required|max 256)
sow-conv: in.csv:14: 表示名: too long: 0 (maps/m365-add-users-ja.csv:8: required|max 256)"
}

@test "Entra: the version line and the header stay, found by the token in whatever language and order" {
	for sample in entra_bulk_create_ja entra_bulk_create_en entra_bulk_delete_ja entra_group_members_import; do
		run3 0 "sow-conv '$V/$sample.csv' | cmp - '$V/$sample.csv'"
	done
	printf 'version:v1.0\r\nSend [sendEmail],URL [inviteRedirectURL],Adresse [inviteeEmail]\r\ntrue,https://x.example,a@example.jp\r\n' > in.csv
	run3 0 'sow-conv in.csv | tail -1 | tr -d "\r"'
	is "$output" "a@example.jp,https://x.example,true,"
	has "$stderr" "未確認"
	printf 'ID [objectId] 必須\r\n0-1\r\n' > in.csv
	run3 0 'sow-conv in.csv | sed "1s/^\xef\xbb\xbf//" | tr -d "\r"'
	is "$output" $'version:v1.0\nObject ID [objectId] Required\n0-1'
}

@test "所属変更: the file of changes, and its way back" {
	printf 'ユーザー名,旧所属,新所属\na@example.jp,北山高等学校,南丹支援学校\nb@example.jp,,北山高等学校\n' > in.csv
	run3 0 'sow-conv -m m365-change in.csv | tee go.csv | tr -d "\r"; sow-conv -m m365-change-back go.csv > back.csv; cat back.csv | tr -d "\r"'
	is "$output" "$(printf '\xef\xbb\xbf%s\n' '"userPrincipalName","column","before","after"' | cat - <(cat <<-'END'
	"a@example.jp","department","北山高等学校","南丹支援学校"
	"b@example.jp","department","","北山高等学校"
	END
	) <(printf '\xef\xbb\xbf%s\n' '"userPrincipalName","column","before","after"') <(cat <<-'END'
	"a@example.jp","department","南丹支援学校","北山高等学校"
	"b@example.jp","department","北山高等学校",""
	END
	))"
	run3 0 'sow-conv -m m365-change-back back.csv | cmp - go.csv'
	printf 'ユーザー名,旧所属,新所属\na@example.jp,北山高等学校,\n' > in.csv
	run3 1 'sow-conv -m m365-change in.csv'
	has "$stderr" "sow-conv: in.csv:2: after: empty"
}

# ledger: tickets of every status, with what breaks a CSV in them
ledger() {
	sow-ticket init
	sow-ticket new inc Outlook 起動しない assignee=yamada priority=高 min=15 requester=北山高校 due=2026-12-01 > /dev/null 2>&1
	printf 'title,note,opened\n=1+1,,2026-11-20\n"a ""q"",b",,2026-11-21T09:05:07\nc,"x\ny",2026-11-21\n' | sow-ticket new - > /dev/null 2>&1
	sow-ticket new S03-01@2026-W48 > /dev/null
	sow-ticket start 2 > /dev/null
	sow-ticket hold 3 --for=vendor 部品待ち > /dev/null
	sow-ticket done 1 再起動した > /dev/null
	sow-ticket waive S03-01@2026-W49 --approver x --why y > /dev/null
	id=$(sow-ticket new pw O365 2> /dev/null)
	sow-ticket cancel "$id" やめた > /dev/null
}

@test "a ledger goes to Redmine and comes back: the mapped columns are unchanged" {
	ledger
	columns=title,note,status,priority,target,assignee,due,requester,opened,closed,minutes,keys
	run3 0 "sow-ticket list -a -o csv -c $columns > want.csv; sow-ticket list -a -o csv -c id,$columns | sow-conv -m redmine-out > redmine.csv
		sow-conv -m redmine-in redmine.csv -c $columns -o csv | cmp - want.csv; cut -d, -f3 want.csv | sort -u | wc -l"
	is "$output" 7
	is "$(head -1 redmine.csv | sed 's/^\xef\xbb\xbf//' | tr -d '\r')" '"トラッカー","題名","説明","ステータス","優先度","カテゴリ","担当者","開始日","期日","Unique ID","依頼者","起票日時","完了日時","工数（分）","実施キー"'
	has "$(cat redmine.csv)" '"=1+1"'
	has "$(cat redmine.csv)" $'"x\ny"'
}

@test "a ledger goes to Backlog and comes back: the mapped columns are unchanged, but a time of day" {
	ledger
	columns=title,note,due,target,priority,assignee,parent
	run3 0 "sow-ticket list -a -o csv -c $columns > want.csv; sow-ticket list -a -o csv -c opened,$columns | sow-conv -m backlog-out > backlog.csv
		sow-conv -m backlog-in backlog.csv -c $columns -o csv | cmp - want.csv; sow-conv -m backlog-in backlog.csv -c opened | sed 1d | sort -u"
	is "$output" $'2026-11-20\n2026-11-21\n2026-11-24'
	is "$(head -1 backlog.csv | sed 's/^\xef\xbb\xbf//')" "$(head -1 "$V/backlog_import_ja.csv" | sed 's/^\xef\xbb\xbf//')"
	{ echo title,opened,due,priority; seq 251 | sed 's/$/,2026-11-20,,高/'; } > many.csv
	run3 1 'sow-conv -m backlog-out many.csv > out.csv'
	has "$stderr" "more than 250 rows"
	echo 'x,2026-11-20,,至急' > bad && { head -1 many.csv; cat bad; } > one.csv
	run3 1 'sow-conv -m backlog-out one.csv > out.csv'
	is "$(sed "s|$SHARE/||" <<< "$stderr")" "sow-conv: one.csv:2: 優先度ID: no row of maps/backlog-out.csv holds"
}

@test "Redmine's and Backlog's rows, and the old 課題管理表, become tickets" {
	ledger
	sow-ticket list -a -o csv -w status!=waived | sow-conv -m redmine-out > redmine.csv
	mkdir new issues
	sow-ticket -C new init
	run3 0 'sow-ticket -C new import -m redmine-in -n redmine.csv -c 題名,reason | sed 1d'
	run3 0 'sow-ticket -C issues init --kind=issues && sow-ticket -C issues import -m kadai -n "$ROOT/tests/vendor/kadai_kanrihyo.csv" > /dev/null'
}

@test "Event Viewer: rows have a cell more than the header, and a quote that is never closed costs its row alone" {
	run3 0 'sow-conv "$ROOT/tests/vendor/winevent_viewer_system_ja.csv" -c "レベル,日付と時刻,イベント ID,メッセージ" -o tsv | sed "2,3d"'
	assert_stdout <<-'END'
	レベル	日付と時刻	イベント ID	メッセージ
	警告	2026-11-20T03:06:01	1014	"名前 ""wsus01.mirai.kyoto-be.local"" の名前解決は、構成された DNS サーバーのいずれも応答しなかったため、タイムアウトしました。"
	重大	2026-11-20T03:10:00	41	システムは正常にシャットダウンする前に再起動しました。  このエラーは、システムが応答しなくなったために発生した可能性があります。
	情報	2026-11-20T03:12:31	6005	イベント ログ サービスが開始されました。
	END
	sed '6s/.*/警告,2026\/11\/20 3:06:02,DNS,1014,(1014),"閉じない\r\n続き, "あり"\r/' "$V/winevent_viewer_system_ja.csv" > bad.csv
	run3 1 'sow-conv bad.csv -c レベル'
	is "$output" $'レベル\n情報\nエラー\n警告\n情報'
	is "$(grep -ac . <<< "$stderr")" 2
	has "$stderr" "sow-conv: bad.csv:6: a misplaced quote (line 7, byte 10)"
	printf 'Level,Date and Time,Source,Event ID,Task Category\r\nError,11/20/2026 3:05:44 PM,x,1,None,"a\r\n\tb"\r\n' > en.csv
	run3 0 'sow-conv en.csv'
	is "$output" $'Level,Date and Time,Source,Event ID,Task Category,Message\nError,2026-11-20T15:05:44,x,1,None,a\u2028\tb'
	mkdir APEX01 APEX02
	cp "$V/winevent_viewer_system_ja.csv" APEX01/system.csv
	cp "$V/winevent_viewer_system_ja.csv" APEX02/system.csv
	run3 0 'sow-conv --source=server APEX0?/system.csv -c server | sort | uniq -c | tr -s " "'
	is "$output" $' 5 APEX01\n 5 APEX02\n 1 server'
}

@test "SKYSEA's file for import: CP932, every cell quoted, and a name that CP932 lacks is told" {
	run3 0 'sow-conv -m skysea-import "$ROOT/tests/vendor/kiki_daicho.csv" | iconv -f CP932 -t UTF-8 | head -2 | tr -d "\r"'
	assert_stdout <<-'END'
	"管理番号","コンピューター名","端末機名","部署名","メーカー","型番","シリアル番号","購入日","備考"
	"0001","PC-0001","髙橋　花子","北山高等学校","富士通","FMVNB9R","R6300001","2024/04/01",""
	END
	has "$stderr" "未確認"
}
