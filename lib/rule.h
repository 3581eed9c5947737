/* rule.h - the rules that a map may have for a cell */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_RULE_H
#define SOW_RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"

/* The pieces of a cell that was split, or of several columns, until join puts them together. */
#define RULE_BETWEEN "\x1f"

/* A rule with what stands after its name. */
struct rule_step {
	const struct rule_kind *kind;
	const char *text;              /* or "" */
	long number;                   /* what check read from the text, a number or flags; 0: none */
	struct dictionary *dictionary; /* of lookup, once it is loaded */
	struct folders *folders;       /* of folder, once they are loaded */
};

/* Reads s, and writes to out, which is empty.  otherwise is for what a lookup lacks: an empty text is an
 * error, and = leaves the value as it is.  Returns false if the rule breaks. */
typedef bool rule_function(const struct rule_step *, const char *s, const char *otherwise, struct bytes *out);

enum rule_argument { RULE_NONE, RULE_MAY, RULE_MUST };
struct rule_kind {
	const char *name;
	rule_function *apply;
	enum rule_argument argument;
	bool empty;                    /* an empty cell goes through it, too */
	bool (*check)(struct rule_step *, char *text); /* reads the argument; NULL: any text is good */
	const char *problem;           /* what is wrong with a value if it breaks; marked by N_ */
};
extern const struct rule_kind rule_kinds[]; /* up to one without a name */

bool rule_looks_up(const struct rule_step *); /* does it need a dictionary? */
bool rule_maps_folders(const struct rule_step *); /* does it need folders.csv? */

#endif
