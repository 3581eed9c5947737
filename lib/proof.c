/* proof.c - whether a workbook was written whole */
/* SPDX-License-Identifier: MIT */
#include <expat.h>
#include <string.h>

#include "memory.h"
#include "archive.h"
#include "proof.h"

struct proof {
	XML_Parser parser;    /* of the member that is being read; or NULL */
	uint64_t begun, rows; /* where its rows begin; bytes of those of all sheets */
};

static void
on_start(void *argument, const char *name, const char **attributes)
{
	struct proof *p = argument;

	(void)attributes;
	if (strcmp(name, "sheetData") == 0)
		p->begun = (uint64_t)(XML_GetCurrentByteIndex(p->parser) + XML_GetCurrentByteCount(p->parser));
}

static void
on_end(void *argument, const char *name)
{
	struct proof *p = argument;

	if (strcmp(name, "sheetData") == 0)
		p->rows += (uint64_t)XML_GetCurrentByteIndex(p->parser) - p->begun;
}

static bool
on_part(void *argument, const char *bytes, size_t n)
{
	struct proof *p = argument;
	bool good;

	if (p->parser == NULL && (p->parser = XML_ParserCreate(NULL)) == NULL)
		memory_out();
	XML_SetUserData(p->parser, p);
	XML_SetElementHandler(p->parser, on_start, on_end);
	good = XML_Parse(p->parser, bytes, (int)n, n == 0) == XML_STATUS_OK;
	if (n == 0 || !good) {
		XML_ParserFree(p->parser);
		p->parser = NULL;
	}
	return good;
}

bool
proof_whole(int fd, uint64_t rows)
{
	struct proof p = { .rows = 0 };

	return archive_each(fd, on_part, &p) && p.rows == rows;
}
