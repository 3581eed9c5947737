/* trial.h - a check that may end the program */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TRIAL_H
#define SOW_TRIAL_H

#include <stdbool.h>

/* Runs it in a child, since a bad file ends whoever reads it; false: it did not return.  To be called
 * before there is any output, which the child would inherit. */
bool trial(void (*check)(const void *), const void *);

#endif
