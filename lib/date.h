/* date.h - civil dates, 和暦, the only clock */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DATE_H
#define SOW_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define DAY_US INT64_C(86400000000)
enum { DAY_MIN = -1000000, DAY_MAX = 10000000, DATE_TEXT = 48 };
enum date_style { DATE_ISO, DATE_SLASH, DATE_KANJI, DATE_ERA, DATE_MONTH }; /* 2026年11月 */

int day_of(int y, int m, int d);
void day_split(int day, int *y, int *m, int *d);
int day_weekday(int day); /* 0 is Monday */
int day_fiscal_year(int day); /* from April */
int month_days(int y, int m);
bool civil_valid(int y, int m, int d);
const char *weekday_name(int weekday); /* 月 */
bool weekday_parse(const char *, int *); /* 月 月曜 月曜日 mon */

/* Reads 令和8 or R8 at *s and moves behind it. */
bool era_year(const char **s, int *year, int *era);
bool era_holds(int era, int day);

/* 2026-11-23 2026/11/23 11/23 (the nearest) 令和8年11月23日 R8.11.23 today 昨日
 * fri (of this week). With today DAY_MIN, for dates in files, only forms with
 * their year are dates; the same holds for periods. */
bool date_parse(const char *, int today, int *day);
/* The day of a date or moment in the one form in which they are written: 2026-11-23, perhaps
 * with T and a clock. Much faster than the parsers, whose word is final. */
bool date_written(const char *, int *day);
/* A date, a clock (10:30, today) or both: 2026-11-23T10:30. */
bool time_parse(const char *, int today, int64_t *us);
int time_day(int64_t us);
const char *date_text(int day, enum date_style, char buf[DATE_TEXT]);
const char *date_weekday_text(int day, enum date_style, char buf[DATE_TEXT]); /* and （火） */
const char *time_text(int64_t us, bool micros, char buf[DATE_TEXT]); /* 2026-11-23T10:30:00 */
/* Now: SOW_NOW, else the system's clock; today (may be NULL) replaces the day. */
bool clock_read(const char *today, int64_t *us);

#endif
