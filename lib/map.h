/* map.h - maps/NAME.csv: which columns and words of another ledger are ours */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MAP_H
#define SOW_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* Our column and theirs.  If cell is not empty, it is a word in that column, and value is ours for it. */
struct mapping {
	const char *column, *source, *cell, *value;
	size_t line;
};
struct map {
	const char *path;
	struct mapping *mapping; /* n of them; none where no map was given */
	size_t n;
	struct arena arena;
};

struct map map_open(const char *path); /* exits 1 on any bad row */
/* Whether a ledger with these n columns has every column that the map fills.  Tells those that it
 * lacks. */
bool map_fits(const struct map *, const char *const *names, size_t n);
const char *map_source(const struct map *, const char *column); /* their column; else the same */
const char *map_value(const struct map *, const char *column, const char *cell); /* our word; else the cell */
void map_close(struct map *);

#endif
