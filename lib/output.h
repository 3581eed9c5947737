/* output.h - rows that pass through -w and -c to -o and -O */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_OUTPUT_H
#define SOW_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "reader.h"
#include "format.h"
#include "option.h"

struct writer_options option_writer(const struct options *); /* of -o, -O and the like; exits 2 */
void output_spare(const struct options *, const char *path); /* exits 2 if -O is the file at path, which is read */
/* Filters rows by -w, picks columns by -c, and writes them by -o and -O. Exits 2 on a bad option. */
struct output *output_open(const struct options *, const char *const *names, size_t n);
/* The same, with the options of the writer that the caller has changed. */
struct output *output_open_as(const struct options *, const char *const *names, size_t n, struct writer_options);
void output_row(struct output *, const char *const *cell);
void output_pass(struct output *, struct row *); /* the bytes as they are, where possible */
size_t output_rows(const struct output *); /* how many passed -w */
/* Sets the message on a terminal when there are no rows, instead of «no rows»; marked by N_. */
void output_nothing(struct output *, const char *);
bool output_close(struct output *); /* false, with a message, if they are not written */

#endif
