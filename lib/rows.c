/* rows.c - rows, read again by their position in the file; the last few are kept at hand */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "scan.h"
#include "record.h"
#include "row.h"
#include "journal.h"
#include "rows.h"

#define KEPT JOURNAL_MAX /* marks the position of a row that is in no file */

struct rows {
	struct journal *journal;
	struct kept {
		const char *text; /* a line with its LF */
		size_t n;         /* without it */
	} *kept;
	size_t nkept;
	struct arena arena;
	struct bytes line;    /* of a row that is being kept, or read again */
	uint64_t at[ROWS_AT_HAND];       /* of the rows at hand; 0, where the header is: none */
	uint64_t asked[ROWS_AT_HAND];    /* when each was last asked for */
	struct record record[ROWS_AT_HAND];
	struct record aside;
	uint64_t clock;
};

struct rows *
rows_open(struct journal *j)
{
	struct rows *r = memory_zeros(1, sizeof(*r));
	r->journal = j;
	return r;
}

uint64_t
rows_keep(struct rows *r, char *const *cell, size_t n)
{
	r->line.n = 0;
	row_print(&r->line, cell, n);
	bytes_add(&r->line, "\n", 1);
	r->kept = array_grow(r->kept, r->nkept, sizeof(*r->kept));
	r->kept[r->nkept] = (struct kept){ arena_text(&r->arena, r->line.s, r->line.n), r->line.n - 1 };
	return KEPT | r->nkept++;
}

/* The line at that position, after which SCAN_BLOCK bytes may be read. */
static const char *
line_at(struct rows *r, uint64_t at, size_t *n)
{
	if ((at & KEPT) == 0)
		return journal_line(r->journal, at, n);
	*n = r->kept[at & ~KEPT].n;
	r->line.n = 0;
	bytes_add(&r->line, r->kept[at & ~KEPT].text, *n + 1);
	bytes_pad(&r->line, SCAN_BLOCK);
	return r->line.s;
}

/* The index of the row that has not been asked for the longest. */
static size_t
rows_oldest(const struct rows *r)
{
	size_t i, old = 0;

	for (i = 1; i < ROWS_AT_HAND; i++)
		if (r->asked[i] < r->asked[old])
			old = i;
	return old;
}

/* Reads a line that no glance could tell. */
static void
read_line(struct record *record, const char *line, size_t n)
{
	record_begin(record);
	if (memchr(line, '"', n) == NULL)
		record_split(record, line, n);
	else
		record_feed(record, line, n + 1);
	record_end(record);
}

/* Reads the row at that position, which has to have n cells, into the record. */
static void
read_record(struct rows *r, struct record *record, uint64_t at, size_t n)
{
	size_t size;
	const char *line = line_at(r, at, &size);

#ifdef __SANITIZE_ADDRESS__
	record_close(record); /* so that a cell that is used for too long is detected */
#endif
	if (record->delimiter == '\0') {
		record_open(record, ',');
		record_reserve(record, n + SCAN_BLOCK); /* what a glance takes */
	}
	record_begin(record);
	if (record_glance(record, line) && record->scan.length == size)
		record_part(record, line);
	else
		read_line(record, line, size);
	if (record->n != n)
		errx(1, "a row of %zu cells, not %zu: the ledger was changed while it was read", record->n, n);
}

char *const *
rows_cells(struct rows *r, uint64_t at, size_t n)
{
	size_t i;

	for (i = 0; i < ROWS_AT_HAND && r->at[i] != at; i++)
		;
	if (i == ROWS_AT_HAND) {
		i = rows_oldest(r);
		read_record(r, &r->record[i], at, n);
		r->at[i] = at;
	}
	r->asked[i] = ++r->clock;
	return r->record[i].cell;
}

char *const *
rows_cells_aside(struct rows *r, uint64_t at, size_t n)
{
	read_record(r, &r->aside, at, n);
	return r->aside.cell;
}

void
rows_close(struct rows *r)
{
	size_t i;

	for (i = 0; i < ROWS_AT_HAND; i++)
		if (r->record[i].delimiter != '\0')
			record_close(&r->record[i]);
	if (r->aside.delimiter != '\0')
		record_close(&r->aside);
	if (r->journal != NULL)
		journal_close(r->journal);
	free(r->kept);
	free(r->line.s);
	arena_free(&r->arena);
	free(r);
}
