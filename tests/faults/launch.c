/* launch - runs a command under a limit, with a flipped bit, or to be killed; exits as it did */
/* SPDX-License-Identifier: MIT */
#include <sys/resource.h>
#include <sys/wait.h>
#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* size=BYTES: no file grows beyond it */
static void
limit_size(const char *value)
{
	struct rlimit limit = { .rlim_cur = strtoul(value, NULL, 10), .rlim_max = RLIM_INFINITY };

	if (setrlimit(RLIMIT_FSIZE, &limit) == -1)
		err(99, "setrlimit");
}

/* flip=FILE:BIT: for as long as the command runs */
static void
flip(const char *value)
{
	char *path = strdup(value), *colon = strrchr(path, ':');
	unsigned long bit = strtoul(colon + 1, NULL, 10);
	unsigned char byte;
	int fd;

	*colon = '\0';
	if ((fd = open(path, O_RDWR)) == -1 || pread(fd, &byte, 1, (off_t)(bit / 8)) != 1)
		err(99, "%s", path);
	byte ^= (unsigned char)(1u << bit % 8);
	if (pwrite(fd, &byte, 1, (off_t)(bit / 8)) != 1)
		err(99, "%s", path);
	close(fd);
	free(path);
}

int
main(int argc, char **argv)
{
	const char *flipped = NULL, *size = NULL, *after = NULL;
	int status;
	pid_t pid;

	(void)argc;
	for (argv++; *argv != NULL; argv++) {
		if (strncmp(*argv, "size=", 5) == 0)
			size = *argv + 5;
		else if (strncmp(*argv, "flip=", 5) == 0)
			flip(flipped = *argv + 5);
		else if (strncmp(*argv, "after=", 6) == 0) /* so many µs, then SIGKILL */
			after = *argv + 6;
		else
			break;
	}
	if (*argv == NULL)
		errx(99, "no command");
	if ((pid = fork()) == -1)
		err(99, "fork");
	if (pid == 0) {
		if (size != NULL)
			limit_size(size);
		execvp(*argv, argv);
		err(99, "%s", *argv);
	}
	if (after != NULL) {
		nanosleep(&(struct timespec){ .tv_nsec = atol(after) * 1000 }, NULL);
		kill(pid, SIGKILL);
	}
	if (waitpid(pid, &status, 0) == -1)
		err(99, "wait");
	if (flipped != NULL)
		flip(flipped);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
