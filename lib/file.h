/* file.h - a file that takes another's place */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FILE_H
#define SOW_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * One such file at a time: begun under a name of its own beside path, made whole by its
 * caller, then committed. Whatever ends the program before that takes it away.
 */
int file_begin(const char *path);                  /* a descriptor, or -1 and errno */
bool file_commit(int fd, const char *path);        /* on disk, then renamed; the caller closes fd */
bool file_commit_new(int fd, const char *path);    /* the same, but only where path is no file yet */
void file_abandon(void);                           /* takes it away, if there is one; errno stays */
/* Reads n bytes from that place on, fewer at the end of the file; -1: errno says why. */
ssize_t file_read(int fd, char *buf, size_t n, uint64_t at);
bool file_sync_directory(const char *path);        /* that of path: its names are on disk */
/* Owner, group, mode and ACL, all of them or false. */
bool file_copy_rights(int from, int to);
/* Mode and ACL; owner and group where we may give them, else nothing for the group. */
bool file_follow_rights(int from, int to);
mode_t file_mode(void);                            /* of a new file, by the umask */
/* The name behind links, which may be no file yet; refuses (exit 2) a link that anybody
 * could have made. The caller frees it. */
char *file_resolve(const char *path);

#endif
