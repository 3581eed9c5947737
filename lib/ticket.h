/* ticket.h - the state that the rows amount to */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TICKET_H
#define SOW_TICKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "status.h"
#include "reader.h"
#include "catalog.h"
#include "row.h"
#include "journal.h"


struct ticket {
	long long id, rev;       /* rev of its last row */
	enum status status;
	char **cell;             /* its last row, in the ledger's columns */
	const char *first_note, *done_note; /* of its first row, of the one that ended it */
	int year, number;        /* 2026-0143: the 143rd that was opened in that 年度 */
	int64_t created;         /* at of its first row */
	int first_opened;        /* the day that its first row says it was opened */
	long long parent;        /* these are ids, 0: none */
	long long child, last_child; /* the tickets whose parent it is, by id */
	long long sibling, elder; /* the next of the same parent, and the one before */
};
struct tickets {
	const char *const *names; /* the ledger's columns, ncolumns of them */
	size_t ncolumns;
	size_t column[L_FIXED], note; /* where they stand, or COLUMN_NONE (a stream) */
	struct ticket *ticket;   /* n of them, by id */
	size_t n;
	long long last_rev;
	int64_t first_at;        /* of the ledger's first row; INT64_MAX: none */
	struct key {
		const char *text;
		long long id;    /* the last that carried it */
	} *key;                  /* keys, refs, parts: a hash table of keysize places, nkeys taken */
	size_t nkeys, keysize;
	size_t *slot, nslots;    /* by id: index in ticket + 1 */
	struct arena arena;
	bool families;           /* child and sibling are kept: of a journal, not of a stream */
	bool good;               /* false: a row of a stream was left out */
};


/* The state at that moment; NULL: no tickets. */
struct tickets *tickets_read(const struct view *, int64_t as_of);
/* The same of a stream of rows, such as list prints; the reader is closed. */
struct tickets *tickets_stream(struct reader *, int64_t as_of);
/* The state after one more row (copied); pointers to tickets may move. */
struct ticket *tickets_apply(struct tickets *, char *const *cell, long long id, enum status,
    long long rev);
struct ticket *tickets_find(const struct tickets *, long long id);
/* The ticket, neither canceled nor void, that carries the occurrence, or NULL. */
struct ticket *tickets_by_key(const struct tickets *, const char *key);
struct ticket *tickets_by_ref(const struct tickets *, const char *ref);
/* The part of that name, neither canceled nor void, of the parent. */
struct ticket *tickets_by_part(const struct tickets *, long long parent, const char *name);
/* The tickets whose parent is id, one after the other (first NULL), void ones left out. */
const struct ticket *tickets_child(const struct tickets *, long long id, const struct ticket *after);
/* 143, #143, 2026-0143, else a ref; ref:143 is one that looks like an id. NULL: none. */
struct ticket *tickets_parse(const struct tickets *, const char *);
const char *ticket_cell(const struct tickets *, const struct ticket *, enum ledger_field);
/* The activity of the first key, as it was when the ticket was opened; or NULL. */
const struct activity *key_activity(const struct catalog *, const char *keys, const char *opened);
void tickets_close(struct tickets *);

#endif
