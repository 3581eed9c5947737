/* encoding.h - the encoding of bytes, and their conversion to UTF-8 */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ENCODING_H
#define SOW_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

enum encoding { ENC_UTF8, ENC_CP932, ENC_UTF16LE, ENC_UTF16BE, ENC_EUCJP, ENC_JIS };

const char *encoding_name(enum encoding);
bool encoding_parse(const char *, enum encoding *);
/* The length of the byte order mark, or 0; sets *e where the first bytes show the encoding. */
size_t encoding_mark(const char *, size_t, enum encoding *e);
/* ISO-2022-JP if the bytes have its escapes, UTF-8 if they are valid, else EUC-JP or CP932 if they
 * fit, else UTF-8 or CP932, whichever breaks fewer lines. False if they fit both EUC-JP and CP932:
 * a person must say which. */
bool encoding_judge(const char *, size_t, enum encoding *);
/* What the first bytes show the file to be instead of CSV, to be translated by _; NULL if nothing. */
const char *encoding_foreign(const char *, size_t);

struct decoder *decoder_open(enum encoding);
/* Decodes to UTF-8; a byte that cannot be decoded becomes FF, which no reader accepts. out needs
 * room for 3 * *n bytes; *n becomes the number of bytes left for the next call. Returns the bytes
 * written. */
size_t decoder_run(struct decoder *, const char *in, size_t *n, bool last, char *out);
void decoder_close(struct decoder *);

#endif
