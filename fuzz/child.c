/* child.c - run a program as a child of the fuzzer, to its end or to a time limit */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fuzz.h"

enum { LIMIT = 10 }; /* seconds that a run may take */

extern char **environ;

static void
alarm_ring(int signal)
{
	(void)signal; /* it is enough that waitpid returns */
}

void
child_environment(const char *share, const char *now)
{
	struct sigaction action = { .sa_handler = alarm_ring }; /* no SA_RESTART: waitpid must not go on */

	sigaction(SIGALRM, &action, NULL);
	setenv("SOW_SHARE", share, 1);
	setenv("SOW_NOW", now, 1);
	setenv("SOW_USER", "fuzz", 1);
	setenv("ASAN_OPTIONS", "detect_leaks=0:exitcode=99", 1);
	setenv("UBSAN_OPTIONS", "halt_on_error=1:exitcode=99", 1);
	unsetenv("SOW_DIR"); /* it would name a ledger outside the scratch directory */
	unsetenv("COLUMNS");
}

/* Returns 0 or an errno value. */
static int
spawn_child(pid_t *pid, const char *const *argv, const char *input)
{
	char *const *words = (char *const *)(uintptr_t)argv;
	posix_spawn_file_actions_t actions;
	int e;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&actions, 1, "out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	posix_spawn_file_actions_addopen(&actions, 2, "err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	e = posix_spawn(pid, argv[0], &actions, NULL, words, environ);
	posix_spawn_file_actions_destroy(&actions);
	return e;
}

const char *
child_run(const char *const *argv, const char *input, int *code)
{
	static char problem[128];
	int status, e;
	pid_t pid;

	if ((e = spawn_child(&pid, argv, input)) != 0) {
		snprintf(problem, sizeof(problem), "cannot be run: %s", strerror(e));
		return problem;
	}
	alarm(LIMIT);
	if (waitpid(pid, &status, 0) == -1) {
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
		snprintf(problem, sizeof(problem), "still running after %d seconds", LIMIT);
		return problem;
	}
	alarm(0);
	if (WIFSIGNALED(status)) {
		snprintf(problem, sizeof(problem), "killed by signal %d", WTERMSIG(status));
		return problem;
	}
	*code = WEXITSTATUS(status);
	return NULL;
}
