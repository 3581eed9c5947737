/* rules.c - dates, periods and schedules agree with plain counting */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <err.h>

#include "property.h"

enum { FIRST = 1949, LAST = 2097, MOST = 400 };

/* ---- dates and periods are read back as they were written ---- */

static void
check_date(int day)
{
	char text[DATE_TEXT];
	int style, back, y, m, d;

	day_split(day, &y, &m, &d);
	CHECK(day_of(y, m, d) == day && civil_valid(y, m, d), "%d-%d-%d is not day %d", y, m, d, day);
	for (style = DATE_ISO; style <= DATE_ERA_SHORT; style++)
		CHECK(date_parse(date_text(day, (enum date_style)style, text), DAY_MIN, &back) && back == day,
		    "%s is not read back", text);
}

static void
check_period(enum period_kind kind)
{
	struct period p = period_at(kind, day_of(FIRST, 1, 1)), next, back;
	int end = day_of(LAST, 12, 31), day;
	char text[PERIOD_TEXT];

	for (; p.to < end; p = next) {
		period_text(p, text);
		CHECK(period_parse(text, DAY_MIN, &back) && back.kind == kind && back.from == p.from &&
		    back.to == p.to, "%s is not read back", text);
		for (day = p.from; day <= p.to; day += 5) {
			back = period_at(kind, day);
			CHECK(back.from == p.from && back.to == p.to, "%s does not hold day %d", text, day);
		}
		next = period_shift(p, 1);
		CHECK(next.from == p.to + 1, "%s: a gap behind it", text);
		back = period_shift(next, -1);
		CHECK(back.from == p.from && back.to == p.to, "%s: there and back", text);
	}
}

void
check_dates(void)
{
	int day, kind;

	for (day = day_of(1868, 1, 1); day < day_of(2100, 1, 1); day++)
		check_date(day);
	for (kind = PERIOD_WEEK; kind <= PERIOD_YEAR; kind++)
		check_period((enum period_kind)kind);
}

/* ---- schedules ---- */

/* List the open days of the span in order, and return how many there are. */
static int
open_days(const struct calendar *c, struct period in, int list[MOST])
{
	int day, n = 0;

	for (day = in.from; day <= in.to; day++)
		if (calendar_closed(c, day) == NULL)
			list[n++] = day;
	return n;
}

/* Return the nearest open day in the direction of the shift; if there is none, the nearest in the other. */
static int
shifted(const int *open, int n, int nominal, enum shift shift)
{
	int i, before = -1, after = -1;

	if (shift == SHIFT_NONE)
		return nominal;
	for (i = 0; i < n; i++) {
		if (open[i] <= nominal)
			before = i;
		if (open[i] >= nominal && after < 0)
			after = i;
	}
	if (shift == SHIFT_BACK)
		return open[before >= 0 ? before : after];
	return open[after >= 0 ? after : before];
}

static int
nominal_by_hand(const struct schedule *s, struct period in)
{
	int day, n = 0, found = in.from;

	for (day = in.from; day <= in.to; day++) {
		if (s->rule == RULE_DAY ? day - in.from + 1 <= s->n :
		    day_weekday(day) == s->weekday && ++n <= s->n)
			found = day;
	}
	return found;
}

static int
business_by_hand(const struct schedule *s, const int *open, int n)
{
	int i = s->n > 0 ? s->n - 1 : n + s->n;

	i = i < 0 ? 0 : i >= n ? n - 1 : i;
	return open[i - s->before > 0 ? i - s->before : 0];
}

/* Where all the days that the rule names are closed, the due date must be the next open day for 翌…, and
 * otherwise the nearest open day of the period in the direction of the shift. */
static void
check_shut(const char *name, const struct schedule *s, struct period p, const struct calendar *c, struct due d)
{
	int open[MOST], n = open_days(c, p, open), day;

	if (s->next != NEXT_NONE) {
		for (day = d.in.to + 1; calendar_closed(c, day) != NULL; day++)
			;
		CHECK(d.nominal == d.in.to && d.due == day, "%s: due %d, not the next open day", name, d.due);
	} else {
		CHECK(d.due == (n == 0 ? d.nominal : shifted(open, n, d.nominal, s->shift)), "%s: due %d", name, d.due);
	}
}

static void
check_due(const char *text, const struct schedule *s, struct period p, const struct calendar *c)
{
	struct due d = schedule_due(s, p, c);
	char name[PERIOD_TEXT];
	int open[MOST], n = open_days(c, p, open), due;

	period_text(p, name);
	if (s->next == NEXT_NONE)
		CHECK(d.in.from >= p.from && d.in.to <= p.to, "%s %s leaves the period", text, name);
	else if (s->months == 0)
		CHECK(d.in.from == p.to + 1, "%s %s is not in the period after", text, name);
	CHECK(d.none == (n == 0), "%s %s: open days %d", text, name, n);
	if ((n = open_days(c, d.in, open)) == 0) {
		check_shut(name, s, p, c, d);
		return;
	}
	CHECK(d.due >= d.in.from && d.due <= d.in.to, "%s %s leaves its month", text, name);
	if (s->rule == RULE_BUSINESS) {
		due = business_by_hand(s, open, n);
	} else {
		CHECK(s->rule == RULE_DATE || d.nominal == nominal_by_hand(s, d.in),
		    "%s %s: nominal date", text, name);
		due = shifted(open, n, d.nominal, s->shift);
	}
	CHECK(d.due == due, "%s %s: due %d, by hand %d", text, name, d.due, due);
}

static const struct {
	enum period_kind kind;
	const char *text;
} forms[] = {
	{ PERIOD_WEEK, "金曜" }, { PERIOD_WEEK, "月曜" }, { PERIOD_WEEK, "月曜 後ろ倒し" },
	{ PERIOD_WEEK, "日曜 後ろ倒し" }, { PERIOD_WEEK, "水曜 当日" }, { PERIOD_WEEK, "第3営業日" },
	{ PERIOD_WEEK, "最終営業日" }, { PERIOD_WEEK, "翌週 火曜" },
	{ PERIOD_MONTH, "第1営業日" }, { PERIOD_MONTH, "第5営業日" }, { PERIOD_MONTH, "第23営業日" },
	{ PERIOD_MONTH, "最終営業日" }, { PERIOD_MONTH, "最終営業日の3営業日前" },
	{ PERIOD_MONTH, "bd-4" }, { PERIOD_MONTH, "bd-23" }, { PERIOD_MONTH, "第2営業日の5営業日前" },
	{ PERIOD_MONTH, "1日" }, { PERIOD_MONTH, "1日 後ろ倒し" }, { PERIOD_MONTH, "15日 当日" },
	{ PERIOD_MONTH, "25日" }, { PERIOD_MONTH, "29日" }, { PERIOD_MONTH, "30日 後ろ倒し" },
	{ PERIOD_MONTH, "末日" }, { PERIOD_MONTH, "末日 後ろ倒し" }, { PERIOD_MONTH, "第2火曜" },
	{ PERIOD_MONTH, "第5月曜 後ろ倒し" }, { PERIOD_MONTH, "翌月第5営業日" },
	{ PERIOD_MONTH, "翌月末日 期限" },
	{ PERIOD_QUARTER, "" }, { PERIOD_QUARTER, "5月・8月・11月・2月 10日" },
	{ PERIOD_QUARTER, "翌期 第1営業日" }, { PERIOD_HALF, "9月・3月 最終営業日" },
	{ PERIOD_HALF, "翌期 1日 前倒し" }, { PERIOD_HALF, "翌月第5営業日" }, { PERIOD_YEAR, "" },
	{ PERIOD_YEAR, "12月 31日 後ろ倒し" }, { PERIOD_YEAR, "2月 29日" }, { PERIOD_YEAR, "5月 第1火曜" },
	{ PERIOD_YEAR, "翌年度 第3営業日" }, { PERIOD_YEAR, "2027/03/31 60日前" },
	{ PERIOD_YEAR, "2028/02/29" }, { PERIOD_YEAR, "2027/04/01 1日前 後ろ倒し" },
};

/* A due date may be shifted each time, but the nominal dates must stay at their regular distance. */
static void
check_drift(const char *text, const struct schedule *s, const struct due *was, const struct due *is)
{
	int length = was->in.to - was->in.from + 1, y, m, d;

	if (s->rule == RULE_WEEKDAY && length == 7)
		CHECK(is->nominal - was->nominal == 7, "%s drifts at day %d", text, is->nominal);
	if (s->rule == RULE_WEEKDAY)
		CHECK(day_weekday(is->nominal) == s->weekday, "%s: weekday of %d", text, is->nominal);
	day_split(is->nominal, &y, &m, &d);
	if (s->rule == RULE_DAY)
		CHECK(d == (s->n < month_days(y, m) ? s->n : month_days(y, m)), "%s: %d-%d-%d", text, y, m, d);
	if (s->rule == RULE_DATE)
		CHECK(is->nominal - was->nominal == 365 || is->nominal - was->nominal == 366,
		    "%s drifts at day %d", text, is->nominal);
}

/* An error must name the word and its place in the cell, counted in characters. */
static void
check_words(void)
{
	static const struct {
		const char *text, *word;
		size_t place;
	} wrong[] = {
		{ "毎月", "毎月", 1 }, { "翌月 第6火曜 前倒し", "第6火曜", 4 },
		{ "9月・3月　最終営業日の3日前", "の3日前", 12 }, { "bd5 friday", "friday", 5 },
		{ "25日 ２６日", "２６日", 5 }, { "第５営業日、先送り", "先送り", 7 },
	};
	struct schedule s;
	const char *bad;
	char word[64];
	size_t i, place;

	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		CHECK(!schedule_parse(wrong[i].text, PERIOD_MONTH, &s, &bad), "%s is read", wrong[i].text);
		if (bad == NULL) {
			broken("%s: no word", wrong[i].text);
			continue;
		}
		place = schedule_word(wrong[i].text, bad, word, sizeof(word));
		CHECK(place == wrong[i].place && strcmp(word, wrong[i].word) == 0,
		    "%s: '%s' at %zu", wrong[i].text, word, place);
	}
}

void
check_rules(void)
{
	struct team o = team_new();
	struct calendar *c = calendar_open(&o);
	struct schedule s;
	struct period p;
	struct due was, is;
	const char *bad, *text;
	int open[MOST];
	size_t i;

	check_words();
	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		text = forms[i].text;
		if (!schedule_parse(text, forms[i].kind, &s, &bad))
			errx(1, "%s: not read", text);
		p = period_at(forms[i].kind, day_of(FIRST, 4, 1));
		was = schedule_due(&s, period_shift(p, -1), c);
		for (; p.to < day_of(LAST, 12, 31); p = period_shift(p, 1), was = is) {
			check_due(text, &s, p, c);
			is = schedule_due(&s, p, c);
			if (open_days(c, was.in, open) > 0 && open_days(c, is.in, open) > 0)
				check_drift(text, &s, &was, &is);
		}
	}
	calendar_close(c);
	team_remove(&o);
}
