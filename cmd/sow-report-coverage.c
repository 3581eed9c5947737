/* sow-report-coverage.c - coverage, rates: whether work was done as often as the contract says */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

bool
state_is_exception(enum state s)
{
	return s == MISSED || s == OVERDUE || s == LATE || s == PARTIAL;
}

/* Not over, so that the outcome is unknown. */
static bool
is_pending(enum state s)
{
	return s == OPEN || s == DUE || s == UPCOMING || s == BEHIND;
}

/* Fills the plan with the occurrences owed in the period, as they stand on the day of the report. */
static void
fill_owed(struct report *r, struct plan *plan, struct period p)
{
	report_read_work(r);
	*plan = plan_open(r->ground, r->tickets, option_day(r->options));
	plan_fill_owed(plan, p);
}

struct plan *
report_owed(struct report *r, struct period p)
{
	return report_plan(r, fill_owed, p);
}

/* ---- coverage: one row for each occurrence ---- */

static void
add_owed(struct filled *f, bool exceptions)
{
	const struct occurrence *x;

	for (x = f->plan->occurrence; x < f->plan->occurrence + f->plan->n; x++)
		if (state_is_exception(x->state) == exceptions)
			filled_add(f, (struct item){ .ticket = x->ticket, .occurrence = x, .n = 1, .day = f->plan->today });
}

/* While the outcome of some occurrences is unknown, tells of how many; once, since a layout has many
 * tables. */
static void
tell_pending(struct report *r, const struct filled *f)
{
	char date[DATE_TEXT];
	size_t i, n = 0;

	for (i = 0; i < f->plan->n; i++)
		n += is_pending(f->plan->occurrence[i].state);
	if (n > 0 && !r->told)
		warnx("as of %s %zu of %zu occurrences are not over (見込)", date_text(f->plan->today, DATE_ISO, date), n,
		    f->plan->n);
	r->told = n > 0 || r->told;
}

static void
fill_coverage(struct report *r, struct filled *f)
{
	f->plan = report_owed(r, f->period);
	add_owed(f, true);
	if (r->options->value[OPT_EXCEPTIONS] == NULL)
		add_owed(f, false);
	tell_pending(r, f);
}

static int
run_coverage(const struct options *o)
{
	if (o->value[OPT_WIDE] != NULL && o->value[OPT_CHART] != NULL)
		errx(2, "--chart: --wide prints signs, which have no bars");
	return o->value[OPT_WIDE] != NULL ? with_report(o, print_wide) : run_table(o);
}

const struct table table_coverage = {
	.form = { .name = "coverage", .operands = "--period=PERIOD", .most = 0,
	    .help = N_("what the contract owes in the period, and what became of it"),
	    .takes = FORM_TAKES(OPT_TABLE, OPT_CHART, OPT_EXCEPTIONS, OPT_WIDE), .run = run_coverage },
	.columns = occurrence_columns, .ncolumns = COVERAGE_COLUMNS, .fill = fill_coverage,
	.chart = { .category = "state" },
};

/* ---- rates: one row for each activity, one for each 大分類, and the total ---- */

static void
rate_add(struct rate *rate, enum state s)
{
	long *const count[] = {
		[WAIVED] = &rate->waived, [PARTIAL] = &rate->partial, [DONE] = &rate->done, [LATE] = &rate->late,
		[NOT_APPLICABLE] = &rate->na, [OVERDUE] = &rate->overdue, [MISSED] = &rate->missed,
		[BEHIND] = &rate->pending, [OPEN] = &rate->pending, [DUE] = &rate->pending, [UPCOMING] = &rate->pending,
	};

	rate->owed++;
	++*count[s];
}

/* The row of the activity with that id or, where a is NULL, of the 大分類 of that name.  If there is
 * none, it is added, which may move the others. */
static struct rate *
rate_of(struct filled *f, const struct activity *a, const char *name)
{
	size_t i;

	for (i = 0; i < f->nrates; i++)
		if (a != NULL ? f->rate[i].activity != NULL &&
		    strcmp(f->rate[i].activity->field[F_ID], a->field[F_ID]) == 0 :
		    f->rate[i].activity == NULL && strcmp(f->rate[i].name, name) == 0)
			return &f->rate[i];
	f->rate = array_grow(f->rate, f->nrates, sizeof(*f->rate));
	f->rate[f->nrates] = (struct rate){ .activity = a, .name = name };
	return &f->rate[f->nrates++];
}

/* Every recurring activity that is in force in the period has a row, even if nothing is owed. */
static void
open_rates(const struct catalog *c, struct filled *f)
{
	const struct activity *a;
	enum period_kind kind;
	struct rate *rate;

	for (a = c->activity; a < c->activity + c->n; a++) {
		if (!frequency_kind(a->frequency, &kind) || a->from > f->period.to || f->period.from > a->to)
			continue;
		rate = rate_of(f, a, "");
		if (a->from > rate->activity->from)
			rate->activity = a; /* the revision in force last */
	}
	for (a = c->activity; a < c->activity + c->n; a++)
		rate_of(f, NULL, a->field[F_MAJOR]);
	rate_of(f, NULL, "（合計）");
}

static void
fill_rates(struct report *r, struct filled *f)
{
	const struct occurrence *x;
	size_t i;

	f->plan = report_owed(r, f->period);
	open_rates(r->ground.catalog, f);
	for (x = f->plan->occurrence; x < f->plan->occurrence + f->plan->n; x++) {
		rate_add(rate_of(f, x->owed.activity, ""), x->state);
		rate_add(rate_of(f, NULL, x->owed.activity->field[F_MAJOR]), x->state);
		rate_add(&f->rate[f->nrates - 1], x->state);
	}
	for (i = 0; i < f->nrates; i++)
		if (f->rate[i].activity != NULL || f->rate[i].owed > 0 || i + 1 == f->nrates)
			filled_add(f, (struct item){ .rate = &f->rate[i] });
	tell_pending(r, f);
}

/* Ends the program rather than print a report that does not add up. */
static void
check_rates(const struct filled *f)
{
	const struct rate *rate;
	long owed[2] = { 0 }, all = f->rate[f->nrates - 1].owed;

	for (rate = f->rate; rate < f->rate + f->nrates; rate++) {
		if (rate->done + rate->late + rate->partial + rate->waived + rate->na + rate->missed + rate->overdue +
		    rate->pending != rate->owed)
			errx(1, "%s: the states do not add up to %ld owed", rate->activity != NULL ?
			    rate->activity->field[F_ID] : rate->name, rate->owed);
		owed[rate->activity != NULL] += rate->owed;
	}
	if (owed[1] != all || owed[0] != 2 * all)
		errx(1, "the rows do not add up to %ld owed", all);
}

/* The part as a percentage of what can be judged, with one decimal; empty if nothing can be.  It is
 * 100.0 only if no work is missing, never by rounding. */
static const char *
rate_percent(const struct rate *rate, long part, struct arena *arena)
{
	long all = rate->owed - rate->waived - rate->na - rate->pending, n;

	if (all == 0)
		return "";
	n = (part * 2000 + all) / (all * 2);
	n = n == 1000 && part < all ? 999 : n;
	return arena_format(arena, "%ld.%ld", n / 10, n % 10);
}

#define NUMBER(name) static const char * \
text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	(void)r; \
	return arena_format(arena, "%ld", x->rate->name); \
}
#define OF_ACTIVITY(name, field_id, otherwise) static const char * \
text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	(void)r; \
	(void)arena; \
	return x->rate->activity == NULL ? otherwise : x->rate->activity->field[field_id]; \
}

OF_ACTIVITY(id, F_ID, "")
OF_ACTIVITY(title, F_TITLE, x->rate->name)
OF_ACTIVITY(target, F_TARGET, "")
OF_ACTIVITY(frequency, F_FREQUENCY, "")
NUMBER(owed)
NUMBER(done)
NUMBER(late)
NUMBER(partial)
NUMBER(waived)
NUMBER(na)
NUMBER(missed)
NUMBER(overdue)
NUMBER(pending)

static const char *
text_rate(struct report *r, const struct item *x, struct arena *arena)
{
	const char *text = rate_percent(x->rate, x->rate->done + x->rate->late, arena);

	return *text == '\0' && r->people ? "—" : text;
}

static const char *
text_ontime(struct report *r, const struct item *x, struct arena *arena)
{
	const char *text = rate_percent(x->rate, x->rate->done, arena);

	return *text == '\0' && r->people ? "—" : text;
}

static const struct table_column columns[] = {
	{ "id", text_id }, { "title", text_title }, { "target", text_target }, { "frequency", text_frequency },
	{ "owed", text_owed }, { "done", text_done }, { "late", text_late }, { "partial", text_partial },
	{ "waived", text_waived }, { "na", text_na }, { "missed", text_missed }, { "overdue", text_overdue },
	{ "pending", text_pending }, { "rate", text_rate }, { "ontime", text_ontime },
};

static const char *const charted[] = { "rate", "ontime" };

const struct table table_rates = {
	.form = { .name = "rates", .operands = "--period=PERIOD", .most = 0, .help = N_("how much of it was done, and in time"),
	    .takes = FORM_TAKES(OPT_TABLE, OPT_CHART), .run = run_table },
	TABLE_COLUMNS(columns), .fill = fill_rates, .check = check_rates,
	.chart = { .category = "title", .series = charted, .nseries = 2 },
};
