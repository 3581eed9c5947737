/* staff.h - the name of a login, and of who runs the program */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STAFF_H
#define SOW_STAFF_H

#include "team.h"

/* The 氏名 of a login, or NULL where staff.csv has none; exits 1 on any bad row. The
 * caller frees it. */
char *staff_name(const struct team *, const char *login);

/* Who runs the program: the 氏名 of the login or, with SOW_USER, of that; else the login itself.  Exits
 * on an error.  The text lasts. */
const char *staff_author(const struct team *);

#endif
