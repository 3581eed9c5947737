/* sow-report-table.c - the rows of a table, and the text in each column */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

#define TABLE(table) &table_##table,
static const struct table *const tables[] = { TABLES(TABLE) };
#undef TABLE

const struct table *
table_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (strcmp(name, tables[i]->form.name) == 0)
			return tables[i];
	return NULL;
}

size_t
table_column(const struct table *t, const char *typed)
{
	size_t i;

	for (i = 0; i < t->ncolumns && strcmp(t->columns[i].name, typed) != 0; i++)
		;
	if (i < t->ncolumns)
		return i;
	for (i = 0; i < t->ncolumns; i++)
		if (column_is(t->columns[i].name, typed))
			return i;
	return COLUMN_NONE;
}

const char *
table_nearest(const char *typed)
{
	const char *names[sizeof(tables) / sizeof(*tables)];
	char *word = memory_span(typed, strcspn(typed, "]+-"));
	const char *near;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		names[i] = tables[i]->form.name;
	near = nearest_name(word, names, i);
	free(word);
	return near;
}

char *
table_list(void)
{
	struct bytes list = { 0 };
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		bytes_join(&list, tables[i]->form.name, " ");
	bytes_add(&list, "", 1);
	return list.s;
}

/* The activity of a row, or NULL.  Where the table did not set it, it is that of the ticket's first
 * key. */
static const struct activity *
item_activity(const struct report *r, const struct item *x, const struct ticket *t)
{
	const struct activity *a = x->occurrence != NULL ? x->occurrence->owed.activity : x->activity;
	char *keys;

	if (a != NULL || t == NULL)
		return a;
	keys = memory_text(ticket_cell(r->tickets, t, L_KEYS));
	a = key_activity(r->ground.catalog, keys, ticket_cell(r->tickets, t, L_OPENED));
	free(keys);
	return a;
}

const char *
item_text(struct report *r, const struct table_column *c, const struct item *x, struct arena *arena)
{
	const struct ticket *t = x->ticket != NULL ? x->ticket : x->occurrence != NULL ? x->occurrence->ticket : NULL;
	const struct activity *a;

	if (x->cell != NULL)
		return x->cell[c - x->columns];
	if (x->issue != NULL && r->options->value[OPT_RESTRICTED] == NULL && restricted_is(NULL, r->issues, x->issue))
		return restricted_text(NULL, c->name, c->text(r, x, arena));
	if (x->count != NULL || x->rate != NULL || x->effort != NULL || x->issue != NULL || r->options->value[OPT_RESTRICTED] != NULL)
		return c->text(r, x, arena);
	a = item_activity(r, x, t);
	return !restricted_is(a, r->tickets, t) ? c->text(r, x, arena) :
	    restricted_text(a, c->name, c->text(r, x, arena));
}

void
filled_add(struct filled *f, struct item item)
{
	f->item = array_grow(f->item, f->n, sizeof(*f->item));
	f->item[f->n++] = item;
}

/* ---- what is made once ---- */

/* Rows or, with fill, a plan. */
struct kept {
	struct kept *next;
	plan_filler *fill;
	struct plan plan;
	struct filled rows;
};

static struct kept *
kept_find(const struct report *r, const struct table *t, plan_filler *fill, struct period p)
{
	struct kept *k;

	for (k = r->kept; k != NULL; k = k->next)
		if (k->rows.table == t && k->fill == fill && k->rows.period.kind == p.kind &&
		    k->rows.period.from == p.from && k->rows.period.to == p.to)
			return k;
	return NULL;
}

static struct kept *
kept_add(struct report *r, const struct table *t, plan_filler *fill, struct period p)
{
	struct kept *k = memory_zeros(1, sizeof(*k));

	*k = (struct kept){ .next = r->kept, .fill = fill, .rows = { .table = t, .period = p } };
	r->kept = k;
	return k;
}

const struct filled *
table_rows(struct report *r, const struct table *t, struct period p)
{
	struct kept *k = kept_find(r, t, NULL, p);

	if (k == NULL) {
		k = kept_add(r, t, NULL, p);
		t->fill(r, &k->rows);
		if (t->check != NULL)
			t->check(&k->rows);
	}
	return &k->rows;
}

struct plan *
report_plan(struct report *r, plan_filler *fill, struct period p)
{
	struct kept *k = kept_find(r, NULL, fill, p);

	if (k == NULL) {
		k = kept_add(r, NULL, fill, p);
		fill(r, &k->plan, p);
	}
	return &k->plan;
}

void
report_forget(struct report *r)
{
	struct kept *k, *next;

	for (k = r->kept; k != NULL; k = next) {
		next = k->next;
		plan_free(&k->plan);
		free(k->rows.count);
		free(k->rows.rate);
		free(k->rows.effort);
		arena_free(&k->rows.arena);
		free(k->rows.item);
		free(k);
	}
	r->kept = NULL;
}
