/* catalog.h - sow.csv: the contract's activities */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CATALOG_H
#define SOW_CATALOG_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "arena.h"
#include "index.h"
#include "period.h"
#include "team.h"
#include "schedule.h"
#include "title.h"

enum frequency { ON_DEMAND, WEEKLY, BIWEEKLY, MONTHLY, QUARTERLY, HALF_YEARLY, YEARLY };
enum field {
	F_ID, F_NO, F_MAJOR, F_MIDDLE, F_MINOR, F_TITLE, F_TASK, F_FREQUENCY, F_TARGET,
	F_SCHEDULE, F_LEAD, F_APPROVAL, F_RESTRICTED, F_ALIAS, F_VALID_FROM, F_VALID_TO, F_NOTE, FIELDS,
};
/* One revision of an activity. */
struct activity {
	const char *const *cell; /* one for each column of the file */
	const char *field[FIELDS];
	enum frequency frequency;
	struct schedule schedule;
	struct title title;
	int lead;     /* days */
	int from, to; /* validity, inclusive */
	size_t line;
};
struct catalog {
	const char *path;
	const char *const *names; /* the file's columns, ncolumns of them */
	size_t ncolumns;
	struct activity *activity; /* n of them, in the file's order */
	size_t n;
	struct index by_id;        /* index in activity + 1, by the id in small letters */
	bool partial;              /* opened so, and */
	size_t bad_schedules;      /* that many are not understood */
	struct arena arena;
};

struct catalog *catalog_open(const struct team *); /* exits 1 on any bad row */
/* For tickets: a schedule that is not understood is told, and does not stop an incident. */
struct catalog *catalog_open_partial(const struct team *);
bool frequency_kind(enum frequency, enum period_kind *); /* false if on demand */
/* The revision in force on that day, or NULL. */
const struct activity *catalog_find(const struct catalog *, const char *id, int day);
/* The same, else the revision nearest to that day; NULL if there is no such id. */
const struct activity *catalog_nearest(const struct catalog *, const char *id, int day);
/* A cell that differs between the revisions in force on two days; one of them may be NULL. */
struct difference {
	const struct activity *was, *is;
	size_t column;
};
typedef void take_difference(void *, const struct catalog *, const struct difference *);
/* Calls take with every such cell, by activity; the dates of validity do not count. */
void catalog_compare(const struct catalog *, int from, int to, take_difference *take, void *);
/* Is the revision the last of its id in force in the period? */
bool activity_is_last(const struct catalog *, const struct activity *, struct period);
/* The activities in force on that day with this id, else with this alias, else with the words in
 * their id, categories, title, task, frequency or target. Puts at most max of them into found;
 * returns how many there are. */
size_t catalog_match(const struct catalog *, const char *pattern, int day,
    const struct activity **found, size_t max);
void catalog_close(struct catalog *);

/* Adds a target to a list such as SKYSEA・WSUS, unless it is empty or already there. */
void targets_join(struct bytes *, const char *target);

#endif
