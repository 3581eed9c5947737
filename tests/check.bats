# sow-check: each op, what is told, and which rows it is about
load setup.bash

# rules ROW...: rules.csv
rules() { printf '%s\n' check,level,column,op,value,when,message "$@" > rules.csv; }
# cells COLUMN CELL...: a file with an id and that column
cells() {
	local n=0 cell
	printf 'id,%s\n' "$1" > in.csv
	shift
	for cell; do printf '%d,%s\n' $((n += 1)) "$cell" >> in.csv; done
}
# finds OP VALUE: the cells that break it, and on the second line the words about the unknown
finds() {
	rules "c,l,v,$1,$2,,m"
	run3 0 'sow-check rules.csv in.csv -c value'
	is "$(tail -n +2 <<< "$output" | paste -sd ' ')" "$3"
	is "$stderr" "$4"
}

@test "versions are compared field by field, as integers of any length" {
	cells v 20.98.00 20.615.00 20.615 20.615.00.1 v20.616 ２０．６１６．００ 99999999999999999999.1 21 020.614.9 20
	finds '>= version' 20.615.00 '20.98.00 020.614.9 20'
	cells v 20.615.00 N/A '' 1.2.x 1..2 .5
	finds '>= version' 20 '' 'sow-check: rules.csv:2: c: 5 rows are unknown: v is empty or not of that kind'
}

@test "numbers have signs, fractions and the commas of thousands" {
	cells v '"3,200"' 3199 3200.5 -1 ３２００ 03200
	finds '>= number' 3200 '3199 -1'
	cells v 3 1.2.3 x
	finds '>= number' 2 '' 'sow-check: rules.csv:2: c: 2 rows are unknown: v is empty or not of that kind'
}

@test "column NAME is another cell of the row" {
	printf '%s\n' 'id,have,used' 'a,"3,200","3,241"' 'b,300,287' 'c,3500,' > in.csv
	rules 'c,l,have,>= number,column used,,more used than bought'
	run3 0 'sow-check rules.csv in.csv'
	assert_stdout <<-'END'
	check,level,file,line,key,column,value,message
	c,l,in.csv,2,a,have,"3,200",more used than bought
	END
	is "$stderr" 'sow-check: rules.csv:2: c: 1 row is unknown: have is empty or not of that kind'
}

@test "within is N days from today, both ways, of dates as the products write them; the year 1 is never" {
	cells v 2026/10/25 '2026/10/24 23:59' '2026/11/20 午前 07:38:52' '2025/09/02 午後 07:38:52' 2026-11-23T22:00:00Z 0001/01/01 \
	    '0001/01/01 0:00:00' 2026-12-24 2026-12-25 R8.11.1
	finds within 30 '2026/10/24 23:59 2025/09/02 午後 07:38:52 0001/01/01 0001/01/01 0:00:00 2026-12-25'
	cells v 11/23/2026 '11/1/2026 1:25:31 PM' 2026-11-23 23/11/2026
	finds within '10 US' '11/1/2026 1:25:31 PM' 'sow-check: rules.csv:2: c: 1 row is unknown: v is empty or not of that kind'
	cells v '2026/11/23 14:59' '2026/11/23 15:00' '2026-11-22T20:00:00+00:00'
	finds within '0 UTC' '2026/11/23 14:59 2026-11-22T20:00:00+00:00'
}

@test "after is more than N days ahead, or what a file says is" {
	cells v 2027-02-22 2027-02-23 2026-11-24 0001/01/01
	finds after 90 '2027-02-22 2026-11-24' 'sow-check: rules.csv:2: c: 1 row is unknown: v is empty or not of that kind'
	printf 'os,build,ends\nW,1,2026-11-24\nW,2,2026-11-25\nX,1,2030-01-01\n' > ends.csv
	printf 'id,os,build\na,W,1.77\nb,W,2\nc,X,1\nd,X,2.5\n' > in.csv
	rules 'c,l,os+build,after,0 ends.csv:os+build:ends,,over'
	run3 0 'sow-check rules.csv in.csv'
	assert_stdout <<-'END'
	check,level,file,line,key,column,value,message
	c,l,in.csv,2,a,os+build,W+1.77,over
	END
	is "$stderr" 'sow-check: rules.csv:2: c: 1 row is unknown: os+build is empty or not of that kind'
}

@test "in is one of the words, whatever their width and case; lookup a cell of another file" {
	cells v 稼働 予備 ＯＫ ok 'no way' ''
	finds in '稼働|OK|no' '予備 no way' 'sow-check: rules.csv:2: c: 1 row is unknown: v is empty or not of that kind'
	printf 'name,部署\nx,総務\ny,経理\n' > units.csv
	cells v 総務 総務部 経理
	finds lookup units.csv:部署 総務部
	cells v A.Sato@x.jp ａ.sato@x.jp a.sato@y.jp
	printf 'upn\na.sato@X.jp\nA.SATO@x.jp\n' > users.csv
	finds lookup users.csv:upn a.sato@y.jp
	printf 'a,b\n1,2\n' > pairs.csv
	printf 'a,b\n1,2\n1,3\n' > in.csv
	rules 'c,l,a+b,lookup,pairs.csv:a+b,,'
	run3 0 'sow-check rules.csv in.csv -c value,message'
	assert_stdout <<-'END'
	value,message
	1+3,a+b lookup pairs.csv:a+b
	END
}

@test "matches is a regular expression, in which a dot is a character" {
	cells v U-0001 U-001 xU-0001 ''
	finds matches '^U-[0-9]{4}$' 'U-001 xU-0001' 'sow-check: rules.csv:2: c: 1 row is unknown: v is empty or not of that kind'
	cells v 京都 京
	finds matches '^..$' 京
}

@test "not in, not lookup and not matches are the opposite; an empty cell stays unknown" {
	local unknown='sow-check: rules.csv:2: c: 1 row is unknown: v is empty or not of that kind'
	printf 'upn\na.sato@x.jp\n' > users.csv
	cells v A.Sato@x.jp b@x.jp 'g#EXT#@x.jp' '' ok
	finds 'not lookup' users.csv:upn A.Sato@x.jp "$unknown"
	finds 'not matches' '#EXT#' 'g#EXT#@x.jp' "$unknown"
	finds 'not in' 'OK|b@x.jp' 'b@x.jp ok' "$unknown"
	run3 0 'sow-check --summary rules.csv in.csv -c fit,unfit,unknown,all'
	is "$output" $'fit,unfit,unknown,all\n2,2,1,5'
	rules 'c,l,v,not lookup,nosuch.csv:upn,,m'
	run3 1 'sow-check rules.csv in.csv'
	is "$output" ''
	is "$stderr" "sow-check: rules.csv:2: value: no file 'nosuch.csv' in the team's directory or among the shipped files"
	rules 'c,l,v,not unique,,,m'
	run3 1 'sow-check rules.csv in.csv'
	has "$stderr" "sow-check: rules.csv:2: op: no op 'not unique'"
}

@test "not empty is more than spaces, date a date that there is" {
	cells v x '' '　 ' 0
	finds 'not empty' '' '"" 　 '
	cells v 2026-11-31 2026/11/30 令和8年11月30日 '2026/11/20 午前 07:38:52' 11/30 soon ''
	finds date '' '2026-11-31 11/30 soon' 'sow-check: rules.csv:2: c: 1 row is unknown: v is empty or not of that kind'
	cells v 4/1/2026 13/1/2026
	finds date US 13/1/2026
}

@test "unique tells the row that was first, in whichever file, and takes spellings for one" {
	printf 'id,host,site\n1,PC-0001,a\n2,pc-0001,b\n3,PC-0002,a\n' > one.csv
	printf 'id,host,site\n4,ＰＣ－０００１,a\n5,,a\n' > two.csv
	rules '一意,l,host,unique,,,twice' 'both,l,host+site,unique,,,'
	run3 0 'sow-check rules.csv one.csv two.csv'
	assert_stdout <<-'END'
	check,level,file,line,key,column,value,message
	一意,l,one.csv,3,2,host,pc-0001,twice (one.csv:2)
	一意,l,two.csv,2,4,host,ＰＣ－０００１,twice (one.csv:2)
	both,l,two.csv,2,4,host+site,ＰＣ－０００１+a,host+site unique (one.csv:2)
	END
	is "$stderr" 'sow-check: rules.csv:2: 一意: 1 row is unknown: host is empty or not of that kind'
}

@test "every rule is held against every row, without a limit" {
	{ echo id,a,b; seq 1 3000 | sed 's/$/,,/'; } > in.csv
	rules 'c,l,a,not empty,,,' 'd,l,b,not empty,,,'
	run3 0 'sow-check rules.csv in.csv | wc -l'
	is "$output" 6001
	run3 0 'sow-check --summary rules.csv in.csv -c check,unfit,all'
	assert_stdout <<-'END'
	check,unfit,all
	c,3000,3000
	d,3000,3000
	END
}

@test "when says of which rows; one that never held is told" {
	printf 'id,state,v\n1,稼働,\n2,廃棄,\n' > in.csv
	rules 'c,l,v,not empty,,state=稼働,' 'd,l,v,not empty,,state=貸出,'
	run3 0 'sow-check rules.csv in.csv -c check,key'
	assert_stdout <<-'END'
	check,key
	c,1
	END
	is "$stderr" "sow-check: rules.csv:3: when: 'state=貸出' held for no row"
	run3 0 'sow-check --summary rules.csv in.csv -c check,unfit,outside,all 2>&1'
	has "$output" 'd［対象なし］,0,2,2'
	has "$output" 'sow-check: d［対象なし］: nothing to look at (対象なし)'
}

@test "columns are found by place, by token, by the first of several names" {
	printf 'id,名前 [displayName],x,x\n1,,,\n' > in.csv
	rules 'c,l,[displayName],not empty,,,' 'c,l,x[2],not empty,,,' 'c,l,#3,not empty,,,' 'c,l,y|x,not empty,,,'
	run3 0 'sow-check rules.csv in.csv -c column'
	assert_stdout <<-'END'
	column
	名前 [displayName]
	x
	x
	x
	END
}

@test "--set gives the limits, {NAME=VALUE} what they are otherwise; braces of an expression stay" {
	cells v 19 20 21 20260
	rules 'c,l,v,>= number,{least},,below {least}' 'd,l,v,matches,^[0-9]{2}$,,' 'e,l,v,>= number,{other=20},,below {other=20}'
	run3 0 'sow-check rules.csv in.csv --set least=21 -c check,value,message'
	assert_stdout <<-'END'
	check,value,message
	c,19,below 21
	e,19,below 20
	c,20,below 21
	d,20260,v matches ^[0-9]{2}$
	END
	run3 0 'sow-check rules.csv in.csv --set least=1 --set=other=21 -c check,value -w check=e'
	is "$(tail -n +2 <<< "$output" | paste -sd ' ')" 'e,19 e,20'
	run3 1 'sow-check rules.csv in.csv'
	is "$stderr" 'sow-check: rules.csv:2: value: {least} is not set (--set least=VALUE)'
	run3 2 'sow-check rules.csv in.csv --set least=1 --set leats=2'
	is "$stderr" 'sow-check: --set: rules.csv has no {leats}'
	for bad in least =1 'least=1 --set least=2'; do
		run3 2 "sow-check rules.csv in.csv --set $bad"
		has "$stderr" 'sow-check: --set: not NAME=VALUE, or the second value of one name: '
	done
}

@test "-k names the row, -e makes a breach an error, -c -w -o -O are as everywhere" {
	printf 'No.,host,v\n1,PC-1,\n2,PC-2,x\n' > in.csv
	rules 'c,大,v,not empty,,,'
	run3 1 'sow-check -e -k host rules.csv in.csv -c level,key'
	is "$output" $'level,key\n大,PC-1'
	run3 0 'sow-check rules.csv in.csv -w level=小 -o json'
	is "$output" ''
	run3 0 'sow-check rules.csv in.csv -O out.csv && cat out.csv'
	is "$output" $'check,level,file,line,key,column,value,message\nc,大,in.csv,2,1,v,,v not empty'
	printf 'No.,host,v\n1,PC-1,y\n' > in.csv
	run3 0 'sow-check -e rules.csv in.csv -c check'
	run3 2 'sow-check -k hots rules.csv in.csv'
	has "$stderr" 'no column'
	has "$stderr" host
}

@test "stdin, CP932, UTF-16, title lines and bad rows are as with sow-conv" {
	cells v x ''
	rules 'c,l,v,not empty,,,'
	run3 0 'sow-check rules.csv < in.csv -c file,line'
	is "$output" $'file,line\nstdin,3'
	printf 'id,状態\n1,\n' | iconv -f UTF-8 -t CP932 > in.csv
	rules 'c,l,状態,not empty,,,'
	run3 0 'sow-check rules.csv in.csv -c column,line'
	is "$output" $'column,line\n状態,2'
	printf 'id,状態\n1,\n' | iconv -f UTF-8 -t UTF-16 > in.csv
	run3 0 'sow-check rules.csv in.csv -c column,line'
	is "$output" $'column,line\n状態,2'
	printf 'report of today\n\nid,状態\n1,\n2,a,b\n3,\n' > in.csv
	run3 1 'sow-check rules.csv in.csv --skip-to=^id -c key,line'
	is "$output" $'key,line\n1,4\n3,6'
	has "$stderr" 'sow-check: in.csv:5: '
	run3 0 'printf "\"id\",\"状態\"\n\"1\",\"a\nb\"\n2,\n" | sow-check rules.csv - -c key,line'
	is "$output" $'key,line\n2,4'
}

@test "a file of another order is the same stream; a column that it lacks is an error before any row" {
	printf 'id,a,b\n1,x,\n' > one.csv
	printf 'b,a,id\ny,z,2\n,z,3\n' > two.csv
	rules 'c,l,b,not empty,,,'
	run3 0 'sow-check rules.csv one.csv two.csv -c file,line,key'
	is "$output" $'file,line,key\none.csv,2,1\ntwo.csv,3,3'
	rules 'c,l,c,not empty,,d=1,' 'c,l,a+e,unique,,,' 'c,l,a,>= number,column f,,'
	run3 1 'sow-check rules.csv one.csv'
	is "$output" ''
	is "$stderr" "sow-check: rules.csv:2: column: one.csv has no column 'c'
sow-check: rules.csv:2: when: one.csv has no column 'd'
sow-check: rules.csv:3: column: one.csv has no column 'e'
sow-check: rules.csv:4: value: one.csv has no column 'f'"
}

@test "a map renames and folds on the way: -m, or the one that is meant for the file" {
	mkdir maps
	printf 'to,from,rule\nhost,FullDomainName,host\nid,id,\n' > maps/own.csv
	printf 'id,FullDomainName\n1,pc-1.example.local\n2,PC-1\n' > in.csv
	rules 'c,l,host,unique,,,twice'
	run3 0 'sow-check -m own rules.csv in.csv -c value,message'
	is "$output" $'value,message\nPC-1,twice (in.csv:2)'
}

@test "the same bytes come out, whatever the language" {
	cells v ''
	rules 'c,l,v,not empty,,,'
	run3 0 'sow-check rules.csv in.csv > a; LC_ALL=ja_JP.UTF-8 sow-check rules.csv in.csv > b; cmp a b'
	run3 1 'LC_ALL=ja_JP.UTF-8 sow-check nothing.csv in.csv'
}

@test "what cannot be written is an error" {
	cells v ''
	rules 'c,l,v,not empty,,,'
	for mode in '' --summary; do
		run3 1 "sow-check $mode rules.csv in.csv > /dev/full"
		has "$stderr" 'No space left on device'
	done
	run3 1 'sow-check rules.csv nothing.csv'
	is "$stderr" 'sow-check: nothing.csv: No such file or directory'
}

@test "a list without rows, and without breaches" {
	cells v
	rules 'c,l,v,not empty,,,'
	run3 0 'sow-check rules.csv in.csv'
	is "$output" check,level,file,line,key,column,value,message
	is "$stderr" 'sow-check: in.csv: no rows: nothing was checked'
	run3 1 'sow-check -e rules.csv in.csv'
	cells v x
	run3 0 'sow-check -e rules.csv in.csv'
	is "$stderr" ''
	run3 2 'sow-check'
	has "$stderr" 'usage: sow-check RULES [FILE...]'
}

@test "a thousand versions by chance, as another program compares them" {
	awk 'BEGIN {
		srand(19)
		print "id,v"
		for (i = 0; i < 1000; i++)
			printf "%d,%d.%s%d.%d\n", i, 19 + rand() * 3, rand() < 0.2 ? "0" : "", rand() * 1000, rand() * 100
	}' > in.csv
	rules 'c,l,v,>= version,20.615.50,,'
	awk -F '[,.]' 'NR > 1 && ($2 < 20 || ($2 == 20 && ($3 + 0 < 615 || ($3 + 0 == 615 && $4 < 50)))) { print $1 }' in.csv > want
	run3 0 'sow-check rules.csv in.csv -c key | sed 1d | diff want -'
	[ "$(wc -l < want)" -gt 100 ]
}

@test "--from says how the files are encoded; -o excel is for Excel" {
	printf 'id,状態\n1,\n' | iconv -f UTF-8 -t CP932 > in.csv
	rules 'c,l,状態,not empty,,,' 'c,l,id,>= number,2,,=1'
	run3 0 'sow-check --from=CP932 rules.csv in.csv -o excel'
	assert_stdout <<-END
	$(printf '\xef\xbb\xbf')"チェック","程度","ファイル","行","キー","項目","値","説明"$(printf '\r')
	"c","l","in.csv","2","1","状態","","状態 not empty"$(printf '\r')
	"c","l","in.csv","2","1","id","1","'=1"$(printf '\r')
	END
}
