/* inside-replay.c - run files through a target, and name the bad ones */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <err.h>

#include "inside.h"
#include "fuzz.h"

enum { PATIENCE = 10 }; /* seconds that a file may take, with sanitizers on a busy machine */

static struct {
	char **path;
	size_t n;
} replayed;

static int
is_input(const struct dirent *d)
{
	return *d->d_name != '.';
}

void
replay_add(const char *path)
{
	struct dirent **entry;
	int n = scandir(path, &entry, is_input, alphasort), i;

	if (n == -1) {
		replayed.path = array_grow(replayed.path, replayed.n, sizeof(*replayed.path));
		replayed.path[replayed.n++] = memory_text(path);
		return;
	}
	for (i = 0; i < n; i++) {
		replay_add(memory_format("%s/%s", path, entry[i]->d_name));
		free(entry[i]);
	}
	free(entry);
}

static void
try_file(const struct target *t, const char *path)
{
	size_t n;
	char *s = whole_file_read(path, &n);

	alarm(PATIENCE);
	target_try(t, s, n);
	free(s);
}

size_t
replay_all(const struct target *t)
{
	size_t bad = 0, *at = mmap(NULL, sizeof(*at), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status;
	pid_t pid;

	if (at == MAP_FAILED)
		err(1, "mmap");
	for (*at = 0; *at < replayed.n; ++*at) {
		if ((pid = fork()) == 0) {
			for (; *at < replayed.n; ++*at)
				try_file(t, replayed.path[*at]);
			_exit(0);
		}
		if (pid == -1 || waitpid(pid, &status, 0) != pid)
			err(1, "fork");
		if (status == 0 && *at == replayed.n)
			break;
		warnx("%s %s: %s", t->name, replayed.path[*at],
		    WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it ended the process");
		bad++;
	}
	return bad;
}

size_t
replay_count(void)
{
	return replayed.n;
}
