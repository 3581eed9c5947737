/* measure [-b BEFORE] SECONDS COMMAND... - time commands in turn: medians, ratios, and the peak of memory */
/* SPDX-License-Identifier: MIT */
#include <err.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wordexp.h>

/*
 * Every command is run once without being timed, then all of them in turn until the seconds are
 * over, every other time in reverse, so that what the machine does and what the one before leaves
 * behind falls on each alike.  BEFORE is run before each.  One line is printed for each: seconds, seconds
 * of user and system, KiB, runs, and the ratios of the first command to this one, in seconds and in seconds
 * of user and system.  A ratio is the median of those of each turn, for the speed of a machine changes
 * from one to the next.
 *
 * A command that writes seconds to descriptor 3 is taken at its word: so an engine may leave out
 * what it needs to start.
 */

enum { MIN_RUNS = 3, MAX_RUNS = 301 };

struct command {
	const char *line;
	char **argv;
	double wall[MAX_RUNS], cpu[MAX_RUNS];
	double wall_ratio, cpu_ratio;
	long peak;
};

/* The words of a line.  What needs a shell, such as a pipe, is given to one. */
static char **
words(const char *line)
{
	wordexp_t w;
	char **argv;

	if (wordexp(line, &w, WRDE_NOCMD | WRDE_UNDEF) == 0 && w.we_wordc > 0)
		return w.we_wordv;
	if ((argv = calloc(4, sizeof(*argv))) == NULL)
		err(1, NULL);
	argv[0] = "sh";
	argv[1] = "-c";
	argv[2] = (char *)line;
	return argv;
}

static double
seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void
become(char **argv, int told)
{
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(told, 3);
	execvp(argv[0], argv);
	_exit(127);
}

/* Runs it once.  What it writes to descriptor 3 replaces the seconds that went by. */
static struct rusage
run(char **argv, const char *line, double *wall)
{
	struct timespec start;
	struct rusage usage;
	char text[64];
	int status, told[2];
	ssize_t n;
	pid_t pid;

	if (pipe2(told, O_CLOEXEC) == -1)
		err(1, "pipe");
	clock_gettime(CLOCK_MONOTONIC, &start);
	if ((pid = vfork()) == -1)
		err(1, "vfork");
	if (pid == 0)
		become(argv, told[1]);
	if (wait4(pid, &status, 0, &usage) == -1)
		err(1, "wait4");
	*wall = seconds_since(&start);
	close(told[1]);
	if ((n = read(told[0], text, sizeof(text) - 1)) > 0) {
		text[n] = '\0';
		*wall = strtod(text, NULL);
	}
	close(told[0]);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		errx(1, "status %#x: %s", (unsigned int)status, line);
	return usage;
}

static void
time_once(struct command *c, size_t i)
{
	struct rusage u = run(c->argv, c->line, &c->wall[i]);

	c->cpu[i] = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
	if (u.ru_maxrss > c->peak)
		c->peak = u.ru_maxrss;
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
median(double *values, size_t n)
{
	qsort(values, n, sizeof(*values), compare);
	return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

/* Of each turn the first command's time, divided by that of this one. */
static double
median_ratio(const double *first, const double *this, size_t n)
{
	double ratio[MAX_RUNS];
	size_t i;

	for (i = 0; i < n; i++)
		ratio[i] = first[i] / (this[i] > 0 ? this[i] : 0.0001);
	return median(ratio, n);
}

/* Runs all in turn, the first time without counting it; returns how often. */
static size_t
measure(struct command *commands, size_t n, const char *before, double seconds)
{
	char **prepare = before == NULL ? NULL : words(before);
	struct timespec start;
	double ignored;
	size_t i, runs;

	for (runs = 0;; runs++) {
		if (runs == 1)
			clock_gettime(CLOCK_MONOTONIC, &start);
		if (runs == MAX_RUNS || (runs > MIN_RUNS && seconds_since(&start) > seconds))
			return runs - 1;
		for (i = 0; i < n; i++) {
			if (prepare != NULL)
				run(prepare, before, &ignored);
			time_once(&commands[runs % 2 == 0 ? i : n - 1 - i], runs == 0 ? 0 : runs - 1);
		}
	}
}

static void
print_times(struct command *commands, size_t n, size_t runs)
{
	struct command *c;
	size_t i;

	for (i = 0; i < n; i++) { /* before the medians, which sort the times */
		c = &commands[i];
		c->wall_ratio = median_ratio(commands[0].wall, c->wall, runs);
		c->cpu_ratio = median_ratio(commands[0].cpu, c->cpu, runs);
	}
	for (i = 0; i < n; i++) {
		c = &commands[i];
		printf("%.6f %.6f %ld %zu %.4f %.4f\n", median(c->wall, runs), median(c->cpu, runs), c->peak, runs,
		    c->wall_ratio, c->cpu_ratio);
	}
}

int
main(int argc, char *argv[])
{
	const char *before = NULL;
	struct command *commands;
	size_t i, n, runs;
	int option;

	while ((option = getopt(argc, argv, "+b:")) != -1)
		if (option == 'b')
			before = optarg;
		else
			errx(2, "usage: measure [-b BEFORE] SECONDS COMMAND...");
	if (argc - optind < 2)
		errx(2, "usage: measure [-b BEFORE] SECONDS COMMAND...");
	n = (size_t)(argc - optind) - 1;
	if ((commands = calloc(n, sizeof(*commands))) == NULL)
		err(1, NULL);
	for (i = 0; i < n; i++) {
		commands[i].line = argv[optind + 1 + (int)i];
		commands[i].argv = words(commands[i].line);
	}
	runs = measure(commands, n, before, strtod(argv[optind], NULL));
	print_times(commands, n, runs);
	return 0;
}
