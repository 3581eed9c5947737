/* excel.c - what Excel makes of a cell that it opens and saves */
/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "excel.h"

/*
 * Excel takes a cell of a CSV for a number, a date or a time where it can, quoted or
 * not, and saves what it took it for.  Each function here says whether the second text
 * is what Excel leaves of the first, so that a person is unlikely to have typed it.
 */

enum { DIGITS_KEPT = 15 }; /* Excel's numbers have no more; the rest are zeros */

/* ---- numbers ---- */

/* A number as Excel reads it: 0012 +81 1E5 (5) 1,234 50%; *value is its value. */
static bool
excel_number(const char *s, double *value)
{
	char text[64], *end;
	size_t n = strlen(s), used = 0;
	bool negative = false, percent;

	if (n == 0 || n >= sizeof(text) - 1)
		return false;
	percent = s[n - 1] == '%';
	n -= percent;
	if (n > 2 && s[0] == '(' && s[n - 1] == ')') {
		negative = true;
		s++;
		n -= 2;
	}
	for (; n > 0; n--, s++)
		if (strchr("0123456789.+-eE", *s) != NULL)
			text[used++] = *s;
		else if (*s != ',')
			return false;
	text[used] = '\0';
	if (strpbrk(text, "0123456789") == NULL)
		return false;
	*value = strtod(text, &end);
	if (*end != '\0')
		return false;
	*value = (negative ? -*value : *value) / (percent ? 100 : 1);
	return isfinite(*value);
}

/* The number of digits from the first to the last that is not zero, before any exponent. */
static int
significant_digits(const char *s)
{
	int n = 0, last = 0;

	for (; *s != '\0' && *s != 'e' && *s != 'E'; s++) {
		if (*s < '0' || *s > '9')
			continue;
		n += n > 0 || *s != '0';
		if (*s != '0')
			last = n;
	}
	return last;
}

/* The fifteen digits that Excel keeps, as the text has them. */
static void
kept_digits(const char *s, char buf[DIGITS_KEPT + 1])
{
	size_t n = 0;

	for (; *s != '\0' && *s != 'e' && *s != 'E' && n < DIGITS_KEPT; s++)
		if (*s >= '0' && *s <= '9' && (n > 0 || *s != '0'))
			buf[n++] = *s;
	buf[n] = '\0';
}

/* Do both agree in that many leading digits, rounded or cut, and in magnitude? */
static bool
begin_alike(const char *was, const char *is, int digits)
{
	char one[64], two[64], cut[DIGITS_KEPT + 1], left[DIGITS_KEPT + 1];
	double x, y;

	if (!excel_number(was, &x) || !excel_number(is, &y))
		return false;
	snprintf(one, sizeof(one), "%.*e", digits - 1, x);
	snprintf(two, sizeof(two), "%.*e", digits - 1, y);
	kept_digits(was, cut);
	kept_digits(is, left);
	return strcmp(one, two) == 0 ||
	    (digits == DIGITS_KEPT && strcmp(cut, left) == 0 && strcmp(strchr(one, 'e'), strchr(two, 'e')) == 0);
}

/* Is it the same number, as precisely as the saved text has it? 1.23457E+16 shows fewer digits,
 * 12345678901234500 has zeros after the fifteenth. */
static bool
is_number_again(const char *was, const char *is)
{
	int digits = significant_digits(is);
	bool shortened = strpbrk(is, "eE") != NULL || significant_digits(was) > DIGITS_KEPT;
	double x, y;

	if (digits > DIGITS_KEPT || !excel_number(was, &x) || !excel_number(is, &y))
		return false;
	return x == y || (shortened && digits > 0 &&
	    begin_alike(was, is, strpbrk(is, "eE") != NULL ? digits : DIGITS_KEPT));
}

/* ---- dates and times ---- */

/* Reads one or two digits at *s and moves past them. */
static bool
short_number(const char **s, int *n)
{
	size_t digits = strspn(*s, "0123456789");

	*n = atoi(*s);
	*s += digits;
	return digits == 1 || digits == 2;
}

/* Reads 1-2 or 3/10 as a month and a day. */
static bool
month_and_day(const char *s, int *month, int *day)
{
	return short_number(&s, month) && (*s == '-' || *s == '/') && (s++, short_number(&s, day)) && *s == '\0' &&
	    *month >= 1 && *month <= 12 && *day >= 1 && *day <= 31;
}

/* Reads 2026-11 or 11-2026, which Excel takes for the first of that month. */
static bool
year_and_month(const char *s, int *month)
{
	int year, n = 0, first;
	char sep;

	if (sscanf(s, "%4d%c%2d%n", &year, &sep, month, &n) != 3 || s[n] != '\0') {
		if (sscanf(s, "%2d%c%4d%n", &first, &sep, &year, &n) != 3 || s[n] != '\0')
			return false;
		*month = first;
	}
	return (sep == '-' || sep == '/') && year >= 1900 && *month >= 1 && *month <= 12;
}

/* The month in Excel's English, 2-Jan or Nov-26; 0 if there is none. */
static int
named_month(const char *s)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	const char *p;
	char name[4];

	for (; *s != '\0'; s++) {
		snprintf(name, sizeof(name), "%.3s", s);
		if (strlen(name) == 3 && (p = strstr(names, name)) != NULL && (p - names) % 3 == 0)
			return (int)(p - names) / 3 + 1;
	}
	return 0;
}

/* Reads a date that Excel saved: 2026/1/2, 1月2日, 2-Jan, Nov-26 (where *day is 0). */
static bool
saved_date(const char *s, int *month, int *day)
{
	int date, year;

	if (date_parse(s, day_of(2026, 1, 1), &date)) {
		day_split(date, &year, month, day);
		return true;
	}
	*month = named_month(s);
	*day = *s >= '0' && *s <= '9' ? atoi(s) : 0;
	return *month > 0;
}

static bool
is_date_again(const char *was, const char *is)
{
	int month, day, m, d;

	if (!saved_date(is, &m, &d))
		return false;
	if (month_and_day(was, &month, &day))
		return month == m && day == d;
	return year_and_month(was, &month) && month == m && d <= 1;
}

/* 10:30 becomes 10:30:00. */
static bool
is_time_again(const char *was, const char *is)
{
	int h, m, hour, minute, second = 0, n = 0, end = 0;

	if (sscanf(was, "%2d:%2d%n", &h, &m, &n) != 2 || was[n] != '\0')
		return false;
	return sscanf(is, "%2d:%2d%n:%2d%n", &hour, &minute, &end, &second, &end) >= 2 && is[end] == '\0' &&
	    h == hour && m == minute && second == 0;
}

/* true becomes TRUE. */
static bool
is_truth_again(const char *was, const char *is)
{
	return (strcmp(is, "TRUE") == 0 || strcmp(is, "FALSE") == 0) && strcasecmp(was, is) == 0;
}

bool
excel_made(const char *was, const char *is)
{
	static bool (*const again[])(const char *, const char *) = {
		is_number_again, is_date_again, is_time_again, is_truth_again,
	};
	size_t i;

	for (i = 0; i < sizeof(again) / sizeof(*again); i++)
		if (again[i](was, is))
			return true;
	return false;
}
