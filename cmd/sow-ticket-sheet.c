/* sow-ticket-sheet.c - set -: a list that was edited in Excel comes back */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* The rows that came back, and the columns for which Excel's changes were already reported. */
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

/* The cell as the sheet showed it: a date with slashes, a formula after its quote. */
static bool
as_shown(const struct sheet *s, const char *name, const char *stored, const char *cell)
{
	char buf[DATE_TEXT * 2];
	const struct column *c = column_find(name);
	const char *shown = column_person(c == NULL ? COLUMN_TEXT : c->type, stored, buf);

	return is_same(s, stored, cell) || is_same(s, shown, cell) || (*cell == '\'' && is_same(s, shown, cell + 1));
}

/* Whether Excel made the cell.  Nobody typed it, so the old value stays, and the rest of the row is
 * taken. */
static bool
is_excels(const struct draft *r, struct sheet *s, size_t i, const char *cell)
{
	const char *stored = draft_was(r, field_column(r->desk, s->in->names[i]));

	if (r->desk->options->value[OPT_AS_IS] != NULL || !excel_made(stored, cell))
		return false;
	if (!s->told[i])
		draft_refuse(r, "column %s: Excel made %s of %s, which stays (--as-is takes it; told once a column)",
		    s->in->names[i], cell, stored);
	s->told[i] = true;
	r->desk->good = false;
	return true;
}

/* Whether the ticket is as the sheet showed it, for a change in the sheet rests on that. */
static bool
is_current(const struct draft *r, const struct input *in, size_t row)
{
	size_t rev = input_column(in, "rev");
	const char *seen = rev == COLUMN_NONE ? "" : in->row[row][rev], *error;
	long long is = ticket_rev(desk_tickets(r->desk), r->was);

	if (is > r->desk->before)
		return draft_refuse(r, "ticket %lld is listed twice", r->was->id);
	if (*seen == '\0' || strtonum(seen, 1, INT64_MAX, &error) == is)
		return true;
	return draft_refuse(r, "ticket %lld changed since (rev %lld, not %s): list it again and make the change there", r->was->id, is, seen);
}

static bool
draft_cells(struct draft *r, struct sheet *s, size_t row)
{
	const char *name, *cell;
	size_t i, column;

	for (i = 0; i < s->in->ncolumns; i++) {
		name = s->in->names[i];
		if ((column = field_column(r->desk, name)) == COLUMN_NONE)
			continue;
		cell = s->in->row[row][i];
		if (!as_shown(s, name, draft_was(r, column), cell) && !is_excels(r, s, i, cell) &&
		    !draft_cell(r, column, cell))
			return false;
	}
	return true;
}

/* Adds the note of the command line to each row that changes. */
static bool
draft_note(struct draft *r)
{
	const struct desk *d = r->desk;
	const char *why = d->options->value[OPT_WHY], *given = why != NULL ? why : d->note;

	if (given == NULL || !draft_differs(r))
		return true;
	if (*r->cell[desk_note(d)] != '\0')
		return draft_refuse(r, "a second note: %s", given);
	return draft_cell(r, desk_note(d), given);
}

static void
set_row(struct desk *d, struct sheet *s, size_t row)
{
	const char *id = s->in->row[row][input_column(s->in, "id")];
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	struct draft r;
	char where[64];

	snprintf(where, sizeof(where), "stdin:%zu", s->in->line[row]);
	if (t == NULL) {
		desk_refuse(d, where, "no ticket %s (sow-ticket new makes one)", id);
		return;
	}
	if (!ticket_allows(d, STATUSES, t, where))
		return;
	draft_open(&r, d, t, where);
	if (draft_cells(&r, s, row) && draft_retitle(&r) && draft_note(&r) &&
	    (!draft_differs(&r) || is_current(&r, s->in, row)))
		draft_save(&r);
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
