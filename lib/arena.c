/* arena.c - strings that live as long as the table that holds them */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "arena.h"

enum { CHUNK = 64 * 1024 };

struct chunk {
	struct chunk *next;
	char data[];
};

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t size = n > CHUNK ? n : CHUNK;
	struct chunk *c;
	void *p;

	n = (n + 15) & ~(size_t)15;
	if (n > a->left) {
		if (n > size)
			size = n;
		if ((c = malloc(sizeof(*c) + size)) == NULL)
			err(1, NULL);
		c->next = a->chunks;
		a->chunks = c;
		a->free = c->data;
		a->left = size;
	}
	p = a->free;
	a->free += n;
	a->left -= n;
	return p;
}

char *
arena_text(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_alloc(a, n + 1);

	memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

void
arena_free(struct arena *a)
{
	struct chunk *c, *next;

	for (c = a->chunks; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	*a = (struct arena){0};
}

void *
array_grow(void *array, size_t n, size_t size)
{
	if ((n & (n - 1)) != 0) /* room up to the next power of two */
		return array;
	if ((array = reallocarray(array, n == 0 ? 1 : n * 2, size)) == NULL)
		err(1, NULL);
	return array;
}

void
bytes_add(struct bytes *b, const char *s, size_t n)
{
	if (b->n + n > b->size || b->s == NULL) {
		b->size = (b->n + n) * 2 + 4096;
		if ((b->s = realloc(b->s, b->size)) == NULL)
			err(1, NULL);
	}
	memcpy(b->s + b->n, s, n);
	b->n += n;
}

void
memory_close(FILE *f, char *const *text)
{
	/* Of an empty stream the buffer is made here, and glibc does not tell when it is not. */
	if (fclose(f) != 0 || *text == NULL)
		err(1, NULL);
}
