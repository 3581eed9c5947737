/* argv.h - what the files of the fuzzer of command lines share */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_ARGV_H
#define FUZZ_ARGV_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { WORDS = 64 }; /* the most that a command line has */

extern struct campaign {
	char *bin, *share;
	char *keeper;            /* the path of sow-ticket, for verify */
	char top[24];            /* the scratch directory; it is kept when something is wrong */
	unsigned long long seed;
	size_t number;           /* of the command line */
	bool lenient;            /* messages are not checked */
} campaign;

/* ======== argv-vocabulary.c ======== */

#define LONG "\003" /* what follows, repeated, makes a very long word */

extern const char *const hostile_words[]; /* these are valid nowhere */
/* The words that a form may have in a place, by the letter of their kind: usual ones and odd ones. */
extern const struct kind {
	const char *const *good, *const *odd;
} kinds[128];
extern const char *const operators[], *const broken_operators[]; /* between a column and a value */

/* ======== argv-grammar.c ======== */

struct option {
	const char *name;
	char letter, kind; /* 0: no letter; no value, so a flag */
};

/*
 * In words, a capital stands for a word of that kind, which may be left out if ? follows; -- begins
 * an option that the form needs; any other token is taken literally.
 */
struct form {
	size_t weight;
	const char *program, *words, *options, *columns, *input;
	bool writes; /* the form prints the ids of tickets that it saved */
};

const struct option *grammar_option(const char *name);
const struct option *grammar_any_option(void);
const struct form *grammar_any_form(void);
const char *grammar_any_input(void); /* the name of a file */

/* ======== argv-line.c ======== */

struct line {
	const struct form *form;
	const char *word[WORDS + 1];
	size_t n;
	const char *input;
	bool wild, dry, help;
	bool elsewhere; /* the line may name another ledger */
};

void line_draw(struct line *);

/* ======== argv-word.c: words are valid until word_begin_line ======== */

void word_begin_line(void);
/* Cuts a word that is too long. */
const char *word_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
const char *word_draw(const struct line *, char kind);
const char *word_pick(const char *const *list);
const char *word_one_of(const char *text); /* one of the words in text, which are divided by spaces */
const char *word_widen(const char *);      /* into full-width letters, as an input method leaves them */

/* ======== argv-command.c ======== */

/* Returns the exit code. A signal or a hang ends the campaign. */
int command_run(const char *const *argv, const char *input);
/* Says what is wrong with a command and ends the campaign. */
void command_fail(const char *const *argv, const char *input, const char *format, ...)
    __attribute__((noreturn, format(printf, 3, 4)));

/* ======== argv-ledger.c ======== */

enum { LEDGERS = 3 };

/* A ledger that a line may write to, and that must stay sound. */
extern struct ledger_file {
	const char *path;
	off_t size; /* -1: there is none */
	ino_t inode;
	unsigned long long rev; /* of its last row */
} ledgers[LEDGERS];

bool ledger_file_look(struct ledger_file *); /* returns whether it has changed since the last look */
void ledger_files_save(void);
/* Restores the ledgers as they were saved, and removes what lies beside them. */
void ledger_files_restore(void);

/* ======== argv-verdict.c: both end the campaign when something is wrong ======== */

void verdict_on_line(const struct line *, int code);
/* verify must accept the ledger that the line left. */
void verdict_on_ledger(const struct line *, const struct ledger_file *);

/* ======== argv-team.c ======== */

void team_make(void);

#endif
