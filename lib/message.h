/* message.h - what is said to a person, in that person's language */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MESSAGE_H
#define SOW_MESSAGE_H

#include <stdbool.h>
/* err, errx, warn and warnx of message.c take the place of libc's: they are the same, but
 * that the format, and what errno means, is translated. */
#include <err.h>

/* A text that is said where it stands; N_ marks one in a table, which _ translates later. */
#define _(text) message_text(text)
#define N_(text) text

/* The text in the language of messages; English unless messages_in said another. */
const char *message_text(const char *) __attribute__((format_arg(1)));
/* Does LC_ALL, LC_MESSAGES or LANG, the first of them that is set, name Japanese? */
bool messages_are_japanese(void);
/* Japanese from now on, in UTF-8, by LANGUAGE/LC_MESSAGES/sow.mo under the directory; the
 * locale need not exist.  English where there is no such file. */
void messages_in_japanese(const char *directory);
/* Until called again with true, texts stay English: for what becomes data. */
void messages_translate(bool);

#endif
