/* sow.h - the contents page of the library: a floor uses those below it */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_H
#define SOW_H

/*
 * Text is UTF-8, NUL-terminated. A day is an int, days since 1970-01-01 in the
 * civil calendar; a moment is an int64_t, microseconds since 1970-01-01T00:00
 * by the clock on the wall in Asia/Tokyo (UTC+9, no summer time). Functions
 * that return bool say false for "no" and print nothing; readers, writers,
 * tables a result rests on (and running out of memory) end the program with a
 * message and exit 1.
 */

/* floor 1 */
#include "message.h"    /* what is said to a person, in that person's language */
#include "nearest.h"    /* the name that was probably meant */
#include "memory.h"     /* memory that is there, or the program ends */
#include "arena.h"      /* strings that live as long as their table */
#include "index.h"      /* which numbers a name may stand for */
#include "family.h"     /* which ticket belongs to which */
#include "file.h"       /* a file that takes another's place */
#include "window.h"     /* lines of a file, read here and there */
#include "text.h"       /* validity, characters, matching */
#include "cp932.h"      /* Japanese Windows' encoding */
#include "encoding.h"   /* which bytes are these */
#include "date.h"       /* civil dates, 和暦, the only clock */
#include "period.h"     /* spans of days with a name */
#include "key.h"        /* what a ticket is about */
#include "status.h"     /* what may become of a ticket, and in which steps */

/* floor 2 */
#include "column.h"     /* names, Japanese labels, types */
#include "display.h"    /* text on a terminal */
#include "stderr.h"     /* stderr, escaped and held back */
#include "excel.h"      /* what Excel makes of a cell */

/* floor 3 */
#include "source.h"     /* a descriptor's bytes as UTF-8 */
#include "line.h"       /* a source, line by line */
#include "record.h"     /* one record's cells */
#include "reader.h"     /* bytes to rows */
#include "format.h"     /* what a writer and its formats share */
#include "table.h"      /* columns in line */
#include "sheet.h"      /* for Excel, in UTF-8 or CP932 */
#include "ics.h"        /* an iCalendar (RFC 5545) of all-day events */
#include "writer.h"     /* rows to a file, in some format */
#include "filter.h"     /* COLUMN OP VALUE */

/* floor 4 */
#include "team.h"       /* what the library knows of its caller */

/* floor 5 */
#include "staff.h"      /* who a login is */
#include "calendar.h"   /* which days are open */
#include "schedule.h"   /* 第5営業日 and a period make a date */
#include "contract.h"   /* contract.csv: the terms */

/* floor 6 */
#include "title.h"      /* templates such as インシデント（ソフト名：事象） */
#include "catalog.h"    /* sow.csv: the contract's activities */

/* floor 7 */
#include "row.h"        /* the ledger's header and rows, byte by byte */
#include "tail.h"       /* how a ledger ends */
#include "journal.h"    /* the ledger as its readers know it */
#include "rows.h"       /* rows, read again where they stand */

/* floor 8 */
#include "filesystem.h" /* does a lock hold where a file lies? */
#include "ledger.h"     /* the ledger as its writer knows it */
#include "creation.h"   /* a new ledger */
#include "batch.h"      /* the rows of one write */
#include "rewrite.h"    /* another file takes the ledger's place */

/* floor 9 */
#include "ticket.h"     /* the state that the rows amount to */
#include "lookup.h"     /* which ticket is meant */
#include "parts.h"      /* how much of a ticket's parts is done */
#include "redaction.h"  /* what a redact says of itself */
#include "beside.h"     /* what lies beside a ledger */
#include "audit.h"      /* is the whole journal sound? */

/* floor 10 */
#include "owed.h"       /* what the contract owes of an activity in a period, and when */
#include "occurrence.h" /* activities x periods, joined with tickets */

/* floor 11 */
#include "option.h"     /* the options, and what their values mean */
#include "form.h"       /* the lines of a SYNOPSIS: what a command line may be */
#include "output.h"     /* rows through -w and -c to -o and -O */

#endif
