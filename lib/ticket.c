/* ticket.c - what a ticket says */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "family.h"
#include "text.h"
#include "date.h"
#include "status.h"
#include "column.h"
#include "row.h"
#include "rows.h"
#include "tickets.h"
#include "ticket.h"

long long
ticket_parent(const struct tickets *ts, const struct ticket *t)
{
	return t->has_parent ? family_parent(&ts->families, t->id) : 0;
}

char *const *
ticket_cells(const struct tickets *ts, const struct ticket *t)
{
	return rows_cells(ts->rows, t->row, ts->ncolumns);
}

const char *
ticket_cell(const struct tickets *ts, const struct ticket *t, enum ledger_field f)
{
	return ts->column[f] == COLUMN_NONE ? "" : ticket_cells(ts, t)[ts->column[f]];
}

long long
ticket_rev(const struct tickets *ts, const struct ticket *t)
{
	return strtoll(ticket_cell(ts, t, L_REV), NULL, 10);
}

const char *
ticket_first_note(const struct tickets *ts, const struct ticket *t)
{
	return ts->note == COLUMN_NONE ? "" : rows_cells(ts->rows, t->first, ts->ncolumns)[ts->note];
}

const char *
ticket_last_note(const struct tickets *ts, const struct ticket *t)
{
	return t->ended == 0 || ts->note == COLUMN_NONE ? "" :
	    rows_cells(ts->rows, t->ended, ts->ncolumns)[ts->note];
}

const char *
ticket_remark(const struct tickets *ts, const struct ticket *t)
{
	return t->noted ? rows_cells(ts->rows, t->remark, ts->ncolumns)[ts->note] : "";
}

char *const *
ticket_turn(const struct tickets *ts, const struct turn *turn)
{
	return rows_cells_aside(ts->rows, turn->row, ts->ncolumns);
}

const char *
ticket_cell_aside(const struct tickets *ts, const struct ticket *t, enum ledger_field f)
{
	return ts->column[f] == COLUMN_NONE ? "" : rows_cells_aside(ts->rows, t->row, ts->ncolumns)[ts->column[f]];
}

const char *
ticket_number(const struct ticket *t, char buf[TICKET_NUMBER])
{
	char *to = text_put_digits(buf, 4, (unsigned)day_fiscal_year(ticket_opened(t)));
	uint32_t more;
	size_t digits;

	for (digits = 4, more = t->number / 10000; more > 0; more /= 10)
		digits++;
	*to = '-';
	*text_put_digits(to + 1, digits, t->number) = '\0';
	return buf;
}

static bool
day_of_cell(const struct tickets *ts, const struct ticket *t, enum ledger_field f, int *day)
{
	const char *text = ticket_cell(ts, t, f);
	int64_t us;

	if (date_written(text, day))
		return true;
	if (!time_parse(text, DAY_MIN, &us))
		return false;
	*day = time_day(us);
	return true;
}

bool
ticket_days(const struct tickets *ts, const struct ticket *t, int *opened, int *closed)
{
	bool live = status_live(t->status);

	if (t->steady && (live || t->lasted != TICKET_LONG)) {
		*opened = ticket_opened(t);
		*closed = live ? DAY_MAX : *opened + (int)t->lasted;
		return true;
	}
	if (!day_of_cell(ts, t, L_OPENED, opened))
		return false;
	if (live || !day_of_cell(ts, t, L_CLOSED, closed))
		*closed = DAY_MAX;
	return true;
}
