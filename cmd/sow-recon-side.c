/* sow-recon-side.c - the rows of a file: their cells spooled, so that memory holds their keys alone */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

struct side_view {
	size_t row;
	const char **cell;
};

static void
side_add(struct side *s, const struct row *row, struct bytes *text)
{
	size_t i;

	text->n = 0;
	for (i = 0; i < row->n; i++)
		bytes_add(text, row->cell[i], strlen(row->cell[i]) + 1);
	spool_add(s->spool, text->s, text->n);
	s->row = array_grow(s->row, s->nrows, sizeof(*s->row));
	s->row[s->nrows++] = (struct side_row){ spool_end(s->spool), row->line };
}

struct side
side_read(const struct options *o, const char *path)
{
	struct side s = { .path = path };
	struct bytes text = { 0 };
	struct row row;

	s.reader = reader_open(path, (struct reader_options){ .mode = READER_STREAM, .from = o->value[OPT_FROM], .sheet = o->value[OPT_SHEET],
	    .skip_to = o->value[OPT_SKIP_TO], .heading = { .own = true } });
	s.names = reader_names(s.reader, &s.n);
	s.spool = spool_open();
	while (reader_next(s.reader, &row))
		side_add(&s, &row, &text);
	free(text.s);
	s.view = memory_zeros(1, sizeof(*s.view));
	*s.view = (struct side_view){ COLUMN_NONE, memory_zeros(s.n, sizeof(*s.view->cell)) };
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
	struct side_view *v = s->view;
	const char *text;
	size_t i;

	if (column == COLUMN_NONE)
		return "";
	if (v->row != row) {
		v->row = row;
		text = spool_line(s->spool, s->row[row].at);
		for (i = 0; i < s->n; i++, text += strlen(text) + 1)
			v->cell[i] = text;
	}
	return v->cell[column];
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
	spool_close(s->spool);
	free(s->view->cell);
	free(s->view);
	return good;
}
