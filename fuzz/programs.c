/* programs.c - mutated files through the programs: no crash, no hang, no silent loss
 *
 * programs BIN SHARE N: a ledger for verify and list, an Excel ledger for import,
 * N inputs each. What verify accepts, list reads whole and new writes to. */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <err.h>
#include <zlib.h>

#include "sow.h"

enum { LIMIT = 10, ROOM = 1 << 16 }; /* seconds a run may take; bytes of an input */

extern char **environ;

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

/* xorshift: the same inputs every time */
static uint64_t state = 88172645463325252u;

static size_t
draw(size_t n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % n);
}

static void
mutate_once(char *s, size_t *n)
{
	static const char *const words[] = { "\"", ",", "\n", "\r\n", "", "：", "（", "）", "9999999999999999999",
	    "-", "@", "S09-01@2026-11", "\xff", "\x1b[2J", "\xe2\x80\xa8", "void", "2", " ", "=1+1" };
	size_t at = draw(*n + 1), length = draw(40), to;
	const char *word;

	switch (draw(5)) {
	case 0: /* another byte */
		if (at < *n)
			s[at] = (char)draw(256);
		break;
	case 1: /* a span is gone */
		length = at + length > *n ? *n - at : length;
		memmove(s + at, s + at + length, *n - at - length);
		*n -= length;
		break;
	case 2: /* a word comes in */
		word = words[draw(sizeof(words) / sizeof(*words))];
		length = strlen(word);
		memmove(s + at + length, s + at, *n - at);
		memcpy(s + at, word, length);
		*n += length;
		break;
	case 3: /* a span comes twice */
		length = at + length > *n ? *n - at : length;
		memmove(s + at + length, s + at, *n - at);
		*n += length;
		break;
	case 4: /* a span moves over another */
		length = at + length > *n ? *n - at : length;
		to = draw(*n - length + 1);
		memmove(s + to, s + at, length);
		break;
	}
}

/* The sums anew, so that more than the sums is tried. */
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

static void
write_file(const char *path, const char *s, size_t n)
{
	FILE *f = fopen(path, "we");

	if (f == NULL || fwrite(s, 1, n, f) != n || fclose(f) != 0)
		err(1, "%s", path);
}

/* The exit code; a signal or a hang ends the campaign, the input stays. */
static int
run(const char *input, char *const argv[])
{
	posix_spawn_file_actions_t files;
	int status, e, i;
	pid_t pid;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 1, "out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&files, 2, "err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if ((e = posix_spawn(&pid, argv[0], &files, NULL, argv, environ)) != 0)
		errc(1, e, "%s", argv[0]);
	posix_spawn_file_actions_destroy(&files);
	for (i = 0; waitpid(pid, &status, WNOHANG) == 0; i++) {
		if (i == LIMIT * 5000) {
			kill(pid, SIGKILL);
			errx(1, "%s hangs on %s", argv[1], input);
		}
		usleep(200);
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 99)
		errx(1, "%s %s dies of %s (see err there)", argv[0], argv[1], input);
	return WEXITSTATUS(status);
}

static size_t
lines(const char *path)
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

/* The highest id that was printed; an input row whose ref is known prints it again. */
static size_t
highest(const char *path)
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
try_ledger(char *program)
{
	char *verify[] = { program, "verify", "-t", "ledger", NULL };
	char *log[] = { program, "log", "-t", "ledger", NULL };
	char *list[] = { program, "list", "-a", "-t", "ledger", NULL };
	char *new[] = { program, "new", "pw", "-t", "ledger", NULL };

	run("ledger", list);
	if (run("ledger", verify) != 0)
		return 0;
	if (run("ledger", list) != 0 || lines("err") != 0 || run("ledger", log) != 0 ||
	    lines("out") != lines("ledger"))
		errx(1, "verify accepts a ledger that list does not read whole");
	if (run("ledger", new) != 0 || run("ledger", verify) != 0)
		errx(1, "verify accepts a ledger that new does not write to");
	return 1;
}

static size_t
try_import(char *program)
{
	char *dry[] = { program, "import", "-n", "-m", "excel", "old.csv", NULL };
	char *real[] = { program, "import", "-m", "excel", "old.csv", NULL };
	char *verify[] = { program, "verify", NULL };
	char *init[] = { program, "init", NULL };

	unlink("tickets.csv");
	run("old.csv", dry);
	run("old.csv", init);
	run("old.csv", real);
	if (highest("out") > lines("tickets.csv") - 1)
		errx(1, "import prints an id that is not on disk");
	if (run("old.csv", verify) != 0)
		errx(1, "import leaves a ledger that verify refuses");
	return lines("tickets.csv") > 1;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name, *file, *seed;
		size_t (*attempt)(char *program);
	} campaigns[] = {
		{ "a ledger's bytes", "ledger", ledger_seed, try_ledger },
		{ "an Excel ledger for import", "old.csv", import_seed, try_import },
	};
	char dir[] = "/tmp/sow-fuzz.XXXXXX", *program, input[ROOM];
	size_t c, n, times, good;
	long i, count;

	if (argc != 4 || (count = strtol(argv[3], NULL, 10)) < 1)
		errx(2, "usage: programs BIN SHARE N");
	if (asprintf(&program, "%s/sow-ticket", argv[1]) == -1 || mkdtemp(dir) == NULL || chdir(dir) == -1)
		err(1, "%s", dir);
	setenv("SOW_SHARE", argv[2], 1);
	setenv("SOW_NOW", "2026-11-24T12:00", 1);
	setenv("SOW_USER", "fuzz", 1);
	setenv("ASAN_OPTIONS", "detect_leaks=0:exitcode=99", 1);
	setenv("UBSAN_OPTIONS", "exitcode=99", 1);
	for (c = 0; c < sizeof(campaigns) / sizeof(*campaigns); c++) {
		for (i = 0, good = 0; i < count; i++) {
			n = strlen(campaigns[c].seed);
			memcpy(input, campaigns[c].seed, n);
			for (times = i == 0 ? 0 : 1 + draw(4); times > 0; times--)
				mutate_once(input, &n);
			if (c == 0 && draw(4) > 0)
				mend_sums(input, &n);
			write_file(campaigns[c].file, input, n);
			good += campaigns[c].attempt(program);
		}
		if (good == 0)
			errx(1, "%s: no input was good: nothing is tried", campaigns[c].name);
		printf("fuzz-programs: %s: %ld inputs, %zu accepted\n", campaigns[c].name, count, good);
	}
	for (c = 0; c < sizeof(campaigns) / sizeof(*campaigns); c++)
		unlink(campaigns[c].file);
	unlink("out");
	unlink("err");
	unlink("tickets.csv");
	return chdir("/") == 0 && rmdir(dir) == 0 ? 0 : 1;
}
