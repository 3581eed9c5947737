/* lookup.c - the search for a ticket: by key, ref, part, due date, or what a person typed */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "index.h"
#include "text.h"
#include "date.h"
#include "period.h"
#include "key.h"
#include "status.h"
#include "catalog.h"
#include "row.h"
#include "tickets.h"
#include "ticket.h"
#include "lookup.h"

/* ---- names: keys, refs, parts ---- */

/* Refs and parts share the index with the keys, which have no space in them. */
static char *
ref_name(const char *ref)
{
	char *name;

	name = memory_format("ref %s", ref);
	return name;
}

static char *
part_name(long long parent, const char *part)
{
	char *name;

	name = memory_format("part %lld %s", parent, part);
	return name;
}

static void
add_name(struct tickets *ts, char *name, uint32_t number)
{
	index_add(&ts->index, name, number);
	free(name);
}

/* Adds every name the ticket has now; whether a name still counts is checked when it is looked up. */
static void
index_ticket(struct tickets *ts, const struct ticket *t)
{
	uint32_t number = (uint32_t)(t - ts->ticket) + 1;
	const char *keys, *ref, *part;
	char *key;

	if (!t->occurs && !t->named)
		return;
	keys = ticket_cell(ts, t, L_KEYS);
	ref = ticket_cell(ts, t, L_REF);
	part = ticket_cell(ts, t, L_PART);
	if (*ref != '\0')
		add_name(ts, ref_name(ref), number);
	if (*part != '\0')
		add_name(ts, part_name(ticket_parent(ts, t), part), number);
	for (; t->occurs && (key = key_next(&keys)) != NULL; )
		if (key_is_occurrence(key))
			add_name(ts, key, number);
		else
			free(key);
}

static void
bring_up_to_date(struct tickets *ts)
{
	size_t i;

	for (i = 0; !ts->indexed && i < ts->n; i++)
		index_ticket(ts, &ts->ticket[i]);
	for (i = 0; i < ts->nfresh; i++)
		index_ticket(ts, &ts->ticket[ts->fresh[i]]);
	ts->nfresh = 0;
	ts->indexed = true;
}

/* What is looked for: a key, a ref, or a part of that parent. */
struct wanted {
	const char *word;
	long long parent;
	bool (*holds)(const struct tickets *, const struct ticket *, const struct wanted *);
};

/* The ticket of that name for which wanted.holds; of several, the one whose last row is the latest. */
static struct ticket *
by_name(struct tickets *ts, const char *name, struct wanted wanted)
{
	struct ticket *t, *found = NULL;
	size_t cursor = 0;
	uint32_t number;

	bring_up_to_date(ts);
	while ((number = index_next(&ts->index, name, &cursor)) != 0) {
		t = &ts->ticket[number - 1];
		if ((found == NULL || t->row > found->row) && wanted.holds(ts, t, &wanted))
			found = t;
	}
	return found;
}

static bool
holds_key(const struct tickets *ts, const struct ticket *t, const struct wanted *wanted)
{
	return t->status != T_CANCELED && t->status != T_VOID && keys_hold(ticket_cell(ts, t, L_KEYS), wanted->word);
}

static bool
holds_ref(const struct tickets *ts, const struct ticket *t, const struct wanted *wanted)
{
	return t->status != T_VOID && strcmp(ticket_cell(ts, t, L_REF), wanted->word) == 0;
}

static bool
is_part(const struct tickets *ts, const struct ticket *t, const struct wanted *wanted)
{
	return t->status != T_VOID && t->status != T_CANCELED && ticket_parent(ts, t) == wanted->parent &&
	    strcmp(ticket_cell(ts, t, L_PART), wanted->word) == 0;
}

struct ticket *
tickets_by_key(struct tickets *ts, const char *key)
{
	return by_name(ts, key, (struct wanted){ key, 0, holds_key });
}

struct ticket *
tickets_by_ref(struct tickets *ts, const char *ref)
{
	char *name = ref_name(ref);
	struct ticket *t = by_name(ts, name, (struct wanted){ ref, 0, holds_ref });

	free(name);
	return t;
}

struct ticket *
tickets_by_part(struct tickets *ts, long long parent, const char *part)
{
	char *name = part_name(parent, part);
	struct ticket *t = by_name(ts, name, (struct wanted){ part, parent, is_part });

	free(name);
	return t;
}

/* ---- by due date ---- */

static int
compare_days(const void *a, const void *b)
{
	const struct timetable *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return x->ticket < y->ticket ? -1 : x->ticket > y->ticket;
}

static void
sort_by_due(struct tickets *ts)
{
	const struct ticket *t;
	int64_t us;

	ts->ndue = 0;
	ts->timed = true;
	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (!status_live(t->status) || !time_parse(ticket_cell(ts, t, L_DUE), DAY_MIN, &us))
			continue;
		ts->due = array_grow(ts->due, ts->ndue, sizeof(*ts->due));
		ts->due[ts->ndue++] = (struct timetable){ time_day(us), (uint32_t)(t - ts->ticket) };
	}
	if (ts->ndue > 0)
		qsort(ts->due, ts->ndue, sizeof(*ts->due), compare_days);
}

/* The index of the first one due on that day or later. */
static size_t
first_due(const struct tickets *ts, int day)
{
	size_t low = 0, high = ts->ndue, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (ts->due[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct timetable *
tickets_due(struct tickets *ts, struct period span, size_t *n)
{
	size_t from;

	if (!ts->timed)
		sort_by_due(ts);
	from = first_due(ts, span.from);
	*n = (span.to == DAY_MAX ? ts->ndue : first_due(ts, span.to + 1)) - from;
	return *n == 0 ? NULL : ts->due + from;
}

/* ---- by what a person typed ---- */

static struct ticket *
by_number(const struct tickets *ts, int year, int number)
{
	size_t i;

	for (i = 0; i < ts->n; i++)
		if (ts->ticket[i].number == (uint32_t)number && day_fiscal_year(ticket_opened(&ts->ticket[i])) == year)
			return &ts->ticket[i];
	return NULL;
}

struct ticket *
tickets_parse(struct tickets *ts, const char *text)
{
	static const char by_ref[] = "ref:";
	char narrow[64];
	const char *s = narrow, *error;
	int year, number, n = 0;
	long long id;

	if (strncmp(text, by_ref, strlen(by_ref)) == 0)
		return tickets_by_ref(ts, text + strlen(by_ref));
	if (text_narrow(text, narrow, sizeof(narrow))) {
		s += *s == '#';
		id = strtonum(s, 1, INT64_MAX, &error);
		if (error == NULL)
			return tickets_find(ts, id);
		if (sscanf(s, "%4d-%d%n", &year, &number, &n) == 2 && s[n] == '\0')
			return by_number(ts, year, number);
	}
	return tickets_by_ref(ts, text);
}

const struct activity *
key_activity(const struct catalog *c, const char *keys, const char *opened)
{
	const struct activity *a;
	char *key = key_next(&keys);
	int64_t us;

	if (key == NULL)
		return NULL;
	key[strcspn(key, "@")] = '\0';
	a = time_parse(opened, DAY_MIN, &us) ? catalog_find(c, key, time_day(us)) : NULL;
	free(key);
	return a;
}
