/* sow-report-name.c - {期間} and its like: what a layout may name */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

typedef void print_name(FILE *, const struct edition *);

static void
print_day(FILE *f, int day, enum date_style style)
{
	char text[DATE_TEXT];

	if (day != DAY_MIN)
		fputs(date_text(day, style, text), f);
}

static void
print_span(FILE *f, const struct edition *e)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	fprintf(f, "%s～%s", date_weekday_text(e->period.from, DATE_KANJI, from),
	    date_weekday_text(e->period.to, DATE_KANJI, to));
}

static void
print_named(FILE *f, const struct edition *e)
{
	char text[PERIOD_TEXT];

	fputs(period_text(e->named, text), f);
}

static void
print_month(FILE *f, const struct edition *e)
{
	print_day(f, e->named.from, DATE_MONTH);
}

static void
print_year(FILE *f, const struct edition *e)
{
	fprintf(f, "%d年度", day_fiscal_year(e->named.from));
}

static void
print_meeting(FILE *f, const struct edition *e)
{
	print_day(f, e->meeting, DATE_KANJI);
}

static void
print_next(FILE *f, const struct edition *e)
{
	print_day(f, e->next, DATE_KANJI);
}

static void
print_today(FILE *f, const struct edition *e)
{
	print_day(f, option_day(e->report->options), DATE_KANJI);
}

static void
print_today_in_era(FILE *f, const struct edition *e)
{
	print_day(f, option_day(e->report->options), DATE_ERA);
}

static void
print_missed(FILE *f, const struct edition *e)
{
	fprintf(f, "%ld件", count_missed(e->report, e->period).all);
}

static void
print_missed_before(FILE *f, const struct edition *e)
{
	fprintf(f, "%ld件", count_missed(e->report, e->period).before);
}

static void
print_outside(FILE *f, const struct edition *e)
{
	fprintf(f, "%ld件", count_outside(e->report, e->period));
}

static const struct {
	const char *name;
	print_name *print;
} names[] = {
	{ "期間", print_span }, { "期", print_named }, { "年月", print_month }, { "年度", print_year },
	{ "開催日", print_meeting }, { "次回開催日", print_next }, { "作成日", print_today },
	{ "和暦作成日", print_today_in_era }, { "未実施件数", print_missed },
	{ "前回までの未実施", print_missed_before }, { "対象外件数", print_outside },
};
enum { NAMES = sizeof(names) / sizeof(*names) };

bool
name_print(FILE *f, const struct edition *e, const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < NAMES && (strlen(names[i].name) != n || memcmp(name, names[i].name, n) != 0); i++)
		;
	if (i < NAMES && f != NULL)
		names[i].print(f, e);
	return i < NAMES;
}

char *
name_list(void)
{
	struct bytes list = { 0 };
	size_t i;

	for (i = 0; i < NAMES; i++)
		bytes_join(&list, names[i].name, " ");
	bytes_add(&list, "", 1);
	return list.s;
}
