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
#include "origin.h"
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
	bool names = false, match = false;
	size_t i;

	for (i = 0; i < map->nmatches; i++) {
		names = names || map->match[i].n > 0;
		match = match || (map->match[i].n > 0 && map_match_names(&map->match[i], cell, n));
	}
	if (names && !match)
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
	struct reader_options o = { .mode = READER_STREAM, .from = c->o.from, .sheet = c->o.sheet, .heading = { .own = true } };

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

static bool
is_beyond(const struct map *map, const char *name)
{
	const char *const *beyond;

	for (beyond = map->beyond; beyond != NULL && *beyond != NULL; beyond++)
		if (strcmp(*beyond, name) == 0)
			return true;
	return false;
}

/* How the columns of a file are not those that the map expects; lists of names. */
struct difference {
	struct bytes missing, added, moved, left;
};

static void
find_differences(const struct map *map, struct difference *d, const char *const *names, size_t n)
{
	const char *const *header = map->header;
	size_t i, at, expected = 0, last = 0;

	for (; header != NULL && header[expected] != NULL; expected++)
		if (address_find(header[expected], names, n, true) == COLUMN_NONE)
			bytes_join(&d->missing, header[expected], ", ");
	for (i = 0; i < n; i++) {
		if (!map_takes(map, i))
			bytes_join(&d->left, names[i], ", ");
		if (header == NULL || is_beyond(map, names[i]))
			continue;
		at = address_find(names[i], header, expected, true);
		if (at == COLUMN_NONE)
			bytes_join(&d->added, names[i], ", ");
		else if (at < last)
			bytes_join(&d->moved, names[i], ", ");
		else
			last = at;
	}
}

/* Tells how the columns of the file are not those that the map expects, and which it does not take. */
static void
tell_columns(const struct conversion *c, const char *const *names, size_t n)
{
	const char *path = reader_path(c->reader), *map = c->map->path;
	struct difference d = { .left = { 0 } };
	struct bytes *const lists[] = { &d.missing, &d.added, &d.moved, &d.left };
	size_t i;

	find_differences(c->map, &d, names, n);
	for (i = 0; i < 4; i++)
		if (lists[i]->n > 0)
			bytes_add(lists[i], "", 1);
	if (d.missing.n > 0)
		warnx("%s: without columns that %s expects: %s", path, map, d.missing.s);
	if (d.added.n > 0)
		warnx("%s: columns that %s does not expect: %s", path, map, d.added.s);
	if (d.moved.n > 0)
		warnx("%s: columns in another place than %s expects: %s", path, map, d.moved.s);
	if (d.left.n > 0)
		warnx("%s: columns left out, for no row of %s takes them: %s", path, map, d.left.s);
	for (i = 0; i < 4; i++)
		free(lists[i]->s);
}

/* Where the names have the nth column of that name; n if they have not. */
static size_t
find_twin(const char *const *names, size_t n, const char *name, size_t nth)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0 && nth-- == 0)
			break;
	return i;
}

/* Which of the columns of its name, counted from 0, is this one? */
static size_t
twin_number(const char *const *names, size_t at)
{
	size_t i, number = 0;

	for (i = 0; i < at; i++)
		number += strcmp(names[i], names[at]) == 0;
	return number;
}

/* Without a map all files must have the columns of the first, in any order. */
static void
bind_order(struct conversion *c, const char *const *names, size_t n)
{
	const char *path = reader_path(c->reader);
	bool good = true, moved = false;
	size_t i;

	free(c->order);
	c->order = NULL;
	for (i = 0; i < n && i < c->nfirst && strcmp(names[i], c->first[i]) == 0; i++)
		;
	if (i == n && n == c->nfirst)
		return;
	c->order = memory_array(NULL, c->nfirst, sizeof(*c->order));
	for (i = 0; i < c->nfirst; i++) {
		c->order[i] = find_twin(names, n, c->first[i], twin_number(c->first, i));
		moved = moved || c->order[i] != i;
		if (c->order[i] == n) {
			warnx("%s: no column '%s', which the first file has", path, c->first[i]);
			good = false;
		}
	}
	for (i = 0; i < n; i++)
		if (find_twin(c->first, c->nfirst, names[i], twin_number(names, i)) == c->nfirst) {
			warnx("%s: a column '%s', which the first file has not", path, names[i]);
			good = false;
		}
	if (!good)
		errx(1, "%s: its columns are not those of %s (-m MAP makes them alike)", path, c->o.file[0]);
	if (moved) {
		warnx("%s: its columns are put in the order of %s", path, c->o.file[0]);
		return;
	}
	free(c->order);
	c->order = NULL;
}

/* Keeps the names of the first file's columns, and those of what comes out. */
static void
name_columns(struct conversion *c, const char *const *names, size_t n)
{
	size_t i;

	c->nfirst = n;
	c->first = memory_array(NULL, n + 1, sizeof(*c->first));
	for (i = 0; i < n; i++)
		c->first[i] = memory_text(names[i]);
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
	if (c->o.source != NULL && address_find(c->o.source, names, n, true) != COLUMN_NONE)
		errx(2, "--source: %s has a column '%s' already: --source=NAME gives another", reader_path(c->reader),
		    c->o.source);
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
	if (c->file == 0 && c->appended && c->map != NULL && map_target(c->map, c->o.source) != COLUMN_NONE)
		errx(2, "--source: %s makes a column '%s' already: --source=NAME gives another", c->map->path, c->o.source);
	if (c->file == 0 && c->appended)
		c->out[c->nout++] = c->o.source;
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
		c->source = origins_name(o->file, o->n);
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

static bool
read_row(struct conversion *c, struct row *row)
{
	while (!reader_next_whole(c->reader, row)) {
		if (c->file + 1 == c->o.n)
			return false;
		c->good = reader_close(c->reader) && c->good;
		c->file++;
		open_file(c);
	}
	if (c->map != NULL && c->o.source != NULL) {
		row_part(row);
		memcpy(c->in, row->cell, row->n * sizeof(*c->in));
		c->in[row->n++] = c->source[c->file];
		row->cell = c->in;
	}
	return true;
}

bool
conversion_read(struct conversion *c, struct row *row)
{
	if (!read_row(c, row))
		return false;
	row_part(row);
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
conversion_next_whole(struct conversion *c, struct row *row)
{
	size_t i;

	do {
		if (!read_row(c, row))
			return false;
		if (c->map == NULL && c->order == NULL && !c->appended)
			return true;
		row_part(row);
	} while (c->map != NULL && !convert_row(c, row));
	for (i = 0; c->map == NULL && i < c->nfirst; i++)
		c->cell[i] = row->cell[c->order == NULL ? i : c->order[i]];
	if (c->appended)
		c->cell[c->nout - 1] = c->source[c->file];
	row->cell = c->cell;
	row->n = c->nout;
	row->plain = false;
	return true;
}

bool
conversion_next(struct conversion *c, struct row *row)
{
	if (!conversion_next_whole(c, row))
		return false;
	row_part(row);
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
