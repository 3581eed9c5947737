/* sow-report-summary.c - summary: carried + opened - closed - canceled = remaining, by 大分類 */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

enum { MONTHS = 12 }; /* of the longest period that is checked, a year */

void
count_work(struct count *c, const struct work *w, struct period p)
{
	if ((w->opened < p.from && w->closed < p.from) || (w->opened > p.to && w->closed > p.to))
		return; /* it is in none of the counts: most work lies in another month */
	c->carried += w->opened < p.from && w->closed >= p.from;
	c->opened += w->opened >= p.from && w->opened <= p.to;
	c->closed += work_is_done(w, p);
	c->canceled += work_is_canceled(w, p);
	c->remaining += work_is_open(w, p);
}

/* Numbers each activity's 大分類 in the order of the catalogue; returns how many there are. */
static size_t
number_majors(const struct catalog *c, size_t *place, struct count *count)
{
	const char *major;
	size_t i, k, n = 0;

	for (i = 0; i < c->n; i++) {
		major = c->activity[i].field[F_MAJOR];
		for (k = 0; k < n && strcmp(count[k].name, major) != 0; k++)
			;
		if (k == n)
			count[n++].name = major;
		place[i] = k;
	}
	return n;
}

static void
count_add(struct count *sum, const struct count *c)
{
	sum->carried += c->carried;
	sum->opened += c->opened;
	sum->closed += c->closed;
	sum->canceled += c->canceled;
	sum->remaining += c->remaining;
}

static bool
count_equal(const struct count *a, const struct count *b)
{
	return a->carried == b->carried && a->opened == b->opened && a->closed == b->closed && a->canceled == b->canceled &&
	    a->remaining == b->remaining;
}

static const struct count nothing;

/* Ends the program rather than print a report that does not add up. */
static void
check_summary(const struct filled *f)
{
	const struct count *c, *total = f->item[f->n - 1].count;
	struct count sum = { 0 };
	size_t i;

	for (i = f->n; i > 0; i--) { /* the total is last, and checked first */
		c = f->item[i - 1].count;
		if (c->carried + c->opened - c->closed - c->canceled != c->remaining)
			errx(1, "%s: %ld carried + %ld opened - %ld closed - %ld canceled is not %ld remaining: "
			    "a ticket was closed before it was opened",
			    c->name, c->carried, c->opened, c->closed, c->canceled, c->remaining);
		if (c != total)
			count_add(&sum, c);
	}
	if (!count_equal(&sum, total))
		errx(1, "the rows do not add up to %s", total->name);
}

/* The same where months do not add up to a quarter, a half or a year, or one does not carry what
 * remained of the one before. */
static void
check_months(struct report *r, const struct filled *f)
{
	const struct count *total = f->item[f->n - 1].count;
	struct period month[MONTHS], p = period_at(PERIOD_MONTH, f->period.from);
	struct count count[MONTHS] = { 0 }, sum = { .carried = total->carried, .remaining = total->carried }, *c;
	const struct work *w;
	size_t i, n;

	if (f->period.kind != PERIOD_QUARTER && f->period.kind != PERIOD_HALF && f->period.kind != PERIOD_YEAR)
		return;
	for (n = 0; n < MONTHS && p.from <= f->period.to; p = period_shift(p, 1))
		month[n++] = p;
	for (w = r->work; w < r->work + r->nwork; w++)
		for (i = 0; i < n; i++)
			count_work(&count[i], w, month[i]);
	for (c = count; c < count + n; c++) {
		if (c->carried != sum.remaining)
			errx(1, "a month carries %ld tickets, but %ld remained of the one before", c->carried, sum.remaining);
		c->carried = 0;
		sum.remaining = 0;
		count_add(&sum, c);
	}
	if (!count_equal(&sum, total))
		errx(1, "the months do not add up to %s", total->name);
}

/* Adds a row for each 大分類, one for tickets that the catalogue does not know, if any, and the total. */
static void
fill_summary(struct report *r, struct filled *f)
{
	const struct catalog *c = r->ground.catalog;
	size_t *place = memory_zeros(c->n + 1, sizeof(*place)), n, i;
	const struct activity *a;
	const struct work *w;
	struct count one;

	report_read_work(r);
	f->count = memory_zeros(c->n + 2, sizeof(*f->count));
	n = number_majors(c, place, f->count);
	f->count[n].name = "（目録にない）";
	f->count[n + 1].name = "合計";
	for (w = r->work; w < r->work + r->nwork; w++) {
		one = (struct count){ 0 };
		count_work(&one, w, f->period);
		if (count_equal(&one, &nothing))
			continue;
		a = work_activity(r, w);
		count_add(&f->count[a == NULL ? n : place[a - c->activity]], &one);
		count_add(&f->count[n + 1], &one);
	}
	for (i = 0; i < n + 2; i++)
		if (i != n || !count_equal(&f->count[i], &nothing))
			filled_add(f, (struct item){ .count = &f->count[i] });
	free(place);
	check_months(r, f);
}

static const char *
text_major(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return x->count->name;
}

#define NUMBER(name) static const char * \
text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	(void)r; \
	return arena_format(arena, "%ld", x->count->name); \
}

NUMBER(carried)
NUMBER(opened)
NUMBER(closed)
NUMBER(canceled)
NUMBER(remaining)

static const struct table_column columns[] = {
	{ "major", text_major }, { "carried", text_carried }, { "opened", text_opened },
	{ "closed", text_closed }, { "canceled", text_canceled }, { "remaining", text_remaining },
};

const struct table table_summary = {
	TABLE_FORM("summary", "carried + opened - closed - canceled = remaining"),
	TABLE_COLUMNS(columns), .fill = fill_summary, .check = check_summary,
};
