/* ticket.h - what a ticket says */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TICKET_H
#define SOW_TICKET_H

#include <stdbool.h>

#include "row.h"
#include "tickets.h"

enum { TICKET_NUMBER = 32 };

/* What the last row of a ticket says.  The text lasts until ROWS_AT_HAND - 1 other rows have been
 * asked for, by any of these. */
const char *ticket_cell(const struct tickets *, const struct ticket *, enum ledger_field);
char *const *ticket_cells(const struct tickets *, const struct ticket *); /* in the order of names */
long long ticket_parent(const struct tickets *, const struct ticket *); /* its id; 0 for none */
long long ticket_rev(const struct tickets *, const struct ticket *); /* of its last row */
const char *ticket_first_note(const struct tickets *, const struct ticket *); /* or "" */
const char *ticket_last_note(const struct tickets *, const struct ticket *);  /* of the row that ended it */
const char *ticket_remark(const struct tickets *, const struct ticket *);     /* the last note; or "" */
const char *ticket_number(const struct ticket *, char buf[TICKET_NUMBER]);    /* 2026-0143 */
/* The days of its columns opened and, unless it is live, closed; DAY_MAX where closed is none.  False if opened is none. */
bool ticket_days(const struct tickets *, const struct ticket *, int *opened, int *closed);
/* These last until either is called again; what was asked for by the functions above stays. */
char *const *ticket_turn(const struct tickets *, const struct turn *); /* the cells of a turn's row */
const char *ticket_cell_aside(const struct tickets *, const struct ticket *, enum ledger_field);

#endif
