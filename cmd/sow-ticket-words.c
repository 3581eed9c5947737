/* sow-ticket-words.c - operands as they were meant: ids, and the spaces of an IME */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

#define DIGITS "0123456789"

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
	if (strncmp(s, "20", 2) == 0 && strspn(s, DIGITS) == 4 && s[4] == '-') /* unlike a telephone number */
		s += 5;
	n = strspn(s, DIGITS);
	return n > 0 && s[n] == '\0';
}

/* From one id to another: 1-3, 1..3, 1～3 */
static bool
is_id_span(const char *s)
{
	static const char *const signs[] = { "-", "..", "~", "～", "〜" };
	char narrow[64];
	size_t i, n;

	if (!text_narrow(s, narrow, sizeof(narrow)))
		return false;
	s = narrow + strspn(narrow, DIGITS);
	for (i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		n = strlen(signs[i]);
		if (s > narrow && strncmp(s, signs[i], n) == 0 && s[n] != '\0' && s[n + strspn(s + n, DIGITS)] == '\0')
			return true;
	}
	return false;
}

void
words_no_ticket(const char *id)
{
	if (text_blank(id))
		warnx("no ticket '%s'", id);
	else if (is_id(id))
		warnx("no ticket '%s' (sow-ticket list -a shows them)", id);
	else if (is_id_span(id))
		warnx("no ticket '%s' (several: 1,2,3)", id);
	else
		warnx("no ticket '%s' (its id; sow-ticket list '%s' finds it)", id, id);
}

/* The next id of a word such as 2,3 or 2、3, or NULL; the caller frees it. */
static char *
next_id(const char **s)
{
	static const char *const commas[] = { ",", "，", "、" };
	const char *from = *s, *end = from + strlen(from), *found;
	size_t i, n = 0;

	if (*from == '\0')
		return NULL;
	for (i = 0; i < sizeof(commas) / sizeof(*commas); i++)
		if ((found = strstr(from, commas[i])) != NULL && found < end) {
			end = found;
			n = strlen(commas[i]);
		}
	*s = end + n;
	return memory_span(from, (size_t)(end - from));
}

static bool
word_is_ids(const char *word)
{
	bool good = *word != '\0';
	char *id;

	for (; good && (id = next_id(&word)) != NULL; free(id))
		good = is_id(id);
	return good;
}

static void
add_id(struct named *named, char *id)
{
	named->id = memory_array(named->id, named->n + 1, sizeof(*named->id));
	named->id[named->n++] = id;
}

struct named
words_named(const struct options *o)
{
	struct named named = { 0 };
	const char *s;
	size_t i;
	char *id;

	for (i = 1; i < o->n && (i == 1 || word_is_ids(o->operand[i])); i++)
		for (s = o->operand[i]; (id = next_id(&s)) != NULL; )
			add_id(&named, id);
	named.words = i - 1;
	return named;
}

void
named_free(struct named *named)
{
	while (named->n > 0)
		free(named->id[--named->n]);
	free(named->id);
}

/* ---- inc　Outlook　起動しない: U+3000 is no space to the shell ---- */

enum likeness { NONE, PERHAPS, CERTAIN };

static bool
is_ledger_column(const char *name)
{
	size_t i;

	for (i = 0; i < L_FIXED && strcmp(name, ledger_columns[i]) != 0; i++)
		;
	return i < L_FIXED || strcmp(name, "note") == 0;
}

/* How surely the word begins a field: CERTAIN if every ledger has that field or a title that place,
 * PERHAPS if the name may be a team's column or part of a text. */
static enum likeness
begins_field(const char *s)
{
	char start[FIELD_NAME + 8], name[FIELD_NAME];
	const char *value;
	enum place p;

	/* No name is longer, while the value may be the size of a book. */
	snprintf(start, sizeof(start), "%.*s", (int)sizeof(start) - 1, s);
	if (field_name(start, name, &value) == SIGN_NONE)
		return NONE;
	if (is_ledger_column(column_name(name)) || place_find(name, &p) || strcmp(name, "分") == 0 || strcmp(name, "min") == 0)
		return CERTAIN;
	return name[strspn(name, "abcdefghijklmnopqrstuvwxyz_")] == '\0' ? PERHAPS : NONE;
}

/* Whether the U+3000 between head and rest separates operands.  It does around the verb, what the
 * verb is about, and fields, but not in a note or a value (佐藤　太郎, 設定　url=…). */
static bool
words_are_parts(char *const *word, size_t n, size_t first, const char *head, const char *rest)
{
	static const char keyed[] = " list log show split waive new ";
	bool about = first <= 1;
	char verb[32], padded[40];

	if (n == 0)
		return true;
	if (!text_narrow(word[0], verb, sizeof(verb)))
		return false;
	if (about && word_is_ids(head))
		return true;
	if (strcmp(verb, "note") == 0)
		return false;
	if (begins_field(rest) == CERTAIN || (begins_field(head) != NONE && begins_field(rest) != NONE))
		return true;
	snprintf(padded, sizeof(padded), " %s ", verb);
	return begins_field(head) == NONE && strstr(keyed, padded) != NULL &&
	    (about || strcmp(verb, "new") != 0);
}

void
words_part(struct options *o)
{
	char narrow[32];

	options_part(o, words_are_parts);
	/* The verb may have been typed in full width, ｄｏｎｅ. */
	if (o->n > 0 && text_narrow(o->operand[0], narrow, sizeof(narrow)))
		o->operand[0] = memory_text(narrow);
}
