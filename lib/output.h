/* output.h - rows through -w and -c to -o and -O */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OUTPUT_H
#define SOW_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "reader.h"
#include "format.h"
#include "option.h"

struct writer_options option_writer(const struct options *); /* exits 2 */
/* Rows through -w and -c to -o and -O. */
struct output *output_open(const struct options *, const char *const *names, size_t n);
void output_row(struct output *, const char *const *cell);
void output_pass(struct output *, const struct row *);
size_t output_rows(const struct output *);
/* What is said on a terminal when there is no row, instead of «no rows»; marked by N_. */
void output_nothing(struct output *, const char *);
bool output_close(struct output *);

#endif
