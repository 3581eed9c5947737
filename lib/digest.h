/* digest.h - SHA-256 of files */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DIGEST_H
#define SOW_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_TEXT = 65 };

/* The SHA-256 of n bytes, in hexadecimal. */
const char *digest_bytes(const void *, size_t n, char hex[DIGEST_TEXT]);
/* The same of a regular file, and its size in bytes; false and errno if it cannot be read. */
bool digest_file(const char *path, char hex[DIGEST_TEXT], uint64_t *size);

#endif
