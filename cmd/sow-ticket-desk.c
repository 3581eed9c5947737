/* sow-ticket-desk.c - one write: draft rows under the lock, append, then answer */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-ticket.h"

/* Exits 2 if an option that goes on record is blank. */
static void
check_said(const struct options *o)
{
	static const enum option_id said[] = { OPT_APPROVER, OPT_ON, OPT_WHY };
	size_t i;

	for (i = 0; i < sizeof(said) / sizeof(*said); i++)
		if (o->value[said[i]] != NULL && text_blank(o->value[said[i]]))
			errx(2, "--%s is blank", option_name(said[i]));
}

bool
desk_open(struct desk *d, const struct options *o)
{
	struct ledger_terms terms = {
		.wait = (long)option_number(o, OPT_WAIT, 10, 86400), .dry = o->value[OPT_DRY] != NULL,
		.any_fs = o->value[OPT_FORCE_FS] != NULL, .any_clock = o->value[OPT_CLOCK] != NULL,
	};
	char *path = option_ledger(o);

	check_said(o);
	*d = (struct desk){ .options = o, .by = staff_author(&o->team), .good = true };
	d->result = ledger_open(&d->ledger, path, &terms);
	free(path);
	clock_read(o->value[OPT_TODAY], &d->now);
	d->before = d->ledger.rev;
	return d->result == LEDGER_OK;
}

struct tickets *
desk_tickets(struct desk *d)
{
	struct view view = ledger_view(&d->ledger);
	size_t i;

	if (d->tickets != NULL)
		return d->tickets;
	d->tickets = tickets_read(&view, INT64_MAX);
	for (i = 0; i < d->ndrafted; i++)
		tickets_apply(d->tickets, d->drafted[i].cell, d->drafted[i].id, d->drafted[i].status);
	return d->tickets;
}

struct catalog *
desk_catalog(struct desk *d)
{
	if (d->catalog == NULL)
		d->catalog = catalog_open_partial(&d->options->team);
	return d->catalog;
}

struct software *
desk_software(struct desk *d)
{
	if (d->software == NULL)
		d->software = software_open(&d->options->team);
	return d->software;
}

const struct activity *
desk_activity(struct desk *d, const char *keys, const char *opened)
{
	return key_activity(desk_catalog(d), keys, opened);
}

size_t
desk_column(const struct desk *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->ledger.ncolumns; i++)
		if (strcmp(d->ledger.name[i], name) == 0)
			return i;
	return COLUMN_NONE;
}

size_t
desk_note(const struct desk *d)
{
	return d->ledger.ncolumns - 2;
}

const char *
desk_approval(struct desk *d, int day)
{
	const char *who = d->options->value[OPT_APPROVER];
	char *text, *copy, date[DATE_TEXT];

	text = memory_format("%s %s", date_text(day, DATE_ISO, date), strcasecmp(who, "me") == 0 ? d->by : who);
	copy = arena_text(&d->arena, text, strlen(text));
	free(text);
	return copy;
}

void
desk_vtell(struct desk *d, const char *where, const char *format, va_list ap)
{
	vsnprintf(d->reason, sizeof(d->reason), _(format), ap);
	if (!d->quiet)
		warnx("%s: %s", where, d->reason);
}

void
desk_tell(struct desk *d, const char *where, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	desk_vtell(d, where, format, ap);
	va_end(ap);
}

void
desk_refuse(struct desk *d, const char *where, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	desk_vtell(d, where, format, ap);
	va_end(ap);
	d->good = false;
}

void
desk_no_ticket(struct desk *d, const char *id)
{
	words_no_ticket(id);
	d->good = false;
}

void
desk_answer(struct desk *d, long long id, const char *title, const char *due)
{
	char *line;

	if (isatty(STDOUT_FILENO)) {
		line = memory_format("%lld  %s%s%s%s", id, title, *due != '\0' ? "（" : "", due,
		    *due != '\0' ? "）" : "");
	} else {
		line = memory_format("%lld", id);
	}
	d->answer = memory_array(d->answer, d->nanswers + 1, sizeof(*d->answer));
	d->answer[d->nanswers++] = line;
}

/* With -n, prints the header and the rows that would have been written. */
static bool
show_batch(struct desk *d)
{
	const struct bytes *batch = ledger_seal(&d->ledger);
	char *rest = batch->s, *row;
	size_t i;

	for (i = 0; i < d->ledger.ncolumns; i++)
		printf("%s%s", i > 0 ? "," : "", d->ledger.name[i]);
	putchar('\n');
	if (batch->n > 0 && !isatty(STDOUT_FILENO)) {
		fwrite(batch->s, 1, batch->n, stdout);
	} else if (batch->n > 0) {
		rest[batch->n - 1] = '\0';
		while ((row = strsep(&rest, "\n")) != NULL) {
			text_print(stdout, row, SIZE_MAX);
			putchar('\n');
		}
	}
	return fflush(stdout) == 0 && ferror(stdout) == 0;
}

static bool
print_answers(struct desk *d)
{
	size_t i;

	for (i = 0; i < d->nanswers; i++) {
		text_print(stdout, d->answer[i], SIZE_MAX);
		putchar('\n');
	}
	return fflush(stdout) == 0 && ferror(stdout) == 0;
}

struct mark
desk_mark(const struct desk *d)
{
	return (struct mark){ d->ledger.nrows, d->ndrafted, d->nanswers };
}

void
desk_back(struct desk *d, struct mark m)
{
	d->nanswers = m.nanswers;
	if (d->ndrafted == m.ndrafted)
		return;
	ledger_drop(&d->ledger, m.nrows);
	d->ndrafted = m.ndrafted;
	if (d->tickets != NULL)
		tickets_close(d->tickets); /* read again when next asked for */
	d->tickets = NULL;
}

/* Shows the person at the keyboard that the rows carry the name in SOW_USER. */
static void
tell_author(const struct desk *d)
{
	const char *user = getenv("SOW_USER");

	if (user != NULL && *user != '\0' && isatty(STDERR_FILENO))
		warnx("written as SOW_USER: %s", d->by);
}

/* Prints the answers, while signals are still held back, and returns the exit status. */
static int
desk_status(struct desk *d, size_t rows)
{
	if (!print_answers(d)) {
		warn("stdout");
		if (rows > 0)
			warnx("saved, but not reported: sow-ticket log -w rev=%lld..%lld prints it", d->before + 1,
			    d->before + (long long)rows);
		return rows > 0 ? LEDGER_UNTOLD : 1;
	}
	return d->good ? 0 : 1;
}

int
desk_close(struct desk *d)
{
	size_t rows = d->ledger.nrows;
	bool told;
	int status;

	if (d->options->value[OPT_DRY] != NULL) {
		told = show_batch(d);
		ledger_close(&d->ledger);
		return told && d->good ? 0 : 1;
	}
	if (rows > 0)
		tell_author(d);
	d->result = rows > 0 && d->edit != NULL ? ledger_rewrite(&d->ledger, d->edit, d->edited) :
	    ledger_append(&d->ledger);
	ledger_close(&d->ledger);
	status = d->result == LEDGER_OK ? desk_status(d, rows) : (int)d->result;
	ledger_answered();
	return status;
}
