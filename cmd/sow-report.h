/* sow-report.h - what the files of sow-report share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_REPORT_H
#define CMD_SOW_REPORT_H

#include "sow.h"

/* The tables: each is a struct table, table_NAME, in its file; a new one adds its word here. */
#define TABLES(T) T(summary) T(opened) T(closed) T(canceled) T(remaining) T(plan) T(exceptions)

/* A ticket that is reported on, and when it was open. */
struct work {
	const struct ticket *ticket;
	const struct activity *activity; /* NULL: the catalogue does not know it */
	int opened, closed;              /* days; DAY_MAX: it is not closed */
};
struct report {
	const struct options *options;
	struct ground ground;
	struct tickets *tickets;
	struct work *work;               /* nwork of them, by id, once a table asked for them */
	size_t nwork;
	struct parts *parts;             /* of the tickets, with them */
	int asked;                       /* the day of which exceptions speaks */
	bool worked;
};

#define RESTRICTED "限定" /* the tag of a ticket that is a personal matter */

/* What a row of a table is about: one of these. */
struct item {
	const struct ticket *ticket;
	const struct activity *activity;     /* of the ticket, where a column asks for it; or NULL */
	const struct occurrence *occurrence; /* n of them, which are one ticket */
	size_t n;
	const struct count {
		const char *name;
		long carried, opened, closed, canceled, remaining;
	} *count;
};
/* A table's rows in one period. */
struct filled {
	const struct table *table;
	struct period period;
	struct item *item;               /* n of them */
	size_t n;
	struct count *count;             /* what items point to */
	struct plan plan;
};

/* The text of a row in a column; whatever has to be made for it is allocated in the arena. */
typedef const char *column_text(const struct report *, const struct item *, struct arena *);
struct table_column {
	const char *name;
	column_text *text;
};
struct table {
	struct form form;                /* its name, and in one line what it holds */
	const struct table_column *columns;    /* ncolumns of them */
	size_t ncolumns;
	void (*fill)(struct report *, struct filled *);
	bool (*keep)(const struct work *, struct period); /* which tickets, where the rows are tickets */
	void (*check)(const struct filled *); /* ends the program when the rows do not add up; or NULL */
};
#define TABLE_COLUMNS(c) .columns = c, .ncolumns = sizeof(c) / sizeof(*(c))
#define TABLE_FORM(table, text) .form = { .name = table, .operands = "--period=PERIOD", .most = 0, .help = text, \
	.takes = FORM_TAKES(OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_EXIT, OPT_PERIOD, OPT_RESTRICTED), .run = run_table }

#define TABLE(name) extern const struct table table_##name;
TABLES(TABLE)
#undef TABLE

int run_table(const struct options *); /* that of the form */

/* ======== sow-report-table.c ======== */

/* The text of a row in a column.  Of a personal matter (限定) only numbers, dates, the status and
 * the title's template are printed, unless --restricted was given. */
const char *item_text(const struct report *, const struct table_column *, const struct item *, struct arena *);

const struct table *table_find(const char *name); /* or NULL */
/* Makes and checks the rows. */
struct filled table_fill(struct report *, const struct table *, struct period);
void filled_add(struct filled *, struct item);
void filled_free(struct filled *);

/* ======== sow-report-ticket.c ======== */

/* Whether a ticket is reported on: not if it was undone, is a part, or is the team's own. */
bool ticket_is_reported(const struct tickets *, const struct ticket *);
/* Reads the work of the ledger, the first time; a ticket that was opened at no date ends the program. */
void report_read_work(struct report *);
bool work_is_done(const struct work *, struct period);     /* 完了 in the period */
bool work_is_canceled(const struct work *, struct period); /* 取消 or 実施不要 in it */
bool work_is_open(const struct work *, struct period);     /* at its end */

/* ======== sow-report-exceptions.c ======== */

long count_missed(struct report *, struct period); /* exceptions that are not done yet */

/* ======== sow-report-layout.c ======== */

bool print_layout(struct report *, struct period); /* that of -f */

#endif
