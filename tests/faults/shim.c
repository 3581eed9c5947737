/* shim.c - loaded by LD_PRELOAD: take away the protections, or add the faults, that FAULT names */
/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>
#include <sys/vfs.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
uint32_t libdeflate_crc32(uint32_t, const void *, size_t);

static const char *const modes[] = {
	"nolock", /* every lock is granted */
	"nosum", /* every sum is accepted */
	"noinode", /* a path always names the file that is open */
	"nosync", /* fsync and fdatasync do nothing */
	"nocut", /* ftruncate does nothing */
	"noreserve", /* no space is reserved */
	"noguard", /* closed standard files are left closed */
	"noquote", /* a quote in a cell is not doubled */
	"deaf", /* errors of stdout are not seen */
	"late", /* rows are written after the answer */
	"slow", /* a pause while the lock is held */
	"badsync", /* the row is written, but flushing it fails */
	"loud", /* messages do not wait until the lock is released */
	"deafness", /* signals do not wait until the ids are printed */
	"fs", /* fs=HEX: the file system has that f_type */
	"mounts", /* /proc/self/mountinfo is the file mountinfo */
	"alloc", /* alloc=N: the Nth allocation fails; alloc=0 counts them */
	"wild", /* a failed allocation returns a bad pointer, not NULL */
};
enum mode {
	NOLOCK, NOSUM, NOINODE, NOSYNC, NOCUT, NORESERVE, NOGUARD, NOQUOTE, DEAF, LATE, SLOW,
	BADSYNC, LOUD, DEAFNESS, FS, MOUNTS, ALLOC, WILD, MODES,
};

static struct {
	bool on[MODES], ready;
	long fails, allocations;
	unsigned long fs;
	ino_t inode;
	int late;
	char *row;
	size_t size;
} state = { .late = -1 };

/* This runs before main: call nothing that is replaced below, and allocate nothing. */
__attribute__((constructor)) static void
read_modes(void)
{
	const char *s = getenv("FAULT");
	size_t n, i;

	for (; s != NULL && *s != '\0'; s += n + (s[n] != '\0')) {
		n = strcspn(s, ",");
		for (i = 0; i < MODES; i++)
			if (strncmp(s, modes[i], strlen(modes[i])) == 0 && strcspn(s, ",=") == strlen(modes[i]))
				break;
		if (i == MODES)
			_exit(99);
		state.on[i] = true;
		if (i == ALLOC)
			state.fails = atol(s + strlen("alloc="));
		if (i == FS)
			state.fs = strtoul(s + strlen("fs="), NULL, 16);
	}
	state.ready = true;
}

static void
pause_ms(long ms)
{
	nanosleep(&(struct timespec){ .tv_nsec = ms * 1000000 }, NULL);
}

int
fcntl(int fd, int command, ...)
{
	va_list ap;
	void *arg;

	va_start(ap, command);
	arg = va_arg(ap, void *);
	va_end(ap);
	if (command == F_OFD_SETLK && state.on[SLOW] && ((struct flock *)arg)->l_type == F_UNLCK)
		pause_ms(8);
	if ((command == F_OFD_SETLK && state.on[NOLOCK]) || (command == F_GETFD && state.on[NOGUARD]))
		return 0;
	return REAL(fcntl)(fd, command, arg);
}

/* In the file the row is followed by a comma and its sum, so return that sum as the computed one. */
uint32_t
libdeflate_crc32(uint32_t crc, const void *row, size_t n)
{
	char sum[9];

	if (!state.on[NOSUM])
		return REAL(libdeflate_crc32)(crc, row, n);
	memcpy(sum, (const char *)row + n + 1, 8);
	sum[8] = '\0';
	return (uint32_t)strtoul(sum, NULL, 16);
}

int
fstat(int fd, struct stat *st)
{
	int e = REAL(fstat)(fd, st);

	state.inode = st->st_ino;
	if (fd == state.late)
		st->st_size += (off_t)state.size;
	return e;
}

int
stat(const char *path, struct stat *st)
{
	int e = REAL(stat)(path, st);

	if (state.on[NOINODE])
		st->st_ino = state.inode;
	return e;
}

int
fstatfs(int fd, struct statfs *st)
{
	int e = REAL(fstatfs)(fd, st);

	if (state.on[FS])
		st->f_type = (__typeof__(st->f_type))state.fs;
	return e;
}

FILE *
fopen(const char *path, const char *mode)
{
	bool other = state.on[MOUNTS] && strcmp(path, "/proc/self/mountinfo") == 0;

	return REAL(fopen)(other ? "mountinfo" : path, mode);
}

int
fsync(int fd)
{
	return state.on[NOSYNC] ? 0 : REAL(fsync)(fd);
}

int
fdatasync(int fd)
{
	if (state.on[BADSYNC]) {
		pause_ms(4);
		errno = EIO;
		return -1;
	}
	return state.on[NOSYNC] ? 0 : REAL(fdatasync)(fd);
}

int
ftruncate(int fd, off_t size)
{
	return state.on[NOCUT] ? 0 : REAL(ftruncate)(fd, size);
}

int
fallocate(int fd, int mode, off_t at, off_t n)
{
	if (state.on[SLOW])
		pause_ms(2);
	if (state.on[NORESERVE]) {
		errno = EOPNOTSUPP;
		return -1;
	}
	return REAL(fallocate)(fd, mode, at, n);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	if (!state.on[LATE] || (REAL(fcntl)(fd, F_GETFL) & O_APPEND) == 0 || fd <= STDERR_FILENO)
		return REAL(write)(fd, bytes, n);
	state.late = fd;
	state.row = realloc(state.row, state.size + n);
	memcpy(state.row + state.size, bytes, n);
	state.size += n;
	return (ssize_t)n;
}

int
close(int fd)
{
	return fd == state.late ? 0 : REAL(close)(fd);
}

int
fflush(FILE *f)
{
	int e = REAL(fflush)(f);

	return state.on[DEAF] ? 0 : e;
}

int
ferror(FILE *f)
{
	return state.on[DEAF] ? 0 : REAL(ferror)(f);
}

static ssize_t
say_at_once(void *cookie, const char *bytes, size_t n)
{
	(void)cookie;
	return REAL(write)(STDERR_FILENO, bytes, n);
}

FILE *
fopencookie(void *cookie, const char *mode, cookie_io_functions_t functions)
{
	if (state.on[LOUD])
		functions.write = say_at_once;
	return REAL(fopencookie)(cookie, mode, functions);
}

int
sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	return state.on[DEAFNESS] ? 0 : REAL(sigprocmask)(how, set, old);
}

char *
strchr(const char *s, int c)
{
	if (state.on[NOQUOTE] && c == '"')
		return NULL;
	for (; *s != (char)c; s++)
		if (*s == '\0')
			return NULL;
	return (char *)(uintptr_t)s;
}

static bool
fails(void)
{
	return state.ready && state.on[ALLOC] && ++state.allocations == state.fails;
}

static void *
failed(void)
{
	errno = ENOMEM;
	return state.on[WILD] ? (void *)16 : NULL;
}

void *
malloc(size_t n)
{
	return fails() ? failed() : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? failed() : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return fails() ? failed() : __libc_realloc(p, n);
}

__attribute__((destructor)) static void
finish(void)
{
	if (state.late != -1)
		pause_ms(2);
	if (state.late != -1 && REAL(write)(state.late, state.row, state.size) == -1)
		_exit(98);
	if (state.on[ALLOC] && state.fails == 0)
		dprintf(STDERR_FILENO, "allocations %ld\n", state.allocations);
}
