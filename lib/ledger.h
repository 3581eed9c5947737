/* ledger.h - the ledger as its writer knows it */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_LEDGER_H
#define SOW_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"
#include "journal.h"

/* These are exit codes: the caller must know what is on disk. */
enum ledger_result {
	LEDGER_OK = 0,
	LEDGER_UNKNOWN = 70,  /* it is not known what is saved */
	LEDGER_NOTHING = 73,  /* nothing saved */
	LEDGER_BUSY = 75,     /* nothing saved */
	LEDGER_UNTOLD = 76,   /* saved, but the ids could not be printed */
};
/* How a ledger may be opened. */
struct ledger_terms {
	long wait;      /* at most this many seconds for another writer */
	bool dry;       /* -n: nothing is written, and no tail is repaired */
	bool any_fs;    /* also where locks are known to break */
	bool any_clock; /* also more than 366 days after the last row */
};
/* An open ledger. Unless dry, it is locked from open to close, and messages and signals wait. */
struct ledger {
	char *path;
	int fd;
	uint64_t size;      /* bytes of the header and of the whole batches */
	char **name;        /* ncolumns of them; the last two are note and sum */
	size_t ncolumns;
	long long rev;      /* of the last row, drafted ones included; 0 for none */
	int64_t at;         /* of the last row on disk */
	int64_t clock;      /* what the clock said under the lock */
	int64_t now;        /* at of the batch: the clock, but after every row */
	bool dry;
	struct bytes rows;  /* the drafted rows from at on, without sums */
	size_t *start;      /* where each of the nrows begins */
	size_t nrows;
	struct bytes batch; /* the same rows as they will be written */
};

/* Locks it, judges the tail, repairs what was never acknowledged, and reads the clock. */
enum ledger_result ledger_open(struct ledger *, const char *path, const struct ledger_terms *);
/* Only locks it: header and tail may be broken. Both report any result but LEDGER_OK, and close it. */
enum ledger_result ledger_lock(struct ledger *, const char *path, const struct ledger_terms *);
/* Sets clock and now; reports a clock that no row may have, and returns false. */
bool ledger_read_clock(struct ledger *, bool any);
bool ledger_is_kind(const struct ledger *); /* has it the columns of a kind, such as issues? */
bool ledger_has_name(const struct ledger *); /* is path still the file that is open? */
struct view ledger_view(const struct ledger *); /* of what is on disk; do not close it */
void ledger_close(struct ledger *); /* unlocks, and lets messages through; signals still wait */
void ledger_answered(void); /* lets the signals through, after the ids are printed */

#endif
