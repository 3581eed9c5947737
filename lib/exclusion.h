/* exclusion.h - the 除外 list: keys that a check leaves out, why, and until when */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_EXCLUSION_H
#define SOW_EXCLUSION_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "index.h"
#include "team.h"

struct exclusion {
	const char *key, *reason, *until; /* as they are written */
	const char *check;  /* the name of the only check that it is about; "" for all */
	const char *folded; /* the key without case and width */
	size_t line;
	bool expired;       /* its last day is past: it leaves nothing out any more */
	bool met;           /* some row had its key */
};
struct exclusions {
	const char *path;
	struct exclusion *exclusion; /* n of them */
	size_t n;
	struct index index;
	struct arena arena;
};

/* Reads the columns key, 理由, 有効終了 and, if there is one, check.  Exits 1 on any bad row; one without
 * a reason is bad. */
struct exclusions *exclusions_open(const struct team *, const char *path);
/* Does the list, which may be NULL, leave the key out of that check? */
bool exclusions_hold(const struct exclusions *, const char *key, const char *check);
size_t exclusions_expired(const struct exclusions *); /* how many */
void exclusions_tell(const struct exclusions *); /* those whose key no row had */
void exclusions_close(struct exclusions *); /* NULL is closed already */

#endif
