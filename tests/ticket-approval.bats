# ticket-approval: who decided, and what waits for it
load setup.bash

@test "a long approver's name is kept whole" {
	sow-ticket init
	name=$(printf '%0900d' 7)
	run3 0 "sow-ticket waive S03-01@2026-W48 --approver $name --why x; sow-ticket list -a -c approved"
	assert_stdout <<-END
	1
	approved
	2026-11-24 $name
	END
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
	assert_stdout <<-'END'
	id
	2
	1
	END
	run3 2 'sow-ticket approve 1'
	run3 0 'sow-ticket approve 1 --approver 鈴木課長 --why 必要; sow-ticket start 1; sow-ticket cancel 2 --approver 鈴木課長 --why 範囲外'
	run3 0 'sow-ticket list --waiting -c id; sow-ticket list -a -c id,status,approved,note'
	assert_stdout <<-'END'
	id
	id,status,approved,note
	2,canceled,2026-11-24 鈴木課長,範囲外
	1,doing,2026-11-24 鈴木課長,
	END
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
	assert_stdout <<-'END'
	1
	1
	id,approved
	1,
	END
	has "$stderr" "ticket 1: approved is cleared: 2026-11-24 鈴木課長 was for the earlier decision"
	run3 1 'sow-ticket start 1'
	has "$stderr" "可否 is undecided"
}

@test "approve takes the day of the decision, and me" {
	sow-ticket init
	ticket new other 掲示板
	run3 0 'sow-ticket approve 1 --approver=鈴木課長 --on=11/20; sow-ticket list -c approved,closed'
	is "$output" $'1\napproved,closed\n2026-11-20 鈴木課長,'
	run3 0 'sow-ticket approve 1 --approver=me; sow-ticket list -c approved'
	is "$output" $'1\napproved\n2026-11-24 yamada'
	run3 1 'sow-ticket approve 1 --approver=鈴木課長 --on=12/1'
	has "$stderr" "--on: not a date up to today: 12/1"
}

@test "waive takes the link by any name of that field, but not an empty one" {
	sow-ticket init
	printf '氏名,区分\n鈴木,顧客\n' > stakeholders.csv
	run3 1 'sow-ticket waive S09-01@2026-11 --approver=鈴木 --why=停止 link='
	has "$stderr" "link=… of the minutes"
	run3 0 'sow-ticket waive S09-01@2026-11 --approver=鈴木 --why=停止 リンク＝議事録.pdf; sow-ticket list -a -c link'
	is "$output" $'1\nlink\n議事録.pdf'
}

@test "nobody waives by himself, however he spells his name" {
	sow-ticket init
	echo 'yamada,山田 太郎' | sed '1i login,name' > staff.csv
	printf '区分,氏名\n顧客,山田　太郎\n' > stakeholders.csv
	for name in 山田太郎 '山田　太郎'; do
		run3 1 "sow-ticket waive S09-02@2026-12 --approver='$name' --why=x link=a"
		has "$stderr" "nobody waives by himself"
	done
}
