/* trial.c - a check that may end the program */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "message.h"
#include "trial.h"

bool
trial(void (*check)(const void *), const void *about)
{
	pid_t child = fork();
	int status;

	if (child == -1)
		err(1, "fork");
	if (child == 0) {
		check(about);
		_exit(0);
	}
	if (waitpid(child, &status, 0) == -1)
		err(1, "waitpid");
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
