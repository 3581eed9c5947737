/* key.h - the keys of a ticket */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_KEY_H
#define SOW_KEY_H

#include <stdbool.h>

/* Tags that mean something to the programs. */
#define TAG_EXTRA "臨時"       /* recurring work that no period owes */
#define TAG_OUTSIDE "対象外"   /* work on what its activity does not cover */
#define TAG_RESTRICTED "限定"  /* a personal matter, whatever its activity is */

/* The next key at *s, a copy that the caller frees; moves *s past it. NULL at the end. */
char *key_next(const char **s);
bool keys_hold(const char *keys, const char *key); /* is it one of them? */
bool tags_have(const char *tags, const char *name); /* is there a tag name:…? */
bool key_is_occurrence(const char *key); /* S09-01@2026-11, but not S13-01 */

#endif
