/* tail.c - the end of a ledger: a whole batch, or bytes that were never acknowledged */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "file.h"
#include "text.h"
#include "row.h"
#include "tail.h"

/* The number of cells of a row whose quotes are sound. */
static size_t
count_cells(const char *s, size_t n)
{
	size_t cells = 1;
	bool quoted = false;

	for (; n > 0; n--, s++)
		if (*s == '"')
			quoted = !quoted;
		else
			cells += *s == ',' && !quoted;
	return cells;
}

/* A line near the end; good if an append could have written it. */
struct line {
	const char *text;
	size_t n;       /* without its line end */
	bool ended, good;
	struct head head;
};

static struct line
judge_line(const struct header *h, const char *text, size_t n, bool ended)
{
	struct line l = { .text = text, .n = n, .ended = ended };

	l.good = row_head(text, n, h->old, &l.head) && n <= LEDGER_ROW && row_holds(text, n) &&
	    text_valid(text, n) && count_cells(text, n) == h->columns;
	return l;
}

/* Would a writer have put the row right after one with this rev, batch and at? */
static bool
line_follows(const struct line *l, const struct head *before)
{
	bool inside = before->batch > before->rev;

	if (l->head.at < before->at || (inside && (l->head.batch != before->batch || l->head.at != before->at)))
		return false;
	return l->head.rev == before->rev + 1 || (!inside && l->head.rev > before->rev &&
	    l->head.rev - before->rev <= LEDGER_GAP && row_is_restored(l->text, l->n));
}

/* The start of the line that ends at n (without its LF). */
static size_t
line_start(const char *buf, size_t n)
{
	const char *lf = memrchr(buf, '\n', n);

	return lf == NULL ? 0 : (size_t)(lf - buf) + 1;
}

/* The last n of the bytes after the header. */
struct stretch {
	const struct header *header;
	const char *buf;
	size_t n;
	bool all; /* it begins with the first row */
};

/*
 * Searches backwards for the last row that ends a batch, and for where it begins and
 * ends (both 0 if the whole ledger has none).  False if this stretch does not show it.
 */
static bool
find_end(const struct stretch *w, struct line *end, size_t *begins, size_t *ends)
{
	size_t to = w->n, from;
	bool ended;

	while (to > 0) {
		ended = w->buf[to - 1] == '\n';
		from = line_start(w->buf, to - ended);
		if (from == 0 && !w->all)
			return false; /* perhaps only a piece of a line */
		*end = judge_line(w->header, w->buf + from, to - ended - from, ended);
		if (end->good && end->ended && end->head.rev == end->head.batch) {
			*begins = from;
			*ends = to;
			return true;
		}
		to = from;
	}
	*end = (struct line){ .head = { .at = INT64_MIN } };
	*begins = *ends = 0;
	return w->all;
}

enum verdict { SOUND, BROKEN, UNSEEN };

/* Do the rows of the batch that ends there follow one another, and the row before them? */
static enum verdict
judge_batch(const struct stretch *w, struct line last, size_t begins)
{
	struct head none = { .at = INT64_MIN };
	struct line before;
	size_t from;

	for (;; last = before, begins = from) {
		if (begins == 0)
			return w->all ? line_follows(&last, &none) ? SOUND : BROKEN : UNSEEN;
		from = line_start(w->buf, begins - 1);
		if (from == 0 && !w->all)
			return UNSEEN;
		before = judge_line(w->header, w->buf + from, begins - 1 - from, true);
		/* Damage before the batch is left to verify, unless it may be within the batch. */
		if (!before.good && (before.n == 0 || !row_head(before.text, before.n, w->header->old, &before.head) ||
		    before.head.batch >= last.head.rev))
			return BROKEN;
		if (!before.good)
			return SOUND;
		if (!line_follows(&last, &before.head))
			return BROKEN;
		if (before.head.batch == before.head.rev)
			return SOUND;
	}
}

/* Judges what follows the last whole batch: rows of a batch that was never finished, a torn row or
 * zeros; or something that no append leaves. */
static enum tail_state
judge_rest(const struct stretch *w, struct head *end, size_t from)
{
	struct head before = *end;
	struct line l;
	const char *lf;
	bool hole = false;
	size_t to;

	for (; from < w->n; from = to) {
		lf = memchr(w->buf + from, '\n', w->n - from);
		to = lf == NULL ? w->n : (size_t)(lf - w->buf) + 1;
		l = judge_line(w->header, w->buf + from, to - (lf != NULL) - from, lf != NULL);
		if (!l.good) {
			if (l.ended && memchr(l.text, '\0', l.n) == NULL)
				return TAIL_DAMAGED;
			hole = true; /* blocks that never reached the disk */
			continue;
		}
		if (hole ? l.head.rev <= before.rev : !line_follows(&l, &before))
			return l.ended ? TAIL_DAMAGED : TAIL_UNFINISHED;
		before = l.head;
		if (!l.ended && l.head.rev == l.head.batch) {
			*end = l.head;
			return TAIL_UNENDED;
		}
	}
	return TAIL_UNFINISHED;
}

/* False when the stretch is too short. */
static bool
judge_window(const struct stretch *w, uint64_t size, struct tail *t)
{
	struct line end;
	size_t begins, ends;
	enum verdict batch;

	if (!find_end(w, &end, &begins, &ends))
		return false;
	batch = ends == 0 ? SOUND : judge_batch(w, end, begins);
	if (batch == UNSEEN)
		return false;
	t->end = size - (w->n - ends);
	t->state = batch == BROKEN ? TAIL_DAMAGED : ends == w->n ? TAIL_WHOLE : judge_rest(w, &end.head, ends);
	t->rev = end.head.rev;
	t->at = end.head.at;
	return true;
}

struct tail
tail_judge(int fd, uint64_t size, const struct header *h)
{
	struct tail t = { .state = TAIL_WHOLE, .end = size, .at = INT64_MIN };
	uint64_t window = 8 * 1024; /* a few rows; more where the last batch is longer */
	struct stretch w = { .header = h };
	char *buf;
	bool judged;

	if (size == h->size)
		return t;
	do {
		if (window > size - h->size)
			window = size - h->size;
		buf = memory_array(NULL, window, 1);
		if (file_read(fd, buf, window, size - window) != (ssize_t)window) {
			t.state = TAIL_UNREAD;
			free(buf);
			return t;
		}
		w.buf = buf;
		w.n = window;
		w.all = window == size - h->size;
		judged = judge_window(&w, size, &t);
		free(buf);
		window *= 16;
	} while (!judged);
	return t;
}

enum { TAIL_SEEN = 8 * 1024 }; /* bytes in which tail_holds looks */

bool
tail_holds(int fd, uint64_t size, int64_t since, const struct bytes *sought)
{
	char buf[TAIL_SEEN], *line = buf, *end;
	size_t want = size < sizeof(buf) ? size : sizeof(buf);
	ssize_t n = file_read(fd, buf, want, size - want);
	struct head head;

	for (; n > 0 && (end = memchr(line, '\n', (size_t)(buf + n - line))) != NULL; line = end + 1)
		if (row_head(line, (size_t)(end - line), false, &head) && head.at >= since &&
		    memmem(line, (size_t)(end - line), sought->s, sought->n) != NULL)
			return true;
	return false;
}
