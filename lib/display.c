/* display.c - text on a terminal: its width, and what must not be sent there */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "text.h"
#include "cp932.h"
#include "display.h"

/* Is it a character that data must not send to a terminal? */
static bool
is_unsafe(int32_t c)
{
	return char_controls(c) || char_turns(c) || c == TEXT_BREAK_CHAR || c == 0x2029;
}

/*
 * Characters of "ambiguous" East Asian width are those that the old Japanese
 * encodings write with two bytes, although Unicode calls them narrow.
 */
static int
char_width(int32_t c)
{
	static int ambiguous;
	const char *env;
	int w;

	if (ambiguous == 0) {
		env = getenv("SOW_AMBIGUOUS");
		ambiguous = env != NULL && strcmp(env, "2") == 0 ? 2 : 1;
	}
	w = utf8proc_charwidth(c);
	if (w == 1 && ambiguous == 2 && c >= 0x80 && cp932_length(c) == 2 &&
	    (c < 0xff61 || c > 0xff9f))
		return 2;
	return w < 0 ? 0 : w;
}

/* Kanji, kana and their punctuation, which are most of what is wide, and can be seen without a search. */
static bool
is_wide(int32_t c)
{
	return (c >= 0x4e00 && c <= 0x9fa5) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x309b && c <= 0x30ff) ||
	    (c >= 0x3000 && c <= 0x3029) || (c >= 0xff01 && c <= 0xff60);
}

size_t
char_columns_careful(int32_t c)
{
	if (c == TEXT_BREAK_CHAR)
		return 1;
	return is_unsafe(c) ? strlen("<U+001B>") : (size_t)char_width(c);
}

size_t
char_columns(int32_t c)
{
	if (c >= ' ' && c < 0x7f)
		return 1;
	return is_wide(c) ? 2 : char_columns_careful(c);
}

size_t
text_width(const char *s)
{
	size_t width = 0;
	int32_t c;

	while (*s != '\0') {
		s += text_char(s, &c);
		width += char_columns(c);
	}
	return width;
}

/* Prints a character that is not printed as it is. */
static void
print_instead(FILE *f, int32_t c)
{
	if (c == TEXT_BREAK_CHAR)
		fputs("↵", f);
	else if (c == 0xfffd)
		fputs("\xef\xbf\xbd", f); /* for a byte that is not a character */
	else
		fprintf(f, "<U+%04X>", (unsigned)c);
}

size_t
text_print(FILE *f, const char *s, size_t limit)
{
	size_t used = 0, n, w, dots = (size_t)char_width(0x2026);
	bool cut = limit != SIZE_MAX && text_width(s) > limit;
	const char *from = s;
	int32_t c;

	for (; !cut && *s >= ' ' && *s < 0x7f; s++)
		used++;
	for (; *s != '\0'; s += n, used += w) {
		n = text_char(s, &c);
		w = char_columns(c);
		if (cut && used + w + dots > limit)
			break;
		if ((c >= ' ' && c < 0x7f) || is_wide(c) || (!is_unsafe(c) && c != 0xfffd))
			continue;
		fwrite_unlocked(from, 1, (size_t)(s - from), f);
		print_instead(f, c);
		from = s + n;
	}
	fwrite_unlocked(from, 1, (size_t)(s - from), f);
	if (cut) {
		fputs("…", f);
		used += dots;
	}
	return used;
}
