/* sow-check.h - what the files of sow-check share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_CHECK_H
#define CMD_SOW_CHECK_H

#include "sow.h"

#define EXPIRED "除外の期限切れ" /* the check of the 除外 list itself */

enum { F_CHECK, F_LEVEL, F_FILE, F_LINE, F_KEY, F_COLUMN, F_VALUE, F_MESSAGE, FINDING };
extern const char *const finding_names[FINDING];

struct check_run {
	const struct options *options;
	struct settings settings;
	struct checklist *checklist;
	struct exclusions *exclusions; /* or NULL */
	struct conversion *conversion;
	const char *const *names;      /* of the n columns of the files */
	size_t n;
	size_t key;                    /* the column of -k */
	enum verdict *verdict;         /* of each check, about the row */
	size_t *unknown;               /* how many rows each row of the checklist could not judge */
	size_t breaches, rows;
	bool good;
	struct row row;
};
/* Takes a breach of the row, or of the 除外 list. */
typedef void take_breach(void *, const char *const cell[FINDING]);

/* Opens what the operands name.  Exits 1 or 2 on what is not good, before a row is read. */
void check_open(struct check_run *, const struct options *);
size_t check_column(const struct check_run *, enum option_id); /* the column that it names; exits 2 */
/* Judges the next row by every check, and hands each breach to take, which may be NULL; false at the
 * end, after what the 除外 list itself breaches. */
bool check_next(struct check_run *, take_breach *take, void *);
/* Tells what was not asked and what could not be judged; returns the exit status. */
int check_close(struct check_run *);

#define OPT_CHECKS OPT_INPUT, OPT_MAP, OPT_SOURCE, OPT_SET, OPT_EXCEPT, OPT_KEY, OPT_EXIT

extern const struct form form_summary, form_tickets;

#endif
