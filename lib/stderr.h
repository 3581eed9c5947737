/* stderr.h - stderr, escaped and held back */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STDERR_H
#define SOW_STDERR_H

/* From here on whatever is printed to stderr is escaped as text_print does. */
void stderr_escape(void);
/* Keeps what is said until stderr_release, which prints it; errno stays. */
void stderr_hold(void);
void stderr_release(void);

#endif
