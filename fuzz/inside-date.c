/* inside-date.c - try a word as a date, a period and a schedule */
/* SPDX-License-Identifier: MIT */
#include "inside.h"

/* A day written in any style must be the same day when it is read again. */
static void
read_again(int day)
{
	static const enum date_style styles[] = { DATE_ISO, DATE_SLASH, DATE_KANJI, DATE_ERA };
	char text[DATE_TEXT];
	size_t i;
	int back;

	for (i = 0; i < sizeof(styles) / sizeof(*styles); i++) {
		if (styles[i] == DATE_ERA && day > day_of(2117, 12, 31))
			continue; /* the year of an era is at most 99 */
		check_that(date_parse(date_text(day, styles[i], text), DAY_MIN, &back) && back == day,
		    "a date is another one when it is read again");
	}
}

void
word_try_date(const void *arg)
{
	const struct word *w = arg;
	char text[DATE_TEXT];
	const char *s = w->s;
	int day, year, era;
	int64_t us, back;

	if (date_parse(w->s, base.today, &day))
		read_again(day);
	if (date_parse(w->s, DAY_MIN, &day))
		read_again(day);
	if (time_parse(w->s, base.today, &us))
		check_that(time_parse(time_text(us, true, text), DAY_MIN, &back) && back == us,
		    "a moment is another one when it is read again");
	if (era_year(&s, &year, &era))
		check_that(s > w->s && s <= w->s + w->n && year >= 1868, "era_year reads a wrong year, or past the end");
}

void
word_try_period(const void *arg)
{
	const struct word *w = arg;
	int today[] = { base.today, DAY_MIN };
	char text[PERIOD_TEXT];
	struct period p, back;
	size_t i;

	for (i = 0; i < 2; i++) {
		if (!period_parse(w->s, today[i], &p))
			continue;
		check_that(p.from <= p.to, "a period ends before it begins");
		period_text(p, text);
		/* A side that is open, or outside the years that a date may have, has no text. */
		if (p.from < day_of(1601, 1, 1) || p.to > day_of(9998, 12, 31))
			continue;
		check_that(period_parse(text, DAY_MIN, &back) && back.kind == p.kind &&
		    back.from == p.from && back.to == p.to,
		    "a period is another one when it is read again");
	}
}

void
word_try_schedule(const void *arg)
{
	static const enum period_kind kinds[] = { PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER,
		PERIOD_HALF, PERIOD_YEAR };
	const struct word *w = arg;
	struct schedule s;
	const char *bad;
	char word[64];
	struct due d;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		if (schedule_parse(w->s, kinds[i], &s, &bad)) {
			d = schedule_due(&s, period_at(kinds[i], base.today), base.ground.calendar);
			check_that(d.due >= d.in.from || s.next == NEXT_NONE, "a due date lies before its span");
		} else if (bad != NULL) {
			check_that(bad >= w->s && bad <= w->s + w->n, "a bad word is not in the text");
			check_that(schedule_word(w->s, bad, word, sizeof(word)) <= w->n + 1,
			    "a bad word goes past the end");
		}
	}
}
