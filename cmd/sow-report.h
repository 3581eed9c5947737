/* sow-report.h - what the files of sow-report share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_REPORT_H
#define CMD_SOW_REPORT_H

#include "sow.h"

/* Each table is a struct table called table_NAME, in its own file.  A new one adds its word here. */
#define TABLES(T) T(summary) T(opened) T(closed) T(canceled) T(remaining) T(plan) T(exceptions) T(routine) T(behind) \
	T(coverage) T(rates) T(effort) T(approvals) T(incidents) T(issues) \
	T(structure) T(roadmap) T(meetings) T(sowchanges) T(documents) T(checks) T(review) \
	T(evidence) T(changed)

/* A ticket that is reported on, and the days on which it was opened and closed. */
struct work {
	const struct ticket *ticket;
	const struct activity *found;    /* by work_activity */
	int opened, closed;              /* days; closed is DAY_MAX while it is not */
};
struct report {
	const struct options *options;
	struct ground ground;
	struct tickets *tickets;
	struct work *work;               /* nwork of them, by id; see report_read_work */
	size_t nwork;
	struct parts *parts;             /* of each ticket, by its index; read with work */
	bool worked, told;               /* worked: work was read; told: see tell_pending */
	const struct work **fix;         /* nfixes 恒久対応, listed when first needed */
	size_t nfixes;
	struct reasons *reasons;         /* read when first needed; or NULL */
	struct folders *folders;         /* read when first needed; or NULL */
	struct tickets *issues;          /* of issues.csv, read when first needed; or NULL */
	bool people;                     /* a layout is printed, which only people read */
	struct kept *kept;               /* the rows and plans made so far; see table_rows, report_plan */
	struct period named;             /* of -p */
	const struct past *past;         /* a report that was handed in is made again; else NULL */
	struct submission *submissions;  /* of submitted.csv, once handed_in is true */
	bool handed_in;
	long long submitted_rev;         /* the last row of submitted.csv */
	char *title;                     /* of the layout that was printed, with its period; or NULL */
	size_t unreasoned;               /* how many reasons are missing in it */
	struct arena arena;              /* text of the above */
};

/* Where the ledgers are, and how much of them counts, when a report that was handed in is made again. */
struct past {
	const char *home;                /* the team's directory; the other files are not in it */
	int64_t issues, submitted;       /* moments */
};

/* carried + opened - closed - canceled = remaining */
struct count {
	const char *name;
	long carried, opened, closed, canceled, remaining;
};

struct table_column;

/* What a row of a table is about.  Each table sets the members that its columns ask for. */
struct item {
	const struct ticket *ticket;
	const struct activity *activity;     /* of the ticket, or NULL */
	const struct occurrence *occurrence; /* n of them, on one ticket or to be on one */
	size_t n;
	int day;                             /* the day that the table speaks for */
	bool internal;                       /* shown to the team alone */
	const struct count *count;
	const struct rate {
		const struct activity *activity; /* NULL in the row of a 大分類 and in the total */
		const char *name;
		long owed, done, late, partial, waived, na, missed, overdue, pending;
	} *rate;
	const struct effort {
		const struct activity *activity; /* or NULL, */
		const char *title;               /* and what it is instead */
		const char *assignee;
		long tickets, minutes;
	} *effort;
	const struct ticket *issue;          /* a ticket of issues.csv */
	const char *const *cell;             /* the row of a register, by the columns */
	const struct table_column *columns;  /* of its table */
};
/* A table's rows in one period. */
struct filled {
	const struct table *table;
	struct period period;
	struct item *item;               /* n of them */
	size_t n;
	struct count *count;             /* what the items point to */
	struct rate *rate;               /* nrates of them */
	size_t nrates;
	struct effort *effort;           /* nefforts of them */
	size_t nefforts;
	struct clock *clock;             /* of effort, by the index of the ticket, while it is filled */
	struct arena arena;              /* text that the items point to */
	struct plan *plan;               /* of report_plan, or NULL */
};

/* The text of a row in a column.  It is allocated in the arena, or it lasts as long as that of
 * ticket_cell. */
typedef const char *column_text(struct report *, const struct item *, struct arena *);
struct table_column {
	const char *name;
	column_text *text; /* NULL in a register, whose rows have the cell */
};
struct table {
	struct form form;                /* its name and help; first, since print_table casts it */
	const struct table_column *columns;    /* ncolumns of them */
	size_t ncolumns;
	void (*fill)(struct report *, struct filled *);
	bool (*keep)(const struct work *, struct period); /* for fill_tickets; or NULL */
	struct chart chart;              /* for --chart, which the form takes */
	void (*check)(const struct filled *); /* ends the program if the rows do not add up; or NULL */
};
#define TABLE_COLUMNS(c) .columns = c, .ncolumns = sizeof(c) / sizeof(*(c))
#define TABLE_FORM(table, text) .form = { .name = table, .operands = "--period=PERIOD", .most = 0, .help = text, \
	.takes = FORM_TAKES(OPT_TABLE), .run = run_table }
#define OPT_TABLE OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_EXIT, OPT_PERIOD, OPT_RESTRICTED

#define TABLE(name) extern const struct table table_##name;
TABLES(TABLE)
#undef TABLE

/* The writer for --chart, if it is given, with that chart.  Exits 2 unless it writes a workbook. */
struct writer_options report_writer(const struct options *, const struct chart *);
int run_table(const struct options *); /* prints the table whose form was chosen */
/* Opens a report for the period of -p, calls print with it, and closes it; returns the exit status.
 * Exits 2 without a period that has both ends. */
int with_report(const struct options *, bool (*print)(struct report *, struct period));
int with_past_report(const struct options *, bool (*print)(struct report *, struct period), const struct past *);
/* The day that a table speaks for: today or the day of --as-of, but at most the last day of the
 * period. */
int report_day(struct report *, struct period);

/* ======== sow-report-table.c ======== */

/* The text of a row in a column.  Of a personal matter (限定) it is what restricted_text leaves,
 * unless --restricted was given. */
const char *item_text(struct report *, const struct table_column *, const struct item *, struct arena *);

const struct table *table_find(const char *name); /* or NULL */
char *table_list(void); /* the names of all tables, which the caller frees */
/* The index of a column as people type it, or COLUMN_NONE. */
size_t table_column(const struct table *, const char *typed);
const char *table_nearest(const char *typed); /* the name of one, or NULL */
/* The rows of a table, made and checked when first asked for.  They last as long as the report, in
 * which several blocks and figures may rest on the same rows. */
const struct filled *table_rows(struct report *, const struct table *, struct period);
void filled_add(struct filled *, struct item);
/* The plan that fill opens and fills for the period, which likewise lasts. */
typedef void plan_filler(struct report *, struct plan *, struct period);
struct plan *report_plan(struct report *, plan_filler *, struct period);
void report_forget(struct report *); /* frees all of them */

/* ======== sow-report-ticket.c ======== */

/* Whether reports show the ticket: not if it is void, a part, or without keys and so the team's own. */
bool ticket_is_reported(const struct ticket *);
/* Reads the work of the ledger when first called.  Exits 1 if a ticket was opened on no date. */
void report_read_work(struct report *);
/* Columns of a ticket, for tables whose rows are tickets. */
column_text ticket_text_id, ticket_text_number, ticket_text_status, ticket_text_title, ticket_text_requester,
    ticket_text_target, ticket_text_opened, ticket_text_closed;
/* The activity of the first key, in the revision nearest to the day; NULL if the catalogue has none. */
const struct activity *report_activity(struct report *, const char *keys, int opened);
/* That of a row of r->work, which is read when it is first asked for: most work has no part in a period. */
const struct activity *work_activity(struct report *, const struct work *);
/* Whether a ticket that is reported was opened by the end of the day, and was open at that. */
bool ticket_was_opened(const struct tickets *, const struct ticket *, int day);
bool ticket_was_open(const struct tickets *, const struct ticket *, int day);
bool work_is_done(const struct work *, struct period);     /* 完了 in the period */
bool work_is_canceled(const struct work *, struct period); /* 取消 or 実施不要 in the period */
bool work_is_open(const struct work *, struct period);     /* open at the end of the period */
/* How many tickets opened in the period, or open at its end, are outside what the SOW covers and not
 * approved. */
long count_outside(struct report *, struct period);
void count_work(struct count *, const struct work *, struct period); /* adds the work */

/* ======== sow-report-exceptions.c ======== */

struct missed {
	long all, before; /* before: of all, those that became exceptions before the period */
};
struct missed count_missed(struct report *, struct period); /* the exceptions that are not done yet */

/* ======== sow-report-occurrence.c ======== */

#define NO_REASON "（理由未記入）" /* in a layout */
enum { OCCURRENCE_COLUMNS = 15, COVERAGE_COLUMNS = 14 }; /* coverage leaves out the last, moved */
extern const struct table_column occurrence_columns[OCCURRENCE_COLUMNS];

/* ======== sow-report-coverage.c, sow-report-wide.c ======== */

bool state_is_exception(enum state);
/* The plan of what is owed in the period and counts there, as it stands on the day of the report. */
struct plan *report_owed(struct report *, struct period);
bool print_wide(struct report *, struct period); /* coverage --wide */
/* The n weeks, months or quarters that the period touches, which the caller frees.  Exits 2 for
 * another unit, or for more than max of them. */
struct period *wide_columns(const char *unit, struct period, size_t max, size_t *n);

/* ======== sow-report-register.c - CSV files of the team ======== */

/* Opens a register; NULL if the team has no such file.  The caller closes the reader. */
struct reader *register_open(const struct report *, const char *file);
const char *register_cell(const struct reader *, const struct row *, const char *name); /* "" without that column */
/* The day in the cell or, if it holds a month, a quarter or a year, the first or the last day of
 * that.  An empty cell sets no bound: it is DAY_MIN or, with last, DAY_MAX. */
int register_day(struct reader *, const struct row *, const char *name, bool last);
void register_add(struct filled *, const char *const *cell); /* a row, by the columns of the table; copied */
char *meeting_name(const char *title); /* 週次定例会 of 週次定例会（年月日）; the caller frees it */

/* ======== sow-report-count.c ======== */

extern const struct form form_count;

/* ======== sow-report-history.c ======== */

/* Calls take with each row of the ledger as of the report's day, and the ticket that it is of, or NULL. */
typedef void take_row(struct report *, void *, const struct ticket *, const struct row *);
void report_history(struct report *, take_row *take, void *);
bool report_is_stream(const struct report *); /* -t -: rows of list, which have no history */

/* ======== sow-report-reason.c ======== */

/* The last note with which the ticket was moved, held, waived, or left out in part; or empty.  The
 * rows of a stream have no history, so there it is the row's own note. */
const char *report_reason(struct report *, const struct ticket *);
/* The note with which the decision in the column approved was recorded; or empty.  In a stream
 * likewise. */
const char *report_decision(struct report *, const struct ticket *);
void reasons_free(struct reasons *);

/* ======== sow-report-span.c - the days that a layout reports on ======== */

/* A layout filled for a period. */
struct edition {
	struct report *report;
	struct period named;  /* the period of -p, such as 2026-W48 */
	struct period period; /* the days that are reported on */
	const char *path;     /* of the layout; line is the one being read */
	size_t line;
	const char *activity; /* the activity that is the meeting, or "" */
	bool meetings;        /* period runs from meeting to meeting */
	int meeting, next;    /* days, or DAY_MIN for none */
};
/* Takes a row 期間, which says what days are meant; returns false for any other row.  Exits 1 if it
 * is bad. */
bool edition_begins(struct edition *, char *const *cell, size_t n);
/* Finds the period and the meetings.  Exits 1 if there is no meeting to report up to. */
void edition_open(struct edition *);
struct period edition_period(const struct edition *, int shift); /* shift periods later */

/* ======== sow-report-name.c - what a layout may name ======== */

/* Prints what {name} stands for, where name has n bytes; with f NULL only looks the name up.
 * Returns false if there is no such name. */
bool name_print(FILE *f, const struct edition *, const char *name, size_t n);
char *name_list(void); /* all names, which the caller frees */
/* Whether the cell names what differs whenever the report is printed, which corrects nothing. */
bool name_is_dated(const char *cell);
extern const struct form form_names;

/* That cell of the row of contract.csv whose term holds the last day of the period, or an empty text.
 * The caller frees it. */
char *report_term(const struct report *, struct period, const char *column);

/* ======== sow-report-printout.c - where two sheets differ ======== */

/* The rows of a sheet as lines of text.  Lines that are dated differ whenever they are printed. */
struct printout {
	struct printed {
		const char *text;
		bool dated;
	} *line; /* n of them */
	size_t n;
	struct arena arena;
};
void printout_add(struct printout *, const char *const *cell, size_t n, bool dated);
struct printout printout_read(const char *path); /* of a file in any format that the reader takes */
/* A line that became another, that is gone (is NULL), or that is new (was NULL); at: where, from 1. */
struct change {
	size_t at;
	const char *was;
	const struct printed *is;
};
typedef void take_change(void *, const struct change *);
void printout_compare(const struct printout *was, const struct printout *is, take_change *take, void *);
void printout_free(struct printout *);

/* ======== sow-report-submission.c - what was handed in ======== */

/* A row of submitted.csv. */
struct submission {
	struct submission *next; /* handed in later; or NULL */
	long long id;
	const char *layout, *period, *edition, *revs, *sha256, *submitted, *link;
};
const char *report_home(const struct report *); /* the team's directory, where the ledgers are */
char *report_ledger(const struct report *, const char *name); /* its path, which the caller frees */
/* The tickets of a ledger of the team at that moment; none if the team has no such ledger. */
struct tickets *report_tickets(struct report *, const char *name, int64_t as_of);
int64_t ledger_moment(const char *path, long long rev); /* when the row was written; exits 1 without it */
long long submission_rev(const struct submission *, const char *ledger); /* the last that counts; 0: none */
const struct submission *report_submissions(struct report *); /* the first, or NULL */
/* The last one of the layout (NULL: of any) for the period, or NULL, and in *n how many there are. */
const struct submission *submission_last(struct report *, const char *layout, struct period, int *n);

/* ======== sow-report-changed.c ======== */

long count_changed(struct report *, struct period); /* the sum of the table's differences */

/* ======== sow-report-keep.c - submitted/: files kept by their content ======== */

enum { MANIFEST_OPTIONS = 32 };
/* What a report rested on besides files. */
struct manifest {
	const char *option[MANIFEST_OPTIONS], *value[MANIFEST_OPTIONS]; /* n of them */
	size_t n;
	struct arena arena;
};
char *kept_name(const char *home, const char *hex);  /* submitted/HEX.csv or .xlsx; these two the caller frees */
/* That in the team's directory, home; exits 1 if it is not the text of a sum. */
char *kept_path(const char *home, const char *hex);
char *kept_whole(const char *home, const char *hex); /* the same; exits 1 if it has other bytes than those kept */
/* These two keep bytes or a file, and exit 1 if that fails. */
void keep_bytes(const char *home, const char *, size_t n, char hex[DIGEST_TEXT]);
void keep_file(const char *home, const char *path, char hex[DIGEST_TEXT]);
void manifest_add(struct bytes *, const char *kind, const char *name, const char *value);
void keep_asked(const struct team *, const char *home, const struct asked *, struct bytes *manifest);
void spare_asked(const struct options *); /* exits 2 if -O would replace a file that was asked for */
/* Lays the files of a manifest out in the directory, under their names; exits 1 if one is not what
 * was kept. */
void manifest_read(const char *home, const char *hex, const char *directory, struct manifest *);

/* ======== sow-report-submit.c, sow-report-verify.c ======== */

enum { INSPECTION_DAYS = 10 }; /* within which the customer inspects, from the notice on */

enum { SHAPING = 4 };
extern const enum option_id shaping_options[SHAPING]; /* those that make the bytes what they are */
/* Whether the report can be made again from what was kept, with the same bytes. */
bool submission_holds(const struct options *, const struct submission *);
extern const struct form form_submit, form_verify_submitted;

/* ======== sow-report-arrange.c - a layout's wishes about a table ======== */

enum { WISHES = 8 };
enum wish { WISH_NONE, WISH_TAKEN, WISH_BAD };
struct arrangement {
	struct filter *filter[WISHES]; /* 条件: nfilters of them */
	size_t nfilters;
	size_t sort, group;            /* 並び: 見出し: columns, or COLUMN_NONE */
	bool descending;
	size_t total[WISHES], ntotals; /* 合計: columns */
	size_t limit, more;            /* 上限: the most rows (0: all), and how many were left out */
	int today;
};
bool arrangement_is(const char *cell); /* does it begin with one of these words? */
/* Takes a cell such as 並び:due.  It is WISH_BAD if the table has no such column, if the value is no
 * number, or if there are more than WISHES of a kind. */
enum wish arrangement_take(struct arrangement *, const struct table *, const char *cell);
/* Chooses and orders the rows.  Returns *n items, which the caller frees. */
struct item *arrangement_apply(struct arrangement *, struct report *, const struct filled *, size_t *n);

/* ======== sow-report-block.c - a table and its columns, in the cells of a layout or a form ======== */

/* Where a cell stands, for messages: in a layout, which has no sheet, or in a form. */
struct spot {
	const char *path, *sheet;
	size_t row, column; /* row from 1, or 0 for a header or footer; column from 0 */
};
enum { SPOT_TEXT = 6 * 1024 }; /* the longest path, the name of a sheet, and a cell */
const char *spot_text(struct spot, char buf[SPOT_TEXT]);

struct block {
	const struct table *table;
	struct period period;
	struct item *item;       /* nitems of its rows */
	size_t nitems;
	struct picked {
		const struct table_column *column; /* NULL: 連番 or, if blank, a column to be filled in by hand */
		bool blank;
		const char *heading;
		enum column_type type;
		size_t place;    /* the column of the cell that named it */
	} *picked;               /* npicked of them */
	size_t npicked;
	struct arrangement arrangement;
};
/* Reads [closed] or [plan+1]: a table, and the period that is so many periods away.  Then block_take reads
 * the cells beside it, which last as long as the block and may be changed, and block_end sees that there was
 * a column.  They exit 1 if the table has no such column. */
void block_begin(struct block *, const struct edition *, struct spot, const char *);
void block_take(struct block *, struct spot, char *);
void block_end(const struct block *, struct spot);
void block_fill(struct block *, const struct edition *);
enum column_type block_type(const struct block *, size_t picked);
/* A cell, formatted for people whatever the output format is: so are all layouts. */
const char *block_text(const struct block *, struct report *, size_t row, size_t picked, struct arena *);
void block_free(struct block *);
/* Prints the text with the names in it replaced; with f NULL only checks them.  Exits 1 for an unknown
 * name. */
void name_expand(FILE *f, const struct edition *, struct spot, const char *);

/* ======== sow-report-layout.c ======== */

bool print_layout(struct report *, struct period); /* fills and prints the layout of -f */
/* Exits 1 if the layout names a table, a column or a value that does not exist. */
void check_layout(struct report *, struct period);

/* ======== sow-report-form.c ======== */

bool is_form_name(const char *layout); /* a workbook, such as kyoto-weekly.xlsx */
typedef bool print_report(struct report *, struct period);
print_report *report_print(const struct options *); /* print_form or print_layout, by -f */
bool print_form(struct report *, struct period); /* fills the form of -f */
void check_form(struct report *, struct period); /* exits 1 as check_layout does */

extern const struct form form_check_layouts;

#endif
