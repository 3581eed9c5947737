/* fill.h - what is to stand in the cells of a sheet instead of what they have */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FILL_H
#define SOW_FILL_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "archive.h"
#include "grid.h"

/* A text or a number for a cell, which keeps its style; each cell is set once.  The text of an edited cell
 * stands in the cell itself, so the texts that cells share stay as they are. */
void fill_text(struct grid *, size_t row, size_t column, const char *text);
void fill_number(struct grid *, size_t row, size_t column, double);
void fill_margin(struct grid *, size_t margin, const char *text); /* a header or footer, with its codes */
void fill_drop_values(struct grid *); /* the last values of formulas */
/* The sheet's XML with what was set; everything else has the bytes that it had.  The caller frees it. */
struct bytes fill_xml(struct grid *);
/* The XML of the member that lists the sheets, in which those are hidden whose place in the list hidden says, and
 * which, if computes, says that all formulas are to be computed when the workbook is opened.  Exits 1 if it cannot
 * be edited.  The caller frees it. */
struct bytes fill_workbook(struct archive *, const char *member, bool computes, const bool *hidden);

#endif
