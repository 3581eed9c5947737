/* source.c - a descriptor's bytes, from whichever encoding they are in to UTF-8 */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "scan.h"
#include "encoding.h"
#include "book.h"
#include "source.h"

enum {
	BLOCK = 256 * 1024,
	SMALL = 4 * 1024,
	JUDGED = 64 * 1024, /* bytes that decide the encoding */
	ESCAPE = 0x1b,
};

/* Moves the unread bytes to the front and makes room for n more, and for the zeros. */
static void
make_room(struct source *s, size_t n)
{
	size_t gone = s->marked ? s->mark : s->start;

	if (gone > 0) {
		memmove(s->buf, s->buf + gone, s->end - gone);
		s->end -= gone;
		s->moved += gone;
		s->before += gone;
		s->start -= gone;
		s->mark = 0;
	}
	if (s->end + n + SCAN_BLOCK > s->size) {
		s->size = (s->end + n) * 2 + SCAN_BLOCK;
		s->buf = memory_array(s->buf, s->size, 1);
	}
}

static size_t
read_some(struct source *s, char *buf, size_t n)
{
	ssize_t got;

	if (s->book != NULL)
		return book_read(s->book, buf, n);
	if (n > s->left)
		n = (size_t)s->left;
	while ((got = read(s->fd, buf, n)) == -1 && errno == EINTR)
		;
	if (got == -1)
		err(1, "%s", s->path);
	s->left -= (uint64_t)got;
	return (size_t)got;
}

static void
source_decode(struct source *s, bool last)
{
	size_t left = s->nraw;

	make_room(s, s->nraw * 3);
	s->end += decoder_run(s->decoder, s->raw, &left, last, s->buf + s->end);
	memmove(s->raw, s->raw + (s->nraw - left), left);
	s->nraw = left;
}

static void
decode_with(struct source *s, enum encoding e)
{
	s->encoding = e;
	s->judged = true;
	if (e != ENC_UTF8) {
		s->decoder = decoder_open(e);
		s->raw = memory_array(NULL, BLOCK + 2 * JUDGED, 1);
	}
}

/* Counts the bytes that mean the same in every encoding: up to an escape, which may shift, or a NUL. */
static size_t
ascii_prefix(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n && (signed char)s[i] > 0 && s[i] != ESCAPE; i++)
		;
	return i;
}

/* In UTF-16 half of each comma and line end is a NUL; the reader rejects a stray one. */
static bool
has_many_nuls(const char *s, size_t n)
{
	size_t i, nuls = 0;

	n = n > 1024 ? 1024 : n;
	for (i = 0; i < n; i++)
		nuls += s[i] == '\0';
	return nuls >= 3 && nuls * 10 > n;
}

/* The first bytes beyond ASCII decide, together with enough of what follows, however they arrive. */
static void
source_judge(struct source *s, size_t from)
{
	enum encoding e;
	size_t n = 1, whole;

	while (s->end - s->start - from < JUDGED && n > 0) {
		make_room(s, s->block);
		n = read_some(s, s->buf + s->end, s->block);
		s->end += n;
	}
	from += s->start;
	for (whole = s->end; n > 0 && whole > from && s->buf[whole - 1] != '\n'; whole--)
		;
	if (whole == from)
		whole = s->end;
	if (has_many_nuls(s->buf + from, whole - from))
		errx(1, "%s: UTF-16 without a mark, by its bytes: --from=UTF-16LE or UTF-16BE", s->path);
	if (!encoding_judge(s->buf + from, whole - from, &e))
		errx(1, "%s: EUC-JP or CP932? Its bytes are good in both: --from=EUC-JP or --from=CP932 says which", s->path);
	decode_with(s, e);
	if (s->decoder == NULL)
		return;
	s->nraw = s->end - from;
	s->raw = memory_array(s->raw, s->nraw + BLOCK, 1);
	memcpy(s->raw, s->buf + from, s->nraw);
	s->end = from;
	source_decode(s, false);
}

bool
source_fill(struct source *s)
{
	size_t n, ascii, was = s->end - s->start;

	if (s->eof)
		return false;
	if (s->decoder != NULL) {
		n = read_some(s, s->raw + s->nraw, BLOCK);
		s->nraw += n;
		s->eof = n == 0;
		source_decode(s, s->eof);
	} else {
		make_room(s, s->block);
		n = read_some(s, s->buf + s->end, s->block);
		s->end += n;
		s->eof = n == 0;
		if (!s->judged && (ascii = ascii_prefix(s->buf + s->start + was, n)) < n)
			source_judge(s, was + ascii);
	}
	if (s->eof && s->end > s->start && s->buf[s->end - 1] != '\n') {
		make_room(s, 1);
		s->buf[s->end++] = '\n';
	}
	memset(s->buf + s->end, 0, SCAN_BLOCK);
	return true;
}

static void
decode_from_here(struct source *s, enum encoding e)
{
	decode_with(s, e);
	if (s->decoder == NULL)
		return;
	memcpy(s->raw, s->buf, s->end);
	s->nraw = s->end;
	s->end = 0;
	source_decode(s, false);
}

static void
read_mark(struct source *s, struct source_options o)
{
	const char *from = o.from;
	enum encoding e = ENC_UTF8;
	bool named = from != NULL && encoding_parse(from, &e);
	enum encoding marked = e;
	const char *foreign;
	size_t n = 1, length;

	if (from != NULL && !named)
		errx(2, "--from: unknown encoding '%s'", from);
	make_room(s, s->block);
	while (s->end < 4 && n > 0) {
		n = read_some(s, s->buf + s->end, s->block - s->end);
		s->end += n;
	}
	if (book_begins(s->buf, s->end)) {
		s->book = book_open(s->fd, s->path, s->buf, s->end, o.sheet);
		if (o.strict)
			book_be_strict(s->book);
		s->end = 0;
		decode_with(s, ENC_UTF8);
		return;
	}
	if (o.sheet != NULL)
		warnx("%s: no workbook, so that --sheet says nothing of it", s->path);
	if ((foreign = encoding_foreign(s->buf, s->end)) != NULL)
		errx(1, "%s: %s", s->path, _(foreign));
	length = encoding_mark(s->buf, s->end, &marked);
	if (!named && (length > 0 || marked != ENC_UTF8)) {
		e = marked;
		named = true;
	}
	if (length > 0 && marked == e) {
		memmove(s->buf, s->buf + length, s->end - length);
		s->end -= length;
		s->before += length;
	}
	n = ascii_prefix(s->buf, s->end);
	if (named)
		decode_from_here(s, e);
	else if (n < s->end)
		source_judge(s, n);
}

void
source_open(struct source *s, int fd, const char *path, uint64_t size, struct source_options o)
{
	struct stat st;

	*s = (struct source){ .fd = fd, .left = size, .block = BLOCK };
	s->path = memory_text(path);
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size < BLOCK - SMALL)
		s->block = (size_t)st.st_size + SMALL; /* st_size is 0 in /proc */
	read_mark(s, o);
	memset(s->buf + s->end, 0, SCAN_BLOCK);
}

void
source_close(struct source *s)
{
	if (s->fd != STDIN_FILENO)
		close(s->fd);
	if (s->book != NULL)
		book_close(s->book);
	decoder_close(s->decoder);
	free(s->raw);
	free(s->buf);
	free(s->path);
}
