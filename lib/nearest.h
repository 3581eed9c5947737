/* nearest.h - the name that was probably meant */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_NEAREST_H
#define SOW_NEAREST_H

#include <stddef.h>

/* One of n names, or NULL when none is near. */
const char *nearest_name(const char *typed, const char *const *names, size_t n);
/* What is told about a word that people type for such a thing, in their language; NULL for any other. */
const char *word_meant(const char *thing, const char *typed);
/* Exits 2 and says that there is no such thing (a noun marked by N_).  Names what was meant or
 * the nearest one, and lists all n with the separator between them. */
void no_such(const char *thing, const char *typed, const char *const *names, size_t n,
    const char *separator) __attribute__((noreturn));

#endif
