/* xml.c - the elements of an XML member, step by step, by expat */
/* SPDX-License-Identifier: MIT */
#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "archive.h"
#include "xml.h"

enum { STEP = 16 * 1024 };

struct xml {
	XML_Parser parser;
	struct member *member;
	const char *path;
	char *name;
	const struct xml_calls *calls;
	void *argument;
	size_t depth, silent; /* silent: bytes since the last call, which a long tag makes many */
	const char *trouble;
};

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

struct xml *
xml_open(struct archive *a, const char *member, const struct xml_calls *calls, void *argument)
{
	struct xml *x = memory_zeros(1, sizeof(*x));

	*x = (struct xml){ .path = archive_path(a), .name = memory_text(member), .calls = calls, .argument = argument };
	x->member = member_open(a, member);
	if ((x->parser = XML_ParserCreate(NULL)) == NULL)
		memory_out();
	XML_SetUserData(x->parser, x);
	XML_SetElementHandler(x->parser, on_start, on_end);
	XML_SetCharacterDataHandler(x->parser, on_text);
	XML_SetStartDoctypeDeclHandler(x->parser, on_doctype);
	return x;
}

bool
xml_step(struct xml *x)
{
	char buf[STEP];
	size_t n = member_read(x->member, buf, sizeof(buf));

	x->silent += n;
	if (XML_Parse(x->parser, buf, (int)n, n == 0) != XML_STATUS_OK)
		errx(1, "%s: %s, line %lu: %s", x->path, x->name, (unsigned long)XML_GetCurrentLineNumber(x->parser),
		    x->trouble != NULL ? _(x->trouble) : XML_ErrorString(XML_GetErrorCode(x->parser)));
	if (x->silent > XML_TAG)
		errx(1, "%s: %s: a tag of more than %d bytes", x->path, x->name, XML_TAG);
	return n > 0;
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
