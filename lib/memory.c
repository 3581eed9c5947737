/* memory.c - memory allocation that succeeds or ends the program */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"

enum { CACHE_LINE = 64 };

static int status = MEMORY_OUT;

void
memory_exits(int otherwise)
{
	status = otherwise;
}

void
memory_out(void)
{
	errx(status, "Cannot allocate memory");
}

void
memory_atexit(void (*last)(void))
{
	if (atexit(last) != 0)
		memory_out();
}

static void *
memory_have(void *p)
{
	if (p == NULL)
		memory_out();
	return p;
}

void *
memory_array(void *old, size_t n, size_t size)
{
	return memory_have(reallocarray(old, n == 0 ? 1 : n, size));
}

void *
memory_aligned(void *old, size_t used, size_t size)
{
	void *p = memory_have(aligned_alloc(CACHE_LINE, (size + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE));

	if (used > 0)
		memcpy(p, old, used);
	free(old);
	return p;
}

void *
memory_zeros(size_t n, size_t size)
{
	return memory_have(calloc(n == 0 ? 1 : n, size));
}

char *
memory_span(const char *s, size_t n)
{
	return memory_have(strndup(s, n));
}

char *
memory_text(const char *s)
{
	return memory_have(strdup(s));
}

char *
memory_vformat(const char *format, va_list ap)
{
	char *text;

	return memory_have(vasprintf(&text, format, ap) == -1 ? NULL : text);
}

char *
memory_format(const char *format, ...)
{
	char *text;
	va_list ap;

	va_start(ap, format);
	text = memory_vformat(format, ap);
	va_end(ap);
	return text;
}

FILE *
memory_open(char **text, size_t *size)
{
	return memory_have(open_memstream(text, size));
}

void
memory_close(FILE *f, char *const *text)
{
	/* For an empty stream glibc allocates the buffer here, and does not report a failure. */
	if (fclose(f) != 0)
		memory_out();
	memory_have(*text);
}

void *
array_grow(void *array, size_t n, size_t size)
{
	if ((n & (n - 1)) != 0) /* room up to the next power of two */
		return array;
	return memory_array(array, n == 0 ? 1 : n * 2, size);
}

char *
bytes_grow(struct bytes *b, size_t n)
{
	b->size = (b->n + n) * 2 + 4096;
	b->s = memory_array(b->s, b->size, 1);
	return b->s + b->n;
}

void
bytes_join(struct bytes *b, const char *word, const char *separator)
{
	if (b->n > 0)
		bytes_add(b, separator, strlen(separator));
	bytes_add(b, word, strlen(word));
}
