/* grid.h - the cells of a sheet that is filled in, and where they stand in its XML */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_GRID_H
#define SOW_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "memory.h"
#include "cell.h"
#include "archive.h"
#include "texts.h"

struct grid_cell {
	size_t row, column;      /* from 1; from 0 */
	const char *text;        /* that it has, as book.h says but for numbers, which are as they are written */
	const char *formula;     /* or NULL */
	size_t given;            /* 0, or the line of a list that gave it the text, which is not the sheet's own */
	size_t style;
	size_t from, to;         /* its XML */
	size_t value_from, value_to; /* the XML of its value, which may be that of a formula */
};
struct grid_row {
	size_t row, cells, n;    /* from 1; its n cells begin at that index */
	double height;           /* in points; 0: as high as its text wants */
	size_t from, within, end, to; /* its XML: that of its cells is within..end, unless there is no end tag */
	bool hidden;
	bool single;             /* no end tag */
};
/* All that stands in a sheet, and what is to stand there instead. */
struct grid {
	struct bytes xml;
	struct grid_cell *cell;  /* ncells of them, in their order */
	size_t ncells;
	struct grid_row *row;    /* nrows */
	size_t nrows;
	struct grid_row data;    /* sheetData, as if it were a row of rows */
	struct cell_range *merge; /* nmerges */
	size_t nmerges;
	struct cell_range *computed; /* ncomputed, each of several cells to which one formula gives their values */
	size_t ncomputed;
	struct grid_width {
		size_t first, last;  /* columns, from 0 */
		double width;        /* in characters; 0: hidden */
	} *width;                /* nwidths; other columns are as wide as usual */
	size_t nwidths;
	double usual_width, usual_height;
	struct grid_margin {
		const char *text;    /* of a header or footer, with its codes such as &P */
		size_t from, to;
	} *margin;               /* nmargins */
	size_t nmargins;
	struct grid_edit {
		size_t from, to;     /* what it takes the place of */
		size_t row, order;   /* of several in one place; order is 0 before all cells, SIZE_MAX behind them */
		const char *xml;
	} *edit;                 /* nedits */
	size_t nedits;
	struct arena arena;
	struct grid_reading *reading; /* while it is read */
};
/* Reads the sheet in that member.  Exits 1 as xml.h says, and if it cannot be edited. */
struct grid *grid_read(struct archive *, const char *member, struct texts *);
const struct grid_cell *grid_at(const struct grid *, size_t row, size_t column); /* or NULL: not even empty */
const struct grid_row *grid_row(const struct grid *, size_t row);                /* or NULL */
size_t grid_row_from(const struct grid *, size_t row); /* the index of the first that is that one or behind it */
/* The merged cells, or those of one formula, that this one belongs to; or NULL. */
const struct cell_range *grid_merged(const struct grid *, size_t row, size_t column);
const struct cell_range *grid_computed(const struct grid *, size_t row, size_t column);
double grid_column_width(const struct grid *, size_t column);
double grid_width(const struct grid *, const struct cell_range *);  /* in characters */
double grid_height(const struct grid *, const struct cell_range *); /* in points */
void grid_free(struct grid *);

#endif
