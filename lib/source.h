/* source.h - a descriptor's bytes as UTF-8 */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SOURCE_H
#define SOW_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "encoding.h"

/* The bytes that were read and are not done with are buf[start..end). */
struct source {
	char *path;              /* for messages */
	char *buf;               /* UTF-8, but for FF where a byte means nothing */
	size_t start, end, size;
	size_t moved;            /* by so much the bytes moved to the front; lines_fill sets it back */
	uint64_t before;         /* bytes of the input before buf, where nothing is decoded */
	bool eof;
	enum encoding encoding;

	/* the source's own */
	int fd;
	uint64_t left;           /* bytes that may still be read */
	size_t block;            /* bytes read at a time: no more than a small file has */
	bool judged;             /* no longer only ASCII */
	struct decoder *decoder; /* NULL: the bytes are UTF-8 */
	char *raw;               /* bytes still to be decoded */
	size_t nraw;
};

/* Reads at most size bytes of fd, which source_close closes (but for stdin); the first ones
 * tell the encoding, unless from names it.  Exits 1, or 2 for a name that is none. */
void source_open(struct source *, int fd, const char *path, uint64_t size, const char *from);
/* Reads one block more; at the end of input supplies the last line end.  False: there is none. */
bool source_fill(struct source *);
void source_close(struct source *);

#endif
