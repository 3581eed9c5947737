/* text.c - UTF-8: validity, characters, keys for matching */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "message.h"
#include "memory.h"
#include "text.h"

/* True when all bytes of w are ASCII and none is NUL. */
static bool
word_is_ascii(uint64_t w)
{
	return ((w | (w - 0x0101010101010101u)) & 0x8080808080808080u) == 0;
}

/* The length of the well-formed sequence at s, or 0 (Unicode, table 3-7). */
static size_t
sequence_length(const unsigned char *s, size_t n)
{
	unsigned char lo = 0x80, hi = 0xbf;
	size_t len, i;

	if (s[0] < 0x80)
		return s[0] != 0;
	if (s[0] >= 0xc2 && s[0] <= 0xdf)
		len = 2;
	else if ((s[0] & 0xf0) == 0xe0)
		len = 3;
	else if (s[0] >= 0xf0 && s[0] <= 0xf4)
		len = 4;
	else
		return 0;
	if (n < len)
		return 0;
	if (s[0] == 0xe0)
		lo = 0xa0;
	else if (s[0] == 0xed)
		hi = 0x9f;
	else if (s[0] == 0xf0)
		lo = 0x90;
	else if (s[0] == 0xf4)
		hi = 0x8f;
	if (s[1] < lo || s[1] > hi)
		return 0;
	for (i = 2; i < len; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

bool
text_valid(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s, *end = p + n;
	uint64_t w;
	size_t len;

	while (p < end) {
		/* Kana and kanji: three bytes. What begins with E0 or ED may be malformed: see below. */
		if ((*p & 0xf0) == 0xe0 && *p != 0xe0 && *p != 0xed && end - p >= 3 &&
		    (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80) {
			p += 3;
			continue;
		}
		if (*p < 0x80 && *p != 0) {
			p++;
			for (; end - p >= 8 && (memcpy(&w, p, sizeof(w)), word_is_ascii(w)); p += 8)
				;
			continue;
		}
		if ((len = sequence_length(p, (size_t)(end - p))) == 0)
			return false;
		p += len;
	}
	return true;
}

/* Most characters are ASCII, or kana and kanji of three bytes. */
size_t
text_char(const char *s, int32_t *c)
{
	const unsigned char *p = (const unsigned char *)s;

	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	if ((p[0] & 0xf0) != 0xe0 || p[0] == 0xe0 || p[0] == 0xed || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
		return text_char_careful(s, c);
	*c = (p[0] & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	return 3;
}

size_t
text_char_careful(const char *s, int32_t *c)
{
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, c);

	if (n > 0)
		return (size_t)n;
	*c = 0xfffd;
	return 1;
}

size_t
text_trim(const char **s)
{
	const char *p, *end;
	bool begun = false;
	int32_t c;

	for (p = end = *s; *p != '\0'; ) {
		p += text_char(p, &c);
		if (c != ' ' && c != 0xa0 && c != 0x3000) {
			begun = true;
			end = p;
		} else if (!begun) {
			*s = end = p;
		}
	}
	return (size_t)(end - *s);
}

bool
text_blank(const char *s)
{
	return text_trim(&s) == 0;
}

bool
char_controls(int32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

bool
text_controls(const char *s)
{
	int32_t c;

	while (*s != '\0') {
		s += text_char(s, &c);
		if (char_controls(c))
			return true;
	}
	return false;
}

bool
char_turns(int32_t c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	    (c >= 0x2066 && c <= 0x2069);
}

static bool
is_katakana(int32_t c)
{
	return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc;
}

/* Makes one of spellings that vary from person to person and mean the same. */
static int32_t
unify_character(int32_t prev, int32_t c)
{
	bool latin = prev < 0x80 && prev > ' ';

	switch (c) {
	case 0x301c:
		return '~';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212:
		return '-';
	case 0x30fc: /* ー typed for - by an IME: S13ー01 */
		return latin ? '-' : c;
	case 0x30a1: case 0x30a3: case 0x30a5: case 0x30a7: case 0x30a9:
		return c + 1; /* ウェア, ウエア */
	case TEXT_BREAK_CHAR: case '\n': case '\t':
		return ' ';
	}
	return c;
}

/* The key of n bytes of ASCII, for which NFKC and casefold are lower case.  NULL if it is not ASCII. */
static char *
ascii_key(const char *s, size_t n)
{
	char *key, *to;
	size_t i;

	for (i = 0; i < n && (signed char)s[i] >= 0; i++)
		;
	if (i < n)
		return NULL;
	for (; n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\n' || s[n - 1] == '\t'); n--)
		;
	for (; n > 0 && (*s == ' ' || *s == '\n' || *s == '\t'); n--)
		s++;
	key = to = memory_array(NULL, n + 1, 1);
	for (; n > 0; n--, s++)
		*to++ = *s >= 'A' && *s <= 'Z' ? *s + 'a' - 'A' : *s == '\n' || *s == '\t' ? ' ' : *s;
	*to = '\0';
	return key;
}

char *
text_key(const char *s)
{
	char *key = ascii_key(s, strlen(s));

	return key != NULL ? key : text_key_careful(s);
}

char *
text_key_careful(const char *s)
{
	utf8proc_uint8_t *folded, *in, *out;
	int32_t c, next, prev = 0;
	char *start;
	size_t n;

	folded = utf8proc_NFKC_Casefold((const utf8proc_uint8_t *)s);
	if (folded == NULL)
		errx(1, "not UTF-8");
	for (in = out = folded; *in != '\0'; prev = c) {
		n = text_char((char *)in, &c);
		in += n;
		text_char((char *)in, &next);
		c = unify_character(prev, c);
		if (c == 0x30fc && is_katakana(prev) && (*in == '\0' || !is_katakana(next)))
			continue; /* サーバー, サーバ */
		out += utf8proc_encode_char(c, out);
	}
	while (out > folded && out[-1] == ' ')
		out--;
	*out = '\0';
	start = (char *)folded + strspn((char *)folded, " ");
	memmove(folded, start, strlen(start) + 1);
	return (char *)folded;
}

char *
text_file_name(const char *value)
{
	char *safe = memory_array(NULL, strlen(value) + 2, 1), *to = safe;
	const char *s;
	int32_t c;
	size_t n;

	for (s = value; *s != '\0' && s - value < FILE_NAME_MAX; s += n) {
		n = text_char(s, &c);
		if (char_controls(c) || char_turns(c) || c == TEXT_BREAK_CHAR || (c < 0x80 && strchr("/\\:*?\"<>|", c) != NULL)) {
			*to++ = '_';
			continue;
		}
		memcpy(to, s, n);
		to += n;
	}
	while (to > safe && (to[-1] == '.' || to[-1] == ' '))
		*--to = '_';
	if (to == safe || *safe == '.')
		memmove(safe + 1, safe, (size_t)(to++ - safe)), *safe = '_';
	*to = '\0';
	return safe;
}

int
text_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool
text_same(const char *a, const char *b)
{
	char *x = text_key(a), *y = text_key(b), *s = x, *t = y;
	bool same;

	while (*(s += strspn(s, " ")) == *(t += strspn(t, " ")) && *s != '\0') {
		s++;
		t++;
	}
	same = *s == *t;
	free(x);
	free(y);
	return same;
}

bool
text_narrow(const char *s, char *buf, size_t size)
{
	int32_t c, prev = 0;
	size_t n = 0;

	for (; *s != '\0'; prev = c) {
		s += text_char(s, &c);
		if (c >= 0xff01 && c <= 0xff5e)
			c -= 0xff01 - '!';
		else if (c == 0x3000 || c == 0xa0)
			c = ' ';
		else if (c != TEXT_BREAK_CHAR)
			c = unify_character(prev, c);
		if (n + 5 > size)
			return false;
		if (c != ' ' || n > 0)
			n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)buf + n);
	}
	while (n > 0 && buf[n - 1] == ' ')
		n--;
	buf[n] = '\0';
	return true;
}

char *
text_put_digits(char *to, size_t n, unsigned value)
{
	size_t i;

	for (i = n; i > 0; i--, value /= 10)
		to[i - 1] = (char)('0' + value % 10);
	return to + n;
}

size_t
text_units(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80 ? (unsigned char)*s >= 0xf0 ? 2 : 1 : 0;
	return n;
}
