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

size_t
text_width(const char *s)
{
	size_t width = 0;
	int32_t c;

	while (*s != '\0') {
		s += text_char(s, &c);
		if (c == TEXT_BREAK_CHAR)
			width++;
		else if (is_unsafe(c))
			width += 8; /* <U+001B> */
		else
			width += (size_t)char_width(c);
	}
	return width;
}

size_t
text_print(FILE *f, const char *s, size_t limit)
{
	size_t width = text_width(s), used = 0, n, w, dots = (size_t)char_width(0x2026);
	bool cut = width > limit;
	int32_t c;

	for (; *s != '\0'; s += n, used += w) {
		n = text_char(s, &c);
		w = c == TEXT_BREAK_CHAR ? 1 : is_unsafe(c) ? 8 : (size_t)char_width(c);
		if (cut && used + w + dots > limit)
			break;
		if (c == TEXT_BREAK_CHAR)
			fputs("↵", f);
		else if (is_unsafe(c))
			fprintf(f, "<U+%04X>", (unsigned)c);
		else if (c == 0xfffd)
			fputs("\xef\xbf\xbd", f); /* for a byte that is not a character */
		else
			fwrite(s, 1, n, f);
	}
	if (cut) {
		fputs("…", f);
		used += dots;
	}
	return used;
}
