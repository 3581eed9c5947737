/* window.c - lines of a file, read at any offset: distant steps read little, near ones read ahead */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "memory.h"
#include "file.h"
#include "scan.h"
#include "window.h"

enum { LEAST = 4 * 1024, MOST = 64 * 1024 };

static bool
window_load(struct window *w, uint64_t from, size_t n)
{
	ssize_t got;

	if (n > w->size - from)
		n = (size_t)(w->size - from);
	if (n > w->room) {
		free(w->buf);
		w->n = 0;
		w->room = n;
		w->buf = memory_array(NULL, n + SCAN_BLOCK, 1);
	}
	got = file_read(w->fd, w->buf, n, from);
	w->from = from;
	w->n = got == -1 ? 0 : (size_t)got;
	memset(w->buf + w->n, 0, SCAN_BLOCK);
	return got != -1;
}

static bool
is_near(const struct window *w, uint64_t at)
{
	return at < w->from + w->n + w->span && at + w->span + w->n >= w->from;
}

/* Tickets are asked for by id, up or down, and their rows are in about that order. */
static bool
window_move(struct window *w, uint64_t at)
{
	bool near = w->n > 0 && is_near(w, at), down = near && at < w->from;
	uint64_t back;

	w->span = !near ? LEAST : w->span * 2 < MOST ? w->span * 2 : MOST;
	back = down ? w->span - w->span / 4 : 0;
	return window_load(w, at < back ? 0 : at - back, w->span);
}

static const char *
window_find(const struct window *w, uint64_t at, size_t *n)
{
	const char *s, *lf;

	if (at < w->from || at >= w->from + w->n)
		return NULL;
	s = w->buf + (at - w->from);
	if ((lf = memchr(s, '\n', w->n - (size_t)(at - w->from))) == NULL)
		return NULL;
	*n = (size_t)(lf - s);
	return s;
}

const char *
window_line(struct window *w, uint64_t at, size_t *n)
{
	const char *line = window_find(w, at, n);

	errno = 0;
	if (line != NULL || at >= w->size)
		return line;
	if (!window_move(w, at))
		return NULL;
	if ((line = window_find(w, at, n)) == NULL && window_load(w, at, w->longest))
		line = window_find(w, at, n);
	return line;
}

void
window_close(struct window *w)
{
	free(w->buf);
	*w = (struct window){ .fd = -1 };
}
