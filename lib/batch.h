/* batch.h - the rows of one write */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_BATCH_H
#define SOW_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "ledger.h"

/* Drafts a row: cell has ncolumns - 1 entries, of which at and by are filled in here, rev,
 * batch and sum later. False: too long, a control character, not UTF-8. */
bool ledger_add(struct ledger *, char **cell, const char *by, const char **problem);
void ledger_drop(struct ledger *, size_t nrows); /* but for the first nrows of more drafted ones */
const struct bytes *ledger_seal(struct ledger *); /* the batch as lines */
void ledger_tell_clock(const struct ledger *);    /* what is odd about it */
enum ledger_result ledger_append(struct ledger *); /* writes the batch; on disk, or told */
bool ledger_write(int fd, const struct bytes *);   /* all of them, a write a MiB */

#endif
