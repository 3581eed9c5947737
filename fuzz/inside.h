/* inside.h - what the files of the in-process fuzzer share */
/* SPDX-License-Identifier: MIT */
#ifndef FUZZ_INSIDE_H
#define FUZZ_INSIDE_H

#include "sow.h"

/* ======== inside-call.c ======== */

extern struct bytes told; /* rows and messages, in order */

/* Aborts unless good is true; AFL++ takes an abort for a finding. */
void check_that(bool good, const char *what);
/* Returns false if the call would have ended the program. */
bool call_returns(void (*call)(const void *), const void *arg);

/* ======== inside-directory.c ======== */

enum { TEAM_FILES = 6 };

extern struct team team;
extern struct plan base; /* a good catalogue, calendar and contract, without occurrences */

void directory_open(void);
void directory_close(void);           /* does nothing if it was not opened */
char *directory_path(size_t which);   /* the path of a team's file; the caller frees it */

/* ======== targets ======== */

struct target {
	const char *name;
	void (*open)(void);
	void (*attempt)(const char *, size_t);
};

void target_try(const struct target *, const char *, size_t n);

void book_target_open(void);
void book_target_try(const char *, size_t n);
void reader_target_open(void);
void reader_target_try(const char *, size_t n);
void team_target_try(const char *, size_t n);
void words_target_try(const char *, size_t n);

/* ======== what the target words does with a word; each function may end the call ======== */

struct word {
	char *s;
	size_t n;
	const char *before; /* the line before, for functions that take two words */
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

void replay_add(const char *path);    /* adds a file, or all files below a directory */
size_t replay_count(void);
/* Returns how many files broke something. The files share a process; when one of them ends it, a new
 * process takes the rest, so that every bad file is named. */
size_t replay_all(const struct target *);

#endif
