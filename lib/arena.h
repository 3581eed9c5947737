/* arena.h - strings that live as long as their table */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ARENA_H
#define SOW_ARENA_H

#include <stddef.h>
#include <stdio.h>

struct arena {
	struct chunk *chunks;
	char *free;
	size_t left;
};

void *arena_alloc(struct arena *, size_t);
char *arena_text(struct arena *, const char *, size_t); /* a NUL-terminated copy */
void arena_free(struct arena *);
/* The array of n elements with room for one more; it must have grown here alone, one by one. */
void *array_grow(void *array, size_t n, size_t size);
/* Bytes that grow; zeroed it is empty, s is to be freed. */
struct bytes {
	char *s;
	size_t n, size;
};
void bytes_add(struct bytes *, const char *, size_t);
void memory_close(FILE *, char *const *text); /* of open_memstream: the text is there */

#endif
