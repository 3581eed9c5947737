/* sow-ticket-change.c - set start hold done cancel reopen note: a further row of a ticket */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-ticket.h"

/* A verb is the status it leaves; STATUSES leaves it as it is. */
static const struct verb {
	const char *name;
	enum status status;
	bool note_only;
} verbs[] = {
	{ "set", STATUSES, false },
	{ "note", STATUSES, true },
	{ "start", T_DOING, false },
	{ "hold", T_HOLD, false },
	{ "done", T_DONE, false },
	{ "cancel", T_CANCELED, false },
	{ "reopen", T_OPEN, false },
};

static const struct verb *
find_verb(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		if (strcmp(name, verbs[i].name) == 0)
			return &verbs[i];
	return NULL;
}

static bool
is_id(const char *text)
{
	char narrow[64];
	const char *s = narrow;

	if (!text_narrow(text, narrow, sizeof(narrow)))
		return false;
	s += *s == '#';
	s += strspn(s, "0123456789");
	if (s > narrow && *s == '-')
		s += 1 + strspn(s + 1, "0123456789");
	return s > narrow && *s == '\0';
}

static void
apply_status(struct desk *d, char **draft, const struct verb *v, const struct ticket *was)
{
	char closed[DATE_TEXT];
	bool ends = v->status == T_DONE || v->status == T_CANCELED;

	if (v->status == STATUSES)
		return;
	desk_set(d, draft, L_STATUS, status_name(v->status));
	if (!ends)
		desk_set(d, draft, L_CLOSED, "");
	else if (was->status != v->status)
		desk_set(d, draft, L_CLOSED, time_text(d->options->now, false, closed));
	if (v->status == T_DOING)
		desk_set(d, draft, L_ASSIGNEE, d->by);
}

/* The rest of the operands: fields, and one note. */
static bool
apply_operands(struct desk *d, char **draft, char **operand, const struct verb *v, const char *where)
{
	size_t note = d->ledger.ncolumns - 2;

	for (; *operand != NULL; operand++) {
		if (!v->note_only)
			switch (draft_assign(d, draft, *operand, NULL, where)) {
			case ASSIGNED:
				continue;
			case REFUSED:
				return false;
			case NOT_A_FIELD:
				break;
			}
		if (*draft[note] != '\0' || (v->status == STATUSES && !v->note_only)) {
			desk_refuse(d, where, "not a field: %s", *operand);
			return false;
		}
		if (!draft_cell(d, draft, note, *operand, where))
			return false;
	}
	return true;
}

static bool
allowed(struct desk *d, const struct verb *v, const struct ticket *t, const char *where)
{
	long long rev = option_number(d->options, OPT_IF_REV, 0, INT64_MAX);

	if (rev != 0 && rev != t->rev) {
		desk_refuse(d, where, "its rev is %lld, not %lld: somebody was faster", t->rev, rev);
		return false;
	}
	if (t->status == T_VOID) {
		desk_refuse(d, where, "it was undone (void)");
		return false;
	}
	if ((v->status == T_DOING || v->status == T_HOLD) && !status_live(t->status)) {
		desk_refuse(d, where, "it is %s: reopen it first", status_name(t->status));
		return false;
	}
	if (v->status == T_OPEN && status_live(t->status)) {
		desk_refuse(d, where, "it is %s already", status_name(t->status));
		return false;
	}
	return true;
}

static void
change(struct desk *d, const struct verb *v, const char *id, char **operand)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	struct ticket was;
	const char *on = d->options->value[OPT_ON];
	char where[64], **draft;

	snprintf(where, sizeof(where), "ticket %.40s", id);
	if (t == NULL) {
		desk_refuse(d, where, "there is none");
		return;
	}
	if (!allowed(d, v, t, where))
		return;
	if (on != NULL && v->status != T_DONE && v->status != T_CANCELED) {
		desk_refuse(d, where, "--on goes with done and cancel");
		return;
	}
	was = *t; /* the table may move when the row is applied */
	draft = desk_draft(d, t);
	apply_status(d, draft, v, t);
	if (on != NULL && !draft_cell(d, draft, L_CLOSED, on, where))
		return;
	if (apply_operands(d, draft, operand, v, where) && desk_add(d, draft, &was, where) != 0)
		desk_answer(d, was.id, draft[L_TITLE], draft[L_DUE]);
}

/* ---- rows: an edited list -o excel comes back ---- */

/* As the sheet showed it: a date with slashes, a formula behind its quote. */
static bool
as_shown(const char *name, const char *stored, const char *cell)
{
	char buf[DATE_TEXT * 2];
	const struct column *c = column_find(name);
	const char *shown = column_person(c == NULL ? COLUMN_TEXT : c->type, stored, buf);

	return strcmp(cell, stored) == 0 || strcmp(cell, shown) == 0 ||
	    (*cell == '\'' && strcmp(cell + 1, shown) == 0);
}

static void
set_row(struct desk *d, struct reader *r, const struct row *row)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), row->cell[reader_column(r, "id")]);
	const char *const *names;
	struct ticket was;
	char where[64], **draft;
	size_t i, n, column;

	snprintf(where, sizeof(where), "stdin:%zu", row->line);
	if (t == NULL) {
		desk_refuse(d, where, "no ticket %s", row->cell[reader_column(r, "id")]);
		return;
	}
	was = *t;
	draft = desk_draft(d, t);
	names = reader_names(r, &n);
	for (i = 0; i < n; i++) {
		column = desk_column(d, names[i]);
		if (column == COLUMN_NONE || column <= L_ID || column == d->ledger.ncolumns - 1 ||
		    as_shown(names[i], t->cell[column], row->cell[i]))
			continue;
		if (!draft_cell(d, draft, column, row->cell[i], where))
			return;
	}
	if (desk_add(d, draft, &was, where) != 0)
		desk_answer(d, was.id, draft[L_TITLE], draft[L_DUE]);
}

static void
set_rows(struct desk *d, struct reader *r)
{
	struct row row;

	if (reader_column(r, "id") == COLUMN_NONE)
		errx(1, "stdin: no column 'id'");
	while (reader_next(r, &row))
		set_row(d, r, &row);
}

/* ---- ids on stdin, one a line, as new prints them; or rows with a column id ---- */

static void
change_listed(struct desk *d, const struct verb *v, struct reader *r, char **operand)
{
	size_t n, id = reader_column(r, "id");
	const char *const *names = reader_names(r, &n);
	struct row row;

	if (id == COLUMN_NONE) {
		if (n != 1 || !is_id(names[0]))
			errx(1, "stdin: neither ids nor rows with a column 'id'");
		change(d, v, names[0], operand);
		id = 0;
	}
	while (reader_next(r, &row))
		change(d, v, row.cell[id], operand);
}

static struct reader *
open_stdin(const struct options *o)
{
	return reader_open("-", (struct reader_options){ .mode = READER_STREAM,
	    .from = o->value[OPT_FROM] });
}

int
ticket_change(const struct options *o)
{
	const struct verb *v = find_verb(o->operand[0]);
	struct reader *r = NULL;
	struct desk d;
	size_t first = 1, i;
	int status;

	if (v == NULL || o->n < 2)
		usage(o->program);
	if (strcmp(o->operand[1], "-") == 0) {
		r = open_stdin(o);
		first = 2;
	} else {
		while (first < o->n && is_id(o->operand[first]))
			first++;
		if (first == 1) { /* a ref is no number */
			first = 2;
		}
	}
	if (!desk_open(&d, o))
		return (int)d.result;
	if (r == NULL)
		for (i = 1; i < first; i++)
			change(&d, v, o->operand[i], o->operand + first);
	else if (v->status == STATUSES && !v->note_only && first == o->n)
		set_rows(&d, r);
	else
		change_listed(&d, v, r, o->operand + first);
	status = desk_close(&d);
	if (r != NULL && !reader_close(r) && status == 0)
		status = 1;
	return status;
}
