/* record.h - one record's cells */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_RECORD_H
#define SOW_RECORD_H

#include <csv.h>
#include <stdbool.h>
#include <stddef.h>

enum { CELLS_MAX = 65536 }; /* of a record; with more of them reading stops, and n is larger */

/* The cells of one record at a time; they last until the next. */
struct record {
	char **cell;           /* n of them, NUL-terminated */
	size_t n, nsize;
	char *text;            /* which holds them */
	size_t ntext, textsize;
	size_t *offset;        /* of each cell in text */
	char delimiter;
	struct csv_parser csv;
	bool complete;         /* libcsv has seen the record's end */
};

void record_open(struct record *, char delimiter);
void record_begin(struct record *); /* no cells */
/* A line without quotes and without its line end: every delimiter divides. */
void record_split(struct record *, const char *, size_t);
/* Feeds libcsv with a line and its line end; complete says whether the record is.  A line break
 * within a cell becomes U+2028, so that a record is a line.  Returns the bytes that libcsv took:
 * fewer than n where a quote stands in a wrong place. */
size_t record_feed(struct record *, const char *, size_t n);
void record_restart(struct record *); /* behind such a quote */
void record_end(struct record *);     /* cell points to the cells */
void record_reserve(struct record *, size_t cells);
void record_close(struct record *);

#endif
