# ticket-ids.bats - which words of a command line name tickets
load setup

four() {
	sow-ticket init
	local i
	for i in 1 2 3 4; do sow-ticket new pw "ref=T$i" > /dev/null 2>&1; done
}

@test "ids stand in one word with commas, or in several words when no remark follows" {
	four
	run3 0 'sow-ticket done 1,2 まとめて完了'
	is "$output" $'1\n2'
	run3 0 'sow-ticket start 3 4 min=5'
	is "$output" $'3\n4'
	run3 0 'sow-ticket set 3、4 priority=高'
	is "$output" $'3\n4'
	run3 0 'sow-ticket done T3,T4 終わり'
	is "$output" $'3\n4'
	run3 0 'sow-ticket list -a -c id,status'
	is "$output" $'id,status\n4,done\n3,done\n2,done\n1,done'
}

@test "several ids and then a remark are refused with both ways to write it" {
	four
	run3 2 'sow-ticket cancel 3 2026-0001 と重複'
	is "$output" ""
	is "$stderr" "sow-ticket: cancel: several ids and a remark: write cancel 3,2026-0001 'と重複', or, where '2026-0001 と重複' is the remark, cancel 3 '2026-0001 と重複'"
	run3 2 'sow-ticket done 2 3 min=5 台とも再起動'
	has "$stderr" "write done 2,3 '台とも再起動', or"
	run3 2 'sow-ticket note 2 3 何か'
	has "$stderr" "write note 2,3 '何か', or"
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n4\n3\n2\n1'
	run3 0 "sow-ticket cancel 3 '2026-0001 と重複'"
	run3 0 "sow-ticket done 2,4 '台とも再起動'"
	run3 0 'sow-ticket list -c id'
	is "$output" $'id\n1'
}

@test "a remark that is a ticket is taken for a slip" {
	four
	run3 1 'sow-ticket done T3 T4'
	is "$output" ""
	is "$stderr" "sow-ticket: ticket T3: T4 is a ticket: separate ids by commas, or write note=T4"
	run3 0 'sow-ticket done T3 note=T4'
	run3 0 'sow-ticket log 3 -c note'
	is "$output" $'note\n""\nT4'
}

@test "an empty word names no ticket" {
	four
	local verb
	for verb in done start note set; do
		run3 2 "sow-ticket $verb '' x=1"
		is "$stderr" "sow-ticket: $verb: which ticket? (its id, or - for ids on stdin)"
	done
	run3 1 'sow-ticket done 1,,2'
	has "$stderr" "ticket : no such ticket"
}
