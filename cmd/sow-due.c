/* sow-due - what is due: activities x periods, joined with the ledger */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-due.h"

enum { NOTICE = 90 }; /* how many days before its end the contract's end is told */

/* ---- the list ---- */

/* Prints the n occurrences that one ticket carries as one row.  With hidden, it shows only the
 * outside of a personal matter, since a calendar is passed on to others. */
static void
print_group(struct output *out, const struct occurrence *o, size_t n, bool hidden)
{
	char nominal[DATE_TEXT], due[DATE_TEXT], ticket[32] = "";
	struct arena arena = { 0 };
	const struct activity *a = o->owed.activity;

	if (o->ticket != NULL)
		snprintf(ticket, sizeof(ticket), "%lld", o->ticket->id);
	output_row(out, (const char *[]){ group_keys(o, n, &arena), state_name(o->state),
	    date_text(o->owed.when.nominal, DATE_ISO, nominal), date_text(o->due, DATE_ISO, due),
	    hidden ? a->title.template : o->title, hidden ? "" : group_targets(o, n, &arena), ticket });
	arena_free(&arena);
}

/* Whether the occurrence is listed, where the span that is listed ends on that day.  Behind it
 * lies only what is overdue although its date was moved there. */
static bool
is_shown(const struct options *o, const struct occurrence *x, int last)
{
	enum state s = x->state;

	if (x->due > last)
		return s == OVERDUE;
	if (o->value[OPT_ALL] != NULL || s == OVERDUE || s == MISSED || s == BEHIND || s == DUE)
		return true;
	/* Whoever names the period also wants to see what is still to come in it. */
	return s == UPCOMING && o->value[OPT_PERIOD] != NULL;
}

static int
longest_lead(const struct plan *plan)
{
	const struct catalog *c = plan->ground.catalog;
	const struct activity *a;
	int lead = 0;

	if (plan->lead >= 0)
		return plan->lead;
	for (a = c->activity; a < c->activity + c->n; a++)
		lead = a->lead > lead ? a->lead : lead;
	return lead;
}

/*
 * The days to plan: those of -p or, without it, all from which work can still matter.  That is every
 * occurrence whose deadline had not passed when the ledger began, and every live ticket.  --backfill
 * goes back to the start of the contract, and --all covers the whole fiscal year.  The span begins
 * 400 days early because a deadline is up to a year after its date.
 */
static struct period
plan_span(const struct options *o, struct plan *plan)
{
	struct period p, year = period_at(PERIOD_YEAR, plan->today);

	if (option_period(o, OPT_PERIOD, &p))
		return p;
	plan->live = LIVE_ALL; /* the deadline may pass, wherever the date was moved to */
	plan->since = plan_ledger_start(plan);
	p = (struct period){ PERIOD_SPAN, plan->since - 400, plan->today + longest_lead(plan) };
	if (o->value[OPT_BACKFILL] != NULL && contract_start(&plan->ground) != DAY_MIN) {
		plan->since = DAY_MIN;
		p.from = contract_start(&plan->ground);
	}
	if (o->value[OPT_ALL] != NULL) {
		p.to = year.to;
		if (o->value[OPT_BACKFILL] == NULL && year.from < plan->since)
			plan->since = year.from;
	}
	return p;
}

/* Ends the program if there are more rows than --max, so that a wrong date or file does not flood a
 * pipe. */
static void
check_max(const struct options *o, const struct plan *plan, bool each, int last)
{
	long long max = option_number(o, OPT_MAX, 0, 1000000), rows = 0;
	size_t i;

	if (o->value[OPT_MAX] == NULL)
		return;
	for (i = 0; i < plan->n; i += plan_group(plan, i, each))
		rows += is_shown(o, &plan->occurrence[i], last);
	if (rows > max)
		errx(1, "%lld rows exceed --max=%lld; none printed", rows, max);
}

static void
tell_plan(const struct options *o, const struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->nstray; i++)
		warnx("ticket %lld: the contract has no %s", plan->stray[i].id, plan->stray[i].key);
	plan_tell(plan);
	if (o->value[OPT_PERIOD] == NULL && o->value[OPT_ALL] == NULL &&
	    (isatty(STDERR_FILENO) || o->value[OPT_BACKFILL] != NULL))
		plan_tell_before(plan);
}

static bool
list_occurrences(const struct options *o, struct plan *plan)
{
	static const char *const names[] = {
		"keys", "state", "nominal", "due", "title", "target", "ticket",
	};
	/* Each occurrence is an event of its own, so that its UID stays the same whatever else is
	 * due that day. */
	bool ics = o->value[OPT_FORMAT] != NULL && strcmp(o->value[OPT_FORMAT], "ics") == 0;
	bool each = ics || o->value[OPT_EACH] != NULL, hides = ics && o->value[OPT_RESTRICTED] == NULL, found;
	const struct occurrence *x;
	struct output *out;
	struct period span;
	size_t i, n;

	span = plan_span(o, plan);
	plan_fill(plan, span);
	check_max(o, plan, each, span.to);
	tell_plan(o, plan);
	out = output_open(o, names, sizeof(names) / sizeof(*names));
	for (i = 0; i < plan->n; i += n) {
		n = plan_group(plan, i, each);
		x = &plan->occurrence[i];
		if (is_shown(o, x, span.to))
			print_group(out, x, n, hides && restricted_is(x->owed.activity, plan->tickets, x->ticket));
	}
	found = output_rows(out) > 0;
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
}

/* ---- explain ---- */

static void
print_item(struct output *out, const char *item, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
print_item(struct output *out, const char *item, const char *format, ...)
{
	char *value;
	va_list ap;

	va_start(ap, format);
	value = memory_vformat(format, ap);
	va_end(ap);
	output_row(out, (const char *[]){ item, value });
	free(value);
}

static void
explain_due(struct output *out, const struct plan *plan, const struct occurrence *x)
{
	static const char *const moved[] = {
		[EDGE_TERM] = " 契約期間の最終営業日へ", [EDGE_VALIDITY] = " 作業の有効期間の最終営業日へ",
	};
	static const char *const limit[] = {
		[EDGE_NONE] = " 期間の末日", [EDGE_TERM] = " 契約期間の末日", [EDGE_VALIDITY] = " 作業の有効期間の末日",
	};
	const struct owed *w = &x->owed;
	char text[DATE_TEXT];
	const char *why;
	int day, step = w->when.due < w->when.nominal ? -1 : 1;

	print_item(out, "基準日", "%s", date_weekday_text(w->when.nominal, DATE_ISO, text));
	for (day = w->when.nominal; w->moved == EDGE_NONE && day != w->when.due; day += step)
		if ((why = calendar_closed(plan->ground.calendar, day)) != NULL)
			print_item(out, "休業日", "%s %s", date_weekday_text(day, DATE_ISO, text), why);
	if (w->when.none)
		print_item(out, "予定日", "期間に営業日がない");
	else
		print_item(out, "予定日", "%s%s", date_weekday_text(w->when.due, DATE_ISO, text),
		    w->moved != EDGE_NONE ? moved[w->moved] :
		    w->when.due == w->when.nominal ? "" : step < 0 ? " 前倒し" : " 後ろ倒し");
	if (x->due != w->when.due)
		print_item(out, "変更後", "%s チケットの期日", date_weekday_text(x->due, DATE_ISO, text));
	print_item(out, "期限", "%s%s", date_weekday_text(w->deadline, DATE_ISO, text),
	    w->activity->schedule.deadline ? " 契約の期限" :
	    w->activity->schedule.next != NEXT_NONE ? " 予定日が期限（翌…）" : limit[w->limit]);
}

static const char *
occurrence_reason(const struct occurrence *x)
{
	switch (x->state) {
	case WAIVED:
		return "実施しないことが協議済み";
	case PARTIAL:
		return "完了したが、取りやめた部分がある";
	case DONE:
		return "期限までに完了した";
	case LATE:
		return "期限の後に完了した";
	case NOT_APPLICABLE:
		return "期間に営業日がない";
	case OVERDUE:
		return "チケットが期限を過ぎても終わっていない";
	case MISSED:
		return "チケットがないまま期限を過ぎた";
	case BEHIND:
		return "予定日を過ぎたが、期限はまだ先";
	case OPEN:
		return "チケットがあり、予定日はまだ先";
	case DUE:
		return "予定日が近いのに、チケットがない";
	case UPCOMING:
		return "まだ先";
	}
	return "";
}

static void __attribute__((noreturn))
no_occurrence(const struct plan *plan, const char *typed)
{
	const struct activity *a = catalog_find(plan->ground.catalog, typed, plan->today);
	char text[PERIOD_TEXT];
	enum period_kind kind;

	if (a != NULL && frequency_kind(a->frequency, &kind))
		errx(1, "%s: %s work: name its period, such as %s@%s", typed, a->field[F_FREQUENCY], a->field[F_ID],
		    period_text(period_at(kind, plan->today), text));
	if (a != NULL)
		errx(1, "%s: %s work, which has no due date", typed, a->field[F_FREQUENCY]);
	errx(1, "%s: the contract has no such occurrence (a key looks like S09-04@FY2026H1)", typed);
}

static bool
explain_occurrence(const struct options *o, struct plan *plan)
{
	static const char *const names[] = { "item", "value" };
	char narrow[64], from[DATE_TEXT], to[DATE_TEXT], text[PERIOD_TEXT];
	const struct occurrence *x;
	const struct activity *a;
	struct output *out;

	if (!text_narrow(o->value[OPT_EXPLAIN], narrow, sizeof(narrow)) ||
	    (x = plan_find(plan, narrow)) == NULL)
		no_occurrence(plan, o->value[OPT_EXPLAIN]);
	a = x->owed.activity;
	out = output_open(o, names, 2);
	print_item(out, "キー", "%s", x->key);
	print_item(out, "件名", "%s", x->title);
	print_item(out, "実施内容", "%s", a->field[F_TASK]);
	print_item(out, "対象期間", "%s（%s..%s）", period_text(x->period, text),
	    date_text(x->period.from, DATE_ISO, from), date_text(x->period.to, DATE_ISO, to));
	print_item(out, "予定", "%s %s（%s:%zu）", a->field[F_FREQUENCY],
	    *a->field[F_SCHEDULE] == '\0' ? "最終営業日" : a->field[F_SCHEDULE],
	    plan->ground.catalog->path, a->line);
	explain_due(out, plan, x);
	if (x->ticket == NULL)
		print_item(out, "チケット", "なし");
	else
		print_item(out, "チケット", "%lld %s %s", x->ticket->id, status_name(x->ticket->status),
		    ticket_cell(plan->tickets, x->ticket, L_CLOSED));
	print_item(out, "状態", "%s：%s", state_name(x->state), occurrence_reason(x));
	return output_close(out);
}

static void
tell_end(const struct plan *plan)
{
	const struct contract *c = plan->ground.contract;
	const struct period *term = contract_term(c, plan->today);
	char date[DATE_TEXT];
	int end;

	if (term == NULL) {
		end = c->term[c->n - 1].to;
		if (end < plan->today)
			warnx("the contract ended on %s", date_text(end, DATE_ISO, date));
		else
			warnx("no term of the contract holds %s", date_text(plan->today, DATE_ISO, date));
		return;
	}
	end = contract_until(c, term);
	/* Only a terminal is told, for cron would mail it every day. */
	if (end - plan->today <= NOTICE && isatty(STDERR_FILENO))
		warnx("the contract ends on %s, in %d days", date_text(end, DATE_ISO, date), end - plan->today);
}

/* The period given with -p, or else this month.  Exits 2 if either end is open. */
static struct period
calendar_period(const struct options *o, const struct plan *plan)
{
	struct period p = period_at(PERIOD_MONTH, plan->today);

	option_period(o, OPT_PERIOD, &p);
	if (p.from == DAY_MIN || p.to == DAY_MAX)
		errx(2, "--calendar needs -p with both ends");
	return p;
}

static bool
print_calendar(const struct options *o, struct plan *plan)
{
	return due_calendar(o, plan, calendar_period(o, plan));
}

/* In the wrong directory no work seems to have a ticket, so a person is told when there is no ledger. */
static void
tell_no_ledger(const struct options *o)
{
	char *path;

	if (o->value[OPT_TICKETS] != NULL || !isatty(STDERR_FILENO))
		return;
	path = option_ledger(o);
	if (access(path, F_OK) != 0)
		journal_missing(path);
	free(path);
}

/* Opens the plan, calls show with it, and closes it; returns the exit status. */
static int
with_plan(const struct options *o, bool (*show)(const struct options *, struct plan *))
{
	struct ground ground = ground_open(&o->team);
	struct tickets *tickets = option_tickets(o, false);
	struct plan plan = plan_open(ground, tickets, option_day(o));
	bool good;

	plan.lead = (int)option_number(o, OPT_LEAD, -1, 3660);
	tell_no_ledger(o);
	tell_end(&plan);
	good = show(o, &plan);
	good = good && tickets->good;
	plan_free(&plan);
	tickets_close(tickets);
	ground_close(&ground);
	return good ? 0 : 1;
}

static int
run_list(const struct options *o)
{
	return with_plan(o, list_occurrences);
}

static int
run_calendar(const struct options *o)
{
	return with_plan(o, print_calendar);
}

static int
run_explain(const struct options *o)
{
	return with_plan(o, explain_occurrence);
}

static const struct form form_calendar = {
	FORM_MODE(OPT_CALENDAR), .operands = "", .most = 0, .help = N_("the days of -p, and why each is closed"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_LEAD, OPT_PERIOD), .run = run_calendar,
};
static const struct form form_explain = {
	FORM_MODE(OPT_EXPLAIN), .operands = "", .most = 0, .help = N_("explain the due date and the state"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_LEAD), .run = run_explain,
};
static const struct form form_list = {
	.operands = "", .most = 0, .filters = true, .help = N_("what is due"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_ALL, OPT_AS_OF, OPT_BACKFILL, OPT_EACH, OPT_EXIT, OPT_LEAD,
	    OPT_MAX, OPT_PERIOD, OPT_RESTRICTED),
	.run = run_list,
};

static const struct form *const forms[] = { &form_list, &form_calendar, &form_explain, NULL };

static const struct program program = {
	.purpose = N_("what is due"),
	.examples =
	    N_("  sow-due                           what needs attention\n"
	    "  sow-due | sow-ticket new -        make tickets of it (safe to repeat)\n"
	    "  sow-due -p 来週                   what comes next week\n"
	    "  sow-due -p FY2026 --all --each    every occurrence of the year\n"
	    "  sow-due --explain S09-04@FY2026H1\n"
	    "  sow-due --calendar -p 来月         open and closed days; a grid on a terminal\n"
	    "  sow-due -p FY2026 --all -o ics -O sow.ics    for Outlook\n"),
	.forms = forms,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
