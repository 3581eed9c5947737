# input.bats - which bytes are read, and what is said of those that are not
load setup.bash

as() { iconv -f UTF-8 -t "$1" rows.csv > "$1.csv"; }

@test "UTF-8, CP932, UTF-16 with a mark and ISO-2022-JP are known by their bytes" {
	sow-ticket init
	printf 'title,requester\n設定,髙橋\n申請,北山高校\n' > rows.csv
	sed -i 's/髙/高/' rows.csv
	local encoding n=1
	for encoding in UTF-8 CP932 UTF-16 ISO-2022-JP; do
		as "$encoding"
		run3 0 "sow-ticket new - < $encoding.csv"
		is "$output" "$n"$'\n'"$((n + 1))"
		n=$((n + 2))
	done
	run3 0 'sow-ticket list -c requester | sort -u'
	is "$output" $'requester\n北山高校\n高橋'
}

@test "bytes that are good in both EUC-JP and CP932 are refused with both ways to say it" {
	sow-ticket init
	printf 'title,requester\nあいう,かきく\n' > rows.csv
	as EUC-JP
	run3 1 'sow-ticket new - < EUC-JP.csv'
	is "$output" ""
	is "$stderr" "sow-ticket: stdin: EUC-JP or CP932? Its bytes are good in both: --from=EUC-JP or --from=CP932 says which"
	run3 0 'sow-ticket new - --from=EUC-JP < EUC-JP.csv; sow-ticket list -c title,requester'
	is "$output" $'1\ntitle,requester\nあいう,かきく'
	run3 1 'sow-ticket note 1 -F EUC-JP.csv'
	has "$stderr" "EUC-JP or CP932?"
	# CP932 with a kanji in it is not EUC-JP
	printf 'title,requester\n表示,漢字\n' > rows.csv
	as CP932
	run3 0 'sow-ticket new - < CP932.csv'
}

@test "a file that is no CSV is named for what it is" {
	sow-ticket init
	local bytes what
	while IFS=: read -r bytes what; do
		printf "$bytes-----title\n" > file
		run3 1 'sow-ticket new - < file'
		is "$output" ""
		is "$stderr" "sow-ticket: stdin: $what"
	done <<-'END'
	PK\003\004:a broken workbook (.xlsx), or none
	\xd0\xcf\x11\xe0:an old workbook (.xls), or one with a password: save it as .xlsx without a password
	%%PDF:a PDF, not CSV
	<!DOCTYPE html>:HTML, not CSV
	<html>:HTML, not CSV
	<table border="1">:HTML, not CSV
	﻿<html lang="ja">:HTML, not CSV
	<?xml:XML, not CSV
	{"id"\072"1"}:JSON, not CSV
	[{"id"\072"1"}]:JSON, not CSV
	END
	printf '設定,申請,定例,会議\n' | iconv -f UTF-8 -t UTF-16LE > file
	run3 1 'sow-ticket new - < file'
	is "$stderr" "sow-ticket: stdin: UTF-16 without a mark, by its bytes: --from=UTF-16LE or UTF-16BE"
}

@test "a directory without a ledger is named" {
	run3 73 'sow-ticket done 1'
	is "$stderr" "sow-ticket: ./tickets.csv: no ledger in $(pwd -P) (-C or SOW_DIR names the team's directory)"
	mkdir sub
	run3 1 'sow-ticket -C sub list'
	is "$stderr" "sow-ticket: sub/tickets.csv: no ledger in $(pwd -P)/sub (-C or SOW_DIR names the team's directory)"
	run3 1 'sow-ticket list -t no/tickets.csv'
	is "$stderr" "sow-ticket: no/tickets.csv: no ledger, nor its directory"
}
