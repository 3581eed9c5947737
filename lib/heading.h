/* heading.h - what stands above the rows: preambles, title lines, the header */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_HEADING_H
#define SOW_HEADING_H

#include <stdbool.h>
#include <stddef.h>

#include "line.h"

enum { TITLES_MAX = 20 }; /* lines that may stand above a header */

struct heading;
/* Are these n cells the header?  May set beyond and skip_to, which are about the rows below. */
typedef bool heading_judge(struct heading *, const char *const *cell, size_t n);
/* Which line is the header, if not the first: the first that has all names, that matches the title, or
 * that the judge takes for it. */
struct heading {
	bool own;                  /* the names are the file's own: not canonical, and two may be alike */
	const char *const *names;  /* addresses, up to NULL; or NULL */
	const char *title;         /* a regular expression that has been compiled before; or NULL */
	heading_judge *judge;      /* or NULL; where it takes none, the first line is the header */
	void *about;               /* for the judge */
	const char *const *beyond; /* names, up to NULL, of the cells that rows have beyond the header; or NULL */
	const char *skip_to;       /* where reading goes on after a broken row: as in reader.h; or NULL */
};

/* Skips what some programs write before the header: sep=, which also names the delimiter, #TYPE,
 * version:.  Does not set the delimiter where there is no sep=. */
void preamble_skip(struct lines *, char *delimiter);
/* Moves to the header among the first lines, and tells if there are others above it.  Exits 1 if none
 * has the names or matches the title. */
void heading_find(struct lines *, struct heading *, char delimiter);

#endif
