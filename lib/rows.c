/* rows.c - rows, read again by their position in the file; the last few are kept at hand */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "record.h"
#include "row.h"
#include "journal.h"
#include "rows.h"

#define KEPT (UINT64_C(1) << 63) /* marks the position of a row that is in no file */

struct rows {
	struct journal *journal;
	struct kept {
		const char *text; /* a line with its LF */
		size_t n;         /* without it */
	} *kept;
	size_t nkept;
	struct arena arena;
	struct bytes line;    /* of the row being kept */
	uint64_t at[ROWS_AT_HAND];       /* of the rows at hand; 0, where the header is: none */
	uint64_t asked[ROWS_AT_HAND];    /* when each was last asked for */
	struct record record[ROWS_AT_HAND];
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

static const char *
line_at(struct rows *r, uint64_t at, size_t *n)
{
	if ((at & KEPT) == 0)
		return journal_line(r->journal, at, n);
	*n = r->kept[at & ~KEPT].n;
	return r->kept[at & ~KEPT].text;
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

static void
read_record(struct record *record, const char *line, size_t n)
{
#ifdef __SANITIZE_ADDRESS__
	record_close(record); /* so that a cell that is used for too long is detected */
#endif
	if (record->delimiter == '\0')
		record_open(record, ',');
	record_begin(record);
	if (memchr(line, '"', n) == NULL)
		record_split(record, line, n);
	else
		record_feed(record, line, n + 1);
	record_end(record);
}

char *const *
rows_cells(struct rows *r, uint64_t at, size_t n)
{
	const char *line;
	size_t i, size;

	for (i = 0; i < ROWS_AT_HAND && r->at[i] != at; i++)
		;
	if (i == ROWS_AT_HAND) {
		line = line_at(r, at, &size);
		i = rows_oldest(r);
		read_record(&r->record[i], line, size);
		if (r->record[i].n != n)
			errx(1, "a row of %zu cells, not %zu: the ledger was changed while it was read", r->record[i].n, n);
		r->at[i] = at;
	}
	r->asked[i] = ++r->clock;
	return r->record[i].cell;
}

void
rows_close(struct rows *r)
{
	size_t i;

	for (i = 0; i < ROWS_AT_HAND; i++)
		if (r->record[i].delimiter != '\0')
			record_close(&r->record[i]);
	if (r->journal != NULL)
		journal_close(r->journal);
	free(r->kept);
	free(r->line.s);
	arena_free(&r->arena);
	free(r);
}
