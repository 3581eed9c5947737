/* cp932.h - the encoding of Japanese Windows */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CP932_H
#define SOW_CP932_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

iconv_t cp932_iconv(const char *to, const char *from); /* or exits 1 and says what to install */
/* Encodes up to the first character that CP932 lacks (*bad, else 0) and moves *s past it.
 * out needs room for 2 bytes for each byte of *s. Returns the number of bytes written. */
size_t cp932_encode(const char **s, char *out, int32_t *bad);
int cp932_length(int32_t c); /* bytes of one character; 0 if CP932 lacks it */
/* Is decoded, which was read from CP932, what text becomes on the way to CP932 and back? A
 * character that CP932 lacks may have become any one character. */
bool cp932_same(const char *text, const char *decoded);

#endif
