/* title.c - title templates: parse, render, and match back */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "period.h"
#include "title.h"

#define OPENING "（"
#define CLOSING "）"
#define DIVIDER "："

static const struct {
	const char *name, *english;
} places[PLACES] = {
	[PLACE_MONTH] = { "年月", "month" },
	[PLACE_DAY] = { "年月日", "day" },
	[PLACE_WHAT] = { "事象", "what" },
	[PLACE_SOFT] = { "ソフト名", "soft" },
	[PLACE_USER] = { "ユーザ名", "user" },
	[PLACE_LOG] = { "ログ名", "log" },
};

const char *
place_name(enum place p)
{
	return places[p].name;
}

bool
place_find(const char *name, enum place *p)
{
	size_t i;

	for (i = 0; i < PLACES; i++)
		if (strcmp(name, places[i].name) == 0 || strcasecmp(name, places[i].english) == 0) {
			*p = (enum place)i;
			return true;
		}
	return false;
}

/* The last （…） if it ends the text and has no other in it; else NULL. */
static const char *
last_group(const char *s)
{
	size_t n = strlen(s), close = strlen(CLOSING);
	const char *p = s, *open = NULL, *next;

	if (n < close || strcmp(s + n - close, CLOSING) != 0)
		return NULL;
	while ((next = strstr(p, OPENING)) != NULL) {
		open = next;
		p = next + strlen(OPENING);
	}
	if (open == NULL || strstr(open, CLOSING) != s + n - close)
		return NULL;
	return open;
}

bool
title_parse(const char *template, struct title *t)
{
	const char *open = last_group(template), *p, *end, *divider;
	size_t n, i, known = 0, parts = 0;
	char name[64];
	enum place place;

	*t = (struct title){ .template = template, .head = strlen(template) };
	if (open == NULL)
		return true;
	end = template + strlen(template) - strlen(CLOSING);
	for (p = open + strlen(OPENING); p != NULL && p <= end; p = divider) {
		divider = strstr(p, DIVIDER);
		n = divider == NULL ? (size_t)(end - p) : (size_t)(divider - p);
		if (divider != NULL)
			divider += strlen(DIVIDER);
		parts++;
		if (n >= sizeof(name))
			continue;
		memcpy(name, p, n);
		name[n] = '\0';
		if (!place_find(name, &place))
			continue;
		for (i = 0; i < known && t->part[i] != place; i++)
			;
		if (i == known) /* a repeated place would have two values */
			t->part[known++] = place;
	}
	if (known == 0)
		return true; /* M365（Teams） has only words */
	t->head = (size_t)(open - template);
	t->n = known;
	return known == parts;
}

bool
title_is_closed(const char *template)
{
	const char *open = NULL, *next = template;

	while ((next = strstr(next, OPENING)) != NULL) {
		open = next;
		next += strlen(OPENING);
	}
	return open == NULL || strstr(open, CLOSING) != NULL;
}

const char *
title_problem(const char *title)
{
	size_t n = 0;
	const char *s;

	for (s = title; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return text_blank(title) ? _("no title") : n > TITLE_CHARS ? _("a title of more than 255 characters") : NULL;
}

/* Does the value suit the place? Only months and dates can be checked. */
static bool
value_suits(enum place place, const char *value)
{
	struct period p;
	int day;

	if (place == PLACE_MONTH)
		return period_parse(value, DAY_MIN, &p) && p.kind == PERIOD_MONTH;
	if (place == PLACE_DAY)
		return date_parse(value, DAY_MIN, &day);
	return !text_blank(value);
}

static const char *
value_problem(const char *value, enum place place, bool last)
{
	int32_t c;

	if (value == NULL || text_blank(value))
		return _("no value");
	if (!value_suits(place, value))
		return place == PLACE_MONTH ? _("年月 is not a month") : _("年月日 is not a date");
	if (!last && strstr(value, DIVIDER) != NULL)
		return _("only the last value may contain ：");
	while (*value != '\0') {
		value += text_char(value, &c);
		if (char_controls(c) || c == TEXT_BREAK_CHAR || c == 0x2029)
			return _("a control character or line break");
	}
	return NULL;
}

char *
title_render(const struct title *t, char *const value[PLACES], const char **problem)
{
	struct bytes text = { 0 };
	const char *is;
	size_t i;

	*problem = NULL;
	bytes_add(&text, t->template, t->head);
	for (i = 0; i < t->n && *problem == NULL; i++) {
		is = value[t->part[i]];
		*problem = value_problem(is, t->part[i], i + 1 == t->n);
		bytes_add(&text, i == 0 ? OPENING : DIVIDER, strlen(i == 0 ? OPENING : DIVIDER));
		if (*problem == NULL)
			bytes_add(&text, is, strlen(is));
	}
	if (t->n > 0)
		bytes_add(&text, CLOSING, strlen(CLOSING));
	bytes_add(&text, "", 1);
	if (*problem == NULL && (*problem = title_problem(text.s)) == NULL)
		return text.s;
	free(text.s);
	return NULL;
}

bool
title_match(const struct title *t, const char *text, char *value[PLACES])
{
	size_t n = strlen(text), i, length;
	const char *p, *end, *divider;
	bool good = true;

	if (t->n == 0)
		return strcmp(text, t->template) == 0;
	if (strncmp(text, t->template, t->head) != 0 ||
	    strncmp(text + t->head, OPENING, strlen(OPENING)) != 0 ||
	    n < t->head + strlen(OPENING CLOSING) ||
	    strcmp(text + n - strlen(CLOSING), CLOSING) != 0)
		return false;
	p = text + t->head + strlen(OPENING);
	end = text + n - strlen(CLOSING);
	for (i = 0; i < t->n && good; i++) {
		divider = i + 1 == t->n ? end : strstr(p, DIVIDER);
		if (divider == NULL || divider > end)
			return false;
		length = (size_t)(divider - p);
		value[t->part[i]] = memory_span(p, length);
		good = value_suits(t->part[i], value[t->part[i]]);
		p = divider + strlen(DIVIDER);
	}
	return good;
}

bool
title_fits(const struct title *t, const char *text)
{
	char *value[PLACES] = { 0 };
	bool good = title_match(t, text, value);
	size_t i;

	for (i = 0; i < PLACES; i++)
		free(value[i]);
	return good;
}

/* Writes s with an opening at its start, a closing at its end and n - 1 dividers in full width. */
static void
widen_signs(FILE *f, const char *s, size_t n)
{
	const char *end = s + strlen(s), *p = s;
	size_t length;

	if (*p == '(' || strncmp(p, OPENING, strlen(OPENING)) == 0) {
		p += *p == '(' ? 1 : strlen(OPENING);
		fputs(OPENING, f);
	}
	if (end > p && end[-1] == ')')
		end--;
	while (p < end) {
		length = *p == ':' ? 1 : strncmp(p, DIVIDER, strlen(DIVIDER)) == 0 ? strlen(DIVIDER) : 0;
		if (length > 0 && n > 1) {
			fputs(DIVIDER, f);
			p += length;
			n--;
		} else {
			putc(*p++, f);
		}
	}
	if (*end == ')')
		fputs(CLOSING, f);
}

static bool
same_key(const char *a, size_t na, const char *b, size_t nb)
{
	char *x = memory_span(a, na), *y = memory_span(b, nb), *kx = text_key(x), *ky = text_key(y);
	bool same = strcmp(kx, ky) == 0;

	free(x);
	free(y);
	free(kx);
	free(ky);
	return same;
}

char *
title_suggest(const struct title *t, const char *text)
{
	const char *open = strstr(text, OPENING), *half = strchr(text, '(');
	char *title;
	size_t size, head;
	FILE *f;

	if (open == NULL || (half != NULL && half < open))
		open = half;
	head = t->n == 0 || open == NULL ? strlen(text) : (size_t)(open - text);
	if (title_fits(t, text) || !same_key(text, head, t->template, t->n == 0 ? strlen(t->template) : t->head))
		return NULL;
	f = memory_open(&title, &size);
	fwrite(t->template, 1, t->n == 0 ? strlen(t->template) : t->head, f);
	widen_signs(f, text + head, t->n);
	memory_close(f, &title);
	if (title_fits(t, title))
		return title;
	free(title);
	return NULL;
}
