/* message.h - what is said on stderr */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MESSAGE_H
#define SOW_MESSAGE_H

#include <stddef.h>

/* From here on whatever is printed to stderr is escaped as text_print does. */
void messages_begin(void);
/* Keeps what is said until messages_release, which prints it; errno stays. */
void messages_hold(void);
void messages_release(void);
/* Ends the program with 2: no such thing, the nearest one of n if one is near, and all of them
 * with the separator between. */
void message_no_such(const char *what, const char *typed, const char *const *names, size_t n,
    const char *separator) __attribute__((noreturn));

#endif
