# ticket-note: remarks, from the command line, the editor and a mail
load setup.bash

@test "the editor's text is the note; an empty one writes nothing" {
	sow-ticket init
	ticket new pw
	cat > editor <<'S'
#!/bin/sh
{ printf '一行目\n\n# 消える\n二行目  \n\n'; cat "$1"; } > "$1.new"; mv "$1.new" "$1"
S
	chmod +x editor
	run3 0 'EDITOR=./editor sow-ticket note 1 -E; sow-ticket list -c note -o json'
	is "$output" $'1\n{"note":"一行目\\n\\n二行目"}'
	run3 1 'EDITOR=true sow-ticket note 1 -E'
	has "$stderr" "empty note; nothing written"
	run3 1 'EDITOR=false sow-ticket new pw -E'
	has "$stderr" "the editor failed"
	is "$(wc -l < tickets.csv)" 3
	is "$(ls -A)" "$(printf '%s\n' editor tickets.csv)"
}

@test "pasted mail becomes one cell, whatever its encoding" {
	sow-ticket init
	printf 'お世話に\r\nなります。\r\n\r\n\t北山\r\n' | iconv -f UTF-8 -t CP932 > mail.txt
	run3 0 'sow-ticket new inc Outlook 起動しない -F mail.txt; sow-ticket list -c note -o json'
	is "$output" $'1\n{"note":"お世話に\\nなります。\\n\\n 北山"}'
	has "$stderr" "tabs replaced by spaces"
	run3 0 'printf "a\nb\n" | sow-ticket note 1 -F -'
	run3 1 'sow-ticket note 1 -F nosuch'
	run3 1 'printf "a\001b" | sow-ticket note 1 -F -'
	has "$stderr" "a control character"
	is "$(wc -l < tickets.csv)" 3
}

@test "a slip in a field's name does not become a note" {
	sow-ticket init
	ticket new pw
	run3 1 'sow-ticket done 1 mni=15'
	has "$stderr" "no field 'mni'"
	run3 0 'sow-ticket note 1 "a=b c"; sow-ticket done 1 "http://example.jp/?id=7"; sow-ticket log -c note'
	assert_stdout <<-'END'
	1
	1
	note
	""
	a=b c
	http://example.jp/?id=7
	END
}

@test "a field's name may have capitals, a slip in it is no note" {
	sow-ticket init
	run3 0 'sow-ticket new pw MIN=5 Tags+=a tags+=b'
	run3 0 'sow-ticket list -c minutes,tags'
	is "$output" $'minutes,tags\n5,a b'
	run3 1 'sow-ticket done 1 Mni=5'
	is "$output" ""
	has "$stderr" "no field 'mni'"
	run3 0 'sow-ticket done 1 "1+1=2"; sow-ticket log -c note | tail -1'
	is "$output" $'1\n1+1=2'
}

@test "what was written in the editor is kept until it is saved" {
	sow-ticket init
	ticket new pw
	ticket done 1
	printf '#!/bin/sh\ncp "$1" template; echo 大事な記録 > "$1"\n' > ed; chmod +x ed
	export EDITOR=$PWD/ed
	run3 1 'sow-ticket hold 99 -E'
	run3 1 'sow-ticket start 1 -E'
	has "$stderr" "done: reopen it first"
	is "$(ls template 2> /dev/null)" ""
	run3 0 'sow-ticket note 1 -E'
	has "$(cat template)" "# 1 パスワードリセット（O365） 完了"
	is "$(ls -A | grep sow-note)" ""
	ticket new S09-01@2026-11
	run3 1 'sow-ticket new S09-01@2026-11 -E'
	file=$(sed -n 's/.*your text is in //p' <<< "$stderr")
	is "$(cat "$file")" 大事な記録
	rm "$file"
	hold_lock
	run3 75 'sow-ticket note 1 -E --wait=0'
	file=$(sed -n 's/.*your text is in //p' <<< "$stderr")
	is "$(cat "$file")" 大事な記録
	kill %1
	rm "$file"
	printf '#!/bin/sh\necho 大事な記録 > "$1"; exit 3\n' > ed
	run3 1 'sow-ticket note 1 -E'
	has "$stderr" "the editor failed; nothing written"
	is "$(cat .sow-note.*)" 大事な記録
	rm .sow-note.*
	echo broken > staff.csv
	printf '#!/bin/sh\necho 大事な記録 > "$1"\n' > ed
	run3 1 'sow-ticket note 1 -E'
	has "$stderr" "your text is in ./.sow-note."
	rm .sow-note.*
	printf '#!/bin/sh\nexit 3\n' > ed
	run3 1 'sow-ticket note 1 -E'
	is "$(ls -A | grep sow-note)" ""
}

@test "one remark a row: a second one, from wherever, is refused" {
	sow-ticket init
	ticket new pw
	echo 本文 > text
	while IFS='|' read -r status command; do
		run3 "$status" "sow-ticket $command"
		is "$output" ""
	done <<'END'
1|done 1 -F text note=x
2|done 1 -F text --why=x
1|done 1 --why=a note=b
1|done 1 電話で解決 note=交換
1|done 1 端末　note=交換
1|new pw -F text note=x
1|new pw note=a note=b
END
	run3 1 'printf "id,note\n1,備考\n" | sow-ticket set - --why=x'
	is "$(wc -l < tickets.csv)" 2
	run3 0 'sow-ticket note 1 "設定　url=http://x/　due=12/1"; sow-ticket done 1 対応　key=値; sow-ticket log -c note | tail -2'
	assert_stdout <<-'END'
	1
	1
	設定　url=http://x/　due=12/1
	対応　key=値
	END
}

@test "a note out of a directory" {
	sow-ticket init
	ticket new pw
	run3 1 'sow-ticket note 1 -F .'
	is "$output" ""
	has "$stderr" ".: Is a directory"
}

@test "mail of half-width kana, three bytes each where it had one" {
	sow-ticket init
	printf 'ｱ%.0s' $(seq 9000) | tee kana | iconv -f UTF-8 -t CP932 > mail.txt
	run3 1 'sow-ticket new pw -F mail.txt'
	has "$stderr" "mail.txt: EUC-JP or CP932?"
	run3 0 'sow-ticket new pw -F mail.txt --from=CP932; sow-ticket list -c note | tail -1'
	is "$output" "1
$(cat kana)"
}

@test "VISUAL comes before EDITOR" {
	sow-ticket init
	ticket new pw
	printf '#!/bin/sh\necho visual > "$1"\n' > ed; chmod +x ed
	run3 0 'VISUAL=./ed EDITOR=false sow-ticket note 1 -E; sow-ticket list -c note'
	assert_stdout <<-'END'
	1
	note
	visual
	END
}

@test "which of the tickets the editor is not opened for" {
	sow-ticket init
	ticket new pw
	run3 1 'EDITOR=false sow-ticket hold 1 99 -E'
	is "$stderr" "sow-ticket: no ticket '99' (sow-ticket list -a shows them)"
}
