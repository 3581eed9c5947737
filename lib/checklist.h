/* checklist.h - checks/NAME.csv: what the rows of a file have to be */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CHECKLIST_H
#define SOW_CHECKLIST_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "memory.h"
#include "filter.h"
#include "demand.h"
#include "setting.h"
#include "team.h"

/* A row of the checklist.  Rows of one name are one check, whose verdict is the last of theirs. */
struct check {
	const char *name, *level, *column, *op, *value, *when, *message; /* with settings in place of {NAME} */
	size_t line;
	size_t number;         /* of the name */
	struct demand demand;
	struct filter *filter; /* of when; or NULL: it always holds */
	bool bound;            /* the filter has read its value */
	bool held;             /* when held for some row */
	size_t *at, n;         /* its columns */
};
struct checklist {
	const char *path;
	struct check *check;   /* n of them */
	size_t n;
	const char **name;     /* nnames of them, each once, in the order of the file */
	size_t nnames;
	int today;
	struct bytes joined;   /* the cells of several columns */
	struct arena arena;
};

/* The path of the checklist of that name: a path, or one of the team's or of the shipped ones.  Exits 2
 * if there is none; the caller frees it. */
char *checklist_path(const struct team *, const char *name);
/* Exits 1 on any bad row.  Without settings (NULL), values that need one are not read. */
struct checklist *checklist_open(const struct team *, const char *path, struct settings *);
void checklist_load(struct checklist *, const struct team *); /* reads the files that it looks up in; exits 1 on a bad one */
/* Finds its columns among the n names of a file; exits 1 after telling each that is missing. */
void checklist_bind(struct checklist *, const char *file, const char *const *names, size_t n);
/* What a check says of a row.  *text is the cell that it judged, until the next call. */
enum verdict check_row(struct checklist *, struct check *, struct judged *, const char **text);
void checklist_tell(const struct checklist *); /* the rows whose when never held */
void checklist_close(struct checklist *);

#endif
