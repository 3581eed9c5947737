/* checklist.c - checks/NAME.csv: what the rows of a file have to be
 *
 * A row says what a check asks of a column, of which rows, and what is said where it is not so:
 * check,level,column,op,value,when,message. Rows with one name are one check. {NAME} stands for a limit
 * that is set for each run. */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "nearest.h"
#include "memory.h"
#include "arena.h"
#include "column.h"
#include "address.h"
#include "reader.h"
#include "filter.h"
#include "team.h"
#include "demand.h"
#include "setting.h"
#include "checklist.h"

static const char *const names[] = { "check", "level", "column", "op", "value", "when", "message" };
enum { CHECK, LEVEL, COLUMN, OP, VALUE, WHEN, MESSAGE, NAMES };

/* ---- rows ---- */

static void
reject_op(struct reader *r, const struct row *row, const char *typed)
{
	const char *words[32], *near;
	char list[256] = "";
	size_t n = demand_names(words, 32), i;

	for (i = 0; i < n; i++) {
		strlcat(list, i > 0 ? ", " : "", sizeof(list));
		strlcat(list, words[i], sizeof(list));
	}
	near = nearest_name(typed, words, n);
	if (near != NULL)
		reader_reject(r, row, "op: no op '%s' (%s?)", typed, near);
	else
		reader_reject(r, row, "op: no op '%s' (%s)", typed, list);
}

/* Reads what is asked; a file that is looked up in has to be there. */
static void
read_demand(struct check *c, const struct team *team, struct reader *r, const struct row *row)
{
	bool of_op;
	const char *problem = demand_parse(&c->demand, c->op, c->value, &of_op), *file;
	char *path;

	if (problem != NULL && of_op) {
		reject_op(r, row, c->op);
	} else if (problem != NULL) {
		reader_reject(r, row, "value: %s: %s: '%s'", c->op, _(problem), c->value);
	} else if ((file = demand_file(&c->demand)) != NULL) {
		if ((path = team_path(team, file)) == NULL)
			reader_reject(r, row, "value: no file '%s' in the team's directory or among the shipped files", file);
		free(path);
	}
}

static void
read_when(struct check *c, struct reader *r, const struct row *row)
{
	if (*c->when == '\0')
		return;
	if (filter_sound(c->when))
		c->filter = filter_parse(c->when);
	else
		reader_reject(r, row, "when: not COLUMN=VALUE (= != < <= > >= ~ !~): '%s'", c->when);
}

static size_t
name_number(struct checklist *l, const char *name)
{
	size_t i;

	for (i = 0; i < l->nnames; i++)
		if (strcmp(l->name[i], name) == 0)
			return i;
	l->name = array_grow(l->name, l->nnames, sizeof(*l->name));
	l->name[l->nnames] = name;
	return l->nnames++;
}

static void
add_check(struct checklist *l, const struct team *team, struct reader *r, const struct row *row, const char *const *cell)
{
	static const size_t needed[] = { CHECK, COLUMN, OP };
	struct check c = { .name = cell[CHECK], .level = cell[LEVEL], .column = cell[COLUMN], .op = cell[OP], .value = cell[VALUE],
		.when = cell[WHEN], .message = cell[MESSAGE], .line = row->line };
	size_t i, bad = reader_bad(r);

	for (i = 0; i < sizeof(needed) / sizeof(*needed); i++)
		if (*cell[needed[i]] == '\0') {
			reader_reject(r, row, "%s: empty", names[needed[i]]);
			return;
		}
	if (c.value != NULL)
		read_demand(&c, team, r, row);
	if (c.when != NULL)
		read_when(&c, r, row);
	if (reader_bad(r) > bad || c.value == NULL)
		return;
	c.number = name_number(l, c.name);
	l->check = array_grow(l->check, l->n, sizeof(*l->check));
	l->check[l->n++] = c;
}

/* Fills in the settings; false if one is missing, which is an error unless the file is only checked. */
static bool
fill_cells(struct checklist *l, struct reader *r, const struct row *row, struct settings *settings, const char **cell)
{
	static const size_t filled[] = { VALUE, WHEN, MESSAGE };
	const char *missing, *text;
	size_t i;

	for (i = 0; i < sizeof(filled) / sizeof(*filled); i++) {
		text = settings_fill(settings, cell[filled[i]], &l->arena, &missing);
		if (text == NULL && settings != NULL) {
			reader_reject(r, row, "%s: {%s} is not set (--set %s=VALUE)", names[filled[i]], missing, missing);
			return false;
		}
		cell[filled[i]] = text != NULL || filled[i] == VALUE ? text : "";
	}
	return true;
}

/* ---- the file ---- */

char *
checklist_path(const struct team *team, const char *name)
{
	char *file, *path;

	if (strchr(name, '/') != NULL || strchr(name, '.') != NULL)
		return memory_text(name);
	file = memory_format("checks/%s.csv", name);
	if ((path = team_path(team, file)) == NULL)
		errx(2, "no checks '%s' (%s, in the team's directory or shipped; or a path)", name, file);
	free(file);
	return path;
}

struct checklist *
checklist_open(const struct team *team, const char *path, struct settings *settings)
{
	struct checklist *l = memory_zeros(1, sizeof(*l));
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE, .heading = { .own = true } });
	const char *cell[NAMES];
	struct row row;
	size_t at[NAMES], i, rows = 0;

	l->path = arena_text(&l->arena, path, strlen(path));
	l->today = team->today;
	for (i = 0; i < NAMES; i++)
		at[i] = reader_column(r, names[i]);
	for (i = 0; i < NAMES; i++)
		if (at[i] == COLUMN_NONE && i != LEVEL && i != WHEN && i != MESSAGE)
			errx(1, "%s: no column '%s' (check,level,column,op,value,when,message)", path, names[i]);
	for (; reader_next(r, &row); rows++) {
		for (i = 0; i < NAMES; i++)
			cell[i] = at[i] == COLUMN_NONE ? "" : arena_text(&l->arena, row.cell[at[i]], strlen(row.cell[at[i]]));
		if (fill_cells(l, r, &row, settings, cell))
			add_check(l, team, r, &row, cell);
	}
	reader_close(r);
	if (rows == 0)
		errx(1, "%s: no checks in it", path);
	return l;
}

void
checklist_load(struct checklist *l, const struct team *team)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		demand_load(&l->check[i].demand, team);
}

/* ---- columns ---- */

static bool
no_column(const struct checklist *l, const struct check *c, const char *what, const char *column, const char *file)
{
	warnx("%s:%zu: %s: %s has no column '%s'", l->path, c->line, what, file, column);
	return false;
}

static void
add_column(struct check *c, size_t at)
{
	c->at = array_grow(c->at, c->n, sizeof(*c->at));
	c->at[c->n++] = at;
}

/* Finds A+B, unless the file has a column of that very name. */
static bool
bind_columns(struct checklist *l, struct check *c, const char *file, const char *const *header, size_t n)
{
	size_t at = address_find(c->column, header, n, true);
	char *copy, *rest, *one;
	bool good = true;

	c->n = 0;
	if (at != COLUMN_NONE || !demand_joins(&c->demand) || strchr(c->column, '+') == NULL) {
		if (at >= n)
			return no_column(l, c, "column", c->column, file);
		add_column(c, at);
		return true;
	}
	copy = rest = memory_text(c->column);
	while ((one = strsep(&rest, "+")) != NULL)
		if ((at = address_find(one, header, n, true)) < n)
			add_column(c, at);
		else
			good = no_column(l, c, "column", one, file);
	free(copy);
	return good;
}

static bool
bind_other(struct checklist *l, struct check *c, const char *file, const char *const *header, size_t n)
{
	if (c->demand.other == NULL)
		return true;
	c->demand.at = address_find(c->demand.other, header, n, true);
	return c->demand.at < n || no_column(l, c, "value", c->demand.other, file);
}

static bool
bind_filter(struct checklist *l, struct check *c, const char *file, const char *const *header, size_t n)
{
	size_t at = c->filter == NULL ? 0 : address_find(filter_column(c->filter), header, n, true);

	if (c->filter == NULL)
		return true;
	if (at >= n)
		return no_column(l, c, "when", filter_column(c->filter), file);
	if (!c->bound)
		filter_bind(c->filter, "", at, l->today);
	c->bound = true;
	return true;
}

void
checklist_bind(struct checklist *l, const char *file, const char *const *header, size_t n)
{
	struct check *c;
	bool good = true;

	for (c = l->check; c < l->check + l->n; c++) {
		good = bind_columns(l, c, file, header, n) && good;
		good = bind_other(l, c, file, header, n) && good;
		good = bind_filter(l, c, file, header, n) && good;
	}
	if (!good)
		exit(1);
}

/* ---- judging ---- */

/* The cell, or several with + between; empty if all of them are. */
static const char *
check_text(struct checklist *l, const struct check *c, char *const *cell)
{
	bool empty = true;
	size_t i;

	if (c->n == 1)
		return cell[c->at[0]];
	l->joined.n = 0;
	for (i = 0; i < c->n; i++) {
		empty = empty && *cell[c->at[i]] == '\0';
		if (i > 0)
			bytes_add(&l->joined, "+", 1);
		bytes_add(&l->joined, cell[c->at[i]], strlen(cell[c->at[i]]));
	}
	bytes_add(&l->joined, "", 1);
	return empty ? "" : l->joined.s;
}

enum verdict
check_row(struct checklist *l, struct check *c, struct judged *j, const char **text)
{
	if (c->filter != NULL && !filter_match(c->filter, j->cell))
		return VERDICT_OUTSIDE;
	c->held = true;
	j->text = *text = check_text(l, c, j->cell);
	j->today = l->today;
	return demand_judge(&c->demand, j);
}

void
checklist_tell(const struct checklist *l)
{
	const struct check *c;

	for (c = l->check; c < l->check + l->n; c++)
		if (c->filter != NULL && !c->held)
			warnx("%s:%zu: when: '%s' held for no row", l->path, c->line, c->when);
}

void
checklist_close(struct checklist *l)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		demand_close(&l->check[i].demand);
		free(l->check[i].at);
	}
	free(l->check);
	free(l->name);
	free(l->joined.s);
	arena_free(&l->arena);
	free(l);
}
