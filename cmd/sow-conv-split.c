/* sow-conv-split.c - the rows in files of their own: so many in each, or a file for each value of a column */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-conv.h"

static void
split_by_number(struct shares *s, struct conversion *c, size_t most)
{
	struct share *one = NULL;
	struct row row;

	while (conversion_next(c, &row)) {
		if (one == NULL || one->rows == most)
			one = shares_next(s);
		share_row(one, row.cell);
	}
}

/* Says where the rows of a value are, unless the name of the file says it. */
static void
tell_path(const struct shares *s, const struct share *one)
{
	char *plain = memory_format("%s-%s.csv", s->prefix, one->value);

	if (strcmp(plain, one->path) != 0)
		warnx("'%s' is in %s", one->value, one->path);
	free(plain);
}

static void
split_by_column(struct shares *s, struct conversion *c, const char *column)
{
	size_t at = address_find(column, s->names, s->ncolumns, true);
	struct share *one;
	struct row row;

	if (at >= s->ncolumns)
		no_such(N_("column"), column, s->names, s->ncolumns, ",");
	while (conversion_next(c, &row)) {
		one = shares_of(s, row.cell[at]);
		if (one->rows == 0)
			tell_path(s, one);
		share_row(one, row.cell);
	}
}

/* Prints what was written, for scripts. */
static bool
print_shares(const struct shares *s)
{
	static const char *const names[] = { "file", "rows" };
	struct writer *w = writer_open(names, 2, (struct writer_options){ .own = true });
	char rows[32];
	size_t i;

	for (i = 0; i < s->n; i++)
		if (!s->share[i].lost) {
			snprintf(rows, sizeof(rows), "%zu", s->share[i].rows);
			writer_row(w, (char *[]){ s->share[i].path, rows });
		}
	return writer_close(w);
}

static int
run_split(const struct options *o)
{
	long long most = option_number(o, OPT_SPLIT, 1, 1000000000);
	struct shares s = { .prefix = o->value[OPT_PREFIX], .option = "--split-by", .dry = o->value[OPT_DRY] != NULL };
	struct conversion *c;
	bool good;

	if (s.prefix == NULL || *s.prefix == '\0')
		errx(2, "--prefix=NAME: how the names of the files begin");
	if (most == 0)
		errx(2, "--split: at least one row in each file");
	shares_refuse(s.prefix);
	c = open_conversion(o);
	s.names = conversion_names(c, &s.ncolumns);
	s.writer = conversion_writer(o, c);
	s.writer.own = true;
	if (s.writer.format == NULL)
		s.writer.format = format_find("csv");
	if (o->value[OPT_SPLIT_BY] != NULL)
		split_by_column(&s, c, o->value[OPT_SPLIT_BY]);
	else
		split_by_number(&s, c, (size_t)most);
	good = shares_close(&s);
	good = print_shares(&s) && good;
	shares_free(&s);
	return conversion_close(c) && good ? 0 : 1;
}

#define OPT_SPLITS OPT_INPUT, OPT_MAP, OPT_SOURCE, OPT_PREFIX, OPT_DRY, OPT_FORMAT, OPT_FORMULA, OPT_SUBST
const struct form form_split = {
	FORM_MODE(OPT_SPLIT), .operands = "[FILE...]", .most = ANY_NUMBER, .help = N_("files of at most so many rows"),
	.takes = FORM_TAKES(OPT_SPLITS), .run = run_split,
};
const struct form form_split_by = {
	FORM_MODE(OPT_SPLIT_BY), .operands = "[FILE...]", .most = ANY_NUMBER, .help = N_("a file for each value of a column"),
	.takes = FORM_TAKES(OPT_SPLITS), .run = run_split,
};
