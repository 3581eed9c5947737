/* sow-report-form-stray.c - what looks like a name or a table of a form, but would stand there as it is */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report-form.h"

#define WIDE_OPEN "｛"
#define WIDE_CLOSE "｝"
#define WIDE_BRACKET "［"

enum { NAME_BYTES = 64 };

/* How many bytes of s the longest name has that they begin with; 0: none. */
static size_t
name_at(const struct edition *e, const char *s)
{
	size_t n = 0, longest = 0;
	int32_t c;

	while (s[n] != '\0' && n < NAME_BYTES) {
		n += text_char(s + n, &c);
		if (name_print(NULL, e, s, n))
			longest = n;
	}
	return longest;
}

/* A name of *n bytes that is not replaced: its brace has no end, or is wide or, where nothing is replaced, any. */
static const char *
stray_name(const struct edition *e, const char *s, bool any, size_t *n)
{
	const char *end;
	size_t brace;

	for (; *s != '\0'; s++) {
		brace = *s == '{' ? 1 : strncmp(s, WIDE_OPEN, strlen(WIDE_OPEN)) == 0 ? strlen(WIDE_OPEN) : 0;
		if (brace == 0 || (*n = name_at(e, s + brace)) == 0)
			continue;
		end = s + brace + *n;
		if (any || (brace == 1 ? strchr(end, '}') == NULL : *end == '}' || strncmp(end, WIDE_CLOSE, strlen(WIDE_CLOSE)) == 0))
			return s + brace;
	}
	return NULL;
}

/* The table that the text begins with, perhaps behind spaces or with a wide bracket; or NULL. */
static const struct table *
first_table(const char *s)
{
	char name[32];
	size_t bracket;

	text_trim(&s);
	bracket = *s == '[' ? 1 : strncmp(s, WIDE_BRACKET, strlen(WIDE_BRACKET)) == 0 ? strlen(WIDE_BRACKET) : 0;
	s += bracket;
	snprintf(name, sizeof(name), "%.*s", (int)strspn(s, "abcdefghijklmnopqrstuvwxyz"), s);
	return bracket == 0 ? NULL : table_find(name);
}

void
form_refuse_stray(const struct workform *f, struct spot spot, const char *text)
{
	const struct table *t = first_table(text);
	char at[SPOT_TEXT];
	const char *name;
	size_t n;

	if ((name = stray_name(&f->edition, text, false, &n)) != NULL)
		errx(1, "%s: not replaced, for a name is written {%.*s}: '%s'", spot_text(spot, at), (int)n, name, text);
	if (t != NULL)
		errx(1, "%s: no table, for one begins its cell with [%s]: '%s'", spot_text(spot, at), t->form.name, text);
}

/* ---- text boxes ---- */

struct boxes {
	const struct workform *form;
	const struct form_sheet *sheet;
	struct bytes text; /* of the paragraph, whose parts may differ in their format */
	bool within;       /* t */
};

static void
on_start(void *argument, const char *name, const char **attributes)
{
	struct boxes *b = argument;

	(void)attributes;
	if (strcmp(name, "p") == 0)
		b->text.n = 0;
	b->within = strcmp(name, "t") == 0;
}

static void
on_end(void *argument, const char *name)
{
	struct boxes *b = argument;
	size_t n;

	b->within = false;
	if (strcmp(name, "p") != 0)
		return;
	bytes_add(&b->text, "", 1);
	if (stray_name(&b->form->edition, b->text.s, true, &n) != NULL || first_table(b->text.s) != NULL)
		errx(1, "%s: %s: not replaced, for it stands in a drawing and not in a cell: '%s'", b->form->edition.path,
		    b->sheet->name, b->text.s);
}

static void
on_text(void *argument, const char *s, size_t n)
{
	struct boxes *b = argument;

	if (b->within)
		bytes_add(&b->text, s, n);
}

void
form_refuse_boxes(const struct workform *f, size_t sheet)
{
	static const struct xml_calls calls = { on_start, on_end, on_text };
	struct boxes b = { .form = f, .sheet = &f->sheet[sheet] };

	package_read(f->package, &f->package->sheet[sheet], "drawing", &calls, &b);
	free(b.text.s);
}
