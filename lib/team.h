/* team.h - what the library knows of its caller */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TEAM_H
#define SOW_TEAM_H

#include <stddef.h>
#include <stdint.h>

struct team {
	const char *directory; /* of its files; NULL: the current one */
	const char *share;     /* of the shipped ones; NULL: beside the program, else as installed */
	int64_t now;           /* a moment */
	int today;             /* a day, that of now unless the caller said another */
};

/* A path in the team's directory; team_path falls back to the shipped file, NULL when there
 * is none either. The caller frees it. */
char *team_file(const struct team *, const char *name);
char *team_path(const struct team *, const char *name);
char *team_shipped(const struct team *, const char *name); /* there or not; the caller frees it */
/* The names, without .csv, of the files in that directory, the team's and the shipped ones, sorted. */
char **team_names(const struct team *, const char *directory, size_t *n);

#endif
