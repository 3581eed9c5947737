# recon.awk - what sow-recon -k k says of two files of ASCII with the columns k,a,b, by other means
# usage: awk -f recon.awk -v junk="NONE -" LEFT RIGHT
BEGIN { FS = ","; n = split(junk, words, " "); for (i = 1; i <= n; i++) nothing[tolower(words[i])] }
FNR == 1 { side++; next }
{
	key = tolower($1)
	gsub(/^ +| +$/, "", key)
	rows[side]++
	r = side SUBSEP rows[side]
	name[r] = $1; cell[r, "k"] = $1; cell[r, "a"] = $2; cell[r, "b"] = $3; line[r] = FNR
	of[r] = key == "" || key in nothing ? "" : key
	if (of[r] != "") {
		count[side, key]++
		lines[side, key] = lines[side, key] (lines[side, key] == "" ? "" : " ") FNR
		last[side, key] = rows[side]
	}
}
function twice(key) { return count[1, key] > 1 || count[2, key] > 1 }
function say(kind, r, column, left, right, l, m) { print kind "," name[r] ",k," column "," left "," right "," l "," m }
function same(x, y) { return tolower(x) == tolower(y) }
END {
	split("k a b", columns, " ")
	for (s = 1; s <= 2; s++)
		for (i = 1; i <= rows[s]; i++) {
			r = s SUBSEP i
			key = of[r]
			if (key == "")
				say("no-key", r, "", "", "", s == 1 ? line[r] : "", s == 2 ? line[r] : "")
			else if (twice(key)) {
				if (!(key in told))
					say("duplicate", r, "", "", "", lines[1, key], lines[2, key])
				told[key]
			} else if (!count[3 - s, key])
				say(s == 1 ? "only-left" : "only-right", r, "", "", "", s == 1 ? line[r] : "", s == 2 ? line[r] : "")
			else if (s == 1) {
				o = 2 SUBSEP last[2, key]
				for (c = 1; c <= 3; c++) {
					x = cell[r, columns[c]]
					y = cell[o, columns[c]]
					if (x != y)
						say(same(x, y) ? "spelling" : "differs", r, columns[c], x, y, line[r], line[o])
				}
			}
		}
}
