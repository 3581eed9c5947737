/* staff.h - the name of a login */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STAFF_H
#define SOW_STAFF_H

#include "team.h"

/* The 氏名 of a login, or NULL where staff.csv has none; exits 1 on any bad row. The
 * caller frees it. */
char *staff_name(const struct team *, const char *login);

#endif
