/* library.h - a library that is loaded when it is first needed */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_LIBRARY_H
#define SOW_LIBRARY_H

#include <stddef.h>

/*
 * Workbooks need libraries that take longer to load than most programs run, so only a program that
 * meets a workbook loads them.  Sets the n pointers at functions to the functions of these names.  Exits
 * 1, and names the Debian package, where the library is missing.
 */
void library_load(const char *file, const char *package, const char *const *names, void *functions, size_t n);

#endif
