/* records.c - the records of a source: at a glance, split, or by libcsv; and how reading goes on after a broken one */
/* SPDX-License-Identifier: MIT */
#include <regex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "scan.h"
#include "text.h"
#include "encoding.h"
#include "source.h"
#include "line.h"
#include "record.h"
#include "records.h"

enum {
	RECORD_MAX = 16 * 1024 * 1024,
	GLANCED = 64 * 1024,       /* bytes of a record that are looked at again when more are read */
	TOLD_MAX = 50,             /* errors reported in a team file; in data, all are */
};

/* ---- errors ---- */

void
records_vreject(struct records *r, size_t line, const char *format, va_list ap)
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

void
records_reject(struct records *r, size_t line, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	records_vreject(r, line, format, ap);
	va_end(ap);
}

/* ---- records ---- */

static const char *
start_of(const struct records *r)
{
	return r->lines.source.buf + r->lines.source.start;
}

static size_t
bytes_left(const struct records *r)
{
	return r->lines.source.end - r->lines.source.start;
}

/*
 * Feeds a record with quotes to libcsv, a line at a time, so that one feed completes
 * at most one record. Returns the length of the record with its line end, or 0 when
 * its quotes do not match; *stop is then the offset from start where that showed.
 */
static size_t
parse_record(struct records *r, size_t *stop)
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

/* With --skip-to, goes on after a broken record at the next line that matches. */
static void
skip_record(struct records *r)
{
	struct source *source = &r->lines.source;
	regex_t re;
	size_t e;
	bool found = false;
	char saved;

	if (r->skip_to == NULL)
		return;
	if (regcomp(&re, r->skip_to, REG_EXTENDED | REG_NOSUB) != 0)
		memory_out(); /* reader_open_fd compiled it before */
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
recover_record(struct records *r, size_t stop)
{
	size_t i, line = r->lines.number, column = 1;

	for (i = 0; i < stop; i++, column++)
		if (start_of(r)[i] == '\n') {
			line++;
			column = 0;
		}
	if (stop == bytes_left(r) && r->lines.source.eof)
		records_reject(r, r->lines.number, "a quote is never closed");
	else if (stop >= RECORD_MAX)
		records_reject(r, r->lines.number, "a record of more than 16 MiB: a quote that is never closed?");
	else
		records_reject(r, r->lines.number, "a misplaced quote (line %zu, byte %zu)", line, column);
	csv_free(&r->record.csv);
	record_restart(&r->record);
	r->lines.cr = r->lines.source.start;
	lines_drop(&r->lines);
	skip_record(r);
}

/* Makes a row of the record; reports one that is not text or has too many cells, and returns false. */
static bool
finish_row(struct records *r, struct row *row, size_t length)
{
	size_t i;

	record_end(&r->record);
	*row = (struct row){ .cell = r->record.cell, .n = r->record.n, .raw = start_of(r), .size = length,
		.line = r->lines.number, .at = r->lines.source.before + r->lines.source.start };
	if (row->n > CELLS_MAX) {
		records_reject(r, row->line, "more than 65,536 cells");
		return false;
	}
	if (text_valid(row->raw, length))
		return true;
	for (i = 0; i + 1 < row->n; i++)
		if (!text_valid(row->cell[i], strlen(row->cell[i])))
			break;
	if (memchr(row->raw, '\0', length) != NULL)
		records_reject(r, row->line, "a NUL byte");
	else
		records_reject(r, row->line, "cell %zu: bytes that are not %s", i + 1, encoding_name(r->lines.source.encoding));
	return false;
}

/* Brings a whole line into the buffer; false at the end of input. */
static bool
have_line(struct records *r, size_t *length)
{
	size_t e;

	while (bytes_left(r) == 0 || (e = lines_end(&r->lines, r->lines.source.start)) == r->lines.source.end) {
		if (bytes_left(r) > RECORD_MAX) {
			records_reject(r, r->lines.number, "a line of more than 16 MiB");
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
is_plain(struct records *r, size_t length)
{
	return length == 0 || (!r->careful && lines_quote(&r->lines) >= r->lines.source.start + length);
}

/* The next record, without its cells, if it needs no more than a glance; false leaves it to be read in another way. */
static bool
glance_record(struct records *r, struct row *row)
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

bool
records_next(struct records *r, struct row *row)
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

bool
records_close(struct records *r)
{
	source_close(&r->lines.source);
	record_close(&r->record);
	return r->bad == 0;
}

/* ---- cells ---- */

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
