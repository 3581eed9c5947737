/* inside.c - what parses, in process: a target for AFL++, and the replay of its corpus
 *
 * inside reader|words|team FILE|DIRECTORY ...: each file through the target. Built with
 * afl-clang-fast and without files: the inputs of afl-fuzz. */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fcntl.h>
#include <iconv.h>
#include <locale.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <err.h>

#include "sow.h"

enum {
	ROUNDS = 1000,  /* inputs a process takes: what an ended call leaves behind goes with it */
	PATIENCE = 10,  /* seconds a replayed file may take, with sanitizers on a busy machine */
	INPUT_MAX = 1 << 20,
};

/* ---- the library ends the program: here only the call ends ---- */

static jmp_buf ended;
static bool inside;       /* a call that may end is running */
static struct bytes told; /* rows and messages in their order */

void __real_exit(int) __attribute__((noreturn));
void __wrap_exit(int) __attribute__((noreturn));
void __wrap_err(int, const char *, ...) __attribute__((noreturn, format(printf, 2, 3)));
void __wrap_errx(int, const char *, ...) __attribute__((noreturn, format(printf, 2, 3)));
void __wrap_warn(const char *, ...) __attribute__((format(printf, 1, 2)));
void __wrap_warnx(const char *, ...) __attribute__((format(printf, 1, 2)));
ssize_t __real_read(int, void *, size_t);
ssize_t __wrap_read(int, void *, size_t);

static void
check(bool good, const char *what)
{
	if (good)
		return;
	fprintf(stderr, "inside: %s\n", what);
	abort();
}

static void message(const char *, va_list) __attribute__((format(printf, 1, 0)));

/* A message is formatted, so that its arguments are read, and kept instead of printed. */
static void
message(const char *format, va_list ap)
{
	static char text[8192];

	if (format == NULL)
		return;
	vsnprintf(text, sizeof(text), format, ap);
	if (!inside) {
		fprintf(stderr, "inside: %s\n", text);
		return;
	}
	bytes_add(&told, text, strlen(text) + 1);
}

void
__wrap_exit(int code)
{
	char byte = (char)code;

	if (!inside)
		__real_exit(code);
	bytes_add(&told, &byte, 1);
	longjmp(ended, 1);
}

void
__wrap_err(int code, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	message(format, ap);
	va_end(ap);
	__wrap_exit(code);
}

void
__wrap_errx(int code, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	message(format, ap);
	va_end(ap);
	__wrap_exit(code);
}

void
__wrap_warn(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	message(format, ap);
	va_end(ap);
}

void
__wrap_warnx(const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	message(format, ap);
	va_end(ap);
}

/* Does the call come back? One that ends the program does not. */
static bool
returns(void (*call)(const void *), const void *arg)
{
	if (setjmp(ended) != 0) {
		inside = false;
		return false;
	}
	inside = true;
	call(arg);
	inside = false;
	return true;
}

/* ---- reader: the bytes as a CSV file ---- */

static struct {
	const char *s;   /* NULL: nothing is being read */
	size_t n, at;
	size_t most;     /* bytes that a read gives at most */
	int fd;          /* a file in memory, of this size */
} input = { .fd = -1 };

/* A system call for each piece would take longer than all the rest. */
ssize_t
__wrap_read(int fd, void *buf, size_t n)
{
	if (input.s == NULL)
		return __real_read(fd, buf, n);
	if (n > input.most)
		n = input.most;
	if (n > input.n - input.at)
		n = input.n - input.at;
	memcpy(buf, input.s + input.at, n);
	input.at += n;
	return (ssize_t)n;
}

static void
tell_row(const struct row *row)
{
	size_t i, length, at = 0;

	bytes_add(&told, (const char *)&row->line, sizeof(row->line));
	bytes_add(&told, (const char *)&row->size, sizeof(row->size));
	bytes_add(&told, row->raw, row->size);
	for (i = 0; i < row->n; i++) {
		length = strlen(row->cell[i]);
		bytes_add(&told, row->cell[i], length + 1);
		check(text_valid(row->cell[i], length), "a cell that is not UTF-8");
		check(strpbrk(row->cell[i], "\r\n") == NULL, "a line break in a cell");
		check(!row->plain || (at + length <= row->size &&
		    memcmp(row->raw + at, row->cell[i], length) == 0),
		    "a plain row is not its cells");
		at += length + 1;
	}
	check(!row->plain || at == row->size + 1, "a plain row is longer than its cells");
}

static void
read_rows(const void *arg)
{
	const struct reader_options *o = arg;
	const char *const *names;
	struct reader *r;
	struct row row;
	size_t i, n;
	int fd = dup(input.fd);

	check(fd != -1, "no file in memory");
	r = reader_open_fd(fd, "input", UINT64_MAX, *o);
	names = reader_names(r, &n);
	for (i = 0; i < n; i++) {
		bytes_add(&told, names[i], strlen(names[i]) + 1);
		check(reader_column(r, names[i]) == i, "a column is not found by its name");
	}
	while (reader_next(r, &row))
		tell_row(&row);
	bytes_add(&told, reader_close(r) ? "good" : "bad", 4);
}

/* All that a reading tells; the bytes are the caller's to free. */
static struct bytes
reading(struct reader_options o, bool careful, size_t most)
{
	struct bytes was;

	told = (struct bytes){ 0 };
	o.careful = careful;
	input.at = 0;
	input.most = most;
	returns(read_rows, &o);
	was = told;
	told = (struct bytes){ 0 };
	return was;
}

static bool
same(const struct bytes *a, const struct bytes *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->s, b->s, a->n) == 0);
}

/* Nothing may depend on the lane, nor on where the blocks that are read end: one of the
 * two lanes gets the bytes in pieces. */
static void
try_reader(const char *s, size_t n)
{
	static const struct reader_options modes[] = {
		{ .mode = READER_STREAM, .skip_to = "^1" },
		{ .mode = READER_STREAM, .from = "CP932", .empty = true, .bad_max = 3 },
		{ .mode = READER_TABLE },
		{ .mode = READER_SHEET },
		{ .mode = READER_JOURNAL, .from = "UTF-8" },
	};
	struct bytes fast, careful;
	size_t i;

	check(ftruncate(input.fd, (off_t)n) == 0, "no file in memory");
	input.s = n > 0 ? s : "";
	input.n = n;
	for (i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		fast = reading(modes[i], false, i % 2 == 0 ? SIZE_MAX : 1 + n / 19);
		careful = reading(modes[i], true, i % 2 == 1 ? SIZE_MAX : 1 + n / 19);
		check(same(&fast, &careful), "the lanes read differently");
		free(fast.s);
		free(careful.s);
	}
	input.s = NULL;
}

static void
open_reader(void)
{
	/* The blocks stay in the heap: to map each one anew takes longer than to read it. */
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	mallopt(M_TOP_PAD, 1 << 24);
	if ((input.fd = memfd_create("input", MFD_CLOEXEC)) == -1)
		err(1, "memfd");
}

/* ---- the team's directory, and one that stands for the shipped files ---- */

static char *home, *desk;
static struct team team;
static struct plan ground; /* a good catalogue and calendar, without occurrences */

/* What the library is to know of its caller. */
static void
team_at(const char *dir, const char *shared)
{
	team = (struct team){ .directory = dir, .share = shared,
	    .today = day_of(2026, 11, 24), .now = day_of(2026, 11, 24) * DAY_US };
}

static const struct {
	const char *name, *shipped;
} files[] = {
	{ "sow.csv",
	    "id,title,frequency,target,schedule,lead,valid_from,valid_to\n"
	    "A-1,点検（年月日）,隔週,,翌週月曜,2,2025-05-08,\n"
	    "B-1,定例チェック（年月）,月次,WSUS,第5営業日,7,,2026-09-10\n"
	    "B-1,定例チェック（年月）,月次,WSUS,末日 後ろ倒し,7,2026-09-11,\n"
	    "B-2,報告（年月）,月次,,翌月第3営業日,7,,\n"
	    "C-1,更新（ソフト名）,四半期,Office,翌期 10日,14,,\n"
	    "D-1,棚卸,半期,,9月・3月 25日 前倒し 期限,30,,\n"
	    "E-1,契約,年次,,2027/04/15 60日前,90,,\n"
	    "F-1,インシデント（ソフト名：事象）,随時,,,,,\n" },
	{ "holidays.csv",
	    "date,name\n2025-01-01,元日\n2026-01-01,元日\n2026-11-23,勤労感謝の日\n2027-01-01,元日\n"
	    "2027-05-03,憲法記念日\n2028-01-01,元日\n2029-01-01,元日\n" },
	{ "closed.csv", "date,state,name\n8月13日..8月15日,閉,夏季\n2026-12-29,開,当番\n" },
	{ "contract.csv", NULL },
	{ "staff.csv", NULL },
	{ "syukujitsu.csv", NULL },
};
enum { FILES = sizeof(files) / sizeof(*files) };

static char *
joined(const char *a, const char *b, const char *c)
{
	char *text;

	if (asprintf(&text, "%s%s%s", a, b, c) == -1)
		abort();
	return text;
}

static void
write_file(const char *path, const char *s, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	check(fd != -1 && write(fd, s, n) == (ssize_t)n && close(fd) == 0, path);
}

/* Small files stand for the shipped ones: those are a thousand rows for each input. */
static void
open_team(void)
{
	const char *parent = getenv("TMPDIR");
	char *path;
	size_t i;

	home = joined(parent != NULL ? parent : "/dev/shm", "/", "sow-inside.XXXXXX");
	if (mkdtemp(home) == NULL)
		err(1, "%s", home);
	desk = joined(home, "/", "team");
	if (mkdir(desk, 0700) == -1)
		err(1, "%s", desk);
	for (i = 0; i < FILES && files[i].shipped != NULL; i++) {
		path = joined(home, "/", files[i].name);
		write_file(path, files[i].shipped, strlen(files[i].shipped));
		free(path);
	}
	team_at(desk, home);
	ground = (struct plan){ .catalog = catalog_open(&team), .calendar = calendar_open(&team),
	    .term = contract_open(&team), .today = team.today, .lead = -1 };
}

static void
close_team(void)
{
	char *path;
	size_t i;

	if (home == NULL)
		return;
	for (i = 0; i < FILES; i++) {
		path = joined(desk, "/", files[i].name);
		unlink(path);
		free(path);
		path = joined(home, "/", files[i].name);
		unlink(path);
		free(path);
	}
	if (rmdir(desk) == -1 || rmdir(home) == -1)
		err(1, "%s", home);
}

/* ---- team: the bytes as one of the team's files, and a year's plan with it ---- */

static int
compare_keys(const void *a, const void *b)
{
	return strcmp(((const struct occurrence *)a)->key, ((const struct occurrence *)b)->key);
}

/* Each occurrence is in one group, and a group's keys name its occurrences. */
static void
check_groups(const struct plan *plan)
{
	size_t i, n, all = 0;
	const char *keys, *targets;
	struct arena arena = { 0 };

	for (i = 0; i < plan->n; i += n) {
		n = plan_group(plan, i, false);
		keys = group_keys(&plan->occurrence[i], n, &arena);
		targets = group_targets(&plan->occurrence[i], n, &arena);
		check(keys_hold(keys, plan->occurrence[i].key), "a group without its key");
		check(text_valid(targets, strlen(targets)), "targets that are not UTF-8");
		all += n;
	}
	arena_free(&arena);
	check(all == plan->n, "groups that are not the plan");
}

/* What a year's plan is made of; the key alone must find the same. */
static void
check_plan(struct plan *plan, const struct plan *empty, struct period year)
{
	struct plan alone = *empty;
	const struct occurrence *o, *found;

	for (o = plan->occurrence; o < plan->occurrence + plan->n; o++) {
		check(o->when.due >= year.from && o->when.due <= year.to, "due outside the span");
		check(o->when.due >= plan->term.from && o->when.due <= plan->term.to,
		    "due outside the contract");
		check(title_fits(&o->activity->title, o->title), "a title not of its template");
		check(o == plan->occurrence || o[-1].when.due <= o->when.due, "not by due date");
	}
	check_groups(plan);
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), compare_keys);
	for (o = plan->occurrence + 1; o < plan->occurrence + plan->n; o++)
		check(compare_keys(o - 1, o) != 0, "a key twice");
	o = &plan->occurrence[plan->n / 2];
	found = plan_find(&alone, o->key); /* may ask for days past the calendar, and end */
	check(found != NULL && found->when.due == o->when.due &&
	    strcmp(found->title, o->title) == 0, "a key alone finds something else");
	plan_free(&alone);
}

static void
plan_year(const void *arg)
{
	struct plan plan = *(const struct plan *)arg;
	struct period year = period_at(PERIOD_YEAR, plan.today);

	plan_fill(&plan, year);
	if (plan.n > 0)
		check_plan(&plan, arg, year);
	plan_free(&plan);
}

static struct plan tried; /* what stays of the input when it is good */

static void
read_catalog(const void *arg)
{
	const struct activity *a, *found;
	struct catalog *c = catalog_open(&team);

	(void)arg;
	tried.catalog = c;
	a = &c->activity[c->n / 2];
	check(catalog_find(c, a->field[F_ID], a->from) == a, "not the activity of that id");
	check(catalog_match(c, a->field[F_ID], a->from, &found, 1) > 0, "no activity of that id");
	check(catalog_match(c, a->field[F_TITLE], a->from, &found, 1) > 0,
	    "no activity of that title");
}

static void
read_calendar(const void *arg)
{
	(void)arg;
	tried.calendar = calendar_open(&team);
}

static void
read_contract(const void *arg)
{
	(void)arg;
	tried.term = contract_open(&team);
}

static void
read_staff(const void *arg)
{
	char *name = staff_name(&team, "tanaka");

	(void)arg;
	if (name != NULL)
		check(!text_blank(name), "a name that is none");
	free(name);
}

static void
try_team(const char *s, size_t n)
{
	static void (*const read_file[FILES])(const void *) = {
		read_catalog, read_calendar, read_calendar, read_contract, read_staff,
		read_calendar,
	};
	size_t which;
	char *path;

	if (n == 0)
		return;
	which = (unsigned char)*s % FILES;
	path = joined(desk, "/", files[which].name);
	write_file(path, s + 1, n - 1);
	tried = ground;
	told.n = 0;
	if (returns(read_file[which], NULL) && read_file[which] != read_staff)
		returns(plan_year, &tried);
	if (tried.catalog != ground.catalog)
		catalog_close((struct catalog *)(uintptr_t)tried.catalog);
	if (tried.calendar != ground.calendar)
		calendar_close((struct calendar *)(uintptr_t)tried.calendar);
	unlink(path);
	free(path);
}

/* ---- words: each line of the bytes as what a person types ---- */

struct word {
	char *s;
	size_t n;
	const char *before; /* the line before it, for what takes two */
	bool valid;         /* both are UTF-8 */
};

static bool
fit_for_terminal(const char *s)
{
	int32_t c;

	if (!text_valid(s, strlen(s)))
		return false;
	while (*s != '\0') {
		s += text_char(s, &c);
		if (char_controls(c) || char_turns(c))
			return false;
	}
	return true;
}

static void
print_text(const char *s, size_t limit)
{
	char *shown = NULL;
	size_t n, used;
	FILE *f = open_memstream(&shown, &n);

	if (f == NULL)
		abort();
	used = text_print(f, s, limit);
	memory_close(f, &shown);
	check(fit_for_terminal(shown), "what no terminal should get");
	check(used <= limit && used == text_width(shown), "wider than it is said to be");
	free(shown);
}

static void
try_text(const void *arg)
{
	const struct word *w = arg;
	const char *s = w->s;
	bool whole = true;
	char narrow[256];
	size_t n;
	int32_t c;

	for (; *s != '\0'; s += n) {
		n = text_char(s, &c);
		whole = whole && (n > 1 || (signed char)*s > 0);
	}
	check(whole == text_valid(w->s, w->n), "text_valid and text_char differ");
	s = w->s;
	n = text_trim(&s);
	check(n <= strlen(s) && (n == 0) == text_blank(w->s), "what is trimmed");
	check(n == 0 || (*s != ' ' && s[n - 1] != ' '), "a space at an end");
	print_text(w->s, 12);
	print_text(w->s, SIZE_MAX);
	if (text_narrow(w->s, narrow, sizeof(narrow)))
		check(text_valid(narrow, strlen(narrow)), "narrow text that is not UTF-8");
	column_find(w->s);
}

static void
try_key(const void *arg)
{
	const struct word *w = arg;
	char *key = text_key(w->s);

	check(text_valid(w->s, w->n), "a key of what is not UTF-8");
	check(text_valid(key, strlen(key)), "a key that is not UTF-8");
	free(key);
}

static void
again(int day)
{
	static const enum date_style styles[] = { DATE_ISO, DATE_SLASH, DATE_KANJI, DATE_ERA };
	char text[DATE_TEXT];
	size_t i;
	int back;

	for (i = 0; i < sizeof(styles) / sizeof(*styles); i++) {
		if (styles[i] == DATE_ERA && day > day_of(2117, 12, 31))
			continue; /* no era has a year 100 */
		check(date_parse(date_text(day, styles[i], text), DAY_MIN, &back) && back == day,
		    "a date is another day when it is read again");
	}
}

static void
try_date(const void *arg)
{
	const struct word *w = arg;
	char text[DATE_TEXT];
	const char *s = w->s;
	int day, year, era;
	int64_t us, back;

	if (date_parse(w->s, ground.today, &day))
		again(day);
	if (date_parse(w->s, DAY_MIN, &day))
		again(day);
	if (time_parse(w->s, ground.today, &us))
		check(time_parse(time_text(us, true, text), DAY_MIN, &back) && back == us,
		    "a moment is another one when it is read again");
	if (era_year(&s, &year, &era))
		check(s > w->s && s <= w->s + w->n && year >= 1868, "a year of an era");
}

static void
try_period(const void *arg)
{
	const struct word *w = arg;
	int today[] = { ground.today, DAY_MIN };
	char text[PERIOD_TEXT];
	struct period p, back;
	size_t i;

	for (i = 0; i < 2; i++) {
		if (!period_parse(w->s, today[i], &p))
			continue;
		check(p.from <= p.to, "a period that ends before it begins");
		period_text(p, text);
		/* A side that is open, or moved behind the years of a date, has no text. */
		if (p.from < day_of(1601, 1, 1) || p.to > day_of(9998, 12, 31))
			continue;
		check(period_parse(text, DAY_MIN, &back) && back.kind == p.kind &&
		    back.from == p.from && back.to == p.to,
		    "a period is another one when it is read again");
	}
}

/* glibc's regular expressions take any time and memory for repeated repetitions and for
 * references back; who types one waits for himself. */
static bool
is_cheap(const char *filter)
{
	const char *tilde = strchr(filter, '~');

	return tilde == NULL || (strlen(tilde) < 24 && strpbrk(tilde, "{\\") == NULL);
}

static void
try_filter(const void *arg)
{
	const struct word *w = arg;
	char *const cells[] = { w->s, (char *)(uintptr_t)w->before };
	struct filter *f = filter_parse(w->s, ground.today);
	size_t i;

	for (i = 0; i < 2; i++) {
		filter_bind(f, i);
		filter_match(f, cells);
	}
	check(*filter_column(f) != '\0', "a filter of no column");
}

/* Is the cell what the filter asks for? = and != must not agree. */
static bool
is_equal(const char *value, const char *cell)
{
	char *equal = joined("status", "=", value), *other = joined("status", "!=", value);
	char *cells[] = { (char *)(uintptr_t)cell };
	struct filter *is = filter_parse(equal, ground.today);
	struct filter *is_not = filter_parse(other, ground.today);
	bool yes = filter_match(is, cells);

	check(yes != filter_match(is_not, cells), "neither equal nor unequal, or both");
	free(equal);
	free(other);
	return yes;
}

/* With an x before it a value is a word, and words are equal when their keys are. */
static void
try_equal(const void *arg)
{
	const struct word *w = arg;
	char *value = joined("x", "", w->s), *cell = joined("x", "", w->before);
	char *value_key = text_key(value), *cell_key = text_key(cell);

	is_equal(w->s, w->s);
	is_equal(w->s, w->before);
	check(is_equal(value, cell) == (strcmp(value_key, cell_key) == 0),
	    "equal, and not by the keys");
	free(value);
	free(cell);
	free(value_key);
	free(cell_key);
}

static void
try_title(const void *arg)
{
	const struct word *w = arg;
	char *value[PLACES] = { 0 }, *title;
	const char *problem;
	struct title t;
	size_t i;

	if (!title_parse(w->before, &t))
		return;
	if (title_match(&t, w->s, value) &&
	    (title = title_render(&t, value, &problem)) != NULL) {
		check(strcmp(title, w->s) == 0, "a title's values make another one");
		free(title);
	}
	if ((title = title_suggest(&t, w->s)) != NULL)
		check(title_fits(&t, title), "a suggested title does not fit");
	free(title);
	for (i = 0; i < PLACES; i++)
		free(value[i]);
}

static void
try_schedule(const void *arg)
{
	static const enum period_kind kinds[] = { PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER,
		PERIOD_HALF, PERIOD_YEAR };
	const struct word *w = arg;
	struct schedule s;
	const char *bad;
	char word[64];
	struct due d;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (schedule_parse(w->s, kinds[i], &s, &bad)) {
			d = schedule_due(&s, period_at(kinds[i], ground.today), ground.calendar);
			check(d.due >= d.in.from && d.due <= d.in.to, "due outside its span");
		} else if (bad != NULL) {
			check(bad >= w->s && bad <= w->s + w->n, "a bad word that is elsewhere");
			check(schedule_word(w->s, bad, word, sizeof(word)) <= w->n + 1,
			    "a bad word behind the end");
		}
	}
}

static struct decoder *from_cp932;

static void
open_words(void)
{
	open_team();
	from_cp932 = decoder_open(ENC_CP932);
}

/* As CP932, without what it lacks; is anything lacking? */
static size_t
encode(const char *s, char *out, bool *lacks)
{
	int32_t bad;
	size_t n = 0;

	for (*lacks = false; *s != '\0'; *lacks = *lacks || bad != 0)
		n += cp932_encode(&s, out + n, &bad);
	return n;
}

/* What CP932 holds comes back from it. */
static void
try_cp932(const void *arg)
{
	const struct word *w = arg;
	char *first = malloc(w->n * 2 + 1), *text = malloc(w->n * 6 + 1);
	char *second = malloc(w->n * 12 + 1);
	bool lacks, lacks_then;
	size_t n, left, m;

	if (first == NULL || text == NULL || second == NULL)
		abort();
	left = n = encode(w->s, first, &lacks);
	check(n <= w->n * 2, "more than two bytes a byte");
	m = decoder_run(from_cp932, first, &left, true, text);
	text[m] = '\0';
	check(left == 0 && text_valid(text, m), "CP932 that is none");
	check(encode(text, second, &lacks_then) == n && memcmp(first, second, n) == 0 &&
	    !lacks_then, "CP932 does not come back");
	check(lacks || cp932_same(w->s, text), "what came back is not the same");
	free(first);
	free(text);
	free(second);
}

/* An encoding's name, and what Excel makes of a cell. */
static void
try_other(const void *arg)
{
	const struct word *w = arg;
	enum encoding e;

	if (encoding_parse(w->s, &e))
		check(strlen(encoding_name(e)) > 0, "an encoding without a name");
	excel_made(w->before, w->s);
	excel_made(w->s, w->before);
	excel_made(w->s, w->s);
}

static void
try_word(const struct word *w)
{
	returns(try_text, w);
	returns(try_key, w);
	returns(try_date, w);
	returns(try_period, w);
	if (!w->valid)
		return; /* what the library is given is text */
	if (is_cheap(w->s))
		returns(try_filter, w);
	returns(try_equal, w);
	returns(try_title, w);
	returns(try_schedule, w);
	returns(try_cp932, w);
	returns(try_other, w);
}

static void
try_words(const char *s, size_t n)
{
	const char *p, *lf;
	char *before = NULL;
	struct word w;

	for (p = s;; p = lf + 1) {
		if ((lf = memchr(p, '\n', (size_t)(s + n - p))) == NULL)
			lf = s + n;
		if ((w.s = strndup(p, (size_t)(lf - p))) == NULL)
			abort();
		w.n = strlen(w.s);
		w.before = before != NULL ? before : w.s;
		w.valid = text_valid(w.s, w.n) && text_valid(w.before, strlen(w.before));
		told.n = 0;
		try_word(&w);
		free(before);
		before = w.s;
		if (lf == s + n)
			break;
	}
	free(before);
}

/* ---- targets ---- */

static const struct target {
	const char *name;
	void (*open)(void);
	void (*attempt)(const char *, size_t);
} targets[] = {
	{ "reader", open_reader, try_reader },
	{ "words", open_words, try_words },
	{ "team", open_team, try_team },
};

static int first_fd; /* this one and those above are left by a call that ended */

static void
attempt(const struct target *t, const char *s, size_t n)
{
	t->attempt(s, n);
	close_range((unsigned)first_fd, 190, 0); /* afl-fuzz has its own at 198 */
}

static const struct target *
open_target(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(targets) / sizeof(*targets); i++)
		if (strcmp(targets[i].name, name) == 0)
			break;
	if (i == sizeof(targets) / sizeof(*targets))
		errx(2, "no target '%s' (reader words team)", name);
	setenv("SOW_AMBIGUOUS", "2", 1);
	setlocale(LC_CTYPE, "C.UTF-8"); /* as filters do, once for all inputs */
	/* Held open, so that glibc does not load its modules anew for each input. */
	if (iconv_open("UTF-8", "CP932") == (iconv_t)-1 ||
	    iconv_open("UTF-8", "UTF-16LE") == (iconv_t)-1)
		err(1, "iconv");
	targets[i].open();
	if ((first_fd = dup(STDERR_FILENO)) == -1)
		err(1, "dup");
	return &targets[i];
}

#ifdef __AFL_HAVE_MANUAL_CONTROL
enum { SERVES = true };
__AFL_FUZZ_INIT();

static void __attribute__((noreturn))
serve(const struct target *t)
{
	const char *s;
	size_t n;

	__AFL_INIT();
	s = (const char *)__AFL_FUZZ_TESTCASE_BUF;
	while (__AFL_LOOP(ROUNDS)) {
		n = (unsigned)__AFL_FUZZ_TESTCASE_LEN;
		attempt(t, s, n);
	}
	_exit(0); /* the directories stay for the next process */
}
#else
enum { SERVES = false };

static void
serve(const struct target *t)
{
	(void)t;
}
#endif

/* ---- the replay ---- */

static struct {
	char **path;
	size_t n;
} replayed;

static int
is_input(const struct dirent *d)
{
	return *d->d_name != '.';
}

static void
add_files(const char *path)
{
	struct dirent **entry;
	int n = scandir(path, &entry, is_input, alphasort), i;

	if (n == -1) {
		replayed.path = reallocarray(replayed.path, replayed.n + 1, sizeof(*replayed.path));
		if (replayed.path == NULL)
			err(1, NULL);
		replayed.path[replayed.n++] = joined(path, "", "");
		return;
	}
	for (i = 0; i < n; i++) {
		add_files(joined(path, "/", entry[i]->d_name));
		free(entry[i]);
	}
	free(entry);
}

static void
attempt_file(const struct target *t, const char *path)
{
	char *s = malloc(INPUT_MAX);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;

	if (fd == -1 || s == NULL || (n = read(fd, s, INPUT_MAX)) == -1)
		err(1, "%s", path);
	close(fd);
	alarm(PATIENCE);
	attempt(t, s, (size_t)n);
	free(s);
}

/* In a process of its own, and from the next file on in another one when it dies, so that
 * each bad file is named. */
static size_t
replay(const struct target *t)
{
	size_t bad = 0, *at = mmap(NULL, sizeof(*at), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status;
	pid_t pid;

	if (at == MAP_FAILED)
		err(1, "mmap");
	for (*at = 0; *at < replayed.n; ++*at) {
		if ((pid = fork()) == 0) {
			for (; *at < replayed.n; ++*at)
				attempt_file(t, replayed.path[*at]);
			_exit(0);
		}
		if (pid == -1 || waitpid(pid, &status, 0) != pid)
			err(1, "fork");
		if (status == 0 && *at == replayed.n)
			break;
		warnx("%s %s: %s", t->name, replayed.path[*at],
		    WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it ends the process");
		bad++;
	}
	return bad;
}

int
main(int argc, char **argv)
{
	const struct target *t;
	size_t bad;
	int i;

	if (argc < (SERVES ? 2 : 3))
		errx(2, "usage: inside reader|words|team FILE|DIRECTORY ...");
	t = open_target(argv[1]);
	if (argc == 2)
		serve(t);
	for (i = 2; i < argc; i++)
		add_files(argv[i]);
	bad = replay(t);
	close_team();
	printf("inside: %s: %zu inputs, %zu broken\n", t->name, replayed.n, bad);
	return bad > 0 || replayed.n == 0; /* a corpus that is gone proves nothing */
}
