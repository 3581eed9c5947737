/* texts.h - the texts of a workbook */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TEXTS_H
#define SOW_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

#include "archive.h"
#include "memory.h"

/*
 * A text may be in parts (runs), each with a format of its own, and have ruby beside it, which is no part of
 * it: the elements t, r and rPh.  Give each start, end and text below the text's own element to these; then
 * rich_end makes the text complete: terminated, with line breaks as U+2028 and without the escapes
 * _xHHHH_ of characters that XML does not have.
 */
struct rich {
	struct bytes raw, text;
	bool within; /* in t, whose characters count */
	size_t ruby; /* rPh around it */
};
enum { TEXT_MAX = 256 * 1024 }; /* bytes, with escapes: more than the 32,767 characters of Excel can be */
void rich_begin(struct rich *);
void rich_start(struct rich *, const char *name);
void rich_stop(struct rich *, const char *name);
bool rich_text(struct rich *, const char *, size_t n); /* false: it is too long */
const char *rich_end(struct rich *); /* lasts until the next rich_begin */
void rich_free(struct rich *);

/* The other way round: the text with its line breaks, _x005F_ in the place of a _ that would begin an escape,
 * and the two characters beyond U+FFFD as escapes, for they would break the XML; NULL if it is the same.  The
 * caller frees it. */
char *texts_written(const char *);

/* The shared strings, which wait in a spool.  Exits 1 as xml.h says, or when one is too long. */
struct texts *texts_read(struct archive *, const char *member);
const char *texts_text(struct texts *, size_t i); /* NULL if there is none; lasts until the next call */
void texts_close(struct texts *);

#endif
