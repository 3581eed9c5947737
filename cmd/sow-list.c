/* sow-list - what the contract holds */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-list.h"

/* ---- the list ---- */

static bool
activity_matches(const struct catalog *c, const struct activity *a, char **patterns, const struct activity **found)
{
	size_t n, i;

	for (; *patterns != NULL; patterns++) {
		n = catalog_match(c, *patterns, a->from > DAY_MIN ? a->from : a->to, found, c->n);
		for (i = 0; i < n && found[i] != a; i++)
			;
		if (i == n)
			return false;
	}
	return true;
}

static bool
list_activities(const struct options *o, const struct catalog *c)
{
	struct output *out = output_open(o, c->names, c->ncolumns);
	int64_t as_of = option_as_of(o);
	int day = as_of == INT64_MAX ? o->team.today : time_day(as_of);
	const struct activity *a;
	const struct activity **room = memory_zeros(c->n + 1, sizeof(*room));
	char *none[] = { NULL };
	bool found;
	for (a = c->activity; a < c->activity + c->n; a++) {
		if (o->value[OPT_ALL] == NULL && (day < a->from || day > a->to))
			continue;
		if (activity_matches(c, a, o->n > 0 ? o->operand : none, room))
			output_row(out, a->cell);
	}
	free(room);
	found = output_rows(out) > 0;
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
}

/* ---- what the revisions between two days changed ---- */

static void
print_difference(void *out, const struct catalog *c, const struct difference *d)
{
	const struct activity *any = d->is != NULL ? d->is : d->was;

	output_row(out, (const char *[]){ d->was == NULL ? "追加" : d->is == NULL ? "削除" : "変更", any->field[F_ID],
	    any->field[F_TITLE], c->names[d->column], d->was == NULL ? "" : d->was->cell[d->column],
	    d->is == NULL ? "" : d->is->cell[d->column] });
}

static bool
list_differences(const struct options *o, const struct catalog *c)
{
	static const char *const names[] = { "change", "id", "title", "column", "before", "after" };
	struct output *out;
	struct period p;
	bool found;

	option_period(o, OPT_DIFF, &p);
	if (strstr(o->value[OPT_DIFF], "..") == NULL || p.from == DAY_MIN || p.to == DAY_MAX)
		errx(2, "--diff takes two days, such as 2026-04-01..2027-04-01");
	out = output_open(o, names, sizeof(names) / sizeof(*names));
	catalog_compare(c, p.from, p.to, print_difference, out);
	found = output_rows(out) > 0;
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
}

/* Opens the catalogue, calls show with it, and closes it; returns the exit status. */
static int
with_catalog(const struct options *o, bool (*show)(const struct options *, const struct catalog *))
{
	struct catalog *c = catalog_open(&o->team);
	bool good = show(o, c);

	catalog_close(c);
	return good ? 0 : 1;
}

static int
run_list(const struct options *o)
{
	return with_catalog(o, list_activities);
}

static int
run_diff(const struct options *o)
{
	return with_catalog(o, list_differences);
}

static int
run_candidates(const struct options *o)
{
	return with_catalog(o, list_candidates);
}

static int
run_check(const struct options *o)
{
	return list_check(o) ? 0 : 1;
}

static const struct form form_check_files = {
	FORM_MODE(OPT_CHECK), .operands = "", .most = 0, .help = N_("check every team file"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_EXIT), .run = run_check,
};
static const struct form form_diff = {
	FORM_MODE(OPT_DIFF), .operands = "", .most = 0, .help = N_("what the revisions between two days changed"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_EXIT), .run = run_diff,
};
static const struct form form_candidates = {
	FORM_MODE(OPT_CANDIDATES), .operands = "", .most = 0, .help = N_("list requests outside the SOW"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_EXIT, OPT_MIN), .run = run_candidates,
};
static const struct form form_list = {
	.operands = "[PATTERN...]", .most = ANY_NUMBER, .filters = true, .help = N_("the activities in force"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_ALL, OPT_AS_OF, OPT_EXIT), .run = run_list,
};

static void
part_all(struct options *o)
{
	options_part(o, NULL);
}

static const struct form *const forms[] = { &form_list, &form_candidates, &form_diff, &form_check_files, NULL };

static const struct program program = {
	.purpose = N_("what the contract holds"),
	.examples =
	    N_("  sow-list                          the activities in force\n"
	    "  sow-list -w frequency=月次        by frequency (or monthly)\n"
	    "  sow-list ＳＫＹＳＥＡ -c id,title   by words, whatever the width\n"
	    "  sow-list --diff=2026-04-01..2027-04-01\n"
	    "  sow-list --candidates             recurring requests outside the contract\n"
	    "  sow-list --check\n"),
	.forms = forms,
	.words = part_all,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
