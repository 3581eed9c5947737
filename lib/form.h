/* form.h - the lines of a SYNOPSIS: what a command line may be */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FORM_H
#define SOW_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "option.h"

/* The groups that most forms take. */
#define OPT_PRINTS OPT_COLUMNS, OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_OUTPUT, OPT_SUBST, OPT_WHERE
#define OPT_LEDGER OPT_TICKETS, OPT_LINK
#define OPT_INPUT OPT_FROM, OPT_SKIP_TO
#define OPT_WRITES OPT_LEDGER, OPT_CLOCK, OPT_DRY, OPT_FORCE_FS, OPT_WAIT

/*
 * One line of a SYNOPSIS: a verb, a mode, a table. It stands in the file that does it, and
 * everything that is known of it is here: the parser, usage, --help and completion read it.
 */
struct form {
	const char *name;            /* the first operand; NULL: the form has no name */
	enum option_id mode;         /* the option that asks for it (--diff) */
	bool has_mode;
	const char *word;            /* the operand behind the name, such as -; NULL: any */
	const char *operands;        /* as the manual has them */
	size_t most;                 /* operands behind the name, at most */
	bool filters;                /* an operand such as status=open is one of -w */
	const char *help;            /* one line */
	const enum option_id *takes; /* up to OPTIONS; those that every form takes are not listed */
	int (*run)(const struct options *); /* returns the exit code */
};
enum { ANY_NUMBER = 1000000 };
#define FORM_TAKES(...) ((const enum option_id[]){ __VA_ARGS__, OPTIONS })
#define FORM_MODE(id) .has_mode = true, .mode = id

struct program {
	const char *purpose, *examples;
	const char *kind;            /* what a name is: verb, table; NULL: no form has one */
	const struct form *const *forms; /* in the order of the manual, up to NULL */
	void (*words)(struct options *); /* parts operands that were typed as one; or NULL */
};

/* Opens missing fds 0-2, reads argv and the clock, finds the form and runs it; what does not
 * fit is told, exit 2. Returns the exit code. */
int program_run(const struct program *, char **argv);
void usage(const struct options *) __attribute__((noreturn)); /* of the form, if it is known */

#endif
