/* stderr.c - stderr, escaped so that no message moves a cursor, and held back while a lock is held */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "display.h"
#include "stderr.h"

/*
 * All messages (err(3), warn(3), fprintf) go to stderr, which glibc lets a program
 * replace.  The stream put there collects whole lines and prints them escaped, so
 * that no caller has to.
 */
static struct {
	FILE *out;   /* the stderr that the program was given; NULL: still in use */
	char *text;  /* the bytes not yet printed */
	size_t n, size;
	bool held, dropped;
} said;

static void
print_line(char *line)
{
	text_print(said.out, line, SIZE_MAX);
	putc('\n', said.out);
	fflush(said.out);
}

/* Prints the complete lines and, with all, an incomplete one at the end. */
static void
print_lines(bool all)
{
	char *line = said.text, *end, *last;

	if (said.n == 0)
		return;
	last = said.text + said.n;
	for (; line < last && (end = memchr(line, '\n', (size_t)(last - line))) != NULL; line = end + 1) {
		*end = '\0';
		print_line(line);
	}
	if (all && line < last) {
		*last = '\0';
		print_line(line);
		line = last;
	}
	said.n = (size_t)(last - line);
	if (said.n > 0)
		memmove(said.text, line, said.n);
}

static ssize_t
escape_bytes(void *cookie, const char *bytes, size_t n)
{
	size_t size = (said.n + n + 1) * 2;
	char *text;

	(void)cookie;
	if (said.dropped)
		return (ssize_t)n;
	if (said.n + n + 1 > said.size) {
		if ((text = realloc(said.text, size)) == NULL) {
			/* Out of memory, a message is better unescaped than lost. */
			fwrite(said.text, 1, said.n, said.out);
			fwrite(bytes, 1, n, said.out);
			fflush(said.out);
			said.n = 0;
			return (ssize_t)n;
		}
		said.text = text;
		said.size = size;
	}
	memcpy(said.text + said.n, bytes, n);
	said.n += n;
	if (!said.held)
		print_lines(false);
	return (ssize_t)n;
}

static int
escape_end(void *cookie)
{
	(void)cookie;
	return 0;
}

static void
print_rest(void)
{
	fflush(stderr);
	print_lines(true);
}

void
stderr_escape(void)
{
	FILE *f = fopencookie(NULL, "w", (cookie_io_functions_t){ .write = escape_bytes, .close = escape_end });

	if (f == NULL || setvbuf(f, NULL, _IOLBF, 0) != 0)
		memory_out();
	memory_atexit(print_rest);
	setvbuf(stderr, NULL, _IOFBF, BUFSIZ);
	said.out = stderr;
	stderr = f;
}

void
stderr_drop(bool yes)
{
	int saved = errno;

	fflush(stderr);
	said.dropped = yes;
	errno = saved;
}

void
stderr_hold(void)
{
	said.held = said.out != NULL;
}

void
stderr_release(void)
{
	int saved = errno;

	said.held = false;
	if (said.out == NULL)
		return;
	fflush(stderr);
	print_lines(false);
	errno = saved;
}
