/* sow-report-check.c - check the layouts */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "sow-report.h"

struct subject {
	const struct options *options;
	const char *name;
};

/* Checks a layout as if it were filled for this week; exits 1 if it is bad. */
static void
check_one(const void *about)
{
	const struct subject *s = about;
	struct options o = *s->options;
	struct report r = { .options = &o, .ground = ground_open(&o.team), .tickets = option_tickets(&o, false) };

	o.value[OPT_LAYOUT] = s->name;
	(is_form_name(s->name) ? check_form : check_layout)(&r, period_at(PERIOD_WEEK, o.team.today));
}

static int
check_layouts(const struct options *o)
{
	size_t n, i;
	char **names = team_names(&o->team, "layouts", &n);
	bool good = true;

	for (i = 0; i < n; i++) {
		good = trial(check_one, &(struct subject){ o, names[i] }) && good;
		free(names[i]);
	}
	free(names);
	return good ? 0 : 1;
}

const struct form form_check_layouts = {
	FORM_MODE(OPT_CHECK), .operands = "", .most = 0, .help = N_("check every layout"),
	.takes = FORM_TAKES(OPT_LEDGER), .run = check_layouts,
};
