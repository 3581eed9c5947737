/* dictionary.c - a file of the team that says what a value becomes */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "index.h"
#include "text.h"
#include "column.h"
#include "address.h"
#include "reader.h"
#include "team.h"
#include "dictionary.h"

struct dictionary {
	struct entry {
		const char *key, *value;
		size_t line;
	} *entry; /* n of them */
	size_t n;
	bool folded;         /* only whether a key is there is asked: its spelling does not count */
	size_t *key, nkeys;  /* the columns whose cells, with + between, are looked up */
	struct bytes joined;
	struct index index;
	struct arena arena;
};

static const struct entry *
entry_find(const struct dictionary *d, const char *key)
{
	size_t cursor = 0;
	uint32_t number;

	while ((number = index_next(&d->index, key, &cursor)) != 0)
		if (strcmp(d->entry[number - 1].key, key) == 0)
			return &d->entry[number - 1];
	return NULL;
}

/* The key of a row, until the next. */
static const char *
entry_key(struct dictionary *d, const struct row *row)
{
	size_t i;

	if (d->nkeys == 1)
		return row->cell[d->key[0]];
	d->joined.n = 0;
	for (i = 0; i < d->nkeys; i++) {
		if (i > 0)
			bytes_add(&d->joined, "+", 1);
		bytes_add(&d->joined, row->cell[d->key[i]], strlen(row->cell[d->key[i]]));
	}
	bytes_add(&d->joined, "", 1);
	return d->joined.s;
}

static void
entry_put(struct dictionary *d, const char *k, const char *v, size_t line)
{
	d->entry = array_grow(d->entry, d->n, sizeof(*d->entry));
	d->entry[d->n++] = (struct entry){ arena_text(&d->arena, k, strlen(k)), arena_text(&d->arena, v, strlen(v)), line };
	index_add(&d->index, k, (uint32_t)d->n);
}

/* A key that is only asked to be there. */
static void
entry_add_key(struct dictionary *d, const struct row *row)
{
	char *k = text_key(entry_key(d, row));

	if (entry_find(d, k) == NULL)
		entry_put(d, k, "", row->line);
	free(k);
}

/* Which of two values is meant is not for a program to say, as VLOOKUP does. */
static void
entry_add(struct dictionary *d, struct reader *r, const struct row *row, size_t value)
{
	const char *k = entry_key(d, row), *v = row->cell[value];
	const struct entry *twin = entry_find(d, k);

	if (twin != NULL) {
		if (strcmp(twin->value, v) != 0)
			reader_reject(r, row, "'%s' stands on line %zu, too, with another value", k, twin->line);
		return;
	}
	entry_put(d, k, v, row->line);
}

static size_t
dictionary_column(const struct reader *r, const char *name, size_t otherwise)
{
	const char *const *names;
	size_t n, at;

	names = reader_names(r, &n);
	at = name == NULL ? otherwise : address_find(name, names, n, true);
	if (at >= n)
		errx(1, "%s: no column '%s'", reader_path(r), name == NULL ? "#2" : name);
	return at;
}

static void
add_key(struct dictionary *d, size_t at)
{
	d->key = array_grow(d->key, d->nkeys, sizeof(*d->key));
	d->key[d->nkeys++] = at;
}

/* Finds A+B, unless the file has a column of that very name. */
static void
find_keys(struct dictionary *d, const struct reader *r, const char *name)
{
	const char *const *names;
	size_t n;
	char *copy, *rest, *one;

	names = reader_names(r, &n);
	if (name == NULL || strchr(name, '+') == NULL || address_find(name, names, n, true) < n) {
		add_key(d, dictionary_column(r, name, 0));
		return;
	}
	copy = rest = memory_text(name);
	while ((one = strsep(&rest, "+")) != NULL)
		add_key(d, dictionary_column(r, one, 0));
	free(copy);
}

struct dictionary *
dictionary_open(const struct team *team, const char *name, const char *key, const char *value)
{
	struct dictionary *d = memory_zeros(1, sizeof(*d));
	char *path = team_path(team, name);
	struct reader *r;
	struct row row;
	size_t v = 0;

	if (path == NULL)
		errx(1, "lookup: no file '%s' in the team's directory or among the shipped files", name);
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE, .heading = { .own = true } });
	find_keys(d, r, key);
	d->folded = value != NULL && *value == '\0';
	if (!d->folded)
		v = dictionary_column(r, value, 1);
	while (reader_next(r, &row))
		if (d->folded)
			entry_add_key(d, &row);
		else
			entry_add(d, r, &row, v);
	reader_close(r);
	free(path);
	return d;
}

const char *
dictionary_find(const struct dictionary *d, const char *key)
{
	char *folded = d->folded ? text_key(key) : NULL;
	const struct entry *e = entry_find(d, folded != NULL ? folded : key);

	free(folded);
	return e == NULL ? NULL : e->value;
}

void
dictionary_close(struct dictionary *d)
{
	if (d == NULL)
		return;
	free(d->entry);
	free(d->key);
	free(d->joined.s);
	index_free(&d->index);
	arena_free(&d->arena);
	free(d);
}
