/* sow-list-check.c - are the team's files good? */
/* SPDX-License-Identifier: MIT */
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sow-list.h"

static void
check_catalog(const struct options *o)
{
	catalog_close(catalog_open(&o->team));
}

static void
check_calendar(const struct options *o)
{
	calendar_close(calendar_open(&o->team));
}

static void
check_contract(const struct options *o)
{
	contract_close(contract_open(&o->team));
}

/* Every .csv of a directory, read to its end. */
static void
check_directory(const struct options *o, const char *name, enum reader_mode mode)
{
	char *dir = team_path(&o->team, name), *files;
	struct reader *r;
	struct row row;
	glob_t found;
	size_t i;

	if (dir == NULL)
		return;
	files = memory_format("%s/*.csv", dir);
	if (glob(files, 0, NULL, &found) == 0)
		for (i = 0; i < found.gl_pathc; i++) {
			r = reader_open(found.gl_pathv[i], (struct reader_options){ .mode = mode });
			while (reader_next(r, &row))
				;
			reader_close(r);
		}
}

static void
check_layouts(const struct options *o)
{
	check_directory(o, "layouts", READER_SHEET);
}

static void
check_maps(const struct options *o)
{
	check_directory(o, "maps", READER_TABLE);
}

static void
check_staff(const struct options *o)
{
	free(staff_name(&o->team, ""));
}

/* A bad file ends a program; a child, so that the others are still checked. */
static bool
check_survives(void (*check)(const struct options *), const struct options *o)
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

bool
list_check(const struct options *o)
{
	static const struct {
		const char *name;
		void (*run)(const struct options *);
	} checks[] = {
		{ "sow.csv", check_catalog },
		{ "holidays.csv, syukujitsu.csv, closed.csv", check_calendar },
		{ "contract.csv", check_contract },
		{ "staff.csv", check_staff },
		{ "layouts", check_layouts },
		{ "maps", check_maps },
	};
	static const char *const names[] = { "name", "state" };
	bool good, all = true;
	struct output *out = output_open(o, names, 2);
	size_t i;

	for (i = 0; i < sizeof(checks) / sizeof(*checks); i++) {
		good = check_survives(checks[i].run, o);
		all = all && good;
		output_row(out, (const char *[]){ checks[i].name, good ? "good" : "bad" });
	}
	return output_close(out) && all;
}
