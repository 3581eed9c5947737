/* software.c - software.csv: names of software, their aliases, and what is part of what */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "text.h"
#include "column.h"
#include "reader.h"
#include "team.h"
#include "software.h"

static const char *const names[] = { "name", "part_of", "alias" };
enum { NAME, PART_OF, ALIAS, NAMES };
enum { DEEPEST = 16 }; /* how many steps of part_of are followed */

struct software {
	struct product {
		const char *name, *part_of; /* a list */
		size_t line;
	} *product;                         /* n of them */
	size_t n;
	struct word {
		const char *key;            /* of a name or an alias, folded */
		size_t product;
	} *word;                            /* nwords of them */
	size_t nwords;
	struct arena arena;
};

char *
target_next(const char **s)
{
	const char *word = *s, *end;
	size_t n;

	while (strncmp(word, TARGETS_BETWEEN, strlen(TARGETS_BETWEEN)) == 0)
		word += strlen(TARGETS_BETWEEN);
	end = strstr(word, TARGETS_BETWEEN);
	n = end == NULL ? strlen(word) : (size_t)(end - word);
	*s = word + n;
	return n == 0 ? NULL : memory_span(word, n);
}

static bool
has_word(const char *target, const char *typed)
{
	bool has = false;
	char *word;

	for (; !has && (word = target_next(&target)) != NULL; free(word))
		has = text_same(word, typed);
	return has;
}

bool
target_has(const char *target, const char *words)
{
	bool has = true;
	char *word;

	for (; has && (word = target_next(&words)) != NULL; free(word))
		has = has_word(target, word);
	return has;
}

/* A word without what does not distinguish it, which the caller frees. */
static char *
word_key(const char *word)
{
	char *key = text_key(word), *to = key, *from;

	for (from = key; *from != '\0'; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return key;
}

static const struct product *
product_find(const struct software *s, const char *word)
{
	char *key = word_key(word);
	size_t i;

	for (i = 0; i < s->nwords && strcmp(s->word[i].key, key) != 0; i++)
		;
	free(key);
	return i == s->nwords ? NULL : &s->product[s->word[i].product];
}

/* Makes a word one of the product that is added next; reports one that another has. */
static void
word_add(struct software *s, struct reader *r, const struct row *row, const char *word)
{
	const struct product *same = product_find(s, word);
	char *key;

	if (same == &s->product[s->n])
		return; /* Windows Server of WindowsServer */
	if (same != NULL) {
		reader_reject(r, row, "%s is already %s (line %zu)", word, same->name, same->line);
		return;
	}
	key = word_key(word);
	s->word = array_grow(s->word, s->nwords, sizeof(*s->word));
	s->word[s->nwords++] = (struct word){ arena_text(&s->arena, key, strlen(key)), s->n };
	free(key);
}

static void
product_add(struct software *s, struct reader *r, const struct row *row, const size_t *column)
{
	const char *cell[NAMES], *list;
	size_t i;
	char *word;

	for (i = 0; i < NAMES; i++)
		cell[i] = column[i] == COLUMN_NONE ? "" : arena_text(&s->arena, row->cell[column[i]], strlen(row->cell[column[i]]));
	if (text_blank(cell[NAME]))
		reader_reject(r, row, "name: empty");
	s->product = array_grow(s->product, s->n, sizeof(*s->product));
	s->product[s->n] = (struct product){ cell[NAME], cell[PART_OF], row->line };
	word_add(s, r, row, cell[NAME]);
	for (list = cell[ALIAS]; (word = target_next(&list)) != NULL; free(word))
		word_add(s, r, row, word);
	s->n++;
}

/* Whether the product is the whole or part of it.  depth ends a circle of part_of. */
static bool
product_within(const struct software *s, const struct product *p, const struct product *whole, int depth)
{
	const char *list = p->part_of;
	const struct product *above;
	bool within = p == whole;
	char *word;

	for (; !within && depth < DEEPEST && (word = target_next(&list)) != NULL; free(word))
		within = (above = product_find(s, word)) != NULL && product_within(s, above, whole, depth + 1);
	return within;
}

/* What a product is part of may stand on a later line, so this comes last. */
static void
check_wholes(const struct software *s, const char *path)
{
	const struct product *p, *above;
	const char *list;
	char *word;

	for (p = s->product; p < s->product + s->n; p++)
		for (list = p->part_of; (word = target_next(&list)) != NULL; free(word)) {
			if ((above = product_find(s, word)) == NULL)
				errx(1, "%s:%zu: part_of: no row has the name %s", path, p->line, word);
			if (product_within(s, above, p, 0))
				errx(1, "%s:%zu: %s would be part of itself", path, p->line, p->name);
		}
}

struct software *
software_open(const struct team *team)
{
	struct software *s = memory_zeros(1, sizeof(*s));
	size_t column[NAMES];
	struct reader *r = team_table(team, "software.csv", names, 1, column); /* the name */
	struct row row;

	column[PART_OF] = reader_column(r, names[PART_OF]);
	column[ALIAS] = reader_column(r, names[ALIAS]);
	while (reader_next(r, &row))
		product_add(s, r, &row, column);
	check_wholes(s, reader_path(r));
	reader_close(r);
	return s;
}

const char *
software_name(struct software *s, const char *typed, const char *target)
{
	const struct product *p = product_find(s, typed);
	const char *name = p == NULL ? NULL : p->name;
	char *word;

	for (; (word = target_next(&target)) != NULL; free(word))
		if (text_same(word, typed) || (p != NULL && product_find(s, word) == p))
			name = arena_text(&s->arena, word, strlen(word));
	return name;
}

static bool
covers_word(const struct software *s, const char *target, const char *typed)
{
	const struct product *p = product_find(s, typed), *whole;
	bool covers = has_word(target, typed);
	char *word;

	for (; !covers && p != NULL && (word = target_next(&target)) != NULL; free(word))
		covers = (whole = product_find(s, word)) != NULL && product_within(s, p, whole, 0);
	return covers;
}

bool
software_covers(const struct software *s, const char *target, const char *words)
{
	bool covers = true;
	char *word;

	for (; covers && (word = target_next(&words)) != NULL; free(word))
		covers = covers_word(s, target, word);
	return covers;
}

void
software_close(struct software *s)
{
	free(s->product);
	free(s->word);
	arena_free(&s->arena);
	free(s);
}
