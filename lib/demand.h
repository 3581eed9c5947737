/* demand.h - what a check asks of a cell: at least, within, in, unique ... */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DEMAND_H
#define SOW_DEMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "team.h"

/* In rising order: of several, the last decides what is said of a row. */
enum verdict {
	VERDICT_OUTSIDE, /* it was not asked */
	VERDICT_FIT,
	VERDICT_UNKNOWN, /* the cell is empty, or not of the kind that is asked for */
	VERDICT_UNFIT,
};
struct judged {
	const char *text;    /* the cell; several are joined by + */
	char *const *cell;   /* the row */
	const char *file;
	size_t line;
	int today;
};
struct demand {
	const struct demand_kind *kind;
	const char *text;        /* what the cell is held against; it outlives the demand */
	const char *other;       /* the address of a column of the same row that it is held against; or NULL */
	size_t at;               /* the index of that column, which the caller finds */
	int days;
	bool us, utc;            /* how a date is to be read */
	double number;
	char **word;             /* nwords of a list, or the file and the columns of a lookup */
	size_t nwords;
	struct dictionary *dictionary;
	struct demand_regex *regex;
	struct demand_seen *seen;
	char *memory;
};

/* Reads both.  On failure returns what is wrong, a text marked by N_, and *of_op says in which of them. */
const char *demand_parse(struct demand *, const char *op, const char *value, bool *of_op);
size_t demand_names(const char **names, size_t max); /* of all ops, at most max; returns how many */
bool demand_joins(const struct demand *); /* may its column be several, joined by +? */
const char *demand_file(const struct demand *); /* that it looks up in, or NULL */
/* Reads that file; exits 1 on a bad one. */
void demand_load(struct demand *, const struct team *);
enum verdict demand_judge(struct demand *, const struct judged *);
/* After VERDICT_UNFIT of unique: the file and line of the first row with that value; else NULL. */
const char *demand_twin(const struct demand *, size_t *line);
void demand_close(struct demand *);

#endif
