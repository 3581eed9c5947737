# recon-sample: the sample month, whose registers and exports disagree in known places
load setup.bash

V=$BATS_TEST_DIRNAME/vendor

@test "SKYSEA against Apex One: PC-0007 and PC-0011 stand in one only, and PC-0004 is written otherwise" {
	run3 0 'sow-recon -k コンピューター名=エンドポイント "'"$V"'/skysea_assets.csv" "'"$V"'/apexone_agents.csv" -w kind!=differs -c kind,key,left,right 2> /dev/null'
	assert_stdout <<-'END'
	kind,key,left,right
	spelling,pc-0004,pc-0004,PC-0004
	only-left,PC-0007,,
	only-right,PC-0011,,
	END
}

@test "SKYSEA against WSUS, whose names are FQDNs: PC-0012 stands in WSUS alone" {
	sow-conv "$V/wsus_computers_ps51.csv" -o csv -O wsus.csv 2> /dev/null
	run3 0 'sow-recon -k コンピューター名 "'"$V"'/skysea_assets.csv" wsus.csv -w kind=only-right -c key 2> /dev/null'
	is "$output" $'key\nPC-0012'
}

@test "the register against SKYSEA: PC-0013 stands in the register alone" {
	run3 0 'sow-recon -k コンピューター名 "'"$V"'/kiki_daicho.csv" "'"$V"'/skysea_assets.csv" -w kind=only-left -c key 2> /dev/null'
	is "$output" $'key\nPC-0013'
}

@test "the USB sticks: U-0001 stands there twice" {
	run3 0 'sow-recon -k USB管理番号 "'"$V"'/skysea_usb_devices.csv" "'"$V"'/skysea_usb_devices.csv" -c kind,key,left_line 2> /dev/null'
	is "$output" $'kind,key,left_line\nduplicate,U-0001,2 6'
}

@test "--apply writes the register whole or not at all: kills, and a limit on the size of files" {
	{ echo k,a; seq 20000 | sed 's/$/,x/'; } > old
	sed '2,$s/x$/y/' old > other
	sow-recon -k k old other 2> /dev/null | sed '1s/$/,正とする値/; 1!s/$/,right/' > decided
	cp old register
	(ulimit -f 8; sow-recon -k k --apply=decided register other -O register) 2> /dev/null && false
	cmp old register
	run3 1 "trap '' XFSZ; ulimit -f 8; sow-recon -k k --apply=decided register other -O register"
	assert_stdout < /dev/null
	assert_stderr <<-'END'
	sow-recon: temporary file: File too large
	END
	cmp old register
	local i
	for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
		cp old register
		timeout -s KILL "0.0$((i * 2 % 9))$i" sow-recon -k k --apply=decided register other -O register 2> /dev/null || :
		cmp -s old register || cmp other register
	done
	sow-recon -k k --apply=decided register other -O register 2> /dev/null
	cmp other register
}
