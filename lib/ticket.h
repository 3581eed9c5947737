/* ticket.h - the state that the rows amount to */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TICKET_H
#define SOW_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "index.h"
#include "family.h"
#include "status.h"
#include "reader.h"
#include "row.h"
#include "journal.h"

enum { TICKET_NUMBER = 32 };

/* A ticket is where its rows stand; what they say is read there when it is asked for.  A copy
 * stays the ticket as it was. */
struct ticket {
	long long id, rev;    /* rev of its last row */
	uint64_t row;         /* the places of that row, */
	uint64_t first;       /* of its first one that has a note, else of its first, */
	uint64_t ended;       /* and of the one that ended it; 0: none has */
	int opened;           /* the day that its first row says it was opened */
	uint32_t number;      /* the 143rd of that day's 年度 */
	enum status status : 8;
	bool occurs : 1, named : 1, has_parent : 1; /* its last row: keys of occurrences; a ref or part */
	bool noted : 1;       /* some row has a note */
};
struct tickets {
	const char *const *names; /* the ledger's columns, ncolumns of them */
	size_t ncolumns;
	size_t column[L_FIXED], note; /* where they stand, or COLUMN_NONE (a stream) */
	struct ticket *ticket;   /* n of them, by id */
	size_t n;
	long long last_rev;
	int64_t first_at;        /* of the ledger's first row; INT64_MAX: none */
	bool good;               /* false: a row of a stream was left out */

	/* for the functions below */
	struct rows *rows;
	bool journal;            /* the rows are a journal's, not those of a stream */
	uint32_t *slot;          /* by id, nslots of them: index in ticket + 1 */
	size_t nslots;
	struct families families;
	struct index index;      /* of keys, refs and parts, once somebody asked for one */
	bool indexed;
	uint32_t *fresh;         /* nfresh of them: changed since */
	size_t nfresh;
	struct timetable {
		int day;
		uint32_t ticket; /* its index */
	} *due;                  /* of the live ones, ndue of them, by day and id; of the last who asked */
	size_t ndue;
	bool timed;              /* due is of the state as it is */
	struct arena arena;      /* the names */
};

/* The state at that moment; NULL: no tickets. */
struct tickets *tickets_read(const struct view *, int64_t as_of);
/* The same of a stream of rows, such as list prints; the reader is closed. */
struct tickets *tickets_stream(struct reader *, int64_t as_of);
/* The state after one more row (copied); pointers to tickets may move. */
struct ticket *tickets_apply(struct tickets *, char *const *cell, long long id, enum status,
    long long rev);
struct ticket *tickets_find(const struct tickets *, long long id);
long long ticket_parent(const struct tickets *, const struct ticket *); /* its id; 0: none */
/* The tickets whose parent is id, one after the other (first NULL), void ones left out. */
const struct ticket *tickets_child(const struct tickets *, long long id, const struct ticket *after);

/* What a ticket's last row says.  The text lasts until ROWS_AT_HAND - 1 other rows have been
 * asked for: of tickets, of notes. */
const char *ticket_cell(const struct tickets *, const struct ticket *, enum ledger_field);
char *const *ticket_cells(const struct tickets *, const struct ticket *); /* in the order of names */
const char *ticket_first_note(const struct tickets *, const struct ticket *); /* the first there is */
const char *ticket_last_note(const struct tickets *, const struct ticket *);  /* of the one that ended it */
const char *ticket_number(const struct ticket *, char buf[TICKET_NUMBER]);    /* 2026-0143 */
void tickets_close(struct tickets *);

#endif
