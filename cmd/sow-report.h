/* sow-report.h - what the files of sow-report share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_REPORT_H
#define CMD_SOW_REPORT_H

#include "sow.h"

struct report {
	const struct options *options;
	const struct catalog *catalog;
	const struct calendar *calendar;
	struct tickets *tickets;
	struct period term;
};

/* Where a table's rows go: the stream, or a layout's columns. */
struct sink {
	void (*row)(struct sink *, const char *const *cell);
	struct output *output;
	struct writer *writer;
	size_t pick[64], npick, width;
	enum column_type type[64];
	size_t rows;
};

/* ======== sow-report-table.c ======== */

struct table {
	const char *name;
	const char *const *columns;
	size_t n;
	void (*fill)(const struct report *, const struct table *, struct period, struct sink *);
	void (*check)(const struct report *, struct period); /* ends the program when it does not add up; or NULL */
	bool (*keep)(const struct report *, const struct ticket *, struct period);
};

const struct table *table_find(const char *name); /* or NULL */

/* ======== sow-report-layout.c ======== */

bool print_layout(const struct report *, struct period); /* that of -f */

#endif
