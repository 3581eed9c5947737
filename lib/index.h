/* index.h - a hash table from names to numbers */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_INDEX_H
#define SOW_INDEX_H

#include <stddef.h>
#include <stdint.h>

/* The table does not keep the names: the caller compares what it finds. */
struct index {
	struct index_place {
		uint32_t hash, number; /* 0: free */
	} *place;                  /* size of them, n taken */
	size_t n, size;
};

void index_add(struct index *, const char *name, uint32_t number); /* from 1; a pair is added once */
/* The next number that was added under the name, or 0 after the last; a few may belong to other
 * names. *cursor is 0 at first. */
uint32_t index_next(const struct index *, const char *name, size_t *cursor);
void index_free(struct index *);

#endif
