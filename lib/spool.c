/* spool.c - lines that wait in a temporary file, not in memory */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "message.h"
#include "memory.h"
#include "window.h"
#include "spool.h"

struct spool {
	FILE *f;
	bool flushed;         /* all lines are in the file */
	uint64_t begun;       /* where the line begins that is being written */
	struct window window; /* its size is that of all lines, with the one being written */
};

static void __attribute__((noreturn))
spool_failed(void)
{
	err(1, _("temporary file"));
}

struct spool *
spool_open(void)
{
	struct spool *s = memory_zeros(1, sizeof(*s));

	if ((s->f = tmpfile()) == NULL)
		spool_failed();
	s->window.fd = fileno(s->f);
	return s;
}

void
spool_add(struct spool *s, const char *bytes, size_t n)
{
	fwrite_unlocked(bytes, 1, n, s->f);
	s->window.size += n;
}

uint64_t
spool_end(struct spool *s)
{
	uint64_t at = s->begun;

	putc_unlocked('\n', s->f);
	s->begun = ++s->window.size;
	if (s->begun - at > s->window.longest)
		s->window.longest = s->begun - at;
	s->flushed = false;
	return at;
}

const char *
spool_line(struct spool *s, uint64_t at)
{
	const char *line;
	size_t n;

	if (!s->flushed && (fflush(s->f) != 0 || ferror(s->f) != 0))
		spool_failed();
	s->flushed = true;
	if ((line = window_line(&s->window, at, &n)) == NULL)
		spool_failed();
	return line;
}

void
spool_close(struct spool *s)
{
	window_close(&s->window);
	fclose(s->f);
	free(s);
}
