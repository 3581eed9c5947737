/* record.c - the cells of one record: at a glance, split where there is no quote, or by libcsv */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "scan.h"
#include "text.h"
#include "record.h"

/* Spaces are part of their cell. */
static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

void
record_restart(struct record *r)
{
	if (csv_init(&r->csv, CSV_STRICT) != 0)
		errx(1, "libcsv");
	csv_set_delim(&r->csv, (unsigned char)r->delimiter);
	csv_set_space_func(&r->csv, no_space);
	csv_set_blk_size(&r->csv, 65536);
}

void
record_open(struct record *r, char delimiter)
{
	*r = (struct record){ .delimiter = delimiter };
	record_restart(r);
}

void
record_begin(struct record *r)
{
	r->n = r->ntext = 0;
	r->complete = false;
}

static void
add_text(struct record *r, const char *s, size_t n)
{
	if (r->ntext + n + 4 > r->textsize) {
		r->textsize = (r->ntext + n + 4) * 2;
		r->text = memory_aligned(r->text, r->ntext, r->textsize);
	}
	memcpy(r->text + r->ntext, s, n);
	r->ntext += n;
}

void
record_reserve(struct record *r, size_t cells)
{
	if (cells <= r->nsize)
		return;
	r->nsize = cells * 2;
	r->offset = memory_array(r->offset, r->nsize, sizeof(*r->offset));
	r->cell = memory_array(r->cell, r->nsize, sizeof(*r->cell));
}

static void
begin_cell(struct record *r)
{
	record_reserve(r, r->n + 1);
	r->offset[r->n++] = r->ntext;
}

/* Adds a cell, with its line breaks as U+2028. */
static void
add_cell(struct record *r, const char *s, size_t n)
{
	const char *end = s + n, *q;

	begin_cell(r);
	if (memchr(s, '\n', n) == NULL && memchr(s, '\r', n) == NULL) {
		add_text(r, s, n);
		s = end;
	}
	for (; s < end; s = q) {
		for (q = s; q < end && *q != '\r' && *q != '\n'; q++)
			;
		add_text(r, s, (size_t)(q - s));
		if (q == end)
			break;
		add_text(r, TEXT_BREAK, strlen(TEXT_BREAK));
		q += q[0] == '\r' && q + 1 < end && q[1] == '\n' ? 2 : 1;
	}
	add_text(r, "", 1);
}

static void
on_cell(void *s, size_t n, void *arg)
{
	struct record *r = arg;

	if (r->n <= CELLS_MAX)
		add_cell(r, s, n);
}

static void
on_record(int c, void *arg)
{
	(void)c;
	((struct record *)arg)->complete = true;
}

size_t
record_feed(struct record *r, const char *s, size_t n)
{
	return csv_parse(&r->csv, s, n, on_cell, on_record, r);
}

void
record_split(struct record *r, const char *s, size_t n)
{
	const char *p = s, *end = s + n, *q;
	size_t i;

	for (;;) {
		begin_cell(r);
		if (r->n > CELLS_MAX || (q = memchr(p, r->delimiter, (size_t)(end - p))) == NULL)
			break;
		r->offset[r->n - 1] = (size_t)(p - s);
		p = q + 1;
	}
	r->offset[r->n - 1] = (size_t)(p - s);
	add_text(r, s, n);
	add_text(r, "", 1);
	for (i = 1; i < r->n; i++)
		r->text[r->offset[i] - 1] = '\0';
}

/* Of the quotes from the first one to end, which are doubled, leaves one of two. */
static void
halve_quotes(char *s, const char *end)
{
	char *to = memchr(s, '"', (size_t)(end - s)), *from;

	if (to == NULL)
		return;
	for (from = to; from < end; *to++ = *from++)
		from += *from == '"';
	*to = '\0';
}

/* Parts the text into cells where no cell is in quotes. */
static void
part_bare(char *text, char **cell, const struct scan *scan)
{
	const size_t *delimiter = scan->delimiter;
	size_t i, n = scan->n;

	for (i = 0, cell[0] = text; i < n; i++) {
		text[delimiter[i]] = '\0';
		cell[i + 1] = text + delimiter[i] + 1;
	}
}

/* The same where some are, and takes their quotes off. */
static void
part_quoted(char *text, char **cell, const struct scan *scan)
{
	const size_t *delimiter = scan->delimiter;
	size_t i, from, to, n = scan->n, length = scan->length;
	bool doubled = scan->doubled;

	for (i = from = 0; i <= n; i++, from = to + 1) {
		to = i < n ? delimiter[i] : length;
		text[to] = '\0';
		cell[i] = text + from;
		if (text[from] != '"')
			continue;
		text[to - 1] = '\0';
		cell[i]++;
		if (doubled)
			halve_quotes(cell[i], text + to - 1);
	}
}

/* The same of the record at s, where cells have line breaks in them.  The delimiters stand where the
 * cells' offsets go, each of which is read before it is written over. */
static void
part_broken(struct record *r, const char *s)
{
	const struct scan *scan = &r->scan;
	size_t i, from, to, n = scan->n, length = scan->length;
	bool quoted;

	for (i = from = 0; i <= n; i++, from = to + 1) {
		to = i < n ? scan->delimiter[i] : length;
		quoted = s[from] == '"';
		add_cell(r, s + from + quoted, to - from - (quoted ? 2 : 0));
		if (quoted && scan->doubled)
			halve_quotes(r->text + r->offset[i], r->text + r->ntext - 1);
	}
	record_end(r);
}

bool
record_glance(struct record *r, const char *s)
{
	struct scan *scan = &r->scan;

	scan->delimiter = r->offset;
	scan->max = r->nsize > 0 ? r->nsize - 1 : 0; /* one cell more than delimiters */
	if (!scan_record(s, r->delimiter, scan)) {
		if (scan->n < CELLS_MAX)
			record_reserve(r, scan->n + SCAN_BLOCK + 1); /* for the next one */
		return false;
	}
	if (scan->n >= CELLS_MAX || scan->length == 0 || (!scan->text && !text_valid(s, scan->length)))
		return false;
	r->n = scan->n + 1;
	return true;
}

void
record_part(struct record *r, const char *s)
{
	const struct scan *scan = &r->scan;

	r->ntext = 0;
	if (scan->broken) {
		r->n = 0;
		part_broken(r, s);
		return;
	}
	add_text(r, s, scan->length + 1); /* with the first byte of its line end, which becomes a NUL */
	r->text[scan->length] = '\0';
	(scan->quoted ? part_quoted : part_bare)(r->text, r->cell, scan);
}

const char *
record_cell(struct record *r, const char *s, size_t i)
{
	const struct scan *scan = &r->scan;
	size_t from = i == 0 ? 0 : scan->delimiter[i - 1] + 1, to = i < scan->n ? scan->delimiter[i] : scan->length;

	if (s[from] == '"')
		return NULL;
	r->ntext = 0;
	add_text(r, s + from, to - from + 1); /* with what ends it, which becomes a NUL */
	r->text[to - from] = '\0';
	return r->text;
}

void
record_end(struct record *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		r->cell[i] = r->text + r->offset[i];
}

void
record_close(struct record *r)
{
	csv_free(&r->csv);
	free(r->text);
	free(r->offset);
	free(r->cell);
	*r = (struct record){ 0 };
}
