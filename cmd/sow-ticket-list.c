/* sow-ticket-list.c - list: the tickets as they are */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-ticket.h"

/* The columns that list shows without -c. */
static const char list_columns[] =
    "id,status,due,title,part,parts,requester,assignee,minutes,rev";

/* The columns of which an event is made, with -o ics. */
static const char event_columns[] = "id,keys,status,due,title,requester,assignee,target,note";

/* ---- list ---- */

static bool
has_key(const char *cell, const char *key)
{
	char *folded = text_key(cell);
	bool found = strstr(folded, key) != NULL;

	free(folded);
	return found;
}

/* Finds which of the n patterns occur in some note of each ticket, with -a alone.  The result has n
 * for each ticket in order, and the caller frees it. */
static bool *
find_notes(const struct options *o, const struct tickets *ts, char *const *keys, size_t n)
{
	bool *noted = memory_zeros(ts->n * n + 1, sizeof(*noted));
	const struct ticket *t;
	struct journal *j;
	struct view v;
	struct row row;
	char *path;
	size_t i;

	if (n == 0 || o->value[OPT_ALL] == NULL || (o->value[OPT_TICKETS] != NULL && strcmp(o->value[OPT_TICKETS], "-") == 0))
		return noted;
	path = option_ledger(o);
	v = view_open(path, false);
	j = journal_open(&v, READER_JOURNAL);
	while (journal_next(j, &row, option_as_of(o)))
		if (*row.cell[row.n - 2] != '\0' && (t = tickets_find(ts, strtoll(row.cell[L_ID], NULL, 10))) != NULL)
			for (i = 0; i < n; i++)
				if (has_key(row.cell[row.n - 2], keys[i]))
					noted[(size_t)(t - ts->ticket) * n + i] = true;
	journal_close(j);
	view_close(&v);
	free(path);
	return noted;
}

/* Whether every pattern occurs in some cell, or in an earlier note. */
static bool
ticket_matches(const struct tickets *ts, const struct ticket *t, char *const *keys, const bool *noted)
{
	char *const *cell = *keys == NULL ? NULL : ticket_cells(ts, t);
	bool found;
	size_t i;

	for (; *keys != NULL; keys++, noted++) {
		for (i = 0, found = *noted; i < ts->ncolumns && !found; i++)
			found = has_key(cell[i], *keys);
		if (!found)
			return false;
	}
	return true;
}

static char **
folded_patterns(const struct options *o)
{
	char **keys = memory_zeros(o->n + 1, sizeof(*keys));
	size_t i;
	for (i = 1; i < o->n; i++)
		keys[i - 1] = text_key(o->operand[i]);
	return keys;
}

/* A ticket held with --until=12/1 comes back by itself on that day. */
static bool
is_away(const struct options *o, const struct tickets *ts, const struct ticket *t)
{
	const char *s = ticket_cell(ts, t, L_TAGS);
	bool away = false;
	char *tag;
	int day;

	for (; t->status == T_HOLD && !away && (tag = key_next(&s)) != NULL; free(tag))
		away = strncmp(tag, "until:", strlen("until:")) == 0 &&
		    date_parse(tag + strlen("until:"), DAY_MIN, &day) && day > o->team.today;
	return away;
}

static const struct activity *
activity_of(const struct catalog *c, const struct tickets *ts, const struct ticket *t)
{
	return key_activity(c, ticket_cell(ts, t, L_KEYS), ticket_cell(ts, t, L_OPENED));
}

/* An その他要求事項 that nobody has decided on yet. */
static bool
is_waiting(const struct catalog *c, const struct tickets *ts, const struct ticket *t)
{
	const struct activity *a;

	if (!status_live(t->status) || *ticket_cell(ts, t, L_APPROVED) != '\0')
		return false;
	a = activity_of(c, ts, t);
	return a != NULL && *a->field[F_APPROVAL] != '\0';
}

static bool
is_listed(const struct options *o, const struct catalog *c, const struct tickets *ts, const struct ticket *t)
{
	if (o->value[OPT_WAITING] != NULL)
		return is_waiting(c, ts, t);
	return o->value[OPT_ALL] != NULL || (status_live(t->status) && !is_away(o, ts, t));
}

/* The ledger's columns without sum, with number after id and parts after part. */
static size_t
list_names(const struct tickets *ts, const char **names)
{
	size_t i, n = 0;

	for (i = 0; i + 1 < ts->ncolumns; i++) {
		names[n++] = ts->names[i];
		if (i == L_ID)
			names[n++] = "number";
		else if (i == L_PART)
			names[n++] = "parts";
	}
	return n;
}

/* A calendar is passed on to others, so it shows only the outside of a personal matter.  Its keys
 * stay, since they identify the event. */
static void
hide_restricted(const struct tickets *ts, const struct activity *a, const char **cell)
{
	size_t i, n = 0;

	for (i = 0; i + 1 < ts->ncolumns; i++) {
		cell[n] = i == L_KEYS ? cell[n] : restricted_text(a, ts->names[i], cell[n]);
		n += i == L_ID || i == L_PART ? 2 : 1;
	}
}

/* Prints a ticket; c is the catalogue if personal matters are hidden, or else NULL. */
static void
list_row(struct output *out, const struct catalog *c, const struct tickets *ts, const struct ticket *t,
    struct parts parts)
{
	const char **cell = memory_array(NULL, ts->ncolumns + 1, sizeof(*cell));
	char number[TICKET_NUMBER], done[48];
	char *const *is = ticket_cells(ts, t);
	const struct activity *a = c == NULL ? NULL : activity_of(c, ts, t);

	ticket_number(t, number);
	parts_text(parts, done, sizeof(done));
	memcpy(cell, is, (L_ID + 1) * sizeof(*cell));
	cell[L_ID + 1] = number;
	memcpy(cell + L_ID + 2, is + L_ID + 1, (L_PART - L_ID) * sizeof(*cell));
	cell[L_PART + 2] = done;
	memcpy(cell + L_PART + 3, is + L_PART + 1, (ts->ncolumns - 1 - (L_PART + 1)) * sizeof(*cell));
	if (c != NULL && restricted_is(a, ts, t))
		hide_restricted(ts, a, cell);
	output_row(out, cell);
	free(cell);
}

static bool
is_calendar(const struct options *o)
{
	return o->value[OPT_FORMAT] != NULL && strcmp(o->value[OPT_FORMAT], "ics") == 0;
}

static void
list_tickets(const struct options *o, const struct tickets *ts, struct output *out)
{
	bool hides = is_calendar(o) && o->value[OPT_RESTRICTED] == NULL;
	struct catalog *c = hides || o->value[OPT_WAITING] != NULL ? catalog_open(&o->team) : NULL;
	char **keys = folded_patterns(o);
	struct parts *parts = parts_count(ts);
	size_t n = o->n > 0 ? o->n - 1 : 0, i;
	bool *noted = find_notes(o, ts, keys, n);
	const struct ticket *t;

	for (i = ts->n; i > 0; i--) {
		t = &ts->ticket[i - 1];
		if (is_listed(o, c, ts, t) && ticket_matches(ts, t, keys, noted + (i - 1) * n))
			list_row(out, hides ? c : NULL, ts, t, parts[i - 1]);
	}
	free(noted);
	for (i = 0; keys[i] != NULL; i++)
		free(keys[i]);
	free(keys);
	free(parts);
	if (c != NULL)
		catalog_close(c);
}

/* ---- list --lint ---- */

/* Says what is wrong with a title, or NULL if it fits its template; *expected may get a suggestion. */
static const char *
lint_title(const struct activity *a, const char *title, char **expected)
{
	*expected = NULL;
	if (a == NULL)
		return "目録にない実施キー";
	if (title_fits(&a->title, title))
		return NULL;
	if ((*expected = title_suggest(&a->title, title)) != NULL)
		return "全角・半角などの違い";
	*expected = memory_text(a->title.template);
	return "件名の型に合わない";
}

/* Prints a row for each key whose occurrence the contract does not have. */
static void
lint_keys(struct output *out, struct plan *plan, const struct tickets *ts, const struct ticket *t)
{
	char *keys = memory_text(ticket_cell(ts, t, L_KEYS)), *key;
	const char *s = keys;

	for (; t->occurs && t->status != T_CANCELED && (key = key_next(&s)) != NULL; free(key))
		if (key_is_occurrence(key) && !plan_owes(plan, key))
			output_row(out, (const char *[]){ ticket_cell(ts, t, L_ID), ticket_cell(ts, t, L_TITLE), key,
			    "契約にない実施キー" });
	free(keys);
}

static bool
list_lint(const struct options *o, const struct tickets *ts)
{
	static const char *const names[] = { "id", "title", "expected", "reason" };
	struct output *out = output_open(o, names, sizeof(names) / sizeof(*names));
	struct ground ground = ground_open(&o->team);
	struct plan plan = plan_open(ground, NULL, o->team.today);
	char **keys = folded_patterns(o), *expected;
	const struct ticket *t;
	bool *noted = memory_zeros(o->n + 1, sizeof(*noted)), found; /* no earlier notes */
	const char *reason;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (t->status == T_VOID || *ticket_cell(ts, t, L_KEYS) == '\0' || !ticket_matches(ts, t, keys, noted))
			continue;
		lint_keys(out, &plan, ts, t);
		reason = lint_title(activity_of(ground.catalog, ts, t), ticket_cell(ts, t, L_TITLE), &expected);
		if (reason != NULL)
			output_row(out, (const char *[]){ ticket_cell(ts, t, L_ID),
			    ticket_cell(ts, t, L_TITLE), expected == NULL ? "" : expected, reason });
		if (keys_hold(ticket_cell(ts, t, L_TAGS), TAG_OUTSIDE) && *ticket_cell(ts, t, L_APPROVED) == '\0')
			output_row(out, (const char *[]){ ticket_cell(ts, t, L_ID), ticket_cell(ts, t, L_TITLE), "", TAG_OUTSIDE });
		free(expected);
	}
	found = output_rows(out) > 0;
	free(noted);
	plan_free(&plan);
	ground_close(&ground);
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
}

void
name_me(struct options *o)
{
	char name[FIELD_NAME], narrow[8], *where;
	const char *value;
	size_t i;

	for (i = 0; i < o->nwhere; i++) {
		if (field_name(o->where[i], name, &value) != SIGN_SET || strcmp(column_name(name), "assignee") != 0 ||
		    !text_narrow(value, narrow, sizeof(narrow)) || strcasecmp(narrow, "me") != 0)
			continue;
		where = memory_format("assignee=%s", staff_author(&o->team));
		o->where[i] = where;
	}
}

static int
list_ledger(const struct options *o)
{
	struct tickets *ts = option_tickets(o, true);
	const char **names = memory_zeros(2 * ts->ncolumns + 2, sizeof(*names));
	struct options columns = *o;
	struct writer_options w;
	struct output *out;
	bool found, good;
	size_t n;
	if (ts->last_rev > 0 && ts->column[L_REV] != L_REV)
		errx(1, "list reads a ledger, not any tickets");
	if (o->value[OPT_LINT] != NULL) {
		good = list_lint(o, ts);
	} else {
		n = list_names(ts, names);
		if (columns.value[OPT_COLUMNS] == NULL)
			columns.value[OPT_COLUMNS] = is_calendar(o) ? event_columns : list_columns;
		name_me(&columns);
		w = option_writer(&columns);
		w.kind = tickets_are_kind(ts);
		out = output_open_as(&columns, names, n, w);
		if (o->value[OPT_ALL] == NULL && o->value[OPT_WAITING] == NULL)
			output_nothing(out, N_("no live ticket (-a also shows those on hold or ended)"));
		list_tickets(o, ts, out);
		found = output_rows(out) > 0;
		good = output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
	}
	good = good && ts->good;
	free(names);
	tickets_close(ts);
	return good ? 0 : 1;
}

const struct form form_list = {
	.name = "list", .operands = "[PATTERN...]", .most = ANY_NUMBER, .filters = true, .help = N_("print the live tickets, newest first"),
	.takes = FORM_TAKES(OPT_LEDGER, OPT_INPUT, OPT_PRINTS, OPT_ALL, OPT_AS_OF, OPT_EXIT, OPT_LINT, OPT_RESTRICTED, OPT_WAITING),
	.run = list_ledger,
};
