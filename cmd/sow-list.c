/* sow-list - what the contract holds */
/* SPDX-License-Identifier: MIT */
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <err.h>

#include "sow.h"

static const enum option_id takes[] = { OPT_ALL, OPT_AS_OF, OPT_CHECK, OPT_DIFF, OPT_EXIT };

static const struct program program = {
	.purpose = "what the contract holds",
	.operands = "[PATTERN ...]",
	.examples =
	    "  sow-list                          the activities in force\n"
	    "  sow-list -w frequency=月次        by frequency (or monthly)\n"
	    "  sow-list ＳＫＹＳＥＡ -c id,title   by words, whatever the width\n"
	    "  sow-list --diff=2026-04-01..2027-04-01\n"
	    "  sow-list --check\n",
	.takes = takes,
	.ntakes = sizeof(takes) / sizeof(*takes),
};

/* ---- the list ---- */

static bool
matches(const struct catalog *c, const struct activity *a, char **patterns)
{
	const struct activity *found[512];
	size_t n, i;

	for (; *patterns != NULL; patterns++) {
		n = catalog_match(c, *patterns, a->from > DAY_MIN ? a->from : a->to, found, 512);
		for (i = 0; i < n && i < 512 && found[i] != a; i++)
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
	int day = as_of == INT64_MAX ? o->today : time_day(as_of);
	const struct activity *a;
	char *none[] = { NULL };
	bool found;

	for (a = c->activity; a < c->activity + c->n; a++) {
		if (o->value[OPT_ALL] == NULL && (day < a->from || day > a->to))
			continue;
		if (matches(c, a, o->n > 0 ? o->operand : none))
			output_row(out, a->cell);
	}
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

/* ---- are the team's files good? ---- */

static void
check_catalog(const struct options *o)
{
	catalog_close(catalog_open(o));
}

static void
check_calendar(const struct options *o)
{
	calendar_close(calendar_open(o));
}

static void
check_contract(const struct options *o)
{
	contract_open(o);
}

static void
check_layouts(const struct options *o)
{
	char *pattern = team_path(o, "layouts"), *files;
	struct reader *r;
	struct row row;
	glob_t found;
	size_t i;

	if (pattern == NULL || asprintf(&files, "%s/*.csv", pattern) == -1)
		return;
	if (glob(files, 0, NULL, &found) == 0)
		for (i = 0; i < found.gl_pathc; i++) {
			r = reader_open(found.gl_pathv[i], (struct reader_options){ .mode = READER_SHEET });
			while (reader_next(r, &row))
				;
			reader_close(r);
		}
}

/* A bad file ends a program; a child, so that the others are still checked. */
static bool
survives(void (*check)(const struct options *), const struct options *o)
{
	pid_t child = fork();
	int status;

	if (child == -1)
		err(1, "fork");
	if (child == 0) {
		check(o);
		_exit(0);
	}
	if (waitpid(child, &status, 0) == -1)
		err(1, "waitpid");
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool
check(const struct options *o)
{
	static const struct {
		const char *name;
		void (*run)(const struct options *);
	} checks[] = {
		{ "sow.csv", check_catalog },
		{ "holidays.csv, syukujitsu.csv, closed.csv", check_calendar },
		{ "contract.csv", check_contract },
		{ "layouts", check_layouts },
	};
	static const char *const names[] = { "name", "state" };
	bool good, all = true;
	struct output *out = output_open(o, names, 2);
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		good = survives(checks[i].run, o);
		all = all && good;
		output_row(out, (const char *[]){ checks[i].name, good ? "good" : "bad" });
	}
	return output_close(out) && all;
}

int
main(int argc, char **argv)
{
	struct options o;
	struct catalog *c;
	bool good;

	(void)argc;
	options_parse(&o, &program, argv);
	if (o.value[OPT_CHECK] != NULL)
		return check(&o) ? 0 : 1;
	c = catalog_open(&o);
	good = o.value[OPT_DIFF] != NULL ? diff(&o, c) : list(&o, c);
	catalog_close(c);
	return good ? 0 : 1;
}
