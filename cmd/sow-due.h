/* sow-due.h - what the files of sow-due share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_DUE_H
#define CMD_SOW_DUE_H

#include "sow.h"

/*
 * Prints the days of the period, whether each is open, and what is due on it: as rows or, on a
 * terminal that no option formats, as a grid for each month.  Fills the plan; returns false if the
 * output failed.
 */
bool due_calendar(const struct options *, struct plan *, struct period);

#endif
