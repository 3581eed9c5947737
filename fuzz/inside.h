/* inside.h - what the files of the in-process fuzzer share */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_INSIDE_H
#define FUZZ_INSIDE_H

#include "sow.h"

/* ======== inside-call.c ======== */

extern struct bytes told; /* rows and messages, in their order */

/* Aborts, as AFL++ expects of a finding, unless it is good. */
void check_that(bool good, const char *what);
/* Does the call come back? One that ends the program does not. */
bool call_returns(void (*call)(const void *), const void *arg);

/* ======== inside-directory.c ======== */

enum { TEAM_FILES = 6 };

extern struct team team;
extern struct plan base; /* a good catalogue and calendar, without occurrences */

void directory_open(void);
void directory_close(void);           /* also when it was not opened */
char *directory_path(size_t which);   /* of one of the team's files; the caller frees it */

/* ======== targets ======== */

struct target {
	const char *name;
	void (*open)(void);
	void (*attempt)(const char *, size_t);
};

void target_try(const struct target *, const char *, size_t n);

void reader_target_open(void);
void reader_target_try(const char *, size_t n);
void team_target_try(const char *, size_t n);
void words_target_try(const char *, size_t n);

/* ======== what the target words does with a word; each of them may end the call ======== */

struct word {
	char *s;
	size_t n;
	const char *before; /* the line before it, for what takes two */
	bool valid;         /* both are UTF-8 */
};

void word_try_text(const void *);     /* inside-text.c */
void word_try_key(const void *);
void word_try_cp932(const void *);
void word_try_other(const void *);
void word_try_date(const void *);     /* inside-date.c */
void word_try_period(const void *);
void word_try_schedule(const void *);
void word_try_filter(const void *);   /* inside-match.c */
void word_try_equal(const void *);
void word_try_title(const void *);

/* ======== inside-replay.c ======== */

void replay_add(const char *path);    /* a file, or all those of a directory */
size_t replay_count(void);
/* How many files broke something. They share a process, and when one of them ends it, the
 * rest has another, so that every bad file is named. */
size_t replay_all(const struct target *);

#endif
