/* package.h - the parts of a workbook */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_PACKAGE_H
#define SOW_PACKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "archive.h"
#include "xml.h"

/* A workbook (.xlsx, ECMA-376): which members of the archive are what. */
struct package {
	struct archive *archive;
	const char *workbook;        /* the member that lists the sheets */
	struct package_sheet {
		const char *name, *member;
		const char *area;        /* what is printed, such as 報告!$A$1:$D$20; or NULL */
		size_t place;            /* among all sheets, from 0 */
	} *sheet;                    /* nsheets of them, in their order; charts that fill a sheet are left out */
	size_t nsheets;
	size_t nplaces;              /* how many sheets there are, with those charts */
	size_t active;               /* the one that is seen first */
	const char *styles, *strings; /* members, or NULL */
	bool from_1904;              /* its dates count from there */
	struct arena arena;
	struct relation {
		const char *id, *type, *target;
	} *relation;                 /* nrelations of the member whose relations were read last */
	size_t nrelations;
	struct package_reading *reading; /* while it is read */
};
/* Takes the archive over.  Exits 1 if it is no workbook. */
struct package *package_open(struct archive *);
/* The sheet of that name, or the first if it is NULL.  Exits 2 if there is none, 1 if there are two. */
const struct package_sheet *package_sheet(const struct package *, const char *name);
/* Reads the members of that type, such as drawing, that belong to a sheet; exits 1 as xml.h says. */
void package_read(struct package *, const struct package_sheet *, const char *type, const struct xml_calls *, void *);
/* The heads of the tables of a sheet, *n of them, which the caller frees.  A table's columns are called as its
 * head says, so that no program may change it alone. */
struct package_head {
	size_t row, left, right;
};
struct package_head *package_heads(struct package *, const struct package_sheet *, size_t *n);
void package_close(struct package *);

#endif
