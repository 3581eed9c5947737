/* ics.h - an iCalendar (RFC 5545) of all-day events */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ICS_H
#define SOW_ICS_H

#include "format.h"

extern const struct format format_ics;

#endif
