# workbook-written: rows as .xlsx
load setup.bash
load workbook.bash

@test "a workbook has a frozen and bold header, dates and numbers by column, and text elsewhere" {
	sow-ticket init
	ticket new inc Outlook 起動しない requester=0012 due=2026-12-01 min=15
	run3 0 'sow-ticket list -a -c id,due,minutes,requester,title -O list.xlsx'
	is "$stdout$stderr" ""
	part list.xlsx xl/worksheets/sheet1.xml > sheet
	has "$(< sheet)" '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
	has "$(< sheet)" '<c r="A1" s="1" t="inlineStr"><is><t>ID</t></is></c>'
	has "$(< sheet)" '<c r="A2" s="2" t="inlineStr"><is><t>1</t></is></c><c r="B2" s="3"><v>46357</v></c><c r="C2" s="4"><v>15</v></c><c r="D2" s="2" t="inlineStr"><is><t>0012</t></is></c>'
	part list.xlsx xl/styles.xml > styles
	formats=$(grep -o '<cellXfs.*</cellXfs>' styles | grep -o '<xf [^>]*' | sed 's/.*numFmtId="\([0-9]*\)" fontId="\([0-9]*\)".*/\1 \2/')
	has "$(< styles)" '<numFmt numFmtId="164" formatCode="@"/><numFmt numFmtId="165" formatCode="yyyy/mm/dd"/>'
	is "$(sed -n '2,5p' <<< "$formats")" $'164 1\n164 2\n165 2\n0 2'
	fonts=$(grep -o '<font>.*</font>' styles | sed 's/<font>/\n&/g' | sed 1d)
	has "$(sed -n 2p <<< "$fonts")" '<b/>'
	case $(sed -n 3p <<< "$fonts") in *'<b/>'*) false ;; esac
}

@test "a workbook is printed on A4, one page wide, with its header and number on every page" {
	run3 0 'seq 100 | sed 1in | sow-conv -O long.xlsx; sow-list -o xlsx -O wide.xlsx'
	part long.xlsx xl/worksheets/sheet1.xml > sheet
	has "$(< sheet)" '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
	has "$(< sheet)" '<pageSetup paperSize="9" fitToHeight="0" orientation="portrait"/>'
	has "$(< sheet)" '<oddFooter>&amp;C&amp;P / &amp;N</oddFooter>'
	has "$(part long.xlsx xl/workbook.xml)" '<definedName name="_xlnm.Print_Titles" localSheetId="0">Sheet1!$1:$1</definedName>'
	has "$(part wide.xlsx xl/worksheets/sheet1.xml)" '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'
}

@test "columns are as wide as their cells, also in Japanese, and long ones wrap" {
	printf 'a,b,c\nx,%s,%s\n' 京都府立北山高等学校 "$(printf '長%.0s' {1..100})" > in
	run3 0 'sow-conv in -O out.xlsx'
	part out.xlsx xl/worksheets/sheet1.xml > sheet
	is "$(grep -o '<col [^>]*' sheet | sed 's/.* width="\([0-9]*\).*/\1/' | tr '\n' ' ')" "8 22 50 "
	is "$(grep -o '<row r="2" ht="[0-9.]*' sheet)" '<row r="2" ht="93.75'
	has "$(part out.xlsx xl/styles.xml)" 'wrapText="1"'
}

@test "text stays text, whatever Excel would make of it, and comes back as it was" {
	printf '%s\n' a,b 0012,1E5 =1+1,1-2 +81,-5 @SUM,１２３ 12345678901234567,_x0041_ _x41_,x_x000D_y TRUE,#N/A \
	    2026-11-23,R8.11.23 1.50,1e400 $'\x01\x02\x1f,\x7f\xc2\x85' $'\xef\xbf\xbe\xef\xbf\xbf,\xe2\x80\xa8x' $'\tx\t, 𠮷😀 ' '<&>,]]>' \
	    '"""q""","a,b"' ＝1,　全角 NaN,inf > in
	run3 0 'sow-conv in -O out.xlsx; sow-conv out.xlsx'
	is "$stderr" ""
	assert_stdout < in
	part out.xlsx xl/worksheets/sheet1.xml > sheet
	is "$(grep -c '<v>\|<f>' sheet)" 0
	is "$(grep -o '<c ' sheet | wc -l)" "$(grep -o '<c r="[A-Z0-9]*" s="[0-9]*" t="inlineStr">' sheet | wc -l)"
	# A cell of 32,767 characters is the longest.
	{ echo a; printf '長%.0s' {1..32767}; echo; } > in
	run3 0 'sow-conv in -O out.xlsx; sow-conv out.xlsx | cmp - in'
	{ printf 'a,b\nx,'; printf '長%.0s' {1..32768}; echo; } > in
	run3 1 'sow-conv in -O long.xlsx'
	assert_stderr <<-'END'
	sow-conv: row 2, column b: Excel would cut a cell of more than 32,767 characters
	sow-conv: nothing was written
	END
	[ ! -e long.xlsx ]
	# An emoji is two of these characters.
	{ echo a; printf '😀%.0s' {1..16384}; echo; } > in
	run3 1 'sow-conv in -O long.xlsx'
	[ ! -e long.xlsx ]
}

@test "more columns than a sheet has are refused with one message" {
	seq -s, 16385 > in
	for format in xlsx excel cp932; do
		run3 1 "sow-conv in -o $format -O out"
		is "$stdout$stderr" "sow-conv: 16385 columns, and a sheet holds only 16,384: nothing was written"
		run3 0 "seq -s, 16384 | sow-conv -o $format | wc -c"
	done
	is "$(ls)" in
}

@test "a date or number is one only where it comes back the same" {
	printf 'id,title,frequency,valid_from,valid_to\nX-1,a,随時,1900-03-01,9999-12-31\n' > sow.csv
	run3 0 'sow-list -c id,valid_from,valid_to -O out.xlsx; sow-conv out.xlsx | sed 1d'
	is "$output" "X-1,1900-03-01,9999-12-31"
	has "$(part out.xlsx xl/worksheets/sheet1.xml)" '<c r="B2" s="3"><v>61</v></c><c r="C2" s="3"><v>2958465</v></c>'
	# Excel has a 1900-02-29, so what is before it stays text.
	printf 'id,title,frequency,valid_from\nX-1,a,随時,1900-02-28\n' > sow.csv
	run3 0 'sow-list -c id,valid_from -o xlsx -O out.xlsx'
	has "$(part out.xlsx xl/worksheets/sheet1.xml)" '<c r="B2" s="2" t="inlineStr"><is><t>1900'
}

@test "the same input gives the same bytes" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	run3 0 'sow-ticket list -O a.xlsx; sleep 1.1; sow-ticket list -o xlsx > b.xlsx; TZ=Asia/Tokyo sow-ticket list -o xlsx -O c.xlsx; cmp a.xlsx b.xlsx && cmp b.xlsx c.xlsx'
	is "$stdout$stderr" ""
	run3 0 'sow-report count --by=status -p FY2026 --chart -O a.xlsx; sleep 1.1; sow-report count --by=status -p FY2026 --chart -o xlsx | cmp - a.xlsx'
}

@test "the name of a file chooses the format, and one that does not fit is refused" {
	printf 'a\n1\n' > in
	run3 0 'sow-conv in -O a.XLSX; sow-conv in -O b.csv; sow-conv in -O none; head -c 2 a.XLSX; head -n 1 b.csv none'
	is "$output" $'PK==> b.csv <==\na\n\n==> none <==\na'
	while IFS='|' read -r options name what right; do
		run3 2 "sow-conv in $options -O $name"
		is "$stdout" ""
		is "$stderr" "sow-conv: -O: $name: what is written is $what, which Excel opens by the name $right; nothing written"
		[ ! -e "$name" ]
	done <<-'END'
	-o csv|x.xlsx|CSV|x.csv
	-o excel|x.xlsx|CSV|x.csv
	|x.xls|CSV|x.csv
	|x.xlsm|CSV|x.csv
	|x.ods|CSV|x.csv
	-o xlsx|x.xls|a workbook|x.xlsx
	-o xlsx|x.xlsm|a workbook|x.xlsx
	-o xlsx|x.csv|a workbook|x.xlsx
	END
	run3 0 'sow-conv in -o xlsx -O data; head -c 2 data'
	is "$output" PK
}

@test "a workbook goes to a pipe and a device, and not to a terminal" {
	printf 'a\n1\n' > in
	run3 0 'sow-conv in -O file.xlsx; sow-conv in -o xlsx | cmp - file.xlsx; sow-conv in -o xlsx -O /dev/stdout | cmp - file.xlsx'
	is "$stdout$stderr" ""
	run3 1 'sow-conv in -o xlsx -O /dev/full'
	is "$stderr" "sow-conv: /dev/full: No space left on device"
	run3 1 'sow-conv in -o xlsx > /dev/full'
	is "$stderr" "sow-conv: stdout: No space left on device"
	script -qec true /dev/null || skip "no terminal to be had here"
	run script -qec 'sow-conv in -o xlsx' /dev/null
	is "$status ${output//$'\r'/}" "2 sow-conv: -o xlsx: a workbook is no text for a terminal: -O FILE.xlsx"
}

@test "--chart adds a chart, which only some tables have, and only in a workbook" {
	sow-ticket init
	ticket new inc Outlook 起動しない
	ticket new inc Word 落ちる
	run3 0 'sow-report count --by=status -p FY2026 --chart -O count.xlsx; sow-report coverage -p FY2026 --chart -O coverage.xlsx;
	    sow-report rates -p FY2026 --chart -O rates.xlsx'
	for name in count coverage rates; do
		has "$(part $name.xlsx xl/workbook.xml)" '<sheet name="Sheet1" sheetId="1" r:id="rId1"/><sheet name="グラフ" sheetId="2" r:id="rId2"/>'
		has "$(part $name.xlsx xl/charts/chart1.xml)" '<c:barChart>'
	done
	has "$(part count.xlsx xl/charts/chart1.xml)" '<c:tx><c:strRef><c:f>Sheet1!$C$1</c:f></c:strRef></c:tx><c:cat><c:numRef><c:f>Sheet1!$A$2</c:f>'
	# The bars of coverage are counts of its states, which stand beside them.
	run3 0 'sow-conv --sheet=グラフ coverage.xlsx | sed 1d | awk -F, "{ n += \$2 } END { print n }"; sow-report coverage -p FY2026 2> /dev/null | sed 1d | wc -l'
	is "$(sed -n 1p <<< "$output")" "$(sed -n 2p <<< "$output")"
	run3 2 'sow-report count --by=status -p FY2026 --chart -O x.csv'
	is "$stderr" "sow-report: --chart: only a workbook has charts (-O FILE.xlsx)"
	run3 2 'sow-report count --by=status -p FY2026 --chart -c status -O x.xlsx'
	is "$stderr" "sow-report: --chart: it is drawn from the column opened, which -c leaves out"
	run3 2 'sow-report summary -p FY2026 --chart -O x.xlsx'
	is "$stderr" "sow-report: summary does not take --chart, which goes with: coverage, rates, count"
	[ ! -e x.csv ] && [ ! -e x.xlsx ]
}

@test "where there are no rows to draw, there is no chart" {
	sow-ticket init
	run3 0 'sow-report count --by=status -p FY2026 --chart -O count.xlsx'
	is "$stderr" "sow-report: --chart: there are no rows to draw, and so there is no chart"
	run3 0 'sow-conv count.xlsx | cut -d, -f1'
	is "$output" $'状況\n合計'
	case $(unzip -l count.xlsx) in *chart*) false ;; esac
	run3 0 'sow-report coverage -w id=none -p FY2026 --chart -O coverage.xlsx 2>&1 | grep chart'
	is "$output" "sow-report: --chart: there are no rows to draw, and so there is no chart"
	case $(unzip -l coverage.xlsx) in *chart*) false ;; esac
}

@test "a library that is missing is named with its package, and only who meets a workbook needs it" {
	printf 'a\n1\n' > in
	sow-conv in -O book.xlsx
	mkdir lib
	: > lib/libzip.so.4
	: > lib/libxlsxwriter.so.4
	run3 1 'LD_LIBRARY_PATH=lib sow-conv book.xlsx'
	is "$stdout$stderr" "sow-conv: a workbook (.xlsx) needs libzip.so.4, which is not installed (sudo apt install libzip4)"
	run3 1 'LD_LIBRARY_PATH=lib sow-conv in -O x.xlsx'
	is "$stdout$stderr" "sow-conv: a workbook (.xlsx) needs libxlsxwriter.so.4, which is not installed (sudo apt install libxlsxwriter4)"
	[ ! -e x.xlsx ]
	run3 0 'LD_LIBRARY_PATH=lib sow-conv in'
	is "$output" $'a\n1'
	is "$(ls)" $'book.xlsx\nin\nlib'
}

# rows N: as many rows with Japanese text and numbers
rows() { awk -v n="$1" 'BEGIN { print "id,serial,note"; for (i = 1; i <= n; i++) printf "%d,%06d,備考 %d\n", i, i, i * 7919 % 100003 }'; }

@test "where a temporary file cannot hold the rows, the old workbook stays" {
	rows 400 > in
	echo old > out.xlsx
	run3 1 "trap '' XFSZ; ulimit -f 30; sow-conv in -O out.xlsx"
	is "$stdout$stderr" "sow-conv: temporary file: File too large"
	run3 1 "trap '' XFSZ; ulimit -f 30; sow-conv in -o xlsx"
	is "$stdout$stderr" "sow-conv: temporary file: File too large"
	is "$(< out.xlsx)" old
	# The rows fit, but not the sheet that is made of them: it has some 1,000 bytes more.
	sow-conv in -O good.xlsx
	size=$(part good.xlsx xl/worksheets/sheet1.xml | wc -c)
	run3 1 "trap '' XFSZ; ulimit -f $(((size - 1) / 1024)); sow-conv in -O out.xlsx"
	assert_stderr <<-'END'
	sow-conv: temporary file: it did not take all that was written (is its disk full?)
	sow-conv: nothing was written
	END
	is "$(< out.xlsx)" old
	run3 0 "trap '' XFSZ; ulimit -f $((size / 1024 + 1)); sow-conv in -O out.xlsx; cmp good.xlsx out.xlsx"
	is "$(ls)" $'good.xlsx\nin\nout.xlsx'
}

@test "where any one write fails, there is no workbook, and only our messages say why" {
	strace -o /dev/null true || skip "no process may be traced here"
	rows 150 > in
	sow-conv in -O good.xlsx
	strace -o trace -e trace=write "$(command -v sow-conv)" in -O same.xlsx
	cmp good.xlsx same.xlsx
	n=$(grep -c '^write' trace)
	[ "$n" -gt 20 ]
	cat > causes <<-'END'
	sow-conv: temporary file: No space left on device
	sow-conv: temporary file: it did not take all that was written (is its disk full?)
	sow-conv: out.xlsx: No space left on device
	sow-conv: stdout: No space left on device
	END
	case ${SOW_BIN-} in *asan*) step=3 ;; *) step=1 ;; esac # under strace the sanitizers are slow
	for i in $(seq 1 $step "$n"); do
		to=$([ $((i % 2)) = 1 ] && echo '-O out.xlsx' || echo '-o xlsx')
		run3 1 "strace -o /dev/null -e inject=write:error=ENOSPC:when=$i $(command -v sow-conv) in $to > out"
		is "$(grep -cxFf causes <<< "$stderr")" 1
		case $(grep -vxFf causes <<< "$stderr") in ''|'sow-conv: nothing was written') ;; *) false ;; esac
		[ ! -e out.xlsx ]
	done
	is "$(ls)" $'causes\ngood.xlsx\nin\nout\nsame.xlsx\ntrace'
}
