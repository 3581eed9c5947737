/* batch.c - the rows of one write: drafted, sealed together, and appended whole or not at all */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "row.h"
#include "ledger.h"
#include "batch.h"

enum { WRITE_MAX = 1024 * 1024 };

/*
 * A drafted row is kept from at on, without rev, batch and sum: its batch depends on
 * how many rows there are, which is known only when all of them are drafted.
 */
static bool
too_long(size_t n)
{
	static const char numbers[] = "999999999999999999,999999999999999999,";

	return n + strlen(numbers) + 1 + LEDGER_SUM > LEDGER_ROW;
}

static const char *
cell_problem(const char *cell)
{
	if (!text_valid(cell, strlen(cell)))
		return _("bytes that are not UTF-8");
	return text_controls(cell) ? _("a control character") : NULL;
}

bool
ledger_add(struct ledger *l, char **cell, const char *by, const char **problem)
{
	char at[DATE_TEXT];
	size_t i, was = l->rows.n;

	cell[L_AT] = (char *)(uintptr_t)time_text(l->now, true, at);
	cell[L_BY] = (char *)(uintptr_t)by;
	*problem = NULL;
	for (i = L_AT; i + 1 < l->ncolumns && *problem == NULL; i++)
		*problem = cell_problem(cell[i]);
	if (*problem != NULL)
		return false;
	row_print(&l->rows, cell + L_AT, l->ncolumns - 1 - L_AT);
	if (too_long(l->rows.n - was)) {
		*problem = _(LEDGER_ROW_TOO_LONG);
		l->rows.n = was;
		return false;
	}
	l->start = array_grow(l->start, l->nrows, sizeof(*l->start));
	l->start[l->nrows++] = was;
	l->rev++;
	return true;
}

void
ledger_drop(struct ledger *l, size_t nrows)
{
	l->rows.n = l->start[nrows];
	l->rev -= (long long)(l->nrows - nrows);
	l->nrows = nrows;
}

const struct bytes *
ledger_seal(struct ledger *l)
{
	char number[64], sum[LEDGER_SUM + 1];
	size_t i, from, to, was;

	l->batch.n = 0;
	for (i = 0; i < l->nrows; i++) {
		from = l->start[i];
		to = i + 1 < l->nrows ? l->start[i + 1] : l->rows.n;
		was = l->batch.n;
		snprintf(number, sizeof(number), "%lld,%lld,", l->rev - (long long)(l->nrows - 1 - i), l->rev);
		bytes_add(&l->batch, number, strlen(number));
		bytes_add(&l->batch, l->rows.s + from, to - from);
		row_sum(l->batch.s + was, l->batch.n - was, sum);
		bytes_add(&l->batch, ",", 1);
		bytes_add(&l->batch, sum, LEDGER_SUM);
		bytes_add(&l->batch, "\n", 1);
	}
	return &l->batch;
}

/* Lets a full disk show before a byte changes, where the file system can reserve room. */
static bool
batch_reserve(struct ledger *l)
{
	int e;

	while ((e = fallocate(l->fd, FALLOC_FL_KEEP_SIZE, (off_t)l->size, (off_t)l->batch.n)) == -1 &&
	    errno == EINTR)
		;
	return e == 0 || errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL;
}

bool
ledger_write(int fd, const struct bytes *b)
{
	size_t done = 0, n;
	ssize_t got;

	for (; done < b->n; done += n) {
		n = b->n - done < WRITE_MAX ? b->n - done : WRITE_MAX;
		while ((got = write(fd, b->s + done, n)) == -1 && errno == EINTR)
			;
		if (got != (ssize_t)n) {
			if (got >= 0)
				errno = ENOSPC;
			return false;
		}
	}
	return true;
}

/* The start of the first row, to search for in a file. */
static const char *
first_words(const struct ledger *l, char *buf, size_t size)
{
	const char *lf = memchr(l->batch.s, '\n', l->batch.n);
	size_t n = lf == NULL ? l->batch.n : (size_t)(lf - l->batch.s), i, more;
	int32_t c;

	n = n < size - 1 ? n : size - 1;
	for (i = 0; i < n && (more = text_char(l->batch.s + i, &c)) <= n - i; i += more)
		;
	snprintf(buf, size, "%.*s", (int)i, l->batch.s);
	return buf;
}

/* It cannot be known here whether the rows are saved: says how to find out. */
static enum ledger_result
batch_unknown(const struct ledger *l)
{
	long long first = l->rev - (long long)l->nrows + 1;
	char words[80];

	warnx("%s: rows %lld to %lld may or may not be saved; the first is «%s…»", l->path, first, l->rev,
	    first_words(l, words, sizeof(words)));
	warnx("look for them with «sow-ticket log -w rev=%lld..%lld», then run verify", first, l->rev);
	return LEDGER_UNKNOWN;
}

/* The rows are in a file, but not in the one that anybody will read. */
static enum ledger_result
batch_misplaced(const struct ledger *l)
{
	struct stat st;

	if (fstat(l->fd, &st) == 0 && st.st_nlink > 0)
		warnx("%s: renamed or replaced while it was written to: the rows are in the file that had this name, inode %llu",
		    l->path, (unsigned long long)st.st_ino);
	else
		warnx("%s: removed or replaced while it was written to, and the rows with it", l->path);
	return batch_unknown(l);
}

static enum ledger_result
roll_back(struct ledger *l)
{
	warn("%s", l->path);
	if (ftruncate(l->fd, (off_t)l->size) == 0 && fsync(l->fd) == 0) {
		warnx("%s: nothing saved", l->path);
		return LEDGER_NOTHING;
	}
	warn("%s", l->path);
	return batch_unknown(l);
}

void
ledger_tell_clock(const struct ledger *l)
{
	const char *env = getenv("SOW_NOW");
	char now[DATE_TEXT], at[DATE_TEXT];

	if (env != NULL && *env != '\0')
		warnx("the clock is SOW_NOW: %s", time_text(l->clock, false, now));
	if (l->at != INT64_MIN && l->clock + 1000000 <= l->at)
		warnx("the clock says %s, which is behind the last row, %s", time_text(l->clock, false, now),
		    time_text(l->at, false, at));
}

enum ledger_result
ledger_append(struct ledger *l)
{
	struct stat st;

	if (l->nrows == 0)
		return LEDGER_OK;
	ledger_tell_clock(l);
	ledger_seal(l);
	if (!batch_reserve(l)) {
		warn("%s: nothing saved", l->path);
		return LEDGER_NOTHING;
	}
	if (!ledger_write(l->fd, &l->batch) || fdatasync(l->fd) == -1)
		return roll_back(l);
	if (fstat(l->fd, &st) == -1 || (uint64_t)st.st_size != l->size + l->batch.n) {
		warnx("%s: written to without the lock", l->path);
		return batch_unknown(l);
	}
	if (!ledger_has_name(l))
		return batch_misplaced(l);
	l->size = (uint64_t)st.st_size;
	return LEDGER_OK;
}
