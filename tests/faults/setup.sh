# setup.sh - what the claims share: a scratch directory for each, the verbs under test, and the verdicts
set -u
HERE=$(cd "$(dirname "$0")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
FAULTS=$ROOT/build/faults
PATH=$FAULTS/bin:$FAULTS:$PATH
export SOW_NOW=2026-11-24T10:00 SOW_USER=yamada SOW_SHARE="$ROOT/share" LC_ALL=C.UTF-8 FAULT=
unset SOW_DIR COLUMNS SOW_AMBIGUOUS
PRELOAD=
case ${TMPDIR:-} in *' '*) TMPDIR=/tmp ;; esac
TEAM=$(mktemp -d "${TMPDIR:-/tmp}/sow-faults.XXXXXX") || exit 1
trap 'rm -rf "$TEAM"' EXIT
trap 'exit 1' INT TERM HUP
cd "$TEAM" || exit 1
# The path of the repository may have a space, which would end the name in LD_PRELOAD.
SHIM=$TEAM/shim.so
ln -s "$FAULTS/shim.so" "$SHIM" || exit 1

# in_full FULL SHORT: print the one that applies to this run.
if [ "${1-}" = full ]; then
	in_full() { printf '%s\n' "$1"; }
else
	in_full() { printf '%s\n' "$2"; }
fi

# Run sow-ticket; under a control, without the protection that the control removes.
ticket() {
	LD_PRELOAD=$PRELOAD sow-ticket "$@"
}

lose() {
	printf 'not ok  %s: %s\n' "$CLAIM" "$*"
	exit 1
}

# hold COMMAND: the command must succeed. It prints what it counted, or what broke.
hold() {
	said=$("$@") || lose "$said"
}

# control MODES PATTERN COMMAND: without the protection the command must fail and print PATTERN; otherwise
# it proves nothing.
control() {
	modes=$1 pattern=$2
	shift 2
	said_broken=$(FAULT=$modes PRELOAD=$SHIM && "$@") && lose "void, it holds with $modes"
	case $said_broken in
	*$pattern*) ;;
	*) lose "void, with $modes: $said_broken" ;;
	esac
}

won() {
	printf 'ok  %s: %s\n' "$CLAIM" "$*"
}

# prefix FILE OF: OF begins with the bytes of FILE.
prefix() {
	cmp -s -n "$(wc -c < "$1")" "$1" "$2"
}

# ---- the verbs: NAME|STATE|STDIN|OPERANDS, where STATE is the ledger before ----

VERBS='init|none|empty|init --with=site
new|sound|empty|new pw min=5
new -|sound|rows|new -
set|sound|empty|set 2 due=12/1 assignee=me
done|sound|empty|done 1,3 min=15 済んだ
undo|sound|empty|undo
move|sound|empty|move 2 qa 使い方
waive|sound|empty|waive S03-01@2026-W48 --approver 鈴木 --why 休会
split|grouped|empty|split 4 S09-02@2026-11
redact|sound|empty|redact 2 --cell note --why 個人情報 --rev 2
restore|sound|empty|restore states/copy
import|sound|empty|import states/old.csv
torn|torn|empty|new pw
unended|unended|empty|new pw'

# each_verb COMMAND: run the command with $name, $before, $input and $operands of each verb, until it fails.
each_verb() {
	printf '%s\n' "$VERBS" > verbs
	while IFS='|' read -r name before input operands <&3; do
		"$1" || return 1
	done 3< verbs
}

make_states() {
	mkdir states && cd states || exit 1
	: > empty
	printf 'keys,title,due\nS03-01@2026-W48,a,2026-11-27\n,b,\n' > rows
	printf 'ref,title,opened,closed\nK-1,インシデント（a：b）,2026-10-01,2026-10-02\n' > old.csv
	sow-ticket init && sow-ticket new inc Outlook 起動しない requester=北山高校 > ids &&
	    sow-ticket new pw note='a "quoted", note' > ids && sow-ticket new pw > ids || exit 1
	cp tickets.csv sound
	head -3 sound > copy
	printf 'keys,title\nS09-01@2026-11 S09-02@2026-11,定例チェック（2026年11月）\n' | sow-ticket new - > ids || exit 1
	mv tickets.csv grouped
	{ cat sound && tail -1 sound | head -c 70; } > torn
	head -c -1 sound > unended
	cd .. || exit 1
}

# Put the ledger as the verb finds it, with nothing beside it.
set_up() {
	rm -f tickets.csv*
	[ "$before" = none ] || cp "states/$before" tickets.csv
}

# Run the verb without a fault, and keep the ledger in want and the output in answer.
learn() {
	set_up
	# shellcheck disable=SC2086
	sow-ticket $operands < "states/$input" > answer 2> /dev/null || { echo "$name: without a fault: $?"; return 1; }
	mv tickets.csv want
}

# Print old if the ledger is as before, perhaps with its tail mended, and new if it is as wanted; fail if it
# is neither.
state() {
	if [ ! -e tickets.csv ]; then
		[ "$before" = none ] && echo old
	elif cmp -s tickets.csv want; then
		echo new
	elif cmp -s tickets.csv "states/$before" || cmp -s tickets.csv states/sound; then
		echo old
	else
		return 1
	fi
}

# The torn bytes must be in the ledger still, or in the file beside it.
kept_torn() {
	[ "$before" != torn ] || cmp -s tickets.csv states/torn ||
	    prefix states/torn tickets.csv || tail -c 70 tickets.csv.torn | cmp -s - states/tail
}

goes_on() {
	[ -e tickets.csv ] || sow-ticket init || return 1
	sow-ticket new pw > next 2> complaint && sow-ticket verify 2> complaint
}

# The exit status must say what is on the disk, and stdout must not claim more.
judge() {
	now=$(state) || now=neither
	case $status/$now in
	0/new|76/new) ;;
	1/old|2/old|71/old|73/old|75/old) [ ! -s out ] ;;
	1/new) cmp -s out answer ;; # saved, but the copies beside the ledger could not be listed
	70/*) [ ! -s out ] && { [ "$now" != neither ] || prefix states/sound tickets.csv; } ;;
	*) false ;;
	esac || { echo "$name, $point: exit $status, the ledger is $now"; return 1; }
	[ "$status" -ne 0 ] || cmp -s out answer || { echo "$name, $point: exit 0 with another answer"; return 1; }
	kept_torn || { echo "$name, $point: the torn bytes are gone"; return 1; }
	[ "$status" -eq 70 ] || goes_on || { echo "$name, $point: the next writer: $(cat complaint)"; return 1; }
	n=$((n + 1)) unknown=$((unknown + (status == 70)))
}

make_states
tail -c 70 states/torn > states/tail
