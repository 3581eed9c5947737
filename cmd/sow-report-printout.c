/* sow-report-printout.c - the rows of a sheet as lines of text, and where two sheets differ */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

enum { TOO_MANY = 4000 }; /* lines that differ: more are compared one by one, as they stand */

void
printout_add(struct printout *l, const char *const *cell, size_t n, bool dated)
{
	struct bytes text = { 0 };
	size_t i;

	while (n > 1 && *cell[n - 1] == '\0')
		n--;
	for (i = 0; i < n; i++) {
		bytes_add(&text, "，", i == 0 ? 0 : strlen("，"));
		bytes_add(&text, cell[i], strlen(cell[i]));
	}
	l->line = array_grow(l->line, l->n, sizeof(*l->line));
	l->line[l->n++] = (struct printed){ arena_text(&l->arena, text.s == NULL ? "" : text.s, text.n), dated };
	free(text.s);
}

struct printout
printout_read(const char *path)
{
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_SHEET });
	struct printout l = { .n = 0 };
	struct row row;

	while (reader_next(r, &row))
		printout_add(&l, (const char *const *)row.cell, row.n, false);
	reader_close(r);
	return l;
}

static bool
printout_equal(const struct printout *a, size_t i, const struct printout *b, size_t j)
{
	return strcmp(a->line[i].text, b->line[j].text) == 0;
}

/* ---- the longest common subsequence of the lines between those that are the same at both ends ---- */

struct comparison {
	const struct printout *a, *b;
	size_t start, na, nb;  /* the lines start..na of a and start..nb of b */
	uint16_t *length;      /* of the common subsequence from (i, j) on */
};

static uint16_t *
length_at(const struct comparison *c, size_t i, size_t j)
{
	return &c->length[(i - c->start) * (c->nb - c->start + 1) + (j - c->start)];
}

static void
comparison_measure(struct comparison *c)
{
	size_t i, j;

	c->length = memory_zeros((c->na - c->start + 1) * (c->nb - c->start + 1), sizeof(*c->length));
	for (i = c->na; i-- > c->start;)
		for (j = c->nb; j-- > c->start;)
			*length_at(c, i, j) = printout_equal(c->a, i, c->b, j) ? *length_at(c, i + 1, j + 1) + 1 :
			    *length_at(c, i + 1, j) > *length_at(c, i, j + 1) ? *length_at(c, i + 1, j) :
			    *length_at(c, i, j + 1);
}

/* Moves *i and *j past the lines that neither side shares. */
static void
skip_gap(const struct comparison *c, size_t *i, size_t *j)
{
	while ((*i < c->na || *j < c->nb) && !(*i < c->na && *j < c->nb && printout_equal(c->a, *i, c->b, *j)))
		if (*j == c->nb || (*i < c->na && c->length != NULL && *length_at(c, *i + 1, *j) >= *length_at(c, *i, *j + 1)))
			++*i;
		else if (*i == c->na || c->length != NULL)
			++*j;
		else {
			++*i;
			++*j;
		}
}

void
printout_compare(const struct printout *a, const struct printout *b, take_change *take, void *argument)
{
	struct comparison c = { a, b, 0, a->n, b->n, NULL };
	size_t i, j, ii, jj;

	while (c.start < a->n && c.start < b->n && printout_equal(a, c.start, b, c.start))
		c.start++;
	while (c.na > c.start && c.nb > c.start && printout_equal(a, c.na - 1, b, c.nb - 1)) {
		c.na--;
		c.nb--;
	}
	if (c.na - c.start <= TOO_MANY && c.nb - c.start <= TOO_MANY)
		comparison_measure(&c);
	for (i = j = c.start; i < c.na || j < c.nb; i++, j++) {
		ii = i;
		jj = j;
		skip_gap(&c, &ii, &jj);
		for (; i < ii || j < jj; i += i < ii, j += j < jj)
			take(argument, &(struct change){ j + 1, i < ii ? a->line[i].text : NULL, j < jj ? &b->line[j] : NULL });
	}
	free(c.length);
}

void
printout_free(struct printout *l)
{
	free(l->line);
	arena_free(&l->arena);
}
