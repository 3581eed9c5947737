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
size_t text_char_careful(const char *, int32_t *); /* the same by utf8proc alone; tests compare them */
size_t text_units(const char *); /* of UTF-16, in which Excel counts */
/* Moves past spaces, also U+00A0 and U+3000; returns the bytes up to those at the end. */
size_t text_trim(const char **s);
bool text_blank(const char *); /* nothing but spaces */
bool char_controls(int32_t c); /* C0, DEL, C1 */
bool text_controls(const char *); /* does it contain such a character? */
bool char_turns(int32_t c); /* turns the direction of text: bidi marks, overrides, isolates */
/* The key for matching, never stored: NFKC, casefold, one dash, one width,
 * ウェア = ウエア, サーバー = サーバ. The caller frees it. Exits 1 on invalid UTF-8. */
char *text_key(const char *);
char *text_key_careful(const char *); /* the same, for ASCII too; fuzz/ compares them */
enum { FILE_NAME_MAX = 100 }; /* bytes of a value in a file's name */
/* The value as part of a file's name: without what separates directories, is hidden, or is not allowed
 * on Windows.  The caller frees it. */
char *text_file_name(const char *);
int text_order(const void *, const void *); /* for qsort(3), of char * by their bytes */
/* Equal but for case, width and spaces? */
bool text_same(const char *, const char *);
/* Trims an id, date or number and makes what an IME widened ASCII again; false when it is too long. */
bool text_narrow(const char *, char *buf, size_t size);
/* Reads a number of exactly n decimal digits, at most nine.  Where n is a constant, as in dates, no loop is left. */
static inline bool
text_digits(const char *s, size_t n, int *value)
{
	for (*value = 0; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return false;
		*value = *value * 10 + (*s - '0');
	}
	return true;
}
/* Writes the last n decimal digits of the value, without a NUL, and returns their end. */
char *text_put_digits(char *to, size_t n, unsigned value);

#endif
