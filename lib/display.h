/* display.h - text on a terminal */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DISPLAY_H
#define SOW_DISPLAY_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The columns that text_print needs for a character. */
size_t char_columns(int32_t c);
size_t char_columns_careful(int32_t c); /* the same by utf8proc alone; tests compare them */
/* The columns that text_print needs on a terminal; SOW_AMBIGUOUS=2 makes ①※… two wide. */
size_t text_width(const char *);
/* Prints the text with controls and bidi overrides made visible, cut with … to limit columns;
 * returns the columns used. */
size_t text_print(FILE *, const char *, size_t limit);

#endif
