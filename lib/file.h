/* file.h - a file that replaces another */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FILE_H
#define SOW_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * One such file at a time: file_begin makes it under a temporary name beside path, the caller
 * fills it, and file_commit gives it the name. If the program ends before that, it is removed.
 */
int file_begin(const char *path);                  /* a descriptor; or -1 and errno */
bool file_commit(int fd, const char *path);        /* syncs and renames it; the caller closes fd */
bool file_commit_new(int fd, const char *path);    /* the same, unless path exists; then abandon it */
void file_abandon(void);                           /* removes it, if there is one; keeps errno */
/* Reads n bytes from offset at on, fewer at the end of the file; -1 and errno on failure. */
ssize_t file_read(int fd, char *buf, size_t n, uint64_t at);
char *file_whole(const char *path, size_t *n); /* its n bytes and a NUL, which the caller frees; exits 1 */
bool file_sync_directory(const char *path);        /* the one that path is in: syncs its names */
/* Copies owner, group, mode and ACL; false if any of them fails. */
bool file_copy_rights(int from, int to);
/* Copies mode and ACL, and owner and group where we may; without the group, its rights are dropped. */
bool file_follow_rights(int from, int to);
mode_t file_mode(void);                            /* of a new file, as the umask allows */
/* The path that the links at path lead to, which need not exist yet; exits 2 at a link in a
 * directory that anybody may write in. The caller frees it. */
char *file_resolve(const char *path);

#endif
