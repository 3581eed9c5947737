/* staff.h - who a login is */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STAFF_H
#define SOW_STAFF_H

#include "team.h"

/* The 氏名, NULL where staff.csv has none; every row of it is good, or exit 1. The
 * caller frees it. */
char *staff_name(const struct team *, const char *login);

#endif
