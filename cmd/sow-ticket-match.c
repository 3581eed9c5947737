/* sow-ticket-match.c - the work that a title of an old ledger is about */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

void
match_say(struct match *m, const char *data, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(m->reason, sizeof(m->reason), data, ap);
	va_end(ap);
	va_start(ap, format);
	vsnprintf(m->told, sizeof(m->told), _(format), ap);
	va_end(ap);
}

static void
add_key(struct match *m, const char *key)
{
	if (*m->keys != '\0')
		strlcat(m->keys, " ", sizeof(m->keys));
	strlcat(m->keys, key, sizeof(m->keys));
}

/* システム設定申請（ApexOne） belongs to the activities for which the SOW fixes that target. */
static bool
names_target(const struct activity *a, const char *title)
{
	char *value[PLACES] = { 0 };
	bool same = false;
	size_t i;

	if (title_match(&a->title, title, value) && *a->field[F_TARGET] != '\0')
		same = (value[PLACE_SOFT] != NULL && strcmp(value[PLACE_SOFT], a->field[F_TARGET]) == 0) ||
		    (value[PLACE_LOG] != NULL && strcmp(value[PLACE_LOG], a->field[F_TARGET]) == 0);
	for (i = 0; i < PLACES; i++)
		free(value[i]);
	return same;
}

/* Keeps the activities whose target the title names or, if there are none, all that share its template. */
static void
match_work(struct match *m, const struct catalog *c, const char *title, int day)
{
	const struct activity *a;
	int pass;

	for (pass = 0; pass < 2 && m->n == 0; pass++)
		for (a = c->activity; a < c->activity + c->n; a++)
			if (a->frequency == ON_DEMAND && a->from <= day && day <= a->to &&
			    (pass == 0 ? names_target(a, title) : title_fits(&a->title, title))) {
				add_key(m, a->field[F_ID]);
				m->n++;
			}
}

/* A title with a date names its period; one without a date comes again in every 年度. */
static bool
is_of_year(const struct occurrence *o, int day)
{
	const struct title *t = &o->owed.activity->title;
	size_t i;

	for (i = 0; i < t->n; i++)
		if (t->part[i] == PLACE_MONTH || t->part[i] == PLACE_DAY)
			return true;
	return day_fiscal_year(o->owed.when.due) == day_fiscal_year(day);
}

/* ---- the occurrences of a plan, by their titles ---- */

/* The first of those with that title: its number from 1, or 0 for none. */
static size_t
title_first(const struct titles *x, const char *title)
{
	size_t cursor = 0, number;

	while ((number = index_next(&x->index, title, &cursor)) != 0)
		if (strcmp(x->plan->occurrence[number - 1].title, title) == 0)
			return number;
	return 0;
}

struct titles
titles_open(const struct plan *plan)
{
	struct titles x = { .plan = plan, .next = memory_zeros(plan->n + 1, sizeof(*x.next)) };
	size_t *last = memory_zeros(plan->n + 1, sizeof(*last)), i, first;

	for (i = 1; i <= plan->n; i++) {
		if ((first = title_first(&x, plan->occurrence[i - 1].title)) != 0)
			x.next[last[first]] = i;
		else
			index_add(&x.index, plan->occurrence[(first = i) - 1].title, (uint32_t)i);
		last[first] = i;
	}
	free(last);
	return x;
}

void
titles_free(struct titles *x)
{
	index_free(&x->index);
	free(x->next);
}

/* Only the target tells apart activities that share a title, such as the monthly checks. */
static void
match_occurrences(struct match *m, const struct titles *x, const char *title, const char *target, int day)
{
	const struct occurrence *o;
	size_t before = m->n, i;
	int pass;

	for (pass = *target == '\0'; pass < 2 && m->n == before; pass++)
		for (i = title_first(x, title); i != 0; i = x->next[i]) {
			o = &x->plan->occurrence[i - 1];
			if (!is_of_year(o, day) || (pass == 0 && strcmp(o->owed.activity->field[F_TARGET], target) != 0))
				continue;
			if (m->n++ < KEYS)
				add_key(m, o->key);
		}
}

static void
match_suggest(struct match *m, const struct catalog *c, const char *title, int day)
{
	const struct activity *a;
	char *better;

	for (a = c->activity; a < c->activity + c->n && m->n == 0; a++) {
		if (a->from > day || day > a->to || (better = title_suggest(&a->title, title)) == NULL)
			continue;
		match_say(m, "全角・半角などの違い：%s", "the title differs in width or the like from %s", better);
		free(better);
		m->n = 2;
	}
	if (m->n == 0)
		match_say(m, "どの件名の型にも合わない%.0s",
		    "'%s' fits no title of the contract (import -n -O FILE prints such rows: fill in keys, and import FILE)", title);
}

bool
match_title(struct match *m, const struct titles *x, const char *title, const char *target, int day)
{
	match_work(m, x->plan->ground.catalog, title, day);
	match_occurrences(m, x, title, target, day);
	if (m->n == 1)
		return true;
	if (m->n > 1)
		match_say(m, "候補が複数：%s", "the title is that of %s (a column keys or target says which)", m->keys);
	else
		match_suggest(m, x->plan->ground.catalog, title, day);
	*m->keys = '\0';
	return false;
}
