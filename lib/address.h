/* address.h - which column of a file is meant: by its name, its place or the token in it */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ADDRESS_H
#define SOW_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * An address is a name as the header has it, and else
 *
 *   A|B        the first of these that the file has; nothing after the last | means an empty cell
 *   name[2]    the second of two columns of one name
 *   #4         the fourth column
 *   [mail]     the column with that token in brackets in its name
 */
#define ADDRESS_EMPTY (SIZE_MAX - 1) /* A| where there is no A: an empty cell */

/* The index of the column among the n names, ADDRESS_EMPTY, or COLUMN_NONE.  If the names are not the
 * file's own but canonical, a label or an alias in the address means its column. */
size_t address_find(const char *address, const char *const *names, size_t n, bool own);

#endif
