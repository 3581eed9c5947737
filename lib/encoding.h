/* encoding.h - which bytes are these */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ENCODING_H
#define SOW_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

enum encoding { ENC_UTF8, ENC_CP932, ENC_UTF16LE, ENC_UTF16BE };

const char *encoding_name(enum encoding);
bool encoding_parse(const char *, enum encoding *);
/* From the first bytes: length of the BOM (0 none); *e changes where they tell. */
size_t encoding_mark(const char *, size_t, enum encoding *e);
/* UTF-8 or CP932: strict first, else the one that breaks fewer lines. */
enum encoding encoding_judge(const char *, size_t);

struct decoder *decoder_open(enum encoding);
/* To UTF-8; a byte that means nothing becomes FF, which no reader accepts.
 * out has room for 3 * *n bytes; *n becomes what is left for the next call. */
size_t decoder_run(struct decoder *, const char *in, size_t *n, bool last, char *out);
void decoder_close(struct decoder *);

#endif
