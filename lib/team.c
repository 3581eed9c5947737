/* team.c - the paths of the files of a team, and of the shipped ones */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "column.h"
#include "reader.h"
#include "team.h"

static char *
path_join(const char *dir, const char *name)
{
	return memory_format("%s/%s", dir, name);
}

/* Relative to the program: PREFIX/bin -> PREFIX/share/sow; in a build tree -> share. */
static char *
beside_program(const char *name)
{
	static const char *const places[] = { "../share/sow", "../share" };
	const char *started = (const char *)getauxval(AT_EXECFN);
	char *exe = started == NULL ? NULL : realpath(started, NULL), *slash, *dir, *path, *real = NULL;
	size_t i;

	if (exe == NULL || (slash = strrchr(exe, '/')) == NULL)
		return NULL;
	*slash = '\0';
	for (i = 0; i < sizeof(places) / sizeof(*places); i++) {
		dir = path_join(exe, places[i]);
		path = path_join(dir, name);
		free(dir);
		real = realpath(path, NULL);
		free(path);
		if (real != NULL)
			break;
	}
	free(exe);
	return real;
}

static void
asked_add(struct asked *a, const char *name)
{
	size_t i;

	for (i = 0; i < a->n; i++)
		if (strcmp(a->name[i], name) == 0)
			return;
	a->name = array_grow(a->name, a->n, sizeof(*a->name));
	a->name[a->n++] = memory_text(name);
}

char *
team_file(const struct team *t, const char *name)
{
	if (t->asked != NULL)
		asked_add(t->asked, name);
	return path_join(t->directory != NULL ? t->directory : ".", name);
}

char *
team_shipped(const struct team *t, const char *name)
{
	char *path;

	if (t->share != NULL)
		return path_join(t->share, name);
	path = beside_program(name);
	return path != NULL ? path : path_join(SHAREDIR, name);
}

char *
team_path(const struct team *t, const char *name)
{
	char *path = team_file(t, name);

	/* Even a dangling link counts: no shipped file silently takes the place of a team file. */
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return path;
	free(path);
	path = team_shipped(t, name);
	if (access(path, F_OK) == 0)
		return path;
	free(path);
	return NULL;
}

char *
team_need(const struct team *t, const char *name)
{
	char *path = team_path(t, name);

	if (path == NULL)
		errx(1, "%s: not found, neither in the team's directory nor shipped", name);
	return path;
}

struct reader *
team_table(const struct team *t, const char *file, const char *const *names, size_t n, size_t *column)
{
	char *path = team_need(t, file);
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	size_t i;

	for (i = 0; i < n; i++)
		if ((column[i] = reader_column(r, names[i])) == COLUMN_NONE)
			errx(1, "%s: no column '%s'", path, names[i]);
	free(path);
	return r;
}

/* Adds the names of the directory's files, without .csv; of a workbook also the end. */
static size_t
add_names(char ***names, size_t n, char *directory)
{
	struct dirent **entry;
	int all = scandir(directory, &entry, NULL, alphasort), i;
	char *end;

	for (i = 0; i < all; i++) {
		end = strrchr(entry[i]->d_name, '.');
		if (end != NULL && end != entry[i]->d_name && (strcmp(end, ".csv") == 0 || strcasecmp(end, ".xlsx") == 0)) {
			if (strcmp(end, ".csv") == 0)
				*end = '\0';
			*names = array_grow(*names, n, sizeof(**names));
			(*names)[n++] = memory_text(entry[i]->d_name);
		}
		free(entry[i]);
	}
	if (all >= 0)
		free(entry);
	free(directory);
	return n;
}

char **
team_names(const struct team *t, const char *directory, size_t *n)
{
	char **names = NULL;
	size_t all, i;

	all = add_names(&names, 0, team_file(t, directory));
	all = add_names(&names, all, team_shipped(t, directory));
	if (all > 0)
		qsort(names, all, sizeof(*names), text_order);
	for (i = 0, *n = 0; i < all; i++)
		if (*n > 0 && strcmp(names[*n - 1], names[i]) == 0)
			free(names[i]);
		else
			names[(*n)++] = names[i];
	return names;
}
