/* option.c - the options, and the meaning of their values */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "period.h"
#include "reader.h"
#include "team.h"
#include "journal.h"
#include "tickets.h"
#include "option.h"

const struct option_line option_table[OPTIONS] = {
#define OPTION(id, letter, name, argument, help) [OPT_##id] = { letter, name, argument, help },
#include "option.def"
#undef OPTION
};

const char *
option_each(const struct options *o, enum option_id id, size_t *cursor)
{
	while (*cursor < o->ngiven)
		if (o->given[(*cursor)++].id == id)
			return o->given[*cursor - 1].value;
	return NULL;
}

const char *
option_name(enum option_id id)
{
	return option_table[id].name;
}

long long
option_number(const struct options *o, enum option_id id, long long otherwise, long long max)
{
	const char *error;
	char narrow[32];
	long long n;

	if (o->value[id] == NULL)
		return otherwise;
	if (!text_narrow(o->value[id], narrow, sizeof(narrow)))
		errx(2, "--%s: too long", option_table[id].name);
	n = strtonum(narrow, 0, max, &error);
	if (error != NULL && max > INT32_MAX)
		errx(2, "--%s: a number, such as 3, not '%s'", option_table[id].name, o->value[id]);
	if (error != NULL)
		errx(2, "--%s: a number up to %lld, such as 3, not '%s'", option_table[id].name, max, o->value[id]);
	return n;
}

/* A number alone may be a month or a week, and two dates may stand the wrong way round. */
static void __attribute__((noreturn))
refuse_period(const struct options *o, enum option_id id)
{
	const char *typed = o->value[id], *dots = strstr(typed, ".."), *name = option_table[id].name;
	int year, month, day, n = (int)strtol(typed, NULL, 10);
	struct period from, to;
	char *left;

	day_split(o->team.today, &year, &month, &day);
	if (strlen(typed) <= 2 && strspn(typed, "0123456789") == strlen(typed) && n >= 1 && n <= 12)
		errx(2, "--%s=%s: the month %d月, or the week %d-W%02d?", name, typed, n, year, n);
	left = dots == NULL ? NULL : memory_span(typed, (size_t)(dots - typed));
	if (left != NULL && period_parse(left, o->team.today, &from) && period_parse(dots + 2, o->team.today, &to))
		errx(2, "--%s: '%s' ends before it begins", name, typed);
	errx(2, "--%s: not a period: '%s' (2026-11, 2026-W48, FY2026H1, week-1, 先月, 2026-11-01..2026-11-30)", name, typed);
}

bool
option_period(const struct options *o, enum option_id id, struct period *p)
{
	if (o->value[id] == NULL)
		return false;
	if (strlen(o->value[id]) == 4 && strspn(o->value[id], "0123456789") == 4)
		errx(2, "--%s=%s: the fiscal year %s年度, or the calendar year %s-01..%s-12?", option_table[id].name,
		    o->value[id], o->value[id], o->value[id], o->value[id]);
	if (!period_parse(o->value[id], o->team.today, p))
		refuse_period(o, id);
	return true;
}

int64_t
option_as_of(const struct options *o)
{
	const char *s = o->value[OPT_AS_OF];
	int64_t us;
	int day;

	if (s == NULL)
		return INT64_MAX;
	if (date_parse(s, o->team.today, &day))
		return (day + 1) * DAY_US - 1; /* a day counts until its end */
	if (!time_parse(s, o->team.today, &us))
		errx(2, "--as-of: not a date: '%s' (2026-11-20, 11/20, 昨日, or with a time)", s);
	return us + (strchr(s, '.') == NULL ? SECOND_US - 1 : 0); /* a second counts until its end */
}

int
option_day(const struct options *o)
{
	int64_t as_of = option_as_of(o);

	return as_of == INT64_MAX || o->value[OPT_TODAY] != NULL ? o->team.today : time_day(as_of);
}

void
options_part(struct options *o, option_parts *parts)
{
	static const char wide[] = "　";
	char **word, *s, *end, *rest;
	size_t i, n = 0, all = 1, first;

	for (i = 0; i < o->n; i++)
		for (all++, s = o->operand[i]; (s = strstr(s, wide)) != NULL; s += strlen(wide))
			all++;
	word = memory_zeros(all, sizeof(*word));
	for (i = 0; i < o->n; i++) {
		first = n;
		s = end = memory_text(o->operand[i]);
		for (; (end = strstr(end, wide)) != NULL; end = rest) {
			rest = end + strlen(wide);
			*end = '\0';
			if (parts != NULL && !parts(word, n, first, s, rest)) {
				*end = *wide;
				continue;
			}
			if (*s != '\0')
				word[n++] = s;
			s = rest;
		}
		if (*s != '\0' || *o->operand[i] == '\0')
			word[n++] = s;
	}
	o->operand = word;
	o->n = n;
}

struct reader *
option_stdin(const struct options *o, bool empty)
{
	return reader_open("-", (struct reader_options){ .mode = READER_STREAM, .empty = empty,
	    .from = o->value[OPT_FROM], .sheet = o->value[OPT_SHEET], .skip_to = o->value[OPT_SKIP_TO] });
}

struct reader *
option_rows(const struct options *o, const char *path, bool empty)
{
	return reader_open(path, (struct reader_options){ .mode = READER_STREAM, .empty = empty,
	    .from = o->value[OPT_FROM], .sheet = o->value[OPT_SHEET], .skip_to = o->value[OPT_SKIP_TO], .strict = true, .bad_max = 10000 });
}

struct reader *
option_ledger_rows(const struct options *o, const char *path, const char *const *header)
{
	return reader_open(path, (struct reader_options){ .mode = READER_STREAM, .heading = { .names = header },
	    .from = o->value[OPT_FROM], .sheet = o->value[OPT_SHEET], .skip_to = o->value[OPT_SKIP_TO], .strict = true, .bad_max = 10000 });
}

char *
option_ledger(const struct options *o)
{
	const char *given = o->value[OPT_TICKETS];
	char *path = given == NULL ? team_file(&o->team, "tickets.csv") : memory_text(given), *real = NULL;

	if (given != NULL && strcmp(given, "-") == 0)
		errx(2, "-t -: only list reads tickets from stdin");
	if (o->value[OPT_LINK] != NULL && (real = realpath(path, NULL)) != NULL) {
		free(path);
		path = real;
	}
	return path;
}

struct tickets *
option_tickets(const struct options *o, bool needed)
{
	const char *given = o->value[OPT_TICKETS];
	struct tickets *ts;
	struct view v;
	char *path;

	if (given != NULL && strcmp(given, "-") == 0)
		return tickets_stream(option_stdin(o, false), option_as_of(o));
	path = option_ledger(o);
	if (needed || given != NULL ||
	    faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		v = view_open(path, false);
		ts = tickets_read(&v, option_as_of(o));
		view_close(&v);
	} else {
		ts = tickets_read(NULL, INT64_MAX);
	}
	free(path);
	return ts;
}
