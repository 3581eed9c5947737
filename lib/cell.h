/* cell.h - the address of a cell in a workbook */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CELL_H
#define SOW_CELL_H

#include <stdbool.h>
#include <stddef.h>

enum { SHEET_COLUMNS = 16384, SHEET_ROWS = 1048576 }; /* the most that a sheet has */

/* Reads B10: the row, from 1, and the column, from 0; false if the text is no address of a sheet. */
bool cell_parse(const char *, size_t *row, size_t *column);
const char *cell_letters(size_t column, char buf[4]); /* B */

#endif
