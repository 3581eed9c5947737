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

/* A ticket is restricted if its activity is, or if someone tagged it 限定. */
static const struct activity *
restricted_activity(struct report *r, const struct item *x, bool *is)
{
	const struct activity *a = x->occurrence != NULL ? x->occurrence->owed.activity : x->activity;
	const struct ticket *t = x->ticket != NULL ? x->ticket : x->occurrence != NULL ? x->occurrence->ticket : NULL;
	char *keys;

	if (a == NULL && t != NULL) {
		keys = memory_text(ticket_cell(r->tickets, t, L_KEYS));
		a = key_activity(r->ground.catalog, keys, ticket_cell(r->tickets, t, L_OPENED));
		free(keys);
	}
	*is = (a != NULL && *a->field[F_RESTRICTED] != '\0') ||
	    (t != NULL && keys_hold(ticket_cell(r->tickets, t, L_TAGS), RESTRICTED));
	return a;
}

const char *
item_text(struct report *r, const struct table_column *c, const struct item *x, struct arena *arena)
{
	static const char *const open[] = {
		"id", "number", "status", "state", "major", "minor", "opened", "due", "closed", "nominal", "deadline", "period",
		"days", "age", "moved", "ticket",
	};
	const struct activity *a;
	bool restricted;
	size_t i;

	if (x->count != NULL || r->options->value[OPT_RESTRICTED] != NULL)
		return c->text(r, x, arena);
	a = restricted_activity(r, x, &restricted);
	for (i = 0; i < sizeof(open) / sizeof(*open) && strcmp(c->name, open[i]) != 0; i++)
		;
	if (!restricted || i < sizeof(open) / sizeof(*open))
		return c->text(r, x, arena);
	return strcmp(c->name, "title") == 0 && a != NULL ? a->title.template : "";
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
