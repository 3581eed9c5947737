/* sow-report-issues.c - issues: the open 課題 of issues.csv, and those closed in the period */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

/* Reads issues.csv, a ledger of the kind issues.  A team without that file has no issues. */
static struct tickets *
read_issues(struct report *r)
{
	r->issues = report_tickets(r, "issues.csv", r->past != NULL ? r->past->issues : option_as_of(r->options));
	return r->issues;
}

/* The cell in the column of that name; empty if the team's ledger has no such column. */
static const char *
issue_cell(const struct report *r, const struct ticket *t, const char *name)
{
	const struct tickets *ts = r->issues;
	size_t i;

	for (i = 0; i < ts->ncolumns && strcmp(ts->names[i], name) != 0; i++)
		;
	return i == ts->ncolumns ? "" : ticket_cells(ts, t)[i];
}

static bool
issue_day(const struct report *r, const struct ticket *t, const char *name, int *day)
{
	int64_t us;

	if (!time_parse(issue_cell(r, t, name), DAY_MIN, &us))
		return false;
	*day = time_day(us);
	return true;
}

/* Adds the issues open at the end of the period or closed within it.  With --undecided, adds only
 * live ones without a decision. */
static void
fill_issues(struct report *r, struct filled *f)
{
	const struct tickets *ts = r->issues != NULL ? r->issues : read_issues(r);
	bool undecided = r->options->value[OPT_UNDECIDED] != NULL;
	const struct ticket *t;
	int opened, closed;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (t->status == T_VOID || *issue_cell(r, t, "part") != '\0' || !issue_day(r, t, "opened", &opened) ||
		    opened > f->period.to || (undecided && *issue_cell(r, t, "decision") != '\0'))
			continue;
		if (status_live(t->status) || !issue_day(r, t, "closed", &closed))
			closed = DAY_MAX;
		if (closed >= f->period.from && !(undecided && closed != DAY_MAX))
			filled_add(f, (struct item){ .issue = t, .day = report_day(r, f->period) });
	}
}

#define COLUMN(name, value) static const char * \
text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	(void)arena; \
	return value; \
}
#define CELL(name) COLUMN(name, issue_cell(r, x->issue, #name))

COLUMN(id, ((void)r, arena_format(arena, "%lld", x->issue->id)))
COLUMN(status, ((void)r, status_name(x->issue->status)))
COLUMN(content, ticket_first_note(r->issues, x->issue))
COLUMN(note, ticket_remark(r->issues, x->issue))
CELL(opened)
CELL(title)
CELL(section)
CELL(class)
CELL(impact)
CELL(priority)
CELL(policy)
CELL(decision)
CELL(requester)
CELL(assignee)
CELL(due)
CELL(closed)
CELL(related)

/* The age in days: from opened to closed, or to the day that the table speaks for if that is earlier. */
static const char *
text_age(struct report *r, const struct item *x, struct arena *arena)
{
	int from, to;

	if (!issue_day(r, x->issue, "opened", &from))
		return "";
	if (status_live(x->issue->status) || !issue_day(r, x->issue, "closed", &to) || to > x->day)
		to = x->day;
	return arena_format(arena, "%d", to - from);
}

static const struct table_column columns[] = {
	{ "id", text_id }, { "section", text_section }, { "opened", text_opened }, { "title", text_title },
	{ "class", text_class }, { "impact", text_impact }, { "priority", text_priority }, { "content", text_content },
	{ "policy", text_policy }, { "decision", text_decision }, { "requester", text_requester },
	{ "assignee", text_assignee }, { "due", text_due }, { "status", text_status }, { "closed", text_closed },
	{ "age", text_age }, { "note", text_note }, { "related", text_related },
};

const struct table table_issues = {
	.form = { .name = "issues", .operands = "--period=PERIOD", .most = 0,
	    .help = N_("the open issues (課題) and those closed in the period"),
	    .takes = FORM_TAKES(OPT_TABLE, OPT_UNDECIDED), .run = run_table },
	TABLE_COLUMNS(columns), .fill = fill_issues,
};
