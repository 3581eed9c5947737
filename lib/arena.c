/* arena.c - strings that live as long as the table that holds them */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "arena.h"

enum { CHUNK = 64 * 1024 };

struct chunk {
	struct chunk *next;
	size_t size;
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
		c = memory_array(NULL, 1, sizeof(*c) + size);
		c->next = a->chunks;
		c->size = size;
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

char *
arena_format(struct arena *a, const char *format, ...)
{
	char *text, *copy;
	va_list ap;

	va_start(ap, format);
	text = memory_vformat(format, ap);
	va_end(ap);
	copy = arena_text(a, text, strlen(text));
	free(text);
	return copy;
}

static void
free_chunks(struct chunk *c)
{
	struct chunk *next;

	for (; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
}

void
arena_reset(struct arena *a)
{
	if (a->chunks == NULL)
		return;
	free_chunks(a->chunks->next);
	a->chunks->next = NULL;
	a->free = a->chunks->data;
	a->left = a->chunks->size;
}

void
arena_free(struct arena *a)
{
	free_chunks(a->chunks);
	*a = (struct arena){ 0 };
}
