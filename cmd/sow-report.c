/* sow-report - what was done: tables, and layouts filled with them */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

int
report_day(struct report *r, struct period p)
{
	int day = option_day(r->options);

	return day < p.to ? day : p.to;
}

struct writer_options
report_writer(const struct options *o, const struct chart *chart)
{
	struct writer_options w = option_writer(o);

	if (o->value[OPT_CHART] == NULL)
		return w;
	if (w.format != &format_xlsx)
		errx(2, "--chart: only a workbook has charts (-O FILE.xlsx)");
	w.chart = chart;
	return w;
}

static bool
print_table(struct report *r, struct period p)
{
	const struct table *t = (const struct table *)r->options->form; /* its first member */
	const struct filled *rows = table_rows(r, t, p);
	const char **cell = memory_zeros(t->ncolumns, sizeof(*cell));
	struct arena arena = { 0 };
	struct output *out;
	size_t row, i;
	bool found;
	for (i = 0; i < t->ncolumns; i++)
		cell[i] = t->columns[i].name;
	out = output_open_as(r->options, cell, t->ncolumns, report_writer(r->options, &t->chart));
	for (row = 0; row < rows->n; row++) {
		for (i = 0; i < t->ncolumns; i++)
			cell[i] = item_text(r, &t->columns[i], &rows->item[row], &arena);
		output_row(out, cell);
		arena_reset(&arena);
	}
	found = output_rows(out) > 0;
	arena_free(&arena);
	free(cell);
	return output_close(out) && !(found && r->options->value[OPT_EXIT] != NULL);
}

int
with_report(const struct options *o, bool (*print)(struct report *, struct period))
{
	return with_past_report(o, print, NULL);
}

int
with_past_report(const struct options *o, bool (*print)(struct report *, struct period), const struct past *past)
{
	struct report r;
	struct period p;
	bool good;

	if (!option_period(o, OPT_PERIOD, &p))
		errx(2, "which period? -p week, week-1, 2026-11, 先月 …");
	if (p.from == DAY_MIN || p.to == DAY_MAX)
		errx(2, "-p: a report needs both ends of the period");
	r = (struct report){ .options = o, .ground = ground_open(&o->team), .tickets = option_tickets(o, true),
		.named = p, .past = past };
	good = print(&r, p);
	good = good && r.tickets->good;
	report_forget(&r);
	reasons_free(r.reasons);
	folders_close(r.folders);
	if (r.issues != NULL)
		tickets_close(r.issues);
	free(r.fix);
	free(r.title);
	arena_free(&r.arena);
	free(r.work);
	free(r.parts);
	tickets_close(r.tickets);
	ground_close(&r.ground);
	return good ? 0 : 1;
}

int
run_table(const struct options *o)
{
	return with_report(o, print_table);
}

static int
run_layout(const struct options *o)
{
	struct options own = *o;
	struct asked asked = { .n = 0 };

	if (o->value[OPT_FORMAT] != NULL && strcmp(o->value[OPT_FORMAT], "json") == 0)
		errx(2, "-o json: a layout is a sheet, without columns that have names");
	own.team.asked = &asked; /* which -O must spare */
	return with_report(&own, report_print(o));
}

/* A layout names its own rows and columns, so it takes no -c, -w or -e. */
static const struct form form_layout = {
	FORM_MODE(OPT_LAYOUT), .operands = "--period=PERIOD", .most = 0, .help = N_("fill the layout of that name"),
	.takes = FORM_TAKES(OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_OUTPUT, OPT_PERIOD,
	    OPT_RESTRICTED, OPT_SUBST),
	.run = run_layout,
};

#define TABLE(name) &table_##name.form,
static const struct form *const forms[] = { TABLES(TABLE) &form_count, &form_submit, &form_verify_submitted,
	&form_layout, &form_names, &form_check_layouts, NULL };
#undef TABLE

static const struct program program = {
	.purpose = N_("reports for a period"),
	.examples =
	    N_("  sow-report summary -p week            carried + opened - closed - canceled = remaining\n"
	    "  sow-report closed|canceled|opened|remaining|plan -p 2026-11\n"
	    "  sow-report -f weekly -p week-1        the weekly report\n"
	    "  sow-report -f weekly -p week-1 -o excel -O 週報.csv\n"),
	.kind = N_("table"),
	.forms = forms,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
