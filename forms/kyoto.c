/* kyoto - the weekly and the monthly form (京都府様式・仮), as workbooks
 *
 * kyoto: write kyoto-weekly.xlsx and kyoto-monthly.xlsx, with 押印欄, into the current directory. The
 * prefecture's own form is not known yet; once it is, it takes the place of these. */
/* SPDX-License-Identifier: MIT */
#include <err.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

enum {
	WIDTH = 16,        /* columns of the page, which cells share */
	COLUMN_WIDTH = 6,
	ALWAYS = 315532800, /* 1980-01-01: the same form is the same bytes */
	PAPER_A4 = 9,
};

/* A table on the page: what its rows are filled with, under which headings, and how many columns of the page
 * each takes. */
struct section {
	const char *title;
	const char *table;
	int rows, spare;       /* drawn on the page, and on 別紙 */
	struct column {
		const char *heading, *name;
		int span;
	} column[9];        /* the last has no span */
};
struct form {
	const char *file, *title, *meeting, *summary;
	const struct section *section;
	size_t nsections;
};

#define SUMMARY_COLUMNS { { "分類", "major", 3 }, { "繰越", "carried", 2 }, { "新規", "opened", 3 }, { "完了", "closed", 3 }, \
	{ "取消・実施不要", "canceled", 3 }, { "残", "remaining", 2 } }
#define INCIDENT_COLUMNS { { "番号", "number", 2 }, { "起票", "opened", 3 }, { "件名", "title", 5 }, { "状況", "status", 1 }, \
	{ "完了", "closed", 3 }, { "恒久対応", "fix", 2 } }
#define PLAN_COLUMNS { { "予定日", "due", 2 }, { "件名", "title", 9 }, { "対象", "target", 5 } }
#define ISSUE_COLUMNS { { "課題", "title", 8 }, { "実施要否", "decision", 2 }, { "担当", "assignee", 2 }, { "期限", "due", 2 }, \
	{ "状況", "status", 2 } }

static const struct section weekly[] = {
	{ "１．対応実績（今週）", "[summary]", 5, 0, SUMMARY_COLUMNS },
	{ "２．インシデント", "[incidents]", 4, 30, INCIDENT_COLUMNS },
	{ "３．問合せ・申請", "[opened] 条件:title!~^インシデント 条件:keys!~@", 10, 120,
	    { { "番号", "number", 2 }, { "受付", "opened", 3 }, { "件名", "title", 5 }, { "依頼者", "requester", 2 }, { "状況", "status", 1 },
	      { "完了", "closed", 3 } } },
	{ "４．定例作業", "[routine]", 4, 30,
	    { { "件名", "title", 5 }, { "対象期間", "period", 3 }, { "期限", "deadline", 2 }, { "状況", "state", 1 }, { "完了日", "closed", 3 },
	      { "理由", "reason", 2 } } },
	{ "５．未完了", "[remaining]", 10, 90,
	    { { "番号", "number", 2 }, { "起票", "opened", 3 }, { "件名", "title", 6 }, { "状況", "status", 1 }, { "担当", "assignee", 2 },
	      { "期日", "due", 2 } } },
	{ "６．課題", "[issues] 条件:status!=done", 4, 20, ISSUE_COLUMNS },
	{ "７．次週の予定（次回 {次回開催日}）", "[plan+1]", 6, 20, PLAN_COLUMNS },
};
static const struct section monthly[] = {
	{ "１．対応実績（今月）", "[summary]", 5, 0, SUMMARY_COLUMNS },
	{ "２．履行状況（SLA）", "[rates] 条件:owed>0", 6, 20,
	    { { "件名", "title", 5 }, { "対象", "target", 3 }, { "契約回数", "owed", 1 }, { "期限内", "done", 1 }, { "期限後", "late", 1 },
	      { "実施不要", "waived", 1 }, { "実施率", "rate", 2 }, { "期限内率", "ontime", 2 } } },
	{ "３．期限を過ぎたもの", "[exceptions]", 4, 20,
	    { { "件名", "title", 5 }, { "対象期間", "period", 3 }, { "期限", "deadline", 2 }, { "状況", "state", 1 }, { "完了日", "closed", 3 },
	      { "理由", "reason", 2 } } },
	{ "４．インシデントと恒久対応", "[incidents]", 5, 80, INCIDENT_COLUMNS },
	{ "５．課題・リスク", "[issues]", 5, 20, ISSUE_COLUMNS },
	{ "６．未完了", "[remaining]", 8, 150,
	    { { "番号", "number", 2 }, { "起票", "opened", 3 }, { "経過", "age", 1 }, { "件名", "title", 6 }, { "状況", "status", 2 },
	      { "担当", "assignee", 2 } } },
	{ "７．翌月の予定", "[plan+1]", 6, 20, PLAN_COLUMNS },
};
static const struct form forms[] = {
	{ "kyoto-weekly.xlsx", "週次報告書（京都府様式・仮）", "定例会", "期限超過・未実施 {未実施件数}（うち前回まで {前回までの未実施}）、"
	    "完了 {summary.closed}件、未完了 {summary.remaining}件", weekly, sizeof(weekly) / sizeof(*weekly) },
	{ "kyoto-monthly.xlsx", "月次報告書（京都府様式・仮）", "報告会", "期限超過・未実施 {未実施件数}、完了 {summary.closed}件、"
	    "未完了 {summary.remaining}件、期限内率 {rates.ontime}％", monthly, sizeof(monthly) / sizeof(*monthly) },
};

struct page {
	lxw_worksheet *sheet;
	lxw_format *title, *label, *cell, *tenths, *heading, *section;
	lxw_row_t row;
};

static lxw_format *
make_format(lxw_workbook *book, double size, int bold, int border, uint32_t colour)
{
	lxw_format *f = workbook_add_format(book);

	format_set_font_name(f, "ＭＳ 明朝");
	format_set_font_size(f, size);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
	if (bold)
		format_set_bold(f);
	if (border) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_shrink(f); /* rather than cut */
	}
	if (colour != 0)
		format_set_bg_color(f, colour);
	return f;
}

/* Puts a text into so many columns of the page, from the one at left on. */
static void
put(struct page *p, int left, int span, const char *text, lxw_format *f)
{
	lxw_col_t from = (lxw_col_t)left, to = (lxw_col_t)(left + span - 1);

	if (span > 1)
		worksheet_merge_range(p->sheet, p->row, from, p->row, to, text, f);
	else
		worksheet_write_string(p->sheet, p->row, from, text, f);
}

static void
put_pair(struct page *p, const char *label, const char *text, const char *label2, const char *text2)
{
	put(p, 0, 2, label, p->label);
	put(p, 2, label2 == NULL ? WIDTH - 2 : 7, text, p->cell);
	if (label2 != NULL) {
		put(p, 9, 2, label2, p->label);
		put(p, 11, 5, text2, p->cell);
	}
	p->row++;
}

/* 押印欄: three boxes at the upper right. */
static void
put_seals(struct page *p, const char *title)
{
	static const char *const seals[] = { "承認", "確認", "作成" };
	int i;

	put(p, 0, 10, title, p->title);
	for (i = 0; i < 3; i++)
		put(p, 10 + 2 * i, 2, seals[i], p->label);
	p->row++;
	put(p, 0, 10, "{発注者}　様", p->section);
	for (i = 0; i < 3; i++)
		put(p, 10 + 2 * i, 2, "", p->cell);
	worksheet_set_row(p->sheet, p->row, 40, NULL);
	p->row++;
}

/* A number with one decimal. */
static int
is_rate(const struct column *c)
{
	return strcmp(c->name, "rate") == 0 || strcmp(c->name, "ontime") == 0;
}

static void
put_section(struct page *p, const struct section *s, int rows)
{
	const struct column *c;
	char first[256];
	int left, i;

	put(p, 0, WIDTH, s->title, p->section);
	p->row++;
	for (c = s->column, left = 0; c->span > 0; left += c++->span)
		put(p, left, c->span, c->heading, p->heading);
	p->row++;
	for (i = 0; i < rows; i++, p->row++)
		for (c = s->column, left = 0; c->span > 0; left += c++->span) {
			snprintf(first, sizeof(first), "%s %s", s->table, s->column[0].name);
			put(p, left, c->span, i > 0 ? "" : c == s->column ? first : c->name, is_rate(c) ? p->tenths : p->cell);
		}
	p->row++;
}

static void
set_page(struct page *p, int pages)
{
	worksheet_set_column(p->sheet, 0, WIDTH - 1, COLUMN_WIDTH, NULL);
	worksheet_set_paper(p->sheet, PAPER_A4);
	worksheet_fit_to_pages(p->sheet, 1, (uint16_t)pages);
	worksheet_set_margins(p->sheet, 0.5, 0.5, 0.6, 0.6);
	worksheet_set_header(p->sheet, "&R{契約番号}");
	worksheet_set_footer(p->sheet, "&C&P / &N&R{業務名}");
}

static void
make_form(const struct form *form)
{
	lxw_workbook *book = workbook_new(form->file);
	lxw_doc_properties always = { .created = ALWAYS };
	struct page p = { 0 };
	size_t i;

	if (book == NULL)
		errx(1, "%s", form->file);
	workbook_set_properties(book, &always);
	p.title = make_format(book, 16, 1, 0, 0);
	p.section = make_format(book, 10, 0, 0, 0);
	p.label = make_format(book, 9, 0, 1, 0xEEEEEE);
	p.heading = p.label;
	p.cell = make_format(book, 9, 0, 1, 0);
	p.tenths = make_format(book, 9, 0, 1, 0);
	format_set_num_format(p.tenths, "0.0");
	p.sheet = workbook_add_worksheet(book, "報告書");
	put_seals(&p, form->title);
	put_pair(&p, "業務名", "{業務名}", "契約番号", "{契約番号}");
	put_pair(&p, "報告期間", "{期間}", form->meeting, "{開催日}");
	put_pair(&p, "作成日", "{作成日}", "版", "{版}");
	put_pair(&p, "受注者", "{受注者}", "作成者", "{作成者}");
	put_pair(&p, "総括", form->summary, NULL, NULL);
	p.row++;
	for (i = 0; i < form->nsections; i++)
		put_section(&p, &form->section[i], form->section[i].rows);
	put_pair(&p, "特記事項", "対象外のもの {対象外件数}", NULL, NULL);
	worksheet_print_area(p.sheet, 0, 0, p.row, WIDTH - 1);
	set_page(&p, 1);
	p.sheet = workbook_add_worksheet(book, "別紙");
	p.row = 0;
	for (i = 0; i < form->nsections; i++)
		if (form->section[i].spare > 0)
			put_section(&p, &form->section[i], form->section[i].spare);
	set_page(&p, 0);
	if (workbook_close(book) != LXW_NO_ERROR)
		errx(1, "%s: not written", form->file);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		make_form(&forms[i]);
	return 0;
}
