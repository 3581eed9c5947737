/* family.h - the parents and children of tickets */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FAMILY_H
#define SOW_FAMILY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The tickets that have a parent or a child; each is an id, and 0 stands for none. */
struct families {
	struct relative {
		long long id, parent;
		long long child, last;    /* its first and its last child, by id */
		long long sibling, elder; /* the next and the previous child of the same parent */
	} *relative;                  /* n of them */
	size_t n;
	uint32_t *place;              /* a hash table by id: index in relative + 1 */
	size_t size;
	bool apart;                   /* only parents are kept, not children */
};

void family_set(struct families *, long long id, long long parent); /* 0: none any more */
long long family_parent(const struct families *, long long id);
/* The child that follows after in the order of ids, the first for after 0; 0 after the last. */
long long family_child(const struct families *, long long id, long long after);
void family_free(struct families *);

#endif
