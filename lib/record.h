/* record.h - the cells of one record */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_RECORD_H
#define SOW_RECORD_H

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>

#include "scan.h"

enum { CELLS_MAX = 65536 }; /* of a record; with more, reading stops and n is larger */

/* The cells of one record; they last until the next one is begun. */
struct record {
	char **cell;           /* n of them, NUL-terminated */
	size_t n, nsize;
	char *text;            /* the bytes of all cells */
	size_t ntext, textsize;
	size_t *offset;        /* of each cell in text; in a record seen at a glance, of each delimiter */
	struct scan scan;      /* of such a record */
	char delimiter;
	struct csv_parser csv;
	bool complete;         /* libcsv has seen the record's end */
};

void record_open(struct record *, char delimiter);
void record_begin(struct record *); /* no cells */
/* Splits a line, without quotes and without its line end, at every delimiter. */
void record_split(struct record *, const char *, size_t);
/* Sees the record at s at a glance, as scan_record does, if that also sees that it is text; then scan and n say
 * what it is.  False for a record that has to be read in another way. */
bool record_glance(struct record *, const char *s);
void record_part(struct record *, const char *s); /* makes the cells of a record that was seen at a glance, once */
/* One cell of it while the others are not made: it lasts until another is.  NULL for a cell in quotes. */
const char *record_cell(struct record *, const char *s, size_t);
/* Feeds libcsv with a line and its line end; then complete says whether the record is.  A line
 * break within a cell becomes U+2028, so that a record is a line.  Returns the number of bytes that
 * libcsv took: fewer than n at a misplaced quote. */
size_t record_feed(struct record *, const char *, size_t n);
void record_restart(struct record *); /* after such a quote */
void record_end(struct record *);     /* makes cell point to the cells */
void record_reserve(struct record *, size_t cells); /* room in cell */
void record_close(struct record *);

#endif
