/* cp932.c - the encoding of Japanese Windows, as Excel writes it */
/* SPDX-License-Identifier: MIT */
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "cp932.h"

iconv_t
cp932_iconv(const char *to, const char *from)
{
	iconv_t cd = iconv_open(to, from);

	if (cd == (iconv_t)-1)
		errx(1, "iconv has no %s: install libc6 (gconv modules; later Debian: libc6-gconv-modules-extra)",
		    strcmp(to, "UTF-8") == 0 ? from : to);
	return cd;
}

enum { NONE = 0xffff };

/* What iconv makes of one character: its one or two bytes, or NONE. */
static uint16_t
ask_iconv(int32_t c)
{
	static iconv_t cd;
	unsigned char in[4], out[4];
	char *src = (char *)in, *dst = (char *)out;
	size_t left = (size_t)utf8proc_encode_char(c, in), room = sizeof(out);

	if (cd == NULL)
		cd = cp932_iconv("CP932", "UTF-8");
	if (iconv(cd, &src, &left, &dst, &room) != 0 || room == sizeof(out))
		return NONE;
	return (uint16_t)(room == sizeof(out) - 1 ? out[0] : out[0] << 8 | out[1]);
}

/* Encodes one character into *code; returns its bytes, 1 or 2, or 0 if CP932 lacks it. */
static int
cp932_char(int32_t c, uint16_t *code)
{
	static uint16_t memo[0x10000]; /* 0: not asked yet */

	if (c < 0x80 || c > 0xffff) {
		*code = (uint16_t)c;
		return c < 0x80;
	}
	if (memo[c] == 0)
		memo[c] = ask_iconv(c);
	*code = memo[c];
	return memo[c] == NONE ? 0 : memo[c] < 0x100 ? 1 : 2;
}

int
cp932_length(int32_t c)
{
	uint16_t code;

	return cp932_char(c, &code);
}

/* Replaces what Windows shows as nothing (by 0) or as a character that CP932 has. */
static int32_t
cp932_replace(int32_t c)
{
	switch (c) {
	case 0xa5:
		return 0xffe5; /* glibc would write a backslash */
	case 0x203e:
		return 0xffe3;
	case 0xa0:
		return ' ';
	case TEXT_BREAK_CHAR:
		return '\n';
	case 0x200b: case 0x200d: case 0xfeff:
		return 0;
	}
	if ((c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef))
		return 0;
	return c;
}

/* Composes a kana and the mark at *s (macOS writes か + U+3099 for が); returns c if it cannot. */
static int32_t
kana_compose(int32_t c, const char **s)
{
	utf8proc_uint8_t pair[16], *nfc;
	int32_t mark, both = c;
	size_t n, len;

	if ((*s)[0] != '\xe3' || (*s)[1] != '\x82') /* it begins no such mark */
		return c;
	n = text_char(*s, &mark);
	if (mark != 0x3099 && mark != 0x309a)
		return c;
	len = (size_t)utf8proc_encode_char(c, pair);
	memcpy(pair + len, *s, n);
	pair[len + n] = '\0';
	if ((nfc = utf8proc_NFC(pair)) == NULL)
		memory_out();
	if (nfc[text_char((char *)nfc, &both)] == '\0')
		*s += n;
	else
		both = c;
	free(nfc);
	return both;
}

size_t
cp932_encode(const char **s, char *out, int32_t *bad)
{
	const char *p = *s;
	uint16_t code;
	int32_t c;
	size_t n = 0;
	int len;

	*bad = 0;
	while (*p != '\0' && *bad == 0) {
		if ((signed char)*p > 0) {
			out[n++] = *p++;
			continue;
		}
		p += text_char(p, &c);
		if (c >= 0x3040 && c <= 0x30ff)
			c = kana_compose(c, &p);
		if (c == 0x32ff) { /* ㋿ */
			n += (size_t)(stpcpy(out + n, "\x97\xdf\x98\x61") - (out + n));
			continue;
		}
		if ((c = cp932_replace(c)) == 0)
			continue;
		if ((len = cp932_char(c, &code)) == 0)
			*bad = c;
		if (len == 2)
			out[n++] = (char)(code >> 8);
		if (len > 0)
			out[n++] = (char)code;
	}
	*s = p;
	return n;
}

bool
cp932_same(const char *text, const char *decoded)
{
	size_t n = strlen(decoded) * 2 + 8, m = strlen(text) * 2 + 8, used;
	char *is = memory_array(NULL, n, 1), *was = memory_array(NULL, m, 1), *p;
	int32_t bad = 0, other = 0;
	bool same = true;

	is[cp932_encode(&decoded, is, &other)] = '\0';
	for (p = is; same && (*text != '\0' || bad != 0); ) {
		used = cp932_encode(&text, was, &bad);
		same = strncmp(p, was, used) == 0;
		p += same ? used : 0;
		if (!same || bad == 0)
			break;
		/* The lead byte of a two-byte character is neither ASCII nor half-width kana. */
		same = *p != '\0';
		p += !same ? 0 : (unsigned char)*p < 0x80 || ((unsigned char)*p >= 0xa0 && (unsigned char)*p < 0xe0) ? 1 : 2;
	}
	same = same && other == 0 && *p == '\0';
	free(is);
	free(was);
	return same;
}
