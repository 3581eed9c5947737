/* owed.h - what the contract owes of an activity in a period, and when */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OWED_H
#define SOW_OWED_H

#include <stdbool.h>

#include "period.h"
#include "team.h"
#include "calendar.h"
#include "schedule.h"
#include "contract.h"
#include "catalog.h"

/* What is owed rests on these alone, never on tickets. */
struct ground {
	struct catalog *catalog;
	struct calendar *calendar;
	struct contract *contract;
};

struct ground ground_open(const struct team *); /* every file is good, or exit 1 */
void ground_close(struct ground *);

enum edge { EDGE_NONE, EDGE_TERM, EDGE_VALIDITY };
struct owed {
	const struct activity *activity; /* the revision whose rule holds */
	struct due when;
	int deadline;
	enum edge moved; /* 翌…: due is the last open day before that edge */
	enum edge limit; /* the deadline is that edge, which comes before the period's end */
};

/* Is it an activity that has periods of that kind, in some revision? */
bool owed_kind(const struct catalog *, const char *id, enum period_kind);
/*
 * An activity is all rows with its id.  For a period, those count whose
 * frequency has its kind and whose validity touches it.  The rule is that of
 * (a) the one whose own due date lies in its own validity, the earliest of
 * several; (b) else the one in force on the period's last day, if one of them
 * was in force on that date; (c) else, for 翌… alone, the last one in force in
 * the period.  So a revision neither erases owed work nor asks for it twice.
 *
 * It is owed when the due date lies in a term.  翌… work keeps its date in the
 * term of its period, or one that follows without a gap; else it is due on the
 * last open day of its own term, and not owed where that lies before the
 * period.  The same holds for validities.  A date past the calendar's data
 * ends the program.
 */
bool owed_find(const struct ground *, const char *id, struct period, struct owed *);
/* The day by which it counts in coverage: its due date where that lies in its period, else (翌…) the
 * period's last day; so months add up to quarters, halves and years. */
int owed_counting_day(const struct owed *, struct period);
/* The first day that anything can be owed: of the first term, else of the first activity; DAY_MIN:
 * neither says one. */
int contract_start(const struct ground *);
/* The days on which it may be due, whichever revision gives the rule; false: none of them lies in
 * the span, or it has no key.  The calendar is asked of days near the span alone. */
bool owed_reach(const struct ground *, const char *id, struct period, struct period span, struct period *days);

#endif
