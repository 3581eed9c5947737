/* sheet.h - CSV for Excel, in UTF-8 or CP932 */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SHEET_H
#define SOW_SHEET_H

#include "format.h"

extern const struct format format_excel, format_cp932;

/* The cell in CP932; what CP932 lacks is replaced, or an error. The caller frees it. */
char *sheet_encode(struct writer *, size_t column, const char *);
void sheet_tell(const struct writer *); /* of errors, and of what was changed */

#endif
