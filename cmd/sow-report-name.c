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

static void
print_weekday(FILE *f, int day)
{
	char text[DATE_TEXT];

	if (day != DAY_MIN)
		fputs(date_weekday_text(day, DATE_ERA, text), f);
}

char *
report_term(const struct report *report, struct period p, const char *column)
{
	char *path = team_path(&report->options->team, "contract.csv"), *text = memory_text("");
	struct reader *r;
	struct row row;

	if (path == NULL)
		return text;
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	while (reader_next(r, &row))
		if (register_day(r, &row, "from", false) <= p.to && register_day(r, &row, "to", true) >= p.to) {
			free(text);
			text = memory_text(register_cell(r, &row, column));
		}
	reader_close(r);
	free(path);
	return text;
}

static void
print_term(FILE *f, const struct edition *e, const char *column)
{
	char *text = report_term(e->report, e->period, column);

	fputs(text, f);
	free(text);
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
	print_weekday(f, e->meeting);
}

static void
print_next(FILE *f, const struct edition *e)
{
	print_weekday(f, e->next);
}

static void
print_today(FILE *f, const struct edition *e)
{
	print_day(f, option_day(e->report->options), DATE_ERA);
}

/* Prints who of the group is to attend the meeting on its day: those whose 会議体 names it. */
static void
print_attendants(FILE *f, const struct edition *e, const char *group)
{
	const struct activity *a = catalog_nearest(e->report->ground.catalog, e->activity, e->period.to);
	char *name = meeting_name(a == NULL ? "" : a->field[F_TITLE]);
	struct reader *r = register_open(e->report, "stakeholders.csv");
	int day = e->meeting != DAY_MIN ? e->meeting : e->period.to;
	const char *comma = "";
	struct row row;

	while (r != NULL && reader_next(r, &row))
		if (strcmp(register_cell(r, &row, "区分"), group) == 0 && *name != '\0' &&
		    strstr(register_cell(r, &row, "会議体"), name) != NULL && register_day(r, &row, "有効開始", false) <= day &&
		    register_day(r, &row, "有効終了", true) >= day) {
			fprintf(f, "%s%s", comma, register_cell(r, &row, "氏名"));
			comma = "、";
		}
	if (r != NULL)
		reader_close(r);
	free(name);
}

static void
print_customers(FILE *f, const struct edition *e)
{
	print_attendants(f, e, "顧客");
}

static void
print_providers(FILE *f, const struct edition *e)
{
	print_attendants(f, e, "提供");
}

/* How many editions were handed in before this one, which --submit would hand in. */
static int
count_editions(const struct edition *e)
{
	int n;

	submission_last(e->report, e->report->options->value[OPT_LAYOUT], e->named, &n);
	return n;
}

static void
print_edition(FILE *f, const struct edition *e)
{
	int n = count_editions(e);

	fprintf(f, n == 0 ? "第1版" : "第%d版（訂正）", n + 1);
}

static void
print_inspection(FILE *f, const struct edition *e)
{
	print_day(f, option_day(e->report->options) + INSPECTION_DAYS, DATE_ERA);
}

/* The last row of summary is that of all tickets. */
static long
count_carried(const struct edition *e)
{
	const struct filled *f = table_rows(e->report, &table_summary, e->period);

	return f->item[f->n - 1].count->carried;
}

static void
print_carried_before(FILE *f, const struct edition *e)
{
	fprintf(f, "%ld件", count_carried(e) - count_changed(e->report, e->period));
}

static void
print_changed(FILE *f, const struct edition *e)
{
	long n = count_changed(e->report, e->period);

	fprintf(f, "%s%ld件", n < 0 ? "△" : "", labs(n)); /* Excel takes -1件 for a formula */
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
	{ "顧客出席者", print_customers, "開催日に有効な顧客のうち、会議体（stakeholders.csv）にその会議があるもの。" },
	{ "提供出席者", print_providers, "開催日に有効な提供側のうち、会議体にその会議があるもの。" },
	{ "作成日", print_today, "今日、または --as-of の日。" },
	{ "和暦作成日", print_today, "作成日に同じ。" },
	{ "作成者", print_author, "報告書を作った人（SOW_USER かログイン名に staff.csv が与える氏名）。" },
	{ "版", print_edition, "提出の回数に 1 を足した版。二回目からは訂正。" },
	{ "検査期限", print_inspection, "作成日から 10 日目（検査は完了の通知を受けた日から 10 日以内）。" },
	{ "前回残", print_carried_before, "前回提出した報告書の期末の残。" },
	{ "前回報告後の変更", print_changed, "前回の提出後に記録され、期首の残を変えた件数（前回残 + 変更 = 繰越）。" },
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

/* Prints the definition of a name, which {NAMEの定義} stands for. */
static bool
print_definition(FILE *f, const char *name, size_t n)
{
	static const char ending[] = "の定義";
	size_t i, end = strlen(ending);

	if (n <= end || memcmp(name + n - end, ending, end) != 0)
		return false;
	for (i = 0; i < NAMES && (strlen(names[i].name) != n - end || memcmp(name, names[i].name, n - end) != 0); i++)
		;
	if (i < NAMES && f != NULL)
		fputs(names[i].definition, f);
	return i < NAMES;
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
	if (i < NAMES || print_definition(f, name, n))
		return true;
	copy = memory_span(name, n);
	known = print_figure(f, e, copy);
	free(copy);
	return known;
}

bool
name_is_dated(const char *cell)
{
	return strstr(cell, "作成日}") != NULL || strstr(cell, "{版}") != NULL || strstr(cell, "{検査期限}") != NULL;
}

char *
name_list(void)
{
	struct bytes list = { 0 };
	size_t i;

	for (i = 0; i < NAMES; i++)
		bytes_join(&list, names[i].name, " ");
	bytes_join(&list, "NAMEの定義 TABLE.COLUMN TABLE.rows", " ");
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
	output_row(out, (const char *[]){ "NAMEの定義", "その名前の、この一覧にある定義。" });
	output_row(out, (const char *[]){ "TABLE.COLUMN", "表の最後の行（summary なら合計）の、その列。" });
	output_row(out, (const char *[]){ "TABLE.rows", "表の行数。" });
	return output_close(out) ? 0 : 1;
}

const struct form form_names = {
	FORM_MODE(OPT_NAMES), .operands = "", .most = 0, .help = N_("what a layout may name, with a definition of each"),
	.takes = FORM_TAKES(OPT_PRINTS), .run = run_names,
};
