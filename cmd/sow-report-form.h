/* sow-report-form.h - a form that is being filled, for the files that fill it */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_REPORT_FORM_H
#define CMD_SOW_REPORT_FORM_H

#include "sow-report.h"

/* A workbook with {names} and [table] rows, and what is to stand there instead. */
struct form_sheet {
	const char *name;
	struct grid *grid;
	struct package_head *head;   /* nheads of its tables */
	size_t nheads;
	struct cell_range *area;     /* nareas that are printed; none: all of it */
	size_t nareas;
	size_t nunseen, unseen_row, unseen_column; /* cells that print will not show, and the first */
};
/* What is to stand in a cell: the form says so itself or, where line is not 0, the list beside it. */
struct entry {
	struct form_sheet *sheet;
	size_t row, column;
	const char *text;
	size_t line;
};
struct workform {
	struct edition edition;
	struct package *package;
	struct texts *texts;
	struct styles *styles;
	struct form_sheet *sheet;    /* nsheets of them */
	size_t nsheets;
	char *list;                  /* the path of the list beside the form, or NULL */
	size_t value;                /* its column of values */
	struct entry *entry;         /* nentries that it has, */
	size_t nentries;
	struct index cells;          /* and their numbers by the names of their cells */
	struct form_block *block;    /* nblocks */
	size_t nblocks;
	bool checks;                 /* it is only checked */
	struct arena arena;
};

/* ======== sow-report-form.c ======== */

/* The text with the names in it replaced; only looks for them while the form is checked.  The caller frees
 * it. */
char *form_expand(struct workform *, struct spot, const char *);

/* ======== sow-report-form-margin.c - headers and footers ======== */

/* Sets those of the sheet with names.  Exits 1 if one becomes longer than Excel keeps. */
void form_fill_margins(struct workform *, struct form_sheet *);

/* ======== sow-report-form-cell.c - what becomes of a cell ======== */

struct spot form_spot(const struct workform *, const struct form_sheet *, size_t row, size_t column);
/* Where its text stands: there or, if the list beside the form gave it, in that. */
struct spot form_source(const struct workform *, const struct entry *);
/* What the form or the list beside it has in the cell. */
struct entry form_entry(const struct grid_cell *, struct form_sheet *);
/* Exits 1 if nothing can be filled in there: the cell is in the head of a table, has a value of a formula, or is
 * behind merged cells. */
void form_refuse(const struct workform *, const struct form_sheet *, size_t row, size_t column);
/* Sets a cell to a text or, where the text is a number or its format that of a date, to that.  Tells if
 * print will cut it; exits 1 as form_refuse does, or if the text is longer than Excel keeps.  That the cell has no
 * formula of its own, which would be lost, the callers see to. */
void form_set(struct workform *, struct form_sheet *, size_t row, size_t column, const char *text);
/* The text that the form or the list beside it has in the cell; an empty one if there is none. */
const char *form_text(const struct form_sheet *, size_t row, size_t column);

/* ======== sow-report-form-print.c - what print will show ======== */

/* Reads the print area as the workbook has it; NULL: none. */
void form_read_areas(struct form_sheet *, const char *);
/* Tells if the text has no room in the cell.  Rows that have no height of their own grow with their text, unless
 * it is in merged cells. */
void form_tell_cut(const struct workform *, const struct form_sheet *, size_t row, size_t column, const char *text);
/* Notes that the cell is filled in; then form_tell_unseen tells how many such cells print will not show. */
void form_note_seen(struct form_sheet *, size_t row, size_t column);
void form_tell_unseen(const struct workform *, const struct form_sheet *);

/* ======== sow-report-form-stray.c - what looks like a name or a table ======== */

/* Exits 1 if the text of a cell, or of a text box of the sheet, looks like one and would not be replaced. */
void form_refuse_stray(const struct workform *, struct spot, const char *);
void form_refuse_boxes(const struct workform *, size_t sheet);

/* ======== sow-report-form-list.c - the list beside a form that must not be edited ======== */

/* Reads sheet,cell,expect,value, and gives the cells of the form those texts.  Exits 1 if a cell is not beside
 * the label that is expected there, if it is not empty, or if it stands in the list twice. */
void form_read_list(struct workform *);

/* ======== sow-report-form-block.c - [table] and the rows that are drawn for it ======== */

/* Reads the block that begins in a cell of the form; returns how many columns of the row belong to it. */
size_t form_begin_block(struct workform *, struct form_sheet *, size_t row, size_t column);
/* Fills the rows.  Exits 1 if they have no room. */
void form_fill_blocks(struct workform *);
/* Whether it is a sheet on which tables go on, and none did. */
bool form_is_idle(const struct workform *, const struct form_sheet *);
void form_free_blocks(struct workform *);

#endif
