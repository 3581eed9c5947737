/* journal.c - the ledger as its readers know it: one file at one moment, in whole batches */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "window.h"
#include "record.h"
#include "reader.h"
#include "row.h"
#include "tail.h"
#include "journal.h"

enum { READ_WAIT_MS = 200 };

/* ---- views ---- */

static int
lock_for_reading(int fd, short type)
{
	struct flock lock = { .l_type = type, .l_whence = SEEK_SET };

	return fcntl(fd, F_OFD_SETLK, &lock);
}

/* Without the lock a reader could see a batch that is half rolled back; but a stopped writer must
 * not stop the readers, so they wait only READ_WAIT_MS. */
static uint64_t
size_now(int fd, const char *path)
{
	struct timespec pause = { .tv_nsec = 3000000 };
	struct stat st;
	long waited;

	for (waited = 0; lock_for_reading(fd, F_RDLCK) == -1 && waited < READ_WAIT_MS; waited += 3)
		nanosleep(&pause, NULL);
	if (fstat(fd, &st) == -1)
		err(1, "%s", path);
	(void)lock_for_reading(fd, F_UNLCK);
	return (uint64_t)st.st_size;
}

/* What follows the last whole batch was never acknowledged; damage is left in, to be reported. */
static uint64_t
whole_batches(const struct view *v)
{
	struct header h;
	struct tail t;

	if (!header_read(v->fd, &h) || v->size <= h.size)
		return v->size;
	t = tail_judge(v->fd, v->size, &h);
	if (t.state == TAIL_UNREAD)
		err(1, "%s", v->path);
	if (t.state != TAIL_UNENDED && t.state != TAIL_UNFINISHED)
		return v->size;
	warnx("%s: ignoring %llu bytes after the last whole batch (see verify)", v->path,
	    (unsigned long long)(v->size - t.end));
	return t.end;
}

void
journal_missing(const char *path)
{
	char *copy = memory_text(path), *real = realpath(dirname(copy), NULL);
	const char *base = strrchr(path, '/');

	base = base == NULL ? path : base + 1;
	if (real == NULL)
		warnx("%s: no ledger, nor its directory", path);
	else if (strcmp(base, "tickets.csv") != 0)
		warnx("%s: no such ledger (-t)", path);
	else
		warnx("%s: no ledger in %s (-C or SOW_DIR names the team's directory)", path, real);
	free(real);
	free(copy);
}

struct view
view_open(const char *path, bool every_byte)
{
	struct view v = { .path = path };
	struct stat st;

	v.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	if (v.fd == -1 && errno == ELOOP)
		errx(1, "%s: a symbolic link, not a ledger (-L follows it)", path);
	if (v.fd == -1 && errno == ENOENT) {
		journal_missing(path);
		exit(1);
	}
	if (v.fd == -1)
		err(1, "%s", path);
	if (fstat(v.fd, &st) == -1 || !S_ISREG(st.st_mode))
		errx(1, "%s: not a regular file", path);
	v.size = size_now(v.fd, path);
	if (v.size > JOURNAL_MAX)
		errx(1, "%s: a ledger of more than 512 GiB", path);
	if (!every_byte)
		v.size = whole_batches(&v);
	return v;
}

void
view_close(struct view *v)
{
	close(v->fd);
}

/* ---- reading ---- */

struct journal {
	struct reader *reader;
	struct head last;    /* of the last row returned */
	long long lost, gap; /* rows left out or missing so far, and those left out just before this one */
	const char **name;   /* the n columns, as in this version */
	size_t n;
	char **cell;         /* of 0.1: the row as this version would have written it */
	long long *end;      /* of 0.1: the rev of the last row of each of the nends batches */
	size_t nends;
	struct bytes line;   /* of 0.1: the text of that row, for its sum */
	struct record record; /* of 0.1: the cells of a row that is read again */
	struct window window; /* rows that are read again */
	char batch[32], sum[LEDGER_SUM + 1];
};

static void
take_names(struct journal *j, bool old)
{
	const char *const *names = reader_names(j->reader, &j->n);
	size_t i, from = 0;

	j->n += old ? 2 : 0;
	j->name = memory_array(NULL, j->n, sizeof(*j->name));
	for (i = 0; i < j->n; i++)
		j->name[i] = old && column_is_new(i) ? ledger_columns[i] : names[from++];
}

/* The rows of 0.1 that were written together have the same at. */
static void
find_old_batches(struct journal *j, const struct view *v)
{
	int fd = dup(v->fd);
	FILE *f = fd == -1 ? NULL : fdopen(fd, "r");
	char *line = NULL;
	struct head h, before = { .at = INT64_MIN };
	size_t size = 0;
	ssize_t n;

	if (f == NULL || fseeko(f, 0, SEEK_SET) == -1)
		err(1, "%s", v->path);
	while ((n = getline(&line, &size, f)) > 0) {
		if (!row_head(line, (size_t)n, true, &h))
			continue;
		if (h.at == before.at && j->nends > 0)
			j->nends--;
		j->end = array_grow(j->end, j->nends, sizeof(*j->end));
		j->end[j->nends++] = h.rev;
		before = h;
	}
	if (!feof(f))
		err(1, "%s", v->path);
	free(line);
	fclose(f);
}

struct journal *
journal_open(const struct view *v, enum reader_mode mode)
{
	struct journal *j = memory_zeros(1, sizeof(*j));
	int fd = dup(v->fd); /* not close-on-exec: nothing is executed while it is open */
	struct header h;
	bool old;
	if (!header_read(v->fd, &h)) {
		warnx("%s:1: %s", v->path, _(header_problem(v->fd)));
		errx(1, READER_LEDGER, v->path);
	}
	old = h.old;
	j->last.at = INT64_MIN;
	if (old) {
		find_old_batches(j, v);
		j->cell = memory_array(NULL, h.columns + 2, sizeof(*j->cell));
	}
	if (fd == -1 || lseek(fd, 0, SEEK_SET) == -1)
		err(1, "%s", v->path);
	j->window = (struct window){ .fd = fd, .size = v->size, .longest = LEDGER_ROW + 1 };
	j->reader = reader_open_fd(fd, v->path, v->size, (struct reader_options){ .mode = mode, .from = "UTF-8" });
	take_names(j, old);
	return j;
}

const char *const *
journal_names(const struct journal *j, size_t *n)
{
	*n = j->n;
	return j->name;
}

long long
journal_rev(const struct journal *j)
{
	return j->last.rev;
}

long long
journal_batch(const struct journal *j)
{
	return j->last.batch;
}

long long
journal_lost(const struct journal *j)
{
	return j->lost;
}

struct reader *
journal_reader(struct journal *j)
{
	return j->reader;
}

/* NULL for what an append could have written. A row is one line, or no tail could be judged. */
static const char *
row_problem(const struct row *row, bool old, struct head *h)
{
	if (!row_holds(row->raw, row->size))
		return _("the row was changed: its sum does not match");
	if (row->size > LEDGER_ROW)
		return _(LEDGER_ROW_TOO_LONG);
	if (!row->plain && memchr(row->raw, '\n', row->size) != NULL)
		return _("a row of more than one line");
	return row_head(row->raw, row->size, old, h) ? NULL : _("no rev, batch and at");
}

/* The rev of the last row of the batch of 0.1 that holds this rev. */
static long long
old_batch(const struct journal *j, long long rev)
{
	size_t low = 0, high = j->nends, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (j->end[middle] < rev)
			low = middle + 1;
		else
			high = middle;
	}
	return low < j->nends ? j->end[low] : rev;
}

/* Puts a row of 0.1 into j->cell and j->line as this version would have written it: with batch,
 * related and the sum of all that. */
static void
journal_widen(struct journal *j, char *const *cell, long long batch)
{
	static char none[] = "";
	size_t i, from = 0;

	snprintf(j->batch, sizeof(j->batch), "%lld", batch);
	for (i = 0; i < j->n; i++)
		j->cell[i] = i == L_BATCH ? j->batch : i == L_RELATED ? none : cell[from++];
	j->line.n = 0;
	row_print(&j->line, j->cell, j->n - 1);
	row_sum(j->line.s, j->line.n, j->sum);
	j->cell[j->n - 1] = j->sum;
}

static void
widen_row(struct journal *j, struct row *row)
{
	row_part(row);
	j->last.batch = old_batch(j, j->last.rev);
	journal_widen(j, row->cell, j->last.batch);
	row->cell = j->cell;
	row->n = j->n;
	row->plain = false;
}

/* A row that was left out has been reported, and may have had the rev that is missing here. */
static void
check_order(struct journal *j, const struct row *row, const struct head *h)
{
	bool inside = j->last.batch > j->last.rev && j->cell == NULL && j->gap == 0;

	if (j->gap > 0 && h->rev > j->last.rev && h->rev <= j->last.rev + j->gap + 1)
		return;
	if (h->rev != j->last.rev + 1 && (inside || h->rev < j->last.rev || h->rev - j->last.rev > LEDGER_GAP ||
	    !row_is_restored(row->raw, row->size))) {
		reader_reject(j->reader, row, h->rev > j->last.rev + 1 ? N_("rev %lld follows %lld: rows are missing between") :
		    N_("rev %lld follows %lld"), h->rev, j->last.rev);
		j->lost++;
	} else if (inside && (h->batch != j->last.batch || h->at != j->last.at)) {
		reader_reject(j->reader, row, "the batch that ends with rev %lld is incomplete", j->last.batch);
	}
}

bool
journal_next_whole(struct journal *j, struct row *row, int64_t as_of)
{
	size_t bad = reader_bad(j->reader);
	const char *problem;
	struct head h;

	while (reader_next_whole(j->reader, row)) {
		j->gap = (long long)(reader_bad(j->reader) - bad);
		if ((problem = row_problem(row, j->cell != NULL, &h)) != NULL) {
			reader_reject(j->reader, row, "%s", problem);
			continue;
		}
		if (as_of != INT64_MAX && h.at > as_of)
			return false;
		check_order(j, row, &h);
		j->lost += j->gap;
		j->last = h;
		if (j->cell != NULL)
			widen_row(j, row);
		return true;
	}
	return false;
}

bool
journal_next(struct journal *j, struct row *row, int64_t as_of)
{
	if (!journal_next_whole(j, row, as_of))
		return false;
	row_part(row);
	return true;
}

static const char *
old_line(struct journal *j, const char *line, size_t n, size_t *size)
{
	struct head h;

	if (j->record.delimiter == '\0')
		record_open(&j->record, ',');
	record_begin(&j->record);
	record_feed(&j->record, line, n + 1);
	record_end(&j->record);
	if (j->record.n + 2 != j->n || !row_head(line, n, true, &h))
		return NULL;
	journal_widen(j, j->record.cell, old_batch(j, h.rev));
	bytes_add(&j->line, ",", 1);
	bytes_add(&j->line, j->sum, LEDGER_SUM);
	*size = j->line.n;
	bytes_add(&j->line, "\n", 1);
	bytes_pad(&j->line, SCAN_BLOCK);
	return j->line.s;
}

const char *
journal_line(struct journal *j, uint64_t at, size_t *size)
{
	const char *line = window_line(&j->window, at, size);

	if (line == NULL && errno != 0)
		err(1, "%s", reader_path(j->reader));
	if (line != NULL && !row_holds(line, *size))
		line = NULL;
	if (line != NULL && j->cell != NULL)
		line = old_line(j, line, *size, size);
	if (line == NULL)
		errx(1, "%s: changed while it was read", reader_path(j->reader));
	return line;
}

bool
journal_close(struct journal *j)
{
	bool good = reader_close(j->reader);

	window_close(&j->window);
	if (j->record.delimiter != '\0')
		record_close(&j->record);
	free(j->name);
	free(j->cell);
	free(j->end);
	free(j->line.s);
	free(j);
	return good;
}
