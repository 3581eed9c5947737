/* reader.c - bytes to rows: dialects, libcsv, recovery */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <regex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "scan.h"
#include "text.h"
#include "encoding.h"
#include "key.h"
#include "column.h"
#include "address.h"
#include "source.h"
#include "line.h"
#include "record.h"
#include "heading.h"
#include "reader.h"

enum {
	RECORD_MAX = 16 * 1024 * 1024,
	GLANCED = 64 * 1024,       /* bytes of a record that are looked at again when more are read */
	TOLD_MAX = 50,             /* errors reported in a team file; in data, all are */
};

struct reader {
	struct lines lines;        /* the next record begins at start of their source */
	struct record record;
	enum reader_mode mode;
	char **name;               /* the header */
	size_t nnames, nheader;    /* columns; those that the header names */
	const char *skip_to;
	bool own;                  /* the names are the file's own */
	bool slow, careful;
	size_t bad, bad_max;
};

/* ---- errors ---- */

static void __attribute__((format(printf, 3, 0)))
reader_vwarn(struct reader *r, size_t line, const char *format, va_list ap)
{
	char what[1024];

	r->bad++;
	if (r->mode == READER_TABLE && r->bad == TOLD_MAX)
		errx(1, "%s: too many errors", r->lines.source.path);
	if (r->bad_max > 0 && r->bad > r->bad_max)
		errx(1, "%s: more than %zu bad rows: gave up reading, and nothing is taken of it", r->lines.source.path, r->bad_max);
	vsnprintf(what, sizeof(what), _(format), ap);
	warnx("%s:%zu: %s", r->lines.source.path, line, what);
	if (r->mode == READER_JOURNAL)
		warnx(READER_LEDGER, r->lines.source.path);
	if (r->mode == READER_JOURNAL || r->mode == READER_SHEET)
		exit(1);
}

static void __attribute__((format(printf, 3, 4)))
reject_record(struct reader *r, size_t line, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	reader_vwarn(r, line, format, ap);
	va_end(ap);
}

void
reader_reject(struct reader *r, const struct row *row, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	reader_vwarn(r, row->line, format, ap);
	va_end(ap);
}

/* ---- records ---- */

static const char *
start_of(const struct reader *r)
{
	return r->lines.source.buf + r->lines.source.start;
}

static size_t
bytes_left(const struct reader *r)
{
	return r->lines.source.end - r->lines.source.start;
}

/*
 * Feeds a record with quotes to libcsv, a line at a time, so that one feed completes
 * at most one record. Returns the length of the record with its line end, or 0 when
 * its quotes do not match; *stop is then the offset from start where that showed.
 */
static size_t
parse_record(struct reader *r, size_t *stop)
{
	size_t at = 0, e, n;

	for (; !r->record.complete; at += n) {
		while ((e = lines_end(&r->lines, r->lines.source.start + at)) == r->lines.source.end) {
			if (bytes_left(r) > RECORD_MAX || !lines_fill(&r->lines)) {
				*stop = bytes_left(r);
				return 0;
			}
		}
		n = e + 1 - (r->lines.source.start + at);
		*stop = record_feed(&r->record, start_of(r) + at, n);
		if (*stop < n) {
			*stop += at;
			return 0;
		}
		if (at + n > RECORD_MAX) {
			*stop = at + n;
			return 0;
		}
	}
	return at - 1 + lines_end_length(&r->lines, at - 1);
}

/* Exits 2 on a bad expression now, and not when the first row is broken. */
static void
check_skip_to(const char *regex)
{
	regex_t re;

	if (regex == NULL)
		return;
	/* glibc's regcomp recurses for each parenthesis, and is slow over alternatives. */
	if (strlen(regex) > REGEX_MAX)
		errx(2, "--skip-to: a regular expression of more than %d bytes", REGEX_MAX);
	if (regcomp(&re, regex, REG_EXTENDED | REG_NOSUB) != 0)
		errx(2, "--skip-to: not a regular expression: %s", regex);
	regfree(&re);
}

/* With --skip-to, goes on after a broken record at the next line that matches. */
static void
skip_record(struct reader *r)
{
	struct source *source = &r->lines.source;
	regex_t re;
	size_t e;
	bool found = false;
	char saved;

	if (r->skip_to == NULL)
		return;
	if (regcomp(&re, r->skip_to, REG_EXTENDED | REG_NOSUB) != 0)
		memory_out(); /* check_skip_to compiled it before */
	while (!found && (bytes_left(r) > 0 || lines_fill(&r->lines))) {
		while ((e = lines_end(&r->lines, source->start)) == source->end && lines_fill(&r->lines))
			;
		if (e == source->end)
			break;
		saved = source->buf[e];
		source->buf[e] = '\0';
		found = regexec(&re, source->buf + source->start, 0, NULL, 0) == 0;
		source->buf[e] = saved;
		if (!found)
			lines_drop(&r->lines);
	}
	regfree(&re);
}

/* A quote error costs only the first line: the lines after it, swallowed so far, are read again. */
static void
recover_record(struct reader *r, size_t stop)
{
	size_t i, line = r->lines.number, column = 1;

	for (i = 0; i < stop; i++, column++)
		if (start_of(r)[i] == '\n') {
			line++;
			column = 0;
		}
	if (stop == bytes_left(r) && r->lines.source.eof)
		reject_record(r, r->lines.number, "a quote is never closed");
	else if (stop >= RECORD_MAX)
		reject_record(r, r->lines.number, "a record of more than 16 MiB: a quote that is never closed?");
	else
		reject_record(r, r->lines.number, "a misplaced quote (line %zu, byte %zu)", line, column);
	csv_free(&r->record.csv);
	record_restart(&r->record);
	r->lines.cr = r->lines.source.start;
	lines_drop(&r->lines);
	skip_record(r);
}

/* Makes a row of the record; reports one that is not text or has too many cells, and returns false. */
static bool
finish_row(struct reader *r, struct row *row, size_t length)
{
	size_t i;

	record_end(&r->record);
	*row = (struct row){ .cell = r->record.cell, .n = r->record.n, .raw = start_of(r), .size = length,
		.line = r->lines.number, .at = r->lines.source.before + r->lines.source.start };
	if (row->n > CELLS_MAX) {
		reject_record(r, row->line, "more than 65,536 cells");
		return false;
	}
	if (text_valid(row->raw, length))
		return true;
	for (i = 0; i + 1 < row->n; i++)
		if (!text_valid(row->cell[i], strlen(row->cell[i])))
			break;
	if (memchr(row->raw, '\0', length) != NULL)
		reject_record(r, row->line, "a NUL byte");
	else
		reject_record(r, row->line, "cell %zu: bytes that are not %s", i + 1, encoding_name(r->lines.source.encoding));
	return false;
}

/* Brings a whole line into the buffer; false at the end of input. */
static bool
have_line(struct reader *r, size_t *length)
{
	size_t e;

	while (bytes_left(r) == 0 || (e = lines_end(&r->lines, r->lines.source.start)) == r->lines.source.end) {
		if (bytes_left(r) > RECORD_MAX) {
			reject_record(r, r->lines.number, "a line of more than 16 MiB");
			lines_drop(&r->lines);
			skip_record(r);
		} else if (!lines_fill(&r->lines)) {
			return false;
		}
	}
	*length = e - r->lines.source.start;
	return true;
}

/* A line without quotes is split without libcsv, which reads all others that no glance could tell. */
static bool
is_plain(struct reader *r, size_t length)
{
	return length == 0 || (!r->careful && lines_quote(&r->lines) >= r->lines.source.start + length);
}

/* The next record, without its cells, if it needs no more than a glance; false leaves it to be read in another way. */
static bool
glance_record(struct reader *r, struct row *row)
{
	const struct scan *scan = &r->record.scan;

	do {
		if (r->slow || bytes_left(r) > RECORD_MAX)
			return false;
		record_begin(&r->record);
		if (record_glance(&r->record, start_of(r))) {
			*row = (struct row){ .record = &r->record, .n = r->record.n, .raw = start_of(r), .size = scan->length,
				.line = r->lines.number, .at = r->lines.source.before + r->lines.source.start, .plain = !scan->quoted };
			lines_advance(&r->lines, scan->whole, scan->broken ? lines_count(start_of(r), scan->whole) : 1);
			return true;
		}
	} while (scan->length == bytes_left(r) && scan->length < GLANCED && lines_fill(&r->lines));
	return false;
}

/* The next sound record, whatever its number of cells; they may not be there yet. */
static bool
next_record(struct reader *r, struct row *row)
{
	size_t length, whole, lines, stop = 0;
	bool sound;

	for (;;) {
		if (glance_record(r, row))
			return true;
		if (!have_line(r, &length))
			return false;
		record_begin(&r->record);
		if (is_plain(r, length)) {
			whole = length + lines_end_length(&r->lines, length);
			if (length == 0 && r->mode != READER_SHEET) {
				lines_advance(&r->lines, whole, 1);
				continue;
			}
			record_split(&r->record, start_of(r), length);
			lines = 1;
			sound = finish_row(r, row, length);
			row->plain = true;
		} else {
			if ((whole = parse_record(r, &stop)) == 0) {
				recover_record(r, stop);
				continue;
			}
			lines = lines_count(start_of(r), whole);
			for (length = whole; start_of(r)[length - 1] == '\n' || start_of(r)[length - 1] == '\r'; length--)
				;
			sound = finish_row(r, row, length);
		}
		lines_advance(&r->lines, whole, lines);
		if (sound)
			return true;
		skip_record(r);
	}
}

/* ---- tables ---- */

/* In a table, missing trailing cells are empty (Excel drops them), and empty extra ones are dropped. */
static bool
row_fits(struct reader *r, struct row *row)
{
	static char empty[1];

	if (row->n == r->nnames || r->mode == READER_SHEET)
		return true;
	if (r->mode == READER_TABLE || r->lines.source.book != NULL) {
		row_part(row);
		while (row->n > r->nnames && *row->cell[row->n - 1] == '\0')
			row->n--;
		record_reserve(&r->record, r->nnames);
		row->cell = r->record.cell;
		while (row->n < r->nnames)
			row->cell[row->n++] = empty;
		row->plain = false;
	}
	if (row->n == r->nnames)
		return true;
	reject_record(r, row->line, "%zu cells where the header has %zu", row->n, r->nnames);
	return false;
}

/* The first byte tells nearly all rows from the header. */
static bool
may_begin_with(const struct row *row, const char *cell)
{
	return *row->raw == *cell || *row->raw == '"' || *cell == '\0';
}

/* Where files were put together, the header of the second stands among the rows of the first. */
static bool
is_header_again(const struct reader *r, struct row *row)
{
	size_t i;

	if (!r->own || r->nheader != row->n || r->nheader == 0 || !may_begin_with(row, r->name[0]))
		return false;
	row_part(row);
	for (i = 0; i < row->n && strcmp(row->cell[i], r->name[i]) == 0; i++)
		;
	if (i == row->n)
		warnx("%s:%zu: the header again, left out", r->lines.source.path, row->line);
	return i == row->n;
}

void
row_part(struct row *row)
{
	if (row->cell != NULL)
		return;
	record_part(row->record, row->raw);
	row->cell = row->record->cell;
}

const char *
row_cell(struct row *row, size_t i)
{
	const char *s;

	if (row->cell == NULL && (s = record_cell(row->record, row->raw, i)) != NULL)
		return s;
	row_part(row);
	return row->cell[i];
}

bool
reader_next_whole(struct reader *r, struct row *row)
{
	do {
		if (!next_record(r, row)) {
			if (r->mode == READER_TABLE && r->bad > 0)
				exit(1);
			return false;
		}
	} while (is_header_again(r, row) || !row_fits(r, row));
	row->plain = row->plain && r->record.delimiter == ',';
	return true;
}

bool
reader_next(struct reader *r, struct row *row)
{
	if (!reader_next_whole(r, row))
		return false;
	row_part(row);
	return true;
}

static void
refuse_twins(const struct reader *r, size_t line)
{
	char **sorted = memory_array(NULL, r->nnames, sizeof(*sorted));
	bool row = key_is_occurrence(r->name[0]);
	size_t i;

	memcpy(sorted, r->name, r->nnames * sizeof(*sorted));
	qsort(sorted, r->nnames, sizeof(*sorted), text_order);
	for (i = 1; i < r->nnames; i++)
		if (strcmp(sorted[i - 1], sorted[i]) == 0)
			errx(1, row ? N_("%s:%zu: not a header, but a row: '%s' (grep and sort take the first line; -w keeps it)") :
			    N_("%s:%zu: two columns are named '%s'"), r->lines.source.path, line, row ? r->name[0] : sorted[i]);
	free(sorted);
}

/* Names the columns: as the header does, and what rows have beyond it. */
static void
name_columns(struct reader *r, const struct row *header, const char *const *beyond)
{
	const char *const *name;
	size_t i;

	r->nheader = r->nnames = header->n;
	for (name = beyond; name != NULL && *name != NULL; name++)
		if (address_find(*name, (const char *const *)header->cell, header->n, true) == COLUMN_NONE)
			r->nnames++;
	r->name = memory_array(NULL, r->nnames, sizeof(*r->name));
	for (i = 0; i < header->n; i++)
		r->name[i] = memory_text(r->own ? header->cell[i] : column_name(header->cell[i]));
	for (name = beyond; i < r->nnames; name++)
		if (address_find(*name, (const char *const *)header->cell, header->n, true) == COLUMN_NONE)
			r->name[i++] = memory_text(*name);
}

static void
read_header(struct reader *r, bool may_be_empty, const struct heading *h)
{
	struct row row;

	if (!next_record(r, &row)) {
		if (may_be_empty && r->bad == 0)
			return;
		errx(1, r->mode != READER_TABLE ? N_("%s: empty, without even a header line") :
		    N_("%s: empty, without even a header line (did > of the shell empty it? -O FILE does not)"), r->lines.source.path);
	}
	row_part(&row);
	if (r->bad > 0)
		exit(1); /* a data row must not pass for the header */
	if (r->mode == READER_TABLE)
		while (row.n > 1 && *row.cell[row.n - 1] == '\0')
			row.n--;
	name_columns(r, &row, h->beyond);
	if (!r->own)
		refuse_twins(r, row.line);
}

struct reader *
reader_open_fd(int fd, const char *path, uint64_t size, struct reader_options o)
{
	struct reader *r = memory_zeros(1, sizeof(*r));
	char delimiter = '\0';

	check_skip_to(o.skip_to);
	check_skip_to(o.heading.title);
	*r = (struct reader){ .mode = o.mode, .own = o.heading.own, .slow = o.slow || o.careful,
		.careful = o.careful, .bad_max = o.bad_max };
	lines_open(&r->lines, fd, path, size, (struct source_options){ o.from, o.sheet, o.strict });
	if (r->lines.source.book != NULL && o.mode == READER_JOURNAL)
		errx(1, "%s: %s", path, _("a workbook, not a ledger (sow-ticket import takes its rows)"));
	preamble_skip(&r->lines, &delimiter);
	if (r->lines.source.book != NULL)
		delimiter = ','; /* even if a cell says sep=; */
	heading_find(&r->lines, &o.heading, delimiter);
	r->skip_to = o.skip_to != NULL ? o.skip_to : o.heading.skip_to;
	record_open(&r->record, delimiter == '\0' ? lines_separator(&r->lines, r->mode == READER_SHEET) : delimiter);
	if (r->mode != READER_SHEET)
		read_header(r, o.empty, &o.heading);
	return r;
}

struct reader *
reader_open(const char *path, struct reader_options o)
{
	int fd = STDIN_FILENO;

	if (strcmp(path, "-") != 0 && (fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) == -1)
		err(1, "%s", path);
	return reader_open_fd(fd, fd == STDIN_FILENO ? "stdin" : path, UINT64_MAX, o);
}

const char *const *
reader_names(const struct reader *r, size_t *n)
{
	*n = r->nnames;
	return (const char *const *)r->name;
}

size_t
reader_column(const struct reader *r, const char *name)
{
	size_t i;

	for (i = 0; i < r->nnames; i++)
		if (strcmp(r->name[i], name) == 0)
			return i;
	return COLUMN_NONE;
}

const char *
reader_path(const struct reader *r)
{
	return r->lines.source.path;
}

enum encoding
reader_encoding(const struct reader *r)
{
	return r->lines.source.encoding;
}

size_t
reader_bad(const struct reader *r)
{
	return r->bad;
}

bool
reader_close(struct reader *r)
{
	bool good = r->bad == 0;
	size_t i;

	source_close(&r->lines.source);
	record_close(&r->record);
	for (i = 0; i < r->nnames; i++)
		free(r->name[i]);
	free(r->name);
	free(r);
	return good;
}
