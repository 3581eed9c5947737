/* memory.h - memory allocation that succeeds or ends the program */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_MEMORY_H
#define SOW_MEMORY_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Out of memory, a program exits with this status and a message, and nothing is saved; once it has
 * saved something, it sets another status that is true from then on. */
enum { MEMORY_OUT = 71 };
void memory_exits(int status);
void memory_atexit(void (*)(void)); /* atexit(3), which needs memory */
void memory_out(void) __attribute__((noreturn)); /* reports that there is none, and exits */

/* None of them returns NULL; the caller frees what they return. */
void *memory_array(void *old, size_t n, size_t size); /* n elements; the new ones are undefined */
void *memory_zeros(size_t n, size_t size);
/* Size bytes that begin at a cache line, where rows are copied to faster.  The first used ones are those of
 * old, which is freed; the others are undefined. */
void *memory_aligned(void *old, size_t used, size_t size);
char *memory_text(const char *);                      /* a copy */
char *memory_span(const char *, size_t n);            /* a copy of at most n bytes, terminated */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *memory_vformat(const char *format, va_list) __attribute__((format(printf, 1, 0)));
FILE *memory_open(char **text, size_t *size);         /* what is written to it becomes *text */
void memory_close(FILE *, char *const *text);         /* of memory_open; *text is complete */

/* The array of n elements with room for one more; only this function may have grown it, one by one. */
void *array_grow(void *array, size_t n, size_t size);

/* A buffer that grows; all zeros is an empty one. The caller frees s. */
struct bytes {
	char *s;
	size_t n, size;
};
char *bytes_grow(struct bytes *, size_t); /* for bytes_room, when there is none */
/* Room for that many bytes after the last; what is written there is counted by adding to n. */
static inline char *
bytes_room(struct bytes *b, size_t n)
{
	return b->s != NULL && n <= b->size - b->n ? b->s + b->n : bytes_grow(b, n);
}
static inline void
bytes_add(struct bytes *b, const char *s, size_t n)
{
	memcpy(bytes_room(b, n), s, n);
	b->n += n;
}
/* Sets the n bytes after the last to zero, without counting them. */
static inline void
bytes_pad(struct bytes *b, size_t n)
{
	memset(bytes_room(b, n), 0, n);
}
/* Adds the separator, unless the buffer is empty, and the word. */
void bytes_join(struct bytes *, const char *word, const char *separator);

#endif
