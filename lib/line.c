/* line.c - the lines of a source */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "source.h"
#include "line.h"

void
lines_open(struct lines *l, int fd, const char *path, uint64_t size, struct source_options o)
{
	*l = (struct lines){ .number = 1 };
	source_open(&l->source, fd, path, size, o);
	l->source.moved = 0;
}

/* What was found earlier may lie before start by now, in a record that has been read. */
bool
lines_fill(struct lines *l)
{
	bool more = source_fill(&l->source);
	size_t moved = l->source.moved;

	l->quote = l->quote > moved ? l->quote - moved : 0;
	l->cr = l->cr > moved ? l->cr - moved : 0;
	l->source.moved = 0;
	return more;
}

/* Moves *at to the first c at or after from; none lies between the old start and *at. */
static size_t
line_find(const struct source *s, char c, size_t *at, size_t from)
{
	const char *p;

	if (*at < from)
		*at = from;
	if (*at < s->end && s->buf[*at] != c) {
		p = memchr(s->buf + *at, c, s->end - *at);
		*at = p == NULL ? s->end : (size_t)(p - s->buf);
	}
	return *at;
}

size_t
lines_end(struct lines *l, size_t from)
{
	const char *buf = l->source.buf;
	const char *p = memchr(buf + from, '\n', line_find(&l->source, '\r', &l->cr, from) - from);

	return p == NULL ? l->cr : (size_t)(p - buf);
}

size_t
lines_end_length(struct lines *l, size_t e)
{
	struct source *s = &l->source;

	if (s->buf[s->start + e] == '\n')
		return 1;
	while (s->start + e + 1 == s->end && lines_fill(l))
		;
	return s->start + e + 1 < s->end && s->buf[s->start + e + 1] == '\n' ? 2 : 1;
}

size_t
lines_quote(struct lines *l)
{
	return line_find(&l->source, '"', &l->quote, l->source.start);
}

void
lines_advance(struct lines *l, size_t bytes, size_t lines)
{
	l->source.start += bytes;
	l->number += lines;
}

void
lines_drop(struct lines *l)
{
	size_t e;

	while ((e = lines_end(l, l->source.start)) == l->source.end) {
		l->source.start = l->source.end;
		if (!lines_fill(l))
			return;
	}
	e -= l->source.start;
	lines_advance(l, e + lines_end_length(l, e), 1);
}

void
lines_mark(struct lines *l)
{
	l->source.marked = true;
	l->source.mark = l->source.start;
	l->marked = l->number;
}

void
lines_return(struct lines *l)
{
	l->source.marked = false;
	l->source.start = l->quote = l->cr = l->source.mark;
	l->number = l->marked;
}

void
lines_unmark(struct lines *l)
{
	l->source.marked = false;
}

size_t
lines_count(const char *s, size_t n)
{
	const char *end = s + n, *p;
	size_t lines = 0;

	for (p = s; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		lines++;
	for (p = s; (p = memchr(p, '\r', (size_t)(end - p))) != NULL; p++)
		lines += p + 1 == end || p[1] != '\n';
	return lines;
}

enum { SNIFFED = 64 * 1024 }; /* bytes that decide the delimiter */

char
lines_separator(struct lines *l, bool later)
{
	static const char candidates[] = ",\t;";
	size_t counts[3] = { 0 }, i, best = 0;
	const struct source *source = &l->source;
	bool quoted = false;
	const char *c;

	while (source->end - source->start < SNIFFED && lines_fill(l))
		;
	for (i = source->start; i < source->end; i++) {
		if (source->buf[i] == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if ((c = memchr(candidates, source->buf[i], 3)) != NULL)
			counts[c - candidates]++;
		else if ((source->buf[i] == '\n' || source->buf[i] == '\r') &&
		    (!later || counts[0] + counts[1] + counts[2] > 0))
			break;
	}
	for (i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return candidates[best];
}
