# mistakes.bats - what people do wrong, and that the answer says what was expected, what was found, where, and what to do
load setup.bash

# answers TABLE: each of its answers is what is given now. To the byte, both streams and the status.
answers() {
	diff -a -u --label recorded --label now "$ROOT/tests/mistakes/$1" <(bash "$ROOT/tests/mistakes/run" "$ROOT/tests/mistakes/$1")
}

# count TABLE: how many mistakes it has
count() { grep -c '^[$@] ' "$ROOT/tests/mistakes/$1"; }

@test "110 mistakes of a newcomer are answered" {
	is "$(count newcomer)" 110
	answers newcomer
}

@test "97 mistakes of an operator are answered" {
	is "$(count operator)" 97
	answers operator
}

@test "no mistake is met with silence, or stands there twice" {
	cd "$ROOT/tests/mistakes"
	run3 0 'awk "/^[\$@] / { typed = \$0 } /^[=!]/ { said = 1 } /^\?/ { if (!said) print FILENAME \": \" typed; said = 0 }" newcomer operator'
	is "$output" ""
	# What is typed may be the same over different files.
	run3 0 'cat newcomer operator | awk "BEGIN { RS = \"\" } { gsub(/(^|\n)[#=!?][^\n]*/, \"\") } n[\$0]++"'
	is "$output" ""
}

@test "12 mistakes that were once taken in silence are answered" {
	is "$(count silent)" 12
	answers silent
}
