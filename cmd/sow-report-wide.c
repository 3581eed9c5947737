/* sow-report-wide.c - coverage --wide: a row for each activity, a column for each week or month */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

enum { COLUMNS = 120 };

struct wide {
	struct report *report;
	const struct filled *rows; /* of coverage */
	struct period *column;   /* n of them */
	size_t n;
	struct output *out;
	struct arena arena;
};

static const char *
mark_of(enum state s)
{
	switch (s) {
	case DONE:
		return "○";
	case LATE:
		return "△";
	case MISSED:
	case OVERDUE:
		return "×";
	case PARTIAL:
		return "▲";
	case WAIVED:
		return "不要";
	case NOT_APPLICABLE:
		return "－";
	case BEHIND:
	case OPEN:
	case DUE:
	case UPCOMING:
		break;
	}
	return "予";
}

struct period *
wide_columns(const char *unit, struct period p, size_t max, size_t *n)
{
	static const struct {
		const char *name;
		enum period_kind kind;
	} units[] = { { "week", PERIOD_WEEK }, { "month", PERIOD_MONTH }, { "quarter", PERIOD_QUARTER } };
	struct period column, *columns = NULL;
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(*units) && strcmp(unit, units[i].name) != 0; i++)
		;
	if (i == sizeof(units) / sizeof(*units))
		errx(2, "--wide: week, month or quarter, not '%s'", unit);
	for (*n = 0, column = period_at(units[i].kind, p.from); column.from <= p.to; column = period_shift(column, 1)) {
		if (*n == max)
			errx(2, "--wide: more than %zu columns", max);
		columns = array_grow(columns, *n, sizeof(*columns));
		columns[(*n)++] = column;
	}
	return columns;
}

/* The marks of the activity's occurrences that count in the column.  Adds to *done and to *owed,
 * which leaves out what was waived or had no open day. */
static const char *
print_marks(struct wide *w, const char *id, struct period column, long *done, long *owed)
{
	struct bytes text = { 0 };
	const struct occurrence *x;
	const char *copy;
	int day;

	for (x = w->rows->plan->occurrence; x < w->rows->plan->occurrence + w->rows->plan->n; x++) {
		day = owed_counting_day(&x->owed, x->period);
		if (strcmp(x->owed.activity->field[F_ID], id) != 0 || day < column.from || day > column.to)
			continue;
		bytes_add(&text, mark_of(x->state), strlen(mark_of(x->state)));
		*done += x->state == DONE || x->state == LATE;
		*owed += x->state != WAIVED && x->state != NOT_APPLICABLE;
	}
	copy = arena_text(&w->arena, text.s == NULL ? "" : text.s, text.n);
	free(text.s);
	return copy;
}

/* How many tickets of the activity were opened in the column and carry no occurrence: those beside
 * the plan if extra, else the others. */
static long
count_opened(struct wide *w, const char *id, struct period column, bool extra)
{
	struct report *r = w->report;
	const struct activity *a;
	const struct work *k;
	long n = 0;

	for (k = r->work; k < r->work + r->nwork; k++)
		if (k->opened >= column.from && k->opened <= column.to &&
		    k->opened >= w->rows->period.from && k->opened <= w->rows->period.to && k->ticket->status != T_CANCELED &&
		    (a = work_activity(r, k)) != NULL && strcmp(a->field[F_ID], id) == 0)
			n += !k->ticket->occurs && keys_hold(ticket_cell(r->tickets, k->ticket, L_TAGS), TAG_EXTRA) == extra;
	return n;
}

static const char *
number_text(struct wide *w, long n, const char *none)
{
	return n == 0 ? none : arena_format(&w->arena, "%ld件", n);
}

static void
print_activity(struct wide *w, const struct activity *a, const char **cell)
{
	const char *id = a->field[F_ID];
	struct period all = w->rows->period;
	enum period_kind kind;
	bool recurs = frequency_kind(a->frequency, &kind);
	long done = 0, owed = 0;
	size_t i;

	cell[0] = id;
	cell[1] = a->field[F_TITLE];
	cell[2] = a->field[F_TARGET];
	cell[3] = a->field[F_FREQUENCY];
	for (i = 0; i < w->n; i++)
		cell[4 + i] = recurs ? print_marks(w, id, w->column[i], &done, &owed) :
		    number_text(w, count_opened(w, id, w->column[i], false), "");
	cell[4 + w->n] = recurs ? owed == 0 ? "" : arena_format(&w->arena, "%ld/%ld", done, owed) :
	    number_text(w, count_opened(w, id, all, false), "0件（要求なし）");
	cell[5 + w->n] = number_text(w, count_opened(w, id, all, true), "");
	output_row(w->out, cell);
	arena_reset(&w->arena);
}

bool
print_wide(struct report *r, struct period p)
{
	const char **name;
	char *label = memory_zeros(COLUMNS, PERIOD_TEXT);
	const struct catalog *c = r->ground.catalog;
	struct wide w = { .report = r };
	size_t i;
	bool found;

	w.column = wide_columns(r->options->value[OPT_WIDE], p, COLUMNS, &w.n);
	w.rows = table_rows(r, &table_coverage, p);
	name = memory_zeros(w.n + 6, sizeof(*name));
	memcpy(name, (const char *[]){ "id", "title", "target", "frequency" }, 4 * sizeof(*name));
	for (i = 0; i < w.n; i++)
		name[4 + i] = period_text(w.column[i], label + i * PERIOD_TEXT);
	name[4 + w.n] = "total";
	name[5 + w.n] = "extra";
	w.out = output_open(r->options, name, w.n + 6);
	for (i = 0; i < c->n; i++)
		if (activity_is_last(c, &c->activity[i], p))
			print_activity(&w, &c->activity[i], name);
	found = output_rows(w.out) > 0;
	arena_free(&w.arena);
	free(w.column);
	free(label);
	free(name);
	return output_close(w.out) && !(found && r->options->value[OPT_EXIT] != NULL);
}
