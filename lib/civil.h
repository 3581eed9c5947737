/* civil.h - days of the civil calendar, and dates and times as the programs write them */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CIVIL_H
#define SOW_CIVIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DAY_US INT64_C(86400000000)
#define SECOND_US INT64_C(1000000)
enum { DAY_MIN = -1000000, DAY_MAX = 10000000, DATE_TEXT = 48 };

int day_of(int y, int m, int d); /* a year from -8000 on */
void day_split(int day, int *y, int *m, int *d);
int day_weekday(int day); /* 0 is Monday */
int day_fiscal_year(int day); /* its year, which begins in April */
int month_days(int y, int m);
bool civil_valid(int y, int m, int d);
int time_day(int64_t us);

/* Reads the day of a date or moment in the form that the programs write: 2026-11-23, or that and T
 * (what follows is not read). Much faster than the parsers, which decide where this returns false. */
bool date_written(const char *, int *day);
/* The same for a moment, 2026-11-23T10:30:00 or that and .000000: returns how many bytes it read, 0 for none. */
size_t time_written(const char *, int64_t *us);
/* Writes the day with that character between its numbers: 2026-11-23. */
void day_put(int day, char between, char buf[DATE_TEXT]);
const char *time_text(int64_t us, bool micros, char buf[DATE_TEXT]); /* 2026-11-23T10:30:00 */

#endif
