/* group.h - occurrences that share a ticket, as one row */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_GROUP_H
#define SOW_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "occurrence.h"

/* How many occurrences from i on share one ticket (title, due, state, ticket); each: 1. */
size_t plan_group(const struct plan *, size_t i, bool each);
/* The keys, or the targets, of n occurrences as one cell in the arena. */
const char *group_keys(const struct occurrence *, size_t n, struct arena *);
const char *group_targets(const struct occurrence *, size_t n, struct arena *);

#endif
