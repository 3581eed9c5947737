# workbook-refused: what is no workbook, or a bomb
load setup.bash
load workbook.bash

@test "a row or a cell within another, or a cell outside of a row, is refused" {
	while IFS='|' read -r rows row name; do
		book b.xlsx "$H$rows"
		run3 1 'sow-conv b.xlsx'
		is "$stderr" "sow-conv: b.xlsx: Sheet1, row $row: an element $name is out of order"
	done <<-'END'
	<row><c t='str'><v>A</v></c><row><c t='str'><v>B</v></c></row></row>|2|row
	<row><c t='str'><v>x<c t='str'><v>y</v></c>z</v></c></row>|2|c
	<row><c><row/></c></row>|2|row
	<row><c><sheetData/></c></row>|2|sheetData
	<row><sheetData/></row>|2|sheetData
	<sheetData/><row/>|1|sheetData
	<row/><c><v>1</v></c>|2|c
	END
}

@test "a number with something behind it is none" {
	for text in abc 0junk -1 +0 99999999999999999999; do
		book b.xlsx "$H<row><c t='s'><v>$text</v></c></row>" '<si><t>x</t></si>'
		run3 1 'sow-conv b.xlsx'
		has "$stderr" "sow-conv: b.xlsx: Sheet1, row 2: no shared text"
	done
	book b.xlsx "$H<row r='2x'><c><v>1</v></c></row>"
	run3 1 'sow-conv b.xlsx'
	is "$stderr" "sow-conv: b.xlsx: Sheet1: 2 is out of order"
}

@test "a member that is there twice is refused, and of two sheets with one name that name" {
	book b.xlsx "$H<row>$(inline 1)</row>"
	mkdir b
	unzip -q b.xlsx -d b
	cp b/xl/worksheets/sheet1.xml b/xl/worksheets/Sheet1.xml
	zip_up b b.xlsx
	run3 1 'sow-conv b.xlsx'
	is "$stdout$stderr" "sow-conv: b.xlsx: xl/worksheets/sheet1.xml is in it 2 times: a broken workbook"
	mv b/xl/worksheets/Sheet1.xml b/xl/worksheets/sheet2.xml
	zip_up b b.xlsx
	sed -i 's,sheet2.xml,sheet1.xml,g' b.xlsx
	run3 1 'sow-conv b.xlsx'
	is "$stdout$stderr" "sow-conv: b.xlsx: xl/worksheets/sheet1.xml is in it 2 times: a broken workbook"
	book b.xlsx "$H" '' '' "<sheets><sheet name='Sheet1' r:id='r1'/><sheet name='B' r:id='r1'/></sheets>"
	run3 1 'sow-conv --sheet=Sheet1 b.xlsx'
	is "$stdout$stderr" "sow-conv: b.xlsx: two sheets are called Sheet1"
	run3 0 'sow-conv --sheet=B b.xlsx'
	is "$output" h
}

@test "an archive whose directory ends in 64 bits is read, and bounded" {
	book b.xlsx "$H<row>$(inline 1)</row>"
	mkdir b
	unzip -q b.xlsx -d b
	(cd b && zip -q -X -fz -r - .) > b.xlsx
	grep -qa $'PK\x06\x06' b.xlsx
	run3 0 'sow-conv b.xlsx; cat b.xlsx | sow-conv'
	is "$output$stderr" $'h\n1\nh\n1'
	# More members, more bytes, and an end that is elsewhere.
	while read -r sign at value; do
		perl -0777 -pe "substr(\$_, index(\$_, qq(PK\\x06\\x$sign)) + $at, 8) = pack q(Q<), $value" b.xlsx > many.xlsx
		run3 1 'sow-conv many.xlsx'
		is "$stdout$stderr" "sow-conv: many.xlsx: more than 10000 members: no workbook"
	done <<-'END'
	06 32 10001
	06 40 16777217
	07 8 0
	07 8 99999
	07 8 18446744073709551615
	END
}

@test "what is no workbook is refused with its name" {
	book b.xlsx "$H<row><c t='s'><v>7</v></c></row>"
	run3 1 'sow-conv b.xlsx'
	is "$stderr" "sow-conv: b.xlsx: Sheet1, row 2: no shared text 7"
	book b.xlsx "$H<row><c t='s'><v>-1</v></c></row>" '<si><t>a</t></si>'
	run3 1 'sow-conv b.xlsx'
	is "$stderr" "sow-conv: b.xlsx: Sheet1, row 2: no shared text -1"
	book b.xlsx "$H"
	head -c 600 b.xlsx > cut.xlsx
	printf '\xd0\xcf\x11\xe0\xa1\xb1' > old.xls
	mkdir ods zip bin chart
	touch ods/content.xml zip/a
	zip_up ods b.ods
	zip_up zip b.zip
	unzip -q b.xlsx -d bin
	sed -i 's/workbook.xml/workbook.bin/' bin/_rels/.rels
	mv bin/xl/workbook.xml bin/xl/workbook.bin
	zip_up bin b.xlsb
	unzip -q b.xlsx -d chart
	sed -i "s,/worksheet',/chartsheet'," chart/xl/_rels/workbook.xml.rels
	zip_up chart chart.xlsx
	(cd chart && zip -q -X -r -P secret - .) > secret.xlsx
	sed -i "s,<Relationships>,&$(printf '%200s')," chart/_rels/.rels
	(cd chart && zip -q -X -r -Z bzip2 - .) > bzip2.xlsx
	printf 'PK\003\004' > four
	while IFS='|' read -r file what; do
		run3 1 "sow-conv $file"
		is "$stdout$stderr" "sow-conv: $file: $what"
	done <<-'END'
	cut.xlsx|a broken workbook (.xlsx), or none
	four|a broken workbook (.xlsx), or none
	old.xls|an old workbook (.xls), or one with a password: save it as .xlsx without a password
	b.ods|an OpenDocument file: save it as .xlsx or CSV
	b.zip|a zip file, but no workbook (.xlsx)
	b.xlsb|a binary workbook (.xlsb): save it as .xlsx
	chart.xlsx|a workbook without sheets
	secret.xlsx|_rels/.rels: No password provided
	bzip2.xlsx|_rels/.rels is packed in a way that is none of a workbook
	END
	run3 1 'head -c 600 b.xlsx | sow-conv'
	is "$stdout$stderr" "sow-conv: stdin: a broken workbook (.xlsx), or none"
}

@test "XML that is broken, has a DOCTYPE or is nested deep is refused with its member and line" {
	doctype='<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
	while IFS='|' read -r xml what; do
		book b.xlsx "$H"
		mkdir b
		unzip -q b.xlsx -d b
		printf '%b' "$xml" > b/xl/worksheets/sheet1.xml
		zip_up b b.xlsx
		rm -r b
		run3 1 'sow-conv b.xlsx'
		is "$stdout$stderr" "sow-conv: b.xlsx: xl/worksheets/sheet1.xml, line $what"
	done <<-END
	<worksheet>\n<sheetData>|2: no element found
	<worksheet>\n</sheetData>|2: mismatched tag
	<worksheet>\n&x;</worksheet>|2: undefined entity
	<worksheet>\n\xff</worksheet>|2: not well-formed (invalid token)
	<worksheet>\n\0</worksheet>|2: not well-formed (invalid token)
	$doctype<worksheet>&b;</worksheet>|1: a DOCTYPE, which no workbook has
	<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>|1: a DOCTYPE, which no workbook has
	$(printf '<a>%.0s' {1..65})|1: too many elements within each other
	END
}

@test "what a workbook holds makes no line of a message" {
	book b.xlsx "$H" '' '' "<sheets><sheet name='a&#10;sow-conv: forged&#13;' r:id='r1'/></sheets>"
	run3 0 'sow-conv b.xlsx'
	is "$stderr" "sow-conv: b.xlsx: the sheet a sow-conv: forged  is read, and not: Sheet1 (--sheet=NAME)"
	book b.xlsx "$H<row><c r='A2&#10;sow-conv: forged'/></row>"
	run3 1 'sow-conv b.xlsx'
	is "$stderr" "sow-conv: b.xlsx: Sheet1: A2 is out of order"
	book b.xlsx "$H<row><c t='s'><v>7
sow-conv: forged</v></c></row>"
	run3 1 'sow-conv b.xlsx'
	is "$stderr" "sow-conv: b.xlsx: Sheet1, row 2: no shared text 7"
}

@test "a wrong checksum is an error" {
	book b.xlsx "$H<row>$(inline secret)</row>"
	(cd "$TEAM"/book.* && zip -q -X -0 -r - .) > b.xlsx
	sed -i 's/secret/Secret/' b.xlsx
	run3 1 'sow-conv b.xlsx'
	is "$stderr" "sow-conv: b.xlsx: xl/worksheets/sheet1.xml: CRC error"
}

# bounded FILE MESSAGE: it is refused, and before 50 MB of memory are in use
bounded() {
	local limit=50000
	case ${SOW_BIN-} in *asan*) limit=unlimited ;; esac
	run3 1 "ulimit -d $limit; sow-conv $1 | wc -c >&2; exit \${PIPESTATUS[0]}"
	has "$stderr" "sow-conv: $1: $2"
}

@test "bombs are refused within 50 MB" {
	case ${SOW_BIN-} in *asan*) skip "a sanitizer needs memory of its own" ;; esac
	long=$(head -c 200000 /dev/zero | tr '\0' x)
	# Much out of nothing.
	book b.xlsx "$H"
	mkdir b many
	unzip -q b.xlsx -d b
	{ printf '<worksheet><sheetData>'; head -c 100000000 /dev/zero | tr '\0' ' '; } > b/xl/worksheets/sheet1.xml
	zip_up b b.xlsx
	rm -r b
	bounded b.xlsx 'xl/worksheets/sheet1.xml would become 100000022 bytes of '
	# Twelve thousand members.
	(cd many && seq 12000 | xargs touch)
	zip_up many many.xlsx
	bounded many.xlsx 'more than 10000 members: no workbook'
	# A long text in each of many rows.
	book b.xlsx "$H$(printf "<row><c t='s'><v>0</v></c></row>%.0s" {1..1000})" "<si><t>$long</t></si>"
	bounded b.xlsx 'Sheet1 would become 67200001 bytes by row 337: a bomb'
	book b.xlsx "$H<row>$(printf "<c t='s'><v>0</v></c>%.0s" {1..100})</row>" "<si><t>$long</t></si>"
	bounded b.xlsx 'Sheet1, row 2: more than 8 MiB'
	# Cells at the right end of many rows.
	book b.xlsx "$H$(for i in {2..5000}; do printf '<row r="%d"><c r="XFD%d"><v>1</v></c></row>' $i $i; done)"
	bounded b.xlsx 'Sheet1 would become 67'
	# A million names, of which expat keeps each.
	book b.xlsx "$H$(seq -f '<e%.0f/>' 300000)"
	bounded b.xlsx 'xl/worksheets/sheet1.xml, line 1'
	# Long names and texts.
	book b.xlsx "$H" '' '' "<sheets><sheet name='$long' r:id='r1'/></sheets>"
	bounded b.xlsx 'a name of more than 1024 bytes: no workbook'
	book b.xlsx "$H<row a='$(printf "$long%.0s" {1..6})'/>"
	bounded b.xlsx 'xl/worksheets/sheet1.xml: a tag of more than 1048576 bytes'
	book b.xlsx "$H" "<si><t>a</t></si><si><t>$long$long</t></si>"
	bounded b.xlsx 'shared text 1: more than 262144 bytes'
	book b.xlsx "$H<row><c t='str'><v>$long$long</v></c></row>"
	bounded b.xlsx 'Sheet1, row 2: a text of more than 262144 bytes'
	book b.xlsx "$H" '' '' "<sheets>$(printf "<sheet name='a' r:id='r1'/>%.0s" {1..1100})</sheets>"
	bounded b.xlsx 'more than 1024 sheets'
	book b.xlsx "$H" '' "<numFmts>$(printf "<numFmt numFmtId='%d' formatCode='0'/>" {164..4260})</numFmts>"
	bounded b.xlsx 'more than 4096 formats of numbers: no workbook'
	book b.xlsx "$H" '' "<cellXfs>$(printf '<xf/>%.0s' {1..65537})</cellXfs>"
	bounded b.xlsx 'more than 65536 styles of cells: no workbook'
	book b.xlsx "$H" '' "<numFmts>$(printf "<numFmt numFmtId='%d' formatCode='0'/>" {164..4259})</numFmts><cellXfs>$(printf '<xf/>%.0s' {1..65536})</cellXfs>"
	run3 0 'ulimit -d 50000; sow-conv b.xlsx'
}
