/* inside-text.c - try a word as text: its characters, its key and its CP932 form */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "inside.h"

static bool
is_fit_for_terminal(const char *s)
{
	int32_t c;

	if (!text_valid(s, strlen(s)))
		return false;
	while (*s != '\0') {
		s += text_char(s, &c);
		if (char_controls(c) || char_turns(c))
			return false;
	}
	return true;
}

static void
print_text(const char *s, size_t limit)
{
	char *shown = NULL;
	size_t n, used;
	FILE *f = memory_open(&shown, &n);

	used = text_print(f, s, limit);
	memory_close(f, &shown);
	check_that(is_fit_for_terminal(shown), "printed text is not fit for a terminal");
	check_that(used <= limit && used == text_width(shown), "printed text is not as wide as text_print says");
	free(shown);
}

void
word_try_text(const void *arg)
{
	const struct word *w = arg;
	const char *s = w->s;
	bool whole = true;
	char narrow[256];
	size_t n;
	int32_t c;

	for (; *s != '\0'; s += n) {
		n = text_char(s, &c);
		whole = whole && (n > 1 || (signed char)*s > 0);
	}
	check_that(whole == text_valid(w->s, w->n), "text_valid and text_char differ");
	s = w->s;
	n = text_trim(&s);
	check_that(n <= strlen(s) && (n == 0) == text_blank(w->s), "text_trim and text_blank differ");
	check_that(n == 0 || (*s != ' ' && s[n - 1] != ' '), "text_trim leaves a space at an end");
	print_text(w->s, 12);
	print_text(w->s, SIZE_MAX);
	if (text_narrow(w->s, narrow, sizeof(narrow)))
		check_that(text_valid(narrow, strlen(narrow)), "narrow text is not UTF-8");
	column_find(w->s);
}

void
word_try_key(const void *arg)
{
	const struct word *w = arg;
	char *key = text_key(w->s);

	check_that(text_valid(w->s, w->n), "text_key takes what is not UTF-8"); /* text_key should have ended the call */
	check_that(text_valid(key, strlen(key)), "a key is not UTF-8");
	free(key);
}

/* Encode text as CP932, and set whether characters had to be left out because CP932 lacks them. */
static size_t
encode_text(const char *s, char *out, bool *lacks)
{
	int32_t bad;
	size_t n = 0;

	for (*lacks = false; *s != '\0'; *lacks = *lacks || bad != 0)
		n += cp932_encode(&s, out + n, &bad);
	return n;
}

/* Characters that CP932 has must come back from it. */
void
word_try_cp932(const void *arg)
{
	static struct decoder *decoder;
	const struct word *w = arg;
	char *first = memory_array(NULL, w->n * 2 + 1, 1), *text = memory_array(NULL, w->n * 6 + 1, 1);
	char *second = memory_array(NULL, w->n * 12 + 1, 1);
	bool lacks, lacks_then;
	size_t n, left, m;

	if (decoder == NULL)
		decoder = decoder_open(ENC_CP932);
	left = n = encode_text(w->s, first, &lacks);
	check_that(n <= w->n * 2, "CP932 has more than two bytes for a byte");
	m = decoder_run(decoder, first, &left, true, text);
	text[m] = '\0';
	check_that(left == 0 && text_valid(text, m), "what was encoded is not CP932");
	check_that(encode_text(text, second, &lacks_then) == n && memcmp(first, second, n) == 0 &&
	    !lacks_then, "CP932 is other bytes when it is encoded again");
	check_that(lacks || cp932_same(w->s, text), "text is not the same when it comes back from CP932");
	free(first);
	free(text);
	free(second);
}

void
word_try_other(const void *arg)
{
	const struct word *w = arg;
	enum encoding e;

	if (encoding_parse(w->s, &e))
		check_that(strlen(encoding_name(e)) > 0, "an encoding has no name");
	excel_made(w->before, w->s);
	excel_made(w->s, w->before);
	excel_made(w->s, w->s);
}
