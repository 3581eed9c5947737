/* sheet.h - CSV for Excel, in UTF-8 or CP932 */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SHEET_H
#define SOW_SHEET_H

#include "format.h"

extern const struct format format_excel, format_cp932;

/* The cell of n bytes in CP932, until the next is encoded; what CP932 lacks is replaced, or an error.  Its
 * bytes are the n of encoded. */
const char *sheet_encode(struct writer *, size_t column, const char *, size_t n);
/* Adds the inside of a quoted cell, n bytes, to the row: a quote is doubled, and with breaks U+2028 becomes LF again. */
void sheet_quote(struct writer *, const char *, size_t n, bool breaks);
void sheet_check_columns(struct writer *); /* exits 1 if there are more than Excel has room for */
/* Whether Excel has room for another row, or for the cell; if not, that is an error. */
bool sheet_row_fits(struct writer *);
bool sheet_cell_fits(struct writer *, size_t column, const char *, size_t n);
void sheet_error(struct writer *, size_t column, const char *what); /* translated; tells it with its place */
void sheet_tell(const struct writer *); /* of errors, and of what was changed */

#endif
