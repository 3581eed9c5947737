/* table.h - aligned columns */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_TABLE_H
#define SOW_TABLE_H

#include "format.h"

extern const struct format format_table;

#endif
