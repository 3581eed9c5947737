/* sow-recon-import.c - what was corrected, as a file that the product imports, and what it cannot import */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-recon.h"

/* The columns of the register that some row has changed, and those of its keys. */
static bool *
columns_needed(const struct recon *r, char *const *const *cell)
{
	const struct side *left = &r->side[LEFT];
	bool *needed = memory_zeros(left->n + 1, sizeof(*needed));
	size_t row, i, k;

	for (k = 0; k < r->keys.n; k++)
		for (i = 0; i < r->keys.key[k].n; i++)
			needed[r->keys.key[k].column[LEFT][i]] = true;
	for (row = 0; row < left->nrows; row++)
		for (i = 0; cell[row] != NULL && i < left->n; i++)
			needed[i] = needed[i] || strcmp(cell[row][i], side_cell(left, row, i)) != 0;
	return needed;
}

/* The targets of the map that read such a column, in the map's order; returns how many. */
static size_t
choose_targets(const struct map *map, const bool *needed, size_t *target)
{
	const struct mapping *m;
	size_t n = 0, t, i;
	bool wanted;

	for (t = 0; t < map->ntargets; t++) {
		wanted = false;
		for (m = map->mapping; m < map->mapping + map->n; m++)
			for (i = 0; m->target == t && i < m->n; i++)
				wanted = wanted || (m->at[i] < COLUMN_NONE - 1 && needed[m->at[i]]);
		if (wanted)
			target[n++] = t;
	}
	return n;
}

/* Writes a row through the map; a cell that the map refuses is told, and the row is left out. */
static bool
write_row(struct writer *w, const struct map *map, const size_t *target, size_t n, char *const *cell)
{
	struct map_trouble trouble;
	char **out = memory_zeros(n + 1, sizeof(*out));
	const char *value;
	size_t i;
	bool good = true;

	for (i = 0; i < n; i++) {
		if ((value = map_cell(map, target[i], cell, &trouble)) == NULL) {
			warnx("%s: %s: '%s'", map->target[target[i]], _(trouble.what), trouble.value);
			good = false;
		}
		out[i] = memory_text(value == NULL ? "" : value);
	}
	if (good)
		writer_row(w, out);
	for (i = 0; i < n; i++)
		free(out[i]);
	free(out);
	return good;
}

/* ---- what a person must enter ---- */

struct by_hand {
	const struct recon *recon;
	struct writer *writer; /* opened for the first */
	char *path;
	size_t n;
};

static void
add_by_hand(struct by_hand *h, enum side_name s, size_t row, const char *column, const char *value)
{
	const struct recon *r = h->recon;
	static const char *const names[] = { "key", "column", "value" };
	const char *prefix = r->options->value[OPT_PREFIX] == NULL ? "findings" : r->options->value[OPT_PREFIX];
	struct writer_options w = { .format = format_find("csv") };
	char *key = key_text(&r->keys, 0, &r->side[s], s, row);
	int fd;

	if (h->writer == NULL) {
		h->path = memory_format("%s-手修正.csv", prefix);
		fd = open(h->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
		if (fd == -1 || (w.file = fdopen(fd, "w")) == NULL)
			err(1, "%s", h->path);
		w.path = h->path;
		h->writer = writer_open(names, 3, w);
	}
	writer_row(h->writer, (char *[]){ key, (char *)(uintptr_t)column, (char *)(uintptr_t)value });
	h->n++;
	free(key);
}

/* Lists the changed cells that no row of the map reads, and the rows that go. */
static bool
list_by_hand(const struct recon *r, const struct map *map, char *const *const *cell, const bool *deleted, const bool *taken)
{
	const struct side *left = &r->side[LEFT];
	struct by_hand h = { .recon = r };
	size_t row, i;
	bool good = true;

	for (row = 0; row < left->nrows; row++) {
		if (deleted[row])
			add_by_hand(&h, LEFT, row, "", "削除");
		for (i = 0; !deleted[row] && cell[row] != NULL && i < left->n; i++)
			if (!map_takes(map, i) && strcmp(cell[row][i], side_cell(left, row, i)) != 0)
				add_by_hand(&h, LEFT, row, left->names[i], cell[row][i]);
	}
	for (row = 0; row < r->side[RIGHT].nrows; row++)
		if (taken[row])
			add_by_hand(&h, RIGHT, row, "", "追加");
	if (h.writer != NULL) {
		good = writer_close(h.writer);
		warnx("%s: %zu corrections that cannot be imported", h.path, h.n);
	}
	free(h.path);
	return good;
}

bool
import_write(const struct recon *r, char *const *const *cell, const bool *deleted, const bool *taken)
{
	const struct options *o = r->options;
	const struct side *left = &r->side[LEFT];
	char *path = map_path(&o->team, o->value[OPT_MAP]);
	struct map *map = map_open(&o->team, path);
	bool *needed = columns_needed(r, cell), good = true;
	size_t *target = memory_zeros(map->ntargets + 1, sizeof(*target)), n, row, i;
	const char **names = memory_zeros(map->ntargets + 1, sizeof(*names));
	struct writer_options w = option_writer(o);
	struct writer *writer;

	if (!map_bind(map, &o->team, &(struct map_file){ left->path, left->names, left->n, true }))
		exit(1);
	n = choose_targets(map, needed, target);
	for (i = 0; i < n; i++)
		names[i] = map->target[target[i]];
	if (map->has_dialect && w.format == NULL) {
		w.format = &format_dialect;
		w.dialect = &map->dialect;
	}
	writer = writer_open(names, n, w); /* ends the program, if it must, before the list is there */
	good = list_by_hand(r, map, cell, deleted, taken);
	for (row = 0; row < left->nrows; row++)
		if (cell[row] != NULL && !deleted[row])
			good = write_row(writer, map, target, n, cell[row]) && good;
	free(path);
	free(needed);
	free(target);
	free(names);
	good = writer_close(writer) && good;
	map_close(map);
	return good;
}
