/* sow.h - the whole library, in the order it is built: a floor uses those below it */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_H
#define SOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

/*
 * Text is UTF-8, NUL-terminated. A day is an int, days since 1970-01-01 in the
 * civil calendar; a moment is an int64_t, microseconds since 1970-01-01T00:00
 * by the clock on the wall in Asia/Tokyo (UTC+9, no summer time). Functions
 * that return bool say false for "no" and print nothing; readers, writers,
 * tables a result rests on (and running out of memory) end the program with a
 * message and exit 1.
 */

/* ======== floor 1: arena.c - strings that live as long as their table ======== */

struct arena {
	struct chunk *chunks;
	char *free;
	size_t left;
};

void *arena_alloc(struct arena *, size_t);
char *arena_text(struct arena *, const char *, size_t); /* a NUL-terminated copy */
void arena_free(struct arena *);
/* Bytes that grow; zeroed it is empty, s is to be freed. */
struct bytes {
	char *s;
	size_t n, size;
};
void bytes_add(struct bytes *, const char *, size_t);
void memory_close(FILE *, char *const *text); /* of open_memstream: the text is there */

/* ======== file.c - a file that takes another's place ======== */

/*
 * One such file at a time: begun under a name of its own beside path, made whole by its
 * caller, then committed. Whatever ends the program before that takes it away.
 */
int file_begin(const char *path);                  /* a descriptor, or -1 and errno */
bool file_commit(int fd, const char *path);        /* on disk, then renamed; the caller closes fd */
bool file_commit_new(int fd, const char *path);    /* the same, but only where path is no file yet */
void file_abandon(void);                           /* takes it away, if there is one; errno stays */
/* Reads n bytes from that place on, fewer at the end of the file; -1: errno says why. */
ssize_t file_read(int fd, char *buf, size_t n, uint64_t at);
bool file_sync_directory(const char *path);        /* that of path: its names are on disk */
/* Owner, group, mode and ACL, all of them or false. */
bool file_copy_rights(int from, int to);
/* Mode and ACL; owner and group where we may give them, else nothing for the group. */
bool file_follow_rights(int from, int to);
mode_t file_mode(void);                            /* of a new file, by the umask */
/* The name behind links, which may be no file yet; refuses (exit 2) a link that anybody
 * could have made. The caller frees it. */
char *file_resolve(const char *path);

/* ======== text.c - validity, width, matching ======== */

#define TEXT_BREAK "\u2028" /* a line break inside a cell: one record is one line */
enum { TEXT_BREAK_CHAR = 0x2028 };

/* Strict UTF-8 (no overlong form, surrogate or NUL). */
bool text_valid(const char *, size_t);
/* Decodes one character; returns its bytes (1 and U+FFFD for a stray byte). */
size_t text_char(const char *, int32_t *);
/* Columns on a terminal, as text_print shows it; SOW_AMBIGUOUS=2 widens ①※…. */
size_t text_width(const char *);
/* Moves behind spaces, U+3000 too; returns the bytes up to those at the end. */
size_t text_trim(const char **s);
bool text_blank(const char *); /* nothing but spaces */
bool char_controls(int32_t c); /* C0, DEL, C1 */
bool text_controls(const char *); /* is there such a character in it? */
bool char_turns(int32_t c); /* the direction of text: bidi marks, overrides, isolates */
/* Prints with controls and bidi overrides made visible, cut to limit columns
 * with …; returns the columns used. */
size_t text_print(FILE *, const char *, size_t limit);
/* The key for matching, never stored: NFKC, casefold, one dash, one width,
 * ウェア = ウエア, サーバー = サーバ. The caller frees it. */
char *text_key(const char *);
/* What an IME left of an id, date or number, as ASCII; false when too long. */
bool text_narrow(const char *, char *buf, size_t size);

/* ======== message.c - what is said on stderr ======== */

/* From here on whatever is printed to stderr is escaped as text_print does. */
void messages_begin(void);
/* Keeps what is said until messages_release, which prints it; errno stays. */
void messages_hold(void);
void messages_release(void);

/* ======== encoding.c - which bytes are these ======== */

enum encoding { ENC_UTF8, ENC_CP932, ENC_UTF16LE, ENC_UTF16BE };

const char *encoding_name(enum encoding);
bool encoding_parse(const char *, enum encoding *);
/* From the first bytes: length of the BOM (0 none); *e changes where they tell. */
size_t encoding_mark(const char *, size_t, enum encoding *e);
/* UTF-8 or CP932: strict first, else the one that breaks fewer lines. */
enum encoding encoding_judge(const char *, size_t);

struct decoder *decoder_open(enum encoding);
/* To UTF-8; a byte that means nothing becomes FF, which no reader accepts.
 * out has room for 3 * *n bytes; *n becomes what is left for the next call. */
size_t decoder_run(struct decoder *, const char *in, size_t *n, bool last, char *out);
void decoder_close(struct decoder *);

/* Encodes up to the first character that CP932 lacks (*bad, else 0); moves *s
 * behind it. out has room for 2 bytes a byte. Returns the bytes written. */
size_t cp932_encode(const char **s, char *out, int32_t *bad);
int cp932_length(int32_t c); /* bytes of one character, 0 none */
/* Would decoded, which came from CP932, be left of text when it went there and back? What
 * CP932 lacks may have become any one character. */
bool cp932_same(const char *text, const char *decoded);

/* ======== date.c - civil dates, 和暦, the only clock ======== */

#define DAY_US INT64_C(86400000000)
enum { DAY_MIN = -1000000, DAY_MAX = 10000000, DATE_TEXT = 48 };
enum date_style { DATE_ISO, DATE_SLASH, DATE_KANJI, DATE_ERA };

int day_of(int y, int m, int d);
void day_split(int day, int *y, int *m, int *d);
int day_weekday(int day); /* 0 is Monday */
int day_fiscal_year(int day); /* from April */
int month_days(int y, int m);
bool civil_valid(int y, int m, int d);
const char *weekday_name(int weekday); /* 月 */
bool weekday_parse(const char *, int *); /* 月 月曜 月曜日 mon */

/* Reads 令和8 or R8 at *s and moves behind it. */
bool era_year(const char **s, int *year, int *era);
bool era_holds(int era, int day);

/* 2026-11-23 2026/11/23 11/23 (the nearest) 令和8年11月23日 R8.11.23 today 昨日
 * fri (of this week). With today DAY_MIN, for dates in files, only forms with
 * their year are dates; the same holds for periods. */
bool date_parse(const char *, int today, int *day);
/* A date, a clock (10:30, today) or both: 2026-11-23T10:30. */
bool time_parse(const char *, int today, int64_t *us);
int time_day(int64_t us);
const char *date_text(int day, enum date_style, char buf[DATE_TEXT]);
const char *time_text(int64_t us, bool micros, char buf[DATE_TEXT]); /* 2026-11-23T10:30:00 */
/* Now: SOW_NOW, else the system's clock; today (may be NULL) replaces the day. */
bool clock_read(const char *today, int64_t *us);

/* ======== period.c - spans of days with a name ======== */

enum { PERIOD_TEXT = 64 };
enum period_kind {
	PERIOD_SPAN, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR,
};
struct period {
	enum period_kind kind;
	int from, to; /* days, inclusive */
};

/* 2026-W48 2026-11 FY2026H1 FY2026 2026年11月 2026年度上期 week-1 先月 11月, a date,
 * and A..B of these, either side open. */
bool period_parse(const char *, int today, struct period *);
struct period period_at(enum period_kind, int day);
struct period period_shift(struct period, int n);
const char *period_text(struct period, char buf[PERIOD_TEXT]);

/* ======== floor 2: column.c - names, Japanese labels, types ======== */

enum column_type {
	COLUMN_TEXT, COLUMN_DATE, COLUMN_TIME, COLUMN_FREQUENCY, COLUMN_STATUS, COLUMN_STATE,
	COLUMN_KEY, /* names something: of no use when it is cut */
};
#define COLUMN_NONE SIZE_MAX

struct column {
	const char *name, *label;
	enum column_type type;
};

const struct column *column_find(const char *header); /* by name, label or alias; or NULL */
const char *column_name(const char *header); /* itself when it is unknown */
enum column_type column_type(const char *name);
const char *column_label(const char *name);
/* Does a file that begins so hold a ledger, of this version or of 0.1? */
bool columns_are_ledger(const char *bytes, size_t n);
/* monthly -> 月次, 対応中 -> doing: what a typed word is in the data. */
const char *column_value(const char *name, const char *word);
/* The cell as people read it: 2026/11/23 10:30, 対応中. */
const char *column_person(enum column_type, const char *cell, char buf[DATE_TEXT * 2]);

/* ======== excel.c - what Excel makes of a cell ======== */

/* Is the second text what Excel leaves of the first when it opens and saves it? */
bool excel_made(const char *was, const char *is);

/* ======== reader.c - bytes to rows ======== */

enum reader_mode {
	READER_STREAM,  /* a bad row is reported and left out */
	READER_TABLE,   /* bad rows are reported and end the program at the end of the file;
	                   missing trailing cells are empty */
	READER_JOURNAL, /* a bad row ends the program; every cell is there */
	READER_SHEET,   /* no header, ragged, blank rows kept; a bad row ends the program */
};
struct reader_options {
	enum reader_mode mode;
	const char *from;    /* encoding, or NULL: detected */
	const char *skip_to; /* regular expression, or NULL */
	bool empty;          /* no bytes at all are no rows, not a header that is missing */
	size_t bad_max;      /* READER_STREAM: with more bad rows the program ends; 0: never */
	bool careful;        /* every record through libcsv: what fuzz/ compares with */
};
/* One record; everything in it lasts until the next. */
struct row {
	char **cell;     /* n of them, UTF-8, line breaks as U+2028; may be changed */
	size_t n;
	const char *raw; /* the record as it stood, without its line end (not terminated) */
	size_t size;
	size_t line;     /* number of its first line */
	bool plain;      /* raw is already what a csv writer would print */
};

struct reader *reader_open(const char *path, struct reader_options); /* - is stdin */
/* Reads at most size bytes of fd, which it closes; path is for messages. */
struct reader *reader_open_fd(int fd, const char *path, uint64_t size, struct reader_options);
const char *const *reader_names(const struct reader *, size_t *n); /* of the header; canonical */
size_t reader_column(const struct reader *, const char *name); /* or COLUMN_NONE */
const char *reader_path(const struct reader *);
enum encoding reader_encoding(const struct reader *); /* of the bytes read so far */
bool reader_next(struct reader *, struct row *);
/* A row whose content is bad: reported, and then as the mode says. */
void reader_reject(struct reader *, const struct row *, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool reader_close(struct reader *); /* false when rows were left out */

/* ======== ics.c - an iCalendar (RFC 5545) of all-day events ======== */

void ics_begin(FILE *);
/* now is a moment: when it was written. Line breaks may be U+2028. */
void ics_event(FILE *, const char *uid, int day, const char *summary, const char *description,
    int64_t now);
void ics_end(FILE *);

/* ======== writer.c - rows to csv tsv table json excel cp932 ics ======== */

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

/* ======== filter.c - COLUMN OP VALUE ======== */

struct filter *filter_parse(const char *, int today); /* exits 2 */
const char *filter_column(const struct filter *);
void filter_bind(struct filter *, size_t index);
bool filter_match(const struct filter *, char *const *cell);

/* ======== floor 3: option.c - what every program shares ======== */

enum option_id {
	OPT_ALL, OPT_ANY, OPT_APPROVER, OPT_AS_IS, OPT_AS_OF, OPT_BACKFILL, OPT_CALENDAR,
	OPT_CANDIDATES, OPT_CELL, OPT_CHECK, OPT_CLOCK, OPT_COLUMNS, OPT_COPIES, OPT_COPY, OPT_DIFF, OPT_DIR, OPT_DONE, OPT_DRY, OPT_EACH,
	OPT_EACH_ROW, OPT_EDIT, OPT_EXIT, OPT_EXPLAIN, OPT_FILE, OPT_FOR, OPT_FORCE, OPT_FORCE_FS,
	OPT_FORMAT, OPT_FORMULA, OPT_FROM, OPT_HEADER, OPT_HELP, OPT_IF_REV, OPT_LAYOUT, OPT_LEAD,
	OPT_LINK, OPT_LINT, OPT_MAP, OPT_MAX, OPT_MIN, OPT_MIN_REV, OPT_ON, OPT_OUTPUT,
	OPT_PARENT, OPT_PERIOD, OPT_REV, OPT_SKIP_TO, OPT_START, OPT_SUBST, OPT_TICKETS,
	OPT_TODAY, OPT_UNTIL, OPT_VERSION, OPT_WAIT, OPT_WAITING, OPT_WHERE, OPT_WHY, OPT_WITH,
	OPTIONS,
};
/* What a program says of itself; the options every program has are not listed. */
struct program {
	const char *purpose, *operands, *examples;
	const enum option_id *takes;
	size_t ntakes;
};
struct options {
	const struct program *program;
	int64_t now; /* a moment */
	int today;
	const char *value[OPTIONS]; /* NULL: not given; a flag is "" */
	const char **where;
	size_t nwhere;
	char **operand; /* n of them, then NULL */
	size_t n;
};

/* Opens missing fds 0-2, reads argv and the clock; exits 2, and 0 for --help. */
void options_parse(struct options *, const struct program *, char **argv);
void usage(const struct program *) __attribute__((noreturn));
const char *option_name(enum option_id); /* without its dashes */
long long option_number(const struct options *, enum option_id, long long otherwise, long long max);
bool option_period(const struct options *, enum option_id, struct period *);
int64_t option_as_of(const struct options *); /* the last moment that counts */
int option_day(const struct options *); /* that of --as-of, unless --today is given */
/* Does the U+3000 between head, which would be word n, and rest part them? first is the
 * first word of the same operand. */
typedef bool option_parts(char *const *word, size_t n, size_t first, const char *head, const char *rest);
/* An IME's space is none to the shell: operands part at it where that says so (NULL: at each). */
void options_part(struct options *, option_parts *);
/* A stream, by --from and --skip-to; empty: it may be. */
struct reader *option_stdin(const struct options *, bool empty);
/* The same of a path, for rows that are kept: too many bad ones end the program. */
struct reader *option_rows(const struct options *, const char *path, bool empty);
struct writer_options option_writer(const struct options *);

/* -t FILE, or the team's tickets.csv; a symbolic link is followed with -L alone. The caller
 * frees it. */
char *option_ledger(const struct options *);
/* A path in the team's directory; team_path falls back to the shipped file,
 * NULL when there is none either. The caller frees it. */
char *team_file(const struct options *, const char *name);
char *team_path(const struct options *, const char *name);

/* Rows through -w and -c to -o and -O. */
struct output *output_open(const struct options *, const char *const *names, size_t n);
void output_row(struct output *, const char *const *cell);
void output_pass(struct output *, const struct row *);
size_t output_rows(const struct output *);
bool output_close(struct output *);

/* ======== floor 4: staff.c - who a login is ======== */

/* The 氏名, NULL where staff.csv has none; every row of it is good, or exit 1. The
 * caller frees it. */
char *staff_name(const struct options *, const char *login);

/* ======== calendar.c - which days are open ======== */

struct calendar *calendar_open(const struct options *);
/* Why the day is closed, NULL when it is open; a day past the data ends the program. */
const char *calendar_closed(const struct calendar *, int day);
struct period calendar_range(const struct calendar *); /* the days the data speaks of */
/* The n-th open day of from..to, from the end when n is negative; false: too few. */
bool calendar_nth(const struct calendar *, int from, int to, int n, int *day);
void calendar_close(struct calendar *);

/* ======== schedule.c - 第5営業日 and a period make a date ======== */

/*
 * 金曜 Fri · 第5営業日 bd5 · 最終営業日 bd-1 · 最終営業日の3営業日前 bd-1 -3bd ·
 * 25日 day25 · 末日 last-day · 第2火曜 tue2 · 2027/03/31 60日前 -60d; before it
 * 9月・3月 sep mar and 翌週 翌期 翌年度 next (the period after) or 翌月 next-month
 * (the month after the named one, else after the period's last); behind it
 * 前倒し preceding, 後ろ倒し following, 当日 none, 期限 deadline. 隔週 is every 14
 * days from the week the activity's first row begins (else Monday 1970-01-05).
 */
enum rule { RULE_BUSINESS, RULE_DAY, RULE_WEEKDAY, RULE_DATE };
enum shift { SHIFT_BACK, SHIFT_FORTH, SHIFT_NONE };
enum next { NEXT_NONE, NEXT_MONTH, NEXT_PERIOD };
struct schedule {
	enum rule rule;
	int n;           /* BUSINESS: the n-th, -1 the last; DAY: 1..31, 31 the last;
	                    WEEKDAY: the n-th of the week or month */
	int weekday;
	int before;      /* so many business days before it (DATE: days) */
	int date;        /* DATE: a day, of which month and day count */
	enum next next;  /* 翌月: in the month after, 翌期: in the period that follows */
	unsigned months; /* bit m: month m (half-yearly and yearly); 0: the last one */
	enum shift shift;
	bool deadline;   /* 期限: the contract's own date */
};
struct due {
	int nominal, due; /* days; due is the nominal day moved to an open one */
	struct period in; /* where the date had to stay */
	bool none;        /* no open day there: nothing can be due */
};

/* *bad is the place of the word not understood, NULL when the rule does not suit. */
bool schedule_parse(const char *, enum period_kind, struct schedule *, const char **bad);
/* The word at bad into buf; returns its place in the cell, in characters from 1. */
size_t schedule_word(const char *text, const char *bad, char *buf, size_t size);
/* Where the date has to lie: the week, the month the rule names, the year. */
struct period schedule_span(const struct schedule *, struct period);
struct due schedule_due(const struct schedule *, struct period, const struct calendar *);

/* ======== floor 5: title.c - templates such as インシデント（ソフト名：事象） ======== */

enum place { PLACE_MONTH, PLACE_DAY, PLACE_WHAT, PLACE_SOFT, PLACE_USER, PLACE_LOG, PLACES };
struct title {
	const char *template;
	size_t head; /* bytes before （ */
	enum place part[PLACES];
	size_t n;    /* 0: the template is the title */
};
enum { TITLE_CHARS = 255 };

bool title_parse(const char *template, struct title *); /* false: （事象：何か） */
const char *place_name(enum place); /* ソフト名 */
bool place_find(const char *name, enum place *); /* ソフト名 soft */
const char *title_problem(const char *title); /* blank, too long; NULL: none */
/* NULL and the message in *problem when a value is missing or cannot be in a
 * title. The caller frees the title. */
char *title_render(const struct title *, char *const value[PLACES], const char **problem);
/* The inverse; the values are the caller's to free. */
bool title_match(const struct title *, const char *, char *value[PLACES]);
bool title_fits(const struct title *, const char *); /* the same, without the values */
/* The title as the template writes it when only width and spelling differ, else
 * NULL. The caller frees it. */
char *title_suggest(const struct title *, const char *);

/* ======== catalog.c - sow.csv: the contract's activities ======== */

enum frequency { ON_DEMAND, WEEKLY, BIWEEKLY, MONTHLY, QUARTERLY, HALF_YEARLY, YEARLY };
enum field {
	F_ID, F_NO, F_MAJOR, F_MIDDLE, F_MINOR, F_TITLE, F_TASK, F_FREQUENCY, F_TARGET,
	F_SCHEDULE, F_LEAD, F_APPROVAL, F_ALIAS, F_VALID_FROM, F_VALID_TO, F_NOTE, FIELDS,
};
/* One revision of an activity. */
struct activity {
	const char *const *cell; /* as in the file, in its columns */
	const char *field[FIELDS];
	enum frequency frequency;
	struct schedule schedule;
	struct title title;
	int lead;     /* days */
	int from, to; /* validity, inclusive */
	size_t line;
};
struct catalog {
	const char *path;
	const char *const *names; /* the file's columns, ncolumns of them */
	size_t ncolumns;
	struct activity *activity; /* n of them, in the file's order */
	size_t n;
	struct arena arena;
};

struct catalog *catalog_open(const struct options *); /* the whole file is good, or exit 1 */
bool frequency_kind(enum frequency, enum period_kind *); /* false: on demand */
/* The revision in force that day, or NULL. */
const struct activity *catalog_find(const struct catalog *, const char *id, int day);
/* By id, alias, or a pattern in any text cell, in force that day; at most max
 * into found, returns how many there are. */
size_t catalog_match(const struct catalog *, const char *pattern, int day,
    const struct activity **found, size_t max);
void catalog_close(struct catalog *);

/* contract.csv: the term; without one, for ever. */
struct period contract_open(const struct options *);

/* ======== floor 6: row.c - the ledger's header and rows, byte by byte ======== */

enum ledger_field {
	L_REV, L_BATCH, L_AT, L_BY, L_ID, L_STATUS, L_KEYS, L_TITLE, L_REQUESTER, L_ASSIGNEE,
	L_TARGET, L_PRIORITY, L_OPENED, L_DUE, L_CLOSED, L_MINUTES, L_APPROVED, L_PARENT,
	L_RELATED, L_PART, L_REF, L_LINK, L_TAGS, L_FIXED, /* then the team's columns, note, sum */
};
enum {
	LEDGER_ROW = 64 * 1024,   /* bytes of a row, at most */
	LEDGER_HEADER = 8 * 1024, /* of the header, with its line end */
	LEDGER_SUM = 8,           /* hexadecimal digits of sum */
	LEDGER_GAP = 1000000,     /* by so many rev may jump before a restored row, at most */
};
#define LEDGER_ROW_TOO_LONG "a row of more than 64 KiB"
#define LEDGER_NAME_CHARS "abcdefghijklmnopqrstuvwxyz0123456789_" /* of a team column's name */
#define LEDGER_RESTORED "restored" /* the tag of a row behind the one gap in rev that is none */

extern const char *const ledger_columns[L_FIXED];

/* at, 2026-11-23T10:30:00.000000: the one form in which the ledger writes it. */
bool ledger_stamp(const char *, int64_t *us);

/* The first line of a ledger. */
struct header {
	char names[LEDGER_HEADER]; /* without its line end */
	size_t size;               /* with it */
	size_t columns;
	bool old;                  /* of 0.1, which has no batch and no related */
};
bool header_read(int fd, struct header *); /* false: not, to the byte, what init writes */

/* What a row begins with; none of it is quoted. */
struct head {
	long long rev, batch;
	int64_t at;
};

bool column_is_new(size_t column); /* since 0.1 */
/* Rows without their line end. In 0.1 each is taken for a batch of its own. */
bool row_head(const char *row, size_t n, bool old, struct head *);
bool row_holds(const char *row, size_t n);       /* its sum is that of its bytes */
bool row_is_restored(const char *row, size_t n); /* the one before which rev may jump */
void row_print(struct bytes *, char *const *cell, size_t n); /* the cells, with commas between */
void row_sum(const char *row, size_t n, char sum[LEDGER_SUM + 1]); /* of what stands before it */

/* ======== tail.c - how a ledger ends ======== */

enum tail_state {
	TAIL_WHOLE,      /* with the last row of a sound batch */
	TAIL_UNENDED,    /* the same, but its line end is missing */
	TAIL_UNFINISHED, /* bytes of a batch that was never acknowledged follow such a row */
	TAIL_DAMAGED,    /* otherwise: an acknowledged row may be among it */
	TAIL_UNREAD,     /* it could not be read: errno says why */
};
struct tail {
	enum tail_state state;
	uint64_t end;  /* bytes up to the last batch that is whole, with its line end */
	long long rev; /* of its last row, 0 none; TAIL_UNENDED: of the row without a line end */
	int64_t at;    /* of that row, else INT64_MIN */
};
struct tail tail_judge(int fd, uint64_t size, const struct header *);

/* ======== journal.c - the ledger as its readers know it ======== */

/* What is read of a ledger: one file at one moment, whatever is renamed over it. */
struct view {
	const char *path; /* for messages; the caller's */
	int fd;
	uint64_t size;    /* bytes that count */
};

/* The batches that are whole, or every byte, as the size was under a read lock. Exits 1. */
struct view view_open(const char *path, bool every_byte);
void view_close(struct view *);

/* From the first row on; one journal of a view at a time. A ledger of 0.1 is read as if it
 * had been written by this version: rows with one at are a batch. */
struct journal *journal_open(const struct view *, enum reader_mode);
const char *const *journal_names(const struct journal *, size_t *n);
/* The next row up to that moment, proved: its sum, its rev behind the one before, its batch.
 * To a READER_STREAM a rev or batch that does not follow is reported, and the row comes all
 * the same. */
bool journal_next(struct journal *, struct row *, int64_t as_of);
long long journal_rev(const struct journal *);   /* of the last row that came; 0 none */
long long journal_batch(const struct journal *); /* the rev of its batch's last row */
struct reader *journal_reader(struct journal *); /* for reader_reject */
bool journal_close(struct journal *);            /* false when rows were left out */

/* ======== floor 7: filesystem.c - does a lock hold where a file lies? ======== */

enum trust { LOCKS_HOLD, LOCKS_UNKNOWN, LOCKS_BREAK };
enum trust filesystem_trust(int fd, const char **kind); /* kind: its name, for messages */

/* ======== ledger.c - the ledger as its writer knows it ======== */

/* These are exit codes: what is on disk must be known. */
enum ledger_result {
	LEDGER_OK = 0,
	LEDGER_UNKNOWN = 70,  /* what is saved is not known, and how to find out was told */
	LEDGER_NOTHING = 73,  /* nothing saved */
	LEDGER_BUSY = 75,     /* nothing saved */
	LEDGER_UNTOLD = 76,   /* saved, but stdout did not take the ids */
};
/* How a ledger may be opened. */
struct ledger_terms {
	long wait;      /* seconds, at most, for another writer */
	bool dry;       /* -n: not even the tail is mended */
	bool any_fs;    /* also where locks are known to break */
	bool any_clock; /* also more than 366 days after the last row */
};
/* An open ledger: under its lock from open to close; messages and signals wait. */
struct ledger {
	char *path;
	int fd;
	uint64_t size;      /* bytes of the header and the whole batches */
	char **name;        /* ncolumns, note and sum the last two */
	size_t ncolumns;
	long long rev;      /* of the last row, drafted ones included; 0 none */
	int64_t at;         /* of the last row on disk */
	int64_t clock;      /* what the clock said under the lock */
	int64_t now;        /* the batch's at: the clock, but behind every row */
	bool dry;
	struct bytes rows;  /* the drafted rows from at on, without sums */
	size_t *start;      /* where each of the nrows begins */
	size_t nrows;
	struct bytes batch; /* the same as they will be written */
};

/* A new, empty ledger with the team's columns ("site,channel" or NULL). */
enum ledger_result ledger_create(const char *path, const char *with, bool any_fs);
/* Locks, judges the tail, mends what nobody was told of, reads the clock. */
enum ledger_result ledger_open(struct ledger *, const char *path, const struct ledger_terms *);
/* The lock alone: header and tail may be broken. A result but LEDGER_OK was told. */
enum ledger_result ledger_lock(struct ledger *, const char *path, const struct ledger_terms *);
bool ledger_has_name(const struct ledger *); /* is path still the file that is open? */
struct view ledger_view(const struct ledger *); /* of what is on disk; not to be closed */
void ledger_close(struct ledger *); /* unlocks, and lets messages through; signals still wait */
void ledger_answered(void); /* lets the signals through, when the ids are printed */

/* ======== batch.c - the rows of one write ======== */

/* Drafts a row: cell has ncolumns - 1 entries, of which at and by are filled in here, rev,
 * batch and sum later. False: too long, a control character, not UTF-8. */
bool ledger_add(struct ledger *, char **cell, const char *by, const char **problem);
void ledger_drop(struct ledger *, size_t nrows); /* but for the first nrows of more drafted ones */
const struct bytes *ledger_seal(struct ledger *); /* the batch as lines */
void ledger_tell_clock(const struct ledger *);    /* what is odd about it */
enum ledger_result ledger_append(struct ledger *); /* writes the batch; on disk, or told */
bool ledger_write(int fd, const struct bytes *);   /* all of them, a write a MiB */

/* ======== rewrite.c - another file takes the ledger's place ======== */

typedef void row_edit(void *, char **cell); /* may change cells; sums are made anew */
/* redact: all rows as edit leaves them, then the batch, in a file of the same rights. */
enum ledger_result ledger_rewrite(struct ledger *, row_edit *, void *);
/*
 * A copy, which was found sound, takes the ledger's place under its lock; what was there is
 * kept as PATH.before-restore. Where rows behind the copy's are known of (in the ledger, or
 * as last), a void row by that author follows, and no id is issued twice.
 */
struct restoration {
	const char *copy, *by;
	long long last;   /* a rev known to have been written, 0 none */
	long wait;        /* seconds */
	bool any_fs;
};
enum ledger_result ledger_restore(const char *path, const struct restoration *);
/* redact --copies: the same of a copy that nobody writes to, without a batch; false: told. */
bool copy_rewrite(const char *path, row_edit *, void *);

/* ======== floor 8: ticket.c - the state that the rows amount to ======== */

enum status { T_OPEN, T_DOING, T_HOLD, T_DONE, T_CANCELED, T_WAIVED, T_VOID, STATUSES };

struct ticket {
	long long id, rev;       /* rev of its last row */
	enum status status;
	char **cell;             /* its last row, in the ledger's columns */
	const char *first_note, *done_note; /* of its first row, of the one that ended it */
	int year, number;        /* 2026-0143: the 143rd that was opened in that 年度 */
	int64_t created;         /* at of its first row */
	int first_opened;        /* the day that its first row says it was opened */
	long long parent;        /* these are ids, 0: none */
	long long child, last_child; /* the tickets whose parent it is, by id */
	long long sibling, elder; /* the next of the same parent, and the one before */
};
struct tickets {
	const char *const *names; /* the ledger's columns, ncolumns of them */
	size_t ncolumns;
	size_t column[L_FIXED], note; /* where they stand, or COLUMN_NONE (a stream) */
	struct ticket *ticket;   /* n of them, by id */
	size_t n;
	long long last_rev;
	int64_t first_at;        /* of the ledger's first row; INT64_MAX: none */
	struct key {
		const char *text;
		long long id;    /* the last that carried it */
	} *key;                  /* keys, refs, parts: a hash table of keysize places, nkeys taken */
	size_t nkeys, keysize;
	size_t *slot, nslots;    /* by id: index in ticket + 1 */
	struct arena arena;
	bool families;           /* child and sibling are kept: of a journal, not of a stream */
	bool good;               /* false: a row of a stream was left out */
};

const char *status_name(enum status);
bool status_parse(const char *, enum status *);
bool status_live(enum status); /* open doing hold */
/* Is the step one that a command makes? (done to canceled needs a reopen) */
bool status_follows(enum status from, enum status to);

/* The state at that moment; NULL: no tickets. */
struct tickets *tickets_read(const struct view *, int64_t as_of);
/* -t (- is a stream of rows) and --as-of; a ledger that is not needed may be missing. */
struct tickets *tickets_open(const struct options *, bool needed);
/* The state after one more row (copied); pointers to tickets may move. */
struct ticket *tickets_apply(struct tickets *, char *const *cell, long long id, enum status,
    long long rev);
struct ticket *tickets_find(const struct tickets *, long long id);
/* The ticket, neither canceled nor void, that carries the occurrence, or NULL. */
struct ticket *tickets_by_key(const struct tickets *, const char *key);
struct ticket *tickets_by_ref(const struct tickets *, const char *ref);
/* The part of that name, neither canceled nor void, of the parent. */
struct ticket *tickets_by_part(const struct tickets *, long long parent, const char *name);
/* The tickets whose parent is id, one after the other (first NULL), void ones left out. */
const struct ticket *tickets_child(const struct tickets *, long long id, const struct ticket *after);
/* 143, #143, 2026-0143, else a ref; ref:143 is one that looks like an id. NULL: none. */
struct ticket *tickets_parse(const struct tickets *, const char *);
const char *ticket_cell(const struct tickets *, const struct ticket *, enum ledger_field);
/* The activity of the first key, as it was when the ticket was opened; or NULL. */
const struct activity *key_activity(const struct catalog *, const char *keys, const char *opened);
/* The key at *s (a copy the caller frees), *s moved behind it; NULL at the end. */
char *key_next(const char **s);
bool keys_hold(const char *keys, const char *key); /* is it one of them? */
bool key_is_occurrence(const char *key); /* S09-01@2026-11, not S13-01 */
void tickets_close(struct tickets *);

/* ======== redaction.c - what a redact says of itself ======== */

/* That cell of that ticket was blanked in the rows from..to. */
struct redaction {
	long long id, from, to; /* to and from are revs */
	char cell[64];          /* the column's name */
};
char *redaction_print(const struct redaction *, const char *why); /* the caller frees it */
bool redaction_parse(const char *note, struct redaction *); /* false: an ordinary note */
bool redaction_covers(const struct redaction *, long long id, const char *cell, long long rev);

/* ======== audit.c - is the whole journal sound? ======== */

struct audit_terms {
	long long min_rev; /* the last row is at least this one */
	const char *copy;  /* the ledger begins with that copy, but for redacted cells; or NULL */
};
/* Says on stderr what is wrong, row by row; false when anything is. */
bool ledger_audit(const char *path, const struct audit_terms *);
/* What lies beside it that may hold its text: torn bytes, copies of hands and programs; NULL
 * at the end. The caller frees each and the list; NULL when the directory cannot be read. */
char **ledger_beside(const char *path);

/* ======== floor 9: occurrence.c - activities x periods, joined with tickets ======== */

enum state {
	WAIVED, DONE, LATE, NOT_APPLICABLE, OVERDUE, MISSED, BEHIND, OPEN, DUE, UPCOMING,
};
struct occurrence {
	const struct activity *activity; /* the revision whose rule holds */
	char key[PERIOD_TEXT + 32];      /* S09-01@2026-09 */
	struct period period;
	struct due when;
	int deadline;
	bool clamped;                    /* due moved to the contract's last open day */
	char *title;                     /* in the plan's arena */
	const struct ticket *ticket;     /* or NULL */
	int lead;                        /* of its group */
	enum state state;
};
struct plan {
	const struct catalog *catalog;
	const struct calendar *calendar;
	struct period term;              /* the contract */
	const struct tickets *tickets;
	int today, lead;                 /* lead < 0: each activity's own */
	struct occurrence *occurrence;   /* n of them, by due date, title, key */
	size_t n;
	struct arena arena;
};

const char *state_name(enum state);
/* Fills the plan with every occurrence due in the span. */
void plan_fill(struct plan *, struct period due);
/* The one occurrence of a key, NULL when the contract has none. */
const struct occurrence *plan_find(struct plan *, const char *key);
/* How many occurrences from i on are one ticket (title, due, state, ticket). */
size_t plan_group(const struct plan *, size_t i, bool each);
/* Their keys, and their targets, as one cell; the caller frees it. */
char *group_keys(const struct occurrence *, size_t n);
char *group_targets(const struct occurrence *, size_t n);
void plan_free(struct plan *);

#endif
