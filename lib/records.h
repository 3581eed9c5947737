/* records.h - the records of a source */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_RECORDS_H
#define SOW_RECORDS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "line.h"
#include "record.h"

/* What is told, once, of a ledger that is bad. */
#define READER_LEDGER N_("%s: its rows are changed by sow-ticket alone; restore COPY puts a copy in its place")

/* What a bad record costs, and which are bad. */
enum reader_mode {
	READER_STREAM,  /* a bad row is reported and left out */
	READER_TABLE,   /* bad rows are reported, and the program exits at the end of the file;
	                   missing trailing cells are empty */
	READER_JOURNAL, /* a bad row ends the program; no cell may be missing */
	READER_SHEET,   /* no header; ragged and blank rows are kept; a bad row ends the program */
};

/* One record; everything in it lasts until the next is read. */
struct row {
	char **cell;     /* n of them, in UTF-8, line breaks as U+2028; they may be changed; NULL until row_part */
	size_t n;
	const char *raw; /* the record as it was read, without its line end; not terminated */
	size_t size;
	size_t line;     /* number of its first line */
	uint64_t at;     /* the offset at which it begins, if the input is UTF-8 */
	bool plain;      /* raw is already what a csv writer would print */
	struct record *record; /* of which the cells are made */
};
void row_part(struct row *); /* makes the cells, if they are not there */
const char *row_cell(struct row *, size_t); /* a single cell; it lasts until the next is asked for */

struct records {
	struct lines lines;        /* the next record begins at start of their source */
	struct record record;
	enum reader_mode mode;
	const char *skip_to;       /* after a broken record reading goes on at a line that matches; or NULL */
	bool slow, careful;        /* as reader_options says */
	size_t bad, bad_max;       /* how many were reported, and may be */
};

/* The next sound record, whatever its number of cells, which may not be there until row_part. */
bool records_next(struct records *, struct row *);
/* Reports what is wrong at that line; then the mode decides. The format is translated. */
void records_reject(struct records *, size_t line, const char *format, ...) __attribute__((format(printf, 3, 4)));
void records_vreject(struct records *, size_t line, const char *format, va_list) __attribute__((format(printf, 3, 0)));
bool records_close(struct records *); /* false when some were reported */

#endif
