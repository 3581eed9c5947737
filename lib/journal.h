/* journal.h - the ledger as its readers know it */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_JOURNAL_H
#define SOW_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader.h"

enum { JOURNAL_BITS = 40 }; /* of the position of a row; the highest is set for rows that are in no file */
#define JOURNAL_MAX (UINT64_C(1) << (JOURNAL_BITS - 1)) /* bytes of a ledger: 512 GiB */

/* A ledger as it was at one moment, whatever is renamed over it later. */
struct view {
	const char *path; /* for messages; the caller's */
	int fd;
	uint64_t size;    /* bytes that count */
};

/* Reports that there is no ledger at that path, and in which directory it was looked for. */
void journal_missing(const char *path);
/* Opens the whole batches of a ledger, or every byte. Waits briefly for a writer; exits 1 on failure. */
struct view view_open(const char *path, bool every_byte);
void view_close(struct view *);

/* Reads from the first row on; only one journal of a view may be open. A ledger of 0.1 is read as
 * if this version had written it: rows with the same at are a batch. Exits 1 on a bad header. */
struct journal *journal_open(const struct view *, enum reader_mode);
const char *const *journal_names(const struct journal *, size_t *n);
/* The next row up to that moment, with its sum, rev and batch checked; false at the end. In
 * READER_STREAM a rev or batch that does not follow is reported, and the row is returned all
 * the same. */
bool journal_next(struct journal *, struct row *, int64_t as_of);
bool journal_next_whole(struct journal *, struct row *, int64_t as_of); /* the same, as reader_next_whole */
long long journal_rev(const struct journal *);   /* of the last row returned; 0 for none */
long long journal_batch(const struct journal *); /* the rev of the last row of its batch */
/* Reads the row at that offset (row.at) again, as this version writes it: size bytes, then LF, after which
 * SCAN_BLOCK bytes may be read.  It lasts until the next call.  Exits 1 when the file was changed meanwhile. */
const char *journal_line(struct journal *, uint64_t at, size_t *size);
long long journal_lost(const struct journal *);  /* rows left out or missing so far */
struct reader *journal_reader(struct journal *); /* for reader_reject */
bool journal_close(struct journal *);            /* false when rows were left out */

#endif
