/* sow-due.h - what the files of sow-due share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_DUE_H
#define CMD_SOW_DUE_H

#include "sow.h"

/* The days of the period, open or closed and why, and what is due: a stream, or on
 * a terminal a grid a month. */
bool due_calendar(const struct options *, struct plan *, struct period);

#endif
