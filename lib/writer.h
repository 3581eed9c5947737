/* writer.h - rows to csv tsv table json excel cp932 ics */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_WRITER_H
#define SOW_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader.h"

enum writer_labels { LABELS_DEFAULT, LABELS_EN, LABELS_JA };
enum writer_formula { FORMULA_QUOTE, FORMULA_ERROR, FORMULA_RAW };
struct writer_options {
	const struct format *format; /* NULL: table on a terminal, else csv */
	const char *path;            /* NULL: stdout; else written beside and renamed */
	enum writer_labels labels;   /* default: Japanese in excel and cp932 */
	enum writer_formula formula;
	char subst[3];               /* CP932 bytes for what CP932 lacks; empty: an error */
	bool plain;                  /* no header: a sheet, not a table */
	int64_t now;                 /* ics: when it is written */
};

const struct format *format_find(const char *name); /* or NULL */
struct writer *writer_open(const char *const *names, size_t n, struct writer_options);
void writer_row(struct writer *, char *const *cell);
void writer_raw(struct writer *, const struct row *); /* copies a plain record as it is */
void writer_block(struct writer *); /* a table's next rows have widths of their own */
bool writer_close(struct writer *); /* false, with a message: it is not written */

#endif
