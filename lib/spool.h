/* spool.h - lines that wait in a temporary file, not in memory */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SPOOL_H
#define SOW_SPOOL_H

#include <stddef.h>
#include <stdint.h>

/* The file has no name, so that only this program can read it.  These exit 1 when it cannot be written
 * or read. */
struct spool *spool_open(void);
/* Adds bytes without an LF to the line that is being written; spool_end ends it and returns where it
 * begins. */
void spool_add(struct spool *, const char *, size_t n);
uint64_t spool_end(struct spool *);
/* The line that begins there, which has an LF behind it; it lasts until the next call. */
const char *spool_line(struct spool *, uint64_t at);
void spool_close(struct spool *);

#endif
