/* workbook.c - rows as a workbook for Excel, by libxlsxwriter: real dates and numbers, and no formulas */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "message.h"
#include "memory.h"
#include "library.h"
#include "text.h"
#include "date.h"
#include "column.h"
#include "display.h"
#include "stderr.h"
#include "serial.h"
#include "texts.h"
#include "format.h"
#include "sheet.h"
#include "proof.h"
#include "workbook.h"

#define XLSX_FUNCTIONS(X) \
	X(workbook_new_opt) X(workbook_add_worksheet) X(workbook_add_format) X(workbook_set_properties) X(workbook_close) \
	X(worksheet_write_string) X(worksheet_write_number) X(worksheet_write_blank) X(worksheet_set_column) \
	X(lxw_worksheet_write_single_row) X(worksheet_set_row) X(worksheet_set_default_row) X(format_set_font_name) \
	X(worksheet_freeze_panes) X(worksheet_repeat_rows) X(worksheet_set_paper) X(worksheet_set_landscape) \
	X(worksheet_fit_to_pages) X(worksheet_set_footer) X(format_set_bold) X(format_set_font_size) X(format_set_border) \
	X(format_set_bg_color) X(format_set_text_wrap) X(format_set_align) X(format_set_num_format) X(lxw_strerror) \
	X(workbook_add_chart) X(chart_add_series) X(chart_series_set_categories) X(chart_series_set_values) \
	X(chart_series_set_name_range) X(worksheet_insert_chart_opt)

static struct {
#define X(function) __typeof__(function) *function;
	XLSX_FUNCTIONS(X)
#undef X
} xlsx;

static const char *const xlsx_names[] = {
#define X(function) #function,
	XLSX_FUNCTIONS(X)
#undef X
};

enum {
	WIDTH_LEAST = 6, WIDTH_MOST = 48, /* of a column, in columns of a terminal */
	PORTRAIT = 90,                    /* so many fit on an upright A4 page */
	PAGE_ROWS = 54,                   /* and so many rows */
	PAPER_A4 = 9,
	TITLE_SIZE = 14,
	HEADING_COLOUR = 0xDDEBF7,
	LINES_MOST = 21,                  /* in a row: Excel has no higher ones */
};
#define MAIN_SHEET "Sheet1"
#define CHART_SHEET "グラフ"
#define FONT "游ゴシック"                 /* that of a new book in a Japanese Excel, */
#define LINE_POINTS 18.75                 /* where a line is that high */

enum look { LOOK_TEXT, LOOK_LINE, LOOK_NUMBER, LOOK_TENTHS, LOOK_DATE, LOOK_TIME, LOOK_ERA, LOOK_ERA_TIME, LOOK_HEADING, LOOK_TITLE, LOOKS };
static const char *const number_formats[LOOKS] = {
	[LOOK_TEXT] = "@", [LOOK_LINE] = "@", [LOOK_TENTHS] = "0.0", [LOOK_DATE] = "yyyy/mm/dd", [LOOK_TIME] = "yyyy/mm/dd hh:mm",
	[LOOK_ERA] = "[$-411]ge.m.d", [LOOK_ERA_TIME] = "[$-411]ge.m.d hh:mm", [LOOK_HEADING] = "@", [LOOK_TITLE] = "@",
};

struct workbook {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *format[LOOKS][2]; /* without and with a border */
	size_t *width;                /* of each column */
	size_t category;              /* of the chart: a column */
	size_t *series, nseries;      /* likewise */
	bool summed;                  /* the last row is the sum of the others, which gets no bars */
	struct tally {
		char *value;
		size_t n;
	} *tally;                     /* ntallies values of the category, in the order in which they came */
	size_t ntallies;
};

/* ---- what cells look like ---- */

static lxw_format *
make_format(lxw_workbook *book, enum look look, bool bordered)
{
	lxw_format *f = xlsx.workbook_add_format(book);

	xlsx.format_set_font_name(f, FONT);
	if (number_formats[look] != NULL)
		xlsx.format_set_num_format(f, number_formats[look]);
	if (look >= LOOK_DATE && look <= LOOK_ERA_TIME)
		xlsx.format_set_align(f, LXW_ALIGN_LEFT);
	if (look != LOOK_TITLE && look != LOOK_LINE)
		xlsx.format_set_text_wrap(f);
	if (look != LOOK_TITLE)
		xlsx.format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
	if (look == LOOK_TITLE)
		xlsx.format_set_font_size(f, TITLE_SIZE);
	if (look == LOOK_HEADING || look == LOOK_TITLE)
		xlsx.format_set_bold(f);
	if (look == LOOK_HEADING)
		xlsx.format_set_bg_color(f, HEADING_COLOUR);
	if (bordered)
		xlsx.format_set_border(f, LXW_BORDER_THIN);
	return f;
}

/* ---- sheets, whose rows wait in temporary files ---- */

static lxw_worksheet *
add_sheet(lxw_workbook *book, const char *name)
{
	lxw_worksheet *sheet;

	stderr_drop(true);
	sheet = xlsx.workbook_add_worksheet(book, name);
	stderr_drop(false);
	if (sheet == NULL)
		err(1, _("temporary file"));
	return sheet;
}

static void
check_rows(const lxw_worksheet *sheet)
{
	if (ferror(sheet->optimize_tmpfile) != 0)
		err(1, _("temporary file"));
}

/* Puts the last row into the file, too; returns how many bytes all rows are. */
static uint64_t
end_rows(lxw_worksheet *sheet)
{
	xlsx.lxw_worksheet_write_single_row(sheet);
	fflush(sheet->optimize_tmpfile);
	check_rows(sheet);
	return (uint64_t)ftello(sheet->optimize_tmpfile);
}

/* ---- a chart ---- */

static size_t
chart_column(const struct writer *w, const char *name)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (strcmp(w->name[i], name) == 0)
			return i;
	errx(2, "--chart: it is drawn from the column %s, which -c leaves out", name);
}

static void
open_chart(struct writer *w)
{
	const struct chart *c = w->o.chart;
	struct workbook *b = w->book;
	size_t i;

	if (c == NULL)
		return;
	b->category = chart_column(w, c->category);
	b->series = memory_zeros(c->nseries + 1, sizeof(*b->series));
	b->nseries = c->nseries;
	for (i = 0; i < c->nseries; i++) {
		b->series[i] = chart_column(w, c->series[i]);
		w->type[b->series[i]] = COLUMN_NUMBER; /* a month is no column that has one */
	}
}

static void
tally_add(struct workbook *b, const char *value)
{
	size_t i;

	for (i = 0; i < b->ntallies && strcmp(b->tally[i].value, value) != 0; i++)
		;
	if (i == b->ntallies) {
		b->tally = array_grow(b->tally, b->ntallies, sizeof(*b->tally));
		b->tally[b->ntallies++] = (struct tally){ .value = memory_text(value) };
	}
	b->tally[i].n++;
}

static void
chart_row(struct writer *w, char *const *cell)
{
	struct workbook *b = w->book;
	char person[DATE_TEXT * 2];

	b->summed = strcmp(cell[b->category], "合計") == 0;
	if (b->nseries == 0)
		tally_add(b, column_person(w->type[b->category], cell[b->category], person));
}

/* How many groups of bars there are. */
static lxw_row_t
chart_groups(const struct writer *w)
{
	const struct workbook *b = w->book;

	return (lxw_row_t)(b->nseries == 0 ? b->ntallies : w->rows - (b->summed ? 2 : 1));
}

/* Writes the values and how often each came. */
static void
write_tallies(struct workbook *b, lxw_worksheet *sheet)
{
	size_t i;

	xlsx.worksheet_set_column(sheet, 0, 0, WIDTH_LEAST * 4, NULL);
	xlsx.worksheet_write_string(sheet, 0, 1, "件数", b->format[LOOK_HEADING][false]);
	for (i = 0; i < b->ntallies; i++) {
		xlsx.worksheet_write_string(sheet, (lxw_row_t)i + 1, 0, b->tally[i].value, b->format[LOOK_TEXT][false]);
		xlsx.worksheet_write_number(sheet, (lxw_row_t)i + 1, 1, (double)b->tally[i].n, b->format[LOOK_NUMBER][false]);
	}
}

static void
add_bars(lxw_chart *chart, const char *sheet, lxw_row_t rows, size_t category, size_t values)
{
	lxw_chart_series *s = xlsx.chart_add_series(chart, NULL, NULL);

	xlsx.chart_series_set_categories(s, sheet, 1, (lxw_col_t)category, rows, (lxw_col_t)category);
	xlsx.chart_series_set_values(s, sheet, 1, (lxw_col_t)values, rows, (lxw_col_t)values);
	xlsx.chart_series_set_name_range(s, sheet, 0, (lxw_col_t)values);
}

/* Draws the bars from the rows or, where rows are counted, from the counts beside them; returns the sheet. */
static lxw_worksheet *
draw_chart(struct writer *w)
{
	struct workbook *b = w->book;
	lxw_row_t rows = chart_groups(w);
	lxw_worksheet *sheet = add_sheet(b->book, CHART_SHEET);
	lxw_chart *chart = xlsx.workbook_add_chart(b->book, LXW_CHART_COLUMN);
	lxw_chart_options o = { .x_scale = 2, .y_scale = 1.6 };
	size_t i;

	if (b->nseries == 0) {
		write_tallies(b, sheet);
		add_bars(chart, CHART_SHEET, rows, 0, 1);
	}
	for (i = 0; i < b->nseries; i++)
		add_bars(chart, MAIN_SHEET, rows, b->category, b->series[i]);
	xlsx.worksheet_insert_chart_opt(sheet, 1, b->nseries == 0 ? 3 : 0, chart, &o);
	xlsx.worksheet_set_paper(sheet, PAPER_A4);
	xlsx.worksheet_set_landscape(sheet);
	xlsx.worksheet_fit_to_pages(sheet, 1, 1);
	return sheet;
}

static void
close_chart(struct workbook *b)
{
	size_t i;

	for (i = 0; i < b->ntallies; i++)
		free(b->tally[i].value);
	free(b->tally);
	free(b->series);
}

/* The book is made in the file that the writer has open, which may have no name. */
static void
xlsx_begin(struct writer *w)
{
	struct workbook *b = memory_zeros(1, sizeof(*b));
	lxw_workbook_options o = { .constant_memory = 1 };
	lxw_doc_properties always = { .created = 315532800 }; /* 1980-01-01, so that the same rows are the same bytes */
	char path[64];
	int look;

	sheet_check_columns(w);
	library_load("libxlsxwriter.so.4", "libxlsxwriter4", xlsx_names, &xlsx, sizeof(xlsx_names) / sizeof(*xlsx_names));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fileno(w->f));
	if ((b->book = xlsx.workbook_new_opt(path, &o)) == NULL)
		memory_out();
	b->sheet = add_sheet(b->book, MAIN_SHEET);
	xlsx.workbook_set_properties(b->book, &always);
	xlsx.worksheet_set_default_row(b->sheet, LINE_POINTS, LXW_FALSE);
	for (look = 0; look < LOOKS; look++) {
		b->format[look][false] = make_format(b->book, look, false);
		b->format[look][true] = make_format(b->book, look, true);
	}
	b->width = memory_zeros(w->n, sizeof(*b->width));
	w->book = b;
	open_chart(w);
}

/* ---- cells ---- */

/* What Excel is told to make of a cell: text, unless the column has a type and the value comes back the
 * same. */
static enum look
look_of(enum column_type type, const char *text, double *value)
{
	char back[DATE_TEXT];
	const char *written;

	if (type != COLUMN_NUMBER && type != COLUMN_DATE && type != COLUMN_TIME)
		return LOOK_TEXT;
	if (serial_number(text, value)) /* opened and closed are numbers, too: how many */
		return LOOK_NUMBER;
	if (serial_tenths(text, value))
		return LOOK_TENTHS;
	if (!serial_of(text, value) || (written = serial_text(*value, SERIAL_1900, back)) == NULL)
		return LOOK_TEXT;
	if (strcmp(written, text) == 0)
		return strlen(text) == strlen("2026-11-23") ? LOOK_DATE : LOOK_TIME;
	return *text != 'R' ? LOOK_TEXT : strlen(written) == strlen("2026-11-23") ? LOOK_ERA : LOOK_ERA_TIME;
}

/* How wide the longest line of the cell is, and how many lines it takes where the column is as wide as any
 * may be. */
static size_t
measure(const char *s, size_t *lines)
{
	char *copy = memory_text(s), *line = copy, *end;
	size_t most = 0, n;

	*lines = 0;
	do {
		if ((end = strstr(line, TEXT_BREAK)) != NULL)
			*end = '\0';
		n = text_width(line);
		most = n > most ? n : most;
		*lines += n <= WIDTH_MOST ? 1 : (n + WIDTH_MOST - 1) / WIDTH_MOST;
		line = end == NULL ? NULL : end + strlen(TEXT_BREAK);
	} while (line != NULL);
	free(copy);
	return most;
}

static void
put_text(struct writer *w, size_t column, const char *s, lxw_format *f)
{
	struct workbook *b = w->book;
	char *written = texts_written(s);
	lxw_error e;

	e = xlsx.worksheet_write_string(b->sheet, (lxw_row_t)w->rows, (lxw_col_t)column, written != NULL ? written : s, f);
	if (e != LXW_NO_ERROR)
		sheet_error(w, column, xlsx.lxw_strerror(e));
	free(written);
}

static void
put_cell(struct writer *w, size_t column, const char *s, enum look as)
{
	struct workbook *b = w->book;
	bool bordered = w->nblock > 0;
	char person[DATE_TEXT * 2];
	double value;
	enum look look = as == LOOK_TEXT ? look_of(w->type[column], s, &value) : as;
	lxw_format *f = b->format[look][bordered];

	if (look >= LOOK_NUMBER && look <= LOOK_ERA_TIME) {
		xlsx.worksheet_write_number(b->sheet, (lxw_row_t)w->rows, (lxw_col_t)column, value, f);
		return;
	}
	if (look == LOOK_TEXT)
		s = column_person(w->type[column], s, person);
	if (*s != '\0')
		put_text(w, column, s, f);
	else if (bordered)
		xlsx.worksheet_write_blank(b->sheet, (lxw_row_t)w->rows, (lxw_col_t)column, f);
}

/* How a row looks whose cells have no types: a heading, or a line of a layout that is no table's. */
static enum look
row_look(const struct writer *w)
{
	if (w->heading)
		return LOOK_HEADING;
	if (!w->laid || w->nblock > 0)
		return LOOK_TEXT;
	return w->rows == 0 ? LOOK_TITLE : LOOK_LINE;
}

static void
xlsx_row(struct writer *w, char *const *cell)
{
	struct workbook *b = w->book;
	enum look look = row_look(w);
	size_t i, n = w->nblock > 0 ? w->nblock : w->n, width, lines, most = 1;

	if (!sheet_row_fits(w))
		return;
	if (w->o.chart != NULL && !w->heading)
		chart_row(w, cell);
	for (i = 0; i < n; i++) {
		if (!sheet_cell_fits(w, i, cell[i], strlen(cell[i])))
			continue;
		put_cell(w, i, cell[i], look == LOOK_LINE && strstr(cell[i], TEXT_BREAK) != NULL ? LOOK_TEXT : look);
		width = measure(cell[i], &lines);
		if (look == LOOK_LINE || look == LOOK_TITLE)
			continue; /* it runs on over the empty cells beside it */
		b->width[i] = width > b->width[i] ? width : b->width[i];
		most = lines > most ? lines : most;
	}
	if (most > 1) /* not every program finds the height by itself */
		xlsx.worksheet_set_row(b->sheet, (lxw_row_t)w->rows, LINE_POINTS * (double)(most < LINES_MOST ? most : LINES_MOST), NULL);
	check_rows(b->sheet);
}

/* ---- the page ---- */

/* Sets the widths, and a cell that is still empty will take what is typed as text where its column does;
 * returns how wide the page is. */
static size_t
set_columns(struct writer *w)
{
	struct workbook *b = w->book;
	size_t i, width, all = 0;

	for (i = 0; i < w->n; i++) {
		width = b->width[i] < WIDTH_LEAST ? WIDTH_LEAST : b->width[i] > WIDTH_MOST ? WIDTH_MOST : b->width[i];
		xlsx.worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i, (double)width + 2,
		    w->laid || w->type[i] != COLUMN_TEXT ? NULL : b->format[LOOK_TEXT][false]);
		all += width + 2;
	}
	return all;
}

/* Makes the file of its rows, which are that many bytes; false, with a message, where it is not whole. */
static bool
close_book(const struct writer *w, uint64_t rows)
{
	const char *name = w->to != NULL ? _("temporary file") : w->o.path;
	lxw_error e;
	int error;

	stderr_drop(true);
	errno = 0;
	e = xlsx.workbook_close(w->book->book);
	error = errno;
	stderr_drop(false);
	if (e == LXW_NO_ERROR && proof_whole(fileno(w->f), rows))
		return true;
	if (e == LXW_NO_ERROR || e == LXW_ERROR_CREATING_TMPFILE)
		name = _("temporary file");
	if ((errno = error) != 0)
		warn("%s", name);
	else
		warnx("%s: %s", name, e != LXW_NO_ERROR ? xlsx.lxw_strerror(e) : _("it did not take all that was written (is its disk full?)"));
	return false;
}

static void
xlsx_end(struct writer *w)
{
	struct workbook *b = w->book;
	bool header = !w->o.plain;
	uint64_t rows = end_rows(b->sheet);

	xlsx.worksheet_set_paper(b->sheet, PAPER_A4);
	if (set_columns(w) > PORTRAIT)
		xlsx.worksheet_set_landscape(b->sheet);
	xlsx.worksheet_fit_to_pages(b->sheet, 1, w->laid && w->rows <= PAGE_ROWS ? 1 : 0);
	xlsx.worksheet_set_footer(b->sheet, "&C&P / &N");
	if (header) {
		xlsx.worksheet_freeze_panes(b->sheet, 1, 0);
		xlsx.worksheet_repeat_rows(b->sheet, 0, 0);
	}
	if (w->o.chart != NULL && chart_groups(w) > 0)
		rows += end_rows(draw_chart(w));
	else if (w->o.chart != NULL)
		warnx("--chart: there are no rows to draw, and so there is no chart");
	w->errors += !close_book(w, rows);
	close_chart(b);
	free(b->width);
	free(b);
}

const struct format format_xlsx = {
	.name = "xlsx", .people = true, .binary = true, .begin = xlsx_begin, .row = xlsx_row, .end = xlsx_end, .tell = sheet_tell,
};
