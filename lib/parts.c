/* parts.c - how much of a ticket's parts is done */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "status.h"
#include "row.h"
#include "tickets.h"
#include "ticket.h"
#include "parts.h"

struct part {
	size_t parent; /* its index in the tickets */
	long long id;
	enum status status;
	char *name;
};

/* By parent and name, and by id within a name, so that the last one comes last. */
static int
compare_parts(const void *a, const void *b)
{
	const struct part *x = a, *y = b;
	int c;

	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	if ((c = strcmp(x->name, y->name)) != 0)
		return c;
	return (x->id > y->id) - (x->id < y->id);
}

static struct part *
list_parts(const struct tickets *ts, struct parts *parts, size_t *n)
{
	const struct ticket *t, *parent;
	struct part *list = NULL;
	const char *name;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (!t->has_parent || t->status == T_VOID || (parent = tickets_find(ts, ticket_parent(ts, t))) == NULL ||
		    *(name = ticket_cell(ts, t, L_PART)) == '\0')
			continue;
		list = array_grow(list, *n, sizeof(*list));
		list[*n] = (struct part){ (size_t)(parent - ts->ticket), t->id, t->status, memory_text(name) };
		parts[list[(*n)++].parent].minutes += atol(ticket_cell(ts, t, L_MINUTES));
	}
	return list;
}

struct parts *
parts_count(const struct tickets *ts)
{
	struct parts *parts = memory_zeros(ts->n + 1, sizeof(*parts)), *p;
	size_t n = 0, i;
	struct part *list = list_parts(ts, parts, &n);

	if (n > 0)
		qsort(list, n, sizeof(*list), compare_parts);
	for (i = 0; i < n; i++) {
		p = &parts[list[i].parent];
		if (i + 1 == n || list[i].parent != list[i + 1].parent || strcmp(list[i].name, list[i + 1].name) != 0) {
			p->all++;
			p->done += list[i].status == T_DONE;
			p->canceled += list[i].status == T_CANCELED;
		}
	}
	for (i = 0; i < n; i++)
		free(list[i].name);
	free(list);
	return parts;
}

const char *
parts_text(struct parts parts, char *buf, size_t size)
{
	if (parts.all == 0)
		*buf = '\0';
	else
		snprintf(buf, size, "%zu/%zu", parts.done, parts.all);
	return buf;
}
