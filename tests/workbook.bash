# workbook.bash - workbooks made by hand

# book FILE CELLS [TEXTS [STYLES [SETTINGS]]]: a workbook of one sheet with these rows, shared texts (si),
# styles (numFmts and cellXfs) and settings (workbookPr); what is empty stands for nothing
book() {
	local of=http://schemas.openxmlformats.org/officeDocument/2006/relationships dir
	dir=$(mktemp -d "$TEAM/book.XXXXXX")
	mkdir -p "$dir/_rels" "$dir/xl/_rels" "$dir/xl/worksheets"
	printf '<Relationships><Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' \
	    $of > "$dir/_rels/.rels"
	printf '<workbook>%s<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>' \
	    "${5-}" > "$dir/xl/workbook.xml"
	printf '<Relationships>%s%s%s</Relationships>' \
	    "<Relationship Id='r1' Type='$of/worksheet' Target='worksheets/sheet1.xml'/>" \
	    "<Relationship Id='r2' Type='$of/sharedStrings' Target='sharedStrings.xml'/>" \
	    "<Relationship Id='r3' Type='$of/styles' Target='styles.xml'/>" > "$dir/xl/_rels/workbook.xml.rels"
	printf '<worksheet><sheetData>%s</sheetData></worksheet>' "$2" > "$dir/xl/worksheets/sheet1.xml"
	printf '<sst>%s</sst>' "${3-}" > "$dir/xl/sharedStrings.xml"
	printf '<styleSheet>%s</styleSheet>' "${4-}" > "$dir/xl/styles.xml"
	zip_up "$dir" "$1"
}

# zip_up DIRECTORY FILE: the files below the directory are the members
zip_up() {
	rm -f "$2"
	(cd "$1" && zip -q -X -r - .) > "$2"
}

# part FILE MEMBER: what is in it
part() { unzip -p "$1" "$2"; }

# edit FILE MEMBER SED: changes a member, as somebody does in Excel
edit() {
	local dir
	dir=$(mktemp -d "$TEAM/edit.XXXXXX")
	unzip -q "$1" -d "$dir"
	sed -i "$3" "$dir/$2"
	zip_up "$dir" "$1"
}

# inline TEXT...: cells with these texts
inline() { printf '<c t="inlineStr"><is><t>%s</t></is></c>' "$@"; }

# numbers STYLE=NUMBER...: a row for each
numbers() {
	local each
	for each; do printf '<row><c s="%s"><v>%s</v></c></row>' "${each%%=*}" "${each#*=}"; done
}

H="<row>$(printf '<c t="inlineStr"><is><t>%s</t></is></c>' h)</row>"
