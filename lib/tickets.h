/* tickets.h - the tickets that rows amount to */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TICKETS_H
#define SOW_TICKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "index.h"
#include "family.h"
#include "civil.h"
#include "status.h"
#include "reader.h"
#include "row.h"
#include "journal.h"

enum { TICKET_LONG = (1 << 11) - 1 };

/*
 * A ticket has the positions of its rows, which are read again when a cell is asked for.  A copy
 * of it stays the ticket as it was.  There may be millions of them, so it is five words: a position takes
 * JOURNAL_BITS, and the rest of its word is for days, which are counted from DAY_MIN, and other small numbers.
 */
struct ticket {
	long long id;
	uint64_t row : JOURNAL_BITS;      /* the positions of its last row, */
	unsigned opened : 24;             /* the day on which its first row says it was opened: see ticket_opened */
	uint64_t first : JOURNAL_BITS;    /* of its first row with a note, else of its first row, */
	unsigned due : 24;                /* of its last row; 0: none */
	uint64_t remark : JOURNAL_BITS;   /* of its last row with a note, */
	unsigned number : 24;             /* 143: it is the 143rd of the 年度 of the day when it was opened */
	uint64_t ended : JOURNAL_BITS;    /* and of the row that last ended it; 0: none has */
	enum status status : 4;
	unsigned lasted : 11;             /* days from opened to closed, if it is steady and ended; TICKET_LONG: not known */
	bool steady : 1;                  /* its last row says the same of opened as its first one, which is a date */
	bool keyed : 1, occurs : 1, several : 1; /* that row has keys; occurrences among them; more than one */
	bool part : 1, named : 1, has_parent : 1, decided : 1; /* a part; a part or ref; a parent; approved */
	bool noted : 1;                   /* some row has a note */
};

static inline int
ticket_opened(const struct ticket *t)
{
	return (int)t->opened + DAY_MIN;
}

/* A row that may say why: it has or loses an approval or, if it explains, moves its ticket's date,
 * holds or waives the ticket, or leaves out a part. */
struct turn {
	long long id;
	uint64_t row; /* its position */
	bool explains;
};

struct tickets {
	const char *const *names; /* the ledger's columns, ncolumns of them */
	size_t ncolumns;
	size_t column[L_FIXED], note; /* the indexes of columns, or COLUMN_NONE (in a stream) */
	struct ticket *ticket;   /* n of them, by id */
	size_t n;
	long long last_rev;
	struct turn *turn;       /* nturns of them, in the order of the rows */
	size_t nturns;
	int64_t first_at;        /* of the first row of the ledger; INT64_MAX: none */
	bool good;               /* false: a row of a stream was left out */

	/* for the functions below, and those of ticket.h and lookup.h */
	struct rows *rows;
	bool journal;            /* the rows are those of a journal, not of a stream */
	uint32_t *slot;          /* by id, nslots of them: index in ticket + 1 */
	size_t nslots;
	struct families families;
	struct index index;      /* of keys, refs and parts, after the first lookup */
	bool indexed;
	uint32_t *fresh;         /* the nfresh tickets changed since */
	size_t nfresh;
	struct timetable {
		int day;
		uint32_t ticket; /* its index */
	} *due;                  /* the ndue live ones, by day and id, as of the last tickets_due */
	size_t ndue;
	bool timed;              /* due is up to date */
	struct arena arena;      /* the names */
};

/* The state at that moment; without a view, no tickets. Exits 1 on a bad row. */
struct tickets *tickets_read(const struct view *, int64_t as_of);
/* The same in steps, for whoever looks at each row, too: begin takes over the journal, which is not read
 * yet, and names it by path; add takes a row of it, the last one returned; finish comes after the last. */
struct tickets *tickets_begin(struct journal *, const char *path);
void tickets_add(struct tickets *, struct journal *, const struct row *);
struct tickets *tickets_finish(struct tickets *);
/* The same for a stream of rows, such as list prints; closes the reader. */
struct tickets *tickets_stream(struct reader *, int64_t as_of);
/* Adds one more row, which is copied; the array of tickets may move. */
struct ticket *tickets_apply(struct tickets *, char *const *cell, long long id, enum status);
struct ticket *tickets_find(const struct tickets *, long long id);
/* The next ticket whose parent is id, by id, the first for after NULL; void ones are left out. */
const struct ticket *tickets_child(const struct tickets *, long long id, const struct ticket *after);
bool tickets_are_kind(const struct tickets *); /* of a ledger of a kind, such as issues */
void tickets_close(struct tickets *);

#endif
