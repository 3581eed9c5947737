/* sow-report-block.c - [table] and columns, in the cells of a layout or a form, which a table's rows replace */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

const char *
spot_text(struct spot s, char buf[SPOT_TEXT])
{
	char letters[4];

	if (s.sheet == NULL)
		snprintf(buf, SPOT_TEXT, _("%s:%zu: cell %zu"), s.path, s.row, s.column + 1);
	else if (s.row == 0)
		snprintf(buf, SPOT_TEXT, _("%s: %s: header or footer"), s.path, s.sheet);
	else
		snprintf(buf, SPOT_TEXT, "%s: %s!%s%zu", s.path, s.sheet, cell_letters(s.column, letters), s.row);
	return buf;
}

void
block_begin(struct block *b, const struct edition *e, struct spot spot, const char *cell)
{
	char name[32] = "", at[SPOT_TEXT], *rest;
	const char *near;
	int shift = 0, end = 0;

	if (sscanf(cell, "[%31[a-z]%n", name, &end) == 1) {
		if (cell[end] == '+' || cell[end] == '-') {
			shift = (int)strtol(cell + end, &rest, 10);
			end = (int)(rest - cell);
		}
		b->table = strcmp(cell + end, "]") == 0 && abs(shift) <= 1000 ? table_find(name) : NULL;
	}
	if (b->table == NULL) {
		near = table_nearest(cell + 1);
		warnx(near != NULL ? N_("%s: no table %s (%s?); there are:") : N_("%s: no table %s; there are:"),
		    spot_text(spot, at), cell, near);
		fprintf(stderr, "    %s\n", table_list());
		exit(1);
	}
	b->period = edition_period(e, shift);
	b->arrangement = (struct arrangement){ .sort = COLUMN_NONE, .group = COLUMN_NONE, .today = option_day(e->report->options) };
}

/* Reads closed=完了日, a column and the heading that it gets, or =確認者, the heading of a column to be
 * filled in by hand.  Exits 1 if the table has no such column. */
static struct picked
pick_column(const struct table *t, struct spot spot, char *spec)
{
	char *equals = strchr(spec, '='), at[SPOT_TEXT];
	struct bytes list = { 0 };
	const char *name, *near = NULL;
	size_t i;

	if (equals != NULL)
		*equals = '\0';
	if (strcmp(spec, "連番") == 0)
		return (struct picked){ .heading = equals != NULL ? equals + 1 : "No." };
	if (*spec == '\0')
		return (struct picked){ .blank = true, .heading = equals + 1 };
	if ((i = table_column(t, spec)) == COLUMN_NONE) {
		for (i = 0; i < t->ncolumns; i++) {
			bytes_join(&list, t->columns[i].name, " ");
			near = near != NULL ? near : nearest_name(spec, &t->columns[i].name, 1);
		}
		warnx(near != NULL ? N_("%s: [%s] has no column '%s' (%s?); there are:") :
		    N_("%s: [%s] has no column '%s'; there are:"), spot_text(spot, at), t->form.name, spec, near);
		fprintf(stderr, "    %.*s\n", (int)list.n, list.s);
		exit(1);
	}
	name = t->columns[i].name;
	return (struct picked){ .column = &t->columns[i], .type = column_type(name), .heading = equals != NULL ? equals + 1 :
	    t->columns[i].text == NULL ? name : column_label(name) };
}

void
block_take(struct block *b, struct spot spot, char *cell)
{
	char at[SPOT_TEXT];

	if (*cell == '\0')
		return;
	switch (arrangement_take(&b->arrangement, b->table, cell)) {
	case WISH_TAKEN:
		break;
	case WISH_BAD:
		errx(1, "%s: [%s]: no such column, or not a number: %s", spot_text(spot, at), b->table->form.name, cell);
	case WISH_NONE:
		b->picked = array_grow(b->picked, b->npicked, sizeof(*b->picked));
		b->picked[b->npicked] = pick_column(b->table, spot, cell);
		b->picked[b->npicked++].place = spot.column;
	}
}

void
block_end(const struct block *b, struct spot spot)
{
	char at[SPOT_TEXT];

	if (b->npicked == 0)
		errx(1, "%s: [%s] names no column (such as [%s],number=番号,title)", spot_text(spot, at), b->table->form.name,
		    b->table->form.name);
}

void
block_fill(struct block *b, const struct edition *e)
{
	b->item = arrangement_apply(&b->arrangement, e->report, table_rows(e->report, b->table, b->period), &b->nitems);
}

enum column_type
block_type(const struct block *b, size_t i)
{
	return b->picked[i].column == NULL && !b->picked[i].blank ? COLUMN_NUMBER : b->picked[i].type;
}

const char *
block_text(const struct block *b, struct report *r, size_t row, size_t i, struct arena *arena)
{
	const struct picked *p = &b->picked[i];
	const char *text = p->blank ? "" : p->column == NULL ? arena_format(arena, "%zu", row + 1) :
	    column_formal(p->type, item_text(r, p->column, &b->item[row], arena), arena_alloc(arena, DATE_TEXT * 2));

	r->unreasoned += strcmp(text, NO_REASON) == 0;
	return text;
}

void
block_free(struct block *b)
{
	free(b->item);
	free(b->picked);
}

void
name_expand(FILE *f, const struct edition *e, struct spot spot, const char *cell)
{
	const char *open, *close;
	char *names, at[SPOT_TEXT];

	while ((open = strchr(cell, '{')) != NULL && (close = strchr(open, '}')) != NULL) {
		if (f != NULL)
			fwrite(cell, 1, (size_t)(open - cell), f);
		if (!name_print(f, e, open + 1, (size_t)(close - open - 1))) {
			names = name_list();
			errx(1, "%s: unknown name %.*s (%s)", spot_text(spot, at), (int)(close + 1 - open), open, names);
		}
		cell = close + 1;
	}
	if (f != NULL)
		fputs(cell, f);
}
