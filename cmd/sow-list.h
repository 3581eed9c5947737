/* sow-list.h - what the files of sow-list share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_LIST_H
#define CMD_SOW_LIST_H

#include "sow.h"

/* Prints one line for each of the team's files; returns false if one is bad. */
bool list_check(const struct options *);
/* Is it a map for a ledger with these columns?  Exits 1 on any bad row. */
void check_map(const char *path, const struct tickets *);
/* Prints what people ask for although the SOW does not name it. */
bool list_candidates(const struct options *, const struct catalog *);

#endif
