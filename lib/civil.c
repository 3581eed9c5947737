/* civil.c - days of the civil calendar, and dates and times as the programs write them */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "civil.h"

/* Civil dates to days and back, as in Howard Hinnant's algorithms: years begin in March, and 400 of them
 * are a cycle.  Counting begins CYCLES before the year 0, so that no number is negative. */
enum { CYCLE = 146097, CYCLES = 20, EPOCH = 719468 /* 1970-01-01, from 0000-03-01 on */ };

int
day_of(int y, int m, int d)
{
	int century;

	y += CYCLES * 400 - (m <= 2);
	century = y / 100;
	return y * 365 + y / 4 - century + century / 4 + (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1 - EPOCH - CYCLES * CYCLE;
}

void
day_split(int day, int *y, int *m, int *d)
{
	int era, doe, yoe, doy, mp;

	day += EPOCH;
	era = (day >= 0 ? day : day - CYCLE + 1) / CYCLE;
	doe = day - era * CYCLE;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	*d = doy - (153 * mp + 2) / 5 + 1;
	*m = mp + (mp < 10 ? 3 : -9);
	*y = yoe + era * 400 + (*m <= 2);
}

int
day_weekday(int day)
{
	return ((day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

int
day_fiscal_year(int day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return m >= 4 ? y : y - 1;
}

int
month_days(int y, int m)
{
	return (m == 12 ? day_of(y + 1, 1, 1) : day_of(y, m + 1, 1)) - day_of(y, m, 1);
}

bool
civil_valid(int y, int m, int d)
{
	return y >= 1600 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && (d <= 28 || d <= month_days(y, m));
}

/* Reads the day at the start of the text, as date_text writes it. */
static bool
day_written(const char *s, int *day)
{
	int y, m, d;

	if (!text_digits(s, 4, &y) || s[4] != '-' || !text_digits(s + 5, 2, &m) || s[7] != '-' ||
	    !text_digits(s + 8, 2, &d) || !civil_valid(y, m, d))
		return false;
	*day = day_of(y, m, d);
	return true;
}

bool
date_written(const char *s, int *day)
{
	return day_written(s, day) && (s[10] == '\0' || s[10] == 'T');
}

size_t
time_written(const char *s, int64_t *us)
{
	int day, h, m, sec, fraction = 0;
	size_t n = strlen("2026-11-23T10:30:00");

	if (!day_written(s, &day) || s[10] != 'T' || !text_digits(s + 11, 2, &h) || s[13] != ':' ||
	    !text_digits(s + 14, 2, &m) || s[16] != ':' || !text_digits(s + 17, 2, &sec) || h > 23 || m > 59 || sec > 59)
		return 0;
	if (s[n] == '.' && text_digits(s + n + 1, 6, &fraction))
		n += strlen(".000000");
	else
		fraction = 0;
	*us = day * DAY_US + ((h * 60 + m) * 60 + sec) * SECOND_US + fraction;
	return n;
}

int
time_day(int64_t us)
{
	return (int)(us >= 0 ? us / DAY_US : -((-us + DAY_US - 1) / DAY_US));
}

/* A year of four digits is written much faster than by printf, which writes the others. */
void
day_put(int day, char between, char buf[DATE_TEXT])
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	if (y < 0 || y > 9999) {
		snprintf(buf, DATE_TEXT, "%04d%c%02d%c%02d", y, between, m, between, d);
		return;
	}
	text_put_digits(buf, 4, (unsigned)y);
	text_put_digits(buf + 5, 2, (unsigned)m);
	*text_put_digits(buf + 8, 2, (unsigned)d) = '\0';
	buf[4] = buf[7] = between;
}

const char *
time_text(int64_t us, bool micros, char buf[DATE_TEXT])
{
	int day = time_day(us), s = (int)((us - day * DAY_US) / SECOND_US);
	char *to;

	day_put(day, '-', buf);
	to = buf + strlen(buf);
	*to = 'T';
	to = text_put_digits(to + 1, 2, (unsigned)s / 3600);
	*to = ':';
	to = text_put_digits(to + 1, 2, (unsigned)s / 60 % 60);
	*to = ':';
	to = text_put_digits(to + 1, 2, (unsigned)s % 60);
	if (micros) {
		*to = '.';
		to = text_put_digits(to + 1, 6, (unsigned)((us - day * DAY_US) % SECOND_US));
	}
	*to = '\0';
	return buf;
}
