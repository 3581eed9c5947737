/* occurrence.h - activities x periods, joined with tickets */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OCCURRENCE_H
#define SOW_OCCURRENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "period.h"
#include "ticket.h"
#include "parts.h"
#include "owed.h"

enum state {
	WAIVED, PARTIAL, DONE, LATE, NOT_APPLICABLE, OVERDUE, MISSED, BEHIND, OPEN, DUE, UPCOMING,
};
struct occurrence {
	struct owed owed;                /* the contract's: revision, nominal and due date, deadline */
	char key[PERIOD_TEXT + 32];      /* S09-01@2026-09 */
	struct period period;
	const struct ticket *ticket;     /* or NULL */
	int due;                         /* as people see it: a live ticket's own, else the contract's */
	char *title;                     /* the same of the title; in the plan's arena */
	int lead;                        /* of its group */
	enum state state;
};
struct plan {
	struct ground ground;
	struct tickets *tickets;         /* or NULL */
	struct parts *parts;             /* of the tickets, once one of them was done */
	int today, lead;                 /* lead < 0: each activity's own */
	int since;                       /* what had its deadline before is left out; DAY_MIN: nothing is */
	bool all_live;                   /* every live ticket that is due by the end of the span */

	struct occurrence *occurrence;   /* n of them, by due date, title, key */
	size_t n;
	struct stray {
		long long id;
		const char *key;
	} *stray;                        /* nstray of them: keys of live tickets that the contract lacks */
	size_t nstray;
	bool unknown;                    /* the span is open, and the calendar's data ended it */
	struct arena arena;
};

const char *state_name(enum state);
/* A plan of that day, without occurrences; tickets may be NULL. */
struct plan plan_open(struct ground, struct tickets *, int today);
/* Fills the plan with every occurrence whose date, as people see it, lies in the span. */
void plan_fill(struct plan *, struct period due);
/* The one occurrence of a key, NULL when the contract has none. */
const struct occurrence *plan_find(struct plan *, const char *key);
/* How many occurrences from i on are one ticket (title, due, state, ticket). */
size_t plan_group(const struct plan *, size_t i, bool each);
/* Their keys, and their targets, as one cell in the arena. */
const char *group_keys(const struct occurrence *, size_t n, struct arena *);
const char *group_targets(const struct occurrence *, size_t n, struct arena *);
void plan_free(struct plan *);

#endif
