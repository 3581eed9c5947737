/* family.c - the parents and children of tickets, by id */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "memory.h"
#include "family.h"

static size_t
place_of(const struct families *f, long long id)
{
	size_t i = (size_t)((uint64_t)id * 11400714819323198485u >> 32) & (f->size - 1);

	while (f->place[i] != 0 && f->relative[f->place[i] - 1].id != id)
		i = (i + 1) & (f->size - 1);
	return i;
}

static struct relative *
family_find(const struct families *f, long long id)
{
	size_t i;

	if (id == 0 || f->size == 0)
		return NULL;
	i = place_of(f, id);
	return f->place[i] == 0 ? NULL : &f->relative[f->place[i] - 1];
}

static void
family_grow(struct families *f)
{
	size_t i;

	f->size = f->size == 0 ? 64 : f->size * 2;
	free(f->place);
	f->place = memory_zeros(f->size, sizeof(*f->place));
	for (i = 0; i < f->n; i++)
		f->place[place_of(f, f->relative[i].id)] = (uint32_t)i + 1;
}

/* Makes sure that the id has a relative. Pointers to relatives do not outlast the call. */
static void
family_know(struct families *f, long long id)
{
	if (family_find(f, id) != NULL)
		return;
	if (f->n * 2 >= f->size)
		family_grow(f);
	f->relative = array_grow(f->relative, f->n, sizeof(*f->relative));
	f->relative[f->n++] = (struct relative){ .id = id };
	f->place[place_of(f, id)] = (uint32_t)f->n;
}

static void
family_leave(struct families *f, struct relative *r)
{
	struct relative *parent = family_find(f, r->parent), *elder = family_find(f, r->elder),
	    *next = family_find(f, r->sibling);

	if (parent == NULL)
		return;
	*(elder == NULL ? &parent->child : &elder->sibling) = r->sibling;
	*(next == NULL ? &parent->last : &next->elder) = r->elder;
	r->elder = r->sibling = 0;
}

/* By id: a new child goes last, and one that undo brings back may go first. */
static void
family_join(struct families *f, struct relative *r)
{
	struct relative *parent = family_find(f, r->parent), *elder, *next;

	if (parent == NULL)
		return;
	elder = family_find(f, parent->child > r->id ? 0 : parent->last);
	while (elder != NULL && elder->id > r->id)
		elder = family_find(f, elder->elder);
	r->elder = elder == NULL ? 0 : elder->id;
	r->sibling = elder == NULL ? parent->child : elder->sibling;
	next = family_find(f, r->sibling);
	*(elder == NULL ? &parent->child : &elder->sibling) = r->id;
	*(next == NULL ? &parent->last : &next->elder) = r->id;
}

void
family_set(struct families *f, long long id, long long parent)
{
	struct relative *r;

	if (family_parent(f, id) == parent)
		return;
	family_know(f, id);
	if (parent != 0)
		family_know(f, parent);
	r = family_find(f, id);
	if (!f->apart)
		family_leave(f, r);
	r->parent = parent;
	if (!f->apart)
		family_join(f, r);
}

long long
family_parent(const struct families *f, long long id)
{
	const struct relative *r = family_find(f, id);

	return r == NULL ? 0 : r->parent;
}

long long
family_child(const struct families *f, long long id, long long after)
{
	const struct relative *r = family_find(f, after == 0 ? id : after);

	return r == NULL ? 0 : after == 0 ? r->child : r->sibling;
}

void
family_free(struct families *f)
{
	free(f->relative);
	free(f->place);
	*f = (struct families){ 0 };
}
