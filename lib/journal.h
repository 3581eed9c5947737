/* journal.h - the ledger as its readers know it */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_JOURNAL_H
#define SOW_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader.h"

/* What is read of a ledger: one file at one moment, whatever is renamed over it. */
struct view {
	const char *path; /* for messages; the caller's */
	int fd;
	uint64_t size;    /* bytes that count */
};

/* Says that there is no ledger of that path, and which directory was looked in. */
void journal_missing(const char *path);
/* The batches that are whole, or every byte, as the size was under a read lock. Exits 1. */
struct view view_open(const char *path, bool every_byte);
void view_close(struct view *);

/* From the first row on; one journal of a view at a time. A ledger of 0.1 is read as if it
 * had been written by this version: rows with one at are a batch. */
struct journal *journal_open(const struct view *, enum reader_mode);
const char *const *journal_names(const struct journal *, size_t *n);
/* The next row up to that moment, proved: its sum, its rev behind the one before, its batch.
 * To a READER_STREAM a rev or batch that does not follow is reported, and the row comes all
 * the same. */
bool journal_next(struct journal *, struct row *, int64_t as_of);
long long journal_rev(const struct journal *);   /* of the last row that came; 0 none */
long long journal_batch(const struct journal *); /* the rev of its batch's last row */
/* The row that began there (row.at) once more, as this version writes it: size bytes, then LF.  It
 * lasts until the next call.  Exits 1 when the file was changed meanwhile. */
const char *journal_line(struct journal *, uint64_t at, size_t *size);
struct reader *journal_reader(struct journal *); /* for reader_reject */
bool journal_close(struct journal *);            /* false when rows were left out */

#endif
