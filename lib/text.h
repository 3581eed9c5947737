/* text.h - validity, characters, matching */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TEXT_H
#define SOW_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TEXT_BREAK "\u2028" /* a line break inside a cell: one record is one line */
enum { TEXT_BREAK_CHAR = 0x2028 };

/* Strict UTF-8 (no overlong form, surrogate or NUL). */
bool text_valid(const char *, size_t);
/* Decodes one character; returns its bytes (1 and U+FFFD for a stray byte). */
size_t text_char(const char *, int32_t *);
/* Moves behind spaces, U+3000 too; returns the bytes up to those at the end. */
size_t text_trim(const char **s);
bool text_blank(const char *); /* nothing but spaces */
bool char_controls(int32_t c); /* C0, DEL, C1 */
bool text_controls(const char *); /* is there such a character in it? */
bool char_turns(int32_t c); /* the direction of text: bidi marks, overrides, isolates */
/* The key for matching, never stored: NFKC, casefold, one dash, one width,
 * ウェア = ウエア, サーバー = サーバ. The caller frees it. */
char *text_key(const char *);
/* What an IME left of an id, date or number, as ASCII; false when too long. */
bool text_narrow(const char *, char *buf, size_t size);
/* A number of exactly so many decimal digits at s, at most nine. */
bool text_digits(const char *s, size_t n, int *value);

#endif
