/* sow-report-approvals.c - approvals: what was requested outside the SOW, and who decided */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sow-report.h"

/* Whether somebody must decide before the work is done: on その他要求事項, and on what the SOW does
 * not cover. */
static bool
needs_decision(struct report *r, const struct work *w)
{
	const struct activity *a = work_activity(r, w);

	return (a != NULL && *a->field[F_APPROVAL] != '\0') ||
	    keys_hold(ticket_cell(r->tickets, w->ticket, L_TAGS), TAG_OUTSIDE);
}

/* The day of the decision, or DAY_MIN if there is none yet. */
static int
day_decided(struct report *r, const struct ticket *t)
{
	const char *approved = ticket_cell(r->tickets, t, L_APPROVED);
	char date[DATE_TEXT];
	int day;

	snprintf(date, sizeof(date), "%.10s", approved);
	return date_written(date, &day) ? day : DAY_MIN;
}

/* Adds the tickets that were opened or decided in the period, and those that still wait at its end. */
static void
fill_approvals(struct report *r, struct filled *f)
{
	const struct work *w;
	int day;

	report_read_work(r);
	for (w = r->work; w < r->work + r->nwork; w++) {
		if (!needs_decision(r, w))
			continue;
		day = day_decided(r, w->ticket);
		if ((w->opened >= f->period.from && w->opened <= f->period.to) ||
		    (day >= f->period.from && day <= f->period.to) || (day == DAY_MIN && work_is_open(w, f->period)))
			filled_add(f, (struct item){ .ticket = w->ticket, .activity = work_activity(r, w) });
	}
}

#define COLUMN(name, value) static const char * \
text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	const struct ticket *t = x->ticket; \
\
	(void)arena; \
	return value; \
}

COLUMN(verdict, day_decided(r, t) == DAY_MIN ? "未決" :
    t->status == T_CANCELED || t->status == T_WAIVED ? "否" : "可")
COLUMN(approver, strlen(ticket_cell(r->tickets, t, L_APPROVED)) > strlen("2026-11-24 ") ?
    ticket_cell(r->tickets, t, L_APPROVED) + strlen("2026-11-24 ") : "")
COLUMN(decided, day_decided(r, t) == DAY_MIN ? "" :
    date_text(day_decided(r, t), DATE_ISO, arena_alloc(arena, DATE_TEXT)))
COLUMN(reason, report_decision(r, t))

static const struct table_column columns[] = {
	{ "id", ticket_text_id }, { "number", ticket_text_number }, { "opened", ticket_text_opened }, { "title", ticket_text_title },
	{ "requester", ticket_text_requester }, { "status", ticket_text_status }, { "verdict", text_verdict },
	{ "approver", text_approver }, { "decided", text_decided }, { "reason", text_reason },
};

const struct table table_approvals = {
	TABLE_FORM("approvals", "what was asked for beside the SOW, and who decided"),
	TABLE_COLUMNS(columns), .fill = fill_approvals,
};
