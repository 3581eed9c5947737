/* key.c - the keys of a ticket: S13-01, or an occurrence, S09-01@2026-11 */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "key.h"

char *
key_next(const char **s)
{
	const char *p = *s + strspn(*s, " ");
	size_t n = strcspn(p, " ");

	*s = p + n;
	return n == 0 ? NULL : memory_span(p, n);
}

bool
keys_hold(const char *keys, const char *key)
{
	const char *s = keys;
	size_t n = strlen(key);

	if (n == 0)
		return false; /* an empty key is no key */
	while ((s = strstr(s, key)) != NULL &&
	    ((s > keys && s[-1] != ' ') || (s[n] != ' ' && s[n] != '\0')))
		s++;
	return s != NULL;
}

bool
tags_have(const char *tags, const char *name)
{
	size_t n = strlen(name);

	for (; *(tags += strspn(tags, " ")) != '\0'; tags += strcspn(tags, " "))
		if (strncmp(tags, name, n) == 0 && tags[n] == ':')
			return true;
	return false;
}

bool
key_is_occurrence(const char *key)
{
	return strchr(key, '@') != NULL;
}
