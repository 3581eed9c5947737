/* sow-list.h - what the files of sow-list share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_LIST_H
#define CMD_SOW_LIST_H

#include "sow.h"

/* Prints one line for each of the team's files; returns false if one is bad or the output failed. */
bool list_check(const struct options *);
/* Prints what people ask for although the SOW does not name it.  Returns false if the output failed
 * or, with --exit-code, if there is any. */
bool list_candidates(const struct options *, const struct catalog *);

#endif
