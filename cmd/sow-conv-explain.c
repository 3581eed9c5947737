/* sow-conv-explain.c - what became of each cell of one row */
/* SPDX-License-Identifier: MIT */
#include "sow-conv.h"

static void
explain_cell(void *out, const char *const cell[5])
{
	output_row(out, cell);
}

static int
run_explain(const struct options *o)
{
	static const char *const names[] = { "to", "from", "cell", "rule", "value" };
	long long wanted = option_number(o, OPT_EXPLAIN_ROW, 1, 1000000000), n = 0;
	struct conversion *c = open_conversion(o);
	struct output *out;
	struct row row;
	bool good = true;

	if (wanted == 0)
		errx(2, "--explain: the first row is 1");
	while (good && n < wanted && (good = conversion_read(c, &row)))
		n++;
	if (!good)
		errx(1, n == 1 ? N_("--explain: there is only %lld row") : N_("--explain: there are only %lld rows"), n);
	warnx("row %lld is %s:%zu", wanted, conversion_path(c), row.line);
	out = output_open(o, names, 5);
	conversion_explain(c, &row, explain_cell, out);
	good = conversion_close(c);
	return output_close(out) && good ? 0 : 1;
}

const struct form form_explain = {
	FORM_MODE(OPT_EXPLAIN_ROW), .operands = "[FILE...]", .most = ANY_NUMBER, .help = N_("what became of each cell of a row"),
	.takes = FORM_TAKES(OPT_ROWS, OPT_INPUT, OPT_MAP, OPT_SOURCE), .run = run_explain,
};
