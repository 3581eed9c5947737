/* scan.h - a record at a glance */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_SCAN_H
#define SOW_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCAN_BLOCK = 64 }; /* bytes that are looked at together */

/* Without SSE2, or where SOW_PORTABLE forbids it, no record is seen at a glance. */
#if defined(__SSE2__) && !defined(SOW_PORTABLE)
#define SCAN_SSE2 1
#else
#define SCAN_SSE2 0
#endif

/* A record in which every quote opens a cell, closes one or is doubled. */
struct scan {
	size_t *delimiter; /* the offset of each, of those that separate cells */
	size_t n, max;     /* how many there are, and how many there is room for */
	size_t length;     /* of the record, without the end of its last line */
	size_t whole;      /* with it: LF, CRLF or a lone CR */
	bool quoted;       /* some cells are in quotes */
	bool doubled;      /* some quotes are doubled */
	bool broken;       /* some cells have line breaks in them */
	bool text;         /* it is certainly UTF-8 without a NUL; otherwise text_valid knows */
};

/*
 * Fills in all but delimiter and max, for the record at s.  False for a record that is not of that
 * form, or may go on after the bytes at hand: those before the first NUL, which SCAN_BLOCK - 1 more
 * bytes that may be read have to follow.  Where they are too few, length is how many there are.  False
 * for every record without SCAN_SSE2.  It takes at least SCAN_BLOCK places of delimiter for each block.
 */
bool scan_record(const char *s, char delimiter, struct scan *);

/* Copies at most n bytes from s, and stops at or a little before the first that JSON escapes or may escape: a
 * control, a quote, a backslash, DEL, C2, D8 or E2.  Returns how many it copied; without SCAN_SSE2, none. */
size_t scan_copy(char *to, const char *s, size_t n);

#endif
