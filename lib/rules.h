/* rules.h - what becomes of a cell on its way through a map */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_RULES_H
#define SOW_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"
#include "rule.h"
#include "team.h"

/* The rules of a cell of a map, in order: split + 1|upper|max 64. */
struct rules {
	struct rule_step *rule; /* n of them */
	size_t n;
	char *memory;
};

/* Reads them.  On failure sets *problem to what is wrong with the word *bad, a text marked by N_; the
 * caller frees *bad. */
bool rules_parse(struct rules *, const char *, const char **problem, char **bad);
size_t rule_names(const char **names, size_t max); /* of all rules, at most max; returns how many */
bool rule_known(const char *); /* does it begin with the name of a rule? */
bool rules_use(const struct rules *, const char *name); /* is there a rule of that name? */
/* Reads the files that are looked up in; exits 1 on a bad one.  The rules stand in that line of the map. */
void rules_load(struct rules *, const struct team *, const char *map, size_t line);
/* Takes the cell through the rules into out[0], which is terminated; out[1] is for the rules.
 * On failure returns what is wrong with the value in out[0], a text marked by N_; else NULL. */
const char *rules_apply(const struct rules *, const char *cell, const char *otherwise, struct bytes out[2]);
void rules_close(struct rules *);

#endif
