/* sow-report-count.c - count: how many tickets, by any columns */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

enum { BY = 8, MONTHS = 120 };

/* A column of --by, which is one of the ledger or else of the catalogue. */
struct by {
	const char *name;
	size_t ledger, catalog; /* indexes, or COLUMN_NONE */
};

/* Tickets with the same values in the columns of --by. */
struct group {
	const char *value[BY];
	struct count count;
	long previous; /* opened in the period before */
	long *opened;  /* by column of --wide */
};

struct counting {
	struct report *report;
	struct period period, before, *month; /* nmonths of them; weeks or months */
	size_t nmonths;
	struct by by[BY];
	size_t n;
	struct group *group; /* ngroups of them; the first is the total */
	size_t ngroups;
	struct index index;  /* finds the others by their values: index in group + 1 */
	struct arena arena;
};

/* Exits 2, with the columns that there are. */
static void __attribute__((noreturn))
no_column(const struct counting *c, const char *name)
{
	const struct tickets *ts = c->report->tickets;
	const struct catalog *catalog = c->report->ground.catalog;
	const char **names = memory_zeros(ts->ncolumns + catalog->ncolumns, sizeof(*names));

	memcpy(names, ts->names, ts->ncolumns * sizeof(*names));
	memcpy(names + ts->ncolumns, catalog->names, catalog->ncolumns * sizeof(*names));
	no_such(N_("column"), name, names, ts->ncolumns + catalog->ncolumns, ",");
}

static void
choose_by(struct counting *c, const char *columns)
{
	const struct tickets *ts = c->report->tickets;
	const struct catalog *catalog = c->report->ground.catalog;
	char *list = arena_text(&c->arena, columns, strlen(columns)), *name;
	struct by *by;
	size_t i;

	while ((name = strsep(&list, ",")) != NULL) {
		if (c->n == BY)
			errx(2, "--by: more than %d columns", BY);
		by = &c->by[c->n++];
		*by = (struct by){ column_name(name), COLUMN_NONE, COLUMN_NONE };
		for (i = 0; i + 1 < ts->ncolumns; i++)
			if (strcmp(ts->names[i], by->name) == 0 || (i >= L_KEYS && column_is(ts->names[i], name)))
				by->ledger = by->ledger == COLUMN_NONE ? i : by->ledger;
		for (i = 0; i < catalog->ncolumns; i++)
			if (column_is(catalog->names[i], name))
				by->catalog = i;
		if (by->ledger == COLUMN_NONE && by->catalog == COLUMN_NONE)
			no_column(c, name);
		if (by->ledger != COLUMN_NONE)
			by->name = ts->names[by->ledger];
		else
			by->name = catalog->names[by->catalog];
	}
}

/* What a ticket has in a column.  Of a personal matter only the catalogue's columns are shown. */
static const char *
value_of(struct counting *c, const struct work *w, const struct by *by)
{
	const struct activity *a = work_activity(c->report, w);
	bool hidden = c->report->options->value[OPT_RESTRICTED] == NULL && restricted_is(a, c->report->tickets, w->ticket);

	if (by->ledger == COLUMN_NONE)
		return a == NULL ? "（目録にない）" : a->cell[by->catalog];
	return hidden ? "（限定）" : ticket_cells(c->report->tickets, w->ticket)[by->ledger];
}

static struct group *
add_group(struct counting *c)
{
	c->group = array_grow(c->group, c->ngroups, sizeof(*c->group));
	c->group[c->ngroups] = (struct group){ .opened = arena_alloc(&c->arena, (c->nmonths + 1) * sizeof(long)) };
	memset(c->group[c->ngroups].opened, 0, (c->nmonths + 1) * sizeof(long));
	return &c->group[c->ngroups++];
}

static struct group *
group_of(struct counting *c, const struct work *w)
{
	const char *value[BY];
	struct bytes key = { 0 };
	struct group *g = NULL;
	size_t cursor = 0, i;
	uint32_t number;

	for (i = 0; i < c->n; i++) {
		value[i] = value_of(c, w, &c->by[i]);
		bytes_add(&key, value[i], strlen(value[i]));
		bytes_add(&key, "\n", 1);
	}
	bytes_add(&key, "", 1);
	while (g == NULL && (number = index_next(&c->index, key.s, &cursor)) != 0) {
		for (i = 0; i < c->n && strcmp(c->group[number - 1].value[i], value[i]) == 0; i++)
			;
		g = i == c->n ? &c->group[number - 1] : NULL;
	}
	if (g == NULL) {
		g = add_group(c);
		for (i = 0; i < c->n; i++)
			g->value[i] = arena_text(&c->arena, value[i], strlen(value[i]));
		index_add(&c->index, key.s, (uint32_t)c->ngroups);
	}
	free(key.s);
	return g;
}

static void
group_add(const struct counting *c, struct group *g, const struct work *w)
{
	size_t i;

	count_work(&g->count, w, c->period);
	g->previous += w->opened >= c->before.from && w->opened <= c->before.to;
	for (i = 0; i < c->nmonths; i++)
		g->opened[i] += w->opened >= c->month[i].from && w->opened <= c->month[i].to &&
		    w->opened >= c->period.from && w->opened <= c->period.to;
}

static int
compare_groups(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	size_t i;
	int order = 0;

	for (i = 0; i < BY && x->value[i] != NULL && order == 0; i++)
		order = strcmp(x->value[i], y->value[i]);
	return order;
}

/* Prints a group, unless it is empty.  With --wide it is empty if no ticket was opened in the
 * period; without, if it had no tickets in the period or opened in the one before. */
static void
print_group(struct counting *c, struct output *out, const struct group *g)
{
	const struct count *k = &g->count;
	const long number[] = { k->carried, k->opened, k->closed, k->canceled, k->remaining, g->previous,
		k->opened - g->previous };
	const char *cell[BY + MONTHS + 8];
	size_t n = 0, i;

	if (c->nmonths > 0 ? k->opened == 0 : k->carried + k->opened + k->remaining + g->previous == 0 && g != c->group)
		return;
	for (; n < c->n; n++)
		cell[n] = g == c->group ? n == 0 ? "合計" : "" : g->value[n];
	for (i = 0; i < c->nmonths; i++)
		cell[n++] = arena_format(&c->arena, "%ld", g->opened[i]);
	if (c->nmonths > 0)
		cell[n++] = arena_format(&c->arena, "%ld", k->opened);
	for (i = 0; c->nmonths == 0 && i < sizeof(number) / sizeof(*number); i++)
		cell[n++] = arena_format(&c->arena, "%ld", number[i]);
	output_row(out, cell);
}

static struct output *
open_output(struct counting *c)
{
	static const char *const counts[] = {
		"carried", "opened", "closed", "canceled", "remaining", "previous", "difference",
	};
	static const char *const charted[] = { "opened", "closed", "remaining" };
	const char *name[BY + MONTHS + 8];
	struct chart chart = { .category = c->by[0].name, .series = charted, .nseries = 3 };
	size_t n = 0, i;

	for (; n < c->n; n++)
		name[n] = c->by[n].name;
	for (i = 0; i < c->nmonths; i++)
		name[n++] = period_text(c->month[i], arena_alloc(&c->arena, PERIOD_TEXT));
	if (c->nmonths > 0)
		name[n++] = "total";
	for (i = 0; c->nmonths == 0 && i < sizeof(counts) / sizeof(*counts); i++)
		name[n++] = counts[i];
	if (c->nmonths > 0) {
		chart.series = name + c->n;
		chart.nseries = c->nmonths;
	}
	return output_open_as(c->report->options, name, n, report_writer(c->report->options, &chart));
}

static bool
print_count(struct report *r, struct period p)
{
	struct counting c = { .report = r, .period = p, .before = period_shift(p, -1) };
	const char *unit = r->options->value[OPT_WIDE];
	struct output *out;
	size_t i;
	bool found;

	if (unit != NULL)
		c.month = wide_columns(unit, p, MONTHS, &c.nmonths);
	choose_by(&c, r->options->value[OPT_BY]);
	report_read_work(r);
	add_group(&c);
	for (i = 0; i < r->nwork; i++) {
		group_add(&c, group_of(&c, &r->work[i]), &r->work[i]);
		group_add(&c, &c.group[0], &r->work[i]);
	}
	qsort(c.group + 1, c.ngroups - 1, sizeof(*c.group), compare_groups);
	out = open_output(&c);
	for (i = 1; i < c.ngroups; i++)
		print_group(&c, out, &c.group[i]);
	print_group(&c, out, &c.group[0]);
	found = output_rows(out) > 0;
	free(c.group);
	free(c.month);
	index_free(&c.index);
	arena_free(&c.arena);
	return output_close(out) && !(found && r->options->value[OPT_EXIT] != NULL);
}

static int
run_count(const struct options *o)
{
	if (o->value[OPT_BY] == NULL)
		errx(2, "count: by which columns? (--by=target, --by=minor,requester)");
	return with_report(o, print_count);
}

const struct form form_count = {
	.name = "count", .operands = "--by=COLS --period=PERIOD", .most = 0,
	.help = N_("how many tickets, by any columns of the ledger or the catalogue"),
	.takes = FORM_TAKES(OPT_TABLE, OPT_BY, OPT_CHART, OPT_WIDE), .run = run_count,
};
