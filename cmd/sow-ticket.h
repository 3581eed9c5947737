/* sow-ticket.h - what the files of sow-ticket share */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TICKET_H
#define SOW_TICKET_H

#include "sow.h"

/*
 * One write to the ledger, from lock to answer: rows are drafted against the
 * state under the lock, appended as one batch, and only then their ids printed.
 */
struct desk {
	const struct options *options;
	struct ledger ledger;
	struct tickets *tickets; /* desk_tickets: the state under the lock, with the batch */
	struct drafted {
		char **cell;
		long long id, rev;
		enum status status;
	} *drafted;              /* the batch's rows, for who reads the state later */
	size_t ndrafted;
	const char *by;
	struct arena arena;
	char **answer;           /* lines for stdout, once the batch is on disk */
	size_t nanswers;
	bool good;               /* false: something was refused */
	enum ledger_result result;
};

/* False: the ledger could not be opened; the result is the exit code. */
bool desk_open(struct desk *, const struct options *);
/* Read when first needed: a new ticket without an occurrence needs no look back. */
struct tickets *desk_tickets(struct desk *);
/* The cells of a row to be: of that ticket as it is now, or all empty. */
char **desk_draft(struct desk *, const struct ticket *);
/* Sets a cell by its ledger column's index; the text is copied. */
void desk_set(struct desk *, char **draft, size_t column, const char *text);
size_t desk_column(const struct desk *, const char *name); /* or COLUMN_NONE */
/* Adds the row unless nothing changed; where is «stdin:3» or «ticket 7». Returns
 * the ticket's id, 0 when it was refused (told). */
long long desk_add(struct desk *, char **draft, const struct ticket *was, const char *where);
void desk_answer(struct desk *, long long id, const char *title, const char *due);
/* Says why something is refused; the command goes on and exits 1. */
void desk_refuse(struct desk *, const char *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Writes, answers, and returns the exit code. */
int desk_close(struct desk *);

/* name=value, as typed: to a draft. place (may be NULL) takes title values. */
enum assignment { ASSIGNED, NOT_A_FIELD, REFUSED };
enum assignment draft_assign(struct desk *, char **draft, const char *text, char *place[PLACES],
    const char *where);
/* The same for a cell of a row; the value is checked and normalised. */
bool draft_cell(struct desk *, char **draft, size_t column, const char *value, const char *where);
/* Keys that another ticket carries are taken out, with a word; returns how many are left. */
size_t draft_keys(struct desk *, char **draft, long long id, const char *where, long long *other);

char *ledger_path(const struct options *);
const char *author(const struct options *);

int ticket_new(const struct options *);
int ticket_change(const struct options *);

#endif
