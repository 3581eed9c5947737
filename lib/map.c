/* map.c - maps/NAME.csv: which columns and words of another ledger are ours */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "status.h"
#include "column.h"
#include "reader.h"
#include "map.h"

static const char *const names[] = { "column", "source", "cell", "value" };
enum { COLUMN, SOURCE, CELL, VALUE, NAMES };

/* Whether a row repeats another.  A column has one source, and each word of it has one meaning. */
static bool
is_twin(const struct map *map, const struct mapping *m)
{
	size_t i;

	for (i = 0; i < map->n; i++)
		if (strcmp(map->mapping[i].column, m->column) == 0 && strcmp(map->mapping[i].cell, m->cell) == 0)
			return true;
	return false;
}

static bool
is_status(const char *value)
{
	enum status status;

	return status_parse(column_value("status", value), &status) && status != T_WAIVED && status != T_VOID;
}

static void
map_add(struct map *map, struct reader *r, const struct row *row, const size_t *at)
{
	const char *cell[NAMES];
	struct mapping m;
	size_t i;

	for (i = 0; i < NAMES; i++)
		cell[i] = at[i] == COLUMN_NONE ? "" : arena_text(&map->arena, row->cell[at[i]], strlen(row->cell[at[i]]));
	m = (struct mapping){ column_name(cell[COLUMN]), cell[SOURCE], cell[CELL], cell[VALUE], row->line };
	if (*m.source == '\0')
		reader_reject(r, row, "source: empty");
	if (is_twin(map, &m))
		reader_reject(r, row, "%s stands twice", cell[COLUMN]);
	if (strcmp(m.column, "status") == 0 && *m.cell != '\0' && !is_status(m.value))
		reader_reject(r, row, "value: open doing hold done canceled, not '%s'", m.value);
	map->mapping = array_grow(map->mapping, map->n, sizeof(*map->mapping));
	map->mapping[map->n++] = m;
}

/* Exits 1 if words of a column are translated, but no row says which column of theirs that is. */
static void
check_words(const struct map *map)
{
	const struct mapping *m;
	size_t i;

	for (m = map->mapping; m < map->mapping + map->n; m++) {
		for (i = 0; i < map->n && (strcmp(map->mapping[i].column, m->column) != 0 || *map->mapping[i].cell != '\0'); i++)
			;
		if (i == map->n)
			errx(1, "%s:%zu: %s: no row without a cell says that it is '%s' (%s,%s,,)", map->path, m->line,
			    m->column, m->source, m->column, m->source);
	}
}

struct map
map_open(const char *path)
{
	struct map map = { .path = NULL };
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	struct row row;
	size_t at[NAMES], i;

	map.path = arena_text(&map.arena, path, strlen(path));
	for (i = 0; i < NAMES; i++)
		at[i] = reader_column(r, names[i]);
	if (at[COLUMN] == COLUMN_NONE || at[SOURCE] == COLUMN_NONE)
		errx(1, "%s: not a map (columns column,source,cell,value)", path);
	while (reader_next(r, &row))
		map_add(&map, r, &row, at);
	reader_close(r);
	check_words(&map);
	return map;
}

bool
map_fits(const struct map *map, const char *const *columns, size_t n)
{
	static const char *const others[] = { "note", "keys", "values" };
	const struct mapping *m;
	bool good = true;
	size_t i;

	for (m = map->mapping; m < map->mapping + map->n; m++) {
		for (i = 0; i < sizeof(others) / sizeof(*others) && strcmp(others[i], m->column) != 0; i++)
			;
		if (i < sizeof(others) / sizeof(*others))
			continue;
		for (i = 0; i < n && strcmp(columns[i], m->column) != 0; i++)
			;
		if (i < n)
			continue;
		warnx("%s:%zu: column: a ledger has no '%s'", map->path, m->line, m->column);
		good = false;
	}
	return good;
}

const char *
map_source(const struct map *map, const char *column)
{
	const struct mapping *m;

	for (m = map->mapping; m < map->mapping + map->n; m++)
		if (strcmp(m->column, column) == 0 && *m->cell == '\0')
			return column_name(m->source);
	return column;
}

const char *
map_value(const struct map *map, const char *column, const char *cell)
{
	const struct mapping *m;

	for (m = map->mapping; m < map->mapping + map->n; m++)
		if (strcmp(m->column, column) == 0 && *m->cell != '\0' && strcmp(m->cell, cell) == 0)
			return m->value;
	return cell;
}

void
map_close(struct map *map)
{
	free(map->mapping);
	arena_free(&map->arena);
}
