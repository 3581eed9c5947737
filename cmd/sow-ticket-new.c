/* sow-ticket-new.c - new tickets: typed by hand, or rows of sow-due */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-ticket.h"

enum { MAX = 50, LISTED = 43 };

/* ---- by hand: new inc Outlook 起動しない requester=北山高校 ---- */

static void
list_matches(const char *pattern, const struct activity *const *found, size_t n)
{
	size_t i;

	warnx("'%s' is %zu activities:", pattern, n);
	for (i = 0; i < n && i < LISTED; i++)
		fprintf(stderr, "    %-8s %-9s %s：%s\n", found[i]->field[F_ID], found[i]->field[F_ALIAS],
		    found[i]->field[F_TITLE], found[i]->field[F_TASK]);
	exit(2);
}

/* Of several, the one whose title begins with the words: インシデント. */
static const struct activity *
titled(const char *pattern, const struct activity *const *found, size_t n)
{
	char *key = text_key(pattern), *title;
	const struct activity *one = NULL;
	size_t i, hits = 0;

	for (i = 0; i < n && i < LISTED; i++) {
		title = text_key(found[i]->field[F_TITLE]);
		if (strncmp(title, key, strlen(key)) == 0) {
			one = found[i];
			hits++;
		}
		free(title);
	}
	free(key);
	return hits == 1 ? one : NULL;
}

static const struct activity *
find_activity(const struct catalog *c, const char *pattern, int today)
{
	const struct activity *found[LISTED], *one;
	char narrow[128];
	size_t n;

	if (!text_narrow(pattern, narrow, sizeof(narrow)))
		errx(2, "no activity matches that");
	if ((n = catalog_match(c, narrow, today, found, LISTED)) == 0)
		n = catalog_match(c, pattern, today, found, LISTED);
	if (n == 0)
		errx(2, "no activity is or has '%s' (sow-list shows them)", pattern);
	if (n == 1)
		return found[0];
	if ((one = titled(pattern, found, n)) == NULL)
		list_matches(pattern, found, n);
	return one;
}

/* Positional values fill the places in template order; those the SOW fixes may be left out. */
static const char *
fill_places(const struct activity *a, char *place[PLACES], char **value, size_t n)
{
	const struct title *t = &a->title;
	size_t i, used = 0, open = 0, all = 0;
	enum place p;
	bool fixed;

	for (i = 0; i < t->n; i++) {
		p = t->part[i];
		if (place[p] != NULL || p == PLACE_MONTH || p == PLACE_DAY)
			continue;
		fixed = (p == PLACE_SOFT || p == PLACE_LOG) && *a->field[F_TARGET] != '\0';
		all++;
		open += !fixed;
	}
	if (n != open && n != all)
		return n > all ? "more values than the title has places" : "too few values for the title";
	for (i = 0; i < t->n; i++) {
		p = t->part[i];
		if (place[p] != NULL || p == PLACE_MONTH || p == PLACE_DAY)
			continue;
		fixed = (p == PLACE_SOFT || p == PLACE_LOG) && *a->field[F_TARGET] != '\0';
		place[p] = fixed && n == open ? (char *)(uintptr_t)a->field[F_TARGET] : value[used++];
	}
	return NULL;
}

static void
explain_places(const struct activity *a)
{
	size_t i;

	fprintf(stderr, "    %s %s:", a->field[F_ID], a->field[F_TITLE]);
	for (i = 0; i < a->title.n; i++)
		fprintf(stderr, " %s=…", place_name(a->title.part[i]));
	fputc('\n', stderr);
}

/* 年月 of work on demand is the month it was opened, 年月日 its due date. */
static void
fill_dates(struct desk *d, char **draft, char *place[PLACES])
{
	char text[DATE_TEXT], *end;
	int64_t opened, due;

	if (place[PLACE_MONTH] == NULL && time_parse(draft[L_OPENED], DAY_MIN, &opened)) {
		date_text(time_day(opened), DATE_KANJI, text);
		if ((end = strstr(text, "月")) != NULL)
			end[strlen("月")] = '\0';
		place[PLACE_MONTH] = arena_text(&d->arena, text, strlen(text));
	}
	if (place[PLACE_DAY] == NULL && time_parse(draft[L_DUE], DAY_MIN, &due)) {
		date_text(time_day(due), DATE_KANJI, text);
		place[PLACE_DAY] = arena_text(&d->arena, text, strlen(text));
	}
}

static char **
begin(struct desk *d)
{
	char **draft = desk_draft(d, NULL), opened[DATE_TEXT];

	desk_set(d, draft, L_STATUS, status_name(T_OPEN));
	desk_set(d, draft, L_OPENED, time_text(d->options->now, false, opened));
	return draft;
}

static void
add_new(struct desk *d, char **draft, const char *where)
{
	long long id, other;

	if (strchr(draft[L_KEYS], '@') != NULL && draft_keys(d, draft, 0, where, &other) == 0) {
		desk_answer(d, other, draft[L_TITLE], draft[L_DUE]);
		return;
	}
	if ((id = desk_add(d, draft, NULL, where)) != 0)
		desk_answer(d, id, draft[L_TITLE], draft[L_DUE]);
}

static void
new_on_demand(struct desk *d, char **draft, const struct activity *a, char *place[PLACES],
    char **value, size_t n)
{
	const char *problem = fill_places(a, place, value, n);
	char *title = NULL;
	enum place p;

	if (problem == NULL) {
		fill_dates(d, draft, place);
		title = title_render(&a->title, place, &problem);
	}
	if (title == NULL) {
		desk_refuse(d, "new", "%s", problem);
		explain_places(a);
		return;
	}
	desk_set(d, draft, L_KEYS, a->field[F_ID]);
	desk_set(d, draft, L_TITLE, title);
	free(title);
	p = a->title.n > 0 && a->title.part[0] == PLACE_LOG ? PLACE_LOG : PLACE_SOFT;
	if (*draft[L_TARGET] == '\0')
		desk_set(d, draft, L_TARGET, place[p] != NULL ? place[p] : a->field[F_TARGET]);
	add_new(d, draft, "new");
}

/* new S09-01@2026-11: the contract says title and date. */
static void
new_occurrence(struct desk *d, char **draft, const struct catalog *c, const char *key)
{
	struct calendar *calendar = calendar_open(d->options);
	struct plan plan = { .catalog = c, .calendar = calendar, .term = contract_open(d->options),
		.today = d->options->today, .lead = -1 };
	const struct occurrence *x = plan_find(&plan, key);
	char due[DATE_TEXT];

	if (x == NULL) {
		desk_refuse(d, "new", "%s: the contract has no such occurrence", key);
	} else {
		desk_set(d, draft, L_KEYS, x->key);
		desk_set(d, draft, L_TITLE, x->title);
		if (*draft[L_DUE] == '\0')
			desk_set(d, draft, L_DUE, date_text(x->when.due, DATE_ISO, due));
		if (*draft[L_TARGET] == '\0')
			desk_set(d, draft, L_TARGET, x->activity->field[F_TARGET]);
		add_new(d, draft, "new");
	}
	plan_free(&plan);
	calendar_close(calendar);
}

static void
no_period(const struct activity *a, int today)
{
	char text[PERIOD_TEXT];
	enum period_kind kind;

	frequency_kind(a->frequency, &kind);
	errx(2, "%s %s is %s work: name the period, such as %s@%s", a->field[F_ID],
	    a->field[F_TITLE], a->field[F_FREQUENCY], a->field[F_ID],
	    period_text(period_at(kind, today), text));
}

static int
new_by_hand(const struct options *o)
{
	struct catalog *c = catalog_open(o);
	const char *pattern = o->operand[1];
	const struct activity *a = NULL;
	char narrow[128], *place[PLACES] = { 0 }, **draft, **value;
	bool key = text_narrow(pattern, narrow, sizeof(narrow)) && key_is_occurrence(narrow);
	enum assignment done;
	enum period_kind kind;
	struct desk d;
	size_t i, n = 0;
	int status;

	if (!key && frequency_kind((a = find_activity(c, pattern, o->today))->frequency, &kind))
		no_period(a, o->today);
	if (!desk_open(&d, o))
		return (int)d.result;
	draft = begin(&d);
	value = arena_alloc(&d.arena, (o->n + 1) * sizeof(*value));
	for (i = 2; i < o->n; i++) {
		done = draft_assign(&d, draft, o->operand[i], key ? NULL : place, "new");
		if (done == NOT_A_FIELD)
			value[n++] = o->operand[i];
	}
	if (key && n > 0)
		desk_refuse(&d, "new", "%s takes no title values, only name=value", narrow);
	else if (d.good && key)
		new_occurrence(&d, draft, c, narrow);
	else if (d.good)
		new_on_demand(&d, draft, a, place, value, n);
	status = desk_close(&d);
	catalog_close(c);
	return status;
}

/* ---- rows: sow-due | sow-ticket new - ---- */

/* The input, read to its end before the lock is taken. */
struct input {
	struct reader *reader;
	const char *const *names;
	size_t ncolumns;
	char ***row;
	size_t *line, n, size;
	struct arena arena;
};

static void
keep(struct input *in, const struct row *row)
{
	size_t i;

	if (in->n == in->size) {
		in->size = in->size == 0 ? 64 : in->size * 2;
		in->row = reallocarray(in->row, in->size, sizeof(*in->row));
		in->line = reallocarray(in->line, in->size, sizeof(*in->line));
		if (in->row == NULL || in->line == NULL)
			err(1, NULL);
	}
	in->row[in->n] = arena_alloc(&in->arena, row->n * sizeof(**in->row));
	for (i = 0; i < row->n; i++)
		in->row[in->n][i] = arena_text(&in->arena, row->cell[i], strlen(row->cell[i]));
	in->line[in->n++] = row->line;
}

static void
read_input(struct input *in, const struct options *o)
{
	struct row row;

	*in = (struct input){ .reader = reader_open("-", (struct reader_options){
	    .mode = READER_STREAM, .from = o->value[OPT_FROM] }) };
	in->names = reader_names(in->reader, &in->ncolumns);
	if (reader_column(in->reader, "title") == COLUMN_NONE)
		errx(1, "stdin: no column 'title': neither sow-due's rows nor a ledger's");
	while (reader_next(in->reader, &row))
		keep(in, &row);
}

static bool
keys_known(struct desk *d, const struct catalog *c, const char *keys, const char *where)
{
	char *key, *at;
	struct period p;
	bool good = true;
	size_t i;

	for (; (key = key_next(&keys)) != NULL; free(key)) {
		at = strchr(key, '@');
		if (at != NULL && !period_parse(at + 1, DAY_MIN, &p)) {
			desk_refuse(d, where, "no period: %s", key);
			good = false;
		}
		if (at != NULL)
			*at = '\0';
		for (i = 0; i < c->n && strcmp(c->activity[i].field[F_ID], key) != 0; i++)
			;
		if (i == c->n) {
			desk_refuse(d, where, "the catalogue has no activity %s", key);
			good = false;
		}
	}
	return good;
}

/* Columns that are not the ledger's own (state, nominal, ticket …) say nothing of the ticket. */
static void
new_row(struct desk *d, const struct catalog *c, const struct input *in, size_t row)
{
	char **draft = begin(d), where[64];
	size_t i, column;
	const char *cell;

	snprintf(where, sizeof(where), "stdin:%zu", in->line[row]);
	for (i = 0; i < in->ncolumns; i++) {
		column = desk_column(d, in->names[i]);
		cell = in->row[row][i];
		if (strcmp(in->names[i], "state") == 0 && strcmp(cell, "n/a") == 0) {
			desk_refuse(d, where, "n/a: no open day in its period, so nothing to do");
			return;
		}
		if (column == COLUMN_NONE || column <= L_ID || column == d->ledger.ncolumns - 1 || *cell == '\0')
			continue;
		if (!draft_cell(d, draft, column, cell, where))
			return;
	}
	if (*draft[L_TITLE] == '\0') {
		desk_refuse(d, where, "no title");
		return;
	}
	if (keys_known(d, c, draft[L_KEYS], where))
		add_new(d, draft, where);
}

static int
new_from_rows(const struct options *o)
{
	long long max = option_number(o, OPT_MAX, MAX, 1000000);
	struct catalog *c = catalog_open(o);
	struct input in;
	struct desk d;
	size_t i;
	int status;

	read_input(&in, o);
	if (in.n > (size_t)max)
		errx(1, "%zu new tickets at once, --max is %lld: none is made", in.n, max);
	if (!desk_open(&d, o))
		return (int)d.result;
	for (i = 0; i < in.n; i++)
		new_row(&d, c, &in, i);
	status = desk_close(&d);
	if (!reader_close(in.reader) && status == 0)
		status = 1;
	free(in.row);
	free(in.line);
	arena_free(&in.arena);
	catalog_close(c);
	return status;
}

int
ticket_new(const struct options *o)
{
	if (o->n < 2)
		usage(o->program);
	return strcmp(o->operand[1], "-") == 0 ? new_from_rows(o) : new_by_hand(o);
}
