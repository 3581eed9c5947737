/* sow-conv.h - what the files of sow-conv share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_CONV_H
#define CMD_SOW_CONV_H

#include "sow.h"

/* Opens the files that are operands, or stdin. */
struct conversion *open_conversion(const struct options *);
/* The options of the writer: the names are the file's own, and the map may say how a machine wants
 * them. */
struct writer_options conversion_writer(const struct options *, const struct conversion *);

/* Names of columns are not translated, so --header would change nothing. */
#define OPT_ROWS OPT_COLUMNS, OPT_FORMAT, OPT_FORMULA, OPT_OUTPUT, OPT_SUBST, OPT_WHERE

extern const struct form form_explain, form_split, form_split_by;

#endif
