/* sow-report-exceptions.c - exceptions: what was not done by the contract's own deadline */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "sow-report.h"

/* The day that the report speaks for: today, or the last day of the period if that has passed. */
static int
asked_day(const struct report *r, struct period p)
{
	int day = option_day(r->options);

	return day < p.to ? day : p.to;
}

/* Missed and overdue work stays an exception until it is done; what was done late, or in part,
 * is one in the period that it counts in. */
static bool
is_exception(const struct occurrence *x, struct period p)
{
	int counts = owed_counting_day(&x->owed, x->period);

	if (x->state == MISSED || x->state == OVERDUE)
		return true;
	return (x->state == LATE || x->state == PARTIAL) && counts >= p.from && counts <= p.to;
}

/* A live ticket's date may have been moved years ahead; its deadline was not. */
static void
fill_exceptions(struct report *r, struct filled *f)
{
	int day = asked_day(r, f->period), start = contract_start(&r->ground);
	const struct occurrence *x;
	size_t i;

	report_read_work(r);
	r->asked = day;
	f->plan = plan_open(r->ground, r->tickets, day);
	f->plan.all_live = true;
	if (start == DAY_MIN) { /* nothing says since when work is owed, but that the ledger is kept */
		start = r->tickets->first_at == INT64_MAX ? day : time_day(r->tickets->first_at);
		f->plan.since = start;
		start -= 400;
	}
	plan_fill(&f->plan, (struct period){ PERIOD_SPAN, start, day + 800 });
	for (i = 0; i < f->plan.n; i++) {
		x = &f->plan.occurrence[i];
		if (is_exception(x, f->period))
			filled_add(f, (struct item){ .ticket = x->ticket, .occurrence = x, .n = 1 });
	}
}

long
count_missed(struct report *r, struct period p)
{
	struct filled f = table_fill(r, &table_exceptions, p);
	long n = 0;
	size_t i;

	for (i = 0; i < f.n; i++)
		n += f.item[i].occurrence->state == MISSED || f.item[i].occurrence->state == OVERDUE;
	filled_free(&f);
	return n;
}

/* ---- its columns ---- */

#define OF_ACTIVITY(name, field_id) static const char * \
text_##name(const struct report *r, const struct item *x, struct arena *arena) \
{ \
	(void)r; \
	(void)arena; \
	return x->occurrence->owed.activity->field[field_id]; \
}

OF_ACTIVITY(id, F_ID)
OF_ACTIVITY(target, F_TARGET)
OF_ACTIVITY(frequency, F_FREQUENCY)

static const char *
text_own_key(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return x->occurrence->key;
}

static const char *
text_title(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return x->occurrence->title;
}

static const char *
text_period(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return period_text(x->occurrence->period, arena_alloc(arena, PERIOD_TEXT));
}

static const char *
text_due(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return date_text(x->occurrence->owed.when.due, DATE_ISO, arena_alloc(arena, DATE_TEXT));
}

static const char *
text_deadline(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return date_text(x->occurrence->owed.deadline, DATE_ISO, arena_alloc(arena, DATE_TEXT));
}

static const char *
text_state(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return state_name(x->occurrence->state);
}

static const char *
text_parts(const struct report *r, const struct item *x, struct arena *arena)
{
	return x->ticket == NULL ? "" : parts_text(r->parts[x->ticket - r->tickets->ticket], arena_alloc(arena, 48), 48);
}

static const char *
text_ticket(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return x->ticket == NULL ? "" : arena_format(arena, "%lld", x->ticket->id);
}

static const char *
text_closed(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)arena;
	return x->ticket == NULL ? "" : ticket_cell(r->tickets, x->ticket, L_CLOSED);
}

/* Open days between the deadline and the day it was closed, or the day that the report speaks for. */
static const char *
text_days(const struct report *r, const struct item *x, struct arena *arena)
{
	int64_t us;
	int day, end = r->asked, n = 0;

	if (x->ticket != NULL && time_parse(ticket_cell(r->tickets, x->ticket, L_CLOSED), DAY_MIN, &us))
		end = time_day(us);
	for (day = x->occurrence->owed.deadline + 1; day <= end; day++)
		n += calendar_closed(r->ground.calendar, day) == NULL;
	return n == 0 ? "" : arena_format(arena, "%d", n);
}

/* The note of the ticket's last row. */
static const char *
text_reason(const struct report *r, const struct item *x, struct arena *arena)
{
	(void)arena;
	return x->ticket == NULL || r->tickets->note == COLUMN_NONE ? "" :
	    ticket_cells(r->tickets, x->ticket)[r->tickets->note];
}

static const struct table_column columns[] = {
	{ "id", text_id }, { "key", text_own_key }, { "title", text_title }, { "target", text_target },
	{ "frequency", text_frequency }, { "period", text_period }, { "due", text_due },
	{ "deadline", text_deadline }, { "state", text_state }, { "parts", text_parts },
	{ "ticket", text_ticket }, { "closed", text_closed }, { "days", text_days }, { "reason", text_reason },
};

const struct table table_exceptions = {
	TABLE_FORM("exceptions", "what was not done by the contract's deadline"),
	TABLE_COLUMNS(columns), .fill = fill_exceptions,
};
