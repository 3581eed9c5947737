/* rows.h - rows, read again by their position in the file */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ROWS_H
#define SOW_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "journal.h"

enum { ROWS_AT_HAND = 16 };

/* The rows of a journal, and others that are in no file. */
struct rows *rows_open(struct journal *); /* NULL: no journal; rows_close closes it */
/* Keeps a copy of a row of n cells; returns its position. */
uint64_t rows_keep(struct rows *, char *const *cell, size_t n);
/* The n cells of the row at a position from the journal (row.at) or rows_keep.  They last until
 * ROWS_AT_HAND - 1 other rows have been asked for.  Exits 1 when the file was changed meanwhile. */
char *const *rows_cells(struct rows *, uint64_t at, size_t n);
/* The same, but they last until the next call of this function, and the rows at hand stay. */
char *const *rows_cells_aside(struct rows *, uint64_t at, size_t n);
void rows_close(struct rows *);

#endif
