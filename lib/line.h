/* line.h - the lines of a source */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_LINE_H
#define SOW_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source.h"

/* The next line begins at start of the source.  Lines end with LF, CRLF or a lone CR. */
struct lines {
	struct source source;
	size_t quote, cr; /* the next one at or after start, or end of the source */
	size_t number;    /* of the line at start, from 1 */
	size_t marked;    /* the number of the line at the mark */
};

void lines_open(struct lines *, int fd, const char *path, uint64_t size, struct source_options);
/* Reads more; false at the end of input.  The bytes at start may move in memory, and start with them. */
bool lines_fill(struct lines *);
/* The first line end at or after from; end of the source when none is in memory. */
size_t lines_end(struct lines *, size_t from);
/* The bytes of the line end at start + e: 2 for CRLF.  May read more. */
size_t lines_end_length(struct lines *, size_t e);
/* The first quote at or after start, or end of the source. */
size_t lines_quote(struct lines *);
void lines_advance(struct lines *, size_t bytes, size_t lines);
/* Skips the line at start in constant memory, however long it is. */
void lines_drop(struct lines *);
/* Keeps what follows in memory until lines_return goes back here, or lines_unmark gives it up. */
void lines_mark(struct lines *);
void lines_return(struct lines *);
void lines_unmark(struct lines *);
size_t lines_count(const char *, size_t); /* line ends among the bytes */
/* The delimiter (, TAB ;) that occurs most often in the first line, outside quotes; later: in the first
 * line that has any. */
char lines_separator(struct lines *, bool later);

#endif
