/* rewrite.c - the replacement of a ledger by another file: what redact leaves, or a copy */
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
#include "file.h"
#include "date.h"
#include "reader.h"
#include "row.h"
#include "tail.h"
#include "journal.h"
#include "ledger.h"
#include "batch.h"
#include "rewrite.h"

enum { BUFFERED = 1024 * 1024 };

static void
add_names(struct bytes *b, const char *const *name, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		bytes_add(b, name[i], strlen(name[i]));
		bytes_add(b, i + 1 < n ? "," : "\n", 1);
	}
}

static void
add_row(struct bytes *b, char *const *cell, size_t n)
{
	char sum[LEDGER_SUM + 1];
	size_t was = b->n;

	row_print(b, cell, n - 1);
	row_sum(b->s + was, b->n - was, sum);
	bytes_add(b, ",", 1);
	bytes_add(b, sum, LEDGER_SUM);
	bytes_add(b, "\n", 1);
}

/* Writes the rows of the view as edit leaves them. */
static bool
write_rows(const struct view *v, int fd, row_edit *edit, void *argument)
{
	struct journal *j = journal_open(v, READER_JOURNAL);
	struct bytes b = { .n = 0 };
	struct row row;
	size_t n;
	const char *const *name = journal_names(j, &n);
	bool good = true;

	add_names(&b, name, n);
	while (good && journal_next(j, &row, INT64_MAX)) {
		if (edit != NULL)
			edit(argument, row.cell);
		add_row(&b, row.cell, n);
		if (b.n > BUFFERED) {
			good = ledger_write(fd, &b);
			b.n = 0;
		}
	}
	journal_close(j);
	good = good && ledger_write(fd, &b);
	free(b.s);
	return good;
}

static enum ledger_result
rewrite_failed(const char *path)
{
	warn("%s: nothing saved", path);
	file_abandon();
	return LEDGER_NOTHING;
}

/* The new file has the name; LEDGER_UNKNOWN when a power cut may still undo that. */
static enum ledger_result
rewrite_placed(const char *path)
{
	if (file_sync_directory(path))
		return LEDGER_OK;
	warn("%s: cannot sync its directory", path);
	return LEDGER_UNKNOWN;
}

enum ledger_result
ledger_rewrite(struct ledger *l, row_edit *edit, void *argument)
{
	struct view view = ledger_view(l);
	int fd = file_begin(l->path);
	bool good;

	ledger_tell_clock(l);
	if (fd == -1)
		return rewrite_failed(l->path);
	good = file_copy_rights(l->fd, fd) && write_rows(&view, fd, edit, argument) &&
	    ledger_write(fd, ledger_seal(l)) && file_commit(fd, l->path);
	if (!good)
		rewrite_failed(l->path);
	close(fd);
	return good ? rewrite_placed(l->path) : LEDGER_NOTHING;
}

bool
copy_rewrite(const char *path, row_edit *edit, void *argument)
{
	struct view view = view_open(path, true);
	int fd = file_begin(path);
	bool good;

	good = fd != -1 && file_copy_rights(view.fd, fd) && write_rows(&view, fd, edit, argument) &&
	    file_commit(fd, path) && file_sync_directory(path);
	if (!good) {
		warn("%s", path);
		file_abandon();
	}
	if (fd != -1)
		close(fd);
	view_close(&view);
	return good;
}

/* ---- restore ---- */

/* The highest rev of a row whose sum holds, whatever else is wrong with the file. */
static long long
highest_rev(int fd, bool old)
{
	int copy = dup(fd);
	FILE *f = copy == -1 ? NULL : fdopen(copy, "r");
	long long highest = 0;
	char *line = NULL;
	struct head h;
	size_t size = 0;
	ssize_t n;

	if (f == NULL || fseeko(f, 0, SEEK_SET) == -1)
		memory_out();
	while ((n = getline(&line, &size, f)) > 0) {
		n -= line[n - 1] == '\n';
		if (row_head(line, (size_t)n, old, &h) && row_holds(line, (size_t)n) && h.rev > highest)
			highest = h.rev;
	}
	if (!feof(f)) /* the unread part may hold a higher one */
		err(LEDGER_NOTHING, "the ledger to be replaced");
	free(line);
	fclose(f);
	return highest;
}

/* The row after the gap: its id is above every id that is known to have been issued. */
static void
add_restored(struct bytes *b, const struct ledger *l, const struct restoration *r, size_t columns)
{
	char rev[32], at[DATE_TEXT], opened[DATE_TEXT], **cell = memory_zeros(columns, sizeof(*cell));
	char *note = memory_format("控えから復元：rev %lld～%lld は失われた", l->rev + 1, r->last);
	static char none[] = "", restored[] = LEDGER_RESTORED, status[] = "void", title[] = "復元";
	size_t i;

	for (i = 0; i < columns; i++)
		cell[i] = none;
	snprintf(rev, sizeof(rev), "%lld", r->last + 1);
	cell[L_REV] = cell[L_BATCH] = cell[L_ID] = rev;
	cell[L_AT] = (char *)(uintptr_t)time_text(l->now, true, at);
	cell[L_OPENED] = (char *)(uintptr_t)time_text(l->now, false, opened);
	cell[L_BY] = (char *)(uintptr_t)r->by;
	cell[L_STATUS] = status;
	cell[L_TITLE] = title;
	cell[L_TAGS] = restored;
	cell[columns - 2] = note;
	add_row(b, cell, columns);
	free(note);
	free(cell);
}

/* Writes the bytes of the copy, and a restored row if rows after those are known of. */
static bool
write_restored(const struct ledger *l, const struct view *copy, int fd, const struct restoration *r)
{
	struct bytes b = { .n = 0 };
	struct header h;
	uint64_t at;
	ssize_t n;
	char buf[64 * 1024];
	bool good = header_read(copy->fd, &h) && !h.old;

	if (!good)
		errno = EINVAL;
	for (at = 0; good && at < copy->size; at += (uint64_t)n) {
		n = file_read(copy->fd, buf, copy->size - at < sizeof(buf) ? copy->size - at : sizeof(buf), at);
		good = n > 0;
		if (good)
			bytes_add(&b, buf, (size_t)n);
		if (good && b.n >= BUFFERED) {
			good = ledger_write(fd, &b);
			b.n = 0;
		}
	}
	if (good && l->rev < r->last)
		add_restored(&b, l, r, h.columns);
	good = good && ledger_write(fd, &b);
	free(b.s);
	return good;
}

/* Gives the old ledger a second name; one that a killed restore left on the same file will do. */
static bool
keep_old(const struct ledger *l, const char *kept)
{
	struct stat mine, other;

	if (link(l->path, kept) == 0)
		return true;
	if (errno == EEXIST && fstat(l->fd, &mine) == 0 && lstat(kept, &other) == 0 &&
	    mine.st_ino == other.st_ino && mine.st_dev == other.st_dev)
		return true;
	if (errno == EEXIST)
		warnx("%s: is there from an earlier restore: move it away first", kept);
	else
		warn("%s", kept);
	return false;
}

static enum ledger_result
replace_ledger(struct ledger *l, const struct view *copy, const struct restoration *r, const char *kept)
{
	int fd = file_begin(l->path);
	bool good;

	if (fd == -1)
		return rewrite_failed(l->path);
	good = (l->fd == -1 ? fchmod(fd, file_mode()) == 0 : file_copy_rights(l->fd, fd)) &&
	    write_restored(l, copy, fd, r);
	if (!good)
		warn("%s", l->path);
	else if (l->fd == -1)
		good = file_commit_new(fd, l->path);
	else if ((good = keep_old(l, kept)) && !(good = file_commit(fd, l->path)))
		unlink(kept);
	file_abandon();
	close(fd);
	if (!good)
		warnx("%s: nothing saved", l->path);
	return good ? rewrite_placed(l->path) : LEDGER_NOTHING;
}

/* Finds the last rev of the copy and the last one known to be written; reports a copy that is no use. */
static bool
judge_copy(struct ledger *l, const struct view *copy, struct restoration *r)
{
	struct header h;
	struct tail t;
	long long highest = l->fd == -1 ? 0 : highest_rev(l->fd, header_read(l->fd, &h) && h.old);

	if (!header_read(copy->fd, &h) || h.old || (t = tail_judge(copy->fd, copy->size, &h)).state != TAIL_WHOLE) {
		warnx("%s: not a complete ledger of this version; nothing saved", copy->path);
		return false;
	}
	r->last = highest > r->last ? highest : r->last;
	l->rev = t.rev;
	l->at = t.at;
	if (r->last - t.rev > LEDGER_GAP) { /* no reader would accept such a gap */
		warnx("%s: the last rev is %lld, but %lld is not a rev of its ledger; nothing saved", copy->path, t.rev, r->last);
		return false;
	}
	return r->last <= t.rev || ledger_read_clock(l, r->any_clock);
}

enum ledger_result
ledger_restore(const char *path, const struct restoration *wish)
{
	struct ledger_terms terms = { .wait = wish->wait, .any_fs = wish->any_fs };
	struct restoration r = *wish;
	struct ledger l = { .fd = -1 };
	enum ledger_result result = LEDGER_OK;
	struct view copy = view_open(r.copy, false);
	char *kept;

	kept = memory_format("%s.before-restore", path);
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		result = ledger_lock(&l, path, &terms);
	else
		l.path = memory_text(path);
	if (result == LEDGER_OK) {
		result = judge_copy(&l, &copy, &r) ? replace_ledger(&l, &copy, &r, kept) : LEDGER_NOTHING;
		ledger_close(&l);
		ledger_answered();
	}
	view_close(&copy);
	free(kept);
	return result;
}
