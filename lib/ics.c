/* ics.c - an iCalendar (RFC 5545) for Outlook: all-day events, folded lines */
/* SPDX-License-Identifier: MIT */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "text.h"
#include "date.h"
#include "ics.h"

enum { FOLD = 75 }; /* bytes of a line, its end not counted (RFC 5545, 3.1) */

/* One content line, broken between characters; what TEXT reserves is escaped. */
static void
content(FILE *f, const char *name, const char *text)
{
	const char *s, *escape;
	size_t column = strlen(name) + 1, n;
	int32_t c;

	fprintf(f, "%s:", name);
	for (s = text; *s != '\0'; s += n) {
		n = text_char(s, &c);
		escape = c == TEXT_BREAK_CHAR || c == '\n' ? "\\n" : c == '\\' ? "\\\\" : c == ';' ? "\\;" :
		    c == ',' ? "\\," : NULL;
		if (column + (escape != NULL ? 2 : n) > FOLD) {
			fputs("\r\n ", f);
			column = 1;
		}
		if (escape != NULL)
			fputs(escape, f);
		else
			fwrite(s, 1, n, f);
		column += escape != NULL ? 2 : n;
	}
	fputs("\r\n", f);
}

static const char *
compact_date(int day, char buf[DATE_TEXT])
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	snprintf(buf, DATE_TEXT, "%04d%02d%02d", y, m, d);
	return buf;
}

void
ics_begin(FILE *f)
{
	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sow//sow " SOW_VERSION "//JA\r\n"
	    "CALSCALE:GREGORIAN\r\n", f);
}

void
ics_event(FILE *f, const char *uid, int day, const char *summary, const char *description, int64_t now)
{
	int64_t utc = now - INT64_C(9) * 3600 * 1000000;
	int second = (int)((utc - time_day(utc) * DAY_US) / 1000000);
	char date[DATE_TEXT];

	fputs("BEGIN:VEVENT\r\n", f);
	content(f, "UID", uid);
	fprintf(f, "DTSTAMP:%sT%02d%02d%02dZ\r\n", compact_date(time_day(utc), date), second / 3600,
	    second / 60 % 60, second % 60);
	fprintf(f, "DTSTART;VALUE=DATE:%s\r\n", compact_date(day, date));
	fprintf(f, "DTEND;VALUE=DATE:%s\r\n", compact_date(day + 1, date));
	content(f, "SUMMARY", summary);
	content(f, "DESCRIPTION", description);
	fputs("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n", f);
}

void
ics_end(FILE *f)
{
	fputs("END:VCALENDAR\r\n", f);
}
