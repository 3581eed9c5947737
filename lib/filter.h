/* filter.h - COLUMN OP VALUE */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FILTER_H
#define SOW_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool filter_is(const char *); /* is it COLUMN OP VALUE, with a column that every program knows? */
struct filter *filter_parse(const char *); /* exits 2 if it is not one */
bool filter_sound(const char *); /* is it COLUMN OP VALUE, with a sound regular expression if it has one? */
const char *filter_column(const struct filter *); /* as typed; made narrow if that is a column of ours */
const char *filter_typed(const struct filter *); /* as typed, for a file whose names are its own */
/* Sets the name and index of its column; exits 2 when no cell of that column can hold the value. */
void filter_bind(struct filter *, const char *column, size_t index, int today);
/* Lets days begin that long after midnight.  False if the filter does not compare days. */
bool filter_begin_days(struct filter *, int64_t us);
void filter_move(struct filter *, size_t index); /* the same column of another file */
size_t filter_index(const struct filter *);
bool filter_holds(const struct filter *, const char *cell); /* for the cell at that index */
bool filter_match(const struct filter *, char *const *cell); /* for a row */

#endif
