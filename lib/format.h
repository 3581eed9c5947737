/* format.h - what a writer and its formats share */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FORMAT_H
#define SOW_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "memory.h"
#include "arena.h"
#include "column.h"

enum writer_labels { LABELS_DEFAULT, LABELS_EN, LABELS_JA };
enum writer_formula { FORMULA_QUOTE, FORMULA_ERROR, FORMULA_RAW };
/* A chart of the rows, on a sheet of its own in a workbook. */
struct chart {
	const char *category;        /* a column: a group of bars for each row, or, where there are no series, one for
	                                each value, as high as the rows that have it */
	const char *const *series;   /* columns of numbers: nseries of them */
	size_t nseries;
};
struct writer_options {
	const struct format *format; /* NULL: table on a terminal, else csv */
	const char *path;            /* NULL: stdout; else a new file beside it is renamed */
	enum writer_labels labels;   /* default: Japanese in excel and cp932 */
	enum writer_formula formula;
	char subst[3];               /* CP932 bytes for what CP932 lacks; empty: an error */
	bool fit;                    /* table: columns for which a terminal has no room are left out */
	bool kind;                   /* labels are those of a ledger of a kind, such as issues */
	bool plain;                  /* no header: a sheet, not a table */
	bool own;                    /* the names are those of the input: they have no labels or types */
	const struct dialect *dialect; /* of format_dialect; NULL in all others */
	FILE *file;                  /* NULL; or written to instead of the path, and closed */
	const struct chart *chart;   /* xlsx; or NULL */
	int64_t now;                 /* ics: when it is written */
};

struct writer {
	const struct format *format;
	struct writer_options o;
	const char **name;       /* n columns */
	enum column_type *type;
	size_t n, rows;          /* rows so far, with the header */
	FILE *f;
	char *buffer;            /* of f, unless that is stdout */
	struct bytes line;       /* the row that is being written */
	struct bytes encoded;    /* sheets: a cell in CP932; json: the names, as each row has them, */
	size_t *named;           /* and where each of them ends */
	char *path;              /* -O: the path that links lead to; or NULL */
	FILE *to;                /* where f, a temporary file, is copied at the end; or NULL */
	bool heading;            /* the next row names the columns of those after it */
	bool laid;               /* a layout: tables among rows that are none's */
	size_t nblock;           /* in a layout, the columns of the table that is being written; else 0 */
	struct workbook *book;   /* xlsx */
	struct arena arena;      /* table: rows that are kept until their widths are known */
	char ***kept;
	size_t nkept;
	size_t *width;
	bool terminal;               /* table: it is written to one */
	size_t nleft;                /* and the columns that are left out */
	bool *left;
	size_t lacking;              /* sheets: characters that CP932 lacks */
	size_t guarded, substituted; /* sheets: cells and characters that were changed */
	size_t undated;              /* ics: rows that are not events */
	size_t errors;               /* if there are any, nothing is written */
};

/* One for each format; a function that is NULL has nothing to do. */
struct format {
	const char *name;
	char delimiter;          /* of csv and tsv */
	bool people;             /* for Excel: labels, dates with /, no output before all is good */
	bool binary;             /* no text for a terminal */
	bool names;              /* finds columns by name, so there are no labels */
	void (*begin)(struct writer *);
	void (*row)(struct writer *, char *const *cell); /* the first is the header */
	void (*block)(struct writer *);
	void (*end)(struct writer *);
	void (*tell)(const struct writer *);
};

/* Adds a text to the row. */
void line_add(struct writer *, const char *);
/* Writes the row, and begins another. */
void line_write(struct writer *);

extern const struct format format_csv, format_tsv, format_json; /* the streams */
extern const struct format format_whole; /* a workbook that is made elsewhere, for writer_bytes */

#endif
