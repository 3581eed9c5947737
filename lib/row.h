/* row.h - the ledger's header and rows, byte by byte */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ROW_H
#define SOW_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "message.h"
#include "memory.h"

enum ledger_field {
	L_REV, L_BATCH, L_AT, L_BY, L_ID, L_STATUS, L_KEYS, L_TITLE, L_REQUESTER, L_ASSIGNEE,
	L_TARGET, L_PRIORITY, L_OPENED, L_DUE, L_CLOSED, L_MINUTES, L_APPROVED, L_PARENT,
	L_RELATED, L_PART, L_REF, L_LINK, L_TAGS, L_FIXED, /* then the columns of the team, note and sum */
};
enum {
	LEDGER_ROW = 64 * 1024,   /* bytes of a row */
	LEDGER_HEADER = 8 * 1024, /* bytes of the header and its line end */
	LEDGER_SUM = 8,           /* hexadecimal digits of sum */
	LEDGER_GAP = 1000000,     /* rev may jump by this much before a restored row */
};
#define LEDGER_ROW_TOO_LONG N_("a row of more than 64 KiB")
#define LEDGER_NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_" /* in the name of a team's column */
#define LINK_BETWEEN " | " /* between the paths in link */
#define LEDGER_RESTORED "restored" /* the tag of a row after a gap in rev that is no loss */

extern const char *const ledger_columns[L_FIXED];

/* Reads at in the only form that the ledger writes: 2026-11-23T10:30:00.000000; the rest is not read. */
bool ledger_stamp(const char *, int64_t *us);

/* Reads an id from 1 to max as strtonum(3) does, which is much slower than what this does with digits alone. */
long long ledger_id(const char *, long long max, const char **error);

/* The first line of a ledger. */
struct header {
	char names[LEDGER_HEADER]; /* without the line end */
	size_t size;               /* bytes with it */
	size_t columns;
	bool old;                  /* of 0.1, which has no batch and no related */
};
bool header_read(int fd, struct header *); /* false if init, now or in 0.1, wrote no such bytes */
const char *header_problem(int fd); /* why there is none, for _() */

/* The cells that a row begins with; none of them is quoted. */
struct head {
	long long rev, batch;
	int64_t at;
};

bool column_is_new(size_t column); /* newer than 0.1 */
/* These take rows without their line end. A row of 0.1 (old) is taken for a batch of its own. */
bool row_head(const char *row, size_t n, bool old, struct head *);
bool row_holds(const char *row, size_t n);       /* its sum is right */
bool row_is_restored(const char *row, size_t n); /* rev may jump before it */
void row_print(struct bytes *, char *const *cell, size_t n); /* adds the cells, with commas between them */
void row_sum(const char *row, size_t n, char sum[LEDGER_SUM + 1]); /* of the n bytes before its comma */

#endif
