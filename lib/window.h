/* window.h - lines of a file, read at any offset */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_WINDOW_H
#define SOW_WINDOW_H

#include <stddef.h>
#include <stdint.h>

/* The part of a file that is in memory. */
struct window {
	int fd;          /* the caller closes it */
	uint64_t size;   /* bytes of the file that count */
	size_t longest;  /* at most this many bytes in a line with its end */
	uint64_t from;   /* offset of the n bytes in buf */
	char *buf;
	size_t n, room, span;
};

/* The line that begins at that offset, n bytes and then its LF, after which SCAN_BLOCK bytes may be read; it
 * lasts until the next call.  NULL if there is none or, when errno is not 0, if it cannot be read. */
const char *window_line(struct window *, uint64_t at, size_t *n);
void window_close(struct window *);

#endif
