/* sow-ticket-import.c - an existing ledger, out of Excel, through a column map */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

enum { VALUES = L_FIXED }; /* a column that only an import has */

/* Where a row has what is meant for a column of ours. */
struct spot {
	bool mapped; /* among the cells that the map makes, not those of the row */
	size_t at;   /* or COLUMN_NONE */
};

struct import {
	struct input in;
	struct map *map;         /* or NULL */
	const char ***cell;      /* by row: the cells that the map makes */
	const char **trouble;    /* by row: why it cannot, or NULL */
	size_t *twin;            /* by row: the line of another with its ref, or 0 */
	struct spot spot[VALUES + 1]; /* by fixed column of the ledger, and VALUES */
	struct spot *more;       /* by column of the ledger: those of the team, and note */
	struct plan plan;        /* every occurrence of the rows' years, */
	struct titles titles;    /* and these by their titles */
	struct arena arena;
};

/* ---- the map ---- */

/* The column of theirs for ours, as the map has it first; else the same. */
static const char *
source_of(const struct map *map, const char *column)
{
	size_t i;

	for (i = 0; map != NULL && i < map->n; i++)
		if (strcmp(map->mapping[i].to, column) == 0 && *map->mapping[i].from != '\0')
			return map->mapping[i].from;
	return column;
}

/* The cell, which the map makes for the row; a trouble is kept as the reason why the row is refused. */
static const char *
map_row_cell(struct import *im, size_t row, size_t target)
{
	struct map_trouble t;
	const char *s = map_cell(im->map, target, im->in.row[row], &t);

	if (s != NULL)
		return arena_text(&im->arena, s, strlen(s));
	if (im->trouble[row] == NULL && t.mapping == NULL)
		im->trouble[row] = arena_format(&im->arena, _("%s: no row of %s holds"), im->map->target[target], im->map->path);
	else if (im->trouble[row] == NULL)
		im->trouble[row] = arena_format(&im->arena, "%s: %s: '%s' (%s:%zu: %s)", im->map->target[target], _(t.what), t.value,
		    im->map->path, t.mapping->line, t.mapping->rule);
	return "";
}

/* Makes the cells that the map names of each row. */
static void
map_rows(struct import *im)
{
	size_t row, i;

	im->cell = memory_zeros(im->in.n + 1, sizeof(*im->cell));
	im->trouble = memory_zeros(im->in.n + 1, sizeof(*im->trouble));
	for (row = 0; im->map != NULL && row < im->in.n; row++) {
		im->cell[row] = arena_alloc(&im->arena, (im->map->ntargets + 1) * sizeof(**im->cell));
		for (i = 0; i < im->map->ntargets; i++)
			im->cell[row][i] = map_row_cell(im, row, i);
	}
}

/* Reads the rows below the header, which is known by the columns that no ledger can do without. */
static void
read_rows(struct import *im, const struct options *o)
{
	const char *const header[] = { source_of(im->map, "title"), source_of(im->map, "opened"), NULL };
	const char *const *names;
	const char *path;
	size_t n;

	input_read(&im->in, option_ledger_rows(o, o->operand[1], header), SIZE_MAX);
	path = reader_path(im->in.reader);
	names = reader_names(im->in.reader, &n);
	if (im->map != NULL && !map_bind(im->map, &o->team, &(struct map_file){ path, names, n, false }))
		errx(1, "%s: does not have the columns of %s (copy the map to maps/, and leave those rows out)", path, im->map->path);
}

/* What the map makes for our column, or else the column of the same name. */
static struct spot
spot_of(const struct import *im, const char *column)
{
	size_t at = im->map == NULL ? COLUMN_NONE : map_target(im->map, column);

	return at != COLUMN_NONE ? (struct spot){ true, at } : (struct spot){ false, input_column(&im->in, column) };
}

static void
find_spots(struct import *im)
{
	size_t i;

	for (i = 0; i < L_FIXED; i++)
		im->spot[i] = spot_of(im, ledger_columns[i]);
	im->spot[VALUES] = spot_of(im, "values");
}

static const char *
cell_at(const struct import *im, size_t row, struct spot x)
{
	return x.at == COLUMN_NONE ? "" : x.mapped ? im->cell[row][x.at] : im->in.row[row][x.at];
}

/* The row's cell for a fixed column or VALUES, in our words. */
static const char *
cell_of(const struct import *im, size_t row, size_t column)
{
	return cell_at(im, row, im->spot[column]);
}

/* ---- rows ---- */

/* Reads the day in opened; returns false if there is none. */
static bool
opened_day(const struct import *im, size_t row, int *day)
{
	int64_t us;

	if (!time_parse(cell_of(im, row, L_OPENED), DAY_MIN, &us))
		return false;
	*day = time_day(us);
	return true;
}

/* The title without the spaces that a hand leaves around it. */
static const char *
title_of(struct import *im, size_t row)
{
	const char *s = cell_of(im, row, L_TITLE);
	size_t n = text_trim(&s);

	return arena_text(&im->arena, s, n);
}

/* Whether the title is of the activity's form, even if a person gave the keys; reports a refusal. */
static bool
has_own_title(struct draft *r, const struct activity *a)
{
	char *better, *reason;

	if (title_fits(&a->title, r->cell[L_TITLE]))
		return true;
	better = title_suggest(&a->title, r->cell[L_TITLE]);
	reason = memory_format("件名の型 %s に合わない（%s）。values に件名の値を書くか、keys を - にする", a->field[F_TITLE],
	    better == NULL ? r->cell[L_TITLE] : better);
	draft_refuse(r, "%s", reason);
	free(better);
	free(reason);
	return false;
}

/* Sets the keys, typed by a person or found by the title, and the title that they make. */
static bool
draft_keyed(struct draft *r, const struct import *im, size_t row, const struct match *m)
{
	const char *keys = cell_of(im, row, L_KEYS), *values = cell_of(im, row, VALUES), *end;
	char *value[PLACES];
	const struct activity *a;
	size_t n = 0;

	if (strcmp(keys, "-") == 0)
		return true;
	if (!draft_cell(r, L_KEYS, *keys != '\0' ? keys : m->keys))
		return false;
	if ((a = draft_activity(r)) == NULL)
		return draft_refuse(r, "the catalogue has no activity %s", r->cell[L_KEYS]);
	if (*r->cell[L_TARGET] == '\0')
		draft_set(r, L_TARGET, target_given(a));
	if (*values == '\0')
		return has_own_title(r, a);
	for (; n < PLACES; values = end + strlen("：")) {
		end = n + 1 < a->title.n ? strstr(values, "：") : NULL;
		value[n] = arena_text(&r->desk->arena, values, end == NULL ? strlen(values) : (size_t)(end - values));
		n++;
		if (end == NULL)
			break;
	}
	keys = r->cell[L_KEYS]; /* kept, for the values are for the title alone */
	if (!draft_work(r, a, value, n))
		return false;
	draft_set(r, L_KEYS, keys);
	return true;
}

/* The parent in an old ledger is one of that ledger's own numbers, which are refs here. */
static const char *
parent_of(struct import *im, size_t row)
{
	const char *cell = cell_of(im, row, L_PARENT);
	char *text;

	if (*cell == '\0')
		return "";
	text = arena_alloc(&im->arena, strlen(cell) + sizeof("ref:"));
	sprintf(text, "ref:%s", cell);
	return text;
}

static bool
draft_row(struct draft *r, struct import *im, size_t row)
{
	enum status status;
	const char *cell;
	size_t i;

	for (i = L_TITLE; i + 1 < r->desk->ledger.ncolumns; i++) {
		cell = i == L_TITLE ? title_of(im, row) : i == L_PARENT ? parent_of(im, row) :
		    cell_at(im, row, i < L_FIXED ? im->spot[i] : im->more[i]);
		if (*cell != '\0' && !draft_cell(r, i, cell))
			return false;
	}
	cell = cell_of(im, row, L_STATUS);
	if (*cell == '\0')
		cell = *r->cell[L_CLOSED] == '\0' ? "open" : "done";
	if (im->map != NULL && !status_parse(column_value("status", cell), &status))
		return draft_refuse(r, "status: not one of open doing hold done canceled: %s (a row status,%s,const hold,%s=%s of the map says what it means)",
		    cell, source_of(im->map, "status"), source_of(im->map, "status"), cell);
	return draft_cell(r, L_STATUS, cell);
}

/* Checks that the row has what a ticket cannot do without. */
static bool
is_whole(struct import *im, size_t row, int today, struct match *m)
{
	const char *opened = cell_of(im, row, L_OPENED);
	bool named = *cell_of(im, row, L_KEYS) != '\0' && *cell_of(im, row, VALUES) != '\0';
	int day;

	if (*cell_of(im, row, L_REF) == '\0')
		match_say(m, "参照番号（ref）がない：二度目の取り込みで重複する", "ref is empty: a second import would make another ticket");
	else if (im->twin[row] != 0)
		match_say(m, "参照番号 %s が %zu 行目にもある", "ref %s stands on line %zu, too", cell_of(im, row, L_REF), im->twin[row]);
	else if (*title_of(im, row) == '\0' && !named)
		match_say(m, "件名がない", "title is empty");
	else if (*opened == '\0')
		match_say(m, "起票日（opened）がない", "opened is empty");
	else if (!opened_day(im, row, &day))
		match_say(m, "起票日（opened）が読めない：%s", "opened: not a date with its year: '%s' (2026/11/20)", opened);
	else if (day > today)
		match_say(m, "起票日（opened）が未来：%s", "opened %s is in the future", opened);
	else
		return true;
	return false;
}

static bool
row_understood(struct import *im, int today, size_t row, struct match *m)
{
	int day = 0;

	*m = (struct match){ .n = 0 };
	if (im->trouble[row] != NULL) {
		match_say(m, "%s", "%s", im->trouble[row]);
		return false;
	}
	if (!is_whole(im, row, today, m))
		return false;
	if (*cell_of(im, row, L_KEYS) != '\0')
		return true;
	opened_day(im, row, &day);
	return match_title(m, &im->titles, title_of(im, row), cell_of(im, row, L_TARGET), day);
}

/* A row that says that its work has ended must say when. */
static bool
has_end(const struct draft *r)
{
	if (*r->cell[L_CLOSED] != '\0' ||
	    (strcmp(r->cell[L_STATUS], "done") != 0 && strcmp(r->cell[L_STATUS], "canceled") != 0))
		return true;
	return draft_refuse(r, "%s, but without a closing date", r->cell[L_STATUS]);
}

/* A person must decide about keys that another ticket already carries. */
static bool
has_own_keys(struct draft *r)
{
	long long other;

	draft_keys(r, &other);
	r->desk->good = r->desk->good && other == 0;
	return other == 0;
}

/* Returns false if the row is refused; the desk holds the reason. */
static bool
import_row(struct desk *d, struct import *im, size_t row)
{
	const char *ref = cell_of(im, row, L_REF);
	const struct ticket *known = *ref == '\0' || im->twin[row] != 0 ? NULL :
	    tickets_by_ref(desk_tickets(d), ref);
	char where[64];
	struct draft r;
	struct match m;

	snprintf(where, sizeof(where), "%.40s:%zu", reader_path(im->in.reader), im->in.line[row]);
	if (known != NULL) {
		desk_answer(d, known->id, ticket_cell(d->tickets, known, L_TITLE), ticket_cell(d->tickets, known, L_DUE));
		return true;
	}
	if (!row_understood(im, d->options->team.today, row, &m)) {
		desk_refuse(d, where, "%s", d->quiet ? m.reason : m.told);
		return false;
	}
	draft_open(&r, d, NULL, where);
	return draft_row(&r, im, row) && draft_keyed(&r, im, row, &m) && has_end(&r) &&
	    has_own_keys(&r) && draft_save(&r);
}

/* ---- -n: what a person must decide, as a table that is completed and imported ---- */

static bool
print_unclear(struct desk *d, struct import *im)
{
	static const char *const added[] = { "keys", "values", "reason" };
	const struct input *in = &im->in;
	const char **names = memory_zeros(in->ncolumns + 3, sizeof(*names));
	const char **cell = memory_zeros(in->ncolumns + 3, sizeof(*cell));
	size_t at[3], n = in->ncolumns, i, row, unclear = 0;
	struct output *out;

	memcpy(names, in->names, n * sizeof(*names));
	for (i = 0; i < 3; i++)
		if ((at[i] = input_column(in, added[i])) == COLUMN_NONE) {
			names[n] = added[i];
			at[i] = n++;
		}
	out = output_open(d->options, names, n);
	d->quiet = true;
	messages_translate(false); /* reasons are data */
	for (row = 0; row < in->n; row++) {
		if (import_row(d, im, row))
			continue;
		for (i = 0; i < n; i++)
			cell[i] = i < in->ncolumns ? in->row[row][i] : "";
		cell[at[2]] = d->reason;
		output_row(out, cell);
		unclear++;
	}
	messages_translate(true);
	warnx("%zu of %zu rows are clear", in->n - unclear, in->n);
	free(names);
	free(cell);
	return output_close(out);
}

/* ---- the verb ---- */

/* Collects every occurrence that a row may stand for, up to a year before and after. */
static void
plan_rows(struct import *im, const struct options *o, struct ground ground)
{
	int day, from = DAY_MAX, to = DAY_MIN;
	size_t i;

	for (i = 0; i < im->in.n; i++)
		if (opened_day(im, i, &day) && day <= o->team.today) {
			from = day < from ? day : from;
			to = day > to ? day : to;
		}
	im->plan = plan_open(ground, NULL, o->team.today);
	if (from <= to)
		plan_fill(&im->plan, (struct period){ PERIOD_SPAN, from - 400, to + 400 });
	im->titles = titles_open(&im->plan);
}

/* An old ledger that counts from 1 has refs that are also ids of this ledger. */
static void
warn_of_ids(const struct import *im)
{
	size_t i, n = 0;

	for (i = 0; i < im->in.n; i++)
		n += is_id(cell_of(im, i, L_REF));
	if (n > 0)
		warnx("%zu of the refs look like ids: such a ticket is named ref:NUMBER", n);
}

static int
import_rows(struct import *im, struct catalog *c, const struct options *o)
{
	struct desk d;
	size_t i;
	bool good;

	if (!desk_open(&d, o))
		return (int)d.result;
	d.catalog = c;
	d.history = true;
	if (im->map != NULL && !map_fits(im->map, (const char *const *)d.ledger.name, d.ledger.ncolumns)) {
		ledger_close(&d.ledger);
		return 1;
	}
	im->more = memory_zeros(d.ledger.ncolumns, sizeof(*im->more));
	for (i = L_FIXED; i < d.ledger.ncolumns; i++)
		im->more[i] = spot_of(im, d.ledger.name[i]);
	if (o->value[OPT_DRY] != NULL) {
		good = print_unclear(&d, im);
		ledger_close(&d.ledger);
		return good ? 0 : 1;
	}
	for (i = 0; i < im->in.n; i++)
		import_row(&d, im, i);
	warn_of_ids(im);
	return desk_close(&d);
}

static int
compare_refs(const void *a, const void *b, void *import)
{
	const size_t *x = a, *y = b;
	int order = strcmp(cell_of(import, *x, L_REF), cell_of(import, *y, L_REF));

	return order != 0 ? order : *x < *y ? -1 : *x > *y;
}

/* Finds rows with one ref: neither may pass for the other, now or at the next import. */
static void
find_twins(struct import *im)
{
	size_t n = im->in.n, *order = memory_zeros(n + 1, sizeof(*order)), i;
	const char *ref;

	im->twin = memory_zeros(n + 1, sizeof(*im->twin));
	for (i = 0; i < n; i++)
		order[i] = i;
	qsort_r(order, n, sizeof(*order), compare_refs, im);
	for (i = 1; i < n; i++) {
		ref = cell_of(im, order[i], L_REF);
		if (*ref == '\0' || strcmp(ref, cell_of(im, order[i - 1], L_REF)) != 0)
			continue;
		im->twin[order[i]] = im->in.line[order[i - 1]];
		if (im->twin[order[i - 1]] == 0)
			im->twin[order[i - 1]] = im->in.line[order[i]];
	}
	free(order);
}

static int
import_file(const struct options *o)
{
	struct import im = { .twin = NULL };
	char *path;
	struct ground ground = ground_open(&o->team);
	int status;

	if (o->n != 2)
		usage(o);
	if (o->value[OPT_MAP] != NULL) {
		path = map_path(&o->team, o->value[OPT_MAP]);
		im.map = map_open(&o->team, path);
		if (*im.map->note != '\0')
			warnx("%s: %s", im.map->path, im.map->note);
		free(path);
	}
	read_rows(&im, o);
	input_drop_blank(&im.in);
	map_rows(&im);
	find_spots(&im);
	find_twins(&im);
	plan_rows(&im, o, ground);
	status = import_rows(&im, ground.catalog, o);
	titles_free(&im.titles);
	plan_free(&im.plan);
	contract_close(ground.contract);
	calendar_close(ground.calendar);
	if (im.map != NULL)
		map_close(im.map);
	free(im.cell);
	free(im.trouble);
	free(im.twin);
	free(im.more);
	arena_free(&im.arena);
	return input_close(&im.in) || status != 0 ? status : 1;
}

const struct form form_import = {
	.name = "import", .operands = "FILE", .most = 1, .help = N_("make a ticket of each row of another ledger"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_PRINTS, OPT_MAP), .run = import_file,
};
