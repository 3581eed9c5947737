/* parts.h - how much of a ticket's parts is done */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_PARTS_H
#define SOW_PARTS_H

#include <stddef.h>

#include "ticket.h"

/* Parts count by name: one that was canceled and made again is the last of that name. */
struct parts {
	size_t all, done, canceled; /* names */
	long minutes;               /* of every part, whatever became of it */
};

/* Those of every ticket, by its place in the tickets; the caller frees them. */
struct parts *parts_count(const struct tickets *);
const char *parts_text(struct parts, char *buf, size_t size); /* 3/12, or empty */

#endif
