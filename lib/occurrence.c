/* occurrence.c - activities x periods, joined with tickets: what the contract asks for */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "date.h"
#include "period.h"
#include "status.h"
#include "calendar.h"
#include "schedule.h"
#include "title.h"
#include "catalog.h"
#include "row.h"
#include "ticket.h"
#include "lookup.h"
#include "occurrence.h"

static const char *const states[] = {
	[WAIVED] = "waived", [DONE] = "done", [LATE] = "late", [NOT_APPLICABLE] = "n/a",
	[OVERDUE] = "overdue", [MISSED] = "missed", [BEHIND] = "behind", [OPEN] = "open",
	[DUE] = "due", [UPCOMING] = "upcoming",
};

const char *
state_name(enum state s)
{
	return states[s];
}

/* ---- revisions: an activity is all rows with its id ---- */

static bool
same_activity(const struct activity *a, const struct activity *b)
{
	return strcmp(a->field[F_ID], b->field[F_ID]) == 0;
}

/* In force on the period's last day, else the latest in force within it. */
static const struct activity *
revision_of(const struct catalog *c, const struct activity *a, struct period p)
{
	const struct activity *r, *best = NULL;

	for (r = c->activity; r < c->activity + c->n; r++)
		if (same_activity(r, a) && r->from <= p.to && p.from <= r->to &&
		    (best == NULL || r->to > best->to))
			best = r;
	return best;
}

static bool
in_force(const struct catalog *c, const struct activity *a, int day)
{
	return catalog_find(c, a->field[F_ID], day) != NULL;
}

static int
last_day(const struct catalog *c, const struct activity *a)
{
	const struct activity *r;
	int last = DAY_MIN;

	for (r = c->activity; r < c->activity + c->n; r++)
		if (same_activity(r, a) && r->to > last)
			last = r->to;
	return last;
}

/* ---- one occurrence ---- */

static char *
occurrence_title(struct plan *plan, const struct occurrence *o)
{
	char month[DATE_TEXT], day[DATE_TEXT], *value[PLACES] = { 0 }, *title, *kept;
	const struct activity *a = o->activity;
	const char *problem;
	int named = o->when.due;

	if (o->period.kind == PERIOD_MONTH)
		named = o->period.from;
	else if (o->period.kind != PERIOD_WEEK)
		named = o->when.nominal;
	date_text(named, DATE_MONTH, month);
	date_text(o->when.due, DATE_KANJI, day);
	value[PLACE_MONTH] = month;
	value[PLACE_DAY] = day;
	value[PLACE_SOFT] = value[PLACE_LOG] = (char *)(uintptr_t)a->field[F_TARGET];
	if ((title = title_render(&a->title, value, &problem)) == NULL)
		errx(1, "%s:%zu: title: %s", plan->catalog->path, a->line, problem);
	kept = arena_text(&plan->arena, title, strlen(title));
	free(title);
	return kept;
}

/*
 * The due date must lie inside validity and contract. What is reported on in
 * the period after (翌月…) moves to the last open day when that period is past
 * the end: the work was done inside the term.
 */
static bool
occurrence_place(const struct plan *plan, struct occurrence *o)
{
	const struct activity *a = o->activity;
	int end = last_day(plan->catalog, a), last;

	if (plan->term.to < end)
		end = plan->term.to;
	o->when = schedule_due(&a->schedule, o->period, plan->calendar);
	if (o->when.due < plan->term.from || o->period.to < plan->term.from)
		return false;
	if (o->when.due > end) {
		if (!a->schedule.next || o->period.to > end ||
		    !calendar_nth(plan->calendar, o->period.from, end, -1, &last))
			return false;
		o->when.due = last;
		o->when.none = false;
		o->clamped = true;
	} else if (!in_force(plan->catalog, a, o->when.due)) {
		return false;
	}
	o->deadline = a->schedule.deadline || a->schedule.next ? o->when.due :
	    o->period.to < end ? o->period.to : end;
	return true;
}

static void
plan_add(struct plan *plan, const struct activity *a, struct period p, struct period span)
{
	struct occurrence o = { .activity = a, .period = p };
	struct period in = schedule_span(&a->schedule, p);
	char text[PERIOD_TEXT];

	/* What cannot be due in the span asks nothing of the calendar. Only 翌… at
	 * the contract's end is due before the month it names. */
	if (in.to < span.from || (in.from > span.to && a->schedule.next == NEXT_NONE))
		return;
	if (!occurrence_place(plan, &o) || o.when.due < span.from || o.when.due > span.to)
		return;
	snprintf(o.key, sizeof(o.key), "%s@%s", a->field[F_ID], period_text(p, text));
	o.title = occurrence_title(plan, &o);
	if (plan->tickets != NULL)
		o.ticket = tickets_by_key(plan->tickets, o.key);
	plan->occurrence = array_grow(plan->occurrence, plan->n, sizeof(*plan->occurrence));
	plan->occurrence[plan->n++] = o;
}

/*
 * Every other week, in days and not by number: a year of 53 weeks changes
 * nothing. The first is the week the activity begins, whatever was revised
 * later; without a beginning that of Monday 1970-01-05.
 */
static bool
is_on(const struct catalog *c, const struct activity *a, struct period p)
{
	const struct activity *r;
	int first = a->from;

	if (a->frequency != BIWEEKLY)
		return true;
	for (r = c->activity; r < c->activity + c->n; r++)
		if (same_activity(r, a) && r->from < first)
			first = r->from;
	first = first == DAY_MIN ? 4 : period_at(PERIOD_WEEK, first).from;
	return (p.from - first) % 14 == 0;
}

static void
add_periods(struct plan *plan, const struct activity *a, struct period span)
{
	struct period range = calendar_range(plan->calendar), p;
	enum period_kind kind;
	int from = span.from, to = span.to;

	if (!frequency_kind(a->frequency, &kind))
		return;
	if (a->from > from)
		from = a->from;
	if (a->to < to && a->to < DAY_MAX - 800)
		to = a->to;
	/* Only open sides end with the data; a date past it is an error elsewhere. */
	if (from == DAY_MIN)
		from = plan->term.from != DAY_MIN ? plan->term.from : range.from + 366;
	if (to == DAY_MAX)
		to = plan->term.to != DAY_MAX ? plan->term.to : range.to - 800;
	for (p = period_shift(period_at(kind, from), -1); p.from <= to; p = period_shift(p, 1))
		if (is_on(plan->catalog, a, p) && revision_of(plan->catalog, a, p) == a)
			plan_add(plan, a, p, span);
}

/* ---- states ---- */

static bool
closed_in_time(const struct tickets *ts, const struct occurrence *o)
{
	int64_t us;

	return !time_parse(ticket_cell(ts, o->ticket, L_CLOSED), DAY_MIN, &us) ||
	    time_day(us) <= o->deadline;
}

static enum state
state_of(const struct plan *plan, const struct occurrence *o)
{
	const struct ticket *t = o->ticket;
	bool live = t != NULL && status_live(t->status);

	if (t != NULL && t->status == T_WAIVED)
		return WAIVED;
	if (t != NULL && !live)
		return closed_in_time(plan->tickets, o) ? DONE : LATE;
	if (o->when.none)
		return NOT_APPLICABLE;
	if (plan->today > o->deadline)
		return live ? OVERDUE : MISSED;
	if (plan->today > o->when.due)
		return BEHIND;
	if (live)
		return OPEN;
	return plan->today >= o->when.due - o->lead ? DUE : UPCOMING;
}

/* ---- groups: the same title and due date are one ticket ---- */

static int
occurrence_compare(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;
	int c;

	if (x->when.due != y->when.due)
		return x->when.due < y->when.due ? -1 : 1;
	if ((c = strcmp(x->title, y->title)) != 0)
		return c;
	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	if (x->ticket != y->ticket)
		return x->ticket == NULL || (y->ticket != NULL && x->ticket->id < y->ticket->id) ? -1 : 1;
	if (x->activity != y->activity)
		return x->activity < y->activity ? -1 : 1;
	return x->period.from < y->period.from ? -1 : x->period.from > y->period.from;
}

static bool
same_work(const struct occurrence *a, const struct occurrence *b)
{
	return a->when.due == b->when.due && strcmp(a->title, b->title) == 0;
}

/* The longest lead of a group holds for all of it. */
static void
set_leads(struct plan *plan)
{
	struct occurrence *o, *first, *end = plan->occurrence + plan->n;
	int lead;

	for (first = plan->occurrence; first < end; first = o) {
		for (lead = 0, o = first; o < end && same_work(first, o); o++)
			if (o->activity->lead > lead)
				lead = o->activity->lead;
		for (o = first; o < end && same_work(first, o); o++)
			o->lead = plan->lead >= 0 ? plan->lead : lead;
	}
}

void
plan_fill(struct plan *plan, struct period due)
{
	const struct activity *a;
	size_t i;

	for (a = plan->catalog->activity; a < plan->catalog->activity + plan->catalog->n; a++)
		add_periods(plan, a, due);
	if (plan->n == 0)
		return;
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), occurrence_compare);
	set_leads(plan);
	for (i = 0; i < plan->n; i++)
		plan->occurrence[i].state = state_of(plan, &plan->occurrence[i]);
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), occurrence_compare);
}

size_t
plan_group(const struct plan *plan, size_t i, bool each)
{
	const struct occurrence *first = &plan->occurrence[i];
	size_t n = 1;

	for (; !each && i + n < plan->n; n++)
		if (!same_work(first, first + n) || first->state != first[n].state ||
		    first->ticket != first[n].ticket)
			break;
	return n;
}

/* What was joined, as a text of the arena. */
static const char *
list_joined(struct bytes *list, struct arena *arena)
{
	const char *text = arena_text(arena, list->s == NULL ? "" : list->s, list->n);

	free(list->s);
	return text;
}

const char *
group_keys(const struct occurrence *o, size_t n, struct arena *arena)
{
	struct bytes list = { 0 };

	for (; n > 0; n--, o++)
		bytes_join(&list, o->key, " ");
	return list_joined(&list, arena);
}

const char *
group_targets(const struct occurrence *o, size_t n, struct arena *arena)
{
	struct bytes list = { 0 };

	for (; n > 0; n--, o++)
		targets_join(&list, o->activity->field[F_TARGET]);
	return list_joined(&list, arena);
}

const struct occurrence *
plan_find(struct plan *plan, const char *key)
{
	const char *at = strchr(key, '@');
	struct period p;
	size_t i;

	if (at == NULL || !period_parse(at + 1, DAY_MIN, &p) || p.kind == PERIOD_SPAN)
		return NULL;
	/* A report on the period is due in the next one. */
	plan_fill(plan, (struct period){ PERIOD_SPAN, p.from, period_shift(p, 1).to });
	for (i = 0; i < plan->n; i++)
		if (strcasecmp(plan->occurrence[i].key, key) == 0)
			return &plan->occurrence[i];
	return NULL;
}

void
plan_free(struct plan *plan)
{
	free(plan->occurrence);
	arena_free(&plan->arena);
	plan->occurrence = NULL;
	plan->n = 0;
}
