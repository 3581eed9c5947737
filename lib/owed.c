/* owed.c - what is owed for an activity in a period: by which revision, due when, until when */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "date.h"
#include "period.h"
#include "team.h"
#include "calendar.h"
#include "schedule.h"
#include "contract.h"
#include "catalog.h"
#include "owed.h"

struct ground
ground_open(const struct team *t)
{
	return (struct ground){ catalog_open(t), calendar_open(t), contract_open(t) };
}

void
ground_close(struct ground *g)
{
	contract_close(g->contract);
	calendar_close(g->calendar);
	catalog_close(g->catalog);
}

/* ---- revisions ---- */

static bool
is_revision(const struct activity *a, const char *id)
{
	return strcmp(a->field[F_ID], id) == 0;
}

static bool
is_in_force(const struct activity *a, int day)
{
	return a->from <= day && day <= a->to;
}

/*
 * Every other week, counted in days and not by week number, so that a year of 53
 * weeks changes nothing. The first week is the one in which the activity begins,
 * whatever was revised later; without a beginning it is that of Monday 1970-01-05.
 */
static bool
is_on(const struct catalog *c, const struct activity *a, struct period p)
{
	const struct activity *r;
	int first = a->from;

	if (a->frequency != BIWEEKLY)
		return true;
	for (r = c->activity; r < c->activity + c->n; r++)
		if (is_revision(r, a->field[F_ID]) && r->from < first)
			first = r->from;
	first = first == DAY_MIN ? 4 : period_at(PERIOD_WEEK, first).from;
	return (p.from - first) % 14 == 0;
}

/* The next revision after a (NULL: the first) that counts for the period. */
static const struct activity *
next_candidate(const struct catalog *c, const struct activity *a, const char *id, struct period p)
{
	enum period_kind kind;

	for (a = a == NULL ? c->activity : a + 1; a < c->activity + c->n; a++)
		if (is_revision(a, id) && frequency_kind(a->frequency, &kind) && kind == p.kind &&
		    a->from <= p.to && p.from <= a->to && is_on(c, a, p))
			return a;
	return NULL;
}

bool
owed_kind(const struct catalog *c, const char *id, enum period_kind kind)
{
	const struct activity *a;
	enum period_kind own;

	for (a = c->activity; a < c->activity + c->n; a++)
		if (is_revision(a, id) && frequency_kind(a->frequency, &own) && own == kind)
			return true;
	return false;
}

/* Rule (a) of owed.h. */
static const struct activity *
by_own_date(const struct ground *g, const char *id, struct period p)
{
	const struct activity *a = NULL, *best = NULL;

	while ((a = next_candidate(g->catalog, a, id, p)) != NULL)
		if (is_in_force(a, schedule_due(&a->schedule, p, g->calendar).due) &&
		    (best == NULL || a->from < best->from))
			best = a;
	return best;
}

/* Rule (b) of owed.h. */
static const struct activity *
by_last_day(const struct ground *g, const char *id, struct period p)
{
	const struct activity *a = NULL, *last = NULL;
	int due;

	while (last == NULL && (a = next_candidate(g->catalog, a, id, p)) != NULL)
		last = is_in_force(a, p.to) ? a : NULL;
	if (last == NULL)
		return NULL;
	due = schedule_due(&last->schedule, p, g->calendar).due;
	for (a = NULL; (a = next_candidate(g->catalog, a, id, p)) != NULL && !is_in_force(a, due); )
		;
	return a != NULL ? last : NULL;
}

/* Rule (c) of owed.h. */
static const struct activity *
by_last_in_force(const struct ground *g, const char *id, struct period p)
{
	const struct activity *a = NULL, *last = NULL;

	while ((a = next_candidate(g->catalog, a, id, p)) != NULL)
		if (last == NULL || a->from > last->from)
			last = a;
	return last != NULL && last->schedule.next != NEXT_NONE ? last : NULL;
}

/* ---- edges ---- */

/* The last day of the revision, or of the last of those that follow it without a gap. */
static int
valid_until(const struct catalog *c, const struct activity *a)
{
	const struct activity *r = c->activity;
	int to = a->to;

	while (r < c->activity + c->n)
		if (to != DAY_MAX && is_revision(r, a->field[F_ID]) && r->from == to + 1) {
			to = r->to;
			r = c->activity;
		} else {
			r++;
		}
	return to;
}

/* The first day of the revision, or of the first of those that it follows without a gap. */
static int
valid_since(const struct catalog *c, const struct activity *a)
{
	const struct activity *r = c->activity;
	int from = a->from;

	while (r < c->activity + c->n)
		if (from != DAY_MIN && is_revision(r, a->field[F_ID]) && r->to == from - 1) {
			from = r->from;
			r = c->activity;
		} else {
			r++;
		}
	return from;
}

static int
last_valid_day(const struct catalog *c, const struct activity *a)
{
	const struct activity *r;
	int last = DAY_MIN;

	for (r = c->activity; r < c->activity + c->n; r++)
		if (is_revision(r, a->field[F_ID]) && r->to > last)
			last = r->to;
	return last;
}

/* Makes the work due on the last open day of from..to; returns false if there is none. */
static bool
move_back(const struct ground *g, struct owed *o, int from, int to, enum edge edge)
{
	if (from > to || !calendar_nth(g->calendar, from, to, -1, &o->when.due))
		return false;
	o->moved = edge;
	return true;
}

/* Places work of 翌…, which is due after its period but before the work ends; returns false if it is
 * not owed. */
static bool
place_next(const struct ground *g, struct period p, struct owed *o)
{
	const struct period *term = contract_term_of(g->contract, p);
	int since = valid_since(g->catalog, o->activity), until = valid_until(g->catalog, o->activity);

	if ((o->when.due < since || o->when.due > until) &&
	    (until == DAY_MAX || !move_back(g, o, p.from > since ? p.from : since, until, EDGE_VALIDITY)))
		return false;
	if (term == NULL)
		return false;
	if (o->when.due < term->from) /* the activity ended before the term began */
		return false;
	if (o->when.due <= contract_until(g->contract, term))
		return true;
	return move_back(g, o, p.from > term->from ? p.from : term->from, term->to, EDGE_TERM);
}

static void
set_deadline(const struct ground *g, struct period p, struct owed *o)
{
	const struct period *term = contract_term(g->contract, o->when.due);
	int valid = last_valid_day(g->catalog, o->activity);

	o->deadline = o->when.due;
	if (o->activity->schedule.deadline || o->activity->schedule.next != NEXT_NONE)
		return;
	o->deadline = p.to;
	if (term->to < o->deadline) {
		o->deadline = term->to;
		o->limit = EDGE_TERM;
	}
	if (valid < o->deadline) {
		o->deadline = valid;
		o->limit = EDGE_VALIDITY;
	}
}

bool
owed_find(const struct ground *g, const char *id, struct period p, struct owed *o)
{
	const struct activity *a = by_own_date(g, id, p);

	if (a == NULL)
		a = by_last_day(g, id, p);
	if (a == NULL)
		a = by_last_in_force(g, id, p);
	if (a == NULL)
		return false;
	*o = (struct owed){ .activity = a, .when = schedule_due(&a->schedule, p, g->calendar) };
	if (a->schedule.next != NEXT_NONE ? !place_next(g, p, o) :
	    contract_term(g->contract, o->when.due) == NULL)
		return false;
	set_deadline(g, p, o);
	return true;
}

int
owed_counting_day(const struct owed *o, struct period p)
{
	return o->when.due >= p.from && o->when.due <= p.to ? o->when.due : p.to;
}

int
contract_start(const struct ground *g)
{
	const struct catalog *c = g->catalog;
	int from = g->contract->term[0].from;
	const struct activity *a;

	for (a = c->activity; g->contract->term[0].from == DAY_MIN && a < c->activity + c->n; a++)
		if (a == c->activity || a->from < from)
			from = a->from;
	return from;
}

static bool
periods_meet(struct period a, struct period b)
{
	return a.from <= b.to && b.from <= a.to;
}

/* The days on which the rule of one revision may be due.  If the days that it names are all closed,
 * it is due before or after them; 翌… is due earlier at the end of a term. */
static struct period
reach_of(const struct ground *g, const struct activity *a, struct period p, struct period span)
{
	bool next = a->schedule.next != NEXT_NONE;
	struct period in = schedule_span(&a->schedule, p), known = calendar_range(g->calendar);
	struct period wide = { PERIOD_SPAN, p.from, next ? in.to + 366 : p.to };
	int open;

	if (periods_meet(wide, span) && in.from >= known.from && in.to <= known.to &&
	    !calendar_nth(g->calendar, in.from, in.to, 1, &open))
		return wide;
	if (next)
		in.from = p.from;
	return in;
}

bool
owed_reach(const struct ground *g, const char *id, struct period p, struct period span, struct period *days)
{
	const struct activity *a = NULL;
	struct period in;

	*days = (struct period){ PERIOD_SPAN, DAY_MAX, DAY_MIN };
	while ((a = next_candidate(g->catalog, a, id, p)) != NULL) {
		in = reach_of(g, a, p, span);
		days->from = in.from < days->from ? in.from : days->from;
		days->to = in.to > days->to ? in.to : days->to;
	}
	return days->from <= days->to && periods_meet(*days, span);
}
