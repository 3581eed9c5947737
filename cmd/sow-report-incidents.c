/* sow-report-incidents.c - incidents, their 恒久対応, and whether they came again */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

#define INCIDENT "インシデント" /* what the 中分類 of incidents contains */
#define PROBLEM "問題管理"      /* what that of their 恒久対応 contains */

static bool
is_of(struct report *r, const struct work *w, const char *middle)
{
	const struct activity *a = work_activity(r, w);

	return a != NULL && strstr(a->field[F_MIDDLE], middle) != NULL;
}

/* Adds the incidents that were opened in the period. */
static void
fill_incidents(struct report *r, struct filled *f)
{
	const struct work *w;

	report_read_work(r);
	for (w = r->work; w < r->work + r->nwork; w++)
		if (w->opened >= f->period.from && w->opened <= f->period.to && is_of(r, w, INCIDENT))
			filled_add(f, (struct item){ .ticket = w->ticket, .activity = work_activity(r, w) });
}

/* Whether the work is a 恒久対応 of the incident: its child, or related to it in either direction. */
static bool
work_mends(struct report *r, const struct work *w, const struct ticket *t)
{
	char *own, *other;
	bool mends;

	if (!is_of(r, w, PROBLEM) || w->ticket->status == T_CANCELED)
		return false;
	if (ticket_parent(r->tickets, w->ticket) == t->id)
		return true;
	own = memory_format(" %s ", ticket_cell(r->tickets, t, L_RELATED));
	other = memory_format(":%lld ", w->ticket->id);
	mends = strstr(own, other) != NULL;
	free(own);
	free(other);
	own = memory_format(" %s ", ticket_cell(r->tickets, w->ticket, L_RELATED));
	other = memory_format(":%lld ", t->id);
	mends = mends || strstr(own, other) != NULL;
	free(own);
	free(other);
	return mends;
}

/* The 恒久対応 of the incident with the highest id, or NULL.  All are listed once, for a ledger of
 * any size has few. */
static const struct work *
fix_of(struct report *r, const struct ticket *t)
{
	const struct work *fix = NULL;
	size_t i;

	if (r->fix == NULL) {
		r->fix = memory_zeros(r->nwork + 1, sizeof(*r->fix));
		for (i = 0; i < r->nwork; i++)
			if (is_of(r, &r->work[i], PROBLEM))
				r->fix[r->nfixes++] = &r->work[i];
	}
	for (i = 0; i < r->nfixes; i++)
		if (work_mends(r, r->fix[i], t))
			fix = r->fix[i];
	return fix;
}

/* How many incidents of the same title were opened after the day on which the fix was done. */
static long
count_again(struct report *r, const struct ticket *t, const struct work *fix)
{
	char *title = memory_text(ticket_cell(r->tickets, t, L_TITLE));
	const struct work *w;
	long n = 0;

	for (w = r->work; w < r->work + r->nwork; w++)
		n += w->ticket != t && w->opened > fix->closed && is_of(r, w, INCIDENT) &&
		    strcmp(ticket_cell(r->tickets, w->ticket, L_TITLE), title) == 0;
	free(title);
	return n;
}

static const char *
text_fix(struct report *r, const struct item *x, struct arena *arena)
{
	const struct work *fix = fix_of(r, x->ticket);

	return fix == NULL ? "" : arena_format(arena, "%lld", fix->ticket->id);
}

static const char *
text_fixed(struct report *r, const struct item *x, struct arena *arena)
{
	const struct work *fix = fix_of(r, x->ticket);

	(void)arena;
	return fix == NULL || fix->ticket->status != T_DONE ? "" : ticket_cell(r->tickets, fix->ticket, L_CLOSED);
}

static const char *
text_again(struct report *r, const struct item *x, struct arena *arena)
{
	const struct work *fix = fix_of(r, x->ticket);

	return fix == NULL || fix->ticket->status != T_DONE ? "" :
	    arena_format(arena, "%ld", count_again(r, x->ticket, fix));
}

static const struct table_column columns[] = {
	{ "id", ticket_text_id }, { "number", ticket_text_number }, { "opened", ticket_text_opened }, { "title", ticket_text_title },
	{ "target", ticket_text_target }, { "status", ticket_text_status }, { "closed", ticket_text_closed }, { "fix", text_fix },
	{ "fixed", text_fixed }, { "again", text_again },
};

const struct table table_incidents = {
	TABLE_FORM("incidents", "the incidents opened in the period, with their 恒久対応 and whether they came again"),
	TABLE_COLUMNS(columns), .fill = fill_incidents,
};
