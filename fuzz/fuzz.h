/* fuzz.h - what the fuzzers share: chance, files, and programs that are run */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ======== chance.c ======== */

/* Another sequence; without it, every run of the fuzzer has the same one. */
void chance_seed(uint64_t seed);
/* A number from 0 to n - 1. */
size_t chance_below(size_t n);

/* ======== file.c: both end the fuzzer when they fail ======== */

/* The bytes of a file, n of them and a NUL, which the caller frees. */
char *whole_file_read(const char *path, size_t *n);
void whole_file_write(const char *path, const char *bytes, size_t n);

/* ======== child.c ======== */

/* What every child finds in its environment: a directory of shipped files, and the time. */
void child_environment(const char *share, const char *now);
/* Runs a program that reads input and writes the files "out" and "err". NULL, and its exit
 * code; or, when a signal or the limit of time ended it, what happened. */
const char *child_run(const char *const *argv, const char *input, int *code);

#endif
