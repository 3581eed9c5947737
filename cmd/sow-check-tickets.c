/* sow-check-tickets.c - --ticket-by: a ticket for each school or server, with its breaches in a file
 *
 * A file is made with mode 0600 beside the others and never takes the place of one that is there, for
 * that may be linked to last month's ticket. */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-check.h"

enum { TICKETS_MAX = 500 };

/* The breaches of one value. */
struct share {
	char *value, *path;
	struct writer *writer;
	size_t *breaches; /* of each check, and last those of the 除外 list */
	size_t all;
};
struct ticketing {
	struct check_run run;
	size_t column;    /* of --ticket-by */
	const struct activity *activity;
	char *words;      /* that fill the places before the 事象 */
	const char *prefix;
	bool dry;
	struct share *share; /* n of them, in the order of their first breach */
	size_t n;
	bool good;
};

/* ---- titles ---- */

static void
fill_dates(char *value[PLACES], int today, char month[DATE_TEXT], char day[DATE_TEXT])
{
	date_text(today, DATE_MONTH, month);
	date_text(today, DATE_KANJI, day);
	value[PLACE_MONTH] = month;
	value[PLACE_DAY] = day;
}

/* The title of a ticket whose 事象 is what.  The words that follow the activity fill what stands before
 * that; NULL and *problem if a place stays empty. */
static char *
ticket_title(const struct ticketing *t, const char *what, const char **problem)
{
	const struct title *template = &t->activity->title;
	char month[DATE_TEXT], day[DATE_TEXT], *value[PLACES] = { 0 }, *copy = memory_text(t->words), *rest = copy, *title;
	enum place place;
	size_t i;

	fill_dates(value, t->run.options->team.today, month, day);
	for (i = 0; i < template->n; i++) {
		place = template->part[i];
		if (place == PLACE_MONTH || place == PLACE_DAY)
			continue;
		if (place == PLACE_WHAT)
			value[place] = (char *)(uintptr_t)what;
		else if (rest != NULL && *rest != '\0')
			value[place] = strsep(&rest, " ");
	}
	title = title_render(template, value, problem);
	free(copy);
	return title;
}

static const struct activity *
typed_activity(const struct catalog *c, const char *typed, int today)
{
	const struct activity *found[2];
	enum period_kind kind;
	size_t n = catalog_match(c, typed, today, found, 2);

	if (n == 0)
		errx(2, "no activity matches '%s' (sow-list shows them)", typed);
	if (n > 1)
		errx(2, "--activity: '%s' means %zu of them (sow-list %s shows which): name one by its id", typed, n, typed);
	if (frequency_kind(found[0]->frequency, &kind))
		errx(2, "--activity: %s %s has one ticket a period; findings are work on demand, such as S15-01", found[0]->field[F_ID],
		    found[0]->field[F_TITLE]);
	return found[0];
}

/* Reads the activity and the words behind it, and makes sure that they are all its title needs. */
static void
read_activity(struct ticketing *t, const struct catalog *c)
{
	const struct options *o = t->run.options;
	char *typed, *title;
	const char *problem;

	if (o->value[OPT_ACTIVITY] == NULL)
		errx(2, "--activity=ID: the work that the findings are (sow-list shows them)");
	typed = memory_text(o->value[OPT_ACTIVITY]);
	t->words = typed;
	strsep(&t->words, " ");
	t->words = memory_text(t->words == NULL ? "" : t->words);
	t->activity = typed_activity(c, typed, o->team.today);
	if ((title = ticket_title(t, "x", &problem)) == NULL)
		errx(2, "--activity: %s: %s (the words for the title stand behind the activity: 'inc ApexOne')", t->activity->field[F_TITLE],
		    _(problem));
	free(title);
	free(typed);
}

/* ---- files ---- */

/* Files of another day must not pass for those of today. */
static void
refuse_files(const char *prefix)
{
	struct bytes pattern = { 0 };
	const char *s;
	glob_t found;

	for (s = prefix; *s != '\0'; s++) {
		if (strchr("*?[\\", *s) != NULL)
			bytes_add(&pattern, "\\", 1);
		bytes_add(&pattern, s, 1);
	}
	bytes_add(&pattern, "-*.csv", sizeof("-*.csv"));
	if (glob(pattern.s, 0, NULL, &found) == 0)
		errx(1, "%s is there already (and %zu more): nothing written", found.gl_pathv[0], found.gl_pathc - 1);
	free(pattern.s);
}

static bool
path_taken(const struct ticketing *t, const char *path)
{
	size_t i;

	for (i = 0; i < t->n && strcasecmp(t->share[i].path, path) != 0; i++)
		;
	return i < t->n;
}

static void
share_open(struct ticketing *t, struct share *s)
{
	struct writer_options w = { .format = format_find("csv") };
	char *name = text_file_name(s->value);
	size_t i;
	int fd;

	s->path = memory_format("%s-%s.csv", t->prefix, name);
	for (i = 2; path_taken(t, s->path); i++) {
		free(s->path);
		s->path = memory_format("%s-%s-%zu.csv", t->prefix, name, i);
	}
	free(name);
	fd = open(t->dry ? "/dev/null" : s->path, t->dry ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd == -1 || (w.file = fdopen(fd, "w")) == NULL)
		err(1, "%s", s->path);
	s->writer = writer_open(finding_names, FINDING, w);
}

static struct share *
share_for(struct ticketing *t, const char *value)
{
	size_t i;

	for (i = 0; i < t->n && strcmp(t->share[i].value, value) != 0; i++)
		;
	if (i < t->n)
		return &t->share[i];
	if (t->n == TICKETS_MAX)
		errx(1, "--ticket-by: more than %d values", TICKETS_MAX);
	t->share = array_grow(t->share, t->n, sizeof(*t->share));
	t->share[i] = (struct share){ .value = memory_text(value),
		.breaches = memory_zeros(t->run.checklist->nnames + 1, sizeof(*t->share->breaches)) };
	share_open(t, &t->share[i]);
	t->n++;
	return &t->share[i];
}

static void
keep_breach(void *about, const char *const cell[FINDING])
{
	struct ticketing *t = about;
	const struct checklist *l = t->run.checklist;
	const char *value = strcmp(cell[F_CHECK], EXPIRED) == 0 ? "除外" : t->run.row.cell[t->column];
	const char *known = *value == '\0' ? "不明" : value;
	char *own = t->run.options->value[OPT_EACH_FINDING] == NULL ? memory_text(known) :
	    memory_format("%s %s %s", known, cell[F_KEY], cell[F_CHECK]);
	struct share *s = share_for(t, own);
	size_t i;

	writer_row(s->writer, (char *const *)(uintptr_t)cell);
	for (i = 0; i < l->nnames && strcmp(l->name[i], cell[F_CHECK]) != 0; i++)
		;
	s->breaches[i]++;
	s->all++;
	free(own);
}

/* ---- tickets ---- */

/* 検索パターン 2件・最終接続 1件 */
static char *
share_note(const struct ticketing *t, const struct share *s)
{
	const struct checklist *l = t->run.checklist;
	struct bytes note = { 0 };
	char *one;
	size_t i;

	for (i = 0; i <= l->nnames; i++) {
		if (s->breaches[i] == 0)
			continue;
		one = memory_format("%s %zu件", i < l->nnames ? l->name[i] : EXPIRED, s->breaches[i]);
		bytes_join(&note, one, "・");
		free(one);
	}
	bytes_add(&note, "", 1);
	return note.s;
}

static void
print_ticket(const struct ticketing *t, struct output *out, const struct share *s)
{
	char *what = memory_format("%s %zu件", s->value, s->all), *note = share_note(t, s), *title, *name;
	const char *problem;

	if ((title = ticket_title(t, what, &problem)) == NULL) { /* （ or ： in the data */
		name = memory_format("%zu件", s->all);
		title = ticket_title(t, name, &problem);
		free(name);
	}
	output_row(out, (const char *[]){ t->activity->field[F_ID], title, note, s->path });
	free(what);
	free(note);
	free(title);
}

static void
share_close(struct ticketing *t, struct share *s)
{
	if (!writer_close(s->writer)) {
		t->good = false;
		if (!t->dry)
			unlink(s->path);
		warnx("%s: not written", s->path);
	}
}

static void
tickets_free(struct ticketing *t)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		free(t->share[i].value);
		free(t->share[i].path);
		free(t->share[i].breaches);
	}
	free(t->share);
	free(t->words);
}

static int
run_tickets(const struct options *o)
{
	static const char *const names[] = { "keys", "title", "note", "link" };
	struct ticketing t = { .run = { .options = o }, .prefix = o->value[OPT_PREFIX] == NULL ? "findings" : o->value[OPT_PREFIX],
		.dry = o->value[OPT_DRY] != NULL, .good = true };
	struct catalog *c = catalog_open_partial(&o->team);
	struct output *out;
	size_t i;
	int status;

	read_activity(&t, c);
	check_open(&t.run, o);
	t.column = check_column(&t.run, OPT_TICKET_BY);
	refuse_files(t.prefix);
	out = output_open(o, names, 4);
	while (check_next(&t.run, keep_breach, &t))
		;
	for (i = 0; i < t.n; i++)
		share_close(&t, &t.share[i]);
	for (i = 0; i < t.n && t.good; i++)
		print_ticket(&t, out, &t.share[i]);
	tickets_free(&t);
	status = check_close(&t.run);
	catalog_close(c);
	return output_close(out) && t.good ? status : 1;
}

const struct form form_tickets = {
	FORM_MODE(OPT_TICKET_BY), .operands = "RULES [FILE...]", .most = ANY_NUMBER, .help = N_("a ticket for each value of a column"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_CHECKS, OPT_ACTIVITY, OPT_EACH_FINDING, OPT_PREFIX, OPT_DRY), .run = run_tickets,
};
