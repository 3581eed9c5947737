/* filesystem.h - whether locks hold where a file is */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FILESYSTEM_H
#define SOW_FILESYSTEM_H

enum trust { LOCKS_HOLD, LOCKS_UNKNOWN, LOCKS_BREAK };
enum trust filesystem_trust(int fd, const char **kind); /* *kind: its name, to be translated by _ */
/* May a ledger be there? any allows it where locks may break. Reports a refusal and an unknown kind. */
bool filesystem_allows(int fd, const char *path, bool any);

#endif
