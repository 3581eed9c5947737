/* status.h - what may become of a ticket, and in which steps */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STATUS_H
#define SOW_STATUS_H

#include <stdbool.h>

enum status { T_OPEN, T_DOING, T_HOLD, T_DONE, T_CANCELED, T_WAIVED, T_VOID, STATUSES };

const char *status_name(enum status);
const char *status_phrase(enum status); /* as a message says it: on hold */
bool status_parse(const char *, enum status *);
bool status_live(enum status); /* open doing hold */
/* Is the step one that a command makes? (done to canceled needs a reopen) */
bool status_follows(enum status from, enum status to);

#endif
