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
