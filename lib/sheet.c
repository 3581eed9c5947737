/* sheet.c - CSV for Excel, in UTF-8 or CP932: every cell quoted, guarded and within its limits */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "cp932.h"
#include "cell.h"
#include "date.h"
#include "column.h"
#include "format.h"
#include "sheet.h"

enum { SHOWN_ERRORS = 20 };

static bool
is_number(const char *s)
{
	s += *s == '-' || *s == '+';
	if (*s < '0' || *s > '9')
		return false;
	s += strspn(s, "0123456789,");
	if (*s == '.' && s[1] >= '0' && s[1] <= '9')
		s += 1 + strspn(s + 1, "0123456789");
	s += *s == '%';
	return *s == '\0';
}

/* What a spreadsheet passes over at the start of a cell, and what begins a formula there. */
struct script {
	const char *spaces[3], *starts[8], *line_break;
};

static const struct script utf8_script = {
	{ " ", "\u3000", "\u00a0" }, { "=", "+", "-", "@", "＝", "＋", "－", "＠" }, TEXT_BREAK,
};
static const struct script cp932_script = {
	{ " ", "\x81\x40", " " },
	{ "=", "+", "-", "@", "\x81\x81", "\x81\x7b", "\x81\x7c", "\x81\x97" }, "\n",
};

static const char *
begins_with(const char *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strncmp(s, list[i], strlen(list[i])) == 0)
			return list[i];
	return NULL;
}

/* By its first bytes in either encoding, may the cell be a formula?  Nearly all begin otherwise. */
static bool
may_be_formula(const char *s)
{
	switch ((unsigned char)*s) {
	case '\t': case '\r': case '\n': case ' ': case '=': case '+': case '-': case '@':
	case 0x81:                       /* a symbol of CP932 */
	case 0xc2: case 0xe2: case 0xef: /* U+00A0, U+2028, ＝ */
		return true;
	case 0xe3:                       /* U+3000, but not kana */
		return (unsigned char)s[1] == 0x80;
	}
	return false;
}

/* Would a spreadsheet take the cell, as its bytes are written, for a formula? */
static bool
is_formula(const struct script *script, const char *s)
{
	const char *space;

	if (*s == '\t' || *s == '\r' || *s == '\n' || begins_with(s, &script->line_break, 1) != NULL)
		return true;
	if (is_number(s) || strcmp(s, "-") == 0)
		return false;
	while ((space = begins_with(s, script->spaces, 3)) != NULL)
		s += strlen(space);
	return begins_with(s, script->starts, 8) != NULL;
}

void
sheet_error(struct writer *w, size_t column, const char *what)
{
	if (w->errors++ >= SHOWN_ERRORS)
		return;
	if (*w->name[column] != '\0')
		warnx("row %zu, column %s: %s", w->rows + 1, w->name[column], what);
	else
		warnx("row %zu, cell %zu: %s", w->rows + 1, column + 1, what);
}

void
sheet_check_columns(struct writer *w)
{
	if (w->n > SHEET_COLUMNS)
		errx(1, "%zu columns, and a sheet holds only 16,384: nothing was written", w->n);
}

bool
sheet_row_fits(struct writer *w)
{
	if (w->rows == SHEET_ROWS)
		sheet_error(w, 0, _("a sheet holds only 1,048,576 rows"));
	return w->rows < SHEET_ROWS;
}

bool
sheet_cell_fits(struct writer *w, size_t column, const char *s, size_t n)
{
	bool fits = n <= SHEET_TEXT || text_units(s) <= SHEET_TEXT; /* a unit is at least a byte */

	if (!fits)
		sheet_error(w, column, _("Excel would cut a cell of more than 32,767 characters"));
	return fits;
}

/* Puts an apostrophe before a cell that would be a formula. */
static void
guard_cell(struct writer *w, size_t column, const struct script *script, const char *s)
{
	if (!may_be_formula(s) || w->o.formula == FORMULA_RAW || !is_formula(script, s))
		return;
	if (w->o.formula == FORMULA_ERROR)
		sheet_error(w, column, _("Excel would take the cell for a formula"));
	line_add(w, "'");
	w->guarded++;
}

void
sheet_quote(struct writer *w, const char *s, size_t n, bool breaks)
{
	char *to = bytes_room(&w->line, n * 2);
	const char *end = s + n, *from;

	if (memchr(s, '"', n) == NULL && (!breaks || memchr(s, TEXT_BREAK[0], n) == NULL)) { /* as nearly all */
		memcpy(to, s, n);
		w->line.n += n;
		return;
	}
	while (s < end) {
		for (from = s; s < end && *s != '"' && (!breaks || *s != TEXT_BREAK[0]); s++)
			;
		to = mempcpy(to, from, (size_t)(s - from));
		if (s == end)
			break;
		if (breaks && strncmp(s, TEXT_BREAK, strlen(TEXT_BREAK)) == 0) {
			*to++ = '\n';
			s += strlen(TEXT_BREAK);
			continue;
		}
		if (*s == '"')
			*to++ = '"'; /* in CP932, too: a trail byte is never a quote */
		*to++ = *s++;
	}
	w->line.n = (size_t)(to - w->line.s);
}

const char *
sheet_encode(struct writer *w, size_t column, const char *s, size_t n)
{
	char *out, what[128];
	const char *at;
	int32_t bad;

	w->encoded.n = 0;
	out = bytes_room(&w->encoded, n * 2 + 8);
	do {
		out += cp932_encode(&s, out, &bad);
		if (bad != 0 && *w->o.subst != '\0') {
			out = stpcpy(out, w->o.subst);
			w->substituted++;
		} else if (bad != 0) {
			for (at = s - 1; (*at & 0xc0) == 0x80; at--)
				;
			snprintf(what, sizeof(what), _("%.*s (U+%04X) is not in CP932"), (int)(s - at), at, (unsigned)bad);
			sheet_error(w, column, what);
			w->lacking++;
		}
	} while (bad != 0);
	*out = '\0';
	w->encoded.n = (size_t)(out - w->encoded.s);
	return w->encoded.s;
}

static void
sheet_cell(struct writer *w, size_t column, const char *s)
{
	bool utf8 = w->format != &format_cp932;
	size_t n = strlen(s);

	sheet_cell_fits(w, column, s, n);
	if (!utf8) {
		s = sheet_encode(w, column, s, n);
		n = w->encoded.n;
	}
	guard_cell(w, column, utf8 ? &utf8_script : &cp932_script, s);
	sheet_quote(w, s, n, utf8);
}

static void
sheet_row(struct writer *w, char *const *cell)
{
	char date[DATE_TEXT * 2];
	size_t i;

	sheet_row_fits(w);
	bytes_add(&w->line, "\"", 1);
	for (i = 0; i < w->n; i++) {
		if (i > 0)
			bytes_add(&w->line, "\",\"", 3);
		sheet_cell(w, i, w->rows == 0 ? cell[i] : column_person(w->type[i], cell[i], date));
	}
	bytes_add(&w->line, "\"\r\n", 3);
	line_write(w);
}

void
sheet_tell(const struct writer *w)
{
	if (w->errors > SHOWN_ERRORS)
		warnx("and %zu more", w->errors - SHOWN_ERRORS);
	if (w->lacking > 0)
		warnx("nothing was written (--subst=〓 replaces what CP932 lacks, -o excel keeps it)");
	else if (w->errors > 0)
		warnx("nothing was written");
	else if (w->guarded > 0)
		warnx(w->guarded == 1 ? N_("%zu cell that Excel would take for a formula now begins with '") :
		    N_("%zu cells that Excel would take for a formula now begin with '"), w->guarded);
	if (w->substituted > 0)
		warnx(w->substituted == 1 ? N_("%zu character not in CP932 replaced") :
		    N_("%zu characters not in CP932 replaced"), w->substituted);
}

/* On Japanese Windows a double click reads UTF-8 only after a byte order mark. */
static void
begin_excel(struct writer *w)
{
	sheet_check_columns(w);
	fputs("\xef\xbb\xbf", w->f);
}

const struct format format_excel = {
	.name = "excel", .people = true, .begin = begin_excel, .row = sheet_row, .tell = sheet_tell,
};
const struct format format_cp932 = {
	.name = "cp932", .people = true, .begin = sheet_check_columns, .row = sheet_row, .tell = sheet_tell,
};
