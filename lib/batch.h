/* batch.h - the rows of one write */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_BATCH_H
#define SOW_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "ledger.h"

/* Drafts a row. cell has ncolumns - 1 entries: at and by are set here (at does not outlast the
 * call), rev, batch and sum are added by ledger_seal. Returns false, with the reason in *problem,
 * when the row is too long or a cell has a control character or is not UTF-8. */
bool ledger_add(struct ledger *, char **cell, const char *by, const char **problem);
void ledger_drop(struct ledger *, size_t nrows); /* drops all drafted rows after the first nrows */
const struct bytes *ledger_seal(struct ledger *); /* the batch as lines; l owns it */
void ledger_tell_clock(const struct ledger *);    /* warns when the clock is odd */
enum ledger_result ledger_append(struct ledger *); /* writes the batch to disk; reports a failure */
bool ledger_write(int fd, const struct bytes *);   /* all of it, 1 MiB at a time; or false and errno */

#endif
