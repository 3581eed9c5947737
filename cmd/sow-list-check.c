/* sow-list-check.c - check the team's files */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-list.h"

/* The last revision in force before this one, or NULL. */
static const struct activity *
revision_before(const struct catalog *c, const struct activity *a)
{
	const struct activity *r, *before = NULL;

	for (r = c->activity; r < c->activity + c->n; r++)
		if (strcmp(r->field[F_ID], a->field[F_ID]) == 0 && r->to < a->from && (before == NULL || r->to > before->to))
			before = r;
	return before;
}

/* An id is never reused for other work, so a revision with another title must say 改称 in its note. */
static void
check_titles(const struct catalog *c)
{
	const struct activity *a, *before;
	bool good = true;

	for (a = c->activity; a < c->activity + c->n; a++) {
		before = revision_before(c, a);
		if (before == NULL || strcmp(a->field[F_TITLE], before->field[F_TITLE]) == 0 ||
		    strstr(a->field[F_NOTE], "改称") != NULL)
			continue;
		warnx("%s:%zu: %s is '%s' here and '%s' on line %zu: other work has another id (or note says 改称)",
		    c->path, a->line, a->field[F_ID], a->field[F_TITLE], before->field[F_TITLE], before->line);
		good = false;
	}
	if (!good)
		exit(1);
}

static void
check_catalog(const struct options *o)
{
	struct catalog *c = catalog_open(&o->team);

	check_titles(c);
	catalog_close(c);
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

/* Only sow-report knows the tables that a layout names.  Becomes the sow-report beside this program,
 * or else the one in PATH. */
static void
check_layouts(const struct options *o)
{
	const char *dir = o->team.directory;
	char self[4096], *slash, *argv[] = { "sow-report", "--check", dir == NULL ? NULL : "-C", (char *)(uintptr_t)dir, NULL };
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - sizeof("sow-report"));

	if (n > 0) {
		self[n] = '\0';
		if ((slash = strrchr(self, '/')) != NULL) {
			strcpy(slash + 1, "sow-report");
			execv(self, argv);
		}
	}
	execvp("sow-report", argv);
	err(1, "%s", argv[0]);
}

/* Is it a map for sow-ticket import?  Those for sow-conv say so by their head rows. */
static bool
is_for_ledger(const struct map *map)
{
	size_t i, k;

	if (map->nmatches > 0 || map->header != NULL || map->has_dialect)
		return false;
	for (i = 0; i < map->ntargets; i++)
		for (k = 0; k < L_FIXED; k++)
			if (strcmp(column_name(map->target[i]), ledger_columns[k]) == 0)
				return true;
	return false;
}

/* Reads a map; one for a ledger is held against the columns of the team's ledger or, without one,
 * against those of every ledger. */
static bool
check_map(const struct options *o, const char *path, const struct tickets *ts)
{
	struct map *map = map_open(&o->team, path);
	bool good = !is_for_ledger(map) ||
	    map_fits(map, ts->ncolumns > 0 ? ts->names : ledger_columns, ts->ncolumns > 0 ? ts->ncolumns : L_FIXED);

	map_load(map, &o->team);
	map_close(map);
	return good;
}

static void
check_maps(const struct options *o)
{
	struct tickets *ts = option_tickets(o, false);
	size_t n, i;
	char **names = team_names(&o->team, "maps", &n), *file, *path;
	bool good = true;

	for (i = 0; i < n; i++) {
		file = memory_format("maps/%s.csv", names[i]);
		if ((path = team_path(&o->team, file)) != NULL)
			good = check_map(o, path, ts) && good;
		free(path);
		free(file);
		free(names[i]);
	}
	free(names);
	if (!good)
		exit(1);
}

/* What is written and looked up in is checked; what is only set for a run is not there to be. */
static void
check_checks(const struct options *o)
{
	size_t n, i;
	char **names = team_names(&o->team, "checks", &n), *file, *path;
	struct checklist *list;

	for (i = 0; i < n; i++) {
		file = memory_format("checks/%s.csv", names[i]);
		if ((path = team_path(&o->team, file)) != NULL) {
			list = checklist_open(&o->team, path, NULL);
			checklist_load(list, &o->team);
			checklist_close(list);
		}
		free(path);
		free(file);
		free(names[i]);
	}
	free(names);
}

static void
check_software(const struct options *o)
{
	software_close(software_open(&o->team));
}

static void
check_staff(const struct options *o)
{
	free(staff_name(&o->team, ""));
}

/* Checks that the contract owes each occurrence that a ticket carries, unless the ticket is canceled
 * or void. */
static void
check_keys(const struct options *o)
{
	struct ground ground = ground_open(&o->team);
	struct tickets *ts = option_tickets(o, false);
	struct plan plan = plan_open(ground, ts, o->team.today);
	const struct ticket *t;
	const char *s;
	char *keys, *key;
	bool good = true;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (!t->occurs || t->status == T_CANCELED || t->status == T_VOID)
			continue;
		s = keys = memory_text(ticket_cell(ts, t, L_KEYS));
		for (; (key = key_next(&s)) != NULL; free(key))
			if (key_is_occurrence(key) && !plan_owes(&plan, key)) {
				warnx("ticket %lld: the contract has no %s", t->id, key);
				good = false;
			}
		free(keys);
	}
	plan_tell_before(&plan);
	if (!good)
		exit(1);
}

struct file_check {
	const char *name;
	void (*run)(const struct options *);
	size_t rests; /* needs this many of the first checks good, or it would repeat their errors */
};
struct subject {
	const struct file_check *check;
	const struct options *options;
};

static void
run_check(const void *about)
{
	const struct subject *s = about;

	s->check->run(s->options);
}

bool
list_check(const struct options *o)
{
	static const struct file_check checks[] = {
		{ "sow.csv", check_catalog, 0 },
		{ "holidays.csv, syukujitsu.csv, closed.csv", check_calendar, 0 },
		{ "contract.csv", check_contract, 0 },
		{ "staff.csv", check_staff, 0 },
		{ "software.csv", check_software, 0 },
		{ "layouts", check_layouts, 3 },
		{ "maps", check_maps, 0 },
		{ "checks", check_checks, 0 },
		{ "tickets.csv", check_keys, 7 },
	};
	static const char *const names[] = { "name", "state" };
	enum { CHECKS = sizeof(checks) / sizeof(*checks) };
	bool ran[CHECKS], good[CHECKS];
	size_t first_bad = CHECKS, i;
	struct output *out;

	/* Run every check before there is any output: each forks, and the child would inherit a
	 * filled buffer. */
	for (i = 0; i < CHECKS; i++) {
		ran[i] = checks[i].rests <= first_bad;
		good[i] = !ran[i] || trial(run_check, &(struct subject){ &checks[i], o });
		first_bad = good[i] || first_bad < i ? first_bad : i;
	}
	out = output_open(o, names, 2);
	for (i = 0; i < CHECKS; i++)
		output_row(out, (const char *[]){ checks[i].name, !ran[i] ? "unchecked" : good[i] ? "good" : "bad" });
	return output_close(out) && first_bad == CHECKS;
}
