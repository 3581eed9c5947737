/* sow-ticket-import.c - an existing ledger, out of Excel, through a column map */
/* SPDX-License-Identifier: MIT */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-ticket.h"

/* A line of the map: our column is theirs; with a cell: their word is our value. */
struct mapping {
	const char *column, *source, *cell, *value;
};

struct import {
	struct input in;
	struct mapping *mapping; /* n of them */
	size_t n;
	struct plan plan;        /* every occurrence of the rows' years */
	struct arena arena;
};

/* ---- the map ---- */

static const char *
map_cell(struct import *im, struct reader *r, const struct row *row, const char *name)
{
	size_t i = reader_column(r, name);

	return i == COLUMN_NONE ? "" : arena_text(&im->arena, row->cell[i], strlen(row->cell[i]));
}

static char *
map_path(const struct options *o)
{
	const char *name = o->value[OPT_MAP];
	char *file, *path;

	if (strchr(name, '/') != NULL || strchr(name, '.') != NULL) {
		if ((path = strdup(name)) == NULL)
			err(1, NULL);
		return path;
	}
	if (asprintf(&file, "maps/%s.csv", name) == -1)
		err(1, NULL);
	if ((path = team_path(o, file)) == NULL)
		errx(2, "-m: no map '%s' (%s, in the team's directory or shipped; or a path)", name, file);
	free(file);
	return path;
}

static void
read_map(struct import *im, const struct options *o)
{
	struct reader *r;
	struct row row;
	char *path;

	if (o->value[OPT_MAP] == NULL)
		return;
	path = map_path(o);
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	if (reader_column(r, "column") == COLUMN_NONE || reader_column(r, "source") == COLUMN_NONE)
		errx(1, "%s: a map has columns column,source,cell,value", path);
	while (reader_next(r, &row)) {
		im->mapping = reallocarray(im->mapping, im->n + 1, sizeof(*im->mapping));
		if (im->mapping == NULL)
			err(1, NULL);
		im->mapping[im->n++] = (struct mapping){
			column_name(map_cell(im, r, &row, "column")), map_cell(im, r, &row, "source"),
			map_cell(im, r, &row, "cell"), map_cell(im, r, &row, "value"),
		};
		if (*im->mapping[im->n - 1].cell == '\0' &&
		    input_column(&im->in, column_name(im->mapping[im->n - 1].source)) == COLUMN_NONE)
			reader_reject(r, &row, "the input has no column '%s'", im->mapping[im->n - 1].source);
	}
	reader_close(r);
	free(path);
}

/* What the row says of our column: mapped, else of that very name. */
static const char *
cell_of(const struct import *im, size_t row, const char *column)
{
	const char *source = column, *cell;
	size_t i, at;

	for (i = 0; i < im->n; i++)
		if (strcmp(im->mapping[i].column, column) == 0 && *im->mapping[i].cell == '\0')
			source = column_name(im->mapping[i].source);
	if ((at = input_column(&im->in, source)) == COLUMN_NONE)
		return "";
	cell = im->in.row[row][at];
	for (i = 0; i < im->n; i++)
		if (strcmp(im->mapping[i].column, column) == 0 && *im->mapping[i].cell != '\0' &&
		    strcmp(im->mapping[i].cell, cell) == 0)
			return im->mapping[i].value;
	return cell;
}

/* ---- which activity is it? ---- */

enum { KEYS = 16 }; /* of one title, at most */
struct match {
	char keys[KEYS * 64], reason[KEYS * 64 + 64];
	size_t n; /* how many kinds of work it may be */
};

static void say(struct match *, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void
say(struct match *m, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	vsnprintf(m->reason, sizeof(m->reason), format, ap);
	va_end(ap);
}

static void
add_key(struct match *m, const char *key)
{
	if (*m->keys != '\0')
		strlcat(m->keys, " ", sizeof(m->keys));
	strlcat(m->keys, key, sizeof(m->keys));
}

/* システム設定申請（ApexOne） is of the rows whose target the SOW fixes so. */
static bool
names_target(const struct activity *a, const char *title)
{
	char *value[PLACES] = { 0 };
	bool same = false;
	size_t i;

	if (title_match(&a->title, title, value) && *a->field[F_TARGET] != '\0')
		same = (value[PLACE_SOFT] != NULL && strcmp(value[PLACE_SOFT], a->field[F_TARGET]) == 0) ||
		    (value[PLACE_LOG] != NULL && strcmp(value[PLACE_LOG], a->field[F_TARGET]) == 0);
	for (i = 0; i < PLACES; i++)
		free(value[i]);
	return same;
}

/* Rows whose very target is named; where there is none, all whose template it is. */
static void
match_work(const struct catalog *c, const char *title, int day, struct match *m)
{
	const struct activity *a;
	int pass;

	for (pass = 0; pass < 2 && m->n == 0; pass++)
		for (a = c->activity; a < c->activity + c->n; a++)
			if (a->frequency == ON_DEMAND && a->from <= day && day <= a->to &&
			    (pass == 0 ? names_target(a, title) : title_fits(&a->title, title))) {
				add_key(m, a->field[F_ID]);
				m->n++;
			}
}

/* A title with a date in it says its period; one without comes again every 年度. */
static bool
is_of_year(const struct occurrence *o, int day)
{
	const struct title *t = &o->activity->title;
	size_t i;

	for (i = 0; i < t->n; i++)
		if (t->part[i] == PLACE_MONTH || t->part[i] == PLACE_DAY)
			return true;
	return day_fiscal_year(o->when.due) == day_fiscal_year(day);
}

/* The occurrences of that title are one kind of work. */
static void
match_occurrences(const struct plan *plan, const char *title, int day, struct match *m)
{
	size_t i, n = 0;

	for (i = 0; i < plan->n; i++)
		if (strcmp(plan->occurrence[i].title, title) == 0 &&
		    is_of_year(&plan->occurrence[i], day) && n++ < KEYS)
			add_key(m, plan->occurrence[i].key);
	m->n += n > KEYS ? 2 : n > 0; /* more than fit: a person says which */
}

static void
suggest(const struct catalog *c, const char *title, int day, struct match *m)
{
	const struct activity *a;
	char *better;

	for (a = c->activity; a < c->activity + c->n && m->n == 0; a++) {
		if (a->from > day || day > a->to || (better = title_suggest(&a->title, title)) == NULL)
			continue;
		say(m, "全角・半角などの違い：%s", better);
		free(better);
		m->n = 2;
	}
	if (m->n == 0)
		say(m, "どの件名の型にも合わない");
}

/* Exactly one kind of work, or the reason why not. */
static bool
match_title(const struct import *im, const struct catalog *c, const char *title, int day, struct match *m)
{
	*m = (struct match){ .n = 0 };
	match_work(c, title, day, m);
	match_occurrences(&im->plan, title, day, m);
	if (m->n == 1)
		return true;
	if (m->n > 1)
		say(m, "候補が複数：%s", m->keys);
	else
		suggest(c, title, day, m);
	*m->keys = '\0';
	return false;
}

/* ---- rows ---- */

static int
opened_day(const struct import *im, size_t row, int today, int *day)
{
	int64_t us;

	if (!time_parse(cell_of(im, row, "opened"), DAY_MIN, &us))
		return 0;
	*day = time_day(us);
	return *day <= today;
}

/* The keys, typed by a person or found by the title, and the title they make. */
static bool
draft_keyed(struct desk *d, char **draft, const struct import *im, size_t row, struct match *m,
    const char *where)
{
	const char *keys = cell_of(im, row, "keys"), *values = cell_of(im, row, "values"), *end;
	char *place[PLACES] = { 0 }, *value[PLACES];
	const struct activity *a;
	size_t n = 0;

	desk_set(d, draft, L_KEYS, *keys != '\0' ? keys : m->keys);
	if (strcmp(draft[L_KEYS], "-") == 0)
		desk_set(d, draft, L_KEYS, "");
	if (*draft[L_KEYS] == '\0')
		return true;
	if ((a = desk_activity(d, draft)) == NULL) {
		desk_refuse(d, where, "the catalogue has no activity %s", draft[L_KEYS]);
		return false;
	}
	if (*draft[L_TARGET] == '\0')
		desk_set(d, draft, L_TARGET, a->field[F_TARGET]);
	if (*values == '\0')
		return true;
	for (; n < PLACES; values = end + strlen("：")) {
		end = n + 1 < a->title.n ? strstr(values, "：") : NULL;
		value[n] = arena_text(&d->arena, values, end == NULL ? strlen(values) : (size_t)(end - values));
		n++;
		if (end == NULL)
			break;
	}
	return draft_work(d, draft, a, place, value, n, where);
}

static bool
draft_row(struct desk *d, char **draft, const struct import *im, size_t row, const char *where)
{
	const char *cell;
	size_t i;

	for (i = L_TITLE; i + 1 < d->ledger.ncolumns; i++) {
		cell = cell_of(im, row, d->ledger.name[i]);
		if (*cell != '\0' && !draft_cell(d, draft, i, cell, where))
			return false;
	}
	cell = cell_of(im, row, "status");
	if (*cell == '\0')
		cell = *draft[L_CLOSED] == '\0' ? "open" : "done";
	return draft_cell(d, draft, L_STATUS, cell, where);
}

/* What must be there before the row can be a ticket; NULL when it is. */
static const char *
lacks(const struct import *im, size_t row, int today)
{
	int day;

	if (*cell_of(im, row, "ref") == '\0')
		return "参照番号（ref）がない：二度目の取り込みで重複する";
	if (*cell_of(im, row, "title") == '\0')
		return "件名がない";
	if (!opened_day(im, row, today, &day))
		return "起票日（opened）がない、または未来";
	return NULL;
}

static bool
understood(const struct import *im, const struct catalog *c, const struct options *o, size_t row,
    struct match *m)
{
	const char *problem = lacks(im, row, o->today);
	int day = 0;

	*m = (struct match){ .n = 0 };
	if (problem != NULL) {
		say(m, "%s", problem);
		return false;
	}
	if (*cell_of(im, row, "keys") != '\0')
		return true;
	opened_day(im, row, o->today, &day);
	return match_title(im, c, cell_of(im, row, "title"), day, m);
}

static void
import_row(struct desk *d, const struct import *im, size_t row)
{
	const struct ticket *known = tickets_by_ref(desk_tickets(d), cell_of(im, row, "ref"));
	char where[64], **draft = desk_draft(d, NULL);
	struct match m;
	size_t before;
	long long id, other;

	snprintf(where, sizeof(where), "%.40s:%zu", reader_path(im->in.reader), im->in.line[row]);
	if (known != NULL && *cell_of(im, row, "ref") != '\0') {
		desk_answer(d, known->id, known->cell[L_TITLE], known->cell[L_DUE]);
		return;
	}
	if (!understood(im, desk_catalog(d), d->options, row, &m)) {
		desk_refuse(d, where, "%s", m.reason);
		return;
	}
	if (!draft_row(d, draft, im, row, where) || !draft_keyed(d, draft, im, row, &m, where))
		return;
	if ((strcmp(draft[L_STATUS], "done") == 0 || strcmp(draft[L_STATUS], "canceled") == 0) &&
	    *draft[L_CLOSED] == '\0') {
		desk_refuse(d, where, "it is %s, but has no closing date", draft[L_STATUS]);
		return;
	}
	before = strlen(draft[L_KEYS]);
	draft_keys(d, draft, 0, where, &other);
	if (strlen(draft[L_KEYS]) != before)
		d->good = false;
	else if ((id = desk_add(d, draft, NULL, where)) != 0)
		desk_answer(d, id, draft[L_TITLE], draft[L_DUE]);
}

/* ---- -n: what a person must decide, as a table that comes back ---- */

static bool
print_unclear(const struct import *im, const struct catalog *c, const struct options *o)
{
	static const char *const added[] = { "keys", "values", "reason" };
	const struct input *in = &im->in;
	const char **names = calloc(in->ncolumns + 3, sizeof(*names));
	const char **cell = calloc(in->ncolumns + 3, sizeof(*cell));
	size_t at[3], n = in->ncolumns, i, row;
	struct output *out;
	struct match m;

	if (names == NULL || cell == NULL)
		err(1, NULL);
	memcpy(names, in->names, n * sizeof(*names));
	for (i = 0; i < 3; i++)
		if ((at[i] = input_column(in, added[i])) == COLUMN_NONE) {
			names[n] = added[i];
			at[i] = n++;
		}
	out = output_open(o, names, n);
	for (row = 0; row < in->n; row++) {
		if (understood(im, c, o, row, &m))
			continue;
		for (i = 0; i < n; i++)
			cell[i] = i < in->ncolumns ? in->row[row][i] : "";
		cell[at[2]] = m.reason;
		output_row(out, cell);
	}
	warnx("%zu of %zu rows are clear", in->n - output_rows(out), in->n);
	free(names);
	free(cell);
	return output_close(out);
}

/* ---- the verb ---- */

/* Every occurrence that a row may be, a year either side. */
static void
plan_rows(struct import *im, const struct options *o, const struct catalog *c, struct calendar *calendar)
{
	int day, from = DAY_MAX, to = DAY_MIN;
	size_t i;

	for (i = 0; i < im->in.n; i++)
		if (opened_day(im, i, o->today, &day)) {
			from = day < from ? day : from;
			to = day > to ? day : to;
		}
	im->plan = (struct plan){ .catalog = c, .calendar = calendar, .term = contract_open(o),
		.today = o->today, .lead = -1 };
	if (from <= to)
		plan_fill(&im->plan, (struct period){ PERIOD_SPAN, from - 400, to + 400 });
}

static int
import_rows(struct import *im, struct catalog *c, const struct options *o)
{
	struct desk d;
	size_t i;

	if (o->value[OPT_DRY] != NULL)
		return print_unclear(im, c, o) ? 0 : 1;
	if (!desk_open(&d, o))
		return (int)d.result;
	d.catalog = c;
	d.history = true;
	for (i = 0; i < im->in.n; i++)
		import_row(&d, im, i);
	return desk_close(&d);
}

int
ticket_import(const struct options *o)
{
	struct import im = { .n = 0 };
	struct catalog *c = catalog_open(o);
	struct calendar *calendar = calendar_open(o);
	int status;

	if (o->n != 2)
		usage(o->program);
	input_read(&im.in, reader_open(o->operand[1], (struct reader_options){ .mode = READER_STREAM,
	    .from = o->value[OPT_FROM], .skip_to = o->value[OPT_SKIP_TO] }));
	read_map(&im, o);
	plan_rows(&im, o, c, calendar);
	status = import_rows(&im, c, o);
	plan_free(&im.plan);
	calendar_close(calendar);
	free(im.mapping);
	arena_free(&im.arena);
	return input_close(&im.in) || status != 0 ? status : 1;
}
