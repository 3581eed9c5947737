/* mapping.h - a map at work: its columns in a file, and the cells that it makes of a row */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MAPPING_H
#define SOW_MAPPING_H

#include <stdbool.h>
#include <stddef.h>

#include "map.h"
#include "team.h"

/* The file that a map is bound to. */
struct map_file {
	const char *path;         /* for messages */
	const char *const *names; /* n of them */
	size_t n;
	bool own;                 /* they are the file's own; else canonical */
};
/* Why a row has no value for a target. */
struct map_trouble {
	const struct mapping *mapping; /* whose rule breaks; NULL if none holds for the row */
	const char *what;        /* what is wrong with the value, marked by N_ */
	const char *value;
};

void map_load(struct map *, const struct team *); /* reads the files that it looks up in; exits 1 on a bad one */
/* Finds its columns in a file, and reads the files that it looks up in.  Tells each column that is
 * missing, and then returns false. */
bool map_bind(struct map *, const struct team *, const struct map_file *);
/* Makes its targets columns of a ledger, which has these n.  Tells those that it lacks, those that are
 * made twice, and statuses that are none; returns false if there is any. */
bool map_fits(struct map *, const char *const *columns, size_t n);
bool map_takes(const struct map *, size_t column); /* does a row of the map read that column? */
/* The row of the map that makes the cell, or NULL if none holds. */
struct mapping *map_choose(const struct map *, size_t target, char *const *cell);
/* What the columns of from hold, until the next call for the same row of the map. */
const char *mapping_source(struct mapping *, char *const *cell);
/* The cell of that target, which lasts until its next; NULL if there is none, and the trouble says why. */
const char *map_cell(const struct map *, size_t target, char *const *cell, struct map_trouble *);

#endif
