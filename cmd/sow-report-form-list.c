/* sow-report-form-list.c - the list beside a form that must not be edited: sheet,cell,expect,value */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report-form.h"

enum { SHEET, CELL, EXPECT, VALUE, LIST_COLUMNS };

/* The label of a cell: the next text to the left or, if there is none, above it. */
static const char *
label_of(const struct form_sheet *s, size_t row, size_t column)
{
	const char *text;
	size_t i;

	for (i = column; i-- > 0;)
		if (*(text = form_text(s, row, i)) != '\0')
			return text;
	for (i = row; --i > 0;)
		if (*(text = form_text(s, i, column)) != '\0')
			return text;
	return "";
}

static struct form_sheet *
sheet_named(struct workform *f, struct reader *r, const struct row *row, const char *name)
{
	size_t i;

	for (i = 0; i < f->nsheets; i++)
		if (*name == '\0' || strcmp(f->sheet[i].name, name) == 0)
			return &f->sheet[i];
	reader_reject(r, row, "the form has no sheet '%s'", name);
	return NULL;
}

/* A row whose cell is 期間 says what days are meant, as in a layout: 月曜から S03-01. */
static bool
take_period(struct workform *f, const struct row *row, const char *const *cell)
{
	char *rule = memory_text(cell[VALUE]), *activity = strchr(rule, ' ');
	bool taken;

	if (activity != NULL)
		*activity++ = '\0';
	f->edition.line = row->line;
	taken = edition_begins(&f->edition, (char *[]){ (char *)(uintptr_t)cell[CELL], rule, activity }, activity == NULL ? 2 : 3);
	f->edition.activity = arena_text(&f->arena, f->edition.activity, strlen(f->edition.activity));
	free(rule);
	return taken;
}

static void
take_cell(struct workform *f, struct reader *r, const struct row *row, const char *const *cell)
{
	struct form_sheet *s = sheet_named(f, r, row, cell[SHEET]);
	struct grid_cell *c;
	const char *label;
	struct extra extra = { .sheet = s };

	if (s == NULL)
		return;
	if (!cell_parse(cell[CELL], &extra.row, &extra.column)) {
		reader_reject(r, row, "cell: B10 or the like, not '%s'", cell[CELL]);
		return;
	}
	c = (struct grid_cell *)(uintptr_t)grid_at(s->grid, extra.row, extra.column);
	label = label_of(s, extra.row, extra.column);
	extra.text = arena_text(&f->arena, cell[VALUE], strlen(cell[VALUE]));
	if (*extra.text == '\0') {
		reader_reject(r, row, "%s!%s: no value", s->name, cell[CELL]);
	} else if (c != NULL && (*c->text != '\0' || c->formula != NULL)) {
		reader_reject(r, row, "%s!%s is not empty: '%s'", s->name, cell[CELL], *c->text != '\0' ? c->text : c->formula);
	} else if (*cell[EXPECT] != '\0' && strcmp(label, cell[EXPECT]) != 0) {
		reader_reject(r, row, "%s!%s is beside '%s', not '%s'", s->name, cell[CELL], label, cell[EXPECT]);
	} else if (c != NULL) {
		c->text = extra.text;
		c->typed = true;
	} else {
		f->extra = array_grow(f->extra, f->nextras, sizeof(*f->extra));
		f->extra[f->nextras++] = extra;
	}
}

void
form_read_list(struct workform *f, const char *path)
{
	static const char *const names[LIST_COLUMNS] = { "sheet", "cell", "expect", "value" };
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE, .heading = { .own = true } });
	const char *form = f->edition.path, *cell[LIST_COLUMNS];
	size_t at[LIST_COLUMNS], i;
	struct row row;

	for (i = 0; i < LIST_COLUMNS; i++)
		if ((at[i] = reader_column(r, names[i])) == COLUMN_NONE)
			errx(1, "%s: no column '%s' (sheet,cell,expect,value)", path, names[i]);
	f->edition.path = path;
	while (reader_next(r, &row)) {
		for (i = 0; i < LIST_COLUMNS; i++)
			cell[i] = row.cell[at[i]];
		if (!take_period(f, &row, cell))
			take_cell(f, r, &row, cell);
	}
	f->edition.path = form;
	reader_close(r);
}
