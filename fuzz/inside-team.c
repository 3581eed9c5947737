/* inside-team.c - the target team: read the bytes as one of the team's files, and plan a year with it */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inside.h"
#include "fuzz.h"

static int
compare_keys(const void *a, const void *b)
{
	return strcmp(((const struct occurrence *)a)->key, ((const struct occurrence *)b)->key);
}

/* Each occurrence must be in one group, and the keys of a group must name its occurrences. */
static void
check_groups(const struct plan *plan)
{
	size_t i, n, all = 0;
	const char *keys, *targets;
	struct arena arena = { 0 };

	for (i = 0; i < plan->n; i += n) {
		n = plan_group(plan, i, false);
		keys = group_keys(&plan->occurrence[i], n, &arena);
		targets = group_targets(&plan->occurrence[i], n, &arena);
		check_that(keys_hold(keys, plan->occurrence[i].key), "a group lacks the key of its occurrence");
		check_that(text_valid(targets, strlen(targets)), "a group's targets are not UTF-8");
		all += n;
	}
	arena_free(&arena);
	check_that(all == plan->n, "the groups do not add up to the plan");
}

/* Check what must hold for a year's plan; in particular, a key alone must find the same occurrence. */
static void
check_plan(struct plan *plan, const struct plan *empty, struct period year)
{
	struct plan alone = *empty;
	const struct occurrence *o, *found;

	for (o = plan->occurrence; o < plan->occurrence + plan->n; o++) {
		check_that(o->due >= year.from && o->due <= year.to, "an occurrence is due outside the span");
		check_that(contract_term(plan->ground.contract, o->due) != NULL, "an occurrence is due outside the contract");
		check_that(title_fits(&o->owed.activity->title, o->title), "a title does not fit its template");
		check_that(o == plan->occurrence || o[-1].due <= o->due, "occurrences are not in the order of due dates");
	}
	check_groups(plan);
	qsort(plan->occurrence, plan->n, sizeof(*plan->occurrence), compare_keys);
	for (o = plan->occurrence + 1; o < plan->occurrence + plan->n; o++)
		check_that(compare_keys(o - 1, o) != 0, "two occurrences have the same key");
	o = &plan->occurrence[plan->n / 2];
	found = plan_find(&alone, o->key); /* this may need days past the calendar, and end the call */
	check_that(found != NULL && found->due == o->due &&
	    strcmp(found->title, o->title) == 0, "a key alone finds another occurrence");
	plan_free(&alone);
}

static void
plan_year(const void *arg)
{
	struct plan plan = *(const struct plan *)arg;
	struct period year = period_at(PERIOD_YEAR, plan.today);

	plan_fill(&plan, year);
	if (plan.n > 0)
		check_plan(&plan, arg, year);
	plan_free(&plan);
}

static struct plan tried; /* the base, with what was read from the input in its place */

static void
read_catalog(const void *arg)
{
	const struct activity *a, *found;
	struct catalog *c = catalog_open(&team);

	(void)arg;
	tried.ground.catalog = c;
	a = &c->activity[c->n / 2];
	check_that(catalog_find(c, a->field[F_ID], a->from) == a, "an activity is not found by its id and day");
	check_that(catalog_match(c, a->field[F_ID], a->from, &found, 1) > 0, "no activity matches its own id");
	check_that(catalog_match(c, a->field[F_TITLE], a->from, &found, 1) > 0,
	    "no activity matches its own title");
}

static void
read_calendar(const void *arg)
{
	(void)arg;
	tried.ground.calendar = calendar_open(&team);
}

static void
read_contract(const void *arg)
{
	(void)arg;
	tried.ground.contract = contract_open(&team);
}

static void
read_staff(const void *arg)
{
	char *name = staff_name(&team, "tanaka");

	(void)arg;
	if (name != NULL)
		check_that(!text_blank(name), "a name is blank");
	free(name);
}

void
team_target_try(const char *s, size_t n)
{
	static void (*const reads[TEAM_FILES])(const void *) = {
		read_catalog, read_calendar, read_calendar, read_contract, read_staff,
		read_calendar,
	};
	size_t which;
	char *path;

	if (n == 0)
		return;
	which = (unsigned char)*s % TEAM_FILES;
	path = directory_path(which);
	whole_file_write(path, s + 1, n - 1);
	tried = base;
	told.n = 0;
	if (call_returns(reads[which], NULL) && reads[which] != read_staff)
		call_returns(plan_year, &tried);
	if (tried.ground.catalog != base.ground.catalog)
		catalog_close(tried.ground.catalog);
	if (tried.ground.calendar != base.ground.calendar)
		calendar_close(tried.ground.calendar);
	if (tried.ground.contract != base.ground.contract)
		contract_close(tried.ground.contract);
	unlink(path);
	free(path);
}
