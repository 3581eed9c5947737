/* filter.h - COLUMN OP VALUE */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_FILTER_H
#define SOW_FILTER_H

#include <stdbool.h>
#include <stddef.h>

struct filter *filter_parse(const char *, int today); /* exits 2 */
const char *filter_column(const struct filter *);
void filter_bind(struct filter *, size_t index);
bool filter_match(const struct filter *, char *const *cell);

#endif
