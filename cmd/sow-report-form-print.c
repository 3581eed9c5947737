/* sow-report-form-print.c - what print will show of what a form is filled with */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report-form.h"

/* ---- will print cut it? ---- */

/* How many lines a text takes where each has room for so many columns of a terminal. */
static size_t
lines_of(const char *text, double width)
{
	char *copy = memory_text(text), *line = copy, *end;
	size_t n = 0;

	do {
		if ((end = strstr(line, TEXT_BREAK)) != NULL)
			*end = '\0';
		n += width < 1 ? 1 : (size_t)(((double)text_width(line) + width - 1) / width) + (*line == '\0');
		line = end == NULL ? NULL : end + strlen(TEXT_BREAK);
	} while (line != NULL);
	free(copy);
	return n;
}

void
form_tell_cut(const struct workform *f, const struct form_sheet *s, size_t row, size_t column, const char *text)
{
	const struct grid *g = s->grid;
	const struct cell_range *m = grid_merged(g, row, column), one = { row, column, row, column };
	const struct grid_cell *c = grid_at(g, row, column);
	const struct grid_row *r = grid_row(g, row);
	double width, height;
	size_t lines, room;
	char at[SPOT_TEXT];

	if ((m == NULL && (r == NULL || r->height == 0)) || (c != NULL && styles_shrinks(f->styles, c->style)))
		return;
	m = m == NULL ? &one : m;
	width = grid_width(g, m);
	height = grid_height(g, m);
	room = (size_t)(height / g->usual_height + 0.3);
	room = room < 1 || c == NULL || !styles_wraps(f->styles, c->style) ? 1 : room;
	lines = lines_of(text, width);
	if (lines > room)
		warnx("%s: print will cut the text: it takes about %zu lines, and has room for %zu",
		    spot_text(form_spot(f, s, row, column), at), lines, room);
}

/* ---- will print show it? ---- */

/* The next of the areas that are written in a workbook as 'a, b'!$A$1:$D$20,c!$F$1; NULL behind the last. */
static const char *
next_area(const char *s, struct bytes *area)
{
	bool quoted = false;

	if (*s == '\0')
		return NULL;
	for (area->n = 0; *s != '\0' && (quoted || *s != ','); s++) {
		quoted ^= *s == '\'';
		if (*s == '!' && !quoted)
			area->n = 0;
		else if (*s != '$')
			bytes_add(area, s, 1);
	}
	bytes_add(area, "", 1);
	return s + (*s == ',');
}

void
form_read_areas(struct form_sheet *s, const char *written)
{
	struct bytes area = { 0 };
	struct cell_range r;

	while (written != NULL && (written = next_area(written, &area)) != NULL)
		if (cell_parse_range(area.s, &r)) {
			s->area = array_grow(s->area, s->nareas, sizeof(*s->area));
			s->area[s->nareas++] = r;
		} else { /* whole columns, or a formula */
			s->nareas = 0;
			break;
		}
	free(area.s);
}

static bool
is_printed(const struct form_sheet *s, size_t row, size_t column)
{
	const struct grid_row *r = grid_row(s->grid, row);

	return !(r != NULL && r->hidden) && grid_column_width(s->grid, column) > 0 &&
	    (s->nareas == 0 || cell_range_of(s->area, s->nareas, row, column) != NULL);
}

void
form_note_seen(struct form_sheet *s, size_t row, size_t column)
{
	const struct cell_range *m = grid_merged(s->grid, row, column);

	if (is_printed(s, row, column) || (m != NULL && is_printed(s, m->bottom, m->right)))
		return;
	if (s->nunseen++ == 0) {
		s->unseen_row = row;
		s->unseen_column = column;
	}
}

void
form_tell_unseen(const struct workform *f, const struct form_sheet *s)
{
	char at[SPOT_TEXT];

	if (s->nunseen > 0)
		warnx("%s: filled in, but hidden or outside the print area (such cells: %zu)",
		    spot_text(form_spot(f, s, s->unseen_row, s->unseen_column), at), s->nunseen);
}
