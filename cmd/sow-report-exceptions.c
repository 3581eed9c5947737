/* sow-report-exceptions.c - exceptions, routine, behind: missed deadlines, and how regular work stands */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "sow-report.h"

static bool
is_within(int day, struct period p)
{
	return day >= p.from && day <= p.to;
}

/* Whether the work is still not done after its deadline.  It became an exception on the day after
 * that. */
static bool
is_missed(const struct occurrence *x)
{
	return x->state == MISSED || x->state == OVERDUE;
}

/* The day on which the ticket was closed, or DAY_MIN if it was not. */
static int
day_closed(struct report *r, const struct occurrence *x)
{
	int64_t us;

	if (x->ticket == NULL || !time_parse(ticket_cell(r->tickets, x->ticket, L_CLOSED), DAY_MIN, &us))
		return DAY_MIN;
	return time_day(us);
}

/* Missed and overdue work stays an exception until it is done.  Work done late or in part is one in
 * the period in which it counts. */
static bool
is_exception(struct report *r, const struct occurrence *x, struct period p)
{
	(void)r;
	return is_missed(x) || ((x->state == LATE || x->state == PARTIAL) &&
	    is_within(owed_counting_day(&x->owed, x->period), p));
}

/* The table routine shows missed work only in the period in which it became an exception, and work
 * done late or in part also in the one in which it was closed. */
static bool
is_exception_now(struct report *r, const struct occurrence *x, struct period p)
{
	if (is_missed(x))
		return is_within(x->owed.deadline + 1, p);
	return is_exception(r, x, p) || ((x->state == LATE || x->state == PARTIAL) && is_within(day_closed(r, x), p));
}

static bool
is_routine(struct report *r, const struct occurrence *x, struct period p)
{
	return !is_missed(x) && !is_exception_now(r, x, p) && (is_within(x->due, p) || is_within(day_closed(r, x), p));
}

static bool
is_behind(struct report *r, const struct occurrence *x, struct period p)
{
	(void)r;
	(void)p;
	return x->state == BEHIND;
}

/*
 * The first day on which work can have been due that is still a matter.  Where neither a term nor an
 * activity has a beginning, only deadlines since the ledger began count; plan->since is set to that
 * day.
 */
static int
owed_since(struct report *r, struct plan *plan)
{
	int start = contract_start(&r->ground);

	if (start != DAY_MIN)
		return start;
	plan->since = r->tickets->first_at == INT64_MAX ? plan->today : time_day(r->tickets->first_at);
	return plan->since - 400;
}

/* Looks at every live ticket, for it may be past its deadline although its date was moved far ahead,
 * and 800 days ahead at the contract, for work may be done long before it is due. */
static void
fill_all(struct report *r, struct plan *plan, struct period p)
{
	int day = report_day(r, p);

	report_read_work(r);
	*plan = plan_open(r->ground, r->tickets, day);
	plan->live = LIVE_ALL;
	plan_fill(plan, (struct period){ PERIOD_SPAN, owed_since(r, plan), day + 800 });
}

static void
add_kept(struct report *r, struct filled *f, bool (*keep)(struct report *, const struct occurrence *, struct period))
{
	const struct occurrence *x;

	f->plan = report_plan(r, fill_all, f->period);
	for (x = f->plan->occurrence; x < f->plan->occurrence + f->plan->n; x++)
		if (keep(r, x, f->period))
			filled_add(f, (struct item){ .ticket = x->ticket, .occurrence = x, .n = 1, .day = f->plan->today,
			    .internal = keep == is_behind });
}

static void
fill_exceptions(struct report *r, struct filled *f)
{
	add_kept(r, f, is_exception);
}

static void
fill_routine(struct report *r, struct filled *f)
{
	add_kept(r, f, is_exception_now);
	add_kept(r, f, is_routine);
}

static void
fill_behind(struct report *r, struct filled *f)
{
	add_kept(r, f, is_behind);
}

struct missed
count_missed(struct report *r, struct period p)
{
	const struct filled *f = table_rows(r, &table_exceptions, p);
	struct missed n = { 0 };
	const struct occurrence *x;
	size_t i;

	for (i = 0; i < f->n; i++) {
		x = f->item[i].occurrence;
		n.all += is_missed(x);
		n.before += is_missed(x) && x->owed.deadline + 1 < p.from;
	}
	return n;
}

const struct table table_exceptions = {
	TABLE_FORM("exceptions", "what was not done by the contract's deadline"),
	.columns = occurrence_columns, .ncolumns = OCCURRENCE_COLUMNS, .fill = fill_exceptions,
};
const struct table table_routine = {
	TABLE_FORM("routine", "the regular work that fell due or was done, exceptions first"),
	.columns = occurrence_columns, .ncolumns = OCCURRENCE_COLUMNS, .fill = fill_routine,
};
const struct table table_behind = {
	TABLE_FORM("behind", "what is behind the team's own plan (internal)"),
	.columns = occurrence_columns, .ncolumns = OCCURRENCE_COLUMNS, .fill = fill_behind,
};
