# workform-bad: forms that cannot be filled in, and are not
load setup.bash
load workform.bash

setup_file() { command -v zip unzip > /dev/null; }

@test "a list gives every cell that it names a value, so that a table does not fill it a second time" {
	two_done
	listed 報告,A7,, 別紙,B2,,
	edited ''
	filled 1
	assert_stderr <<-'END'
	sow-report: ./form.xlsx.csv:2: 報告!A7: no value
	sow-report: ./form.xlsx.csv:3: 別紙!B2: no value
	END
}

@test "a cell, a row or a header within another, or cells in two places, are refused" {
	two_done
	local change row
	while IFS=' ' read -r row change; do
		edited "$change"
		filled 1
		is "$stderr" "sow-report: ./form.xlsx: xl/worksheets/sheet1.xml: in or behind row $row: an element where none belongs"
	done <<-'END'
	2 s,<is><t>&#x7B;版,<is><oddHeader>{版}</oddHeader><c/><t>\&#x7B;版,
	8 s,{契約番号},{契約番号}<oddHeader>{版}</oddHeader>,
	7 s,<row r="7">,<row r="7"><row r="9"/>,
	1 s,</row><row r="2">,</row><c r="B1"/><row r="2">,
	8 s,</sheetData>,</sheetData><sheetData/>,
	END
}

@test "a text that Excel would cut is refused, in a cell and in a header" {
	two_done
	contract() { printf 'from,to,契約番号,業務名,発注者,受注者\n2026-04-01,2027-03-31,%s,%s,府,社\n' "$1" "$2" > contract.csv; }
	long() { printf "$1%.0s" $(seq "$2"); }
	edited 's,&#x7B;版&#125;,{業務名},'
	contract R8 "$(long 長 32762)"
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: 報告!B2: Excel would cut a cell of more than 32,767 characters"
	contract R8 "$(long 長 32761)"
	filled 0
	contract R8 "$(long 𠮷 16381)" # each counts as two
	filled 1
	has "$stderr" "報告!B2: Excel would cut a cell"
	contract "$(long 長 250)" 短
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: 報告: header or footer: Excel would cut more than 255 characters"
	contract "$(long 長 249)" 短
	filled 0
}

@test "the list beside a form is not replaced by what it helps to make" {
	two_done
	edited ''
	listed 報告,D5,,x
	cp form.xlsx.csv was
	ln form.xlsx.csv other.xlsx
	local name
	for name in form.xlsx.csv other.xlsx; do
		run3 2 "sow-report -f ./form.xlsx -p 2026-W48 -O $name"
		has "$stderr" "-O: $name"
		cmp form.xlsx.csv was
	done
	is "$stderr" "sow-report: -O: other.xlsx is read to make what would replace it; nothing written"
}

@test "a cell stands in a list once, drawn or not; what its text is wrong about is told at its line" {
	two_done
	edited ''
	listed 報告,D5,,x 報告,C7,,x 報告,D5,,y 報告,C7,,x ,D5,,x 別紙,D5,,x
	filled 1
	assert_stderr <<-'END'
	sow-report: ./form.xlsx.csv:4: 報告!D5: line 2 gives it a value, too
	sow-report: ./form.xlsx.csv:5: 報告!C7: line 3 gives it a value, too
	sow-report: ./form.xlsx.csv:6: 報告!D5: line 2 gives it a value, too
	END
	local cell
	for cell in D5 C7; do
		listed 報告,B12,,x "報告,$cell,,{番号}"
		filled 1
		has "$stderr" "sow-report: ./form.xlsx.csv:3: cell 4: unknown name {番号}"
	done
	listed '報告,D5,,[closed] title'
	filled 1
	is "$stderr" "sow-report: ./form.xlsx.csv:2: cell 4: no cell is drawn here (a border is enough)"
}

@test "a member that declares another encoding, is in one, or has prefixes is refused" {
	two_done
	local member change why
	while IFS='|' read -r member change why; do
		edited ''
		sed -i "$change" "form/xl/$member"
		pack form.xlsx
		filled 1
		is "$stderr" "sow-report: ./form.xlsx: xl/$member: $why, so that it cannot be filled in"
	done <<-'END'
	worksheets/sheet2.xml|s,^,<?xml version="1.0" encoding="ISO-8859-1"?>,|not in UTF-8
	worksheets/sheet2.xml|s,^,<?xml version="1.0" encoding="us-ascii"?>,|not in UTF-8
	worksheets/sheet2.xml|s,<\(/\?\),<\1x:,g; s,xmlns=,xmlns:x=,|tags with prefixes
	workbook.xml|s,<\(/\?\),<\1x:,g; s,xmlns=,xmlns:x=,|tags with prefixes
	END
	edited 's,^,<?xml version="1.0" encoding="utf-8" standalone="yes"?>,'
	filled 0
	for member in workbook worksheets/sheet1; do
		edited ''
		{ printf '\xff\xfe'; iconv -f UTF-8 -t UTF-16LE "form/xl/$member.xml"; } > wide
		mv wide "form/xl/$member.xml"
		pack form.xlsx
		filled 1
		is "$stderr" "sow-report: ./form.xlsx: xl/$member.xml: not in UTF-8, so that it cannot be filled in"
	done
}

@test "nothing is filled in behind merged cells: not a value of the list, a name, or a row of a table" {
	two_done
	edited ''
	listed 報告,B1,,x
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: 報告!B1: merged with others, of which only A1 is seen"
	run3 1 'mkdir layouts; cp form.xlsx form.xlsx.csv layouts; sow-report --check'
	is "$stderr" "sow-report: ./layouts/form.xlsx: 報告!B1: merged with others, of which only A1 is seen"
	rm form.xlsx.csv
	edited 's,<mergeCell ,<mergeCell ref="A2:A5"/><mergeCell ref="A2:B2"/>&,'
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: 報告!B2: merged with others, of which only A2 is seen"
	edited 's,<mergeCell ,<mergeCell ref="B6:C6"/>&,'
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: 報告!C6: merged with others, of which only B6 is seen"
	# A row whose cells are merged in another way is not drawn for the table.
	ticket new S10-01 三つ目 --done
	ticket new S10-01 四つ目 --done
	edited 's,<mergeCell ,<mergeCell ref="A7:C7"/>&,'
	filled 1
	has "$stderr" "報告!A6: [closed] has 4 rows, and only 3 are drawn"
	edited 's,<mergeCell ,<mergeCell ref="B6:B7"/>&,'
	filled 1
	has "$stderr" "報告!A6: [closed] has 4 rows, and only 3 are drawn"
}

@test "what looks like a name or a table and would stay is refused, when it is checked, too" {
	two_done
	local change what
	mkdir layouts
	while IFS='|' read -r change what; do
		edited "$change"
		filled 1
		is "$stderr" "sow-report: ./form.xlsx: 報告$what"
		run3 1 'mv form.xlsx layouts; sow-report --check'
		is "$stderr" "sow-report: ./layouts/form.xlsx: 報告$what"
	done <<-'END'
	s,&#x7B;版&#125;,｛版｝,|!B2: not replaced, for a name is written {版}: '｛版｝ & <控>'
	s,&#x7B;版&#125;,{期間中,|!B2: not replaced, for a name is written {期間}: '{期間中 & <控>'
	s,{契約番号},{契約番号,|: header or footer: not replaced, for a name is written {契約番号}: '&L{契約番号&R&P'
	s,\[closed\], [closed],|!A6: no table, for one begins its cell with [closed]: ' [closed] title'
	s,\[closed\],　［closed］,|!A6: no table, for one begins its cell with [closed]: '　［closed］ title'
	END
	# Braces and brackets of other texts are theirs.
	edited 's,&#x7B;版&#125;,{ ｛甲｝ [注] ［closely］ {,'
	filled 0
	local paragraph
	for paragraph in '<a:r><a:t>第{</a:t></a:r><a:r><a:t>版}</a:t></a:r>' '<a:t>[closed] title</a:t>' '<a:t>第</a:t><a:t>｛版｝</a:t>'; do
		edited ''
		member xl/worksheets/_rels/sheet1.xml.rels <<< "<Relationships><Relationship Id=\"rId1\" Type=\"$TYPES/drawing\" Target=\"../drawings/drawing1.xml\"/></Relationships>"
		member xl/drawings/drawing1.xml <<< "<x:wsDr xmlns:x=\"x\" xmlns:a=\"a\"><x:txBody><a:p><a:t>印</a:t></a:p><a:p>$paragraph</a:p></x:txBody></x:wsDr>"
		pack form.xlsx
		filled 1
		is "$stderr" "sow-report: ./form.xlsx: 報告: not replaced, for it stands in a drawing and not in a cell: '$(sed 's/<[^>]*>//g' <<< "$paragraph")'"
	done
	sed -i 's/｛版｝/｛甲｝/' form/xl/drawings/drawing1.xml
	pack form.xlsx
	filled 0
}

@test "a form is written under a name by which Excel opens a workbook; in capitals it is one, too" {
	two_done
	edited ''
	local end
	for end in csv xls xlsm ods; do
		run3 2 "sow-report -f ./form.xlsx -p 2026-W48 -O out.$end"
		is "$stderr" "sow-report: -O: out.$end: what is written is a workbook, which Excel opens by the name out.xlsx; nothing written"
		[ ! -e "out.$end" ]
	done
	sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null
	mkdir layouts
	cp form.xlsx FORM.XLSX
	cp form.xlsx layouts/UP.XLSX
	run3 0 'sow-report -f ./FORM.XLSX -p 2026-W48 -O out.XLSX 2> /dev/null'
	cmp out.xlsx out.XLSX
	run3 0 'sow-report -f UP.XLSX -p 2026-W48 2> /dev/null | cmp - out.xlsx'
	sed -i 's,<t>minutes,<t>minute,' form/xl/worksheets/sheet1.xml
	pack layouts/UP.XLSX
	run3 1 'sow-report --check'
	has "$stderr" "sow-report: ./layouts/UP.XLSX: 報告!B6:"
}

@test "a form that is empty, no file, or not there beside its list, is called so" {
	two_done
	: > form.xlsx
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: a broken workbook (.xlsx), or none"
	rm form.xlsx
	mkfifo form.xlsx
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: not a regular file"
	mkdir layouts
	echo sheet,cell,expect,value > layouts/g.xlsx.csv
	run3 1 'sow-report --check'
	is "$stderr" "sow-report: ./layouts/g.xlsx.csv: a list, but there is no form g.xlsx that it is for"
	run3 1 'sow-report -f g.xlsx -p 2026-W48 -O out.xlsx'
	is "$stderr" "sow-report: ./layouts/g.xlsx.csv: a list, but there is no form g.xlsx that it is for"
	run3 2 'sow-report -f h.xlsx -p 2026-W48 -O out.xlsx'
	has "$stderr" "sow-report: no layout 'h.xlsx'"
}

@test "a label is a text of the form, and not one that the list gave before" {
	two_done
	edited 's,<c r="A5" t="inlineStr"><is><t>件名</t></is></c>,&<c r="B5"/>,'
	listed 報告,B5,件名,x 報告,C5,件名,y 報告,B6,件名,z
	filled 1
	assert_stderr <<-'END'
	sow-report: ./form.xlsx.csv:4: 報告!B6 is not empty: 'minutes'
	END
	listed 報告,B5,件名,x 報告,C5,件名,y
	filled 0
}

@test "rows of a sheet whose usual height is 0 are measured by that of Excel" {
	local height said
	two_done
	for height in 15 0; do
		edited "s,<cols>,<sheetFormatPr defaultRowHeight='$height' zeroHeight='1'/><cols>,; s,<row r=\"1\">,<row r='1' ht='60' customHeight='1'>,; s,width=\"20\",width='4',"
		filled 0
		is "$stderr" "${said=$stderr}"
	done
}
