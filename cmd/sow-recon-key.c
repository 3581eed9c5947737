/* sow-recon-key.c - what makes two rows one thing: -k */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

#define BETWEEN "\x1f" /* the parts of a key of several columns; no cell has it */

/* Reads serial=シリアル番号,school: the columns on the left and, after =, what they are called on the
 * right. */
static struct key
key_parse(const char *typed, const struct side side[SIDES])
{
	struct key k = { .text = typed };
	char *list = memory_text(typed), *rest = list, *name, *other;

	while ((name = strsep(&rest, ",")) != NULL) {
		if (k.n == KEY_COLUMNS)
			errx(2, "-k: more than %d columns", KEY_COLUMNS);
		if ((other = strchr(name, '=')) != NULL)
			*other++ = '\0';
		k.column[LEFT][k.n] = side_column(&side[LEFT], name);
		k.column[RIGHT][k.n++] = side_column(&side[RIGHT], other != NULL ? other : name);
	}
	free(list);
	return k;
}

/* Reads what people and products write where there is no key. */
static void
read_junk(struct keys *keys, const struct team *t)
{
	char *path = team_path(t, "nokey.csv");
	struct reader *r;
	struct row row;

	if (path == NULL)
		return;
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	while (reader_next(r, &row)) {
		keys->junk = array_grow(keys->junk, keys->njunk, sizeof(*keys->junk));
		keys->junk[keys->njunk++] = text_key(row.cell[0]);
	}
	reader_close(r);
	free(path);
	if (keys->njunk > 0)
		qsort(keys->junk, keys->njunk, sizeof(*keys->junk), text_order);
}

struct keys
keys_open(const struct options *o, const struct side side[SIDES])
{
	struct keys keys = { .n = 0 };
	const char *typed;
	size_t cursor = 0;

	while ((typed = option_each(o, OPT_KEY, &cursor)) != NULL) {
		if (keys.n == KEYS_MAX)
			errx(2, "-k: more than %d keys", KEYS_MAX);
		keys.key[keys.n++] = key_parse(typed, side);
	}
	if (keys.n == 0)
		errx(2, "which column names a row? -k COLUMN, or -k LEFT=RIGHT where the files call it differently");
	read_junk(&keys, &o->team);
	return keys;
}

static bool
is_junk(const struct keys *keys, const char *folded)
{
	return *folded == '\0' ||
	    (keys->njunk > 0 && bsearch(&folded, keys->junk, keys->njunk, sizeof(*keys->junk), text_order) != NULL);
}

char *
key_of(const struct keys *keys, size_t key, const struct side *s, enum side_name side, size_t row)
{
	const struct key *k = &keys->key[key];
	struct bytes all = { 0 };
	char *folded;
	size_t i;

	for (i = 0; i < k->n; i++) {
		folded = text_key(side_cell(s, row, k->column[side][i]));
		if (is_junk(keys, folded)) {
			free(folded);
			free(all.s);
			return NULL;
		}
		if (k->n == 1)
			return folded;
		bytes_join(&all, folded, BETWEEN);
		free(folded);
	}
	bytes_add(&all, "", 1);
	return all.s;
}

char *
key_text(const struct keys *keys, size_t key, const struct side *s, enum side_name side, size_t row)
{
	const struct key *k = &keys->key[key];
	struct bytes all = { 0 };
	size_t i;

	for (i = 0; i < k->n; i++)
		bytes_join(&all, side_cell(s, row, k->column[side][i]), "・");
	bytes_add(&all, "", 1);
	return all.s;
}

void
keys_close(struct keys *keys)
{
	size_t i;

	for (i = 0; i < keys->njunk; i++)
		free(keys->junk[i]);
	free(keys->junk);
}
