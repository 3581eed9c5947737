/* reader.h - bytes to rows */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_READER_H
#define SOW_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "encoding.h"

/*
 * What is read though RFC 4180 does not have it, and why:
 *
 *   CP932, UTF-16, a byte order mark    Excel and the products write them
 *   TAB or ; between cells              Excel's "Unicode text"; other countries' Excel
 *   LF, CRLF or a lone CR at the end    Unix, Windows, old Macintosh exports
 *   no line end behind the last row     editors leave it out
 *   sep=, #TYPE, version: lines first   Excel, PowerShell, Entra write them
 *   blank lines                         people part groups of rows with them
 *   trailing empty cells left out       Excel does so; in tables that a team edits alone
 *   labels and aliases in the header    what people and the products call a column
 *
 * What is not: a quote within a bare cell, anything but a delimiter behind a closing
 * quote, a NUL, a byte that the encoding does not have, a ragged row. It is reported.
 */

enum { REGEX_MAX = 1000 }; /* bytes of a regular expression, of --skip-to and of filters */
enum reader_mode {
	READER_STREAM,  /* a bad row is reported and left out */
	READER_TABLE,   /* bad rows are reported and end the program at the end of the file;
	                   missing trailing cells are empty */
	READER_JOURNAL, /* a bad row ends the program; every cell is there */
	READER_SHEET,   /* no header, ragged, blank rows kept; a bad row ends the program */
};
struct reader_options {
	enum reader_mode mode;
	const char *from;    /* encoding, or NULL: detected */
	const char *skip_to; /* regular expression, or NULL */
	bool empty;          /* no bytes at all are no rows, not a header that is missing */
	size_t bad_max;      /* READER_STREAM: with more bad rows the program ends; 0: never */
	bool careful;        /* every record through libcsv: what fuzz/ compares with */
};
/* One record; everything in it lasts until the next. */
struct row {
	char **cell;     /* n of them, UTF-8, line breaks as U+2028; may be changed */
	size_t n;
	const char *raw; /* the record as it stood, without its line end (not terminated) */
	size_t size;
	size_t line;     /* number of its first line */
	uint64_t at;     /* where it begins in an input of UTF-8 */
	bool plain;      /* raw is already what a csv writer would print */
};

struct reader *reader_open(const char *path, struct reader_options); /* - is stdin */
/* Reads at most size bytes of fd, which it closes; path is for messages. */
struct reader *reader_open_fd(int fd, const char *path, uint64_t size, struct reader_options);
const char *const *reader_names(const struct reader *, size_t *n); /* of the header; canonical */
size_t reader_column(const struct reader *, const char *name); /* or COLUMN_NONE */
const char *reader_path(const struct reader *);
enum encoding reader_encoding(const struct reader *); /* of the bytes read so far */
bool reader_next(struct reader *, struct row *);
/* A row whose content is bad: reported, and then as the mode says. */
void reader_reject(struct reader *, const struct row *, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool reader_close(struct reader *); /* false when rows were left out */

#endif
