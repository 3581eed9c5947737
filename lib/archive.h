/* archive.h - the members of a zip file */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ARCHIVE_H
#define SOW_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "memory.h"

/*
 * An archive that is meant to be a workbook.  What its members become when they are unpacked is bounded: one
 * that grows more than a hundredfold, and beyond ARCHIVE_SMALL bytes, is refused.  All of these exit 1, with
 * path in the message, when the archive is broken or encrypted.
 */
enum { ARCHIVE_SMALL = 16 * 1024 * 1024 };

/* Reads the zip file in fd, which need not be a regular file; its first n bytes have been read already.  fd
 * stays the caller's. */
struct archive *archive_open(int fd, const char *path, const char *begin, size_t n);
const char *archive_path(const struct archive *);
bool archive_has(const struct archive *, const char *member);
size_t archive_count(const struct archive *, const char *prefix); /* how many members begin so */
/* Opens a member, after the one before has been closed; exits 1 if there is none, or more than one. */
struct member *member_open(struct archive *, const char *name);
size_t member_read(struct member *, char *buf, size_t n); /* 0 at the end */
void member_close(struct member *);
/* Whether look finds, in the bytes of a member, what it looks for.  Otherwise whole says whether the file is one
 * that can be read, and all of it was looked at: none of its members is encrypted, or longer than 256 MiB.  fd
 * stays the caller's. */
typedef bool archive_look(void *, const char *bytes, size_t n);
bool archive_search(int fd, archive_look *look, void *argument, bool *whole);
/* Gives each member to part, piece by piece, and 0 bytes at its end; false if the archive or one of them cannot
 * be read, or part says so.  fd stays the caller's, and nothing is refused as a bomb. */
typedef bool archive_part(void *, const char *bytes, size_t n);
bool archive_each(int fd, archive_part *part, void *argument);
/* The whole member, which the caller frees. */
struct bytes member_whole(struct archive *, const char *name);

/* Reads the zip file at path into memory, where its members can be replaced. */
struct archive *archive_open_whole(const char *path);
void archive_replace(struct archive *, const char *member, const char *bytes, size_t n);
/* The zip file with what was replaced: all other members have the bytes and the places that they had.
 * Nothing can be read from the archive after that.  The caller frees it. */
struct bytes archive_finish(struct archive *);
void archive_close(struct archive *);

#endif
