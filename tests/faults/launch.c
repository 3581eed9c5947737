/* launch - run a command under a size limit, with a bit of a file flipped, or until it is killed or stopped
 * on its way; exit as the command did */
/* SPDX-License-Identifier: MIT */
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
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

/* size=BYTES: the command cannot make a file larger. */
static void
limit_size(const char *value)
{
	struct rlimit limit = { .rlim_cur = strtoul(value, NULL, 10), .rlim_max = RLIM_INFINITY };

	if (setrlimit(RLIMIT_FSIZE, &limit) == -1)
		err(99, "setrlimit");
}

/* flip=FILE:BIT: main flips the bit again after the command, so that the file is as it was. */
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

/* grow=FILE:BYTES: kill the command as soon as the file is larger. */
static void
kill_grown(pid_t pid, const char *value)
{
	char *path = strdup(value), *colon = strrchr(path, ':');
	off_t limit = atoll(colon + 1);
	struct stat st;
	siginfo_t ended = { .si_pid = 0 };

	*colon = '\0';
	while (ended.si_pid == 0) {
		if (stat(path, &st) == 0 && st.st_size > limit) {
			kill(pid, SIGKILL);
			break;
		}
		if (waitid(P_PID, (id_t)pid, &ended, WEXITED | WNOHANG | WNOWAIT) == -1)
			break;
	}
	free(path);
}

/* at=N:COMMAND: run the shell command when the Nth system call is entered. count: print the number of calls
 * on stderr. */
static int
trace(pid_t pid, long at, const char *command)
{
	long calls = 0;
	bool entry = true;
	int status, number = 0;

	if (waitpid(pid, &status, 0) == -1 || ptrace(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD) == -1)
		err(99, "ptrace");
	for (;; entry = !entry, number = 0) {
		for (;;) {
			if (ptrace(PTRACE_SYSCALL, pid, 0, number) == -1 || waitpid(pid, &status, 0) == -1)
				err(99, "ptrace");
			if (!WIFSTOPPED(status)) {
				if (command == NULL)
					dprintf(STDERR_FILENO, "calls %ld\n", calls);
				return status;
			}
			number = WSTOPSIG(status);
			if (number == (SIGTRAP | 0x80))
				break;
		}
		if (entry && ++calls == at && command != NULL && system(command) != 0)
			errx(99, "%s", command);
	}
}

int
main(int argc, char **argv)
{
	const char *flipped = NULL, *size = NULL, *after = NULL, *grown = NULL, *call = NULL;
	bool counts = false;
	char text[16];
	int status;
	pid_t pid;

	(void)argc;
	for (argv++; *argv != NULL; argv++) {
		if (strncmp(*argv, "size=", 5) == 0)
			size = *argv + 5;
		else if (strncmp(*argv, "flip=", 5) == 0)
			flip(flipped = *argv + 5);
		else if (strncmp(*argv, "after=", 6) == 0) /* kill it after so many µs */
			after = *argv + 6;
		else if (strncmp(*argv, "grow=", 5) == 0)
			grown = *argv + 5;
		else if (strncmp(*argv, "at=", 3) == 0)
			call = *argv + 3;
		else if (strcmp(*argv, "count") == 0)
			counts = true;
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
		if ((call != NULL || counts) && ptrace(PTRACE_TRACEME, 0, 0, 0) == -1)
			err(99, "ptrace");
		execvp(*argv, argv);
		err(99, "%s", *argv);
	}
	if (after != NULL) {
		nanosleep(&(struct timespec){ .tv_nsec = atol(after) * 1000 }, NULL);
		kill(pid, SIGKILL);
	}
	if (grown != NULL)
		kill_grown(pid, grown);
	if (call != NULL || counts) {
		snprintf(text, sizeof(text), "%d", (int)pid);
		setenv("PID", text, 1); /* for the shell command of at= */
		status = trace(pid, call == NULL ? 0 : atol(call), call == NULL ? NULL : strchr(call, ':') + 1);
	} else if (waitpid(pid, &status, 0) == -1) {
		err(99, "wait");
	}
	if (flipped != NULL)
		flip(flipped);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
