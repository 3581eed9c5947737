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
	size_t *offset;        /* of each cell in text; in record_glance, of each delimiter */
	char delimiter;
	struct csv_parser csv;
	bool complete;         /* libcsv has seen the record's end */
};

void record_open(struct record *, char delimiter);
void record_begin(struct record *); /* no cells */
/* Splits a line, without quotes and without its line end, at every delimiter. */
void record_split(struct record *, const char *, size_t);
/* Takes the record at s at a glance, as scan_record does, if that also sees that it is text; whole is
 * then its length with the end of its last line, and quoted says whether there are quotes.  Nothing else has
 * to be done for it.  False, with no cells, for a record that has to be read in another way. */
bool record_glance(struct record *, const char *s, struct scan *);
/* Feeds libcsv with a line and its line end; then complete says whether the record is.  A line
 * break within a cell becomes U+2028, so that a record is a line.  Returns the number of bytes that
 * libcsv took: fewer than n at a misplaced quote. */
size_t record_feed(struct record *, const char *, size_t n);
void record_restart(struct record *); /* after such a quote */
void record_end(struct record *);     /* makes cell point to the cells */
void record_reserve(struct record *, size_t cells); /* room in cell */
void record_close(struct record *);

#endif
