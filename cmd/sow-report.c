/* sow-report - what was done: tables, and layouts filled with them */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow-report.h"

static void
to_output(struct sink *s, const char *const *cell)
{
	output_row(s->output, cell);
}

static bool
print_table(const struct report *r, struct period p)
{
	const struct table *t = table_find(r->options->form->name);
	struct sink sink = { .row = to_output };
	bool found;

	if (t->check != NULL)
		t->check(r, p);
	sink.output = output_open(r->options, t->columns, t->n);
	t->fill(r, t, p, &sink);
	found = output_rows(sink.output) > 0;
	return output_close(sink.output) && !(found && r->options->value[OPT_EXIT] != NULL);
}

/* The report is made ready for its period, printed by one of these, and closed. */
static int
with_report(const struct options *o, bool (*print)(const struct report *, struct period))
{
	struct catalog *catalog;
	struct calendar *calendar;
	struct tickets *tickets;
	struct report r;
	struct period p;
	bool good;

	if (!option_period(o, OPT_PERIOD, &p))
		errx(2, "of which period? -p week, week-1, 2026-11, 先月 …");
	if (p.from == DAY_MIN || p.to == DAY_MAX)
		errx(2, "-p: a report needs both ends of its period");
	catalog = catalog_open(&o->team);
	calendar = calendar_open(&o->team);
	tickets = option_tickets(o, true);
	r = (struct report){ o, catalog, calendar, tickets, contract_open(&o->team) };
	good = print(&r, p);
	good = good && tickets->good;
	tickets_close(tickets);
	calendar_close(calendar);
	catalog_close(catalog);
	return good ? 0 : 1;
}

static int
run_table(const struct options *o)
{
	return with_report(o, print_table);
}

static int
run_layout(const struct options *o)
{
	return with_report(o, print_layout);
}

/* ---- the forms ---- */

/* A layout says its own rows and columns, so no -c, -w or -e. */
static const struct form form_layout = {
	FORM_MODE(OPT_LAYOUT), .operands = "--period=PERIOD", .most = 0, .help = "fill the layout of that name",
	.takes = FORM_TAKES(OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_OUTPUT, OPT_PERIOD,
	    OPT_SUBST),
	.run = run_layout,
};

#define TABLE(table, text) static const struct form form_##table = { \
	.name = #table, .operands = "--period=PERIOD", .most = 0, .help = text, \
	.takes = FORM_TAKES(OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_EXIT, OPT_PERIOD), .run = run_table, \
}

TABLE(summary, "carried + opened - closed = remaining");
TABLE(opened, "the tickets that were opened in the period");
TABLE(closed, "those that were closed in it");
TABLE(remaining, "those that were open at its end");
TABLE(plan, "what is due in it");

static const struct form *const forms[] = {
	&form_summary, &form_opened, &form_closed, &form_remaining, &form_plan, &form_layout, NULL,
};

static const struct program program = {
	.purpose = "reports for a period",
	.examples =
	    "  sow-report summary -p week            carried + opened - closed = remaining\n"
	    "  sow-report closed|opened|remaining|plan -p 2026-11\n"
	    "  sow-report -f weekly -p week-1        the weekly report\n"
	    "  sow-report -f weekly -p week-1 -o excel -O 週報.csv\n",
	.kind = "table",
	.forms = forms,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
