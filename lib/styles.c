/* styles.c - which numbers of a workbook are dates: the formats of its cells */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "xml.h"
#include "styles.h"

enum { STYLES_MAX = 65536, FORMATS_MAX = 4096 };

struct look {
	enum number_kind kind;
	int digits, decimals;
	bool wraps, shrinks, text;
};
struct styles {
	const char *path;
	struct format_code {
		long id;
		struct look look;
	} *format;         /* nformats that the workbook defines */
	size_t nformats;
	struct look *cell; /* ncells, by style */
	size_t ncells;
	bool inside;       /* cellXfs */
};

/* Moves past what a code prints as it is: "...", \x, _x, *x; returns s if it does not begin so. */
static const char *
past_literal(const char *s)
{
	const char *end;

	if (*s == '"')
		return (end = strchr(s + 1, '"')) != NULL ? end + 1 : s + strlen(s);
	if (*s == '\\' || *s == '_' || *s == '*')
		return s[1] == '\0' ? s + 1 : s + 2;
	return s;
}

/* Is this [h], [mm] or such, and not [Magenta]? */
static bool
is_elapsed(const char *s)
{
	size_t n = strspn(s + 1, "hHmMsS");

	return n > 0 && s[1 + n] == ']';
}

/* The kind by the code of a format, such as yyyy/m/d or ge.m.d;@. */
static enum number_kind
format_kind(const char *code)
{
	const char *s = code, *next;

	if (strncasecmp(code, "General", strlen("General")) == 0 || strcmp(code, "@") == 0)
		return NUMBER_PLAIN;
	while (*s != '\0' && *s != ';') {
		if ((next = past_literal(s)) != s) {
			s = next;
		} else if (*s == '[') {
			if (is_elapsed(s))
				return NUMBER_HOURS;
			s = (next = strchr(s, ']')) != NULL ? next + 1 : s + strlen(s);
		} else if ((*s == 'E' || *s == 'e') && (s[1] == '+' || s[1] == '-')) {
			return NUMBER_PLAIN;
		} else if (strchr("yYmMdDhHsSgGeE", *s) != NULL) {
			return NUMBER_DATE;
		} else {
			s++;
		}
	}
	return NUMBER_PLAIN;
}

/* How many digits a code such as 0.00 wants behind the point; 0 for others. */
static int
format_decimals(const char *code)
{
	const char *point = strchr(code, '.');
	size_t n = point == NULL ? 0 : strspn(point + 1, "0");

	return n == 0 || n > 9 || strspn(code, "#,0") != (size_t)(point - code) || point[1 + n] != '\0' ? 0 : (int)n;
}

/* How many digits a code of zeros alone, such as 00000, wants at least; 0 for others. */
static int
format_digits(const char *code)
{
	size_t n = strspn(code, "0");

	return n < 2 || n > 15 || code[n] != '\0' ? 0 : (int)n;
}

/* The formats that every workbook has, by number: those of dates are these, some of them in Japanese. */
static struct look
built_in(long id)
{
	if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || id == 45 || id == 47 || (id >= 50 && id <= 58))
		return (struct look){ .kind = NUMBER_DATE };
	return (struct look){ .kind = id == 46 ? NUMBER_HOURS : NUMBER_PLAIN, .decimals = id == 2 || id == 4 ? 2 : 0, .text = id == 49 };
}

static struct look
look_of(const struct styles *s, long id)
{
	size_t i;

	for (i = 0; i < s->nformats; i++)
		if (s->format[i].id == id)
			return s->format[i].look;
	return built_in(id);
}

static bool
is_true(const char *value)
{
	return value != NULL && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0);
}

static void
add_format(struct styles *s, long id, const char *code)
{
	if (s->nformats == FORMATS_MAX)
		errx(1, "%s: more than %d formats of numbers: no workbook", s->path, FORMATS_MAX);
	s->format = array_grow(s->format, s->nformats, sizeof(*s->format));
	s->format[s->nformats++] = (struct format_code){ id, { .kind = format_kind(code), .digits = format_digits(code),
		.decimals = format_decimals(code), .text = strcmp(code, "@") == 0 } };
}

static void
add_style(struct styles *s, long format)
{
	if (s->ncells == STYLES_MAX)
		errx(1, "%s: more than %d styles of cells: no workbook", s->path, STYLES_MAX);
	s->cell = array_grow(s->cell, s->ncells, sizeof(*s->cell));
	s->cell[s->ncells++] = look_of(s, format);
}

static void
on_start(void *argument, const char *name, const char **attributes)
{
	struct styles *s = argument;
	const char *id = xml_attribute(attributes, "numFmtId"), *code = xml_attribute(attributes, "formatCode");
	const char *wrap = xml_attribute(attributes, "wrapText");
	long number = id == NULL ? 0 : strtol(id, NULL, 10);

	s->inside = s->inside || strcmp(name, "cellXfs") == 0;
	if (strcmp(name, "numFmt") == 0 && code != NULL) {
		add_format(s, number, code);
	} else if (s->inside && strcmp(name, "xf") == 0) {
		add_style(s, number);
	} else if (s->inside && strcmp(name, "alignment") == 0 && s->ncells > 0) {
		s->cell[s->ncells - 1].wraps = is_true(wrap);
		s->cell[s->ncells - 1].shrinks = is_true(xml_attribute(attributes, "shrinkToFit"));
	}
}

static void
on_end(void *argument, const char *name)
{
	struct styles *s = argument;

	s->inside = s->inside && strcmp(name, "cellXfs") != 0;
}

struct styles *
styles_read(struct archive *a, const char *member)
{
	static const struct xml_calls calls = { .start = on_start, .end = on_end };
	struct styles *s = memory_zeros(1, sizeof(*s));

	s->path = archive_path(a);
	xml_read(a, member, &calls, s);
	return s;
}

enum number_kind
styles_kind(const struct styles *s, size_t style)
{
	return s != NULL && style < s->ncells ? s->cell[style].kind : NUMBER_PLAIN;
}

bool
styles_text(const struct styles *s, size_t style)
{
	return s != NULL && style < s->ncells && s->cell[style].text;
}

bool
styles_shrinks(const struct styles *s, size_t style)
{
	return s != NULL && style < s->ncells && s->cell[style].shrinks;
}

bool
styles_wraps(const struct styles *s, size_t style)
{
	return s != NULL && style < s->ncells && s->cell[style].wraps;
}

int
styles_digits(const struct styles *s, size_t style)
{
	return s != NULL && style < s->ncells ? s->cell[style].digits : 0;
}

int
styles_decimals(const struct styles *s, size_t style)
{
	return s != NULL && style < s->ncells ? s->cell[style].decimals : 0;
}

void
styles_close(struct styles *s)
{
	if (s == NULL)
		return;
	free(s->format);
	free(s->cell);
	free(s);
}
