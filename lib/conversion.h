/* conversion.h - files of other programs as one stream of rows, through a map or as they are */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CONVERSION_H
#define SOW_CONVERSION_H

#include <stdbool.h>
#include <stddef.h>

#include "map.h"
#include "reader.h"
#include "team.h"

struct conversion_options {
	const struct team *team;
	char *const *file;    /* n of them; - is stdin */
	size_t n;
	const char *map;      /* of -m; NULL: the map that is meant for the first file, if there is one */
	const char *from;     /* encoding, or NULL: detected */
	const char *sheet;    /* of a workbook, or NULL: the first */
	const char *skip_to;  /* or NULL: with a map, where reading goes on after a broken row; without one
	                         the header is the first line that matches */
	const char *source;   /* the name of a column, added last, that says which file a row is of; or NULL */
};

/* Names of columns are the files' own.  Exits 1 where a file, or what its rows rest on, is not good. */
struct conversion *conversion_open(const struct conversion_options *);
const char *const *conversion_names(const struct conversion *, size_t *n); /* of what comes out */
const struct map *conversion_map(const struct conversion *); /* NULL: rows pass as they are */
/* The next row; false at the end.  A row that has no value for some column is told and left out.  cell,
 * n, line, raw and plain are of what comes out; it lasts until the next. */
bool conversion_next(struct conversion *, struct row *);
bool conversion_next_whole(struct conversion *, struct row *); /* the same, as reader_next_whole */
/* The same, as it is read, for conversion_explain. */
bool conversion_read(struct conversion *, struct row *);
/* What becomes of a row that was read: for each column that comes out its name, where it is from, what
 * stands there, the rule and the value.  Where the rule breaks the value is what is wrong. */
void conversion_explain(struct conversion *, const struct row *, void (*tell)(void *, const char *const cell[5]), void *);
const char *conversion_path(const struct conversion *); /* of the file that is read */
bool conversion_close(struct conversion *); /* false when rows were left out */

#endif
