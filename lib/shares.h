/* shares.h - rows shared out to files of their own */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SHARES_H
#define SOW_SHARES_H

#include <stdbool.h>
#include <stddef.h>

#include "format.h"

struct share {
	char *value, *path;
	struct writer *writer;
	size_t rows;
	bool closed, lost; /* lost: not written, and removed */
};

/*
 * A file is made with mode 0600 and never takes the place of another. What it holds may be the
 * passwords of new accounts, and its name may come from the data.
 */
struct shares {
	const char *prefix, *option;  /* of the names; and by which messages call what shares them out */
	const char *const *names;     /* ncolumns of them: what every file has */
	size_t ncolumns;
	struct writer_options writer;
	bool dry;                     /* writes nothing */
	struct share *share;          /* n of them, in the order of their first row; owned, as is all in them */
	size_t n;
};

/* Exits 1 if there are files of those names: those of another day must not pass for those of today. */
void shares_refuse(const char *prefix);
/* The file of the value, PREFIX-VALUE.csv; two values never have one.  These two exit 1 if it cannot
 * be made, and then leave none of the files. */
struct share *shares_of(struct shares *, const char *value);
struct share *shares_next(struct shares *); /* PREFIX-001.csv and so on; it closes the one before */
void share_row(struct share *, char *const *cell);
/* Closes all, and removes those that are not written; false, with a message, if there are any. */
bool shares_close(struct shares *);
void shares_drop(const struct shares *); /* removes all, so that they do not stand in the way of the next run */
void shares_free(struct shares *);

#endif
