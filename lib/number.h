/* number.h - versions and numbers as the products and people write them */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_NUMBER_H
#define SOW_NUMBER_H

#include <stdbool.h>

enum { NUMBER_TEXT = 128 };

/* The version in a cell: itself or, narrow and without a v before it, in buf; NULL if it is none. */
const char *version_read(const char *, char buf[NUMBER_TEXT]);
/* Compares field by field, as integers of any length: 20.98.00 is less than 20.615.00.  A field that one
 * of them lacks is 0. */
int version_compare(const char *, const char *);
/* Reads a number with a sign, a fraction, and commas between thousands. */
bool number_read(const char *, double *);

#endif
