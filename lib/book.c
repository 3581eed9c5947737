/* book.c - the rows of a workbook as CSV */
/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "serial.h"
#include "cell.h"
#include "xml.h"
#include "package.h"
#include "texts.h"
#include "styles.h"
#include "book.h"

enum {
	ROW_MAX = 8 * 1024 * 1024, /* bytes */
	WAITING = 256 * 1024,      /* bytes of CSV for which the sheet waits */
	SMALL = 64 * 1024 * 1024, GROWTH_MAX = 100, /* a bomb is not small, and many times its XML */
};

struct book {
	struct package *package;
	const struct package_sheet *sheet;
	struct styles *styles;
	struct texts *strings;
	struct xml *xml;
	struct bytes out;    /* CSV that is not read yet: from taken on */
	size_t taken;
	bool ended;

	struct cell_place at;
	size_t written;      /* cells of the row that are in out; the empty ones come with the next that is not */
	size_t row_bytes;    /* of it, so far */
	uint64_t bytes;      /* of all rows before it */
	bool inside_data, inside_row; /* sheetData, outside of which a row is something else; a row of it */
	char type[16];       /* t= of the cell */
	size_t style;
	bool inside, formula, valued; /* in a cell; it has an f, and a v */
	struct rich text;
	size_t formulas, uncomputed;
	struct cell_place first; /* of the uncomputed ones */
	bool strict;         /* there may be none of them */
};

/* ---- cells ---- */

static void
put_text(struct book *b, const char *s)
{
	size_t n = strcspn(s, ",\"\r\n");

	if (s[n] == '\0') {
		bytes_add(&b->out, s, n);
		return;
	}
	bytes_add(&b->out, "\"", 1);
	for (; *s != '\0'; s += n) {
		n = strcspn(s, "\"");
		bytes_add(&b->out, s, n);
		if (s[n] == '"') {
			bytes_add(&b->out, "\"\"", 2);
			n++;
		}
	}
	bytes_add(&b->out, "\"", 1);
}

static const char *
hours_text(double value, char buf[DATE_TEXT])
{
	long seconds;

	if (!(value >= 0 && value < 1e6))
		return NULL;
	seconds = (long)(value * 86400 + 0.5);
	snprintf(buf, DATE_TEXT, "%ld:%02ld:%02ld", seconds / 3600, seconds / 60 % 60, seconds % 60);
	return buf;
}

/* 100 in the format 0.0 is 100.0, and 42 in 00000 is 00042, but no digit goes: 1.25 stays what it is. */
static const char *
digits_text(double value, int digits, int decimals, char buf[DATE_TEXT])
{
	value = value == 0 ? 0.0 : value; /* not -0 */
	snprintf(buf, DATE_TEXT, "%0*.*f", digits + (value < 0), decimals, value);
	return strlen(buf) <= 15 && strtod(buf, NULL) == value ? buf : NULL;
}

/* A number as people see it; what is none stays as it is. */
static const char *
number_text(const struct book *b, const char *text, char buf[DATE_TEXT])
{
	char *end;
	double value = strtod(text, &end);
	const char *made = NULL;
	int digits = styles_digits(b->styles, b->style), decimals = styles_decimals(b->styles, b->style);

	if (end == text || *end != '\0' || !isfinite(value) || strspn(text, "0123456789.eE+-") != strlen(text))
		return text;
	switch (styles_kind(b->styles, b->style)) {
	case NUMBER_DATE:
		made = serial_text(value, b->package->from_1904 ? SERIAL_1904 : SERIAL_1900, buf);
		break;
	case NUMBER_HOURS:
		made = hours_text(value, buf);
		break;
	case NUMBER_PLAIN:
		made = digits + decimals > 0 ? digits_text(value, digits, decimals, buf) : NULL;
	}
	return made != NULL ? made : serial_number_text(value, buf);
}

static const char *
cell_text(struct book *b, char buf[DATE_TEXT])
{
	const char *text = rich_end(&b->text), *shared;
	double day;

	if (*text == '\0')
		return text;
	if (strcmp(b->type, "s") == 0) {
		shared = b->strings == NULL ? NULL : texts_text(b->strings, cell_number(text));
		if (shared == NULL)
			errx(1, "%s: %s, row %zu: no shared text %.*s", archive_path(b->package->archive), b->sheet->name, b->at.row,
			    cell_shown(text), text);
		return shared;
	}
	if (strcmp(b->type, "b") == 0)
		return strcmp(text, "1") == 0 || strcmp(text, "true") == 0 ? "TRUE" : "FALSE";
	if (strcmp(b->type, "d") == 0 && serial_of(text, &day) && serial_text(day, SERIAL_1900, buf) != NULL)
		return buf;
	return *b->type == '\0' || strcmp(b->type, "n") == 0 ? number_text(b, text, buf) : text;
}

/* Excel gives a formula that came to an empty text a value, too, which is empty. */
static void
count_formula(struct book *b, const char *text)
{
	char letters[4];

	b->formulas++;
	if (*text != '\0' || (b->valued && strcmp(b->type, "str") == 0))
		return;
	if (b->strict)
		errx(1, "%s:%zu: %s%zu is a formula that was never computed (open the file in Excel and save it)",
		    archive_path(b->package->archive), b->at.row, cell_letters(b->at.column, letters), b->at.row);
	if (b->uncomputed++ == 0)
		b->first = b->at;
}

static void
end_cell(struct book *b)
{
	char buf[DATE_TEXT];
	const char *text = cell_text(b, buf);
	size_t was = b->out.n;

	if (b->formula)
		count_formula(b, text);
	if (*text != '\0') {
		for (; b->written < b->at.column; b->written++)
			bytes_add(&b->out, ",", 1);
		put_text(b, text);
	}
	b->row_bytes += b->out.n - was;
	if (b->row_bytes > ROW_MAX)
		errx(1, "%s: %s, row %zu: more than 8 MiB", archive_path(b->package->archive), b->sheet->name, b->at.row);
	if (b->out.n - b->taken > WAITING)
		xml_pause(b->xml);
}

static void __attribute__((noreturn))
out_of_order(const struct book *b, const char *r)
{
	r = r == NULL ? "" : r;
	errx(1, "%s: %s: %.*s is out of order", archive_path(b->package->archive), b->sheet->name, cell_shown(r), r);
}

/* ---- the sheet ---- */

static void
begin_row(struct book *b, const char **attributes)
{
	const char *r = xml_attribute(attributes, "r");
	size_t was = b->at.row;

	if (!cell_next_row(&b->at, r))
		out_of_order(b, r);
	while (++was < b->at.row)
		bytes_add(&b->out, "\n", 1);
	b->written = b->row_bytes = 0;
	b->inside_row = true;
}

/* A few cells far to the right, or a long text that many cells share, could fill any disk. */
static void
end_row(struct book *b)
{
	bytes_add(&b->out, "\n", 1);
	b->inside_row = false;
	b->bytes += b->row_bytes;
	if (b->bytes > SMALL && b->bytes / GROWTH_MAX > xml_bytes(b->xml))
		errx(1, "%s: %s would become %llu bytes by row %zu: a bomb", archive_path(b->package->archive), b->sheet->name,
		    (unsigned long long)b->bytes, b->at.row);
}

static void
begin_cell(struct book *b, const char **attributes)
{
	const char *r = xml_attribute(attributes, "r"), *style = xml_attribute(attributes, "s");
	const char *type = xml_attribute(attributes, "t");

	if (!cell_next(&b->at, r))
		out_of_order(b, r);
	b->style = style == NULL ? 0 : strtoul(style, NULL, 10);
	snprintf(b->type, sizeof(b->type), "%s", type == NULL ? "" : type);
	b->inside = true;
	b->formula = b->valued = false;
	rich_begin(&b->text);
}

/* In the data stand rows, and in these cells. */
static void
check_nesting(const struct book *b, const char *name)
{
	bool row = strcmp(name, "row") == 0, cell = strcmp(name, "c") == 0;

	if (strcmp(name, "sheetData") == 0 || (row && b->inside_row) || (cell && (b->inside || !b->inside_row)))
		errx(1, "%s: %s, row %zu: an element %s is out of order", archive_path(b->package->archive), b->sheet->name, b->at.row,
		    name);
}

static void
on_start(void *argument, const char *name, const char **attributes)
{
	struct book *b = argument;

	if (!b->inside_data) {
		b->inside_data = strcmp(name, "sheetData") == 0;
		return;
	}
	check_nesting(b, name);
	if (strcmp(name, "row") == 0) {
		begin_row(b, attributes);
	} else if (strcmp(name, "c") == 0) {
		begin_cell(b, attributes);
	} else if (b->inside) {
		b->formula = b->formula || strcmp(name, "f") == 0;
		b->valued = b->valued || strcmp(name, "v") == 0;
		rich_start(&b->text, strcmp(name, "v") == 0 ? "t" : name);
	}
}

static void
on_end(void *argument, const char *name)
{
	struct book *b = argument;

	if (strcmp(name, "sheetData") == 0) {
		b->inside_data = false;
	} else if (b->inside_data && strcmp(name, "row") == 0) {
		end_row(b);
	} else if (strcmp(name, "c") == 0 && b->inside) {
		end_cell(b);
		b->inside = false;
	} else if (b->inside) {
		rich_stop(&b->text, name);
	}
}

static void
on_text(void *argument, const char *s, size_t n)
{
	struct book *b = argument;

	if (b->inside && !rich_text(&b->text, s, n))
		errx(1, "%s: %s, row %zu: a text of more than %d bytes", archive_path(b->package->archive), b->sheet->name,
		    b->at.row, TEXT_MAX);
}

/* ---- the book ---- */

bool
book_begins(const char *bytes, size_t n)
{
	return n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0;
}

static void
tell_others(const struct book *b)
{
	struct bytes list = { 0 };
	size_t i;

	for (i = 0; i < b->package->nsheets; i++)
		if (&b->package->sheet[i] != b->sheet)
			bytes_join(&list, b->package->sheet[i].name, ", ");
	if (list.n > 0)
		warnx("%s: the sheet %s is read, and not: %.*s (--sheet=NAME)", archive_path(b->package->archive), b->sheet->name,
		    (int)list.n, list.s);
	free(list.s);
}

struct book *
book_open(int fd, const char *path, const char *begin, size_t n, const char *sheet)
{
	static const struct xml_calls calls = { on_start, on_end, on_text };
	struct book *b = memory_zeros(1, sizeof(*b));

	b->package = package_open(archive_open(fd, path, begin, n));
	b->sheet = package_sheet(b->package, sheet);
	if (sheet == NULL)
		tell_others(b);
	if (b->package->styles != NULL)
		b->styles = styles_read(b->package->archive, b->package->styles);
	if (b->package->strings != NULL)
		b->strings = texts_read(b->package->archive, b->package->strings);
	b->xml = xml_open(b->package->archive, b->sheet->member, &calls, b);
	return b;
}

void
book_be_strict(struct book *b)
{
	b->strict = true;
}

static void
tell_formulas(const struct book *b)
{
	const char *path = archive_path(b->package->archive);
	char letters[4];

	if (b->formulas > 0)
		warnx(b->formulas == 1 ? N_("%s: %zu cell is a formula, which is read as what it last came to") :
		    N_("%s: %zu cells are formulas, which are read as what they last came to"), path, b->formulas);
	if (b->uncomputed > 0)
		warnx("%s: never computed: %zu of them, first %s%zu (open the file in Excel and save it)", path, b->uncomputed,
		    cell_letters(b->first.column, letters), b->first.row);
}

size_t
book_read(struct book *b, char *buf, size_t n)
{
	if (b->taken == b->out.n)
		b->taken = b->out.n = 0;
	while (b->taken == b->out.n && !b->ended)
		if (!xml_step(b->xml)) {
			b->ended = true;
			tell_formulas(b);
		}
	if (n > b->out.n - b->taken)
		n = b->out.n - b->taken;
	if (n > 0)
		memcpy(buf, b->out.s + b->taken, n);
	b->taken += n;
	return n;
}

void
book_close(struct book *b)
{
	xml_close(b->xml);
	styles_close(b->styles);
	texts_close(b->strings);
	rich_free(&b->text);
	free(b->out.s);
	package_close(b->package);
	free(b);
}
