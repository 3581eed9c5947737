/* schedule.c - the schedule column: 翌月第5営業日, 9月・3月 最終営業日 前倒し 期限 */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow.h"

/* What is still to be read, and what was found so far. */
struct scan {
	const char *s;
	enum period_kind kind;
	struct schedule *out;
	bool rule;
};

static bool
word(struct scan *c, const char *w)
{
	size_t n = strlen(w);

	if (strncasecmp(c->s, w, n) != 0)
		return false;
	c->s += n;
	return true;
}

/* An English word ends where its letters do. */
static bool
token(struct scan *c, const char *w)
{
	const char *was = c->s;

	if (!word(c, w))
		return false;
	if ((*c->s >= 'a' && *c->s <= 'z') || (*c->s >= 'A' && *c->s <= 'Z') ||
	    (*c->s >= '0' && *c->s <= '9')) {
		c->s = was;
		return false;
	}
	return true;
}

static bool
number(struct scan *c, int *n)
{
	const char *p = c->s;

	for (*n = 0; *p >= '0' && *p <= '9' && *n < 1000; p++)
		*n = *n * 10 + (*p - '0');
	if (p == c->s)
		return false;
	c->s = p;
	return true;
}

static void
space(struct scan *c)
{
	while (word(c, " ") || word(c, "　") || word(c, "・") || word(c, ","))
		;
}

static bool
set_rule(struct scan *c, enum rule rule, int n)
{
	if (c->rule)
		return false;
	c->rule = true;
	c->out->rule = rule;
	c->out->n = n;
	return true;
}

/* 最終営業日の3営業日前 */
static bool
days_before(struct scan *c)
{
	const char *was = c->s;

	word(c, "の");
	if (number(c, &c->out->before) && word(c, "営業日前"))
		return true;
	c->out->before = 0;
	c->s = was;
	return true;
}

static bool
weekday(struct scan *c, int n)
{
	char name[8];
	size_t length;
	int i;

	for (i = 0; i < 7; i++) {
		length = strlen(weekday_name(i));
		if (strncmp(c->s, weekday_name(i), length) == 0 &&
		    strncmp(c->s + length, "曜", strlen("曜")) == 0) {
			c->s += length + strlen("曜");
			word(c, "日");
			c->out->weekday = i;
			return set_rule(c, RULE_WEEKDAY, n);
		}
	}
	for (length = 0; length < sizeof(name) - 1 &&
	    ((c->s[length] | 32) >= 'a' && (c->s[length] | 32) <= 'z'); length++)
		name[length] = c->s[length];
	name[length] = '\0';
	if (length != 3 || !weekday_parse(name, &c->out->weekday))
		return false;
	c->s += length;
	return set_rule(c, RULE_WEEKDAY, n);
}

/* 第5営業日, 第2火曜 */
static bool
nth(struct scan *c)
{
	int n;

	if (!word(c, "第") || !number(c, &n))
		return false;
	if (word(c, "営業日"))
		return n >= 1 && n <= 23 && set_rule(c, RULE_BUSINESS, n) && days_before(c);
	return n >= 1 && n <= 5 && weekday(c, n);
}

/* bd5, bd-1 */
static bool
english_business_day(struct scan *c)
{
	int n, sign = 1;

	if (!word(c, "bd"))
		return false;
	if (word(c, "-"))
		sign = -1;
	return number(c, &n) && n >= 1 && n <= 23 && set_rule(c, RULE_BUSINESS, sign * n);
}

/* 2027/03/31 60日前 */
static bool
absolute(struct scan *c)
{
	const char *was = c->s;
	int y, m, d;

	if (!number(c, &y) || !(word(c, "/") || word(c, "-")) || !number(c, &m) ||
	    !(word(c, "/") || word(c, "-")) || !number(c, &d) || !civil_valid(y, m, d)) {
		c->s = was;
		return false;
	}
	c->out->date = day_of(y, m, d);
	space(c);
	was = c->s;
	if (!number(c, &c->out->before) || !word(c, "日前")) {
		c->out->before = 0;
		c->s = was;
	}
	return set_rule(c, RULE_DATE, 0);
}

/* 9月 of 9月・3月, 25日 */
static bool
month_or_day(struct scan *c)
{
	const char *was = c->s;
	int n;

	if (number(c, &n)) {
		if (word(c, "月")) {
			c->out->months |= 1u << n % 32;
			return n >= 1 && n <= 12;
		}
		if (word(c, "日"))
			return n >= 1 && n <= 31 && set_rule(c, RULE_DAY, n);
	}
	c->s = was;
	return false;
}

static bool
flag(struct scan *c)
{
	struct schedule *o = c->out;

	if (word(c, "前倒し") || token(c, "preceding"))
		o->shift = SHIFT_BACK;
	else if (word(c, "後ろ倒し") || token(c, "following"))
		o->shift = SHIFT_FORTH;
	else if (word(c, "当日") || token(c, "none"))
		o->shift = SHIFT_NONE;
	else if (word(c, "期限") || token(c, "deadline"))
		o->deadline = true;
	else if (word(c, "翌月") || word(c, "翌期") || word(c, "翌年度") || word(c, "翌週") ||
	    token(c, "next"))
		o->next = true;
	else
		return false;
	return true;
}

static bool
one(struct scan *c)
{
	const char *was = c->s;

	if (flag(c))
		return true;
	if (word(c, "最終営業日"))
		return set_rule(c, RULE_BUSINESS, -1) && days_before(c);
	if (word(c, "末日") || token(c, "last-day"))
		return set_rule(c, RULE_DAY, 31);
	if (nth(c))
		return true;
	c->s = was;
	if (english_business_day(c))
		return true;
	c->s = was;
	return absolute(c) || month_or_day(c) || weekday(c, 0);
}

/* Each period of the kind holds exactly one of the months. */
static bool
months_fit(unsigned months, enum period_kind kind)
{
	int length = kind == PERIOD_QUARTER ? 3 : kind == PERIOD_HALF ? 6 : 12, i, m, n;

	if (months == 0)
		return true;
	if (kind == PERIOD_WEEK || kind == PERIOD_MONTH)
		return false;
	for (i = 0; i < 12; i += length) {
		for (m = n = 0; m < length; m++)
			n += months >> ((i + m + 3) % 12 + 1) & 1;
		if (n != 1)
			return false;
	}
	return true;
}

bool
schedule_parse(const char *text, enum period_kind kind, struct schedule *s, const char **bad)
{
	struct scan c = { text, kind, s, false };
	const char *was;

	*s = (struct schedule){ .rule = RULE_BUSINESS, .n = -1 };
	for (space(&c); *c.s != '\0'; space(&c)) {
		was = c.s;
		if (!one(&c) || c.s == was) {
			*bad = was;
			return false;
		}
	}
	*bad = NULL;
	if (kind == PERIOD_WEEK && (s->rule == RULE_DAY || s->rule == RULE_DATE ||
	    (s->rule == RULE_WEEKDAY && s->n != 0)))
		return false;
	if (kind != PERIOD_WEEK && s->rule == RULE_WEEKDAY && s->n == 0)
		return false;
	return months_fit(s->months, kind);
}

/* The span the date lies in: the week, or the month that the rule names. */
static struct period
span(const struct schedule *s, struct period p)
{
	struct period month;
	int y, m, d;

	if (s->next)
		p = period_shift(p, 1);
	if (p.kind == PERIOD_WEEK || p.kind == PERIOD_MONTH)
		return p;
	/* No month named: the last one; of the following period, the first. */
	month = period_at(PERIOD_MONTH, s->next ? p.from : p.to);
	if (s->months == 0)
		return month;
	for (month = period_at(PERIOD_MONTH, p.from); month.to < p.to; month = period_shift(month, 1)) {
		day_split(month.from, &y, &m, &d);
		if (s->months >> m & 1)
			break;
	}
	return month;
}

/* The anniversary of a date that lies in the period. */
static int
anniversary(int date, struct period p)
{
	int y, m, d, from, day;

	day_split(date, &y, &m, &d);
	day_split(p.from, &from, &y, &y);
	for (y = from; y <= from + 1; y++) {
		day = day_of(y, m, d <= month_days(y, m) ? d : month_days(y, m));
		if (day >= p.from && day <= p.to)
			return day;
	}
	return p.to;
}

static int
nominal_day(const struct schedule *s, struct period in)
{
	int length = in.to - in.from + 1, day;

	if (s->rule == RULE_DAY)
		return in.from + (s->n <= length ? s->n : length) - 1;
	day = in.from + (s->weekday - day_weekday(in.from) + 7) % 7;
	if (s->n > 1)
		day += 7 * (s->n - 1);
	return day > in.to ? day - 7 : day;
}

/* To the nearest open day in the wanted direction, never out of the span. */
static bool
move(const struct calendar *c, enum shift shift, struct period in, int *day)
{
	int first, second;

	if (shift == SHIFT_NONE || calendar_closed(c, *day) == NULL)
		return true;
	first = *day;
	if (shift == SHIFT_BACK)
		return calendar_nth(c, in.from, *day, -1, day) || calendar_nth(c, first, in.to, 1, day);
	second = *day;
	return calendar_nth(c, *day, in.to, 1, day) || calendar_nth(c, in.from, second, -1, day);
}

static void
business_day(const struct schedule *s, const struct calendar *c, struct due *d)
{
	int day, i;

	if (!calendar_nth(c, d->in.from, d->in.to, s->n, &day) &&
	    !calendar_nth(c, d->in.from, d->in.to, s->n > 0 ? -1 : 1, &day)) {
		d->none = true;
		d->nominal = d->due = s->n > 0 ? d->in.from : d->in.to;
		return;
	}
	d->nominal = day;
	for (i = 0; i < s->before && calendar_nth(c, d->in.from, day - 1, -1, &d->due); i++)
		day = d->due;
	d->due = day;
}

struct due
schedule_due(const struct schedule *s, struct period p, const struct calendar *c)
{
	struct due d = { .in = span(s, p) };
	int any;

	if (s->rule == RULE_BUSINESS) {
		business_day(s, c, &d);
		return d;
	}
	if (s->rule == RULE_DATE) {
		d.in = s->next ? period_shift(p, 1) : p;
		d.nominal = anniversary(s->date, d.in) - s->before;
		if (d.nominal < d.in.from)
			d.nominal = d.in.from;
	} else {
		d.nominal = nominal_day(s, d.in);
	}
	d.due = d.nominal;
	d.none = !calendar_nth(c, d.in.from, d.in.to, 1, &any) || !move(c, s->shift, d.in, &d.due);
	if (d.none)
		d.due = d.nominal;
	return d;
}
