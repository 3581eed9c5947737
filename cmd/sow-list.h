/* sow-list.h - what the files of sow-list share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_LIST_H
#define CMD_SOW_LIST_H

#include "sow.h"

/* One line a team file, good or bad; false when one is bad. */
bool list_check(const struct options *);
/* What the SOW does not name but people ask for. */
bool list_candidates(const struct options *, const struct catalog *);

#endif
