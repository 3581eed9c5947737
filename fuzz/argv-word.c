/* argv-word.c - draw a word from the vocabulary, and on a wild line perhaps spoil it */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "argv.h"
#include "fuzz.h"

enum {
	LENGTH = 100000,  /* bytes of a very long word */
	LONGEST = 120000, /* bytes of any word: the system takes no more than 128 KiB */
	POOL = 1 << 20,   /* bytes of all the words of a line */
};

static char pool[POOL];
static size_t used;

void
word_begin_line(void)
{
	used = 0;
}

const char *
word_format(const char *format, ...)
{
	char *text = pool + used;
	size_t left = sizeof(pool) - used;
	va_list ap;
	int n;

	left = left > LONGEST ? LONGEST : left;
	if (left < 2)
		return "y";
	va_start(ap, format);
	n = vsnprintf(text, left, format, ap);
	va_end(ap);
	used += n < 0 ? 1 : (size_t)n >= left ? left : (size_t)n + 1;
	return text;
}

/* Return the word, or the very long one that it stands for. */
static const char *
grow_word(const char *word)
{
	size_t n = strlen(word) - 1, i;
	char *text = pool + used;

	if (*word != *LONG || n == 0 || sizeof(pool) - used < LENGTH + 1)
		return *word == *LONG ? word + 1 : word;
	for (i = 0; i + n <= LENGTH; i += n)
		memcpy(text + i, word + 1, n);
	text[i] = '\0';
	used += i + 1;
	return text;
}

const char *
word_pick(const char *const *list)
{
	size_t n;

	for (n = 0; list[n] != NULL; n++)
		;
	return grow_word(list[chance_below(n)]);
}

const char *
word_one_of(const char *text)
{
	const char *s = text;
	size_t n = 0, at;

	for (; *s != '\0'; s++)
		n += *s != ' ' && (s[1] == ' ' || s[1] == '\0');
	for (at = chance_below(n), s = text; at > 0; at--)
		s = strchr(s, ' ') + 1;
	return word_format("%.*s", (int)strcspn(s, " "), s);
}

const char *
word_widen(const char *s)
{
	char *text = pool + used, *end = pool + sizeof(pool) - 4;

	if (strlen(s) * 3 > LONGEST)
		return s;
	for (; *s != '\0' && pool + used < end; s++)
		if (*s > ' ' && *s < 0x7f) {
			pool[used++] = '\357';
			pool[used++] = (char)(0xbc + (*s >= 0x60));
			pool[used++] = (char)(0x80 + (*s - 0x20) % 0x40);
		} else {
			pool[used++] = *s;
		}
	pool[used++] = '\0';
	return text;
}

/* Spoil a word in ways that nobody would type. */
static const char *
mutate_word(const char *s)
{
	static const char *const bytes[] = { "\377", "\200", "\302", "\033", "\n", "\r", "\t", "\357\274", "\340", NULL };
	size_t n = strlen(s);
	int at = (int)chance_below(n + 1);

	switch (chance_below(7)) {
	case 0: /* a hostile word is inserted */
		return word_format("%.*s%s%s", at, s, word_pick(hostile_words), s + at);
	case 1:
		return word_widen(s);
	case 2: /* a byte is replaced */
		return word_format("%.*s%s%s", at, s, word_pick(bytes), s + at + ((size_t)at < n));
	case 3: /* another word follows after U+3000 */
		return word_format("%s　%s", s, word_pick(kinds[(int)"AFINQV"[chance_below(6)]].good));
	case 4:
		return word_format("%.*s", at, s);
	case 5:
		return word_format("%s%s%s", s, s, s);
	}
	return word_format("　%s ", s);
}

static const char *
draw_filter(const struct line *l)
{
	const char *op = word_pick(l->wild && chance_below(8) == 0 ? broken_operators : operators);
	const char *column = *l->form->columns == '\0' ? "title" : word_one_of(l->form->columns);

	return word_format("%s%s%s", column, op, word_draw(l, *op == '~' ? 'R' : 'Q'));
}

static const char *
draw_columns(const struct line *l)
{
	const char *list;
	size_t n;

	if (chance_below(l->wild ? 4 : 20) == 0 || *l->form->columns == '\0')
		return word_draw(l, 'c');
	for (list = word_one_of(l->form->columns), n = chance_below(4); n > 0; n--)
		list = word_format("%s,%s", list, word_one_of(l->form->columns));
	return list;
}

const char *
word_draw(const struct line *l, char kind)
{
	const struct kind *k = &kinds[(int)kind];
	const char *s = kind == 'W' ? draw_filter(l) : kind == 'C' ? draw_columns(l) :
	    word_pick(chance_below(l->wild ? 3 : 20) == 0 ? k->odd : k->good);

	if (!l->wild || chance_below(5) > 0)
		return s;
	return chance_below(2) == 0 ? word_pick(hostile_words) : mutate_word(s);
}
