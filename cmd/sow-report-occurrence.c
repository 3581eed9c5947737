/* sow-report-occurrence.c - the columns of tables whose rows are occurrences */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "sow-report.h"

#define OF_ACTIVITY(name, field_id) static const char * \
text_##name(struct report *r, const struct item *x, struct arena *arena) \
{ \
	(void)r; \
	(void)arena; \
	return x->occurrence->owed.activity->field[field_id]; \
}

OF_ACTIVITY(id, F_ID)
OF_ACTIVITY(target, F_TARGET)
OF_ACTIVITY(frequency, F_FREQUENCY)

static const char *
text_own_key(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	(void)arena;
	return x->occurrence->key;
}

static const char *
text_title(struct report *r, const struct item *x, struct arena *arena)
{
	const char *title = x->ticket == NULL ? "" : ticket_cell(r->tickets, x->ticket, L_TITLE);

	(void)arena;
	return *title == '\0' ? x->occurrence->title : title;
}

static const char *
text_period(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return period_text(x->occurrence->period, arena_alloc(arena, PERIOD_TEXT));
}

static const char *
text_due(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return date_text(x->occurrence->owed.when.due, DATE_ISO, arena_alloc(arena, DATE_TEXT));
}

static const char *
text_deadline(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return date_text(x->occurrence->owed.deadline, DATE_ISO, arena_alloc(arena, DATE_TEXT));
}

/* Being behind the team's own plan is no matter of the contract, so only the team is shown that state. */
static const char *
text_state(struct report *r, const struct item *x, struct arena *arena)
{
	enum state s = x->occurrence->state;

	(void)r;
	(void)arena;
	return state_name(s != BEHIND || x->internal ? s : x->ticket != NULL ? OPEN : DUE);
}

static const char *
text_parts(struct report *r, const struct item *x, struct arena *arena)
{
	return x->ticket == NULL ? "" : parts_text(r->parts[x->ticket - r->tickets->ticket], arena_alloc(arena, 48), 48);
}

static const char *
text_ticket(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return x->ticket == NULL ? "" : arena_format(arena, "%lld", x->ticket->id);
}

/* The day on which the ticket was closed or, if it was waived, on which that was agreed. */
static const char *
text_closed(struct report *r, const struct item *x, struct arena *arena)
{
	const char *approved = x->ticket == NULL ? "" : ticket_cell(r->tickets, x->ticket, L_APPROVED);

	if (x->ticket != NULL && x->ticket->status == T_WAIVED && strlen(approved) > strlen("2026-11-24"))
		return arena_text(arena, approved, strlen("2026-11-24"));
	return x->ticket == NULL ? "" : ticket_cell(r->tickets, x->ticket, L_CLOSED);
}

/* How many open days after the deadline the ticket was closed, or the day comes that the report
 * speaks for. */
static const char *
text_days(struct report *r, const struct item *x, struct arena *arena)
{
	int64_t us;
	int day, end = x->day, n = 0;

	if (x->ticket != NULL && time_parse(ticket_cell(r->tickets, x->ticket, L_CLOSED), DAY_MIN, &us))
		end = time_day(us);
	for (day = x->occurrence->owed.deadline + 1; day <= end; day++)
		n += calendar_closed(r->ground.calendar, day) == NULL;
	return end <= x->occurrence->owed.deadline || x->occurrence->state == WAIVED ||
	    x->occurrence->state == NOT_APPLICABLE ? "" : arena_format(arena, "%d", n);
}

/* Why the work was moved, held, waived or left out in part.  A layout says so where a reason is
 * missing. */
static const char *
text_reason(struct report *r, const struct item *x, struct arena *arena)
{
	enum state s = x->occurrence->state;
	const char *reason = x->ticket == NULL ? "" : report_reason(r, x->ticket);

	(void)arena;
	if (*reason != '\0' || !r->people || (s != MISSED && s != OVERDUE && s != LATE && s != PARTIAL && s != WAIVED))
		return reason;
	return NO_REASON;
}

/* The due date of a live ticket that was moved from the contract's date; else empty. */
static const char *
text_moved(struct report *r, const struct item *x, struct arena *arena)
{
	(void)r;
	return x->occurrence->due == x->occurrence->owed.when.due ? "" :
	    date_text(x->occurrence->due, DATE_ISO, arena_alloc(arena, DATE_TEXT));
}

const struct table_column occurrence_columns[OCCURRENCE_COLUMNS] = {
	{ "id", text_id }, { "key", text_own_key }, { "title", text_title }, { "target", text_target },
	{ "frequency", text_frequency }, { "period", text_period }, { "due", text_due },
	{ "deadline", text_deadline }, { "state", text_state }, { "parts", text_parts },
	{ "ticket", text_ticket }, { "closed", text_closed }, { "days", text_days }, { "reason", text_reason },
	{ "moved", text_moved },
};
