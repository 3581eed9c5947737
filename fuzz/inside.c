/* inside.c - fuzz the parsers within one process, by AFL++ or by replaying its corpus
 *
 * fuzz-inside reader|words|team|book FILE|DIRECTORY ...: run each file through the target. Without files,
 * and built with afl-clang-fast, run the inputs that afl-fuzz sends. */
/* SPDX-License-Identifier: MIT */
#include <iconv.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "inside.h"

enum { ROUNDS = 1000 }; /* inputs of a process, whose end frees what ended calls left behind */

static const struct target targets[] = {
	{ "reader", reader_target_open, reader_target_try },
	{ "words", directory_open, words_target_try },
	{ "team", directory_open, team_target_try },
	{ "book", book_target_open, book_target_try },
};

static int first_fd; /* from this one on, descriptors were left open by ended calls */

void
target_try(const struct target *t, const char *s, size_t n)
{
	t->attempt(s, n);
	close_range((unsigned)first_fd, 190, 0); /* those of afl-fuzz begin at 198 */
}

static const struct target *
open_target(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(targets) / sizeof(*targets); i++)
		if (strcmp(targets[i].name, name) == 0)
			break;
	if (i == sizeof(targets) / sizeof(*targets))
		errx(2, "no target '%s' (reader, words, team, book)", name);
	setenv("SOW_AMBIGUOUS", "2", 1);
	setlocale(LC_CTYPE, "C.UTF-8"); /* as a filter does, but once for all inputs */
	/* Hold these open, so that glibc does not load its modules anew for each input. */
	if (iconv_open("UTF-8", "CP932") == (iconv_t)-1 ||
	    iconv_open("UTF-8", "UTF-16LE") == (iconv_t)-1)
		err(1, "iconv");
	targets[i].open();
	if ((first_fd = dup(STDERR_FILENO)) == -1)
		err(1, "dup");
	return &targets[i];
}

#ifdef __AFL_HAVE_MANUAL_CONTROL
enum { SERVES = true };
__AFL_FUZZ_INIT();

static void __attribute__((noreturn))
serve_inputs(const struct target *t)
{
	const char *s;
	size_t n;

	__AFL_INIT();
	atexit(abort); /* an exit outside a call is a finding, too */
	s = (const char *)__AFL_FUZZ_TESTCASE_BUF;
	while (__AFL_LOOP(ROUNDS)) {
		n = (unsigned)__AFL_FUZZ_TESTCASE_LEN;
		target_try(t, s, n);
	}
	_exit(0); /* exit would abort; the directories stay for the next process */
}
#else
enum { SERVES = false };

static void
serve_inputs(const struct target *t)
{
	(void)t;
}
#endif

int
main(int argc, char **argv)
{
	const struct target *t;
	size_t bad;
	int i;

	if (argc < (SERVES ? 2 : 3))
		errx(2, "usage: fuzz-inside reader|words|team|book FILE|DIRECTORY ...");
	t = open_target(argv[1]);
	if (argc == 2)
		serve_inputs(t);
	for (i = 2; i < argc; i++)
		replay_add(argv[i]);
	bad = replay_all(t);
	directory_close();
	printf("inside: %s: %zu inputs, %zu broken\n", t->name, replay_count(), bad);
	return bad > 0 || replay_count() == 0; /* an empty corpus proves nothing */
}
