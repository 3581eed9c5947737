/* sow-report-name.c - {期間} and its like: what a layout may name */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

typedef void print_name(FILE *, const struct edition *);

static void
print_day(FILE *f, int day, enum date_style style)
{
	char text[DATE_TEXT];

	if (day != DAY_MIN)
		fputs(date_text(day, style, text), f);
}

/* Prints that cell of the row of contract.csv whose term holds the last day of the period, if there
 * is one. */
static void
print_term(FILE *f, const struct edition *e, const char *column)
{
	char *path = team_path(&e->report->options->team, "contract.csv");
	size_t from, to, at, i, n;
	const char *const *name;
	struct reader *r;
	struct row row;
	int day;

	if (path == NULL)
		return;
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	name = reader_names(r, &n);
	from = reader_column(r, "from");
	to = reader_column(r, "to");
	for (at = COLUMN_NONE, i = 0; i < n; i++)
		at = strcmp(name[i], column) == 0 || column_is(name[i], column) ? i : at;
	while (at != COLUMN_NONE && reader_next(r, &row)) {
		if (from != COLUMN_NONE && date_parse(row.cell[from], DAY_MIN, &day) && day > e->period.to)
			continue;
		if (to == COLUMN_NONE || !date_parse(row.cell[to], DAY_MIN, &day) || day >= e->period.to)
			fputs(row.cell[at], f);
	}
	reader_close(r);
	free(path);
}

static void
print_work(FILE *f, const struct edition *e)
{
	print_term(f, e, "業務名");
}

static void
print_contract(FILE *f, const struct edition *e)
{
	print_term(f, e, "契約番号");
}

static void
print_client(FILE *f, const struct edition *e)
{
	print_term(f, e, "発注者");
}

static void
print_contractor(FILE *f, const struct edition *e)
{
	print_term(f, e, "受注者");
}

static void
print_first(FILE *f, const struct edition *e)
{
	print_day(f, e->period.from, DATE_ERA);
}

static void
print_last(FILE *f, const struct edition *e)
{
	print_day(f, e->period.to, DATE_ERA);
}

static void
print_author(FILE *f, const struct edition *e)
{
	fputs(staff_author(&e->report->options->team), f);
}

static void
print_span(FILE *f, const struct edition *e)
{
	char from[DATE_TEXT], to[DATE_TEXT];

	fprintf(f, "%s～%s", date_weekday_text(e->period.from, DATE_ERA, from),
	    date_weekday_text(e->period.to, DATE_ERA, to));
}

static void
print_named(FILE *f, const struct edition *e)
{
	char text[PERIOD_TEXT];

	fputs(period_text(e->named, text), f);
}

static void
print_month(FILE *f, const struct edition *e)
{
	print_day(f, e->named.from, DATE_ERA_MONTH);
}

static void
print_year(FILE *f, const struct edition *e)
{
	char text[DATE_TEXT];

	fprintf(f, "%s度", date_text(day_of(day_fiscal_year(e->named.from), 4, 1), DATE_ERA_YEAR, text));
}

static void
print_meeting(FILE *f, const struct edition *e)
{
	print_day(f, e->meeting, DATE_ERA);
}

static void
print_next(FILE *f, const struct edition *e)
{
	print_day(f, e->next, DATE_ERA);
}

static void
print_today(FILE *f, const struct edition *e)
{
	print_day(f, option_day(e->report->options), DATE_ERA);
}

static void
print_missed(FILE *f, const struct edition *e)
{
	fprintf(f, "%ld件", count_missed(e->report, e->period).all);
}

static void
print_missed_before(FILE *f, const struct edition *e)
{
	fprintf(f, "%ld件", count_missed(e->report, e->period).before);
}

static void
print_outside(FILE *f, const struct edition *e)
{
	fprintf(f, "%ld件", count_outside(e->report, e->period));
}

static const struct {
	const char *name;
	print_name *print;
	const char *definition;
} names[] = {
	{ "期間", print_span, "報告の対象とする最初の日と最後の日。" },
	{ "期", print_named, "-p で指定した期間の名前（2026-W48 など）。" },
	{ "期首", print_first, "報告の対象とする最初の日。" },
	{ "期末", print_last, "報告の対象とする最後の日。" },
	{ "年月", print_month, "-p で指定した期間の最初の日の年月。" },
	{ "年度", print_year, "-p で指定した期間の最初の日の年度。" },
	{ "開催日", print_meeting, "行「期間」に書いた業務の、この期間の日付。" },
	{ "次回開催日", print_next, "同じ業務の、次の期間の日付。" },
	{ "作成日", print_today, "今日、または --as-of の日。" },
	{ "和暦作成日", print_today, "作成日に同じ。" },
	{ "作成者", print_author, "報告書を作った人（SOW_USER かログイン名に staff.csv が与える氏名）。" },
	{ "業務名", print_work, "期間の最後の日を含む契約の業務名（contract.csv）。" },
	{ "契約番号", print_contract, "その契約の契約番号。" },
	{ "発注者", print_client, "その契約の発注者。" },
	{ "受注者", print_contractor, "その契約の受注者。" },
	{ "未実施件数", print_missed, "契約の期限を過ぎて終わっていない実施対象の件数。" },
	{ "前回までの未実施", print_missed_before, "そのうち、この期間より前に期限を過ぎたものの件数。" },
	{ "対象外件数", print_outside, "期間内に起票した、または期末に未完了の、対象外で未承認のチケットの件数。" },
};
enum { NAMES = sizeof(names) / sizeof(*names) };

/* Prints {summary.closed}, a column of the last row of a table, or {closed.rows}, how many rows it
 * has.  Changes name; with f NULL only looks it up. */
static bool
print_figure(FILE *f, const struct edition *e, char *name)
{
	char *dot = strchr(name, '.');
	const struct table *t;
	struct arena arena = { 0 };
	const struct filled *rows;
	size_t i;

	if (dot == NULL)
		return false;
	*dot++ = '\0';
	if ((t = table_find(name)) == NULL)
		return false;
	i = table_column(t, dot);
	if (i == COLUMN_NONE && strcmp(dot, "rows") != 0)
		return false;
	if (f == NULL)
		return true;
	rows = table_rows(e->report, t, e->period);
	if (i == COLUMN_NONE)
		fprintf(f, "%zu", rows->n);
	else if (rows->n > 0)
		fputs(item_text(e->report, &t->columns[i], &rows->item[rows->n - 1], &arena), f);
	arena_free(&arena);
	return true;
}

bool
name_print(FILE *f, const struct edition *e, const char *name, size_t n)
{
	char *copy;
	bool known;
	size_t i;

	for (i = 0; i < NAMES && (strlen(names[i].name) != n || memcmp(name, names[i].name, n) != 0); i++)
		;
	if (i < NAMES && f != NULL)
		names[i].print(f, e);
	if (i < NAMES)
		return true;
	copy = memory_span(name, n);
	known = print_figure(f, e, copy);
	free(copy);
	return known;
}

char *
name_list(void)
{
	struct bytes list = { 0 };
	size_t i;

	for (i = 0; i < NAMES; i++)
		bytes_join(&list, names[i].name, " ");
	bytes_join(&list, "TABLE.COLUMN TABLE.rows", " ");
	bytes_add(&list, "", 1);
	return list.s;
}

/* ---- sow-report --names ---- */

static int
run_names(const struct options *o)
{
	static const char *const columns[] = { "name", "definition" };
	struct output *out = output_open(o, columns, 2);
	size_t i;

	for (i = 0; i < NAMES; i++)
		output_row(out, (const char *[]){ names[i].name, names[i].definition });
	output_row(out, (const char *[]){ "TABLE.COLUMN", "表の最後の行（summary なら合計）の、その列。" });
	output_row(out, (const char *[]){ "TABLE.rows", "表の行数。" });
	return output_close(out) ? 0 : 1;
}

const struct form form_names = {
	FORM_MODE(OPT_NAMES), .operands = "", .most = 0, .help = N_("what a layout may name, with a definition of each"),
	.takes = FORM_TAKES(OPT_PRINTS), .run = run_names,
};
