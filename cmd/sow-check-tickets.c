/* sow-check-tickets.c - --ticket-by: a ticket for each school or server, with its breaches in a file */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sow-check.h"

struct ticketing {
	struct check_run run;
	size_t column;    /* of --ticket-by */
	const struct activity *activity;
	char *words;      /* that fill the places before the 事象 */
	struct shares shares;
	size_t **breaches; /* of each share, by check, and last those of the 除外 list */
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
	title = rest == NULL || *rest == '\0' ? title_render(template, value, problem) : NULL;
	if (rest != NULL && *rest != '\0')
		*problem = N_("more words than its title has places");
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

static void
keep_breach(void *about, const char *const cell[FINDING])
{
	struct ticketing *t = about;
	const struct checklist *l = t->run.checklist;
	const char *value = strcmp(cell[F_CHECK], EXPIRED) == 0 ? "除外" : t->run.row.cell[t->column];
	const char *known = *value == '\0' ? "不明" : value;
	char *own = t->run.options->value[OPT_EACH_FINDING] == NULL ? memory_text(known) :
	    memory_format("%s %s %s", known, cell[F_KEY], cell[F_CHECK]);
	struct share *s = shares_of(&t->shares, own);
	size_t n = (size_t)(s - t->shares.share), i;

	if (s->rows == 0) {
		t->breaches = array_grow(t->breaches, n, sizeof(*t->breaches));
		t->breaches[n] = memory_zeros(l->nnames + 1, sizeof(**t->breaches));
	}
	share_row(s, (char *const *)(uintptr_t)cell);
	for (i = 0; i < l->nnames && strcmp(l->name[i], cell[F_CHECK]) != 0; i++)
		;
	t->breaches[n][i]++;
	free(own);
}

/* ---- tickets ---- */

/* 検索パターン 2件・最終接続 1件 */
static char *
share_note(const struct ticketing *t, const size_t *breaches)
{
	const struct checklist *l = t->run.checklist;
	struct bytes note = { 0 };
	char *one;
	size_t i;

	for (i = 0; i <= l->nnames; i++) {
		if (breaches[i] == 0)
			continue;
		one = memory_format("%s %zu件", i < l->nnames ? l->name[i] : EXPIRED, breaches[i]);
		bytes_join(&note, one, "・");
		free(one);
	}
	bytes_add(&note, "", 1);
	return note.s;
}

static void
print_ticket(const struct ticketing *t, struct output *out, size_t n)
{
	const struct share *s = &t->shares.share[n];
	char *what = memory_format("%s %zu件", s->value, s->rows), *note = share_note(t, t->breaches[n]), *title, *name;
	const char *problem;

	if ((title = ticket_title(t, what, &problem)) == NULL) { /* （ or ： in the data */
		name = memory_format("%zu件", s->rows);
		title = ticket_title(t, name, &problem);
		free(name);
	}
	output_row(out, (const char *[]){ t->activity->field[F_ID], title, note, s->path });
	free(what);
	free(note);
	free(title);
}

static void
tickets_free(struct ticketing *t)
{
	size_t i;

	for (i = 0; i < t->shares.n; i++)
		free(t->breaches[i]);
	free(t->breaches);
	shares_free(&t->shares);
	free(t->words);
}

static int
run_tickets(const struct options *o)
{
	static const char *const names[] = { "keys", "title", "note", "link" };
	struct ticketing t = { .run = { .options = o }, .shares = { .option = "--ticket-by", .names = finding_names, .ncolumns = FINDING,
		.prefix = o->value[OPT_PREFIX] == NULL ? "findings" : o->value[OPT_PREFIX], .dry = o->value[OPT_DRY] != NULL,
		.writer = { .format = format_find("csv") } } };
	struct catalog *c = catalog_open_partial(&o->team);
	struct output *out;
	size_t i;
	int status;
	bool good;

	read_activity(&t, c);
	check_open(&t.run, o);
	t.column = check_column(&t.run, OPT_TICKET_BY);
	shares_refuse(t.shares.prefix);
	out = output_open(o, names, 4);
	while (check_next(&t.run, keep_breach, &t))
		;
	good = shares_close(&t.shares);
	for (i = 0; i < t.shares.n && good; i++)
		print_ticket(&t, out, i);
	good = output_close(out) && good;
	if (!good)
		shares_drop(&t.shares);
	tickets_free(&t);
	status = check_close(&t.run);
	catalog_close(c);
	return good ? status : 1;
}

const struct form form_tickets = {
	FORM_MODE(OPT_TICKET_BY), .operands = "RULES [FILE...]", .most = ANY_NUMBER, .help = N_("a ticket for each value of a column"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_CHECKS, OPT_ACTIVITY, OPT_EACH_FINDING, OPT_PREFIX, OPT_DRY), .run = run_tickets,
};
