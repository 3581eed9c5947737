# workform: forms, which are workbooks that are filled in and keep all else
load setup.bash
load workform.bash

setup_file() { command -v zip unzip > /dev/null; }

@test "names are replaced where Excel split them, wrote them as entities, or shares them; and in the header" {
	excel_form
	two_done
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	is "$output" ""
	is "$stderr" "sow-report: ./form.xlsx: computed and drawn anew when it is opened: formulas 2, charts 1"
	has "$(sheet out.xlsx 1)" '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">週次報告（令和8年11月23日（月）～令和8年11月29日（日））</t></is></c>'
	has "$(sheet out.xlsx 1)" '<c r="B2" t="inlineStr"><is><t xml:space="preserve">第1版 &amp; &lt;控&gt;</t></is></c>'
	has "$(sheet out.xlsx 1)" '<oddHeader>&amp;LR8-A&amp;&amp;B&amp;R&amp;P</oddHeader><oddFooter>&amp;Cそのまま</oddFooter>'
	# Read back it is what a person sees.
	run3 0 'sow-conv --skip-to=^版 out.xlsx -o csv 2> /dev/null | head -1'
	is "$output" '版,第1版 & <控>'
}

@test "digits in a header do not run into the size of its font" {
	two_done
	local header is
	while read -r header is; do
		edited "s,&amp;L{契約番号},$header,"
		filled 0
		has "$(sheet out.xlsx 1)" "<oddHeader>$is&amp;R&amp;P<"
	done <<-'END'
	\&amp;12{期} &amp;12 2026-W48
	\&amp;12{版} &amp;12第1版
	\&amp;\&amp;12{期} &amp;&amp;122026-W48
	12{期} 122026-W48
	END
}

@test "all that is not edited keeps its bytes, compressed or not, and its place; twice is the same file" {
	excel_form
	two_done
	sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null
	sow-report -f ./form.xlsx -p 2026-W48 -o xlsx 2> /dev/null | cmp - out.xlsx
	unzip -Z1 form.xlsx > was
	unzip -Z1 out.xlsx | diff was -
	local name edited=
	while read -r name; do
		unzip -p form.xlsx "${name//\[/\\[}" > a
		unzip -p out.xlsx "${name//\[/\\[}" > b
		cmp -s a b || edited="$edited $name"
	done < was
	is "$edited" " xl/workbook.xml xl/worksheets/sheet1.xml xl/worksheets/sheet2.xml"
	# The compressed bytes: what zip wrote at another level is copied, not compressed anew.
	is "$(unzip -v out.xlsx | awk '/sharedStrings|styles|chart1/ { print $2, $3, $7 }')" \
	    "$(unzip -v form.xlsx | awk '/sharedStrings|styles|chart1/ { print $2, $3, $7 }')"
	# Of the sheet only the cells with names differ.
	has "$(sheet out.xlsx 1)" '<conditionalFormatting sqref="B6:B8"><cfRule type="cellIs" priority="1" operator="greaterThan"><formula>60</formula></cfRule></conditionalFormatting><dataValidations count="1">'
}

@test "the file is the same in every time zone" {
	two_done
	edited ''
	# 02:30 on that day is skipped in summer time.
	(cd form && find . -type f -exec env TZ=UTC0 touch -d 2026-03-08T02:30 {} + )
	TZ=UTC0 pack form.xlsx
	local zone
	for zone in UTC0 EST5EDT,M3.2.0,M11.1.0 JST-9; do
		run3 0 "TZ=$zone sow-report -f ./form.xlsx -p 2026-W48 -o xlsx 2> /dev/null > $zone"
		cmp UTC0 "$zone"
		is "$(unzip -l "$zone" | grep -c '2026-03-08 02:30')" "$(unzip -l form.xlsx | grep -c '2026-03-08 02:30')"
	done
}

@test "the last values of formulas go, and the workbook says that it is computed when it is opened" {
	excel_form
	two_done
	sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null
	has "$(sheet out.xlsx 1)" '<c r="B3"><f>SUM(B6:B8)</f></c><c r="C3" t="str"><f>A2&amp;"x"</f></c>'
	has "$(unzip -p out.xlsx xl/workbook.xml)" '<calcPr fullCalcOnLoad="1" calcId="191029"/>'
	# Also one that says the opposite, or nothing.
	local was is
	while IFS='|' read -r was is; do
		edited ''
		sed -i "s,<calcPr calcId=\"191029\"/>,$was," form/xl/workbook.xml
		pack form.xlsx
		filled 0
		has "$(unzip -p out.xlsx xl/workbook.xml)" "</definedNames>$is</workbook>"
	done <<-'END'
	<calcPr fullCalcOnLoad="0" calcId="1"/>|<calcPr fullCalcOnLoad="1" calcId="1"/>
	<calcPr calcId="1" fullCalcOnLoad = '0'></calcPr>|<calcPr calcId="1" fullCalcOnLoad = '1'></calcPr>
	<calcPr a=" fullCalcOnLoad="/>|<calcPr fullCalcOnLoad="1" a=" fullCalcOnLoad="/>
	|<calcPr fullCalcOnLoad="1"/>
	END
	# A form without formulas is not told to compute.
	excel_form
	sed -i 's,<c r="B3">.*古い</v></c>,,' form/xl/worksheets/sheet1.xml
	rm form/xl/charts/chart1.xml
	pack form.xlsx
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	is "$stderr" ""
	is "$(unzip -p out.xlsx xl/workbook.xml | grep -c fullCalc)" 0
}

@test "also those that one formula gives to several cells, into which nothing is filled" {
	two_done
	local type
	for type in array dataTable; do
		edited "s,<c r=\"B3\"><f>,<c r=\"B3\"><f t=\"$type\" ref=\"B3:C4\">,
			s,<row r=\"5\">,<row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"B4\"><v>77</v></c></row>&,"
		filled 0
		has "$(sheet out.xlsx 1)" '<row r="4"><c r="A4"><v>1</v></c><c r="B4"></c></row>'
	done
	edited 's,<c r="B3"><f>,<c r="B3"><f t="array" ref="B3:B4">,
		s,<row r="5">,<row r="4"><c r="B4"/></row>&,'
	listed 報告,B4,,x
	filled 1
	is "$stderr" "sow-report: ./form.xlsx: 報告!B4: a value of the formula in B3"
	rm form.xlsx.csv
	# Nor is the cell drawn for a table.
	edited 's,<c r="B3"><f>,<c r="B3"><f t="array" ref="B7:B8">,'
	local i
	for i in 3 4; do ticket new S10-01 "$i つ目" --done; done
	filled 1
	has "$stderr" "報告!A6: [closed] has 4 rows, and only 3 are drawn"
}

@test "rows fill those that are drawn; numbers and dates are real where the form has their format" {
	excel_form
	two_done
	sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null
	has "$(sheet out.xlsx 1)" '<c r="A6" s="2" t="inlineStr"><is><t xml:space="preserve">利用方法、仕様などの問合せ（一つ目）</t></is></c><c r="B6"><v>30</v></c><c r="C6" s="1"><v>46350'
	has "$(sheet out.xlsx 1)" '<c r="B7"><v>15</v></c>'
	has "$(sheet out.xlsx 1)" '<row r="8"><c r="A8" t="inlineStr"><is><t>以上</t></is></c></row>'
	# 別紙 was not needed, and is left empty.
	is "$(sheet out.xlsx 2 | grep -o '<sheetData>.*</sheetData>')" '<sheetData><row r="1"><c r="A1"/></row><row r="2"><c r="A2"/></row></sheetData>'
}

@test "in a workbook whose dates count from 1904 they do so, and earlier ones are text" {
	two_done
	edited ''
	sed -i 's,<sheets>,<workbookPr date1904="1"/>&,' form/xl/workbook.xml
	pack form.xlsx
	filled 0
	has "$(sheet out.xlsx 1)" '<c r="C6" s="1"><v>44888.'
	is "$(sow-conv --skip-to=^利用 out.xlsx -o csv 2> /dev/null | grep -c ',2026-11-24T10:00')" 2
	listed 報告,C7,,1903-12-31
	filled 0
	has "$(sheet out.xlsx 1)" '<c r="C7" s="1" t="inlineStr"><is><t xml:space="preserve">1903-12-31<'
}

@test "what has no room goes to 別紙, and what has none there either is an error that says how much" {
	excel_form
	two_done
	local i
	for i in 3 4; do ticket new S10-01 "$i つ目" --done; done
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null; sow-conv --sheet=別紙 out.xlsx -o csv'
	assert_stdout <<-'END'
	利用方法、仕様などの問合せ（3 つ目）
	利用方法、仕様などの問合せ（4 つ目）
	END
	ticket new S10-01 五つ目 --done
	rm out.xlsx
	run3 1 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	is "$stderr" "sow-report: ./form.xlsx: 報告!A6: [closed] has 5 rows, and only 4 are drawn (draw more, or a sheet 別紙 with the same cells)"
	[ ! -e out.xlsx ]
}

@test "別紙 goes on with the rows wherever it stands among the sheets" {
	two_done
	# A table that it alone has is not one that goes on.
	edited 's,\[closed\],[opened],'
	filled 0
	is "$(sow-conv --sheet=別紙 out.xlsx -o csv | wc -l)" 2
	ticket new S10-01 三つ目 --done
	edited ''
	sed -i 's,\(<sheet name="報告"[^>]*>\)\(<sheet name="別紙"[^>]*>\),\2\1,' form/xl/workbook.xml
	pack form.xlsx
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null; sow-conv --sheet=別紙 out.xlsx -o csv'
	assert_stdout <<< '利用方法、仕様などの問合せ（三つ目）'
	is "$(sheet out.xlsx 1 | LC_ALL=C.UTF-8 grep -o '（.つ目）' | tr -d '\n')" （一つ目）（二つ目）
}

@test "別紙 is hidden where nothing goes on there, so that it is not printed, unless it is the sheet that is seen first" {
	two_done
	local view was is
	while IFS='|' read -r was is view; do
		edited ''
		sed -i "s,<sheet name=\"別紙\",$was,; s,<sheets>,$view&," form/xl/workbook.xml
		pack form.xlsx
		filled 0
		has "$(unzip -p out.xlsx xl/workbook.xml)" "r:id=\"rId1\"/>$is sheetId=\"2\" r:id=\"rId2\"/></sheets>"
	done <<-'END'
	<sheet name="別紙"|<sheet state="hidden" name="別紙"|
	<sheet state="visible" name="別紙"|<sheet state="hidden" name="別紙"|
	<sheet name="別紙 state="|<sheet state="hidden" name="別紙 state="|
	<sheet name="裏面"|<sheet name="裏面"|
	<sheet name="別紙"|<sheet name="別紙"|<bookViews><workbookView activeTab="1"/></bookViews>
	END
	# A table of its own, or rows that go on, are to be seen.
	edited ''
	sed -i 's,\[closed\],[opened],' form/xl/worksheets/sheet2.xml
	pack form.xlsx
	filled 0
	is "$(unzip -p out.xlsx xl/workbook.xml | grep -c hidden)" 0
	ticket new S10-01 三つ目 --done
	edited ''
	filled 0
	is "$(unzip -p out.xlsx xl/workbook.xml | grep -c hidden)" 0
}

@test "a table without rows says so, and leaves the other rows empty" {
	excel_form
	ticket init
	sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null
	has "$(sheet out.xlsx 1)" '<t xml:space="preserve">該当なし</t></is></c><c r="B6"/><c r="C6" s="1"/></row>'
}

@test "bad forms: unknown names, tables, columns; a name in a formula or in a table's head; each with sheet and cell" {
	excel_form
	two_done
	local from to what
	while IFS='|' read -r from to what; do
		excel_form
		sed -i "s|$from|$to|" form/xl/worksheets/sheet1.xml
		pack form.xlsx
		run3 1 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
		has "$stderr" "sow-report: ./form.xlsx: 報告!$what"
		[ ! -e out.xlsx ]
	done <<-'END'
	&#x7B;版|{番|B2: unknown name {番}
	\[closed\] title|[closd] title|A6: no table [closd] (closed?); there are:
	<t>minutes|<t>minute|B6: [closed] has no column 'minute' (minutes?); there are:
	SUM(B6:B8)|IF(A1="{版}",1,2)|B3: a name in a formula: {版}
	\[closed\] title|[closed] 合計:minutes title|A6: 見出し, 合計 and 上限 are for layouts: a form has only the rows that are drawn
	END
	edited s,{契約番号},{番号},
	filled 1
	has "$stderr" "sow-report: ./form.xlsx: 報告: header or footer: unknown name {番号}"
	excel_form
	member xl/worksheets/_rels/sheet1.xml.rels <<< "<Relationships><Relationship Id=\"rId1\" Type=\"$TYPES/table\" Target=\"../tables/table1.xml\"/></Relationships>"
	member xl/tables/table1.xml <<< "<table xmlns=\"$MAIN\" id=\"1\" ref=\"A2:B4\"/>"
	pack form.xlsx
	run3 1 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	is "$stderr" "sow-report: ./form.xlsx: 報告!B2: the head of a table, whose columns would no longer be called so"
}

@test "a list beside the form fills what must not be edited, beside the label that is expected" {
	excel_form
	two_done
	cat > form.xlsx.csv <<-'END'
	sheet,cell,expect,value
	,期間,,月曜から S03-01
	報告,C2,,作成 {作成日}
	報告,D5,件名,{業務名}
	報告,B9,,自由に
	END
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null; sow-conv --skip-to=^版 out.xlsx -o csv 2> /dev/null | head -1'
	is "$output" '版,第1版 & <控>,作成 令和8年11月24日'
	has "$(sheet out.xlsx 1)" '<c r="A5" t="inlineStr"><is><t>件名</t></is></c><c r="D5" t="inlineStr"><is><t xml:space="preserve">運用</t></is></c></row>'
	has "$(sheet out.xlsx 1)" '<row r="9"><c r="B9" t="inlineStr"><is><t xml:space="preserve">自由に</t></is></c></row></sheetData>'
	cat > form.xlsx.csv <<-'END'
	sheet,cell,expect,value
	報告,D5,氏名,x
	報告,A5,,x
	報告,B3,,x
	報告,5B,,x
	表紙,A1,,x
	END
	run3 1 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	assert_stderr <<-'END'
	sow-report: ./form.xlsx.csv:2: 報告!D5 is beside '件名', not '氏名'
	sow-report: ./form.xlsx.csv:3: 報告!A5 is not empty: '件名'
	sow-report: ./form.xlsx.csv:4: 報告!B3 is not empty: '99'
	sow-report: ./form.xlsx.csv:5: cell: B10 or the like, not '5B'
	sow-report: ./form.xlsx.csv:6: the form has no sheet '表紙'
	END
}

@test "text that print will cut in merged cells is told" {
	excel_form
	two_done
	sed -i 's|<mergeCell ref="A1:C1"/>|<mergeCell ref="A1:A1"/><mergeCell ref="B2:B2"/>|; s|width="20"|width="6"|' form/xl/worksheets/sheet1.xml
	pack form.xlsx
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	has "$stderr" "sow-report: ./form.xlsx: 報告!A1: print will cut the text: it takes about 10 lines, and has room for 1"
	has "$stderr" "sow-report: ./form.xlsx: 報告!B2: print will cut the text: it takes about 2 lines, and has room for 1"
}

@test "what is filled in and print will not show is told, once a sheet" {
	two_done
	local what
	what='filled in, but hidden or outside the print area (such cells:'
	edited ''
	filled 0
	is "$(grep -c hidden <<< "$stderr")" 0
	area() { edited ''; sed -i "s/報告!\$A\$1:\$D\$20/$1/" form/xl/workbook.xml; pack form.xlsx; filled 0; }
	area '報告!$A$1:$D$6'
	has "$stderr" "sow-report: ./form.xlsx: 報告!A7: $what 3)"
	area "報告!\$A\$1:\$D\$6,'別, !''紙'!\$A\$7:\$C\$7"
	is "$(grep -c hidden <<< "$stderr")" 0
	area '報告!$A:$D'
	is "$(grep -c hidden <<< "$stderr")" 0
	edited 's,<row r="7">,<row r="7" hidden="1">,'
	filled 0
	has "$stderr" "sow-report: ./form.xlsx: 報告!A7: $what 3)"
	edited 's,<cols>,<cols><col min="3" max="3" hidden="true"/>,'
	filled 0
	has "$stderr" "sow-report: ./form.xlsx: 報告!C6: $what 2)"
	# Merged cells are seen where one of them is.
	edited 's,<row r="1">,<row r="1" hidden="1">,; s,A1:C1,A1:C2,; s,<c r="B2.*</row><row r="3">,</row><row r="3">,; s,<c r="A2" t="s"><v>1</v></c>,,'
	filled 0
	is "$(grep -c hidden <<< "$stderr")" 0
}

@test "the time does not grow with the square of a list, nor with the size of merged cells" {
	two_done
	{
		printf '<worksheet xmlns="%s"><sheetData>' "$MAIN"
		printf '<row r="%d"><c t="inlineStr"><is><t>{版}</t></is></c></row>' {1..2000}
		printf '</sheetData><mergeCells>'
		printf '<mergeCell ref="A%d:XFD1048576"/>' {2000..1}
		printf '</mergeCells></worksheet>'
	} > sheet
	edited ''
	member xl/worksheets/sheet1.xml < sheet
	pack form.xlsx
	run3 0 'timeout 20 sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	edited ''
	listed "$(printf '報告,A%d,以上,x\n' {100..60000})"
	run3 0 'timeout 20 sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	is "$(sheet out.xlsx 1 | grep -o '<t xml:space="preserve">x</t>' | wc -l)" 59901
}

@test "hostile values stay text: formulas, control characters, escapes" {
	excel_form
	ticket init
	ticket new S10-01 '=1+1' --done
	ticket new S10-01 '_x0041_]]>&' --done
	sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null
	has "$(sheet out.xlsx 1)" '<t xml:space="preserve">利用方法、仕様などの問合せ（=1+1）</t>'
	has "$(sheet out.xlsx 1)" '<t xml:space="preserve">利用方法、仕様などの問合せ（_x005F_x0041_]]&gt;&amp;）</t>'
	is "$(sheet out.xlsx 1 | grep -o '<f>[^<]*' | sort)" $'<f>A2&amp;"x"\n<f>SUM(B6:B8)'
}

@test "a form is handed in and made again; --check checks forms; the shipped ones are as make forms draws them" {
	two_done
	ticket -t submitted.csv init --kind=submitted
	sow-report --submit=府 -f kyoto-weekly.xlsx -p 2026-W48 -O w.xlsx > row.csv 2> /dev/null
	sow-ticket -t submitted.csv new - < row.csv > /dev/null 2>&1
	is "$(ls submitted/*.xlsx | wc -l)" 2
	run3 0 'sow-report --verify-submitted -c layout,result'
	assert_stdout <<-'END'
	layout,result
	kyoto-weekly.xlsx,一致
	END
	run3 0 'sow-report --check'
	mkdir layouts
	excel_form
	sed -i 's|<t>minutes|<t>minute|' form/xl/worksheets/sheet1.xml
	pack layouts/bad.xlsx
	run3 1 'sow-report --check'
	has "$stderr" "sow-report: ./layouts/bad.xlsx: 報告!B6: [closed] has no column 'minute' (minutes?); there are:"
	run3 1 'sow-report -f bad.xlsx -p 2026-W48 -O out.xlsx'
	run3 2 'sow-report --submit=府 -f ./layouts/bad.xlsx -p 2026-W48 -O out.xlsx'
	is "$stderr" "sow-report: -f: a form that is handed in lies in layouts/, and is called by its name: not './layouts/bad.xlsx'"
	run3 2 'sow-report -f kyoto-weekly.xlsx -p 2026-W48 -o csv'
	is "$stderr" "sow-report: -o: a form is a workbook (xlsx)"
	run3 2 'sow-report -f ./layouts/bad.xlsx -p 2026-W48 -O layouts/bad.xlsx'
	make -s -C "$ROOT" build/plain/kyoto 2> /dev/null
	mkdir drawn
	(cd drawn && "$ROOT/build/plain/kyoto")
	cmp drawn/kyoto-weekly.xlsx "$SHARE/layouts/kyoto-weekly.xlsx"
	cmp drawn/kyoto-monthly.xlsx "$SHARE/layouts/kyoto-monthly.xlsx"
}

@test "redact names the workbooks that still hold the text, and is not ended by a broken one" {
	two_done
	ticket note 1 '山田の電話番号 <075>'
	sow-report opened -p 2026-W48 -c number,title -O kept.xlsx
	sow-ticket list -a -c id,note -O notes.xlsx
	printf 'PK\003\004broken' > broken.xlsx
	run3 0 'sow-ticket redact 1 --cell=note --why=個人情報 --rev=3'
	has "$stderr" "./notes.xlsx still holds the text"
	has "$stderr" "./broken.xlsx could not be searched whole"
	is "$(grep -c kept <<< "$stderr")" 0
}
