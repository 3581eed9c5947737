/* dialect.h - CSV as a machine wants it: what a map's #dialect says */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_DIALECT_H
#define SOW_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

#include "format.h"

struct dialect {
	bool cp932;           /* else UTF-8 */
	bool mark;            /* a byte order mark */
	bool crlf;            /* at the end of a row; a line break in a cell is LF */
	bool quoted;          /* every cell, not only those that need it */
	bool bare;            /* without a header */
	char delimiter;
	size_t max;           /* rows that a file may have; 0: any number */
	const char *preamble; /* lines before the header, U+2028 between them; or "" */
};

/* Reads words such as «UTF-8 BOM CRLF quoted max=249».  Returns false, and sets *bad to a word that is
 * none of them, which the caller frees. */
bool dialect_parse(struct dialect *, const char *words, char **bad);
extern const char dialect_words[]; /* all of them, for messages */

/* Cells as they are: no formula is guarded.  Nothing is written before all of it is known to be good. */
extern const struct format format_dialect;

#endif
