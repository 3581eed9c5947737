/* heading.c - what stands above the rows: preambles, title lines, the header */
/* SPDX-License-Identifier: MIT */
#include <regex.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "column.h"
#include "address.h"
#include "line.h"
#include "record.h"
#include "heading.h"

enum { LINE_MAX = 1024 * 1024 }; /* a longer line is no header */

/* Brings the line at from into memory; false if there is none, or none that could be a header. */
static bool
have_line(struct lines *l, size_t from, size_t *length)
{
	size_t start = l->source.start, e;

	while (l->source.start + from >= l->source.end || (e = lines_end(l, l->source.start + from)) == l->source.end)
		if (l->source.end - start > LINE_MAX || !lines_fill(l))
			return false;
		else
			start = l->source.start;
	*length = e - l->source.start - from;
	return true;
}

/* A byte of a multibyte character would split that character. */
static bool
is_separator(char c)
{
	return c == '\t' || (c >= ' ' && c < 0x7f && c != '"');
}

void
preamble_skip(struct lines *l, char *delimiter)
{
	const char *s;
	size_t n;

	while (have_line(l, 0, &n)) {
		s = l->source.buf + l->source.start;
		if (n == 5 && memcmp(s, "sep=", 4) == 0 && is_separator(s[4]))
			*delimiter = s[4];
		else if (!(n > 6 && memcmp(s, "#TYPE ", 6) == 0) &&
		    !(n > 8 && memcmp(s, "version:", 8) == 0 && s[8] == 'v'))
			break;
		lines_drop(l);
	}
}

/* Reads the record that begins with the line of that length, of a few lines at most, without a word
 * about what is wrong with it. */
static bool
try_record(struct lines *l, struct record *r, size_t length)
{
	size_t at = 0, lines, n;

	record_begin(r);
	if (lines_quote(l) >= l->source.start + length) {
		record_split(r, l->source.buf + l->source.start, length);
		record_end(r);
		return true;
	}
	for (lines = 0; lines < TITLES_MAX && !r->complete && have_line(l, at, &length); lines++, at += n) {
		n = length + 1;
		if (record_feed(r, l->source.buf + l->source.start + at, n) < n)
			break;
	}
	l->cr = l->source.start; /* it was looked for further on */
	if (r->complete)
		record_end(r);
	csv_free(&r->csv);
	record_restart(r);
	return r->complete;
}

/* Does each name that is looked for stand among the cells? */
static bool
has_names(const struct heading *h, const char *const *cell, size_t n)
{
	const char *const *name, **known = memory_array(NULL, n, sizeof(*known));
	bool has = true;
	size_t i;

	for (i = 0; i < n; i++)
		known[i] = h->own ? cell[i] : column_name(cell[i]);
	for (name = h->names; has && *name != NULL; name++)
		has = address_find(*name, known, n, h->own) != COLUMN_NONE;
	free(known);
	return has;
}

static bool
matches_title(const struct heading *h, const char *s, size_t n)
{
	char *line = memory_span(s, n);
	regex_t re;
	bool matches;

	if (regcomp(&re, h->title, REG_EXTENDED | REG_NOSUB) != 0)
		memory_out();
	matches = regexec(&re, line, 0, NULL, 0) == 0;
	regfree(&re);
	free(line);
	return matches;
}

/* Is the line of that length the header? */
static bool
is_header(struct lines *l, struct heading *h, char delimiter, size_t length)
{
	const char *const *cell;
	struct record record;
	bool is = false;

	if (h->title != NULL)
		return matches_title(h, l->source.buf + l->source.start, length);
	record_open(&record, delimiter != '\0' ? delimiter : lines_separator(l, false));
	if (try_record(l, &record, length)) {
		cell = (const char *const *)record.cell;
		is = h->judge != NULL ? h->judge(h, cell, record.n) : has_names(h, cell, record.n);
	}
	record_close(&record);
	return is;
}

static void __attribute__((noreturn))
no_header(const char *path, const struct heading *h)
{
	if (h->title != NULL)
		errx(1, "%s: none of its first %d lines matches %s", path, TITLES_MAX, h->title);
	errx(1, "%s: none of its first %d lines is a header with the columns '%s' and '%s' "
	    "(-m MAP says what other names mean, such as -m excel)", path, TITLES_MAX, h->names[0], h->names[1]);
}

void
heading_find(struct lines *l, struct heading *h, char delimiter)
{
	size_t above = 0, length;

	if (h->names == NULL && h->title == NULL && h->judge == NULL)
		return;
	lines_mark(l);
	while (above < TITLES_MAX && have_line(l, 0, &length)) {
		if (length > 0 && is_header(l, h, delimiter, length)) {
			lines_unmark(l);
			if (above > 0)
				warnx("%s:%zu: this line is taken for the header; those above it are left out",
				    l->source.path, l->number);
			return;
		}
		above += length > 0;
		lines_drop(l);
	}
	lines_return(l);
	if (above > 0 && h->judge == NULL)
		no_header(l->source.path, h);
}
