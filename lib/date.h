/* date.h - dates as people write them, 和暦, the only clock */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DATE_H
#define SOW_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "civil.h"

/* 2026-11-23, 2026/11/23, 2026年11月23日, 令和8年11月23日, R8.11.23; 2026年11月, 令和8年11月, 令和8年 */
enum date_style {
	DATE_ISO, DATE_SLASH, DATE_KANJI, DATE_ERA, DATE_ERA_SHORT, DATE_MONTH, DATE_ERA_MONTH, DATE_ERA_YEAR,
};

const char *weekday_name(int weekday); /* 月 */
bool weekday_parse(const char *, int *); /* 月 月曜 月曜日 mon */

/* Reads 令和8 or R8 at *s and moves past it. */
bool era_year(const char **s, int *year, int *era);
bool era_holds(int era, int day);

/* 2026-11-23 2026/11/23 11/23 (the nearest) 令和8年11月23日 R8.11.23 today 昨日
 * fri (of this week). With today DAY_MIN, for dates in files, only a form that
 * has its year is a date; the same holds for periods. */
bool date_parse(const char *, int today, int *day);
bool date_parse_careful(const char *, int today, int *day); /* the same, without what is fast; tests compare them */
/* Is the text a date that is none only because its weekday, in (), is that of another day? */
bool date_weekday_of(const char *, int today, int *day);
/* A date, a time (10:30, of today) or both: 2026-11-23T10:30. */
bool time_parse(const char *, int today, int64_t *us);
bool time_parse_careful(const char *, int today, int64_t *us); /* the same */
const char *date_text(int day, enum date_style, char buf[DATE_TEXT]);
const char *date_weekday_text(int day, enum date_style, char buf[DATE_TEXT]); /* the same and （火） */
/* Now: SOW_NOW, else the system's clock; today, unless NULL, replaces the day. False: not a date. */
bool clock_read(const char *today, int64_t *us);

#endif
