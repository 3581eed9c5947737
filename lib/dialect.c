/* dialect.c - CSV as a machine wants it: what a map's #dialect says */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "sheet.h"
#include "format.h"
#include "dialect.h"

const char dialect_words[] = "UTF-8 CP932 BOM LF CRLF quoted comma tab semicolon bare max=N";

/* max=249 */
static bool
read_max(struct dialect *d, const char *word)
{
	int n;

	if (strncmp(word, "max=", 4) != 0 || word[4] == '\0' || strlen(word + 4) > 9 ||
	    !text_digits(word + 4, strlen(word + 4), &n) || n < 1)
		return false;
	d->max = (size_t)n;
	return true;
}

static bool
read_word(struct dialect *d, const char *word)
{
	static const struct {
		const char *word;
		char delimiter;
	} delimiters[] = { { "comma", ',' }, { "tab", '\t' }, { "semicolon", ';' } };
	const struct {
		const char *word;
		bool *set, value;
	} words[] = {
		{ "UTF-8", &d->cp932, false }, { "CP932", &d->cp932, true }, { "BOM", &d->mark, true }, { "LF", &d->crlf, false },
		{ "CRLF", &d->crlf, true }, { "quoted", &d->quoted, true }, { "bare", &d->bare, true },
	};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(words[i].word, word) == 0) {
			*words[i].set = words[i].value;
			return true;
		}
	for (i = 0; i < sizeof(delimiters) / sizeof(*delimiters); i++)
		if (strcasecmp(delimiters[i].word, word) == 0) {
			d->delimiter = delimiters[i].delimiter;
			return true;
		}
	return read_max(d, word);
}

bool
dialect_parse(struct dialect *d, const char *words, char **bad)
{
	char *copy = memory_text(words), *rest = copy, *word;

	*d = (struct dialect){ .delimiter = ',', .preamble = "" };
	*bad = NULL;
	while (*bad == NULL && (word = strsep(&rest, " ")) != NULL)
		if (*word != '\0' && !read_word(d, word))
			*bad = memory_text(word);
	free(copy);
	return *bad == NULL && !(d->cp932 && d->mark);
}

/* ---- writing ---- */

static void
end_line(struct writer *w)
{
	line_add(w, w->o.dialect->crlf ? "\r\n" : "\n");
	line_write(w);
}

static void
put_preamble(struct writer *w)
{
	const struct dialect *d = w->o.dialect;
	const char *s, *end, *between = d->cp932 ? "\n" : TEXT_BREAK;

	for (s = d->cp932 ? sheet_encode(w, 0, d->preamble, strlen(d->preamble)) : d->preamble; *s != '\0'; s = end) {
		end = strstr(s, between);
		bytes_add(&w->line, s, end == NULL ? strlen(s) : (size_t)(end - s));
		end_line(w);
		end = end == NULL ? s + strlen(s) : end + strlen(between);
	}
}

static void
begin_dialect(struct writer *w)
{
	if (w->o.dialect->mark)
		fputs("\xef\xbb\xbf", w->f);
	put_preamble(w);
}

static bool
needs_quotes(const struct dialect *d, const char *s, bool alone)
{
	const char special[] = { d->delimiter, '"', '\r', '\n', '\0' };

	return d->quoted || s[strcspn(s, special)] != '\0' || (alone && *s == '\0') ||
	    (!d->cp932 && strstr(s, TEXT_BREAK) != NULL);
}

static void
add_cell(struct writer *w, const char *s, bool quotes)
{
	if (!quotes) {
		line_add(w, s);
		return;
	}
	line_add(w, "\"");
	sheet_quote(w, s, strlen(s), !w->o.dialect->cp932);
	line_add(w, "\"");
}

static void
dialect_row(struct writer *w, char *const *cell)
{
	const struct dialect *d = w->o.dialect;
	const char *text;
	size_t i;

	if (d->bare && w->rows == 0)
		return;
	if (d->max > 0 && w->rows == d->max + 1) {
		w->errors++;
		warnx("more than %zu rows, which is all that such a file may have (--split=%zu --prefix=NAME)", d->max, d->max);
	}
	for (i = 0; i < w->n; i++) {
		if (i > 0)
			bytes_add(&w->line, &d->delimiter, 1);
		text = d->cp932 ? sheet_encode(w, i, cell[i], strlen(cell[i])) : cell[i];
		add_cell(w, text, needs_quotes(d, text, w->n == 1));
	}
	end_line(w);
}

const struct format format_dialect = {
	.name = "dialect", .people = true, .begin = begin_dialect, .row = dialect_row, .tell = sheet_tell,
};
