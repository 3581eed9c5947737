/* sow-report-span.c - the days that a layout reports on */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

#define NAMED "月曜から"
#define MEETINGS "前回の開催日の翌日から開催日まで"
enum { AROUND = 10 }; /* how many periods are searched for the meeting before or after */

/* The due date, as people see it, of the activity's occurrence in the period; DAY_MIN if there is
 * none. */
static int
meeting_in(const struct edition *e, struct period p)
{
	struct plan plan = plan_open(e->report->ground, e->report->tickets, option_day(e->report->options));
	char text[PERIOD_TEXT], *key;
	const struct occurrence *x;
	int day;

	key = memory_format("%s@%s", e->activity, period_text(p, text));
	x = plan_find(&plan, key);
	day = x == NULL ? DAY_MIN : x->due;
	plan_free(&plan);
	free(key);
	return day;
}

/* The meeting of the nearest period before p (step -1) or after it (step 1) that has one, or DAY_MIN. */
static int
meeting_beside(const struct edition *e, struct period p, int step)
{
	int day = DAY_MIN, i;

	for (i = 0; i < AROUND && day == DAY_MIN; i++) {
		p = period_shift(p, step);
		day = meeting_in(e, p);
	}
	return day;
}

struct period
edition_period(const struct edition *e, int shift)
{
	struct period p = period_shift(e->named, shift);
	int day, before;

	if (!e->meetings)
		return p;
	day = meeting_in(e, p);
	before = meeting_beside(e, p, -1);
	return (struct period){ PERIOD_SPAN, before == DAY_MIN ? p.from : before + 1, day == DAY_MIN ? p.to : day };
}

bool
edition_begins(struct edition *e, char *const *cell, size_t n)
{
	const char *rule = n > 1 ? cell[1] : "";

	if (strcmp(cell[0], "期間") != 0 || strchr(rule, '{') != NULL)
		return false;
	if (e->path != NULL && strcmp(rule, NAMED) != 0 && strcmp(rule, MEETINGS) != 0)
		errx(1, "%s:%zu: 期間: %s or %s, not '%s'", e->path, e->line, NAMED, MEETINGS, rule);
	e->meetings = strcmp(rule, MEETINGS) == 0;
	e->activity = n > 2 ? cell[2] : "";
	if (e->meetings && *e->activity == '\0')
		errx(1, "%s:%zu: 期間: of which activity? (its id in the third cell, such as S03-01)", e->path, e->line);
	if (e->meetings && catalog_nearest(e->report->ground.catalog, e->activity, e->named.to) == NULL)
		errx(1, "%s:%zu: 期間: the catalogue has no activity %s", e->path, e->line, e->activity);
	return true;
}

void
edition_open(struct edition *e)
{
	char text[PERIOD_TEXT];

	e->meeting = e->next = DAY_MIN;
	if (*e->activity != '\0') {
		e->meeting = meeting_in(e, e->named);
		e->next = meeting_beside(e, e->named, 1);
	}
	if (e->meetings && e->meeting == DAY_MIN)
		errx(1, "-p: %s has no meeting in %s: name a period of its own, such as week-1", e->activity,
		    period_text(e->named, text));
	e->period = edition_period(e, 0);
}
