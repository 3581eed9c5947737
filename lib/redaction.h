/* redaction.h - what redact records of itself */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_REDACTION_H
#define SOW_REDACTION_H

#include <stdbool.h>

/* The cell of the ticket that was blanked in the rows from..to. */
struct redaction {
	long long id, from, to; /* to and from are revs */
	char cell[64];          /* the column's name */
};
char *redaction_print(const struct redaction *, const char *why); /* the caller frees it */
bool redaction_parse(const char *note, struct redaction *); /* false: an ordinary note */
bool redaction_covers(const struct redaction *, long long id, const char *cell, long long rev);

#endif
