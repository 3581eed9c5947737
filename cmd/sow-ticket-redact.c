/* sow-ticket-redact.c - personal data leaves every revision of a ticket */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sow-ticket.h"

/* The columns that the ledger's own rules rest on cannot be blanked. */
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

static void
list_cells(const struct ledger *l)
{
	const char *space = "    ";
	size_t i;

	for (i = 0; i < l->ncolumns; i++)
		if (may_be_blank(i, l->ncolumns)) {
			fprintf(stderr, "%s%s", space, l->name[i]);
			space = " ";
		}
	fputc('\n', stderr);
}

static size_t
cell_column(const struct desk *d)
{
	size_t column = desk_column(d, column_name(d->options->value[OPT_CELL]));

	return column != COLUMN_NONE && may_be_blank(column, d->ledger.ncolumns) ? column : COLUMN_NONE;
}

/* Whether the note is one that redact left, in this version or in 0.1: what was removed, and why. */
static bool
is_record(const char *note)
{
	const char *taken_out = strstr(note, " を削除：");
	struct redaction r;
	char *label;
	bool old;

	if (redaction_parse(note, &r))
		return true;
	if (taken_out == NULL)
		return false;
	label = memory_span(note, (size_t)(taken_out - note));
	old = column_find(label) != NULL;
	free(label);
	return old;
}

/* ---- the text that goes ---- */

static bool
is_blanked(const struct blanking *b, char *const *cell)
{
	return strtoll(cell[L_ID], NULL, 10) == b->id && *cell[b->column] != '\0' &&
	    !(b->is_note && is_record(cell[b->column]));
}

static void
blank_row(void *argument, char **cell)
{
	static char empty[] = "";
	struct blanking *b = argument;

	if (is_blanked(b, cell))
		cell[b->column] = empty;
}

static void
take_text(struct blanking *b, long long rev, const char *text)
{
	b->text = array_grow(b->text, b->n, sizeof(*b->text));
	b->text[b->n].text = memory_text(text);
	b->text[b->n++].rev = rev;
}

/* Collects what every row of the ticket has in the column, except for the record of an earlier redact. */
static void
find_texts(struct desk *d, struct blanking *b, const char *where)
{
	struct view view = ledger_view(&d->ledger);
	struct journal *j = journal_open(&view, READER_JOURNAL);
	struct row row;

	while (journal_next(j, &row, INT64_MAX)) {
		if (strtoll(row.cell[L_ID], NULL, 10) != b->id || *row.cell[b->column] == '\0')
			continue;
		if (is_blanked(b, row.cell))
			take_text(b, journal_rev(j), row.cell[b->column]);
		else
			desk_tell(d, where, "row %lld is the record of a redact: its note stays", journal_rev(j));
	}
	journal_close(j);
}

/* The other name of the ledger's file in its directory, which the caller frees; NULL: there is none. */
static char *
other_name(const char *path, const struct stat *st)
{
	char *copy = memory_text(path), *other = NULL;
	const char *base = strrchr(path, '/'), *dir = dirname(copy);
	DIR *d = opendir(dir);
	struct dirent *entry;

	base = base == NULL ? path : base + 1;
	while (d != NULL && other == NULL && (entry = readdir(d)) != NULL)
		if (entry->d_ino == st->st_ino && strcmp(entry->d_name, base) != 0)
			other = memory_format("%s/%s", dir, entry->d_name);
	if (d != NULL)
		closedir(d);
	free(copy);
	return other;
}

/* A second link to the ledger's file would keep the old bytes. */
static bool
has_one_name(struct desk *d, const char *where)
{
	struct stat st;
	char *other;

	if (fstat(d->ledger.fd, &st) == 0 && st.st_nlink == 1)
		return true;
	other = other_name(d->ledger.path, &st);
	desk_refuse(d, where, "%s has another hard link, %s, which would keep the text: remove it first",
	    d->ledger.path, other == NULL ? _("in another directory") : other);
	free(other);
	return false;
}

static void
draft_redaction(struct desk *d, const struct blanking *b, const struct ticket *t, const char *where)
{
	struct redaction record = { .id = b->id, .from = b->text[0].rev, .to = b->text[b->n - 1].rev };
	struct draft r;
	char *note;

	strlcpy(record.cell, b->cell, sizeof(record.cell));
	note = redaction_print(&record, d->options->value[OPT_WHY]);
	draft_open(&r, d, t, where);
	draft_set(&r, b->column, "");
	draft_set(&r, desk_note(d), note);
	free(note);
	draft_save(&r);
}

static void
redact_one(struct desk *d, struct blanking *b, const char *id)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	const struct options *o = d->options;
	char where[64];
	long long rev;

	snprintf(where, sizeof(where), _("ticket %.40s"), id);
	b->column = cell_column(d);
	if (t == NULL) {
		desk_no_ticket(d, id);
	} else if (b->column == COLUMN_NONE) {
		desk_refuse(d, "--cell", "%s is not a text of a ticket; there are:", o->value[OPT_CELL]);
		list_cells(&d->ledger);
	} else if (option_number(o, OPT_REV, 0, INT64_MAX) != (rev = ticket_rev(desk_tickets(d), t))) {
		desk_refuse(d, where, "the last rev is %lld: confirm it with --rev=%lld", rev, rev);
	} else if (has_one_name(d, where)) {
		b->id = t->id;
		b->is_note = b->column == desk_note(d);
		strlcpy(b->cell, d->ledger.name[b->column], sizeof(b->cell));
		find_texts(d, b, where);
		if (b->n == 0)
			desk_tell(d, where, "%s is empty in every row: nothing to blank", b->cell);
		else
			draft_redaction(d, b, t, where);
	}
}

static int
redact_ticket(const struct options *o)
{
	struct blanking b = { .n = 0 };
	char *path = option_ledger(o);
	struct desk d;
	int status;
	bool wrote;
	size_t i;

	if (o->n != 2)
		usage(o);
	if (o->value[OPT_CELL] == NULL || o->value[OPT_WHY] == NULL || text_blank(o->value[OPT_WHY]))
		errx(2, "redact needs --cell=COLUMN and --why=TEXT: it cannot be undone");
	if (!desk_open(&d, o))
		return (int)d.result;
	d.edit = blank_row;
	d.edited = &b;
	redact_one(&d, &b, o->operand[1]);
	wrote = d.ndrafted > 0 && o->value[OPT_DRY] == NULL;
	status = desk_close(&d);
	memory_exits(1);
	if (wrote && d.result == LEDGER_OK && !copies_blank(&b, path, o->value[OPT_COPIES] != NULL) && status == 0)
		status = 1;
	for (i = 0; i < b.n; i++)
		free(b.text[i].text);
	free(b.text);
	free(path);
	return status;
}

const struct form form_redact = {
	.name = "redact", .operands = "ID --cell=COLUMN --why=TEXT --rev=N", .most = 1,
	.help = N_("blank a cell in every row of the ticket, for good"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_CELL, OPT_COPIES, OPT_REV, OPT_WHY), .run = redact_ticket,
};
