/* writer.h - rows written in some format */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_WRITER_H
#define SOW_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader.h"
#include "format.h"

/* The format of that name, or NULL. */
const struct format *format_find(const char *name);
size_t format_names(const char **names, size_t max); /* of all formats, at most max; returns how many */
/* Opens the output and writes the header of n columns. Exits 1 if it cannot be opened. */
struct writer *writer_open(const char *const *names, size_t n, struct writer_options);
void writer_row(struct writer *, char *const *cell);
void writer_raw(struct writer *, struct row *); /* copies a plain record as it is */
void writer_bytes(struct writer *, const char *, size_t n); /* instead of rows */
void writer_block(struct writer *); /* table: the rows after it get widths of their own */
/* In a layout, the n columns of the table that the following rows are of; none: rows of no table.  The
 * first of the rows names them again.  The names, by which messages call cells, are not copied. */
void writer_headings(struct writer *, const char *const *names, const enum column_type *, size_t n);
bool writer_close(struct writer *); /* false, with a message, if it is not written */

#endif
