/* memory.h - memory that is there, or the program ends */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MEMORY_H
#define SOW_MEMORY_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

/* Without memory every program ends with this status, a message, and nothing saved; who has saved
 * something says which status tells the truth from then on. */
enum { MEMORY_OUT = 71 };
void memory_exits(int status);
void memory_out(void) __attribute__((noreturn)); /* there is none */

/* None of them returns NULL; what they return is to be freed. */
void *memory_array(void *old, size_t n, size_t size); /* n elements, the new ones undefined */
void *memory_zeros(size_t n, size_t size);
char *memory_text(const char *);                      /* a copy */
char *memory_span(const char *, size_t n);            /* a copy of n bytes, terminated */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *memory_vformat(const char *format, va_list) __attribute__((format(printf, 1, 0)));
FILE *memory_open(char **text, size_t *size);         /* what is written becomes a text */
void memory_close(FILE *, char *const *text);         /* of memory_open: the text is there */

/* The array of n elements with room for one more; it must have grown here alone, one by one. */
void *array_grow(void *array, size_t n, size_t size);

/* Bytes that grow; zeroed it is empty, s is to be freed. */
struct bytes {
	char *s;
	size_t n, size;
};
void bytes_add(struct bytes *, const char *, size_t);
/* Adds a word, behind the separator unless it is the first. */
void bytes_join(struct bytes *, const char *word, const char *separator);

#endif
