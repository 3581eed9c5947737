/* sow.h - the contents page of the library: a floor uses no file of a higher one */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_H
#define SOW_H

/*
 * Text is UTF-8, NUL-terminated. A day is an int, days since 1970-01-01 in the
 * civil calendar; a moment is an int64_t, microseconds since 1970-01-01T00:00
 * local time in Asia/Tokyo (UTC+9, no summer time). Functions that return bool
 * return false for "no" and print nothing, unless their comment says more.
 * Readers, writers and the tables that a result rests on end the program with a
 * message and exit 1; running out of memory ends it as memory.h says.
 */

/* floor 1 */
#include "message.h"    /* messages in the language of the user */
#include "nearest.h"    /* the name that was probably meant */
#include "trial.h"      /* a check that may end the program */
#include "memory.h"     /* memory allocation that succeeds or ends the program */
#include "arena.h"      /* strings that live as long as their table */
#include "index.h"      /* a hash table from names to numbers */
#include "family.h"     /* the parents and children of tickets */
#include "file.h"       /* a file that replaces another */
#include "digest.h"     /* SHA-256 of files */
#include "window.h"     /* lines of a file, read at any offset */
#include "spool.h"      /* lines that wait in a temporary file, not in memory */
#include "library.h"    /* a library that is loaded when it is first needed */
#include "origin.h"     /* names that tell files apart */
#include "scan.h"       /* a record at a glance */
#include "text.h"       /* validity, characters, matching */
#include "cp932.h"      /* the encoding of Japanese Windows */
#include "encoding.h"   /* the encoding of bytes, and their conversion to UTF-8 */
#include "civil.h"      /* days, and dates and times as the programs write them */
#include "date.h"       /* dates as people write them, 和暦, the only clock */
#include "stamp.h"      /* dates and times as the products write them */
#include "number.h"     /* versions and numbers as the products and people write them */
#include "period.h"     /* named spans of days */
#include "key.h"        /* the keys of a ticket */
#include "status.h"     /* the statuses of a ticket, and the steps between them */
#include "serial.h"     /* numbers and dates as a workbook keeps them */
#include "cell.h"       /* the address of a cell in a workbook */

/* floor 2 */
#include "column.h"     /* names, Japanese labels, types */
#include "address.h"    /* a column by its name, its place or a token */
#include "display.h"    /* text on a terminal */
#include "stderr.h"     /* stderr, escaped and held back */
#include "excel.h"      /* what Excel makes of a cell */

/* floor 3 */
#include "archive.h"    /* the members of a zip file */
#include "xml.h"        /* the elements of an XML member, step by step */
#include "package.h"    /* the parts of a workbook */
#include "texts.h"      /* the texts of a workbook */
#include "styles.h"     /* which numbers of a workbook are dates */
#include "grid.h"       /* the cells of a sheet that is filled in, and where they stand in its XML */
#include "fill.h"       /* what is to stand in the cells of a sheet instead of what they have */
#include "book.h"       /* the rows of a workbook as CSV */
#include "source.h"     /* a descriptor's bytes as UTF-8 */
#include "line.h"       /* the lines of a source */
#include "record.h"     /* the cells of one record */
#include "records.h"    /* the records of a source, and how reading goes on after a broken one */
#include "heading.h"    /* preambles, title lines, the header */
#include "reader.h"     /* a file as a table: a header, and rows */
#include "format.h"     /* what a writer and its formats share */
#include "table.h"      /* aligned columns */
#include "sheet.h"      /* CSV for Excel, in UTF-8 or CP932 */
#include "proof.h"      /* whether a workbook was written whole */
#include "workbook.h"   /* rows as a workbook for Excel */
#include "dialect.h"    /* CSV as a machine wants it */
#include "ics.h"        /* an iCalendar (RFC 5545) of all-day events */
#include "writer.h"     /* rows written in some format */
#include "shares.h"     /* rows shared out to files of their own */
#include "filter.h"     /* COLUMN OP VALUE */

/* floor 4 */
#include "team.h"       /* what the library knows of its caller */

/* floor 5 */
#include "staff.h"      /* the name of a login */
#include "stakeholder.h"/* stakeholders.csv: who may decide for the customer */
#include "software.h"   /* software.csv: the words that a target binds */
#include "dictionary.h" /* a file that says what a value becomes */
#include "folders.h"    /* folders.csv: the folders of Windows servers on this machine */
#include "rule.h"       /* the rules that a map may have for a cell */
#include "rules.h"      /* what becomes of a cell on its way through a map */
#include "map.h"        /* what becomes of the columns and words of another file */
#include "mapping.h"    /* a map at work */
#include "atlas.h"      /* the maps of a team, and which is meant for a file */
#include "conversion.h" /* files of other programs, through a map */
#include "demand.h"     /* what a check asks of a cell */
#include "setting.h"    /* what {NAME} stands for in a text */
#include "checklist.h"  /* what the rows of a file have to be */
#include "exclusion.h"  /* keys that a check leaves out */
#include "calendar.h"   /* the days that are open */
#include "schedule.h"   /* dates from a rule such as 第5営業日 and a period */
#include "contract.h"   /* contract.csv: the terms */

/* floor 6 */
#include "title.h"      /* templates such as インシデント（ソフト名：事象） */
#include "catalog.h"    /* sow.csv: the contract's activities */

/* floor 7 */
#include "row.h"        /* the ledger's header and rows, byte by byte */
#include "tail.h"       /* the end of a ledger */
#include "journal.h"    /* the ledger as its readers know it */
#include "rows.h"       /* rows, read again by their position in the file */

/* floor 8 */
#include "filesystem.h" /* whether locks hold where a file is */
#include "ledger.h"     /* the ledger as its writer knows it */
#include "creation.h"   /* a new ledger */
#include "batch.h"      /* the rows of one write */
#include "rewrite.h"    /* the replacement of a ledger by another file */

/* floor 9 */
#include "tickets.h"    /* the tickets that rows amount to */
#include "ticket.h"     /* what a ticket says */
#include "lookup.h"     /* the search for a ticket */
#include "restricted.h" /* personal matters, of which only the outside is shown */
#include "parts.h"      /* how much of a ticket's parts is done */
#include "redaction.h"  /* what redact records of itself */
#include "beside.h"     /* what lies beside a ledger */
#include "stray.h"      /* bytes and characters that do not belong into a ledger */
#include "audit.h"      /* the check of a whole journal */

/* floor 10 */
#include "owed.h"       /* what is owed for an activity in a period, and when */
#include "occurrence.h" /* activities x periods, joined with tickets */
#include "group.h"      /* occurrences that share a ticket, as one row */

/* floor 11 */
#include "option.h"     /* the options, and the meaning of their values */
#include "usage.h"      /* the forms of a command line, one for each line of a SYNOPSIS */
#include "form.h"       /* the parser of argv */
#include "output.h"     /* rows that pass through -w and -c to -o and -O */

#endif
