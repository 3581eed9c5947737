/* display.h - text on a terminal */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DISPLAY_H
#define SOW_DISPLAY_H

#include <stddef.h>
#include <stdio.h>

/* The columns that text_print needs on a terminal; SOW_AMBIGUOUS=2 makes ①※… two wide. */
size_t text_width(const char *);
/* Prints the text with controls and bidi overrides made visible, cut with … to limit columns;
 * returns the columns used. */
size_t text_print(FILE *, const char *, size_t limit);

#endif
