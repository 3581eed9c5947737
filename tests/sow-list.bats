# sow-list: the contract, queried
load setup.bash

@test "the contract holds 43 activities: 27 on demand, 1 weekly, 4 monthly, 2 half-yearly, 9 yearly" {
	run3 0 'sow-list -c frequency | tail -n +2 | sort | uniq -c | awk "{print \$1 \$2}" | sort'
	assert_stdout <<-'END'
	1週次
	27随時
	2半期
	4月次
	9年次
	END
	is "$stderr" ""
	run3 0 'sow-list -c major | tail -n +2 | uniq -c | awk "{print \$1 \$2}"'
	assert_stdout <<-'END'
	17IT支援
	12運用支援
	14サービスデスク
	END
}

@test "one record is one line, so line tools work" {
	run3 0 'sow-list | wc -l'
	is "$output" 44
	run3 0 'sow-list | cut -d, -f1 | sed -n 2p'
	is "$output" S01-01
}

@test "frequency is filtered by its Japanese and English word" {
	run3 0 'sow-list -w frequency=月次 -c id'
	assert_stdout <<-'END'
	id
	S03-02
	S09-01
	S09-02
	S09-03
	END
	local ja=$output
	run3 0 'sow-list -w frequency=monthly -c ID'
	is "$output" "$ja"
	run3 0 'sow-list -w 実施頻度＝monthly -c id'
	is "$output" "$ja"
}

@test "a pattern finds by words, whatever the width, case or spelling" {
	run3 0 'sow-list ＳＫＹＳＥＡ バージョンアップ -c id'
	is "$output" $'id\nS09-06'
	run3 0 'sow-list skysea バージョンアップ -c id'
	is "$output" $'id\nS09-06'
	run3 0 'sow-list ソフトウェアライセンス -c id'
	is "$output" $'id\nS09-07'
}

@test "an alias and an id as an IME leaves it name one activity" {
	run3 0 'sow-list inc -c id'
	is "$output" $'id\nS13-01'
	run3 0 'sow-list Ｓ１３－０１ -c id'
	is "$output" $'id\nS13-01'
	run3 0 'sow-list S13ー01 -c id'
	is "$output" $'id\nS13-01'
}

@test "middle of merged cells is filled down" {
	run3 0 'sow-list -w id=S08-01 -c middle,minor'
	is "$output" $'middle,minor\nシステム資産管理,システム資産管理'
	run3 0 'sow-list -w no=3 -c middle,minor | sort -u'
	is "$output" $'middle,minor\nシステム企画,業務報告'
}

@test "the SOW's words are transcribed to the letter" {
	run3 0 'sow-list -w id=S04-01 -c task'
	is "$output" $'task\n新規HW/SW/システムの要望事項を取り纏め、実現候補となるソリューションを選定するの助言を行う。'
	run3 0 'sow-list -w id=S11-06 -c task'
	is "$output" $'task\n操作ログ（SKYSEA：PC操作、 Web閲覧）を取得し確認'
}

revise() { # S09-01 weekly-er from 2027, S01-01 ends, a new one
	sow-list -a > all.csv
	{
		sed -n 1p all.csv
		grep -v -e '^S01-01' -e '^S09-01' all.csv | tail -n +2
		grep '^S01-01' all.csv | sed 's/kadai,,/kadai,,2027-03-31/'
		grep '^S09-01' all.csv | sed 's/第5営業日,,,,,,,/第5営業日,,,,,,2027-03-31,/'
		grep '^S09-01' all.csv | sed 's/第5営業日,,,,,,,/第3営業日,,,,,2027-04-01,,/'
		echo 'S17-01,17,IT支援,新,新,追加の件（事象）,x,随時,,,,,,,2027-04-01,,'
	} > sow.csv
}

@test "--as-of and --diff show the revisions" {
	revise
	run3 0 'sow-list --as-of=2027-04-01 -w id=S09-01 -c schedule'
	is "$output" $'schedule\n第3営業日'
	run3 0 'sow-list --as-of=2027-03-31 -w id=S09-01 -c schedule'
	is "$output" $'schedule\n第5営業日'
	run3 0 'sow-list --diff=2027-03-31..2027-04-01 -w column=schedule -c change,id,before,after'
	is "$output" $'change,id,before,after\n変更,S09-01,第5営業日,第3営業日'
	run3 0 'sow-list --diff=2027-03-31..2027-04-01 -c change,id | sort -u | head -4'
	assert_stdout <<-'END'
	change,id
	削除,S01-01
	変更,S09-01
	追加,S17-01
	END
}

@test "--check names each bad row of each team file" {
	run3 0 'sow-list --check -c state'
	assert_stdout <<-'END'
	state
	good
	good
	good
	good
	good
	good
	good
	good
	good
	END
	sow-list -O sow.csv
	sed -i '3s/年次/毎年/; 4s/随時/随時x/; 5s/金曜/花金/' sow.csv
	echo 'S09-01,9,運用支援,,,定例（年月）,x,月次,,,,,,,,' >> sow.csv
	echo '2026-13-01,閉,x' | sed '1i date,state,name' > closed.csv
	run3 1 'sow-list --check'
	has "$stderr" "./sow.csv:3: frequency"
	has "$stderr" "./sow.csv:5: schedule, character 1: not understood: '花金'"
	has "$stderr" "./sow.csv:45: S09-01 has two revisions for the same day"
	has "$stderr" "./closed.csv:2: not a date: 2026-13-01"
}

@test "a broken catalogue stops every program, with its line" {
	sow-list -O sow.csv
	sed -i '10s/$/,extra/' sow.csv
	for p in 'sow-list' 'sow-due' 'sow-report summary -p week -t /dev/null'; do
		run3 1 "$p"
		is "$output" ""
		has "$stderr" "./sow.csv:10: 18 cells where the header has 17"
	done
}

@test "an empty team file is an error, never the shipped one" {
	: > sow.csv
	run3 1 'sow-list'
	has "$stderr" "./sow.csv: empty"
	is "$output" ""
}

@test "a catalogue saved by Excel reads as the original" {
	sow-list -c id,title,task,frequency,schedule > want
	sow-list -o excel -O bom.csv
	sow-list -o cp932 -O cp932.csv
	sow-list -o tsv | sed 's/$/\r/' | iconv -f UTF-8 -t UTF-16 > utf16.csv
	sow-list | sed 's/,*$//' > dropped.csv
	for f in bom cp932 utf16 dropped; do
		cp "$f.csv" sow.csv
		run3 0 'sow-list -c id,title,task,frequency,schedule'
		assert_stdout < want
		is "$stderr" ""
		rm sow.csv
	done
}

@test "a filter passes a column it does not know through" {
	sow-list | sed '1s/$/,team/; 2,$s/$/,z/' > new.csv
	mv new.csv sow.csv
	run3 0 'sow-list -w id=S13-01 -c id,team'
	is "$output" $'id,team\nS13-01,z'
}

@test "an unknown column, option or format is a usage error that helps" {
	run3 2 'sow-list -c idd'
	has "$stderr" "no column 'idd' (id?); there are:"
	has "$stderr" "id,no,major"
	run3 2 'sow-list -w nope=1'
	run3 2 'sow-list -o xls'
	run3 2 'sow-list -Q'
	has "$stderr" "usage: sow-list"
	is "$output" ""
}

@test "--help and --version answer on stdout" {
	for p in sow-list sow-due sow-ticket sow-report; do
		run3 0 "$p --help"
		has "$output" "usage: $p"
		run3 0 "$p --version"
		has "$output" "$p 0"
	done
}

@test "--candidates: what is asked for again and again, and what is tagged" {
	sow-ticket init
	for what in プリンタ設定 ﾌﾟﾘﾝﾀ設定 一度だけ プリンタ設定; do sow-ticket new S12-01 "$what" min=10 > /dev/null; done
	sow-ticket new qa 印刷の方法 tags+=sow候補 > /dev/null
	run3 0 'sow-list --candidates -c content,times,minutes,ticket,reason'
	assert_stdout <<-'END'
	content,times,minutes,ticket,reason
	プリンタ設定,3,30,1,その他要求事項に繰り返しある
	印刷の方法,1,0,5,sow候補
	END
	run3 0 'sow-list --candidates --min=1 -c content; sow-ticket list -a -c id,keys,title,opened,status,tags | sow-list --candidates -t - -c content'
	assert_stdout <<-'END'
	content
	プリンタ設定
	一度だけ
	印刷の方法
	content
	プリンタ設定
	印刷の方法
	END
	run3 1 'sow-list --candidates -e'
	run3 1 'sow-list --candidates -t nosuch.csv'
}

@test "--check names a bad staff list and a bad map, too" {
	printf 'login,name\nyamada,\n' > staff.csv
	mkdir maps
	printf 'to,from\n"a,b\n' > maps/x.csv
	run3 1 'sow-list --check'
	has "$stderr" "staff.csv:2: yamada has no name"
	has "$stderr" "maps/x.csv:2:"
	has "$output" "staff.csv,bad"
	has "$output" "maps,bad"
	has "$output" "layouts,good"
}

@test "-O writes to a pipe or device, and to the file behind a link; it replaces neither" {
	mkfifo pipe
	cat pipe > read &
	run3 0 'sow-list -c id -O pipe'
	wait
	[ -p pipe ]
	is "$(wc -l < read)" 44
	: > target
	ln -s target link
	run3 0 'sow-list -c id -O link; sow-list -c id -o excel -O /dev/null'
	[ -L link ]
	is "$(wc -l < target)" 44
	[ -c /dev/null ]
}

@test "U+3000 is a space between words; an option that a mode would not heed is refused" {
	run3 0 'sow-list バージョンアップ　SKYSEA　 -c id'
	is "$output" $'id\nS09-06'
	for words in '--diff=2026-04-01..2027-04-01 -a' '--check --as-of=today' '--candidates -a' '--diff=2026-04-01..2027-04-01 --as-of=today'; do
		run3 2 "sow-list $words"
		is "$output" ""
		has "$stderr" ", which goes with: "
	done
}

@test "ids that differ in their case alone are refused" {
	printf '%s\n' id,title,frequency 'a-1,作業（事象）,随時' 'A-1,作業（事象）,随時' > sow.csv
	run3 1 sow-list
	is "$output" ""
	has "$stderr" "sow.csv:3: A-1 differs from a-1 only in case (line 2)"
}

@test "a place that stands twice in a template is refused" {
	printf '%s\n' id,title,frequency 'X-1,更新（ソフト名：ソフト名）,随時' > sow.csv
	run3 1 sow-list
	is "$output" ""
	has "$stderr" "sow.csv:2: title: an unknown or repeated placeholder in 更新"
}

@test "sow-list on a terminal chooses the columns that fit" {
	script -qec true /dev/null || skip "no terminal to be had here"
	run3 0 "script -qec 'env COLUMNS=60 sow-list ライセンス' /dev/null | tr -d '\r'"
	assert_stdout <<-'END'
	id      title                                   frequency
	S06-05  新規運用設計・移行（事象）              随時
	S08-03  ライセンスの棚卸（年月）                年次
	S09-07  ソフトウエアライセンス更新（ソフト名）  年次
	sow-list: columns without room: 10 (-c COLS chooses, -o csv prints all)
	END
	run3 0 "script -qec 'env COLUMNS=30 sow-list S09-07' /dev/null | tr -d '\r' | sed -n 2p"
	is "$output" "S09-07  ソフトウエアライセン…"
}

@test "a cut cell is no wider than its column, also where … is" {
	script -qec true /dev/null || skip "no terminal to be had here"
	printf '%s\n' id,title,frequency "X-1,$(printf 'あ%.0s' $(seq 60)),随時" > sow.csv
	for ambiguous in 1 2; do
		run3 0 "script -qec 'env COLUMNS=40 SOW_AMBIGUOUS=$ambiguous sow-list -c id,title,frequency' /dev/null | tr -d '\r' | tail -1"
		has "$output" …
		[ "$(LC_ALL=C.UTF-8 sed 's/[^ -~]/xx/g' <<< "$output" | LC_ALL=C.UTF-8 awk '{ print length }')" -le 41 ]
	done
}

@test "--check reads layouts and maps for what they mean" {
	mkdir layouts maps
	printf '[closde],id\n' > layouts/a.csv
	printf 'x,{y}\n' > layouts/b.csv
	printf '題\n[closed],id,idd=番号\n' > layouts/c.csv
	printf '[closed+1],id=番号\n' > layouts/good.csv
	printf 'to,from,rule,when\nref,番号\nref,No\nstatus,x,const 終了,x=済\n件名,題\ntitle,\n' > maps/m.csv
	printf 'to,from\nref,番号\nfoo,bar\n' > maps/n.csv
	printf 'to,from,rule,when\nstatus,x,const 終了,x=済\n件名,題\ntitle,見出し\n' > maps/o.csv
	run3 1 'sow-list --check -w state=bad'
	is "$output" $'name,state\nlayouts,bad\nmaps,bad'
	has "$stderr" "sow-report: ./layouts/a.csv:1: cell 1: no table [closde] (closed?); there are:"
	has "$stderr" "    summary opened closed "
	has "$stderr" "sow-report: ./layouts/b.csv:1: cell 2: unknown name {y} (期間 "
	has "$stderr" "sow-report: ./layouts/c.csv:2: cell 3: [closed] has no column 'idd' (id?); there are:"
	has "$stderr" "    id number "
	has "$stderr" "sow-list: ./maps/m.csv:3: ref stands twice: line 2 makes it of every row (when says of which)"
	has "$stderr" "./maps/m.csv:6: from: empty, and the rule is not const"
	is "$(grep -c : <<< "$stderr")" 5
	rm maps/m.csv
	run3 1 'sow-list --check -w name=maps -c state'
	has "$stderr" "./maps/n.csv:3: to: a ledger has no 'foo'"
	has "$stderr" "./maps/o.csv:2: rule: open doing hold done canceled, not '終了'"
	has "$stderr" "./maps/o.csv:4: title stands twice"
	rm -r maps layouts/[abc].csv
	run3 0 'sow-report --check'
	is "$output$stderr" ""
}
