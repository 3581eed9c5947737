/* sow-report-effort.c - effort: minutes by activity and person */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

/* What the rows read so far say of one ticket: its minutes, and the efforts that count it. */
struct clock {
	long minutes;
	struct counted {
		size_t effort;
		struct counted *next;
	} *counted; /* a short list, for few people work on one */
};

static bool
is_same_work(const struct effort *e, const struct activity *a, const char *title)
{
	if (a == NULL || e->activity == NULL)
		return a == e->activity && strcmp(e->title, title) == 0;
	return strcmp(e->activity->field[F_ID], a->field[F_ID]) == 0; /* in whatever revision */
}

static struct effort *
effort_of(struct filled *f, const struct activity *a, const char *title, const char *assignee)
{
	struct effort *e;

	for (e = f->effort; e < f->effort + f->nefforts; e++)
		if (is_same_work(e, a, title) && strcmp(e->assignee, assignee) == 0)
			return e;
	f->effort = array_grow(f->effort, f->nefforts, sizeof(*f->effort));
	e = &f->effort[f->nefforts++];
	*e = (struct effort){ .activity = a, .title = title, .assignee = arena_text(&f->arena, assignee, strlen(assignee)) };
	return e;
}

/* The activity of the ticket's first key or, for a part, of its parent's; NULL, and in *title what it is
 * instead, if there are no keys or the catalogue does not know the activity. */
static const struct activity *
activity_of(struct report *r, const struct ticket *t, const char **title)
{
	const struct ticket *whole = *ticket_cell(r->tickets, t, L_PART) == '\0' ? t :
	    tickets_find(r->tickets, ticket_parent(r->tickets, t));
	const char *keys = whole == NULL ? "" : ticket_cell(r->tickets, whole, L_KEYS);
	const struct activity *a = whole == NULL ? NULL : report_activity(r, keys, whole->opened);

	*title = a != NULL ? a->field[F_TITLE] : *keys == '\0' ? "（チーム内）" : "（目録にない）";
	return a;
}

/* Counts the ticket in the effort, once. */
static void
count_ticket(struct filled *f, struct clock *c, struct effort *e)
{
	size_t effort = (size_t)(e - f->effort);
	struct counted *x;

	for (x = c->counted; x != NULL && x->effort != effort; x = x->next)
		;
	if (x != NULL)
		return;
	x = arena_alloc(&f->arena, sizeof(*x));
	*x = (struct counted){ effort, c->counted };
	c->counted = x;
	e->tickets++;
}

/* If the row is of the period, credits its assignee with the minutes that it adds to the ticket's
 * row before. */
static void
take_minutes(struct report *r, void *filled, const struct ticket *t, const struct row *row)
{
	struct filled *f = filled;
	long minutes = atol(row->cell[L_MINUTES]), more;
	const struct activity *a;
	const char *title;
	struct clock *c;
	struct effort *e;
	int64_t at;
	bool hidden;

	if (t == NULL || t->status == T_VOID || !ledger_stamp(row->cell[L_AT], &at))
		return;
	c = &f->clock[t - r->tickets->ticket];
	more = minutes - c->minutes;
	c->minutes = minutes;
	if (time_day(at) < f->period.from || time_day(at) > f->period.to)
		return;
	a = activity_of(r, t, &title);
	hidden = r->options->value[OPT_RESTRICTED] == NULL && restricted_is(a, r->tickets, t);
	e = effort_of(f, a, title, hidden ? "（限定）" : row->cell[L_ASSIGNEE]);
	e->minutes += more;
	count_ticket(f, c, e);
}

static int
compare_efforts(const void *a, const void *b)
{
	const struct effort *x = a, *y = b;

	if (x->activity != y->activity)
		return x->activity == NULL ? 1 : y->activity == NULL || x->activity < y->activity ? -1 : 1;
	if (strcmp(x->title, y->title) != 0)
		return strcmp(x->title, y->title);
	return strcmp(x->assignee, y->assignee);
}

static void
add_total(struct filled *f)
{
	struct effort all = { .title = "（合計）", .assignee = "" };
	size_t i, n = f->nefforts;

	qsort(f->effort, n, sizeof(*f->effort), compare_efforts);
	for (i = 0; i < n; i++) {
		all.minutes += f->effort[i].minutes;
		all.tickets += f->effort[i].tickets;
	}
	f->effort = array_grow(f->effort, n, sizeof(*f->effort));
	f->effort[f->nefforts++] = all;
	for (i = 0; i < f->nefforts; i++)
		filled_add(f, (struct item){ .effort = &f->effort[i] });
}

static void
fill_effort(struct report *r, struct filled *f)
{
	if (report_is_stream(r))
		errx(2, "-t -: effort needs the rows of a ledger, and list prints only the last of each ticket");
	f->clock = memory_zeros(r->tickets->n + 1, sizeof(*f->clock));
	report_history(r, take_minutes, f);
	free(f->clock);
	f->clock = NULL;
	f->effort = f->effort == NULL ? memory_zeros(1, sizeof(*f->effort)) : f->effort;
	add_total(f);
}

#define COLUMN(name, value) static const char * \
text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	const struct effort *e = x->effort; \
\
	(void)r; \
	(void)arena; \
	return value; \
}

COLUMN(id, e->activity == NULL ? "" : e->activity->field[F_ID])
COLUMN(title, e->title)
COLUMN(assignee, e->assignee)
COLUMN(tickets, arena_format(arena, "%ld", e->tickets))
COLUMN(minutes, arena_format(arena, "%ld", e->minutes))

static const struct table_column columns[] = {
	{ "id", text_id }, { "title", text_title }, { "assignee", text_assignee }, { "tickets", text_tickets },
	{ "minutes", text_minutes },
};

const struct table table_effort = {
	TABLE_FORM("effort", "the minutes recorded in the period, by activity and person"),
	TABLE_COLUMNS(columns), .fill = fill_effort,
};
