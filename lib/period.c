/* period.c - weeks, months, halves and fiscal years, as a person writes them */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "date.h"
#include "period.h"

struct period
period_at(enum period_kind kind, int day)
{
	struct period p = { kind, day, day };
	int y, m, d, months = 1;

	day_split(day, &y, &m, &d);
	switch (kind) {
	case PERIOD_SPAN:
		return p;
	case PERIOD_WEEK:
		p.from = day - day_weekday(day);
		p.to = p.from + 6;
		return p;
	case PERIOD_MONTH:
		break;
	case PERIOD_QUARTER:
		months = 3;
		break;
	case PERIOD_HALF:
		months = 6;
		break;
	case PERIOD_YEAR:
		months = 12;
		break;
	}
	/* Periods of several months count from April. */
	m = m - 1 - ((m - 1 + 9) % 12) % months;
	y += m < 0 ? -1 : 0;
	m = (m + 12) % 12;
	p.from = day_of(y, m + 1, 1);
	p.to = day_of(y + (m + months) / 12, (m + months) % 12 + 1, 1) - 1;
	return p;
}

struct period
period_shift(struct period p, int n)
{
	int length = p.to - p.from + 1;

	if (p.kind == PERIOD_SPAN || p.kind == PERIOD_WEEK) {
		p.from += n * length;
		p.to += n * length;
		return p;
	}
	for (; n > 0; n--)
		p = period_at(p.kind, p.to + 1);
	for (; n < 0; n++)
		p = period_at(p.kind, p.from - 1);
	return p;
}

const char *
period_text(struct period p, char buf[PERIOD_TEXT])
{
	char from[DATE_TEXT], to[DATE_TEXT];
	int y, m, d, fy = day_fiscal_year(p.from);

	switch (p.kind) {
	case PERIOD_WEEK: /* ISO 8601: the year is that of the Thursday */
		day_split(p.from + 3, &y, &m, &d);
		snprintf(buf, PERIOD_TEXT, "%04d-W%02d", y, (p.from + 3 - day_of(y, 1, 1)) / 7 + 1);
		break;
	case PERIOD_MONTH:
		day_split(p.from, &y, &m, &d);
		snprintf(buf, PERIOD_TEXT, "%04d-%02d", y, m);
		break;
	case PERIOD_QUARTER:
		day_split(p.from, &y, &m, &d);
		snprintf(buf, PERIOD_TEXT, "FY%04dQ%d", fy, (m + 8) % 12 / 3 + 1);
		break;
	case PERIOD_HALF:
		day_split(p.from, &y, &m, &d);
		snprintf(buf, PERIOD_TEXT, "FY%04dH%d", fy, m == 4 ? 1 : 2);
		break;
	case PERIOD_YEAR:
		snprintf(buf, PERIOD_TEXT, "FY%04d", fy);
		break;
	case PERIOD_SPAN:
		snprintf(buf, PERIOD_TEXT, "%s..%s", date_text(p.from, DATE_ISO, from),
		    date_text(p.to, DATE_ISO, to));
		break;
	}
	return buf;
}

/* week, month+1, 今週, 先月: a word, perhaps with a count. */
static bool
scan_relative(const char *s, int today, struct period *p)
{
	static const struct {
		const char *word;
		enum period_kind kind;
		int shift;
		bool counts;
	} words[] = {
		{ "week", PERIOD_WEEK, 0, true }, { "month", PERIOD_MONTH, 0, true },
		{ "quarter", PERIOD_QUARTER, 0, true }, { "half", PERIOD_HALF, 0, true },
		{ "fy", PERIOD_YEAR, 0, true },
		{ "今週", PERIOD_WEEK, 0, false }, { "先週", PERIOD_WEEK, -1, false },
		{ "来週", PERIOD_WEEK, 1, false }, { "今月", PERIOD_MONTH, 0, false },
		{ "先月", PERIOD_MONTH, -1, false }, { "来月", PERIOD_MONTH, 1, false },
		{ "今期", PERIOD_HALF, 0, false }, { "今年度", PERIOD_YEAR, 0, false },
		{ "昨年度", PERIOD_YEAR, -1, false }, { "来年度", PERIOD_YEAR, 1, false },
	};
	size_t i, n;
	char *end;
	long shift;

	if (today == DAY_MIN)
		return false;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		n = strlen(words[i].word);
		if (strncasecmp(s, words[i].word, n) != 0)
			continue;
		shift = words[i].shift;
		end = (char *)(uintptr_t)s + n;
		if (words[i].counts && (*end == '+' || *end == '-') && end[1] >= '0' && end[1] <= '9')
			shift = strtol(end, &end, 10);
		if (*end != '\0' || shift < -9999 || shift > 9999)
			continue;
		*p = period_shift(period_at(words[i].kind, today), (int)shift);
		return true;
	}
	return false;
}

static bool
is_year(int y)
{
	return y >= 1600 && y <= 9998;
}

static bool
period_part(enum period_kind kind, int y, int m, struct period *p)
{
	if (!is_year(y) || m < 1 || m > 12)
		return false;
	*p = period_at(kind, day_of(y, m, 1));
	return true;
}

static bool
period_week(int y, int w, struct period *p)
{
	char buf[PERIOD_TEXT];
	int year, number;

	if (!is_year(y) || w < 1 || w > 53)
		return false;
	/* The week with 4 January is the first. */
	*p = period_at(PERIOD_WEEK, day_of(y, 1, 4) + (w - 1) * 7);
	return sscanf(period_text(*p, buf), "%d-W%d", &year, &number) == 2 && year == y && number == w;
}

static bool
scan_absolute(const char *s, struct period *p)
{
	int y, n, end = 0;

	/* sscanf would take a sign or a blank for part of a number. */
	if (strpbrk(s, "+ \t") != NULL || strstr(s, "--") != NULL)
		return false;
	if (sscanf(s, "%4d-%*1[Ww]%2d%n", &y, &n, &end) == 2 && s[end] == '\0' && end >= 7)
		return period_week(y, n, p);
	if (sscanf(s, "%4d-%2d%n", &y, &n, &end) == 2 && s[end] == '\0' && end == 7)
		return period_part(PERIOD_MONTH, y, n, p);
	if (sscanf(s, "%4d/%2d%n", &y, &n, &end) == 2 && s[end] == '\0' && end >= 6)
		return period_part(PERIOD_MONTH, y, n, p);
	if (strncasecmp(s, "FY", 2) != 0 || sscanf(s + 2, "%4d%n", &y, &end) != 1 || end != 4)
		return false;
	s += 2 + end;
	if (*s == '\0')
		return period_part(PERIOD_YEAR, y, 4, p);
	if (s[1] == '\0' || s[2] != '\0')
		return false;
	n = s[1] - '0';
	if (*s == 'H' || *s == 'h')
		return n >= 1 && n <= 2 && period_part(PERIOD_HALF, n == 1 ? y : y + 1, n == 1 ? 4 : 1, p);
	if (*s == 'Q' || *s == 'q')
		return n >= 1 && n <= 4 && period_part(PERIOD_QUARTER, n == 4 ? y + 1 : y, n * 3 % 12 + 1, p);
	return false;
}

/* What may follow the year, as in 2026年度上期, and the first month. */
static const struct {
	const char *word;
	enum period_kind kind;
	int month;
} fiscal[] = {
	{ "年度", PERIOD_YEAR, 4 }, { "年度上期", PERIOD_HALF, 4 }, { "年度下期", PERIOD_HALF, 10 },
	{ "年度第1四半期", PERIOD_QUARTER, 4 }, { "年度第2四半期", PERIOD_QUARTER, 7 },
	{ "年度第3四半期", PERIOD_QUARTER, 10 }, { "年度第4四半期", PERIOD_QUARTER, 1 },
};

/* 2026年11月, 令和8年11月, 2026年度, 2026年度上期. */
static bool
scan_japanese(const char *s, struct period *p)
{
	struct period year;
	int y, m, era = -1, end = 0;
	size_t i;

	if (!era_year(&s, &y, &era)) {
		if (*s < '0' || *s > '9' || sscanf(s, "%4d%n", &y, &end) != 1 || end != 4)
			return false;
		s += end;
	}
	for (i = 0; i < sizeof(fiscal) / sizeof(*fiscal) && strcmp(s, fiscal[i].word) != 0; i++)
		;
	if (i < sizeof(fiscal) / sizeof(*fiscal)) {
		if (!period_part(fiscal[i].kind, fiscal[i].month < 4 ? y + 1 : y, fiscal[i].month, p))
			return false;
		year = period_at(PERIOD_YEAR, p->from);
	} else {
		end = 0;
		if (strpbrk(s, "+- ") != NULL || sscanf(s, "年%2d月%n", &m, &end) != 1 || end == 0 || s[end] != '\0' ||
		    !period_part(PERIOD_MONTH, y, m, p))
			return false;
		year = *p;
	}
	return era < 0 || era_holds(era, year.from) || era_holds(era, year.to);
}

/* 上期, 第3四半期, of this 年度. */
static bool
part_alone(const char *s, int today, struct period *p)
{
	size_t i, n = strlen("年度");
	int y = today == DAY_MIN ? 0 : day_fiscal_year(today);

	for (i = 0; i < sizeof(fiscal) / sizeof(*fiscal); i++)
		if (today != DAY_MIN && fiscal[i].word[n] != '\0' && strcmp(s, fiscal[i].word + n) == 0)
			return period_part(fiscal[i].kind, fiscal[i].month < 4 ? y + 1 : y, fiscal[i].month, p);
	return false;
}

/* 11月, of the year in which its middle is nearest to today. */
static bool
month_alone(const char *s, int today, struct period *p)
{
	int m, day, end = 0;
	char middle[DATE_TEXT];

	if (*s < '0' || *s > '9' || sscanf(s, "%2d月%n", &m, &end) != 1 || end == 0 || s[end] != '\0')
		return false;
	snprintf(middle, sizeof(middle), "%d月15日", m);
	if (!date_parse(middle, today, &day))
		return false;
	*p = period_at(PERIOD_MONTH, day);
	return true;
}

static bool
scan_period(const char *s, int today, struct period *p)
{
	char narrow[PERIOD_TEXT * 2];
	int day;

	if (!text_narrow(s, narrow, sizeof(narrow)))
		return false;
	if (scan_relative(narrow, today, p) || scan_absolute(narrow, p) || scan_japanese(narrow, p) ||
	    month_alone(narrow, today, p) || part_alone(narrow, today, p))
		return true;
	if (!date_parse(narrow, today, &day))
		return false;
	*p = period_at(PERIOD_SPAN, day);
	return true;
}

bool
period_parse(const char *s, int today, struct period *p)
{
	const char *dots = strstr(s, "..");
	struct period from, to;
	char left[PERIOD_TEXT * 2];
	size_t n;

	if (dots == NULL)
		return scan_period(s, today, p);
	if ((n = (size_t)(dots - s)) >= sizeof(left))
		return false;
	memcpy(left, s, n);
	left[n] = '\0';
	*p = (struct period){ PERIOD_SPAN, DAY_MIN, DAY_MAX };
	if (n > 0) {
		if (!scan_period(left, today, &from))
			return false;
		p->from = from.from;
	}
	if (dots[2] != '\0') {
		if (!scan_period(dots + 2, today, &to))
			return false;
		p->to = to.to;
	}
	return p->from <= p->to && strlen(s) > 2;
}

const char *
period_formal(struct period p, char buf[PERIOD_TEXT])
{
	char from[DATE_TEXT], to[DATE_TEXT];
	int y, m, d;
	size_t i;

	day_split(p.from, &y, &m, &d);
	for (i = 0; i < sizeof(fiscal) / sizeof(*fiscal); i++)
		if (fiscal[i].kind == p.kind && fiscal[i].month == m) {
			date_text(day_of(day_fiscal_year(p.from), 4, 1), DATE_ERA_YEAR, from);
			snprintf(buf, PERIOD_TEXT, "%s%s", from, fiscal[i].word + strlen("年"));
			return buf;
		}
	if (p.kind == PERIOD_MONTH)
		snprintf(buf, PERIOD_TEXT, "%s", date_text(p.from, DATE_ERA_MONTH, from));
	else
		snprintf(buf, PERIOD_TEXT, "%s～%s", date_text(p.from, DATE_ERA_SHORT, from),
		    date_text(p.to, DATE_ERA_SHORT, to));
	return buf;
}
