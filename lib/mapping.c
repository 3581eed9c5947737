/* mapping.c - a map at work: its columns in a file, and the cells that it makes of a row */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "nearest.h"
#include "memory.h"
#include "status.h"
#include "column.h"
#include "address.h"
#include "filter.h"
#include "rule.h"
#include "rules.h"
#include "map.h"
#include "mapping.h"

/* Finds a column that the cell of the map names; tells if there is none. */
static bool
find_column(const struct map *map, const struct mapping *m, const char *address, const struct map_file *f, size_t *at)
{
	const char *near;

	*at = address_find(address, f->names, f->n, f->own);
	if (*at != COLUMN_NONE)
		return true;
	near = nearest_name(address, f->names, f->n);
	if (near != NULL)
		warnx("%s:%zu: %s: %s has no column '%s' (%s?)", map->path, m->line, m->to, f->path, address, near);
	else
		warnx("%s:%zu: %s: %s has no column '%s'", map->path, m->line, m->to, f->path, address);
	return false;
}

/* Only what is joined is of several columns, so that others may have a comma in their name. */
static bool
bind_from(const struct map *map, struct mapping *m, const struct map_file *f)
{
	char *copy = memory_text(m->from), *rest = copy, *one;
	bool joins = m->rules.n > 0 && rules_use(&m->rules, "join"), good = true;

	m->n = 0;
	while (*copy != '\0' && (one = joins ? strsep(&rest, ",") : rest) != NULL) {
		m->at = memory_array(m->at, m->n + 1, sizeof(*m->at));
		good = find_column(map, m, one, f, &m->at[m->n++]) && good;
		if (!joins)
			break;
	}
	free(copy);
	return good;
}

static bool
bind_when(const struct map *map, struct mapping *m, const struct map_file *f)
{
	const char *name;
	size_t at;

	if (m->filter == NULL)
		return true;
	name = f->own ? filter_typed(m->filter) : filter_column(m->filter);
	if (!find_column(map, m, name, f, &at))
		return false;
	if (at == ADDRESS_EMPTY) {
		warnx("%s:%zu: when: %s has no column '%s'", map->path, m->line, f->path, name);
		return false;
	}
	if (m->bound)
		filter_move(m->filter, at);
	else
		filter_bind(m->filter, "", at, map->today);
	m->bound = true;
	return true;
}

void
map_load(struct map *map, const struct team *team)
{
	struct mapping *m;

	for (m = map->mapping; m < map->mapping + map->n; m++)
		rules_load(&m->rules, team, map->path, m->line);
}

bool
map_bind(struct map *map, const struct team *team, const struct map_file *f)
{
	struct mapping *m;
	bool good = true;

	for (m = map->mapping; m < map->mapping + map->n; m++)
		good = bind_from(map, m, f) && bind_when(map, m, f) && good;
	if (good)
		map_load(map, team);
	return good;
}

/* ---- a map for a ledger ---- */

/* A rule that is const alone makes a status that every row has to be given. */
static bool
status_fits(const struct map *map, const struct mapping *m)
{
	const char *word = m->rules.n == 1 && rules_use(&m->rules, "const") ? m->rules.rule[0].text : "";
	enum status status;

	/* A row that is waived or void is refused itself, for only waive and undo make it so. */
	if (*word == '\0' || status_parse(column_value("status", word), &status))
		return true;
	warnx("%s:%zu: rule: open doing hold done canceled, not '%s'", map->path, m->line, word);
	return false;
}

static bool
ledger_has(const char *name, const char *const *columns, size_t n)
{
	static const char *const others[] = { "note", "keys", "values" };
	size_t i;

	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(others[i], name) == 0)
			return true;
	for (i = 0; i < n && strcmp(columns[i], name) != 0; i++)
		;
	return i < n;
}

bool
map_fits(struct map *map, const char *const *columns, size_t n)
{
	const struct mapping *m;
	bool good = true;
	size_t i;

	for (i = 0; i < map->ntargets; i++)
		map->target[i] = column_name(map->target[i]);
	for (m = map->mapping; m < map->mapping + map->n; m++) {
		if (map_target(map, map->target[m->target]) != m->target) {
			warnx("%s:%zu: %s stands twice", map->path, m->line, map->target[m->target]);
			good = false;
		} else if (!ledger_has(map->target[m->target], columns, n)) {
			warnx("%s:%zu: to: a ledger has no '%s'", map->path, m->line, map->target[m->target]);
			good = false;
		}
		if (strcmp(map->target[m->target], "status") == 0)
			good = status_fits(map, m) && good;
	}
	return good;
}

/* ---- the cells of a row ---- */

bool
map_takes(const struct map *map, size_t column)
{
	const struct mapping *m;
	size_t i;

	for (m = map->mapping; m < map->mapping + map->n; m++)
		for (i = 0; i < m->n; i++)
			if (m->at[i] == column)
				return true;
	return false;
}

struct mapping *
map_choose(const struct map *map, size_t target, char *const *cell)
{
	struct mapping *m;
	size_t i;

	for (i = map->first[target]; i < map->n; i = m->next) {
		m = &map->mapping[i];
		if (m->filter == NULL || filter_match(m->filter, cell))
			return m;
	}
	return NULL;
}

const char *
mapping_source(struct mapping *m, char *const *cell)
{
	struct bytes *joined = &m->value[1]; /* the rules begin with a copy of it in value[0] */
	const char *s;
	size_t i;

	if (m->n == 0)
		return "";
	if (m->n == 1)
		return m->at[0] == ADDRESS_EMPTY ? "" : cell[m->at[0]];
	joined->n = 0;
	for (i = 0; i < m->n; i++) {
		s = m->at[i] == ADDRESS_EMPTY ? "" : cell[m->at[i]];
		bytes_add(joined, RULE_BETWEEN, i > 0);
		bytes_add(joined, s, strlen(s));
	}
	bytes_add(joined, "", 1);
	return joined->s;
}

const char *
map_cell(const struct map *map, size_t target, char *const *cell, struct map_trouble *trouble)
{
	struct mapping *m = map_choose(map, target, cell);
	const char *s;

	*trouble = (struct map_trouble){ .mapping = m };
	if (m == NULL)
		return NULL;
	s = mapping_source(m, cell);
	if (m->rules.n == 0)
		return s;
	trouble->what = rules_apply(&m->rules, s, m->otherwise, m->value);
	trouble->value = m->value[0].s;
	return trouble->what == NULL ? m->value[0].s : NULL;
}
