# ledger-write: one writer at a time, and a disk, a signal or a name that is in its way
load setup.bash

@test "a symbolic link in the ledger's place is refused" {
	sow-ticket init -t real.csv
	ln -s real.csv tickets.csv
	run3 73 'sow-ticket new pw'
	has "$stderr" "symbolic link"
}

@test "four writers at once lose nothing" {
	sow-ticket init
	for w in 1 2 3 4; do
		(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do sow-ticket new pw || exit 1; done > ids.$w) &
	done
	wait
	is "$(cat ids.? | sort -n | uniq | wc -l)" 60
	run3 0 'sow-ticket verify'
	run3 0 'sow-ticket list | wc -l'
	is "$output" 61
}

@test "a busy ledger: 75 and nothing saved" {
	sow-ticket init
	hold_lock
	run3 75 'sow-ticket new pw --wait=0'
	is "$output" ""
	kill %1
}

@test "a signal ends the wait for a busy ledger" {
	sow-ticket init
	cp tickets.csv was.csv
	hold_lock
	run3 124 'timeout -k 5 0.3 sow-ticket new pw --wait=15'
	is "$output" ""
	cmp was.csv tickets.csv
	kill %1
}

@test "a full stdout: saved, but not reported" {
	sow-ticket init
	run3 76 'sow-ticket new pw > /dev/full'
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n1'
	run3 76 'sow-ticket new pw >&-'
	run3 1 'sow-ticket list > /dev/full'
}

# bats test_tags=limit
@test "a file size limit: nothing is saved and the ledger is as it was" {
	sow-ticket init
	sow-ticket new pw > /dev/null
	cp tickets.csv was.csv
	run3 73 "ulimit -f 1; sow-ticket new pw note=$(printf '%0900d' 0)"
	is "$output" ""
	has "$stderr" "nothing saved"
	cmp tickets.csv was.csv
}

@test "closed standard files never put a message into the ledger" {
	for fds in '2>&-' '0<&- 2>&-' '0<&-' '1>&- 2>&-' '0<&- 1>&- 2>&-'; do
		rm -f tickets.csv
		sow-ticket init
		bash -c "sow-ticket new pw $fds; sow-ticket new inc $fds" || true
		run3 0 'sow-ticket verify'
		is "$(wc -l < tickets.csv)" 2
	done
}

@test "a row of more than 64 KiB, or not UTF-8, is refused" {
	sow-ticket init
	run3 1 "sow-ticket new pw note=$(printf '%070000d' 0)"
	has "$stderr" "a row of more than 64 KiB"
	run3 1 "sow-ticket new pw note=$(printf '%040000d' 0) link=$(printf '%040000d' 0)"
	has "$stderr" "new: a row of more than 64 KiB"
	run3 2 "sow-ticket new pw note=\$(printf 'a\\377b')"
	has "$stderr" "not UTF-8"
	run3 2 "sow-ticket new pw note=\$(printf 'a\\033b')"
	has "$stderr" "a control character"
	is "$(wc -l < tickets.csv)" 1
	run3 0 "sow-ticket new pw note=$(printf '%060000d' 0); sow-ticket new pw; sow-ticket verify"
}

@test "a symbolic link is followed with -L alone, by every program" {
	mkdir real
	sow-ticket init -t real/tickets.csv
	ln -s real/tickets.csv tickets.csv
	run3 73 'sow-ticket new pw'
	run3 1 'sow-due'
	run3 1 'sow-report closed -p 2026-11'
	run3 0 'sow-ticket -L new pw; sow-ticket -L list -c id'
	assert_stdout <<-'END'
	1
	id
	1
	END
	run3 0 'sow-due -L -c keys -w ticket=1; sow-report -L opened -p 2026-11 -c id'
	assert_stdout <<-'END'
	keys
	id
	1
	END
	run3 0 'sow-ticket verify -L'
}

@test "what is no regular file is no ledger" {
	mkdir dir.csv
	mkfifo pipe.csv
	for file in dir.csv pipe.csv /dev/null; do
		run3 73 "sow-ticket new pw -t $file"
		run3 1 "sow-ticket list -t $file"
		has "$stderr" "not a regular file"
	done
}

@test "a signal between lock and unlock waits until the row is saved" {
	for signal in INT TERM HUP; do
		rm -f tickets.csv
		sow-ticket init
		strace -o /dev/null -e inject=fallocate:signal=$signal "$(command -v sow-ticket)" new pw > /dev/null 2>&1 || true
		is "$(wc -l < tickets.csv)" 2
	done
}

@test "a write that takes nothing is a full disk" {
	sow-ticket init
	run3 73 'strace -o /dev/null -P "$PWD/tickets.csv" -e inject=write:retval=0 "$(command -v sow-ticket)" new pw'
	has "$stderr" "./tickets.csv: No space left on device"
	is "$(wc -l < tickets.csv)" 1
}
