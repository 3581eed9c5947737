/* sheet.h - CSV for Excel, in UTF-8 or CP932 */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SHEET_H
#define SOW_SHEET_H

#include "format.h"

extern const struct format format_excel, format_cp932;

#endif
