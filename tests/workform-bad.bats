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
