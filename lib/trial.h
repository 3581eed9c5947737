/* trial.h - a check that may end the program */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TRIAL_H
#define SOW_TRIAL_H

#include <stdbool.h>

/* Runs check in a child, since a bad file ends the program that reads it.  Returns false if the
 * child ended with an error.  Call it before there is any output, which the child would inherit. */
bool trial(void (*check)(const void *), const void *);

#endif
