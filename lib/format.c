/* format.c - the formats of streams: csv, tsv, json */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "memory.h"
#include "scan.h"
#include "text.h"
#include "format.h"

void
line_add(struct writer *w, const char *s)
{
	bytes_add(&w->line, s, strlen(s));
}

void
line_write(struct writer *w)
{
	fwrite_unlocked(w->line.s, 1, w->line.n, w->f);
	w->line.n = 0;
}

/* ---- csv, tsv ---- */

/* Is none of the eight bytes below '-'?  What has to be quoted is: a delimiter, a quote, CR and LF. */
static bool
are_above(uint64_t bytes)
{
	return ((bytes - UINT64_C(0x2d2d2d2d2d2d2d2d)) & ~bytes & UINT64_C(0x8080808080808080)) == 0;
}

static void
add_delimited(struct writer *w, const char *s)
{
	const char delimiter = w->format->delimiter;
	size_t n = strlen(s), i;
	char *to = bytes_room(&w->line, 2 * n + 2);
	uint64_t eight;

	for (i = 0; i + sizeof(eight) <= n; i += sizeof(eight)) {
		memcpy(&eight, s + i, sizeof(eight));
		if (!are_above(eight))
			break;
		memcpy(to + i, &eight, sizeof(eight));
	}
	for (; i < n && s[i] != delimiter && s[i] != '"' && s[i] != '\r' && s[i] != '\n'; i++)
		to[i] = s[i];
	w->line.n += i < n || (n == 0 && w->n == 1) ? csv_write(to, 2 * n + 2, s, n) : n;
}

static void
delimited_row(struct writer *w, char *const *cell)
{
	size_t i;

	for (i = 0; i < w->n; i++) {
		if (i > 0)
			bytes_add(&w->line, &w->format->delimiter, 1);
		add_delimited(w, cell[i]);
	}
	line_add(w, "\n");
	line_write(w);
}

/* ---- json ---- */

enum { ESCAPE = 6 }; /* bytes of \u001b */

/* Controls and characters that change the direction of text must not reach a terminal here either.
 * Writes the character at *s and moves past it; returns where what follows is to be written. */
static char *
put_escaped(char *to, const char **s)
{
	int32_t c;
	size_t n = text_char(*s, &c);

	if (c == TEXT_BREAK_CHAR)
		to = stpcpy(to, "\\n");
	else if (c == '"' || c == '\\')
		*to++ = '\\', *to++ = (char)c;
	else if (char_controls(c) || char_turns(c))
		to += snprintf(to, ESCAPE + 1, "\\u%04x", (unsigned)c);
	else
		to = mempcpy(to, *s, n);
	*s += n;
	return to;
}

/* Bytes that are escaped, or that begin a character that may be: C1 controls and marks of direction. */
static const bool escaped[256] = {
	[0x00 ... 0x1f] = true, ['"'] = true, ['\\'] = true, [0x7f] = true, [0xc2] = true, [0xd8] = true, [0xe2] = true,
};

static void
add_string(struct bytes *b, const char *s)
{
	const char *from, *end = s + strlen(s);
	char *to = bytes_room(b, (size_t)(end - s) * ESCAPE + 3);
	size_t n;

	*to++ = '"';
	while (*s != '\0') {
		n = scan_copy(to, s, (size_t)(end - s));
		to += n;
		for (from = s += n; !escaped[(unsigned char)*s]; s++)
			;
		to = mempcpy(to, from, (size_t)(s - from));
		if (*s != '\0')
			to = put_escaped(to, &s);
	}
	*to++ = '"';
	b->n = (size_t)(to - b->s);
}

/* The names are the same in each row: {"id": then ,"status": and so on. */
static void
encode_names(struct writer *w)
{
	size_t i;

	w->named = memory_array(NULL, w->n + 1, sizeof(*w->named));
	w->named[0] = 0;
	for (i = 0; i < w->n; i++) {
		bytes_add(&w->encoded, i == 0 ? "{" : ",", 1);
		add_string(&w->encoded, w->name[i]);
		bytes_add(&w->encoded, ":", 1);
		w->named[i + 1] = w->encoded.n;
	}
}

static void
json_row(struct writer *w, char *const *cell)
{
	size_t i;

	if (w->named == NULL)
		encode_names(w);
	if (w->rows == 0 && !w->o.plain)
		return; /* no header: every object names its cells */
	for (i = 0; i < w->n; i++) {
		bytes_add(&w->line, w->encoded.s + w->named[i], w->named[i + 1] - w->named[i]);
		add_string(&w->line, cell[i]);
	}
	line_add(w, w->n == 0 ? "{}\n" : "}\n");
	line_write(w);
}

const struct format format_whole = { .name = "xlsx", .people = true, .binary = true };
const struct format format_csv = { .name = "csv", .delimiter = ',', .row = delimited_row };
const struct format format_tsv = { .name = "tsv", .delimiter = '\t', .row = delimited_row };
const struct format format_json = { .name = "json", .row = json_row };
