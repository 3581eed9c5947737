# report-registers: the team's registers as tables and layouts
load setup.bash

@test "a register that the team lacks is empty; the examples are never read in its place" {
	sow-ticket init
	for table in structure roadmap meetings sowchanges documents checks; do
		run3 0 "sow-report $table -p month | wc -l"
		is "$output$stderr" 1
	done
}

@test "structure: who is in force on the day, of the customer and of the team" {
	sow-ticket init
	cat > stakeholders.csv <<-'END'
	区分,組織,氏名,役割,有効開始,有効終了
	顧客,京都府,鈴木 一,責任者,2026-04-01,2026-10-31
	顧客,京都府,山本 花,担当,2026-11-01,
	学校,北山高校,田中,,,
	提供,サクラ,佐藤,責任者,,
	END
	run3 0 'sow-report structure -p 2026-11 -c 区分,氏名,役割,連絡先,異動; sow-report structure -p 2026-10 -c 氏名,異動'
	assert_stdout <<-'END'
	区分,氏名,役割,連絡先,異動
	顧客,鈴木 一,責任者,,退任
	顧客,山本 花,担当,,新任
	提供,佐藤,責任者,,
	氏名,異動
	鈴木 一,
	佐藤,
	END
	printf '顧客,京都府,山本花,課長,2026-12-01,\n' >> stakeholders.csv
	sed -i 's/2026-11-01,$/2026-11-01,2026-11-30/' stakeholders.csv
	run3 0 'sow-report structure -p 2026-12 --today=2026-12-02 -c 氏名,役割,異動'
	assert_stdout <<-'END'
	氏名,役割,異動
	佐藤,責任者,
	山本花,課長,変更
	END
	sed -i '$d; s/2026-11-01,2026-11-30/2026-11-01,/' stakeholders.csv
	run3 0 'sow-report -f structure -p 2026-11 | tail -n +6'
	assert_stdout <<-'END'
	顧客体制,,,,,,,
	No.,組織,部署・役職,氏名,役割,連絡先,会議体,異動
	1,京都府,,山本 花,担当,,,新任
	,,,,,,,
	サービス提供体制,,,,,,,
	No.,組織,部署・役職,氏名,役割,連絡先,会議体,異動
	1,サクラ,,佐藤,責任者,,,
	,,,,,,,
	前回からの異動,,,,,,,
	No.,区分,組織,氏名,役割,異動,,
	1,顧客,京都府,鈴木 一,責任者,退任,,
	2,顧客,京都府,山本 花,担当,新任,,
	END
	# the same file says who may waive
	run3 1 'sow-ticket waive S09-01@2026-11 --approver="鈴木 一" --why=x link=y'
	has "$stderr" "鈴木 一 is not a customer (区分 顧客) in stakeholders.csv today"
	run3 0 'sow-ticket waive S09-01@2026-11 --approver=山本花 --why=x link=y'
}

@test "roadmap: measures and what ends in the registers, by quarter; an end without a measure is named" {
	sow-ticket init
	cp "$SHARE"/registers/*.csv .
	printf '0003,ノートPC,,FMVNB9R,,,,,,,2029-03-31\n' >> devices.csv
	run3 0 'sow-report roadmap -p FY2026..FY2030 -c 四半期,種別,施策,対象システム,終了'
	assert_stdout <<-'END'
	四半期,種別,施策,対象システム,終了
	FY2026Q3,施策,WSUS サーバ更新,WSUS,2027-03-31
	FY2026Q4,ライセンス更新日,（施策なし）,IT資産管理,2027-03-31
	FY2026Q4,保守期限,WSUS サーバ更新,更新配信,2027-03-31
	FY2026Q4,保守期限,（施策なし）,IT資産管理,2027-03-31
	FY2026Q4,有効期限,（施策なし）,Microsoft 365 A3,2027-03-31
	FY2026Q4,有効期限,（施策なし）,SKYSEA Client View,2027-03-31
	FY2027Q1,施策,M365 ライセンス見直し,M365,2027-09-30
	FY2028Q4,サポート終了日,WSUS サーバ更新,更新配信,2029-01-09
	FY2028Q4,リース満了,（施策なし）,ノートPC（2）,2029-03-31
	END
	is "$stderr" "sow-report: 5 ends in the registers are covered by no measure (施策なし)"
	run3 0 'sow-report roadmap -p FY2026 --wide=quarter -w 対象システム~WSUS'
	assert_stdout <<-'END'
	種別,施策,対象システム,FY2026Q1,FY2026Q2,FY2026Q3,FY2026Q4
	施策,WSUS サーバ更新,WSUS,,,■,■
	END
	# a measure that is over covers what ends while it ran, one that was dropped nothing
	sed -i 's/実施中/完了/' roadmap.csv
	run3 0 'sow-report roadmap -p FY2026..FY2030 -c 施策,終了 -w 対象システム=更新配信'
	is "$output" $'施策,終了\nWSUS サーバ更新,2027-03-31\n（施策なし）,2029-01-09'
	sed -i 's/完了/見送り/' roadmap.csv
	run3 0 'sow-report -f roadmap -p FY2026 | grep -A9 "^２"'
	assert_stdout <<-'END'
	２．施策のない期限,,,,,,,,,,
	No.,種別,対象システム,終了,対応,,,,,,
	1,ライセンス更新日,IT資産管理,R9.3.31,,,,,,,
	2,保守期限,IT資産管理,R9.3.31,,,,,,,
	3,保守期限,更新配信,R9.3.31,,,,,,,
	4,有効期限,Microsoft 365 A3,R9.3.31,,,,,,,
	5,有効期限,SKYSEA Client View,R9.3.31,,,,,,,
	END
	sed -i 's/2027-03-31,2029/来年度末,2029/' systems.csv
	run3 1 'sow-report roadmap -p FY2026'
	is "$output" ""
	has "$stderr" "./systems.csv:3: not a date: 来年度末"
}

@test "sowchanges: recorded, revised by the catalogue, or tagged SOW変更 and not recorded" {
	sow-ticket init
	cp "$SHARE"/registers/sowchanges.csv .
	sed 's/2026-0143/2026-0001/' -i sowchanges.csv
	sed '/^S01-01,/ { h; s/,,,$/,,2026-09-30,/p; g; s/,随時,/,月次,/; s/,,,$/,2026-10-01,,/; }' <(tr -d '\r' < "$SHARE/sow.csv") > sow.csv
	ticket new doc 手順 tags+=SOW変更 2> /dev/null
	ticket new doc 台帳 tags+=SOW変更 2> /dev/null
	run3 0 'sow-report sowchanges -p FY2026'
	assert_stdout <<-'END'
	出所,発生日,契機,対象No,変更前,変更後,関連チケット,反映日
	記録,2026-11-12,定型化,12,要求ベース,問合せ対応に追加,2026-0001,
	契約の改定,2026-10-01,変更,S01-01,実施頻度：随時,実施頻度：月次,,
	未記録,2026-11-24,,,,既存運用設計・移行（台帳）,2026-0002,
	END
	run3 0 'sow-report sowchanges -p FY2027 | wc -l'
	is "$output" 1
}

@test "review: contract, results, minutes, what was late, changes and candidates of each activity" {
	sow-ticket init
	cp "$SHARE"/registers/sowchanges.csv .
	ticket new inc Word 固まる min=20 2> /dev/null
	ticket done 1 直した 2> /dev/null
	ticket new other 棚の移動 tags+=sow候補 2> /dev/null
	run3 0 'sow-report review -p 2026-11 -w tickets\>0; sow-report review -p FY2026 -w SOW候補~. -c id,変更内容,SOW候補; sow-report review -p 2026-11 -w id=S03-01 -c owed,overdue'
	assert_stdout <<-'END'
	id,title,target,frequency,owed,overdue,tickets,minutes,変更内容,SOW候補
	S13-01,インシデント（ソフト名：事象）,Windows・Office・M365・SKYSEA・ApexOne,随時,,,1,20,,
	id,変更内容,SOW候補
	S12-01,要求ベース → 問合せ対応に追加,1件
	owed,overdue
	4,3
	END
	run3 0 'sow-report -f sla-review -p FY2026 | sed -n "8p;/S12-01/p"'
	assert_stdout <<-'END'
	No.,業務,件名,対象,契約の頻度,契約回数,実績件数,工数（分）,期限超過,変更内容,SOW候補,見直し案,確認結果,確認者,確認日
	39,S12-01,サービスデスクその他要求事項（事象）,,随時,,0,0,,要求ベース → 問合せ対応に追加,1件,,,,
	END
}

@test "checks: what sow-check wrote down; numbers that do not add up are told" {
	sow-ticket init
	printf 'date,check,fit,unfit,unknown,outside,all\n2026-11-06,SKYSEA,90,5,3,2,100\n2026-10-07,SKYSEA,1,0,0,0,1\n' > checks.csv
	run3 0 'sow-report checks -p 2026-11'
	is "$output" $'date,check,fit,unfit,unknown,outside,all\n2026-11-06,SKYSEA,90,5,3,2,100'
	sed -i 's/,100/,101/' checks.csv
	run3 1 'sow-report checks -p 2026-11'
	is "$output" ""
	has "$stderr" "./checks.csv:2: fit, unfit, unknown and outside add up to 100, not 101"
}

@test "meetings, documents: what falls in the period, and all" {
	sow-ticket init
	cp "$SHARE"/registers/*.csv .
	run3 0 'sow-report meetings -p 2026-W48 -c 会議,決定事項; sow-report meetings -p 2026-W49 -c 会議; sow-report documents -p 2026-11 -c 版'
	assert_stdout <<-'END'
	会議,決定事項
	週次定例会,次回までに WSUS の日程を決める
	会議
	版
	1.2
	END
	sed -i 's/2026-11-27T14:00/来週/' meetings.csv
	run3 1 'sow-report meetings -p FY2026'
	is "$output" ""
	has "$stderr" "./meetings.csv:2: not a date: 来週"
}

@test "minutes: who attends is who is in force on the day of the meeting and belongs to it" {
	sow-ticket init
	cp "$SHARE"/registers/*.csv .
	printf '顧客,京都府,,田中 次,,,週次定例会,2026-04-01,2026-11-26,,\n' >> stakeholders.csv
	run3 0 'sow-report -f minutes -p 2026-W48 | sed -n "4,6p"; sow-report -f minutes -p 2026-W47 | sed -n "5p"'
	assert_stdout <<-'END'
	出席（顧客）,山本 花,,,,,,,,,
	出席（提供）,佐藤 太郎,,,,,,,,,
	作成日,令和8年11月24日,,作成者,yamada,,版,第1版,,,
	出席（提供）,佐藤 太郎,,,,,,,,,
	END
}
