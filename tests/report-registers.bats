# report-registers: the team's registers as tables and layouts
load setup.bash

@test "a register that the team lacks is empty; the examples are never read in its place" {
	sow-ticket init
	for table in structure roadmap meetings sowchanges documents; do
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
	run3 0 'sow-report structure -p 2026-11 -c 区分,氏名,役割,連絡先; sow-report structure -p 2026-10 -c 氏名'
	assert_stdout <<-'END'
	区分,氏名,役割,連絡先
	顧客,山本 花,担当,
	提供,佐藤,責任者,
	氏名
	鈴木 一
	佐藤
	END
	run3 0 'sow-report -f structure -p 2026-11 | sed -n "5,7p;9,11p"'
	assert_stdout <<-'END'
	顧客体制,,,,,,
	No.,組織,部署・役職,氏名,役割,連絡先,会議体
	1,京都府,,山本 花,担当,,
	サービス提供体制,,,,,,
	No.,組織,部署・役職,氏名,役割,連絡先,会議体
	1,サクラ,,佐藤,責任者,,
	END
	# the same file says who may waive
	run3 1 'sow-ticket waive S09-01@2026-11 --approver="鈴木 一" --why=x link=y'
	has "$stderr" "鈴木 一 is not a customer (区分 顧客) in stakeholders.csv today"
	run3 0 'sow-ticket waive S09-01@2026-11 --approver=山本花 --why=x link=y'
}

@test "roadmap, meetings, sowchanges: what falls in the period; a date that is none is told" {
	sow-ticket init
	cp "$SHARE"/registers/*.csv .
	run3 0 'sow-report roadmap -p FY2026 -c 施策; sow-report roadmap -p FY2027 -c 施策,状況; sow-report meetings -p 2026-W48 -c 会議,決定事項
		sow-report meetings -p 2026-W49 -c 会議; sow-report sowchanges -p 2026-11 -c 契機; sow-report documents -p 2026-11 -c 版'
	assert_stdout <<-'END'
	施策
	WSUS サーバ更新
	施策,状況
	M365 ライセンス見直し,予定
	会議,決定事項
	週次定例会,次回までに WSUS の日程を決める
	会議
	契機
	定型化
	版
	1.2
	END
	sed -i 's/2026-10-01/来春/' roadmap.csv
	run3 1 'sow-report roadmap -p FY2026'
	is "$output" ""
	has "$stderr" "./roadmap.csv:2: not a date: 来春"
}
