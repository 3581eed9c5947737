/* stamps.c - a ledger's at is read only as it is written, to the byte */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "property.h"

/* Any byte in any place, and cut short anywhere: refused, or it is what that time is written as. */
static void
check_near(const char *stamp)
{
	char near[DATE_TEXT], text[DATE_TEXT];
	size_t n = strlen(stamp), i;
	int64_t at;
	int c;

	CHECK(ledger_stamp(stamp, &at), "%s is refused", stamp);
	for (i = 0; i < n; i++)
		for (c = 0; c < 256; c++) {
			memcpy(near, stamp, n + 1);
			near[i] = (char)c;
			if (ledger_stamp(near, &at))
				CHECK(strcmp(time_text(at, true, text), near) == 0, "%s is read as %s", near, text);
		}
}

void
check_stamps(void)
{
	check_near("2026-11-24T10:00:00.000000");
	check_near("1999-12-31T23:59:59.999999");
	check_near("2028-02-29T00:00:00.000001");
}
