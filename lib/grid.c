/* grid.c - the cells of a sheet that is filled in, and where they stand in its XML */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "cell.h"
#include "archive.h"
#include "xml.h"
#include "texts.h"
#include "grid.h"

#define USUAL_WIDTH 8.43  /* of Excel's columns, in characters */
#define USUAL_HEIGHT 15.0 /* and of its rows, in points */

struct grid_reading {
	struct archive *archive;
	const char *member;
	struct xml *xml;
	struct texts *texts;
	struct rich text;
	struct bytes formula;
	struct cell_place at;
	char type[16];
	bool in_row, inside, in_formula, margin; /* row; a cell; its formula; a header or footer */
	size_t value_from;
};

/* ---- reading ---- */

static size_t
behind(const struct grid_reading *r)
{
	return xml_at(r->xml) + xml_size(r->xml);
}

/* A height or width, which nothing else may be measured by if it is none. */
static double
number_of(const char *text, double otherwise)
{
	double number = text == NULL ? 0 : strtod(text, NULL);

	return number > 0 && number < 1e6 ? number : otherwise;
}

static bool
is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void __attribute__((noreturn))
misplaced(const struct grid_reading *r, const char *at)
{
	at = at == NULL ? "" : at;
	errx(1, "%s: %s: %.*s is out of order", archive_path(r->archive), r->member, cell_shown(at), at);
}

static void
begin_row(struct grid *g, const char **attributes)
{
	struct grid_reading *r = g->reading;
	const char *height = xml_attribute(attributes, "ht");

	if (!cell_next_row(&r->at, xml_attribute(attributes, "r")))
		misplaced(r, xml_attribute(attributes, "r"));
	if (xml_attribute(attributes, "customHeight") == NULL)
		height = NULL;
	g->row = array_grow(g->row, g->nrows, sizeof(*g->row));
	r->in_row = true;
	g->row[g->nrows++] = (struct grid_row){ .row = r->at.row, .cells = g->ncells, .height = number_of(height, 0),
		.hidden = is_true(xml_attribute(attributes, "hidden")), .from = xml_at(r->xml), .within = behind(r) };
}

static void
end_row(struct grid_row *row, const struct grid_reading *r)
{
	row->end = xml_at(r->xml);
	row->to = behind(r);
	row->single = row->end == row->to && row->end == row->within;
}

static void
begin_cell(struct grid *g, const char **attributes)
{
	struct grid_reading *r = g->reading;
	const char *style = xml_attribute(attributes, "s"), *type = xml_attribute(attributes, "t");

	if (!cell_next(&r->at, xml_attribute(attributes, "r")))
		misplaced(r, xml_attribute(attributes, "r"));
	r->inside = true;
	r->formula.n = 0;
	snprintf(r->type, sizeof(r->type), "%s", type == NULL ? "" : type);
	rich_begin(&r->text);
	g->cell = array_grow(g->cell, g->ncells, sizeof(*g->cell));
	g->cell[g->ncells++] = (struct grid_cell){ .row = r->at.row, .column = r->at.column, .from = xml_at(r->xml),
		.style = style == NULL ? 0 : strtoul(style, NULL, 10) };
	g->row[g->nrows - 1].n++;
}

static void
end_cell(struct grid *g)
{
	struct grid_reading *r = g->reading;
	struct grid_cell *c = &g->cell[g->ncells - 1];
	const char *text = rich_end(&r->text);

	if (strcmp(r->type, "s") == 0 && *text != '\0')
		text = r->texts == NULL ? NULL : texts_text(r->texts, cell_number(text));
	if (text == NULL)
		misplaced(r, "a shared text");
	c->text = arena_text(&g->arena, text, strlen(text));
	if (r->formula.n > 0)
		c->formula = arena_text(&g->arena, r->formula.s, r->formula.n);
	c->to = behind(r);
	r->inside = false;
}

static void
add_range(struct cell_range **range, size_t *n, const char *ref)
{
	struct cell_range r;

	if (ref == NULL || !cell_parse_range(ref, &r))
		return;
	*range = array_grow(*range, *n, sizeof(**range));
	(*range)[(*n)++] = r;
}

/* One of several cells says so; in a shared formula each has its own. */
static void
begin_formula(struct grid *g, const char **attributes)
{
	const char *type = xml_attribute(attributes, "t"), *ref = xml_attribute(attributes, "ref");

	bytes_add(&g->reading->formula, "=", 1);
	if (type != NULL && strcmp(type, "shared") != 0 && ref != NULL && strchr(ref, ':') != NULL)
		add_range(&g->computed, &g->ncomputed, ref);
}

static void
begin_width(struct grid *g, const char **attributes)
{
	const char *min = xml_attribute(attributes, "min"), *max = xml_attribute(attributes, "max");

	if (min == NULL || max == NULL || strtoul(min, NULL, 10) == 0)
		return;
	g->width = array_grow(g->width, g->nwidths, sizeof(*g->width));
	g->width[g->nwidths++] = (struct grid_width){ strtoul(min, NULL, 10) - 1, strtoul(max, NULL, 10) - 1,
		is_true(xml_attribute(attributes, "hidden")) ? 0 : number_of(xml_attribute(attributes, "width"), g->usual_width) };
}

static bool
is_margin(const char *name)
{
	static const char *const names[] = { "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

static void
begin_margin(struct grid *g)
{
	g->reading->margin = true;
	rich_begin(&g->reading->text);
	rich_start(&g->reading->text, "t");
	g->margin = array_grow(g->margin, g->nmargins, sizeof(*g->margin));
	g->margin[g->nmargins++] = (struct grid_margin){ .from = behind(g->reading) };
}

static void
end_margin(struct grid *g)
{
	struct grid_margin *m = &g->margin[g->nmargins - 1];
	const char *text = rich_end(&g->reading->text);

	m->text = arena_text(&g->arena, text, strlen(text));
	m->to = xml_at(g->reading->xml);
	g->reading->margin = false;
}

static void
begin_other(struct grid *g, const char *name, const char **attributes)
{
	if (strcmp(name, "sheetData") == 0)
		g->data = (struct grid_row){ .from = xml_at(g->reading->xml), .within = behind(g->reading) };
	else if (strcmp(name, "mergeCell") == 0)
		add_range(&g->merge, &g->nmerges, xml_attribute(attributes, "ref"));
	else if (strcmp(name, "col") == 0)
		begin_width(g, attributes);
	else if (strcmp(name, "sheetFormatPr") == 0) {
		g->usual_height = number_of(xml_attribute(attributes, "defaultRowHeight"), USUAL_HEIGHT);
		g->usual_width = number_of(xml_attribute(attributes, "defaultColWidth"), USUAL_WIDTH);
	} else if (is_margin(name))
		begin_margin(g);
}

/* Within sheetData; elsewhere a row is something else, such as the place of a button. */
static bool
in_data(const struct grid *g)
{
	return g->data.from > 0 && g->data.to == 0;
}

/* What is filled in takes the place of a cell, a row or a header, so that none may stand within another. */
static bool
belongs(const struct grid *g, const char *name)
{
	const struct grid_reading *r = g->reading;

	if (r->margin)
		return false;
	if (in_data(g) && strcmp(name, "row") == 0)
		return !r->in_row;
	if (in_data(g) && strcmp(name, "c") == 0)
		return r->in_row && !r->inside;
	return strcmp(name, "sheetData") != 0 || g->data.from == 0;
}

static void
on_start(void *argument, const char *name, const char **attributes)
{
	struct grid *g = argument;
	struct grid_reading *r = g->reading;

	if (!belongs(g, name))
		errx(1, "%s: %s: in or behind row %zu: an element where none belongs", archive_path(r->archive), r->member, r->at.row);
	if (in_data(g) && strcmp(name, "row") == 0) {
		begin_row(g, attributes);
	} else if (in_data(g) && strcmp(name, "c") == 0) {
		begin_cell(g, attributes);
	} else if (r->inside) {
		r->in_formula = strcmp(name, "f") == 0;
		if (r->in_formula)
			begin_formula(g, attributes);
		if (strcmp(name, "v") == 0)
			r->value_from = xml_at(r->xml);
		rich_start(&r->text, strcmp(name, "v") == 0 ? "t" : name);
	} else {
		begin_other(g, name, attributes);
	}
}

static void
on_end(void *argument, const char *name)
{
	struct grid *g = argument;
	struct grid_reading *r = g->reading;

	if (in_data(g) && strcmp(name, "row") == 0) {
		end_row(&g->row[g->nrows - 1], r);
		r->in_row = false;
	} else if (strcmp(name, "sheetData") == 0) {
		end_row(&g->data, r);
	} else if (strcmp(name, "c") == 0 && r->inside) {
		end_cell(g);
	} else if (r->inside) {
		r->in_formula = false;
		rich_stop(&r->text, name);
		if (strcmp(name, "v") == 0) {
			g->cell[g->ncells - 1].value_from = r->value_from;
			g->cell[g->ncells - 1].value_to = behind(r);
		}
	} else if (r->margin && is_margin(name)) {
		end_margin(g);
	}
}

static void
on_text(void *argument, const char *s, size_t n)
{
	struct grid *g = argument;
	struct grid_reading *r = g->reading;

	if (r->in_formula)
		bytes_add(&r->formula, s, n);
	else if ((r->inside || r->margin) && !rich_text(&r->text, s, n))
		errx(1, "%s: a text of more than %d bytes", archive_path(r->archive), TEXT_MAX);
}

struct grid *
grid_read(struct archive *a, const char *member, struct texts *texts)
{
	static const struct xml_calls calls = { on_start, on_end, on_text };
	struct grid *g = memory_zeros(1, sizeof(*g));
	struct grid_reading r = { .archive = a, .member = member, .texts = texts };

	g->reading = &r;
	g->usual_width = USUAL_WIDTH;
	g->usual_height = USUAL_HEIGHT;
	g->xml = member_whole(a, member);
	r.xml = xml_open(a, member, &calls, g);
	while (xml_step(r.xml))
		;
	if (g->data.to == 0)
		errx(1, "%s: %s: a sheet without cells", archive_path(a), member);
	xml_editable(r.xml, &g->xml, g->data.from, "<sheetData");
	xml_close(r.xml);
	rich_free(&r.text);
	free(r.formula.s);
	g->reading = NULL;
	return g;
}

/* ---- looking ---- */

size_t
grid_row_from(const struct grid *g, size_t row)
{
	size_t low = 0, high = g->nrows, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (g->row[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct grid_row *
grid_row(const struct grid *g, size_t row)
{
	size_t i = grid_row_from(g, row);

	return i < g->nrows && g->row[i].row == row ? &g->row[i] : NULL;
}

const struct grid_cell *
grid_at(const struct grid *g, size_t row, size_t column)
{
	const struct grid_row *r = grid_row(g, row);
	size_t i;

	for (i = 0; r != NULL && i < r->n; i++)
		if (g->cell[r->cells + i].column == column)
			return &g->cell[r->cells + i];
	return NULL;
}

const struct cell_range *
grid_merged(const struct grid *g, size_t row, size_t column)
{
	return cell_range_of(g->merge, g->nmerges, row, column);
}

const struct cell_range *
grid_computed(const struct grid *g, size_t row, size_t column)
{
	return cell_range_of(g->computed, g->ncomputed, row, column);
}

double
grid_column_width(const struct grid *g, size_t column)
{
	const struct grid_width *w;

	for (w = g->width; w < g->width + g->nwidths; w++)
		if (column >= w->first && column <= w->last)
			return w->width;
	return g->usual_width;
}

/* A merge may be as large as a sheet, so this walks what the sheet has, and not the rows or columns. */
double
grid_width(const struct grid *g, const struct cell_range *r)
{
	double width = (double)(r->right - r->left + 1) * g->usual_width;
	const struct grid_width *w;
	size_t first, last;

	for (w = g->width; w < g->width + g->nwidths; w++) {
		first = w->first > r->left ? w->first : r->left;
		last = w->last < r->right ? w->last : r->right;
		if (first <= last)
			width += (double)(last - first + 1) * (w->width - g->usual_width);
	}
	return width;
}

double
grid_height(const struct grid *g, const struct cell_range *r)
{
	double height = (double)(r->bottom - r->top + 1) * g->usual_height;
	size_t i;

	for (i = grid_row_from(g, r->top); i < g->nrows && g->row[i].row <= r->bottom; i++)
		if (g->row[i].height > 0)
			height += g->row[i].height - g->usual_height;
	return height;
}

void
grid_free(struct grid *g)
{
	free(g->xml.s);
	free(g->cell);
	free(g->row);
	free(g->merge);
	free(g->computed);
	free(g->width);
	free(g->margin);
	free(g->edit);
	arena_free(&g->arena);
	free(g);
}
