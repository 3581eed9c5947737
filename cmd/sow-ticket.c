/* sow-ticket - the ledger: what was asked for, done, by whom and when */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-ticket.h"

static const enum option_id takes[] = {
	OPT_ALL, OPT_AS_OF, OPT_DRY, OPT_EXIT, OPT_FROM, OPT_IF_REV, OPT_MAX, OPT_MIN_REV, OPT_ON,
	OPT_TICKETS, OPT_WAIT, OPT_WITH,
};

static const struct program program = {
	.purpose = "the ticket ledger",
	.operands = "VERB ...",
	.examples =
	    "  sow-ticket init                       an empty ledger, tickets.csv\n"
	    "  sow-ticket new inc Outlook 起動しない requester=北山高校\n"
	    "  sow-ticket new S09-01@2026-11         the month's check\n"
	    "  sow-due | sow-ticket new -            what is due\n"
	    "  sow-ticket start 7                    and assigns it to you\n"
	    "  sow-ticket done 7 min=15 \"note\"       (--on=11/20)\n"
	    "  sow-ticket hold|cancel|reopen|note 7 \"note\"\n"
	    "  sow-ticket set 7 due=12/1 assignee=me min+=20 tags+=sow候補\n"
	    "  sow-ticket list [PATTERN]             the open ones, newest first (-a all)\n"
	    "  sow-ticket list -o excel -O t.csv; sow-ticket set - < t.csv\n"
	    "  sow-ticket show 7; sow-ticket log 7; sow-ticket verify\n",
	.takes = takes,
	.ntakes = sizeof(takes) / sizeof(*takes),
};

/* What list shows when -c does not say. */
static const char list_columns[] =
    "id,status,due,title,requester,assignee,priority,minutes,opened,closed,keys,note";

static int
init(const struct options *o)
{
	char *path = ledger_path(o);
	enum ledger_result result;

	if (o->n > 1)
		usage(&program);
	if (o->value[OPT_DRY] != NULL) {
		warnx("%s: would be made", path);
		result = LEDGER_OK;
	} else {
		result = ledger_create(path, o->value[OPT_WITH]);
	}
	free(path);
	return (int)result;
}

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

/* The ledger's columns, number behind id, without sum. */
static size_t
list_names(const struct tickets *ts, const char **names)
{
	size_t i, n = 0;

	for (i = 0; i + 1 < ts->ncolumns; i++) {
		names[n++] = ts->names[i];
		if (i == L_ID)
			names[n++] = "number";
	}
	return n;
}

static void
list_row(struct output *out, const struct tickets *ts, const struct ticket *t, const char **cell)
{
	char number[32];
	size_t i, n = 0;

	snprintf(number, sizeof(number), "%d-%04d", t->year, t->number);
	for (i = 0; i + 1 < ts->ncolumns; i++) {
		cell[n++] = t->cell[i];
		if (i == L_ID)
			cell[n++] = number;
	}
	output_row(out, cell);
}

static int
list(const struct options *o)
{
	char *path = ledger_path(o), **keys = folded_patterns(o);
	struct tickets *ts = tickets_read(path, option_as_of(o), 0);
	const char **names = calloc(2 * ts->ncolumns + 2, sizeof(*names));
	struct options columns = *o;
	struct output *out;
	const struct ticket *t;
	size_t n, i;
	bool found;

	if (names == NULL)
		err(1, NULL);
	if (strcmp(path, "-") == 0)
		errx(2, "list reads a ledger, not stdin");
	n = list_names(ts, names);
	if (columns.value[OPT_COLUMNS] == NULL)
		columns.value[OPT_COLUMNS] = list_columns;
	out = output_open(&columns, names, n);
	for (i = ts->n; i > 0; i--) {
		t = &ts->ticket[i - 1];
		if ((o->value[OPT_ALL] != NULL || status_live(t->status)) && matches(ts, t, keys))
			list_row(out, ts, t, names);
	}
	found = output_rows(out) > 0;
	free(names);
	free(keys);
	free(path);
	tickets_close(ts);
	return output_close(out) && !(found && o->value[OPT_EXIT] != NULL) ? 0 : 1;
}

/* ---- show, log ---- */

static struct ticket *
find(const struct tickets *ts, const char *id)
{
	struct ticket *t = tickets_parse(ts, id);
	char shown[128];

	if (t == NULL)
		errx(1, "no ticket %s", text_show(id, shown, sizeof(shown)));
	return t;
}

/* Cell by cell, then every remark with its time and author. */
static int
show(const struct options *o)
{
	static const char *const names[] = { "item", "value" };
	char *path = ledger_path(o), *text;
	struct tickets *ts = tickets_read(path, option_as_of(o), 0);
	const struct ticket *t = o->n == 2 ? find(ts, o->operand[1]) : NULL;
	struct output *out;
	struct reader *r;
	struct row row;
	long long rev = 0;
	size_t i;

	if (t == NULL)
		usage(&program);
	out = output_open(o, names, 2);
	for (i = L_ID; i + 2 < ts->ncolumns; i++)
		if (*t->cell[i] != '\0')
			output_row(out, (const char *[]){ column_label(ts->names[i]), t->cell[i] });
	r = ledger_read(path, 0, READER_JOURNAL);
	while (ledger_next(r, &row, option_as_of(o), &rev)) {
		if (strtoll(row.cell[L_ID], NULL, 10) != t->id)
			continue;
		if (asprintf(&text, "%.16s %s %s%s%s", row.cell[L_AT], row.cell[L_BY], row.cell[L_STATUS],
		    *row.cell[row.n - 2] != '\0' ? " " : "", row.cell[row.n - 2]) == -1)
			err(1, NULL);
		output_row(out, (const char *[]){ "経過", text });
		free(text);
	}
	reader_close(r);
	tickets_close(ts);
	free(path);
	return output_close(out) ? 0 : 1;
}

/* The journal's own rows, of the tickets named or all. */
static int
log_rows(const struct options *o)
{
	char *path = ledger_path(o);
	struct tickets *ts = o->n > 1 ? tickets_read(path, INT64_MAX, 0) : NULL;
	struct reader *r;
	struct output *out;
	const char *const *names;
	struct row row;
	long long rev = 0;
	size_t n, i;
	bool wanted;

	for (i = 1; i < o->n; i++)
		find(ts, o->operand[i]);
	r = ledger_read(path, 0, READER_JOURNAL);
	names = reader_names(r, &n);
	out = output_open(o, names, n);
	while (ledger_next(r, &row, option_as_of(o), &rev)) {
		for (i = 1, wanted = o->n == 1; i < o->n && !wanted; i++)
			wanted = find(ts, o->operand[i])->id == strtoll(row.cell[L_ID], NULL, 10);
		if (wanted)
			output_pass(out, &row);
	}
	free(path);
	if (ts != NULL)
		tickets_close(ts);
	/* the names belong to the reader */
	i = output_close(out) ? 0 : 1;
	reader_close(r);
	return (int)i;
}

static int
verify(const struct options *o)
{
	char *path = ledger_path(o);
	bool good = ledger_audit(path, option_number(o, OPT_MIN_REV, 0, INT64_MAX));

	free(path);
	return good ? 0 : 1;
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(const struct options *);
	} verbs[] = {
		{ "init", init }, { "new", ticket_new }, { "set", ticket_change },
		{ "start", ticket_change }, { "hold", ticket_change }, { "done", ticket_change },
		{ "cancel", ticket_change }, { "reopen", ticket_change }, { "note", ticket_change },
		{ "list", list }, { "show", show }, { "log", log_rows }, { "verify", verify },
	};
	struct options o;
	size_t i;

	(void)argc;
	options_parse(&o, &program, argv);
	for (i = 0; o.n > 0 && i < sizeof(verbs) / sizeof(*verbs); i++)
		if (strcmp(o.operand[0], verbs[i].name) == 0)
			return verbs[i].run(&o);
	if (o.n > 0)
		warnx("no verb '%s'", o.operand[0]);
	usage(&program);
}
