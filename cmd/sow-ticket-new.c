/* sow-ticket-new.c - new tickets: typed by hand, or rows of sow-due */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

enum { MAX = 50, KNOWN = 10000 };

/* ---- by hand: new inc Outlook 起動しない requester=北山高校 ---- */

static void
draft_begin(struct draft *r, struct desk *d, const char *where)
{
	char opened[DATE_TEXT];

	draft_open(r, d, NULL, where);
	draft_set(r, L_STATUS, status_name(T_OPEN));
	draft_set(r, L_OPENED, time_text(d->now, false, opened));
}

/* With more, something besides the key was given, which must not be lost if another ticket carries it. */
static void
add_new(struct draft *r, bool more)
{
	long long other;

	if (strchr(r->cell[L_KEYS], '@') == NULL || draft_keys(r, &other) > 0)
		draft_save(r);
	else if (more)
		draft_refuse(r, "nothing else is saved: set it on ticket %lld", other);
	else
		desk_answer(r->desk, other, r->cell[L_TITLE], r->cell[L_DUE]);
}

static void
no_period(const struct activity *a, int today)
{
	char text[PERIOD_TEXT];
	enum period_kind kind;

	frequency_kind(a->frequency, &kind);
	errx(2, "%s %s is %s work: name the period, such as %s@%s (--extra: it is beside the plan)", a->field[F_ID],
	    a->field[F_TITLE], a->field[F_FREQUENCY], a->field[F_ID],
	    period_text(period_at(kind, today), text));
}

/* --start and --done: a matter settled on the telephone is over by the time it is written down. */
static void
begin_at_once(struct draft *r)
{
	const struct options *o = r->desk->options;
	bool done = o->value[OPT_DONE] != NULL;

	if (!done && o->value[OPT_START] == NULL)
		return;
	draft_set(r, L_STATUS, status_name(done ? T_DONE : T_DOING));
	draft_set(r, L_ASSIGNEE, r->desk->by);
}

/* The values typed for the title, in order. */
struct values {
	char **value;
	size_t n;
	bool places; /* name=value may be one, too */
};

/* Puts the fields into the draft and the other words into values; returns false if one was refused. */
static bool
take_operands(struct draft *r, char **operand, struct values *v)
{
	for (; *operand != NULL; operand++)
		if (draft_assign(r, *operand, v->places) == NOT_A_FIELD)
			v->value[v->n++] = *operand;
	if (*r->cell[L_TITLE] != '\0' || *r->cell[L_KEYS] != '\0')
		draft_refuse(r, "title and keys follow from the activity (set changes them)");
	return r->desk->good;
}

/* Puts the fields into a draft whose title is free text; returns false if a word is no field. */
static bool
take_free(struct draft *r, char **operand)
{
	for (; *operand != NULL; operand++)
		if (draft_assign(r, *operand, false) == NOT_A_FIELD)
			return draft_refuse(r, "not a field: %s (a title of several words stands in quotes)", *operand);
	return r->desk->good;
}

/* Drafts what the command line says about the ticket, except which work it is. */
static bool
draft_said(struct desk *d, struct draft *r, struct values *v)
{
	const struct options *o = d->options;
	const char *on = o->value[OPT_ON];

	draft_begin(r, d, "new");
	begin_at_once(r);
	if (o->value[OPT_APPROVER] != NULL)
		draft_set(r, L_APPROVED, desk_approval(d, o->team.today));
	v->value = arena_alloc(&d->arena, (o->n + 1) * sizeof(*v->value));
	return (d->note == NULL || draft_cell(r, desk_note(d), d->note)) &&
	    (on == NULL || draft_cell(r, L_CLOSED, on)) && take_operands(r, o->operand + 2, v);
}

static void
new_occurrence(struct desk *d, const char *key)
{
	const struct options *o = d->options;
	bool more = o->n > 2 || d->note != NULL || o->value[OPT_DONE] != NULL || o->value[OPT_START] != NULL;
	struct draft r;
	struct values v = { .places = false };

	if (!draft_said(d, &r, &v))
		return;
	if (v.n > 0 && key_is_occurrence(v.value[0]))
		draft_refuse(&r, "%s: one occurrence at a time (sow-ticket set ID keys+=%s adds it)", v.value[0], v.value[0]);
	else if (v.n > 0)
		draft_refuse(&r, "%s: an occurrence has no title values, only name=value", v.value[0]);
	else if (draft_occurrence(&r, key))
		add_new(&r, more);
}

/* With --extra, recurring work that no period owes is opened as work on demand and tagged so. */
static void
mark_extra(struct draft *r)
{
	char *tags = memory_format("%s%s" TAG_EXTRA, r->cell[L_TAGS], *r->cell[L_TAGS] != '\0' ? " " : "");
	char day[DATE_TEXT];

	draft_set(r, L_TAGS, tags);
	free(tags);
	if (r->place[PLACE_DAY] == NULL && *r->cell[L_DUE] == '\0') {
		date_text(r->desk->options->team.today, DATE_KANJI, day);
		r->place[PLACE_DAY] = arena_text(&r->desk->arena, day, strlen(day));
	}
}

/* Tells of the same ticket a minute ago, for a command that is entered twice makes two of one request. */
static void
tell_twin(struct draft *r)
{
	const struct ledger *l = &r->desk->ledger;
	struct bytes cells = { 0 };

	bytes_add(&cells, ",", 1);
	row_print(&cells, r->cell + L_KEYS, 3); /* keys, title, requester */
	bytes_add(&cells, ",", 1);
	if (tail_holds(l->fd, l->size, l->now - 60 * SECOND_US, &cells))
		draft_tell(r, "the same was written less than a minute ago (undo takes this one back)");
	free(cells.s);
}

static void
new_work(struct desk *d, const struct activity *a)
{
	struct draft r;
	struct values v = { .places = true };
	enum period_kind kind;

	if (!draft_said(d, &r, &v))
		return;
	if (frequency_kind(a->frequency, &kind))
		mark_extra(&r);
	if (!draft_work(&r, a, v.value, v.n))
		return;
	tell_twin(&r);
	add_new(&r, false);
}

/* Gives an issue the title of the ticket that it is about, and names that as 関連チケット. */
static bool
take_over(struct draft *r)
{
	const struct options *o = r->desk->options;
	char *path = team_file(&o->team, "tickets.csv"), number[TICKET_NUMBER];
	struct view v = view_open(path, false);
	struct tickets *ts = tickets_read(&v, INT64_MAX);
	const struct ticket *t = tickets_parse(ts, o->value[OPT_TICKET]);
	bool good;

	if (!ledger_is_kind(&r->desk->ledger))
		good = draft_refuse(r, "--ticket is for an issue: -t issues.csv");
	else if (t == NULL)
		good = draft_refuse(r, "--ticket: no ticket %s in %s", o->value[OPT_TICKET], path);
	else
		good = draft_cell(r, L_TITLE, ticket_cell(ts, t, L_TITLE)) && draft_cell(r, L_RELATED, ticket_number(t, number));
	tickets_close(ts);
	view_close(&v);
	free(path);
	return good;
}

/* Makes a ticket of no work of the contract, by new title=…: an issue, or the team's own matter. */
static int
new_free(const struct options *o)
{
	struct note note = note_read(o, "");
	struct draft r;
	struct desk d;
	int status;

	if (desk_open(&d, o)) {
		d.note = note.text;
		draft_begin(&r, &d, "new");
		begin_at_once(&r);
		if ((d.note == NULL || draft_cell(&r, desk_note(&d), d.note)) &&
		    (o->value[OPT_TICKET] == NULL || take_over(&r)) && take_free(&r, o->operand + 1))
			draft_save(&r);
	}
	status = d.result == LEDGER_OK ? desk_close(&d) : (int)d.result;
	note_close(&note, status == 0 || status == LEDGER_UNTOLD);
	return status;
}

static int
new_by_hand(const struct options *o)
{
	const char *pattern = o->operand[1];
	struct catalog *c = catalog_open_partial(&o->team);
	bool key = key_is_occurrence(pattern) || strstr(pattern, "＠") != NULL;
	const struct activity *a = key ? NULL : find_activity(c, pattern, o->team.today);
	enum period_kind kind;
	struct note note;
	struct desk d;
	int status;

	if (!key && frequency_kind(a->frequency, &kind) != (o->value[OPT_EXTRA] != NULL)) {
		if (o->value[OPT_EXTRA] != NULL)
			errx(2, "--extra: %s %s is work on demand as it is", a->field[F_ID], a->field[F_TITLE]);
		no_period(a, o->team.today);
	}
	if (key && o->value[OPT_EXTRA] != NULL)
		errx(2, "--extra: an activity without a period, such as S09-08");
	note = note_read(o, key ? pattern : a->field[F_TITLE]);
	if (desk_open(&d, o)) {
		d.catalog = c;
		d.note = note.text;
		if (key)
			new_occurrence(&d, pattern);
		else
			new_work(&d, a);
	}
	status = d.result == LEDGER_OK ? desk_close(&d) : (int)d.result;
	note_close(&note, status == 0 || status == LEDGER_UNTOLD);
	return status;
}

/* ---- rows: sow-due | sow-ticket new - ---- */

/* Whether a ticket already carries every key of the row, so that nothing has to be made. */
static bool
has_ticket(struct desk *d, const struct input *in, size_t row)
{
	size_t ticket = input_column(in, "ticket"), keys = input_column(in, "keys");
	const struct ticket *t;
	const char *s;
	bool all = true;
	char *key;

	if (ticket == COLUMN_NONE || keys == COLUMN_NONE || *in->row[row][ticket] == '\0' ||
	    (t = tickets_parse(desk_tickets(d), in->row[row][ticket])) == NULL)
		return false;
	for (s = in->row[row][keys]; all && (key = key_next(&s)) != NULL; free(key))
		all = keys_hold(ticket_cell(d->tickets, t, L_KEYS), key);
	return all;
}

/* Makes a ticket of a row.  Columns that the ledger does not have, such as nominal, are ignored. */
static void
new_row(struct desk *d, const struct input *in, size_t row)
{
	char where[64];
	struct draft r;
	size_t i, column;
	const char *cell;

	snprintf(where, sizeof(where), "stdin:%zu", in->line[row]);
	draft_begin(&r, d, where);
	for (i = 0; i < in->ncolumns; i++) {
		column = field_column(d, in->names[i]);
		cell = in->row[row][i];
		if (strcmp(in->names[i], "state") == 0 && strcmp(cell, "n/a") == 0) {
			draft_refuse(&r, "n/a: no open day in its period, so nothing to do");
			return;
		}
		if (column != COLUMN_NONE && *cell != '\0' && !draft_cell(&r, column, cell))
			return;
	}
	if (d->options->value[OPT_PARENT] == NULL || draft_cell(&r, L_PARENT, d->options->value[OPT_PARENT]))
		add_new(&r, false);
}

/* The rows of sow-due have keys; in rows without keys every column must be one of the ledger's. */
static bool
columns_fit(struct desk *d, const struct input *in)
{
	bool keyed = input_column(in, "keys") != COLUMN_NONE, own = true;
	size_t i;

	for (i = 0; i < in->ncolumns; i++)
		own = own && (desk_column(d, in->names[i]) != COLUMN_NONE || field_column(d, in->names[i]) != COLUMN_NONE);
	if (input_column(in, "title") != COLUMN_NONE && (own || keyed))
		return true;
	desk_refuse(d, "stdin", "no column '%s': neither sow-due's rows nor a ledger's",
	    input_column(in, "title") == COLUMN_NONE ? "title" : "keys");
	return false;
}

/* Makes tickets of the rows.  Those that already have one do not count for --max, so that cron does
 * not choke on old work. */
static void
new_rows(struct desk *d, const struct input *in, long long max)
{
	struct mark mark = desk_mark(d);
	size_t i;

	for (i = 0; i < in->n; i++)
		if (!has_ticket(d, in, i))
			new_row(d, in, i);
	if (d->ndrafted > (size_t)max) {
		desk_refuse(d, "stdin", "%zu new tickets exceed --max=%lld; none made", d->ndrafted, max);
		desk_back(d, mark);
	}
	if (d->ndrafted > 0 && input_column(in, "keys") == COLUMN_NONE && !ledger_is_kind(&d->ledger))
		desk_tell(d, "stdin", "no column 'keys', so no report shows these tickets (sow-due | sow-ticket new -)");
}

static int
new_from_rows(const struct options *o)
{
	long long max = option_number(o, OPT_MAX, MAX, 1000000);
	struct catalog *c = catalog_open_partial(&o->team);
	struct input in;
	struct desk d;
	int status;

	/* Rows that have a ticket do not count for --max, but nobody has so many of them. */
	if (!input_read(&in, option_rows(o, "-", false), (size_t)max + KNOWN))
		errx(1, "stdin: more than %lld rows, and --max is %lld new tickets; none made", max + KNOWN, max);
	if (!desk_open(&d, o))
		return (int)d.result;
	d.catalog = c;
	if (columns_fit(&d, &in))
		new_rows(&d, &in, max);
	status = desk_close(&d);
	return input_close(&in) || status != 0 ? status : 1;
}

/* ---- parts: --each servers.csv --parent 12 ---- */

/* A row is named by its column part or, without one, by its first column. */
static void
new_part(struct desk *d, const struct ticket *parent, const struct input *in, size_t row, size_t name)
{
	char where[64], id[32];
	struct draft r;
	const char *part = in->row[row][name], *cell;
	size_t i, column;

	snprintf(where, sizeof(where), "%.40s:%zu", reader_path(in->reader), in->line[row]);
	if (text_blank(part)) {
		desk_refuse(d, where, "no name for the part");
		return;
	}
	snprintf(id, sizeof(id), "%lld", parent->id);
	draft_begin(&r, d, where);
	draft_set(&r, L_TITLE, ticket_cell(d->tickets, parent, L_TITLE));
	draft_set(&r, L_DUE, ticket_cell(d->tickets, parent, L_DUE));
	draft_set(&r, L_TARGET, part);
	for (i = 0; i < in->ncolumns; i++) {
		column = field_column(d, in->names[i]);
		cell = in->row[row][i];
		if (column != COLUMN_NONE && *cell != '\0' && !draft_cell(&r, column, cell))
			return;
	}
	draft_set(&r, L_PARENT, id);
	draft_set(&r, L_PART, part);
	add_new(&r, false);
}

/* Two rows with one name would become one part, and what one of them says would be lost. */
static bool
is_repeated(struct desk *d, const struct input *in, size_t row, size_t name)
{
	char where[64];
	size_t i;

	for (i = 0; i < row && strcmp(in->row[i][name], in->row[row][name]) != 0; i++)
		;
	if (i == row || text_blank(in->row[row][name]))
		return false;
	snprintf(where, sizeof(where), "%.40s:%zu", reader_path(in->reader), in->line[row]);
	desk_refuse(d, where, "part '%s' is already on line %zu", in->row[row][name], in->line[i]);
	return true;
}

static void
add_parts(struct desk *d, const char *id, const struct input *in)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	const char *wanted = d->options->value[OPT_NAME];
	size_t name = input_column(in, wanted == NULL ? "part" : column_name(wanted)), i;
	struct ticket parent;

	if (wanted != NULL && name == COLUMN_NONE)
		no_such(N_("column"), wanted, in->names, in->ncolumns, ",");

	if (t == NULL || *ticket_cell(d->tickets, t, L_PART) != '\0' || !status_live(t->status)) {
		desk_refuse(d, "--parent", t == NULL ? N_("no ticket %s") : *ticket_cell(d->tickets, t, L_PART) != '\0' ?
		    N_("%s is itself a part") : N_("%s has ended: reopen it first"), id);
		return;
	}
	parent = *t; /* the table may move */
	name = name == COLUMN_NONE ? 0 : name;
	input_tell_columns(in, d, name);
	for (i = 0; i < in->n; i++) {
		if (is_repeated(d, in, i, name))
			continue;
		/* A second run adds only the parts that are missing. */
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
	char name[FIELD_NAME];
	const char *value;

	if (o->n < 2)
		errx(2, "new: which work? (an alias such as inc, a key, or - for rows on stdin)");
	if (o->value[OPT_ON] != NULL && o->value[OPT_DONE] == NULL)
		errx(2, "new: --on goes with --done");
	return field_name(o->operand[1], name, &value) == SIGN_SET && column_is("title", name) ? new_free(o) :
	    new_by_hand(o);
}

const struct form form_new = {
	.name = "new", .operands = "ACTIVITY|KEY|title=TITLE [VALUE...] [FIELD...]", .most = ANY_NUMBER,
	.help = N_("make a ticket of work on demand, or of an occurrence"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_APPROVER, OPT_DONE, OPT_EDIT, OPT_EXTRA, OPT_FILE, OPT_FROM, OPT_ON, OPT_START), .run = new_ticket,
};
const struct form form_new_rows = {
	.name = "new", .word = "-", .operands = "", .most = 1, .help = N_("make a ticket of each row of stdin"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_MAX, OPT_PARENT), .run = new_from_rows,
};
const struct form form_new_issue = {
	.name = "new", FORM_MODE(OPT_TICKET), .operands = "[FIELD...]", .most = ANY_NUMBER,
	.help = N_("make an issue (課題) that is about a ticket"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_EDIT, OPT_FILE, OPT_FROM, OPT_START), .run = new_free,
};
const struct form form_new_parts = {
	.name = "new", FORM_MODE(OPT_EACH_ROW), .operands = "--parent=ID", .most = 0,
	.help = N_("make a part of the ticket for each row of the file"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_NAME, OPT_PARENT), .run = new_parts,
};
