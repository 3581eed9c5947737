/* sow-recon.h - what the files of sow-recon share */
/* SPDX-License-Identifier: MIT */
#ifndef CMD_SOW_RECON_H
#define CMD_SOW_RECON_H

#include "sow.h"

enum { KEYS_MAX = 8, KEY_COLUMNS = 8, PAIRS_MAX = 64 };
enum side_name { LEFT, RIGHT, SIDES };

/* ======== sow-recon-side.c - the rows of a file ======== */

/* Where a row stands in the side's spool, and its line in the file that was read. */
struct side_row {
	uint64_t at;
	size_t line;
};
struct side {
	const char *path;
	const char *const *names; /* n of them: the file's own */
	size_t n;
	struct side_row *row;     /* nrows of them, in their order */
	size_t nrows;
	struct reader *reader;
	struct spool *spool;      /* a line for each row: its cells with their NULs */
	struct side_view *view;   /* the cells of the row that was asked for last */
};
/* Reads the file; rows that are no rows are told and left out.  Exits 1 if it has no rows' header. */
struct side side_read(const struct options *, const char *path);
/* A cell, or an empty text for COLUMN_NONE.  It lasts until another row of the side is asked for. */
const char *side_cell(const struct side *, size_t row, size_t column);
size_t side_column(const struct side *, const char *address); /* exits 2 if there is none */
bool side_close(struct side *); /* false when rows were left out */

/* ======== sow-recon-key.c - what makes two rows one thing ======== */

/* Columns that name a thing: serial, or school and name; or, in the other file, what corresponds. */
struct key {
	const char *text;         /* as it was typed */
	size_t column[SIDES][KEY_COLUMNS];
	size_t n;
};
struct keys {
	struct key key[KEYS_MAX]; /* n of them, in order: the second is for what the first leaves */
	size_t n;
	char **junk;              /* njunk values that name nothing, folded */
	size_t njunk;
};
struct keys keys_open(const struct options *, const struct side side[SIDES]); /* of -k; exits 2 */
/* The key of a row, folded so that case, width and dashes do not count; NULL if a part of it is blank or
 * junk.  The caller frees it. */
char *key_of(const struct keys *, size_t key, const struct side *, enum side_name, size_t row);
char *key_text(const struct keys *, size_t key, const struct side *, enum side_name, size_t row); /* as it stands */
void keys_close(struct keys *);

/* ======== sow-recon-match.c - which rows are one thing ======== */

/* What became of a row. */
enum fate { FATE_ALONE, FATE_MATCHED, FATE_DUPLICATE, FATE_NO_KEY };
struct mark {
	enum fate fate;
	size_t other;             /* the row that it matches, on the other side */
	size_t key;               /* by which */
	char *lines[SIDES];       /* at the first row of a key that stands more than once: all its lines */
	size_t counted;           /* --count: how many rows of the other side have its key */
};
struct match {
	struct mark *mark[SIDES]; /* by row */
};
/* With counts, a key may stand more than once on the right, and is counted. */
struct match match_rows(const struct keys *, const struct side side[SIDES], bool counts);
void match_free(struct match *, const struct side side[SIDES]);

/* ======== sow-recon-find.c - the findings ======== */

/* A comparison of two files. */
struct recon {
	const struct options *options;
	struct side side[SIDES];
	struct keys keys;
	struct match match;
	struct column_pair {
		size_t column[SIDES];
		const char *name;     /* the left one's */
	} pair[PAIRS_MAX * 4];    /* npairs of them: the columns that are compared */
	size_t npairs;
	size_t add[SIDES][PAIRS_MAX];
	const char *added[PAIRS_MAX]; /* nadded names of --add */
	size_t nadded;
	size_t count;             /* --count: a column of the left, or COLUMN_NONE */
	bool good;                /* false: a number was none */
};
enum { FINDING_COLUMNS = 8 };
extern const char *const finding_columns[FINDING_COLUMNS];
struct finding {
	const char *kind, *key, *by, *column, *cell[SIDES];
	size_t row[SIDES];        /* or COLUMN_NONE */
	const char *lines[SIDES]; /* or NULL: those of the rows */
	bool counts;              /* --count: what is left over is the difference */
	double difference;
};
typedef void take_finding(void *, struct recon *, const struct finding *);
struct recon recon_open(const struct options *, const char *left, const char *right);
/* Calls take with each finding: those of the left in its order, then those of the right. */
void recon_find(struct recon *, take_finding *take, void *);
/* What people call a side: the name of its file or, if both files have one name, its path. */
const char *side_label(const struct side side[SIDES], enum side_name);
void recon_tell(const struct recon *); /* the summary, on stderr */
#define ONLY "のみ（%s）"           /* the kind of a row that stands in that file alone, for people */
#define DECISION "正とする値" /* the column in which a person says what is right */
bool recon_close(struct recon *);      /* false when rows were left out */

/* ======== sow-recon-import.c ======== */

/* Writes the corrected rows (those with cells) through the map of -m, with the columns that are keys or
 * were changed, and lists in a file of its own what cannot be imported. */
bool import_write(const struct recon *, char *const *const *cell, const bool *deleted, const bool *taken);

/* ======== the forms ======== */

extern const struct form form_apply, form_tickets;
#define OPT_COMPARES OPT_KEY, OPT_PAIR, OPT_IGNORE, OPT_INPUT

#endif
