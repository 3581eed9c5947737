/* sow-report-plan.c - plan: what is due, under the contract and besides */
/* SPDX-License-Identifier: MIT */
#include "sow-report.h"

/* Adds the live tickets due from one day to the other that carry no occurrence. */
static void
add_others(struct report *r, struct filled *f, int from, int to)
{
	const struct timetable *due;
	const struct ticket *t;
	size_t i, n = 0;

	if (from > to)
		return;
	due = tickets_due(r->tickets, (struct period){ PERIOD_SPAN, from, to }, &n);
	for (i = 0; i < n; i++) {
		t = &r->tickets->ticket[due[i].ticket];
		if (!t->occurs && ticket_is_reported(t))
			filled_add(f, (struct item){ .ticket = t });
	}
}

static bool
is_finished(enum state s)
{
	return s == DONE || s == LATE || s == PARTIAL || s == WAIVED || s == NOT_APPLICABLE;
}

/* Adds, by date, the contract's work of the period that is not done yet, and the other live tickets. */
static void
fill_due(struct report *r, struct plan *plan, struct period p)
{
	*plan = plan_open(r->ground, r->tickets, option_day(r->options));
	plan_fill(plan, p);
	plan_tell(plan);
}

static void
fill_plan(struct report *r, struct filled *f)
{
	const struct occurrence *x;
	int day = f->period.from;
	size_t i, n;

	f->plan = report_plan(r, fill_due, f->period);
	for (i = 0; i < f->plan->n; i += n) {
		x = &f->plan->occurrence[i];
		n = plan_group(f->plan, i, false);
		if (is_finished(x->state))
			continue;
		add_others(r, f, day, x->due - 1);
		day = x->due > day ? x->due : day;
		filled_add(f, (struct item){ .occurrence = x, .n = n });
	}
	add_others(r, f, day, f->period.to);
}

/* ---- the columns, of occurrences or of a ticket without any ---- */

static const char *
text_keys(struct report *r, const struct item *x, struct arena *arena)
{
	return x->ticket != NULL ? ticket_cell(r->tickets, x->ticket, L_KEYS) :
	    group_keys(x->occurrence, x->n, arena);
}

static const char *
text_state(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return x->ticket != NULL ? "open" : state_name(x->occurrence->state);
}

static const char *
text_nominal(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return x->ticket != NULL ? "" :
	    date_text(x->occurrence->owed.when.nominal, DATE_ISO, arena_alloc(arena, DATE_TEXT));
}

static const char *
text_due(struct report *r, const struct item *x, struct arena *arena)
{
	return x->ticket != NULL ? ticket_cell(r->tickets, x->ticket, L_DUE) :
	    date_text(x->occurrence->due, DATE_ISO, arena_alloc(arena, DATE_TEXT));
}

static const char *
text_title(struct report *r, const struct item *x, struct arena *arena)
{
	(void)arena;
	return x->ticket != NULL ? ticket_cell(r->tickets, x->ticket, L_TITLE) : x->occurrence->title;
}

static const char *
text_target(struct report *r, const struct item *x, struct arena *arena)
{
	return x->ticket != NULL ? ticket_cell(r->tickets, x->ticket, L_TARGET) :
	    group_targets(x->occurrence, x->n, arena);
}

static const char *
text_ticket(struct report *r, const struct item *x, struct arena *arena)
{
	const struct ticket *t = x->ticket != NULL ? x->ticket : x->occurrence->ticket;

	(void)r;
	return t == NULL ? "" : arena_format(arena, "%lld", t->id);
}

static const struct table_column columns[] = {
	{ "keys", text_keys }, { "state", text_state }, { "nominal", text_nominal }, { "due", text_due },
	{ "title", text_title }, { "target", text_target }, { "ticket", text_ticket },
};

const struct table table_plan = {
	TABLE_FORM("plan", "what is due in the period"), TABLE_COLUMNS(columns), .fill = fill_plan,
};
