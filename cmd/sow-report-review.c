/* sow-report-review.c - review: what the yearly review of SLA and SOW looks at, by activity */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

#define TAG_CANDIDATE "sow候補"

enum { ID, TITLE, TARGET, FREQUENCY, OWED, OVERTIME, NUMBER, MINUTES, CHANGES, CANDIDATES, COLUMNS };
static const struct table_column columns[COLUMNS] = {
	{ "id", NULL }, { "title", NULL }, { "target", NULL }, { "frequency", NULL }, { "owed", NULL },
	{ "overdue", NULL }, { "tickets", NULL }, { "minutes", NULL }, { "変更内容", NULL }, { "SOW候補", NULL },
};

static bool
is_of(const struct activity *a, const char *id)
{
	return a != NULL && strcmp(a->field[F_ID], id) == 0;
}

/* The occurrences owed, and in *late those that were not done in time. */
static long
count_owed(struct report *r, struct period p, const char *id, long *late)
{
	const struct plan *plan = report_owed(r, p);
	long owed = 0;
	size_t i;

	for (*late = 0, i = 0; i < plan->n; i++)
		if (is_of(plan->occurrence[i].owed.activity, id)) {
			owed++;
			*late += state_is_exception(plan->occurrence[i].state);
		}
	return owed;
}

/* The tickets done in the period, and in *candidates those opened in it that the next SOW may cover,
 * as sow-list --candidates has them. */
static long
count_tickets(struct report *r, struct period p, const char *id, long *candidates)
{
	const struct activity *a;
	const struct work *w;
	const char *tags;
	long done = 0;
	bool opened;

	for (*candidates = 0, w = r->work; w < r->work + r->nwork; w++) {
		opened = w->opened >= p.from && w->opened <= p.to;
		if ((!opened && !work_is_done(w, p)) || !is_of(a = work_activity(r, w), id))
			continue;
		done += work_is_done(w, p);
		tags = ticket_cell(r->tickets, w->ticket, L_TAGS);
		*candidates += opened &&
		    (*a->field[F_APPROVAL] != '\0' || keys_hold(tags, TAG_CANDIDATE) || keys_hold(tags, TAG_OUTSIDE));
	}
	return done;
}

static long
count_minutes(struct report *r, struct period p, const char *id)
{
	const struct filled *effort = table_rows(r, &table_effort, p);
	long minutes = 0;
	size_t i;

	for (i = 0; i < effort->n; i++)
		if (is_of(effort->item[i].effort->activity, id))
			minutes += effort->item[i].effort->minutes;
	return minutes;
}

/* What the rows of sowchanges say that name the activity, by its id or its No. */
static const char *
list_changes(struct report *r, struct filled *f, const struct activity *a)
{
	const struct filled *changes = table_rows(r, &table_sowchanges, f->period);
	const struct table *t = changes->table;
	size_t of = table_column(t, "対象No"), before = table_column(t, "変更前"), after = table_column(t, "変更後"), i;
	const char *const *cell, *text;
	struct bytes list = { 0 };

	for (i = 0; i < changes->n; i++) {
		cell = changes->item[i].cell;
		if (strcmp(cell[of], a->field[F_ID]) == 0 || strcmp(cell[of], a->field[F_NO]) == 0)
			bytes_join(&list, arena_format(&f->arena, "%s → %s", cell[before], cell[after]), TEXT_BREAK);
	}
	text = arena_text(&f->arena, list.s == NULL ? "" : list.s, list.n);
	free(list.s);
	return text;
}

static void
add_activity(struct report *r, struct filled *f, const struct activity *a)
{
	const char *cell[COLUMNS], *id = a->field[F_ID];
	long owed, late, done, candidates;
	enum period_kind kind;
	bool recurs = frequency_kind(a->frequency, &kind);

	owed = count_owed(r, f->period, id, &late);
	done = count_tickets(r, f->period, id, &candidates);
	cell[ID] = id;
	cell[TITLE] = a->field[F_TITLE];
	cell[TARGET] = a->field[F_TARGET];
	cell[FREQUENCY] = a->field[F_FREQUENCY];
	cell[OWED] = recurs ? arena_format(&f->arena, "%ld", owed) : "";
	cell[OVERTIME] = recurs ? arena_format(&f->arena, "%ld", late) : "";
	cell[NUMBER] = arena_format(&f->arena, "%ld", done);
	cell[MINUTES] = arena_format(&f->arena, "%ld", count_minutes(r, f->period, id));
	cell[CHANGES] = list_changes(r, f, a);
	cell[CANDIDATES] = candidates == 0 ? "" : arena_format(&f->arena, "%ld件", candidates);
	register_add(f, cell);
}

static void
fill_review(struct report *r, struct filled *f)
{
	const struct catalog *c = r->ground.catalog;
	const struct activity *a;

	report_read_work(r);
	for (a = c->activity; a < c->activity + c->n; a++)
		if (activity_is_last(c, a, f->period))
			add_activity(r, f, a);
}

const struct table table_review = {
	TABLE_FORM("review", "what the yearly review of SLA and SOW looks at, by activity"),
	TABLE_COLUMNS(columns), .fill = fill_review,
};
