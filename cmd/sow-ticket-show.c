/* sow-ticket-show.c - show, log: one ticket, its rows */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

static struct ticket *
find_ticket(struct tickets *ts, const char *id)
{
	struct ticket *t = tickets_parse(ts, id);

	if (t == NULL) {
		words_no_ticket(id);
		exit(1);
	}
	return t;
}

static void
print_item(struct output *out, const char *item, const struct tickets *ts, const struct ticket *t)
{
	const char *part = ticket_cell(ts, t, L_PART), *title = ticket_cell(ts, t, L_TITLE);
	char *text, buf[DATE_TEXT * 2];

	text = memory_format("%lld %s %s", t->id, column_person(COLUMN_STATUS, status_name(t->status), buf),
	    *part != '\0' ? part : title);
	output_row(out, (const char *[]){ item, text });
	free(text);
}

/* Prints the tickets named in related, and those that name this one there. */
static void
show_relations(struct output *out, const struct tickets *ts, const struct ticket *t)
{
	const struct ticket *other;
	char *key, *related = memory_text(ticket_cell(ts, t, L_RELATED));
	const char *s = related, *colon;
	size_t i;

	for (; (key = key_next(&s)) != NULL; free(key))
		if ((colon = strchr(key, ':')) != NULL && (other = tickets_find(ts, atoll(colon + 1))) != NULL)
			print_item(out, key, ts, other);
	free(related);
	for (i = 0; i < ts->n; i++) {
		s = related = memory_text(ticket_cell(ts, &ts->ticket[i], L_RELATED));
		for (; (key = key_next(&s)) != NULL; free(key))
			if ((colon = strchr(key, ':')) != NULL && atoll(colon + 1) == t->id)
				print_item(out, "関連元", ts, &ts->ticket[i]);
		free(related);
	}
}

/* Prints the ticket's parent and children. */
static void
show_family(struct output *out, const struct tickets *ts, const struct ticket *t)
{
	const struct ticket *parent = tickets_find(ts, ticket_parent(ts, t)), *child = NULL;
	struct parts *parts = parts_count(ts);
	char done[48];

	if (parent != NULL)
		print_item(out, "親チケット", ts, parent);
	if (parts[t - ts->ticket].all > 0)
		output_row(out, (const char *[]){ column_label("parts"),
		    parts_text(parts[t - ts->ticket], done, sizeof(done)) });
	free(parts);
	show_relations(out, ts, t);
	while ((child = tickets_child(ts, t->id, child)) != NULL)
		print_item(out, *ticket_cell(ts, child, L_PART) != '\0' ? "内訳" : "子チケット", ts, child);
}

/* Prints every row of the ticket: its time, author, status and remark. */
static void
show_history(struct output *out, const struct options *o, const struct view *v, long long id)
{
	struct journal *j = journal_open(v, READER_JOURNAL);
	char *text, buf[DATE_TEXT * 2];
	struct row row;

	while (journal_next_whole(j, &row, option_as_of(o))) {
		if (strtoll(row_cell(&row, L_ID), NULL, 10) != id)
			continue;
		row_part(&row);
		text = memory_format("%.10s %.5s %s %s%s%s", row.cell[L_AT], row.cell[L_AT] + 11, row.cell[L_BY],
		    column_person(COLUMN_STATUS, row.cell[L_STATUS], buf),
		    *row.cell[row.n - 2] != '\0' ? " " : "", row.cell[row.n - 2]);
		output_row(out, (const char *[]){ "経過", text });
		free(text);
	}
	journal_close(j);
}

static int
show_ticket(const struct options *o)
{
	static const char *const names[] = { "item", "value" };
	char *path = option_ledger(o), buf[DATE_TEXT * 2], number[TICKET_NUMBER];
	char *const *cell;
	struct view v;
	struct tickets *ts;
	const struct ticket *t;
	struct output *out;
	size_t i;

	if (o->n > 2)
		errx(2, "show takes one ticket, not %zu (sow-ticket log prints the rows of several)", o->n - 1);
	if (o->n != 2)
		errx(2, "show: which ticket? (one id)");
	v = view_open(path, false);
	ts = tickets_read(&v, option_as_of(o));
	t = find_ticket(ts, o->operand[1]);
	out = output_open(o, names, 2);
	cell = ticket_cells(ts, t);
	output_row(out, (const char *[]){ column_label("number"), ticket_number(t, number) });
	for (i = L_ID; i + 2 < ts->ncolumns; i++)
		if (*cell[i] != '\0' && i != L_PARENT)
			output_row(out, (const char *[]){ tickets_are_kind(ts) ? column_kind_label(ts->names[i]) :
			    column_label(ts->names[i]),
			    column_person(column_type(ts->names[i]), cell[i], buf) });
	show_family(out, ts, t);
	show_history(out, o, &v, t->id);
	tickets_close(ts);
	view_close(&v);
	free(path);
	return output_close(out) ? 0 : 1;
}

/* ---- log ---- */

/* The ids of the tickets that were named, or NULL for all tickets. */
static long long *
named_ids(const struct options *o, const struct view *v)
{
	struct tickets *ts;
	long long *id;
	size_t i;

	if (o->n == 1)
		return NULL;
	id = memory_zeros(o->n, sizeof(*id));
	ts = tickets_read(v, INT64_MAX);
	for (i = 1; i < o->n; i++)
		id[i - 1] = find_ticket(ts, o->operand[i])->id;
	tickets_close(ts);
	return id;
}

/* Prints the rows of the journal, of all tickets or of those named. */
static int
log_rows(const struct options *o)
{
	char *path = option_ledger(o);
	struct view v = view_open(path, false);
	long long *ids = named_ids(o, &v), id = 0;
	struct journal *j = journal_open(&v, READER_JOURNAL);
	struct options named = *o;
	struct output *out;
	const char *const *names;
	struct row row;
	size_t n, i;
	bool good;

	name_me(&named);
	names = journal_names(j, &n);
	out = output_open(&named, names, n);
	while (journal_next_whole(j, &row, option_as_of(o))) {
		if (ids != NULL)
			id = strtoll(row_cell(&row, L_ID), NULL, 10);
		for (i = 1; i < o->n && ids[i - 1] != id; i++)
			;
		if (ids == NULL || i < o->n)
			output_pass(out, &row);
	}
	good = output_close(out); /* before the journal, which holds the names */
	journal_close(j);
	view_close(&v);
	free(ids);
	free(path);
	return good ? 0 : 1;
}

const struct form form_show = {
	.name = "show", .operands = "ID", .most = ANY_NUMBER, .help = N_("print a ticket and each of its rows"),
	.takes = FORM_TAKES(OPT_LEDGER, OPT_PRINTS, OPT_AS_OF), .run = show_ticket,
};
const struct form form_log = {
	.name = "log", .operands = "[ID...]", .most = ANY_NUMBER, .help = N_("print the rows of the ledger"),
	.takes = FORM_TAKES(OPT_LEDGER, OPT_PRINTS, OPT_AS_OF), .run = log_rows,
};
