/* sow-ticket-draft.c - a row to be: its cells, and the ticket that it changes */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "sow-ticket.h"

void
draft_open(struct draft *r, struct desk *d, const struct ticket *was, const char *where)
{
	*r = (struct draft){ .desk = d };
	strlcpy(r->where, where, sizeof(r->where));
	if (was != NULL) {
		r->old = *was;
		r->was = &r->old;
	}
	draft_copy(r, was);
}

void
draft_copy(struct draft *r, const struct ticket *t)
{
	struct desk *d = r->desk;
	size_t i, n = d->ledger.ncolumns;
	char *const *is = t == NULL ? NULL : ticket_cells(d->tickets, t);
	char *empty = arena_text(&d->arena, "", 0);

	r->cell = arena_alloc(&d->arena, n * sizeof(*r->cell));
	for (i = 0; i < n; i++)
		r->cell[i] = is == NULL || *is[i] == '\0' ? empty : arena_text(&d->arena, is[i], strlen(is[i]));
	r->cell[desk_note(d)] = r->cell[n - 1] = empty; /* note and sum belong to one row alone */
}

void
draft_set(struct draft *r, size_t column, const char *text)
{
	r->cell[column] = arena_text(&r->desk->arena, text, strlen(text));
}

const char *
draft_was(const struct draft *r, size_t column)
{
	return r->was == NULL ? "" : ticket_cells(r->desk->tickets, r->was)[column];
}

bool
draft_keeps(const struct draft *r, size_t column)
{
	return r->was != NULL && strcmp(r->cell[column], draft_was(r, column)) == 0;
}

bool
draft_differs(const struct draft *r)
{
	size_t i;

	if (r->was == NULL || *r->cell[desk_note(r->desk)] != '\0')
		return true;
	for (i = L_ID; i < desk_note(r->desk); i++)
		if (!draft_keeps(r, i))
			return true;
	return false;
}

const struct activity *
draft_activity(const struct draft *r)
{
	return desk_activity(r->desk, r->cell[L_KEYS], r->cell[L_OPENED]);
}

void
draft_tell(const struct draft *r, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	desk_vtell(r->desk, r->where, format, ap);
	va_end(ap);
}

bool
draft_refuse(const struct draft *r, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	desk_vtell(r->desk, r->where, format, ap);
	va_end(ap);
	r->desk->good = false;
	return false;
}
