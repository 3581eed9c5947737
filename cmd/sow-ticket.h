/* sow-ticket.h - what the files of sow-ticket share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_TICKET_H
#define CMD_SOW_TICKET_H

#include <stdarg.h>

#include "sow.h"

struct input;

/* ======== sow-ticket-desk.c - one write, from lock to answer ======== */

/* Rows are drafted under the lock, against the state as it then is, and appended as one batch.
 * Their ids are printed only when the batch is on the disk. */
struct desk {
	const struct options *options;
	struct ledger ledger;
	struct tickets *tickets; /* desk_tickets: the state under the lock, with the batch */
	struct catalog *catalog; /* desk_catalog */
	struct software *software; /* desk_software */
	struct drafted {
		char **cell;     /* with rev, but not batch, at and by */
		long long id;
		enum status status;
	} *drafted;              /* the rows of the batch, for tickets that are read later */
	size_t ndrafted;
	const char *by;
	struct arena arena;
	char **answer;           /* lines for stdout, once the batch is on disk */
	size_t nanswers;
	const char *note;        /* the text of -E or -F, for every row; or NULL */
	row_edit *edit;          /* redact: edits every old row, given edited; or NULL */
	void *edited;
	bool history;            /* import, undo: exempt from rules about today's work */
	int64_t now;             /* the clock under the lock, on the day of --today */
	long long before;        /* rev of the last row before the batch */
	bool good;               /* false: something was refused */
	bool quiet;              /* import -n: messages are kept in reason, not printed */
	char reason[1024];       /* the last message */
	enum ledger_result result;
};

/* Returns false if the ledger could not be opened; the desk's result is then the exit status. */
bool desk_open(struct desk *, const struct options *);
/* These read the files when first called: a new ticket without an occurrence needs no look back. */
struct tickets *desk_tickets(struct desk *);
struct catalog *desk_catalog(struct desk *);
struct software *desk_software(struct desk *);
/* The activity of a ticket's first key, as of the day it was opened; or NULL. */
const struct activity *desk_activity(struct desk *, const char *keys, const char *opened);
/* The day and the name given with --approver, as the column approved holds them; in the desk's arena. */
const char *desk_approval(struct desk *, int day);
size_t desk_column(const struct desk *, const char *name); /* or COLUMN_NONE */
size_t desk_note(const struct desk *);                      /* the column note */
void desk_answer(struct desk *, long long id, const char *title, const char *due);
void desk_no_ticket(struct desk *, const char *id); /* refuses the id */
/* Reports why something is refused; the command goes on and exits 1. */
void desk_refuse(struct desk *, const char *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Reports what a person should know; the command goes on. */
void desk_tell(struct desk *, const char *where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void desk_vtell(struct desk *, const char *where, const char *format, va_list)
    __attribute__((format(printf, 3, 0)));
/* desk_back forgets what was drafted since the mark, so that a step is done whole or not at all.
 * Pointers to tickets are invalid after it. */
struct mark {
	size_t nrows, ndrafted, nanswers;
};
struct mark desk_mark(const struct desk *);
void desk_back(struct desk *, struct mark);
/* Writes the batch, gives up the lock, prints the answers, and returns the exit status. */
int desk_close(struct desk *);

/* ======== sow-ticket-draft.c - a row to be ======== */

struct draft {
	struct desk *desk;
	char **cell;              /* by ledger column; in the desk's arena */
	const struct ticket *was; /* the ticket as it stands; NULL for a new one */
	struct ticket old;        /* the copy that was points to, for the array may move */
	enum status status;       /* of the cell status; set by draft_add */
	char where[160];          /* what messages call the row: stdin:3, ticket 7 */
	char *place[PLACES];      /* values that were given for its title; or NULL */
};

/* Starts from the ticket's cells without its note, or from empty cells.  where is copied. */
void draft_open(struct draft *, struct desk *, const struct ticket *was, const char *where);
void draft_copy(struct draft *, const struct ticket *); /* its cells, without note and sum */
void draft_set(struct draft *, size_t column, const char *text); /* the text is copied */
/* A cell of the ticket as it stands, which lasts as long as that of ticket_cell; empty for a new
 * ticket. */
const char *draft_was(const struct draft *, size_t column);
bool draft_keeps(const struct draft *, size_t column); /* is the cell as it was? */
bool draft_differs(const struct draft *);              /* would the row say anything new? */
const struct activity *draft_activity(const struct draft *); /* desk_activity of it */
/* Like desk_tell and desk_refuse.  draft_refuse returns false, so that a caller can return its result. */
void draft_tell(const struct draft *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
bool draft_refuse(const struct draft *, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* ======== sow-ticket-rule.c - what holds of every row that is written ======== */

bool draft_is_sound(struct draft *); /* false: refused (told) */
/* Removes the occurrences that another ticket carries, and reports each; returns how many keys are
 * left.  *other is the last such ticket's id, or 0. */
size_t draft_keys(struct draft *, long long *other);

/* ======== sow-ticket-scope.c - whether the activity covers what the work is on ======== */

/* Tags new or changed work on demand that its activity's target does not cover, and tells how to mend
 * that; removes the tag from other work.  id is the ticket's. */
void draft_scope(struct draft *, long long id);

/* ======== sow-ticket-add.c - a draft that is sound becomes a row of the batch ======== */

/* Adds the row unless nothing changed.  Returns the ticket's id, or 0 if the row is refused and reported. */
long long draft_add(struct draft *);
/* Adds the row and answers with its id; returns false if the row is refused and reported. */
bool draft_save(struct draft *);

/* ======== sow-ticket-field.c - a value as typed becomes a cell as it is kept ======== */

enum { FIELD_NAME = 64 };
enum sign { SIGN_NONE, SIGN_SET, SIGN_ADD };
/* The name before =, ＝ or +=, made narrow and lower-case; *value gets what follows. */
enum sign field_name(const char *text, char name[FIELD_NAME], const char **value);
/* Whether a word is name=value with a possible name; any other is a remark or a value of the title. */
bool field_is(const char *text);
/* The column of that name if a person may set it, or else COLUMN_NONE. */
size_t field_column(const struct desk *, const char *name);
/* Puts the value, checked and normalised, into the draft; returns false if it is refused and reported. */
bool draft_cell(struct draft *, size_t column, const char *value);
/* Applies name=value to a draft.  With places, the names of the title's values are fields as well. */
enum assignment { ASSIGNED, NOT_A_FIELD, REFUSED };
enum assignment draft_assign(struct draft *, const char *text, bool places);

/* ======== sow-ticket-change.c, sow-ticket-sheet.c - further rows of a ticket ======== */

/* Whether the ticket may take that status (STATUSES: the one it has) and --if-rev holds; reports a
 * refusal. */
bool ticket_allows(struct desk *, enum status to, const struct ticket *, const char *where);
/* Applies set -: the rows of an edited list, cell by cell. */
void sheet_apply(struct desk *, const struct input *);

/* ======== sow-ticket-words.c - what was typed, as operands ======== */

bool is_id(const char *); /* 143 #143 2026-0143 ref:143, as typed */
void words_no_ticket(const char *id); /* says that there is none, and how one is named */
/* The tickets that operands name: 3, or 2,3, or several such words; the first may hold refs. */
struct named {
	char **id;    /* n of them */
	size_t n;
	size_t words; /* how many operands after the verb hold them */
};
struct named words_named(const struct options *); /* freed by named_free */
void named_free(struct named *);
/* Splits operands at the U+3000 that an IME leaves between two words, and makes the verb narrow. */
void words_part(struct options *);

/* ======== sow-ticket-activity.c - which work is meant ======== */

/* The id nearest to one that no activity has that day; NULL if none is near. */
const char *nearest_activity(const struct catalog *, const char *id, int day);
/* Finds an activity by id, alias or words.  Exits 2 if there is none, or if there are several, which
 * it lists. */
const struct activity *find_activity(const struct catalog *, const char *pattern, int today);

/* ======== sow-ticket-title.c - what a title says ======== */

/* The target that an activity gives its tickets: empty for work on demand that covers several. */
const char *target_given(const struct activity *);
/* The value as the title has it: 2026年11月 for 11月.  NULL if it is refused and reported. */
char *place_value(struct draft *, enum place, const char *typed);
/* Sets keys, title and target for work on demand.  The draft's places and n values fill the
 * template; words left over are the note. */
bool draft_work(struct draft *, const struct activity *, char **value, size_t n);
/* The key with its id as the catalogue spells it and its period as we do (2026-11 for 今月); either
 * stays as typed if it is not known. */
const char *key_typed(struct desk *, const char *typed);
/* The contract's title for the occurrence of a key, in the desk's arena.  Empty if there is no such
 * occurrence or a schedule in sow.csv is bad. */
const char *key_title(struct desk *, const char *key);
/* Sets keys and title for an occurrence, S09-01@2026-11, and due and target if they are empty. */
bool draft_occurrence(struct draft *, const char *key);
/* Puts values that were given anew, and a changed due or opened, into the title. */
bool draft_retitle(struct draft *);
/* Makes it a ticket of other work: new keys and title, with the old title's values if none are given. */
bool draft_move(struct draft *, const char *pattern, char **value, size_t n);

/* ======== sow-ticket-note.c - -E and -F ======== */

struct note {
	char *text; /* as one cell; NULL without -E and -F */
	char *path; /* -E: the file it was written in, until it is saved; or NULL */
};

/* Reads the note of -E or -F, and exits if that is empty.  The editor shows about. */
struct note note_read(const struct options *, const char *about);
void note_close(struct note *, bool saved); /* if it is not saved, the file stays, and its path is told */

/* ======== sow-ticket-input.c - rows of stdin or a file, before the lock ======== */

/* The rows, read to the end before the lock is taken. */
struct input {
	struct reader *reader;
	const char *const *names;
	size_t ncolumns;
	char ***row;
	size_t *line, n, size, bytes;
	struct arena arena;
};

/* Reads at most max rows; returns false if there are more.  Exits 1 if they take more than 256 MiB. */
bool input_read(struct input *, struct reader *, size_t max);
void input_drop_blank(struct input *); /* Excel leaves rows of nothing but commas where somebody once typed */
size_t input_column(const struct input *, const char *name); /* or COLUMN_NONE */
/* Tells the columns that the ledger lacks, whose cells are lost.  Columns that list adds are not
 * told, nor is known, which the caller uses itself. */
void input_tell_columns(const struct input *, const struct desk *, size_t known);
bool input_close(struct input *); /* false: rows were left out */

/* ======== sow-ticket-match.c - the work that a title of an old ledger is about ======== */

enum { KEYS = 16 }; /* of one title, at most */
struct match {
	char keys[KEYS * 64];
	char reason[KEYS * 64 + 64]; /* as data, in the table of import -n */
	char told[KEYS * 64 + 256];  /* in the language of the person */
	size_t n; /* how many activities or occurrences it may be */
};

/* The occurrences of a plan, found by their titles. */
struct titles {
	const struct plan *plan;
	struct index index; /* of each title's first occurrence: its number from 1 */
	size_t *next;       /* by number: the next one with the same title, or 0 */
};
struct titles titles_open(const struct plan *); /* the plan must not change */
void titles_free(struct titles *);

/*
 * Finds the one activity or occurrence of that title.  The plan has every occurrence of those years,
 * and day is when the ticket was opened.  Returns false, with the reason, if there are none or
 * several.
 */
bool match_title(struct match *, const struct titles *, const char *title, const char *target, int day);
/* Sets the reason, as data and as it is told, with the same arguments. */
void match_say(struct match *, const char *data, const char *format, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* ======== sow-ticket-copies.c - what still holds a redacted text ======== */

/* What redact takes out: one cell of a ticket, in every row. */
struct blanking {
	long long id;
	size_t column;
	char cell[64];  /* the column's name */
	bool is_note;
	struct blanked {
		long long rev;
		char *text;
	} *text;        /* n of them, by rev */
	size_t n;
};
/* Names the files around the ledger that still hold the text and, with blanks, blanks it in copies
 * of the ledger.  Returns false if something could not be done, which was told. */
bool copies_blank(const struct blanking *, const char *path, bool blanks);

/* ======== sow-ticket-list.c ======== */

void name_me(struct options *); /* in -w assignee=me, me becomes the writer's name */

/* ======== the forms: form_NAME is in the file that implements it; a new one adds its word here
 * ======== */

#define FORMS(F) F(init) F(new) F(new_rows) F(new_issue) F(new_parts) F(set) F(set_rows) F(move) F(start) F(hold) F(done) \
	F(cancel) F(approve) F(reopen) F(note) F(relate) F(waive) F(split) F(undo) F(redact) F(import) F(restore) F(list) \
	F(show) F(log) F(verify)
#define FORM(name) extern const struct form form_##name;
FORMS(FORM)
#undef FORM

#endif
