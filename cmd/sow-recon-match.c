/* sow-recon-match.c - which rows of two files are one thing */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-recon.h"

/* The rows that are not matched yet, by one key. */
struct bucket {
	char *key;
	size_t n[SIDES], first[SIDES];
};
struct table {
	const struct keys *keys;
	size_t key;
	const struct side *side;
	struct match *match;
	struct bucket *bucket;    /* nbuckets of them */
	size_t nbuckets;
	struct index index;       /* of them by key: index in bucket + 1 */
	size_t *of[SIDES];        /* the bucket of each row + 1; 0: the row is none of this key's */
	bool counts;
};

static struct bucket *
bucket_of(struct table *t, char *key)
{
	size_t cursor = 0;
	uint32_t number;

	while ((number = index_next(&t->index, key, &cursor)) != 0)
		if (strcmp(t->bucket[number - 1].key, key) == 0) {
			free(key);
			return &t->bucket[number - 1];
		}
	t->bucket = array_grow(t->bucket, t->nbuckets, sizeof(*t->bucket));
	t->bucket[t->nbuckets++] = (struct bucket){ .key = key };
	index_add(&t->index, key, (uint32_t)t->nbuckets);
	return &t->bucket[t->nbuckets - 1];
}

/* Puts the rows of a side that are not matched yet into their buckets. */
static void
table_fill(struct table *t, enum side_name s)
{
	const struct side *side = &t->side[s];
	struct bucket *b;
	size_t row;
	char *key;

	t->of[s] = memory_zeros(side->nrows + 1, sizeof(**t->of));
	for (row = 0; row < side->nrows; row++) {
		if (t->match->mark[s][row].fate == FATE_MATCHED || t->match->mark[s][row].fate == FATE_DUPLICATE ||
		    (key = key_of(t->keys, t->key, side, s, row)) == NULL)
			continue;
		b = bucket_of(t, key);
		if (b->n[s]++ == 0)
			b->first[s] = row;
		t->of[s][row] = (size_t)(b - t->bucket) + 1;
		t->match->mark[s][row].fate = FATE_ALONE; /* it has a key */
	}
}

static bool
is_duplicate(const struct table *t, const struct bucket *b)
{
	return b->n[LEFT] > 1 || (b->n[RIGHT] > 1 && !t->counts);
}

/* Marks a row of a key that stands more than once, and adds its line to those of the key. */
static void
mark_duplicate(struct table *t, enum side_name s, size_t row, struct bytes *lines)
{
	struct bytes *all = &lines[(t->of[s][row] - 1) * SIDES + s];
	char number[32];

	t->match->mark[s][row].fate = FATE_DUPLICATE;
	t->match->mark[s][row].key = t->key;
	snprintf(number, sizeof(number), "%zu", t->side[s].row[row].line);
	bytes_join(all, number, " ");
}

/* Gives each key that stands more than once to its first row, on the left if there is one. */
static void
mark_duplicates(struct table *t)
{
	struct bytes *lines = memory_zeros(t->nbuckets * SIDES + 1, sizeof(*lines));
	struct mark *first;
	size_t row, i;
	int s;

	for (s = LEFT; s < SIDES; s++)
		for (row = 0; row < t->side[s].nrows; row++)
			if (t->of[s][row] != 0 && is_duplicate(t, &t->bucket[t->of[s][row] - 1]))
				mark_duplicate(t, s, row, lines);
	for (i = 0; i < t->nbuckets; i++) {
		if (!is_duplicate(t, &t->bucket[i]))
			continue;
		s = t->bucket[i].n[LEFT] > 0 ? LEFT : RIGHT;
		first = &t->match->mark[s][t->bucket[i].first[s]];
		for (s = LEFT; s < SIDES; s++) {
			bytes_add(&lines[i * SIDES + s], "", 1);
			first->lines[s] = lines[i * SIDES + s].s;
		}
	}
	free(lines);
}

static void
mark_matches(struct table *t)
{
	const struct bucket *b;
	struct mark *left, *right;

	for (b = t->bucket; b < t->bucket + t->nbuckets; b++) {
		if (is_duplicate(t, b) || b->n[LEFT] == 0 || b->n[RIGHT] == 0)
			continue;
		left = &t->match->mark[LEFT][b->first[LEFT]];
		right = &t->match->mark[RIGHT][b->first[RIGHT]];
		left->fate = right->fate = FATE_MATCHED;
		left->key = right->key = t->key;
		left->other = b->first[RIGHT];
		right->other = b->first[LEFT];
		left->counted = b->n[RIGHT];
	}
}

/* With counts, every row on the right that has the key of a row on the left is that of it. */
static void
mark_counted(struct table *t)
{
	size_t row;

	for (row = 0; t->counts && row < t->side[RIGHT].nrows; row++)
		if (t->of[RIGHT][row] != 0 && t->bucket[t->of[RIGHT][row] - 1].n[LEFT] == 1)
			t->match->mark[RIGHT][row].fate = FATE_MATCHED;
}

static void
match_by(struct match *m, const struct keys *keys, size_t key, const struct side side[SIDES], bool counts)
{
	struct table t = { .keys = keys, .key = key, .side = side, .match = m, .counts = counts };
	size_t i;

	table_fill(&t, LEFT);
	table_fill(&t, RIGHT);
	mark_duplicates(&t);
	mark_matches(&t);
	mark_counted(&t);
	for (i = 0; i < t.nbuckets; i++)
		free(t.bucket[i].key);
	free(t.bucket);
	index_free(&t.index);
	free(t.of[LEFT]);
	free(t.of[RIGHT]);
}

struct match
match_rows(const struct keys *keys, const struct side side[SIDES], bool counts)
{
	struct match m;
	size_t key, row;
	int s;

	for (s = LEFT; s < SIDES; s++) {
		m.mark[s] = memory_zeros(side[s].nrows + 1, sizeof(**m.mark));
		for (row = 0; row < side[s].nrows; row++)
			m.mark[s][row].fate = FATE_NO_KEY;
	}
	for (key = 0; key < keys->n; key++)
		match_by(&m, keys, key, side, counts);
	return m;
}

void
match_free(struct match *m, const struct side side[SIDES])
{
	size_t row;
	int s;

	for (s = LEFT; s < SIDES; s++) {
		for (row = 0; row < side[s].nrows; row++) {
			free(m->mark[s][row].lines[LEFT]);
			free(m->mark[s][row].lines[RIGHT]);
		}
		free(m->mark[s]);
	}
}
