/* index.h - which numbers a name may stand for */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_INDEX_H
#define SOW_INDEX_H

#include <stddef.h>
#include <stdint.h>

/* A hash table without the names: what it finds is to be compared by who knows them. */
struct index {
	struct index_place {
		uint32_t hash, number; /* 0: free */
	} *place;                  /* size of them, n taken */
	size_t n, size;
};

void index_add(struct index *, const char *name, uint32_t number); /* from 1; a pair once */
/* The numbers that were added under the name, perhaps others among them; 0 behind the last.
 * The cursor begins with 0. */
uint32_t index_next(const struct index *, const char *name, size_t *cursor);
void index_free(struct index *);

#endif
