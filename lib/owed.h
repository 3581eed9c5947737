/* owed.h - what is owed for an activity in a period, and when */
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

struct ground ground_open(const struct team *); /* exits 1 on a bad file */
void ground_close(struct ground *);

enum edge { EDGE_NONE, EDGE_TERM, EDGE_VALIDITY };
struct owed {
	const struct activity *activity; /* the revision whose rule applies */
	struct due when;
	int deadline;
	enum edge moved; /* 翌…: due was moved to the last open day before it */
	enum edge limit; /* the deadline is that edge, before the period ends */
};

/* Whether some revision of the activity has periods of that kind. */
bool owed_kind(const struct catalog *, const char *id, enum period_kind);
/*
 * An activity is all rows with its id.  For a period, those rows count whose
 * frequency is of its kind and whose validity touches it.  The rule is that of
 * (a) the row whose own due date lies in its own validity, the earliest if
 * there are several; (b) else the row in force on the last day of the period,
 * if one of the rows is in force on its due date; (c) else, only for 翌…, the
 * last row in force in the period.  So a revision neither erases owed work nor
 * asks for it twice.
 *
 * It is owed when the due date lies in a term.  翌… work keeps its date if that
 * lies in the term of its period, or in one that follows without a gap; else it
 * is due on the last open day of its own term, and is not owed if that lies
 * before the period.  The same holds for validities.  A date that the calendar
 * does not cover ends the program.
 */
bool owed_find(const struct ground *, const char *id, struct period, struct owed *);
/* The day by which work counts in coverage: its due date if that lies in its period, else (翌…) the
 * last day of the period, so that months add up to quarters, halves and years. */
int owed_counting_day(const struct owed *, struct period);
/* The first day on which anything can be owed: that of the first term or, if the term has none, of
 * the earliest activity.  DAY_MIN if that has none either. */
int contract_start(const struct ground *);
/* The days on which the work may be due, whichever revision gives the rule.  Returns false if none
 * lies in the span, or no row counts.  The calendar is asked only about days near the span. */
bool owed_reach(const struct ground *, const char *id, struct period, struct period span, struct period *days);

#endif
