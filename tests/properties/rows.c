/* rows.c - a row of a ledger takes a time only as it is written, and only plain text in its cells */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "property.h"

/* Put any byte in any place of a stamp, including the NUL that cuts it short. The result must be refused, or
 * be exactly how that time is written. */
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

/* date_written must read every day as date_text writes it, and whatever else it reads must be the same day for
 * the slower time_parse. */
static void
check_written(void)
{
	char text[DATE_TEXT], near[DATE_TEXT];
	int day, fast, last = day_of(9999, 12, 31);
	int64_t us;
	size_t i;

	for (day = day_of(1600, 1, 1); day <= last; day++) {
		date_text(day, DATE_ISO, text);
		CHECK(date_written(text, &fast) && fast == day, "%s is not read", text);
		if (day % 97 != 0)
			continue;
		for (i = 0; i < strlen(text); i++) {
			memcpy(near, text, sizeof(near));
			near[i] = (char)(near[i] + 1 + day % 7);
			if (date_written(near, &fast))
				CHECK(time_parse(near, DAY_MIN, &us) && time_day(us) == fast, "%s is no day", near);
		}
	}
}

void
check_stamps(void)
{
	check_near("2026-11-24T10:00:00.000000");
	check_near("1999-12-31T23:59:59.999999");
	check_near("2028-02-29T00:00:00.000001");
	check_written();
}

/* Hostile text in any cell must be refused with a reason, and nothing of it may be in the batch. */
void
check_cells(void)
{
	static const char *const hostile[] = { "\xff", "a\xc3", "\x1b[2J", "a\nb", "\x7f", "\xc2\x9b" };
	struct team o = team_new();
	struct ledger_terms terms = { .wait = 1 };
	struct ledger l;
	char *cell[L_FIXED + 1], none[] = "", *path = team_file(&o, "tickets.csv");
	const char *problem;
	size_t i, j, k;

	CHECK(ledger_create(path, NULL, false) == LEDGER_OK, "no ledger is made");
	CHECK(ledger_open(&l, path, &terms) == LEDGER_OK, "a new ledger does not open");
	for (i = 0; i < sizeof(hostile) / sizeof(*hostile); i++)
		for (j = L_BY; j <= L_FIXED; j++) {
			for (k = 0; k <= L_FIXED; k++)
				cell[k] = none;
			cell[j] = (char *)(uintptr_t)hostile[i];
			CHECK(!ledger_add(&l, cell, j == L_BY ? cell[j] : none, &problem) && problem != NULL && l.nrows == 0,
			    "cell %zu takes hostile text %zu", j, i);
		}
	ledger_close(&l);
	free(path);
	team_remove(&o);
}

/* No character that has to be reported may pass as free of suspicion, wherever it stands; Japanese must pass. */
void
check_strays(void)
{
	static const char japanese[] = "インシデント（Outlook：起動しない、再起動した。）";
	char text[128];
	size_t at, n;
	int32_t c;

	CHECK(!stray_suspected(japanese, strlen(japanese)), "Japanese is suspected");
	for (c = 1; c <= 0x10ffff; c++) {
		if (!char_controls(c) && !char_turns(c))
			continue;
		for (at = 0; at < 100; at++) {
			memset(text, 'a', sizeof(text));
			n = (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)text + at);
			CHECK(stray_suspected(text, sizeof(text)) && stray_suspected(text, at + n), "U+%04X at %zu is not suspected",
			    (unsigned int)c, at);
		}
	}
}
