# the examples for cron and systemd, in the environment that those give
load setup.bash

# as_cron FILE PATTERN: runs the first line that matches as cron does
as_cron() {
	local line
	line=$(grep -v '^#' "$1" | grep -m 1 -- "$2" | cut -f 2-)
	[ -n "$line" ] || { echo "no line with $2"; return 1; }
	line=${line//\\%/$'\001'}
	[ "${line/\%/}" = "$line" ] || { echo "a bare % in: $line"; return 1; }
	line=${line//$'\001'/%}
	# As root would have installed them; a crontab takes no space in a path.
	ln -sfn "$ROOT/examples" "$TEAM/../examples"
	line=${line//\/usr\/local\/share\/sow\/examples/$(cd "$TEAM/.." && pwd)/examples}
	run3 "$3" "cd / && env -i ASAN_OPTIONS=$ASAN_OPTIONS HOME=/ LOGNAME=sow SHELL=/bin/sh PATH='${PATH%%:*}:/usr/bin:/bin' TZ=${4:-Asia/Tokyo} \
	    SOW_DIR='$TEAM' SOW_NOW=$SOW_NOW SOW_USER=cron SOW_SHARE='$SHARE' /bin/sh -c '$line'"
}


@test "every line of the crontab works in cron's environment" {
	sow-ticket init
	as_cron "$ROOT/examples/crontab" 'sow-ticket new' 0
	is "$output$stderr" ""
	run3 0 'sow-ticket list -c id | wc -l'
	is "$output" 8
	as_cron "$ROOT/examples/crontab" 'sow-ticket new' 0 America/New_York
	is "$output" ""
	as_cron "$ROOT/examples/crontab" state=missed 0
	as_cron "$ROOT/examples/crontab" 'sow-report' 0
	run3 0 'head -c 3 reports/weekly-????-??-??.csv | od -An -tx1'
	is "$output" " ef bb bf"
	as_cron "$ROOT/examples/crontab" 'ics' 0
	run3 0 'grep -c BEGIN:VEVENT sow.ics'
	is "$output" 113
	as_cron "$ROOT/examples/crontab" nightly 0
	is "$(cat copies/mark)" 7
	is "$(grep -c '^[0-9]' "$ROOT/examples/crontab")" 5
}

@test "the mark notices a lost tail the next night" {
	sow-ticket init
	as_cron "$ROOT/examples/crontab" 'sow-ticket new' 0
	as_cron "$ROOT/examples/crontab" nightly 0
	sed -i '$d' tickets.csv
	as_cron "$ROOT/examples/crontab" nightly 1
	has "$stderr" "rows are lost at the end"
}

@test "the systemd units do the same, and systemd understands them" {
	sow-ticket init
	run3 0 "env -i ASAN_OPTIONS=$ASAN_OPTIONS PATH='$PATH' SOW_DIR='$TEAM' SOW_NOW=$SOW_NOW SOW_USER=sow SOW_SHARE='$SHARE' \
	    $(sed -n 's/^ExecStart=//p' "$ROOT/examples/systemd/sow-due.service")"
	assert_stdout <<-'END'
	1
	2
	3
	4
	5
	6
	7
	END
	ln -sfn "$ROOT/examples" "$TEAM/../examples"
	run3 0 "env -i ASAN_OPTIONS=$ASAN_OPTIONS PATH='$PATH' SOW_DIR='$TEAM' SOW_NOW=$SOW_NOW SOW_USER=sow SOW_SHARE='$SHARE' sh -c '$(
	    sed -n "s|^ExecStart=/usr/local/share/sow/examples|$(cd "$TEAM/.." && pwd)/examples|p" "$ROOT/examples/systemd/sow-nightly.service")'"
	is "$(cat copies/mark)" 7
	for unit in "$ROOT"/examples/systemd/*.timer; do
		[ -e "${unit%.timer}.service" ]
		grep -q '^OnCalendar=.*Asia/Tokyo$' "$unit"
	done
	if command -v systemd-analyze > /dev/null; then
		run3 0 "systemd-analyze calendar 'Mon..Fri 08:30 Asia/Tokyo' '*-*-* 22:15 Asia/Tokyo'"
	fi
}

@test "on a day on which nothing is to be said no line of the crontab says anything" {
	printf 'id,title,frequency,schedule\nX-1,作業,月次,最終営業日\n' > sow.csv
	sow-ticket init
	SOW_NOW=2026-11-02T08:30
	local line
	for line in 'sow-ticket new' state=missed sow-report ics nightly; do
		as_cron "$ROOT/examples/crontab" "$line" 0
		is "$output$(grep -v 'the clock is SOW_NOW' <<< "$stderr")" ""
	done
}

# cron itself runs a line of the file within a minute, in a mount namespace of its own, so that
# nobody's crontab is touched; its mail is what sendmail would have got.
@test "a real cron daemon runs the crontab, and mails what there is to say in UTF-8" {
	command -v cron > /dev/null || skip "no cron here"
	unshare -m true 2> /dev/null || skip "no mount namespace to be had here"
	sow-ticket init
	mkdir sbin
	cp "$(command -v cron)" sbin
	printf '#!/bin/sh\ncat >> %s/mail\n' "$TEAM" > sbin/sendmail
	chmod 755 sbin/sendmail
	{ sed -n '/^[A-Z_]*=/p' "$ROOT/examples/crontab" | sed "s|^PATH=|PATH=${PATH%%:*}:|; s|^SOW_DIR=.*|SOW_DIR=$TEAM|"
	    printf '%s\n' "SOW_SHARE=$SHARE" SOW_USER=cron "SOW_NOW=$SOW_NOW" "ASAN_OPTIONS='$ASAN_OPTIONS'"
	    grep -e 'sow-ticket new' -e state=missed "$ROOT/examples/crontab" | sed $'s/^[^\t]*\t/* * * * *\t/'; } > crontab
	cat > cron.sh <<-END
	mount -t tmpfs none /var/spool/cron && mkdir /var/spool/cron/crontabs && mount -t tmpfs none /etc/cron.d &&
	mount -t tmpfs none /run && mount --bind sbin /usr/sbin || exit 99
	install -m 600 crontab /var/spool/cron/crontabs/$(id -un)
	cron -f & sleep 64; kill \$!
	END
	run timeout 100 unshare -m sh cron.sh
	[ "$status" -ne 99 ] || skip "no mounts to be had here"
	run3 0 'sow-ticket list -c keys | grep -c 2026'
	is "$output" 7
	run3 0 'cat mail'
	has "$output" 'Content-Type: text/plain; charset=UTF-8'
	has "$output" '時計は SOW_NOW の'
}
