/* rewrite.h - the replacement of a ledger by another file */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_REWRITE_H
#define SOW_REWRITE_H

#include <stdbool.h>

#include "ledger.h"

typedef void row_edit(void *, char **cell); /* may change cells; sums are computed again */
/* For redact: a file with the same rights, all rows as edit leaves them, and then the batch. */
enum ledger_result ledger_rewrite(struct ledger *, row_edit *, void *);
/*
 * Replaces the ledger, under its lock, by a copy that was found sound; the old one is kept
 * as PATH.before-restore. Where rows after those of the copy are known of (from the ledger, or
 * from last), a void row by that author follows, so that no id is issued twice.
 */
struct restoration {
	const char *copy, *by;
	long long last;   /* a rev known to have been written; 0 for none */
	long wait;        /* seconds */
	bool any_fs, any_clock;
};
enum ledger_result ledger_restore(const char *path, const struct restoration *);
/* For redact --copies: the same for a copy that nobody writes to, without a batch; reports a failure. */
bool copy_rewrite(const char *path, row_edit *, void *);

#endif
