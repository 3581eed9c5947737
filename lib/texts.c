/* texts.c - the texts of a workbook */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "message.h"
#include "memory.h"
#include "file.h"
#include "spool.h"
#include "text.h"
#include "archive.h"
#include "xml.h"
#include "texts.h"

/* ---- one text ---- */

void
rich_begin(struct rich *s)
{
	s->raw.n = s->text.n = 0;
	s->within = false;
	s->ruby = 0;
}

void
rich_start(struct rich *s, const char *name)
{
	s->ruby += strcmp(name, "rPh") == 0;
	s->within = strcmp(name, "t") == 0 && s->ruby == 0;
}

void
rich_stop(struct rich *s, const char *name)
{
	s->ruby -= strcmp(name, "rPh") == 0;
	s->within = false;
}

bool
rich_text(struct rich *s, const char *text, size_t n)
{
	if (s->within)
		bytes_add(&s->raw, text, n);
	return s->raw.n <= TEXT_MAX;
}

/* The character of an escape such as _x000D_, or -1. */
static int32_t
escaped(const char *s)
{
	char hex[5];

	if (strncmp(s, "_x", 2) != 0 || strspn(s + 2, "0123456789ABCDEFabcdef") < 4 || s[6] != '_')
		return -1;
	memcpy(hex, s + 2, 4);
	hex[4] = '\0';
	return (int32_t)strtol(hex, NULL, 16);
}

/* Adds the character at s, or the one that an escape there stands for; returns how many bytes that took. */
static size_t
add_character(struct bytes *to, const char *s)
{
	int32_t c = escaped(s);
	utf8proc_uint8_t bytes[4];
	size_t n = 1;

	if (c > 0 && (c < 0xd800 || c > 0xdfff))
		n = strlen("_x000D_");
	else
		c = (unsigned char)*s;
	if (c == '\r' || c == '\n')
		bytes_add(to, TEXT_BREAK, strlen(TEXT_BREAK));
	else if (n > 1)
		bytes_add(to, (char *)bytes, (size_t)utf8proc_encode_char(c, bytes));
	else
		bytes_add(to, s, 1);
	return n + (c == '\r' && s[n] == '\n');
}

const char *
rich_end(struct rich *s)
{
	const char *at;

	bytes_add(&s->raw, "", 1);
	if (s->raw.s[strcspn(s->raw.s, "_\r\n")] == '\0')
		return s->raw.s;
	for (at = s->raw.s; *at != '\0'; at += add_character(&s->text, at))
		;
	bytes_add(&s->text, "", 1);
	return s->text.s;
}

void
rich_free(struct rich *s)
{
	free(s->raw.s);
	free(s->text.s);
}

/* Would some program take what stands at s for an escape?  LibreOffice does so with fewer digits. */
static bool
seems_escaped(const char *s)
{
	size_t n = strncmp(s, "_x", 2) != 0 ? 0 : strspn(s + 2, "0123456789ABCDEFabcdef");

	return n >= 1 && n <= 4 && s[2 + n] == '_';
}

/* How many bytes at s are written in another way, and in which. */
static size_t
written_as(const char *s, const char **as)
{
	static const struct {
		const char *text, *as;
	} others[] = { { TEXT_BREAK, "\n" }, { "\xef\xbf\xbe", "_xFFFE_" }, { "\xef\xbf\xbf", "_xFFFF_" } };
	size_t i, n;

	*as = "_x005F_";
	if (seems_escaped(s))
		return 1;
	for (i = 0; i < sizeof(others) / sizeof(*others); i++) {
		n = strlen(others[i].text);
		*as = others[i].as;
		if (strncmp(s, others[i].text, n) == 0)
			return n;
	}
	return 0;
}

char *
texts_written(const char *s)
{
	struct bytes out = { 0 };
	const char *from = s, *as;
	size_t n;

	for (; *s != '\0'; s += n > 0 ? n : 1)
		if ((n = written_as(s, &as)) > 0) {
			bytes_add(&out, from, (size_t)(s - from));
			bytes_add(&out, as, strlen(as));
			from = s + n;
		}
	if (out.n > 0)
		bytes_add(&out, from, strlen(from) + 1);
	return out.s;
}

/* ---- those that cells share ---- */

enum { PLACES = 512 };

struct texts {
	struct spool *spool;
	FILE *index;        /* where in the spool each of the n texts begins: there may be hundreds of millions */
	size_t n;
	uint64_t place[PLACES]; /* those of texts nplace from first on, in memory */
	size_t first, nplace;
	const char *path;
	struct rich text; /* the one being read */
	bool inside;        /* si */
};

static void
on_start(void *argument, const char *name, const char **attributes)
{
	struct texts *s = argument;

	(void)attributes;
	if (strcmp(name, "si") == 0) {
		s->inside = true;
		rich_begin(&s->text);
	} else if (s->inside) {
		rich_start(&s->text, name);
	}
}

static void
on_end(void *argument, const char *name)
{
	struct texts *s = argument;
	const char *text;
	uint64_t at;

	if (strcmp(name, "si") != 0) {
		if (s->inside)
			rich_stop(&s->text, name);
		return;
	}
	text = rich_end(&s->text);
	spool_add(s->spool, text, strlen(text) + 1);
	at = spool_end(s->spool);
	fwrite_unlocked(&at, sizeof(at), 1, s->index);
	s->n++;
	s->inside = false;
}

static void
on_text(void *argument, const char *text, size_t n)
{
	struct texts *s = argument;

	if (s->inside && !rich_text(&s->text, text, n))
		errx(1, "%s: shared text %zu: more than %d bytes", s->path, s->n, TEXT_MAX);
}

struct texts *
texts_read(struct archive *a, const char *member)
{
	static const struct xml_calls calls = { on_start, on_end, on_text };
	struct texts *s = memory_zeros(1, sizeof(*s));

	s->spool = spool_open();
	if ((s->index = tmpfile()) == NULL)
		err(1, _("temporary file"));
	s->path = archive_path(a);
	xml_read(a, member, &calls, s);
	if (fflush(s->index) != 0 || ferror(s->index) != 0)
		err(1, _("temporary file"));
	return s;
}

const char *
texts_text(struct texts *s, size_t i)
{
	ssize_t got;

	if (i >= s->n)
		return NULL;
	if (i < s->first || i >= s->first + s->nplace) {
		s->first = i - i % PLACES;
		got = file_read(fileno(s->index), (char *)s->place, sizeof(s->place), s->first * sizeof(*s->place));
		s->nplace = got < 0 ? 0 : (size_t)got / sizeof(*s->place);
		if (i >= s->first + s->nplace)
			err(1, _("temporary file"));
	}
	return spool_line(s->spool, s->place[i - s->first]);
}

void
texts_close(struct texts *s)
{
	if (s == NULL)
		return;
	spool_close(s->spool);
	rich_free(&s->text);
	fclose(s->index);
	free(s);
}
