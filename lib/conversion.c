/* conversion.c - files of other programs as one stream of rows, through a map or as they are */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "column.h"
#include "address.h"
#include "reader.h"
#include "team.h"
#include "map.h"
#include "mapping.h"
#include "atlas.h"
#include "conversion.h"

struct conversion {
	struct conversion_options o;
	size_t file;             /* the one that is read; o.n after the last */
	struct reader *reader;
	struct map *map;         /* or NULL */
	bool sought;             /* the map was looked for in the first file */
	const char **first;      /* the nfirst names of the first file's columns */
	size_t nfirst;
	size_t *order;           /* without a map: where this file has each column of the first; NULL: in the
	                            same place */
	char **in;               /* the row as it is read, with the source */
	const char **out;        /* nout names, and the row that comes out */
	size_t nout;
	char **cell;
	char **source;           /* by file */
	char *told;              /* what was explained last */
	bool appended;           /* the source is the last column of what comes out */
	bool good;
};

/* Is this line the header of a file that the map is meant for?  Where it is meant for none, the first
 * line is it. */
static bool
judge_map(struct heading *h, const char *const *cell, size_t n)
{
	const struct map *map = h->about;
	size_t i;

	for (i = 0; i < map->nmatches; i++)
		if (map->match[i].n > 0 && map_match_names(&map->match[i], cell, n))
			break;
	if (map->nmatches > 0 && i == map->nmatches)
		return false;
	h->beyond = map->beyond;
	h->skip_to = map->skip_to;
	return true;
}

/* Opens the first file, and finds its map on the way. */
static struct reader *
open_and_seek(struct conversion *c, const char *path, struct reader_options o)
{
	struct atlas *atlas = atlas_open(c->o.team, strcmp(path, "-") == 0 ? NULL : path);
	struct reader *r;

	o.heading.judge = atlas_judge;
	o.heading.about = atlas;
	r = reader_open(path, o);
	c->map = atlas_close(atlas);
	return r;
}

/* ---- a file ---- */

static struct reader *
open_reader(struct conversion *c, const char *path)
{
	struct reader_options o = { .mode = READER_STREAM, .from = c->o.from, .heading = { .own = true } };

	if (c->map != NULL) {
		o.skip_to = c->o.skip_to;
		o.heading.judge = judge_map;
		o.heading.about = c->map;
	} else if (c->o.skip_to != NULL) {
		o.heading.title = c->o.skip_to;
	} else if (!c->sought) {
		return open_and_seek(c, path, o);
	}
	return reader_open(path, o);
}

static void
tell_map(const struct conversion *c)
{
	const struct map *map = c->map;

	if (map != NULL && c->o.map == NULL)
		warnx("%s: read through %s", reader_path(c->reader), map->path);
	if (map != NULL && *map->note != '\0')
		warnx("%s: %s", map->path, map->note);
}

/* The columns of the file that the map expects elsewhere, or not at all. */
static void
tell_added(const struct conversion *c, const char *const *names, size_t n, size_t expected)
{
	const char *const *header = c->map->header;
	const char *path = reader_path(c->reader), *file = c->map->path;
	const char *const *beyond;
	size_t i, at, last = 0;

	for (beyond = c->map->beyond; beyond != NULL && *beyond != NULL; beyond++)
		n--; /* the last columns, which the header does not name */
	for (i = 0; i < n; i++) {
		if ((at = address_find(names[i], header, expected, true)) == COLUMN_NONE) {
			warnx("%s: the column '%s' is not one that %s expects", path, names[i], file);
		} else {
			if (at + 1 < last)
				warnx("%s: the column '%s' stands in another place than in %s", path, names[i], file);
			last = at + 1 > last ? at + 1 : last;
		}
		if (!map_takes(c->map, i))
			warnx("%s: the column '%s' is left out: no row of %s takes it", path, names[i], file);
	}
}

/* Tells how the columns of the file are not those that the map expects. */
static void
tell_columns(const struct conversion *c, const char *const *names, size_t n)
{
	const char *const *header = c->map->header;
	size_t i;

	if (header == NULL)
		return;
	for (i = 0; header[i] != NULL; i++)
		if (address_find(header[i], names, n, true) == COLUMN_NONE)
			warnx("%s: without the column '%s', which %s expects", reader_path(c->reader), header[i], c->map->path);
	tell_added(c, names, n, i);
}

/* Without a map all files must have the columns of the first, in any order. */
static void
bind_order(struct conversion *c, const char *const *names, size_t n)
{
	const char *path = reader_path(c->reader);
	bool good = n == c->nfirst, moved = false;
	size_t i, k;

	free(c->order);
	c->order = memory_array(NULL, c->nfirst, sizeof(*c->order));
	for (i = 0; i < c->nfirst; i++) {
		for (k = 0; k < n && strcmp(names[k], c->first[i]) != 0; k++)
			;
		if (i < n && strcmp(names[i], c->first[i]) == 0)
			k = i; /* also the second of two columns of one name */
		c->order[i] = k;
		moved = moved || k != i;
		if (k == n) {
			warnx("%s: no column '%s', which the first file has", path, c->first[i]);
			good = false;
		}
	}
	if (!good)
		errx(1, "%s: its columns are not those of %s (-m MAP makes them alike)", path, c->o.file[0]);
	if (moved)
		warnx("%s: its columns are put in the order of %s", path, c->o.file[0]);
	else {
		free(c->order);
		c->order = NULL;
	}
}

/* Keeps the names of the first file's columns, and those of what comes out. */
static void
name_columns(struct conversion *c, const char *const *names, size_t n)
{
	size_t i, at;

	c->nfirst = n;
	c->first = memory_array(NULL, n + 1, sizeof(*c->first));
	for (i = 0; i < n; i++)
		c->first[i] = memory_text(names[i]);
	at = c->o.source == NULL ? 0 : address_find(c->o.source, names, n, true);
	if (c->o.source != NULL && at != COLUMN_NONE)
		errx(2, "--source: %s has a column '%s' already: --source=NAME gives another", reader_path(c->reader),
		    c->o.source);
	c->nout = c->map != NULL ? c->map->ntargets : n;
	c->out = memory_array(NULL, c->nout + 1, sizeof(*c->out));
	for (i = 0; i < c->nout; i++)
		c->out[i] = c->map != NULL ? c->map->target[i] : c->first[i];
	c->cell = memory_array(NULL, c->nout + 1, sizeof(*c->cell));
}

/* The names of the file's columns, with that of the source; the caller frees the list. */
static const char **
names_with_source(const struct conversion *c, size_t *n)
{
	const char *const *own = reader_names(c->reader, n);
	const char **names = memory_array(NULL, *n + 1, sizeof(*names));

	memcpy(names, own, *n * sizeof(*names));
	if (c->o.source != NULL)
		names[(*n)++] = c->o.source;
	return names;
}

static void
bind_map(struct conversion *c)
{
	size_t n;
	const char **names = names_with_source(c, &n);

	if (!map_bind(c->map, c->o.team, &(struct map_file){ reader_path(c->reader), names, n, true }))
		errx(1, "%s: does not have the columns of %s", reader_path(c->reader), c->map->path);
	c->in = memory_array(c->in, n, sizeof(*c->in));
	if (c->o.source != NULL && c->file == 0 && !map_takes(c->map, n - 1))
		c->appended = true;
	free(names);
}

static void
open_file(struct conversion *c)
{
	const char *const *names;
	size_t n;

	c->reader = open_reader(c, c->o.file[c->file]);
	c->sought = true;
	names = reader_names(c->reader, &n);
	if (c->file == 0) {
		tell_map(c);
		name_columns(c, names, n);
		c->appended = c->o.source != NULL && c->map == NULL;
	}
	if (c->map == NULL) {
		bind_order(c, names, n);
	} else {
		bind_map(c);
		tell_columns(c, names, n);
	}
	if (c->file == 0 && c->appended)
		c->out[c->nout++] = c->o.source;
}

/* ---- the source ---- */

/* The part of a path that tells files apart: the name without its ending, or that of the folder. */
static char *
path_part(const char *path, bool folder)
{
	const char *slash = strrchr(path, '/'), *name = slash == NULL ? path : slash + 1, *dot;
	const char *start;

	if (!folder) {
		dot = strrchr(name, '.');
		return memory_span(name, dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name));
	}
	if (slash == NULL)
		return memory_text("");
	for (start = slash; start > path && start[-1] != '/'; start--)
		;
	return memory_span(start, (size_t)(slash - start));
}

static bool
all_differ(char *const *word, size_t n)
{
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < i; k++)
			if (strcmp(word[i], word[k]) == 0)
				return false;
	return true;
}

/* Names the files: by their names where these differ, else by their folders', else by their paths. */
static void
name_sources(struct conversion *c)
{
	int way;
	size_t i;

	c->source = memory_zeros(c->o.n, sizeof(*c->source));
	for (way = 0; way < 3; way++) {
		for (i = 0; i < c->o.n; i++) {
			free(c->source[i]);
			c->source[i] = way == 2 ? memory_text(c->o.file[i]) : path_part(c->o.file[i], way == 1);
		}
		if (all_differ(c->source, c->o.n))
			return;
	}
}

/* ---- rows ---- */

struct conversion *
conversion_open(const struct conversion_options *o)
{
	struct conversion *c = memory_zeros(1, sizeof(*c));
	char *path;
	size_t i;

	*c = (struct conversion){ .o = *o, .good = true };
	for (i = 0; i < o->n; i++) /* before anything is written */
		if (strcmp(o->file[i], "-") != 0 && access(o->file[i], R_OK) == -1)
			err(1, "%s", o->file[i]);
	if (o->map != NULL) {
		path = map_path(o->team, o->map);
		c->map = map_open(o->team, path);
		free(path);
	}
	if (o->source != NULL)
		name_sources(c);
	open_file(c);
	return c;
}

const char *const *
conversion_names(const struct conversion *c, size_t *n)
{
	*n = c->nout;
	return c->out;
}

const struct map *
conversion_map(const struct conversion *c)
{
	return c->map;
}

const char *
conversion_path(const struct conversion *c)
{
	return reader_path(c->reader);
}

bool
conversion_read(struct conversion *c, struct row *row)
{
	while (!reader_next(c->reader, row)) {
		if (c->file + 1 == c->o.n)
			return false;
		c->good = reader_close(c->reader) && c->good;
		c->file++;
		open_file(c);
	}
	if (c->map != NULL && c->o.source != NULL) {
		memcpy(c->in, row->cell, row->n * sizeof(*c->in));
		c->in[row->n++] = c->source[c->file];
		row->cell = c->in;
	}
	return true;
}

/* Makes the cells that come out of a row; false if there is no value for one, which is told. */
static bool
convert_row(struct conversion *c, const struct row *row)
{
	struct map_trouble t;
	const char *s;
	size_t i;

	for (i = 0; i < c->map->ntargets; i++) {
		s = map_cell(c->map, i, row->cell, &t);
		if (s == NULL && t.mapping == NULL)
			reader_reject(c->reader, row, "%s: no row of %s holds", c->map->target[i], c->map->path);
		else if (s == NULL)
			reader_reject(c->reader, row, "%s: %s: '%s' (%s:%zu: %s)", c->map->target[i], _(t.what), t.value,
			    c->map->path, t.mapping->line, t.mapping->rule);
		if (s == NULL)
			return false;
		c->cell[i] = (char *)(uintptr_t)s;
	}
	return true;
}

bool
conversion_next(struct conversion *c, struct row *row)
{
	size_t i;

	do {
		if (!conversion_read(c, row))
			return false;
	} while (c->map != NULL && !convert_row(c, row));
	if (c->map == NULL && c->order == NULL && !c->appended)
		return true;
	for (i = 0; c->map == NULL && i < c->nfirst; i++)
		c->cell[i] = row->cell[c->order == NULL ? i : c->order[i]];
	if (c->appended)
		c->cell[c->nout - 1] = c->source[c->file];
	row->cell = c->cell;
	row->n = c->nout;
	row->plain = false;
	return true;
}

/* ---- why ---- */

/* Explains one cell that the map makes. */
static void
explain_cell(struct conversion *c, size_t target, const struct row *row, const char *told[5])
{
	struct map_trouble t;
	struct mapping *m = map_choose(c->map, target, row->cell);
	const char *value;
	char *p;

	free(c->told);
	c->told = memory_text(m == NULL ? "" : mapping_source(m, row->cell)); /* map_cell may change it */
	for (p = c->told; (p = strpbrk(p, RULE_BETWEEN)) != NULL; p++)
		*p = ',';
	told[0] = c->map->target[target];
	told[1] = m == NULL ? "" : m->from;
	told[2] = c->told;
	told[3] = m == NULL ? "" : m->rule;
	value = map_cell(c->map, target, row->cell, &t);
	told[4] = value != NULL ? value : m == NULL ? _("no row of the map holds") : _(t.what);
}

void
conversion_explain(struct conversion *c, const struct row *row, void (*tell)(void *, const char *const cell[5]), void *about)
{
	size_t i, n = c->map != NULL ? c->map->ntargets : c->nfirst;
	const char *told[5] = { "", "", "", "", "" };

	for (i = 0; i < n; i++) {
		if (c->map != NULL) {
			explain_cell(c, i, row, told);
		} else {
			told[0] = told[1] = c->first[i];
			told[2] = told[4] = row->cell[c->order == NULL ? i : c->order[i]];
		}
		tell(about, told);
	}
	if (c->appended)
		tell(about, (const char *[]){ c->o.source, "", "", "", c->source[c->file] });
}

bool
conversion_close(struct conversion *c)
{
	bool good = reader_close(c->reader) && c->good;
	size_t i;

	for (i = 0; i < c->nfirst; i++)
		free((char *)(uintptr_t)c->first[i]);
	for (i = 0; c->source != NULL && i < c->o.n; i++)
		free(c->source[i]);
	if (c->map != NULL)
		map_close(c->map);
	free(c->first);
	free(c->order);
	free(c->in);
	free(c->out);
	free(c->cell);
	free(c->source);
	free(c->told);
	free(c);
	return good;
}
