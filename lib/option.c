/* option.c - the options every program shares */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>
#include <err.h>

#include "text.h"
#include "date.h"
#include "period.h"
#include "message.h"
#include "reader.h"
#include "team.h"
#include "journal.h"
#include "ticket.h"
#include "option.h"

/* One table for all programs: a letter means the same in every one. */
static const struct {
	char letter;
	const char *name, *argument, *help;
} table[] = {
	[OPT_ALL] = { 'a', "all", NULL, "every row, not only the open ones" },
	[OPT_ANY] = { 0, "any", NULL, "somebody else's last step, too" },
	[OPT_APPROVER] = { 0, "approver", "NAME", "who decided (approve, waive, cancel)" },
	[OPT_AS_IS] = { 0, "as-is", NULL, "also what looks like Excel's doing (0012 to 12)" },
	[OPT_AS_OF] = { 0, "as-of", "DATE", "the state as of that day (or moment)" },
	[OPT_BACKFILL] = { 0, "backfill", NULL, "from the contract's start, not the ledger's" },
	[OPT_CALENDAR] = { 0, "calendar", NULL, "the days of -p, and why each is closed" },
	[OPT_CANDIDATES] = { 0, "candidates", NULL, "what is asked for beside the SOW" },
	[OPT_CELL] = { 0, "cell", "COLUMN", "what to blank" },
	[OPT_CHECK] = { 0, "check", NULL, "check every team file" },
	[OPT_CLOCK] = { 0, "clock", NULL, "the clock is right, however far ahead of the last row" },
	[OPT_COLUMNS] = { 'c', "columns", "COLS", "these columns, in this order (id,title)" },
	[OPT_COPIES] = { 0, "copies", NULL, "the copies beside the ledger as well" },
	[OPT_COPY] = { 0, "copy", "FILE", "the ledger must begin with that copy of it" },
	[OPT_DIFF] = { 0, "diff", "D1..D2", "what the revisions between two days changed" },
	[OPT_DIR] = { 'C', "directory", "DIR", "the team's directory (SOW_DIR)" },
	[OPT_DONE] = { 0, "done", NULL, "done at once" },
	[OPT_DRY] = { 'n', "dry-run", NULL, "show what would be written, write nothing" },
	[OPT_EACH] = { 0, "each", NULL, "one row a key" },
	[OPT_EACH_ROW] = { 0, "each", "FILE", "a part of the parent for each row" },
	[OPT_EDIT] = { 'E', "edit", NULL, "write the note in $VISUAL or $EDITOR" },
	[OPT_EXIT] = { 'e', "exit-code", NULL, "exit 1 when there is anything to show" },
	[OPT_EXPLAIN] = { 0, "explain", "KEY", "how the due date and the state come about" },
	[OPT_FILE] = { 'F', "file", "FILE", "the note is that text (- is stdin)" },
	[OPT_LINK] = { 'L', "follow", NULL, "the ledger may be a symbolic link" },
	[OPT_FOR] = { 0, "for", "WHOM", "what it waits for: vendor customer" },
	[OPT_FORCE] = { 0, "force", NULL, "close although a child is open" },
	[OPT_FORCE_FS] = { 0, "force-fs", NULL, "write although locks may not hold there (SMB, NFS)" },
	[OPT_FORMAT] = { 'o', "format", "FORMAT", "csv tsv table json excel cp932 ics" },
	[OPT_FORMULA] = { 0, "formula", "HOW", "formula-like cells for Excel: quote error raw" },
	[OPT_FROM] = { 0, "from", "ENC", "the input's encoding (UTF-8 CP932 UTF-16LE)" },
	[OPT_HEADER] = { 0, "header", "LANG", "column labels: en ja" },
	[OPT_HELP] = { 'h', "help", NULL, "this text" },
	[OPT_IF_REV] = { 0, "if-rev", "N", "only when the ticket's last rev is N" },
	[OPT_LAYOUT] = { 'f', "layout", "LAYOUT", "fill the layout of that name" },
	[OPT_LEAD] = { 'l', "lead", "DAYS", "days ahead that work is shown" },
	[OPT_LINT] = { 0, "lint", NULL, "tickets whose title is not their template's" },
	[OPT_MAP] = { 'm', "map", "FILE", "which of the input's columns is what" },
	[OPT_MAX] = { 0, "max", "N", "at most so many at once, or none (new: 50)" },
	[OPT_MIN] = { 0, "min", "N", "asked for at least N times (3)" },
	[OPT_MIN_REV] = { 0, "min-rev", "N", "the last rev must be at least N" },
	[OPT_ON] = { 0, "on", "DATE", "the day (or moment) it was done" },
	[OPT_OUTPUT] = { 'O', "output", "FILE", "write FILE, whole or not at all" },
	[OPT_PARENT] = { 0, "parent", "ID", "the ticket that they are parts of" },
	[OPT_PERIOD] = { 'p', "period", "PERIOD", "2026-W48 2026-11 FY2026H1 week-1 先月" },
	[OPT_REV] = { 0, "rev", "N", "the ticket's last rev, as confirmation" },
	[OPT_SKIP_TO] = { 0, "skip-to", "REGEX", "after a broken row go on at such a line" },
	[OPT_START] = { 0, "start", NULL, "started at once, by you" },
	[OPT_SUBST] = { 0, "subst", "TEXT", "for characters that CP932 lacks" },
	[OPT_TICKETS] = { 't', "tickets", "FILE", "another ledger (- is stdin)" },
	[OPT_TODAY] = { 0, "today", "DATE", "another day than today" },
	[OPT_UNTIL] = { 0, "until", "DATE", "back in the list that day" },
	[OPT_VERSION] = { 0, "version", NULL, "the version" },
	[OPT_WAIT] = { 0, "wait", "SECONDS", "for a busy ledger (10)" },
	[OPT_WAITING] = { 0, "waiting", NULL, "those that wait for 可否 (approve, cancel)" },
	[OPT_WHERE] = { 'w', "where", "COL=VALUE", "only such rows (= != < <= > >= ~ a..b)" },
	[OPT_WHY] = { 0, "why", "TEXT", "the reason, kept as the note" },
	[OPT_WITH] = { 0, "with", "COLS", "columns of the team's own (site,channel)" },
};

static const enum option_id shared[] = {
	OPT_COLUMNS, OPT_DIR, OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_HELP,
	OPT_OUTPUT, OPT_SUBST, OPT_TODAY, OPT_VERSION, OPT_WHERE,
};

/* A program that has no stdout must not find it in the next file it opens. */
static void
open_standard_files(void)
{
	int fd;

	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(1);
}

static size_t
taken(const struct program *p, enum option_id id)
{
	size_t i;

	for (i = 0; i < sizeof(shared) / sizeof(*shared); i++)
		if (shared[i] == id)
			return 1;
	for (i = 0; i < p->ntakes; i++)
		if (p->takes[i] == id)
			return 1;
	return 0;
}

static void
print_synopsis(FILE *f, const struct program *p)
{
	size_t i;

	fprintf(f, "usage: %s", getprogname());
	for (i = 0; i < OPTIONS; i++)
		if (taken(p, (enum option_id)i) && table[i].letter != 0)
			fprintf(f, table[i].argument == NULL ? " [-%c]" : " [-%c %s]",
			    table[i].letter, table[i].argument);
	fprintf(f, " %s\n", p->operands);
}

static void
print_help(const struct program *p)
{
	char name[64];
	size_t i;

	printf("%s - %s\n\n", getprogname(), p->purpose);
	print_synopsis(stdout, p);
	putchar('\n');
	for (i = 0; i < OPTIONS; i++) {
		if (!taken(p, (enum option_id)i))
			continue;
		snprintf(name, sizeof(name), "--%s%s%s", table[i].name,
		    table[i].argument != NULL ? "=" : "",
		    table[i].argument != NULL ? table[i].argument : "");
		printf("  %c%c %-20s %s\n", table[i].letter ? '-' : ' ',
		    table[i].letter ? table[i].letter : ' ', name, table[i].help);
	}
	printf("\n%s", p->examples);
	exit(fflush(stdout) != 0 || ferror(stdout) ? 1 : 0);
}

void
usage(const struct program *p)
{
	print_synopsis(stderr, p);
	fprintf(stderr, "       %s --help\n", getprogname());
	exit(2);
}

static void
set(struct options *o, const struct program *p, enum option_id id, const char *value)
{
	if (id == OPT_HELP)
		print_help(p);
	if (id == OPT_VERSION) {
		printf("%s %s\n", getprogname(), SOW_VERSION);
		exit(fflush(stdout) != 0 ? 1 : 0);
	}
	o->value[id] = value == NULL ? "" : value;
	if (id != OPT_WHERE)
		return;
	o->where = reallocarray(o->where, o->nwhere + 1, sizeof(*o->where));
	if (o->where == NULL)
		err(1, NULL);
	o->where[o->nwhere++] = value;
}

/* A slip in its name must not show the shipped contract as the team's. */
static void
find_team(struct options *o)
{
	const char *dir = o->value[OPT_DIR] != NULL ? o->value[OPT_DIR] : getenv("SOW_DIR");
	const char *share = getenv("SOW_SHARE");
	struct stat st;

	o->team.directory = dir != NULL && *dir != '\0' ? dir : NULL;
	o->team.share = share != NULL && *share != '\0' ? share : NULL;
	if (o->team.directory != NULL && (stat(dir, &st) == -1 || !S_ISDIR(st.st_mode)))
		errx(2, "%s: no such directory (%s)", dir, o->value[OPT_DIR] != NULL ? "-C" : "SOW_DIR");
}

/* --name, --name=value, --name value; returns how many words it used. */
static int
long_option(struct options *o, const struct program *p, char **argv)
{
	const char *name = argv[0] + 2, *equals = strchr(name, '=');
	size_t i, n = equals != NULL ? (size_t)(equals - name) : strlen(name);
	const char *value = equals != NULL ? equals + 1 : argv[1];

	for (i = 0; i < OPTIONS; i++)
		if (strlen(table[i].name) == n && strncmp(table[i].name, name, n) == 0 &&
		    taken(p, (enum option_id)i))
			break;
	if (i == OPTIONS) {
		warnx("no option '%s'", argv[0]);
		usage(p);
	}
	if (table[i].argument == NULL && equals != NULL) {
		warnx("--%s takes no value", table[i].name);
		usage(p);
	}
	if (table[i].argument != NULL && value == NULL) {
		warnx("--%s needs %s", table[i].name, table[i].argument);
		usage(p);
	}
	set(o, p, (enum option_id)i, table[i].argument == NULL ? NULL : value);
	return table[i].argument != NULL && equals == NULL ? 2 : 1;
}

/* -an, -ocsv, -o csv. */
static int
short_options(struct options *o, const struct program *p, char **argv)
{
	const char *s;
	size_t i;

	for (s = argv[0] + 1; *s != '\0'; s++) {
		for (i = 0; i < OPTIONS; i++)
			if (table[i].letter == *s && taken(p, (enum option_id)i))
				break;
		if (i == OPTIONS) {
			warnx("no option '-%c'", *s > ' ' && *s < 0x7f ? *s : '?');
			usage(p);
		}
		if (table[i].argument == NULL) {
			set(o, p, (enum option_id)i, NULL);
			continue;
		}
		if (s[1] == '\0' && argv[1] == NULL) {
			warnx("-%c needs %s", *s, table[i].argument);
			usage(p);
		}
		set(o, p, (enum option_id)i, s[1] != '\0' ? s + 1 : argv[1]);
		return s[1] != '\0' ? 1 : 2;
	}
	return 1;
}

/* No word of a command line can be written into a cell, or be told in one line, otherwise. */
static void
check_text(const char *where, const char *text)
{
	if (!text_valid(text, strlen(text)))
		errx(2, "%s is not UTF-8", where);
	if (text_controls(text))
		errx(2, "%s holds a control character%s", where, strchr(text, '\n') != NULL ?
		    " (a note of several lines: -E or -F)" : "");
}

void
options_parse(struct options *o, const struct program *p, char **argv)
{
	bool options = true;
	char where[64];
	size_t i;
	int n;

	open_standard_files();
	messages_begin();
	*o = (struct options){ .program = p };
	for (argv++; *argv != NULL; argv += n) {
		n = 1;
		if (options && strcmp(*argv, "--") == 0) {
			options = false;
		} else if (options && strncmp(*argv, "--", 2) == 0) {
			n = long_option(o, p, argv);
		} else if (options && (*argv)[0] == '-' && (*argv)[1] != '\0') {
			n = short_options(o, p, argv);
		} else {
			o->operand = reallocarray(o->operand, o->n + 2, sizeof(*o->operand));
			if (o->operand == NULL)
				err(1, NULL);
			snprintf(where, sizeof(where), "operand %zu", o->n + 1);
			check_text(where, *argv);
			o->operand[o->n++] = *argv;
			o->operand[o->n] = NULL;
		}
	}
	for (i = 0; i < OPTIONS; i++)
		if (o->value[i] != NULL) {
			snprintf(where, sizeof(where), "--%s", table[i].name);
			check_text(where, o->value[i]);
		}
	for (i = 0; i < o->nwhere; i++)
		check_text("--where", o->where[i]);
	if (!clock_read(o->value[OPT_TODAY], &o->team.now))
		errx(2, "no date: %s", o->value[OPT_TODAY] != NULL ? o->value[OPT_TODAY] : "SOW_NOW");
	o->team.today = time_day(o->team.now);
	find_team(o);
}

const char *
option_name(enum option_id id)
{
	return table[id].name;
}

long long
option_number(const struct options *o, enum option_id id, long long otherwise, long long max)
{
	const char *error;
	char narrow[32];
	long long n;

	if (o->value[id] == NULL)
		return otherwise;
	if (!text_narrow(o->value[id], narrow, sizeof(narrow)))
		errx(2, "--%s: too long", table[id].name);
	n = strtonum(narrow, 0, max, &error);
	if (error != NULL)
		errx(2, "--%s=%s: %s", table[id].name, o->value[id], error);
	return n;
}

bool
option_period(const struct options *o, enum option_id id, struct period *p)
{
	if (o->value[id] == NULL)
		return false;
	if (!period_parse(o->value[id], o->team.today, p))
		errx(2, "--%s: '%s' is no period (2026-11, 2026-W48, FY2026H1, week-1, 先月)",
		    table[id].name, o->value[id]);
	return true;
}

int64_t
option_as_of(const struct options *o)
{
	const char *s = o->value[OPT_AS_OF];
	int64_t us;
	int day;

	if (s == NULL)
		return INT64_MAX;
	if (date_parse(s, o->team.today, &day))
		return (day + 1) * DAY_US - 1; /* a day is over when it ends */
	if (!time_parse(s, o->team.today, &us))
		errx(2, "--as-of: '%s' is no date", s);
	return us;
}

int
option_day(const struct options *o)
{
	int64_t as_of = option_as_of(o);

	return as_of == INT64_MAX || o->value[OPT_TODAY] != NULL ? o->team.today : time_day(as_of);
}

void
options_part(struct options *o, option_parts *parts)
{
	static const char wide[] = "　";
	char **word, *s, *end, *rest;
	size_t i, n = 0, all = 1, first;

	for (i = 0; i < o->n; i++)
		for (all++, s = o->operand[i]; (s = strstr(s, wide)) != NULL; s += strlen(wide))
			all++;
	if ((word = calloc(all, sizeof(*word))) == NULL)
		err(1, NULL);
	for (i = 0; i < o->n; i++) {
		first = n;
		if ((s = end = strdup(o->operand[i])) == NULL)
			err(1, NULL);
		for (; (end = strstr(end, wide)) != NULL; end = rest) {
			rest = end + strlen(wide);
			*end = '\0';
			if (parts != NULL && !parts(word, n, first, s, rest)) {
				*end = *wide;
				continue;
			}
			if (*s != '\0')
				word[n++] = s;
			s = rest;
		}
		if (*s != '\0' || *o->operand[i] == '\0')
			word[n++] = s;
	}
	o->operand = word;
	o->n = n;
}

struct reader *
option_stdin(const struct options *o, bool empty)
{
	return reader_open("-", (struct reader_options){ .mode = READER_STREAM, .empty = empty,
	    .from = o->value[OPT_FROM], .skip_to = o->value[OPT_SKIP_TO] });
}

struct reader *
option_rows(const struct options *o, const char *path, bool empty)
{
	return reader_open(path, (struct reader_options){ .mode = READER_STREAM, .empty = empty,
	    .from = o->value[OPT_FROM], .skip_to = o->value[OPT_SKIP_TO], .bad_max = 10000 });
}

char *
option_ledger(const struct options *o)
{
	const char *given = o->value[OPT_TICKETS];
	char *path = given == NULL ? team_file(&o->team, "tickets.csv") : strdup(given), *real = NULL;

	if (path == NULL)
		err(1, NULL);
	if (o->value[OPT_LINK] != NULL && (real = realpath(path, NULL)) != NULL) {
		free(path);
		path = real;
	}
	return path;
}

struct tickets *
option_tickets(const struct options *o, bool needed)
{
	char *path = option_ledger(o);
	struct tickets *ts;
	struct view v;

	if (strcmp(path, "-") == 0) {
		ts = tickets_stream(option_stdin(o, false), option_as_of(o));
	} else if (needed || o->value[OPT_TICKETS] != NULL ||
	    faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		v = view_open(path, false);
		ts = tickets_read(&v, option_as_of(o));
		view_close(&v);
	} else {
		ts = tickets_read(NULL, INT64_MAX);
	}
	free(path);
	return ts;
}
