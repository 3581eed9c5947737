/* family.h - which ticket belongs to which */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FAMILY_H
#define SOW_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of the tickets that have a parent or a child; ids, 0 for none. */
struct families {
	struct relative {
		long long id, parent;
		long long child, last;    /* its own, by id: the first and the last */
		long long sibling, elder; /* of the same parent: the next and the one before */
	} *relative;                  /* n of them */
	size_t n;
	uint32_t *place;              /* a hash table by id: index in relative + 1 */
	size_t size;
	bool apart;                   /* only parents are kept, no children */
};

void family_set(struct families *, long long id, long long parent); /* 0: has none any more */
long long family_parent(const struct families *, long long id);
/* The children by id: the first for after 0, then the one behind after; 0 behind the last. */
long long family_child(const struct families *, long long id, long long after);
void family_free(struct families *);

#endif
