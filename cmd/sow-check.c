/* sow-check - rows that break a rule, and how many do */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>

#include "sow-check.h"

static void
print_breach(void *out, const char *const cell[FINDING])
{
	output_row(out, cell);
}

static int
run_findings(const struct options *o)
{
	struct check_run c;
	struct output *out;
	int status;

	check_open(&c, o);
	out = output_open(o, finding_names, FINDING);
	output_nothing(out, N_("no breaches"));
	while (check_next(&c, print_breach, out))
		;
	status = check_close(&c);
	return output_close(out) ? status : 1;
}

static const struct form form_findings = {
	.operands = "RULES [FILE...]", .most = ANY_NUMBER, .help = N_("a row for each breach"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_CHECKS), .run = run_findings,
};

static const struct form *const forms[] = { &form_findings, &form_summary, &form_tickets, NULL };

static const struct program program = {
	.purpose = N_("rows that break a rule, and how many do"),
	.examples =
	    N_("  sow-check skysea-version --set version=20.200.03 資産.csv\n"
	    "                                    the computers with an older one\n"
	    "  sow-check --summary --header=none apexone 一覧.csv >> checks.csv\n"
	    "                                    n of N, for sow-report\n"
	    "  sow-check --summary --source=server --by=server wsus WSUS0?.csv\n"
	    "                                    the same by server\n"
	    "  sow-check --except=除外.csv windows 資産.csv\n"
	    "                                    without those that are known, and why\n"
	    "  sow-check --ticket-by=部署名 --activity=S15-01 windows 資産.csv | sow-ticket new -\n"
	    "                                    a ticket for each school\n"),
	.forms = forms,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
