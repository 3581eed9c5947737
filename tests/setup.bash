# setup.bash - a directory of its own for each test, a fixed clock and user, and run3
bats_require_minimum_version 1.5.0

setup() {
	ROOT=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
	SHARE=$ROOT/share
	PATH=${SOW_BIN:-$ROOT/bin}:$PATH
	TEAM=$(mktemp -d "$BATS_TEST_TMPDIR/team.XXXXXX")
	cd "$TEAM" || exit 1
	export ROOT SOW_NOW=2026-11-24T10:00 SOW_USER=yamada SOW_SHARE=$SHARE LC_ALL=C
	unset SOW_DIR COLUMNS SOW_AMBIGUOUS
}

# run3 STATUS COMMAND: stdout in $stdout, and in $output without the line ends behind it, stderr in
# $stderr; a sanitizer's word always fails.
run3() {
	local want=$1 line # run --keep-empty-lines uses it
	shift
	run --separate-stderr --keep-empty-lines bash -c "$1"
	stdout=$output
	output=$(printf %s "$stdout")
	# Each write says that its clock is SOW_NOW; that is a test of its own.
	stderr=$(grep -v '^sow-ticket: the clock is SOW_NOW: ' <<< "$stderr") || :
	case $stderr in *Sanitizer*|*"runtime error"*) echo "$stderr"; return 1 ;; esac
	if [ "$status" -ne "$want" ]; then
		printf '%s\n' "status $status, not $want" "stdout: $output" "stderr: $stderr"
		return 1
	fi
}

# assert_stdout <<'END': what run3 got on stdout is that, to the byte
assert_stdout() {
	diff -a -u --label should --label is - <(printf %s "$stdout")
}

# is ACTUAL EXPECTED
is() {
	[ "$1" = "$2" ] && return 0
	printf 'is:     <%s>\nshould: <%s>\n' "$1" "$2"
	return 1
}

has() {
	case $1 in *"$2"*) return 0 ;; esac
	printf '<%s>\nhas no: <%s>\n' "$1" "$2"
	return 1
}

# ticket VERB...: a write that is not what is tested
ticket() { sow-ticket "$@" > /dev/null; }

# hold_lock: in the background, another writer for 20 seconds
hold_lock() {
	perl -MFcntl -e 'open my $f, "+<", "tickets.csv" or die;
		my $lock = pack("ssx4qqix4", F_WRLCK, 0, 0, 0, 0);
		fcntl $f, F_SETLK, $lock or die;
		open my $l, ">", "locked"; sleep 20' &
	while [ ! -e locked ]; do kill -0 $!; sleep 0.05; done
}

# assert_stderr <<'END': the same of stderr
assert_stderr() {
	diff -a -u --label should --label is - <(printf '%s\n' "$stderr")
}
