/* sow-report-layout.c - a layout: a sheet whose [table] rows are replaced by those of tables */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

#define CORRECTIONS "訂正箇所" /* of an edition */
enum { WIDEST = 64 };

/* A row of the sheet.  One that begins with [ is a block, which a table's rows replace. */
struct line {
	char **cell;             /* n of them */
	size_t n, number;
	struct block block;
};
struct layout {
	struct edition edition;
	struct line *line;       /* n of them */
	size_t n, width;
	struct writer *writer;
	struct printout before;  /* the edition that this one corrects */
	struct printout printed;
	bool dated;              /* the row that is printed next differs on every day */
	struct arena arena;
};

static bool
is_block(const struct line *l)
{
	return *l->cell[0] == '[';
}

/* ---- reading ---- */

/* How many cells of the sheet the row takes.  The empty cells that Excel adds at the end do not
 * count, nor do those of a block that name no column. */
static size_t
width_of(const struct row *row)
{
	size_t n = row->n, columns = 0, i;

	while (n > 1 && *row->cell[n - 1] == '\0')
		n--;
	if (*row->cell[0] != '[')
		return n;
	for (i = 1; i < n; i++)
		columns += *row->cell[i] != '\0' && !arrangement_is(row->cell[i]);
	return columns;
}

static void
add_line(struct layout *l, const struct row *row)
{
	struct line line = { .n = row->n, .number = row->line };
	size_t i;

	line.cell = arena_alloc(&l->arena, row->n * sizeof(*line.cell));
	for (i = 0; i < row->n; i++)
		line.cell[i] = arena_text(&l->arena, row->cell[i], strlen(row->cell[i]));
	l->edition.line = row->line;
	if (edition_begins(&l->edition, line.cell, line.n))
		return;
	l->line = array_grow(l->line, l->n, sizeof(*l->line));
	l->line[l->n++] = line;
	l->width = width_of(row) > l->width ? width_of(row) : l->width;
}

static void
read_layout(struct layout *l)
{
	struct reader *r = reader_open(l->edition.path, (struct reader_options){ .mode = READER_SHEET });
	struct row row;

	while (reader_next(r, &row))
		add_line(l, &row);
	reader_close(r);
	if (l->n == 0)
		errx(1, "%s: empty: not a layout", l->edition.path);
	if (l->width > WIDEST)
		errx(1, "%s: more than %d columns", l->edition.path, WIDEST);
}

/* ---- blocks ---- */

static struct spot
spot_of(const struct layout *l, const struct line *line, size_t cell)
{
	return (struct spot){ .path = l->edition.path, .row = line->number, .column = cell };
}

static void
read_block(struct layout *l, struct line *line)
{
	size_t i;

	block_begin(&line->block, &l->edition, spot_of(l, line, 0), line->cell[0]);
	for (i = 1; i < line->n; i++)
		block_take(&line->block, spot_of(l, line, i), line->cell[i]);
	block_end(&line->block, spot_of(l, line, 0));
}

/* ---- cells ---- */

static void
check_names(const struct layout *l)
{
	size_t i, k;

	for (i = 0; i < l->n; i++)
		for (k = 0; !is_block(&l->line[i]) && k < l->line[i].n; k++)
			name_expand(NULL, &l->edition, spot_of(l, &l->line[i], k), l->line[i].cell[k]);
}

/* ---- writing ---- */

/* Writes a row, and fills it with empty cells, for the sheet is as wide as its widest row. */
static void
write_cells(struct layout *l, const char *const *cell, size_t n)
{
	char *cells[WIDEST];
	size_t i;

	for (i = 0; i < l->width; i++)
		cells[i] = (char *)(uintptr_t)(i < n ? cell[i] : "");
	writer_row(l->writer, cells);
	printout_add(&l->printed, cell, n, l->dated);
}

static void
write_item(struct layout *l, const struct line *line, size_t row, struct arena *arena)
{
	const char *cell[WIDEST];
	size_t i;

	for (i = 0; i < line->block.npicked; i++)
		cell[i] = block_text(&line->block, l->edition.report, row, i, arena);
	write_cells(l, cell, line->block.npicked);
}

/* Writes the value of the column 見出し: in a row of its own, if it differs from that of the row
 * before. */
static void
write_group(struct layout *l, const struct line *line, size_t row, struct arena *arena)
{
	size_t group = line->block.arrangement.group;
	const struct table_column *column;
	char formal[DATE_TEXT * 2];
	const char *is, *was = NULL;

	if (group == COLUMN_NONE)
		return;
	column = &line->block.table->columns[group];
	is = arena_format(arena, "%s", item_text(l->edition.report, column, &line->block.item[row], arena));
	if (row > 0)
		was = item_text(l->edition.report, column, &line->block.item[row - 1], arena);
	if (was != NULL && strcmp(is, was) == 0)
		return;
	is = column_formal(column_type(column->name), is, formal);
	write_cells(l, &is, 1);
}

/* The sum of a column over the rows that are printed. */
static const char *
total_of(const struct layout *l, const struct line *line, const struct table_column *column, struct arena *arena)
{
	long long sum = 0;
	size_t i;

	for (i = 0; i < line->block.nitems; i++)
		sum += strtoll(item_text(l->edition.report, column, &line->block.item[i], arena), NULL, 10);
	return arena_format(arena, "%lld", sum);
}

static void
write_totals(struct layout *l, const struct line *line, struct arena *arena)
{
	const struct arrangement *a = &line->block.arrangement;
	const char *cell[WIDEST];
	size_t i, k;

	for (i = 0; i < line->block.npicked; i++) {
		cell[i] = i == 0 ? "合計" : "";
		for (k = 0; k < a->ntotals; k++)
			if (line->block.picked[i].column == &line->block.table->columns[a->total[k]])
				cell[i] = total_of(l, line, line->block.picked[i].column, arena);
	}
	write_cells(l, cell, line->block.npicked);
}

static void
write_block(struct layout *l, const struct line *line)
{
	const char *heading[WIDEST];
	enum column_type type[WIDEST];
	struct arena arena = { 0 };
	size_t i;

	for (i = 0; i < line->block.npicked; i++) {
		heading[i] = line->block.picked[i].heading;
		type[i] = block_type(&line->block, i);
	}
	writer_block(l->writer);
	writer_headings(l->writer, heading, type, line->block.npicked);
	write_cells(l, heading, line->block.npicked);
	for (i = 0; i < line->block.nitems; i++) {
		write_group(l, line, i, &arena);
		write_item(l, line, i, &arena);
		arena_reset(&arena);
	}
	if (line->block.nitems == 0)
		write_cells(l, (const char *[]){ "該当なし" }, 1);
	else if (line->block.arrangement.ntotals > 0)
		write_totals(l, line, &arena);
	if (line->block.arrangement.more > 0) /* nothing is cut without a word */
		write_cells(l, (const char *[]){ arena_format(&arena, "ほか %zu 件", line->block.arrangement.more) }, 1);
	writer_block(l->writer);
	arena_free(&arena);
}

static void
write_text(struct layout *l, const struct line *line)
{
	char *text[WIDEST], period[PERIOD_TEXT];
	size_t i, n, size;
	FILE *f;

	writer_headings(l->writer, NULL, NULL, 0);
	for (n = 0; n < l->width && n < line->n; n++) {
		f = memory_open(&text[n], &size);
		name_expand(f, &l->edition, spot_of(l, line, n), line->cell[n]);
		memory_close(f, &text[n]);
		l->dated |= name_is_dated(line->cell[n]);
	}
	write_cells(l, (const char *const *)text, n);
	l->dated = false;
	if (l->edition.report->title == NULL)
		l->edition.report->title = memory_format("%s %s", text[0], period_formal(l->edition.named, period));
	for (i = 0; i < n; i++)
		free(text[i]);
	writer_block(l->writer);
}

/* ---- what a new edition corrects ---- */

static void
write_correction(void *layout, const struct change *c)
{
	if (c->is == NULL || !c->is->dated)
		write_cells(layout, (const char *[]){ c->was == NULL ? "" : c->was, c->is == NULL ? "" : c->is->text }, 2);
}

/* Ends a further edition with the rows that differ from the one before, which may end so, too. */
static void
write_corrections(struct layout *l)
{
	struct printout is = l->printed;
	size_t i;

	for (i = 0; i < l->before.n && strcmp(l->before.line[i].text, CORRECTIONS) != 0; i++)
		;
	l->before.n = i == l->before.n ? i : i - 1; /* an empty row stands before it */
	l->printed = (struct printout){ .n = 0 };
	write_cells(l, (const char *[]){ "" }, 1);
	write_cells(l, (const char *[]){ CORRECTIONS }, 1);
	write_cells(l, (const char *[]){ "訂正前", "訂正後" }, 2);
	printout_compare(&l->before, &is, write_correction, l);
	printout_free(&is);
}

/* Reads the edition before this one, if there was one, before anything is written. */
static bool
read_before(struct layout *l)
{
	struct report *r = l->edition.report;
	const struct submission *s;
	char *path;
	int n;

	if ((s = submission_last(r, r->options->value[OPT_LAYOUT], l->edition.named, &n)) == NULL)
		return false;
	path = kept_whole(report_home(r), s->sha256);
	l->before = printout_read(path);
	l->width = l->width < 2 ? 2 : l->width;
	free(path);
	return true;
}

/* Writes the sheet.  Every block is filled and checked before the first byte is written. */
static bool
write_layout(struct layout *l)
{
	struct writer_options w = option_writer(l->edition.report->options);
	const char *names[WIDEST];
	size_t i;
	bool corrects;

	check_names(l);
	for (i = 0; i < l->n; i++)
		if (is_block(&l->line[i])) {
			read_block(l, &l->line[i]);
			block_fill(&l->line[i].block, &l->edition);
		}
	corrects = read_before(l);
	spare_asked(l->edition.report->options);
	for (i = 0; i < l->width; i++)
		names[i] = "";
	w.plain = true;
	l->writer = writer_open(names, l->width, w);
	for (i = 0; i < l->n; i++)
		if (is_block(&l->line[i]))
			write_block(l, &l->line[i]);
		else
			write_text(l, &l->line[i]);
	if (corrects)
		write_corrections(l);
	return writer_close(l->writer);
}

/* ---- which layout ---- */

static char *
layout_path(const struct options *o)
{
	const char *name = o->value[OPT_LAYOUT];
	char *file, *path, **names;
	size_t n;

	if (strchr(name, '/') != NULL)
		errx(2, "-f: a layout's name, such as weekly, not '%s'", name);
	file = memory_format("layouts/%s.csv", name);
	if ((path = team_path(&o->team, file)) == NULL) {
		names = team_names(&o->team, "layouts", &n);
		no_such(N_("layout"), name, (const char *const *)names, n, " ");
	}
	free(file);
	return path;
}

static struct layout
open_layout(struct report *r, struct period p)
{
	struct layout l = { .edition = { .report = r, .named = p, .path = layout_path(r->options), .activity = "" } };

	r->people = true;
	read_layout(&l);
	return l;
}

static void
close_layout(struct layout *l)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		block_free(&l->line[i].block);
	free(l->line);
	printout_free(&l->before);
	printout_free(&l->printed);
	arena_free(&l->arena);
	free((char *)(uintptr_t)l->edition.path);
}

bool
print_layout(struct report *r, struct period p)
{
	struct layout l = open_layout(r, p);
	bool good;

	edition_open(&l.edition);
	good = write_layout(&l);
	close_layout(&l);
	return good;
}

void
check_layout(struct report *r, struct period p)
{
	struct layout l = open_layout(r, p);
	size_t i;

	check_names(&l);
	for (i = 0; i < l.n; i++)
		if (is_block(&l.line[i]))
			read_block(&l, &l.line[i]);
	close_layout(&l);
}
