/* sow-ticket-list.c - list show log: the ledger, read */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow-ticket.h"

/* What list shows when -c does not say. */
static const char list_columns[] =
    "id,status,due,title,target,requester,assignee,minutes,rev";

/* ---- list ---- */

static bool
matches(const struct tickets *ts, const struct ticket *t, char *const *keys)
{
	char *folded;
	bool found;
	size_t i;

	for (; *keys != NULL; keys++) {
		for (i = 0, found = false; i < ts->ncolumns && !found; i++) {
			folded = text_key(t->cell[i]);
			found = strstr(folded, *keys) != NULL;
			free(folded);
		}
		if (!found)
			return false;
	}
	return true;
}

static char **
folded_patterns(const struct options *o)
{
	char **keys = calloc(o->n + 1, sizeof(*keys));
	size_t i;

	if (keys == NULL)
		err(1, NULL);
	for (i = 1; i < o->n; i++)
		keys[i - 1] = text_key(o->operand[i]);
	return keys;
}

/* hold --until=12/1: it comes back by itself that day. */
static bool
is_away(const struct options *o, const struct tickets *ts, const struct ticket *t)
{
	const char *s = ticket_cell(ts, t, L_TAGS);
	bool away = false;
	char *tag;
	int day;

	for (; t->status == T_HOLD && !away && (tag = key_next(&s)) != NULL; free(tag))
		away = strncmp(tag, "until:", strlen("until:")) == 0 &&
		    date_parse(tag + strlen("until:"), DAY_MIN, &day) && day > o->today;
	return away;
}

static const struct activity *
activity_of(const struct catalog *c, const struct tickets *ts, const struct ticket *t)
{
	return key_activity(c, ticket_cell(ts, t, L_KEYS), ticket_cell(ts, t, L_OPENED));
}

/* その他要求事項 that nobody has decided on. */
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

/* Of a ticket: how many parts it has, and how many of them are done. */
struct parts {
	size_t done, all;
};

/* Those of every ticket, in the tickets' order; the caller frees them. */
static struct parts *
count_parts(const struct tickets *ts)
{
	struct parts *parts = calloc(ts->n + 1, sizeof(*parts));
	const struct ticket *t, *parent;

	if (parts == NULL)
		err(1, NULL);
	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (t->parent == 0 || *ticket_cell(ts, t, L_PART) == '\0' || t->status == T_CANCELED ||
		    t->status == T_VOID || (parent = tickets_find(ts, t->parent)) == NULL)
			continue;
		parts[parent - ts->ticket].done += t->status == T_DONE;
		parts[parent - ts->ticket].all++;
	}
	return parts;
}

/* 3/12, empty where there are none */
static const char *
parts_text(struct parts parts, char *buf, size_t size)
{
	snprintf(buf, size, parts.all == 0 ? "" : "%zu/%zu", parts.done, parts.all);
	return buf;
}

/* The ledger's columns without sum; number stands behind id, parts behind part. */
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

static void
list_row(struct output *out, const struct tickets *ts, const struct ticket *t, struct parts parts,
    const char **cell)
{
	char number[32], done[48];
	size_t i, n = 0;

	snprintf(number, sizeof(number), "%d-%04d", t->year, t->number);
	parts_text(parts, done, sizeof(done));
	for (i = 0; i + 1 < ts->ncolumns; i++) {
		cell[n++] = t->cell[i];
		if (i == L_ID)
			cell[n++] = number;
		else if (i == L_PART)
			cell[n++] = done;
	}
	output_row(out, cell);
}

static void
list_tickets(const struct options *o, const struct tickets *ts, struct output *out, const char **cell)
{
	struct catalog *c = o->value[OPT_WAITING] != NULL ? catalog_open(o) : NULL;
	char **keys = folded_patterns(o);
	struct parts *parts = count_parts(ts);
	const struct ticket *t;
	size_t i;

	for (i = ts->n; i > 0; i--) {
		t = &ts->ticket[i - 1];
		if (is_listed(o, c, ts, t) && matches(ts, t, keys))
			list_row(out, ts, t, parts[i - 1], cell);
	}
	for (i = 0; keys[i] != NULL; i++)
		free(keys[i]);
	free(keys);
	free(parts);
	if (c != NULL)
		catalog_close(c);
}

/* ---- list --lint ---- */

/* NULL when the title is one of its template; a suggestion may be in *expected. */
static const char *
lint(const struct activity *a, const char *title, char **expected)
{
	*expected = NULL;
	if (a == NULL)
		return "目録にない実施キー";
	if (title_fits(&a->title, title))
		return NULL;
	if ((*expected = title_suggest(&a->title, title)) != NULL)
		return "全角・半角などの違い";
	if ((*expected = strdup(a->title.template)) == NULL)
		err(1, NULL);
	return "件名の型に合わない";
}

static bool
list_lint(const struct options *o, const struct tickets *ts)
{
	static const char *const names[] = { "id", "title", "expected", "reason" };
	struct output *out = output_open(o, names, sizeof(names) / sizeof(*names));
	struct catalog *c = catalog_open(o);
	char **keys = folded_patterns(o), *expected;
	const struct ticket *t;
	const char *reason;
	bool found;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (t->status == T_VOID || *ticket_cell(ts, t, L_KEYS) == '\0' || !matches(ts, t, keys))
			continue;
		reason = lint(activity_of(c, ts, t), ticket_cell(ts, t, L_TITLE), &expected);
		if (reason != NULL)
			output_row(out, (const char *[]){ ticket_cell(ts, t, L_ID),
			    ticket_cell(ts, t, L_TITLE), expected == NULL ? "" : expected, reason });
		free(expected);
	}
	found = output_rows(out) > 0;
	catalog_close(c);
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
}

/* -w assignee=me */
static void
name_me(struct options *o)
{
	char name[FIELD_NAME], narrow[8], *where;
	const char *value;
	size_t i;

	for (i = 0; i < o->nwhere; i++) {
		if (field_name(o->where[i], name, &value) != SIGN_SET || strcmp(column_name(name), "assignee") != 0 ||
		    !text_narrow(value, narrow, sizeof(narrow)) || strcasecmp(narrow, "me") != 0)
			continue;
		if (asprintf(&where, "assignee=%s", desk_author(o)) == -1)
			err(1, NULL);
		o->where[i] = where;
	}
}

/* At the desk an empty list makes one wonder. */
static void
hint(const struct options *o, bool found)
{
	if (!found && o->value[OPT_ALL] == NULL && o->value[OPT_WAITING] == NULL && isatty(STDOUT_FILENO))
		warnx("no live ticket (-a shows those that have ended or are on hold, too)");
}

int
ticket_list(const struct options *o)
{
	struct tickets *ts = tickets_open(o, true);
	const char **names = calloc(2 * ts->ncolumns + 2, sizeof(*names));
	struct options columns = *o;
	struct output *out;
	bool found, good;
	size_t n;

	if (names == NULL)
		err(1, NULL);
	if (ts->last_rev > 0 && ts->column[L_REV] != L_REV)
		errx(1, "list reads a ledger, not any tickets");
	if (o->value[OPT_LINT] != NULL) {
		good = list_lint(o, ts);
	} else {
		n = list_names(ts, names);
		if (columns.value[OPT_COLUMNS] == NULL)
			columns.value[OPT_COLUMNS] = list_columns;
		name_me(&columns);
		out = output_open(&columns, names, n);
		list_tickets(o, ts, out, names);
		found = output_rows(out) > 0;
		hint(o, found);
		good = output_close(out) && !(found && o->value[OPT_EXIT] != NULL);
	}
	good = good && ts->good;
	free(names);
	tickets_close(ts);
	return good ? 0 : 1;
}

/* ---- show ---- */

static struct ticket *
find(const struct tickets *ts, const char *id)
{
	struct ticket *t = tickets_parse(ts, id);
	char shown[128];

	if (t == NULL)
		errx(1, "no ticket %s", text_show(id, shown, sizeof(shown)));
	return t;
}

static void
say(struct output *out, const char *item, const struct tickets *ts, const struct ticket *t)
{
	const char *part = ticket_cell(ts, t, L_PART), *title = ticket_cell(ts, t, L_TITLE);
	char *text, buf[DATE_TEXT * 2];

	if (asprintf(&text, "%lld %s %s", t->id, column_person(COLUMN_STATUS, status_name(t->status), buf),
	    *part != '\0' ? part : title) == -1)
		err(1, NULL);
	output_row(out, (const char *[]){ item, text });
	free(text);
}

/* Where it comes from, what belongs to it. */
static void
show_family(struct output *out, const struct tickets *ts, const struct ticket *t)
{
	const struct ticket *parent = tickets_find(ts, t->parent), *child = NULL;
	struct parts *parts = count_parts(ts);
	char done[48];

	if (parent != NULL)
		say(out, "親チケット", ts, parent);
	if (parts[t - ts->ticket].all > 0)
		output_row(out, (const char *[]){ column_label("parts"),
		    parts_text(parts[t - ts->ticket], done, sizeof(done)) });
	free(parts);
	while ((child = tickets_child(ts, t->id, child)) != NULL)
		say(out, *ticket_cell(ts, child, L_PART) != '\0' ? "内訳" : "子チケット", ts, child);
}

/* Every remark, with its time and author. */
static void
show_history(struct output *out, const struct options *o, const struct view *v, long long id)
{
	struct reader *r = ledger_read(v, READER_JOURNAL);
	char *text, buf[DATE_TEXT * 2];
	struct row row;
	long long rev = 0;

	while (ledger_next(r, &row, option_as_of(o), &rev)) {
		if (strtoll(row.cell[L_ID], NULL, 10) != id)
			continue;
		if (asprintf(&text, "%.10s %.5s %s %s%s%s", row.cell[L_AT], row.cell[L_AT] + 11, row.cell[L_BY],
		    column_person(COLUMN_STATUS, row.cell[L_STATUS], buf),
		    *row.cell[row.n - 2] != '\0' ? " " : "", row.cell[row.n - 2]) == -1)
			err(1, NULL);
		output_row(out, (const char *[]){ "経過", text });
		free(text);
	}
	reader_close(r);
}

int
ticket_show(const struct options *o)
{
	static const char *const names[] = { "item", "value" };
	char *path = ledger_path(o), buf[DATE_TEXT * 2], number[32];
	struct view v;
	struct tickets *ts;
	const struct ticket *t;
	struct output *out;
	size_t i;

	if (o->n != 2)
		errx(2, "show: which ticket? One id");
	v = view_open(path, false);
	ts = tickets_read(&v, option_as_of(o));
	t = find(ts, o->operand[1]);
	out = output_open(o, names, 2);
	snprintf(number, sizeof(number), "%d-%04d", t->year, t->number);
	output_row(out, (const char *[]){ column_label("number"), number });
	for (i = L_ID; i + 2 < ts->ncolumns; i++)
		if (*t->cell[i] != '\0' && i != L_PARENT)
			output_row(out, (const char *[]){ column_label(ts->names[i]),
			    column_person(column_type(ts->names[i]), t->cell[i], buf) });
	show_family(out, ts, t);
	show_history(out, o, &v, t->id);
	tickets_close(ts);
	view_close(&v);
	free(path);
	return output_close(out) ? 0 : 1;
}

/* The ids of the tickets named, NULL for all. */
static long long *
named_ids(const struct options *o, const struct view *v)
{
	struct tickets *ts;
	long long *id;
	size_t i;

	if (o->n == 1)
		return NULL;
	if ((id = calloc(o->n, sizeof(*id))) == NULL)
		err(1, NULL);
	ts = tickets_read(v, INT64_MAX);
	for (i = 1; i < o->n; i++)
		id[i - 1] = find(ts, o->operand[i])->id;
	tickets_close(ts);
	return id;
}

/* The journal's own rows, of the tickets named or all. */
int
ticket_log(const struct options *o)
{
	char *path = ledger_path(o);
	struct view v = view_open(path, false);
	long long *ids = named_ids(o, &v), rev = 0, id;
	struct reader *r = ledger_read(&v, READER_JOURNAL);
	struct output *out;
	const char *const *names;
	struct row row;
	size_t n, i;
	bool good;

	names = reader_names(r, &n);
	out = output_open(o, names, n);
	while (ledger_next(r, &row, option_as_of(o), &rev)) {
		id = strtoll(row.cell[L_ID], NULL, 10);
		for (i = 1; i < o->n && ids[i - 1] != id; i++)
			;
		if (ids == NULL || i < o->n)
			output_pass(out, &row);
	}
	good = output_close(out); /* the names are the reader's */
	reader_close(r);
	view_close(&v);
	free(ids);
	free(path);
	return good ? 0 : 1;
}
