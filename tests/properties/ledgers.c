/* ledgers.c - with random contracts, calendars and ledgers, runs agree with each other */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "property.h"

static const char *const schedules[][2] = {
	{ "週次", "金曜" }, { "週次", "月曜 後ろ倒し" }, { "週次", "翌週火曜" }, { "隔週", "水曜" },
	{ "月次", "第5営業日" }, { "月次", "末日 後ろ倒し" }, { "月次", "翌月第5営業日" },
	{ "月次", "10日 期限" }, { "月次", "第2火曜" }, { "四半期", "" },
	{ "半期", "9月・3月 第5営業日" }, { "半期", "翌期 1日" }, { "年次", "2月 最終営業日" },
	{ "年次", "2027/04/15 60日前" }, { "随時", "" },
};
enum { SCHEDULES = sizeof(schedules) / sizeof(*schedules), DAYS = 365 };

static FILE *
text_open(char **text, size_t *size)
{
	FILE *f = open_memstream(text, size);

	if (f == NULL)
		err(1, NULL);
	return f;
}

static void
text_file(const struct team *o, const char *name, FILE *f, char **text)
{
	if (fclose(f) != 0)
		err(1, NULL);
	team_write(o, name, *text);
	free(*text);
}

static const char *
chance_day(struct chance *c, char buf[DATE_TEXT])
{
	return date_text(day_of(2026, 2, 1) + chance_below(c, 480), DATE_ISO, buf);
}

/* Write two to seven activities, of which some are revised and some share a title. */
static void
write_catalog(const struct team *o, struct chance *c)
{
	static const char *const titles[] = { "定例チェック（年月）", "点検（年月日）", "作業" };
	char *text, day[DATE_TEXT], after[DATE_TEXT];
	int i, n = 2 + chance_below(c, 6), at, lead;
	const char *title;
	size_t size;
	FILE *f = text_open(&text, &size);

	fputs("id,title,frequency,schedule,lead,valid_from,valid_to\n", f);
	for (i = 0; i < n; i++) {
		at = chance_below(c, SCHEDULES - (i == 0));
		lead = chance_below(c, 3) * chance_below(c, 20);
		title = at == SCHEDULES - 1 ? "作業" : titles[chance_below(c, 3)];
		chance_day(c, day);
		if (chance_below(c, 4) > 0)
			*day = '\0';
		fprintf(f, "X-%d,%s,%s,%s,%d,,%s\n", i, title, schedules[at][0], schedules[at][1], lead, day);
		if (*day == '\0' || chance_below(c, 2) == 0)
			continue;
		if (!date_parse(day, DAY_MIN, &at))
			errx(1, "%s", day);
		date_text(at + 1, DATE_ISO, after);
		at = chance_below(c, SCHEDULES - 1);
		fprintf(f, "X-%d,%s,%s,%s,%d,%s,\n", i, title, schedules[at][0], schedules[at][1], lead, after);
	}
	text_file(o, "sow.csv", f, &text);
}

static void
write_calendar(const struct team *o, struct chance *c)
{
	char *text, from[DATE_TEXT], to[DATE_TEXT];
	int i, day, n = chance_below(c, 20);
	size_t size;
	FILE *f = text_open(&text, &size);

	fputs("date,state,name\n", f);
	for (i = 0; i < n; i++) {
		day = day_of(2026, 2, 1) + chance_below(c, 480);
		date_text(day, DATE_ISO, from);
		date_text(day + chance_below(c, 3) * chance_below(c, 25), DATE_ISO, to);
		fprintf(f, "%s..%s,%s,臨時\n", from, to, chance_below(c, 3) > 0 ? "閉" : "開");
	}
	text_file(o, "closed.csv", f, &text);
}

static void
write_contract(const struct team *o, struct chance *c)
{
	char *text, from[DATE_TEXT], to[DATE_TEXT];
	size_t size;
	FILE *f = text_open(&text, &size);

	date_text(day_of(2026, 4, 1) - 60 + chance_below(c, 120), DATE_ISO, from);
	date_text(day_of(2027, 3, 31) - 60 + chance_below(c, 120), DATE_ISO, to);
	fprintf(f, "name,from,to\nKPBE,%s,%s\n", from, chance_below(c, 2) ? to : "");
	text_file(o, "contract.csv", f, &text);
}

/* ---- tickets in memory ---- */

struct tickets *
tickets_new(void)
{
	struct tickets *ts = tickets_read(NULL, INT64_MAX);
	size_t i;

	ts->names = ledger_columns;
	ts->ncolumns = L_FIXED;
	for (i = 0; i < L_FIXED; i++)
		ts->column[i] = i;
	ts->note = COLUMN_NONE;
	return ts;
}

static void
ticket_row(struct tickets *ts, long long id, enum status status, const char *keys, int closed)
{
	char date[DATE_TEXT] = "", empty[] = "", *cell[L_FIXED];
	size_t i;

	for (i = 0; i < L_FIXED; i++)
		cell[i] = empty;
	if (status == T_DONE)
		date_text(closed, DATE_ISO, date);
	cell[L_KEYS] = (char *)(uintptr_t)keys;
	cell[L_CLOSED] = date;
	ts->last_rev++;
	tickets_apply(ts, cell, id, status);
}

/* ---- sow-due | sow-ticket new - on a given day ---- */

struct world {
	struct team o;
	struct ground ground;
	int start;
};

static struct world
world_open(const struct team *o)
{
	struct world w = { .o = *o, .start = day_of(2026, 4, 1) };

	w.ground = ground_open(o);
	return w;
}

static void
world_close(struct world *w)
{
	ground_close(&w->ground);
}

static struct plan
plan_of(const struct world *w, struct tickets *ts, int today)
{
	return plan_open(w->ground, ts, today);
}

static bool
needs_ticket(const struct occurrence *x)
{
	return x->ticket == NULL && (x->state == DUE || x->state == BEHIND || x->state == MISSED);
}

static void
run_day(const struct world *w, struct tickets *ts, int today)
{
	struct plan plan = plan_of(w, ts, today);
	const char *keys;
	size_t i, n;

	plan_fill(&plan, (struct period){ PERIOD_SPAN, w->start, today + 40 });
	for (i = 0; i < plan.n; i += n) {
		n = plan_group(&plan, i, false);
		if (!needs_ticket(&plan.occurrence[i]))
			continue;
		keys = group_keys(&plan.occurrence[i], n, &plan.arena);
		ticket_row(ts, (long long)ts->n + 1, T_OPEN, keys, 0);
	}
	plan_free(&plan);
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Return the sorted keys of all tickets as one text, in which a key that two tickets have occurs twice. */
static char *
key_set(const struct tickets *ts)
{
	char **list = NULL, *key, *text;
	const char *s;
	size_t i, n = 0, size;
	FILE *f = text_open(&text, &size);

	for (i = 0; i < ts->n; i++)
		for (s = ticket_cell(ts, &ts->ticket[i], L_KEYS); (key = key_next(&s)) != NULL; n++) {
			if ((list = reallocarray(list, n + 1, sizeof(*list))) == NULL)
				err(1, NULL);
			list[n] = key;
		}
	if (n > 0)
		qsort(list, n, sizeof(*list), by_text);
	for (i = 0; i < n; i++) {
		fprintf(f, "%s\n", list[i]);
		free(list[i]);
	}
	free(list);
	if (fclose(f) != 0)
		err(1, NULL);
	return text;
}

/* ---- the two properties ---- */

static size_t keys_seen;

/* A run every day, runs with days missed and a single run at the end must make the same keys. */
static void
check_catch_up(const struct world *w, struct chance *c, int seed)
{
	struct tickets *daily = tickets_new(), *gaps = tickets_new(), *once = tickets_new();
	char *every, *some, *last;
	int day, end = w->start + DAYS;

	for (day = w->start; day <= end; day++) {
		run_day(w, daily, day);
		if (chance_below(c, 20) == 0 || day == end)
			run_day(w, gaps, day);
	}
	run_day(w, once, end);
	every = key_set(daily);
	some = key_set(gaps);
	last = key_set(once);
	CHECK(strcmp(every, last) == 0, "seed %d: a run a day and a run a year differ", seed);
	CHECK(strcmp(some, last) == 0, "seed %d: missed days make a difference", seed);
	keys_seen += strlen(last) > 0;
	free(every);
	free(some);
	free(last);
	tickets_close(daily);
	tickets_close(gaps);
	tickets_close(once);
}

/* Make a random ledger: keys that are due, in any state, some of them corrected later. */
static struct tickets *
chance_ledger(const struct world *w, struct chance *c)
{
	struct plan plan = plan_of(w, NULL, w->start);
	struct tickets *ts = tickets_new();
	const struct occurrence *x;
	size_t i;

	plan_fill(&plan, (struct period){ PERIOD_SPAN, w->start, w->start + DAYS });
	for (i = 0; i < plan.n; i++) {
		x = &plan.occurrence[i];
		if (chance_below(c, 3) == 0)
			continue;
		ticket_row(ts, (long long)ts->n + 1, (enum status)chance_below(c, STATUSES), x->key,
		    x->owed.when.due - 5 + chance_below(c, 40));
		if (chance_below(c, 4) == 0)
			ticket_row(ts, (long long)ts->n, T_DONE, x->key, x->owed.deadline + chance_below(c, 2));
	}
	plan_free(&plan);
	return ts;
}

/* Read everything anew and draw the same random numbers, so that two calls must return the same bytes. */
static char *
run_whole(const struct team *o, uint64_t seed)
{
	struct chance c = { seed };
	struct world w = world_open(o);
	struct tickets *ts = chance_ledger(&w, &c);
	struct plan plan = plan_of(&w, ts, w.start + chance_below(&c, DAYS));
	char *text = plan_rows(&plan, (struct period){ PERIOD_SPAN, w.start, w.start + DAYS });

	plan_free(&plan);
	tickets_close(ts);
	world_close(&w);
	return text;
}

void
check_ledgers(int rounds)
{
	struct team o = team_new();
	struct chance c = { 0 };
	struct world w;
	char *one, *two;
	int seed;

	keys_seen = 0;
	for (seed = 1; seed <= rounds; seed++) {
		c.state = (uint64_t)seed;
		write_catalog(&o, &c);
		write_calendar(&o, &c);
		write_contract(&o, &c);
		one = run_whole(&o, c.state);
		two = run_whole(&o, c.state);
		CHECK(strcmp(one, two) == 0, "seed %d: two runs differ", seed);
		free(one);
		free(two);
		w = world_open(&o);
		check_catch_up(&w, &c, seed);
		world_close(&w);
	}
	CHECK(keys_seen * 10 >= (size_t)rounds * 9, "only %zu of %d years have work", keys_seen, rounds);
	team_remove(&o);
}
