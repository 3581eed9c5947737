/* sow-report-form-cell.c - what becomes of a cell of a form */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report-form.h"

struct spot
form_spot(const struct workform *f, const struct form_sheet *s, size_t row, size_t column)
{
	return (struct spot){ f->edition.path, s->name, row, column };
}

struct spot
form_source(const struct workform *f, const struct entry *e)
{
	if (e->line > 0)
		return (struct spot){ f->list, NULL, e->line, f->value };
	return form_spot(f, e->sheet, e->row, e->column);
}

struct entry
form_entry(const struct grid_cell *c, struct form_sheet *s)
{
	return (struct entry){ s, c->row, c->column, c->text, c->given };
}

const char *
form_text(const struct form_sheet *s, size_t row, size_t column)
{
	const struct grid_cell *c = grid_at(s->grid, row, column);

	return c == NULL || c->formula != NULL ? "" : c->text;
}

/* In the head of a table, whose columns would no longer be called so? */
static bool
is_head(const struct form_sheet *s, size_t row, size_t column)
{
	size_t i;

	for (i = 0; i < s->nheads; i++)
		if (s->head[i].row == row && column >= s->head[i].left && column <= s->head[i].right)
			return true;
	return false;
}

void
form_refuse(const struct workform *f, const struct form_sheet *s, size_t row, size_t column)
{
	const struct cell_range *r = grid_computed(s->grid, row, column), *m = grid_merged(s->grid, row, column);
	char at[SPOT_TEXT], letters[4];

	spot_text(form_spot(f, s, row, column), at);
	if (is_head(s, row, column))
		errx(1, "%s: the head of a table, whose columns would no longer be called so", at);
	if (r != NULL)
		errx(1, "%s: a value of the formula in %s%zu", at, cell_letters(r->left, letters), r->top);
	if (m != NULL && (m->top != row || m->left != column))
		errx(1, "%s: merged with others, of which only %s%zu is seen", at, cell_letters(m->left, letters), m->top);
}

/* A whole number, or one with decimals where the form says how many of them it shows. */
static bool
is_number(const struct workform *f, const struct grid_cell *c, const char *text, double *value)
{
	if (c != NULL && styles_text(f->styles, c->style))
		return false;
	if (strchr(text, '.') == NULL)
		return serial_number(text, value);
	return c != NULL && styles_decimals(f->styles, c->style) > 0 &&
	    (serial_number(text, value) || serial_tenths(text, value));
}

/* A date, unless it is before those that the book can count. */
static bool
is_date(const struct workform *f, const struct grid_cell *c, const char *text, double *value)
{
	if (c == NULL || styles_kind(f->styles, c->style) != NUMBER_DATE || !serial_of(text, value))
		return false;
	*value = serial_since(f->package->from_1904 ? SERIAL_1904 : SERIAL_1900, *value);
	return *value >= 0;
}

void
form_set(struct workform *f, struct form_sheet *s, size_t row, size_t column, const char *text)
{
	const struct grid_cell *c = grid_at(s->grid, row, column);
	char at[SPOT_TEXT];
	double value;

	form_refuse(f, s, row, column);
	if (is_date(f, c, text, &value) || is_number(f, c, text, &value))
		fill_number(s->grid, row, column, value);
	else {
		if (text_units(text) > SHEET_TEXT)
			errx(1, "%s: %s", spot_text(form_spot(f, s, row, column), at), _("Excel would cut a cell of more than 32,767 characters"));
		form_tell_cut(f, s, row, column, text);
		fill_text(s->grid, row, column, text);
	}
	if (*text != '\0')
		form_note_seen(s, row, column);
}
