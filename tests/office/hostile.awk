# hostile.awk - 2,000 cells that spreadsheets like to change, as CSV: 200 rows of ten
# Each is one of the cores, some with something around it; a column of its own counts the rows.
BEGIN {
	n = split("0012 1E5 =1+1 1-2 12345678901234567 +81 -5 @SUM(A1) TRUE FALSE #N/A #REF! 1/2 3.10 .5 1,000 50% \\1,000 " \
	    "2026-11-23 2026/11/23 R8.11.23 11:30 1e400 NaN inf 0x10 _x0041_ _x41_ _x000D_ _xD83D_ __x0041_ 京都府 ｶﾀｶﾅ １２３ ＝1+1 " \
	    "𠮷野家 👨‍👩‍👧 é é <b> & &amp; ]]> ' '0012 \" a,b {name} $A$1 &P %d \\n null undefined", core, " ")
	m = split("|\t|\001|\010|\013|\014|\037|\177| |\342\200\250|\302\240|\343\200\200|\357\277\276|\357\277\277|\302\205|\342\200\256|\357\273\277|'|_|x", around, "|")
	for (column = 1; column <= 10; column++)
		printf "%s", (column > 1 ? "," : "n,") "c" column
	print ""
	for (row = 1; row <= 200; row++) {
		printf "%d", row
		for (column = 1; column <= 10; column++) {
			k = row * 10 + column
			cell = core[k % n + 1]
			if (row > 20)
				cell = around[k % m + 1] cell around[int(k / m) % m + 1]
			if (row == 200)
				cell = filled(k % 3 == 0 ? "長" : k % 3 == 1 ? "<" : "_x0041_", k % 3 == 2 ? 2340 : 32767)
			gsub(/"/, "\"\"", cell)
			printf ",\"%s\"", cell
		}
		print ""
	}
}
function filled(text, times,   all) {
	for (all = ""; times > 0; times--)
		all = all text
	return all
}
