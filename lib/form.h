/* form.h - the parser of argv */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FORM_H
#define SOW_FORM_H

#include "usage.h"

/* Opens missing fds 0-2, reads argv and the clock, finds the form and runs it. Returns the exit
 * code; exits 2, with a message, when argv does not fit. */
int program_run(const struct program *, char **argv);

#endif
