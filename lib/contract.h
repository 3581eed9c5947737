/* contract.h - contract.csv: the terms */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CONTRACT_H
#define SOW_CONTRACT_H

#include <stddef.h>

#include "period.h"
#include "team.h"

/* Terms do not overlap.  Without a contract.csv there is one, which is all time. */
struct contract {
	struct period *term; /* n of them, in order */
	size_t n;
};

struct contract *contract_open(const struct team *); /* exits 1 on any bad row */
/* The term that holds the day, or NULL. */
const struct period *contract_term(const struct contract *, int day);
/* The term that a period belongs to: the one that holds its last day, else the last one
 * that it touches, else NULL. */
const struct period *contract_term_of(const struct contract *, struct period);
/* The last day of the term, or of the last of those that follow it without a gap. */
int contract_until(const struct contract *, const struct period *);
void contract_close(struct contract *);

#endif
