/* arena.h - strings that live as long as their table */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ARENA_H
#define SOW_ARENA_H

#include <stddef.h>

struct arena {
	struct chunk *chunks;
	char *free;
	size_t left;
};

void *arena_alloc(struct arena *, size_t);
char *arena_text(struct arena *, const char *, size_t); /* a NUL-terminated copy */
char *arena_format(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(struct arena *); /* frees all but one chunk, which is used again */
void arena_free(struct arena *);

#endif
