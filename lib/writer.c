/* writer.c - rows written in some format, to stdout or to a file that replaces the old one */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "file.h"
#include "column.h"
#include "reader.h"
#include "format.h"
#include "table.h"
#include "sheet.h"
#include "workbook.h"
#include "ics.h"
#include "writer.h"

static const struct format *const formats[] = {
	&format_csv, &format_tsv, &format_table, &format_json, &format_excel, &format_cp932, &format_xlsx, &format_ics,
};

const struct format *
format_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(name, formats[i]->name) == 0)
			return formats[i];
	return NULL;
}

size_t
format_names(const char **names, size_t max)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(*formats) && i < max; i++)
		names[i] = formats[i]->name;
	return i;
}

static const struct format *
default_format(const char *path)
{
	return format_find(path == NULL && isatty(STDOUT_FILENO) ? "table" : "csv");
}

/* ---- files ---- */

/* -O FILE: opens the new file beside it, with the rights of the old one. */
static void
open_beside(struct writer *w)
{
	int old, fd = file_begin(w->path);
	const char *slash;
	bool good;

	if (fd == -1 && errno == ENOENT && (slash = strrchr(w->path, '/')) != NULL)
		errx(1, "%s: no directory %.*s", w->path, (int)(slash - w->path), w->path);
	if (fd == -1)
		err(1, "%s", w->path);
	old = open(w->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (old == -1 && errno != ENOENT)
		err(1, "%s", w->path);
	good = old == -1 ? fchmod(fd, file_mode()) == 0 : file_follow_rights(old, fd);
	if (!good || (w->f = fdopen(fd, "w")) == NULL)
		err(1, "%s", w->path);
	if (old != -1)
		close(old);
}

/* A device or pipe is written to, as stdout is, and never replaced. */
static void
open_named(struct writer *w, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		if ((w->to = fopen(path, "we")) == NULL)
			err(1, "%s", path);
		return;
	}
	w->path = file_resolve(path);
	open_beside(w);
}

/* Without a buffer of ours, setvbuf takes one of 4096 bytes, whatever size it is told.  That of stdout is
 * still in use when the writer is gone. */
static void
set_buffer(struct writer *w)
{
	static char shared[64 * 1024];

	if (w->f != stdout)
		w->buffer = memory_array(NULL, sizeof(shared), 1);
	setvbuf(w->f, w->f == stdout ? shared : w->buffer, _IOFBF, sizeof(shared));
}

static void
open_file(struct writer *w)
{
	if (w->o.file != NULL)
		w->f = w->o.file;
	else if (w->o.path != NULL)
		open_named(w, w->o.path);
	else
		w->to = stdout;
	if (w->to != NULL && !w->format->people) {
		w->f = w->to;
		w->to = NULL;
	} else if (w->to != NULL && (w->f = tmpfile()) == NULL) {
		err(1, _("temporary file")); /* nothing is written before all of it is known to be good */
	}
	if (w->o.path == NULL && w->o.file == NULL && w->format->binary && isatty(STDOUT_FILENO))
		errx(2, "-o xlsx: a workbook is no text for a terminal: -O FILE.xlsx");
	if (w->o.file == NULL)
		set_buffer(w);
}

static void
write_header(struct writer *w)
{
	char **cell;
	size_t i;
	bool labels = w->o.labels == LABELS_DEFAULT ? w->format->people : w->o.labels == LABELS_JA;

	if (labels && !w->format->names && !w->o.own)
		for (i = 0; i < w->n; i++)
			w->name[i] = w->o.kind ? column_kind_label(w->name[i]) : column_label(w->name[i]);
	if (w->o.plain)
		return;
	w->heading = true;
	cell = memory_array(NULL, w->n, sizeof(*cell));
	for (i = 0; i < w->n; i++)
		cell[i] = (char *)(uintptr_t)w->name[i];
	w->format->row(w, cell);
	free(cell);
	w->heading = false;
	w->rows = 1;
}

struct writer *
writer_open(const char *const *names, size_t n, struct writer_options o)
{
	struct writer *w = memory_zeros(1, sizeof(*w));
	size_t i;
	w->o = o;
	w->format = o.format != NULL ? o.format : default_format(o.path);
	w->n = n;
	w->name = memory_array(NULL, n, sizeof(*w->name));
	w->type = memory_array(NULL, n, sizeof(*w->type));
	for (i = 0; i < n; i++) {
		w->name[i] = names[i];
		w->type[i] = o.own ? COLUMN_TEXT : column_type(names[i]);
	}
	open_file(w);
	if (w->format->begin != NULL)
		w->format->begin(w);
	write_header(w);
	return w;
}

void
writer_row(struct writer *w, char *const *cell)
{
	w->format->row(w, cell);
	w->heading = false;
	w->rows++;
}

/* A plain record, already in the dialect of the writer, is copied as it is. */
void
writer_raw(struct writer *w, struct row *row)
{
	if (!row->plain || w->format != &format_csv || row->size == 0) {
		row_part(row);
		writer_row(w, row->cell);
		return;
	}
	fwrite_unlocked(row->raw, 1, row->size, w->f);
	putc_unlocked('\n', w->f);
	w->rows++;
}

void
writer_bytes(struct writer *w, const char *bytes, size_t n)
{
	fwrite(bytes, 1, n, w->f);
}

void
writer_block(struct writer *w)
{
	if (w->format->block != NULL)
		w->format->block(w);
}

void
writer_headings(struct writer *w, const char *const *names, const enum column_type *types, size_t n)
{
	size_t i;

	for (i = 0; i < w->n; i++) {
		w->name[i] = i < n ? names[i] : "";
		w->type[i] = i < n ? types[i] : COLUMN_TEXT;
	}
	w->laid = true;
	w->nblock = n;
	w->heading = n > 0;
}

static bool
write_failed(const char *what)
{
	warn("%s", what);
	return false;
}

static bool
copy_spool(struct writer *w)
{
	char buf[64 * 1024];
	size_t n;

	rewind(w->f);
	while ((n = fread(buf, 1, sizeof(buf), w->f)) > 0)
		fwrite(buf, 1, n, w->to);
	if (ferror(w->f) != 0)
		return write_failed(_("temporary file"));
	fclose(w->f);
	w->f = w->to;
	return true;
}

static bool
writer_finish(struct writer *w)
{
	const char *name = w->o.path != NULL ? w->o.path : "stdout";

	if (fflush(w->f) != 0 || ferror(w->f) != 0)
		return write_failed(w->to != NULL ? _("temporary file") : name);
	if (w->path != NULL)
		return file_commit(fileno(w->f), w->path) ? true : write_failed(w->path);
	if (w->to == NULL)
		return true;
	if (!copy_spool(w))
		return false;
	return fflush(w->f) == 0 && ferror(w->f) == 0 ? true : write_failed(name);
}

bool
writer_close(struct writer *w)
{
	bool good;

	writer_block(w);
	if (w->format->end != NULL)
		w->format->end(w);
	good = w->errors == 0 && writer_finish(w);
	if (w->format->tell != NULL)
		w->format->tell(w);
	if (w->path != NULL)
		file_abandon();
	if (w->f != stdout)
		fclose(w->f);
	free(w->buffer);
	arena_free(&w->arena);
	free(w->line.s);
	free(w->encoded.s);
	free(w->named);
	free(w->path);
	free(w->name);
	free(w->type);
	free(w->width);
	free(w->left);
	free(w->kept);
	free(w);
	return good;
}
