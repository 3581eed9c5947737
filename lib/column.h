/* column.h - names, Japanese labels, types */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_COLUMN_H
#define SOW_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "date.h"

enum column_type {
	COLUMN_TEXT, COLUMN_NUMBER, COLUMN_DATE, COLUMN_TIME, COLUMN_FREQUENCY, COLUMN_STATUS, COLUMN_STATE,
	COLUMN_FINDING, COLUMN_PERIOD, /* its name, such as 2026-11 */
	COLUMN_KEY, /* names something, and is of no use when cut */
};
#define COLUMN_NONE SIZE_MAX

struct column {
	const char *name, *label;
	enum column_type type;
};

const struct column *column_find(const char *header); /* by name, label or alias, or NULL */
const char *column_name(const char *header); /* the header itself if unknown */
/* Does the word, typed in an operand, mean the column of that name?  More words are known here than
 * in headers, and one word may mean several columns. */
bool column_is(const char *name, const char *word);
bool column_typed(const char *word); /* does it mean any column? */
/* The values in cells of the type, then the words that people use: at most max; returns how many. */
size_t column_words(enum column_type, const char **words, size_t max);
enum column_type column_type(const char *name);
const char *column_label(const char *name);
/* Are these the first bytes of a ledger, of this version or of 0.1? */
bool columns_are_ledger(const char *bytes, size_t n);
/* The value in the data for a word that was typed: monthly -> 月次, 対応中 -> doing; else the word. */
/* The same by the type of the column alone. */
const char *column_word(enum column_type, const char *word);
const char *column_value(const char *name, const char *word);
/* What people call a column in a ledger of a kind, such as issues: 起票者, 期限, 内容, 区分; and the name
 * that such a word, or what a header made of it, has there.  Any other stays as it is. */
const char *column_kind_label(const char *name);
const char *column_kind_name(const char *word);
bool column_is_team(const char *name); /* may a team add it to a ledger of its own? */
/* The cell as people read it: 2026/11/23 10:30, 対応中. */
const char *column_person(enum column_type, const char *cell, char buf[DATE_TEXT * 2]);
/* The same, with dates and periods in 和暦, as in a report: R8.11.23, 令和8年11月. */
const char *column_formal(enum column_type, const char *cell, char buf[DATE_TEXT * 2]);

#endif
