/* ledger.c - the append-only journal: lock, tail, append, read (see LEDGER in sow-ticket(1)) */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <linux/magic.h>
#include <time.h>
#include <unistd.h>
#include <err.h>
#include <zlib.h>

#include "sow.h"

enum {
	WRITE_MAX = 1024 * 1024,
	HEADER_MAX = 8 * 1024, /* bytes, with its line end */
	SUM = 8,               /* hex digits */
	STAMP = 26,            /* bytes of at */
	READ_WAIT_MS = 200,
};

#define NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_"
#define A_LINK "a symbolic link, not a ledger (-L follows it)"
#define NO_LEDGER "no ledger here: «sow-ticket init» makes one"

const char *const ledger_columns[L_FIXED] = {
	"rev", "at", "by", "id", "status", "keys", "title", "requester", "assignee", "target",
	"priority", "opened", "due", "closed", "minutes", "approved", "parent", "part", "ref",
	"link", "tags",
};

char *
ledger_path(const struct options *o)
{
	const char *given = o->value[OPT_TICKETS];
	char *path = given == NULL ? team_file(o, "tickets.csv") : strdup(given), *real = NULL;

	if (path == NULL)
		err(1, NULL);
	if (o->value[OPT_LINK] != NULL && (real = realpath(path, NULL)) != NULL) {
		free(path);
		path = real;
	}
	return path;
}

/* ---- rows ---- */

static void
row_sum(const char *row, size_t n, char sum[SUM + 1])
{
	snprintf(sum, SUM + 1, "%08lx", crc32_z(0, (const unsigned char *)row, n));
}

/* The bytes of a row without its line end: long enough, and its sum holds. */
static bool
sum_holds(const char *row, size_t n)
{
	char sum[SUM + 1];

	if (n < SUM + 2 || row[n - SUM - 1] != ',')
		return false;
	row_sum(row, n - SUM - 1, sum);
	return memcmp(row + n - SUM, sum, SUM) == 0;
}

static bool
has_control(const char *s)
{
	int32_t c;

	while (*s != '\0') {
		s += text_char(s, &c);
		if (char_controls(c))
			return true;
	}
	return false;
}

/* Decimal digits at s, which has n of them. */
static bool
number(const char *s, size_t n, int *value)
{
	for (*value = 0; n > 0; n--, s++) {
		if (*s < '0' || *s > '9')
			return false;
		*value = *value * 10 + (*s - '0');
	}
	return true;
}

bool
ledger_stamp(const char *s, int64_t *at)
{
	int y, mo, d, h, mi, sec, us;

	if (strnlen(s, STAMP) < STAMP || s[4] != '-' || s[7] != '-' || s[10] != 'T' || s[13] != ':' ||
	    s[16] != ':' || s[19] != '.' ||
	    !number(s, 4, &y) || !number(s + 5, 2, &mo) || !number(s + 8, 2, &d) ||
	    !number(s + 11, 2, &h) || !number(s + 14, 2, &mi) || !number(s + 17, 2, &sec) ||
	    !number(s + 20, 6, &us) || !civil_valid(y, mo, d) || h > 23 || mi > 59 || sec > 59)
		return false;
	*at = day_of(y, mo, d) * DAY_US + ((h * 60 + mi) * 60 + sec) * INT64_C(1000000) + us;
	return true;
}

/* rev and at of a row whose sum holds; both are plain, so no CSV is needed, and a comma ends rev. */
static bool
row_head(const char *s, size_t n, long long *rev, int64_t *at)
{
	size_t i;

	for (i = 0, *rev = 0; i < 18 && s[i] >= '0' && s[i] <= '9'; i++)
		*rev = *rev * 10 + (s[i] - '0');
	return *rev > 0 && s[0] != '0' && i + 1 + STAMP < n && s[i] == ',' && s[i + 1 + STAMP] == ',' &&
	    ledger_stamp(s + i + 1, at);
}

/* ---- signals ---- */

/* A write that cannot be is an error, to be told as one. */
static void
ignore_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

/* These wait from lock to unlock. */
static void
hold_signals(int how, sigset_t *old)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGTSTP);
	sigprocmask(how, &set, old);
}

/* ---- the lock: of the open file description, so that a close elsewhere keeps it ---- */

static int
lock_once(int fd, short type)
{
	struct flock lock = { .l_type = type, .l_whence = SEEK_SET };

	return fcntl(fd, F_OFD_SETLK, &lock);
}

/* A signal held back from before the lock is let in only while there is none: ^C ends
 * the wait, and ^Z cannot stop the program with the lock in its hand. */
static bool
lock(int fd, short type, long wait_ms, const sigset_t *waiting)
{
	long step, waited = 0;
	struct timespec pause = { 0 };

	while (lock_once(fd, type) == -1) {
		if ((errno != EAGAIN && errno != EACCES && errno != EINTR) || waited >= wait_ms)
			return false;
		step = 1 + (getpid() + waited) % 7; /* so that two who wait do not march in step */
		pause.tv_nsec = step * 1000000;
		ppoll(NULL, 0, &pause, waiting);
		waited += step;
	}
	return true;
}

/* ---- creating ---- */

/* A ledger's own column, or one of the first n bytes of with. */
static bool
is_column(const char *name, const char *with, size_t n)
{
	size_t i, length;

	for (i = 0; i < L_FIXED; i++)
		if (strcmp(name, ledger_columns[i]) == 0)
			return true;
	for (i = 0; i < n; i += length + 1) {
		length = strcspn(with + i, ",");
		if (length == strlen(name) && strncmp(with + i, name, length) == 0)
			return true;
	}
	return strcmp(name, "note") == 0 || strcmp(name, "sum") == 0;
}

/* A name that a command or a report takes for something else could never be set or shown. */
static void
check_team_column(const char *name, const char *with, size_t n)
{
	size_t length = strspn(name, NAME_CHARS);
	enum place p;

	if (length == 0 || name[length] != '\0')
		errx(2, "--with: a column's name is small letters, digits and _, not '%s'", name);
	if (is_column(name, with, n))
		errx(2, "--with: the ledger has a column '%s' already", name);
	if (column_find(name) != NULL || place_find(name, &p) || strcmp(name, "min") == 0)
		errx(2, "--with: '%s' means something else", name);
}

static char *
make_header(const char *with)
{
	char *text, *list, *rest, *name;
	size_t size, i;
	FILE *f = open_memstream(&text, &size);

	if (f == NULL || (list = rest = strdup(with == NULL ? "" : with)) == NULL)
		err(1, NULL);
	for (i = 0; i < L_FIXED; i++)
		fprintf(f, "%s,", ledger_columns[i]);
	while (with != NULL && (name = strsep(&rest, ",")) != NULL) {
		check_team_column(name, with, (size_t)(name - list));
		fprintf(f, "%s,", name);
	}
	fputs("note,sum\n", f);
	memory_close(f, &text);
	free(list);
	if (size >= HEADER_MAX)
		errx(2, "--with: a header of more than 8 KiB");
	return text;
}

static bool
sync_directory(const char *path)
{
	char *copy = strdup(path);
	bool good;
	int fd;

	if (copy == NULL)
		return false; /* the name stands already: the caller says what is known */
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(copy);
	if (fd == -1)
		return false;
	good = fsync(fd) == 0;
	close(fd);
	return good;
}

/* Whoever may write in the directory may write the ledger: its group, and its rw bits. */
static bool
follow_directory(int fd, const char *path)
{
	char *copy = strdup(path);
	struct stat st, mine;
	bool found;

	if (copy == NULL)
		err(1, NULL);
	found = stat(dirname(copy), &st) == 0 && fstat(fd, &mine) == 0;
	free(copy);
	if (!found)
		return true; /* it stays its maker's alone */
	if (mine.st_gid != st.st_gid && fchown(fd, (uid_t)-1, st.st_gid) == -1)
		st.st_mode &= ~(mode_t)S_IRWXG; /* not our group to give it to */
	return fchmod(fd, (st.st_mode & 0666) | 0600) == 0;
}

enum ledger_result
ledger_create(const char *path, const char *with)
{
	char *header = make_header(with), *temporary;
	ssize_t n = (ssize_t)strlen(header);
	bool good;
	int fd;

	ignore_signals();
	if (asprintf(&temporary, "%s.XXXXXX", path) == -1)
		err(1, NULL);
	if ((fd = mkstemp(temporary)) == -1) {
		warn("%s", path);
		return LEDGER_NOTHING;
	}
	/* The name appears with all of the header behind it, or not at all. */
	good = follow_directory(fd, path) && write(fd, header, (size_t)n) == n &&
	    fsync(fd) == 0 && link(temporary, path) == 0;
	if (!good && errno == EEXIST)
		warnx("%s: there is one already", path);
	else if (!good)
		warn("%s", path);
	close(fd);
	unlink(temporary);
	free(temporary);
	free(header);
	if (good && !sync_directory(path)) {
		warn("%s: directory", path);
		return LEDGER_UNKNOWN;
	}
	return good ? LEDGER_OK : LEDGER_NOTHING;
}

/* ---- opening ---- */

static enum ledger_result
refuse(struct ledger *l, enum ledger_result why, const char *what)
{
	if (what != NULL)
		warnx("%s: %s", l->path, what);
	else
		warn("%s", l->path);
	ledger_close(l);
	return why;
}

static ssize_t
read_at(int fd, char *buf, size_t n, uint64_t at)
{
	size_t done = 0;
	ssize_t got;

	while (done < n) {
		got = pread(fd, buf + done, n - done, (off_t)(at + done));
		if (got == -1 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 ? (ssize_t)done : -1;
		done += (size_t)got;
	}
	return (ssize_t)done;
}

/* note, sum and the team's columns: small letters, digits and _, none empty. */
static bool
names_hold(const char *s)
{
	size_t n;

	for (;; s += n + 1) {
		n = strspn(s, NAME_CHARS);
		if (n == 0)
			return false;
		if (strcmp(s, "note,sum") == 0)
			return true;
		if (s[n] != ',')
			return false;
	}
}

/* Bytes of a ledger's own columns at the beginning of the header, 0 when they are not there. */
static size_t
own_columns(const char *header)
{
	size_t i, n = 0, length;

	for (i = 0; i < L_FIXED; i++, n += length + 1) {
		length = strlen(ledger_columns[i]);
		if (strncmp(header + n, ledger_columns[i], length) != 0 || header[n + length] != ',')
			return 0;
	}
	return n;
}

/* The header, without its line end, into buf; its length with it, 0 when it is not, to
 * the byte, what init writes. */
static size_t
read_header(int fd, char buf[HEADER_MAX])
{
	ssize_t n = read_at(fd, buf, HEADER_MAX - 1, 0);
	size_t own;
	char *lf;

	if (n <= 0 || (lf = memchr(buf, '\n', (size_t)n)) == NULL)
		return 0;
	*lf = '\0';
	own = own_columns(buf);
	return own > 0 && names_hold(buf + own) && strlen(buf) == (size_t)(lf - buf) ? (size_t)(lf - buf) + 1 : 0;
}

static void
take_names(struct ledger *l, char *rest)
{
	char *name;

	while ((name = strsep(&rest, ",")) != NULL) {
		l->name = reallocarray(l->name, l->ncolumns + 1, sizeof(*l->name));
		if (l->name == NULL || (l->name[l->ncolumns++] = strdup(name)) == NULL)
			err(1, NULL);
	}
}

/* The line of buf[0..n) that ends at n (without its LF): where it begins. */
static size_t
line_start(const char *buf, size_t n)
{
	while (n > 0 && buf[n - 1] != '\n')
		n--;
	return n;
}

/* Cells of a row whose quotes are sound. */
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

static bool
judge_row(const struct ledger *l, const char *s, size_t n, long long *rev, int64_t *at)
{
	return n <= LEDGER_ROW && sum_holds(s, n) && text_valid(s, n) && row_head(s, n, rev, at) &&
	    count_cells(s, n) == l->ncolumns;
}

/* The torn bytes at the end of the file that has this name; whoever may write the ledger may here. */
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
		errno = 0; /* what cannot be shared is kept all the same */
	good = good && write(fd, bytes, n) == (ssize_t)n && fsync(fd) == 0;
	close(fd);
	return good;
}

/* Keeps torn bytes beside the ledger, then takes them off. */
static enum ledger_result
cut_tail(struct ledger *l, const char *bytes, size_t n)
{
	enum ledger_result result = LEDGER_OK;
	char *path;

	l->size -= n;
	if (l->dry)
		return LEDGER_OK;
	if (asprintf(&path, "%s.torn", l->path) == -1)
		err(1, NULL);
	if (!keep_torn(l, path, bytes, n)) {
		warn("%s", path);
		result = LEDGER_NOTHING;
	} else if (ftruncate(l->fd, (off_t)l->size) == -1 || fsync(l->fd) == -1) {
		warn("%s", l->path);
		result = LEDGER_UNKNOWN;
	} else {
		warnx("%s: %zu bytes of a row that was never finished moved to %s", l->path, n, path);
	}
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

/* Rows in buf[0..n), which ends where the file ends; first says that it begins with a row. */
static enum ledger_result
judge_tail(struct ledger *l, const char *buf, size_t n, bool first, bool *more)
{
	bool ended = buf[n - 1] == '\n', sound = true, good, follows;
	size_t end = ended ? n - 1 : n, start = line_start(buf, end), prior = start;
	long long rev = 0;
	int64_t at = 0;

	if (start > 0)
		prior = line_start(buf, start - 1);
	*more = prior == 0 && !first;
	if (*more)
		return LEDGER_OK;
	l->rev = 0;
	l->at = INT64_MIN;
	if (start > 0)
		sound = judge_row(l, buf + prior, start - 1 - prior, &l->rev, &l->at);
	good = judge_row(l, buf + start, end - start, &rev, &at);
	follows = good && rev == l->rev + 1 && at >= l->at;
	/* The row before must be sound before anything is mended. */
	if (ended ? good && (follows || !sound) : sound && follows) {
		l->rev = rev;
		l->at = at;
		return ended ? LEDGER_OK : end_line(l);
	}
	if (sound && (!ended || memchr(buf + start, '\0', end - start) != NULL))
		return cut_tail(l, buf + start, n - start);
	warnx("%s: its last row is not a ledger's (opened in Excel?)", l->path);
	return LEDGER_NOTHING;
}

static enum ledger_result
read_tail(struct ledger *l, size_t header)
{
	uint64_t window = 8 * 1024; /* a few rows; grown when the last one is longer */
	enum ledger_result result;
	bool more = true;
	char *buf;

	if (l->size == header)
		return LEDGER_OK;
	for (; more; window *= 16) {
		if (window > l->size - header)
			window = l->size - header;
		if ((buf = malloc(window)) == NULL)
			err(1, NULL);
		result = LEDGER_NOTHING;
		if (read_at(l->fd, buf, window, l->size - window) != (ssize_t)window)
			warn("%s", l->path);
		else
			result = judge_tail(l, buf, window, window == l->size - header, &more);
		free(buf);
		if (result != LEDGER_OK)
			return result;
	}
	return LEDGER_OK;
}

/* Opens and locks the file that has this name now; an editor may have renamed one over it. */
static enum ledger_result
open_locked(struct ledger *l, int wait, const sigset_t *waiting)
{
	int how = l->dry ? O_RDONLY : O_RDWR | O_APPEND;
	struct stat mine, named;

	for (;;) {
		l->fd = open(l->path, how | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
		if (l->fd == -1)
			return refuse(l, LEDGER_NOTHING, errno == ENOENT ? NO_LEDGER : errno == ELOOP ? A_LINK : NULL);
		if (fstat(l->fd, &mine) == -1 || !S_ISREG(mine.st_mode))
			return refuse(l, LEDGER_NOTHING, "not a regular file");
		if (!lock(l->fd, l->dry ? F_RDLCK : F_WRLCK, wait * 1000L, waiting)) {
			if (errno == EAGAIN || errno == EACCES || errno == EINTR)
				return refuse(l, LEDGER_BUSY, "busy: somebody else is writing; nothing saved");
			return refuse(l, LEDGER_NOTHING, NULL);
		}
		if (fstat(l->fd, &mine) == 0 && stat(l->path, &named) == 0 &&
		    mine.st_ino == named.st_ino && mine.st_dev == named.st_dev)
			break;
		close(l->fd);
	}
	l->size = (uint64_t)mine.st_size;
	return LEDGER_OK;
}

/* An SMB server may give the lock to two. */
static bool
locks_hold(int fd)
{
	struct statfs fs;

	return fstatfs(fd, &fs) == -1 || ((uint32_t)fs.f_type != SMB_SUPER_MAGIC &&
	    (uint32_t)fs.f_type != SMB2_SUPER_MAGIC && (uint32_t)fs.f_type != CIFS_SUPER_MAGIC);
}

enum ledger_result
ledger_open(struct ledger *l, const struct options *o)
{
	int wait = (int)option_number(o, OPT_WAIT, 10, 86400);
	enum ledger_result result;
	char names[HEADER_MAX];
	sigset_t before;
	size_t header;

	*l = (struct ledger){ .path = ledger_path(o), .fd = -1, .at = INT64_MIN,
		.dry = o->value[OPT_DRY] != NULL };
	ignore_signals();
	hold_signals(SIG_BLOCK, &before);
	if ((result = open_locked(l, wait, &before)) != LEDGER_OK)
		return result;
	if (o->value[OPT_FORCE_FS] == NULL && !locks_hold(l->fd))
		return refuse(l, LEDGER_NOTHING, "on SMB, where a lock may not hold (--force-fs); nothing saved");
	if ((header = read_header(l->fd, names)) == 0)
		return refuse(l, LEDGER_NOTHING, "its first line is not a ledger's header; nothing saved");
	take_names(l, names);
	if ((result = read_tail(l, header)) != LEDGER_OK)
		return refuse(l, result, result == LEDGER_NOTHING ? "nothing saved: run verify" :
		    "its tail could not be mended: run verify");
	if (l->dry) { /* what is read stays as it is; nobody shall wait for who only prints */
		(void)lock_once(l->fd, F_UNLCK);
		hold_signals(SIG_UNBLOCK, NULL);
	}
	/* The clock under the lock, which may have been long in coming; never back, so
	 * that as-of is a prefix of the file; equal only within a batch. */
	clock_read(o->value[OPT_TODAY], &l->now);
	if (l->now <= l->at)
		l->now = l->at + 1;
	return LEDGER_OK;
}

void
ledger_close(struct ledger *l)
{
	size_t i;

	if (l->fd != -1)
		close(l->fd); /* and the lock with it */
	hold_signals(SIG_UNBLOCK, NULL);
	for (i = 0; i < l->ncolumns; i++)
		free(l->name[i]);
	free(l->name);
	free(l->path);
	free(l->batch);
	*l = (struct ledger){ .fd = -1 };
}

/* ---- appending ---- */

static void
add_bytes(struct ledger *l, const char *s, size_t n)
{
	if (l->nbatch + n > l->batchsize) {
		l->batchsize = (l->nbatch + n) * 2 + 4096;
		if ((l->batch = realloc(l->batch, l->batchsize)) == NULL)
			err(LEDGER_NOTHING, NULL);
	}
	memcpy(l->batch + l->nbatch, s, n);
	l->nbatch += n;
}

static void
add_cell(struct ledger *l, const char *s)
{
	const char *p;

	if (strpbrk(s, ",\"") == NULL) {
		add_bytes(l, s, strlen(s));
		return;
	}
	add_bytes(l, "\"", 1);
	for (; (p = strchr(s, '"')) != NULL; s = p + 1) {
		add_bytes(l, s, (size_t)(p - s) + 1);
		add_bytes(l, "\"", 1);
	}
	add_bytes(l, s, strlen(s));
	add_bytes(l, "\"", 1);
}

/* The row of the cells, with its sum, to the batch. */
static void
add_row(struct ledger *l, char *const *cell)
{
	size_t was = l->nbatch, i;
	char sum[SUM + 1];

	for (i = 0; i + 1 < l->ncolumns; i++) {
		if (i > 0)
			add_bytes(l, ",", 1);
		add_cell(l, cell[i]);
	}
	row_sum(l->batch + was, l->nbatch - was, sum);
	add_bytes(l, ",", 1);
	add_bytes(l, sum, SUM);
	add_bytes(l, "\n", 1);
}

bool
ledger_add(struct ledger *l, char **cell, const char *by, const char **problem)
{
	char rev[32], at[DATE_TEXT];
	size_t i, was = l->nbatch;

	snprintf(rev, sizeof(rev), "%lld", l->rev + 1);
	cell[L_REV] = rev;
	cell[L_AT] = (char *)(uintptr_t)time_text(l->now, true, at);
	cell[L_BY] = (char *)(uintptr_t)by;
	*problem = NULL;
	for (i = 0; i + 1 < l->ncolumns && *problem == NULL; i++)
		if (!text_valid(cell[i], strlen(cell[i])))
			*problem = "bytes that are not UTF-8";
		else if (has_control(cell[i]))
			*problem = "a control character";
	if (*problem != NULL)
		return false;
	add_row(l, cell);
	if (l->nbatch - was > LEDGER_ROW) {
		*problem = LEDGER_ROW_TOO_LONG;
		l->nbatch = was;
		return false;
	}
	l->rev++;
	return true;
}

/* A full disk shows before a byte changes; not every file system can say. */
static bool
reserve(struct ledger *l)
{
	int e;

	while ((e = fallocate(l->fd, FALLOC_FL_KEEP_SIZE, (off_t)l->size, (off_t)l->nbatch)) == -1 &&
	    errno == EINTR)
		;
	return e == 0 || errno == EOPNOTSUPP || errno == ENOSYS || errno == EINVAL;
}

static bool
write_bytes(struct ledger *l)
{
	size_t done = 0, n;
	ssize_t got;

	for (; done < l->nbatch; done += n) {
		n = l->nbatch - done < WRITE_MAX ? l->nbatch - done : WRITE_MAX;
		while ((got = write(l->fd, l->batch + done, n)) == -1 && errno == EINTR)
			;
		if (got != (ssize_t)n) {
			if (got >= 0)
				errno = ENOSPC;
			return false;
		}
	}
	return true;
}

static enum ledger_result
roll_back(struct ledger *l)
{
	warn("%s", l->path);
	if (ftruncate(l->fd, (off_t)l->size) == 0 && fsync(l->fd) == 0) {
		warnx("%s: nothing saved", l->path);
		return LEDGER_NOTHING;
	}
	warn("%s: what is saved is not known: run verify", l->path);
	return LEDGER_UNKNOWN;
}

enum ledger_result
ledger_append(struct ledger *l)
{
	struct stat st;

	if (l->nbatch == 0)
		return LEDGER_OK;
	if (!reserve(l)) {
		warn("%s: nothing saved", l->path);
		return LEDGER_NOTHING;
	}
	/* Synced once: after a failure a second call says 0 though the data is lost. */
	if (!write_bytes(l) || fdatasync(l->fd) == -1)
		return roll_back(l);
	if (fstat(l->fd, &st) == -1 || (uint64_t)st.st_size != l->size + l->nbatch) {
		warnx("%s: somebody wrote without the lock: run verify", l->path);
		return LEDGER_UNKNOWN;
	}
	l->size = (uint64_t)st.st_size;
	l->nbatch = 0;
	return LEDGER_OK;
}

/* ---- rewriting: redact alone ---- */

/* Who may read and write the copy is who may the ledger; else it is refused. The
 * directory may have given the copy a list of its own. */
static bool
copy_rights(int from, int to)
{
	static const char acl[] = "system.posix_acl_access";
	struct stat st;
	char buf[4096];
	ssize_t n = fgetxattr(from, acl, buf, sizeof(buf));

	if (n == -1 && errno != ENODATA && errno != EOPNOTSUPP)
		return false;
	if (fstat(from, &st) == -1 || fchown(to, st.st_uid, st.st_gid) == -1)
		return false;
	if (n != -1 && fsetxattr(to, acl, buf, (size_t)n, 0) == -1)
		return false;
	if (n == -1 && fremovexattr(to, acl) == -1 && errno != ENODATA && errno != EOPNOTSUPP)
		return false;
	return fchmod(to, st.st_mode & 07777) == 0;
}

/* The rows again, as edit leaves them, then the batch; on disk when it returns true. */
static bool
write_copy(struct ledger *l, int fd, bool (*edit)(void *, char **), void *argument)
{
	struct ledger copy = { .fd = fd, .ncolumns = l->ncolumns };
	struct view view = ledger_view(l);
	struct reader *r = ledger_read(&view, READER_JOURNAL);
	struct row row;
	long long rev = 0;
	size_t i;
	bool good = true;

	for (i = 0; i < l->ncolumns; i++) {
		add_bytes(&copy, l->name[i], strlen(l->name[i]));
		add_bytes(&copy, i + 1 < l->ncolumns ? "," : "\n", 1);
	}
	while (good && ledger_next(r, &row, INT64_MAX, &rev)) {
		if (edit(argument, row.cell)) {
			add_row(&copy, row.cell);
		} else {
			add_bytes(&copy, row.raw, row.size);
			add_bytes(&copy, "\n", 1);
		}
		if (copy.nbatch > WRITE_MAX) {
			good = write_bytes(&copy);
			copy.nbatch = 0;
		}
	}
	reader_close(r);
	add_bytes(&copy, l->batch, l->nbatch);
	good = good && write_bytes(&copy) && fsync(fd) == 0;
	free(copy.batch);
	return good;
}

enum ledger_result
ledger_rewrite(struct ledger *l, bool (*edit)(void *, char **), void *argument)
{
	char *temporary;
	bool good;
	int fd;

	if (asprintf(&temporary, "%s.XXXXXX", l->path) == -1)
		err(LEDGER_NOTHING, NULL);
	if ((fd = mkostemp(temporary, O_CLOEXEC)) == -1) {
		warn("%s", l->path);
		free(temporary);
		return LEDGER_NOTHING;
	}
	good = copy_rights(l->fd, fd) && write_copy(l, fd, edit, argument) &&
	    rename(temporary, l->path) == 0;
	if (!good) {
		warn("%s: nothing saved", l->path);
		unlink(temporary);
	}
	close(fd);
	free(temporary);
	if (good && !sync_directory(l->path)) {
		warn("%s: directory", l->path);
		return LEDGER_UNKNOWN;
	}
	return good ? LEDGER_OK : LEDGER_NOTHING;
}

/* ---- reading ---- */

/* The size up to the last line end; what follows is not a row yet. A writer may be
 * taking it off just now: what is not there any more was none. */
static uint64_t
whole_rows(const struct view *v)
{
	char buf[4096];
	uint64_t end = v->size;
	ssize_t got;
	size_t n;

	while (end > 0) {
		n = end < sizeof(buf) ? (size_t)end : sizeof(buf);
		if ((got = read_at(v->fd, buf, n, end - n)) == -1)
			err(1, "%s", v->path);
		end -= n - (size_t)got;
		for (n = (size_t)got; n > 0 && buf[n - 1] != '\n'; n--)
			end--;
		if (n > 0)
			break;
	}
	if (end < v->size)
		warnx("%s: %llu bytes after the last row are ignored (verify tells more)", v->path,
		    (unsigned long long)(v->size - end));
	return end;
}

/* Without the lock a batch half rolled back could be read. */
static uint64_t
locked_size(int fd, const char *path)
{
	struct stat st;

	(void)lock(fd, F_RDLCK, READ_WAIT_MS, NULL);
	if (fstat(fd, &st) == -1)
		err(1, "%s", path);
	(void)lock_once(fd, F_UNLCK);
	return (uint64_t)st.st_size;
}

struct view
view_open(const char *path, bool whole)
{
	struct view v = { .path = path };
	struct stat st;

	v.fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	if (v.fd == -1 && (errno == ENOENT || errno == ELOOP))
		errx(1, "%s: %s", path, errno == ENOENT ? NO_LEDGER : A_LINK);
	if (v.fd == -1)
		err(1, "%s", path);
	if (fstat(v.fd, &st) == -1 || !S_ISREG(st.st_mode))
		errx(1, "%s: not a regular file", path);
	v.size = locked_size(v.fd, path);
	if (!whole)
		v.size = whole_rows(&v);
	return v;
}

void
view_close(struct view *v)
{
	close(v->fd);
}

struct view
ledger_view(const struct ledger *l)
{
	return (struct view){ .path = l->path, .fd = l->fd, .size = l->size };
}

bool
view_has_header(const struct view *v)
{
	char names[HEADER_MAX];

	return read_header(v->fd, names) != 0;
}

struct reader *
ledger_read(const struct view *v, enum reader_mode mode)
{
	int fd = dup(v->fd); /* nothing is executed while it is read */

	if (fd == -1 || lseek(fd, 0, SEEK_SET) == -1)
		err(1, "%s", v->path);
	return reader_open_fd(fd, v->path, v->size, (struct reader_options){ .mode = mode, .from = "UTF-8" });
}

/* NULL: what an append could have written. One row is one line, or no tail could be judged. */
static const char *
row_problem(const struct row *row, long long *rev, int64_t *at)
{
	if (!sum_holds(row->raw, row->size))
		return "the row was changed: its sum does not hold";
	if (row->size > LEDGER_ROW)
		return LEDGER_ROW_TOO_LONG;
	if (memchr(row->raw, '\n', row->size) != NULL)
		return "a row of more than one line";
	return row_head(row->raw, row->size, rev, at) ? NULL : "no rev and at";
}

bool
ledger_next(struct reader *r, struct row *row, int64_t as_of, long long *rev)
{
	const char *problem;
	long long n;
	int64_t at;

	while (reader_next(r, row)) {
		if ((problem = row_problem(row, &n, &at)) != NULL) {
			reader_reject(r, row, "%s", problem);
			continue;
		}
		if (as_of != INT64_MAX && at > as_of)
			return false;
		if (n != *rev + 1)
			reader_reject(r, row, "rev %lld follows %lld", n, *rev);
		*rev = n;
		return true;
	}
	return false;
}
