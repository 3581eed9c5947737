/* tickets.c - what a ticket remembers of its rows must be what its last row says */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "property.h"

enum { TICKETS = 40, ROWS = 400 };

/* ---- rows in memory ---- */

/* A date in one of the forms that a cell may have, or what is none.  Many are of the same few days, so that they repeat. */
static void
date_by_chance(struct chance *c, char cell[DATE_TEXT])
{
	static const enum date_style styles[] = { DATE_ISO, DATE_ISO, DATE_ISO, DATE_ERA };
	static const int spans[] = { 3, 400, TICKET_LONG + 3, 3000000 };
	int day = day_of(2024, 1, 1) + chance_below(c, spans[chance_below(c, 4)]) * (chance_below(c, 5) == 0 ? -1 : 1);

	switch (chance_below(c, 12)) {
	case 0:
		strlcpy(cell, "", DATE_TEXT);
		break;
	case 1:
		strlcpy(cell, "2026-02-30", DATE_TEXT);
		break;
	default:
		if (day < day_of(1600, 1, 1) || day > day_of(9999, 12, 31))
			day = day_of(9999, 12, 31);
		if (chance_below(c, 2))
			time_text(day * DAY_US + chance_below(c, 86400) * SECOND_US, chance_below(c, 2), cell);
		else
			date_text(day, styles[day < day_of(2019, 5, 1) ? 0 : chance_below(c, 4)], cell);
	}
}

static void
add_row(struct tickets *ts, struct chance *c, long long rev)
{
	static const char *const keys[] = { "", "S03-01", "S03-01@2026-W48", "S03-01@2026-W48 S03-02@2026-11" };
	char opened[DATE_TEXT], closed[DATE_TEXT], number[32], *cell[L_FIXED];
	size_t i;

	for (i = 0; i < L_FIXED; i++)
		cell[i] = (char *)(uintptr_t)(i > L_CLOSED && chance_below(c, 3) == 0 ? "x" : "");
	date_by_chance(c, opened);
	if (chance_below(c, 4) > 0) /* mostly the same as before */
		strlcpy(opened, "2024-01-02T09:00:00", sizeof(opened));
	date_by_chance(c, closed);
	snprintf(number, sizeof(number), "%lld", rev);
	cell[L_REV] = number;
	cell[L_OPENED] = opened;
	cell[L_CLOSED] = closed;
	cell[L_PARENT] = (char *)(uintptr_t)"";
	cell[L_KEYS] = (char *)(uintptr_t)keys[chance_below(c, 4)];
	tickets_apply(ts, cell, chance_below(c, TICKETS) + 1, (enum status)chance_below(c, STATUSES));
}

/* ---- the same from the cells ---- */

static bool
slow_days(const struct tickets *ts, const struct ticket *t, int *opened, int *closed)
{
	int64_t us;

	if (!time_parse_careful(ticket_cell(ts, t, L_OPENED), DAY_MIN, &us))
		return false;
	*opened = time_day(us);
	*closed = !status_live(t->status) && time_parse_careful(ticket_cell(ts, t, L_CLOSED), DAY_MIN, &us) ? time_day(us) : DAY_MAX;
	return true;
}

static void
check_ticket(const struct tickets *ts, const struct ticket *t)
{
	int opened = 0, closed = 0, slow_opened = 0, slow_closed = 0;
	bool good = ticket_days(ts, t, &opened, &closed);
	const char *keys = ticket_cell(ts, t, L_KEYS);

	CHECK(slow_days(ts, t, &slow_opened, &slow_closed) == good && (!good || (opened == slow_opened && closed == slow_closed)),
	    "ticket %lld is of %d to %d, not %d to %d: %s, %s", t->id, opened, closed, slow_opened, slow_closed,
	    ticket_cell(ts, t, L_OPENED), ticket_cell(ts, t, L_CLOSED));
	CHECK(t->keyed == (*keys != '\0') && t->occurs == (strchr(keys, '@') != NULL) && t->several == (strchr(keys, ' ') != NULL),
	    "ticket %lld has other keys than %s", t->id, keys);
	CHECK(t->part == (*ticket_cell(ts, t, L_PART) != '\0') &&
	    t->named == (*ticket_cell(ts, t, L_PART) != '\0' || *ticket_cell(ts, t, L_REF) != '\0') &&
	    t->decided == (*ticket_cell(ts, t, L_APPROVED) != '\0'), "ticket %lld is marked otherwise than its row", t->id);
}

void
check_tickets(int rounds)
{
	struct chance c = { 41 };
	struct tickets *ts;
	size_t i;
	int round;

	for (round = 0; round < 5 * rounds; round++) {
		ts = tickets_new();
		for (i = 0; i < ROWS; i++)
			add_row(ts, &c, (long long)i + 1);
		for (i = 0; i < ts->n; i++)
			check_ticket(ts, &ts->ticket[i]);
		tickets_close(ts);
	}
}
