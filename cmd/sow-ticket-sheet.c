/* sow-ticket-sheet.c - set -: a list that was edited in Excel comes back */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* What came back, and of which columns it was told that Excel changed them. */
struct sheet {
	const struct input *in;
	bool cp932;
	bool *told;
};

static bool
is_same(const struct sheet *s, const char *shown, const char *cell)
{
	return strcmp(cell, shown) == 0 || (s->cp932 && cp932_same(shown, cell));
}

/* As the sheet showed it: a date with slashes, a formula behind its quote. */
static bool
as_shown(const struct sheet *s, const char *name, const char *stored, const char *cell)
{
	char buf[DATE_TEXT * 2];
	const struct column *c = column_find(name);
	const char *shown = column_person(c == NULL ? COLUMN_TEXT : c->type, stored, buf);

	return is_same(s, stored, cell) || is_same(s, shown, cell) || (*cell == '\'' && is_same(s, shown, cell + 1));
}

/* Nobody typed it: the old value stays, and the rest of the row is taken. */
static bool
is_excels(struct desk *d, struct sheet *s, size_t i, const char *stored, const char *cell, const char *where)
{
	if (d->options->value[OPT_AS_IS] != NULL || !excel_made(stored, cell))
		return false;
	if (!s->told[i])
		desk_refuse(d, where, "column %s: Excel made %s of %s, which stays (--as-is takes it; told once a column)",
		    s->in->names[i], cell, stored);
	s->told[i] = true;
	d->good = false;
	return true;
}

/* What was changed in the sheet rests on what it showed. */
static bool
is_current(struct desk *d, const struct input *in, size_t row, const struct ticket *was, const char *where)
{
	size_t rev = input_column(in, "rev");
	const char *seen = rev == COLUMN_NONE ? "" : in->row[row][rev], *error;

	if (was->rev > d->before) {
		desk_refuse(d, where, "ticket %lld stands there twice", was->id);
		return false;
	}
	if (*seen == '\0' || strtonum(seen, 1, INT64_MAX, &error) == was->rev)
		return true;
	desk_refuse(d, where, "ticket %lld changed since (rev %lld, not %s)", was->id, was->rev, seen);
	return false;
}

static bool
draft_cells(struct desk *d, char **draft, struct sheet *s, size_t row, const struct ticket *was)
{
	const char *name, *cell, *stored;
	char where[64];
	size_t i, column;

	snprintf(where, sizeof(where), "stdin:%zu", s->in->line[row]);
	for (i = 0; i < s->in->ncolumns; i++) {
		name = s->in->names[i];
		if ((column = field_column(d, name)) == COLUMN_NONE)
			continue;
		cell = s->in->row[row][i];
		stored = ticket_cells(d->tickets, was)[column];
		if (!as_shown(s, name, stored, cell) && !is_excels(d, s, i, stored, cell, where) &&
		    !draft_cell(d, draft, column, cell, where))
			return false;
	}
	return true;
}

/* The note of the command line, of each row that changes. */
static bool
draft_note(struct desk *d, char **draft, const struct ticket *was, const char *where)
{
	const struct options *o = d->options;
	const char *given = o->value[OPT_WHY] != NULL ? o->value[OPT_WHY] : d->note;

	if (given == NULL || !draft_differs(d, draft, was))
		return true;
	if (*draft[d->ledger.ncolumns - 2] != '\0') {
		desk_refuse(d, where, "a second note: %s", given);
		return false;
	}
	return draft_cell(d, draft, d->ledger.ncolumns - 2, given, where);
}

static void
set_row(struct desk *d, struct sheet *s, size_t row)
{
	const char *id = s->in->row[row][input_column(s->in, "id")];
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	char where[64], **draft;
	struct ticket was;

	snprintf(where, sizeof(where), "stdin:%zu", s->in->line[row]);
	if (t == NULL) {
		desk_refuse(d, where, "no ticket %s", id);
		return;
	}
	if (!ticket_allows(d, STATUSES, t, where))
		return;
	was = *t; /* the table may move when the row is applied */
	draft = desk_draft(d, t);
	if (!draft_cells(d, draft, s, row, &was) ||
	    !draft_retitle(d, draft, &was, (char *[PLACES]){ 0 }, where) || !draft_note(d, draft, &was, where))
		return;
	if (draft_differs(d, draft, &was) && !is_current(d, s->in, row, &was, where))
		return;
	if (desk_add(d, draft, &was, where) != 0)
		desk_answer(d, was.id, draft[L_TITLE], draft[L_DUE]);
}

void
sheet_apply(struct desk *d, const struct input *in)
{
	struct sheet s = { .in = in, .cp932 = reader_encoding(in->reader) == ENC_CP932 };
	size_t i;

	s.told = memory_zeros(in->ncolumns + 1, sizeof(*s.told));
	input_tell_columns(in, d, COLUMN_NONE);
	for (i = 0; i < in->n; i++)
		set_row(d, &s, i);
	free(s.told);
}
