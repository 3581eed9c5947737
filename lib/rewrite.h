/* rewrite.h - another file takes the ledger's place */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_REWRITE_H
#define SOW_REWRITE_H

#include <stdbool.h>

#include "ledger.h"

typedef void row_edit(void *, char **cell); /* may change cells; sums are made anew */
/* redact: all rows as edit leaves them, then the batch, in a file of the same rights. */
enum ledger_result ledger_rewrite(struct ledger *, row_edit *, void *);
/*
 * A copy, which was found sound, takes the ledger's place under its lock; what was there is
 * kept as PATH.before-restore. Where rows behind the copy's are known of (in the ledger, or
 * as last), a void row by that author follows, and no id is issued twice.
 */
struct restoration {
	const char *copy, *by;
	long long last;   /* a rev known to have been written, 0 none */
	long wait;        /* seconds */
	bool any_fs, any_clock;
};
enum ledger_result ledger_restore(const char *path, const struct restoration *);
/* redact --copies: the same of a copy that nobody writes to, without a batch; false: told. */
bool copy_rewrite(const char *path, row_edit *, void *);

#endif
