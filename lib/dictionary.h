/* dictionary.h - a file of the team that says what a value becomes */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DICTIONARY_H
#define SOW_DICTIONARY_H

#include "team.h"

/* Reads a CSV of the team's directory or, if that has none, of the shipped files.  Its first column is
 * looked up and its second found, unless key and value name others; a key of several columns is A+B, and
 * so is what is looked up; an empty value is for who asks only whether the key is there, and then its case
 * and width do not count.  Exits 1 if it cannot be read, if it has a bad row, or if a key stands there
 * twice with different values. */
struct dictionary *dictionary_open(const struct team *, const char *name, const char *key, const char *value);
/* The value for the key, byte for byte unless value was empty; NULL if there is none. */
const char *dictionary_find(const struct dictionary *, const char *key);
void dictionary_close(struct dictionary *);

#endif
