/* reader.c - bytes to rows: dialects, libcsv, recovery */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <err.h>

#include "text.h"
#include "encoding.h"
#include "column.h"
#include "source.h"
#include "reader.h"

/*
 * What is read though RFC 4180 does not have it, and why:
 *
 *   CP932, UTF-16, a byte order mark    Excel and the products write them
 *   TAB or ; between cells              Excel's "Unicode text"; other countries' Excel
 *   LF, CRLF or a lone CR at the end    Unix, Windows, old Macintosh exports
 *   no line end behind the last row     editors leave it out
 *   sep=, #TYPE, version: lines first   Excel, PowerShell, Entra write them
 *   blank lines                         people part groups of rows with them
 *   trailing empty cells left out       Excel does so; in tables that a team edits alone
 *   labels and aliases in the header    what people and the products call a column
 *
 * What is not: a quote within a bare cell, anything but a delimiter behind a closing
 * quote, a NUL, a byte that the encoding does not have, a ragged row. It is reported.
 */

enum {
	SNIFFED = 64 * 1024,       /* bytes that decide the delimiter */
	RECORD_MAX = 16 * 1024 * 1024,
	CELLS_MAX = 65536,
	TOLD_MAX = 50,             /* errors in a team file; of data, every one */
};

struct reader {
	struct source source;      /* the next record begins at its start */
	enum reader_mode mode;
	size_t quote, cr;          /* the next one at or after start, or end */
	size_t line;               /* number of the line at start */

	char delimiter;
	struct csv_parser csv;
	bool complete;             /* libcsv has called the row callback */
	char *text;                /* the cells of the record, NUL-terminated */
	size_t ntext, textsize;
	size_t *offset;            /* of each cell in text */
	char **cell;
	size_t n, nsize;

	char **name;               /* the header */
	size_t nnames;
	const char *skip_to;
	bool careful;
	size_t bad, bad_max;
};

/* ---- errors ---- */

static void
report(struct reader *r, size_t line, const char *format, va_list ap)
{
	char what[1024];

	r->bad++;
	if (r->mode == READER_TABLE && r->bad == TOLD_MAX)
		errx(1, "%s: too many errors", r->source.path);
	if (r->bad_max > 0 && r->bad > r->bad_max)
		errx(1, "%s: more than %zu bad rows: not read to its end, and nothing is taken of it", r->source.path, r->bad_max);
	vsnprintf(what, sizeof(what), format, ap);
	warnx("%s:%zu: %s", r->source.path, line, what);
	if (r->mode == READER_JOURNAL || r->mode == READER_SHEET)
		exit(1);
}

static void
reject(struct reader *r, size_t line, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	report(r, line, format, ap);
	va_end(ap);
}

void
reader_reject(struct reader *r, const struct row *row, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	report(r, row->line, format, ap);
	va_end(ap);
}

/* ---- lines ---- */

static void *
grown(void *p, size_t n, size_t size)
{
	if ((p = reallocarray(p, n, size)) == NULL)
		err(1, NULL);
	return p;
}

/* Reads on; what was found before may lie behind by now, in a record that libcsv read. */
static bool
fill(struct reader *r)
{
	bool more = source_fill(&r->source);
	size_t moved = r->source.moved;

	r->quote = r->quote > moved ? r->quote - moved : 0;
	r->cr = r->cr > moved ? r->cr - moved : 0;
	r->source.moved = 0;
	return more;
}

/* Keeps *at the first c at or after from; before *at there is known to be none. */
static size_t
find(const struct reader *r, char c, size_t *at, size_t from)
{
	const char *p;

	if (*at < from)
		*at = from;
	if (*at < r->source.end && r->source.buf[*at] != c) {
		p = memchr(r->source.buf + *at, c, r->source.end - *at);
		*at = p == NULL ? r->source.end : (size_t)(p - r->source.buf);
	}
	return *at;
}

/* The first LF or CR at or after from (r->source.end: none in the buffer). */
static size_t
line_end(struct reader *r, size_t from)
{
	const char *p = memchr(r->source.buf + from, '\n', find(r, '\r', &r->cr, from) - from);

	return p == NULL ? r->cr : (size_t)(p - r->source.buf);
}

/* Bytes of the line end at e: 2 for CRLF. May read on, so e counts from start. */
static size_t
line_end_length(struct reader *r, size_t e)
{
	if (r->source.buf[r->source.start + e] == '\n')
		return 1;
	while (r->source.start + e + 1 == r->source.end && fill(r))
		;
	return r->source.start + e + 1 < r->source.end && r->source.buf[r->source.start + e + 1] == '\n' ? 2 : 1;
}

/* ---- cells ---- */

static void
add_text(struct reader *r, const char *s, size_t n)
{
	if (r->ntext + n + 4 > r->textsize) {
		r->textsize = (r->ntext + n + 4) * 2;
		r->text = grown(r->text, r->textsize, 1);
	}
	memcpy(r->text + r->ntext, s, n);
	r->ntext += n;
}

static void
reserve(struct reader *r, size_t cells)
{
	if (cells <= r->nsize)
		return;
	r->nsize = cells * 2;
	r->offset = grown(r->offset, r->nsize, sizeof(*r->offset));
	r->cell = grown(r->cell, r->nsize, sizeof(*r->cell));
}

static void
begin_cell(struct reader *r)
{
	reserve(r, r->n + 1);
	r->offset[r->n++] = r->ntext;
}

/* libcsv's cell: a line break inside becomes U+2028, so a record is a line. */
static void
on_cell(void *s, size_t n, void *arg)
{
	struct reader *r = arg;
	const char *p = s, *end = p + n, *q;

	if (r->n > CELLS_MAX)
		return;
	begin_cell(r);
	for (; p < end; p = q) {
		for (q = p; q < end && *q != '\r' && *q != '\n'; q++)
			;
		add_text(r, p, (size_t)(q - p));
		if (q == end)
			break;
		add_text(r, TEXT_BREAK, strlen(TEXT_BREAK));
		q += q[0] == '\r' && q + 1 < end && q[1] == '\n' ? 2 : 1;
	}
	add_text(r, "", 1);
}

static void
on_row(int c, void *arg)
{
	(void)c;
	((struct reader *)arg)->complete = true;
}

/* Spaces belong to their cell. */
static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
csv_begin(struct reader *r)
{
	if (csv_init(&r->csv, CSV_STRICT) != 0)
		errx(1, "libcsv");
	csv_set_delim(&r->csv, (unsigned char)r->delimiter);
	csv_set_space_func(&r->csv, no_space);
	csv_set_blk_size(&r->csv, 65536);
}

/* Lane 1: no quote in the line, so every delimiter divides. */
static void
split(struct reader *r, size_t length)
{
	const char *s = r->source.buf + r->source.start, *p = s, *end = s + length, *q;

	for (;;) {
		begin_cell(r);
		if (r->n > CELLS_MAX || (q = memchr(p, r->delimiter, (size_t)(end - p))) == NULL)
			break;
		r->offset[r->n - 1] = (size_t)(p - s);
		p = q + 1;
	}
	r->offset[r->n - 1] = (size_t)(p - s);
	add_text(r, s, length);
	add_text(r, "", 1);
	for (size_t i = 1; i < r->n; i++)
		r->text[r->offset[i] - 1] = '\0';
}

/*
 * Lane 2: libcsv, a line at a time, so that one feed completes at most one
 * record. Returns the record's length with its line end, 0 when its quotes do
 * not fit; *stop is then the place, counted from start, where that showed.
 */
static size_t
parse(struct reader *r, size_t *stop)
{
	size_t at = 0, e, n;

	for (r->complete = false; !r->complete; at += n) {
		while ((e = line_end(r, r->source.start + at)) == r->source.end) {
			if (r->source.end - r->source.start > RECORD_MAX || !fill(r)) {
				*stop = r->source.end - r->source.start;
				return 0;
			}
		}
		n = e + 1 - (r->source.start + at);
		*stop = csv_parse(&r->csv, r->source.buf + r->source.start + at, n, on_cell, on_row, r);
		if (*stop < n) {
			*stop += at;
			return 0;
		}
		if (at + n > RECORD_MAX) {
			*stop = at + n;
			return 0;
		}
	}
	return at - 1 + line_end_length(r, at - 1);
}

/* ---- records ---- */

static size_t
count_lines(const char *s, size_t n)
{
	size_t i, lines = 0;

	for (i = 0; i < n; i++)
		if (s[i] == '\n' || (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n')))
			lines++;
	return lines;
}

static void
advance(struct reader *r, size_t n, size_t lines)
{
	r->source.start += n;
	r->line += lines;
}

/* Drops the line at start, however long, in constant memory. */
static void
drop_line(struct reader *r)
{
	size_t e;

	while ((e = line_end(r, r->source.start)) == r->source.end) {
		r->source.start = r->source.end;
		if (!fill(r))
			return;
	}
	e -= r->source.start;
	advance(r, e + line_end_length(r, e), 1);
}

/* Exits 2 now, not when a row is broken. */
static void
check_skip_to(const char *regex)
{
	regex_t re;

	if (regex == NULL)
		return;
	/* glibc's regcomp recurses for each parenthesis, and takes its time over alternatives. */
	if (strlen(regex) > REGEX_MAX)
		errx(2, "--skip-to: a regular expression of more than %d bytes", REGEX_MAX);
	if (regcomp(&re, regex, REG_EXTENDED | REG_NOSUB) != 0)
		errx(2, "--skip-to: not a regular expression: %s", regex);
	regfree(&re);
}

/* --skip-to: after a broken record, go on at the next line that matches. */
static void
skip(struct reader *r)
{
	regex_t re;
	size_t e;
	bool found = false;
	char saved;

	if (r->skip_to == NULL)
		return;
	if (regcomp(&re, r->skip_to, REG_EXTENDED | REG_NOSUB) != 0)
		errx(2, "--skip-to: not a regular expression: %s", r->skip_to);
	while (!found && (r->source.start < r->source.end || fill(r))) {
		while ((e = line_end(r, r->source.start)) == r->source.end && fill(r))
			;
		if (e == r->source.end)
			break;
		saved = r->source.buf[e];
		r->source.buf[e] = '\0';
		found = regexec(&re, r->source.buf + r->source.start, 0, NULL, 0) == 0;
		r->source.buf[e] = saved;
		if (!found)
			drop_line(r);
	}
	regfree(&re);
}

/* A quote error costs the first line; a swallowed good row is read again. */
static void
recover(struct reader *r, size_t stop)
{
	size_t i, line = r->line, column = 1;

	for (i = 0; i < stop; i++, column++)
		if (r->source.buf[r->source.start + i] == '\n') {
			line++;
			column = 0;
		}
	if (r->source.start + stop == r->source.end && r->source.eof)
		reject(r, r->line, "a quote is opened and never closed");
	else if (stop >= RECORD_MAX)
		reject(r, r->line, "a record of more than 16 MiB: a quote that is never closed?");
	else
		reject(r, r->line, "a quote where none may stand (line %zu, byte %zu)", line, column);
	csv_free(&r->csv);
	csv_begin(r);
	r->cr = r->source.start;
	drop_line(r);
	skip(r);
}

/* Makes the cells point into the text; says whether all of it is text. */
static bool
finish(struct reader *r, struct row *row, size_t length)
{
	size_t i;

	row->line = r->line;
	row->raw = r->source.buf + r->source.start;
	row->size = length;
	row->plain = false;
	for (i = 0; i < r->n; i++)
		r->cell[i] = r->text + r->offset[i];
	row->cell = r->cell;
	row->n = r->n;
	if (r->n > CELLS_MAX) {
		reject(r, r->line, "more than 65,536 cells");
		return false;
	}
	if (text_valid(row->raw, length))
		return true;
	for (i = 0; i + 1 < r->n; i++)
		if (!text_valid(r->cell[i], strlen(r->cell[i])))
			break;
	if (memchr(row->raw, '\0', length) != NULL)
		reject(r, r->line, "a NUL byte");
	else
		reject(r, r->line, "cell %zu: bytes that are not %s", i + 1, encoding_name(r->source.encoding));
	return false;
}

/* Brings a whole line into the buffer; false at the end of input. */
static bool
have_line(struct reader *r, size_t *length)
{
	size_t e;

	while (r->source.start == r->source.end || (e = line_end(r, r->source.start)) == r->source.end) {
		if (r->source.end - r->source.start > RECORD_MAX) {
			reject(r, r->line, "a line of more than 16 MiB");
			drop_line(r);
			skip(r);
		} else if (!fill(r)) {
			return false;
		}
	}
	*length = e - r->source.start;
	return true;
}

/* The next sound record, whatever its number of cells. */
static bool
next_record(struct reader *r, struct row *row)
{
	size_t length, whole, lines, stop;
	bool sound;

	for (;;) {
		if (!have_line(r, &length))
			return false;
		r->n = r->ntext = 0;
		if (length == 0 || (!r->careful && find(r, '"', &r->quote, r->source.start) >= r->source.start + length)) {
			whole = length + line_end_length(r, length);
			if (length == 0 && r->mode != READER_SHEET) {
				advance(r, whole, 1);
				continue;
			}
			split(r, length);
			lines = 1;
			sound = finish(r, row, length);
			row->plain = true;
		} else {
			if ((whole = parse(r, &stop)) == 0) {
				recover(r, stop);
				continue;
			}
			lines = count_lines(r->source.buf + r->source.start, whole);
			for (length = whole; r->source.buf[r->source.start + length - 1] == '\n' ||
			    r->source.buf[r->source.start + length - 1] == '\r'; length--)
				;
			sound = finish(r, row, length);
		}
		advance(r, whole, lines);
		if (sound)
			return true;
		skip(r);
	}
}

/* ---- tables ---- */

/* Missing trailing cells are empty (Excel drops them); empty extra ones too. */
static bool
fits(struct reader *r, struct row *row)
{
	static char empty[1];

	if (row->n == r->nnames || r->mode == READER_SHEET)
		return true;
	if (r->mode == READER_TABLE) {
		while (row->n > r->nnames && *row->cell[row->n - 1] == '\0')
			row->n--;
		reserve(r, r->nnames);
		row->cell = r->cell;
		while (row->n < r->nnames)
			row->cell[row->n++] = empty;
		row->plain = false;
	}
	if (row->n == r->nnames)
		return true;
	reject(r, row->line, "%zu cells where the header has %zu", row->n, r->nnames);
	return false;
}

bool
reader_next(struct reader *r, struct row *row)
{
	do {
		if (!next_record(r, row)) {
			if (r->mode == READER_TABLE && r->bad > 0)
				exit(1);
			return false;
		}
	} while (!fits(r, row));
	row->plain = row->plain && r->delimiter == ',';
	return true;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
refuse_twins(const struct reader *r, size_t line)
{
	char **sorted = grown(NULL, r->nnames, sizeof(*sorted));
	size_t i;

	memcpy(sorted, r->name, r->nnames * sizeof(*sorted));
	qsort(sorted, r->nnames, sizeof(*sorted), compare_names);
	for (i = 1; i < r->nnames; i++)
		if (strcmp(sorted[i - 1], sorted[i]) == 0)
			errx(1, "%s:%zu: two columns are named '%s'", r->source.path, line, sorted[i]);
	free(sorted);
}

static void
read_header(struct reader *r, bool may_be_empty)
{
	struct row row;
	size_t i;

	if (!next_record(r, &row)) {
		if (may_be_empty && r->bad == 0)
			return;
		errx(1, "%s: empty: not even a header line", r->source.path);
	}
	if (r->bad > 0)
		exit(1); /* a data row must not pass for the header */
	if (r->mode == READER_TABLE)
		while (row.n > 1 && *row.cell[row.n - 1] == '\0')
			row.n--;
	r->nnames = row.n;
	r->name = grown(NULL, row.n, sizeof(*r->name));
	for (i = 0; i < row.n; i++)
		if ((r->name[i] = strdup(column_name(row.cell[i]))) == NULL)
			err(1, NULL);
	refuse_twins(r, row.line);
}

/* A byte of a character of two or three would divide the character. */
static bool
divides(char c)
{
	return c == '\t' || (c >= ' ' && c < 0x7f && c != '"');
}

/* What some programs write before the header; sep= also names the delimiter. */
static void
read_preamble(struct reader *r)
{
	const char *s;
	size_t n;

	while (have_line(r, &n)) {
		s = r->source.buf + r->source.start;
		if (n == 5 && memcmp(s, "sep=", 4) == 0 && divides(s[4]))
			r->delimiter = s[4];
		else if (!(n > 6 && memcmp(s, "#TYPE ", 6) == 0) &&
		    !(n > 8 && memcmp(s, "version:", 8) == 0 && s[8] == 'v'))
			break;
		drop_line(r);
	}
}

/* The delimiter that divides the first line most often, outside quotes. */
static char
sniff(struct reader *r)
{
	static const char candidates[] = ",\t;";
	size_t counts[3] = { 0 }, i, best = 0;
	bool quoted = false;
	const char *c;

	while (r->source.end - r->source.start < SNIFFED && fill(r))
		;
	for (i = r->source.start; i < r->source.end; i++) {
		if (r->source.buf[i] == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if ((c = memchr(candidates, r->source.buf[i], 3)) != NULL)
			counts[c - candidates]++;
		else if ((r->source.buf[i] == '\n' || r->source.buf[i] == '\r') &&
		    (r->mode != READER_SHEET || counts[0] + counts[1] + counts[2] > 0))
			break;
	}
	for (i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}

struct reader *
reader_open_fd(int fd, const char *path, uint64_t size, struct reader_options o)
{
	struct reader *r = calloc(1, sizeof(*r));

	if (r == NULL)
		err(1, NULL);
	check_skip_to(o.skip_to);
	r->mode = o.mode;
	r->skip_to = o.skip_to;
	r->careful = o.careful;
	r->bad_max = o.bad_max;
	r->line = 1;
	source_open(&r->source, fd, path, size, o.from);
	r->source.moved = 0;
	read_preamble(r);
	if (r->delimiter == '\0')
		r->delimiter = sniff(r);
	csv_begin(r);
	if (r->mode != READER_SHEET)
		read_header(r, o.empty);
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
	return r->source.path;
}

enum encoding
reader_encoding(const struct reader *r)
{
	return r->source.encoding;
}

bool
reader_close(struct reader *r)
{
	bool good = r->bad == 0;
	size_t i;

	source_close(&r->source);
	csv_free(&r->csv);
	for (i = 0; i < r->nnames; i++)
		free(r->name[i]);
	free(r->name);
	free(r->text);
	free(r->offset);
	free(r->cell);
	free(r);
	return good;
}
