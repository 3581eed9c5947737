# workform: forms, which are workbooks that are filled in and keep all else
load setup.bash

setup_file() { command -v zip unzip > /dev/null; }

# member NAME: a member of the form, from stdin
member() {
	mkdir -p "form/$(dirname "$1")"
	cat > "form/$1"
}

# pack FILE: the members as a workbook, in the order in which Excel writes them
pack() {
	rm -f "$1"
	(cd form && find . -type f | sed 's,^\./,,' | LC_ALL=C sort | zip -q -X -D "../$1" -@)
}

TYPES='http://schemas.openxmlformats.org/officeDocument/2006/relationships'
MAIN='http://schemas.openxmlformats.org/spreadsheetml/2006/main'

# excel_form: a form as Excel writes one. A name is split into runs, one is written as entities, one stands
# among the shared strings with ruby, one in the header; there are a formula, defined names, a conditional
# format, a validation, a print area, an image, a chart and a calcChain.
excel_form() {
	member '[Content_Types].xml' <<< '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
	member _rels/.rels <<< "<Relationships><Relationship Id=\"rId1\" Type=\"$TYPES/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
	member xl/workbook.xml <<-END
	<workbook xmlns="$MAIN" xmlns:r="$TYPES"><sheets><sheet name="報告" sheetId="1" r:id="rId1"/><sheet name="別紙" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">報告!\$A\$1:\$D\$20</definedName></definedNames><calcPr calcId="191029"/></workbook>
	END
	member xl/_rels/workbook.xml.rels <<-END
	<Relationships><Relationship Id="rId1" Type="$TYPES/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="$TYPES/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId3" Type="$TYPES/styles" Target="styles.xml"/><Relationship Id="rId4" Type="$TYPES/sharedStrings" Target="sharedStrings.xml"/></Relationships>
	END
	member xl/styles.xml <<-END
	<styleSheet xmlns="$MAIN"><numFmts count="1"><numFmt numFmtId="164" formatCode="[\$-411]ge\.m\.d"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="49"/><xf numFmtId="0"><alignment wrapText="1"/></xf></cellXfs></styleSheet>
	END
	member xl/sharedStrings.xml <<-END
	<sst xmlns="$MAIN" count="3" uniqueCount="3"><si><r><t>週次報告（{期</t></r><r><rPr><b/></rPr><t>間}）</t></r></si><si><t>版</t><rPh sb="0" eb="1"><t>ハン</t></rPh></si><si><t>変わらない文</t></si></sst>
	END
	member xl/worksheets/sheet1.xml <<-END
	<worksheet xmlns="$MAIN" xmlns:r="$TYPES"><cols><col min="1" max="4" width="20" customWidth="1"/></cols><sheetData><row r="1"><c r="A1" s="3" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><t>&#x7B;版&#125; &amp; &lt;控&gt;</t></is></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><f>SUM(B6:B8)</f><v>99</v></c><c r="C3" t="str"><f>A2&amp;"x"</f><v>古い</v></c></row><row r="5"><c r="A5" t="inlineStr"><is><t>件名</t></is></c></row><row r="6"><c r="A6" s="2" t="inlineStr"><is><t>[closed] title</t></is></c><c r="B6" t="inlineStr"><is><t>minutes</t></is></c><c r="C6" s="1" t="inlineStr"><is><t>closed</t></is></c></row><row r="7"><c r="A7" s="2"/><c r="B7"/><c r="C7" s="1"/></row><row r="8"><c r="A8" t="inlineStr"><is><t>以上</t></is></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells><conditionalFormatting sqref="B6:B8"><cfRule type="cellIs" priority="1" operator="greaterThan"><formula>60</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" sqref="D2"><formula1>"可,否"</formula1></dataValidation></dataValidations><headerFooter><oddHeader>&amp;L{契約番号}&amp;R&amp;P</oddHeader><oddFooter>&amp;Cそのまま</oddFooter></headerFooter><drawing r:id="rId1"/><controls><control><controlPr><anchor><from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></from></anchor></controlPr></control></controls></worksheet>
	END
	member xl/worksheets/sheet2.xml <<-END
	<worksheet xmlns="$MAIN"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>[closed] title</t></is></c></row><row r="2"><c r="A2"/></row></sheetData></worksheet>
	END
	member xl/charts/chart1.xml <<< '<chart><v>cached</v></chart>'
	member xl/media/image1.png <<< 'not really a picture'
	member xl/calcChain.xml <<< '<calcChain/>'
	pack form.xlsx
}

# two_done: a ledger with two tickets that were done in the week, and the contract
two_done() {
	printf 'from,to,契約番号,業務名,発注者,受注者\n2026-04-01,2027-03-31,R8-A&B,運用,府,社\n' > contract.csv
	ticket init
	ticket new S10-01 一つ目 min=30 --done
	ticket new S10-01 二つ目 min=15 --done
}

# sheet FILE NUMBER: the XML of a sheet
sheet() { unzip -p "$1" "xl/worksheets/sheet$2.xml"; }

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

@test "the last values of formulas go, and the workbook says that it is computed when it is opened" {
	excel_form
	two_done
	sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null
	has "$(sheet out.xlsx 1)" '<c r="B3"><f>SUM(B6:B8)</f></c><c r="C3" t="str"><f>A2&amp;"x"</f></c>'
	has "$(unzip -p out.xlsx xl/workbook.xml)" '<calcPr fullCalcOnLoad="1" calcId="191029"/>'
	# A form without formulas is not told to compute.
	sed -i 's,<c r="B3">.*古い</v></c>,,' form/xl/worksheets/sheet1.xml
	rm form/xl/charts/chart1.xml
	pack form.xlsx
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	is "$stderr" ""
	is "$(unzip -p out.xlsx xl/workbook.xml | grep -c fullCalc)" 0
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
	報告,B12,,自由に
	別紙,B2,,
	END
	run3 0 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx 2> /dev/null; sow-conv --skip-to=^版 out.xlsx -o csv 2> /dev/null | head -1'
	is "$output" '版,第1版 & <控>,作成 令和8年11月24日'
	has "$(sheet out.xlsx 1)" '<c r="A5" t="inlineStr"><is><t>件名</t></is></c><c r="D5" t="inlineStr"><is><t xml:space="preserve">運用</t></is></c></row>'
	has "$(sheet out.xlsx 1)" '<row r="12"><c r="B12" t="inlineStr"><is><t xml:space="preserve">自由に</t></is></c></row></sheetData>'
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
	is "$(grep -c 'kept\|broken' <<< "$stderr")" 0
}
