/* sow-report-sowchanges.c - sowchanges: what changed in the SOW, and what was not recorded of it */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

#define TAG_CHANGE "SOW変更"

enum { SOURCE, DAY, CAUSE, ACTIVITY, BEFORE, AFTER, TICKETS, ENTERED, COLUMNS };
static const struct table_column columns[COLUMNS] = {
	{ "出所", NULL }, { "発生日", NULL }, { "契機", NULL }, { "対象No", NULL }, { "変更前", NULL },
	{ "変更後", NULL }, { "関連チケット", NULL }, { "反映日", NULL },
};

/* ---- what the team recorded ---- */

/* Adds the ids of the tickets that the cell names to known. */
static void
take_tickets(struct report *r, struct bytes *known, const char *cell)
{
	char id[32], *copy = memory_text(cell), *rest = copy, *word;
	const struct ticket *t;

	while ((word = strsep(&rest, " ,|")) != NULL) {
		if (*word == '\0' || (t = tickets_parse(r->tickets, word)) == NULL)
			continue;
		snprintf(id, sizeof(id), "%lld", t->id);
		bytes_join(known, id, " ");
	}
	free(copy);
}

/* Adds the rows of sowchanges.csv in the period, and to known the tickets that any row names. */
static void
add_recorded(struct report *r, struct filled *f, struct bytes *known)
{
	struct reader *reader = register_open(r, "sowchanges.csv");
	const char *cell[COLUMNS] = { "記録" };
	struct row row;
	size_t i;

	while (reader != NULL && reader_next(reader, &row)) {
		take_tickets(r, known, register_cell(reader, &row, "関連チケット"));
		if (register_day(reader, &row, "発生日", false) > f->period.to ||
		    register_day(reader, &row, "発生日", true) < f->period.from)
			continue;
		for (i = DAY; i < COLUMNS; i++)
			cell[i] = register_cell(reader, &row, columns[i].name);
		register_add(f, cell);
	}
	if (reader != NULL)
		reader_close(reader);
}

/* ---- what the revisions of the catalogue say ---- */

static void
add_difference(void *filled, const struct catalog *c, const struct difference *d)
{
	const struct activity *a = d->is != NULL ? d->is : d->was;
	const char *label = column_label(c->names[d->column]);
	struct filled *f = filled;
	const char *cell[COLUMNS] = { "契約の改定", "", "", a->field[F_ID], "", "", "", "" };
	char day[DATE_TEXT];

	/* An activity that begins or ends differs in every column, and one row says so. */
	if ((d->was == NULL || d->is == NULL) && strcmp(c->names[d->column], "title") != 0)
		return;
	cell[DAY] = date_text(d->is != NULL ? d->is->from : d->was->to + 1, DATE_ISO, day);
	cell[CAUSE] = d->was == NULL ? "追加" : d->is == NULL ? "削除" : "変更";
	if (d->was != NULL)
		cell[BEFORE] = arena_format(&f->arena, "%s：%s", label, d->was->cell[d->column]);
	if (d->is != NULL)
		cell[AFTER] = arena_format(&f->arena, "%s：%s", label, d->is->cell[d->column]);
	register_add(f, cell);
}

/* Where nothing was in force before the period, the contract begins in it, and nothing changed. */
static bool
contract_ran(const struct catalog *c, int day)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (c->activity[i].from <= day && day <= c->activity[i].to)
			return true;
	return false;
}

/* ---- what was not recorded ---- */

static void
add_unrecorded(struct report *r, struct filled *f, const char *known)
{
	char id[32], number[TICKET_NUMBER], day[DATE_TEXT];
	const struct work *w;

	report_read_work(r);
	for (w = r->work; w < r->work + r->nwork; w++) {
		snprintf(id, sizeof(id), "%lld", w->ticket->id);
		if (w->opened < f->period.from || w->opened > f->period.to ||
		    !keys_hold(ticket_cell(r->tickets, w->ticket, L_TAGS), TAG_CHANGE) || keys_hold(known, id))
			continue;
		register_add(f, (const char *[]){ "未記録", date_text(w->opened, DATE_ISO, day), "", "", "",
		    restricted_is(work_activity(r, w), r->tickets, w->ticket) ? "" : ticket_cell(r->tickets, w->ticket, L_TITLE),
		    ticket_number(w->ticket, number), "" });
	}
}

static void
fill_sowchanges(struct report *r, struct filled *f)
{
	struct bytes known = { 0 };

	add_recorded(r, f, &known);
	if (contract_ran(r->ground.catalog, f->period.from - 1))
		catalog_compare(r->ground.catalog, f->period.from - 1, f->period.to, add_difference, f);
	bytes_add(&known, "", 1);
	add_unrecorded(r, f, known.s);
	free(known.s);
}

const struct table table_sowchanges = {
	TABLE_FORM("sowchanges", "what changed in the SOW: recorded, revised, or tagged SOW変更 and not recorded"),
	TABLE_COLUMNS(columns), .fill = fill_sowchanges,
};
