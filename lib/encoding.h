/* encoding.h - which bytes are these */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ENCODING_H
#define SOW_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

enum encoding { ENC_UTF8, ENC_CP932, ENC_UTF16LE, ENC_UTF16BE, ENC_EUCJP, ENC_JIS };

const char *encoding_name(enum encoding);
bool encoding_parse(const char *, enum encoding *);
/* From the first bytes: length of the BOM (0 none); *e changes where they tell. */
size_t encoding_mark(const char *, size_t, enum encoding *e);
/* ISO-2022-JP by its escapes; UTF-8, EUC-JP or CP932: strict first, else UTF-8 or CP932, whichever breaks fewer lines; false:
 * the bytes are good in both EUC-JP and CP932, and a person must say which. */
bool encoding_judge(const char *, size_t, enum encoding *);
/* What the first bytes say of a file that is no text, such as an Excel workbook; NULL: nothing. */
const char *encoding_foreign(const char *, size_t);

struct decoder *decoder_open(enum encoding);
/* To UTF-8; a byte that means nothing becomes FF, which no reader accepts.
 * out has room for 3 * *n bytes; *n becomes what is left for the next call. */
size_t decoder_run(struct decoder *, const char *in, size_t *n, bool last, char *out);
void decoder_close(struct decoder *);

#endif
