/* xml.c - the elements of an XML member, step by step, by expat */
/* SPDX-License-Identifier: MIT */
#include <expat.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "archive.h"
#include "xml.h"

enum { STEP = 16 * 1024, MEMORY_MAX = 16 * 1024 * 1024 };

struct xml {
	XML_Parser parser;
	struct member *member;
	const char *path;
	char *name;
	const struct xml_calls *calls;
	void *argument;
	size_t depth, silent; /* silent: bytes since the last call, which a long tag makes many */
	size_t bytes;         /* of the member, so far */
	bool paused, recoded;
	const char *trouble;
};

/* ---- memory ----
 *
 * expat keeps every name of an element or attribute until its parser goes, so what it takes is bounded. */

static size_t taken; /* by all parsers */

static void *
resize(void *old, size_t n)
{
	size_t had = old == NULL ? 0 : malloc_usable_size(old);
	void *p;

	if (n > MEMORY_MAX || taken - had + n > MEMORY_MAX || (p = realloc(old, n)) == NULL)
		return NULL;
	taken += malloc_usable_size(p) - had;
	return p;
}

static void *
take(size_t n)
{
	return resize(NULL, n);
}

static void
give_back(void *p)
{
	taken -= p == NULL ? 0 : malloc_usable_size(p);
	free(p);
}

/* ---- elements ---- */

static const char *
without_prefix(const char *name)
{
	const char *colon = strchr(name, ':');

	return colon == NULL ? name : colon + 1;
}

static void
stop(struct xml *x, const char *trouble)
{
	x->trouble = trouble;
	XML_StopParser(x->parser, XML_FALSE);
}

static void
on_start(void *argument, const char *name, const char **attributes)
{
	struct xml *x = argument;

	x->silent = 0;
	if (++x->depth > XML_DEPTH)
		stop(x, N_("too many elements within each other"));
	else
		x->calls->start(x->argument, without_prefix(name), attributes);
}

static void
on_end(void *argument, const char *name)
{
	struct xml *x = argument;

	x->silent = 0;
	x->depth--;
	if (x->calls->end != NULL)
		x->calls->end(x->argument, without_prefix(name));
}

static void
on_text(void *argument, const char *s, int n)
{
	struct xml *x = argument;

	x->silent = 0;
	if (x->calls->text != NULL)
		x->calls->text(x->argument, s, (size_t)n);
}

static void
on_doctype(void *argument, const char *name, const char *system, const char *public, int internal)
{
	(void)name;
	(void)system;
	(void)public;
	(void)internal;
	stop(argument, N_("a DOCTYPE, which no workbook has"));
}

static void
on_declaration(void *argument, const char *version, const char *encoding, int standalone)
{
	struct xml *x = argument;

	(void)version;
	(void)standalone;
	x->recoded = encoding != NULL && strcasecmp(encoding, "UTF-8") != 0;
}

/* ---- members ---- */

struct xml *
xml_open(struct archive *a, const char *member, const struct xml_calls *calls, void *argument)
{
	static const XML_Memory_Handling_Suite memory = { take, resize, give_back };
	struct xml *x = memory_zeros(1, sizeof(*x));

	*x = (struct xml){ .path = archive_path(a), .name = memory_text(member), .calls = calls, .argument = argument };
	x->member = member_open(a, member);
	if ((x->parser = XML_ParserCreate_MM(NULL, &memory, NULL)) == NULL)
		memory_out();
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	XML_SetXmlDeclHandler(x->parser, on_declaration);
	return x;
}

static const char *
what_is_wrong(const struct xml *x)
{
	enum XML_Error e = XML_GetErrorCode(x->parser);

	if (x->trouble != NULL)
		return _(x->trouble);
	return e == XML_ERROR_NO_MEMORY ? _("too many different names") : XML_ErrorString(e);
}

static enum XML_Status
parse_more(struct xml *x)
{
	char buf[STEP];
	size_t n;

	if (x->paused)
		return XML_ResumeParser(x->parser);
	n = member_read(x->member, buf, sizeof(buf));
	x->silent += n;
	x->bytes += n;
	return XML_Parse(x->parser, buf, (int)n, n == 0);
}

bool
xml_step(struct xml *x)
{
	XML_ParsingStatus now;

	if (parse_more(x) == XML_STATUS_ERROR)
		errx(1, "%s: %s, line %lu: %s", x->path, x->name, (unsigned long)XML_GetCurrentLineNumber(x->parser),
		    what_is_wrong(x));
	if (x->silent > XML_TAG)
		errx(1, "%s: %s: a tag of more than %d bytes", x->path, x->name, XML_TAG);
	XML_GetParsingStatus(x->parser, &now);
	x->paused = now.parsing == XML_SUSPENDED;
	return now.parsing != XML_FINISHED;
}

void
xml_pause(struct xml *x)
{
	XML_StopParser(x->parser, XML_TRUE);
}

size_t
xml_bytes(const struct xml *x)
{
	return x->bytes;
}

size_t
xml_at(const struct xml *x)
{
	return (size_t)XML_GetCurrentByteIndex(x->parser);
}

size_t
xml_size(const struct xml *x)
{
	return (size_t)XML_GetCurrentByteCount(x->parser);
}

void
xml_editable(const struct xml *x, const struct bytes *bytes, size_t at, const char *tag)
{
	if (x->recoded || !text_valid(bytes->s, bytes->n))
		errx(1, "%s: %s: not in UTF-8, so that it cannot be filled in", x->path, x->name);
	if (strncmp(bytes->s + at, tag, strlen(tag)) != 0)
		errx(1, "%s: %s: tags with prefixes, so that it cannot be filled in", x->path, x->name);
}

void
xml_close(struct xml *x)
{
	XML_ParserFree(x->parser);
	member_close(x->member);
	free(x->name);
	free(x);
}

void
xml_read(struct archive *a, const char *member, const struct xml_calls *calls, void *argument)
{
	struct xml *x = xml_open(a, member, calls, argument);

	while (xml_step(x))
		;
	xml_close(x);
}

const char *
xml_attribute(const char **attributes, const char *name)
{
	for (; *attributes != NULL; attributes += 2)
		if (strcmp(without_prefix(attributes[0]), name) == 0)
			return attributes[1];
	return NULL;
}
