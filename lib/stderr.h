/* stderr.h - stderr, escaped and held back */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STDERR_H
#define SOW_STDERR_H

#include <stdbool.h>

/* From here on, whatever is printed to stderr is escaped as text_print does it. */
void stderr_escape(void);
/* Drops what is printed until a call with false, for a library that prints what it returns as well; keeps
 * errno. */
void stderr_drop(bool);
/* Holds messages back until stderr_release prints them, which keeps errno. */
void stderr_hold(void);
void stderr_release(void);

#endif
