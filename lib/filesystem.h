/* filesystem.h - does a lock hold where a file lies? */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FILESYSTEM_H
#define SOW_FILESYSTEM_H

enum trust { LOCKS_HOLD, LOCKS_UNKNOWN, LOCKS_BREAK };
enum trust filesystem_trust(int fd, const char **kind); /* kind: its name, for messages */
/* Is the ledger allowed there (any: wherever it is)? Tells why not, and what is not known. */
bool filesystem_allows(int fd, const char *path, bool any);

#endif
