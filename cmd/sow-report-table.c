/* sow-report-table.c - a table's rows: made, checked, and then printed */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

const struct table *
table_find(const char *name)
{
#define TABLE(table) &table_##table,
	static const struct table *const tables[] = { TABLES(TABLE) };
#undef TABLE
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		if (strcmp(name, tables[i]->form.name) == 0)
			return tables[i];
	return NULL;
}

void
filled_add(struct filled *f, struct item item)
{
	f->item = array_grow(f->item, f->n, sizeof(*f->item));
	f->item[f->n++] = item;
}

struct filled
table_fill(struct report *r, const struct table *t, struct period p)
{
	struct filled f = { .table = t, .period = p };

	t->fill(r, &f);
	if (t->check != NULL)
		t->check(&f);
	return f;
}

void
filled_free(struct filled *f)
{
	plan_free(&f->plan);
	free(f->count);
	free(f->item);
}
