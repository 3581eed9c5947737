/* sow-report-reason.c - why work was moved, held, waived or left out in part */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

/* What the turns read so far say of each ticket, by its index. */
struct reasons {
	const char **text;     /* the reason; NULL: none */
	const char **approved; /* the cell approved as it was last, */
	const char **decision; /* and the note with which it became so */
	struct arena arena;
};

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
take_reason(struct report *r, const struct turn *turn)
{
	char *const *cell = ticket_turn(r->tickets, turn);
	const struct ticket *t = tickets_find(r->tickets, turn->id);
	const char *note = cell[r->tickets->note];
	struct reasons *s = r->reasons;

	take_decision(s, (size_t)(t - r->tickets->ticket), cell, note);
	if (!turn->explains || *note == '\0')
		return;
	if (*cell[L_PART] != '\0' && (t = tickets_find(r->tickets, ticket_parent(r->tickets, t))) == NULL)
		return;
	s->text[t - r->tickets->ticket] = arena_text(&s->arena, note, strlen(note));
}

/* Reads the turns when first called.  Returns false for a stream, which has but the last rows. */
static bool
has_reasons(struct report *r)
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
	for (i = 0; i < ts->nturns; i++)
		take_reason(r, &ts->turn[i]);
	return true;
}

/* What was noted of the ticket; rows of list have nothing but the note of the last row. */
static const char *
ticket_noted(struct report *r, const struct ticket *t, const char *const *(*notes)(const struct reasons *))
{
	const char *text;

	if (!has_reasons(r))
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
	arena_free(&s->arena);
	free(s);
}
