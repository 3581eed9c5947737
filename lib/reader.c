/* reader.c - a file as a table: its header, and rows that fit it */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <regex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "encoding.h"
#include "key.h"
#include "column.h"
#include "address.h"
#include "source.h"
#include "line.h"
#include "record.h"
#include "records.h"
#include "heading.h"
#include "reader.h"

struct reader {
	struct records records;
	char **name;               /* the header */
	size_t nnames, nheader;    /* columns; those that the header names */
	bool own;                  /* the names are the file's own */
};

static bool
is_workbook(const struct reader *r)
{
	return r->records.lines.source.book != NULL;
}

/* ---- rows ---- */

/* In a table, missing trailing cells are empty (Excel drops them), and empty extra ones are dropped. */
static bool
row_fits(struct reader *r, struct row *row)
{
	static char empty[1];

	if (row->n == r->nnames || r->records.mode == READER_SHEET)
		return true;
	if (r->records.mode == READER_TABLE || is_workbook(r)) {
		row_part(row);
		while (row->n > r->nnames && *row->cell[row->n - 1] == '\0')
			row->n--;
		record_reserve(&r->records.record, r->nnames);
		row->cell = r->records.record.cell;
		while (row->n < r->nnames)
			row->cell[row->n++] = empty;
		row->plain = false;
	}
	if (row->n == r->nnames)
		return true;
	records_reject(&r->records, row->line, "%zu cells where the header has %zu", row->n, r->nnames);
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
		warnx("%s:%zu: the header again, left out", reader_path(r), row->line);
	return i == row->n;
}

bool
reader_next_whole(struct reader *r, struct row *row)
{
	do {
		if (!records_next(&r->records, row)) {
			if (r->records.mode == READER_TABLE && r->records.bad > 0)
				exit(1);
			return false;
		}
	} while (is_header_again(r, row) || !row_fits(r, row));
	row->plain = row->plain && r->records.record.delimiter == ',';
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

void
reader_reject(struct reader *r, const struct row *row, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	records_vreject(&r->records, row->line, format, ap);
	va_end(ap);
}

/* ---- the header ---- */

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
			    N_("%s:%zu: two columns are named '%s'"), reader_path(r), line, row ? r->name[0] : sorted[i]);
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

	if (!records_next(&r->records, &row)) {
		if (may_be_empty && r->records.bad == 0)
			return;
		errx(1, r->records.mode != READER_TABLE ? N_("%s: empty, without even a header line") :
		    N_("%s: empty, without even a header line (did > of the shell empty it? -O FILE does not)"), reader_path(r));
	}
	row_part(&row);
	if (r->records.bad > 0)
		exit(1); /* a data row must not pass for the header */
	if (r->records.mode == READER_TABLE)
		while (row.n > 1 && *row.cell[row.n - 1] == '\0')
			row.n--;
	name_columns(r, &row, h->beyond);
	if (!r->own)
		refuse_twins(r, row.line);
}

/* ---- the file ---- */

/* Exits 2 on a bad expression now, and not when the first row is broken. */
static void
check_regex(const char *regex)
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

struct reader *
reader_open_fd(int fd, const char *path, uint64_t size, struct reader_options o)
{
	struct reader *r = memory_zeros(1, sizeof(*r));
	struct lines *lines = &r->records.lines;
	char delimiter = '\0';

	check_regex(o.skip_to);
	check_regex(o.heading.title);
	*r = (struct reader){ .own = o.heading.own, .records = { .mode = o.mode, .slow = o.slow || o.careful,
		.careful = o.careful, .bad_max = o.bad_max } };
	lines_open(lines, fd, path, size, (struct source_options){ o.from, o.sheet, o.strict });
	if (is_workbook(r) && o.mode == READER_JOURNAL)
		errx(1, "%s: %s", path, _("a workbook, not a ledger (sow-ticket import takes its rows)"));
	preamble_skip(lines, &delimiter);
	if (is_workbook(r))
		delimiter = ','; /* even if a cell says sep=; */
	heading_find(lines, &o.heading, delimiter);
	r->records.skip_to = o.skip_to != NULL ? o.skip_to : o.heading.skip_to;
	record_open(&r->records.record, delimiter == '\0' ? lines_separator(lines, r->records.mode == READER_SHEET) : delimiter);
	if (r->records.mode != READER_SHEET)
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
	return r->records.lines.source.path;
}

enum encoding
reader_encoding(const struct reader *r)
{
	return r->records.lines.source.encoding;
}

size_t
reader_bad(const struct reader *r)
{
	return r->records.bad;
}

bool
reader_close(struct reader *r)
{
	bool good = records_close(&r->records);
	size_t i;

	for (i = 0; i < r->nnames; i++)
		free(r->name[i]);
	free(r->name);
	free(r);
	return good;
}
