/* cp932.h - Japanese Windows' encoding */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CP932_H
#define SOW_CP932_H

#include <iconv.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

iconv_t cp932_iconv(const char *to, const char *from); /* or ends the program: what to install */
/* Encodes up to the first character that CP932 lacks (*bad, else 0); moves *s
 * behind it. out has room for 2 bytes a byte. Returns the bytes written. */
size_t cp932_encode(const char **s, char *out, int32_t *bad);
int cp932_length(int32_t c); /* bytes of one character, 0 none */
/* Would decoded, which came from CP932, be left of text when it went there and back? What
 * CP932 lacks may have become any one character. */
bool cp932_same(const char *text, const char *decoded);

#endif
