/* message.h - messages in the language of the user */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MESSAGE_H
#define SOW_MESSAGE_H

#include <stdbool.h>
/* message.c has its own err, errx, warn and warnx: the same as those of libc, but the format and
 * the text of errno are translated. */
#include <err.h>

/* _ translates a text where it is used; N_ marks a text in a table, which _ translates later. */
#define _(text) message_text(text)
#define N_(text) text

/* The text in the language of messages: English, or Japanese after messages_in_japanese. */
const char *message_text(const char *) __attribute__((format_arg(1)));
/* Does LC_ALL, LC_MESSAGES or LANG, the first of them that is set, name Japanese? */
bool messages_are_japanese(void);
/* Japanese from now on, in UTF-8, from ja/LC_MESSAGES/sow.mo in the directory; no Japanese locale
 * need exist.  Without that file messages stay English. */
void messages_in_japanese(const char *directory);
/* With false, texts stay English until a call with true: for what becomes data. */
void messages_translate(bool);

#endif
