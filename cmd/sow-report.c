/* sow-report - what was done: tables, and layouts filled with them */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow.h"

struct report {
	const struct options *options;
	const struct catalog *catalog;
	const struct calendar *calendar;
	const struct tickets *tickets;
	struct period term;
};

/* Where a table's rows go: the stream, or a layout's columns. */
struct sink {
	void (*row)(struct sink *, const char *const *cell);
	struct output *output;
	struct writer *writer;
	size_t pick[64], npick, width;
	enum column_type type[64];
	size_t rows;
};

/* ---- which tickets ---- */

static bool
day_of_cell(const struct report *r, const struct ticket *t, enum ledger_field f, int *day)
{
	int64_t us;

	if (!time_parse(ticket_cell(r->tickets, t, f), DAY_MIN, &us))
		return false;
	*day = time_day(us);
	return true;
}

/* A day far away for a ticket that is not closed. */
static int
closed_day(const struct report *r, const struct ticket *t)
{
	int day;

	return !status_live(t->status) && day_of_cell(r, t, L_CLOSED, &day) ? day : DAY_MAX;
}

static int
opened_day(const struct report *r, const struct ticket *t)
{
	int day;

	if (!day_of_cell(r, t, L_OPENED, &day))
		errx(1, "ticket %lld: opened is no date", t->id);
	return day;
}

/* Undone creations, parts of a ticket and the team's own work are not reported. */
static bool
counts(const struct report *r, const struct ticket *t)
{
	return t->status != T_VOID && *ticket_cell(r->tickets, t, L_PART) == '\0' &&
	    *ticket_cell(r->tickets, t, L_KEYS) != '\0';
}

static bool
is_carried(const struct report *r, const struct ticket *t, struct period p)
{
	return opened_day(r, t) < p.from && closed_day(r, t) >= p.from;
}

static bool
is_opened(const struct report *r, const struct ticket *t, struct period p)
{
	return opened_day(r, t) >= p.from && opened_day(r, t) <= p.to;
}

static bool
is_closed(const struct report *r, const struct ticket *t, struct period p)
{
	return closed_day(r, t) >= p.from && closed_day(r, t) <= p.to;
}

static bool
is_remaining(const struct report *r, const struct ticket *t, struct period p)
{
	return opened_day(r, t) <= p.to && closed_day(r, t) > p.to;
}

/* The activity of a ticket's first key, in the revision of the day it was opened; work that was
 * written down outside its validity counts all the same. */
static const struct activity *
ticket_activity(const struct report *r, const struct ticket *t)
{
	const char *s = ticket_cell(r->tickets, t, L_KEYS);
	const struct activity *a;
	char *key = key_next(&s);

	if (key == NULL)
		return NULL;
	key[strcspn(key, "@")] = '\0';
	a = catalog_nearest(r->catalog, key, opened_day(r, t));
	free(key);
	return a;
}

/* ---- tables ---- */

struct table {
	const char *name;
	const char *const *columns;
	size_t n;
	void (*fill)(const struct report *, const struct table *, struct period, struct sink *);
	bool (*keep)(const struct report *, const struct ticket *, struct period);
};

static const char *const ticket_columns[] = {
	"id", "number", "status", "major", "minor", "title", "requester", "assignee", "target",
	"priority", "opened", "due", "closed", "minutes", "content", "action", "keys",
};

static void
fill_tickets(const struct report *r, const struct table *table, struct period p, struct sink *sink)
{
	const struct tickets *ts = r->tickets;
	const struct activity *a;
	const struct ticket *t;
	char id[32], number[32];

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (!counts(r, t) || !table->keep(r, t, p))
			continue;
		a = ticket_activity(r, t);
		snprintf(id, sizeof(id), "%lld", t->id);
		snprintf(number, sizeof(number), "%d-%04d", t->year, t->number);
		sink->row(sink, (const char *[]){ id, number, status_name(t->status),
		    a == NULL ? "" : a->field[F_MAJOR], a == NULL ? "" : a->field[F_MINOR],
		    ticket_cell(ts, t, L_TITLE), ticket_cell(ts, t, L_REQUESTER),
		    ticket_cell(ts, t, L_ASSIGNEE), ticket_cell(ts, t, L_TARGET),
		    ticket_cell(ts, t, L_PRIORITY), ticket_cell(ts, t, L_OPENED),
		    ticket_cell(ts, t, L_DUE), ticket_cell(ts, t, L_CLOSED),
		    ticket_cell(ts, t, L_MINUTES), t->first_note, t->done_note,
		    ticket_cell(ts, t, L_KEYS) });
	}
}

static const char *const summary_columns[] = {
	"major", "carried", "opened", "closed", "remaining",
};

struct count {
	const char *major; /* NULL: all */
	long carried, opened, closed, remaining;
};

static void
count_tickets(const struct report *r, struct period p, struct count *c)
{
	const struct tickets *ts = r->tickets;
	const struct activity *a;
	const struct ticket *t;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		a = ticket_activity(r, t);
		if (!counts(r, t) ||
		    (c->major != NULL && strcmp(c->major, a == NULL ? "" : a->field[F_MAJOR]) != 0))
			continue;
		c->carried += is_carried(r, t, p);
		c->opened += is_opened(r, t, p);
		c->closed += is_closed(r, t, p);
		c->remaining += is_remaining(r, t, p);
	}
	/* A report that does not add up is not printed. */
	if (c->carried + c->opened - c->closed != c->remaining)
		errx(1, "%s: %ld carried + %ld opened - %ld closed is not %ld remaining: "
		    "a ticket was closed before it was opened",
		    c->major == NULL ? "合計" : c->major, c->carried, c->opened, c->closed, c->remaining);
}

static bool
seen_before(const struct catalog *c, size_t i)
{
	size_t j;

	for (j = 0; j < i; j++)
		if (strcmp(c->activity[j].field[F_MAJOR], c->activity[i].field[F_MAJOR]) == 0)
			return true;
	return false;
}

/* Before a byte is printed: does every row of the summary add up? */
static void
check_summary(const struct report *r, struct period p)
{
	struct count c = { 0 };
	size_t i;

	count_tickets(r, p, &c);
	for (i = 0; i < r->catalog->n; i++) {
		c = (struct count){ .major = r->catalog->activity[i].field[F_MAJOR] };
		if (!seen_before(r->catalog, i))
			count_tickets(r, p, &c);
	}
}

static void
print_count(struct sink *sink, const char *name, const struct count *c)
{
	char text[4][32];

	snprintf(text[0], sizeof(text[0]), "%ld", c->carried);
	snprintf(text[1], sizeof(text[1]), "%ld", c->opened);
	snprintf(text[2], sizeof(text[2]), "%ld", c->closed);
	snprintf(text[3], sizeof(text[3]), "%ld", c->remaining);
	sink->row(sink, (const char *[]){ name, text[0], text[1], text[2], text[3] });
}

/* One row a 大分類, in the catalogue's order, then what it does not know, then all. */
static void
fill_summary(const struct report *r, const struct table *table, struct period p, struct sink *sink)
{
	struct count all = { 0 }, sum = { 0 }, c;
	size_t i;

	(void)table;
	for (i = 0; i < r->catalog->n; i++) {
		if (seen_before(r->catalog, i))
			continue;
		c = (struct count){ .major = r->catalog->activity[i].field[F_MAJOR] };
		count_tickets(r, p, &c);
		print_count(sink, c.major, &c);
		sum.carried += c.carried;
		sum.opened += c.opened;
		sum.closed += c.closed;
		sum.remaining += c.remaining;
	}
	count_tickets(r, p, &all);
	c = (struct count){ NULL, all.carried - sum.carried, all.opened - sum.opened,
		all.closed - sum.closed, all.remaining - sum.remaining };
	if (c.carried + c.opened + c.closed + c.remaining > 0)
		print_count(sink, "（目録にない）", &c);
	print_count(sink, "合計", &all);
}

static const char *const plan_columns[] = {
	"keys", "state", "nominal", "due", "title", "target", "ticket",
};

static bool
has_occurrence(const struct report *r, const struct ticket *t)
{
	return strchr(ticket_cell(r->tickets, t, L_KEYS), '@') != NULL;
}

/* Live tickets without an occurrence that are due on the days, day by day. */
static void
fill_others(const struct report *r, int from, int to, struct sink *sink)
{
	const struct ticket *t;
	char id[32];
	int day;

	for (; from <= to; from++)
		for (t = r->tickets->ticket; t < r->tickets->ticket + r->tickets->n; t++) {
			if (!counts(r, t) || !status_live(t->status) || has_occurrence(r, t) ||
			    !day_of_cell(r, t, L_DUE, &day) || day != from)
				continue;
			snprintf(id, sizeof(id), "%lld", t->id);
			sink->row(sink, (const char *[]){ ticket_cell(r->tickets, t, L_KEYS), "open", "",
			    ticket_cell(r->tickets, t, L_DUE), ticket_cell(r->tickets, t, L_TITLE),
			    ticket_cell(r->tickets, t, L_TARGET), id });
		}
}

static void
fill_group(const struct occurrence *x, size_t n, struct sink *sink)
{
	char nominal[DATE_TEXT], due[DATE_TEXT], id[32] = "";
	char *keys = group_keys(x, n), *targets = group_targets(x, n);

	if (x->ticket != NULL)
		snprintf(id, sizeof(id), "%lld", x->ticket->id);
	sink->row(sink, (const char *[]){ keys, state_name(x->state),
	    date_text(x->when.nominal, DATE_ISO, nominal), date_text(x->when.due, DATE_ISO, due),
	    x->title, targets, id });
	free(keys);
	free(targets);
}

/* By date: what the contract asks for in the period and is not done, and other tickets. */
static void
fill_plan(const struct report *r, const struct table *table, struct period p, struct sink *sink)
{
	struct plan plan = { .catalog = r->catalog, .calendar = r->calendar, .term = r->term,
		.tickets = r->tickets, .today = option_day(r->options), .lead = -1 };
	const struct occurrence *x;
	int day = p.from;
	size_t i, n;

	(void)table;
	plan_fill(&plan, p);
	for (i = 0; i < plan.n; i += n) {
		x = &plan.occurrence[i];
		n = plan_group(&plan, i, false);
		if (x->state == DONE || x->state == LATE || x->state == WAIVED || x->state == NOT_APPLICABLE)
			continue;
		fill_others(r, day, x->when.due - 1, sink);
		day = x->when.due > day ? x->when.due : day;
		fill_group(x, n, sink);
	}
	plan_free(&plan);
	fill_others(r, day, p.to, sink);
}

#define COLUMNS(c) c, sizeof(c) / sizeof(*(c))
static const struct table tables[] = {
	{ "summary", COLUMNS(summary_columns), fill_summary, NULL },
	{ "opened", COLUMNS(ticket_columns), fill_tickets, is_opened },
	{ "closed", COLUMNS(ticket_columns), fill_tickets, is_closed },
	{ "remaining", COLUMNS(ticket_columns), fill_tickets, is_remaining },
	{ "plan", COLUMNS(plan_columns), fill_plan, NULL },
};
enum { TABLES = sizeof(tables) / sizeof(*tables) };

static const struct table *
find_table(const char *name)
{
	size_t i;

	for (i = 0; i < TABLES; i++)
		if (strcmp(name, tables[i].name) == 0)
			return &tables[i];
	return NULL;
}

/* ---- one table as a stream ---- */

static void
to_output(struct sink *s, const char *const *cell)
{
	output_row(s->output, cell);
}

static bool
print_table(const struct report *r, struct period p)
{
	const struct table *t = find_table(r->options->form->name);
	struct sink sink = { .row = to_output };
	bool found;

	if (t->fill == fill_summary)
		check_summary(r, p);
	sink.output = output_open(r->options, t->columns, t->n);
	t->fill(r, t, p, &sink);
	found = output_rows(sink.output) > 0;
	return output_close(sink.output) && !(found && r->options->value[OPT_EXIT] != NULL);
}

/* ---- a layout: a sheet in which [table] rows are replaced ---- */

struct layout {
	const char *path;
	char ***row;             /* n rows of width cells */
	size_t *line, n, width;
	struct arena arena;
};

static void
read_layout(struct layout *l, const char *path)
{
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_SHEET });
	size_t i, size = 0;
	struct row row;

	*l = (struct layout){ .path = path };
	while (reader_next(r, &row)) {
		if (l->n == size) {
			size = size == 0 ? 64 : size * 2;
			l->row = reallocarray(l->row, size, sizeof(*l->row));
			l->line = reallocarray(l->line, size, sizeof(*l->line));
			if (l->row == NULL || l->line == NULL)
				err(1, NULL);
		}
		l->row[l->n] = arena_alloc(&l->arena, (row.n + 1) * sizeof(**l->row));
		for (i = 0; i < row.n; i++)
			l->row[l->n][i] = arena_text(&l->arena, row.cell[i], strlen(row.cell[i]));
		l->row[l->n][row.n] = NULL;
		l->line[l->n++] = row.line;
		/* A table's first cell is its name, not a column; empty cells at the end (Excel) are none. */
		while (row.n > 1 && *row.cell[row.n - 1] == '\0')
			row.n--;
		if (*row.cell[0] == '[')
			row.n--;
		l->width = row.n > l->width ? row.n : l->width;
	}
	reader_close(r);
	if (l->n == 0)
		errx(1, "%s: empty: not a layout", path);
}

static const char *
kanji_day(int day, char buf[DATE_TEXT])
{
	size_t n = strlen(date_text(day, DATE_KANJI, buf));

	snprintf(buf + n, DATE_TEXT - n, "（%s）", weekday_name(day_weekday(day)));
	return buf;
}

/* {期間} and its like. */
static void
print_name(FILE *f, const struct report *r, struct period p, const struct layout *l, size_t row,
    const char *name, size_t n)
{
	char from[DATE_TEXT], to[DATE_TEXT], period[PERIOD_TEXT];
	int y, m, d;

	day_split(p.from, &y, &m, &d);
	if (n == strlen("期間") && memcmp(name, "期間", n) == 0)
		fprintf(f, "%s～%s", kanji_day(p.from, from), kanji_day(p.to, to));
	else if (n == strlen("作成日") && memcmp(name, "作成日", n) == 0)
		fputs(date_text(r->options->team.today, DATE_KANJI, from), f);
	else if (n == strlen("和暦作成日") && memcmp(name, "和暦作成日", n) == 0)
		fputs(date_text(r->options->team.today, DATE_ERA, from), f);
	else if (n == strlen("年月") && memcmp(name, "年月", n) == 0)
		fprintf(f, "%d年%d月", y, m);
	else if (n == strlen("年度") && memcmp(name, "年度", n) == 0)
		fprintf(f, "%d年度", day_fiscal_year(p.from));
	else if (n == strlen("期") && memcmp(name, "期", n) == 0)
		fputs(period_text(p, period), f);
	else
		errx(1, "%s:%zu: no name {%.*s} (期間 期 年月 年度 作成日 和暦作成日)", l->path,
		    l->line[row], (int)n, name);
}

static char *
expand(const struct report *r, struct period p, const struct layout *l, size_t row, const char *cell)
{
	const char *open, *close;
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	if (f == NULL)
		err(1, NULL);
	while ((open = strchr(cell, '{')) != NULL && (close = strchr(open, '}')) != NULL) {
		fwrite(cell, 1, (size_t)(open - cell), f);
		print_name(f, r, p, l, row, open + 1, (size_t)(close - open - 1));
		cell = close + 1;
	}
	fputs(cell, f);
	memory_close(f, &text);
	return text;
}

static void
write_sheet_row(struct sink *s, const char *const *cell, size_t n)
{
	char *cells[64];
	size_t i;

	for (i = 0; i < s->width; i++)
		cells[i] = (char *)(uintptr_t)(i < n ? cell[i] : "");
	writer_row(s->writer, cells);
}

static void
to_sheet(struct sink *s, const char *const *cell)
{
	char shown[64][DATE_TEXT * 2];
	const char *picked[64];
	size_t i;

	/* A layout is for people, in whatever format it is printed. */
	for (i = 0; i < s->npick; i++)
		picked[i] = column_person(s->type[i], cell[s->pick[i]], shown[i]);
	write_sheet_row(s, picked, s->npick);
	s->rows++;
}

/* closed=完了日: the column and its heading. */
static void
pick_column(struct sink *s, const struct table *t, const struct layout *l, size_t row, char *spec,
    const char **heading)
{
	char *equals = strchr(spec, '=');
	const char *name;
	size_t i;

	if (equals != NULL)
		*equals = '\0';
	name = column_name(spec);
	for (i = 0; i < t->n && strcmp(t->columns[i], name) != 0; i++)
		;
	if (i == t->n)
		errx(1, "%s:%zu: [%s] has no column '%s'", l->path, l->line[row], t->name, spec);
	heading[s->npick] = equals != NULL ? equals + 1 : column_label(name);
	s->type[s->npick] = column_type(name);
	s->pick[s->npick++] = i;
}

/* [closed] or [plan+1]: the table, of this period or one near it. */
static const struct table *
parse_block(const char *cell, const struct layout *l, size_t row, struct period *p)
{
	char name[32];
	const struct table *t;
	int shift = 0, end = 0;

	if (sscanf(cell, "[%31[a-z]%n", name, &end) != 1)
		errx(1, "%s:%zu: %s is no table", l->path, l->line[row], cell);
	if (cell[end] == '+' || cell[end] == '-') {
		char *rest;

		shift = (int)strtol(cell + end, &rest, 10);
		end = (int)(rest - cell);
	}
	if (strcmp(cell + end, "]") != 0 || (t = find_table(name)) == NULL || abs(shift) > 1000)
		errx(1, "%s:%zu: %s is no table", l->path, l->line[row], cell);
	*p = period_shift(*p, shift);
	return t;
}

static void
write_block(const struct report *r, struct period p, const struct layout *l, size_t row, struct sink *s)
{
	const struct table *t = parse_block(l->row[row][0], l, row, &p);
	const char *heading[64];
	char **cell;

	s->npick = s->rows = 0;
	for (cell = l->row[row] + 1; *cell != NULL; cell++)
		if (**cell != '\0')
			pick_column(s, t, l, row, *cell, heading);
	if (s->npick == 0)
		errx(1, "%s:%zu: [%s] names no column", l->path, l->line[row], t->name);
	writer_block(s->writer);
	write_sheet_row(s, heading, s->npick);
	t->fill(r, t, p, s);
	if (s->rows == 0)
		write_sheet_row(s, (const char *[]){ "なし" }, 1);
	writer_block(s->writer);
}

static void
write_text(const struct report *r, struct period p, const struct layout *l, size_t row, struct sink *s)
{
	char *text[64];
	size_t i, n;

	for (n = 0; n < s->width && l->row[row][n] != NULL; n++)
		text[n] = expand(r, p, l, row, l->row[row][n]);
	write_sheet_row(s, (const char *const *)text, n);
	for (i = 0; i < n; i++)
		free(text[i]);
	writer_block(s->writer);
}

static void
check_blocks(const struct report *r, struct period p, const struct layout *l)
{
	struct period near;
	size_t i;

	for (i = 0; i < l->n; i++) {
		near = p;
		if (l->row[i][0][0] == '[' && parse_block(l->row[i][0], l, i, &near)->fill == fill_summary)
			check_summary(r, near);
	}
}

static bool
print_layout(const struct report *r, struct period p)
{
	const char *name = r->options->value[OPT_LAYOUT];
	struct writer_options w = option_writer(r->options);
	struct sink sink = { .row = to_sheet };
	struct layout l;
	const char *names[64];
	char *file, *path;
	size_t i;

	if (strchr(name, '/') != NULL || asprintf(&file, "layouts/%s.csv", name) == -1)
		errx(2, "-f: a layout's name, such as weekly, not '%s'", name);
	if ((path = team_path(&r->options->team, file)) == NULL)
		errx(2, "-f: no layout '%s' (%s, in the team's directory or shipped)", name, file);
	read_layout(&l, path);
	if (l.width > 64)
		errx(1, "%s: more than 64 columns", path);
	for (i = 0; i < l.width; i++)
		names[i] = "";
	check_blocks(r, p, &l);
	w.plain = true;
	sink.width = l.width;
	sink.writer = writer_open(names, l.width, w);
	for (i = 0; i < l.n; i++)
		if (l.row[i][0][0] == '[')
			write_block(r, p, &l, i, &sink);
		else
			write_text(r, p, &l, i, &sink);
	free(l.row);
	free(l.line);
	arena_free(&l.arena);
	free(file);
	free(path);
	return writer_close(sink.writer);
}

/* The report is made ready for its period, printed by one of these, and closed. */
static int
with_report(const struct options *o, bool (*print)(const struct report *, struct period))
{
	struct catalog *catalog;
	struct calendar *calendar;
	struct tickets *tickets;
	struct report r;
	struct period p;
	bool good;

	if (!option_period(o, OPT_PERIOD, &p))
		errx(2, "of which period? -p week, week-1, 2026-11, 先月 …");
	if (p.from == DAY_MIN || p.to == DAY_MAX)
		errx(2, "-p: a report needs both ends of its period");
	catalog = catalog_open(&o->team);
	calendar = calendar_open(&o->team);
	tickets = option_tickets(o, true);
	r = (struct report){ o, catalog, calendar, tickets, contract_open(&o->team) };
	good = print(&r, p);
	good = good && tickets->good;
	tickets_close(tickets);
	calendar_close(calendar);
	catalog_close(catalog);
	return good ? 0 : 1;
}

static int
run_table(const struct options *o)
{
	return with_report(o, print_table);
}

static int
run_layout(const struct options *o)
{
	return with_report(o, print_layout);
}

/* ---- the forms ---- */

/* A layout says its own rows and columns, so no -c, -w or -e. */
static const struct form form_layout = {
	FORM_MODE(OPT_LAYOUT), .operands = "--period=PERIOD", .most = 0, .help = "fill the layout of that name",
	.takes = FORM_TAKES(OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_OUTPUT, OPT_PERIOD,
	    OPT_SUBST),
	.run = run_layout,
};

#define TABLE(table, text) static const struct form form_##table = { \
	.name = #table, .operands = "--period=PERIOD", .most = 0, .help = text, \
	.takes = FORM_TAKES(OPT_PRINTS, OPT_LEDGER, OPT_INPUT, OPT_AS_OF, OPT_EXIT, OPT_PERIOD), .run = run_table, \
}

TABLE(summary, "carried + opened - closed = remaining");
TABLE(opened, "the tickets that were opened in the period");
TABLE(closed, "those that were closed in it");
TABLE(remaining, "those that were open at its end");
TABLE(plan, "what is due in it");

static const struct form *const forms[] = {
	&form_summary, &form_opened, &form_closed, &form_remaining, &form_plan, &form_layout, NULL,
};

static const struct program program = {
	.purpose = "reports for a period",
	.examples =
	    "  sow-report summary -p week            carried + opened - closed = remaining\n"
	    "  sow-report closed|opened|remaining|plan -p 2026-11\n"
	    "  sow-report -f weekly -p week-1        the weekly report\n"
	    "  sow-report -f weekly -p week-1 -o excel -O 週報.csv\n",
	.kind = "table",
	.forms = forms,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
