/* contract.c - the terms in contract.csv */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "date.h"
#include "period.h"
#include "column.h"
#include "reader.h"
#include "team.h"
#include "contract.h"

static void
parse_day(struct reader *r, const struct row *row, const char *name, int *day)
{
	size_t i = reader_column(r, name);

	if (i != COLUMN_NONE && *row->cell[i] != '\0' && !date_parse(row->cell[i], DAY_MIN, day))
		reader_reject(r, row, "%s: not a date: '%s' (2027-03-31; empty is no end)", name, row->cell[i]);
}

static void
check_overlap(struct reader *r, const struct row *row, const struct contract *c, struct period term)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->term[i].from <= term.to && term.from <= c->term[i].to)
			reader_reject(r, row, "the term overlaps that of %s..%s",
			    date_text(c->term[i].from, DATE_ISO, from), date_text(c->term[i].to, DATE_ISO, to));
}

static int
compare_terms(const void *a, const void *b)
{
	const struct period *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

static void
add_term(struct contract *c, struct period term)
{
	c->term = array_grow(c->term, c->n, sizeof(*c->term));
	c->term[c->n++] = term;
}

struct contract *
contract_open(const struct team *t)
{
	static const struct period ever = { PERIOD_SPAN, DAY_MIN, DAY_MAX };
	struct contract *c = memory_zeros(1, sizeof(*c));
	char *path = team_path(t, "contract.csv");
	char from[DATE_TEXT], to[DATE_TEXT];
	struct period term;
	struct reader *r;
	struct row row;

	if (path == NULL) {
		add_term(c, ever);
		return c;
	}
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	if (reader_column(r, "from") == COLUMN_NONE && reader_column(r, "to") == COLUMN_NONE)
		errx(1, "%s: neither a column 'from' (開始日) nor 'to' (終了日): no term", path);
	while (reader_next(r, &row)) {
		term = ever;
		parse_day(r, &row, "from", &term.from);
		parse_day(r, &row, "to", &term.to);
		if (term.from > term.to)
			reader_reject(r, &row, "from %s is after to %s", date_text(term.from, DATE_ISO, from),
			    date_text(term.to, DATE_ISO, to));
		check_overlap(r, &row, c, term);
		add_term(c, term);
	}
	if (c->n == 0)
		errx(1, "%s: holds no contract", path);
	qsort(c->term, c->n, sizeof(*c->term), compare_terms);
	reader_close(r);
	free(path);
	return c;
}

const struct period *
contract_term(const struct contract *c, int day)
{
	return contract_term_of(c, (struct period){ PERIOD_SPAN, day, day });
}

/* The last one that the period touches, which is also the one that holds its last day, if any. */
const struct period *
contract_term_of(const struct contract *c, struct period p)
{
	size_t i;

	for (i = c->n; i > 0; i--)
		if (c->term[i - 1].from <= p.to && p.from <= c->term[i - 1].to)
			return &c->term[i - 1];
	return NULL;
}

int
contract_until(const struct contract *c, const struct period *term)
{
	for (; term + 1 < c->term + c->n && term[1].from == term->to + 1; term++)
		;
	return term->to;
}

void
contract_close(struct contract *c)
{
	free(c->term);
	free(c);
}
