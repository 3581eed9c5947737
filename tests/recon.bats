# recon: two registers compared, and one of them corrected
load setup.bash

@test "one row a finding: what stands in one only, what differs, spelling, duplicates, no key" {
	printf 'serial,host,site\nA1,PC-1,北山\nA2,PC-2,北山\nA3,pc-3,南山\nA4,PC-4,西\nA4,PC-5,西\nなし,PC-6,東\n,PC-7,東\n' > left
	printf 'serial,host,site,os\nA1,PC-1,北山,11\na2,PC-9,北山,11\nA3,PC-3,南山,11\nA8,PC-8,東,11\nA4,PC-4,西,11\n' > right
	run3 0 'sow-recon -k serial left right'
	assert_stdout <<-'END'
	kind,key,by,column,left,right,left_line,right_line
	spelling,A2,serial,serial,A2,a2,3,3
	differs,A2,serial,host,PC-2,PC-9,3,3
	spelling,A3,serial,host,pc-3,PC-3,4,4
	duplicate,A4,serial,,,,5 6,6
	no-key,なし,serial,,,,7,
	no-key,,serial,,,,8,
	only-right,A8,serial,,,,,5
	END
	assert_stderr <<-'END'
	sow-recon: columns only in right: os
	sow-recon: left: 7 rows: 3 matched, 0 alone, 2 of a duplicate key, 2 without a key
	sow-recon: right: 5 rows: 3 matched, 1 alone, 1 of a duplicate key, 0 without a key
	END
	run3 0 'sow-recon -k serial left right -a -w kind=same -c key; sow-recon -k serial left right --ignore=host,site --add=site -w kind!=no-key -c kind,key,site'
	assert_stdout <<-'END'
	key
	A1
	kind,key,site
	spelling,A2,北山
	duplicate,A4,西
	only-right,A8,東
	END
	run3 1 'sow-recon -e -k serial left right -c kind'
	run3 0 'sow-recon -e -k serial left left -w kind=differs -c kind'
	is "$output" kind
}

@test "a second key is for what the first leaves, and columns may have other names on the right" {
	printf 'serial,host,user\nA1,PC-1,a\n,PC-2,b\nA3,PC-3,c\n' > left
	printf 'シリアル,computer,user\nA1,PC-1,a\nA2,PC-2,b\nA9,PC-3,c\n' > right
	run3 0 'sow-recon -k serial=シリアル -k host=computer left right -c kind,key,by,column,left,right'
	assert_stdout <<-'END'
	kind,key,by,column,left,right
	differs,PC-2,host=computer,serial,,A2
	differs,PC-3,host=computer,serial,A3,A9
	END
	printf 'site,no,x\nN,1,a\nN,2,b\nS,1,c\n' > l2
	printf 'site,no,y\nN,1,a\nN,2,z\nS,1,c\nS,3,d\n' > r2
	run3 0 'sow-recon -k site,no --pair x=y l2 r2 -c kind,key,column,left,right'
	assert_stdout <<-'END'
	kind,key,column,left,right
	differs,N・2,x,b,z
	only-right,S・3,,,
	END
	sow-recon -k site,no --pair x=y l2 r2 2> /dev/null | sed '1s/$/,正とする値/; 1!s/$/,right/' > decided
	run3 0 'sow-recon -k site,no --pair x=y --apply=decided l2 r2'
	is "$output" $'site,no,x\nN,1,a\nN,2,z\nS,1,c\nS,3,d'
}

@test "--count: licences that were bought against those that are used" {
	printf 'name,bought\nA3,3\nA5,"1,000"\nA7,0\n' > left
	printf 'name,user\nA3,a\nA3,b\nA3,c\nA3,d\nA5,e\nA9,f\n' > right
	run3 0 'sow-recon -k name --count=bought left right -c kind,key,column,left,right,difference'
	assert_stdout <<-'END'
	kind,key,column,left,right,difference
	differs,A3,bought,3,4,-1
	differs,A5,bought,"1,000",1,999
	only-right,A9,,,,
	END
	sed -i 's/^A7,0/A7,many/' left
	run3 1 'sow-recon -k name --count=bought left right -c kind,key,difference -w key=A7'
	is "$output" $'kind,key,difference\ndiffers,A7,'
	has "$stderr" "left:4: bought: not a number: 'many'"
}

@test "for people the kinds are Japanese, and のみ says in which file" {
	printf 'k,a\n1,x\n2,y\n' > 台帳.csv
	printf 'k,a\n1,z\n3,y\n' > skysea.csv
	run3 0 'sow-recon -k k 台帳.csv skysea.csv -o excel | tr -d "\r" | cut -d, -f1,2'
	is "$output" $'\ufeff"kind","key"\n"不一致","1"\n"のみ（台帳.csv）","2"\n"のみ（skysea.csv）","3"'
}

@test "--apply writes the register as 正とする値 says; twice changes nothing; what changed since is left" {
	printf 'k,a,b\n1,x,p\n2,y,q\n3,z,r\n4,w,s\n5,v,t\n6,u,u\n' > left
	printf 'k,b,a\n1,p,X2\n2,q,y\n3,R,z\n4,s,w\n7,n,m\n6,u,u\n' > right
	sow-recon -k k left right 2> /dev/null | awk -F, 'NR == 1 { print $0 ",正とする値" } /^only-left/ { print $0 ",削除" } /^only-right/ { print $0 ",right" } /,1,k,a/ { print $0 ",手入力" } /,3,k,b/ { print $0 ",right" }' > decided
	run3 0 'sow-recon -k k --apply=decided left right'
	assert_stdout <<-'END'
	k,a,b
	1,手入力,p
	2,y,q
	3,z,R
	4,w,s
	6,u,u
	7,m,n
	END
	is "$stderr" "sow-recon: 4 applied, 0 applied before, 0 left as they are, 0 in conflict"
	sow-recon -k k --apply=decided left right -O new 2> /dev/null
	run3 0 'sow-recon -k k --apply=decided new right | cmp - new'
	has "$stderr" "0 applied, 4 applied before"
	sed 's/^1,x/1,changed/' left > moved
	run3 1 'sow-recon -k k --apply=decided moved right'
	is "$(sed -n 2p <<< "$output")" "1,changed,p"
	has "$stderr" "decided:2: 1: the cell was changed since: it is left as it is"
}

@test "--apply: rows go only with 削除, and not more than a fifth of them without --max" {
	printf 'k\n1\n2\n3\n' > left
	printf 'k\n3\n' > right
	sow-recon -k k left right 2> /dev/null | sed '1s/$/,正とする値/; 2,$s/$/,right/' > decided
	run3 1 'sow-recon -k k --apply=decided left right'
	is "$output" ""
	has "$stderr" "decided:2: 正とする値: left or 削除, not 'right'"
	sed -i 's/right$/削除/' decided
	run3 1 'sow-recon -k k --apply=decided left right'
	is "$output" ""
	has "$stderr" "2 of 3 rows would go, more than 0: nothing is written (--max=2)"
	run3 0 'sow-recon -k k --apply=decided --max=2 left right'
	is "$output" $'k\n3'
	run3 1 'sow-recon -k k --apply=decided --max=2 left right > /dev/full'
	run3 1 'sow-recon -k k --apply=left left right'
	has "$stderr" "left: no column 'kind': not findings with the column 正とする値"
}

@test "findings that were filled in with Excel come back: CP932, Japanese kinds" {
	printf 'k,a\n1,x\n2,y\n3,n\n4,n\n5,n\n' > 台帳.csv
	printf 'k,a\n1,z\n3,n\n4,n\n5,n\n9,q\n' > skysea.csv
	sow-recon -k k 台帳.csv skysea.csv -o cp932 2> /dev/null | iconv -f CP932 -t UTF-8 | tr -d '\r' | sed '1s/$/,"正とする値"/; /不一致/s/$/,"右"/; /のみ（台帳/s/$/,"削除"/; /のみ（skysea/s/$/,"右"/' | iconv -f UTF-8 -t CP932 > decided.csv
	run3 0 'sow-recon -k k --apply=decided.csv 台帳.csv skysea.csv'
	is "$output" $'k,a\n1,z\n3,n\n4,n\n5,n\n9,q'
}

@test "のみ names a file exactly, and the path where both have one name" {
	mkdir new old
	printf 'k\n1\n2\n3\n4\n5\n' > 新台帳.csv
	printf 'k\n2\n3\n4\n5\n' > 台帳.csv
	sow-recon -k k 新台帳.csv 台帳.csv -o excel 2> /dev/null | sed '1s/\r$/,"正とする値"/; 2s/\r$/,"削除"/' > decided
	run3 0 'sow-recon -k k --apply=decided 新台帳.csv 台帳.csv'
	is "$output" $'k\n2\n3\n4\n5'
	cp 新台帳.csv new/x.csv
	cp 台帳.csv old/x.csv
	run3 0 'sow-recon -k k new/x.csv old/x.csv -o excel | sed -n 2p | cut -d, -f1'
	is "$output" '"のみ（new/x.csv）"'
}

@test "--ticket-by: a ticket for each school, with its findings in a file of its own" {
	sow-ticket init
	printf 'k,site,a\n1,北山,x\n2,南山,y\n3,北山,z\n' > left
	printf 'k,site,a\n1,北山,X\n2,南山,Y2\n3,北山,q\n4,../etc,m\n' > right
	run3 0 'sow-recon -k k --ticket-by=site --activity=S06-05 --prefix=差異 left right 2> /dev/null'
	assert_stdout <<-'END'
	keys,title,target,note,link
	S06-05,新規運用設計・移行（北山 差異 2件）,北山,北山 差異 2件,差異-北山.csv
	S06-05,新規運用設計・移行（南山 差異 1件）,南山,南山 差異 1件,差異-南山.csv
	S06-05,新規運用設計・移行（../etc 差異 1件）,../etc,../etc 差異 1件,差異-_.._etc.csv
	END
	is "$(stat -c %a 差異-北山.csv)" 600
	is "$(head -1 差異-北山.csv)" kind,key,by,column,left,right,left_line,right_line,正とする値
	is "$(cut -d, -f1-4 差異-北山.csv)" $'kind,key,by,column\nspelling,1,k,a\ndiffers,3,k,a'
	run3 1 'sow-recon -k k --ticket-by=site --activity=S06-05 --prefix=差異 left right'
	has "$stderr" "差異-北山.csv: File exists"
	rm 差異-*
	run3 0 'sow-recon -k k --ticket-by=site --activity=S06-05 --prefix=差異 left right 2> /dev/null | sow-ticket new -; sow-ticket list -c title,link | head -2'
	is "$output" $'1\n2\n3\ntitle,link\n新規運用設計・移行（../etc 差異 1件）,差異-_.._etc.csv'
	rm 差異-*
	run3 0 'sow-recon -k k --ticket-by=site --activity=S06-05 --prefix=差異 left right 2> /dev/null | sow-ticket new - --parent=1 > /dev/null; sow-ticket list -c id,parent -w id\>3'
	is "$output" $'id,parent\n6,1\n5,1\n4,1'
	run3 0 'sow-recon -k k --ticket-by=site --each-finding --activity=S06-05 --prefix=one left right 2> /dev/null | cut -d, -f2,5 | head -3'
	is "$output" $'title,link\n新規運用設計・移行（北山 1 a 差異 1件）,one-北山 1 a.csv\n新規運用設計・移行（南山 2 a 差異 1件）,one-南山 2 a.csv'
	rm 差異-* one-*
	printf 'k,site,a\n1,,x\n2,不明,y\n3,a/b,z\n4,a:b,z\n' > left
	sed '2,$s/.$/q/' left > right
	run3 0 'sow-recon -k k --ticket-by=site --activity=S06-05 left right 2> /dev/null | cut -d, -f2,5'
	assert_stdout <<-'END'
	title,link
	新規運用設計・移行（不明 差異 2件）,findings-不明.csv
	新規運用設計・移行（a/b 差異 1件）,findings-a_b.csv
	新規運用設計・移行（a:b 差異 1件）,findings-a_b-2.csv
	END
	rm findings-不明.csv findings-a_b.csv
	run3 1 'sow-recon -k k --ticket-by=site --activity=S06-05 left right'
	has "$stderr" "findings-a_b-2.csv: File exists"
	is "$(ls findings-*)" findings-a_b-2.csv
	rm findings-*
	run3 1 'sow-recon -k k --ticket-by=site --activity=S06-05 left right > /dev/full'
	is "$(ls)" $'left\nright\ntickets.csv'
	run3 2 'sow-recon -k k --ticket-by=site --activity=S13-01 left right'
	has "$stderr" "--activity: S13-01: its title"
}

@test "-O takes the place of nothing that is compared" {
	printf 'k,a\n1,x\n' > left
	printf 'k,a\n1,y\n' > right
	printf 'kind,key,by,column,left,right,left_line,right_line,正とする値\n' > decided
	cp -r . ../before
	for command in '-O left' '-O right' '--ticket-by=a --activity=S06-05 -O left' '--apply=decided -O right' '--apply=decided -O decided' \
	    '--apply=decided -m skysea-hw -O left'; do
		run3 2 "sow-recon -k k $command left right"
		has "$stderr" "is read to make what would replace it; nothing written"
		diff -r . ../before
	done
	run3 0 'sow-recon -k k --apply=decided -O left left right'
}

@test "a wrong column, no key, and a bad row are told" {
	printf 'k,a\n1,x\n2,"y\n3,z\n' > left
	printf 'k,a\n1,x\n' > right
	run3 2 'sow-recon left right'
	has "$stderr" "which column names a row? -k COLUMN"
	run3 2 'sow-recon -k kk left right'
	has "$stderr" "left has other columns:"
	has "$stderr" "no column 'kk'; there are:"
	run3 1 'sow-recon -k k left right -c kind,key'
	has "$stderr" "left:3:"
	run3 2 'sow-recon -k k left'
	has "$stderr" "usage: sow-recon"
	printf 'k,a\n' > none
	run3 0 'sow-recon -k k none right -c kind'
	has "$stderr" "none: no rows"
}

@test "random registers: the same findings as by other means; recon(A,A) is empty" {
	local seed
	for seed in 1 2 3 4 5 6 7 8; do
		for side in left right; do
			awk -v seed="$seed$side" 'BEGIN { for (i = 1; i <= length(seed); i++) s = s * 31 + index("0123456789leftright", substr(seed, i, 1)); srand(s % 99991)
				print "k,a,b"
				for (i = 0; i < 60; i++) {
					k = int(rand() * 50)
					key = k < 2 ? "" : k < 4 ? "none" : (rand() < 0.2 ? "K" : "k") k
					print key "," substr("xyzXYZ", 1 + int(rand() * 6), 1) "," int(rand() * 3)
				} }' > $side
		done
		sow-recon -k k left right > is 2> /dev/null
		{ echo kind,key,by,column,left,right,left_line,right_line; awk -f "$ROOT/tests/recon.awk" -v junk='none' left right; } > should
		diff should is
		awk -F, 'NR == 1 || $1 != "" && $1 != "none" && !seen[tolower($1)]++' left > unique
		run3 0 'sow-recon -k k unique unique'
		is "$(wc -l <<< "$output")" 1
	done
}

@test "on unique keys, all right, and removed what is only here: A becomes B" {
	local seed
	for seed in 1 2 3 4 5; do
		for side in left right; do
			awk -v s="$seed" -v o=$([ $side = left ] && echo 0 || echo 7) 'BEGIN { srand(s * 100 + o); print "k,a,b"
				for (i = 0; i < 80; i++) if (rand() < 0.8) print (o && rand() < 0.1 ? "K" : "k") i "," int(rand() * 4) "," substr("xyzXYZ", 1 + int(rand() * 6), 1) }' > $side
		done
		sow-recon -k k left right 2> /dev/null | sed '1s/$/,正とする値/; /^only-left/s/$/,削除/; /^differs/s/$/,right/; /^spelling/s/$/,right/; /^only-right/s/$/,right/' > decided
		sow-recon -k k --apply=decided --max=100 left right 2> /dev/null | sort > made
		sort right | diff - made
	done
}

@test "--apply -m: the file that the product imports has the keys and what changed; the rest is a list" {
	mkdir maps
	printf 'to,from,rule,when,else\n#dialect,CP932 CRLF quoted,,,\n管理番号,no,required,,\n設置場所,place,max 5,,\n型番,model,,,\n' > maps/imp.csv
	printf 'no,place,model,user\n1,北山,A,x\n2,南山,B,y\n3,西,C,z\n4,東,D,w\n5,東,D,w\n6,東,D,w\n' > left
	printf 'no,place,model,user\n1,北山高,A,x\n2,南山,B,Y2\n4,東,D,w\n5,東,D,w\n6,長い名前の学校,D,w\n7,新,E,v\n' > right
	sow-recon -k no left right 2> /dev/null | sed '1s/$/,正とする値/; /^differs/s/$/,right/; /^only-right/s/$/,right/; /^only-left/s/$/,削除/' > decided
	run3 1 'sow-recon -k no --apply=decided -m imp --prefix=11月 left right -O import.csv'
	has "$stderr" "設置場所"
	is "$(ls import.csv 2> /dev/null)" import.csv
	run3 0 'iconv -f CP932 -t UTF-8 import.csv | tr -d "\r"; cat 11月-手修正.csv'
	assert_stdout <<-'END'
	"管理番号","設置場所"
	"1","北山高"
	"2","南山"
	key,column,value
	2,user,Y2
	3,,削除
	7,,追加
	END
}
