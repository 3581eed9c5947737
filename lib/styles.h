/* styles.h - which numbers of a workbook are dates */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STYLES_H
#define SOW_STYLES_H

#include <stdbool.h>
#include <stddef.h>

#include "archive.h"

/* What the format of a cell makes of its number. */
enum number_kind { NUMBER_PLAIN, NUMBER_DATE, NUMBER_HOURS /* [h]:mm: more than 24 of them, too */ };

/* The formats of the cells.  Exits 1 as xml.h says, or when there are more than Excel has. */
struct styles *styles_read(struct archive *, const char *member);
enum number_kind styles_kind(const struct styles *, size_t style); /* s= of a cell */
bool styles_text(const struct styles *, size_t style); /* is what the cell holds text, even a number? */
bool styles_wraps(const struct styles *, size_t style); /* does the text go on in another line? */
bool styles_shrinks(const struct styles *, size_t style); /* does the text grow smaller until it has room? */
int styles_digits(const struct styles *, size_t style); /* as many has a whole number at least, as in 00000 */
int styles_decimals(const struct styles *, size_t style);
void styles_close(struct styles *);

#endif
