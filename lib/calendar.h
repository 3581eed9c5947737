/* calendar.h - which days are open */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CALENDAR_H
#define SOW_CALENDAR_H

#include <stdbool.h>

#include "period.h"
#include "team.h"

struct calendar *calendar_open(const struct team *);
/* Why the day is closed, NULL when it is open; a day past the data ends the program. */
const char *calendar_closed(const struct calendar *, int day);
struct period calendar_range(const struct calendar *); /* the days the data speaks of */
/* The n-th open day of from..to, from the end when n is negative; false: too few. */
bool calendar_nth(const struct calendar *, int from, int to, int n, int *day);
void calendar_close(struct calendar *);

#endif
