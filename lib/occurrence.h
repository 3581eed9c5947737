/* occurrence.h - activities x periods, joined with tickets */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OCCURRENCE_H
#define SOW_OCCURRENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "period.h"
#include "calendar.h"
#include "schedule.h"
#include "catalog.h"
#include "ticket.h"

enum state {
	WAIVED, DONE, LATE, NOT_APPLICABLE, OVERDUE, MISSED, BEHIND, OPEN, DUE, UPCOMING,
};
struct occurrence {
	const struct activity *activity; /* the revision whose rule holds */
	char key[PERIOD_TEXT + 32];      /* S09-01@2026-09 */
	struct period period;
	struct due when;
	int deadline;
	bool clamped;                    /* due moved to the contract's last open day */
	char *title;                     /* in the plan's arena */
	const struct ticket *ticket;     /* or NULL */
	int lead;                        /* of its group */
	enum state state;
};
struct plan {
	const struct catalog *catalog;
	const struct calendar *calendar;
	struct period term;              /* the contract */
	struct tickets *tickets;
	int today, lead;                 /* lead < 0: each activity's own */
	struct occurrence *occurrence;   /* n of them, by due date, title, key */
	size_t n;
	struct arena arena;
};

const char *state_name(enum state);
/* Fills the plan with every occurrence due in the span. */
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
