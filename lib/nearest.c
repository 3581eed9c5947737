/* nearest.c - the name that was probably meant */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "nearest.h"

/* Edits from one to the other: a byte inserted, deleted or replaced, or two neighbours swapped. */
static size_t
edit_distance(const char *a, const char *b)
{
	enum { LONGEST = 32 };
	size_t cost[LONGEST + 1][LONGEST + 1], n = strlen(a), m = strlen(b), i, j, least;

	if (n > LONGEST || m > LONGEST)
		return SIZE_MAX;
	for (i = 0; i <= n; i++)
		for (j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				cost[i][j] = i + j;
				continue;
			}
			least = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			least = cost[i - 1][j] + 1 < least ? cost[i - 1][j] + 1 : least;
			least = cost[i][j - 1] + 1 < least ? cost[i][j - 1] + 1 : least;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && cost[i - 2][j - 2] + 1 < least)
				least = cost[i - 2][j - 2] + 1;
			cost[i][j] = least;
		}
	return cost[n][m];
}

const char *
nearest_name(const char *typed, const char *const *names, size_t n)
{
	const char *best = NULL;
	size_t i, d, least = strlen(typed) / 2 + 1; /* that many edits make another word */

	for (i = 0; i < n; i++)
		if ((d = edit_distance(typed, names[i])) < least) {
			least = d;
			best = names[i];
		}
	return best;
}

void
no_such(const char *thing, const char *typed, const char *const *names, size_t n, const char *separator)
{
	const char *nearest = nearest_name(typed, names, n);
	size_t i;

	if (nearest != NULL)
		warnx("no %s '%s' (%s?); there are:", _(thing), typed, nearest);
	else
		warnx("no %s '%s'; there are:", _(thing), typed);
	for (i = 0; i < n; i++)
		fprintf(stderr, "%s%s", i == 0 ? "    " : separator, names[i]);
	fputc('\n', stderr);
	exit(2);
}
