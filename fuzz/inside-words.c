/* inside-words.c - the target words: try each line of the bytes as what a person may type */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "inside.h"

static void
try_word(const struct word *w)
{
	call_returns(word_try_text, w);
	call_returns(word_try_key, w);
	call_returns(word_try_date, w);
	call_returns(word_try_period, w);
	if (!w->valid)
		return; /* the programs give the following calls nothing but text */
	call_returns(word_try_filter, w);
	call_returns(word_try_equal, w);
	call_returns(word_try_title, w);
	call_returns(word_try_schedule, w);
	call_returns(word_try_cp932, w);
	call_returns(word_try_other, w);
}

void
words_target_try(const char *s, size_t n)
{
	const char *p, *lf;
	char *before = NULL;
	struct word w;

	for (p = s;; p = lf + 1) {
		if ((lf = memchr(p, '\n', (size_t)(s + n - p))) == NULL)
			lf = s + n;
		w.s = memory_span(p, strnlen(p, (size_t)(lf - p)));
		w.n = strlen(w.s);
		w.before = before != NULL ? before : w.s;
		w.valid = text_valid(w.s, w.n) && text_valid(w.before, strlen(w.before));
		told.n = 0;
		try_word(&w);
		free(before);
		before = w.s;
		if (lf == s + n)
			break;
	}
	free(before);
}
