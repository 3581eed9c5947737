/* team.h - what the library knows of its caller */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TEAM_H
#define SOW_TEAM_H

#include <stddef.h>
#include <stdint.h>

struct reader;

/* Names of files; see struct team. */
struct asked {
	char **name; /* n of them */
	size_t n;
};
struct team {
	const char *directory; /* of the team's files; NULL: the current one */
	const char *share;     /* of the shipped files; NULL: beside the program, else as installed */
	int64_t now;           /* a moment, on that day */
	int today;             /* a day; --today sets another than that of the clock */
	struct asked *asked;   /* gets the name of every file that is asked for, once; or NULL */
};

/* A path in the team's directory; team_path falls back to the shipped file, and returns NULL when
 * there is none either. The caller frees it. */
char *team_file(const struct team *, const char *name);
char *team_path(const struct team *, const char *name);
char *team_need(const struct team *, const char *name); /* exits 1 where team_path returns NULL */
char *team_shipped(const struct team *, const char *name); /* even if it does not exist; the caller frees it */
/* Opens the table that team_need finds, in which the columns of all n names must be, and says where they are.
 * Exits 1 if one is not there. */
struct reader *team_table(const struct team *, const char *file, const char *const *names, size_t n, size_t *column);
/* The n names, without .csv and sorted, of the files in that directory of the team and of the shipped
 * files; the caller frees each and the list. */
char **team_names(const struct team *, const char *directory, size_t *n);

#endif
