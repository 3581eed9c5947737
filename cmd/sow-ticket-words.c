/* sow-ticket-words.c - operands as they were meant: ids, and the spaces of an IME */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-ticket.h"

#define DIGITS "0123456789"
#define WIDE_SPACE "　"

bool
is_id(const char *text)
{
	char narrow[64];
	const char *s = narrow;
	size_t n;

	if (strncmp(text, "ref:", strlen("ref:")) == 0)
		return true;
	if (!text_narrow(text, narrow, sizeof(narrow)))
		return false;
	s += *s == '#';
	if (strncmp(s, "20", 2) == 0 && strspn(s, DIGITS) == 4 && s[4] == '-') /* no telephone's number */
		s += 5;
	n = strspn(s, DIGITS);
	return n > 0 && s[n] == '\0';
}

/* ---- inc　Outlook　起動しない: U+3000 is no space to the shell ---- */

static bool
is_english(const char *name)
{
	return name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")] == '\0';
}

static bool
begins_field(const char *s)
{
	char name[FIELD_NAME];
	const char *value;
	enum place p;

	return field_name(s, name, &value) != SIGN_NONE &&
	    (is_english(name) || column_find(name) != NULL || strcmp(name, "分") == 0 || place_find(name, &p));
}

/*
 * Does the space behind head, which would be operand n, part two words? A note and
 * a value keep theirs (佐藤　太郎); the verb, what it is about and fields have none.
 */
static bool
parts(char *const *operand, size_t n, bool about, const char *head, const char *rest)
{
	static const char keyed[] = " list log show split waive new ";
	char verb[32];

	if (n == 0 || begins_field(rest))
		return true;
	if (begins_field(head))
		return false;
	snprintf(verb, sizeof(verb), " %s ", operand[0]);
	if (strstr(keyed, verb) != NULL)
		return about || strcmp(operand[0], "new") != 0;
	return about && is_id(head);
}

/* The verb as it is spelled: ｄｏｎｅ. */
static char *
narrowed(char *verb)
{
	char narrow[32], *copy;

	if (!text_narrow(verb, narrow, sizeof(narrow)))
		return verb;
	if ((copy = strdup(narrow)) == NULL)
		err(1, NULL);
	return copy;
}

void
words_part(struct options *o)
{
	char **word, *s, *end, *rest;
	size_t i, n = 0, all = 1;
	bool about;

	for (i = 0; i < o->n; i++)
		for (all++, s = o->operand[i]; (s = strstr(s, WIDE_SPACE)) != NULL; s += strlen(WIDE_SPACE))
			all++;
	if ((word = calloc(all, sizeof(*word))) == NULL)
		err(1, NULL);
	for (i = 0; i < o->n; i++) {
		about = n <= 1;
		if ((s = end = strdup(o->operand[i])) == NULL)
			err(1, NULL);
		for (; (end = strstr(end, WIDE_SPACE)) != NULL; end = rest) {
			rest = end + strlen(WIDE_SPACE);
			*end = '\0';
			if (!parts(word, n, about, s, rest)) {
				*end = *WIDE_SPACE;
				continue;
			}
			if (*s != '\0') {
				word[n] = n == 0 ? narrowed(s) : s;
				n++;
			}
			s = rest;
		}
		if (*s != '\0' || *o->operand[i] == '\0') {
			word[n] = n == 0 ? narrowed(s) : s;
			n++;
		}
	}
	o->operand = word;
	o->n = n;
}
