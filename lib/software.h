/* software.h - software.csv: names of software, their aliases, and what is part of what */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SOFTWARE_H
#define SOW_SOFTWARE_H

#include <stdbool.h>

#include "team.h"

#define TARGETS_BETWEEN "・" /* two targets in one cell */

/* Exits 1 on any bad row, or if there is no such file. */
struct software *software_open(const struct team *);
/* The name of what a word means: the target's word for it, else the name in the file, else NULL if
 * the file does not know it.  The text lasts as long as the software. */
const char *software_name(struct software *, const char *word, const char *target);
/* Whether each of the words, such as Word・Excel, is one of the target's or part of one. */
bool software_covers(const struct software *, const char *target, const char *words);
void software_close(struct software *);

/* The next word of a list such as SKYSEA・WSUS, which the caller frees; or NULL.  Moves *s past it. */
char *target_next(const char **s);
/* Whether each of the words stands in the target itself, so that no file has to say what it is part of. */
bool target_has(const char *target, const char *words);

#endif
