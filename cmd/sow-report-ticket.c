/* sow-report-ticket.c - opened, closed, canceled, remaining: one row for each ticket */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

/* ---- the work of the ledger ---- */

/* Whether waive made the ticket for a key that it took from another, with which that key is counted. */
static bool
is_share(const struct tickets *ts, const struct ticket *t)
{
	return t->status == T_WAIVED && tags_have(ticket_cell(ts, t, L_TAGS), "from");
}

/* The activity of the first key, in the revision in force on the day or nearest to it: work that was
 * recorded outside its validity counts all the same.  NULL if there is none. */
const struct activity *
report_activity(struct report *r, const char *keys, int opened)
{
	const struct activity *a;
	char *key = key_next(&keys);

	if (key == NULL)
		return NULL;
	key[strcspn(key, "@")] = '\0';
	a = catalog_nearest(r->ground.catalog, key, opened);
	free(key);
	return a;
}

bool
ticket_is_reported(const struct ticket *t)
{
	return t->status != T_VOID && t->keyed && !t->part;
}

static const struct activity unread; /* until somebody asks for it */

void
report_read_work(struct report *r)
{
	const struct tickets *ts = r->tickets;
	const struct ticket *t;
	struct work w;

	if (!r->worked)
		r->parts = parts_count(ts);
	for (t = ts->ticket; !r->worked && t < ts->ticket + ts->n; t++) {
		if (!ticket_is_reported(t) || is_share(ts, t))
			continue;
		w = (struct work){ .ticket = t, .found = &unread };
		if (!ticket_days(ts, t, &w.opened, &w.closed))
			errx(1, "ticket %lld: opened is not a date", t->id);
		r->work = array_grow(r->work, r->nwork, sizeof(*r->work));
		r->work[r->nwork++] = w;
	}
	r->worked = true;
}

const struct activity *
work_activity(struct report *r, const struct work *w)
{
	struct work *own = &r->work[w - r->work];

	if (own->found == &unread) /* the cells of a row that is being printed have to stay */
		own->found = report_activity(r, ticket_cell_aside(r->tickets, w->ticket, L_KEYS), w->opened);
	return own->found;
}

bool
ticket_was_opened(const struct tickets *ts, const struct ticket *t, int day)
{
	int opened, closed;

	return ticket_is_reported(t) && !is_share(ts, t) && ticket_days(ts, t, &opened, &closed) && opened <= day;
}

bool
ticket_was_open(const struct tickets *ts, const struct ticket *t, int day)
{
	int opened, closed;

	return ticket_was_opened(ts, t, day) && ticket_days(ts, t, &opened, &closed) && closed > day;
}

/* ---- the tables ---- */

static bool
is_opened(const struct work *w, struct period p)
{
	return w->opened >= p.from && w->opened <= p.to;
}

bool
work_is_done(const struct work *w, struct period p)
{
	return w->ticket->status == T_DONE && w->closed >= p.from && w->closed <= p.to;
}

bool
work_is_canceled(const struct work *w, struct period p)
{
	return w->ticket->status != T_DONE && w->closed >= p.from && w->closed <= p.to;
}

bool
work_is_open(const struct work *w, struct period p)
{
	return w->opened <= p.to && w->closed > p.to;
}

long
count_outside(struct report *r, struct period p)
{
	const struct work *w;
	char *const *cell;
	long n = 0;

	report_read_work(r);
	for (w = r->work; w < r->work + r->nwork; w++) {
		if (!is_opened(w, p) && !work_is_open(w, p))
			continue;
		cell = ticket_cells(r->tickets, w->ticket);
		n += keys_hold(cell[r->tickets->column[L_TAGS]], TAG_OUTSIDE) && *cell[r->tickets->column[L_APPROVED]] == '\0';
	}
	return n;
}

static void
fill_tickets(struct report *r, struct filled *f)
{
	const struct work *w;

	report_read_work(r);
	for (w = r->work; w < r->work + r->nwork; w++)
		if (f->table->keep(w, f->period))
			filled_add(f, (struct item){ .ticket = w->ticket, .activity = work_activity(r, w),
			    .day = report_day(r, f->period) });
}

/* ---- their columns ---- */

#define CELL(storage, name, field) storage const char * \
ticket_text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	(void)arena; \
	return ticket_cell(r->tickets, x->ticket, field); \
}

CELL(, title, L_TITLE)
CELL(, requester, L_REQUESTER)
CELL(static, assignee, L_ASSIGNEE)
CELL(, target, L_TARGET)
CELL(static, priority, L_PRIORITY)
CELL(, opened, L_OPENED)
CELL(static, due, L_DUE)
CELL(, closed, L_CLOSED)
CELL(static, keys, L_KEYS)

/* The ticket's own minutes and those of its parts. */
static const char *
ticket_text_minutes(struct report *r, const struct item *x, struct arena *arena)
{
	const char *own = ticket_cell(r->tickets, x->ticket, L_MINUTES);
	long parts = r->parts[x->ticket - r->tickets->ticket].minutes;

	return parts == 0 ? own : arena_format(arena, "%ld", parts + atol(own));
}

const char *
ticket_text_id(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return arena_format(arena, "%lld", x->ticket->id);
}

const char *
ticket_text_number(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return ticket_number(x->ticket, arena_alloc(arena, TICKET_NUMBER));
}

const char *
ticket_text_status(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return status_name(x->ticket->status);
}

static const char *
ticket_text_major(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return x->activity == NULL ? "" : x->activity->field[F_MAJOR];
}

static const char *
ticket_text_minor(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return x->activity == NULL ? "" : x->activity->field[F_MINOR];
}

static const char *
ticket_text_content(struct report *r, const struct item *x, struct arena *arena)
{
	(void)arena;
	return ticket_first_note(r->tickets, x->ticket);
}

static const char *
ticket_text_action(struct report *r, const struct item *x, struct arena *arena)
{
	(void)arena;
	return ticket_last_note(r->tickets, x->ticket);
}

static const char *
ticket_text_note(struct report *r, const struct item *x, struct arena *arena)
{
	(void)arena;
	return ticket_remark(r->tickets, x->ticket);
}

/* The age in days: from opened to closed, or to the day that the table speaks for if that is earlier. */
static const char *
ticket_text_age(struct report *r, const struct item *x, struct arena *arena)
{
	int from, to;

	if (!ticket_days(r->tickets, x->ticket, &from, &to))
		return "";
	return arena_format(arena, "%d", (to < x->day ? to : x->day) - from);
}

static const struct table_column columns[] = {
	{ "id", ticket_text_id }, { "number", ticket_text_number }, { "status", ticket_text_status },
	{ "major", ticket_text_major }, { "minor", ticket_text_minor }, { "title", ticket_text_title },
	{ "requester", ticket_text_requester }, { "assignee", ticket_text_assignee },
	{ "target", ticket_text_target }, { "priority", ticket_text_priority },
	{ "opened", ticket_text_opened }, { "due", ticket_text_due }, { "closed", ticket_text_closed },
	{ "minutes", ticket_text_minutes }, { "content", ticket_text_content },
	{ "action", ticket_text_action }, { "keys", ticket_text_keys }, { "age", ticket_text_age },
	{ "note", ticket_text_note },
};

const struct table table_opened = {
	TABLE_FORM("opened", "the tickets opened in the period"),
	TABLE_COLUMNS(columns), .fill = fill_tickets, .keep = is_opened,
};
const struct table table_closed = {
	TABLE_FORM("closed", "the tickets done in the period"),
	TABLE_COLUMNS(columns), .fill = fill_tickets, .keep = work_is_done,
};
const struct table table_canceled = {
	TABLE_FORM("canceled", "the tickets canceled or waived in the period"),
	TABLE_COLUMNS(columns), .fill = fill_tickets, .keep = work_is_canceled,
};
const struct table table_remaining = {
	TABLE_FORM("remaining", "the tickets open at its end"),
	TABLE_COLUMNS(columns), .fill = fill_tickets, .keep = work_is_open,
};
