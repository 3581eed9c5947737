/* stray.h - bytes that no ledger has, and characters that hide what a row says */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STRAY_H
#define SOW_STRAY_H

#include <stdbool.h>
#include <stddef.h>

#include "journal.h"

/* Checks every byte: no CR, NUL or empty line, and a line end at the end.  Reports what is not so. */
bool stray_free(const struct view *);
/* Whether the n bytes of UTF-8 may hold a control character or one that turns the direction of text
 * (char_controls, char_turns): false is certain, true has to be looked into. */
bool stray_suspected(const char *, size_t n);

#endif
