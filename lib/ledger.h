/* ledger.h - the ledger as its writer knows it */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_LEDGER_H
#define SOW_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "memory.h"
#include "journal.h"

/* These are exit codes: what is on disk must be known. */
enum ledger_result {
	LEDGER_OK = 0,
	LEDGER_UNKNOWN = 70,  /* what is saved is not known, and how to find out was told */
	LEDGER_NOTHING = 73,  /* nothing saved */
	LEDGER_BUSY = 75,     /* nothing saved */
	LEDGER_UNTOLD = 76,   /* saved, but stdout did not take the ids */
};
/* How a ledger may be opened. */
struct ledger_terms {
	long wait;      /* seconds, at most, for another writer */
	bool dry;       /* -n: not even the tail is mended */
	bool any_fs;    /* also where locks are known to break */
	bool any_clock; /* also more than 366 days after the last row */
};
/* An open ledger: under its lock from open to close; messages and signals wait. */
struct ledger {
	char *path;
	int fd;
	uint64_t size;      /* bytes of the header and the whole batches */
	char **name;        /* ncolumns, note and sum the last two */
	size_t ncolumns;
	long long rev;      /* of the last row, drafted ones included; 0 none */
	int64_t at;         /* of the last row on disk */
	int64_t clock;      /* what the clock said under the lock */
	int64_t now;        /* the batch's at: the clock, but behind every row */
	bool dry;
	struct bytes rows;  /* the drafted rows from at on, without sums */
	size_t *start;      /* where each of the nrows begins */
	size_t nrows;
	struct bytes batch; /* the same as they will be written */
};

/* Locks, judges the tail, mends what nobody was told of, reads the clock. */
enum ledger_result ledger_open(struct ledger *, const char *path, const struct ledger_terms *);
/* The lock alone: header and tail may be broken. A result but LEDGER_OK was told. */
enum ledger_result ledger_lock(struct ledger *, const char *path, const struct ledger_terms *);
/* Sets clock and now, behind at; false: a clock that no row may have (told). */
bool ledger_read_clock(struct ledger *, bool any);
bool ledger_has_name(const struct ledger *); /* is path still the file that is open? */
struct view ledger_view(const struct ledger *); /* of what is on disk; not to be closed */
void ledger_close(struct ledger *); /* unlocks, and lets messages through; signals still wait */
void ledger_answered(void); /* lets the signals through, when the ids are printed */

#endif
