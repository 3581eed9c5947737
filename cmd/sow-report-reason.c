/* sow-report-reason.c - why work was moved, held, waived or left out in part */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

/* What the rows read so far say of each ticket, by its index. */
struct reasons {
	const char **text;     /* the reason; NULL: none */
	const char **approved; /* the cell approved as it was last, */
	const char **decision; /* and the note with which it became so */
	int *due;          /* DAY_MIN: no row had one */
	struct arena arena;
};

/* Whether the row moves the ticket's date, holds or waives the ticket, or leaves out a part.  Keeps
 * the date for the next row. */
static bool
row_explains(struct reasons *s, size_t i, char *const *cell)
{
	enum status status;
	int day, was = s->due[i];

	if (!date_written(cell[L_DUE], &day))
		day = DAY_MIN;
	s->due[i] = day;
	if (!status_parse(cell[L_STATUS], &status))
		return false;
	return status == T_HOLD || status == T_WAIVED || (was != DAY_MIN && day != was) ||
	    (status == T_CANCELED && *cell[L_PART] != '\0');
}

/* If the row changes approved, its note is that of the decision, be it yes or no. */
static void
take_decision(struct reasons *s, size_t i, char *const *cell, const char *note)
{
	const char *was = s->approved[i] == NULL ? "" : s->approved[i];

	if (strcmp(was, cell[L_APPROVED]) == 0)
		return;
	s->approved[i] = arena_text(&s->arena, cell[L_APPROVED], strlen(cell[L_APPROVED]));
	s->decision[i] = arena_text(&s->arena, note, strlen(note));
}

/* The reason of a part is one of its parent's. */
static void
take_reason(struct report *r, void *reasons, const struct ticket *t, const struct row *row)
{
	const char *note = row->cell[row->n - 2];
	struct reasons *s = reasons;

	if (t == NULL)
		return;
	take_decision(s, (size_t)(t - r->tickets->ticket), row->cell, note);
	if (!row_explains(s, (size_t)(t - r->tickets->ticket), row->cell) || *note == '\0')
		return;
	if (*row->cell[L_PART] != '\0' && (t = tickets_find(r->tickets, ticket_parent(r->tickets, t))) == NULL)
		return;
	s->text[t - r->tickets->ticket] = arena_text(&s->arena, note, strlen(note));
}

/* Reads the history when first called.  Returns false for a stream, which has none. */
static bool
has_history(struct report *r)
{
	const struct tickets *ts = r->tickets;
	struct reasons *s;
	size_t i;

	if (report_is_stream(r))
		return false;
	if (r->reasons != NULL)
		return true;
	r->reasons = s = memory_zeros(1, sizeof(*s));
	s->text = memory_zeros(ts->n + 1, sizeof(*s->text));
	s->approved = memory_zeros(ts->n + 1, sizeof(*s->approved));
	s->decision = memory_zeros(ts->n + 1, sizeof(*s->decision));
	s->due = memory_array(NULL, ts->n + 1, sizeof(*s->due));
	for (i = 0; i < ts->n; i++)
		s->due[i] = DAY_MIN;
	report_history(r, take_reason, s);
	return true;
}

/* What was noted of the ticket; rows of list have nothing but the note of the last row. */
static const char *
ticket_noted(struct report *r, const struct ticket *t, const char *const *(*notes)(const struct reasons *))
{
	const char *text;

	if (!has_history(r))
		return r->tickets->note == COLUMN_NONE ? "" : ticket_cells(r->tickets, t)[r->tickets->note];
	text = notes(r->reasons)[t - r->tickets->ticket];
	return text == NULL ? "" : text;
}

static const char *const *
notes_of_reasons(const struct reasons *s)
{
	return s->text;
}

static const char *const *
notes_of_decisions(const struct reasons *s)
{
	return s->decision;
}

const char *
report_reason(struct report *r, const struct ticket *t)
{
	return ticket_noted(r, t, notes_of_reasons);
}

const char *
report_decision(struct report *r, const struct ticket *t)
{
	return ticket_noted(r, t, notes_of_decisions);
}

void
reasons_free(struct reasons *s)
{
	if (s == NULL)
		return;
	free(s->text);
	free(s->approved);
	free(s->decision);
	free(s->due);
	arena_free(&s->arena);
	free(s);
}
