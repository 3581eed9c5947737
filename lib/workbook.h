/* workbook.h - rows as a workbook for Excel */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_WORKBOOK_H
#define SOW_WORKBOOK_H

#include "format.h"

extern const struct format format_xlsx;

#endif
