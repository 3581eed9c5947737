/* holidays.c - the shipped calendar agrees with the law on every day */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "property.h"

enum { FIRST = 1948, LAST = 2099 };

/* A 国民の祝日 falls on a date (day > 0) or on the nth Monday of a month (nth > 0). */
static const struct rule_of_law {
	int from, to, month, day, nth;
	const char *name;
} law[] = {
	{ 1949, LAST, 1, 1, 0, "元日" },
	{ 1949, 1999, 1, 15, 0, "成人の日" }, { 2000, LAST, 1, 0, 2, "成人の日" },
	{ 1967, LAST, 2, 11, 0, "建国記念の日" },
	{ 2020, LAST, 2, 23, 0, "天皇誕生日" },
	{ 1949, 1988, 4, 29, 0, "天皇誕生日" }, { 1989, 2006, 4, 29, 0, "みどりの日" },
	{ 2007, LAST, 4, 29, 0, "昭和の日" },
	{ 1949, LAST, 5, 3, 0, "憲法記念日" },
	{ 2007, LAST, 5, 4, 0, "みどりの日" },
	{ 1949, LAST, 5, 5, 0, "こどもの日" },
	{ 1996, 2002, 7, 20, 0, "海の日" }, { 2003, 2019, 7, 0, 3, "海の日" },
	{ 2022, LAST, 7, 0, 3, "海の日" },
	{ 2016, 2019, 8, 11, 0, "山の日" }, { 2022, LAST, 8, 11, 0, "山の日" },
	{ 1966, 2002, 9, 15, 0, "敬老の日" }, { 2003, LAST, 9, 0, 3, "敬老の日" },
	{ 1966, 1999, 10, 10, 0, "体育の日" }, { 2000, 2019, 10, 0, 2, "体育の日" },
	{ 2022, LAST, 10, 0, 2, "スポーツの日" },
	{ 1948, LAST, 11, 3, 0, "文化の日" },
	{ 1948, LAST, 11, 23, 0, "勤労感謝の日" },
	{ 1989, 2018, 12, 23, 0, "天皇誕生日" },
	/* moved for the Olympic Games in Tokyo */
	{ 2020, 2020, 7, 23, 0, "海の日" }, { 2020, 2020, 7, 24, 0, "スポーツの日" },
	{ 2020, 2020, 8, 10, 0, "山の日" },
	{ 2021, 2021, 7, 22, 0, "海の日" }, { 2021, 2021, 7, 23, 0, "スポーツの日" },
	{ 2021, 2021, 8, 8, 0, "山の日" },
	/* each by a law of its own */
	{ 1959, 1959, 4, 10, 0, "皇太子・明仁親王の結婚の儀" },
	{ 1989, 1989, 2, 24, 0, "昭和天皇の大喪の礼" },
	{ 1990, 1990, 11, 12, 0, "即位礼正殿の儀" },
	{ 1993, 1993, 6, 9, 0, "皇太子・徳仁親王の結婚の儀" },
	{ 2019, 2019, 5, 1, 0, "即位の日" }, { 2019, 2019, 10, 22, 0, "即位礼正殿の儀" },
};

/* Return the day of the month on which an equinox falls. The arguments are the usual constants of this
 * approximation, in millionths of a day. */
static int
equinox(int y, int before_1980, int from_1980)
{
	int n = y - 1980, leaps = n >= 0 ? n / 4 : -((3 - n) / 4);

	return (int)(((y < 1980 ? before_1980 : from_1980) + INT64_C(242194) * n) / 1000000) - leaps;
}

static const char *
national(int day)
{
	const struct rule_of_law *r;
	int y, m, d;

	day_split(day, &y, &m, &d);
	for (r = law; r < law + sizeof(law) / sizeof(*law); r++)
		if (y >= r->from && y <= r->to && m == r->month && (r->day == d ||
		    (r->nth > 0 && day_weekday(day) == 0 && (d + 6) / 7 == r->nth)))
			return r->name;
	if (m == 3 && y >= 1949 && d == equinox(y, 20835700, 20843100))
		return "春分の日";
	if (m == 9 && y >= 1948 && d == equinox(y, 23258800, 23248800))
		return "秋分の日";
	return NULL;
}

/* A holiday on a Sunday moves to Monday; since 2007, to the first day after it that is no holiday. */
static bool
is_substitute(int day)
{
	int y, m, d;

	if (day < day_of(1973, 4, 12) || national(day) != NULL)
		return false;
	day_split(day, &y, &m, &d);
	while (national(--day) != NULL)
		if (day_weekday(day) == 6)
			return true;
		else if (y < 2007)
			return false;
	return false;
}

static bool
is_between(int day)
{
	if (day < day_of(1985, 12, 27) || national(day) != NULL)
		return false;
	if (day < day_of(2007, 1, 1) && (day_weekday(day) == 6 || is_substitute(day)))
		return false;
	return national(day - 1) != NULL && national(day + 1) != NULL;
}

static const char *
by_law(int day)
{
	const char *name = national(day);
	int y, m, d;

	if (name != NULL)
		return name;
	if (is_substitute(day) || is_between(day))
		return "休日";
	day_split(day, &y, &m, &d);
	if ((m == 12 && d >= 29) || (m == 1 && d <= 3))
		return "年末年始";
	return day_weekday(day) == 5 ? "土曜日" : day_weekday(day) == 6 ? "日曜日" : "";
}

void
check_holidays(void)
{
	struct team o = team_new();
	struct calendar *c = calendar_open(&o);
	char date[DATE_TEXT];
	const char *is;
	int day, last = day_of(LAST, 12, 31);

	for (day = day_of(FIRST, 1, 1); day <= last; day++) {
		is = calendar_closed(c, day);
		CHECK(strcmp(is == NULL ? "" : is, by_law(day)) == 0, "%s is '%s', by law '%s'",
		    date_text(day, DATE_ISO, date), is == NULL ? "" : is, by_law(day));
	}
	calendar_close(c);
	team_remove(&o);
}
