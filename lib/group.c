/* group.c - occurrences that share a ticket, as one row */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#include "memory.h"
#include "arena.h"
#include "catalog.h"
#include "occurrence.h"
#include "group.h"

size_t
plan_group(const struct plan *plan, size_t i, bool each)
{
	const struct occurrence *first = &plan->occurrence[i];
	size_t n = 1;

	for (; !each && i + n < plan->n; n++)
		if (!occurrence_same_work(first, first + n) || first->state != first[n].state ||
		    first->ticket != first[n].ticket)
			break;
	return n;
}

/* Moves the joined text to the arena. */
static const char *
list_joined(struct bytes *list, struct arena *arena)
{
	const char *text = arena_text(arena, list->s == NULL ? "" : list->s, list->n);

	free(list->s);
	return text;
}

const char *
group_keys(const struct occurrence *o, size_t n, struct arena *arena)
{
	struct bytes list = { 0 };

	for (; n > 0; n--, o++)
		bytes_join(&list, o->key, " ");
	return list_joined(&list, arena);
}

const char *
group_targets(const struct occurrence *o, size_t n, struct arena *arena)
{
	struct bytes list = { 0 };

	for (; n > 0; n--, o++)
		targets_join(&list, o->owed.activity->field[F_TARGET]);
	return list_joined(&list, arena);
}
