/* sheet.h - CSV for Excel, in UTF-8 or CP932 */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SHEET_H
#define SOW_SHEET_H

#include "format.h"

extern const struct format format_excel, format_cp932;

/* The cell in CP932; what CP932 lacks is replaced, or an error. The caller frees it. */
char *sheet_encode(struct writer *, size_t column, const char *);
/* Whether Excel has room for another row, or for the cell; if not, that is an error. */
bool sheet_row_fits(struct writer *);
bool sheet_cell_fits(struct writer *, size_t column, const char *);
void sheet_error(struct writer *, size_t column, const char *what); /* translated; tells it with its place */
void sheet_tell(const struct writer *); /* of errors, and of what was changed */

#endif
