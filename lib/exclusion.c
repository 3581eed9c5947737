/* exclusion.c - the 除外 list: keys that a check leaves out, why, and until when */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "index.h"
#include "text.h"
#include "date.h"
#include "column.h"
#include "address.h"
#include "reader.h"
#include "team.h"
#include "exclusion.h"

enum { KEY, REASON, UNTIL, CHECK, NAMES };

static const char *
kept_cell(struct exclusions *e, const struct row *row, size_t at)
{
	return at >= row->n ? "" : arena_text(&e->arena, row->cell[at], strlen(row->cell[at]));
}

static void
add_exclusion(struct exclusions *e, const struct team *team, struct reader *r, const struct row *row, const size_t *at)
{
	struct exclusion x = { .key = kept_cell(e, row, at[KEY]), .reason = kept_cell(e, row, at[REASON]),
		.until = kept_cell(e, row, at[UNTIL]), .check = kept_cell(e, row, at[CHECK]), .line = row->line };
	char *folded;
	int until;

	if (text_blank(x.key))
		reader_reject(r, row, "key: empty");
	else if (text_blank(x.reason))
		reader_reject(r, row, "理由: empty: nothing is left out without a reason");
	else if (*x.until != '\0' && !date_parse(x.until, DAY_MIN, &until))
		reader_reject(r, row, "有効終了: not a date: '%s'", x.until);
	else
		x.expired = *x.until != '\0' && until < team->today;
	folded = text_key(x.key);
	x.folded = arena_text(&e->arena, folded, strlen(folded));
	free(folded);
	e->exclusion = array_grow(e->exclusion, e->n, sizeof(*e->exclusion));
	e->exclusion[e->n++] = x;
	index_add(&e->index, x.folded, (uint32_t)e->n);
}

struct exclusions *
exclusions_open(const struct team *team, const char *path)
{
	static const char *const names[] = { "key|キー", "理由", "有効終了|", "check|チェック|" };
	struct exclusions *e = memory_zeros(1, sizeof(*e));
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE, .heading = { .own = true } });
	const char *const *header;
	size_t at[NAMES], n, i;
	struct row row;

	e->path = arena_text(&e->arena, path, strlen(path));
	header = reader_names(r, &n);
	for (i = 0; i < NAMES; i++)
		if ((at[i] = address_find(names[i], header, n, true)) == COLUMN_NONE)
			errx(1, "%s: no column '%s' (key,理由,有効終了,check)", path, names[i]);
	while (reader_next(r, &row))
		add_exclusion(e, team, r, &row, at);
	reader_close(r);
	return e;
}

bool
exclusions_hold(const struct exclusions *e, const char *key, const char *check)
{
	struct exclusion *x;
	size_t cursor = 0;
	uint32_t number;
	char *folded;
	bool hold = false;

	if (e == NULL || e->n == 0)
		return false;
	folded = text_key(key);
	while ((number = index_next(&e->index, folded, &cursor)) != 0) {
		x = &e->exclusion[number - 1];
		if (strcmp(x->folded, folded) != 0 || (*x->check != '\0' && strcmp(x->check, check) != 0))
			continue;
		x->met = true;
		hold = hold || !x->expired;
	}
	free(folded);
	return hold;
}

size_t
exclusions_expired(const struct exclusions *e)
{
	size_t i, n = 0;

	for (i = 0; e != NULL && i < e->n; i++)
		n += e->exclusion[i].expired;
	return n;
}

void
exclusions_tell(const struct exclusions *e)
{
	size_t i;

	for (i = 0; e != NULL && i < e->n; i++)
		if (!e->exclusion[i].met)
			warnx(*e->exclusion[i].check == '\0' ? N_("%s:%zu: no row has the key '%s'") :
			    N_("%s:%zu: no row has the key '%s', or no check has that name"), e->path, e->exclusion[i].line, e->exclusion[i].key);
}

void
exclusions_close(struct exclusions *e)
{
	if (e == NULL)
		return;
	free(e->exclusion);
	index_free(&e->index);
	arena_free(&e->arena);
	free(e);
}
