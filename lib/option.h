/* option.h - the options, and what their values mean */
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
#define OPTION(id, letter, name, argument, help) OPT_##id,
#include "option.def"
#undef OPTION
	OPTIONS,
};
/* One table for all programs: a letter means the same in every one. */
struct option_line {
	char letter;          /* '\0': none */
	const char *name;     /* without its dashes */
	const char *argument; /* what it is called in --help; NULL: none */
	const char *help;
};
extern const struct option_line option_table[OPTIONS];

struct form;
struct program;
struct options {
	const struct program *program;
	const struct form *form;
	struct team team;
	const char *value[OPTIONS]; /* NULL: not given; a flag is "" */
	const char **where;
	size_t nwhere;
	char **operand; /* n of them, then NULL */
	size_t n;
};

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
