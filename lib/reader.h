/* reader.h - a file as a table */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_READER_H
#define SOW_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "encoding.h"
#include "heading.h"
#include "records.h"

/*
 * What is read although RFC 4180 does not allow it, and why:
 *
 *   CP932, UTF-16, a byte order mark    Excel and the products write them
 *   TAB or ; between cells              Excel's "Unicode text"; other countries' Excel
 *   LF, CRLF or a lone CR at the end    Unix, Windows, old Macintosh exports
 *   no line end after the last row      editors leave it out
 *   sep=, #TYPE, version: lines first   Excel, PowerShell, Entra write them
 *   blank lines                         people separate groups of rows with them
 *   trailing empty cells left out       Excel does so; only in tables that a team edits
 *   workbooks (.xlsx)                   book.h says as which CSV; trailing empty cells are left out
 *   title lines above the header        where it is known how the header looks
 *   labels and aliases in the header    what people and the products call a column
 *
 * What is reported instead: a quote within a bare cell, anything but a delimiter after a
 * closing quote, a NUL, bytes that the encoding does not have, a ragged row.
 */

enum { REGEX_MAX = 1000 }; /* bytes of a regular expression, in --skip-to and in filters */
struct reader_options {
	enum reader_mode mode;
	const char *from;    /* encoding, or NULL: detected */
	const char *sheet;   /* of a workbook, or NULL: the first */
	bool strict;         /* of a workbook: a formula that was never computed ends the program */
	const char *skip_to; /* regular expression, or NULL */
	bool empty;          /* no bytes at all mean no rows, not a missing header */
	size_t bad_max;      /* READER_STREAM: more bad rows than this end the program; 0: no limit */
	struct heading heading; /* all zeros: the header is the first record */
	bool slow;           /* no record is taken at a glance, and */
	bool careful;        /* every record goes through libcsv: for fuzz/ to compare with */
};

struct reader *reader_open(const char *path, struct reader_options); /* - is stdin; exits 1 or 2 */
/* Reads at most size bytes of fd, which it closes; path is for messages. */
struct reader *reader_open_fd(int fd, const char *path, uint64_t size, struct reader_options);
const char *const *reader_names(const struct reader *, size_t *n); /* of the header; canonical, unless the heading is its own */
size_t reader_column(const struct reader *, const char *name); /* or COLUMN_NONE */
const char *reader_path(const struct reader *);
enum encoding reader_encoding(const struct reader *); /* of the bytes read so far */
bool reader_next(struct reader *, struct row *); /* false at the end */
/* The same for a row that may pass as it is, or not at all: cell may be NULL until row_part. */
bool reader_next_whole(struct reader *, struct row *);
/* Reports a row whose content is bad; then the mode decides. The format is translated. */
void reader_reject(struct reader *, const struct row *, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
size_t reader_bad(const struct reader *); /* how many rows were reported so far */
bool reader_close(struct reader *); /* false when rows were left out */

#endif
