# run: tests/run, over what bats leaves of each file
load setup.bash

# A tree with two files of tests, and a bats that prints what a person says of the second.
tree() {
	mkdir tests path
	cp "$ROOT/tests/run" tests
	: > tests/a.bats
	: > tests/b.bats
	printf '%s\n' '#!/bin/sh' 'case $2 in' \
	    '*/a.bats) printf "1..2\nok 1 a\nok 2 b # skip no way\n" ;;' '*/b.bats) . ./b ;;' 'esac' > path/bats
	chmod +x path/bats
	PATH=$TEAM/path:$PATH
}

@test "the files are one TAP a build, whichever ended first" {
	tree
	echo 'sleep 0.2; printf "1..1\nok 1 c\n"' > b
	run3 0 'sh tests/run'
	assert_stdout <<-'END'
	== bin
	1..3
	ok 2 b # skip no way
	== build/asan/bin
	1..3
	ok 2 b # skip no way
	4 passed, 0 failed, 2 skipped
	END
	is "$(cat build/tap/bin.tap)" $'1..3\nok 1 a\nok 2 b # skip no way\nok 3 c'
	echo 'case $SOW_BIN in */asan/*) printf "1..1\nnot ok 1 c\n# why\n"; exit 1 ;; esac; printf "1..1\nok 1 c\n"' > b
	run3 1 'sh tests/run'
	assert_stdout <<-'END'
	== bin
	1..3
	ok 2 b # skip no way
	== build/asan/bin
	1..3
	not ok 3 c
	# why
	ok 2 b # skip no way
	3 passed, 1 failed, 2 skipped
	END
}

@test "a bats that is killed, stops early, or ends otherwise than its tests is noticed" {
	tree
	while read -r did; do
		echo "$did" > b
		run3 1 'sh tests/run'
		is "$(grep -cx 'tests/b.bats: not every test was run' <<< "$output")" 2 || { echo "$did"; return 1; }
	done <<-'END'
	:
	kill -9 $$
	kill -9 $PPID
	echo 1..0
	echo "ok 1 c"
	printf "1..2\nok 1 c\n"
	printf "1..1\nok 1 c\n"; exit 1
	printf "1..1\nok 1 c\n"; kill -9 $$
	printf "1..1\nok 1 c\n"; kill -9 $PPID
	printf "1..1\nnot ok 1 c\n"
	END
}

@test "what takes long runs on the plain build alone, unless all of it is asked for" {
	tree
	mv tests/b.bats tests/year.bats
	sed -i 's|\*/b.bats) . ./b|*/year.bats) printf "1..1\\nok 1 y\\n"|' path/bats
	run3 0 'sh tests/run | tail -1; ls build/tap/build/asan/bin; sh tests/run full | tail -1'
	assert_stdout <<-'END'
	3 passed, 0 failed, 2 skipped
	a.bats
	4 passed, 0 failed, 2 skipped
	END
}
