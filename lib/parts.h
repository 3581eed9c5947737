/* parts.h - how much of a ticket's parts is done */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_PARTS_H
#define SOW_PARTS_H

#include <stddef.h>

#include "tickets.h"

/* Parts count by name, and the last of a name decides: one may be canceled and made again. */
struct parts {
	size_t all, done, canceled; /* names */
	long minutes;               /* of every part that is not void */
};

/* The counts of every ticket, by its index in the tickets; the caller frees them. */
struct parts *parts_count(const struct tickets *);
const char *parts_text(struct parts, char *buf, size_t size); /* 3/12, or "" without parts */

#endif
