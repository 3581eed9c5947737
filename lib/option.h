/* option.h - the options, and the meaning of their values */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OPTION_H
#define SOW_OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "period.h"
#include "reader.h"
#include "team.h"
#include "tickets.h"

enum option_id {
#define OPTION(id, letter, name, argument, help) OPT_##id,
#include "option.def"
#undef OPTION
	OPTIONS,
};
/* There is one table for all programs: a letter means the same in each. */
struct option_line {
	char letter;          /* '\0' for none */
	const char *name;     /* without its dashes */
	const char *argument; /* as --help calls it; NULL: it takes none */
	const char *help;
};
extern const struct option_line option_table[OPTIONS];

struct form;
struct program;
struct options {
	const struct program *program;
	const struct form *form;
	struct team team;
	const char *value[OPTIONS]; /* NULL: not given; "" for a flag */
	const char **where;
	size_t nwhere;
	struct given {
		enum option_id id;
		const char *value;
	} *given;       /* ngiven of them: every option, in order, for those that may be repeated */
	size_t ngiven;
	char **operand; /* n of them, then NULL */
	size_t n;
};

/* The values of an option that may be repeated, one after the other; NULL after the last.  *cursor is
 * 0 at first. */
const char *option_each(const struct options *, enum option_id, size_t *cursor);
const char *option_name(enum option_id); /* without its dashes */
long long option_number(const struct options *, enum option_id, long long otherwise, long long max);
bool option_period(const struct options *, enum option_id, struct period *);
int64_t option_as_of(const struct options *); /* the last moment that counts; exits 2 */
int option_day(const struct options *); /* the day of --as-of, unless --today is given; else today */
/* Does the U+3000 between head and rest separate them? head would be word[n]; word[first] is the
 * first one of the same operand. */
typedef bool option_parts(char *const *word, size_t n, size_t first, const char *head, const char *rest);
/* Splits operands at U+3000, the space of an IME, which the shell does not: where parts says so, or
 * everywhere if it is NULL. */
void options_part(struct options *, option_parts *);
/* Opens stdin as a stream, by --from and --skip-to; empty: no bytes at all are no error. */
struct reader *option_stdin(const struct options *, bool empty);
/* The same for a path whose rows are kept in memory, and written to the ledger: too many bad ones, and in a
 * workbook a formula that was never computed, end the program. */
struct reader *option_rows(const struct options *, const char *path, bool empty);
/* The same; the header is the first line with these names, up to NULL. */
struct reader *option_ledger_rows(const struct options *, const char *path, const char *const *header);

/* The path of -t, or of the team's tickets.csv; a symbolic link is followed only with -L. Exits 2
 * for -t -. The caller frees it. */
char *option_ledger(const struct options *);
/* The tickets of -t (- is a stream of rows) or of the team, as of --as-of; the ledger of the team
 * may be missing unless needed. */
struct tickets *option_tickets(const struct options *, bool needed);

#endif
