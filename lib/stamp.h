/* stamp.h - dates and times as the products write them */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STAMP_H
#define SOW_STAMP_H

#include <stdbool.h>
#include <stdint.h>

struct stamp {
	int64_t us;  /* a moment; midnight without a clock */
	bool clock;  /* the text has a time of day */
	bool zone;   /* it has a zone of its own, such as Z: us is local time already */
};

/* Reads what time_parse reads of a date with its year, and
 *
 *   2026/11/20 午前 07:38:52, 2026/11/20 7:38 PM   Apex One, Windows
 *   2026-11-20 22:38:52Z, 2026-11-20T22:38:52+00:00   Microsoft 365, PowerShell
 *   11/20/2026 7:38:52 PM   Entra, if us says that the month stands first
 */
bool stamp_parse(const char *, bool us, struct stamp *);

#endif
