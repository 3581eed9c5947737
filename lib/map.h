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
#include "rule.h"
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
/* Why a row has no value for a target. */
struct map_trouble {
	const struct mapping *mapping; /* whose rule breaks; NULL if none holds for the row */
	const char *what;        /* what is wrong with the value, marked by N_ */
	const char *value;
};

/* The path of the map that -m names: a path, or the name of one of the team's or of the shipped maps.
 * Exits 2 if there is none; the caller frees it. */
char *map_path(const struct team *, const char *name);
struct map *map_open(const struct team *, const char *path); /* exits 1 on any bad row */
/* How well the map is meant for the file with that name and these n cells as its header: 0 is not at
 * all. */
size_t map_match(const struct map *, const char *file, const char *const *cell, size_t n);
void map_load(struct map *, const struct team *); /* reads the files that it looks up in; exits 1 on a bad one */
/* Finds its columns among those of a file, whose names are its own or canonical, and reads the files
 * that it looks up in.  Tells each that is missing, and then returns false. */
bool map_bind(struct map *, const struct team *, const char *file, const char *const *names, size_t n, bool own);
bool map_match_names(const struct map_match *, const char *const *cell, size_t n); /* by the header alone */
/* Makes its targets columns of a ledger, which has these n.  Tells those that it lacks, those that are
 * made twice, and statuses that are none; returns false if there is any. */
bool map_fits(struct map *, const char *const *columns, size_t n);
size_t map_target(const struct map *, const char *name); /* or COLUMN_NONE */
bool map_takes(const struct map *, size_t column); /* does a row of the map read that column? */
/* The row of the map that makes the cell, or NULL if none holds. */
struct mapping *map_choose(const struct map *, size_t target, char *const *cell);
/* What the columns of from hold, until the next call for the same row of the map. */
const char *mapping_source(struct mapping *, char *const *cell);
/* The cell of that target, which lasts until its next; NULL if there is none, and the trouble says why. */
const char *map_cell(const struct map *, size_t target, char *const *cell, struct map_trouble *);
void map_close(struct map *);

#endif
