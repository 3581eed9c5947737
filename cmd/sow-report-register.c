/* sow-report-register.c - the team's registers: structure, roadmap, meetings, sowchanges, documents */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-report.h"

/*
 * A register is a CSV file of the team.  A row counts if the days from..to in it touch the period
 * or, with today, hold the day that the report speaks for.  A column that is NULL or empty sets no
 * bound.
 */
static const struct kept {
	const char *table, *file, *from, *to;
	bool today;
	const char *column, *words; /* only rows with one of these words in the column; or NULL */
} registers[] = {
	{ "structure", "stakeholders.csv", "有効開始", "有効終了", true, "区分", "顧客 提供" },
	{ "roadmap", "roadmap.csv", "開始", "終了", false, NULL, NULL },
	{ "meetings", "meetings.csv", "日時", "日時", false, NULL, NULL },
	{ "sowchanges", "sowchanges.csv", "発生日", "発生日", false, NULL, NULL },
	{ "documents", "documents.csv", NULL, NULL, false, NULL, NULL },
};

/* The index of the column of that name, which the reader knows by its English name if it has one; or
 * COLUMN_NONE. */
static size_t
column_in(const struct reader *r, const char *name)
{
	return name == NULL ? COLUMN_NONE : reader_column(r, column_name(name));
}

/* The day in a cell or, if it holds a month, a quarter or a year, the first or last day of that. */
static int
day_in(struct reader *r, const struct row *row, size_t column, bool last)
{
	struct period p;
	int64_t us;

	if (column == COLUMN_NONE || *row->cell[column] == '\0')
		return last ? DAY_MAX : DAY_MIN;
	if (time_parse(row->cell[column], DAY_MIN, &us))
		return time_day(us);
	if (period_parse(row->cell[column], DAY_MIN, &p))
		return last ? p.to : p.from;
	reader_reject(r, row, "not a date: %s", row->cell[column]);
	return last ? DAY_MAX : DAY_MIN;
}

static bool
is_kept(struct reader *r, const struct row *row, const struct kept *k, struct period p)
{
	size_t column = column_in(r, k->column);

	if (column != COLUMN_NONE && !keys_hold(k->words, row->cell[column]))
		return false;
	return day_in(r, row, column_in(r, k->from), false) <= p.to && day_in(r, row, column_in(r, k->to), true) >= p.from;
}

static void
add_row(struct filled *f, struct reader *r, const struct row *row)
{
	const struct table *t = f->table;
	const char **cell = arena_alloc(&f->arena, t->ncolumns * sizeof(*cell));
	size_t i, at;

	for (i = 0; i < t->ncolumns; i++) {
		at = column_in(r, t->columns[i].name);
		cell[i] = at == COLUMN_NONE ? "" : arena_text(&f->arena, row->cell[at], strlen(row->cell[at]));
	}
	filled_add(f, (struct item){ .cell = cell, .columns = t->columns });
}

/* A team that has no such file has an empty register. */
static void
fill_register(struct report *r, struct filled *f)
{
	const struct kept *k = registers;
	struct period p = f->period;
	struct reader *reader;
	struct row row;
	char *path;

	while (strcmp(k->table, f->table->form.name) != 0)
		k++;
	path = team_file(&r->options->team, k->file);
	if (k->today)
		p.from = p.to = report_day(r, p);
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		reader = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
		while (reader_next(reader, &row))
			if (is_kept(reader, &row, k, p))
				add_row(f, reader, &row);
		reader_close(reader);
	}
	free(path);
}

static const struct table_column structure[] = {
	{ "区分", NULL }, { "組織", NULL }, { "部署・役職", NULL }, { "氏名", NULL }, { "役割", NULL },
	{ "連絡先", NULL }, { "会議体", NULL },
};
static const struct table_column roadmap[] = {
	{ "施策", NULL }, { "対象システム", NULL }, { "開始", NULL }, { "終了", NULL }, { "予算年度", NULL },
	{ "状況", NULL }, { "根拠", NULL }, { "見直し日", NULL }, { "理由", NULL },
};
static const struct table_column meetings[] = {
	{ "会議", NULL }, { "回", NULL }, { "日時", NULL }, { "場所", NULL }, { "出席", NULL }, { "欠席", NULL },
	{ "議題", NULL }, { "経過", NULL }, { "決定事項", NULL }, { "確認者", NULL }, { "送付日", NULL },
	{ "送付先", NULL },
};
static const struct table_column sowchanges[] = {
	{ "発生日", NULL }, { "契機", NULL }, { "対象No", NULL }, { "変更前", NULL }, { "変更後", NULL },
	{ "関連チケット", NULL }, { "反映日", NULL },
};
static const struct table_column documents[] = {
	{ "文書名", NULL }, { "種別", NULL }, { "対象システム", NULL }, { "版", NULL }, { "正規フォルダのパス", NULL },
	{ "改訂日", NULL }, { "管理者", NULL }, { "根拠チケット", NULL }, { "反映要否", NULL },
};

const struct table table_structure = {
	TABLE_FORM("structure", "体制: who is who on a day, of the customer and of the team"),
	TABLE_COLUMNS(structure), .fill = fill_register,
};
const struct table table_roadmap = {
	TABLE_FORM("roadmap", "the measures of roadmap.csv that fall in the period"),
	TABLE_COLUMNS(roadmap), .fill = fill_register,
};
const struct table table_meetings = {
	TABLE_FORM("meetings", "the meetings of meetings.csv in the period"),
	TABLE_COLUMNS(meetings), .fill = fill_register,
};
const struct table table_sowchanges = {
	TABLE_FORM("sowchanges", "the changes of the SOW in sowchanges.csv"),
	TABLE_COLUMNS(sowchanges), .fill = fill_register,
};
const struct table table_documents = {
	TABLE_FORM("documents", "the register of documents"),
	TABLE_COLUMNS(documents), .fill = fill_register,
};
