/* scans.c - a record at a glance, against a reader of bytes one by one */
/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "property.h"

enum { LONGEST = 400 };

static size_t place[LONGEST + SCAN_BLOCK];

/* What scan_record says of the n bytes at s, which end there for it; with the bytes in a buffer that a
 * byte more would leave. */
static bool
scan_bytes(const char *s, size_t n, struct scan *scan)
{
	char *bytes = memory_zeros(n + SCAN_BLOCK, 1);
	bool good;

	*scan = (struct scan){ .delimiter = place, .max = sizeof(place) / sizeof(*place) };
	memcpy(bytes, s, n);
	good = scan_record(bytes, ',', scan);
	free(bytes);
	return good;
}

/* ---- separators ---- */

/* May a quoted cell end before the byte? */
static bool
ends_cell(char c)
{
	return c == ',' || c == '\n' || c == '\r';
}

/* Passes over a cell, to what ends it. */
static bool
slow_cell(const char *s, size_t *at, struct scan *scan)
{
	if (s[*at] == '"') {
		scan->quoted = true;
		for (++*at; s[*at] != '"' || s[++*at] == '"'; ++*at) {
			if (s[*at] == '"')
				scan->doubled = true;
			else if (s[*at] == '\n' || s[*at] == '\r')
				scan->broken = true;
			else if (s[*at] == '\0')
				return false;
		}
		return ends_cell(s[*at]);
	}
	while (!ends_cell(s[*at]) && s[*at] != '"' && s[*at] != '\0')
		++*at;
	return ends_cell(s[*at]);
}

/* The slow twin of scan_record. */
static bool
slow_scan(const char *s, struct scan *scan, size_t *delimiter)
{
	size_t at;

	*scan = (struct scan){ .delimiter = delimiter };
	for (at = 0; slow_cell(s, &at, scan); at++) {
		if (s[at] == ',') {
			delimiter[scan->n++] = at;
			continue;
		}
		scan->length = at;
		scan->whole = at + (s[at] == '\r' && s[at + 1] == '\n' ? 2 : 1);
		scan->text = text_valid(s, at);
		return s[at] == '\n' || s[at + 1] != '\0';
	}
	return false;
}

/* A line, at times a broken one, whose pieces stand at every place in a block. */
static size_t
line_by_chance(struct chance *c, char *s)
{
	static const char *const pieces[] = {
		"a", ",", ",", ",", "\"", "\",\"", "\",\"", "\"\"", "\r", "\r\n", "\n", "\"a\nb\",", "漢字", "x,", "\"x\",", "é", " ",
	};
	size_t n = 0, run = (size_t)chance_below(c, 2 * SCAN_BLOCK);
	int count = chance_below(c, 20);

	memset(s, 'x', run);
	for (n = run, s[n] = '\0'; count > 0; count--)
		n = (size_t)(stpcpy(s + n, pieces[chance_below(c, sizeof(pieces) / sizeof(*pieces))]) - s);
	if (chance_below(c, 8) != 0)
		n = (size_t)(stpcpy(s + n, "\nnext") - s);
	if (chance_below(c, 4) == 0 && run > 0)
		s[0] = "\",\xe3"[chance_below(c, 3)];
	return n;
}

static void
check_separators(int rounds)
{
	struct chance c = { 21 };
	size_t slow_place[LONGEST], n;
	struct scan fast, slow;
	char s[LONGEST + 2];
	bool good;
	int i;

	for (i = 0; i < rounds * 5000; i++) {
		memset(s, 0, sizeof(s));
		n = line_by_chance(&c, s);
		good = slow_scan(s, &slow, slow_place);
		CHECK(scan_bytes(s, n, &fast) == good, "scan: %s is %s", s, good ? "not seen" : "seen");
		if (good)
			CHECK(fast.n == slow.n && memcmp(place, slow_place, slow.n * sizeof(*place)) == 0 &&
			    fast.length == slow.length && fast.whole == slow.whole && fast.quoted == slow.quoted &&
			    fast.doubled == slow.doubled && fast.broken == slow.broken && fast.text == slow.text, "scan: %s is seen otherwise", s);
	}
}

/* ---- UTF-8 ---- */

/* Is the sequence of a kind that a glance leaves to text_valid? */
static bool
left_in_doubt(const char *s, size_t n)
{
	for (; n > 0; n--, s++)
		if ((unsigned char)*s >= 0xf0 || ((unsigned char)*s & 0xfe) == 0xe0 || (unsigned char)*s == 0xed)
			return true;
	return false;
}

static bool
has_any(const char *s, size_t n, const char *of)
{
	for (; n > 0; n--, s++)
		if (*s != '\0' && strchr(of, *s) != NULL)
			return true;
	return false;
}

static char line[LONGEST]; /* where sequences stand, among bytes x */

/* A line with the n bytes at that offset, after which there are zeros. */
static void
check_sequence(const char *bytes, size_t n, size_t at)
{
	struct scan scan = { .delimiter = place, .max = sizeof(place) / sizeof(*place) };
	bool valid = text_valid(bytes, n), whole = memchr(bytes, '\0', n) == NULL;

	if (has_any(bytes, n, "\r\n\""))
		return;
	memcpy(line + at, bytes, n);
	memcpy(line + at + n, "x\n\0\0\0\0\0\0\0", 10);
	CHECK(scan_record(line, ',', &scan) == whole, "UTF-8: a line is not seen (offset %zu)", at);
	if (whole)
		CHECK(scan.text == (valid && !left_in_doubt(bytes, n)), "UTF-8: %.*s at %zu is %s", (int)n, bytes, at,
		    valid ? "text" : "no text");
	memcpy(line + at, "xxxxxxxx", n);
}

/* Every sequence of up to four bytes; in the short form up to two, and some of three. */
static void
check_sequences(bool every)
{
	uint64_t code, step;
	char s[4];
	size_t n;
	int i;

	memset(line, 'x', SCAN_BLOCK);
	for (n = 1; n <= (every ? 4 : 3); n++) {
		step = n < 3 || every ? 1 : 61;
		for (code = 0; code < UINT64_C(1) << n * 8; code += step) {
			for (i = 0; i < 4; i++)
				s[i] = (char)(code >> i * 8);
			check_sequence(s, n, SCAN_BLOCK - 2);
		}
	}
}

/* Sequences of what may be next to each other, at each offset of three blocks. */
static void
check_offsets(int rounds)
{
	static const unsigned char bytes[] = { 'a', ',', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0,
		0xe1, 0xe3, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff };
	struct chance c = { 8 };
	size_t at;
	char s[8];
	int i, j;

	memset(line, 'x', sizeof(line));
	for (at = 0; at < 3 * SCAN_BLOCK; at++) {
		memset(line + at, 0, 2 * SCAN_BLOCK);
		for (i = 0; i < rounds * 20; i++) {
			for (j = 0; j < 8; j++)
				s[j] = (char)bytes[chance_below(&c, sizeof(bytes))];
			check_sequence(s, (size_t)chance_below(&c, 8) + 1, at);
		}
		line[at] = 'x';
	}
}

/* ---- copies ---- */

/* Any byte in any place of strings of any length, of which scan_copy must leave all that is escaped. */
static void
check_copies(void)
{
	char s[3 * 16 + 1], to[sizeof(s)];
	size_t n, at, copied;
	bool escaped;
	int byte;

	for (n = 1; n < sizeof(s); n++)
		for (at = 0; at < n; at++)
			for (byte = 1; byte < 256; byte++) {
				memset(s, 'x', n);
				s[at] = (char)byte;
				escaped = byte < ' ' || strchr("\"\\\x7f\xc2\xd8\xe2", byte) != NULL;
				copied = scan_copy(to, s, n);
				CHECK(copied <= (escaped ? at : n) && memcmp(to, s, copied) == 0, "%02x at %zu of %zu: %zu are copied", byte, at, n, copied);
				CHECK(!SCAN_SSE2 || (escaped ? copied + 16 > at : copied == (n < 16 ? 0 : n)),
				    "%02x at %zu of %zu: only %zu are copied", byte, at, n, copied);
			}
}

void
check_scans(int rounds)
{
	struct scan scan;

	check_copies();
	if (!SCAN_SSE2) {
		CHECK(!scan_bytes("a,b\n", 4, &scan) && scan.n == 0 && scan.length == 0, "scan: something is seen without SSE2");
		return;
	}
	check_separators(rounds);
	check_sequences(rounds >= 1000);
	check_offsets(rounds);
}
