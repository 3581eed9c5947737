# sow-conv: exports in, imports out
load setup.bash

V=$BATS_TEST_DIRNAME/vendor

@test "without a map a stream is clean and nothing is typed, guessed or renamed" {
	printf '\xef\xbb\xbfNo;件名;件名;担当;due\r\n0001;3/4;1E5;" a";46144\r\n' > in.csv
	run3 0 'sow-conv in.csv'
	assert_stdout <<-'END'
	No,件名,件名,担当,due
	0001,3/4,1E5, a,46144
	END
	is "$stderr" ""
	run3 0 'sow-conv - -o excel < in.csv | sed "1s/^\xef\xbb\xbf//; s/\r$//"'
	assert_stdout <<-'END'
	"No","件名","件名","担当","due"
	"0001","3/4","1E5"," a","46144"
	END
}

@test "CP932, UTF-16, TAB, ; and preambles are read as they are written" {
	printf 'a,b\r\n髙﨑①㈱～,"x\r\ny"\r\n' > utf8.csv
	printf 'a,b\n髙﨑①㈱～,x\xe2\x80\xa8y\n' > want.csv
	iconv -f UTF-8 -t CP932 utf8.csv > cp932.csv
	{ printf '\xff\xfe'; tr ',' '\t' < utf8.csv | iconv -f UTF-8 -t UTF-16LE; } > utf16.csv
	{ printf 'sep=;\r\n'; tr ',' ';' < utf8.csv; } > sep.csv
	{ printf '#TYPE System.Object\r\n'; cat utf8.csv; } > type.csv
	{ printf 'version:v1.0\r\n'; cat utf8.csv; } > version.csv
	for file in utf8 cp932 utf16 sep type version; do
		run3 0 "sow-conv $file.csv | cmp - want.csv"
		is "$output$stderr" ""
	done
	run3 0 'sow-conv --from=CP932 cp932.csv | cmp - want.csv'
	run3 0 'sow-conv - < cp932.csv | cmp - want.csv; sow-conv < utf16.csv | cmp - want.csv'
}

@test "a row that is broken is told and left out, and every good one goes on" {
	printf 'a,b\n1,2\n3\n4,"5\n6,7\n8,"9" x\n10,11,12\n13,14\n' > in.csv
	run3 1 'sow-conv in.csv'
	assert_stdout <<-'END'
	a,b
	1,2
	6,7
	13,14
	END
	is "$stderr" "sow-conv: in.csv:3: 1 cells where the header has 2
sow-conv: in.csv:4: a misplaced quote (line 6, byte 4)
sow-conv: in.csv:6: a misplaced quote (line 6, byte 6)
sow-conv: in.csv:7: 3 cells where the header has 2"
	printf 'a,b\n1,2\n3,\x81\n4,5\n' > in.csv
	run3 1 'sow-conv --from=UTF-8 in.csv'
	is "$output" $'a,b\n1,2\n4,5'
	is "$stderr" "sow-conv: in.csv:3: cell 2: bytes that are not UTF-8"
	: > empty.csv
	run3 1 'sow-conv empty.csv'
	is "$stderr" "sow-conv: empty.csv: empty, without even a header line"
	run3 1 'sow-conv in.csv nosuch.csv'
	is "$output" ""
	is "$stderr" "sow-conv: nosuch.csv: No such file or directory"
}

@test "one malformed file of each sample: the line is told, and only its row is missing" {
	for sample in "$V"/*.csv; do
		total=$(wc -l < "$sample")
		sow-conv "$sample" -o csv > good.csv 2> /dev/null
		for row in '"a" b,c' "$(seq -s, 40)" '"never closed'; do
			{ cat "$sample"; printf '%s\r\n' "$row"; } > bad.csv
			run3 1 'sow-conv bad.csv -o csv -O out.csv'
			has "$stderr" "sow-conv: bad.csv:$((total + 1)): "
			cmp out.csv good.csv
		done
	done
}

@test "title lines are left out by --skip-to, or by the names that a map expects" {
	printf '台帳,,\n"作成, 2026",,\n\n番号,名称,"数\n量"\n1,a,2\n' > in.csv
	run3 0 'sow-conv --skip-to=^番号, in.csv'
	is "$output" $'番号,名称,数\u2028量\n1,a,2'
	is "$stderr" "sow-conv: in.csv:4: this line is taken for the header; those above it are left out"
	run3 1 'sow-conv --skip-to=^Nr in.csv'
	is "$stderr" "sow-conv: in.csv: none of its first 20 lines matches ^Nr"
	run3 2 'sow-conv --skip-to="(" in.csv'
	is "$stderr" "sow-conv: --skip-to: not a regular expression: ("
	printf 'to,from,rule\n#match,,"番号,名称"\nid,番号,\n' > m.csv
	run3 0 'sow-conv -m ./m.csv in.csv'
	is "$output" $'id\n1'
	is "$stderr" "sow-conv: in.csv:4: this line is taken for the header; those above it are left out
sow-conv: in.csv: columns left out, for no row of ./m.csv takes them: 名称, 数↵量"
	mkdir maps && mv m.csv maps/number.csv
	run3 0 'sow-conv in.csv'
	is "$output" $'id\n1'
	has "$stderr" "sow-conv: in.csv: read through ./maps/number.csv"
}

@test "the encoding is judged by the first byte beyond ASCII, also in a pipe and below title lines" {
	{
		printf 'title\n\n'
		for i in 1 2 3 4 5; do printf 'x%.0s' {1..20000}; echo; done
		printf 'No.,氏名\n'
		seq 9000 | sed 's/$/,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/'
		echo 1,髙橋
	} > utf8.csv
	iconv -f UTF-8 -t CP932 utf8.csv > cp932.csv
	run3 0 'while read -r line; do echo "$line"; done < cp932.csv | sow-conv --skip-to=^No | tail -1'
	is "$output" 1,髙橋
	run3 0 'cat cp932.csv | sow-conv --skip-to=^No | cmp - <(sow-conv --skip-to=^No utf8.csv 2> /dev/null)'
	run3 0 'cat cp932.csv | sow-conv --skip-to=^No - -w 氏名!~x -c 氏名'
	is "$output" $'氏名\n髙橋'
}

@test "a wide name of a column is that name, in filters, too" {
	printf 'ＩＤ,status\n1,未対応\n2,open\n' > in.csv
	run3 0 'sow-conv in.csv -w ＩＤ=1'
	is "$output" $'ＩＤ,status\n1,未対応'
	run3 0 'sow-conv in.csv -w status=未対応 -c ＩＤ'
	is "$output" $'ＩＤ\n1'
}

@test "a header that stands among the rows is told" {
	printf 'a,b\n1,2\na,b\n3,4\n' > in.csv
	run3 0 'sow-conv in.csv'
	is "$output" $'a,b\n1,2\n3,4'
	is "$stderr" "sow-conv: in.csv:3: the header again, left out"
}

@test "columns are named by name, place, occurrence, token and choice" {
	printf 'a,b,a,c [mail] x\n1,2,3,4\n5,6,7,8\n' > in.csv
	run3 0 "sow-conv in.csv -c 'a[2],#2,[mail],x|b,a' -w 'a[2]=7'"
	assert_stdout <<-'END'
	a,b,c [mail] x,b,a
	7,6,8,6,5
	END
	run3 2 "sow-conv in.csv -c 'a[3]'"
	has "$stderr" "sow-conv: no column 'a[3]'"
	run3 2 "sow-conv in.csv -c '#5'"
	run3 2 "sow-conv in.csv -w 'title=1'"
	has "$stderr" "no column 'title'"
}

@test "several files of one shape are one stream; --source says which file a row is of" {
	mkdir w1 w2
	printf 'a,b\n1,2\n' > w1/x.csv
	printf 'b,a\n4,3\n' > w2/x.csv
	run3 0 'sow-conv w1/x.csv w2/x.csv'
	is "$output" $'a,b\n1,2\n3,4'
	is "$stderr" "sow-conv: w2/x.csv: its columns are put in the order of w1/x.csv"
	run3 0 'sow-conv --source=server w1/x.csv w2/x.csv 2> /dev/null'
	is "$output" $'a,b,server\n1,2,w1\n3,4,w2'
	cp w2/x.csv w2/y.csv
	run3 0 'sow-conv --source w1/x.csv w2/y.csv 2> /dev/null'
	is "$output" $'a,b,source\n1,2,x\n3,4,y'
	printf 'a,c\n5,6\n' > z.csv
	run3 1 'sow-conv w1/x.csv z.csv'
	is "$stderr" "sow-conv: z.csv: no column 'b', which the first file has
sow-conv: z.csv: a column 'c', which the first file has not
sow-conv: z.csv: its columns are not those of w1/x.csv (-m MAP makes them alike)"
	printf 'b,a,a\n3,1,2\n' > twins.csv
	printf 'a,a,b\n4,5,6\n' > first.csv
	run3 0 'sow-conv first.csv twins.csv 2> /dev/null'
	is "$output" $'a,a,b\n4,5,6\n1,2,3'
	printf 'a,b,n\n1,2,3\n' > own.csv
	printf 'to,from\nA,a\nhost,server\n' > m.csv
	run3 0 'sow-conv -m ./m.csv --source=server w1/x.csv z.csv'
	is "$output" $'A,host\n1,x\n5,z'
	printf 'to,from\nA,a\n' > m.csv
	run3 0 'sow-conv -m ./m.csv --source w1/x.csv z.csv'
	is "$output" $'A,source\n1,x\n5,z'
	run3 2 'sow-conv --source=n w1/x.csv own.csv'
	is "$stderr" "sow-conv: --source: own.csv has a column 'n' already: --source=NAME gives another"
	printf 'to,from\nsource,a\n' > m.csv
	run3 2 'sow-conv -m ./m.csv --source w1/x.csv'
	has "$stderr" "sow-conv: --source: ./m.csv makes a column 'source' already: --source=NAME gives another"
	run3 2 'sow-conv --source=a w1/x.csv'
	is "$stderr" "sow-conv: --source: w1/x.csv has a column 'a' already: --source=NAME gives another"
}

@test "--split writes files of mode 0600 and prints them; it replaces none" {
	{ echo id; seq 5; } > in.csv
	run3 0 'sow-conv in.csv --split=2 --prefix=part'
	is "$output" $'file,rows\npart-001.csv,2\npart-002.csv,2\npart-003.csv,1'
	is "$(cat part-003.csv; stat -c %a part-00?.csv | sort -u)" $'id\n5\n600'
	run3 1 'sow-conv in.csv --split=2 --prefix=part'
	is "$output" ""
	is "$stderr" "sow-conv: part-001.csv is there already (and 2 more): nothing written"
	rm part-*
	run3 0 'sow-conv in.csv --split=3 --prefix=part -n'
	is "$output" $'file,rows\npart-001.csv,3\npart-002.csv,2'
	[ ! -e part-001.csv ]
	run3 2 'sow-conv in.csv --split=2'
	is "$stderr" "sow-conv: --prefix=NAME: how the names of the files begin"
	run3 2 'sow-conv in.csv --split=0 --prefix=x'
	is "$stderr" "sow-conv: --split: at least one row in each file"
}

@test "--split: a file that is not written is not listed, and half of the files are not left" {
	{ echo id; echo 1; yes 123456789 | head -200; } > in.csv
	run3 1 "trap '' XFSZ; ulimit -f 1; sow-conv in.csv --split-by=id --prefix=x | cat; exit \${PIPESTATUS[0]}"
	is "$output" $'file,rows\nx-1.csv,1'
	is "$stderr" "sow-conv: x-123456789.csv: File too large
sow-conv: x-123456789.csv: not written"
	is "$(ls)" $'in.csv\nx-1.csv'
	{ echo id; seq 501; } > in.csv
	run3 1 'sow-conv in.csv --split-by=id --prefix=y'
	is "$stderr" "sow-conv: --split-by: more than 500 values; is it the right column?"
	is "$(ls)" $'in.csv\nx-1.csv'
}

@test "--split-by: a value that looks like a path is made safe, and told" {
	printf 'site,n\n北山,1\n../../etc,2\n北山,3\n,4\n.. /../etc,5\n.._.._etc,6\nA,7\na,8\n' > in.csv
	run3 0 'sow-conv in.csv --split-by=site --prefix=x'
	assert_stdout <<-'END'
	file,rows
	x-北山.csv,2
	x-_.._.._etc.csv,1
	x-_.csv,1
	x-_.. _.._etc.csv,1
	x-_.._.._etc-2.csv,1
	x-A.csv,1
	x-a-2.csv,1
	END
	is "$stderr" "sow-conv: '../../etc' is in x-_.._.._etc.csv
sow-conv: '' is in x-_.csv
sow-conv: '.. /../etc' is in x-_.. _.._etc.csv
sow-conv: '.._.._etc' is in x-_.._.._etc-2.csv
sow-conv: 'a' is in x-a-2.csv"
	is "$(cat x-北山.csv)" $'site,n\n北山,1\n北山,3'
	is "$(ls | wc -l)" 8
	rm x-*
	run3 2 'sow-conv in.csv --split-by=place --prefix=x'
	has "$stderr" "no column 'place'"
}

@test "--explain: each cell of one row with its source, rule and value" {
	printf 'to,from,rule,when,else\nid,番号,digits 4,,\nname,"姓,名",join,,\nstate,状態,const done,状態=済,\nhost,PC,host,,\n' > m.csv
	printf '番号,姓,名,状態,PC\n１,山﨑,健一,済,pc-1.example.jp\n2,a,b,未,x\n' > in.csv
	run3 0 'sow-conv -m ./m.csv --explain=1 in.csv'
	assert_stdout <<-'END'
	to,from,cell,rule,value
	id,番号,１,digits 4,0001
	name,"姓,名","山﨑,健一",join,山﨑 健一
	state,状態,済,const done,done
	host,PC,pc-1.example.jp,host,PC-1
	END
	is "$stderr" "sow-conv: row 1 is in.csv:2"
	run3 0 'sow-conv -m ./m.csv --explain=2 in.csv -w to=state'
	is "$output" $'to,from,cell,rule,value\nstate,,,,no row of the map holds'
	run3 0 'sow-conv --explain=2 in.csv -c to,value -w to=PC'
	is "$output" $'to,value\nPC,x'
	run3 1 'sow-conv --explain=3 in.csv'
	is "$stderr" "sow-conv: --explain: there are only 2 rows"
	run3 2 'sow-conv --explain=0 in.csv'
}

@test "a machine's dialect: no formula is guarded, line breaks are real, and nothing is written if a cell cannot be" {
	printf 'to,from,rule\n#dialect,CP932 CRLF quoted,見出し行\na,a\nb,b\n' > m.csv
	printf 'a,b\n=1+1,"x\ny"\n' > in.csv
	run3 0 'sow-conv -m ./m.csv in.csv | iconv -f CP932 -t UTF-8 | tr "\r" "|"'
	is "$output" $'見出し行|\n"a","b"|\n"=1+1","x\ny"|'
	is "$stderr" ""
	run3 0 'sow-conv -m ./m.csv in.csv -o csv'
	is "$output" $'a,b\n=1+1,x\u2028y'
	printf 'a,b\n𠮷,1\n' > in.csv
	run3 1 'sow-conv -m ./m.csv in.csv'
	is "$output" ""
	is "$stderr" "sow-conv: row 2, column a: 𠮷 (U+20BB7) is not in CP932
sow-conv: nothing was written (--subst=〓 replaces what CP932 lacks, -o excel keeps it)"
	run3 0 'sow-conv -m ./m.csv in.csv --subst=〓 | iconv -f CP932 -t UTF-8 | tail -1 | tr -d "\r"'
	is "$output" '"〓","1"'
	printf 'to,from\n#dialect,UTF-8 BOM LF tab max=2\na,a\nb,b\n' > m.csv
	printf 'a,b\n1,\n2,"a\tb"\n' > in.csv
	run3 0 'sow-conv -m ./m.csv in.csv'
	is "$output" $'\xef\xbb\xbfa\tb\n1\t\n2\t"a\tb"'
	printf '3,\n' >> in.csv
	run3 1 'sow-conv -m ./m.csv in.csv'
	is "$output" ""
	is "$stderr" "sow-conv: more than 2 rows, which is all that such a file may have (--split=2 --prefix=NAME)
sow-conv: nothing was written"
	run3 0 'sow-conv -m ./m.csv in.csv --split=2 --prefix=p; cat p-002.csv'
	is "$output" $'file,rows\np-001.csv,2\np-002.csv,1\n\xef\xbb\xbfa\tb\n3\t'
	printf 'to,from\n#dialect,UTF-8 bare semicolon\na,a\n' > m.csv
	run3 0 'sow-conv -m ./m.csv in.csv'
	is "$output" $'1\n2\n3'
}

@test "the same input gives the same bytes; -O is whole or not at all; a full disk is told" {
	run3 0 'sow-conv "'"$V"'/skysea_assets.csv" | cksum; sow-conv "'"$V"'/skysea_assets.csv" -O out.csv; cksum < out.csv'
	is "$(sed -n 1p <<< "$output")" "$(sed -n 2p <<< "$output")"
	run3 1 'sow-conv "'"$V"'/skysea_assets.csv" > /dev/full'
	has "$stderr" "sow-conv: stdout: No space left on device"
}

@test "--day-start: a day of -w begins then, to the second; a date alone is that day, and other filters are as they were" {
	printf 'n,at\n1,2026-11-20T04:59:59\n2,2026-11-20T05:00\n3,2026/11/21 0:40\n4,2026-11-21T05:00:00\n5,2026-11-20\n6,2026-11-21\n7,\n' > in.csv
	run3 0 'sow-conv in.csv --day-start=05:00 -w at=2026-11-20 -c n'
	is "$output" $'n\n2\n3\n5'
	is "$stderr" ''
	run3 0 'sow-conv in.csv --day-start=5:00 -w "at<2026-11-20" -w n=1..7 -c n'
	is "$output" $'n\n1'
	run3 0 'sow-conv in.csv --day-start=５：００ -w at=2026-11-21.. -c n'
	is "$output" $'n\n4\n6'
	run3 0 'sow-conv in.csv -w at=2026-11-20 -c n; sow-conv in.csv --day-start=0:00 -w at=2026-11-20 -c n'
	is "$output" $'n\n1\n2\n5\nn\n1\n2\n5'
	run3 0 'sow-conv in.csv --day-start=05:00 -w at=2026-11-20 -w "at>=2026-11-20T06:00" -c n'
	is "$output" $'n\n3'
}

@test "--day-start: what is no time, and what would not be heeded, is refused" {
	printf 'n,at\n1,2026-11-20T05:00\n' > in.csv
	for time in 5 24:00 5:60 today 2026-11-20T05:00 1969-12-31T01:00 ''; do
		run3 2 "sow-conv in.csv --day-start='$time' -w at=2026-11-20"
		is "$output" ''
		is "$stderr" "sow-conv: --day-start: a time such as 05:00, not '$time'"
	done
	for where in '' '-w n=1' '-w at~20' '-w at=2026-11-20T05:00'; do
		run3 2 "sow-conv in.csv --day-start=05:00 $where"
		is "$output" ''
		is "$stderr" 'sow-conv: --day-start: no -w is about days (-w COLUMN=2026-11-20)'
	done
	run3 2 'sow-conv in.csv --day-start=05:00 --split=2 --prefix=x'
	has "$stderr" '--day-start'
	is "$(ls)" in.csv
}
