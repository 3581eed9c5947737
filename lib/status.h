/* status.h - the statuses of a ticket, and the steps between them */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STATUS_H
#define SOW_STATUS_H

#include <stdbool.h>

enum status { T_OPEN, T_DOING, T_HOLD, T_DONE, T_CANCELED, T_WAIVED, T_VOID, STATUSES };

const char *status_name(enum status);
const char *status_phrase(enum status); /* translated, as in a message: on hold */
bool status_parse(const char *, enum status *);
bool status_live(enum status); /* open, doing or hold */
/* May a command make the step? (done to canceled needs a reopen between) */
bool status_follows(enum status from, enum status to);

#endif
