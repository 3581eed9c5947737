/* usage.h - the forms of a command line, one for each line of a SYNOPSIS, and what is said of them */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_USAGE_H
#define SOW_USAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "option.h"

/* The groups that most forms take. */
#define OPT_PRINTS OPT_COLUMNS, OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_OUTPUT, OPT_SUBST, OPT_WHERE
#define OPT_LEDGER OPT_TICKETS, OPT_LINK
#define OPT_INPUT OPT_FROM, OPT_SHEET, OPT_SKIP_TO
#define OPT_WRITES OPT_LEDGER, OPT_CLOCK, OPT_DRY, OPT_FORCE_FS, OPT_WAIT

/*
 * One line of a SYNOPSIS: a verb, a mode, a table. It is defined in the file that runs it, and it
 * holds all that the parser, usage, --help and completion need to know.
 */
struct form {
	const char *name;            /* the first operand; NULL: no name */
	enum option_id mode;         /* the option that selects it (--diff) */
	bool has_mode;
	const char *word;            /* the operand after the name, such as -; NULL: any */
	const char *operands;        /* as the manual has them */
	size_t most;                 /* at most this many operands after the name */
	bool filters;                /* an operand such as status=open is taken for -w */
	const char *help;            /* one line */
	const enum option_id *takes; /* up to OPTIONS, without those that every form takes */
	int (*run)(const struct options *); /* returns the exit code */
};
enum { ANY_NUMBER = 1000000 };
#define FORM_TAKES(...) ((const enum option_id[]){ __VA_ARGS__, OPTIONS })
#define FORM_MODE(id) .has_mode = true, .mode = id

struct program {
	const char *purpose, *examples;
	bool own;                    /* the names of columns are the input's own, without labels or types */
	const char *kind;            /* what the name is called: verb, table; NULL: no form has one */
	const struct form *const *forms; /* in the order of the manual, up to NULL */
	void (*words)(struct options *); /* splits operands that were typed as one; or NULL */
};

bool form_takes(const struct form *, enum option_id);
/* Does a form of that name in its operands take such a word (FIELD, NOTE)?  name may be NULL. */
bool forms_take(const struct program *, const char *name, const char *word);
bool program_takes(const struct program *, enum option_id);
void usage(const struct options *) __attribute__((noreturn)); /* of the form or its name, if known; exits 2 */
/* The help of the form that was named, else of the program; exits 0. */
void form_help(struct options *) __attribute__((noreturn));
/* Exits 2: no form fits the words. */
void form_missing(const struct options *) __attribute__((noreturn));
/* Exits 2 when the form takes an option not, or so many operands. */
void form_check(const struct options *);
/* Exits 2: there is no option of that name (n bytes of the word that was typed). */
void no_option(const struct options *, const char *typed, const char *name, size_t n) __attribute__((noreturn));
void no_letter(const struct options *, const char *typed, const char *at) __attribute__((noreturn)); /* the letter at in it */

#endif
