/* address.c - which column of a file is meant: by its name, its place or the token in it */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "text.h"
#include "column.h"
#include "address.h"

/* The column with the nth occurrence of the name. */
static size_t
find_name(const char *name, const char *const *names, size_t n, size_t nth)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0 && --nth == 0)
			return i;
	return COLUMN_NONE;
}

/* Reads the number in #4 or in [2], up to the end character. */
static bool
read_place(const char *s, char end, size_t *place)
{
	size_t digits = strspn(s, "0123456789");
	int value;

	if (digits == 0 || digits > 9 || s[digits] != end || (end != '\0' && s[digits + 1] != '\0'))
		return false;
	if (!text_digits(s, digits, &value) || value < 1)
		return false;
	*place = (size_t)value;
	return true;
}

static size_t
find_token(const char *token, const char *const *names, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strstr(names[i], token) != NULL)
			return i;
	return COLUMN_NONE;
}

/* One address without a choice. */
static size_t
find_one(const char *address, const char *const *names, size_t n, bool own)
{
	const char *bracket = strrchr(address, '[');
	size_t place, at;
	char *name;

	if ((at = find_name(own ? address : column_name(address), names, n, 1)) != COLUMN_NONE)
		return at;
	if (*address == '#' && read_place(address + 1, '\0', &place))
		return place <= n ? place - 1 : COLUMN_NONE;
	if (bracket == address && strlen(address) > 2 && address[strlen(address) - 1] == ']')
		return find_token(address, names, n);
	if (bracket == NULL || !read_place(bracket + 1, ']', &place))
		return COLUMN_NONE;
	name = memory_span(address, (size_t)(bracket - address));
	at = find_name(own ? name : column_name(name), names, n, place);
	free(name);
	return at;
}

size_t
address_find(const char *address, const char *const *names, size_t n, bool own)
{
	size_t at = find_one(address, names, n, own);
	char *list, *rest, *one;

	if (at != COLUMN_NONE || strchr(address, '|') == NULL)
		return at;
	list = rest = memory_text(address);
	while (at == COLUMN_NONE && (one = strsep(&rest, "|")) != NULL)
		at = *one == '\0' && rest == NULL ? ADDRESS_EMPTY : find_one(one, names, n, own);
	free(list);
	return at;
}
