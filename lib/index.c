/* index.c - a hash table from names to numbers */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>

#include "memory.h"
#include "index.h"

/* FNV-1a. */
static uint32_t
hash_of(const char *name)
{
	uint32_t hash = 2166136261u;

	for (; *name != '\0'; name++)
		hash = (hash ^ (unsigned char)*name) * 16777619u;
	return hash;
}

/* Open addressing: the first free place from that of the hash on. */
static void
index_put(struct index *x, struct index_place p)
{
	size_t i;

	for (i = p.hash & (x->size - 1); x->place[i].number != 0; i = (i + 1) & (x->size - 1))
		if (x->place[i].hash == p.hash && x->place[i].number == p.number)
			return;
	x->place[i] = p;
	x->n++;
}

static void
index_grow(struct index *x)
{
	struct index old = *x;
	size_t i;

	x->n = 0;
	x->size = old.size == 0 ? 256 : old.size * 2;
	x->place = memory_zeros(x->size, sizeof(*x->place));
	for (i = 0; i < old.size; i++)
		if (old.place[i].number != 0)
			index_put(x, old.place[i]);
	free(old.place);
}

void
index_add(struct index *x, const char *name, uint32_t number)
{
	if (x->n * 2 >= x->size)
		index_grow(x);
	index_put(x, (struct index_place){ hash_of(name), number });
}

uint32_t
index_next(const struct index *x, const char *name, size_t *cursor)
{
	uint32_t hash = hash_of(name);
	const struct index_place *p;

	while (*cursor < x->size) {
		p = &x->place[(hash + (*cursor)++) & (x->size - 1)];
		if (p->number == 0)
			return 0;
		if (p->hash == hash)
			return p->number;
	}
	return 0;
}

void
index_free(struct index *x)
{
	free(x->place);
	*x = (struct index){ 0 };
}
