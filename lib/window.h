/* window.h - lines of a file, read here and there */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_WINDOW_H
#define SOW_WINDOW_H

#include <stddef.h>
#include <stdint.h>

/* The part of a file that is in memory. */
struct window {
	int fd;          /* the caller's */
	uint64_t size;   /* bytes of the file that count */
	size_t longest;  /* bytes of a line with its end, at most */
	uint64_t from;   /* buf holds n bytes from there on */
	char *buf;
	size_t n, room, span;
};

/* The line that begins there, n bytes and then its LF; it lasts until the next call.  NULL: there
 * is none, or (errno is not 0) it cannot be read. */
const char *window_line(struct window *, uint64_t at, size_t *n);
void window_close(struct window *);

#endif
