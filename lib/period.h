/* period.h - named spans of days */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_PERIOD_H
#define SOW_PERIOD_H

#include <stdbool.h>

enum { PERIOD_TEXT = 64 };
enum period_kind {
	PERIOD_SPAN, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR,
};
struct period {
	enum period_kind kind;
	int from, to; /* days, inclusive */
};

/* 2026-W48 2026-11 FY2026H1 FY2026 2026年11月 2026年度上期 week-1 先月 11月, a date,
 * and A..B of these, where either side may be missing (DAY_MIN, DAY_MAX). */
bool period_parse(const char *, int today, struct period *);
struct period period_at(enum period_kind, int day);
struct period period_shift(struct period, int n);
const char *period_text(struct period, char buf[PERIOD_TEXT]);
/* The same in 和暦, as in a report: 令和8年11月, 令和8年度上期, R8.11.23～R8.11.29. */
const char *period_formal(struct period, char buf[PERIOD_TEXT]);

#endif
