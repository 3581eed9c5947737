/* sow-ticket-activity.c - find the activity that is meant */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

enum { LISTED = 43 };

static void
list_matches(const char *pattern, const struct activity *const *found, size_t n)
{
	size_t i;

	warnx("'%s' matches %zu activities:", pattern, n);
	for (i = 0; i < n && i < LISTED; i++)
		fprintf(stderr, "    %-8s %-9s %s：%s\n", found[i]->field[F_ID], found[i]->field[F_ALIAS],
		    found[i]->field[F_TITLE], found[i]->field[F_TASK]);
	exit(2);
}

/* Of several activities, prefers the one whose title begins with the words, such as インシデント. */
static const struct activity *
activity_titled(const char *pattern, const struct activity *const *found, size_t n)
{
	char *key = text_key(pattern), *title;
	const struct activity *one = NULL;
	size_t i, hits = 0;

	for (i = 0; i < n && i < LISTED; i++) {
		title = text_key(found[i]->field[F_TITLE]);
		if (strncmp(title, key, strlen(key)) == 0) {
			one = found[i];
			hits++;
		}
		free(title);
	}
	free(key);
	return hits == 1 ? one : NULL;
}

const char *
nearest_activity(const struct catalog *c, const char *id, int day)
{
	const char **ids = memory_zeros(c->n, sizeof(*ids)), *near;
	size_t i, n = 0;

	for (i = 0; i < c->n; i++)
		if (c->activity[i].from <= day && day <= c->activity[i].to)
			ids[n++] = c->activity[i].field[F_ID];
	near = nearest_name(id, ids, n);
	free(ids);
	return near;
}

const struct activity *
find_activity(const struct catalog *c, const char *pattern, int today)
{
	const struct activity *found[LISTED], *one;
	char narrow[128];
	size_t n;

	if (text_blank(pattern))
		errx(2, "which activity? (an id or alias; sow-list shows them)");
	if (!text_narrow(pattern, narrow, sizeof(narrow)))
		errx(2, "no activity matches that");
	if ((n = catalog_match(c, narrow, today, found, LISTED)) == 0)
		n = catalog_match(c, pattern, today, found, LISTED);
	if (n == 0)
		errx(2, "no activity matches '%s' (sow-list shows them)", pattern);
	if ((one = n == 1 ? found[0] : activity_titled(pattern, found, n)) == NULL)
		list_matches(pattern, found, n);
	/* The words may occur in the text of an activity that was not meant. */
	if (strcasecmp(narrow, one->field[F_ID]) != 0 && strcasecmp(narrow, one->field[F_ALIAS]) != 0)
		warnx("'%s' is %s %s", pattern, one->field[F_ID], one->field[F_TITLE]);
	return one;
}
