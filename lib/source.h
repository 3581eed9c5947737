/* source.h - a descriptor's bytes as UTF-8 */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SOURCE_H
#define SOW_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "encoding.h"

/* The bytes that were read and are still needed are buf[start..end); SCAN_BLOCK zeros follow them. */
struct source {
	char *path;              /* for messages */
	char *buf;               /* UTF-8, with FF where a byte cannot be decoded */
	size_t start, end, size;
	size_t moved;            /* how far the bytes moved to the front; lines_fill resets it */
	uint64_t before;         /* bytes of the input before buf, if it is not decoded */
	bool eof;
	bool marked;             /* the bytes from mark on are kept, too */
	size_t mark;
	enum encoding encoding;
	struct book *book;       /* the input is a workbook, whose rows are the bytes; or NULL */

	/* for the source alone */
	int fd;
	uint64_t left;           /* bytes that may still be read */
	size_t block;            /* bytes read at a time, fewer for a small file */
	bool judged;             /* the encoding is decided */
	struct decoder *decoder; /* NULL: the bytes are UTF-8 */
	char *raw;               /* bytes still to be decoded */
	size_t nraw;
};

/* How the bytes are to be taken. */
struct source_options {
	const char *from;        /* their encoding; NULL: they decide */
	const char *sheet;       /* of a workbook; NULL: the first */
	bool strict;             /* a formula in it that was never computed ends the program */
};
/* Reads at most size bytes of fd, which source_close closes (except stdin).  Exits 1, or 2 when from is not
 * an encoding or sheet no sheet. */
void source_open(struct source *, int fd, const char *path, uint64_t size, struct source_options);
/* Reads another block, and adds a line end that is missing at the end; false after the end. */
bool source_fill(struct source *);
void source_close(struct source *);

#endif
