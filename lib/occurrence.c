/* occurrence.c - activities x periods, joined with tickets: what the contract requires */
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
#include "key.h"
#include "status.h"
#include "calendar.h"
#include "contract.h"
#include "title.h"
#include "catalog.h"
#include "row.h"
#include "tickets.h"
#include "ticket.h"
#include "lookup.h"
#include "parts.h"
#include "owed.h"
#include "occurrence.h"

static const char *const states[] = {
	[WAIVED] = "waived", [PARTIAL] = "partial", [DONE] = "done", [LATE] = "late", [NOT_APPLICABLE] = "n/a",
	[OVERDUE] = "overdue", [MISSED] = "missed", [BEHIND] = "behind", [OPEN] = "open",
	[DUE] = "due", [UPCOMING] = "upcoming",
};

const char *
state_name(enum state s)
{
	return states[s];
}

struct plan
plan_open(struct ground ground, struct tickets *tickets, int today)
{
	return (struct plan){ .ground = ground, .tickets = tickets, .today = today, .lead = -1, .since = DAY_MIN };
}

/* ---- one occurrence ---- */

static char *
occurrence_title(struct plan *plan, const struct occurrence *o)
{
	char month[DATE_TEXT], day[DATE_TEXT], *value[PLACES] = { 0 }, *title, *kept;
	const struct activity *a = o->owed.activity;
	const char *problem;
	int named = o->owed.when.due;

	if (o->period.kind == PERIOD_MONTH)
		named = o->period.from;
	else if (o->period.kind != PERIOD_WEEK)
		named = o->owed.when.nominal;
	date_text(named, DATE_MONTH, month);
	date_text(o->owed.when.due, DATE_KANJI, day);
	value[PLACE_MONTH] = month;
	value[PLACE_DAY] = day;
	value[PLACE_SOFT] = value[PLACE_LOG] = (char *)(uintptr_t)a->field[F_TARGET];
	if ((title = title_render(&a->title, value, &problem)) == NULL)
		errx(1, "%s:%zu: title: %s", plan->ground.catalog->path, a->line, problem);
	kept = arena_text(&plan->arena, title, strlen(title));
	free(title);
	return kept;
}

static bool
is_live(const struct occurrence *o)
{
	return o->ticket != NULL && status_live(o->ticket->status);
}

/* A live ticket is shown with its own date and title, which somebody may have changed. */
static void
show_ticket(struct plan *plan, struct occurrence *o)
{
	const char *title = ticket_cell(plan->tickets, o->ticket, L_TITLE);
	int64_t us;

	if (time_parse(ticket_cell(plan->tickets, o->ticket, L_DUE), DAY_MIN, &us))
		o->due = time_day(us);
	if (*title != '\0')
		o->title = arena_text(&plan->arena, title, strlen(title));
}

/* Finds what is owed and its ticket; false if the contract has no such occurrence. */
static bool
occurrence_find(struct plan *plan, const char *id, struct period p, struct occurrence *o)
{
	char text[PERIOD_TEXT];

	*o = (struct occurrence){ .period = p };
	if (!owed_find(&plan->ground, id, p, &o->owed))
		return false;
	o->due = o->owed.when.due;
	snprintf(o->key, sizeof(o->key), "%s@%s", o->owed.activity->field[F_ID], period_text(p, text));
	if (plan->tickets != NULL)
		o->ticket = tickets_by_key(plan->tickets, o->key);
	return true;
}

/* Gives it the title and the date that people see. */
static void
occurrence_show(struct plan *plan, struct occurrence *o)
{
	o->title = occurrence_title(plan, o);
	if (is_live(o))
		show_ticket(plan, o);
}

/* Both of these; the plan does not have the occurrence yet. */
static bool
occurrence_make(struct plan *plan, const char *id, struct period p, struct occurrence *o)
{
	if (!occurrence_find(plan, id, p, o))
		return false;
	occurrence_show(plan, o);
	return true;
}

static void
plan_add(struct plan *plan, const struct occurrence *o)
{
	plan->occurrence = array_grow(plan->occurrence, plan->n, sizeof(*plan->occurrence));
	plan->occurrence[plan->n++] = *o;
}

/* ---- occurrences that the contract dates in a span ---- */

/* Whether an occurrence is left out because the calendar does not know all its days.  If the
 * calendar knows none of the span, nothing is left out, and asking for a date ends the program. */
static bool
is_unknown(struct plan *plan, struct period reach, struct period span)
{
	struct period known = calendar_range(plan->ground.calendar);

	if (reach.from >= known.from && reach.to <= known.to)
		return false;
	if (span.from > known.to || span.to < known.from)
		return false;
	plan->unknown = plan->unknown || reach.to > known.to;
	return true;
}

static void
add_period(struct plan *plan, const char *id, struct period p, struct period span)
{
	struct period reach;
	struct occurrence o;

	if (!owed_reach(&plan->ground, id, p, span, &reach) || is_unknown(plan, reach, span))
		return;
	if (!occurrence_find(plan, id, p, &o) || (!is_live(&o) && o.owed.deadline < plan->since))
		return;
	/* add_live finds a live ticket by its own date, wherever that was moved to. */
	if ((is_live(&o) && *ticket_cell(plan->tickets, o.ticket, L_DUE) != '\0') || o.due < span.from || o.due > span.to)
		return;
	occurrence_show(plan, &o);
	plan_add(plan, &o);
}

/* The days of the span on which the activity is in force and a term runs.  The calendar's data
 * closes an open end. */
static struct period
known_days(const struct plan *plan, const char *id, struct period span)
{
	const struct contract *terms = plan->ground.contract;
	struct period known = calendar_range(plan->ground.calendar);
	const struct activity *a;
	int from = DAY_MAX, to = DAY_MIN;

	for (a = plan->ground.catalog->activity; a < plan->ground.catalog->activity + plan->ground.catalog->n; a++)
		if (strcmp(a->field[F_ID], id) == 0) {
			from = a->from < from ? a->from : from;
			to = a->to > to ? a->to : to;
		}
	from = terms->term[0].from > from ? terms->term[0].from : from;
	to = terms->term[terms->n - 1].to < to ? terms->term[terms->n - 1].to : to;
	from = span.from > from ? span.from : from;
	to = span.to < to ? span.to : to;
	return (struct period){ PERIOD_SPAN, from == DAY_MIN ? known.from : from, to == DAY_MAX ? known.to : to };
}

/* Begins two periods early: 翌… is due in the period after, or later where all of that is closed. */
static void
add_activity(struct plan *plan, const char *id, struct period span)
{
	struct period days = known_days(plan, id, span), p;
	int kind;

	for (kind = PERIOD_WEEK; kind <= PERIOD_YEAR; kind++) {
		if (!owed_kind(plan->ground.catalog, id, (enum period_kind)kind))
			continue;
		p = period_shift(period_at((enum period_kind)kind, days.from), -2);
		for (; p.from <= days.to; p = period_shift(p, 1))
			add_period(plan, id, p, span);
	}
}

static bool
is_first_revision(const struct catalog *c, const struct activity *a)
{
	const struct activity *r = c->activity;

	while (strcmp(r->field[F_ID], a->field[F_ID]) != 0)
		r++;
	return r == a;
}

/* ---- occurrences of live tickets, by the dates of the tickets ---- */

/* Makes the occurrence of a key, which it spells as the contract does. */
static bool
key_occurrence(struct plan *plan, const char *key, struct occurrence *o)
{
	const struct activity *a;
	const char *at = strchr(key, '@');
	struct period p;
	char id[64];

	if (at == NULL || (size_t)(at - key) >= sizeof(id) || !period_parse(at + 1, DAY_MIN, &p) || p.kind == PERIOD_SPAN)
		return false;
	snprintf(id, sizeof(id), "%.*s", (int)(at - key), key);
	if ((a = catalog_nearest(plan->ground.catalog, id, p.to)) == NULL)
		return false;
	return occurrence_make(plan, a->field[F_ID], p, o);
}

static void
add_keys(struct plan *plan, const struct ticket *t)
{
	char *keys = memory_text(ticket_cell(plan->tickets, t, L_KEYS)), *key;
	const char *s = keys;
	struct occurrence o;

	for (; (key = key_next(&s)) != NULL; free(key)) {
		if (!key_is_occurrence(key))
			continue;
		if (!key_occurrence(plan, key, &o)) {
			plan->stray = array_grow(plan->stray, plan->nstray, sizeof(*plan->stray));
			plan->stray[plan->nstray++] = (struct stray){ t->id, arena_text(&plan->arena, key, strlen(key)) };
		} else if (o.ticket == t) {
			plan_add(plan, &o);
		}
	}
	free(keys);
}

static void
add_live(struct plan *plan, struct period span)
{
	const struct timetable *due;
	const struct ticket *t;
	size_t i, n;

	if (plan->tickets == NULL)
		return;
	due = tickets_due(plan->tickets, span, &n);
	for (i = 0; i < n; i++) {
		t = &plan->tickets->ticket[due[i].ticket];
		if (t->occurs)
			add_keys(plan, t);
	}
}

/* ---- states ---- */

static bool
closed_in_time(const struct tickets *ts, const struct occurrence *o)
{
	int64_t us;

	return !time_parse(ticket_cell(ts, o->ticket, L_CLOSED), DAY_MIN, &us) ||
	    time_day(us) <= o->owed.deadline;
}

/* A canceled part was not done, so not all of the work was. */
static bool
is_partial(struct plan *plan, const struct ticket *t)
{
	if (t->status != T_DONE)
		return false;
	if (plan->parts == NULL)
		plan->parts = parts_count(plan->tickets);
	return plan->parts[t - plan->tickets->ticket].canceled > 0;
}

static enum state
state_of(struct plan *plan, const struct occurrence *o)
{
	const struct ticket *t = o->ticket;
	bool live = is_live(o);

	if (t != NULL && t->status == T_WAIVED)
		return WAIVED;
	if (t != NULL && !live && is_partial(plan, t))
		return PARTIAL;
	if (t != NULL && !live)
		return closed_in_time(plan->tickets, o) ? DONE : LATE;
	if (o->owed.when.none)
		return NOT_APPLICABLE;
	if (plan->today > o->owed.deadline)
		return live ? OVERDUE : MISSED;
	if (plan->today > o->due)
		return BEHIND;
	if (live)
		return OPEN;
	return plan->today >= o->due - o->lead ? DUE : UPCOMING;
}

/* ---- groups: occurrences with one title and due date share a ticket ---- */

static int
occurrence_compare(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;
	int c;

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	if ((c = strcmp(x->title, y->title)) != 0)
		return c;
	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	if (x->ticket != y->ticket)
		return x->ticket == NULL || (y->ticket != NULL && x->ticket->id < y->ticket->id) ? -1 : 1;
	if (x->owed.activity != y->owed.activity)
		return x->owed.activity < y->owed.activity ? -1 : 1;
	return x->period.from < y->period.from ? -1 : x->period.from > y->period.from;
}

bool
occurrence_same_work(const struct occurrence *a, const struct occurrence *b)
{
	return a->due == b->due && strcmp(a->title, b->title) == 0;
}

/* The longest lead of a group applies to all of it. */
static void
set_leads(struct plan *plan)
{
	struct occurrence *o, *first, *end = plan->occurrence + plan->n;
	int lead;

	for (first = plan->occurrence; first < end; first = o) {
		for (lead = 0, o = first; o < end && occurrence_same_work(first, o); o++)
			if (o->owed.activity->lead > lead)
				lead = o->owed.activity->lead;
		for (o = first; o < end && occurrence_same_work(first, o); o++)
			o->lead = plan->lead >= 0 ? plan->lead : lead;
	}
}

/* Gives each occurrence its lead and state, and puts them in order. */
static void
plan_finish(struct plan *plan)
{
	size_t i;

	if (plan->n == 0)
		return;
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), occurrence_compare);
	set_leads(plan);
	for (i = 0; i < plan->n; i++)
		plan->occurrence[i].state = state_of(plan, &plan->occurrence[i]);
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), occurrence_compare);
}

void
plan_fill(struct plan *plan, struct period due)
{
	const struct catalog *c = plan->ground.catalog;
	const struct activity *a;

	for (a = c->activity; a < c->activity + c->n; a++)
		if (is_first_revision(c, a))
			add_activity(plan, a->field[F_ID], due);
	add_live(plan, (struct period){ PERIOD_SPAN, plan->live == LIVE_WITHIN ? due.from : DAY_MIN,
	    plan->live == LIVE_ALL ? DAY_MAX : due.to });
	plan_finish(plan);
}

/* The day by which an occurrence counts lies in its period, so only periods that touch the span matter. */
static void
add_owed(struct plan *plan, const char *id, struct period span)
{
	struct occurrence o;
	struct period p;
	int kind, day;

	for (kind = PERIOD_WEEK; kind <= PERIOD_YEAR; kind++) {
		if (!owed_kind(plan->ground.catalog, id, (enum period_kind)kind))
			continue;
		for (p = period_at((enum period_kind)kind, span.from); p.from <= span.to; p = period_shift(p, 1)) {
			if (!occurrence_make(plan, id, p, &o))
				continue;
			day = owed_counting_day(&o.owed, p);
			if (day >= span.from && day <= span.to)
				plan_add(plan, &o);
		}
	}
}

void
plan_fill_owed(struct plan *plan, struct period counting)
{
	const struct catalog *c = plan->ground.catalog;
	const struct activity *a;

	for (a = c->activity; a < c->activity + c->n; a++)
		if (is_first_revision(c, a))
			add_owed(plan, a->field[F_ID], counting);
	plan_finish(plan);
}

bool
plan_owes(struct plan *plan, const char *key)
{
	struct occurrence o;

	return key_occurrence(plan, key, &o);
}

const struct occurrence *
plan_find(struct plan *plan, const char *key)
{
	struct occurrence o;
	size_t i;

	if (!key_occurrence(plan, key, &o))
		return NULL;
	/* All that is due that day is added, for the lead is that of the group. */
	plan_fill(plan, (struct period){ PERIOD_SPAN, o.due, o.due });
	for (i = 0; i < plan->n; i++)
		if (strcmp(plan->occurrence[i].key, o.key) == 0)
			return &plan->occurrence[i];
	return NULL;
}

int
plan_ledger_start(const struct plan *plan)
{
	return plan->tickets->first_at == INT64_MAX ? plan->today : time_day(plan->tickets->first_at);
}

void
plan_tell_before(const struct plan *plan)
{
	int start = contract_start(&plan->ground), began = plan_ledger_start(plan);
	struct plan before = plan_open(plan->ground, plan->tickets, plan->today);
	char date[DATE_TEXT];
	size_t i, n = 0;

	if (start == DAY_MIN || start >= began)
		return;
	plan_fill(&before, (struct period){ PERIOD_SPAN, start, began - 1 });
	for (i = 0; i < before.n; i++)
		n += before.occurrence[i].state == MISSED && before.occurrence[i].owed.deadline < began;
	if (n > 0)
		warnx("%zu occurrences had their deadline before the ledger began on %s (sow-due --backfill lists them)", n,
		    date_text(began, DATE_ISO, date));
	plan_free(&before);
}

void
plan_tell(const struct plan *plan)
{
	char date[DATE_TEXT];

	if (plan->unknown)
		warnx("what is due after %s is not known: the holiday data ends there",
		    date_text(calendar_range(plan->ground.calendar).to, DATE_ISO, date));
}

void
plan_free(struct plan *plan)
{
	free(plan->occurrence);
	arena_free(&plan->arena);
	free(plan->stray);
	free(plan->parts);
	plan->parts = NULL;
	plan->occurrence = NULL;
	plan->stray = NULL;
	plan->n = plan->nstray = 0;
}
