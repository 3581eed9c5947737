/* schedule.h - dates from a rule such as 第5営業日 and a period */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SCHEDULE_H
#define SOW_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>

#include "period.h"
#include "calendar.h"

/*
 * 金曜 Fri · 第5営業日 bd5 · 最終営業日 bd-1 · 最終営業日の3営業日前 bd-1 -3bd ·
 * 25日 day25 · 末日 last-day · 第2火曜 tue2 · 2027/03/31 60日前 -60d; before that
 * 9月・3月 sep mar and 翌週 翌期 翌年度 next (the period after) or 翌月 next-month
 * (the month after the named one, else after the last of the period); after that
 * 前倒し preceding, 後ろ倒し following, 当日 none, 期限 deadline. 隔週 is every 14 days
 * from the week in which the activity first begins (else Monday 1970-01-05).
 */
enum rule { RULE_BUSINESS, RULE_DAY, RULE_WEEKDAY, RULE_DATE };
enum shift { SHIFT_BACK, SHIFT_FORTH, SHIFT_NONE };
enum next { NEXT_NONE, NEXT_MONTH, NEXT_PERIOD };
struct schedule {
	enum rule rule;
	int n;           /* BUSINESS: the n-th, -1 the last; DAY: 1..31, 31 the last;
	                    WEEKDAY: the n-th of the week or month */
	int weekday;
	int before;      /* this many business days before it (DATE: days) */
	int date;        /* DATE: a day, of which only month and day count */
	enum next next;  /* 翌月: in the month after, 翌期: in the period that follows */
	unsigned months; /* bit m: month m of a quarter, half or year; 0: the last one */
	enum shift shift;
	bool deadline;   /* 期限: a date that the contract sets */
};
struct due {
	int nominal, due; /* days; due is nominal, moved to an open day */
	struct period in; /* the days that the rule names */
	bool none;        /* the period has no open day, so there is nothing to do */
};

/* On false, *bad points at the word not understood, or is NULL when the rule does not suit the kind. */
bool schedule_parse(const char *, enum period_kind, struct schedule *, const char **bad);
/* Copies the word at bad to buf; returns its position in the text, in characters from 1. */
size_t schedule_word(const char *text, const char *bad, char *buf, size_t size);
/* The days that the rule names: the week, the month or the year. It is due on one that is open, if any. */
struct period schedule_span(const struct schedule *, struct period);
/* The day on which it is due; exits 1 where the calendar has no data. */
struct due schedule_due(const struct schedule *, struct period, const struct calendar *);

#endif
