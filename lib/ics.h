/* ics.h - an iCalendar (RFC 5545) of all-day events */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ICS_H
#define SOW_ICS_H

#include <stdint.h>
#include <stdio.h>

void ics_begin(FILE *);
/* now is a moment: when it was written. Line breaks may be U+2028. */
void ics_event(FILE *, const char *uid, int day, const char *summary, const char *description,
    int64_t now);
void ics_end(FILE *);

#endif
