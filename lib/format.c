/* format.c - the formats of streams: csv, tsv, json */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "format.h"

/* ---- csv, tsv ---- */

static void
delimited_row(struct writer *w, char *const *cell)
{
	const char special[] = { w->format->delimiter, '"', '\r', '\n', '\0' };
	size_t i, n;

	for (i = 0; i < w->n; i++) {
		if (i > 0)
			putc_unlocked(w->format->delimiter, w->f);
		n = strcspn(cell[i], special);
		if (cell[i][n] != '\0' || (n == 0 && w->n == 1))
			csv_fwrite(w->f, cell[i], strlen(cell[i]));
		else
			fwrite_unlocked(cell[i], 1, n, w->f);
	}
	putc_unlocked('\n', w->f);
}

/* ---- json ---- */

/* Controls and characters that change the direction of text must not reach a terminal here either. */
static size_t
json_char(FILE *f, const char *s)
{
	int32_t c;
	size_t n = text_char(s, &c);

	if (c == TEXT_BREAK_CHAR)
		fputs("\\n", f);
	else if (c == '"' || c == '\\')
		fprintf(f, "\\%c", (int)c);
	else if (char_controls(c) || char_turns(c))
		fprintf(f, "\\u%04x", (unsigned)c);
	else
		fwrite_unlocked(s, 1, n, f);
	return n;
}

static void
json_string(FILE *f, const char *s)
{
	const char *p;

	putc_unlocked('"', f);
	while (*s != '\0') {
		for (p = s; (unsigned char)*p >= ' ' && (unsigned char)*p < 0x7f && *p != '"' && *p != '\\'; p++)
			;
		fwrite_unlocked(s, 1, (size_t)(p - s), f);
		s = p;
		if (*s != '\0')
			s += json_char(f, s);
	}
	putc_unlocked('"', f);
}

static void
json_row(struct writer *w, char *const *cell)
{
	size_t i;

	if (w->rows == 0 && !w->o.plain)
		return; /* no header: every object names its cells */
	putc_unlocked('{', w->f);
	for (i = 0; i < w->n; i++) {
		if (i > 0)
			putc_unlocked(',', w->f);
		json_string(w->f, w->name[i]);
		putc_unlocked(':', w->f);
		json_string(w->f, cell[i]);
	}
	fputs("}\n", w->f);
}

const struct format format_whole = { .name = "xlsx", .people = true, .binary = true };
const struct format format_csv = { .name = "csv", .delimiter = ',', .row = delimited_row };
const struct format format_tsv = { .name = "tsv", .delimiter = '\t', .row = delimited_row };
const struct format format_json = { .name = "json", .row = json_row };
