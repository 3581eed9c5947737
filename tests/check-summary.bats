# sow-check: n of N, 除外 lists, and a ticket for each school
load setup.bash

rules() { printf '%s\n' check,level,column,op,value,when,message "$@" > rules.csv; }
# devices: five computers at three schools
devices() {
	printf '%s\n' 'host,学校,v,seen' 'PC-1,北山,20.1,2026-11-20' 'PC-2,北山,19.9,2026-01-01' 'PC-3,南丹,,2026-11-20' \
	    'PC-4,南丹,19.8,' 'PC-5,,20.1,2026-11-24' > in.csv
	rules '版,大,v,>= version,20,host!=PC-5,古い' '接続,中,seen,within,30,,' '接続,中,seen,not empty,,,見ていない'
}

@test "fit, unfit, unknown and outside add up to the rows; rows of rules with one name are one check" {
	devices
	run3 0 'sow-check --summary rules.csv in.csv'
	assert_stdout <<-'END'
	date,check,fit,unfit,unknown,outside,all
	2026-11-24,版,1,2,1,1,5
	2026-11-24,接続,3,2,0,0,5
	END
	is "$stderr" 'sow-check: rules.csv:2: 版: 1 row is unknown: v is empty or not of that kind
sow-check: rules.csv:3: 接続: 1 row is unknown: seen is empty or not of that kind'
	run3 1 'sow-check -e --summary rules.csv in.csv -c check,unfit -w unfit=2'
	run3 0 'sow-check --summary rules.csv in.csv --header=ja --today=2026-12-01'
	is "$(sed 2q <<< "$output")" $'日付,チェック,適合,非適合,不明,対象外,全数\n2026-12-01,版,1,2,1,1,5'
}

@test "--by adds a row for each value, in the order in which they come" {
	devices
	run3 0 'sow-check --summary --by=学校 rules.csv in.csv -c check,fit,unfit,unknown,outside,all'
	assert_stdout <<-'END'
	check,fit,unfit,unknown,outside,all
	版,1,2,1,1,5
	版（北山）,1,1,0,0,2
	版（南丹）,0,1,1,0,2
	版（空欄）［対象なし］,0,0,0,1,1
	接続,3,2,0,0,5
	接続（北山）,1,1,0,0,2
	接続（南丹）,1,1,0,0,2
	接続（空欄）,1,0,0,0,1
	END
	run3 2 'sow-check --summary --by=学級 rules.csv in.csv'
	has "$stderr" 学級
}

@test "the files of servers are counted by server" {
	for n in 1 2; do printf 'host,v\na%d,%d\nb%d,\n' $n $n $n > WSUS0$n.csv; done
	rules 'c,l,v,>= number,2,,'
	run3 0 'sow-check --summary --source=server --by=server rules.csv WSUS0?.csv -c check,fit,unfit,unknown,all'
	assert_stdout <<-'END'
	check,fit,unfit,unknown,all
	c,1,1,2,4
	c（WSUS01）,0,1,1,2
	c（WSUS02）,1,0,1,2
	END
}

@test "the rows feed the table checks of sow-report" {
	devices
	printf 'date,check,fit,unfit,unknown,outside,all\n' > checks.csv
	run3 0 'sow-check --summary --header=none rules.csv in.csv >> checks.csv'
	sow-ticket init
	run3 0 'sow-report checks -p 2026-11'
	assert_stdout <<-'END'
	date,check,fit,unfit,unknown,outside,all
	2026-11-24,版,1,2,1,1,5
	2026-11-24,接続,3,2,0,0,5
	END
	run3 2 'sow-check --summary --header=no rules.csv in.csv'
	is "$stderr" "sow-check: --header: en, ja or none, not 'no'"
}

@test "nothing to look at is 対象なし, not a success" {
	devices
	printf 'host,学校,v,seen\n' > in.csv
	run3 0 'sow-check --summary rules.csv in.csv -c check,fit,all 2>/dev/null'
	assert_stdout <<-'END'
	check,fit,all
	版［対象なし］,0,0
	接続［対象なし］,0,0
	END
	: > in.csv
	run3 1 'sow-check --summary rules.csv in.csv'
}

@test "a row whose key is in the 除外 list is outside; an expired entry is a finding" {
	devices
	printf '%s\n' key,理由,有効終了,check 'pc-2,検証機,,' 'PC-4,更新予定,2026-11-23,' 'PC-3,倉庫,2026-11-24,接続' 'PC-9,廃棄,,' > 除外.csv
	run3 1 'sow-check -e --except=除外.csv rules.csv in.csv'
	assert_stdout <<-'END'
	check,level,file,line,key,column,value,message
	版,大,in.csv,5,PC-4,v,19.8,古い
	接続,中,in.csv,5,PC-4,seen,,見ていない
	除外の期限切れ,,除外.csv,3,PC-4,有効終了,2026-11-23,更新予定
	END
	has "$stderr" "sow-check: 除外.csv:5: no row has the key 'PC-9'"
	run3 0 'sow-check --summary --except=除外.csv rules.csv in.csv -c check,fit,unfit,unknown,outside,all'
	assert_stdout <<-'END'
	check,fit,unfit,unknown,outside,all
	版,1,1,1,2,5
	接続,2,1,0,2,5
	除外の期限切れ,3,1,0,0,4
	END
}

@test "a 除外 list with mistakes ends the program" {
	devices
	printf '%s\n' key,理由,有効終了 'PC-1,,' ',x,' 'PC-2,x,soon' > 除外.csv
	run3 1 'sow-check --except=除外.csv rules.csv in.csv'
	is "$output" ''
	is "$stderr" "sow-check: 除外.csv:2: 理由: empty: nothing is left out without a reason
sow-check: 除外.csv:3: key: empty
sow-check: 除外.csv:4: 有効終了: not a date: 'soon'"
	printf 'key,note\nPC-1,x\n' > 除外.csv
	run3 1 'sow-check --except=除外.csv rules.csv in.csv'
	is "$stderr" "sow-check: 除外.csv: no column '理由' (key,理由,有効終了,check)"
}

@test "--ticket-by makes a ticket a school, whose rows are in a file of its own" {
	devices
	run3 0 'sow-check --ticket-by=学校 --activity=S15-01 rules.csv in.csv 2>/dev/null'
	assert_stdout <<-'END'
	keys,title,note,link
	S15-01,恒久対応（北山 2件）,版 1件・接続 1件,findings-北山.csv
	S15-01,恒久対応（南丹 2件）,版 1件・接続 1件,findings-南丹.csv
	END
	is "$(cat findings-南丹.csv)" 'check,level,file,line,key,column,value,message
版,大,in.csv,5,PC-4,v,19.8,古い
接続,中,in.csv,5,PC-4,seen,,見ていない'
	is "$(stat -c %a findings-*)" $'600\n600'
	run3 1 'sow-check --ticket-by=学校 --activity=S15-01 rules.csv in.csv'
	is "$stderr" 'sow-check: findings-北山.csv is there already (and 1 more): nothing written'
	sow-ticket init
	run3 0 "sow-check --ticket-by=学校 '--activity=inc SKYSEA' --prefix=more rules.csv in.csv 2>/dev/null | sow-ticket new -"
	is "$output" $'1\n2'
	run3 0 'sow-ticket list -c keys,title,target,link -w id=1'
	assert_stdout <<-'END'
	keys,title,target,link
	S13-01,インシデント（SKYSEA：北山 2件）,,more-北山.csv
	END
}

@test "--ticket-by leaves no file behind that no ticket names" {
	devices
	run3 1 "sow-check --ticket-by=学校 --activity=S15-01 rules.csv in.csv > /dev/full"
	has "$stderr" 'sow-check: stdout: No space left on device'
	is "$(ls)" $'in.csv\nrules.csv'
	run3 0 'sow-check --ticket-by=学校 --activity=S15-01 rules.csv in.csv -O out.csv 2>/dev/null; cut -d, -f4 out.csv; ls'
	is "$output" $'link\nfindings-北山.csv\nfindings-南丹.csv\nfindings-北山.csv\nfindings-南丹.csv\nin.csv\nout.csv\nrules.csv'
	rm findings-* out.csv
	{ echo host,学校,v,seen; seq 501 | sed 's/.*/PC-&,x&,,/'; } > in.csv
	run3 1 'sow-check --ticket-by=学校 --activity=S15-01 rules.csv in.csv'
	has "$stderr" 'sow-check: --ticket-by: more than 500 values; is it the right column?'
	is "$(ls)" $'in.csv\nrules.csv'
	{ echo host,学校,v,seen; echo 'a,x,,'; seq -f 'PC-%.0f,y,,' 200; } > in.csv
	run3 1 "trap '' XFSZ; ulimit -f 1; sow-check --ticket-by=学校 --activity=S15-01 rules.csv in.csv | cat; exit \${PIPESTATUS[0]}"
	has "$stderr" 'sow-check: findings-y.csv: File too large'
	is "$(ls)" $'in.csv\nrules.csv'
	run3 2 "sow-check --ticket-by=学校 --activity='S15-01 a b' rules.csv in.csv"
	has "$stderr" 'more words than its title has places'
}

@test "--each-finding makes a ticket for each key and check" {
	devices
	run3 0 'sow-check --ticket-by=学校 --each-finding --activity=S15-01 rules.csv in.csv -c title,link -w link~版 2>/dev/null'
	assert_stdout <<-'END'
	title,link
	恒久対応（北山 PC-2 版 1件）,findings-北山 PC-2 版.csv
	恒久対応（南丹 PC-4 版 1件）,findings-南丹 PC-4 版.csv
	END
	is "$(ls findings-* | wc -l)" 4
}

@test "the name of a file and a title come out of the data, and do no harm there" {
	printf '%s\n' 'host,学校,v' 'a,../x,' 'b,.x,' 'c,（南：山）,' 'd,,' 'e,..:x,' > in.csv
	rules 'c,l,v,not empty,,,'
	run3 0 'sow-check --ticket-by=学校 --activity=S15-01 -n rules.csv in.csv -c link'
	is "$(ls)" $'in.csv\nrules.csv'
	run3 0 'sow-check --ticket-by=学校 --activity=S15-01 rules.csv in.csv -c title,link'
	assert_stdout <<-'END'
	title,link
	恒久対応（../x 1件）,findings-_.._x.csv
	恒久対応（.x 1件）,findings-_.x.csv
	恒久対応（（南：山） 1件）,findings-（南：山）.csv
	恒久対応（不明 1件）,findings-不明.csv
	恒久対応（..:x 1件）,findings-_.._x-2.csv
	END
}

@test "an activity that is none, that is several, that has one ticket a period, that needs more words" {
	devices
	run3 2 'sow-check --ticket-by=学校 rules.csv in.csv'
	is "$stderr" 'sow-check: --activity=ID: the work that the findings are (sow-list shows them)'
	run3 2 'sow-check --ticket-by=学校 --activity=zzz rules.csv in.csv'
	is "$stderr" "sow-check: no activity matches 'zzz' (sow-list shows them)"
	run3 2 'sow-check --ticket-by=学校 --activity=恒久 rules.csv in.csv'
	is "$stderr" "sow-check: --activity: '恒久' means 2 of them (sow-list 恒久 shows which): name one by its id"
	run3 2 'sow-check --ticket-by=学校 --activity=S09-01 rules.csv in.csv'
	is "$stderr" 'sow-check: --activity: S09-01 定例チェック（年月） has one ticket a period; findings are work on demand, such as S15-01'
	run3 2 'sow-check --ticket-by=学校 --activity=inc rules.csv in.csv'
	is "$stderr" "sow-check: --activity: インシデント（ソフト名：事象）: no value (the words for the title stand behind the activity: 'inc ApexOne')"
	run3 2 'sow-check --ticket-by=学級 --activity=S15-01 rules.csv in.csv'
	has "$stderr" 学級
	is "$(ls)" $'in.csv\nrules.csv'
}
