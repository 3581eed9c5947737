# sow-check: the shipped checks find what is wrong in the sample month, and nothing else
load setup.bash

# check NAME FILE [OPTION...]: what it finds there on the last Friday of that month
check() {
	local name=$1 file=$2
	shift 2
	run3 0 "cd \"$ROOT/tests/vendor\" && sow-check --today=2026-11-27 $name $file $* -c check,key,column,value 2>&1 | grep -v 'read through\|未確認\|not expect'"
}
# count NAME FILE [OPTION...]: the same as numbers
count() {
	local name=$1 file=$2
	shift 2
	run3 0 "cd \"$ROOT/tests/vendor\" && sow-check --summary --today=2026-11-27 $name $file $* -c check,fit,unfit,unknown,outside,all 2>/dev/null"
}

@test "SKYSEA: the computers with an older version" {
	check skysea-version skysea_assets.csv -k コンピューター名 --set version=20.200.03
	assert_stdout <<-'END'
	check,key,column,value
	SKYSEAバージョン,PC-0003,SKYSEA端末機バージョン,19.210.01
	SKYSEAバージョン,PC-0005,SKYSEA端末機バージョン,20.100.02
	SKYSEAバージョン,PC-0007,SKYSEA端末機バージョン,19.210.01
	END
	count skysea-version skysea_assets.csv --set version=20.200.03
	assert_stdout <<-'END'
	check,fit,unfit,unknown,outside,all
	SKYSEAバージョン,7,3,0,0,10
	END
}

@test "Apex One: the stale pattern of PC-0005, and the older agents" {
	check apexone apexone_agents.csv --set agent=14.0.13122
	assert_stdout <<-'END'
	check,key,column,value
	ApexOne定義ファイル,PC-0005,前回のアップデート,2025-09-02T07:38:52
	END
	check apexone apexone_agents.csv --set agent=14.0.14492 -w check=ApexOneエージェント
	assert_stdout <<-'END'
	check,key,column,value
	ApexOneエージェント,PC-0003,エージェントプログラム,14.0.13122
	ApexOneエージェント,PC-0005,エージェントプログラム,14.0.13122
	END
	count apexone apexone_agents.csv --set agent=14.0.13122 --set days=10
	assert_stdout <<-'END'
	check,fit,unfit,unknown,outside,all
	ApexOne定義ファイル,7,3,0,0,10
	ApexOneエージェント,10,0,0,0,10
	ApexOne最終接続,8,2,0,0,10
	END
}

@test "Windows: the two with 23H2, beside those whose exception has a reason" {
	printf '%s\n' key,理由,有効終了 PC-0003,ESU対象,2028-10-10 PC-0007,所在不明（棚卸で照会中）,2026-12-31 > except.csv
	check windows skysea_assets.csv -k コンピューター名 --except="$TEAM/except.csv"
	assert_stdout <<-'END'
	check,key,column,value
	Windows FU,PC-0002,OS+OSビルド番号,Windows 11 Education+22631.6200
	Windows FU,PC-0009,OS+OSビルド番号,Windows 11 Education+22631.6199
	END
	check windows skysea_assets.csv -k コンピューター名 -w key!=PC-0002 -w key!=PC-0009
	assert_stdout <<-'END'
	check,key,column,value
	Windows FU,PC-0003,OS+OSビルド番号,Windows 10 Education+19045.6456
	Windows FU,PC-0007,OS+OSビルド番号,Windows 11 Education+22621.4317
	END
	count windows skysea_assets.csv -k コンピューター名 --except="$TEAM/except.csv"
	assert_stdout <<-'END'
	check,fit,unfit,unknown,outside,all
	Windows FU,6,2,0,2,10
	END
}

@test "Windows: a build means what it is a build of; a day before its end it is in service" {
	printf '%s\n' OS,OSビルド番号 'Windows 11 Education,26100.1' 'Windows Server 2025,26100.1' 'Windows 11 Pro,26100.1' \
	    'Windows 11 Home,99999.1' 'Windows 11 Education,22631.1' > in.csv
	cat > server.csv <<-'END'
	check,column,op,value
	FU,OS+OSビルド番号,after,0 windows.csv:os+build:ends
	END
	run3 0 'sow-check server.csv in.csv -c value --today=2026-11-27 2>/dev/null'
	is "$output" $'value\nWindows 11 Pro+26100.1\nWindows 11 Education+22631.1'
	run3 0 'sow-check server.csv in.csv -c value --today=2026-11-09 2>/dev/null'
	is "$output" $'value\nWindows 11 Pro+26100.1'
	run3 0 'sow-check server.csv in.csv -c value --today=2028-01-01 2>&1'
	is "$output" 'sow-check: server.csv:2: FU: 1 row is unknown: OS+OSビルド番号 is empty or not of that kind
value
Windows 11 Education+26100.1
Windows 11 Pro+26100.1
Windows 11 Education+22631.1'
}

@test "WSUS: who did not come, did not report, or failed; and what was pushed, by server" {
	check wsus wsus_computers_ps51.csv
	assert_stdout <<-'END'
	check,key,column,value
	WSUS最終報告,PC-0003,LastReportedStatusTime,2026-09-30T11:00:00
	WSUS同期,PC-0003,LastSyncResult,Failed
	WSUS最終報告,PC-0005,LastReportedStatusTime,
	WSUS最終接続,PC-0012,LastSyncTime,2025-06-01T09:00:00
	WSUS最終報告,PC-0012,LastReportedStatusTime,2025-06-01T09:05:00
	END
	check wsus-push wsus_status_summary_ja.csv
	assert_stdout <<-'END'
	check,key,column,value
	WSUS配信,PC-0002,失敗,1
	WSUS配信,PC-0003,失敗,3
	WSUS配信,PC-0005,状態なし,1843
	END
	count wsus-push wsus_status_summary_ja.csv --source=server --by=server
	assert_stdout <<-'END'
	check,fit,unfit,unknown,outside,all
	WSUS配信,2,3,0,0,5
	WSUS配信（wsus_status_summary_ja）,2,3,0,0,5
	END
}

@test "Microsoft 365: never signed in, blocked, and the licences that nobody uses" {
	check m365-signin getmguser_ps7_utf8.csv
	assert_stdout <<-'END'
	check,key,column,value
	M365未サインイン,h-takahashi@kyoto-be.example.jp,LastSignIn,
	M365未サインイン,m-watanabe@kyoto-be.example.jp,LastSignIn,
	END
	check m365-users m365_export_users_new.csv "-k 'User principal name'"
	assert_stdout <<-'END'
	check,key,column,value
	M365ブロック,m-watanabe@kyoto-be.example.jp,Block credential,True
	M365使われないライセンス,m-watanabe@kyoto-be.example.jp,Licenses,Office 365 A1 (教職員用)
	M365ブロック,r-tanaka@kyoto-be.example.jp,Block credential,True
	M365使われないライセンス,r-tanaka@kyoto-be.example.jp,Licenses,Microsoft 365 A3 (教職員用)
	END
}

@test "the registers: the doubled USB, the licences exceeded, what ends within 90 days" {
	check usb skysea_usb_devices.csv
	assert_stdout <<-'END'
	check,key,column,value
	USB管理番号の重複,5,USB管理番号,U-0001
	END
	check licences license_daicho.csv
	is "$(grep -v '^sow-check' <<< "$output")" 'check,key,column,value
ライセンス数の超過,L-002,数量,3200
ライセンス数の超過,L-003,数量,4100'
	check systems system_daicho.csv
	assert_stdout <<-'END'
	check,key,column,value
	システムの期限,SYS-05,サポート終了日,2027-01-12
	END
	check devices kiki_daicho.csv
	assert_stdout <<-'END'
	check,key,column,value
	機器のリース満了,0003,リース満了,2026-08-14
	END
	check stakeholders stakeholder_daicho.csv
	is "$output" check,key,column,value
	check licences license_daicho.csv --set days=125 -w check=ライセンスの期限
	is "$(grep -c L-00 <<< "$output")" 3
}

@test "the shipped registers break none of the shipped checks" {
	for name in systems devices licences stakeholders; do
		run3 0 "sow-check -e $name \"$SHARE/registers/$name.csv\""
		is "$output" check,level,file,line,key,column,value,message
	done
}

@test "accounts: who is on both lists, a guest, one that has to stay, one that is there or is not, with every line" {
	cp "$ROOT"/tests/vendor/entra_bulk_delete_ja.csv leavers.csv
	cp "$ROOT"/tests/vendor/m365_add_multiple_users_ja.csv joiners.csv
	cp "$ROOT"/tests/vendor/entra_download_users.csv users.csv
	echo 'vendor1_partner.example.com#EXT#@kyotobe.onmicrosoft.com' >> leavers.csv
	printf 'key,理由,有効終了\nR-Tanaka@kyoto-be.example.jp,印刷用の共用,\n' > except.csv
	run3 1 'sow-check -e m365-delete --set except=except.csv --set joiners=joiners.csv --set users=users.csv leavers.csv -c check,line,key,message 2> log; s=$?; grep -v "read through" log; exit $s'
	assert_stdout <<-'END'
	check,line,key,message
	除外の削除,3,r-tanaka@kyoto-be.example.jp,except.csv にある、削除してはいけないアカウント
	削除する人の在籍,3,r-tanaka@kyoto-be.example.jp,users.csv にいない
	削除する人の在籍,4,y-ito@kyoto-be.example.jp,users.csv にいない
	削除する人の在籍,5,n-kato@kyoto-be.example.jp,users.csv にいない
	追加と削除の両方,6,s-inoue@kyoto-be.example.jp,追加の一覧 joiners.csv にもある
	削除する人,7,S-Inoue@kyoto-be.example.jp,一覧に二度ある (leavers.csv:6)
	追加と削除の両方,7,S-Inoue@kyoto-be.example.jp,追加の一覧 joiners.csv にもある
	削除するゲスト,8,vendor1_partner.example.com#EXT#@kyotobe.onmicrosoft.com,ゲスト（#EXT#）は一括では削除しない
	END
	sed -i '4,5d' users.csv
	run3 1 'sow-check -e m365-add --set leavers=leavers.csv --set users=users.csv joiners.csv -c check,line,key,message 2> log; s=$?; grep -v "read through" log; exit $s'
	assert_stdout <<-'END'
	check,line,key,message
	追加する人の在籍,2,h-takahashi@kyoto-be.example.jp,すでに users.csv にいる
	追加する人の在籍,3,k-yamazaki@kyoto-be.example.jp,すでに users.csv にいる
	追加と削除の両方,6,s-inoue@kyoto-be.example.jp,削除の一覧 leavers.csv にもある
	追加する人の在籍,6,s-inoue@kyoto-be.example.jp,すでに users.csv にいる
	追加する人の在籍,7,a-kim@kyoto-be.example.jp,すでに users.csv にいる
	END
	printf 'userPrincipalName\nt-sato@kyoto-be.example.jp\n' > leavers.csv
	printf 'ユーザー名\nnew@kyoto-be.example.jp\n' > joiners.csv
	printf 'User principal name\nT-Sato@kyoto-be.example.jp\n' > users.csv
	run3 0 'sow-check -e m365-delete --set except=except.csv --set joiners=joiners.csv --set users=users.csv leavers.csv -c key &&
	    sow-check -e m365-add --set leavers=leavers.csv --set users=users.csv joiners.csv -c key'
	is "$output" $'key\nkey'
	is "$stderr" ''
}
