/* sow-report-history.c - every row of the ledger, for tables that rest on more than the last of a ticket */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

bool
report_is_stream(const struct report *r)
{
	const char *path = r->options->value[OPT_TICKETS];

	return path != NULL && strcmp(path, "-") == 0;
}

void
report_history(struct report *r, take_row *take, void *argument)
{
	char *path = option_ledger(r->options);
	struct view v = view_open(path, false);
	struct journal *j = journal_open(&v, READER_JOURNAL);
	struct row row;

	while (journal_next(j, &row, option_as_of(r->options)))
		take(r, argument, tickets_find(r->tickets, strtoll(row.cell[L_ID], NULL, 10)), &row);
	journal_close(j);
	view_close(&v);
	free(path);
}
