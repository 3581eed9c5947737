/* sow-report-roadmap.c - roadmap: the measures (施策), and what ends, by quarter */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

#define UNCOVERED "（施策なし）"
enum { QUARTERS = 80 };
enum { QUARTER, KIND, MEASURE, SYSTEM, FROM, TO, BUDGET, STATUS, BASIS, REVIEW, REASON, COLUMNS };
static const struct table_column columns[COLUMNS] = {
	{ "四半期", NULL }, { "種別", NULL }, { "施策", NULL }, { "対象システム", NULL }, { "開始", NULL }, { "終了", NULL },
	{ "予算年度", NULL }, { "状況", NULL }, { "根拠", NULL }, { "見直し日", NULL }, { "理由", NULL },
};

/* The columns of registers that say when something ends, and what else may name the thing. */
static const struct ends {
	const char *file, *name, *product, *column[4];
} registers[] = {
	{ "systems.csv", "システム名", "製品・バージョン", { "保守期限", "サポート終了日", "ライセンス更新日" } },
	{ "devices.csv", "機器種別", "型番", { "リース満了", "リース満了日" } },
	{ "licences.csv", "ソフトウェア名", "エディション", { "有効期限" } },
};

/* A measure, or n things of one name that end on one day. */
struct entry {
	const char *cell[COLUMNS];
	const char *product;      /* of what ends: another name of it */
	int from, to;             /* days; the same if something ends */
	long n;                   /* 0: a measure */
};
struct roadmap {
	struct entry *entry;      /* n of them */
	size_t n;
	struct arena arena;
};

static const char *
roadmap_text(struct roadmap *m, const char *text)
{
	return arena_text(&m->arena, text, strlen(text));
}

static void
read_measures(struct report *r, struct roadmap *m)
{
	struct reader *reader = register_open(r, "roadmap.csv");
	struct entry e;
	struct row row;
	size_t i;

	while (reader != NULL && reader_next(reader, &row)) {
		e = (struct entry){ .from = register_day(reader, &row, "開始", false),
			.to = register_day(reader, &row, "終了", true) };
		for (i = MEASURE; i < COLUMNS; i++)
			e.cell[i] = roadmap_text(m, register_cell(reader, &row, columns[i].name));
		e.cell[KIND] = "施策";
		m->entry = array_grow(m->entry, m->n, sizeof(*m->entry));
		m->entry[m->n++] = e;
	}
	if (reader != NULL)
		reader_close(reader);
}

/* Adds what ends on the day, once for all things of that name. */
static void
add_end(struct roadmap *m, const char *kind, const char *name, const char *product, int day)
{
	char date[DATE_TEXT];
	struct entry *e;

	for (e = m->entry; e < m->entry + m->n; e++)
		if (e->n > 0 && e->to == day && strcmp(e->cell[KIND], kind) == 0 && strcmp(e->cell[SYSTEM], name) == 0) {
			e->n++;
			return;
		}
	m->entry = array_grow(m->entry, m->n, sizeof(*m->entry));
	e = &m->entry[m->n++];
	*e = (struct entry){ .product = roadmap_text(m, product), .from = day, .to = day, .n = 1 };
	e->cell[KIND] = kind;
	e->cell[SYSTEM] = roadmap_text(m, name);
	e->cell[TO] = roadmap_text(m, date_text(day, DATE_ISO, date));
	e->cell[FROM] = e->cell[BUDGET] = e->cell[STATUS] = e->cell[BASIS] = e->cell[REVIEW] = e->cell[REASON] = "";
}

static void
read_ends(struct report *r, struct roadmap *m, const struct ends *ends, struct period p)
{
	struct reader *reader = register_open(r, ends->file);
	const char *const *column;
	struct row row;
	int day;

	while (reader != NULL && reader_next(reader, &row))
		for (column = ends->column; *column != NULL; column++) {
			day = register_day(reader, &row, *column, true);
			if (day >= p.from && day <= p.to)
				add_end(m, *column, register_cell(reader, &row, ends->name),
				    register_cell(reader, &row, ends->product), day);
		}
	if (reader != NULL)
		reader_close(reader);
}

/* Whether the name is the word or begins with it, as SKYSEA Client View begins with SKYSEA. */
static bool
begins_with(const char *name, const char *word)
{
	char *whole = text_key(name), *head = text_key(word);
	size_t n = strlen(head);
	bool found = n > 0 && strncmp(whole, head, n) == 0 && (whole[n] == '\0' || whole[n] == ' ');

	free(whole);
	free(head);
	return found;
}

/* Whether a list such as WSUS・SKYSEA names the thing. */
static bool
names_system(const char *list, const struct entry *end)
{
	char *copy = memory_text(list), *word, *next;
	bool found = false;

	for (word = copy; word != NULL && !found; word = next) {
		if ((next = strstr(word, "・")) != NULL) {
			*next = '\0';
			next += strlen("・");
		}
		found = begins_with(end->cell[SYSTEM], word) || begins_with(end->product, word);
	}
	free(copy);
	return found;
}

/* The measure that covers the end: it begins before that and is not over or, if it is over, lasted
 * until then, for what came after it has an end of its own. */
static const char *
measure_of(const struct roadmap *m, const struct entry *end)
{
	const struct entry *e;

	for (e = m->entry; e < m->entry + m->n; e++)
		if (e->n == 0 && strcmp(e->cell[STATUS], "見送り") != 0 && e->from <= end->to &&
		    (strcmp(e->cell[STATUS], "完了") != 0 || e->to >= end->to) && names_system(e->cell[SYSTEM], end))
			return e->cell[MEASURE];
	return UNCOVERED;
}

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = x->from != y->from ? (x->from > y->from) - (x->from < y->from) : (x->to > y->to) - (x->to < y->to);
	size_t i;

	for (i = KIND; i <= SYSTEM && order == 0; i++)
		order = strcmp(x->cell[i], y->cell[i]);
	return order;
}

/* Finds the measure of each end, and tells how many ends have none. */
static void
cover_ends(struct report *r, struct roadmap *m)
{
	struct entry *e;
	size_t uncovered = 0;

	for (e = m->entry; e < m->entry + m->n; e++) {
		if (e->n == 0)
			continue;
		e->cell[MEASURE] = measure_of(m, e);
		uncovered += strcmp(e->cell[MEASURE], UNCOVERED) == 0;
		if (e->n > 1)
			e->cell[SYSTEM] = arena_format(&m->arena, "%s（%ld）", e->cell[SYSTEM], e->n);
	}
	if (uncovered > 0 && !r->told)
		warnx("%zu ends in the registers are covered by no measure (施策なし)", uncovered);
	r->told = r->told || uncovered > 0;
}

/* Reads what lies in the period, in its order. */
static struct roadmap
read_roadmap(struct report *r, struct period p)
{
	struct roadmap m = { .n = 0 };
	size_t i, n = 0;

	read_measures(r, &m);
	for (i = 0; i < sizeof(registers) / sizeof(*registers); i++)
		read_ends(r, &m, &registers[i], p);
	cover_ends(r, &m);
	for (i = 0; i < m.n; i++)
		if (m.entry[i].from <= p.to && m.entry[i].to >= p.from)
			m.entry[n++] = m.entry[i];
	m.n = n;
	if (n > 0)
		qsort(m.entry, n, sizeof(*m.entry), compare_entries);
	return m;
}

static void
free_roadmap(struct roadmap *m)
{
	free(m->entry);
	arena_free(&m->arena);
}

static void
fill_roadmap(struct report *r, struct filled *f)
{
	struct roadmap m = read_roadmap(r, f->period);
	char quarter[PERIOD_TEXT];
	struct entry *e;

	for (e = m.entry; e < m.entry + m.n; e++) {
		e->cell[QUARTER] = period_text(period_at(PERIOD_QUARTER, e->from > f->period.from ? e->from : f->period.from),
		    quarter);
		register_add(f, e->cell);
	}
	free_roadmap(&m);
}

/* ---- --wide=quarter ---- */

static bool
print_quarters(struct report *r, struct period p)
{
	struct roadmap m = read_roadmap(r, p);
	size_t n, i, k;
	struct period *quarter = wide_columns(r->options->value[OPT_WIDE], p, QUARTERS, &n);
	const char *cell[3 + QUARTERS] = { columns[KIND].name, columns[MEASURE].name, columns[SYSTEM].name };
	char *label = memory_zeros(n + 1, PERIOD_TEXT);
	struct output *out;
	const struct entry *e;

	for (i = 0; i < n; i++)
		cell[3 + i] = period_text(quarter[i], label + i * PERIOD_TEXT);
	out = output_open(r->options, cell, 3 + n);
	for (k = 0; k < m.n; k++) {
		e = &m.entry[k];
		for (i = 0; i < 3; i++)
			cell[i] = e->cell[KIND + i];
		for (i = 0; i < n; i++)
			cell[3 + i] = e->from > quarter[i].to || e->to < quarter[i].from ? "" : e->n > 0 ? "◆" : "■";
		output_row(out, cell);
	}
	free(label);
	free(quarter);
	free_roadmap(&m);
	return output_close(out);
}

static int
run_roadmap(const struct options *o)
{
	return o->value[OPT_WIDE] != NULL ? with_report(o, print_quarters) : run_table(o);
}

const struct table table_roadmap = {
	.form = { .name = "roadmap", .operands = "--period=PERIOD", .most = 0,
	    .help = N_("the measures of roadmap.csv and what ends in the registers, by quarter"),
	    .takes = FORM_TAKES(OPT_TABLE, OPT_WIDE), .run = run_roadmap },
	TABLE_COLUMNS(columns), .fill = fill_roadmap,
};
