# output: -O writes one file, whole or not at all, and never a ledger
load setup.bash

make() {
	sow-ticket init
	sow-ticket new pw note='=1+1' > /dev/null 2>&1
	cp tickets.csv was.csv
}

# Nothing is written over it.
kept() {
	run3 2 "$1"
	is "$output" ""
	has "$stderr" "is a ledger; nothing written"
	cmp was.csv tickets.csv
}

@test "-O never replaces a ledger, by whatever name and program" {
	make
	ln -s tickets.csv link
	ln tickets.csv hard
	cp tickets.csv elsewhere.csv
	for name in tickets.csv ./tickets.csv link hard elsewhere.csv "$TEAM/tickets.csv"; do
		for command in 'sow-ticket log 1' 'sow-ticket list' 'sow-ticket show 1' 'sow-list' 'sow-due' \
		    'sow-report opened -p 2026-11' 'sow-report -f weekly -p week' 'sow-ticket list -o excel'; do
			kept "$command -O $name"
		done
	done
	cmp was.csv elsewhere.csv
	head -1 tickets.csv > empty.csv
	cp "$ROOT/tests/ledger-0.1.csv" old.csv
	kept 'sow-list -O empty.csv'
	kept 'sow-list -O old.csv'
	# One that is damaged is known by -t, or as the team's.
	echo damaged > other.csv
	kept 'sow-report opened -p 2026-11 -t tickets.csv -O tickets.csv'
	run3 1 'sow-due -t other.csv -O other.csv'
	is "$(cat other.csv)" damaged
	mkdir sub
	echo damaged > sub/tickets.csv
	run3 2 'sow-list -C sub -O sub/tickets.csv'
	is "$(cat sub/tickets.csv)" damaged
	is "$(ls -A | grep -c '\.......$')" 0
}

@test "-O keeps the mode and the access list of what it replaces" {
	printf 'x' > out.csv
	chmod 604 out.csv
	run3 0 'sow-list -c id -O out.csv'
	is "$(stat -c %a out.csv)" 604
	rm out.csv
	run3 0 'umask 027; sow-list -c id -O out.csv'
	is "$(stat -c %a out.csv)" 640
}

@test "-O keeps the owner and the group where it may" {
	[ "$(id -u)" -eq 0 ] || skip "only root has files of others"
	printf 'x' > out.csv
	chown 12345:54321 out.csv
	chmod 660 out.csv
	run3 0 'sow-list -c id -O out.csv'
	is "$(stat -c '%u %g %a' out.csv)" "12345 54321 660"
	chmod 777 .
	setpriv --reuid=23456 --regid=23456 --clear-groups sh -c "cd '$TEAM' && exit" 2> /dev/null || skip "no way in for others"
	run3 0 "SOW_NOW=$SOW_NOW setpriv --reuid=23456 --regid=23456 --clear-groups $(command -v sow-list) -c id -O '$TEAM/out.csv'"
	is "$(stat -c '%u %g %a' out.csv)" "23456 23456 600"
}

@test "-O follows links, also to what is not there yet, but none that anybody could have made" {
	mkdir real open
	ln -s real/out.csv a
	ln -s a b
	run3 0 'sow-list -c id -O b; head -1 real/out.csv; ls -F'
	assert_stdout <<-'END'
	id
	a@
	b@
	open/
	real/
	END
	run3 0 'sow-list -c no -O b; head -1 real/out.csv'
	is "$output" no
	chmod 1777 open
	ln -s ../real/other.csv open/link
	run3 2 'sow-list -O open/link'
	has "$stderr" "symbolic link in a world-writable directory"
	is "$(ls real)" out.csv
	run3 0 'sow-list -c id -O open/file; head -1 open/file'
	is "$output" id
	ln -s c d
	ln -s d c
	run3 1 'sow-list -O c'
	has "$stderr" "too many links"
}

@test "a signal leaves no temporary file of -O behind" {
	for signal in INT TERM HUP QUIT PIPE ALRM USR1 USR2 XCPU XFSZ; do
		run --separate-stderr env --default-signal strace -o trace -e inject=fsync:signal=$signal sow-list -c id -O out.csv
		[ "$status" -ne 0 ]
		grep -q "unlink.*out.csv" trace
		is "$(ls)" trace
	done
	run --separate-stderr strace -o trace -e inject=fsync:signal=KILL sow-list -c id -O out.csv
	[ "$(ls | grep -c 'out.csv.......')" -eq 1 ]
}

@test "the formula guard looks at what is written: what CP932 drops, what --subst brings" {
	sow-ticket init
	sow-ticket new inc $'\u200b=1+1' $'\u3000\ufeff+1' requester='𠮷1+1' assignee=$'\ufe00@x' > /dev/null 2>&1
	run3 0 "sow-ticket list -o cp932 --subst='=' -c requester,assignee,target | iconv -f CP932 -t UTF-8 | tail -1"
	is "$output" $'"\'=1+1","\'@x","\'=1+1"\r'
	has "$stderr" "3 cells that Excel would take for a formula"
	run3 0 "sow-ticket list -o cp932 --subst=＝ -c requester | iconv -f CP932 -t UTF-8 | tail -1"
	is "$output" $'"\'＝1+1"\r'
	run3 1 "sow-ticket list -o cp932 --subst='=' --formula=error -c requester"
	is "$output" ""
	run3 0 "sow-ticket list -o cp932 --formula=raw --subst='=' -c requester | tail -1"
	is "$output" $'"=1+1"\r'
}

@test "--subst is one character of CP932" {
	for subst in '' '〓〓' 'ab' '𠮷' '㋿' $'\u200b' 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; do
		run3 2 "sow-list -o cp932 --subst='$subst'"
		has "$stderr" "one character that CP932 has"
		is "$output" ""
	done
	sow-ticket init
	sow-ticket new pw note='𠮷' > /dev/null 2>&1
	for subst in '〓' '"' 'ｱ' '?'; do
		run3 0 "sow-ticket list -c note -o cp932 --subst='$subst' | tail -1 | iconv -f CP932 -t UTF-8"
		[ "$subst" = '"' ] && subst='""'
		is "$output" "\"$subst\""$'\r'
	done
}

@test "json escapes controls and what turns the direction of text" {
	printf 'id,title,frequency\nX-1,"a\xc2\x9b2Jb\xe2\x80\xaec\x1bd\x7f髙""\\",随時\n' > sow.csv
	run3 0 'sow-list -o json -c title'
	is "$output" '{"title":"a\u009b2Jb\u202ec\u001bd\u007f髙\"\\"}'
}

@test "no row is no table, and a terminal is told" {
	run3 0 'sow-due -o table -w state=missed'
	is "$output$stderr" ""
	run script -qec 'sow-due -w state=missed' /dev/null
	is "${output//$'\r'/}" "sow-due: ./tickets.csv: no ledger in $PWD (-C or SOW_DIR names the team's directory)
sow-due: no rows"
	sow-ticket init
	run script -qec 'sow-due -w state=missed' /dev/null
	is "${output//$'\r'/}" "sow-due: no rows"
	run script -qec 'sow-ticket list' /dev/null
	has "$output" "no live ticket (-a also shows those on hold or ended)"
}
