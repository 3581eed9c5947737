# report-submitted: reports that are handed in, made again, corrected, and carried on
load setup.bash

team() {
	sow-ticket init
	sow-ticket -t submitted.csv init --kind=submitted
	ticket new inc Outlook 起動しない requester=北山高校
	SOW_NOW=2026-11-24T10:05 ticket done 1 復旧した
} 2> /dev/null

# submit LAYOUT PERIOD FILE [OPTION...]: hands in, and records it
submit() {
	local layout=$1 period=$2 file=$3
	shift 3
	sow-report -f "$layout" -p "$period" --submit 京都府 -O "$file" "$@" 2> /dev/null > row.csv &&
		ticket -t submitted.csv new - < row.csv 2> /dev/null
}

@test "--submit writes FILE, keeps it and what it rests on, and prints the row for submitted.csv" {
	team
	export SOW_NOW=2026-11-27T15:00
	run3 0 'sow-report -f weekly -p 2026-W48 --submit 京都府教育委員会 -O 週報.csv -o excel'
	sum=$(sha256sum < 週報.csv | cut -c1-64)
	is "$(cut -d, -f1-8 <<< "$output")" "title,layout,period,edition,ledger_revs,sha256,recipient,submitted
週次報告書（仮の様式） R8.11.23～R8.11.29,weekly,2026-W48,1,tickets:2 submitted:0,$sum,京都府教育委員会,2026-11-27T15:00:00"
	is "$stderr" "sow-report: the period ends on 2026-11-29: the report counts as of now"
	run3 0 'SOW_NOW=2026-12-01T09:00 sow-report -f weekly -p 2026-W49 --submit 京都府 -O 週報2.csv > /dev/null'
	is "$stderr" "sow-report: the period ends on 2026-12-06: the report counts as of now
sow-report: 4 reasons are missing (理由未記入)"
	cmp 週報.csv "submitted/$sum.csv"
	manifest=$(sow-report -f weekly -p 2026-W48 --submit 京都府 -O 週報.csv -o excel 2> /dev/null | sed 1d | sed 's/.* | //; s/,$//')
	run3 0 "cut -d, -f1,2 $manifest"
	assert_stdout <<-'END'
	kind,name
	option,format
	option,today
	option,author
	file,sow.csv
	file,holidays.csv
	file,closed.csv
	file,layouts/weekly.csv
	END
	for sum in $(sed -n 's/^file,.*,//p' "$manifest"); do
		is "$(sha256sum < "submitted/$sum.csv" | cut -c1-64)" "$sum"
	done
}

@test "what is needed to hand in is named, and nothing is written without it" {
	sow-ticket init
	run3 1 'sow-report -f weekly -p 2026-W48 --submit 京都府 -O w.csv'
	is "$stderr" "sow-report: ./submitted.csv: not there; sow-ticket -t ./submitted.csv init --kind=submitted makes it"
	sow-ticket -t submitted.csv init --kind=submitted
	run3 2 'sow-report -f weekly -p 2026-W48 --submit 京都府'
	is "$stderr" "sow-report: --submit needs -O FILE, the report that is handed in"
	run3 2 'sow-report -f weekly -p 2026-W48 --submit 京都府 -O w.csv -o table'
	has "$stderr" "no format to hand in 'table'"
	run3 2 'sow-report -f weekly -p 2026-W48 --submit "" -O w.csv'
	is "$stderr" "sow-report: --submit: to whom?"
	run3 2 'sow-report -f weekly -p 2026-W48 --submit 京都府 -O w.csv --restricted'
	has "$stderr" "--submit does not take --restricted"
	run3 2 'sow-report -f weekly -p 2026-W48 --submit 京都府 -O w.csv -t x.csv'
	has "$stderr" "--submit does not take --tickets"
	is "$(ls)" $'submitted.csv\ntickets.csv'
}

@test "--verify-submitted makes each again, also after catalogue, calendar, layout and ledger changed" {
	team
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv -o excel
	SOW_NOW=2026-12-07T15:00 submit monthly 2026-11 m.csv -o cp932 --subst=〓
	sed 's/週次定例会（年月日）/週次会議（年月日）/; s/^S09-01.*//' "$SHARE/sow.csv" | grep . > sow.csv
	mkdir layouts
	sed 's/６．特記事項/７．特記/' "$SHARE/layouts/weekly.csv" > layouts/weekly.csv
	printf 'date,state,name\n2026-11-27,休,創立記念日\n' > closed.csv
	SOW_NOW=2026-12-08T09:00 ticket new inc Excel 落ちる opened=2026-11-24T16:00 2> /dev/null
	SOW_NOW=2026-12-08T09:00 ticket set 1 title=消えた 2> /dev/null || :
	export SOW_NOW=2027-12-08T09:00
	mkdir tmp
	run3 0 'TMPDIR=$PWD/tmp SOW_USER=suzuki sow-report --verify-submitted'
	assert_stdout <<-'END'
	id,layout,period,edition,result,line,before,after
	1,weekly,2026-W48,1,一致,,,
	2,monthly,2026-11,1,一致,,,
	END
	is "$stderr" ""
	is "$(ls tmp)" ""
	run3 2 'TMPDIR=$PWD/tmp sow-report --verify-submitted -c id,nosuch'
	is "$output" ""
	has "$stderr" "nosuch"
	is "$(ls tmp)" ""
}

@test "--verify-submitted shows the lines that differ once the ledger was blanked, and what cannot be made again" {
	team
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv
	SOW_NOW=2026-11-28T09:00 ticket redact 1 --cell=requester --why=個人情報 --rev=2 2> err
	grep -q "submitted/.*\.csv still holds the text" err
	run3 1 'sow-report --verify-submitted -c id,result,line,before,after'
	assert_stdout <<-'END'
	id,result,line,before,after
	1,不一致,25,2026-0001，R8.11.24 10:05，完了，インシデント（Outlook：起動しない），北山高校，復旧した,2026-0001，R8.11.24 10:05，完了，インシデント（Outlook：起動しない），，復旧した
	END
	chmod u+w submitted/*
	manifest=$(sed -n 's/.* | \([^,]*\).*/\1/p' submitted.csv | tail -1)
	sum=$(sed -n 's/^file,closed.csv,//p' "$manifest")
	echo x >> "submitted/$sum.csv"
	run3 1 'sow-report --verify-submitted -c id,result'
	is "$output" $'id,result\n1,再作成不可'
	has "$stderr" "not the bytes that were kept"
	rm "submitted/$sum.csv"
	run3 1 'sow-report --verify-submitted -c id,result'
	has "$stderr" "No such file or directory"
	echo "file,../../etc/x,$sum" >> "$manifest"
	run3 1 'sow-report --verify-submitted -c id,result'
	has "$stderr" "$manifest: not the bytes that were kept"
}

@test "a manifest that names a file elsewhere, or anything unknown, is refused" {
	team
	submit weekly 2026-W48 w.csv
	sum=$(sed -n 's/.* | submitted.\([^,.]*\).*/\1/p' row.csv)
	for line in "file,../x.csv,$sum" "file,/etc/x,$sum" "file,tickets.csv,$sum" "run,x,y"; do
		{ cat "submitted/$sum.csv"; echo "$line"; } > new
		other=$(sha256sum < new | cut -c1-64)
		cp new "submitted/$other.csv"
		ticket -t submitted.csv set 1 "link=x | submitted/$other.csv" 2> /dev/null
		run3 1 'sow-report --verify-submitted -c id,result'
		is "$output" $'id,result\n1,再作成不可'
		has "$stderr" "not a line of a manifest"
	done
}

@test "a redact names the copies of what was handed in, also in CP932" {
	team
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv -o cp932
	SOW_NOW=2026-11-28T09:00 run3 0 'sow-ticket redact 1 --cell=requester --why=個人情報 --rev=2'
	has "$stderr" "./w.csv still holds the text"
	has "$stderr" "./submitted/$(sha256sum < w.csv | cut -c1-64).csv still holds the text"
}

@test "a further edition is 第2版（訂正） and ends with what it corrects" {
	team
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv
	export SOW_NOW=2026-11-30T09:00
	ticket set 1 what=固まる 2> /dev/null
	run3 0 'sow-report -f weekly -p 2026-W48 | sed -n "5p;/^訂正箇所/,\$p"'
	assert_stdout <<-'END'
	作成日,令和8年11月30日,,版,第2版（訂正）,,,
	訂正箇所,,,,,,,
	訂正前,訂正後,,,,,,
	2026-0001，R8.11.24 10:05，完了，インシデント（Outlook：起動しない），北山高校，復旧した,2026-0001，R8.11.24 10:05，完了，インシデント（Outlook：固まる），北山高校，復旧した,,,,,,
	END
	submit weekly 2026-W48 w2.csv -o cp932
	is "$(tail -1 submitted.csv | cut -d, -f26)" 2
	ticket set 1 what=落ちる 2> /dev/null
	run3 0 'sow-report -f weekly -p 2026-W48 | sed -n "5p;/^訂正箇所/,\$p" | wc -l; sow-report -f weekly -p 2026-W48 --as-of=2026-11-27T14:59:59 | cmp - w.csv; sow-report --verify-submitted -c edition,result'
	is "$output" $'4\nedition,result\n1,一致\n2,一致'
}

@test "what moved after the last report: 前回残 + 変更 = 繰越" {
	team
	ticket new inc Teams 落ちる 2> /dev/null
	SOW_NOW=2026-11-29T15:00 submit weekly 2026-W48 w.csv
	export SOW_NOW=2026-12-01T09:00
	ticket new inc Excel 落ちる opened=2026-11-27T16:00 2> /dev/null
	ticket new inc Word 落ちる opened=2026-11-27T16:00 2> /dev/null
	ticket done 3 直っていた --on=2026-11-28 2> /dev/null
	run3 0 'sow-report changed -p 2026-W49; sow-report summary -p 2026-W49 -w major=合計 -c carried; sow-report -f weekly -p 2026-W49 | grep 前回報告の残; sow-report changed -p 2026-W48'
	assert_stdout <<-'END'
	number,title,before,after,difference,note
	2026-0002,インシデント（Teams：落ちる）,未完了,終了,-1,直っていた
	2026-0003,インシデント（Excel：落ちる）,なし,未完了,1,
	2026-0004,インシデント（Word：落ちる）,なし,未完了,1,
	carried
	2
	前回報告の残,1件,,前回報告後の変更,1件,,,
	number,title,before,after,difference,note
	END
}

@test "the row has 検査期限 for completion, and for the month where it is paid by the month" {
	team
	run3 0 'sow-report -f completion -p FY2026 --submit 京都府 -O c.csv 2> /dev/null | tail -1 | sed "s/.*,//"; sow-report -f monthly -p 2026-11 --submit 京都府 -O m.csv 2> /dev/null | tail -1 | sed "s/.*,//"; grep 検査期限 c.csv'
	is "$output" $'2026-12-04\n\n検査期限,令和8年12月4日,,,,,'
	printf 'name,from,to,支払\n委託,2026-04-01,2027-03-31,月払\n' > contract.csv
	run3 0 'sow-report -f monthly -p 2026-11 --submit 京都府 -O m.csv 2> /dev/null | tail -1 | sed "s/.*,//"'
	is "$output" 2026-12-04
}

@test "a file that changes while the report is made is noticed: nothing is handed in" {
	team
	cp "$SHARE/closed.csv" closed.csv
	printf 'date,state,name\n2026-11-27,休,創立記念日\n' > other.csv
	# strace lets another file take the name when the report is renamed into place
	command -v strace > /dev/null || skip "no strace"
	strace -f -qq -o /dev/null -e trace=renameat,renameat2,rename -e inject=renameat,renameat2,rename:delay_enter=1500000 \
		sow-report -f weekly -p 2026-W48 --submit 京都府 -O w.csv > row.csv 2> err & pid=$!
	sleep 0.7
	cp other.csv closed.csv
	wait $pid && false
	is "$(cat row.csv)" ""
	has "$(cat err)" "w.csv: not handed in: it could not be made again with the same bytes"
}

@test "what was received and inspected is recorded in submitted.csv, with dates that are dates" {
	team
	submit completion FY2026 c.csv
	run3 0 'sow-ticket -t submitted.csv set 1 受領日=11/25 受領者=鈴木 検査日=2026/12/1 inspector=山本 結果=合格'
	run3 0 'sow-ticket -t submitted.csv list -a -c received,receiver,inspect_by,inspected,inspector,result'
	is "$output" $'received,receiver,inspect_by,inspected,inspector,result\n2026-11-25,鈴木,2026-12-04,2026-12-01,山本,合格'
	run3 1 'sow-ticket -t submitted.csv set 1 検査日=来年'
	has "$stderr" "inspected: not a date: '来年'"
	run3 0 'sow-report --verify-submitted -c result'
	is "$output" $'result\n一致'
}

@test "a sum that is none names no file, and without the edition before nothing is half printed" {
	team
	submit weekly 2026-W48 w.csv
	chmod u+w submitted/*
	rm "submitted/$(sha256sum < w.csv | cut -c1-64).csv"
	run3 1 'sow-report -f weekly -p 2026-W48'
	is "$output" ""
	has "$stderr" "No such file or directory"
	ticket -t submitted.csv set 1 sha256=../../etc/passwd 2> /dev/null
	run3 1 'sow-report -f weekly -p 2026-W48'
	is "$output" ""
	is "$stderr" "sow-report: submitted: not a SHA-256: '../../etc/passwd'"
}

@test "-O takes the place of nothing that a report rests on, nor of one that was handed in" {
	team
	cp -r "$SHARE/layouts" "$SHARE/sow.csv" .
	for file in layouts/weekly.csv sow.csv; do
		cp "$file" before
		run3 2 "sow-report -f weekly -p 2026-W48 --submit 京都府 -O $file"
		is "$stderr" "sow-report: -O: $file is read to make what would replace it; nothing written"
		run3 2 "sow-report -f weekly -p 2026-W48 -O $file"
		cmp before "$file"
	done
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv
	kept=submitted/$(sha256sum < w.csv | cut -c1-64).csv
	run3 2 "sow-report -f weekly -p 2026-W47 -O $kept"
	is "$stderr" "sow-report: -O: $kept is read-only; nothing written"
	cmp w.csv "$kept"
}

@test "a kept report that was altered is told, when it is verified and when it is corrected" {
	team
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W47 v.csv
	kept=submitted/$(sha256sum < w.csv | cut -c1-64).csv
	chmod u+w "$kept"
	echo x >> "$kept"
	run3 1 'sow-report --verify-submitted -c id,result'
	is "$output" $'id,result\n1,再作成不可\n2,一致'
	has "$stderr" "$kept: not the bytes that were kept"
	run3 1 'sow-report -f weekly -p 2026-W48'
	is "$output" ""
	has "$stderr" "$kept: not the bytes that were kept"
	rm "$kept"
	run3 1 'sow-report --verify-submitted -c id,result'
	is "$output" $'id,result\n1,再作成不可\n2,一致'
}

@test "an edition that was recorded twice is told" {
	team
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv
	ticket -t submitted.csv new - < row.csv
	run3 1 'sow-report --verify-submitted -c id,result'
	is "$output" $'id,result\n1,一致\n2,一致'
	is "$stderr" "sow-report: weekly 2026-W48: tickets 1 and 2 are both edition 1"
}

@test "no submitted.csv is not all well, and an earlier --as-of makes no second 第1版" {
	sow-ticket init
	run3 1 'sow-report --verify-submitted'
	is "$output" ""
	is "$stderr" "sow-report: ./submitted.csv: No such file or directory"
	rm tickets.csv
	team
	SOW_NOW=2026-11-27T15:00 submit weekly 2026-W48 w.csv
	run3 0 'SOW_NOW=2026-11-28T15:00 sow-report -f weekly -p 2026-W48 --submit 京都府 -O w2.csv --as-of=2026-11-26 | cut -d, -f4'
	is "$output" $'edition\n2'
	ticket -t submitted.csv set 1 ledger_revs=junk
	run3 1 'sow-report changed -p 2026-W49'
	has "$stderr" "ledger_revs does not say how much of tickets.csv counted: 'junk'"
}
