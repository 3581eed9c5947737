/* date.c - dates and times as people write them, 和暦, and the only clock */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text.h"
#include "civil.h"
#include "date.h"

enum { JST = 9 * 3600 };

static const struct era {
	const char *name, *letter;
	int first; /* year 1 */
	int year, month, day; /* its first day */
} eras[] = {
	{ "令和", "R", 2019, 2019, 5, 1 },
	{ "平成", "H", 1989, 1989, 1, 8 },
	{ "昭和", "S", 1926, 1926, 12, 25 },
	{ "大正", "T", 1912, 1912, 7, 30 },
	{ "明治", "M", 1868, 1873, 1, 1 }, /* before that, Japan used a lunar calendar */
};
enum { ERAS = sizeof(eras) / sizeof(*eras) };

static const char *const weekdays[7][3] = {
	{ "月", "mon", "monday" }, { "火", "tue", "tuesday" }, { "水", "wed", "wednesday" },
	{ "木", "thu", "thursday" }, { "金", "fri", "friday" }, { "土", "sat", "saturday" },
	{ "日", "sun", "sunday" },
};

const char *
weekday_name(int weekday)
{
	return weekdays[weekday][0];
}

bool
weekday_parse(const char *s, int *weekday)
{
	size_t n;
	int i;

	for (i = 0; i < 7; i++) {
		n = strlen(weekdays[i][0]);
		if (strncmp(s, weekdays[i][0], n) == 0 &&
		    (s[n] == '\0' || strcmp(s + n, "曜") == 0 || strcmp(s + n, "曜日") == 0))
			break;
		if (strcasecmp(s, weekdays[i][1]) == 0 || strcasecmp(s, weekdays[i][2]) == 0)
			break;
	}
	*weekday = i;
	return i < 7;
}

/* A run of at most eight digits. */
static bool
scan_number(const char **s, int *n)
{
	const char *p = *s;
	int digits = 0;

	for (*n = 0; *p >= '0' && *p <= '9' && digits < 8; p++, digits++)
		*n = *n * 10 + (*p - '0');
	*s = p;
	return digits > 0;
}

static bool
scan_word(const char **s, const char *w)
{
	size_t n = strlen(w);

	if (strncmp(*s, w, n) != 0)
		return false;
	*s += n;
	return true;
}

bool
era_year(const char **s, int *year, int *era)
{
	const char *p = *s;
	int n = 1, e;

	for (e = 0; e < ERAS; e++) {
		if (scan_word(&p, eras[e].name))
			break;
		if (p[0] == eras[e].letter[0] || p[0] == eras[e].letter[0] + 32) {
			p++;
			break;
		}
	}
	if (e == ERAS || (!scan_word(&p, "元") && !scan_number(&p, &n)) || n < 1 || n > 99)
		return false;
	*era = e;
	*year = eras[e].first + n - 1;
	*s = p;
	return true;
}

bool
era_holds(int era, int day)
{
	const struct era *e = &eras[era];

	if (day < day_of(e->year, e->month, e->day))
		return false;
	return era == 0 || day < day_of(e[-1].year, e[-1].month, e[-1].day);
}

/* The day nearest to today with that month and day; the later of two. */
static bool
nearest_year(int today, int m, int d, int *day)
{
	int y, tm, td, i, candidate, best = 0, distance;
	bool found = false;

	if (today == DAY_MIN)
		return false;
	day_split(today, &y, &tm, &td);
	for (i = -1; i <= 1; i++) {
		if (!civil_valid(y + i, m, d))
			continue;
		candidate = day_of(y + i, m, d);
		distance = abs(candidate - today);
		if (!found || distance <= best) {
			*day = candidate;
			best = distance;
			found = true;
		}
	}
	return found;
}

static bool
scan_relative(const char *s, int today, int *day)
{
	static const struct {
		const char *word;
		int shift;
	} words[] = {
		{ "today", 0 }, { "yesterday", -1 }, { "tomorrow", 1 },
		{ "今日", 0 }, { "本日", 0 }, { "昨日", -1 }, { "明日", 1 }, { "一昨日", -2 },
		{ "明後日", 2 }, { "きょう", 0 }, { "きのう", -1 }, { "あした", 1 }, { "あす", 1 },
		{ "おととい", -2 }, { "あさって", 2 },
	};
	size_t i;
	int weekday;

	if (today == DAY_MIN)
		return false;
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(s, words[i].word) == 0) {
			*day = today + words[i].shift;
			return true;
		}
	if (!weekday_parse(s, &weekday))
		return false;
	*day = today - day_weekday(today) + weekday; /* that day of this week */
	return true;
}

/* Reads a date at *s and moves past it. */
static bool
scan_date(const char **s, int today, int *day)
{
	const char *p = *s;
	int y, m, d, era = -1;
	char sep;

	if (!era_year(&p, &y, &era) && !scan_number(&p, &y))
		return false;
	if (scan_word(&p, "月")) { /* 11月23日 */
		if (!scan_number(&p, &d) || !scan_word(&p, "日"))
			return false;
		*s = p;
		return era < 0 && nearest_year(today, y, d, day);
	}
	if (scan_word(&p, "年")) {
		if (!scan_number(&p, &m) || !scan_word(&p, "月") || !scan_number(&p, &d) || !scan_word(&p, "日"))
			return false;
	} else {
		sep = *p++;
		if ((sep != '-' && sep != '/' && sep != '.') || !scan_number(&p, &m))
			return false;
		if (*p != sep) { /* 11/23 */
			*s = p;
			return sep == '/' && era < 0 && nearest_year(today, y, m, day);
		}
		p++;
		if (!scan_number(&p, &d))
			return false;
	}
	if (!civil_valid(y, m, d))
		return false;
	*day = day_of(y, m, d);
	*s = p;
	return era < 0 || era_holds(era, *day);
}

/* Reads the weekday in 2026/11/20(金), which must be that of the day. */
static bool
scan_weekday(const char **s, int day)
{
	char word[16];
	size_t n = strcspn(*s, ")");
	int weekday;

	if (**s == '\0')
		return true;
	if (**s != '(' || (*s)[n] != ')' || n > sizeof(word))
		return false;
	snprintf(word, sizeof(word), "%.*s", (int)n - 1, *s + 1);
	*s += n + 1;
	return weekday_parse(word, &weekday) && weekday == day_weekday(day);
}

bool
date_parse(const char *text, int today, int *day)
{
	int written;

	if (!date_written(text, &written) || text[10] != '\0')
		return date_parse_careful(text, today, day);
	*day = written;
	return true;
}

bool
date_parse_careful(const char *text, int today, int *day)
{
	char buf[64];
	const char *s = buf;

	if (!text_narrow(text, buf, sizeof(buf)))
		return false;
	if (scan_relative(s, today, day))
		return true;
	return scan_date(&s, today, day) && scan_weekday(&s, *day) && *s == '\0';
}

bool
date_weekday_of(const char *text, int today, int *day)
{
	char buf[64];
	const char *s = buf;

	if (!text_narrow(text, buf, sizeof(buf)) || !scan_date(&s, today, day) || *s != '(')
		return false;
	return !scan_weekday(&s, *day) && *s == '\0';
}

static bool
two_digits(const char **s, int *n)
{
	const char *from = *s;

	return scan_number(s, n) && *s - from <= 2;
}

static bool
scan_clock(const char *s, int64_t *us)
{
	int h, m, sec = 0;
	int64_t fraction = 0, unit = 100000;

	if (!two_digits(&s, &h) || *s++ != ':' || !two_digits(&s, &m))
		return false;
	if (*s == ':') {
		s++;
		if (!two_digits(&s, &sec))
			return false;
		if (*s == '.')
			for (s++; *s >= '0' && *s <= '9'; s++, unit /= 10)
				fraction += (*s - '0') * unit;
	}
	*us = ((int64_t)h * 3600 + m * 60 + sec) * 1000000 + fraction;
	return *s == '\0' && h < 24 && m < 60 && sec < 60;
}

bool
time_parse(const char *text, int today, int64_t *us)
{
	int64_t written;
	size_t n;
	int day;

	if (date_written(text, &day) && text[10] == '\0')
		written = day * DAY_US;
	else if ((n = time_written(text, &written)) == 0 || text[n] != '\0')
		return time_parse_careful(text, today, us);
	*us = written;
	return true;
}

bool
time_parse_careful(const char *text, int today, int64_t *us)
{
	char buf[64], *clock = NULL;
	int64_t time = 0;
	int day = today;

	if (!text_narrow(text, buf, sizeof(buf)))
		return false;
	if (today != DAY_MIN && scan_clock(buf, &time)) { /* 10:30 means today */
		*us = day * DAY_US + time;
		return true;
	}
	if ((clock = strrchr(buf, ' ')) != NULL || (clock = strrchr(buf, 'T')) != NULL) {
		if (scan_clock(clock + 1, &time))
			*clock = '\0';
	}
	if (!date_parse_careful(buf, today, &day))
		return false;
	*us = day * DAY_US + time;
	return true;
}

/* Before the first era, as the style would have it without one. */
static const char *
era_text(int day, enum date_style style, char buf[DATE_TEXT])
{
	char year[24];
	int y, m, d, e;

	day_split(day, &y, &m, &d);
	for (e = 0; e < ERAS && !era_holds(e, day); e++)
		;
	if (e == ERAS && style != DATE_ERA_YEAR)
		return date_text(day, style == DATE_ERA_SHORT ? DATE_SLASH : style == DATE_ERA ? DATE_KANJI : DATE_MONTH, buf);
	if (e == ERAS)
		snprintf(year, sizeof(year), "%d", y);
	else if (y == eras[e].first)
		snprintf(year, sizeof(year), "%s元", eras[e].name);
	else
		snprintf(year, sizeof(year), "%s%d", eras[e].name, y - eras[e].first + 1);
	if (style == DATE_ERA_SHORT)
		snprintf(buf, DATE_TEXT, "%s%d.%d.%d", eras[e].letter, y - eras[e].first + 1, m, d);
	else if (style == DATE_ERA_MONTH)
		snprintf(buf, DATE_TEXT, "%s年%d月", year, m);
	else if (style == DATE_ERA_YEAR)
		snprintf(buf, DATE_TEXT, "%s年", year);
	else
		snprintf(buf, DATE_TEXT, "%s年%d月%d日", year, m, d);
	return buf;
}

const char *
date_text(int day, enum date_style style, char buf[DATE_TEXT])
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	switch (style) {
	case DATE_ISO:
		day_put(day, '-', buf);
		break;
	case DATE_SLASH:
		day_put(day, '/', buf);
		break;
	case DATE_MONTH:
		snprintf(buf, DATE_TEXT, "%d年%d月", y, m);
		break;
	case DATE_KANJI:
		snprintf(buf, DATE_TEXT, "%d年%d月%d日", y, m, d);
		break;
	case DATE_ERA:
	case DATE_ERA_SHORT:
	case DATE_ERA_MONTH:
	case DATE_ERA_YEAR:
		return era_text(day, style, buf);
	}
	return buf;
}

const char *
date_weekday_text(int day, enum date_style style, char buf[DATE_TEXT])
{
	size_t n = strlen(date_text(day, style, buf));

	snprintf(buf + n, DATE_TEXT - n, "（%s）", weekday_name(day_weekday(day)));
	return buf;
}

bool
clock_read(const char *today, int64_t *us)
{
	const char *env = getenv("SOW_NOW");
	struct timespec ts;
	int day;

	clock_gettime(CLOCK_REALTIME, &ts);
	*us = ((int64_t)ts.tv_sec + JST) * 1000000 + ts.tv_nsec / 1000;
	if (env != NULL && *env != '\0' && !time_parse(env, time_day(*us), us))
		return false;
	if (today == NULL)
		return true;
	if (!date_parse(today, time_day(*us), &day))
		return false;
	*us = day * DAY_US + (*us - time_day(*us) * DAY_US);
	return true;
}
