/* plans.c - keys are unique and complete, and a span cut in two gives the same plan; how long twenty years take */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <err.h>

#include "property.h"

/* A contract with every regular frequency, 翌… and rows that are revised in mid-period. */
static const char catalog[] =
	"id,title,frequency,target,schedule,lead,valid_from,valid_to\n"
	"A-1,週次定例会（年月日）,週次,,金曜,7,,\n"
	"A-2,週次報告,週次,,翌週月曜,2,,\n"
	"A-3,隔週点検,隔週,,水曜,7,1951-05-08,2026-11-18\n"
	"A-3,隔週点検,隔週,,木曜,7,2026-11-19,\n"
	"B-1,定例チェック（年月）,月次,WSUS,第5営業日,7,,\n"
	"B-2,定例チェック（年月）,月次,WSUS2,第5営業日,20,,\n"
	"B-3,月次報告会（年月）,月次,,翌月第5営業日,7,,\n"
	"B-4,締め,月次,,末日 後ろ倒し,7,,1999-06-15\n"
	"B-4,締め,月次,,25日,7,1999-06-16,2040-02-29\n"
	"B-4,締め,月次,,第2火曜 期限,7,2040-03-01,\n"
	"C-1,四半期点検（年月）,四半期,,5月・8月・11月・2月 10日,14,,\n"
	"D-1,定例チェック（年月）,半期,Windows,9月・3月 第5営業日,7,,\n"
	"D-2,半期報告（年月）,半期,,翌期 第3営業日,7,,\n"
	"E-1,棚卸（年月）,年次,,10月 最終営業日,30,,2001-11-30\n"
	"E-1,棚卸（年月）,年次,,2月 最終営業日,30,2001-12-01,\n"
	"E-2,ライセンス更新,年次,,2027/04/15 60日前,90,,\n";

struct scene {
	struct team o;
	struct ground ground;
	struct plan plan; /* without occurrences */
};

static struct scene
scene_open(const char *text)
{
	struct scene g = { .o = team_new() };

	if (text != NULL)
		team_write(&g.o, "sow.csv", text);
	g.ground = ground_open(&g.o);
	g.plan = plan_open(g.ground, NULL, day_of(2026, 11, 24));
	return g;
}

static void
scene_close(struct scene *g)
{
	ground_close(&g->ground);
	team_remove(&g->o);
}

static struct period
days(int from, int to)
{
	return (struct period){ PERIOD_SPAN, from, to };
}

char *
plan_rows(struct plan *plan, struct period due)
{
	char *text = NULL;
	const struct occurrence *x;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	if (f == NULL)
		err(1, NULL);
	plan_fill(plan, due);
	for (x = plan->occurrence; x < plan->occurrence + plan->n; x++)
		fprintf(f, "%s,%s,%d,%d,%d,%s,%d,%lld\n", x->key, state_name(x->state), x->owed.when.nominal,
		    x->due, x->owed.deadline, x->title, x->lead, x->ticket == NULL ? 0 : x->ticket->id);
	if (fclose(f) != 0)
		err(1, NULL);
	return text;
}

/* ---- keys ---- */

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct occurrence *)a)->key, ((const struct occurrence *)b)->key);
}

/* Compare periods as days, not as text, in which FY1999 and 1999-04 are no neighbours. */
static int
by_activity(const void *a, const void *b)
{
	const struct occurrence *x = a, *y = b;
	int c = strcmp(x->owed.activity->field[F_ID], y->owed.activity->field[F_ID]);

	return c != 0 ? c : (x->period.from > y->period.from) - (x->period.from < y->period.from);
}

/* Every period must have one key: none occurs twice, and none is left out. */
static void
check_keys(struct plan *plan)
{
	const struct occurrence *x;
	struct period next;
	size_t i;

	plan_fill(plan, days(day_of(1952, 1, 1), day_of(2097, 12, 31)));
	CHECK(plan->n > 16000, "only %zu occurrences", plan->n);
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), by_key);
	for (i = 1; i < plan->n; i++)
		CHECK(by_key(&plan->occurrence[i - 1], &plan->occurrence[i]) != 0, "%s twice",
		    plan->occurrence[i].key);
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), by_activity);
	for (i = 1; i < plan->n; i++) {
		x = &plan->occurrence[i - 1];
		next = period_shift(x->period, x->owed.activity->frequency == BIWEEKLY ? 2 : 1);
		if (strcmp(x->owed.activity->field[F_ID], x[1].owed.activity->field[F_ID]) == 0)
			CHECK(x[1].period.from == next.from, "%s, then %s", x->key, x[1].key);
	}
}

/* The meaning of a key must not depend on the span in which it was found. */
static void
check_found(const struct scene *g, const struct plan *all)
{
	const struct occurrence *x, *y;
	struct plan plan;
	size_t i;

	for (i = 0; i < all->n; i += 67) {
		x = &all->occurrence[i];
		plan = g->plan;
		y = plan_find(&plan, x->key);
		CHECK(y != NULL && y->due == x->due && y->owed.deadline == x->owed.deadline &&
		    strcmp(y->title, x->title) == 0, "%s is another when looked for alone", x->key);
		plan_free(&plan);
	}
}

/* ---- plan(A..B) + plan(B+1..C) = plan(A..C) ---- */

static void
check_cut(const struct scene *g, int a, int b, int c)
{
	struct plan whole = g->plan, first = g->plan, second = g->plan;
	char *all = plan_rows(&whole, days(a, c)), *one = plan_rows(&first, days(a, b));
	char *two = plan_rows(&second, days(b + 1, c));
	size_t n = strlen(one);

	CHECK(strncmp(all, one, n) == 0 && strcmp(all + n, two) == 0, "days %d..%d cut behind %d", a, c, b);
	free(all);
	free(one);
	free(two);
	plan_free(&whole);
	plan_free(&first);
	plan_free(&second);
}

/* Cut at each day of a year, then at random days of all the years. */
static void
check_cuts(struct scene *g, int rounds)
{
	struct chance chance = { 4 };
	int i, a, b;

	for (b = day_of(2026, 4, 1); b < day_of(2027, 4, 7); b++)
		check_cut(g, day_of(2026, 3, 25), b, day_of(2027, 4, 8));
	for (i = 0; i < rounds * 5; i++) {
		a = day_of(1952, 1, 1) + chance_below(&chance, 140 * 365);
		b = a + chance_below(&chance, 400);
		g->plan.today = a + chance_below(&chance, 800);
		check_cut(g, a, b, b + 1 + chance_below(&chance, 400));
	}
}

void
check_plans(int rounds)
{
	struct scene g = scene_open(catalog);
	struct plan all = g.plan;

	check_keys(&all);
	check_found(&g, &all);
	plan_free(&all);
	check_cuts(&g, rounds);
	scene_close(&g);
	g = scene_open(NULL); /* the shipped contract */
	all = g.plan;
	check_keys(&all);
	check_found(&g, &all);
	plan_free(&all);
	check_cuts(&g, rounds);
	scene_close(&g);
}

void
bench_occurrences(void)
{
	struct scene g = scene_open(NULL);
	struct timespec from, to;
	struct plan plan;
	int i;

	for (i = 0; i < 3; i++) {
		plan = g.plan;
		clock_gettime(CLOCK_MONOTONIC, &from);
		plan_fill(&plan, days(day_of(2026, 4, 1), day_of(2046, 3, 31)));
		clock_gettime(CLOCK_MONOTONIC, &to);
		printf("twenty years: %zu occurrences in %.1f ms\n", plan.n,
		    (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6);
		plan_free(&plan);
	}
	scene_close(&g);
}
