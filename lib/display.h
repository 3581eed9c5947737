/* display.h - text on a terminal */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DISPLAY_H
#define SOW_DISPLAY_H

#include <stddef.h>
#include <stdio.h>

/* Columns on a terminal, as text_print shows it; SOW_AMBIGUOUS=2 widens ①※…. */
size_t text_width(const char *);
/* Prints with controls and bidi overrides made visible, cut to limit columns
 * with …; returns the columns used. */
size_t text_print(FILE *, const char *, size_t limit);

#endif
