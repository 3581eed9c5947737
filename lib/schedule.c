/* schedule.c - the schedule column: 翌月第5営業日, 9月・3月 最終営業日 前倒し 期限 */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "date.h"
#include "period.h"
#include "calendar.h"
#include "schedule.h"

/* The text still to be read, and what was found so far. */
struct cursor {
	const char *s;
	enum period_kind kind;
	struct schedule *out;
	bool rule, unfit;
	unsigned marks; /* the kinds of marks found so far, as bits */
};

enum mark { MARK_SHIFT, MARK_NEXT, MARK_DEADLINE };
enum {
	WEEKS = 1 << PERIOD_WEEK, YEARS = 1 << PERIOD_YEAR,
	TERMS = 1 << PERIOD_QUARTER | 1 << PERIOD_HALF,
	MONTHS = 1 << PERIOD_MONTH | TERMS | YEARS, ANY = WEEKS | MONTHS,
};

static const struct {
	const char *word;
	enum mark mark;
	int value;
	int kinds; /* of periods that it suits, as bits */
} marks[] = {
	{ "前倒し", MARK_SHIFT, SHIFT_BACK, ANY }, { "preceding", MARK_SHIFT, SHIFT_BACK, ANY },
	{ "後ろ倒し", MARK_SHIFT, SHIFT_FORTH, ANY }, { "following", MARK_SHIFT, SHIFT_FORTH, ANY },
	{ "当日", MARK_SHIFT, SHIFT_NONE, ANY }, { "none", MARK_SHIFT, SHIFT_NONE, ANY },
	{ "翌週", MARK_NEXT, NEXT_PERIOD, WEEKS }, { "翌期", MARK_NEXT, NEXT_PERIOD, TERMS },
	{ "翌年度", MARK_NEXT, NEXT_PERIOD, YEARS }, { "next", MARK_NEXT, NEXT_PERIOD, ANY },
	{ "翌月", MARK_NEXT, NEXT_MONTH, MONTHS }, { "next-month", MARK_NEXT, NEXT_MONTH, MONTHS },
	{ "期限", MARK_DEADLINE, true, ANY }, { "deadline", MARK_DEADLINE, true, ANY },
};

static const char *const months[] = {
	"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
};

static bool
is_letter(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

/* After an English word no letter, digit or - may follow; after a Japanese one anything may. */
static bool
scan_word(struct cursor *c, const char *w)
{
	const char *end = c->s + strlen(w);

	if (strncasecmp(c->s, w, strlen(w)) != 0)
		return false;
	if (is_letter(end[-1]) && (is_letter(*end) || *end == '-' || (*end >= '0' && *end <= '9')))
		return false;
	c->s = end;
	return true;
}

/* Reads a number in either width: 5, ５. */
static bool
scan_number(struct cursor *c, int *n)
{
	const char *p = c->s, *end;
	int32_t digit;

	for (*n = 0; *n < 1000; p = end) {
		end = p + text_char(p, &digit);
		if (digit >= 0xff10)
			digit -= 0xff10 - '0';
		if (digit < '0' || digit > '9')
			break;
		*n = *n * 10 + (digit - '0');
	}
	if (p == c->s)
		return false;
	c->s = p;
	return true;
}

static bool
number_before(struct cursor *c, const char *w, int *n)
{
	const char *was = c->s;

	if (scan_number(c, n) && scan_word(c, w))
		return true;
	c->s = was;
	return false;
}

/* bd5, tue2, day25, bd-1: a word and its number. */
static bool
number_after(struct cursor *c, const char *w, int *n)
{
	const char *was = c->s;
	int sign = 1;

	if (strncasecmp(c->s, w, strlen(w)) == 0) {
		c->s += strlen(w);
		if (*c->s == '-') {
			c->s++;
			sign = -1;
		}
		if (scan_number(c, n) && !is_letter(*c->s)) {
			*n *= sign;
			return true;
		}
	}
	c->s = was;
	return false;
}

static size_t
separator_length(const char *s)
{
	static const char *const all[] = { " ", "　", "・", ",", "、" };
	size_t i;

	for (i = 0; i < sizeof(all) / sizeof(*all); i++)
		if (strncmp(s, all[i], strlen(all[i])) == 0)
			return strlen(all[i]);
	return 0;
}

static void
scan_space(struct cursor *c)
{
	size_t n;

	while ((n = separator_length(c->s)) > 0)
		c->s += n;
}

static bool
set_rule(struct cursor *c, enum rule rule, int n, int most)
{
	if (c->rule || n == 0 || n > most)
		return false;
	c->rule = true;
	c->out->rule = rule;
	c->out->n = n;
	return true;
}

/* の3営業日前, 60日前, -3bd, -60d, after the date from which it counts. */
static void
days_before(struct cursor *c, const char *japanese, const char *english)
{
	const char *was = c->s;

	scan_space(c);
	if (strncmp(c->s, "の", strlen("の")) == 0)
		c->s += strlen("の");
	if (number_before(c, japanese, &c->out->before))
		return;
	if (*c->s == '-') {
		c->s++;
		if (number_before(c, english, &c->out->before))
			return;
	}
	c->out->before = 0;
	c->s = was;
}

static bool
scan_business_day(struct cursor *c, int n)
{
	if (n < -23 || !set_rule(c, RULE_BUSINESS, n, 23))
		return false;
	days_before(c, "営業日前", "bd");
	return true;
}

/* 金曜 金曜日 */
static bool
scan_weekday(struct cursor *c, int n)
{
	size_t length;
	int i;

	for (i = 0; i < 7; i++) {
		length = strlen(weekday_name(i));
		if (strncmp(c->s, weekday_name(i), length) != 0 ||
		    strncmp(c->s + length, "曜", strlen("曜")) != 0)
			continue;
		c->s += length + strlen("曜");
		if (strncmp(c->s, "日", strlen("日")) == 0)
			c->s += strlen("日");
		c->out->weekday = i;
		c->unfit |= (n == 0) != (c->kind == PERIOD_WEEK);
		return set_rule(c, RULE_WEEKDAY, n == 0 ? 1 : n, 5);
	}
	return false;
}

/* Fri, or tue2 for the second Tuesday */
static bool
english_weekday(struct cursor *c)
{
	char name[4] = "";
	int i, n = 0;

	memcpy(name, c->s, strnlen(c->s, 3));
	if (!is_letter(*name) || !weekday_parse(name, &i) ||
	    (!scan_word(c, name) && (!number_after(c, name, &n) || n < 1)))
		return false;
	c->out->weekday = i;
	c->unfit |= (n == 0) != (c->kind == PERIOD_WEEK);
	return set_rule(c, RULE_WEEKDAY, n == 0 ? 1 : n, 5);
}

/* 第5営業日, 第2火曜 */
static bool
scan_nth(struct cursor *c)
{
	int n;

	c->s += strlen("第");
	if (!scan_number(c, &n) || n == 0)
		return false;
	return scan_word(c, "営業日") ? scan_business_day(c, n) : scan_weekday(c, n);
}

/* 2027/03/31 60日前: the expiry of a licence, of which only month and day count */
static bool
scan_absolute(struct cursor *c)
{
	int y, m, d;

	if (!number_before(c, "/", &y) && !number_before(c, "-", &y))
		return false;
	if ((!number_before(c, "/", &m) && !number_before(c, "-", &m)) || !scan_number(c, &d) ||
	    !civil_valid(y, m, d))
		return false;
	c->out->date = day_of(y, m, d);
	days_before(c, "日前", "d");
	c->unfit |= c->kind != PERIOD_YEAR;
	return set_rule(c, RULE_DATE, 1, 1);
}

static bool
scan_month(struct cursor *c)
{
	const char *was = c->s;
	int m;

	if (!number_before(c, "月", &m)) {
		for (m = 1; m <= 12 && !scan_word(c, months[m - 1]); m++)
			;
	}
	if (m >= 1 && m <= 12) {
		c->out->months |= 1u << m;
		return true;
	}
	c->s = was;
	return false;
}

static bool
scan_mark(struct cursor *c)
{
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(*marks) && !scan_word(c, marks[i].word); i++)
		;
	if (i == sizeof(marks) / sizeof(*marks) || c->marks >> marks[i].mark & 1)
		return false;
	c->marks |= 1u << marks[i].mark;
	c->unfit |= (marks[i].kinds >> c->kind & 1) == 0;
	if (marks[i].mark == MARK_SHIFT)
		c->out->shift = (enum shift)marks[i].value;
	else if (marks[i].mark == MARK_NEXT)
		c->out->next = (enum next)marks[i].value;
	else
		c->out->deadline = true;
	return true;
}

static bool
scan_day(struct cursor *c, int n)
{
	c->unfit |= c->kind == PERIOD_WEEK;
	return set_rule(c, RULE_DAY, n, 31);
}

static bool
scan_rule(struct cursor *c)
{
	int n;

	if (strncmp(c->s, "第", strlen("第")) == 0)
		return scan_nth(c);
	if (scan_word(c, "最終営業日"))
		return scan_business_day(c, -1);
	if (number_after(c, "bd", &n))
		return scan_business_day(c, n);
	if (scan_word(c, "末日") || scan_word(c, "last-day"))
		return scan_day(c, 31);
	if (number_before(c, "日", &n) || number_after(c, "day", &n))
		return n > 0 && scan_day(c, n);
	return scan_mark(c) || scan_month(c) || scan_weekday(c, 0) || english_weekday(c) || scan_absolute(c);
}

/* Does each period of the kind hold exactly one of the named months, if any are named? */
static bool
months_fit(const struct schedule *s, enum period_kind kind)
{
	int length = kind == PERIOD_QUARTER ? 3 : kind == PERIOD_HALF ? 6 : 12, i, m, n;

	if (s->months == 0)
		return true;
	if (kind == PERIOD_WEEK || kind == PERIOD_MONTH || s->rule == RULE_DATE)
		return false;
	for (i = 0; i < 12; i += length) {
		for (m = n = 0; m < length; m++)
			n += s->months >> ((i + m + 3) % 12 + 1) & 1;
		if (n != 1)
			return false;
	}
	return true;
}

bool
schedule_parse(const char *text, enum period_kind kind, struct schedule *s, const char **bad)
{
	struct cursor c = { .s = text, .kind = kind, .out = s };
	const char *was;

	*s = (struct schedule){ .rule = RULE_BUSINESS, .n = -1 };
	for (scan_space(&c); *c.s != '\0'; scan_space(&c)) {
		was = c.s;
		if (!scan_rule(&c)) {
			*bad = was;
			return false;
		}
	}
	*bad = NULL;
	return !c.unfit && months_fit(s, kind) && (s->rule != RULE_DATE || s->next == NEXT_NONE);
}

size_t
schedule_word(const char *text, const char *bad, char *buf, size_t size)
{
	size_t place = 1, n;
	int32_t c;

	while (text < bad) {
		text += text_char(text, &c);
		place++;
	}
	for (n = 0; bad[n] != '\0' && separator_length(bad + n) == 0; n += text_char(bad + n, &c))
		;
	snprintf(buf, size, "%.*s", (int)n, bad);
	return place;
}

struct period
schedule_span(const struct schedule *s, struct period p)
{
	struct period in;
	int y, m, d;

	if (s->rule == RULE_DATE)
		return p;
	if (p.kind == PERIOD_WEEK || p.kind == PERIOD_MONTH)
		return period_shift(p, s->next != NEXT_NONE);
	if (s->next == NEXT_PERIOD)
		p = period_shift(p, 1);
	/* If no month is named: the last one, or the first of the following period. */
	in = period_at(PERIOD_MONTH, s->next == NEXT_PERIOD ? p.from : p.to);
	if (s->months != 0)
		for (in = period_at(PERIOD_MONTH, p.from); in.to < p.to; in = period_shift(in, 1)) {
			day_split(in.from, &y, &m, &d);
			if (s->months >> m & 1)
				break;
		}
	return period_shift(in, s->next == NEXT_MONTH);
}

/* That many days before the anniversary of the date, once in every year. */
static int
before_anniversary(const struct schedule *s, struct period p)
{
	int y, m, d, from, day;

	day_split(s->date, &y, &m, &d);
	day_split(p.from, &from, &day, &day);
	for (y = from;; y++) {
		day = day_of(y, m, d <= month_days(y, m) ? d : month_days(y, m)) - s->before;
		if (day >= p.from)
			return day <= p.to ? day : p.to;
	}
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

/* Moves to the nearest open day, in the other direction if the span has none in the wanted one. */
static bool
shift_day(const struct calendar *c, enum shift shift, struct period in, int *day)
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

static int
business_day(const struct schedule *s, const struct calendar *c, struct due *d)
{
	int day, i;

	if (!calendar_nth(c, d->in.from, d->in.to, s->n, &day))
		calendar_nth(c, d->in.from, d->in.to, s->n > 0 ? -1 : 1, &day); /* there are fewer */
	d->nominal = day;
	for (i = 0; i < s->before && calendar_nth(c, d->in.from, day - 1, -1, &d->due); i++)
		day = d->due;
	return day;
}

/* The days that the rule names are all closed: 翌… is due on the next open day, other work on another
 * day of the period. */
static void
fall_back(const struct schedule *s, struct period p, const struct calendar *c, struct due *d)
{
	if (s->next != NEXT_NONE || s->rule == RULE_BUSINESS)
		d->nominal = d->in.to;
	d->due = d->nominal;
	if (s->next != NEXT_NONE)
		calendar_nth(c, d->in.to + 1, d->in.to + 366, 1, &d->due);
	else if (!d->none)
		shift_day(c, s->shift, p, &d->due);
}

struct due
schedule_due(const struct schedule *s, struct period p, const struct calendar *c)
{
	struct due d = { .in = schedule_span(s, p) };
	bool open;
	int any;

	open = calendar_nth(c, d.in.from, d.in.to, 1, &any);
	d.none = (!open || s->next != NEXT_NONE) && !calendar_nth(c, p.from, p.to, 1, &any);
	if (open && s->rule == RULE_BUSINESS) {
		d.due = business_day(s, c, &d);
		return d;
	}
	if (s->rule != RULE_BUSINESS)
		d.nominal = s->rule == RULE_DATE ? before_anniversary(s, d.in) : nominal_day(s, d.in);
	d.due = d.nominal;
	if (!open)
		fall_back(s, p, c, &d);
	else
		shift_day(c, s->shift, d.in, &d.due);
	return d;
}
