/* sow-report-changed.c - changed: what moved after the last report was handed in (前回報告後の変更) */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

static const struct table_column columns[] = {
	{ "number", NULL }, { "title", NULL }, { "before", NULL }, { "after", NULL }, { "difference", NULL }, { "note", NULL },
};

/* The report of the period before that was handed in last, in the layout that is filled, if any. */
static const struct submission *
submission_before(struct report *r, struct period p)
{
	int n;

	return submission_last(r, r->options->value[OPT_LAYOUT], period_shift(p, -1), &n);
}

/* How the ticket stood at the end of the day, as the tickets have it. */
static const char *
ticket_standing(const struct tickets *ts, const struct ticket *t, int day)
{
	return t == NULL || !ticket_was_opened(ts, t, day) ? "なし" : ticket_was_open(ts, t, day) ? "未完了" : "終了";
}

static void
add_change(struct report *r, struct filled *f, const struct tickets *old, const struct ticket *was, const struct ticket *is)
{
	int day = f->period.from - 1, more = 0;
	const struct tickets *now = r->tickets;
	const struct activity *a;
	char number[TICKET_NUMBER];
	bool hidden;

	more += is != NULL && ticket_was_open(now, is, day);
	more -= was != NULL && ticket_was_open(old, was, day);
	if (more == 0)
		return;
	a = is == NULL ? NULL : report_activity(r, ticket_cell(now, is, L_KEYS), is->opened);
	hidden = r->options->value[OPT_RESTRICTED] == NULL && restricted_is(a, now, is);
	register_add(f, (const char *[]){ ticket_number(is != NULL ? is : was, number),
	    arena_format(&f->arena, "%s", hidden ? restricted_text(a, "title", "") : is != NULL ? ticket_cell(now, is, L_TITLE) :
	    ticket_cell(old, was, L_TITLE)), ticket_standing(old, was, day), ticket_standing(now, is, day), more > 0 ? "1" : "-1",
	    arena_format(&f->arena, "%s", hidden || is == NULL ? "" : ticket_remark(now, is)) });
}

/* Compares the ledger as the last report counted it with what it says now of the day before the
 * period.  Where no report was handed in, nothing can have moved; nor in another ledger than that of
 * the team, for what was handed in rests on that alone. */
static void
fill_changed(struct report *r, struct filled *f)
{
	bool other = r->options->value[OPT_TICKETS] != NULL && r->past == NULL;
	const struct submission *s = other ? NULL : submission_before(r, r->named);
	char *path = report_ledger(r, "tickets.csv");
	const struct ticket *t;
	struct tickets *old;

	if (s != NULL) {
		old = report_tickets(r, "tickets.csv", ledger_moment(path, submission_rev(s, "tickets")));
		for (t = r->tickets->ticket; t < r->tickets->ticket + r->tickets->n; t++)
			add_change(r, f, old, tickets_find(old, t->id), t);
		tickets_close(old);
	}
	free(path);
}

long
count_changed(struct report *r, struct period p)
{
	const struct filled *f = table_rows(r, &table_changed, p);
	long n = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		n += atol(f->item[i].cell[4]);
	return n;
}

const struct table table_changed = {
	TABLE_FORM("changed", "what moved after the report of the period before was handed in"),
	TABLE_COLUMNS(columns), .fill = fill_changed,
};
