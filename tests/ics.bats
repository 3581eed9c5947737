# sow-due -o ics, read by libical
load setup.bash

@test "libical reads every occurrence as an all-day event whose UID is its key" {
	run3 0 'sow-due -p 2026-W48..2026-W49 --all -o ics | "$ROOT/build/plain/ical"'
	assert_stdout <<-'END'
	S03-01@2026-W48|2026-11-27|28|01:00Z|週次定例会（2026年11月27日）|all day
	S08-03@FY2026|2026-11-30|1|01:00Z|ライセンスの棚卸（2026年11月） SKYSEA・ApexOne|all day
	S08-02@FY2026|2026-11-30|1|01:00Z|機器の棚卸（2026年11月） PC・USB|all day
	S03-01@2026-W49|2026-12-04|5|01:00Z|週次定例会（2026年12月4日）|all day
	END
	run3 0 'sow-due -p FY2026 --all -o ics | "$ROOT/build/plain/ical" | wc -l'
	is "$output" 113
}

@test "no line is longer than 75 bytes, none breaks a character, all end in CRLF" {
	sow-due -p FY2026 --all -o ics > all.ics
	run3 0 'LC_ALL=C awk "length(\$0) > 76" all.ics'
	is "$output" ""
	run3 0 "grep -vc \$'\r\$' all.ics || true"
	is "$output" 0
	run3 0 'iconv -f UTF-8 -t UTF-16 all.ics > /dev/null'
}

@test "what RFC 5545 reserves is escaped, in the ledger's rows, too" {
	sow-ticket init
	sow-ticket new inc 'a,b;c\d' 落ちる due=12/1 > /dev/null
	sow-ticket new pw > /dev/null
	run3 0 'sow-ticket list -o ics -c keys,due,title | "$ROOT/build/plain/ical"'
	is "$output" 'S13-01|2026-12-01|2|01:00Z|インシデント（a,b;c\d：落ちる）|all day'
	has "$stderr" "1 row without a key or a day left out"
	run3 2 'sow-ticket list -o ics -c id,title'
	has "$stderr" "-o ics needs the columns due, title, and keys or id"
}

@test "an empty calendar is one" {
	run3 0 'sow-due -w keys=none -o ics -O c.ics; cat c.ics | "$ROOT/build/plain/ical"; grep -c : c.ics'
	is "$output" 5
}

@test "tickets beside the plan have events, and a personal matter shows only its outside" {
	sow-ticket init
	sow-ticket new inc Word 固まる due=12/1 requester=北山高校 > /dev/null
	sow-ticket new S11-06 操作ログ due=12/2 requester=人事課 note=退職者 > /dev/null
	sow-ticket new S09-01@2026-12 tags=限定 > /dev/null
	run3 0 'sow-ticket list -o ics | tr -d "\r" | grep -E "^(UID|SUMMARY)"'
	assert_stdout <<-'END'
	UID:S09-01@2026-12
	SUMMARY:定例チェック（年月）
	UID:ticket-2@sow
	SUMMARY:ログ取得申請（ログ名）
	UID:ticket-1@sow
	SUMMARY:インシデント（Word：固まる）
	END
	run3 0 '{ sow-ticket list -o ics; sow-due -p 2026-12 -a -o ics -w keys=S09-01@2026-12; } | perl -0pe "s/\r\n //g"'
	case $output in *人事課* | *退職者* | *2026年12月*) return 1 ;; esac
	has "$output" "北山高校"
	run3 0 '{ sow-ticket list -o ics --restricted; sow-due -p 2026-12 -a -o ics -w keys=S09-01@2026-12 --restricted; } | perl -0pe "s/\r\n //g"'
	has "$output" "人事課"
	has "$output" "定例チェック（2026年12月）"
	run3 0 'sow-report plan -p 2026-12 -o ics | grep -c ^UID:ticket-'
	is "$output" 3
}
