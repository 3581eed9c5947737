/* sow-report-form-block.c - [table] in a form, and the rows that are drawn for it */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report-form.h"

#define SPARE "別紙" /* in the name of a sheet, on which a table goes on that has more rows than are drawn */

struct form_block {
	struct block block;
	struct form_sheet *sheet;
	size_t row, column, columns; /* where its cells stand in the form */
	size_t *drawn, ndrawn;       /* rows */
	bool spare, idle;            /* it goes on with the items of another; and there were none left */
};

/* ---- reading ---- */

/* Takes the words of a cell: [closed] alone, or with the column that fills that cell. */
static void
take_words(struct workform *f, struct form_block *b, size_t column, char *words)
{
	char *word;

	while ((word = strsep(&words, " ")) != NULL)
		block_take(&b->block, form_spot(f, b->sheet, b->row, column), word);
}

/* Whether the row is a lower part of cells that are merged. */
static bool
is_lower_part(const struct form_block *b, size_t row)
{
	const struct cell_range *m = grid_merged(b->sheet->grid, row, b->block.picked[0].place);

	return m != NULL && m->top < row;
}

/* Whether a row is drawn for the block: its cells are there, and are seen, and they are empty. */
static bool
is_drawn(const struct form_block *b, size_t row)
{
	const struct grid *g = b->sheet->grid;
	const struct grid_cell *c;
	const struct cell_range *m;
	size_t i, column;

	for (i = 0; i < b->block.npicked; i++) {
		column = b->block.picked[i].place;
		c = grid_at(g, row, column);
		m = grid_merged(g, row, column);
		if (c == NULL || c->formula != NULL || *form_text(b->sheet, row, column) != '\0' || grid_computed(g, row, column) != NULL)
			return false;
		if (m != NULL && (m->left < column || (m->top < row && !is_lower_part(b, row))))
			return false;
	}
	return true;
}

static void
find_drawn(struct form_block *b)
{
	size_t row = b->row;

	do {
		if (is_lower_part(b, row))
			continue;
		b->drawn = array_grow(b->drawn, b->ndrawn, sizeof(*b->drawn));
		b->drawn[b->ndrawn++] = row;
	} while (is_drawn(b, ++row));
}

static void
refuse_wishes(const struct workform *f, const struct form_block *b)
{
	const struct arrangement *a = &b->block.arrangement;
	char at[SPOT_TEXT];

	if (a->group != COLUMN_NONE || a->ntotals > 0 || a->limit > 0)
		errx(1, "%s: 見出し, 合計 and 上限 are for layouts: a form has only the rows that are drawn",
		    spot_text(form_spot(f, b->sheet, b->row, b->column), at));
}

size_t
form_begin_block(struct workform *f, struct form_sheet *s, size_t row, size_t column)
{
	const char *text = form_text(s, row, column), *end = strchr(text, ']');
	size_t n = end == NULL ? strlen(text) : (size_t)(end + 1 - text);
	const struct grid_row *r = grid_row(s->grid, row);
	struct form_block b = { .sheet = s, .row = row, .column = column, .columns = 1 };
	size_t last = r == NULL || r->n == 0 ? column : s->grid->cell[r->cells + r->n - 1].column, i;

	block_begin(&b.block, &f->edition, form_spot(f, s, row, column), arena_text(&f->arena, text, n));
	take_words(f, &b, column, arena_text(&f->arena, text + n, strlen(text + n)));
	for (; column + b.columns <= last; b.columns++) {
		text = form_text(s, row, column + b.columns);
		if (*text == '[')
			break;
		take_words(f, &b, column + b.columns, arena_text(&f->arena, text, strlen(text)));
	}
	block_end(&b.block, form_spot(f, s, row, column));
	refuse_wishes(f, &b);
	for (i = 0; i < b.block.npicked; i++)
		form_refuse(f, s, row, b.block.picked[i].place);
	find_drawn(&b);
	f->block = array_grow(f->block, f->nblocks, sizeof(*f->block));
	f->block[f->nblocks++] = b;
	return b.columns;
}

/* ---- filling ---- */

/* Sets the cells of a drawn row: those of the item or, where there are none left, in the form's first row
 * for them, which names the columns, empty ones. */
static void
set_row(struct workform *f, struct form_block *b, size_t row, size_t item)
{
	struct report *r = f->edition.report;
	struct arena arena = { 0 };
	const char *text;
	size_t column, i;

	for (column = b->column; column < b->column + b->columns; column++) {
		for (i = 0; i < b->block.npicked && b->block.picked[i].place != column; i++)
			;
		text = i == b->block.npicked ? "" : item < b->block.nitems ? block_text(&b->block, r, item, i, &arena) :
		    b->block.nitems == 0 && i == 0 && !b->spare ? "該当なし" : "";
		if (i < b->block.npicked || (row == b->row && *form_text(b->sheet, row, column) != '\0'))
			form_set(f, b->sheet, row, column, text);
		arena_reset(&arena);
	}
	arena_free(&arena);
}

static bool
is_spare_sheet(const struct form_sheet *s)
{
	return strstr(s->name, SPARE) != NULL;
}

/* The next block that goes on with the items of one: of the same table, on a sheet 別紙, wherever that stands. */
static struct form_block *
next_spare(struct workform *f, const struct form_block *b)
{
	struct form_block *next;

	for (next = f->block; next < f->block + f->nblocks; next++)
		if (!next->spare && is_spare_sheet(next->sheet) && !is_spare_sheet(b->sheet) &&
		    next->block.table == b->block.table && next->block.period.from == b->block.period.from)
			return next;
	return NULL;
}

/* Fills the rows that are drawn with the items from there on; returns the first that has no room. */
static size_t
fill_drawn(struct workform *f, struct form_block *b, size_t item)
{
	size_t i;

	for (i = 0; i < b->ndrawn; i++, item++)
		if (i == 0 || item < b->block.nitems)
			set_row(f, b, b->drawn[i], item);
	return item;
}

static void
fill_block(struct workform *f, struct form_block *b)
{
	struct form_block *spare;
	char at[SPOT_TEXT];
	size_t item, room = b->ndrawn;

	block_fill(&b->block, &f->edition);
	item = fill_drawn(f, b, 0);
	while ((spare = next_spare(f, b)) != NULL) {
		spare->spare = true;
		spare->idle = item >= b->block.nitems;
		spare->block.nitems = b->block.nitems;
		spare->block.item = b->block.item;
		room += spare->ndrawn;
		item = fill_drawn(f, spare, item);
	}
	if (item < b->block.nitems)
		errx(1, "%s: [%s] has %zu rows, and only %zu are drawn (draw more, or a sheet 別紙 with the same cells)",
		    spot_text(form_spot(f, b->sheet, b->row, b->column), at), b->block.table->form.name, b->block.nitems, room);
}

void
form_fill_blocks(struct workform *f)
{
	struct form_block *b;

	for (b = f->block; b < f->block + f->nblocks; b++)
		if (!is_spare_sheet(b->sheet))
			fill_block(f, b);
	for (b = f->block; b < f->block + f->nblocks; b++)
		if (is_spare_sheet(b->sheet) && !b->spare)
			fill_block(f, b);
}

bool
form_is_idle(const struct workform *f, const struct form_sheet *s)
{
	const struct form_block *b;
	size_t n = 0;

	for (b = f->block; b < f->block + f->nblocks; b++)
		if (b->sheet == s) {
			n++;
			if (!b->idle)
				return false;
		}
	return n > 0;
}

void
form_free_blocks(struct workform *f)
{
	size_t i;

	for (i = 0; i < f->nblocks; i++) {
		if (f->block[i].spare) /* the items are those of another */
			f->block[i].block.item = NULL;
		block_free(&f->block[i].block);
		free(f->block[i].drawn);
	}
	free(f->block);
}
