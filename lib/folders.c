/* folders.c - folders.csv: where this machine has the folders of Windows servers */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "arena.h"
#include "text.h"
#include "reader.h"
#include "team.h"
#include "folders.h"

static const char *const names[] = { "prefix", "mount" };
enum { PREFIX, MOUNT, NAMES };

struct folders {
	struct folder {
		const char *prefix, *mount; /* without slashes behind them */
		size_t line;
	} *folder; /* n of them */
	size_t n;
	struct arena arena;
};

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* How much of the path is the prefix: as Windows compares, and only to the end of a name; or 0. */
static size_t
prefix_length(const char *prefix, const char *path)
{
	size_t n;

	for (n = 0; prefix[n] != '\0'; n++)
		if (!(is_slash(prefix[n]) && is_slash(path[n])) &&
		    tolower((unsigned char)prefix[n]) != tolower((unsigned char)path[n]))
			return 0;
	return path[n] == '\0' || is_slash(path[n]) ? n : 0;
}

static const struct folder *
folder_find(const struct folders *f, const char *path, size_t *length)
{
	const struct folder *found = NULL;
	size_t i, n;

	*length = 0;
	for (i = 0; i < f->n; i++)
		if ((n = prefix_length(f->folder[i].prefix, path)) > *length) {
			*length = n;
			found = &f->folder[i];
		}
	return found;
}

static void
folder_add(struct folders *f, struct reader *r, const struct row *row, const size_t *column)
{
	const char *cell[NAMES];
	const struct folder *same;
	size_t i, n;

	for (i = 0; i < NAMES; i++) {
		for (n = strlen(row->cell[column[i]]); n > 1 && is_slash(row->cell[column[i]][n - 1]); n--)
			;
		cell[i] = arena_text(&f->arena, row->cell[column[i]], n);
		if (text_blank(cell[i])) {
			reader_reject(r, row, "%s: empty", names[i]);
			return;
		}
	}
	same = folder_find(f, cell[PREFIX], &n);
	if (same != NULL && n == strlen(cell[PREFIX])) {
		reader_reject(r, row, "%s is already %s (line %zu)", cell[PREFIX], same->mount, same->line);
		return;
	}
	f->folder = array_grow(f->folder, f->n, sizeof(*f->folder));
	f->folder[f->n++] = (struct folder){ cell[PREFIX], cell[MOUNT], row->line };
}

struct folders *
folders_open(const struct team *team)
{
	struct folders *f = memory_zeros(1, sizeof(*f));
	size_t column[NAMES];
	struct reader *r = team_table(team, "folders.csv", names, NAMES, column);
	struct row row;

	while (reader_next(r, &row))
		folder_add(f, r, &row, column);
	reader_close(r);
	return f;
}

char *
folders_path(const struct folders *f, const char *path)
{
	size_t n;
	const struct folder *folder = folder_find(f, path, &n);
	char *here, *s;

	if (folder == NULL)
		return NULL;
	here = memory_format("%s%s", folder->mount, path + n);
	for (s = here + strlen(folder->mount); *s != '\0'; s++)
		if (*s == '\\')
			*s = '/';
	return here;
}

void
folders_close(struct folders *f)
{
	if (f == NULL)
		return;
	free(f->folder);
	arena_free(&f->arena);
	free(f);
}
