/* calendar.h - the days that are open */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CALENDAR_H
#define SOW_CALENDAR_H

#include <stdbool.h>

#include "period.h"
#include "team.h"

struct calendar *calendar_open(const struct team *); /* exits 1 on a bad file */
/* Why the day is closed, or NULL when it is open; exits 1 for a day that the data does not cover. */
const char *calendar_closed(const struct calendar *, int day);
struct period calendar_range(const struct calendar *); /* from the first to the last day of the data */
/* The n-th open day of from..to, from the end when n is negative; false when there are too few. */
bool calendar_nth(const struct calendar *, int from, int to, int n, int *day);
void calendar_close(struct calendar *);

#endif
