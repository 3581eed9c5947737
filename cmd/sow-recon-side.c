/* sow-recon-side.c - the rows of a file: their cells in a temporary file, so that memory holds their keys alone */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

static void
side_add(struct side *s, const struct row *row)
{
	size_t size = 1, length, i;

	for (i = 0; i < row->n; i++) {
		length = strlen(row->cell[i]) + 1;
		fwrite_unlocked(row->cell[i], 1, length, s->spool);
		size += length;
	}
	putc_unlocked('\n', s->spool);
	s->row = array_grow(s->row, s->nrows, sizeof(*s->row));
	s->row[s->nrows++] = (struct side_row){ s->window->size, row->line };
	s->window->size += size;
	if (size > s->window->longest)
		s->window->longest = size;
}

static void __attribute__((noreturn))
spool_failed(void)
{
	err(1, _("temporary file"));
}

struct side
side_read(const struct options *o, const char *path)
{
	struct side s = { .path = path };
	struct row row;

	s.reader = reader_open(path, (struct reader_options){ .mode = READER_STREAM, .from = o->value[OPT_FROM],
	    .skip_to = o->value[OPT_SKIP_TO], .heading = { .own = true } });
	s.names = reader_names(s.reader, &s.n);
	s.window = memory_zeros(1, sizeof(*s.window));
	if ((s.spool = tmpfile()) == NULL)
		spool_failed();
	while (reader_next(s.reader, &row))
		side_add(&s, &row);
	if (fflush(s.spool) != 0 || ferror(s.spool) != 0)
		spool_failed();
	s.window->fd = fileno(s.spool);
	if (s.nrows == 0) /* a comparison with nothing would find that all is well, or that nothing is */
		warnx("%s: no rows", reader_path(s.reader));
	return s;
}

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

const char *
side_label(const struct side side[SIDES], enum side_name s)
{
	return strcmp(file_name(side[LEFT].path), file_name(side[RIGHT].path)) == 0 ? side[s].path : file_name(side[s].path);
}

const char *
side_cell(const struct side *s, size_t row, size_t column)
{
	const char *text;
	size_t n;

	if (column == COLUMN_NONE)
		return "";
	if ((text = window_line(s->window, s->row[row].at, &n)) == NULL)
		spool_failed();
	for (; column > 0; column--)
		text += strlen(text) + 1;
	return text;
}

size_t
side_column(const struct side *s, const char *address)
{
	size_t column = address_find(address, s->names, s->n, true);

	if (column == COLUMN_NONE || column == ADDRESS_EMPTY) {
		warnx("%s has other columns:", reader_path(s->reader));
		no_such(N_("column"), address, s->names, s->n, ",");
	}
	return column;
}

bool
side_close(struct side *s)
{
	bool good = reader_close(s->reader);

	free(s->row);
	window_close(s->window);
	free(s->window);
	fclose(s->spool);
	return good;
}
