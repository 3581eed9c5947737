/* sow-ticket-input.c - the rows of stdin or a file, before the lock is taken */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

enum { BYTES_MAX = 256 * 1024 * 1024 };

static void
input_keep(struct input *in, const struct row *row)
{
	size_t i, n;

	if (in->n == in->size) {
		in->size = in->size == 0 ? 64 : in->size * 2;
		in->row = memory_array(in->row, in->size, sizeof(*in->row));
		in->line = memory_array(in->line, in->size, sizeof(*in->line));
	}
	in->row[in->n] = arena_alloc(&in->arena, row->n * sizeof(**in->row));
	for (i = 0; i < row->n; i++) {
		n = strlen(row->cell[i]);
		in->row[in->n][i] = arena_text(&in->arena, row->cell[i], n);
		in->bytes += n + sizeof(**in->row);
	}
	in->line[in->n++] = row->line;
	if (in->bytes > BYTES_MAX)
		errx(1, "%s: more than 256 MiB of rows; nothing is taken of it", reader_path(in->reader));
}

bool
input_read(struct input *in, struct reader *r, size_t max)
{
	struct row row;

	*in = (struct input){ .reader = r };
	in->names = reader_names(r, &in->ncolumns);
	while (reader_next(r, &row)) {
		if (in->n == max)
			return false;
		input_keep(in, &row);
	}
	return true;
}

void
input_drop_blank(struct input *in)
{
	size_t row, i, n = 0;

	for (row = 0; row < in->n; row++) {
		for (i = 0; i < in->ncolumns && *in->row[row][i] == '\0'; i++)
			;
		if (i == in->ncolumns)
			continue;
		in->line[n] = in->line[row];
		in->row[n++] = in->row[row];
	}
	in->n = n;
}

size_t
input_column(const struct input *in, const char *name)
{
	return reader_column(in->reader, name);
}

void
input_tell_columns(const struct input *in, const struct desk *d, size_t known)
{
	static const char *const shown[] = { "number", "parts", "major", "minor", "content", "action" };
	size_t i, j;

	for (i = 0; i < in->ncolumns; i++) {
		for (j = 0; j < sizeof(shown) / sizeof(*shown) && strcmp(in->names[i], shown[j]) != 0; j++)
			;
		if (i != known && j == sizeof(shown) / sizeof(*shown) && desk_column(d, in->names[i]) == COLUMN_NONE &&
		    field_column(d, in->names[i]) == COLUMN_NONE)
			warnx("%s: the ledger has no column '%s': left out", reader_path(in->reader), in->names[i]);
	}
}

bool
input_close(struct input *in)
{
	bool good = reader_close(in->reader);

	free(in->row);
	free(in->line);
	arena_free(&in->arena);
	return good;
}
