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
	L_RELATED, L_PART, L_REF, L_LINK, L_TAGS, L_FIXED, /* then the team's columns, note, sum */
};
enum {
	LEDGER_ROW = 64 * 1024,   /* bytes of a row, at most */
	LEDGER_HEADER = 8 * 1024, /* of the header, with its line end */
	LEDGER_SUM = 8,           /* hexadecimal digits of sum */
	LEDGER_GAP = 1000000,     /* by so many rev may jump before a restored row, at most */
};
#define LEDGER_ROW_TOO_LONG N_("a row of more than 64 KiB")
#define LEDGER_NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_" /* of a team column's name */
#define LEDGER_RESTORED "restored" /* the tag of a row behind the one gap in rev that is none */

extern const char *const ledger_columns[L_FIXED];

/* at, 2026-11-23T10:30:00.000000: the one form in which the ledger writes it. */
bool ledger_stamp(const char *, int64_t *us);

/* The first line of a ledger. */
struct header {
	char names[LEDGER_HEADER]; /* without its line end */
	size_t size;               /* with it */
	size_t columns;
	bool old;                  /* of 0.1, which has no batch and no related */
};
bool header_read(int fd, struct header *); /* false: not, to the byte, what init writes */

/* What a row begins with; none of it is quoted. */
struct head {
	long long rev, batch;
	int64_t at;
};

bool column_is_new(size_t column); /* since 0.1 */
/* Rows without their line end. In 0.1 each is taken for a batch of its own. */
bool row_head(const char *row, size_t n, bool old, struct head *);
bool row_holds(const char *row, size_t n);       /* its sum is that of its bytes */
bool row_is_restored(const char *row, size_t n); /* the one before which rev may jump */
void row_print(struct bytes *, char *const *cell, size_t n); /* the cells, with commas between */
void row_sum(const char *row, size_t n, char sum[LEDGER_SUM + 1]); /* of what stands before it */

#endif
