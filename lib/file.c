/* file.c - a file that replaces another: whole or not at all, with the same rights */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "file.h"

enum { LINKS = 40 }; /* as many as the kernel follows */

char *
file_whole(const char *path, size_t *n)
{
	struct bytes all = { 0 };
	char buf[64 * 1024];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	ssize_t got = -1;

	while (fd != -1 && (got = read(fd, buf, sizeof(buf))) > 0)
		bytes_add(&all, buf, (size_t)got);
	if (got == -1)
		err(1, "%s", path);
	close(fd);
	*n = all.n;
	bytes_add(&all, "", 1);
	return all.s;
}

ssize_t
file_read(int fd, char *buf, size_t n, uint64_t at)
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

/* ---- the temporary file beside the one to come ---- */

/* The name of the unfinished file; a signal handler reads it, so it changes only while there is none. */
static char unfinished[PATH_MAX];
static volatile sig_atomic_t is_unfinished;

static void
remove_unfinished(void)
{
	if (is_unfinished)
		unlink(unfinished);
	is_unfinished = 0;
}

static void
end_by_signal(int number)
{
	remove_unfinished();
	signal(number, SIG_DFL);
	raise(number);
}

/* Removes the temporary file at exit and on these signals; SIGKILL or a crash leaves it. */
static void
remove_at_end(void)
{
	static const int signals[] = {
		SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ, SIGALRM, SIGUSR1, SIGUSR2,
	};
	static bool registered;
	struct sigaction act = { .sa_handler = end_by_signal }, was;
	size_t i;

	if (registered)
		return;
	registered = true;
	memory_atexit(remove_unfinished);
	for (i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (sigaction(signals[i], NULL, &was) == 0 && was.sa_handler == SIG_DFL)
			sigaction(signals[i], &act, NULL);
}

int
file_begin(const char *path)
{
	sigset_t all, before;
	int fd;

	if ((size_t)snprintf(unfinished, sizeof(unfinished), "%s.XXXXXX", path) >= sizeof(unfinished)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	remove_at_end();
	/* A signal between the next two steps would leave a file that nobody knows of. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	fd = mkostemp(unfinished, O_CLOEXEC);
	is_unfinished = fd != -1;
	sigprocmask(SIG_SETMASK, &before, NULL);
	return fd;
}

bool
file_commit(int fd, const char *path)
{
	if (fsync(fd) == -1 || rename(unfinished, path) == -1)
		return false;
	is_unfinished = 0;
	return true;
}

bool
file_commit_new(int fd, const char *path)
{
	return fsync(fd) == 0 && link(unfinished, path) == 0;
}

void
file_abandon(void)
{
	int saved = errno;

	remove_unfinished();
	errno = saved;
}

bool
file_sync_directory(const char *path)
{
	char *copy = strdup(path);
	bool good;
	int fd;

	if (copy == NULL)
		return false; /* the name is already there: the caller reports what is known */
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(copy);
	if (fd == -1)
		return false;
	good = fsync(fd) == 0;
	close(fd);
	return good;
}

/* ---- rights ---- */

static const char acl_name[] = "system.posix_acl_access";

/* The directory may have given the new file an ACL: it gets that of the old file, or none. */
static bool
copy_acl(int from, int to)
{
	char acl[4096];
	ssize_t n = fgetxattr(from, acl_name, acl, sizeof(acl));

	if (n == -1 && errno != ENODATA && errno != EOPNOTSUPP)
		return false;
	if (n != -1)
		return fsetxattr(to, acl_name, acl, (size_t)n, 0) == 0;
	return fremovexattr(to, acl_name) == 0 || errno == ENODATA || errno == EOPNOTSUPP;
}

bool
file_copy_rights(int from, int to)
{
	struct stat st;

	return fstat(from, &st) == 0 && fchown(to, st.st_uid, st.st_gid) == 0 && copy_acl(from, to) &&
	    fchmod(to, st.st_mode & 07777) == 0;
}

bool
file_follow_rights(int from, int to)
{
	struct stat st;

	if (fstat(from, &st) == -1)
		return false;
	if (fchown(to, st.st_uid, st.st_gid) == -1 && fchown(to, (uid_t)-1, st.st_gid) == -1)
		st.st_mode &= ~(mode_t)S_IRWXG; /* the rights of the old group are not for another one */
	return copy_acl(from, to) && fchmod(to, st.st_mode & 0777) == 0;
}

mode_t
file_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* ---- links ---- */

/* Whoever may write in the directory of a link can point it at any file. */
static bool
anybody_writes(const char *path)
{
	char *copy = memory_text(path);
	struct stat st;
	bool open;
	open = stat(dirname(copy), &st) == 0 && (st.st_mode & S_IWOTH) != 0;
	free(copy);
	return open;
}

/* The path that the link at path leads to, which need not exist yet. */
static char *
link_target(const char *path)
{
	char target[PATH_MAX], *copy, *whole;
	ssize_t n = readlink(path, target, sizeof(target) - 1);

	if (n == -1)
		err(1, "%s", path);
	target[n] = '\0';
	copy = memory_text(path);
	whole = memory_format(target[0] == '/' ? "%.0s%s" : "%s/%s", dirname(copy), target);
	free(copy);
	return whole;
}

char *
file_resolve(const char *path)
{
	char *name = memory_text(path), *next;
	struct stat st;
	int links;
	for (links = 0; lstat(name, &st) == 0 && S_ISLNK(st.st_mode); links++) {
		if (links == LINKS)
			errx(1, "%s: too many links", path);
		if (anybody_writes(name))
			errx(2, "%s: symbolic link in a world-writable directory; nothing written", name);
		next = link_target(name);
		free(name);
		name = next;
	}
	return name;
}
