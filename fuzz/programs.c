/* programs.c - mutated files must not make a program crash, hang or lose anything silently
 *
 * fuzz-programs BIN SHARE N: mutate a ledger, an Excel ledger for import, a map, an export and a file of
 * rules, N times each. A ledger that verify accepts must be read whole by list and log, and new must be
 * able to write to it. Of a file that goes through a map each row must come out or be told; of one that
 * is checked each row must be counted, once. */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>
#include <zlib.h>

#include "fuzz.h"
#include "memory.h"

enum { ROOM = 1 << 16 }; /* the most bytes of an input */

static const char ledger_seed[] =
    "rev,batch,at,by,id,status,keys,title,requester,assignee,target,priority,opened,due,closed,minutes,"
    "approved,parent,related,part,ref,link,tags,note,sum\n"
    "1,1,2026-11-24T10:00:00.000000,y,1,open,S13-01,インシデント（a：b）,,,a,,2026-11-24T10:00:00,,,,,,,,K-1,,,,0\n"
    "2,3,2026-11-24T10:00:00.000001,y,2,open,S03-01@2026-W48,x,,,,,2026-11-24,2026-11-27,,,,1,cause:1,,,,,\"a,\"\"b\",0\n"
    "3,3,2026-11-24T10:00:00.000001,y,1,done,S13-01,インシデント（a：b）,,,a,,2026-11-24T10:00:00,,2026-11-24,5,,,,,K-1,,,ok,0\n"
    "4,4,2026-11-24T10:00:00.000003,z,4,open,,part,,,,,2026-11-24,,,,,2,,srv1,,,t:1,,0\n"
    "5,5,2026-11-24T10:00:00.000004,z,2,canceled,S03-01@2026-W48,x,,,,,2026-11-24,2026-11-27,2026-11-24,,,1,,,,,,,0\n"
    "9,9,2026-11-24T10:00:00.000005,z,9,void,,x,,,,,2026-11-24,,,,,,,,,,restored,,0\n";
static const char import_seed[] =
    "管理番号,件名,状態,依頼元,担当,受付日,完了日,工数,対応内容\r\n"
    "K-1,インシデント（Outlook：起動しない）,クローズ,北山高校,田中,2026/10/1,2026/10/2,30,再起動\r\n"
    "K-2,定例チェック（2026年9月）,クローズ,,田中,2026/9/1,2026/9/7,60,\"a\r\nb\"\r\n"
    "K-3,パスワードリセット(O365),クローズ,,,2026/9/1,2026/9/1,5,\r\n"
    "K-4,なにか,対応中,,,令和8年9月1日,,,\"\"\"x\"\r\n";

static const char map_seed[] =
    "to,from,rule,when,else\n"
    "#match,*.csv,\"id,[token],name\",,\n"
    "#header,\"id,a [token],name,name,when\",,^[0-9],\n"
    "#dialect,CP932 CRLF quoted max=9,version:v1.0,,\n"
    "id,id,required|digits 4,,\nhost,[token],host|max 20,,\n"
    "full,\"name,name[2]\",join -|fold|upper|lower,,\n"
    "first,name,split 　 1|default x,name~.,\nfirst,,const,name=,\n"
    "day,when|x|,datetime UTC slash,when!=,\nday,#5,date US,,\n"
    "v,version|,version,,\nl,id,lookup list.csv,id<3,=\nl,id,lookup list.csv id name,,none\n";
static const char register_seed[] =
	"no,host,site\n"
	"0001,PC-1,\u5317\u5c71\n"
	"0002,pc-2,\"a,b\"\n"
	"0003,\uff30\uff23\uff0d3,\n"
	",PC-4,x\n";
static const char findings_seed[] =
	"kind,key,by,column,left,right,left_line,right_line,\u6b63\u3068\u3059\u308b\u5024\n"
	"differs,0001,no,site,\u5317\u5c71,y,2,2,right\n"
	"spelling,0002,no,host,pc-2,PC-2,3,3,\u53f3\n"
	"only-left,0003,no,,,,4,,\u524a\u9664\n"
	"only-right,0009,no,,,,,5,left\n";
static const char export_seed[] =
    "\xef\xbb\xbfレベル,日付と時刻,ソース,イベント ID,タスクのカテゴリ\r\n"
    "情報,2026/11/20 3:00:12,Windows,19,なし,\"a: \r\n\tb\"\r\n"
    "警告,2026/11/20 3:06:01,DNS,1014,(1014),\"名前 \"\"x\"\" の\"\r\n"
    "重大,2026/11/20 3:10:00,Kernel,41,(63),\"再起動\r\n\r\nc\"\r\n"
    "情報,2026/11/20 3:12:31,EventLog,6005,なし,開始\r\n";
static const char rows_seed[] =
    "id,a [token],name,name,when\n1,pc-1.example.local,山﨑　健一,x,2026/11/20 午前 07:38:52\n"
    "2,PC-2,\"a, \"\"b\"\"\",,\n3,,,y,2026/11/20 7:38 PM\n４,10.0.0.1,c,z,2026-11-20T22:38:52Z\n";
enum { ROWS = 4 };
static const char rules_seed[] =
    "check,level,column,op,value,when,message\n"
    "a,大,id,>= version,2,,older\na,大,#4,>= number,column id,,\nb,中,when,within,30 UTC,,\"{days=3} 日\"\n"
    "b,中,when,after,0,,\nc,,id+name,after,0 list.csv:id+name:day,,\nd,,name[2],in,x|y|ｚ,id<3,\n"
    "e,,id,lookup,list.csv:id,,\nf,,[token],matches,^(pc|[0-9]{1}),,\ng,,name,not empty,,,\n"
    "h,,id+name[2],unique,,,\nh,,when,date,,when!=,\n";

static char *conv, *recon, *check; /* the paths of sow-conv, sow-recon and sow-check */
static char top[] = "/tmp/sow-fuzz.XXXXXX"; /* the scratch directory; it is kept when something is wrong */

static void
mutate_once(char *s, size_t *n)
{
	static const char *const words[] = { "\"", ",", "\n", "\r\n", "", "：", "（", "）", "9999999999999999999",
	    "-", "@", "S09-01@2026-11", "\xff", "\x1b[2J", "\xe2\x80\xa8", "void", "2", " ", "=1+1" };
	size_t at = chance_below(*n + 1), length = chance_below(40), to;
	const char *word;

	switch (chance_below(5)) {
	case 0: /* a byte is replaced */
		if (at < *n)
			s[at] = (char)chance_below(256);
		break;
	case 1: /* a span is removed */
		length = at + length > *n ? *n - at : length;
		memmove(s + at, s + at + length, *n - at - length);
		*n -= length;
		break;
	case 2: /* a word is inserted */
		word = words[chance_below(sizeof(words) / sizeof(*words))];
		length = strlen(word);
		memmove(s + at + length, s + at, *n - at);
		memcpy(s + at, word, length);
		*n += length;
		break;
	case 3: /* a span is repeated */
		length = at + length > *n ? *n - at : length;
		memmove(s + at + length, s + at, *n - at);
		*n += length;
		break;
	case 4: /* a span is copied over another */
		length = at + length > *n ? *n - at : length;
		to = chance_below(*n - length + 1);
		memmove(s + to, s + at, length);
		break;
	}
}

/* Compute the sums anew, so that a mutated row is not always refused for its sum. */
static void
mend_sums(char *s, size_t *n)
{
	char *line, *end, *comma, sum[16], out[ROOM * 2];
	size_t size = 0, length;

	for (line = s; line < s + *n && size < ROOM; line = end + 1) {
		if ((end = memchr(line, '\n', (size_t)(s + *n - line))) == NULL)
			break;
		comma = memrchr(line, ',', (size_t)(end - line));
		length = comma == NULL || line == s ? (size_t)(end - line) : (size_t)(comma - line);
		memcpy(out + size, line, length);
		size += length;
		if (comma != NULL && line != s) {
			snprintf(sum, sizeof(sum), ",%08lx", crc32_z(0, (unsigned char *)line, length));
			memcpy(out + size, sum, 9);
			size += 9;
		}
		out[size++] = '\n';
	}
	memcpy(s, out, size);
	*n = size;
}

/* Return the exit code. A signal or a hang ends the fuzzer. */
static int
run_on(const char *input, const char *const *argv)
{
	const char *problem;
	int code;

	if ((problem = child_run(argv, "/dev/null", &code)) != NULL)
		errx(1, "%s %s, on %s/%s: %s", argv[0], argv[1], top, input, problem);
	if (code == 99)
		errx(1, "%s %s, on %s/%s: a sanitizer stopped it (see %s/err)", argv[0], argv[1], top, input, top);
	return code;
}

static size_t
count_lines(const char *path)
{
	FILE *f = fopen(path, "re");
	size_t n = 0;
	int c;

	if (f == NULL)
		err(1, "%s", path);
	while ((c = getc(f)) != EOF)
		n += c == '\n';
	fclose(f);
	return n;
}

/* Return the highest id that was printed, which may not be the last: a row with a known ref prints an id
 * again. */
static size_t
highest_id(const char *path)
{
	FILE *f = fopen(path, "re");
	size_t id, most = 0;

	if (f == NULL)
		err(1, "%s", path);
	while (fscanf(f, "%zu", &id) == 1)
		most = id > most ? id : most;
	fclose(f);
	return most;
}

static size_t
try_ledger(const char *program)
{
	const char *verify[] = { program, "verify", "-t", "ledger", NULL };
	const char *log[] = { program, "log", "-t", "ledger", NULL };
	const char *list[] = { program, "list", "-a", "-t", "ledger", NULL };
	const char *new[] = { program, "new", "pw", "-t", "ledger", NULL };

	run_on("ledger", list);
	if (run_on("ledger", verify) != 0)
		return 0;
	if (run_on("ledger", list) != 0 || count_lines("err") != 0 || run_on("ledger", log) != 0 ||
	    count_lines("out") != count_lines("ledger"))
		errx(1, "verify accepts %s/ledger, but list does not read all of it", top);
	if (run_on("ledger", new) != 0 || run_on("ledger", verify) != 0)
		errx(1, "verify accepts %s/ledger, but new does not write to it", top);
	return 1;
}

static size_t
try_import(const char *program)
{
	const char *dry[] = { program, "import", "-n", "-m", "excel", "old.csv", NULL };
	const char *real[] = { program, "import", "-m", "excel", "old.csv", NULL };
	const char *verify[] = { program, "verify", NULL };
	const char *init[] = { program, "init", NULL };

	unlink("tickets.csv");
	run_on("old.csv", dry);
	run_on("old.csv", init);
	run_on("old.csv", real);
	if (highest_id("out") > count_lines("tickets.csv") - 1)
		errx(1, "import of %s/old.csv prints an id that is not on the disk", top);
	if (run_on("old.csv", verify) != 0)
		errx(1, "import of %s/old.csv leaves a ledger that verify refuses", top);
	return count_lines("tickets.csv") > 1;
}

static size_t
try_map(const char *program)
{
	const char *convert[] = { conv, "-m", "./map.csv", "rows.csv", "-o", "csv", NULL };
	const char *write[] = { conv, "-m", "./map.csv", "rows.csv", NULL };
	const char *explain[] = { conv, "-m", "./map.csv", "rows.csv", "--explain=2", NULL };
	int code;

	(void)program;
	whole_file_write("rows.csv", rows_seed, sizeof(rows_seed) - 1);
	whole_file_write("list.csv", "id,name\n1,a\n4,d\n", strlen("id,name\n1,a\n4,d\n"));
	run_on("map.csv", write);
	run_on("map.csv", explain);
	if ((code = run_on("map.csv", convert)) > 1)
		errx(1, "a map, %s/map.csv, is taken for a wrong command line", top);
	if (code == 0 ? count_lines("out") != ROWS + 1 : count_lines("out") > 0 &&
	    count_lines("out") - 1 + count_lines("err") < ROWS)
		errx(1, "a row is neither printed nor told: %s/map.csv", top);
	unlink("rows.csv");
	unlink("list.csv");
	return code == 0;
}

/* Do the counts of each row of a summary add up to what there was? */
static bool
counts_add_up(void)
{
	long fit, unfit, unknown, outside, all;
	char line[4096], *at;
	FILE *f = fopen("out", "r");
	bool good = f != NULL && fgets(line, sizeof(line), f) != NULL;
	int commas;

	while (good && fgets(line, sizeof(line), f) != NULL) {
		for (at = line + strlen(line), commas = 0; at > line && commas < 5; commas += *at == ',')
			at--;
		good = sscanf(at, ",%ld,%ld,%ld,%ld,%ld", &fit, &unfit, &unknown, &outside, &all) == 5 && all == ROWS &&
		    fit + unfit + unknown + outside == all;
	}
	if (f != NULL)
		fclose(f);
	return good;
}

static size_t
try_rules(const char *program)
{
	static const char list[] = "id,name,day\n1,山﨑　健一,2026-11-25\n3,,2026-01-01\n";
	const char *breaches[] = { check, "./rules.csv", "rows.csv", NULL };
	const char *summary[] = { check, "--summary", "./rules.csv", "rows.csv", "-o", "csv", NULL };
	int code;

	(void)program;
	whole_file_write("rows.csv", rows_seed, sizeof(rows_seed) - 1);
	whole_file_write("list.csv", list, sizeof(list) - 1);
	run_on("rules.csv", breaches);
	if ((code = run_on("rules.csv", summary)) > 1)
		errx(1, "rules, %s/rules.csv, are taken for a wrong command line", top);
	if (code == 0 && !counts_add_up())
		errx(1, "the counts of %s/rules.csv do not add up", top);
	unlink("rows.csv");
	unlink("list.csv");
	return code == 0;
}

static size_t
try_export(const char *program)
{
	const char *convert[] = { conv, "export.csv", "-o", "csv", NULL };
	const char *plain[] = { conv, "-m", "winevent-ja", "export.csv", "--source=x", NULL };

	(void)program;
	run_on("export.csv", plain);
	return run_on("export.csv", convert) == 0;
}

/* A register compared with itself has no findings but duplicates and rows without a key. */
static size_t
try_register(const char *program)
{
	const char *compare[] = { recon, "-k", "no", "-k", "host=host", "left.csv", "left.csv", NULL };
	const char *changed[] = { recon, "-k", "no", "-w", "kind=differs", "-e", "left.csv", "left.csv", NULL };

	(void)program;
	if (run_on("left.csv", compare) != 0)
		return 0;
	if (run_on("left.csv", changed) != 0)
		errx(1, "a register differs from itself");
	return 1;
}

static size_t
try_findings(const char *program)
{
	const char *apply[] = { recon, "-k", "no", "--apply=findings.csv", "--max=9", "left.csv", "right.csv", NULL };

	(void)program;
	whole_file_write("left.csv", register_seed, strlen(register_seed));
	whole_file_write("right.csv", register_seed, strlen(register_seed));
	return run_on("findings.csv", apply) == 0;
}

static const struct campaign {
	const char *name, *file, *seed;
	bool summed; /* the lines end with sums */
	size_t (*attempt)(const char *program);
} campaigns[] = {
	{ "a ledger's bytes", "ledger", ledger_seed, true, try_ledger },
	{ "an Excel ledger for import", "old.csv", import_seed, false, try_import },
	{ "a map", "map.csv", map_seed, false, try_map },
	{ "an export", "export.csv", export_seed, false, try_export },
	{ "a register", "left.csv", register_seed, false, try_register },
	{ "findings", "findings.csv", findings_seed, false, try_findings },
	{ "rules", "rules.csv", rules_seed, false, try_rules },
};

/* Return how many inputs were accepted. The first input is the seed itself. */
static size_t
try_inputs(const struct campaign *c, const char *program, long count)
{
	char input[ROOM];
	size_t n, times, good = 0;
	long i;

	for (i = 0; i < count; i++) {
		n = strlen(c->seed);
		memcpy(input, c->seed, n);
		for (times = i == 0 ? 0 : 1 + chance_below(4); times > 0; times--)
			mutate_once(input, &n);
		if (c->summed && chance_below(4) > 0)
			mend_sums(input, &n);
		whole_file_write(c->file, input, n);
		good += c->attempt(program);
	}
	return good;
}

int
main(int argc, char **argv)
{
	const struct campaign *c;
	char *bin, *share, *program;
	size_t good;
	long count;

	if (argc != 4 || (count = strtol(argv[3], NULL, 10)) < 1)
		errx(2, "usage: fuzz-programs BIN SHARE N");
	if ((bin = realpath(argv[1], NULL)) == NULL || (share = realpath(argv[2], NULL)) == NULL)
		err(1, "%s, %s", argv[1], argv[2]);
	program = memory_format("%s/sow-ticket", bin);
	conv = memory_format("%s/sow-conv", bin);
	recon = memory_format("%s/sow-recon", bin);
	check = memory_format("%s/sow-check", bin);
	if (mkdtemp(top) == NULL || chdir(top) == -1)
		err(1, "%s", top);
	child_environment(share, "2026-11-24T12:00");
	for (c = campaigns; c < campaigns + sizeof(campaigns) / sizeof(*campaigns); c++) {
		if ((good = try_inputs(c, program, count)) == 0)
			errx(1, "%s: no input was accepted, so nothing was tried", c->name);
		printf("fuzz-programs: %s: %ld inputs, %zu accepted\n", c->name, count, good);
		unlink(c->file);
	}
	unlink("out");
	unlink("err");
	unlink("tickets.csv");
	unlink("left.csv");
	unlink("right.csv");
	return chdir("/") == 0 && rmdir(top) == 0 ? 0 : 1;
}
