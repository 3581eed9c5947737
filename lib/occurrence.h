/* occurrence.h - activities x periods, joined with tickets */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OCCURRENCE_H
#define SOW_OCCURRENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "period.h"
#include "tickets.h"
#include "parts.h"
#include "owed.h"

enum state {
	WAIVED, PARTIAL, DONE, LATE, NOT_APPLICABLE, OVERDUE, MISSED, BEHIND, OPEN, DUE, UPCOMING,
};
struct occurrence {
	struct owed owed;                /* by the contract: revision, nominal and due date, deadline */
	char key[PERIOD_TEXT + 32];      /* S09-01@2026-09 */
	struct period period;
	const struct ticket *ticket;     /* or NULL */
	int due;                         /* the live ticket's own due date, else the contract's */
	char *title;                     /* the live ticket's own, else the contract's */
	int lead;                        /* the longest of its group, unless the plan has one */
	enum state state;
};
struct plan {
	struct ground ground;
	struct tickets *tickets;         /* or NULL */
	struct parts *parts;             /* of the tickets; NULL until it is needed */
	int today, lead;                 /* lead < 0: that of the activities */
	int since;                       /* leaves out earlier deadlines; DAY_MIN: none */
	enum { LIVE_WITHIN, LIVE_BEFORE, LIVE_ALL } live; /* adds live tickets due within the span, before it, too, or ever */

	struct occurrence *occurrence;   /* n of them, by due date, title, state, ticket */
	size_t n;
	struct stray {
		long long id;
		const char *key;
	} *stray;                        /* the nstray keys of live tickets that the contract lacks */
	size_t nstray;
	bool unknown;                    /* something may be due where the data has ended */
	struct arena arena;
};

const char *state_name(enum state);
/* A plan for that day, without occurrences; tickets may be NULL. */
struct plan plan_open(struct ground, struct tickets *, int today);
/* Adds every occurrence whose due date, as people see it, lies in the span. */
void plan_fill(struct plan *, struct period due);
/* Adds every occurrence that is owed and counts in the period (owed_counting_day), whatever tickets say. */
void plan_fill_owed(struct plan *, struct period);
/* Whether the contract owes an occurrence of that key.  The plan is not filled. */
bool plan_owes(struct plan *, const char *key);
/* The occurrence of a key, or NULL if the contract has none.  Fills the plan with its day. */
const struct occurrence *plan_find(struct plan *, const char *key);
/* Do they have one title and one date, and so one ticket? */
bool occurrence_same_work(const struct occurrence *, const struct occurrence *);
int plan_ledger_start(const struct plan *); /* the day of the ledger's first row; today if it is empty */
/* Tells how many occurrences were missed before the ledger began, if any were. */
void plan_tell_before(const struct plan *);
void plan_tell(const struct plan *); /* on stderr, if something is unknown */
void plan_free(struct plan *);

#endif
