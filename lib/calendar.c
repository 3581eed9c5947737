/* calendar.c - holidays, the team's closed and open days, business days */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "text.h"
#include "date.h"
#include "period.h"
#include "column.h"
#include "reader.h"
#include "team.h"
#include "calendar.h"

/* The years that the holiday law and these tables can cover. */
enum { YEAR_MIN = 1948, YEAR_MAX = 2200, YEARS = YEAR_MAX - YEAR_MIN + 1 };

/* A row of closed.csv: a span of days, in one year or in every year. */
struct closing {
	int from, to;            /* days; yearly: month * 100 + day */
	bool yearly, open;
	const char *name;
};

struct calendar {
	const char *holiday[YEARS * 366]; /* by day; NULL for none */
	int base;                /* the day of holiday[0] */
	bool known[YEARS];       /* false where the data has no holiday: a gap */
	int from, to;            /* the first and the last day of the data */
	struct closing *closing;
	size_t n;
	struct arena arena;
};

static int
year_of(int day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return y;
}

static size_t
need_column(const struct reader *r, const char *name)
{
	size_t i = reader_column(r, name);

	if (i == COLUMN_NONE)
		errx(1, "%s: no column '%s'", reader_path(r), name);
	return i;
}

/* What one file says: the name of each holiday, and which years it covers. */
struct holidays {
	const char *name[YEARS * 366];
	bool covers[YEARS];
};

/* A year of the file replaces the same year read before; days that differ are reported. */
static void
replace_year(struct calendar *c, const struct holidays *fresh, int y, const char *path)
{
	char date[DATE_TEXT];
	const char *was, *is;
	int day, i, last = day_of(y, 12, 31);

	for (day = day_of(y, 1, 1); day <= last; day++) {
		i = day - c->base;
		was = c->holiday[i];
		is = fresh->name[i];
		if (c->known[y - YEAR_MIN] && (was == NULL) != (is == NULL))
			warnx("%s: %s is %s there, %s in the shipped data", path,
			    date_text(day, DATE_ISO, date), is != NULL ? is : _("no holiday"),
			    was != NULL ? was : _("no holiday"));
		c->holiday[i] = is;
	}
}

static void
replace_years(struct calendar *c, const struct holidays *fresh, const char *path)
{
	int y, n = 0;

	for (y = YEAR_MIN; y <= YEAR_MAX; y++) {
		if (!fresh->covers[y - YEAR_MIN])
			continue;
		replace_year(c, fresh, y, path);
		c->known[y - YEAR_MIN] = true;
		c->from = day_of(y, 1, 1) < c->from ? day_of(y, 1, 1) : c->from;
		c->to = day_of(y, 12, 31) > c->to ? day_of(y, 12, 31) : c->to;
		n++;
	}
	if (n == 0)
		errx(1, "%s: holds no holiday", path);
}

/* A file in the form of the Cabinet Office's syukujitsu.csv. */
static void
read_holidays(struct calendar *c, const char *path)
{
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	size_t date = need_column(r, "date"), name = need_column(r, "name");
	struct holidays *fresh = memory_zeros(1, sizeof(*fresh));
	struct row row;
	int day;
	while (reader_next(r, &row)) {
		if (!date_parse(row.cell[date], DAY_MIN, &day) || year_of(day) < YEAR_MIN ||
		    year_of(day) > YEAR_MAX) {
			reader_reject(r, &row, "not a date: %s", row.cell[date]);
			continue;
		}
		fresh->name[day - c->base] = arena_text(&c->arena, row.cell[name], strlen(row.cell[name]));
		fresh->covers[year_of(day) - YEAR_MIN] = true;
	}
	replace_years(c, fresh, path);
	free(fresh);
	reader_close(r);
}

/* 12月29日, without a year, means every year. */
static bool
yearly_day(const char *s, int *monthday)
{
	char narrow[64];
	int m, d, n = 0;

	if (!text_narrow(s, narrow, sizeof(narrow)) ||
	    sscanf(narrow, "%2d月%2d日%n", &m, &d, &n) != 2 || n == 0 || narrow[n] != '\0')
		return false;
	*monthday = m * 100 + d;
	return civil_valid(2000, m, d);
}

static bool
closing_parse(const char *text, struct closing *c)
{
	const char *dots = strstr(text, "..");
	char first[64];
	struct period p;

	c->yearly = true;
	if (yearly_day(text, &c->from)) {
		c->to = c->from;
		return true;
	}
	if (dots != NULL && (size_t)(dots - text) < sizeof(first)) {
		memcpy(first, text, (size_t)(dots - text));
		first[dots - text] = '\0';
		if (yearly_day(first, &c->from) && yearly_day(dots + 2, &c->to))
			return true;
	}
	c->yearly = false;
	if (!period_parse(text, DAY_MIN, &p) || p.from == DAY_MIN || p.to == DAY_MAX)
		return false;
	c->from = p.from;
	c->to = p.to;
	return true;
}

/* A span such as 12月29日..12月28日 must be a slip: no day would be open. */
static bool
closes_year(const struct closing *c)
{
	int y, m, d;

	if (c->open)
		return false;
	day_split(day_of(2000, c->to / 100, c->to % 100) + 1, &y, &m, &d);
	return c->from == m * 100 + d;
}

static void
read_closed(struct calendar *c, const char *path)
{
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	size_t date = need_column(r, "date"), name = need_column(r, "name"), open = reader_column(r, "state");
	const char *state;
	struct closing *new;
	struct row row;

	while (reader_next(r, &row)) {
		c->closing = memory_array(c->closing, c->n + 1, sizeof(*c->closing));
		new = &c->closing[c->n++];
		state = open == COLUMN_NONE ? "" : row.cell[open];
		new->open = strcmp(state, "開") == 0 || strcasecmp(state, "open") == 0;
		new->name = arena_text(&c->arena, row.cell[name], strlen(row.cell[name]));
		if (!new->open && *state != '\0' && strcmp(state, "閉") != 0 && strcasecmp(state, "closed") != 0)
			reader_reject(r, &row, "state is 閉 or 開 (closed, open), not %s", state);
		if (!closing_parse(row.cell[date], new))
			reader_reject(r, &row, "not a date: %s (2026-08-14, 2026-08-12..2026-08-14, 12月29日)",
			    row.cell[date]);
		else if (new->yearly && closes_year(new))
			reader_reject(r, &row, "%s closes the whole year", row.cell[date]);
	}
	reader_close(r);
}

struct calendar *
calendar_open(const struct team *t)
{
	struct calendar *c = memory_zeros(1, sizeof(*c));
	char *path;
	c->base = day_of(YEAR_MIN, 1, 1);
	c->from = DAY_MAX;
	c->to = DAY_MIN;
	path = team_need(t, "holidays.csv");
	read_holidays(c, path);
	free(path);
	path = team_file(t, "syukujitsu.csv");
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		read_holidays(c, path);
	free(path);
	if ((path = team_path(t, "closed.csv")) != NULL)
		read_closed(c, path);
	free(path);
	return c;
}

static bool
closing_holds(const struct closing *c, int day)
{
	int y, m, d;

	if (c->yearly) {
		day_split(day, &y, &m, &d);
		day = m * 100 + d;
		if (c->from > c->to) /* 12月29日..1月3日 */
			return day >= c->from || day <= c->to;
	}
	return day >= c->from && day <= c->to;
}

/* The last row of closed.csv that covers the day wins. */
static const struct closing *
closing_of(const struct calendar *c, int day)
{
	size_t i;

	for (i = c->n; i > 0; i--)
		if (closing_holds(&c->closing[i - 1], day))
			return &c->closing[i - 1];
	return NULL;
}

const char *
calendar_closed(const struct calendar *c, int day)
{
	const struct closing *own = closing_of(c, day);
	char date[DATE_TEXT], end[DATE_TEXT];
	int y, m, d;

	if (day < c->from || day > c->to)
		errx(1, "%s: the holiday data covers only %s..%s",
		    date_text(day, DATE_ISO, date), date_text(c->from, DATE_ISO, end),
		    date_text(c->to, DATE_ISO, (char[DATE_TEXT]){ 0 }));
	day_split(day, &y, &m, &d);
	if (!c->known[y - YEAR_MIN])
		errx(1, "%s: the holiday data lacks %d", date_text(day, DATE_ISO, date), y);
	if (own != NULL)
		return own->open ? NULL : own->name;
	if (c->holiday[day - c->base] != NULL)
		return c->holiday[day - c->base];
	if ((m == 12 && d >= 29) || (m == 1 && d <= 3))
		return "年末年始";
	if (day_weekday(day) >= 5)
		return day_weekday(day) == 5 ? "土曜日" : "日曜日";
	return NULL;
}

struct period
calendar_range(const struct calendar *c)
{
	return (struct period){ PERIOD_SPAN, c->from, c->to };
}

bool
calendar_nth(const struct calendar *c, int from, int to, int n, int *day)
{
	int step = n > 0 ? 1 : -1;

	for (*day = n > 0 ? from : to; *day >= from && *day <= to; *day += step)
		if (calendar_closed(c, *day) == NULL && (n -= step) == 0)
			return true;
	return false;
}

void
calendar_close(struct calendar *c)
{
	arena_free(&c->arena);
	free(c->closing);
	free(c);
}
