/* argv-line.c - draw a command line: the words of a form, with options before, between and after them */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <string.h>

#include "argv.h"
#include "fuzz.h"

static void
add_word(struct line *l, const char *text)
{
	if (l->n < WORDS)
		l->word[l->n++] = text;
}

static void
add_flag(struct line *l, const struct option *o)
{
	if (o->letter != 0 && chance_below(2) == 0)
		add_word(l, word_format("-%c", o->letter));
	else
		add_word(l, word_format("--%s%s", o->name, l->wild && chance_below(16) == 0 ? "=x" : ""));
}

/* Add an option mistyped: its name cut short, its value forgotten, or its letter in a bunch. */
static void
add_slip(struct line *l, const struct option *o, const char *value)
{
	switch (chance_below(4)) {
	case 0:
		add_word(l, word_format("--%.*s=%s", (int)chance_below(strlen(o->name) + 1), o->name, value));
		break;
	case 1:
		add_word(l, word_format("--%s", o->name));
		break;
	case 2:
		l->dry = true;
		add_word(l, word_format("-an%c%s", o->letter == 0 ? 'o' : o->letter, value));
		break;
	case 3:
		add_word(l, word_format("-%c", o->letter == 0 ? 'x' : o->letter));
		break;
	}
}

static void
add_option(struct line *l, const struct option *o)
{
	const char *value = o->kind == 0 ? NULL : word_draw(l, o->kind);

	l->dry = l->dry || strcmp(o->name, "dry-run") == 0;
	l->help = l->help || strcmp(o->name, "help") == 0 || strcmp(o->name, "version") == 0;
	l->elsewhere = l->elsewhere || strcmp(o->name, "tickets") == 0 || strcmp(o->name, "directory") == 0;
	if (value == NULL) {
		add_flag(l, o);
	} else if (l->wild && chance_below(16) == 0) {
		l->elsewhere = true;
		add_slip(l, o, value);
	} else if (o->letter != 0 && chance_below(2) == 0) {
		if (chance_below(2) == 0) {
			add_word(l, word_format("-%c%s", o->letter, value));
		} else {
			add_word(l, word_format("-%c", o->letter));
			add_word(l, value);
		}
	} else if (chance_below(2) == 0) {
		add_word(l, word_format("--%s=%s", o->name, value));
	} else {
		add_word(l, word_format("--%s", o->name));
		add_word(l, value);
	}
}

/* Add an option that the form takes; on a wild line, sometimes one that it may not take. */
static void
add_any_option(struct line *l)
{
	if ((l->wild && chance_below(8) == 0) || *l->form->options == '\0')
		add_option(l, grammar_any_option());
	else
		add_option(l, grammar_option(word_one_of(l->form->options)));
}

/* Add a token of a form's words; struct form describes them. */
static void
add_token(struct line *l, const char *token)
{
	if (isupper((unsigned char)*token) && (token[1] == '\0' || token[1] == '?')) {
		if (token[1] == '\0' || chance_below(3) == 0)
			add_word(l, word_draw(l, *token));
	} else if (strncmp(token, "--", 2) == 0 && strchr(token, '=') == NULL) {
		add_option(l, grammar_option(token + 2));
	} else {
		add_word(l, l->wild && chance_below(32) == 0 ? word_widen(token) : token);
	}
}

void
line_draw(struct line *l)
{
	size_t left, n;
	const char *s;

	word_begin_line();
	*l = (struct line){ .form = grammar_any_form(), .wild = chance_below(2) == 0 };
	add_word(l, word_format("%s/%s", campaign.bin, l->form->program));
	left = chance_below(l->wild ? 5 : 4);
	for (s = l->form->words; *s != '\0'; s += n + (s[n] == ' ')) {
		for (; left > 0 && chance_below(3) == 0; left--)
			add_any_option(l);
		if (l->wild && chance_below(32) == 0)
			add_word(l, "--");
		n = strcspn(s, " ");
		if (!l->wild || chance_below(24) > 0)
			add_token(l, word_format("%.*s", (int)n, s));
	}
	if (l->wild && chance_below(12) == 0)
		add_word(l, word_draw(l, "ADFIKNPQV"[chance_below(9)]));
	for (; left > 0; left--)
		add_any_option(l);
	l->word[l->n] = NULL;
	l->input = l->form->input != NULL && chance_below(4) > 0 ? l->form->input : grammar_any_input();
}
