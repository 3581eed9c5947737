/* texts.c - characters, their widths and their bytes in CP932, against what is slower */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "property.h"

enum { LAST = 0x10ffff };

/* Every sequence of up to four bytes; in the short form up to two, and some of three. */
static void
check_characters(bool every)
{
	uint64_t code, end = UINT64_C(1) << (every ? 32 : 24), step = every ? 1 : 61;
	int32_t fast, careful;
	char s[8] = "";
	size_t n, i;

	for (code = 0; code < end; code += code < 0x10000 ? 1 : step) {
		for (i = 0; i < 4; i++)
			s[i] = (char)(code >> i * 8);
		n = text_char(s, &fast);
		CHECK(n == text_char_careful(s, &careful) && fast == careful, "the character of %08llx is %x, not %x",
		    (unsigned long long)code, (unsigned)fast, (unsigned)careful);
	}
}

static void
check_columns(void)
{
	int32_t c;

	for (c = 0; c <= LAST; c++)
		CHECK(char_columns(c) == char_columns_careful(c), "U+%04X has %zu columns, not %zu", (unsigned)c,
		    char_columns(c), char_columns_careful(c));
}

/* What CP932 has for the characters, which are replaced only where Windows shows others; or "" for none. */
static void
encode(const char *s, char out[16])
{
	int32_t bad;
	size_t n = cp932_encode(&s, out, &bad);

	out[bad == 0 && *s == '\0' ? n : 0] = '\0';
}

static bool
is_replaced(int32_t c)
{
	return c == 0xa0 || c == 0xa5 || c == 0x203e || c == TEXT_BREAK_CHAR || c == 0x200b || c == 0x200d || c == 0xfeff ||
	    c == 0x32ff || (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

/* Every character that is not replaced must become what iconv makes of it. */
static void
check_encoded(void)
{
	iconv_t cd = cp932_iconv("CP932", "UTF-8");
	char s[8], out[16], expected[16], *from, *to;
	size_t n, left, room;
	int32_t c;

	for (c = 1; c <= 0x1ffff; c++) {
		if (is_replaced(c) || (c >= 0xd800 && c < 0xe000))
			continue;
		n = (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)s);
		s[n] = '\0';
		encode(s, out);
		from = s, to = expected, left = n, room = sizeof(expected);
		if (iconv(cd, &from, &left, &to, &room) != 0)
			to = expected;
		*to = '\0';
		CHECK(strcmp(out, c > 0xffff ? "" : expected) == 0, "U+%04X is %s in CP932, not %s", (unsigned)c, out, expected);
	}
	iconv_close(cd);
}

/* Every kana before every kana and mark must be composed as NFC has it, or stay apart. */
static void
check_composed(void)
{
	char s[16], out[16], expected[16];
	int32_t first, second;
	utf8proc_uint8_t *nfc;
	size_t n;

	for (first = 0x3040; first <= 0x30ff; first++)
		for (second = 0x3040; second <= 0x30ff; second++) {
			n = (size_t)utf8proc_encode_char(first, (utf8proc_uint8_t *)s);
			s[n += (size_t)utf8proc_encode_char(second, (utf8proc_uint8_t *)s + n)] = '\0';
			encode(s, out);
			nfc = utf8proc_NFC((utf8proc_uint8_t *)s);
			encode((char *)nfc, expected);
			CHECK(strcmp(out, expected) == 0, "%s is %s in CP932, not %s", s, out, expected);
			free(nfc);
		}
}

/* Any byte in any place of a cell of any length must be quoted by libcsv if it has to be, and copied if not. */
static void
check_delimited(const struct format *format)
{
	char cell[20], expected[2 * sizeof(cell) + 2], *text;
	size_t size, length, n, i;
	int c;
	struct writer w = { .n = 2, .format = format, .f = memory_open(&text, &size) };

	for (length = 1; length < sizeof(cell); length++)
		for (i = 0; i < length; i++)
			for (c = 1; c < 256; c++) {
				memset(cell, 'x', length);
				cell[length] = '\0';
				cell[i] = (char)c;
				rewind(w.f);
				format->row(&w, (char *[]){ cell, cell });
				fflush(w.f);
				memcpy(expected, cell, n = length);
				if (c == format->delimiter || strchr("\"\r\n", c) != NULL)
					n = csv_write(expected, sizeof(expected), cell, length);
				CHECK(size == 2 * n + 2 && memcmp(text, expected, n) == 0 && text[n] == format->delimiter &&
				    memcmp(text + n + 1, expected, n) == 0 && text[size - 1] == '\n', "byte %d at %zu of %zu is written otherwise", c, i, length);
			}
	fclose(w.f);
	free(text);
	free(w.line.s);
}

void
check_texts(int rounds)
{
	check_delimited(&format_csv);
	check_delimited(&format_tsv);
	check_characters(rounds >= 1000);
	check_columns();
	check_encoded();
	check_composed();
}
