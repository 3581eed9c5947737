# maps: what becomes of the columns and words of another file
load setup.bash

V=$BATS_TEST_DIRNAME/vendor

# convert RULE CELL [ELSE]: the cell through the rule
convert() {
	printf 'to,from,rule,when,else\nx,x,"%s",,%s\n' "$1" "$3" > m.csv
	printf 'x\n"%s"\n' "$2" > in.csv
	run3 "${4:-0}" 'sow-conv -m ./m.csv in.csv'
}

# becomes RULE CELL VALUE [ELSE]
becomes() {
	convert "$1" "$2" "$4"
	is "$1: $output" "$1: $(printf 'x\n%s' "$3")"
	is "$stderr" ""
}

# breaks RULE CELL WHAT
breaks() {
	convert "$1" "$2" "" 1
	is "$output" "x"
	is "$stderr" "sow-conv: in.csv:2: x: $3: '$2' (./m.csv:2: $1)"
}

@test "const, default, required, max, digits" {
	becomes 'const 京都府' a 京都府
	becomes const a '""'
	becomes 'default 日本' '' 日本
	becomes 'default 日本' 韓国 韓国
	becomes required a a
	breaks required '' empty
	breaks required '　' empty
	becomes 'max 3' 髙﨑① 髙﨑①
	breaks 'max 3' 髙﨑①㈱ 'too long'
	becomes digits '１２,345' 12345
	becomes 'digits 4' 12 0012
	becomes 'digits 4' '' '""'
	breaks digits 12a 'not a whole number'
	breaks digits 3,5 'not a whole number'
	breaks digits 12,34 'not a whole number'
	becomes digits '1,234,567' 1234567
}

@test "date and datetime: 午前 午後, AM PM, the US order, UTC to Japan, no clock invented" {
	becomes date 2026/11/2 2026-11-02
	becomes date '令和8年11月2日' 2026-11-02
	becomes 'date slash' 2026-11-02 2026/11/02
	becomes 'date UTC' '2026/11/19 23:10:02' 2026-11-20
	becomes datetime '2025/09/02 午前 07:38:52' 2025-09-02T07:38:52
	becomes datetime '2026/11/19 午後 12:10:00' 2026-11-19T12:10:00
	becomes datetime '2026/11/19 午前 12:10:00' 2026-11-19T00:10:00
	becomes datetime '2026/11/19 午後 1:00:00' 2026-11-19T13:00:00
	becomes 'datetime US' '8/19/2021 1:25:31 PM' 2021-08-19T13:25:31
	becomes 'datetime US' '4/1/2026 12:01:31 AM' 2026-04-01T00:01:31
	becomes 'datetime UTC' '2026/11/19 23:10:02' 2026-11-20T08:10:02
	becomes datetime '2022-03-18 19:49:35Z' 2022-03-19T04:49:35
	becomes datetime 2026-11-20T23:15:40+09:00 2026-11-20T23:15:40
	becomes datetime 2026-11-20T23:15:40-05:00 2026-11-21T13:15:40
	becomes 'datetime UTC slash' '2026-12-31T15:00:00.25Z' '2027/01/01 00:00:00.250000'
	becomes datetime 2026/11/20 2026-11-20
	becomes datetime '' '""'
	breaks date 11/20 'not a date'
	breaks date 2026/2/30 'not a date'
	breaks datetime '2026/11/20 25:00' 'not a date and time'
	breaks datetime '2026/11/20 午後 13:00' 'not a date and time'
	breaks datetime '2026-11-20 10:00+99:99' 'not a date and time'
	breaks 'datetime US' 20/11/2026 'not a date and time'
	breaks 'datetime UTC' 2026/11/20 'not a date and time'
}

@test "version, upper, lower, fold, host" {
	becomes version ' ２０.615.00' 20.615.00
	becomes version v1.2 1.2
	breaks version N/A 'not a version'
	breaks version 1..2 'not a version'
	becomes upper 'pc-é1ａ' PC-É1Ａ
	becomes lower PC-É1Ａ pc-é1ａ
	becomes fold ' ＳＫＹＳＥＡ' skysea
	becomes host pc-0001.mirai.kyoto-be.local PC-0001
	becomes host 'MIRAI\\pc-0001' PC-0001
	becomes host 10.20.1.11 10.20.1.11
	breaks host '.local' 'not the name of a computer'
}

@test "split and join: a separator between spaces is part of the text" {
	becomes 'split + 2' 'Enterprise Mobility + Security A3+Office 365 A1' 'Office 365 A1'
	becomes 'split + 3' a+b '""'
	becomes 'split +|join ; ' 'a + b+c' 'a + b;c'
	becomes 'split +' a+b $'a\u2028b'
	becomes 'split 1' '髙橋　花子' 髙橋
	becomes 'split 2' '佐藤  太郎' 太郎
	printf 'to,from,rule\nn,"a,b,c",join -\nm,"a,c",join\n' > m.csv
	printf 'a,b,c\nx,,z\n,,\n' > in.csv
	run3 0 'sow-conv -m ./m.csv in.csv'
	is "$output" $'n,m\nx-z,x z\n,'
}

@test "lookup finds in a file of the team; else says what becomes of the rest" {
	printf 'school,code,name\n北山高等学校,0001,北山\n' > schools.csv
	becomes 'lookup schools.csv' 北山高等学校 0001
	becomes 'lookup schools.csv name code' 北山 0001
	breaks 'lookup schools.csv' 南山 'not in the file that is looked up in'
	becomes 'lookup schools.csv' 南山 9999 9999
	becomes 'lookup schools.csv' 南山 南山 =
	becomes 'upper|lookup schools.csv|default 9' '' 9
	printf '北山高等学校,0002,\n' >> schools.csv
	convert 'lookup schools.csv' 北山高等学校 "" 1
	is "$stderr" "sow-conv: ./schools.csv:3: '北山高等学校' stands on line 2, too, with another value"
	convert 'lookup nosuch.csv' 北山高等学校 "" 1
	is "$stderr" "sow-conv: ./m.csv:2: rule: no file 'nosuch.csv' in the team's directory or among the shipped files"
	convert 'lookup schools.csv school nocolumn' 北山高等学校 "" 1
	is "$stderr" "sow-conv: ./schools.csv: no column 'nocolumn'"
}

@test "folder: the longest prefix of folders.csv, to the end of a name, as Windows compares" {
	printf 'prefix,mount\n\\\\server\\docs\\wsus\\,/srv/wsus/\n\\\\server\\docs,/mnt/docs\n\\\\server\\docs\\plan,/srv/plan\nZ:,docs\n' > folders.csv
	becomes folder '\\server\docs\2026\手順 書.docx' '/mnt/docs/2026/手順 書.docx'
	becomes folder '\\SERVER\Docs\a.docx' /mnt/docs/a.docx
	becomes folder '//server/docs/a.docx' /mnt/docs/a.docx
	becomes folder '\\server\docs\wsus\a.docx' /srv/wsus/a.docx
	becomes folder '\\server\docs\plan\a.docx' /srv/plan/a.docx
	becomes folder '\\server\docs\wsus2\a.docx' /mnt/docs/wsus2/a.docx
	becomes folder '\\server\docs' /mnt/docs
	becomes folder 'Z:\a\b.xlsx' docs/a/b.xlsx
	becomes folder '' '""'
	breaks folder '\\server\docs2\a.docx' 'under no prefix of folders.csv'
	breaks folder '\\server' 'under no prefix of folders.csv'
	breaks folder 'C:\a.docx' 'under no prefix of folders.csv'
	rm folders.csv
	breaks folder '\\server\docs\a.docx' 'under no prefix of folders.csv'
}

@test "folders.csv: what is bad in it, and one that is nowhere" {
	printf 'to,from,rule\nx,x,folder\n' > m.csv
	printf 'x\nZ:\n' > in.csv
	printf 'prefix,mount\n\\\\s\\a,/mnt/a\n,/mnt/b\n\\\\s\\c,\n//S/A/,/mnt/d\n' > folders.csv
	run3 1 'sow-conv -m ./m.csv in.csv'
	is "$output" ''
	is "$stderr" "sow-conv: ./folders.csv:3: prefix: empty
sow-conv: ./folders.csv:4: mount: empty
sow-conv: ./folders.csv:5: //S/A is already /mnt/a (line 2)"
	printf 'prefix\n' > folders.csv
	run3 1 'sow-conv -m ./m.csv in.csv'
	is "$stderr" "sow-conv: ./folders.csv: no column 'mount'"
	run3 1 'sow-list --check -w name=maps'
	is "$output" $'name,state\nmaps,bad'
	is "$stderr" "sow-list: ./folders.csv: no column 'mount'"
	rm folders.csv
	mkdir none
	run3 1 'SOW_SHARE=none sow-conv -m ./m.csv in.csv'
	is "$stderr" "sow-conv: folders.csv: not found, neither in the team's directory nor shipped"
}

@test "document-paths: the register whole, with the path of each document here" {
	printf 'prefix,mount\n\\\\server\\docs,/mnt/docs\n' > folders.csv
	run3 0 'sow-conv -m document-paths "$SOW_SHARE/registers/documents.csv"'
	assert_stdout <<-'END'
	ファイル,文書名,種別,対象システム,版,改訂日,管理者,根拠チケット,反映要否
	/mnt/docs/wsus.docx,WSUS 運用手順書,手順書,WSUS,1.2,2026-10-30,佐藤 太郎,2026-0101,不要
	END
	is "$stderr" ''
}

@test "of two rows for one column the first whose when holds, otherwise an error" {
	printf 'to,from,rule,when\nstate,s,const 済,s=done\nstate,s,const 未,s~^open\n' > m.csv
	printf 's\ndone\nopen\nhold\nopened\n' > in.csv
	run3 1 'sow-conv -m ./m.csv in.csv'
	is "$output" $'state\n済\n未\n未'
	is "$stderr" "sow-conv: in.csv:4: state: no row of ./m.csv holds"
}

@test "a column that is missing, and one that stands in another place, are told" {
	printf 'to,from\n#header,"a,b,c"\nA,a\nB,bb\n' > m.csv
	printf 'a,b\n1,2\n' > in.csv
	run3 1 'sow-conv -m ./m.csv in.csv'
	is "$output" ""
	is "$stderr" "sow-conv: ./m.csv:4: B: in.csv has no column 'bb'
sow-conv: in.csv: does not have the columns of ./m.csv"
	printf 'to,from\n#header,"a,b,c"\nA,a\nC,c|\n' > m.csv
	printf 'b,a,d\n1,2,3\n' > in.csv
	run3 0 'sow-conv -m ./m.csv in.csv'
	is "$output" $'A,C\n2,'
	is "$stderr" "sow-conv: in.csv: without columns that ./m.csv expects: c
sow-conv: in.csv: columns that ./m.csv does not expect: d
sow-conv: in.csv: columns in another place than ./m.csv expects: a
sow-conv: in.csv: columns left out, for no row of ./m.csv takes them: b, d"
	sed -i '/#header/d' m.csv
	run3 0 'sow-conv -m ./m.csv in.csv'
	is "$stderr" "sow-conv: in.csv: columns left out, for no row of ./m.csv takes them: b, d"
}

@test "what is known by recall says so, and finds its columns by name in any order" {
	for map in "$SHARE"/maps/*.csv; do
		grep -q 未確認 "$map" || continue
		run3 1 "cut -d, -f2 '$map' | grep '^\"*#[0-9]'"
	done
	[ "$(grep -l 未確認 "$SHARE"/maps/*.csv | wc -l)" -ge 12 ]
}

@test "a map that is wrong names its line and stops the program" {
	mkdir maps
	cat > maps/m.csv <<-'END'
	to,from,rule,when,else
	,a,,,
	b,,upper,,
	c,a,uper,,
	d,a,max,,
	e,a,max x,,
	f,a,upper x,,
	g,a,,a,
	h,a,,a~(,
	i,a,upper,,x
	j,a,,,
	j,b,,,
	#dialect,UTF-9,,,
	#dialect,CP932 BOM,,,
	#match,,,,
	#header,a,,(,
	#odd,,,,
	k,a,lookup ../x.csv,,
	l,a,nothing at all,,
	END
	run3 1 'sow-conv -m m - < /dev/null'
	is "$output" ""
	is "$stderr" "sow-conv: ./maps/m.csv:2: to: empty
sow-conv: ./maps/m.csv:3: from: empty, and the rule is not const
sow-conv: ./maps/m.csv:4: rule: no rule 'uper' (upper?)
sow-conv: ./maps/m.csv:5: rule: 'max': what it needs is missing
sow-conv: ./maps/m.csv:6: rule: 'max x': cannot have what is written after it
sow-conv: ./maps/m.csv:7: rule: 'upper x': takes nothing after its name
sow-conv: ./maps/m.csv:8: when: not COLUMN=VALUE (= != < <= > >= ~ !~): 'a'
sow-conv: ./maps/m.csv:9: when: not COLUMN=VALUE (= != < <= > >= ~ !~): 'a~('
sow-conv: ./maps/m.csv:10: else: the rule looks nothing up
sow-conv: ./maps/m.csv:12: j stands twice: line 11 makes it of every row (when says of which)
sow-conv: ./maps/m.csv:13: #dialect: no word 'UTF-9' (UTF-8 CP932 BOM LF CRLF quoted comma tab semicolon bare max=N)
sow-conv: ./maps/m.csv:14: #dialect stands twice
sow-conv: ./maps/m.csv:14: #dialect: CP932 has no BOM
sow-conv: ./maps/m.csv:15: #match: neither a pattern of file names nor names of columns
sow-conv: ./maps/m.csv:16: #header: not a regular expression: (
sow-conv: ./maps/m.csv:17: to: no head row '#odd' (#match #header #dialect #note)
sow-conv: ./maps/m.csv:18: rule: 'lookup ../x.csv': cannot have what is written after it
sow-conv: ./maps/m.csv:19: rule: no rule 'nothing at all' (const date datetime version upper lower fold host folder split join lookup default required max digits)"
	run3 1 'sow-list --check -w name=maps'
	is "$output" $'name,state\nmaps,bad'
	printf 'column,source\nref,No\n' > maps/m.csv
	run3 1 'sow-conv -m m - < /dev/null'
	is "$stderr" "sow-conv: ./maps/m.csv: not a map (columns to,from,rule,when,else)"
	run3 2 'sow-conv -m nosuch - < /dev/null'
	is "$stderr" "sow-conv: -m: no map 'nosuch' (maps/nosuch.csv, in the team's directory or shipped; or a path)"
}

@test "a map is found by the file's name and header, and two that fit alike are told" {
	mkdir maps
	printf 'to,from,rule\n#match,,"a,b"\nA,a\n' > maps/x.csv
	printf 'to,from,rule\n#match,*web*,"a,b"\nB,b\n' > maps/y.csv
	printf 'a,b\n1,2\n' > op.csv
	cp op.csv MyWeb.csv
	run3 0 'sow-conv op.csv; sow-conv MyWeb.csv; sow-conv < MyWeb.csv'
	is "$output" $'A\n1\nB\n2\nA\n1'
	is "$stderr" "sow-conv: op.csv: read through ./maps/x.csv
sow-conv: op.csv: columns left out, for no row of ./maps/x.csv takes them: b
sow-conv: MyWeb.csv: read through ./maps/y.csv
sow-conv: MyWeb.csv: columns left out, for no row of ./maps/y.csv takes them: a
sow-conv: stdin: read through ./maps/x.csv
sow-conv: stdin: columns left out, for no row of ./maps/x.csv takes them: b"
	cp maps/x.csv maps/z.csv
	run3 2 'sow-conv op.csv'
	is "$stderr" "sow-conv: op.csv: ./maps/x.csv and ./maps/z.csv are both meant for it: -m says which"
}

@test "--check reads every map that is shipped, and the team's" {
	run3 0 'sow-list --check -w name=maps'
	is "$output" $'name,state\nmaps,good'
	mkdir maps
	printf 'to,from,rule\nx,y,lookup nosuch.csv\n' > maps/x.csv
	run3 1 'sow-list --check -w name=maps'
	has "$stderr" "maps/x.csv:2: rule: no file 'nosuch.csv'"
}

@test "every sample has a map that is found, but the table of Windows versions" {
	[ "$(ls "$V"/*.csv | wc -l)" -eq 29 ]
	for sample in "$V"/*.csv; do
		run3 0 "sow-conv '$sample' > /dev/null"
		case $sample in
		*/windows_versions.csv) is "$stderr" "" ;;
		*) has "$stderr" "sow-conv: $sample: read through $SHARE/maps/" ;;
		esac
		[ "$(grep -ac 'left out' <<< "$stderr")" -eq 0 ] || { echo "$stderr"; return 1; }
	done
}

# The cells of a stream as a line each: row, and the cell without what dates and joined cells are written
# with; -c says how many rows there must be.
cells() {
	perl -CSD -ne 'chomp; s/\r//; my $n = 0;
		while (/\G(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/g) {
			my $c = defined $1 ? $1 : $2; my $end = $3;
			$c =~ s/""/"/g; $c = lc $c;
			$c =~ s|\b(\d)\b|0$1|g if $c =~ m|^\d{4}[-/]|;
			$c =~ s|[-/:t ]||g if $c =~ m|^\d{4}[-/]|;
			$c =~ s/[+;]/ /g; $c =~ s/,//g if $c =~ /^[\d,]+$/;
			print "$. $c\n" if $c ne "" && $. > 1; last if $end eq "" }'
}

@test "every sample converts without a lost row or cell" {
	# What a map is there to change is said by name; all else must be found in the row that it was in.
	while read -r sample except; do
		echo "$sample"
		file=$V/$sample.csv
		sow-conv -m ./copy.csv "$file" > /dev/null 2>&1 || :
		case $sample in
		winevent_viewer*) printf '%s\n' to,from,rule '#header,"レベル,日付と時刻,ソース,イベント ID,タスクのカテゴリ",メッセージ' \
		    a,#1 b,#2 c,#3 d,#4 e,#5 f,#6 > copy.csv ;;
		*) sow-conv --skip-to=. "$file" 2> /dev/null | head -1 | sed 's/^\xef\xbb\xbf//' | awk -F, '{
			print "to,from"; for (i = 1; i <= NF; i++) print "c" i ",#" i }' > copy.csv ;;
		esac
		sow-conv -m ./copy.csv "$file" -o csv > all.csv 2> /dev/null
		clean=$(sow-conv -m ./copy.csv "$file" -o csv -c "$(awk -F, -v x="$except" 'NR > 1 && $2 ~ /^#[0-9]/ {
			n = substr($2, 2); if (index(" " x " ", " " n " ") == 0) printf "%s%s", s, $1; s = "," }' copy.csv | sed 's/^,//')" 2> /dev/null | cells)
		sow-conv "$file" -o csv > out.csv 2> err
		is "$(wc -l < out.csv)" "$(wc -l < all.csv)"
		[ -n "$clean" ]
		is "$(cells < out.csv | sort -u | comm -13 - <(sort -u <<< "$clean"))" ""
	done <<-'END'
		apexone_agents 13 14
		backlog_import_ja 11
		entra_bulk_create_en
		entra_bulk_create_ja
		entra_bulk_delete_ja
		entra_download_users 29
		entra_group_members_import
		getmguser_ps7_utf8 6
		kadai_kanrihyo 6 12 15
		kiki_daicho
		license_daicho
		m365_add_multiple_users_en
		m365_add_multiple_users_ja
		m365_export_users_new 7 21
		redmine_time_entries_import
		sds_v21_orgs
		sds_v21_roles
		sds_v21_users
		skysea_assets
		skysea_oplog
		skysea_usb_devices
		skysea_weblog
		stakeholder_daicho 7 8
		system_daicho
		winevent_getwinevent_ps51
		winevent_viewer_system_ja
		wsus_computers_ps51 13 15 16
		wsus_status_summary_ja 6
	END
}
