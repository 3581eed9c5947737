# report-evidence: what shows that what the contract owes was done
load setup.bash

@test "evidence: a row an occurrence, with its ticket's life and links" {
	sow-ticket init
	ticket new S09-01@2026-11 2> /dev/null
	ticket start 1 2> /dev/null
	SOW_NOW=2026-11-24T10:30 ticket done 1 '12/12 適合' 'link=a.csv | https://kyoto/b' 2> /dev/null
	run3 0 'sow-report evidence -p 2026-11 -w ticket=1 -o json'
	is "$output" '{"id":"S09-01","key":"S09-01@2026-11","title":"定例チェック（2026年11月）","period":"2026-11","deadline":"2026-11-30","state":"done","ticket":"1","opened":"2026-11-24T10:00:00","closed":"2026-11-24T10:30:00","assignee":"yamada","approved":"","life":"2026-11-24 10:00 yamada 未着手\n2026-11-24 10:00 yamada 対応中\n2026-11-24 10:30 yamada 完了 12/12 適合","link":"a.csv | https://kyoto/b","size":"","sha256":"","提出":"","開催":"","送付":"","evidence":""}'
	run3 0 'sow-report evidence -p 2026-11 -c key; sow-report coverage -p 2026-11 -c key | wc -l'
	is "$(wc -l <<< "$output")" 12
}

@test "--hash adds the size and the SHA-256 of each linked file; one that is not there is told" {
	sow-ticket init
	printf abc > a.csv
	ticket new S09-01@2026-11 'link=a.csv | https://kyoto/b' 2> /dev/null
	run3 0 'sow-report evidence -p 2026-11 -w ticket=1 --hash -c size,sha256'
	is "$output" $'size,sha256\n3 | -,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad | -'
	rm a.csv
	run3 1 'sow-report evidence -p 2026-11 -w ticket=1 --hash -c sha256'
	is "$output" $'sha256\nファイルなし | -'
	has "$stderr" "./a.csv: No such file or directory"
	mkfifo a.csv
	run3 1 'timeout 5 sow-report evidence -p 2026-11 -w ticket=1 --hash -c sha256'
	is "$output" $'sha256\nファイルなし | -'
}

@test "--hash reads a link to a Windows server where folders.csv has it" {
	sow-ticket init
	mkdir docs
	printf abc > docs/a.csv
	ticket new S09-01@2026-11 'link=\\server\docs\a.csv | \\other\a.csv' 2> /dev/null
	printf 'prefix,mount\n\\\\server\\docs,docs\n\\\\other,%s/docs\n' "$PWD" > folders.csv
	run3 0 'sow-report evidence -p 2026-11 -w ticket=1 --hash -c link,size,sha256'
	is "$output" 'link,size,sha256
\\server\docs\a.csv | \\other\a.csv,3 | 3,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
	is "$stderr" ''
	sed -i 2d folders.csv
	run3 1 'sow-report evidence -p 2026-11 -w ticket=1 --hash -c sha256'
	is "$output" $'sha256\nファイルなし | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
	has "$stderr" 'No such file or directory'
}

@test "a meeting that is done without 提出, 開催, 送付 is 証跡なし" {
	sow-ticket init
	sow-ticket -t submitted.csv init --kind=submitted
	ticket new S03-01@2026-W48 2> /dev/null
	ticket done 1 2> /dev/null
	run3 0 'sow-report evidence -p 2026-W48 -c title,提出,開催,送付,evidence'
	is "$output" $'title,提出,開催,送付,evidence\n週次定例会（2026年11月27日）,,,,証跡なし（提出・開催・送付）'
	printf '会議,日時,送付日\n週次定例会,2026-11-27T14:00,\nベンダー会議,2026-11-26,2026-11-26\n' > meetings.csv
	run3 0 'sow-report evidence -p 2026-W48 -c 提出,開催,送付,evidence'
	is "$output" $'提出,開催,送付,evidence\n,2026-11-27,,証跡なし（提出・送付）'
	sow-report -f weekly -p 2026-W48 --submit 京都府 -O w.csv 2> /dev/null | ticket -t submitted.csv new - 2> /dev/null
	sow-report -f minutes -p 2026-W48 --submit 京都府 -O m.csv 2> /dev/null | ticket -t submitted.csv new - 2> /dev/null
	run3 0 'sow-report evidence -p 2026-W48 -c 提出,開催,送付,evidence; sow-report -f evidence -p 2026-W48 | sed -n 7,10p'
	assert_stdout <<-'END'
	提出,開催,送付,evidence
	2026-11-24,2026-11-27,2026-11-24,
	１．証跡のない会議,,,,,,,,,,,
	No.,件名,対象期間,完了日,提出,開催,送付,証跡,,,,
	該当なし,,,,,,,,,,,
	,,,,,,,,,,,
	END
}

@test "a word in a note is evidence, too, where no register says more" {
	sow-ticket init
	ticket new S03-01@2026-W48 2> /dev/null
	ticket note 1 '提出した。開催も済み' 2> /dev/null
	ticket done 1 議事を送付 2> /dev/null
	run3 0 'sow-report evidence -p 2026-W48 -c 提出,開催,送付,evidence'
	is "$output" $'提出,開催,送付,evidence\n2026-11-24,2026-11-24,2026-11-24,'
}
