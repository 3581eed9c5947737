/* ledger.c - the ledger as its writer knows it: lock, tail, clock */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <signal.h>
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
#include "file.h"
#include "date.h"
#include "stderr.h"
#include "column.h"
#include "row.h"
#include "tail.h"
#include "journal.h"
#include "filesystem.h"
#include "ledger.h"

/*
 * The order of a write; in tests, leaving out any step lost or invented rows:
 *
 *  1. Signals are held back. The file of this name is opened and locked, and the name is
 *     looked up again, for another file may have been renamed over it. Messages wait.
 *  2. The tail is judged, and repaired where it holds only what was never acknowledged.
 *  3. The batch is drafted against the state under the lock.
 *  4. Room for it is reserved, so that a full disk shows before a byte changes. It is
 *     written, and flushed once: after a failure a second flush returns 0 although the
 *     data is lost.
 *  5. The size shows whether anybody wrote without the lock; the name shows whether the
 *     rows are in the file that readers will find.
 *  6. The lock is released and the messages appear, the ids are printed, and the signals
 *     are let through.
 */

#define AHEAD_MAX (366 * DAY_US) /* a clock further ahead of the last row is taken for wrong */

/* ---- what waits until the ids are printed ---- */

/* However the program exits under the lock, it is released before anything is printed. */
static int locked = -1;

static void
let_go(void)
{
	if (locked != -1)
		close(locked);
	locked = -1;
	stderr_release();
}

/* A write that fails is an error to report, not a signal. */
static void
ignore_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static void
hold_signals(int how, sigset_t *old)
{
	static const int waiting[] = {
		SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGXCPU, SIGALRM, SIGUSR1, SIGUSR2,
	};
	sigset_t set;
	size_t i;

	sigemptyset(&set);
	for (i = 0; i < sizeof(waiting) / sizeof(*waiting); i++)
		sigaddset(&set, waiting[i]);
	sigprocmask(how, &set, old);
}

void
ledger_answered(void)
{
	hold_signals(SIG_UNBLOCK, NULL);
}

/* ---- the lock: of the open file description, so that closing another descriptor keeps it ---- */

static int
lock_once(int fd, short type)
{
	struct flock lock = { .l_type = type, .l_whence = SEEK_SET };

	return fcntl(fd, F_OFD_SETLK, &lock);
}

/* Signals are let in only during the pauses, without the lock: ^C ends the wait, and ^Z cannot
 * stop the program while it holds the lock. */
static bool
file_lock(int fd, short type, long wait_ms, const sigset_t *waiting)
{
	long step, waited = 0;
	struct timespec pause = { 0 };

	while (lock_once(fd, type) == -1) {
		if ((errno != EAGAIN && errno != EACCES && errno != EINTR) || waited >= wait_ms)
			return false;
		step = 1 + (getpid() + waited) % 7; /* so that two waiting writers do not retry in step */
		pause.tv_nsec = step * 1000000;
		ppoll(NULL, 0, &pause, waiting);
		waited += step;
	}
	return true;
}

/* ---- opening ---- */

static enum ledger_result
ledger_refuse(struct ledger *l, enum ledger_result why, const char *what)
{
	if (what != NULL)
		warnx("%s: %s", l->path, _(what));
	else
		warn("%s", l->path);
	ledger_close(l);
	ledger_answered();
	return why;
}

/* The same, when the reason is already reported. */
static enum ledger_result
refuse_told(struct ledger *l, enum ledger_result why)
{
	ledger_close(l);
	ledger_answered();
	return why;
}

static void
take_names(struct ledger *l, char *rest)
{
	char *name;

	while ((name = strsep(&rest, ",")) != NULL) {
		l->name = memory_array(l->name, l->ncolumns + 1, sizeof(*l->name));
		l->name[l->ncolumns++] = memory_text(name);
	}
}

/* Appends the torn bytes to path, which whoever may write the ledger may write too. */
static bool
keep_torn(const struct ledger *l, const char *path, const char *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK, 0600);
	struct stat st, mine;
	bool good;

	if (fd == -1)
		return false;
	good = fstat(l->fd, &st) == 0 && fstat(fd, &mine) == 0 && S_ISREG(mine.st_mode);
	if (good && mine.st_size == 0 && (fchown(fd, (uid_t)-1, st.st_gid) == -1 ||
	    fchmod(fd, st.st_mode & 0666) == -1))
		errno = 0; /* if it cannot be shared it is kept all the same */
	good = good && write(fd, bytes, n) == (ssize_t)n && fsync(fd) == 0;
	close(fd);
	return good;
}

/* Appends the n bytes after the last whole batch to path, then cuts them off. */
static enum ledger_result
cut_to(struct ledger *l, const char *path, size_t n)
{
	char *bytes = memory_array(NULL, n, 1);
	bool kept;

	kept = file_read(l->fd, bytes, n, l->size) == (ssize_t)n && keep_torn(l, path, bytes, n);
	free(bytes);
	if (!kept) {
		warn("%s", path);
		return LEDGER_NOTHING;
	}
	if (ftruncate(l->fd, (off_t)l->size) == -1 || fsync(l->fd) == -1) {
		warn("%s", l->path);
		return LEDGER_UNKNOWN;
	}
	warnx("%s: moved %zu bytes of an unfinished batch to %s", l->path, n, path);
	return LEDGER_OK;
}

static enum ledger_result
cut_tail(struct ledger *l, uint64_t end)
{
	size_t n = (size_t)(l->size - end);
	enum ledger_result result;
	char *path;

	l->size = end;
	if (l->dry)
		return LEDGER_OK;
	path = memory_format("%s.torn", l->path);
	result = cut_to(l, path, n);
	free(path);
	return result;
}

static enum ledger_result
end_line(struct ledger *l)
{
	if (l->dry)
		return LEDGER_OK;
	if (write(l->fd, "\n", 1) != 1 || fsync(l->fd) == -1) {
		warn("%s", l->path);
		return LEDGER_UNKNOWN;
	}
	l->size++;
	return LEDGER_OK;
}

/* What was never acknowledged may be completed or cut off. */
static enum ledger_result
mend_tail(struct ledger *l, const struct header *h)
{
	struct tail t = tail_judge(l->fd, l->size, h);

	l->rev = t.rev;
	l->at = t.at;
	switch (t.state) {
	case TAIL_WHOLE:
		return LEDGER_OK;
	case TAIL_UNENDED:
		return end_line(l);
	case TAIL_UNFINISHED:
		return cut_tail(l, t.end);
	case TAIL_DAMAGED:
		warnx("%s: the last rows are damaged, or not a ledger's (opened in Excel?)", l->path);
		break;
	case TAIL_UNREAD:
		warn("%s", l->path);
		break;
	}
	return LEDGER_NOTHING;
}

/* Is the open file still the one that has the name? */
bool
ledger_is_kind(const struct ledger *l)
{
	return column_is_team(l->name[L_FIXED]);
}

bool
ledger_has_name(const struct ledger *l)
{
	struct stat mine, named;

	return fstat(l->fd, &mine) == 0 && stat(l->path, &named) == 0 &&
	    mine.st_ino == named.st_ino && mine.st_dev == named.st_dev;
}

static enum ledger_result
open_failed(struct ledger *l)
{
	if (errno != ENOENT)
		return ledger_refuse(l, LEDGER_NOTHING, errno == ELOOP ? N_("a symbolic link, not a ledger (-L follows it)") : NULL);
	journal_missing(l->path);
	return refuse_told(l, LEDGER_NOTHING);
}

/* Opens and locks the file that has this name now; an editor may have renamed one over it. */
static enum ledger_result
open_locked(struct ledger *l, long wait, const sigset_t *waiting)
{
	int how = l->dry ? O_RDONLY : O_RDWR | O_APPEND;
	struct stat mine;

	for (;;) {
		l->fd = open(l->path, how | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
		if (l->fd == -1)
			return open_failed(l);
		if (fstat(l->fd, &mine) == -1 || !S_ISREG(mine.st_mode))
			return ledger_refuse(l, LEDGER_NOTHING, "not a regular file");
		if (!file_lock(l->fd, l->dry ? F_RDLCK : F_WRLCK, wait * 1000L, waiting)) {
			if (errno == EAGAIN || errno == EACCES || errno == EINTR)
				return ledger_refuse(l, LEDGER_BUSY, "busy: somebody else is writing; nothing saved");
			return ledger_refuse(l, LEDGER_NOTHING, NULL);
		}
		if (ledger_has_name(l))
			break;
		close(l->fd);
	}
	if (fstat(l->fd, &mine) == -1)
		return ledger_refuse(l, LEDGER_NOTHING, NULL);
	l->size = (uint64_t)mine.st_size;
	return LEDGER_OK;
}

/* at comes from the clock alone, and stays in a row for ever: a wrong clock is refused before that. */
bool
ledger_read_clock(struct ledger *l, bool any)
{
	const int64_t last = day_of(10000, 1, 1) * DAY_US - 1;
	char now[DATE_TEXT], at[DATE_TEXT];

	/* Read under the lock, which may have taken a while to get. */
	clock_read(NULL, &l->clock);
	time_text(l->clock, false, now);
	l->now = l->clock > l->at ? l->clock : l->at + 1;
	if (l->now > last) {
		warnx("%s: no row can be later than the year 9999, and the clock says %s; nothing saved",
		    l->path, now);
		return false;
	}
	if (l->at == INT64_MIN || any || l->clock <= l->at + AHEAD_MAX)
		return true;
	warnx("%s: the clock says %s, more than 366 days after the last row, %s (--clock if it is right); nothing saved",
	    l->path, now, time_text(l->at, false, at));
	return false;
}

enum ledger_result
ledger_lock(struct ledger *l, const char *path, const struct ledger_terms *terms)
{
	enum ledger_result result;
	sigset_t before;

	*l = (struct ledger){ .path = memory_text(path), .fd = -1, .at = INT64_MIN, .dry = terms->dry };
	memory_atexit(let_go);
	ignore_signals();
	hold_signals(SIG_BLOCK, &before);
	if ((result = open_locked(l, terms->wait, &before)) != LEDGER_OK)
		return result;
	if (!l->dry) {
		locked = l->fd;
		stderr_hold();
	}
	return filesystem_allows(l->fd, l->path, terms->any_fs) ? LEDGER_OK : refuse_told(l, LEDGER_NOTHING);
}

enum ledger_result
ledger_open(struct ledger *l, const char *path, const struct ledger_terms *terms)
{
	enum ledger_result result = ledger_lock(l, path, terms);
	struct header header;

	if (result != LEDGER_OK)
		return result;
	if (!header_read(l->fd, &header))
		return ledger_refuse(l, LEDGER_NOTHING, "the first line is not a ledger's header; nothing saved");
	if (header.old)
		return ledger_refuse(l, LEDGER_NOTHING, "a ledger of 0.1, which is only read: run examples/upgrade; nothing saved");
	if ((result = mend_tail(l, &header)) != LEDGER_OK)
		return ledger_refuse(l, result, result == LEDGER_NOTHING ? N_("nothing saved: run verify") :
		    N_("the tail could not be repaired: run verify"));
	take_names(l, header.names);
	if (!ledger_read_clock(l, terms->any_clock))
		return refuse_told(l, LEDGER_NOTHING);
	if (l->dry) { /* what is read does not change, and no writer should wait for a dry run */
		(void)lock_once(l->fd, F_UNLCK);
		ledger_answered();
	}
	return LEDGER_OK;
}

void
ledger_close(struct ledger *l)
{
	size_t i;

	if (l->fd != -1 && l->fd != locked)
		close(l->fd);
	let_go();
	for (i = 0; i < l->ncolumns; i++)
		free(l->name[i]);
	free(l->name);
	free(l->path);
	free(l->start);
	free(l->rows.s);
	free(l->batch.s);
	*l = (struct ledger){ .fd = -1 };
}

struct view
ledger_view(const struct ledger *l)
{
	return (struct view){ .path = l->path, .fd = l->fd, .size = l->size };
}
