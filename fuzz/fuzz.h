/* fuzz.h - what the fuzzers share: random numbers, files and child processes */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ======== chance.c ======== */

/* Selects another sequence. Without a seed every run draws the same numbers. */
void chance_seed(uint64_t seed);
/* Returns a number from 0 to n - 1. */
size_t chance_below(size_t n);

/* ======== file.c: a failure ends the fuzzer ======== */

/* Returns the n bytes of a file, followed by a NUL; the caller frees them. */
char *whole_file_read(const char *path, size_t *n);
void whole_file_write(const char *path, const char *bytes, size_t n);

/* ======== child.c ======== */

/* Sets the environment of every child, with the directory of shipped files and the time. */
void child_environment(const char *share, const char *now);
/* Runs a program that reads input and writes the files "out" and "err". Returns NULL and sets its
 * exit code; or returns what happened, when it cannot be run or a signal or the time limit ended it. */
const char *child_run(const char *const *argv, const char *input, int *code);

#endif
