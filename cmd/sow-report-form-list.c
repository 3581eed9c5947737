/* sow-report-form-list.c - the list beside a form that must not be edited: sheet,cell,expect,value */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report-form.h"

enum { SHEET, CELL, EXPECT, VALUE, LIST_COLUMNS };

/* The label of a cell: the next text of the sheet, not of the list, to the left or, if there is none, above it. */
static const char *
label_of(const struct form_sheet *s, size_t row, size_t column)
{
	const struct grid_row *r = grid_row(s->grid, row);
	const struct grid_cell *c;
	const char *text;
	size_t i;

	for (i = r == NULL ? 0 : r->n; i-- > 0;) {
		c = &s->grid->cell[r->cells + i];
		if (c->column < column && c->formula == NULL && c->given == 0 && *c->text != '\0')
			return c->text;
	}
	for (i = grid_row_from(s->grid, row); i-- > 0;) {
		c = grid_at(s->grid, s->grid->row[i].row, column);
		if ((c == NULL || c->given == 0) && *(text = form_text(s, s->grid->row[i].row, column)) != '\0')
			return text;
	}
	return "";
}

/* Whether the cell is beside what is expected there, which may be anything. */
static bool
is_expected(const struct entry *e, const char *expected)
{
	return *expected == '\0' || strcmp(label_of(e->sheet, e->row, e->column), expected) == 0;
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

/* The number, from 1, of the entry for that cell, or 0. */
static uint32_t
entry_for(const struct workform *f, const struct entry *e, const char *name)
{
	size_t cursor = 0;
	const struct entry *other;
	uint32_t i;

	while ((i = index_next(&f->cells, name, &cursor)) > 0) {
		other = &f->entry[i - 1];
		if (other->sheet == e->sheet && other->row == e->row && other->column == e->column)
			break;
	}
	return i;
}

static void
add_entry(struct workform *f, struct grid_cell *c, const struct entry *e, const char *name)
{
	f->entry = array_grow(f->entry, f->nentries, sizeof(*f->entry));
	f->entry[f->nentries++] = *e;
	index_add(&f->cells, name, (uint32_t)f->nentries);
	if (c != NULL) {
		c->text = e->text;
		c->given = e->line;
	}
}

static void
take_cell(struct workform *f, struct reader *r, const struct row *row, const char *const *cell)
{
	struct entry e = { .sheet = sheet_named(f, r, row, cell[SHEET]), .line = row->line };
	struct grid_cell *c;
	const char *name;
	uint32_t other;

	if (e.sheet == NULL)
		return;
	if (!cell_parse(cell[CELL], &e.row, &e.column)) {
		reader_reject(r, row, "cell: B10 or the like, not '%s'", cell[CELL]);
		return;
	}
	name = arena_format(&f->arena, "%s!%s", e.sheet->name, cell[CELL]);
	c = (struct grid_cell *)(uintptr_t)grid_at(e.sheet->grid, e.row, e.column);
	e.text = arena_text(&f->arena, cell[VALUE], strlen(cell[VALUE]));
	if (*e.text == '\0')
		reader_reject(r, row, "%s: no value", name);
	else if ((other = entry_for(f, &e, name)) > 0)
		reader_reject(r, row, "%s: line %zu gives it a value, too", name, f->entry[other - 1].line);
	else if (c != NULL && (*c->text != '\0' || c->formula != NULL))
		reader_reject(r, row, "%s is not empty: '%s'", name, *c->text != '\0' ? c->text : c->formula);
	else if (!is_expected(&e, cell[EXPECT]))
		reader_reject(r, row, "%s is beside '%s', not '%s'", name, label_of(e.sheet, e.row, e.column), cell[EXPECT]);
	else
		add_entry(f, c, &e, name);
}

void
form_read_list(struct workform *f)
{
	static const char *const names[LIST_COLUMNS] = { "sheet", "cell", "expect", "value" };
	struct reader *r = reader_open(f->list, (struct reader_options){ .mode = READER_TABLE, .heading = { .own = true } });
	const char *form = f->edition.path, *cell[LIST_COLUMNS];
	size_t at[LIST_COLUMNS], i;
	struct row row;

	for (i = 0; i < LIST_COLUMNS; i++)
		if ((at[i] = reader_column(r, names[i])) == COLUMN_NONE)
			errx(1, "%s: no column '%s' (sheet,cell,expect,value)", f->list, names[i]);
	f->value = at[VALUE];
	f->edition.path = f->list;
	while (reader_next(r, &row)) {
		for (i = 0; i < LIST_COLUMNS; i++)
			cell[i] = row.cell[at[i]];
		if (!take_period(f, &row, cell))
			take_cell(f, r, &row, cell);
	}
	f->edition.path = form;
	reader_close(r);
}
