/* message.h - what is said on stderr */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MESSAGE_H
#define SOW_MESSAGE_H

/* From here on whatever is printed to stderr is escaped as text_print does. */
void messages_begin(void);
/* Keeps what is said until messages_release, which prints it; errno stays. */
void messages_hold(void);
void messages_release(void);

#endif
