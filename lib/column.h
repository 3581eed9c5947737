/* column.h - names, Japanese labels, types */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_COLUMN_H
#define SOW_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "date.h"

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
/* Is the word, as typed in an operand, the column of that name?  More words are known here than in
 * headers, and one may be several columns'. */
bool column_is(const char *name, const char *word);
bool column_typed(const char *word); /* is it any column? */
/* The words that cells of the type hold, and those that people use; at most max, returns how many. */
size_t column_words(enum column_type, const char **words, size_t max);
enum column_type column_type(const char *name);
const char *column_label(const char *name);
/* Does a file that begins so hold a ledger, of this version or of 0.1? */
bool columns_are_ledger(const char *bytes, size_t n);
/* monthly -> 月次, 対応中 -> doing: what a typed word is in the data. */
const char *column_value(const char *name, const char *word);
/* The cell as people read it: 2026/11/23 10:30, 対応中. */
const char *column_person(enum column_type, const char *cell, char buf[DATE_TEXT * 2]);

#endif
