/* origin.h - names that tell files apart */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_ORIGIN_H
#define SOW_ORIGIN_H

#include <stddef.h>

/* A name for each of the n files: its own without the ending or, where two have the same, that of its
 * directory; where these are the same, too, its path.  The caller frees each and the list. */
char **origins_name(char *const *file, size_t n);

#endif
