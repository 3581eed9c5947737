# ticket-redact: a cell is blanked in every row, and in copies
load setup.bash

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
	assert_stdout <<-'END'
	rev,id,note
	1,1,
	2,2,公開
	3,1,
	4,1,redact id=1 cell=note revs=1..3: 個人情報
	END
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

@test "redact of a ledger of several megabytes keeps every other byte" {
	sow-ticket init
	seq 3000 | awk 'BEGIN { print "title,note" } { printf "t%d,%0600d\n", $1, $1 }' | sow-ticket new - --max=3000 > /dev/null
	cp tickets.csv was.csv
	run3 0 'sow-ticket redact 7 --cell note --why 個人情報 --rev 7; sow-ticket verify'
	run3 0 'diff was.csv tickets.csv | grep -c "^[<>]"'
	is "$output" 3
}

@test "the record of a redact stays when another note is blanked" {
	sow-ticket init
	ticket new pw link=x note=秘密
	ticket redact 1 --cell link --why 漏えい --rev 1
	run3 0 'sow-ticket redact 1 --cell note --why 個人情報 --rev 2; sow-ticket log -c note'
	assert_stdout <<-'END'
	1
	note
	""
	redact id=1 cell=link revs=1..1: 漏えい
	redact id=1 cell=note revs=1..1: 個人情報
	END
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

@test "redact has nothing to complain of" {
	sow-ticket init
	ticket new pw note=x
	run3 0 'sow-ticket redact 1 --cell note --why x --rev 1'
	is "$stderr" ""
}

@test "redact names what holds a text that each format writes in its own way" {
	sow-ticket init
	ticket new pw 'note=<連絡先>の電話番号は075'
	ticket new pw 'note="至急"の電話番号は075'
	ticket new pw
	printf '至急\n電話番号は075\n' > remark
	ticket note 3 -F remark
	rm remark
	for id in 3 2 1; do
		sow-ticket list -w id=$id -c note > $id.csv
		sow-ticket list -w id=$id -c note -o excel > $id.excel.csv
		sow-ticket list -w id=$id -c note -o cp932 > $id.cp932.csv
		sow-ticket list -w id=$id -c note -o xlsx > $id.xlsx
		run3 0 "sow-ticket redact $id --cell note --why x --rev $((id == 3 ? 4 : id))"
		is "$stderr" "$(printf "sow-ticket: ./$id.%s still holds the text\n" cp932.csv csv excel.csv xlsx)"
		rm $id.*
	done
}

@test "redact names a file that it may not read" {
	local dir other='setpriv --reuid=23456 --regid=23456 --clear-groups'
	dir=$(mktemp -d /tmp/sow-redact.XXXXXX)
	chmod 755 "$dir"
	$other sh -c "cd '$dir' && $(command -v sow-ticket) --version" > /dev/null 2>&1 || { rmdir "$dir"; skip "no way in for others"; }
	cd "$dir"
	sow-ticket init
	ticket new pw note=秘密の番号
	chown -R 23456:23456 "$dir"
	echo 秘密の番号 > of-root.csv
	chmod 600 of-root.csv
	run3 0 "$other $(command -v sow-ticket) redact 1 --cell note --why x --rev 1"
	cd - > /dev/null
	rm -r "$dir"
	has "$stderr" "./of-root.csv could not be searched whole, and may hold the text"
}

@test "redact says where it could not look" {
	sow-ticket init
	ticket new pw note=秘密の番号
	mkdir -p x/empty
	echo 公開 > x/a
	zip -qr -P geheim locked.xlsx x
	zip -qr open.xlsx x
	head -c 100 open.xlsx > cut.xlsx
	run3 0 'sow-ticket redact 1 --cell note --why x --rev 1'
	is "$stderr" "$(printf 'sow-ticket: ./%s could not be searched whole, and may hold the text\n' cut.xlsx locked.xlsx)"
}

@test "redact names what holds a path in JSON, short lines, or what CP932 has of a text" {
	sow-ticket init
	ticket new pw 'note=\\server\docs\yamada'
	ticket new pw 'note=📞山田太郎の電話'
	ticket new pw
	printf 'ab\ncd\nef\n' > remark
	ticket note 3 -F remark
	rm remark
	sow-ticket list -w id=1 -c note -o json > 1.json
	sow-ticket list -w id=2 -c note -o cp932 --subst=〓 > 2.csv 2> /dev/null
	sow-ticket list -w id=3 -c note > 3.csv
	run3 0 'sow-ticket redact 1 --cell note --why x --rev 1'
	is "$stderr" "sow-ticket: ./1.json still holds the text"
	run3 0 'sow-ticket redact 2 --cell note --why x --rev 2'
	is "$stderr" "sow-ticket: ./2.csv still holds the text"
	run3 0 'sow-ticket redact 3 --cell note --why x --rev 4'
	is "$stderr" "sow-ticket: ./3.csv still holds the text"
}
