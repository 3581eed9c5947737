/* option.h - what every program shares */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OPTION_H
#define SOW_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "period.h"
#include "reader.h"
#include "team.h"
#include "ticket.h"

enum option_id {
	OPT_ALL, OPT_ANY, OPT_APPROVER, OPT_AS_IS, OPT_AS_OF, OPT_BACKFILL, OPT_CALENDAR,
	OPT_CANDIDATES, OPT_CELL, OPT_CHECK, OPT_CLOCK, OPT_COLUMNS, OPT_COPIES, OPT_COPY, OPT_DIFF, OPT_DIR, OPT_DONE, OPT_DRY, OPT_EACH,
	OPT_EACH_ROW, OPT_EDIT, OPT_EXIT, OPT_EXPLAIN, OPT_FILE, OPT_FOR, OPT_FORCE, OPT_FORCE_FS,
	OPT_FORMAT, OPT_FORMULA, OPT_FROM, OPT_HEADER, OPT_HELP, OPT_IF_REV, OPT_LAYOUT, OPT_LEAD,
	OPT_LINK, OPT_LINT, OPT_MAP, OPT_MAX, OPT_MIN, OPT_MIN_REV, OPT_ON, OPT_OUTPUT,
	OPT_PARENT, OPT_PERIOD, OPT_REV, OPT_SKIP_TO, OPT_START, OPT_SUBST, OPT_TICKETS,
	OPT_TODAY, OPT_UNTIL, OPT_VERSION, OPT_WAIT, OPT_WAITING, OPT_WHERE, OPT_WHY, OPT_WITH,
	OPTIONS,
};
/* What a program says of itself; the options every program has are not listed. */
struct program {
	const char *purpose, *operands, *examples;
	const enum option_id *takes;
	size_t ntakes;
};
struct options {
	const struct program *program;
	struct team team;
	const char *value[OPTIONS]; /* NULL: not given; a flag is "" */
	const char **where;
	size_t nwhere;
	char **operand; /* n of them, then NULL */
	size_t n;
};

/* Opens missing fds 0-2, reads argv and the clock; exits 2, and 0 for --help. */
void options_parse(struct options *, const struct program *, char **argv);
void usage(const struct program *) __attribute__((noreturn));
const char *option_name(enum option_id); /* without its dashes */
long long option_number(const struct options *, enum option_id, long long otherwise, long long max);
bool option_period(const struct options *, enum option_id, struct period *);
int64_t option_as_of(const struct options *); /* the last moment that counts */
int option_day(const struct options *); /* that of --as-of, unless --today is given */
/* Does the U+3000 between head, which would be word n, and rest part them? first is the
 * first word of the same operand. */
typedef bool option_parts(char *const *word, size_t n, size_t first, const char *head, const char *rest);
/* An IME's space is none to the shell: operands part at it where that says so (NULL: at each). */
void options_part(struct options *, option_parts *);
/* A stream, by --from and --skip-to; empty: it may be. */
struct reader *option_stdin(const struct options *, bool empty);
/* The same of a path, for rows that are kept: too many bad ones end the program. */
struct reader *option_rows(const struct options *, const char *path, bool empty);

/* -t FILE, or the team's tickets.csv; a symbolic link is followed with -L alone. The caller
 * frees it. */
char *option_ledger(const struct options *);
/* The tickets of -t (- is a stream of rows), as of --as-of; a ledger that is not needed may be
 * missing. */
struct tickets *option_tickets(const struct options *, bool needed);

#endif
