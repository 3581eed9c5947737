/* software.h - software.csv: the words that a target binds, and what is part of what */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SOFTWARE_H
#define SOW_SOFTWARE_H

#include <stdbool.h>

#include "team.h"

#define TAG_OUTSIDE "対象外"   /* the tag of a ticket on what its activity does not cover */
#define TARGETS_BETWEEN "・" /* two targets in one cell */

/* The whole file is good, or exit 1. */
struct software *software_open(const struct team *);
/* What a word is called: the word of the target that means the same, else the name in the file, else NULL
 * where the file does not know it.  The text lasts as long as the software and the target. */
const char *software_name(struct software *, const char *word, const char *target);
/* Is each of the words, such as Word・Excel, one of the target's, or part of one? */
bool software_covers(const struct software *, const char *target, const char *words);
void software_close(struct software *);

/* The next word of a list such as SKYSEA・WSUS, which the caller frees; or NULL.  Moves *s past it. */
char *target_next(const char **s);

#endif
