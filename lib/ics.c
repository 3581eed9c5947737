/* ics.c - an iCalendar (RFC 5545) with an all-day event for each row that has a key and a day */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "column.h"
#include "format.h"
#include "ics.h"

enum { FOLD = 75 }; /* bytes of a line, its end not counted (RFC 5545, 3.1) */

/* One content line, folded between characters; what TEXT reserves is escaped. */
static void
content_line(FILE *f, const char *name, const char *text)
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

static void
ics_begin(FILE *f)
{
	fputs("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sow//sow " SOW_VERSION "//JA\r\n"
	    "CALSCALE:GREGORIAN\r\n", f);
}

static void
ics_event(const struct writer *w, const char *uid, int day, const char *summary, const char *description)
{
	int64_t utc = w->o.now - INT64_C(9) * 3600 * 1000000;
	int second = (int)((utc - time_day(utc) * DAY_US) / 1000000);
	char date[DATE_TEXT];
	FILE *f = w->f;

	fputs("BEGIN:VEVENT\r\n", f);
	content_line(f, "UID", uid);
	fprintf(f, "DTSTAMP:%sT%02d%02d%02dZ\r\n", compact_date(time_day(utc), date), second / 3600,
	    second / 60 % 60, second % 60);
	fprintf(f, "DTSTART;VALUE=DATE:%s\r\n", compact_date(day, date));
	fprintf(f, "DTEND;VALUE=DATE:%s\r\n", compact_date(day + 1, date));
	content_line(f, "SUMMARY", summary);
	content_line(f, "DESCRIPTION", description);
	fputs("TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n", f);
}

static void
ics_end(FILE *f)
{
	fputs("END:VCALENDAR\r\n", f);
}

/* ---- rows ---- */

/* NULL when there is no such column. */
static const char *
named_cell(const struct writer *w, const char *name, char *const *cell)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (strcmp(w->name[i], name) == 0)
			return cell[i];
	return NULL;
}

/* The title, and the target unless the title contains it. */
static char *
event_summary(const struct writer *w, const char *title, char *const *cell)
{
	const char *target = named_cell(w, "target", cell);
	char *text;
	bool told = target == NULL || *target == '\0' || strstr(title, target) != NULL;

	text = memory_format("%s%s%s", title, told ? "" : " ", told ? "" : target);
	return text;
}

static char *
event_description(const struct writer *w, char *const *cell)
{
	char *text, buf[DATE_TEXT * 2];
	size_t size, i;
	FILE *f = memory_open(&text, &size);
	for (i = 0; i < w->n; i++)
		if (*cell[i] != '\0')
			fprintf(f, "%s%s：%s", ftell(f) > 0 ? TEXT_BREAK : "", column_label(w->name[i]),
			    column_person(w->type[i], cell[i], buf));
	memory_close(f, &text);
	return text;
}

/* What tells the event from all others, whenever it is made: the occurrences, else the ticket, else
 * the activity.  The caller frees it; NULL when there is none of them. */
static char *
event_uid(const struct writer *w, char *const *cell)
{
	const char *keys = named_cell(w, "keys", cell), *ticket = named_cell(w, "ticket", cell);

	if (keys != NULL && strchr(keys, '@') != NULL)
		return memory_text(keys);
	if (ticket == NULL)
		ticket = named_cell(w, "id", cell);
	if (ticket != NULL && *ticket != '\0')
		return memory_format("ticket-%s@sow", ticket);
	return keys == NULL || *keys == '\0' ? NULL : memory_text(keys);
}

static void
ics_row(struct writer *w, char *const *cell)
{
	const char *due = named_cell(w, "due", cell), *title = named_cell(w, "title", cell);
	char *text, *summary, *uid;
	int day;

	if (w->rows == 0) { /* the header */
		if (due == NULL || title == NULL || (named_cell(w, "keys", cell) == NULL &&
		    named_cell(w, "id", cell) == NULL && named_cell(w, "ticket", cell) == NULL))
			errx(2, "-o ics needs the columns due, title, and keys or id");
		ics_begin(w->f);
		return;
	}
	uid = event_uid(w, cell);
	if (uid == NULL || !date_parse(due, DAY_MIN, &day)) {
		w->undated++;
		free(uid);
		return;
	}
	text = event_description(w, cell);
	summary = event_summary(w, title, cell);
	ics_event(w, uid, day, summary, text);
	free(uid);
	free(summary);
	free(text);
}

static void
end_calendar(struct writer *w)
{
	ics_end(w->f);
}

static void
tell_undated(const struct writer *w)
{
	if (w->undated > 0)
		warnx(w->undated == 1 ? N_("%zu row without a key or a day left out") :
		    N_("%zu rows without a key or a day left out"), w->undated);
}

const struct format format_ics = {
	.name = "ics", .names = true, .row = ics_row, .end = end_calendar, .tell = tell_undated,
};
