# sow-check: what is wrong with a file of rules, and where
load setup.bash

rules() { printf '%s\n' check,level,column,op,value,when,message "$@" > rules.csv; }
# refuses STDERR: nothing is judged, and why
refuses() {
	run3 1 'sow-check rules.csv in.csv'
	is "$output" ''
	is "$stderr" "$1"
}

@test "each mistake is told with its file, line and column, and all of them at once" {
	printf 'id,v\n1,\n' > in.csv
	rules ',l,v,not empty,,,' 'c,l,,not empty,,,' 'c,l,v,,,,' 'c,l,v,not empty,x,,' 'c,l,v,unique,x,,' 'c,l,v,date,x,,' \
	    'c,l,v,within,,,' 'c,l,v,within,-1,,' 'c,l,v,within,99999,,' 'c,l,v,within,3 JP,,' 'c,l,v,within,3 a:b:c,,' \
	    'c,l,v,after,3 a:b,,' 'c,l,v,in,,,' 'c,l,v,matches,,,' 'c,l,v,matches,(,,' 'c,l,v,>= version,x,,' \
	    'c,l,v,>= number,1.2.3,,' 'c,l,v,not empty,,=x,' 'c,l,v,not empty,,v~(,'
	refuses "sow-check: rules.csv:2: check: empty
sow-check: rules.csv:3: column: empty
sow-check: rules.csv:4: op: empty
sow-check: rules.csv:5: value: not empty: takes nothing: 'x'
sow-check: rules.csv:6: value: unique: takes nothing: 'x'
sow-check: rules.csv:7: value: date: takes nothing, or US: 'x'
sow-check: rules.csv:8: value: within: not a number of days such as 30 (30 US, 30 UTC): ''
sow-check: rules.csv:9: value: within: not a number of days such as 30 (30 US, 30 UTC): '-1'
sow-check: rules.csv:10: value: within: not a number of days such as 30 (30 US, 30 UTC): '99999'
sow-check: rules.csv:11: value: within: not a number of days such as 30 (30 US, 30 UTC): '3 JP'
sow-check: rules.csv:12: value: within: not a number of days such as 30 (30 US, 30 UTC): '3 a:b:c'
sow-check: rules.csv:13: value: after: not FILE:KEY:VALUE, a file and two of its columns: '3 a:b'
sow-check: rules.csv:14: value: in: empty: words with | between: ''
sow-check: rules.csv:15: value: matches: not a regular expression: ''
sow-check: rules.csv:16: value: matches: not a regular expression: '('
sow-check: rules.csv:17: value: >= version: not a version such as 20.615.00, and no @COLUMN: 'x'
sow-check: rules.csv:18: value: >= number: not a number such as 3200, and no @COLUMN: '1.2.3'
sow-check: rules.csv:19: when: not COLUMN=VALUE (= != < <= > >= ~ !~): '=x'
sow-check: rules.csv:20: when: not COLUMN=VALUE (= != < <= > >= ~ !~): 'v~('"
}

@test "an op that there is not, and the nearest one" {
	printf 'id,v\n1,\n' > in.csv
	rules 'c,l,v,uniqe,,,' 'c,l,v,>=,20,,'
	run3 1 'sow-check rules.csv in.csv'
	has "$stderr" "sow-check: rules.csv:2: op: no op 'uniqe' (unique?)"
	has "$stderr" "sow-check: rules.csv:3: op: no op '>='"
}

@test "a file that is looked up in: not there, outside the team's directory, without the column, with bad rows" {
	printf 'id,v\n1,x\n' > in.csv
	rules 'c,l,v,lookup,units.csv:name,,' 'c,l,v,lookup,units.csv,,' 'c,l,v,lookup,/etc/passwd:x,,' 'c,l,v,lookup,../x:y,,' \
	    'c,l,v,lookup,units.csv:,,' 'c,l,v,after,0 ends.csv:a:b,,'
	refuses "sow-check: rules.csv:2: value: no file 'units.csv' in the team's directory or among the shipped files
sow-check: rules.csv:3: value: lookup: not FILE:COL, a file and one of its columns: 'units.csv'
sow-check: rules.csv:4: value: lookup: not FILE:COL, a file and one of its columns: '/etc/passwd:x'
sow-check: rules.csv:5: value: lookup: not FILE:COL, a file and one of its columns: '../x:y'
sow-check: rules.csv:6: value: lookup: not FILE:COL, a file and one of its columns: 'units.csv:'
sow-check: rules.csv:7: value: no file 'ends.csv' in the team's directory or among the shipped files"
	printf 'code\n1\n' > units.csv
	rules 'c,l,v,lookup,units.csv:name,,'
	refuses "sow-check: ./units.csv: no column 'name'"
	printf 'name,b\nx,y,z\n' > units.csv
	run3 1 'sow-check rules.csv in.csv'
	is "$output" ''
	has "$stderr" 'sow-check: ./units.csv:2: '
}

@test "a file that is none: without its columns, without rows, with ragged rows, not there" {
	printf 'id,v\n1,x\n' > in.csv
	printf 'check,column,op\nc,v,not empty\n' > rules.csv
	refuses "sow-check: rules.csv: no column 'value' (check,level,column,op,value,when,message)"
	rules
	refuses 'sow-check: rules.csv: no checks in it'
	rules 'c,l,v,not empty,,,m,x'
	run3 1 'sow-check rules.csv in.csv'
	has "$stderr" 'sow-check: rules.csv:2: '
	rm rules.csv
	run3 1 'sow-check rules.csv in.csv'
	run3 2 'sow-check nothing in.csv'
	is "$stderr" "sow-check: no checks 'nothing' (checks/nothing.csv, in the team's directory or shipped; or a path)"
}

@test "level, when and message may be missing; what Excel leaves out behind the last cell is empty" {
	printf 'id,v\n1,\n' > in.csv
	printf 'check,column,op,value\nc,v,not empty\n' > rules.csv
	run3 0 'sow-check rules.csv in.csv'
	assert_stdout <<-'END'
	check,level,file,line,key,column,value,message
	c,,in.csv,2,1,v,,v not empty
	END
	printf '\xef\xbb\xbfcheck,level,column,op,value,when,message\r\nc,l,v,not empty\r\n' > rules.csv
	run3 0 'sow-check rules.csv in.csv -c check,level'
	is "$output" $'check,level\nc,l'
}

@test "a team's checks of a name stand before those that are shipped" {
	mkdir checks
	printf 'id,v\n1,\n' > in.csv
	printf 'check,column,op,value\nown,v,not empty,\n' > checks/usb.csv
	run3 0 'sow-check usb in.csv -c check'
	is "$output" $'check\nown'
	mkdir other
	run3 1 'sow-check -C other usb in.csv'
	has "$stderr" 'share/checks/usb.csv:2: column: in.csv has no column'
}

@test "sow-list --check reads every file of rules, without their limits" {
	run3 0 'sow-list --check -w name=checks'
	is "$output" $'name,state\nchecks,good'
	mkdir checks
	printf 'check,column,op,value\nc,v,within,many\nd,v,>= version,{limit}\ne,v,lookup,nothing.csv:x\n' > checks/own.csv
	run3 1 'sow-list --check -w name=checks'
	is "$output" $'name,state\nchecks,bad'
	is "$stderr" "sow-list: ./checks/own.csv:2: value: within: not a number of days such as 30 (30 US, 30 UTC): 'many'
sow-list: ./checks/own.csv:4: value: no file 'nothing.csv' in the team's directory or among the shipped files"
}
