/* map.h - maps/NAME.csv: what becomes of the columns and words of another file */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MAP_H
#define SOW_MAP_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "memory.h"
#include "filter.h"
#include "dialect.h"
#include "rules.h"
#include "team.h"

/* A row of the map.  Of several rows with one target, the first whose when holds makes the cell. */
struct mapping {
	const char *to, *from, *rule, *when, *otherwise; /* as they are written */
	size_t line;
	size_t target;          /* the number of the column that it makes */
	size_t next;            /* the next row with that target; n of the map after the last */
	struct rules rules;
	struct filter *filter;  /* of when; or NULL: it always holds */
	bool bound;             /* the filter has read its value */
	size_t *at, n;          /* the columns of from in the file that the map was bound to last */
	struct bytes value[2];
};
struct map {
	const char *path;
	struct mapping *mapping; /* n of them */
	size_t n;
	const char **target;     /* the names of the columns that it makes: ntargets of them */
	size_t *first, ntargets; /* and the first row of each */
	struct map_match {         /* #match: files that it is meant for */
		const char *pattern; /* of the file's name; or "" */
		const char **word;   /* addresses, up to NULL, that the header has */
		size_t n;
	} *match;
	size_t nmatches;
	const char **header;     /* #header: the columns that are expected, up to NULL; or NULL */
	const char **beyond;     /* the names of cells that rows have beyond the header, up to NULL; or NULL */
	const char *skip_to;     /* where reading goes on after a broken row; or NULL */
	const char *note;        /* #note: what is told of the map; or "" */
	struct dialect dialect;  /* #dialect */
	bool has_dialect;
	int today;               /* to which dates in when refer */
	struct arena arena;
};

/* The path of the map that -m names: a path, or the name of one of the team's or of the shipped maps.
 * Exits 2 if there is none; the caller frees it. */
char *map_path(const struct team *, const char *name);
struct map *map_open(const struct team *, const char *path); /* exits 1 on any bad row */
/* How well the map is meant for the file with that name, or NULL, and these n cells as its header: 0 is
 * not at all. */
size_t map_match(const struct map *, const char *file, const char *const *cell, size_t n);
bool map_match_names(const struct map_match *, const char *const *cell, size_t n); /* by the header alone */
size_t map_target(const struct map *, const char *name); /* or COLUMN_NONE */
void map_close(struct map *);

#endif
