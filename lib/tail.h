/* tail.h - the end of a ledger */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TAIL_H
#define SOW_TAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "row.h"

enum tail_state {
	TAIL_WHOLE,      /* it ends with the last row of a sound batch */
	TAIL_UNENDED,    /* the same, but the line end is missing */
	TAIL_UNFINISHED, /* bytes of a batch that was never acknowledged follow such a row */
	TAIL_DAMAGED,    /* anything else: the damage may include acknowledged rows */
	TAIL_UNREAD,     /* it could not be read; see errno */
};
struct tail {
	enum tail_state state;
	uint64_t end;  /* bytes up to and with the last whole batch and its line end */
	long long rev; /* of its last row, 0 for none; TAIL_UNENDED: of the row without a line end */
	int64_t at;    /* of that row, else INT64_MIN */
};
struct tail tail_judge(int fd, uint64_t size, const struct header *);
/* Does one of the last rows, written at that moment or later, hold these bytes?  Looks at a few of them. */
bool tail_holds(int fd, uint64_t size, int64_t since, const struct bytes *);

#endif
