/* rows.c - a row of a ledger takes a time only as it is written, and only plain text in its cells */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

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

/* Whatever the text is, the fast parsers must read what the careful ones do, or nothing where they do. */
static void
check_parsers(const char *text)
{
	int day = 0, careful = 0;
	int64_t us = 0, moment = 0;
	bool good = date_parse_careful(text, DAY_MIN, &careful);

	CHECK(date_parse(text, DAY_MIN, &day) == good && (!good || day == careful), "%s is another day", text);
	CHECK(!date_written(text, &day) || text[10] != '\0' || (good && day == careful), "%s is no day", text);
	good = time_parse_careful(text, DAY_MIN, &moment);
	CHECK(time_parse(text, DAY_MIN, &us) == good && (!good || us == moment), "%s is another moment", text);
	CHECK(!date_written(text, &day) || !good || day == time_day(moment), "%s is of another day", text);
}

/* Texts that differ from a date or time in one byte, or end earlier. */
static void
check_mutations(const char *text, unsigned chance)
{
	static const char bytes[] = "0123459-/.T: x+";
	char near[DATE_TEXT];
	size_t n = strlen(text), i;

	for (i = 0; i <= n; i++) {
		memcpy(near, text, n + 1);
		near[i] = bytes[(chance + i) % sizeof(bytes)];
		near[n + 1] = '\0';
		check_parsers(near);
	}
}

/* Every day must be written as printf would, and be read again; near one in so many are texts that are tried. */
static void
check_written(int step)
{
	char text[DATE_TEXT], expected[DATE_TEXT];
	int day, fast, y, m, d, last = day_of(9999, 12, 31), first = day_of(1600, 1, 1);

	for (day = day_of(1, 1, 1); day <= last; day++) {
		day_split(day, &y, &m, &d);
		snprintf(expected, sizeof(expected), "%04d-%02d-%02d", y, m, d);
		CHECK(strcmp(date_text(day, DATE_ISO, text), expected) == 0, "%s is written %s", expected, text);
		CHECK(date_written(text, &fast) == (day >= first) && (day < first || fast == day), "%s is not read", text);
		if (day % step != 0)
			continue;
		check_parsers(text);
		check_mutations(text, (unsigned)(day - first));
		check_mutations(time_text(day * DAY_US + day * INT64_C(86399) % DAY_US, day % 2 == 0, text), (unsigned)(day - first));
	}
}

/* The sum of bytes of every length, at every alignment, must be zlib's. */
static void
check_sums(void)
{
	char bytes[600], sum[LEDGER_SUM + 1], expected[16];
	struct chance c = { 32 };
	size_t i, n;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)chance_below(&c, 256);
	for (n = 0; n < sizeof(bytes); n++)
		for (i = 0; i < 64 && i + n <= sizeof(bytes); i++) {
			row_sum(bytes + i, n, sum);
			snprintf(expected, sizeof(expected), "%08lx", crc32_z(0, (unsigned char *)bytes + i, n));
			CHECK(strcmp(sum, expected) == 0, "%zu bytes at %zu have the sum %s, not %s", n, i, sum, expected);
		}
}

/* An id must be what strtonum(3) makes of it, and a ticket's number what printf makes of it. */
static void
check_ids(void)
{
	static const char *const ids[] = { "", "0", "1", "007", "+5", " 5", "-1", "5 ", "9x", "999999999999999999", "9223372036854775807",
	    "9223372036854775808", "0000000000000000000000012" };
	static const long long greatest[] = { 1, 5, 1000, INT64_MAX };
	static const unsigned numbers[] = { 0, 1, 9999, 10000, 99999, 1234567, (1 << 24) - 1 };
	struct ticket t = { .opened = (unsigned)(day_of(2026, 4, 1) - DAY_MIN) & 0xffffff };
	char text[TICKET_NUMBER], expected[32];
	const char *error, *why;
	long long id;
	size_t i, j;

	for (i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		for (j = 0; j < sizeof(greatest) / sizeof(*greatest); j++) {
			id = strtonum(ids[i], 1, greatest[j], &why);
			CHECK(ledger_id(ids[i], greatest[j], &error) == id, "id '%s' up to %lld is another", ids[i], greatest[j]);
			CHECK((error == NULL) == (why == NULL) && (why == NULL || strcmp(error, why) == 0), "'%s' is refused for '%s'", ids[i], error);
		}
	for (i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		t.number = numbers[i] & ((1 << 24) - 1);
		snprintf(expected, sizeof(expected), "2026-%04u", numbers[i]);
		CHECK(strcmp(ticket_number(&t, text), expected) == 0, "%s is written %s", expected, text);
	}
}

void
check_stamps(int rounds)
{
	check_ids();
	check_near("2026-11-24T10:00:00.000000");
	check_near("1999-12-31T23:59:59.999999");
	check_near("2028-02-29T00:00:00.000001");
	check_written(rounds >= 1000 ? 1 : 97);
	check_sums();
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
