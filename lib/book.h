/* book.h - the rows of a workbook as CSV */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_BOOK_H
#define SOW_BOOK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A workbook is read as the CSV in UTF-8 that it amounts to: the Nth line is the Nth row, line breaks in
 * cells are U+2028, a row ends with its last cell that is not empty.  Numbers have at most 15 digits, as in
 * Excel; by the format of the cell they are dates, 2026-11-23 or 2026-11-23T10:30:00, or have more zeros,
 * 00042 or 1.50.  A formula is its last computed value, and that is told; of merged cells the first has the
 * text.
 */
bool book_begins(const char *, size_t n); /* do these bytes begin a zip file, which may be one? */
/* Reads the first sheet or, unless it is NULL, the one of that name, and tells if there are others.  The
 * first n bytes of fd have been read already; fd stays the caller's.  Exits 1 as archive.h and xml.h say. */
struct book *book_open(int fd, const char *path, const char *begin, size_t n, const char *sheet);
void book_be_strict(struct book *); /* a formula that was never computed ends the program: what is written rests on it */
size_t book_read(struct book *, char *buf, size_t n); /* bytes of CSV; 0 at the end */
void book_close(struct book *);

#endif
