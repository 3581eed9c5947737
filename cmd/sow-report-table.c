/* sow-report-table.c - the tables: which rows, which columns */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow-report.h"

/* ---- which tickets ---- */

static bool
day_of_cell(const struct report *r, const struct ticket *t, enum ledger_field f, int *day)
{
	int64_t us;

	if (!time_parse(ticket_cell(r->tickets, t, f), DAY_MIN, &us))
		return false;
	*day = time_day(us);
	return true;
}

/* A day far away for a ticket that is not closed. */
static int
closed_day(const struct report *r, const struct ticket *t)
{
	int day;

	return !status_live(t->status) && day_of_cell(r, t, L_CLOSED, &day) ? day : DAY_MAX;
}

static int
opened_day(const struct report *r, const struct ticket *t)
{
	int day;

	if (!day_of_cell(r, t, L_OPENED, &day))
		errx(1, "ticket %lld: opened is no date", t->id);
	return day;
}

/* Undone creations, parts of a ticket and the team's own work are not reported. */
static bool
counts(const struct report *r, const struct ticket *t)
{
	return t->status != T_VOID && *ticket_cell(r->tickets, t, L_PART) == '\0' &&
	    *ticket_cell(r->tickets, t, L_KEYS) != '\0';
}

static bool
is_carried(const struct report *r, const struct ticket *t, struct period p)
{
	return opened_day(r, t) < p.from && closed_day(r, t) >= p.from;
}

static bool
is_opened(const struct report *r, const struct ticket *t, struct period p)
{
	return opened_day(r, t) >= p.from && opened_day(r, t) <= p.to;
}

static bool
is_closed(const struct report *r, const struct ticket *t, struct period p)
{
	return closed_day(r, t) >= p.from && closed_day(r, t) <= p.to;
}

static bool
is_remaining(const struct report *r, const struct ticket *t, struct period p)
{
	return opened_day(r, t) <= p.to && closed_day(r, t) > p.to;
}

/* The activity of a ticket's first key, in the revision of the day it was opened; work that was
 * written down outside its validity counts all the same. */
static const struct activity *
ticket_activity(const struct report *r, const struct ticket *t)
{
	const char *s = ticket_cell(r->tickets, t, L_KEYS);
	const struct activity *a;
	char *key = key_next(&s);

	if (key == NULL)
		return NULL;
	key[strcspn(key, "@")] = '\0';
	a = catalog_nearest(r->catalog, key, opened_day(r, t));
	free(key);
	return a;
}

/* ---- tables ---- */

static const char *const ticket_columns[] = {
	"id", "number", "status", "major", "minor", "title", "requester", "assignee", "target",
	"priority", "opened", "due", "closed", "minutes", "content", "action", "keys",
};

static void
fill_tickets(const struct report *r, const struct table *table, struct period p, struct sink *sink)
{
	const struct tickets *ts = r->tickets;
	const struct activity *a;
	const struct ticket *t;
	char id[32], number[TICKET_NUMBER];

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (!counts(r, t) || !table->keep(r, t, p))
			continue;
		a = ticket_activity(r, t);
		snprintf(id, sizeof(id), "%lld", t->id);
		ticket_number(t, number);
		sink->row(sink, (const char *[]){ id, number, status_name(t->status),
		    a == NULL ? "" : a->field[F_MAJOR], a == NULL ? "" : a->field[F_MINOR],
		    ticket_cell(ts, t, L_TITLE), ticket_cell(ts, t, L_REQUESTER),
		    ticket_cell(ts, t, L_ASSIGNEE), ticket_cell(ts, t, L_TARGET),
		    ticket_cell(ts, t, L_PRIORITY), ticket_cell(ts, t, L_OPENED),
		    ticket_cell(ts, t, L_DUE), ticket_cell(ts, t, L_CLOSED),
		    ticket_cell(ts, t, L_MINUTES), ticket_first_note(ts, t), ticket_last_note(ts, t),
		    ticket_cell(ts, t, L_KEYS) });
	}
}

static const char *const summary_columns[] = {
	"major", "carried", "opened", "closed", "remaining",
};

struct count {
	const char *major; /* NULL: all */
	long carried, opened, closed, remaining;
};

static void
count_tickets(const struct report *r, struct period p, struct count *c)
{
	const struct tickets *ts = r->tickets;
	const struct activity *a;
	const struct ticket *t;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		a = ticket_activity(r, t);
		if (!counts(r, t) ||
		    (c->major != NULL && strcmp(c->major, a == NULL ? "" : a->field[F_MAJOR]) != 0))
			continue;
		c->carried += is_carried(r, t, p);
		c->opened += is_opened(r, t, p);
		c->closed += is_closed(r, t, p);
		c->remaining += is_remaining(r, t, p);
	}
	/* A report that does not add up is not printed. */
	if (c->carried + c->opened - c->closed != c->remaining)
		errx(1, "%s: %ld carried + %ld opened - %ld closed is not %ld remaining: "
		    "a ticket was closed before it was opened",
		    c->major == NULL ? "合計" : c->major, c->carried, c->opened, c->closed, c->remaining);
}

static bool
seen_before(const struct catalog *c, size_t i)
{
	size_t j;

	for (j = 0; j < i; j++)
		if (strcmp(c->activity[j].field[F_MAJOR], c->activity[i].field[F_MAJOR]) == 0)
			return true;
	return false;
}

/* Before a byte is printed: does every row of the summary add up? */
static void
check_summary(const struct report *r, struct period p)
{
	struct count c = { 0 };
	size_t i;

	count_tickets(r, p, &c);
	for (i = 0; i < r->catalog->n; i++) {
		c = (struct count){ .major = r->catalog->activity[i].field[F_MAJOR] };
		if (!seen_before(r->catalog, i))
			count_tickets(r, p, &c);
	}
}

static void
print_count(struct sink *sink, const char *name, const struct count *c)
{
	char text[4][32];

	snprintf(text[0], sizeof(text[0]), "%ld", c->carried);
	snprintf(text[1], sizeof(text[1]), "%ld", c->opened);
	snprintf(text[2], sizeof(text[2]), "%ld", c->closed);
	snprintf(text[3], sizeof(text[3]), "%ld", c->remaining);
	sink->row(sink, (const char *[]){ name, text[0], text[1], text[2], text[3] });
}

/* One row a 大分類, in the catalogue's order, then what it does not know, then all. */
static void
fill_summary(const struct report *r, const struct table *table, struct period p, struct sink *sink)
{
	struct count all = { 0 }, sum = { 0 }, c;
	size_t i;

	(void)table;
	for (i = 0; i < r->catalog->n; i++) {
		if (seen_before(r->catalog, i))
			continue;
		c = (struct count){ .major = r->catalog->activity[i].field[F_MAJOR] };
		count_tickets(r, p, &c);
		print_count(sink, c.major, &c);
		sum.carried += c.carried;
		sum.opened += c.opened;
		sum.closed += c.closed;
		sum.remaining += c.remaining;
	}
	count_tickets(r, p, &all);
	c = (struct count){ NULL, all.carried - sum.carried, all.opened - sum.opened,
		all.closed - sum.closed, all.remaining - sum.remaining };
	if (c.carried + c.opened + c.closed + c.remaining > 0)
		print_count(sink, "（目録にない）", &c);
	print_count(sink, "合計", &all);
}

static const char *const plan_columns[] = {
	"keys", "state", "nominal", "due", "title", "target", "ticket",
};

static bool
has_occurrence(const struct report *r, const struct ticket *t)
{
	return strchr(ticket_cell(r->tickets, t, L_KEYS), '@') != NULL;
}

/* Live tickets without an occurrence that are due on the days, day by day. */
static void
fill_others(const struct report *r, int from, int to, struct sink *sink)
{
	const struct ticket *t;
	char id[32];
	int day;

	for (; from <= to; from++)
		for (t = r->tickets->ticket; t < r->tickets->ticket + r->tickets->n; t++) {
			if (!counts(r, t) || !status_live(t->status) || has_occurrence(r, t) ||
			    !day_of_cell(r, t, L_DUE, &day) || day != from)
				continue;
			snprintf(id, sizeof(id), "%lld", t->id);
			sink->row(sink, (const char *[]){ ticket_cell(r->tickets, t, L_KEYS), "open", "",
			    ticket_cell(r->tickets, t, L_DUE), ticket_cell(r->tickets, t, L_TITLE),
			    ticket_cell(r->tickets, t, L_TARGET), id });
		}
}

static void
fill_group(const struct occurrence *x, size_t n, struct sink *sink)
{
	char nominal[DATE_TEXT], due[DATE_TEXT], id[32] = "";
	char *keys = group_keys(x, n), *targets = group_targets(x, n);

	if (x->ticket != NULL)
		snprintf(id, sizeof(id), "%lld", x->ticket->id);
	sink->row(sink, (const char *[]){ keys, state_name(x->state),
	    date_text(x->when.nominal, DATE_ISO, nominal), date_text(x->when.due, DATE_ISO, due),
	    x->title, targets, id });
	free(keys);
	free(targets);
}

/* By date: what the contract asks for in the period and is not done, and other tickets. */
static void
fill_plan(const struct report *r, const struct table *table, struct period p, struct sink *sink)
{
	struct plan plan = { .catalog = r->catalog, .calendar = r->calendar, .term = r->term,
		.tickets = r->tickets, .today = option_day(r->options), .lead = -1 };
	const struct occurrence *x;
	int day = p.from;
	size_t i, n;

	(void)table;
	plan_fill(&plan, p);
	for (i = 0; i < plan.n; i += n) {
		x = &plan.occurrence[i];
		n = plan_group(&plan, i, false);
		if (x->state == DONE || x->state == LATE || x->state == WAIVED || x->state == NOT_APPLICABLE)
			continue;
		fill_others(r, day, x->when.due - 1, sink);
		day = x->when.due > day ? x->when.due : day;
		fill_group(x, n, sink);
	}
	plan_free(&plan);
	fill_others(r, day, p.to, sink);
}

#define COLUMNS(c) c, sizeof(c) / sizeof(*(c))
static const struct table tables[] = {
	{ "summary", COLUMNS(summary_columns), fill_summary, check_summary, NULL },
	{ "opened", COLUMNS(ticket_columns), fill_tickets, NULL, is_opened },
	{ "closed", COLUMNS(ticket_columns), fill_tickets, NULL, is_closed },
	{ "remaining", COLUMNS(ticket_columns), fill_tickets, NULL, is_remaining },
	{ "plan", COLUMNS(plan_columns), fill_plan, NULL, NULL },
};
enum { TABLES = sizeof(tables) / sizeof(*tables) };

const struct table *
table_find(const char *name)
{
	size_t i;

	for (i = 0; i < TABLES; i++)
		if (strcmp(name, tables[i].name) == 0)
			return &tables[i];
	return NULL;
}
