/* line.h - a source, line by line */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_LINE_H
#define SOW_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source.h"

/* The next line begins at the source's start.  Lines end with LF, CRLF or a lone CR. */
struct lines {
	struct source source;
	size_t quote, cr; /* the next one at or after start, or the source's end */
	size_t number;    /* of the line at start, from 1 */
};

void lines_open(struct lines *, int fd, const char *path, uint64_t size, const char *from);
/* Reads on; false at the end of input.  What stood at start stands there again, elsewhere in memory. */
bool lines_fill(struct lines *);
/* Where the first line end at or after from is; the source's end when none is in memory. */
size_t lines_end(struct lines *, size_t from);
/* Bytes of the line end at start + e: 2 for CRLF.  May read on. */
size_t lines_end_length(struct lines *, size_t e);
/* Where the first quote at or after start is, or the source's end. */
size_t lines_quote(struct lines *);
void lines_advance(struct lines *, size_t bytes, size_t lines);
/* Drops the line at start, however long, in constant memory. */
void lines_drop(struct lines *);
size_t lines_count(const char *, size_t); /* line ends among the bytes */

#endif
