/* sow-ticket-new.c - new tickets: typed by hand, or rows of sow-due */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-ticket.h"

enum { MAX = 50, KNOWN = 10000 };

/* ---- by hand: new inc Outlook 起動しない requester=北山高校 ---- */

static char **
draft_begin(struct desk *d)
{
	char **draft = desk_draft(d, NULL), opened[DATE_TEXT];

	desk_set(d, draft, L_STATUS, status_name(T_OPEN));
	desk_set(d, draft, L_OPENED, time_text(d->now, false, opened));
	return draft;
}

/* more: other things were said of it than its key, which must not be lost. */
static void
add_new(struct desk *d, char **draft, bool more, const char *where)
{
	long long id, other;

	if (strchr(draft[L_KEYS], '@') != NULL && draft_keys(d, draft, 0, where, &other) == 0) {
		if (more)
			desk_refuse(d, where, "what else was said is not saved: say it of ticket %lld", other);
		else
			desk_answer(d, other, draft[L_TITLE], draft[L_DUE]);
		return;
	}
	if ((id = desk_add(d, draft, NULL, where)) != 0)
		desk_answer(d, id, draft[L_TITLE], draft[L_DUE]);
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

/* --start, --done: what was on the phone is over when it is written down. */
static void
begin_at_once(struct desk *d, char **draft)
{
	bool done = d->options->value[OPT_DONE] != NULL;

	if (!done && d->options->value[OPT_START] == NULL)
		return;
	desk_set(d, draft, L_STATUS, status_name(done ? T_DONE : T_DOING));
	desk_set(d, draft, L_ASSIGNEE, d->by);
}

/* Fields to the draft, what is no field to value; false: something was refused. */
static bool
take_operands(struct desk *d, char **draft, char **operand, char *place[PLACES], char **value, size_t *n)
{
	for (*n = 0; *operand != NULL; operand++)
		if (draft_assign(d, draft, *operand, place, "new") == NOT_A_FIELD)
			value[(*n)++] = *operand;
	if (*draft[L_TITLE] != '\0' || *draft[L_KEYS] != '\0')
		desk_refuse(d, "new", "title and keys are what the activity makes them (set changes them)");
	return d->good;
}

/* What the command line says of the ticket, but for what work it is. */
static bool
draft_said(struct desk *d, char **draft, const char *note, char *place[PLACES], char **value, size_t *n)
{
	const struct options *o = d->options;
	const char *on = o->value[OPT_ON];

	begin_at_once(d, draft);
	return (note == NULL || draft_cell(d, draft, d->ledger.ncolumns - 2, note, "new")) &&
	    (on == NULL || draft_cell(d, draft, L_CLOSED, on, "new")) &&
	    take_operands(d, draft, o->operand + 2, place, value, n);
}

static void
new_occurrence(struct desk *d, const char *key, const char *note)
{
	char **draft = draft_begin(d), **value = arena_alloc(&d->arena, (d->options->n + 1) * sizeof(*value));
	const struct options *o = d->options;
	bool more = o->n > 2 || note != NULL || o->value[OPT_DONE] != NULL || o->value[OPT_START] != NULL;
	size_t n;

	if (!draft_said(d, draft, note, NULL, value, &n))
		return;
	if (n > 0)
		desk_refuse(d, "new", "%s: an occurrence has no title values, only name=value", value[0]);
	else if (draft_occurrence(d, draft, key, "new"))
		add_new(d, draft, more, "new");
}

static void
new_work(struct desk *d, const struct activity *a, const char *note)
{
	char **draft = draft_begin(d), **value = arena_alloc(&d->arena, (d->options->n + 1) * sizeof(*value));
	char *place[PLACES] = { 0 };
	size_t n;

	if (draft_said(d, draft, note, place, value, &n) && draft_work(d, draft, a, place, value, n, "new"))
		add_new(d, draft, false, "new");
}

static int
new_by_hand(const struct options *o)
{
	const char *pattern = o->operand[1];
	struct catalog *c = catalog_open(&o->team);
	bool key = key_is_occurrence(pattern) || strstr(pattern, "＠") != NULL;
	const struct activity *a = key ? NULL : find_activity(c, pattern, o->team.today);
	enum period_kind kind;
	struct note note;
	struct desk d;
	int status;

	if (!key && frequency_kind(a->frequency, &kind))
		no_period(a, o->team.today);
	note = note_read(o, key ? pattern : a->field[F_TITLE]);
	if (desk_open(&d, o)) {
		d.catalog = c;
		if (key)
			new_occurrence(&d, pattern, note.text);
		else
			new_work(&d, a, note.text);
	}
	status = d.result == LEDGER_OK ? desk_close(&d) : (int)d.result;
	note_close(&note, status == 0 || status == LEDGER_UNTOLD);
	return status;
}

/* ---- rows: sow-due | sow-ticket new - ---- */

/* Columns that are not the ledger's own (state, nominal, ticket …) say nothing of the ticket. */
static void
new_row(struct desk *d, const struct input *in, size_t row)
{
	char **draft = draft_begin(d), where[64];
	size_t i, column;
	const char *cell;

	snprintf(where, sizeof(where), "stdin:%zu", in->line[row]);
	for (i = 0; i < in->ncolumns; i++) {
		column = field_column(d, in->names[i]);
		cell = in->row[row][i];
		if (strcmp(in->names[i], "state") == 0 && strcmp(cell, "n/a") == 0) {
			desk_refuse(d, where, "n/a: no open day in its period, so nothing to do");
			return;
		}
		if (column != COLUMN_NONE && *cell != '\0' && !draft_cell(d, draft, column, cell, where))
			return;
	}
	add_new(d, draft, false, where);
}

/* sow-due's rows have keys; without them every column must be a ledger's own. */
static void
check_columns(const struct input *in)
{
	size_t i, j;
	bool own = true;

	if (input_column(in, "title") == COLUMN_NONE)
		errx(1, "stdin: no column 'title': neither sow-due's rows nor a ledger's");
	for (i = 0; i < in->ncolumns; i++) {
		for (j = 0; j < L_FIXED && strcmp(in->names[i], ledger_columns[j]) != 0; j++)
			;
		own = own && (j < L_FIXED || strcmp(in->names[i], "note") == 0);
	}
	if (!own && input_column(in, "keys") == COLUMN_NONE)
		errx(1, "stdin: no column 'keys': neither sow-due's rows nor a ledger's");
}

static int
new_from_rows(const struct options *o)
{
	long long max = option_number(o, OPT_MAX, MAX, 1000000);
	struct catalog *c = catalog_open(&o->team);
	struct input in;
	struct mark mark;
	struct desk d;
	size_t i;
	int status;

	/* Rows that are on a ticket already do not count, but nobody has so many of them. */
	if (!input_read(&in, option_rows(o, "-", false), (size_t)max + KNOWN))
		errx(1, "stdin: more than %lld rows, and --max is %lld new tickets: none is made", max + KNOWN, max);
	check_columns(&in);
	if (!desk_open(&d, o))
		return (int)d.result;
	d.catalog = c;
	mark = desk_mark(&d);
	for (i = 0; i < in.n; i++)
		new_row(&d, &in, i);
	/* What is on a ticket already does not count: cron must not choke on old work. */
	if (d.ndrafted > (size_t)max) {
		desk_refuse(&d, "stdin", "%zu new tickets at once, --max is %lld: none is made", d.ndrafted, max);
		desk_back(&d, mark);
	}
	status = desk_close(&d);
	return input_close(&in) || status != 0 ? status : 1;
}

/* ---- parts: --each servers.csv --parent 12 ---- */

/* The row's name is its column part, or its first. */
static void
new_part(struct desk *d, const struct ticket *parent, const struct input *in, size_t row, size_t name)
{
	char **draft = draft_begin(d), where[64], id[32];
	const char *part = in->row[row][name], *cell;
	size_t i, column;

	snprintf(where, sizeof(where), "%.40s:%zu", reader_path(in->reader), in->line[row]);
	if (text_blank(part)) {
		desk_refuse(d, where, "no name for the part");
		return;
	}
	snprintf(id, sizeof(id), "%lld", parent->id);
	desk_set(d, draft, L_TITLE, ticket_cell(d->tickets, parent, L_TITLE));
	desk_set(d, draft, L_DUE, ticket_cell(d->tickets, parent, L_DUE));
	desk_set(d, draft, L_TARGET, part);
	for (i = 0; i < in->ncolumns; i++) {
		column = field_column(d, in->names[i]);
		cell = in->row[row][i];
		if (column != COLUMN_NONE && *cell != '\0' && !draft_cell(d, draft, column, cell, where))
			return;
	}
	desk_set(d, draft, L_PARENT, id);
	desk_set(d, draft, L_PART, part);
	add_new(d, draft, false, where);
}

static void
add_parts(struct desk *d, const char *id, const struct input *in)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	size_t name = input_column(in, "part"), i;
	struct ticket parent;

	if (t == NULL || *ticket_cell(d->tickets, t, L_PART) != '\0' || !status_live(t->status)) {
		desk_refuse(d, "--parent", t == NULL ? "no ticket %s" : *ticket_cell(d->tickets, t, L_PART) != '\0' ?
		    "%s is a part itself" : "%s has ended: reopen it first", id);
		return;
	}
	parent = *t; /* the table may move */
	name = name == COLUMN_NONE ? 0 : name;
	input_tell_columns(in, d, name);
	for (i = 0; i < in->n; i++) {
		/* A second run adds what the parent lacks. */
		if ((t = tickets_by_part(d->tickets, parent.id, in->row[i][name])) != NULL)
			desk_answer(d, t->id, ticket_cell(d->tickets, t, L_TITLE), ticket_cell(d->tickets, t, L_DUE));
		else
			new_part(d, &parent, in, i, name);
	}
}

static int
new_parts(const struct options *o)
{
	struct input in;
	struct desk d;
	int status;

	if (o->value[OPT_PARENT] == NULL)
		errx(2, "--each needs --parent=ID, the ticket that they are parts of");
	input_read(&in, option_rows(o, o->value[OPT_EACH_ROW], false), SIZE_MAX);
	if (!desk_open(&d, o))
		return (int)d.result;
	add_parts(&d, o->value[OPT_PARENT], &in);
	status = desk_close(&d);
	return input_close(&in) || status != 0 ? status : 1;
}

/* ---- the forms ---- */

static int
new_ticket(const struct options *o)
{
	if (o->n < 2)
		errx(2, "new: which work? (an alias such as inc, a key, or - for rows on stdin)");
	if (o->value[OPT_ON] != NULL && o->value[OPT_DONE] == NULL)
		errx(2, "new: --on goes with --done");
	return new_by_hand(o);
}

const struct form form_new = {
	.name = "new", .operands = "ACTIVITY|KEY [VALUE...] [FIELD...]", .most = ANY_NUMBER,
	.help = "make a ticket of work on demand, or of an occurrence",
	.takes = FORM_TAKES(OPT_WRITES, OPT_DONE, OPT_EDIT, OPT_FILE, OPT_FROM, OPT_ON, OPT_START), .run = new_ticket,
};
const struct form form_new_rows = {
	.name = "new", .word = "-", .operands = "", .most = 1, .help = "make a ticket of each row of stdin",
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_MAX), .run = new_from_rows,
};
const struct form form_new_parts = {
	.name = "new", FORM_MODE(OPT_EACH_ROW), .operands = "--parent=ID", .most = 0,
	.help = "make a part of the ticket for each row of the file",
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_PARENT), .run = new_parts,
};
