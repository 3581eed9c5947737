/* stray.c - bytes that no ledger has, and characters that hide what a row says */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "journal.h"
#include "stray.h"

/* Whether the byte may be part of a control character or of one that turns the direction of text:
 * 0xc2 of U+0080 to U+009F, 0xd8 of U+061C, 0xe2 of U+200E to U+2069. */
static bool
byte_is_suspect(unsigned char c)
{
	return c < 0x20 || c == 0x7f || c == 0xc2 || c == 0xd8 || c == 0xe2;
}

/* The compiler makes vectors of blocks that have one size. */
bool
stray_suspected(const char *s, size_t n)
{
	enum { BLOCK = 32 };
	bool found = false;
	size_t i;

	for (; n >= BLOCK && !found; s += BLOCK, n -= BLOCK)
		for (i = 0; i < BLOCK; i++)
			found |= byte_is_suspect((unsigned char)s[i]);
	for (i = 0; i < n; i++)
		found |= byte_is_suspect((unsigned char)s[i]);
	return found;
}

/* What is known of the bytes read so far. */
struct search {
	size_t line; /* of the next byte */
	char last;   /* the byte before it */
	bool good;
};

/* Checks n more bytes, which lines end; returns the first CR or NUL, or NULL. */
static const char *
search_block(struct search *x, const char *path, const char *s, size_t n)
{
	const char *cr = memchr(s, '\r', n), *nul = memchr(s, '\0', cr == NULL ? n : (size_t)(cr - s));
	const char *bad = nul != NULL ? nul : cr, *end = bad != NULL ? bad : s + n, *lf;

	for (; (lf = memchr(s, '\n', (size_t)(end - s))) != NULL; s = lf + 1) {
		if (lf == s && x->last == '\n') {
			warnx("%s:%zu: an empty line", path, x->line);
			x->good = false;
		}
		x->last = '\n';
		x->line++;
	}
	x->last = s < end ? end[-1] : x->last;
	return bad;
}

bool
stray_free(const struct view *v)
{
	struct search x = { .line = 1, .last = '\n', .good = true };
	char buf[65536];
	const char *bad;
	uint64_t at = 0;
	ssize_t n;

	for (; at < v->size; at += (uint64_t)n) {
		n = pread(v->fd, buf, v->size - at < sizeof(buf) ? v->size - at : sizeof(buf), (off_t)at);
		if (n == -1)
			err(1, "%s", v->path);
		if (n == 0)
			break; /* a writer has just cut off a torn end */
		if ((bad = search_block(&x, v->path, buf, (size_t)n)) != NULL) {
			warnx("%s:%zu: a %s (saved by Excel?)", v->path, x.line, *bad == '\r' ? "CR" : "NUL");
			return false;
		}
	}
	if (x.last != '\n')
		warnx("%s: the last row has no line end", v->path);
	return x.good && x.last == '\n';
}
