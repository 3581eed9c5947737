/* record.c - the cells of one record: by libcsv, or in a shorter way where there is no quote */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
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
		r->text = memory_array(r->text, r->textsize, 1);
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

static void
on_cell(void *s, size_t n, void *arg)
{
	struct record *r = arg;
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
