# workform.bash - a form that is built by hand, for the tests of forms

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

# edited SED: the form, with its first sheet changed
edited() {
	rm -rf form
	excel_form
	sed -i "$1" form/xl/worksheets/sheet1.xml
	pack form.xlsx
}

# listed ROW...: the list beside it
listed() { printf '%s\n' sheet,cell,expect,value "$@" > form.xlsx.csv; }

# filled STATUS: fills it; a form that is refused leaves no workbook
filled() {
	rm -f out.xlsx
	run3 "$1" 'sow-report -f ./form.xlsx -p 2026-W48 -O out.xlsx'
	[ "$1" -eq 0 ] || [ ! -e out.xlsx ]
}
