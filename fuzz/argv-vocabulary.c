/* argv-vocabulary.c - the words that command lines are made of, by kind */
/* SPDX-License-Identifier: MIT */
#include "argv.h"

const char *const hostile_words[] = {
	"", " ", "　", "-", "--", "---", "-x", "--nosuch", "--all=1", "\033[2J\033]0;x\a", "\033", "\177",
	"\302\205", "\302\23331m", "\342\200\256abc", "\342\200\252x\342\200\254", "\342\201\246x", "\342\200\217",
	"\377\376", "\355\240\200", "\300\200", "\364\220\200\200", "\302", "\201", "%s%n%d", "%s%n", "-1",
	"999999999999999999999", "pw;touch${IFS}x", "$(touch x)", "`touch x`", "x;touch x", "' OR 1=1 --",
	"=1+1", "@SUM(A1)", "+1", "a,b", "\"", "\"\"", "a\nb", "a\r\nb", "\t", "\\", "\342\200\250",
	"\357\273\277", "😀👨‍👩‍👧", "e\314\201\314\201", "ﾊﾟ", "㍻", "..", "*", "NULL", "\001", LONG "a", LONG "事",
	LONG " ", LONG "　事事事事事事事", LONG "=", LONG "\033", LONG "\342\200\256", LONG "👨‍👩‍👧",
	LONG "S09-01@2026-11 ", NULL,
};

#define LIST(...) (const char *const []){ __VA_ARGS__, NULL }

const struct kind kinds[128] = {
	['A'] = { /* an activity */
		LIST("pw", "inc", "kadai", "fix", "doc", "S14-01", "s14-01", "Ｓ１４－０１", "pw;touch${IFS}x"),
		LIST("インシデント", "パスワード", "a", "S09-01", "S99-99", "%s%n", "S13ー01", "$(touch",
		    "X01-03", "other") },
	['B'] = { /* who approves */
		LIST("鈴木課長", "me", "佐藤　太郎"),
		LIST("", " ", "　", "a\"b", "\342\200\256x", LONG "鈴") },
	['D'] = { /* a day or a moment */
		LIST("2026-11-24", "11/24", "today", "2026-11-24T10:00", "令和8年11月24日", "R8.11.24", "今日",
		    "火曜", "12/1"),
		LIST("0001-01-01", "1599-12-31", "1600-01-01", "9999-12-31", "9999-12-31T23:59:59",
		    "10000-01-01", "2026-02-30", "2027-02-01", "2027-05-01", "2026-11-24T25:00", "昨日",
		    "明治1年1月1日", "R99.12.31", "R0.1.1", "-1-1-1", "",
		    "2026-11-24T10:00:00.9999999999999999999999", "99999999-1-1", "13/45", "10:30",
		    "2026-11-24T", "2026-11") },
	['E'] = { /* a file of parts */
		LIST("parts.csv"),
		LIST("-", "missing.csv", "sub", "garbage.csv", "empty.csv", "cp932.csv", "sow.csv", "") },
	['F'] = { /* name=value */
		LIST("assignee=me", "due=12/1", "due=2026-12-24", "priority=高", "requester=佐藤　太郎",
		    "min=15", "min+=20", "tags+=sow候補", "担当＝田中", "link=http://a/?b=c", "ｍｉｎ＝５",
		    "note=a,\"b\"", "対象=NAS", "what=凍る", "soft=Teams", "parent=1", "site=北山", "tags=a b",
		    "priority=", "link=", "requester=%s%n"),
		LIST("title=", "title= ", "title=　", "title=x", "status=done", "status=void", "status=",
		    "opened=9999-12-31", "opened=1600-01-01", "opened=", "closed=0001-01-01",
		    "closed=2026-11-24", "due=9999-12-31", "due=10000-01-01", "due=1600-01-01",
		    "minutes=999999999999999999999", "minutes=-1", "min+=1000000", "min+=", "keys=",
		    "keys=S13-01", "keys=S09-01@2026-12 S09-01@2026-12", "keys=　", "keys+=S09-02@2026-12",
		    "keys=@", "ref=1", "ref=K-1", "ref=ref:ref:", "ref= ", "parent=2", "parent=999", "parent=",
		    "part=x", "part=", "part+=y", "rev=1", "id=2", "sum=0", "by=x", "=x", "＝", "+=", "＋＝",
		    "note=", "note+=b", "note=\033[2J", "note=\342\200\256x", "note=a\nb",
		    "tags=for:a until:2026-12-01 until:", "tags=　", "what=", "what+=x", "soft=：",
		    "month=2026-13", "month=先月", "day=x", "day=明日", "user=a：b", "log=x", "ASSIGNEE=ME",
		    "approved=x", "approved=", "related=cause:1", "related=x", "nosuch=1", "no such=1",
		    "title=\342\200\256x", "title=インシデント（a：b）", "件名＝（）", "assignee=\t", "x+=",
		    "a=b=c", "title=\377") },
	['G'] = { /* whom a ticket waits for */
		LIST("vendor", "customer", "ｖｅｎｄｏｒ"),
		LIST("a b", "", "　", ":", "until:", "a\tb", "\342\200\256x", LONG "v") },
	['H'] = { /* a table of the report */
		LIST("summary", "opened", "closed", "remaining", "plan"),
		LIST("Summary", "", "[plan]", "plan+1", "ｐｌａｎ") },
	['I'] = { /* a ticket */
		LIST("1", "2", "3", "4", "5", "6", "7", "8", "9", "#2", "2026-0003", "K-1", "ref:K-1", "１",
		    "＃２", "２０２６－０００４"),
		LIST("0", "99", "-1", "999999999999999999999", "2026-9999", "2026-0000", "2026-", "ref:",
		    "ref:1", "20-1", "1.", "１２３４５６７８９０１２３４５６７８９０１２３４５６７８９０", "#",
		    "##1", "+1", " 1", "1,2", "0x1", "001") },
	['J'] = { /* a note from a file */
		LIST("note.txt", "cp932.txt"),
		LIST("-", "empty.csv", "sub", "missing", "garbage.csv", "rows.csv", "") },
	['K'] = { /* an occurrence */
		LIST("S09-01@2026-12", "S09-02@2026-12", "S09-03@2027-01", "S03-01@2026-W50", "S03-01@2026-W51",
		    "S09-04@FY2026H2", "S08-02@FY2026", "s09-01@来月", "S09-01@今月",
		    "Ｓ０９－０２＠２０２６－１１", "X01-02@2026-12", "S09-01@2026-05", "S03-01@2026-W40"),
		LIST("S09-01@", "@", "@2026-11", "S09-01@2026-13", "S03-01@2026-W54", "S03-01@2026-W53",
		    "S08-02@FY9999", "S09-01@9999-12", "S09-01@1600-01", "S09-01@2026-11..2026-12",
		    "S09-01@S09-01@2026-11", "S13-01@2026-11", "S09-01@０００１－０１", "S09-01@fy+9999",
		    "S03-01@week-9999", "S09-01@2027-04", "%n@2026-11", "S99-99@2026-11",
		    "S09-01@2026-11 S09-02@2026-11", "S09-01 @2026-11", "@@@@", "S08-02@fy-9999") },
	['L'] = { /* a layout */
		LIST("weekly", "mine"), LIST("bad", "wide", "nosuch", "", ".", "weekly.csv", "../x", "週報", "%n") },
	['M'] = { /* a number */
		LIST("1", "3", "10", "50", "５"),
		LIST("0", "-1", "999999999999999999999", "9223372036854775807", "9223372036854775808",
		    "2147483648", "4294967297", "1000000", "1000001", "3660", "1e3", "0x10", "", "+5", " 5",
		    "5 ", "１２", "一", "NaN") },
	['N'] = { /* a note */
		LIST("再起動した", "a \"quoted\" note", "佐藤　太郎に電話", "=cmd|' /C calc'!A0",
		    "100% 完了 %s%n", "「確認済」、完了"),
		LIST("", " ", "　", "a=b", "id=1", "\033[31mred", "\342\200\256abc\342\200\254",
		    "\342\201\246x\342\201\251", "a\tb", "a\nb", "\302\205", "\377", "\342\200\250",
		    "\357\273\277x", "-", "note=x", LONG "長い") },
	['O'] = { /* a file to write; never one that is read */
		LIST("out.csv", "sub/out.csv", "週報.csv", "out2"),
		LIST("sub", "nosuch/out.csv", "", "out.csv/x", "dangling", LONG "a", "out\nput", "-") },
	['P'] = { /* a period */
		LIST("week", "month", "2026-11", "2026-W48", "FY2026", "FY2026H2", "FY2026Q3", "先月",
		    "2026-11-01..2026-12-15", "11月", "令和8年11月", "week-1", "today", "month+1",
		    "２０２６－１２", "2026年度上期", "11/24", "2026-05", "FY2025"),
		LIST("2026-W54", "2026-W53", "FY9999", "FY9998", "..2026-11", "2026-11..", "..", "...",
		    "9999-12", "9998-12", "1600-01", "1600-01-01..9998-12-31", "1948-01-01..2099-12-31",
		    "0001-01", "9999-12-31", "1600-01-01", "week+9999", "week-9999", "fy-9999", "fy+9999",
		    "month+99999999999999999999", "2026-11..2026-10", "2026-13", "2026-00", "FY2026H3",
		    "FY2026Q0", "FY１６００", "99月", "0月", "2026-11..2026-11..2026-12", "", "month-",
		    "明治99年1月", "昭和64年度", "平成31年4月") },
	['Q'] = { /* words to search for, values to compare with */
		LIST("S09", "1", "2", "3", "5", "8", "open", "確認", "2026-11", "10..30", "2026-11-20..", "a",
		    "完了", "月次", "due", "ＳＫＹＳＥＡ", "0", "me"),
		LIST("", "..", "1..", "..1", "-1..-2", "-3", "05.0", "5.", "1.2.3", "1.", "-", "+", "-0",
		    "00000000000000000000000000000001", "999999999999999999999..", "2026-11..x", "9999-12-31",
		    "ウェア", "%s", "fy+9999", "...", "1600-01-01..9998-12-31") },
	['R'] = { /* a regular expression */
		LIST("^a", "S0[0-9]", "イン.*", "(a|b)+", ".", "確認$", "^$", "[あ-ん]"),
		LIST("[", "(", ")", "*", "\\", "a{99999}", "a{2,1}", "[[:nosuch:]]", "(a*)*b", "(.*)*(.*)*x",
		    "\\(", "()", "(a|)*$", "[^", "(a)\\1", "\\9", "[z-a]", "[[.x.]]", "[[=a=]]", "", "a**",
		    "^*", "{", "a{,", "(a{20}){20}", LONG "(", LONG "a|", LONG "[") },
	['S'] = { /* what replaces a character */
		LIST("?", "〓", "-", "ｱ"),
		LIST("", "ab", "〓〓", "𠮷", "é", "\"", "=", "\"\"\"\"\"\"\"\"", "日本語の長い文字列", "\n",
		    LONG "?", LONG "〓") },
	['T'] = { /* a ledger */
		LIST("tickets.csv", "other.csv"),
		LIST("-", "sow.csv", "missing.csv", "link.csv", "sub", "old.csv", "empty.csv", "",
		    "garbage.csv", "stream.csv", "dangling", "sub/tickets.csv", "nosuch/tickets.csv") },
	['U'] = { /* another ledger */
		LIST("old.csv", "old.csv", "rest.csv"),
		LIST("-", "cp932.csv", "sub", "missing.csv", "garbage.csv", "empty.csv", "tickets.csv",
		    "sow.csv", "rows.csv", "") },
	['V'] = { /* what fills a place of a title */
		LIST("Outlook", "起動しない", "NAS", "a b", "佐藤", "Ｔｅａｍｓ", "（旧）", "=1+1"),
		LIST("", " ", "　", "a：b", "：", "）", "（", "a\nb", "\342\200\256x", "a\342\200\250b", "-",
		    LONG "件", "{期間}") },
	['X'] = { /* a copy of the ledger */
		LIST("copy.csv", "copy.csv", "other.csv"),
		LIST("tickets.csv", "missing.csv", "sub", "garbage.csv", "empty.csv", "stream.csv", "link.csv",
		    "old.csv", "", "-") },
	['c'] = { /* columns, when they are not drawn one by one */
		LIST("title", "title,title"),
		LIST("", ",", ",,", "title,,title", "nosuch", "ｔｉｔｌｅ", "件名", "title ", " title",
		    "件名,title", "TITLE", LONG ",", LONG "title,", "title\n", "%s") },
	['d'] = { /* a directory */
		LIST("./", "sub"), LIST("nosuch", "", "sow.csv", "sub/", "./sub", "..", LONG "a", "dangling") },
	['e'] = { /* an encoding */
		LIST("UTF-8", "CP932", "ＵＴＦ－８", "utf-8"),
		LIST("UTF-16LE", "UTF-16BE", "", "utf8", "Shift_JIS", "UTF-7", "UTF-8 ") },
	['f'] = { /* a format */
		LIST("csv", "tsv", "table", "json", "excel", "cp932", "ics"),
		LIST("", "CSV", "xlsx", "csv ", "ｃｓｖ", "csv,tsv") },
	['h'] = { /* a language of the header */
		LIST("en", "ja"),
		LIST("", "jp", "JA", "ｊａ") },
	['l'] = { /* a cell to blank */
		LIST("note", "requester", "件名", "link", "site"),
		LIST("id", "rev", "sum", "keys", "", "nosuch", "ｎｏｔｅ", "status", "by") },
	['m'] = { /* a map for import */
		LIST("excel", "excel"),
		LIST("nosuch", "", "./old.csv", "garbage.csv", "../x", "a/b", ".", "maps/mine.csv", "mine") },
	['p'] = { /* two days */
		LIST("2026-04-01..2027-04-01", "2026-11-01..2026-11-24"),
		LIST("..2026-11", "2026-11-24", "2026-11-24..", "9999-12-31..9999-12-31",
		    "1600-01-01..9999-12-31", "", "x") },
	['q'] = { /* what becomes of a formula */
		LIST("quote", "error", "raw"),
		LIST("", "Quote", "none") },
	['w'] = { /* columns that the team adds */
		LIST("site", "site,channel", "x1,y_2"),
		LIST("", "id", "a,,b", "Ａ", "site,site", "what", "note", "min", ",", "a-b", "a b", LONG "a",
		    LONG "a,", "件名", "=1") },
};

const char *const operators[] = { "=", "!=", "<", "<=", ">", ">=", "~", "＝", "！＝", "＜", "＞", NULL };
const char *const broken_operators[] = { "==", "=~", "", "≦", "!", "!~", "<>", "= ", NULL };
