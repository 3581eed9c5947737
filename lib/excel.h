/* excel.h - what Excel makes of a cell */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_EXCEL_H
#define SOW_EXCEL_H

#include <stdbool.h>

/* Is the second text what Excel leaves of the first when it opens and saves the file? */
bool excel_made(const char *was, const char *is);

#endif
