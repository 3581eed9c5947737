/* sow-list - what the contract holds */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-list.h"

static const enum option_id takes[] = {
	OPT_ALL, OPT_AS_OF, OPT_CANDIDATES, OPT_CHECK, OPT_DIFF, OPT_EXIT, OPT_FROM, OPT_LINK, OPT_MIN,
	OPT_SKIP_TO, OPT_TICKETS,
};

static const struct program program = {
	.purpose = "what the contract holds",
	.operands = "[PATTERN ...]",
	.examples =
	    "  sow-list                          the activities in force\n"
	    "  sow-list -w frequency=月次        by frequency (or monthly)\n"
	    "  sow-list ＳＫＹＳＥＡ -c id,title   by words, whatever the width\n"
	    "  sow-list --diff=2026-04-01..2027-04-01\n"
	    "  sow-list --candidates             what is asked for again and again beside it\n"
	    "  sow-list --check\n",
	.takes = takes,
	.ntakes = sizeof(takes) / sizeof(*takes),
};

/* ---- the list ---- */

static bool
matches(const struct catalog *c, const struct activity *a, char **patterns, const struct activity **found)
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
list(const struct options *o, const struct catalog *c)
{
	struct output *out = output_open(o, c->names, c->ncolumns);
	int64_t as_of = option_as_of(o);
	int day = as_of == INT64_MAX ? o->team.today : time_day(as_of);
	const struct activity *a;
	const struct activity **room = calloc(c->n + 1, sizeof(*room));
	char *none[] = { NULL };
	bool found;

	if (room == NULL)
		err(1, NULL);
	for (a = c->activity; a < c->activity + c->n; a++) {
		if (o->value[OPT_ALL] == NULL && (day < a->from || day > a->to))
			continue;
		if (matches(c, a, o->n > 0 ? o->operand : none, room))
			output_row(out, a->cell);
	}
	free(room);
	found = output_rows(out) > 0;
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
}

/* ---- what the revisions between two days changed ---- */

static void
compare(struct output *out, const struct catalog *c, const struct activity *was,
    const struct activity *is)
{
	const struct activity *any = is != NULL ? is : was;
	const char *change = was == NULL ? "追加" : is == NULL ? "削除" : "変更";
	const char *id = any->field[F_ID], *title = any->field[F_TITLE];
	size_t i;

	for (i = 0; i < c->ncolumns; i++) {
		if (strcmp(c->names[i], "valid_from") == 0 || strcmp(c->names[i], "valid_to") == 0)
			continue;
		if (strcmp(was == NULL ? "" : was->cell[i], is == NULL ? "" : is->cell[i]) != 0)
			output_row(out, (const char *[]){ change, id, title, c->names[i],
			    was == NULL ? "" : was->cell[i], is == NULL ? "" : is->cell[i] });
	}
}

static bool
diff(const struct options *o, const struct catalog *c)
{
	static const char *const names[] = { "change", "id", "title", "column", "before", "after" };
	const struct activity *a, *was, *is;
	struct output *out;
	struct period p;
	bool found;

	option_period(o, OPT_DIFF, &p);
	if (p.from == DAY_MIN || p.to == DAY_MAX)
		errx(2, "--diff: two days, such as 2026-04-01..2027-04-01");
	out = output_open(o, names, sizeof(names) / sizeof(*names));
	for (a = c->activity; a < c->activity + c->n; a++) {
		was = catalog_find(c, a->field[F_ID], p.from);
		is = catalog_find(c, a->field[F_ID], p.to);
		/* Once an id: at the row in force last. */
		if (was != is && a == (is != NULL ? is : was))
			compare(out, c, was, is);
	}
	found = output_rows(out) > 0;
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
}

/* What only --candidates heeds, what only the list does, and what takes no pattern. */
static void
check_options(const struct options *o)
{
	static const enum option_id tickets[] = { OPT_FROM, OPT_LINK, OPT_MIN, OPT_SKIP_TO, OPT_TICKETS };
	static const enum option_id listed[] = { OPT_ALL, OPT_AS_OF };
	bool candidates = o->value[OPT_CANDIDATES] != NULL;
	bool list = !candidates && o->value[OPT_CHECK] == NULL && o->value[OPT_DIFF] == NULL;
	size_t i;

	for (i = 0; !list && i < sizeof(listed) / sizeof(*listed); i++)
		if (o->value[listed[i]] != NULL && !(candidates && listed[i] == OPT_AS_OF))
			errx(2, "--%s goes with the list alone", option_name(listed[i]));
	for (i = 0; !candidates && i < sizeof(tickets) / sizeof(*tickets); i++)
		if (o->value[tickets[i]] != NULL)
			errx(2, "--%s goes with --candidates", option_name(tickets[i]));
	if (o->n > 0 && (candidates || o->value[OPT_CHECK] != NULL || o->value[OPT_DIFF] != NULL))
		usage(&program);
}

int
main(int argc, char **argv)
{
	struct options o;
	struct catalog *c;
	bool good;

	(void)argc;
	options_parse(&o, &program, argv);
	options_part(&o, NULL);
	check_options(&o);
	if (o.value[OPT_CHECK] != NULL)
		return list_check(&o) ? 0 : 1;
	c = catalog_open(&o.team);
	good = o.value[OPT_DIFF] != NULL ? diff(&o, c) :
	    o.value[OPT_CANDIDATES] != NULL ? list_candidates(&o, c) : list(&o, c);
	catalog_close(c);
	return good ? 0 : 1;
}
