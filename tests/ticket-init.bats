# ticket-init: the ledger is made, its columns, its rights
load setup.bash

@test "init makes a header, once" {
	run3 0 'sow-ticket init --with=site,channel'
	is "$(cat tickets.csv)" "rev,batch,at,by,id,status,keys,title,requester,assignee,target,priority,opened,due,closed,minutes,approved,parent,related,part,ref,link,tags,site,channel,note,sum"
	run3 73 'sow-ticket init'
	has "$stderr" "already exists"
	run3 2 'sow-ticket init -t x.csv --with=status'
}

@test "without a ledger nothing is made, and the directory is named" {
	run3 73 'sow-ticket new pw'
	has "$stderr" "no ledger in $(pwd -P)"
	run3 1 'sow-ticket list'
	is "$(ls)" ""
}

@test "-n makes no ledger either" {
	run3 0 'sow-ticket init -n'
	is "$(ls)" ""
}

@test "what is missing is said with the next step" {
	for command in 'sow-ticket list' 'sow-ticket verify' 'sow-report closed -p week'; do
		run3 1 "$command"
		has "$stderr" "no ledger in $(pwd -P) (-C or SOW_DIR names the team's directory)"
	done
	run3 2 'sow-ticket done'
	has "$stderr" "done: which ticket?"
	run3 2 'sow-due | sow-ticket new'
	has "$stderr" "- for rows on stdin"
	run3 2 'sow-ticket clsoe 4'
	has "$stderr" "no verb 'clsoe'; there are:"
	has "$stderr" "reopen"
	for command in sow-list sow-due 'sow-ticket list'; do
		run3 2 "$command -C nowhere"
		has "$stderr" "nowhere: no such directory (-C)"
		run3 2 "SOW_DIR=/nowhere $command"
		has "$stderr" "/nowhere: no such directory (SOW_DIR)"
	done
}

@test "the team's own columns are fields like any other" {
	run3 2 'sow-ticket init --with=Site'
	has "$stderr" "small letters"
	for name in note rev; do
		run3 2 "sow-ticket init --with=site,$name"
		has "$stderr" "the ledger already has a column '$name'"
	done
	sow-ticket init --with=site,channel
	run3 0 'sow-ticket new pw site=本庁 channel=電話; sow-ticket set 1 site=分庁; sow-ticket list -c site,channel'
	assert_stdout <<-'END'
	1
	1
	site,channel
	分庁,電話
	END
	for header in 's/site,/site,,/' 's/site/Site/' 's/channel,note/channel,notes/' 's/^rev/rev2/'; do
		sed "1$header" tickets.csv > other.csv
		run3 73 'sow-ticket new pw -t other.csv'
		has "$stderr" "not a ledger's header"
	done
}

@test "the rights of the ledger are those of its directory" {
	chmod 770 .
	(umask 007; sow-ticket init)
	is "$(stat -c %a tickets.csv)" 660
	rm tickets.csv
	(umask 027; sow-ticket init)
	is "$(stat -c %a tickets.csv)" 640
	rm tickets.csv
	chmod 700 .
	sow-ticket init
	is "$(stat -c %a tickets.csv)" 600
}

@test "a ledger in another group's directory is that group's" {
	group=$(id -G | tr ' ' '\n' | grep -vx "$(id -g)" | head -1)
	[ "$(id -u)" -ne 0 ] || group=${group:-1}
	[ -n "$group" ] || skip "one group only"
	chgrp "$group" .
	chmod 770 .
	(umask 007; sow-ticket init)
	is "$(stat -c '%g %a' tickets.csv)" "$group 660"
}

@test "a group that cannot be given gets nothing" {
	[ "$(id -u)" -eq 0 ] || skip "root alone can make such a directory"
	chgrp 1 .
	chmod 770 .
	run3 0 'strace -o /dev/null -e inject=fchown:error=EPERM "$(command -v sow-ticket)" init'
	is "$(stat -c '%g %a' tickets.csv)" "$(id -g) 600"
}

@test "init says why it could not" {
	run3 73 'strace -o /dev/null -e inject=link:error=EPERM "$(command -v sow-ticket)" init'
	is "$stderr" "sow-ticket: ./tickets.csv: Operation not permitted"
	is "$(ls)" ""
}

@test "-L on a ledger that is not there" {
	run3 73 'sow-ticket new pw -L'
	has "$stderr" "no ledger in $(pwd -P)"
	run3 1 'sow-ticket list -L'
	has "$stderr" "no ledger in $(pwd -P)"
	is "$(ls)" ""
}

@test "a team column needs a name" {
	run3 2 'sow-ticket init --with=site,,channel'
	has "$stderr" "not ''"
	run3 2 'sow-ticket init --with=site-name'
	has "$stderr" "not 'site-name'"
	run3 2 'sow-ticket init --with=sum'
	has "$stderr" "the ledger already has a column 'sum'"
	run3 2 'sow-ticket init --with=site,channel,site'
	has "$stderr" "the ledger already has a column 'site'"
	for name in parts number min what month state; do
		run3 2 "sow-ticket init --with=$name"
		has "$stderr" "'$name' means something else"
	done
	run3 2 "sow-ticket init --with=$(printf 'c%d,' $(seq 2000) | sed 's/,$//')"
	has "$stderr" "a header of more than 8 KiB"
	is "$(ls)" ""
}
