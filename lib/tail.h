/* tail.h - how a ledger ends */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TAIL_H
#define SOW_TAIL_H

#include <stdint.h>

#include "row.h"

enum tail_state {
	TAIL_WHOLE,      /* with the last row of a sound batch */
	TAIL_UNENDED,    /* the same, but its line end is missing */
	TAIL_UNFINISHED, /* bytes of a batch that was never acknowledged follow such a row */
	TAIL_DAMAGED,    /* otherwise: an acknowledged row may be among it */
	TAIL_UNREAD,     /* it could not be read: errno says why */
};
struct tail {
	enum tail_state state;
	uint64_t end;  /* bytes up to the last batch that is whole, with its line end */
	long long rev; /* of its last row, 0 none; TAIL_UNENDED: of the row without a line end */
	int64_t at;    /* of that row, else INT64_MIN */
};
struct tail tail_judge(int fd, uint64_t size, const struct header *);

#endif
