/* argv.c - hostile command lines for the four programs: no crash, no hang, no harm
 *
 * argv [-l] BIN SHARE N [SEED]: a small team in a scratch directory, then N command
 * lines drawn from a grammar. With -l, what stands on the standard error is not looked
 * at. The same seed draws the same lines. */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <err.h>

#include "memory.h"
#include "text.h"

enum {
	LIMIT = 10,      /* seconds a run may take */
	AFRESH = 50,     /* runs between two ledgers from the saved copy */
	OFTEN = 10,      /* runs between two looks at a ledger that did not change */
	WORDS = 64,      /* of a command line, at most */
	LENGTH = 100000, /* bytes of a very long word */
	LONGEST = 120000, /* bytes of any word: the system takes no more than 128 KiB */
	POOL = 1 << 20,  /* bytes of all the words that are made for a line */
	TOLD = 4096,     /* bytes of a command line that are shown */
};

extern char **environ;

/* ======== the grammar: words ======== */

#define LONG "\003" /* what follows, again and again, makes a very long word */

/* Words that suit no place. */
static const char *const hostile[] = {
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

/* By its letter, what may stand in a place: what is mostly taken, and what is at the edge. */
static const struct kind {
	const char *const *good, *const *odd;
} kinds[128] = {
	['A'] = { /* an activity */
		LIST("pw", "inc", "kadai", "fix", "doc", "S14-01", "s14-01", "Ｓ１４－０１", "pw;touch${IFS}x"),
		LIST("インシデント", "パスワード", "a", "S09-01", "S99-99", "%s%n", "S13ー01", "$(touch",
		    "X01-03", "other") },
	['B'] = { /* who decided */
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
	['E'] = { /* parts of a ticket */
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
	['G'] = { /* whom it waits for */
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
	['O'] = { /* a file to be written; none that is read */
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
	['Q'] = { /* words to look for, values to compare with */
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
	['S'] = { /* in place of a character */
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
	['V'] = { /* what stands in a title */
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
	['h'] = { LIST("en", "ja"), LIST("", "jp", "JA", "ｊａ") },
	['l'] = { /* a cell to be blanked */
		LIST("note", "requester", "件名", "link", "site"),
		LIST("id", "rev", "sum", "keys", "", "nosuch", "ｎｏｔｅ", "status", "by") },
	['m'] = { LIST("excel", "excel"), LIST("nosuch", "", "./old.csv", "garbage.csv", "../x", "a/b", ".",
		    "maps/mine.csv", "mine") },
	['p'] = { /* two days */
		LIST("2026-04-01..2027-04-01", "2026-11-01..2026-11-24"),
		LIST("..2026-11", "2026-11-24", "2026-11-24..", "9999-12-31..9999-12-31",
		    "1600-01-01..9999-12-31", "", "x") },
	['q'] = { LIST("quote", "error", "raw"), LIST("", "Quote", "none") },
	['w'] = { /* columns of the team's own */
		LIST("site", "site,channel", "x1,y_2"),
		LIST("", "id", "a,,b", "Ａ", "site,site", "what", "note", "min", ",", "a-b", "a b", LONG "a",
		    LONG "a,", "件名", "=1") },
};

/* Between a column and a value. */
static const char *const operators[] = { "=", "!=", "<", "<=", ">", ">=", "~", "＝", "！＝", "＜", "＞", NULL };
static const char *const broken_operators[] = { "==", "=~", "", "≦", "!", "!~", "<>", "= ", NULL };

/* ======== the grammar: options ======== */

static const struct option {
	const char *name;
	char letter, kind; /* 0: none, a flag */
} options[] = {
	{ "all", 'a', 0 }, { "any", 0, 0 }, { "approver", 0, 'B' }, { "as-is", 0, 0 }, { "as-of", 0, 'D' },
	{ "backfill", 0, 0 }, { "calendar", 0, 0 }, { "candidates", 0, 0 }, { "cell", 0, 'l' }, { "check", 0, 0 },
	{ "clock", 0, 0 }, { "columns", 'c', 'C' }, { "copies", 0, 0 }, { "copy", 0, 'X' },
	{ "diff", 0, 'p' }, { "directory", 'C', 'd' }, { "done", 0, 0 }, { "dry-run", 'n', 0 }, { "each", 0, 'E' },
	{ "edit", 'E', 0 }, { "exit-code", 'e', 0 }, { "explain", 0, 'K' }, { "file", 'F', 'J' }, { "follow", 'L', 0 },
	{ "for", 0, 'G' }, { "force", 0, 0 }, { "force-fs", 0, 0 }, { "format", 'o', 'f' }, { "formula", 0, 'q' },
	{ "from", 0, 'e' }, { "header", 0, 'h' }, { "help", 'h', 0 }, { "if-rev", 0, 'M' }, { "layout", 'f', 'L' },
	{ "lead", 'l', 'M' }, { "lint", 0, 0 }, { "map", 'm', 'm' }, { "max", 0, 'M' }, { "min", 0, 'M' },
	{ "min-rev", 0, 'M' }, { "on", 0, 'D' }, { "output", 'O', 'O' }, { "parent", 0, 'I' }, { "period", 'p', 'P' },
	{ "rev", 0, 'M' }, { "skip-to", 0, 'R' }, { "start", 0, 0 }, { "subst", 0, 'S' }, { "tickets", 't', 'T' },
	{ "today", 0, 'D' }, { "until", 0, 'D' }, { "version", 0, 0 }, { "wait", 0, 'M' }, { "waiting", 0, 0 },
	{ "where", 'w', 'W' }, { "why", 0, 'N' }, { "with", 0, 'w' },
};
enum { NOPTIONS = sizeof(options) / sizeof(*options) };

/* ======== the grammar: forms ======== */

#define PRINT "columns format formula header output subst where where columns format directory today "
#define WRITE "dry-run dry-run force-fs clock wait tickets follow directory today "
#define NOTED "why file edit if-rev from "

#define CONTRACT "id no major title frequency target schedule lead alias valid_from note"
#define DUE "keys state nominal due title target ticket"
#define TICKETS "id number status due title part parts requester assignee minutes rev keys opened tags note"
#define LEDGER "rev at by id status keys title opened due closed minutes parent ref tags note batch related"
#define PAIR "item value"

/*
 * A capital is a word of that kind, with ? behind it one that may be left out; -- begins
 * an option that the form needs; all else stands as it is.
 */
static const struct form {
	size_t weight;
	const char *program, *words, *options, *columns, *input;
	bool writes; /* prints ids of tickets that are saved */
} forms[] = {
	{ 5, "sow-list", "Q? Q?", PRINT "all as-of exit-code", CONTRACT, NULL, false },
	{ 2, "sow-list", "--candidates", PRINT "min tickets follow exit-code as-of", "content times minutes reason", NULL, false },
	{ 2, "sow-list", "--diff", PRINT "exit-code", "change id title column before after", NULL, false },
	{ 1, "sow-list", "--check", PRINT, "name state", NULL, false },
	{ 6, "sow-due", "", PRINT "all as-of backfill each exit-code lead max period period tickets follow from", DUE, NULL, false },
	{ 2, "sow-due", "--calendar", PRINT "period as-of", "date weekday state name due", NULL, false },
	{ 2, "sow-due", "--explain", PRINT "tickets as-of", PAIR, NULL, false },
	{ 5, "sow-report", "H --period", PRINT "as-of exit-code tickets follow from", TICKETS, NULL, false },
	{ 2, "sow-report", "summary --period", PRINT "as-of tickets", "major carried opened closed remaining", NULL, false },
	{ 3, "sow-report", "--layout --period", "format formula header output subst directory today as-of tickets", "", NULL, false },
	{ 6, "sow-ticket", "list Q?", PRINT "all as-of exit-code waiting tickets follow from skip-to", TICKETS, "stream.csv", false },
	{ 1, "sow-ticket", "list --lint", PRINT "all tickets", "id title expected reason", NULL, false },
	{ 2, "sow-ticket", "show I", PRINT "as-of tickets follow", PAIR, NULL, false },
	{ 2, "sow-ticket", "log I? I?", PRINT "as-of tickets", LEDGER, NULL, false },
	{ 1, "sow-ticket", "verify", "min-rev copy tickets follow directory", "", NULL, false },
	{ 2, "sow-ticket", "init", "with with tickets tickets directory directory dry-run", "", NULL, false },
	{ 3, "sow-ticket", "new pw F? F?", WRITE "done start on edit file", "", NULL, true },
	{ 2, "sow-ticket", "new inc V V F?", WRITE "done start on edit file", "", NULL, true },
	{ 2, "sow-ticket", "new fix V F?", WRITE "done on file", "", NULL, true },
	{ 2, "sow-ticket", "new A V? V? F?", WRITE "done start on", "", NULL, true },
	{ 3, "sow-ticket", "new K F?", WRITE "done start file", "", NULL, true },
	{ 2, "sow-ticket", "new -", WRITE "max from skip-to", "", "rows.csv", true },
	{ 1, "sow-ticket", "new --each --parent", WRITE "from", "", "parts.csv", true },
	{ 4, "sow-ticket", "set I I? F F?", WRITE "if-rev why force", "", NULL, true },
	{ 2, "sow-ticket", "set -", WRITE "why from skip-to as-is", "", "sheet.csv", true },
	{ 1, "sow-ticket", "set - F", WRITE "why from", "", "ids.csv", true },
	{ 2, "sow-ticket", "start I F? N?", WRITE NOTED, "", NULL, true },
	{ 3, "sow-ticket", "hold I F? N?", WRITE NOTED "until for until for", "", NULL, true },
	{ 3, "sow-ticket", "done I I? F? N?", WRITE NOTED "on force force", "", NULL, true },
	{ 1, "sow-ticket", "done - F? N?", WRITE "on force from why", "", "ids.csv", true },
	{ 2, "sow-ticket", "cancel I F? N?", WRITE NOTED "on force approver", "", NULL, true },
	{ 2, "sow-ticket", "reopen I F? N?", WRITE NOTED, "", NULL, true },
	{ 2, "sow-ticket", "note I I? N", WRITE "if-rev", "", NULL, true },
	{ 1, "sow-ticket", "note I", WRITE NOTED, "", NULL, true },
	{ 2, "sow-ticket", "approve I --approver F? N?", WRITE NOTED, "", NULL, true },
	{ 2, "sow-ticket", "move I A V? V? F?", WRITE "why if-rev", "", NULL, true },
	{ 1, "sow-ticket", "move I K F?", WRITE "why", "", NULL, true },
	{ 2, "sow-ticket", "waive K K? --approver --why", WRITE "force", "", NULL, true },
	{ 1, "sow-ticket", "waive - --approver --why", WRITE "from skip-to", "", "keys.csv", true },
	{ 2, "sow-ticket", "split I K K?", WRITE, "", NULL, true },
	{ 1, "sow-ticket", "split 5 S09-02@2026-11", WRITE, "", NULL, true },
	{ 2, "sow-ticket", "undo", WRITE "any", "", NULL, true },
	{ 1, "sow-ticket", "redact I --cell --why --rev", WRITE "copies", "", NULL, true },
	{ 1, "sow-ticket", "redact 1 --cell=note --why --rev=1", WRITE "copies", "", NULL, true },
	{ 1, "sow-ticket", "import U --map", PRINT WRITE "from skip-to", "管理番号 件名 状態 reason", "old.csv", true },
	{ 1, "sow-ticket", "import old.csv --map=excel", WRITE, "", NULL, true },
	{ 1, "sow-ticket", "restore X", WRITE "min-rev", "", NULL, true },
	{ 1, "sow-ticket", "Q? V?", WRITE, "", NULL, false },
};
enum { NFORMS = sizeof(forms) / sizeof(*forms) };

/* What a program may find on its standard input. */
static const char *const inputs[] = {
	"ids.csv", "rows.csv", "sheet.csv", "keys.csv", "stream.csv", "parts.csv", "old.csv", "empty.csv", "garbage.csv",
	"cp932.csv", "note.txt", "torn.csv", NULL,
};

/* ======== the team ======== */

#define FILE_OF(name, bytes) { name, bytes, sizeof(bytes) - 1 }
#define ACTIVITIES \
	"X01-01,20,追加,仮,仮,追加対応（事象）,試しの作業,随時,,,,,pw;touch${IFS}x,,,\n" \
	"X01-02,20,追加,仮,仮,追加点検（年月）,=1+1,月次,NAS,第5営業日 期限,3,,%s%n,,,\n" \
	"X01-03,20,追加,仮,仮,追加申請（ソフト名：ユーザ名）,\"a \"\"b\"\", c\",随時,,,,要,$(touch x),,,\n" \
	"X01-04,20,追加,仮,仮,追加棚卸,改める,四半期,,翌月10日 後ろ倒し,,,,,2026-12-31,\n" \
	"X01-04,20,追加,仮,仮,追加棚卸（新）,改めた,四半期,,末日,,,,2027-01-01,,\n"

/* Written as they are; the first of them is a ledger's rows in a stream. */
static const struct file {
	const char *name, *bytes;
	size_t n;
} files[] = {
	FILE_OF("stream.csv", "id,status,keys,title,due,opened,closed\n1,open,S03-01@2026-W48,x,2026-11-27,2026-11-24,\n"
	    "2,done,S13-01,\"a,\"\"b\",,2026-11-24,2026-11-24\n"),
	FILE_OF("closed.csv", "date,state,name\n2026-11-27,閉,停電\n12月29日..1月3日,,\n2026-12-19,開,\"臨時, \"\"x\"\"\"\n"),
	FILE_OF("staff.csv", "login,name\nfuzz,不明　太郎\nroot,\"a \"\"b\"\"\"\n"),
	FILE_OF("contract.csv", "name,from,to\nKPBE,2025-04-01,2027-03-31\n"),
	FILE_OF("layouts/mine.csv", "報告,{期間},{期},{年月},{年度},{作成日},{和暦作成日}\n[summary],major,opened=新規\n"
	    "[plan+1],due=日,title,state\n[closed-1],title,action,closed\n"),
	FILE_OF("layouts/bad.csv", "{nosuch},%s%n\n[plan+999999999999],due\n"),
	FILE_OF("layouts/wide.csv", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,x\n[plan+1000],title\n"),
	FILE_OF("maps/mine.csv", "column,source,cell,value\ntitle,件名,,\nref,管理番号,,\nopened,受付日,,\n"),
	FILE_OF("parts.csv", "part,target,minutes\nsrv1,NAS,\nsrv2,,5\n\"s,3\",\"\",\n"),
	FILE_OF("ids.csv", "1\n2\n#3\n"),
	FILE_OF("keys.csv", "S09-01@2026-12\nS09-03@2026-12\n"),
	FILE_OF("sheet.csv",
	    "\357\273\277\"ID\",\"期日\",\"優先度\",\"備考\"\r\n\"1\",\"2026/12/10\",\"高\",\"a\r\nb\"\r\n\"2\",\"\",\"\",\"\"\r\n"),
	FILE_OF("old.csv", "管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容\r\n"
	    "A-1,インシデント（Teams：落ちる）,クローズ,南山高校,佐藤,2026/11/20,2026/11/20,20,再起動\r\n"),
	FILE_OF("rest.csv", "管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容,keys,values,parent,target\r\n"
	    "A-2,\"a \"\"b\",未対応,,,2026/11/20,,,,S13-01,プリンタ：動かない,,\r\nA-3,x,,,,11/20,,x,,,,,\r\n"
	    "A-4,定例チェック（2026年9月）,クローズ,,,2026/9/1,2026/9/7,60,,,,A-2,\r\nA-5,インシデント(a:b),,,,2026/9/1,,,,,,,\r\n"
	    "A-6,定例チェック（2026年9月）,クローズ,,,2026/9/1,2026/9/7,60,,,,,SKYSEA\r\n,,,,,,,,,,,,\r\n,z,,,,2026/9/1,,,,,,,\r\n"
	    "A-7,追加申請（NAS：佐藤）,,,,2026/9/1,,-1,\033,,,,\r\nA-8,z,,,,2027/9/1,,,,,,,\r\nA-8,z,,,,2026/9/1,,,,S99,,,\r\n"
	    "1,z,done,,,2026/9/1,,,,-,,,\r\nA-1,y,,,,2026/1/1,,,,-,,,\r\n"),
	FILE_OF("note.txt", "一行目\r\n\r\n　二行目\t\"x\"\n"),
	FILE_OF("cp932.txt", "\215\304\213\116\223\256\r\n\203\145\203\130\203\147\r\n"),
	FILE_OF("empty.csv", ""),
	FILE_OF("garbage.csv", "\"\000\377,\n\033[2J,\"\"\"\n\342\200\256,\302\205\n\r\r,\"x\n"),
	FILE_OF("torn.csv", "id,keys,title,due\n1,S09-01@2026-12,\"never closed\n2,x\n3,\377,y,z,too,many\n"),
};
enum { NFILES = sizeof(files) / sizeof(*files) };

/* The ledger's beginning; what the program refuses is not in it. */
static const char *const beginning[][9] = {
	{ "sow-ticket", "init", "--with=site" },
	{ "sow-ticket", "new", "inc", "Outlook", "起動しない", "requester=佐藤　太郎", "note=a \"b\", c", "ref=K-1" },
	{ "sow-ticket", "new", "pw", "note=\033[2J" },
	{ "sow-ticket", "new", "pw", "site=北山", "note=\342\200\256逆\342\200\254 \342\201\246x\342\201\251" },
	{ "sow-ticket", "new", "pw;touch${IFS}x", "a　b", "note=='%s%n'", "min=5" },
	{ "sow-ticket", "new", "fix", "\342\200\256x", "tags=sow候補", "due=12/1" },
	{ "sow-ticket", "new", "S09-01@2026-11", "note=　全角　" },
	{ "sow-ticket", "set", "5", "keys=S09-01@2026-11 S09-02@2026-11 S09-03@2026-11" },
	{ "sow-ticket", "new", "other", "掲示板の移行", "requester=\"x\"" },
	{ "sow-ticket", "new", "--each=parts.csv", "--parent=1" },
	{ "sow-ticket", "new", "pw", "--done", "min=5", "note=済\342\200\250二行目" },
	{ "sow-ticket", "hold", "2", "--until=12/1", "--for=vendor" },
	{ "sow-ticket", "new", "--each=parts.csv", "--parent=4" },
};

/* Ledgers that a line may write to, and that must stay sound. */
static struct ledger_file {
	const char *path;
	off_t size; /* -1: there is none */
	ino_t inode;
	unsigned long long rev; /* of its last row */
} ledgers[] = { { .path = "tickets.csv" }, { .path = "other.csv" }, { .path = "sub/tickets.csv" } };
enum { NLEDGERS = sizeof(ledgers) / sizeof(*ledgers) };

static struct {
	char *bytes;
	size_t n;
} saved;

static const char *bin;
static char *keeper; /* sow-ticket, as verify is run */
static char top[] = "/tmp/sow-argv.XXXXXX";
static bool lenient;

/* ======== chance ======== */

static uint64_t state = 88172645463325252u, seed = 1;

static size_t
draw(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}

/* ======== words ======== */

struct line {
	const struct form *form;
	const char *word[WORDS + 1];
	size_t n;
	const char *input;
	bool wild, dry, elsewhere; /* elsewhere: another ledger may have been named */
	bool help;
};

static char pool[POOL];
static size_t used;

/* A word that lasts as long as its line; one that is too long is cut. */
static const char *
made(const char *format, ...) __attribute__((format(printf, 1, 2)));

static const char *
made(const char *format, ...)
{
	char *text = pool + used;
	size_t left = sizeof(pool) - used;
	va_list ap;
	int n;

	left = left > LONGEST ? LONGEST : left;
	if (left < 2)
		return "y";
	va_start(ap, format);
	n = vsnprintf(text, left, format, ap);
	va_end(ap);
	used += n < 0 ? 1 : (size_t)n >= left ? left : (size_t)n + 1;
	return text;
}

/* The word itself, or the very long one that it stands for. */
static const char *
grown(const char *word)
{
	size_t n = strlen(word) - 1, i;
	char *text = pool + used;

	if (*word != *LONG || n == 0 || sizeof(pool) - used < LENGTH + 1)
		return *word == *LONG ? word + 1 : word;
	for (i = 0; i + n <= LENGTH; i += n)
		memcpy(text + i, word + 1, n);
	text[i] = '\0';
	used += i + 1;
	return text;
}

static const char *
pick(const char *const *list)
{
	size_t n;

	for (n = 0; list[n] != NULL; n++)
		;
	return grown(list[draw(n)]);
}

/* One of the words of a text that has a space between two. */
static const char *
one_of(const char *text)
{
	const char *s = text;
	size_t n = 0, at;

	for (; *s != '\0'; s++)
		n += *s != ' ' && (s[1] == ' ' || s[1] == '\0');
	for (at = draw(n), s = text; at > 0; at--)
		s = strchr(s, ' ') + 1;
	return made("%.*s", (int)strcspn(s, " "), s);
}

/* As an input method leaves it. */
static const char *
widened(const char *s)
{
	char *text = pool + used, *end = pool + sizeof(pool) - 4;

	if (strlen(s) * 3 > LONGEST)
		return s;
	for (; *s != '\0' && pool + used < end; s++)
		if (*s > ' ' && *s < 0x7f) {
			pool[used++] = '\357';
			pool[used++] = (char)(0xbc + (*s >= 0x60));
			pool[used++] = (char)(0x80 + (*s - 0x20) % 0x40);
		} else {
			pool[used++] = *s;
		}
	pool[used++] = '\0';
	return text;
}

/* The word as no hand would leave it. */
static const char *
mutated(const char *s)
{
	static const char *const bytes[] = { "\377", "\200", "\302", "\033", "\n", "\r", "\t", "\357\274", "\340", NULL };
	size_t n = strlen(s);
	int at = (int)draw(n + 1);

	switch (draw(7)) {
	case 0: /* a hostile word comes in */
		return made("%.*s%s%s", at, s, pick(hostile), s + at);
	case 1:
		return widened(s);
	case 2: /* a byte is another */
		return made("%.*s%s%s", at, s, pick(bytes), s + at + ((size_t)at < n));
	case 3: /* two words with U+3000 between */
		return made("%s　%s", s, pick(kinds[(int)"AFINQV"[draw(6)]].good));
	case 4:
		return made("%.*s", at, s);
	case 5:
		return made("%s%s%s", s, s, s);
	}
	return made("　%s ", s);
}

static const char *word(const struct line *, char kind);

static const char *
filter(const struct line *l)
{
	const char *op = pick(l->wild && draw(8) == 0 ? broken_operators : operators);
	const char *column = *l->form->columns == '\0' ? "title" : one_of(l->form->columns);

	return made("%s%s%s", column, op, word(l, *op == '~' ? 'R' : 'Q'));
}

static const char *
columns(const struct line *l)
{
	const char *list;
	size_t n;

	if (draw(l->wild ? 4 : 20) == 0 || *l->form->columns == '\0')
		return word(l, 'c');
	for (list = one_of(l->form->columns), n = draw(4); n > 0; n--)
		list = made("%s,%s", list, one_of(l->form->columns));
	return list;
}

static const char *
word(const struct line *l, char kind)
{
	const struct kind *k = &kinds[(int)kind];
	const char *s = kind == 'W' ? filter(l) : kind == 'C' ? columns(l) :
	    pick(draw(l->wild ? 3 : 20) == 0 ? k->odd : k->good);

	if (!l->wild || draw(5) > 0)
		return s;
	return draw(2) == 0 ? pick(hostile) : mutated(s);
}

/* ======== command lines ======== */

static void
add(struct line *l, const char *text)
{
	if (l->n < WORDS)
		l->word[l->n++] = text;
}

static void
add_flag(struct line *l, const struct option *o)
{
	if (o->letter != 0 && draw(2) == 0)
		add(l, made("-%c", o->letter));
	else
		add(l, made("--%s%s", o->name, l->wild && draw(16) == 0 ? "=x" : ""));
}

/* A slip of the hand: a name that is cut, a value that is missing, letters in a bunch. */
static void
add_slip(struct line *l, const struct option *o, const char *value)
{
	switch (draw(4)) {
	case 0:
		add(l, made("--%.*s=%s", (int)draw(strlen(o->name) + 1), o->name, value));
		break;
	case 1:
		add(l, made("--%s", o->name));
		break;
	case 2:
		l->dry = true;
		add(l, made("-an%c%s", o->letter == 0 ? 'o' : o->letter, value));
		break;
	case 3:
		add(l, made("-%c", o->letter == 0 ? 'x' : o->letter));
		break;
	}
}

static void
add_option(struct line *l, const struct option *o)
{
	const char *value = o->kind == 0 ? NULL : word(l, o->kind);

	l->dry = l->dry || strcmp(o->name, "dry-run") == 0;
	l->help = l->help || strcmp(o->name, "help") == 0 || strcmp(o->name, "version") == 0;
	l->elsewhere = l->elsewhere || strcmp(o->name, "tickets") == 0 || strcmp(o->name, "directory") == 0;
	if (value == NULL) {
		add_flag(l, o);
	} else if (l->wild && draw(16) == 0) {
		l->elsewhere = true;
		add_slip(l, o, value);
	} else if (o->letter != 0 && draw(2) == 0) {
		if (draw(2) == 0) {
			add(l, made("-%c%s", o->letter, value));
		} else {
			add(l, made("-%c", o->letter));
			add(l, value);
		}
	} else if (draw(2) == 0) {
		add(l, made("--%s=%s", o->name, value));
	} else {
		add(l, made("--%s", o->name));
		add(l, value);
	}
}

static const struct option *
find_option(const char *name)
{
	size_t i;

	for (i = 0; i < NOPTIONS; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	errx(1, "the grammar has no option '%s'", name);
}

/* One that the form takes; on a wild line perhaps any other. */
static void
add_any_option(struct line *l)
{
	if ((l->wild && draw(8) == 0) || *l->form->options == '\0')
		add_option(l, &options[draw(NOPTIONS)]);
	else
		add_option(l, find_option(one_of(l->form->options)));
}

/* A token of the form: a word, one that may be left out, an option, or what it says. */
static void
add_token(struct line *l, const char *token)
{
	if (isupper((unsigned char)*token) && (token[1] == '\0' || token[1] == '?')) {
		if (token[1] == '\0' || draw(3) == 0)
			add(l, word(l, *token));
	} else if (strncmp(token, "--", 2) == 0 && strchr(token, '=') == NULL) {
		add_option(l, find_option(token + 2));
	} else {
		add(l, l->wild && draw(32) == 0 ? widened(token) : token);
	}
}

static const struct form *
draw_form(void)
{
	size_t all = 0, i, at;

	for (i = 0; i < NFORMS; i++)
		all += forms[i].weight;
	for (i = 0, at = draw(all); at >= forms[i].weight; i++)
		at -= forms[i].weight;
	return &forms[i];
}

/* Options stand before, between and behind the other words. */
static void
draw_line(struct line *l)
{
	size_t left, n;
	const char *s;

	used = 0;
	*l = (struct line){ .form = draw_form(), .wild = draw(2) == 0 };
	add(l, made("%s/%s", bin, l->form->program));
	left = draw(l->wild ? 5 : 4);
	for (s = l->form->words; *s != '\0'; s += n + (s[n] == ' ')) {
		for (; left > 0 && draw(3) == 0; left--)
			add_any_option(l);
		if (l->wild && draw(32) == 0)
			add(l, "--");
		n = strcspn(s, " ");
		if (!l->wild || draw(24) > 0)
			add_token(l, made("%.*s", (int)n, s));
	}
	if (l->wild && draw(12) == 0)
		add(l, word(l, "ADFIKNPQV"[draw(9)]));
	for (; left > 0; left--)
		add_any_option(l);
	l->word[l->n] = NULL;
	l->input = l->form->input != NULL && draw(4) > 0 ? l->form->input : pick(inputs);
}

/* ======== what went wrong ======== */

/* So that bash reads the very bytes again. */
static void
print_word(FILE *f, const char *s)
{
	bool plain = *s != '\0' && s[strcspn(s, " '\"\\$`;&|<>()*?[]#~=%{}!")] == '\0', clean = text_valid(s, strlen(s));
	const char *p;
	int32_t c;

	for (p = s; *p != '\0' && clean; ) {
		p += text_char(p, &c);
		clean = !char_controls(c) && !char_turns(c) && c != '\'' && c != 0x2028 && c != 0x3000 && c != 0xfeff;
	}
	if (plain && clean) {
		fputs(s, f);
		return;
	}
	fputs(clean ? "'" : "$'", f);
	for (; *s != '\0'; s++)
		if (clean || (*s >= ' ' && *s < 0x7f && *s != '\'' && *s != '\\'))
			putc(*s, f);
		else
			fprintf(f, "\\x%02x", (unsigned char)*s);
	putc('\'', f);
}

static char *
shell_line(const char *const *argv, const char *input)
{
	size_t size;
	char *text;
	FILE *f = open_memstream(&text, &size);

	if (f == NULL)
		err(1, NULL);
	for (; *argv != NULL; argv++) {
		print_word(f, *argv);
		putc(' ', f);
	}
	fprintf(f, "< %s", input);
	memory_close(f, &text);
	return text;
}

static size_t number; /* of the line */

static void
fail(const char *const *argv, const char *input, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

/* The directory stays; the whole line is in its file «command» also when it is long. */
static void
fail(const char *const *argv, const char *input, const char *format, ...)
{
	char *text = shell_line(argv, input);
	FILE *f = fopen("command", "we");
	va_list ap;

	if (f == NULL || fprintf(f, "%s\n", text) < 0 || fclose(f) != 0)
		warn("command");
	fprintf(stderr, "fuzz-argv: line %zu of seed %llu: ", number, (unsigned long long)seed);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fprintf(stderr, "\n    cd %s/team (out, err, command)\n    ", top);
	fprintf(stderr, "%.*s%s\n", TOLD, text, strlen(text) > TOLD ? "… (the rest is in command)" : "");
	exit(1);
}

/* ======== running ======== */

static void
on_alarm(int signal)
{
	(void)signal; /* waitpid ends */
}

/* The exit code; a signal or a hang ends the campaign. */
static int
run(const char *const *argv, const char *input)
{
	char *const *words = (char *const *)(uintptr_t)argv;
	posix_spawn_file_actions_t actions;
	int status, e;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, 2, "err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if ((e = posix_spawn(&pid, argv[0], &actions, NULL, words, environ)) != 0)
		fail(argv, input, "cannot be run: %s", strerror(e));
	posix_spawn_file_actions_destroy(&actions);
	alarm(LIMIT);
	if (waitpid(pid, &status, 0) == -1) {
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		fail(argv, input, "it takes more than %d seconds", LIMIT);
	}
	alarm(0);
	if (WIFSIGNALED(status))
		fail(argv, input, "it dies of signal %d", WTERMSIG(status));
	return WEXITSTATUS(status);
}

/* ======== what must hold ======== */

static char *
read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "re");
	struct stat st;
	char *bytes;

	if (f == NULL || fstat(fileno(f), &st) == -1 || (bytes = malloc((size_t)st.st_size + 1)) == NULL)
		err(1, "%s", path);
	*n = fread(bytes, 1, (size_t)st.st_size, f);
	bytes[*n] = '\0';
	fclose(f);
	return bytes;
}

static void
write_file(const char *path, const char *bytes, size_t n)
{
	FILE *f = fopen(path, "we");

	if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
		err(1, "%s", path);
}

/* What a terminal would obey, or what is no text at all: its place, or NULL. */
static const char *
obeyed(const char *s, const char *end)
{
	size_t n;
	int32_t c;

	for (; s < end; s += n) {
		n = text_char(s, &c);
		if ((c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
		    (c >= 0x2066 && c <= 0x2069) || (c == 0xfffd && n == 1))
			return s;
	}
	return NULL;
}

static void
check_messages(const struct line *l)
{
	size_t n;
	char *text = read_file("err", &n);
	const char *at = obeyed(text, text + n);

	if (at != NULL)
		fail(l->word, l->input, "byte %zu of its messages is no text for a terminal: %02x", (size_t)(at - text),
		    (unsigned char)*at);
	free(text);
}

/* Every id that was printed is that of a row. */
static void
check_ids(const struct line *l)
{
	size_t n, digits;
	char *text = read_file("out", &n), *s, *end;

	for (s = text; s < text + n; s = end + 1) {
		if ((end = strchr(s, '\n')) == NULL)
			end = text + n;
		digits = strspn(s, "0123456789");
		if (digits > 0 && s + digits == end && strtoull(s, NULL, 10) > ledgers[0].rev)
			fail(l->word, l->input, "it prints an id that is not on the disk: %.*s", (int)digits, s);
	}
	free(text);
}

/* Is the ledger another than before? */
static bool
look_at(struct ledger_file *f)
{
	struct ledger_file was = *f;
	struct stat st;
	char *text;
	size_t n;

	f->size = stat(f->path, &st) == -1 ? -1 : st.st_size;
	f->inode = f->size == -1 ? 0 : st.st_ino;
	if (f->size == was.size && f->inode == was.inode)
		return false;
	f->rev = 0;
	if (f->size == -1)
		return true;
	text = read_file(f->path, &n);
	for (n -= n > 0; n > 0 && text[n - 1] != '\n'; n--)
		;
	f->rev = strtoull(text + n, NULL, 10);
	free(text);
	return true;
}

static void
verify(const struct line *l, const struct ledger_file *f)
{
	const char *argv[] = { keeper, "verify", "-t", f->path, NULL };
	int code;

	if (f->size == -1 || (code = run(argv, "empty.csv")) == 0)
		return;
	fail(l->word, l->input, "verify does not accept %s behind it (exit code %d)", f->path, code);
}

/* 70 is an exit code, too, but nothing here makes a ledger's state unknown. */
static bool
may_exit(int code)
{
	return code == 0 || code == 1 || code == 2 || code == 73 || code == 75 || code == 76;
}

static void
judge(const struct line *l, int code)
{
	bool told = code == 2 || code == 73 || code == 75, changed;
	size_t i;

	if (!may_exit(code))
		fail(l->word, l->input, "exit code %d", code);
	if (!lenient)
		check_messages(l);
	for (i = 0; i < NLEDGERS; i++) {
		changed = look_at(&ledgers[i]);
		if (changed && (told || strcmp(l->form->program, "sow-ticket") != 0))
			fail(l->word, l->input, "%s is written to, but the exit code is %d", ledgers[i].path, code);
	}
	if (l->form->writes && !l->dry && !l->elsewhere && !l->help)
		check_ids(l);
	if (access("x", F_OK) == 0)
		fail(l->word, l->input, "a word of it was run");
}

/* ======== the team ======== */

static void
make_catalogue(const char *share)
{
	static const char added[] = ACTIVITIES;
	char *path, *text, *all;
	size_t n;

	if (asprintf(&path, "%s/sow.csv", share) == -1)
		err(1, NULL);
	text = read_file(path, &n);
	if ((all = malloc(n + sizeof(added))) == NULL)
		err(1, NULL);
	memcpy(all, text, n);
	memcpy(all + n, added, sizeof(added) - 1);
	write_file("sow.csv", all, n + sizeof(added) - 1);
	free(path);
	free(text);
	free(all);
}

/* What the programs themselves print, for their standard input. */
static void
make_streams(void)
{
	const char *rows[] = { made("%s/sow-due", bin), "-p", "2026-12", NULL };
	const char *sheet[] = { made("%s/sow-ticket", bin), "list", "-a", "-o", "cp932", "--subst=?", NULL };

	if (run(rows, "empty.csv") != 0 || rename("out", "rows.csv") == -1)
		errx(1, "sow-due makes no rows (see %s/team/err)", top);
	if (run(sheet, "empty.csv") != 0 || rename("out", "cp932.csv") == -1)
		errx(1, "sow-ticket makes no sheet (see %s/team/err)", top);
}

static void
make_ledger(void)
{
	const char *argv[10];
	size_t i, j;
	int code;

	for (i = 0; i < sizeof(beginning) / sizeof(*beginning); i++) {
		memset(argv, 0, sizeof(argv));
		for (j = 1; beginning[i][j] != NULL; j++)
			argv[j] = beginning[i][j];
		argv[0] = made("%s/%s", bin, beginning[i][0]);
		if ((code = run(argv, "empty.csv")) > 2)
			fail(argv, "empty.csv", "exit code %d at the beginning", code);
	}
	saved.bytes = read_file("tickets.csv", &saved.n);
	look_at(&ledgers[0]);
	if (ledgers[0].rev < 10)
		errx(1, "%s/team/tickets.csv: %llu rows are too few to begin with", top, ledgers[0].rev);
}

/* The ledgers as they were saved, without what stands beside them. */
static void
begin_afresh(void)
{
	char before[64];
	size_t i;

	write_file("tickets.csv", saved.bytes, saved.n);
	write_file("other.csv", saved.bytes, saved.n);
	write_file("copy.csv", saved.bytes, saved.n);
	unlink("sub/tickets.csv");
	for (i = 0; i < NLEDGERS; i++) {
		snprintf(before, sizeof(before), "%s.before-restore", ledgers[i].path);
		unlink(before);
		look_at(&ledgers[i]);
	}
}

static void
make_team(const char *share)
{
	static const char *const dirs[] = { "team", "team/sub", "team/layouts", "team/maps" };
	size_t i;

	if (mkdtemp(top) == NULL || chdir(top) == -1)
		err(1, "%s", top);
	for (i = 0; i < sizeof(dirs) / sizeof(*dirs); i++)
		if (mkdir(dirs[i], 0700) == -1)
			err(1, "%s/%s", top, dirs[i]);
	if (chdir("team") == -1 || symlink("tickets.csv", "link.csv") == -1 || symlink("nowhere.csv", "dangling") == -1)
		err(1, "%s/team", top);
	for (i = 0; i < NFILES; i++)
		write_file(files[i].name, files[i].bytes, files[i].n);
	make_catalogue(share);
	make_ledger();
	make_streams();
	begin_afresh();
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

/* ======== the campaign ======== */

static void
set_environment(const char *share)
{
	struct sigaction alarmed = { .sa_handler = on_alarm }; /* without SA_RESTART */

	sigaction(SIGALRM, &alarmed, NULL);
	setenv("SOW_SHARE", share, 1);
	setenv("SOW_NOW", "2026-11-24T10:00", 1);
	setenv("SOW_USER", "fuzz", 1);
	setenv("VISUAL", "echo 追記 >>", 1);
	setenv("ASAN_OPTIONS", "detect_leaks=0:exitcode=99", 1);
	setenv("UBSAN_OPTIONS", "halt_on_error=1:exitcode=99", 1);
	unsetenv("SOW_DIR");
	unsetenv("COLUMNS");
}

static size_t
try_lines(size_t count)
{
	size_t accepted = 0, i;
	struct line l;
	off_t size[NLEDGERS];
	int code;

	for (number = 1; number <= count; number++) {
		if (number % AFRESH == 0)
			begin_afresh();
		for (i = 0; i < NLEDGERS; i++)
			size[i] = ledgers[i].size;
		draw_line(&l);
		code = run(l.word, l.input);
		accepted += code == 0;
		judge(&l, code);
		for (i = 0; i < NLEDGERS; i++) {
			if (ledgers[i].size != size[i] || (number % OFTEN == 0 && number / OFTEN % NLEDGERS == i))
				verify(&l, &ledgers[i]);
		}
	}
	return accepted;
}

int
main(int argc, char **argv)
{
	size_t count, accepted;
	char *share;
	int c;

	while ((c = getopt(argc, argv, "l")) != -1)
		lenient = lenient || c == 'l';
	argc -= optind;
	argv += optind;
	if (argc < 3 || argc > 4 || (count = strtoul(argv[2], NULL, 10)) < 1)
		errx(2, "usage: argv [-l] BIN SHARE N [SEED]");
	if ((bin = realpath(argv[0], NULL)) == NULL || (share = realpath(argv[1], NULL)) == NULL)
		err(1, "%s, %s", argv[0], argv[1]);
	if (asprintf(&keeper, "%s/sow-ticket", bin) == -1)
		err(1, NULL);
	if (argc == 4)
		seed = strtoull(argv[3], NULL, 10);
	state ^= seed * 0x9e3779b97f4a7c15u;
	state += state == 0;
	set_environment(share);
	make_team(share);
	accepted = try_lines(count);
	printf("fuzz-argv: %zu command lines, %zu accepted\n", count, accepted);
	if (accepted * 3 < count)
		errx(1, "less than a third: the grammar is too wild (%s)", top);
	free(saved.bytes);
	free(share);
	return chdir("/") == 0 && nftw(top, remove_one, 16, FTW_DEPTH | FTW_PHYS) == 0 ? 0 : 1;
}
