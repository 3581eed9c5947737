/* cell.h - the address of a cell in a workbook */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CELL_H
#define SOW_CELL_H

#include <stdbool.h>
#include <stddef.h>

enum { SHEET_COLUMNS = 16384, SHEET_ROWS = 1048576 }; /* the most that a sheet has */
enum { SHEET_TEXT = 32767, SHEET_MARGIN = 255 }; /* units of text that Excel keeps in a cell, and in a header */

/* A number of digits alone; SIZE_MAX if the text is anything else. */
size_t cell_number(const char *);
/* Reads B10: the row, from 1, and the column, from 0; false if the text is no address of a sheet. */
bool cell_parse(const char *, size_t *row, size_t *column);

/* Reads B10:C12, or B10 alone. */
struct cell_range {
	size_t top, left, bottom, right;
};
bool cell_parse_range(const char *, struct cell_range *);
/* The first of the n ranges that has the cell, or NULL. */
const struct cell_range *cell_range_of(const struct cell_range *, size_t n, size_t row, size_t column);

/* Where one is in a sheet whose rows and cells come in their order, with or without saying where they are. */
struct cell_place {
	size_t row, column; /* from 1; from 0 */
	size_t next;        /* the first column that the next cell of the row may have */
};
/* Move on to the row or the cell that r= names or, where it is NULL, to the next one; false if that lies
 * behind, or outside the sheet. */
bool cell_next_row(struct cell_place *, const char *r);
bool cell_next(struct cell_place *, const char *r);
/* How many characters of such a name a message may show, since it may be anything. */
int cell_shown(const char *);
const char *cell_letters(size_t column, char buf[4]); /* B */

#endif
