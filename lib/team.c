/* team.c - where the files of a team are found, and those that are shipped */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>
#include <err.h>

#include "team.h"

static char *
join(const char *dir, const char *name)
{
	char *path;

	if (asprintf(&path, "%s/%s", dir, name) == -1)
		err(1, NULL);
	return path;
}

/* Beside the program: PREFIX/bin -> PREFIX/share/sow; a build tree -> share. */
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
		dir = join(exe, places[i]);
		path = join(dir, name);
		free(dir);
		real = realpath(path, NULL);
		free(path);
		if (real != NULL)
			break;
	}
	free(exe);
	return real;
}

char *
team_file(const struct team *t, const char *name)
{
	return join(t->directory != NULL ? t->directory : ".", name);
}

char *
team_path(const struct team *t, const char *name)
{
	char *path = team_file(t, name);

	/* Even a dangling link counts: a team file is never silently replaced. */
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return path;
	free(path);
	if (t->share != NULL)
		path = join(t->share, name);
	else if ((path = beside_program(name)) == NULL)
		path = join(SHAREDIR, name);
	if (access(path, F_OK) == 0)
		return path;
	free(path);
	return NULL;
}
