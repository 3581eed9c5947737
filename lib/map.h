/* map.h - maps/NAME.csv: which columns and words of another ledger are ours */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MAP_H
#define SOW_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* Our column and theirs or, if it has a cell, our value and their word for it. */
struct mapping {
	const char *column, *source, *cell, *value;
	size_t line;
};
struct map {
	const char *path;
	struct mapping *mapping; /* n of them; none without a file */
	size_t n;
	struct arena arena;
};

struct map map_open(const char *path); /* exits 1 on any bad row */
/* Has a ledger with these n columns every column that the map fills?  Tells those that it has not. */
bool map_fits(const struct map *, const char *const *names, size_t n);
const char *map_source(const struct map *, const char *column); /* their name of it; else the same */
const char *map_value(const struct map *, const char *column, const char *cell); /* ours; else the cell */
void map_close(struct map *);

#endif
