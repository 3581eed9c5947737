/* folders.h - folders.csv: where this machine has the folders of Windows servers */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FOLDERS_H
#define SOW_FOLDERS_H

#include "team.h"

/* Reads folders.csv; exits 1 if it is bad, or is neither the team's nor shipped. */
struct folders *folders_open(const struct team *);
/* The path here of \\server\share\file, by the longest prefix that it lies in, which the caller frees;
 * NULL if it lies in none. */
char *folders_path(const struct folders *, const char *path);
void folders_close(struct folders *);

#endif
