/* sow-report-arrange.c - a layout's wishes about a table: which rows, in which order, with which totals */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

typedef bool take_wish(struct arrangement *, const struct table *, const char *value);

static bool
take_where(struct arrangement *a, const struct table *t, const char *value)
{
	struct filter *f = filter_parse(value);
	size_t column = table_column(t, filter_column(f));

	if (column == COLUMN_NONE || a->nfilters == WISHES)
		return false;
	filter_bind(f, t->columns[column].name, column, a->today);
	a->filter[a->nfilters++] = f;
	return true;
}

static bool
take_sort(struct arrangement *a, const struct table *t, const char *value)
{
	a->descending = *value == '-';
	a->sort = table_column(t, value + a->descending);
	return a->sort != COLUMN_NONE;
}

static bool
take_limit(struct arrangement *a, const struct table *t, const char *value)
{
	const char *error;

	(void)t;
	a->limit = (size_t)strtonum(value, 1, 1000000, &error);
	return error == NULL;
}

static bool
take_group(struct arrangement *a, const struct table *t, const char *value)
{
	a->group = table_column(t, value);
	return a->group != COLUMN_NONE;
}

static bool
take_total(struct arrangement *a, const struct table *t, const char *value)
{
	size_t column = table_column(t, value);

	if (column == COLUMN_NONE || a->ntotals == WISHES)
		return false;
	a->total[a->ntotals++] = column;
	return true;
}

static const struct {
	const char *word, *english;
	take_wish *take;
} wishes[] = {
	{ "条件:", "where:", take_where }, { "並び:", "sort:", take_sort }, { "上限:", "limit:", take_limit },
	{ "見出し:", "group:", take_group }, { "合計:", "total:", take_total },
};

/* The index in wishes of the word that the cell begins with, or the number of wishes.  *value is
 * what follows the word. */
static size_t
wish_of(const char *cell, const char **value)
{
	size_t i, n, m;

	for (i = 0; i < sizeof(wishes) / sizeof(*wishes); i++) {
		n = strlen(wishes[i].word);
		m = strlen(wishes[i].english);
		*value = strncmp(cell, wishes[i].word, n) == 0 ? cell + n : strncmp(cell, wishes[i].english, m) == 0 ?
		    cell + m : NULL;
		if (*value != NULL)
			break;
	}
	return i;
}

bool
arrangement_is(const char *cell)
{
	const char *value;

	return wish_of(cell, &value) < sizeof(wishes) / sizeof(*wishes);
}

enum wish
arrangement_take(struct arrangement *a, const struct table *t, const char *cell)
{
	const char *value;
	size_t i = wish_of(cell, &value);

	if (i == sizeof(wishes) / sizeof(*wishes))
		return WISH_NONE;
	return wishes[i].take(a, t, value) ? WISH_TAKEN : WISH_BAD;
}

/* ---- the rows ---- */

/* A row, what it is ordered by, and where it stood before. */
struct placed {
	struct item item;
	const char *group, *sort;
	size_t at;
	bool descending;
};

/* Compares numbers by value and all else by bytes.  An empty text is greater than any other. */
static int
compare_texts(const char *a, const char *b)
{
	const char *error;
	long long x, y;

	if (*a == '\0' || *b == '\0')
		return (*a == '\0') - (*b == '\0');
	x = strtonum(a, INT64_MIN, INT64_MAX, &error);
	if (error == NULL && (y = strtonum(b, INT64_MIN, INT64_MAX, &error), error == NULL))
		return (x > y) - (x < y);
	return strcmp(a, b);
}

static int
compare_placed(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = compare_texts(x->group, y->group);

	if (order == 0)
		order = compare_texts(x->sort, y->sort);
	if (order != 0 && x->descending && *x->sort != '\0' && *y->sort != '\0' && compare_texts(x->group, y->group) == 0)
		order = -order;
	return order != 0 ? order : x->at < y->at ? -1 : 1;
}

static bool
is_wanted(struct report *r, const struct arrangement *a, const struct filled *f, const struct item *x, struct arena *arena)
{
	char **cell = arena_alloc(arena, f->table->ncolumns * sizeof(*cell));
	size_t i;

	for (i = 0; a->nfilters > 0 && i < f->table->ncolumns; i++)
		cell[i] = (char *)(uintptr_t)arena_format(arena, "%s", item_text(r, &f->table->columns[i], x, arena));
	for (i = 0; i < a->nfilters; i++)
		if (!filter_match(a->filter[i], cell))
			return false;
	return true;
}

static const char *
text_in(struct report *r, const struct filled *f, size_t column, const struct item *x, struct arena *arena)
{
	return column == COLUMN_NONE ? "" : arena_format(arena, "%s", item_text(r, &f->table->columns[column], x, arena));
}

struct item *
arrangement_apply(struct arrangement *a, struct report *r, const struct filled *f, size_t *chosen)
{
	struct placed *row = memory_zeros(f->n + 1, sizeof(*row));
	struct item *item = memory_zeros(f->n + 1, sizeof(*item));
	struct arena arena = { 0 };
	size_t i, n = 0;

	for (i = 0; i < f->n; i++)
		if (is_wanted(r, a, f, &f->item[i], &arena)) {
			row[n] = (struct placed){ f->item[i], text_in(r, f, a->group, &f->item[i], &arena),
				text_in(r, f, a->sort, &f->item[i], &arena), n, a->descending };
			n++;
		}
	qsort(row, n, sizeof(*row), compare_placed);
	for (i = 0; i < n; i++)
		item[i] = row[i].item;
	a->more = a->limit > 0 && n > a->limit ? n - a->limit : 0;
	*chosen = n - a->more;
	free(row);
	arena_free(&arena);
	return item;
}
