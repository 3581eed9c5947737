/* sow-ticket-redact.c - personal data leaves every revision of a ticket */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow-ticket.h"

#define TAKEN_OUT " を削除："

/* What the ledger's own rules rest on cannot be blanked. */
static bool
may_be_blank(size_t column, size_t ncolumns)
{
	static const enum ledger_field texts[] = {
		L_TITLE, L_REQUESTER, L_ASSIGNEE, L_TARGET, L_PRIORITY, L_APPROVED, L_REF, L_LINK, L_TAGS,
	};
	size_t i;

	if (column >= L_FIXED)
		return column + 1 < ncolumns;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		if (texts[i] == column)
			return true;
	return false;
}

static size_t
cell_column(const struct desk *d)
{
	size_t column = desk_column(d, column_name(d->options->value[OPT_CELL]));

	return column != COLUMN_NONE && may_be_blank(column, d->ledger.ncolumns) ? column : COLUMN_NONE;
}

/* The note that an earlier redact left: what was taken out, and why. */
static bool
is_record(const struct desk *d, const char *note)
{
	const char *label;
	size_t i;

	for (i = 0; i < d->ledger.ncolumns; i++) {
		label = column_label(d->ledger.name[i]);
		if (strncmp(note, label, strlen(label)) == 0 &&
		    strncmp(note + strlen(label), TAKEN_OUT, strlen(TAKEN_OUT)) == 0)
			return true;
	}
	return false;
}

/* Is there something to blank in the row? The record of a redact stays. */
static bool
holds(const struct desk *d, char *const *cell, long long id, size_t column)
{
	return strtoll(cell[L_ID], NULL, 10) == id && *cell[column] != '\0' &&
	    !(column == d->ledger.ncolumns - 2 && is_record(d, cell[column]));
}

static bool
blank(void *argument, char **cell)
{
	static char empty[] = "";
	struct desk *d = argument;
	size_t column = cell_column(d);

	if (!holds(d, cell, d->drafted[0].id, column))
		return false;
	cell[column] = empty;
	return true;
}

/* Torn bytes, or a copy that was never finished, may hold the very text. */
static bool
is_alone(struct desk *d, const char *where)
{
	char **found = ledger_leftovers(d->ledger.path, false);
	bool alone = found != NULL && *found == NULL;
	size_t i;

	if (found == NULL)
		desk_refuse(d, where, "what is beside %s cannot be seen", d->ledger.path);
	else if (!alone)
		desk_refuse(d, where, "%s is beside the ledger and may hold it: look, and remove it", *found);
	for (i = 0; found != NULL && found[i] != NULL; i++)
		free(found[i]);
	free(found);
	return alone;
}

/* Is there anything of it in any row of the ticket? */
static bool
is_there(struct desk *d, long long id, size_t column, const char *where)
{
	struct view view = ledger_view(&d->ledger);
	struct reader *r = ledger_read(&view, READER_JOURNAL);
	struct row row;
	long long rev = 0;
	bool found = false;

	while (ledger_next(r, &row, INT64_MAX, &rev)) {
		if (strtoll(row.cell[L_ID], NULL, 10) != id || *row.cell[column] == '\0')
			continue;
		if (holds(d, row.cell, id, column))
			found = true;
		else
			desk_tell(d, where, "row %lld is the record of a redact: its note stays", rev);
	}
	reader_close(r);
	return found;
}

static void
redact(struct desk *d, const char *id)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	const struct options *o = d->options;
	size_t column = cell_column(d);
	char where[64], *note, **draft;
	struct ticket was;

	snprintf(where, sizeof(where), "ticket %.40s", id);
	if (t == NULL) {
		desk_refuse(d, where, "there is none");
	} else if (column == COLUMN_NONE) {
		desk_refuse(d, where, "--cell: %s is no text of a ticket", o->value[OPT_CELL]);
	} else if (option_number(o, OPT_REV, 0, INT64_MAX) != t->rev) {
		desk_refuse(d, where, "its last rev is %lld: --rev=%lld confirms it", t->rev, t->rev);
	} else if (!is_there(d, t->id, column, where)) {
		desk_tell(d, where, "%s is empty in every row: nothing to blank", d->ledger.name[column]);
	} else if (is_alone(d, where)) {
		was = *t;
		draft = desk_draft(d, &was);
		if (asprintf(&note, "%s" TAKEN_OUT "%s", column_label(d->ledger.name[column]), o->value[OPT_WHY]) == -1)
			err(LEDGER_NOTHING, NULL);
		desk_set(d, draft, column, "");
		desk_set(d, draft, d->ledger.ncolumns - 2, note);
		free(note);
		if (desk_add(d, draft, &was, where) != 0)
			desk_answer(d, was.id, draft[L_TITLE], draft[L_DUE]);
	}
}

int
ticket_redact(const struct options *o)
{
	struct desk d;

	if (o->n != 2)
		usage(o->program);
	if (o->value[OPT_CELL] == NULL || o->value[OPT_WHY] == NULL || *o->value[OPT_WHY] == '\0')
		errx(2, "redact needs --cell=COLUMN and --why=TEXT: it cannot be taken back");
	if (!desk_open(&d, o))
		return (int)d.result;
	d.edit = blank;
	redact(&d, o->operand[1]);
	return desk_close(&d);
}
