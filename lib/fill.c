/* fill.c - what is to stand in the cells of a sheet instead of what they have */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "arena.h"
#include "date.h"
#include "cell.h"
#include "archive.h"
#include "xml.h"
#include "texts.h"
#include "grid.h"
#include "fill.h"

#define OPEN_TEXT "<is><t xml:space=\"preserve\">"
#define CLOSE_TEXT "</t></is>"

static void
add_edit(struct grid *g, struct grid_edit edit)
{
	g->edit = array_grow(g->edit, g->nedits, sizeof(*g->edit));
	g->edit[g->nedits++] = edit;
}

/* The text as XML has it; characters that XML does not have are written as _x001B_. */
static void
add_escaped(struct bytes *out, const char *s)
{
	char *written = texts_written(s), number[16];
	const char *p, *entity;

	for (p = written != NULL ? written : s; *p != '\0'; p++) {
		entity = *p == '&' ? "&amp;" : *p == '<' ? "&lt;" : *p == '>' ? "&gt;" : NULL;
		if (entity != NULL) {
			bytes_add(out, entity, strlen(entity));
		} else if ((unsigned char)*p < ' ' && *p != '\n' && *p != '\t') {
			snprintf(number, sizeof(number), "_x%04X_", (unsigned)*p);
			bytes_add(out, number, strlen(number));
		} else {
			bytes_add(out, p, 1);
		}
	}
	free(written);
}

/* Makes a place for cells in a row, or for rows in sheetData, that has no end tag, or that is not there; element
 * is its name.  Every cell that goes there does so, and fill_xml does it once. */
static void
open_place(struct grid *g, const struct grid_row *r, size_t row, size_t at, const char *element)
{
	if (r != NULL)
		add_edit(g, (struct grid_edit){ r->to - strlen("/>"), r->to, row, 0, ">" });
	else
		add_edit(g, (struct grid_edit){ at, at, row, 0, arena_format(&g->arena, "<%s r=\"%zu\">", element, row) });
	add_edit(g, (struct grid_edit){ at, at, r == &g->data ? SIZE_MAX : row, SIZE_MAX, arena_format(&g->arena, "</%s>", element) });
}

/* Where a cell belongs that the sheet does not have. */
static size_t
place_of(struct grid *g, size_t row, size_t column)
{
	const struct grid_row *r = grid_row(g, row);
	size_t at = r == NULL ? g->data.end : r->end, i;

	if (r == NULL && (i = grid_row_from(g, row)) < g->nrows)
		at = g->row[i].from;
	for (i = 0; r != NULL && i < r->n; i++)
		if (g->cell[r->cells + i].column > column)
			return g->cell[r->cells + i].from;
	if (r == NULL && g->data.single)
		open_place(g, &g->data, 0, at, "sheetData");
	if (r == NULL || r->single)
		open_place(g, r, row, at, "row");
	return at;
}

/* Puts the XML of what a cell holds in the place of the cell. */
static void
set_cell(struct grid *g, size_t row, size_t column, const char *attribute, const char *content)
{
	const struct grid_cell *c = grid_at(g, row, column);
	char letters[4], style[32] = "";
	const char *xml;
	size_t at;

	if (c != NULL && c->style > 0)
		snprintf(style, sizeof(style), " s=\"%zu\"", c->style);
	xml = *content == '\0' ? arena_format(&g->arena, "<c r=\"%s%zu\"%s/>", cell_letters(column, letters), row, style) :
	    arena_format(&g->arena, "<c r=\"%s%zu\"%s%s>%s</c>", cell_letters(column, letters), row, style, attribute, content);
	at = c != NULL ? c->from : place_of(g, row, column);
	add_edit(g, (struct grid_edit){ at, c != NULL ? c->to : at, row, column + 1, xml });
}

void
fill_text(struct grid *g, size_t row, size_t column, const char *text)
{
	struct bytes content = { 0 };

	if (*text != '\0') {
		bytes_add(&content, OPEN_TEXT, strlen(OPEN_TEXT));
		add_escaped(&content, text);
		bytes_add(&content, CLOSE_TEXT, strlen(CLOSE_TEXT));
	}
	bytes_add(&content, "", 1);
	set_cell(g, row, column, " t=\"inlineStr\"", content.s);
	free(content.s);
}

void
fill_number(struct grid *g, size_t row, size_t column, double value)
{
	char number[DATE_TEXT], content[DATE_TEXT + 16];

	snprintf(number, sizeof(number), "%.17g", value);
	snprintf(content, sizeof(content), "<v>%s</v>", number);
	set_cell(g, row, column, "", content);
}

void
fill_margin(struct grid *g, size_t margin, const char *text)
{
	struct bytes content = { 0 };

	add_escaped(&content, text);
	bytes_add(&content, "", 1);
	add_edit(g, (struct grid_edit){ g->margin[margin].from, g->margin[margin].to, 0, 1,
	    arena_text(&g->arena, content.s, content.n - 1) });
	free(content.s);
}

void
fill_drop_values(struct grid *g)
{
	const struct grid_cell *c;

	for (c = g->cell; c < g->cell + g->ncells; c++)
		if (c->value_to > 0 && (c->formula != NULL || grid_computed(g, c->row, c->column) != NULL))
			add_edit(g, (struct grid_edit){ c->value_from, c->value_to, c->row, c->column + 1, "" });
}

static int
compare_edits(const void *a, const void *b)
{
	const struct grid_edit *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->order == y->order ? 0 : x->order < y->order ? -1 : 1;
}

static bool
is_place(const struct grid_edit *e)
{
	return e->order == 0 || e->order == SIZE_MAX;
}

struct bytes
fill_xml(struct grid *g)
{
	struct bytes out = { 0 };
	size_t at = 0, i;

	if (g->nedits > 0)
		qsort(g->edit, g->nedits, sizeof(*g->edit), compare_edits);
	for (i = 0; i < g->nedits; i++) {
		if (i > 0 && compare_edits(&g->edit[i - 1], &g->edit[i]) == 0 && is_place(&g->edit[i]))
			continue;
		if (g->edit[i].from < at)
			abort(); /* a cell that was set twice */
		bytes_add(&out, g->xml.s + at, g->edit[i].from - at);
		bytes_add(&out, g->edit[i].xml, strlen(g->edit[i].xml));
		at = g->edit[i].to;
	}
	bytes_add(&out, g->xml.s + at, g->xml.n - at);
	return out;
}

/* ---- the member that lists the sheets ---- */

/* Where in a tag, which is well-formed, the quoted value of an attribute stands; NULL if it has none. */
static const char *
quoted_value(const char *tag, const char *attribute)
{
	const char *s = tag + strcspn(tag, " \t\r\n/>"), *quote;
	size_t n;

	for (;; s = strchr(quote + 1, *quote) + 1) {
		s += strspn(s, " \t\r\n");
		if (*s == '/' || *s == '>')
			return NULL;
		n = strcspn(s, " \t\r\n=");
		quote = s + n + strspn(s + n, " \t\r\n=");
		if (n == strlen(attribute) && strncmp(s, attribute, n) == 0)
			return quote;
	}
}

/* Adds a tag of n bytes, in which the attribute has that value. */
static void
add_tag(struct bytes *out, const char *tag, size_t n, const char *attribute, const char *value)
{
	const char *quote = quoted_value(tag, attribute), *rest;

	if (quote == NULL) { /* it goes behind the name */
		rest = tag + strcspn(tag, " \t\r\n/>");
		bytes_add(out, tag, (size_t)(rest - tag));
		bytes_add(out, " ", 1);
		bytes_add(out, attribute, strlen(attribute));
		bytes_add(out, "=\"", 2);
	} else {
		rest = strchr(quote + 1, *quote);
		bytes_add(out, tag, (size_t)(quote + 1 - tag));
	}
	bytes_add(out, value, strlen(value));
	bytes_add(out, "\"", quote == NULL);
	bytes_add(out, rest, (size_t)(tag + n - rest));
}

/* The member is copied while it is read, so at is how far that has come. */
struct rewriting {
	struct xml *xml;
	struct bytes was, out;
	size_t at, sheets;
	const bool *hidden;
	bool begun, computes;
};

static void
copy_up_to(struct rewriting *w, size_t to)
{
	bytes_add(&w->out, w->was.s + w->at, to - w->at);
	w->at = to;
}

static void
set_attribute(struct rewriting *w, const char *attribute, const char *value)
{
	copy_up_to(w, xml_at(w->xml));
	add_tag(&w->out, w->was.s + w->at, xml_size(w->xml), attribute, value);
	w->at += xml_size(w->xml);
}

/* Says that all is computed, unless that has been said. */
static void
say_computed(struct rewriting *w)
{
	static const char computed[] = "<calcPr fullCalcOnLoad=\"1\"/>";

	copy_up_to(w, xml_at(w->xml));
	if (w->computes)
		bytes_add(&w->out, computed, strlen(computed));
	w->computes = false;
}

static void
on_start(void *argument, const char *name, const char **attributes)
{
	static const char *const behind[] = { "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes",
		"webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst" };
	struct rewriting *w = argument;
	size_t i;

	(void)attributes;
	if (!w->begun)
		xml_editable(w->xml, &w->was, xml_at(w->xml), "<workbook");
	w->begun = true;
	if (strcmp(name, "sheet") == 0 && w->hidden[w->sheets++])
		set_attribute(w, "state", "hidden");
	if (strcmp(name, "calcPr") == 0 && w->computes) {
		set_attribute(w, "fullCalcOnLoad", "1");
		w->computes = false;
	}
	for (i = 0; i < sizeof(behind) / sizeof(*behind); i++)
		if (strcmp(name, behind[i]) == 0)
			say_computed(w);
}

static void
on_end(void *argument, const char *name)
{
	if (strcmp(name, "workbook") == 0)
		say_computed(argument);
}

struct bytes
fill_workbook(struct archive *a, const char *member, bool computes, const bool *hidden)
{
	static const struct xml_calls calls = { .start = on_start, .end = on_end };
	struct rewriting w = { .was = member_whole(a, member), .computes = computes, .hidden = hidden };

	w.xml = xml_open(a, member, &calls, &w);
	while (xml_step(w.xml))
		;
	xml_close(w.xml);
	copy_up_to(&w, w.was.n);
	free(w.was.s);
	return w.out;
}
