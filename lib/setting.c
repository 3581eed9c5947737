/* setting.c - NAME=VALUE: what {NAME} stands for in a text */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "arena.h"
#include "setting.h"

static struct setting *
setting_find(const struct settings *s, const char *name, size_t n)
{
	size_t i;

	for (i = 0; s != NULL && i < s->n; i++)
		if (strlen(s->setting[i].name) == n && memcmp(s->setting[i].name, name, n) == 0)
			return &s->setting[i];
	return NULL;
}

bool
setting_add(struct settings *s, const char *typed)
{
	const char *equals = strchr(typed, '=');

	if (equals == NULL || equals == typed || setting_find(s, typed, (size_t)(equals - typed)) != NULL)
		return false;
	s->setting = array_grow(s->setting, s->n, sizeof(*s->setting));
	s->setting[s->n++] = (struct setting){ .name = memory_span(typed, (size_t)(equals - typed)), .value = equals + 1 };
	return true;
}

/* Where the next {NAME} begins; *end is its brace. */
static const char *
next_name(const char *s, const char **end)
{
	for (; (s = strchr(s, '{')) != NULL; s++) {
		if ((s[1] >= '0' && s[1] <= '9') || s[1] == ',' || s[1] == '}')
			continue;
		if ((*end = strchr(s, '}')) != NULL)
			return s;
	}
	return NULL;
}

const char *
settings_fill(struct settings *s, const char *text, struct arena *arena, const char **missing)
{
	struct bytes filled = { 0 };
	const char *at, *end, *equals, *value = NULL;
	struct setting *set;
	size_t n;

	for (; (at = next_name(text, &end)) != NULL; text = end + 1) {
		equals = memchr(at, '=', (size_t)(end - at));
		n = (size_t)((equals == NULL ? end : equals) - at - 1);
		if ((set = setting_find(s, at + 1, n)) == NULL && equals == NULL) {
			*missing = arena_text(arena, at + 1, n);
			free(filled.s);
			return NULL;
		}
		bytes_add(&filled, text, (size_t)(at - text));
		if (set != NULL) {
			set->used = true;
			bytes_add(&filled, set->value, strlen(set->value));
		} else {
			bytes_add(&filled, equals + 1, (size_t)(end - equals - 1));
		}
	}
	bytes_add(&filled, text, strlen(text));
	value = arena_text(arena, filled.s == NULL ? "" : filled.s, filled.n);
	free(filled.s);
	return value;
}

const char *
settings_unused(const struct settings *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (!s->setting[i].used)
			return s->setting[i].name;
	return NULL;
}

void
settings_close(struct settings *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		free(s->setting[i].name);
	free(s->setting);
}
