/* sow-report-register.c - the team's registers: what reads them, and those that are printed as they are */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-report.h"

struct reader *
register_open(const struct report *r, const char *file)
{
	char *path = team_file(&r->options->team, file);
	struct reader *reader = NULL;

	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		reader = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	free(path);
	return reader;
}

/* The reader knows a column by its English name if it has one. */
static size_t
register_column(const struct reader *r, const char *name)
{
	return name == NULL ? COLUMN_NONE : reader_column(r, column_name(name));
}

const char *
register_cell(const struct reader *r, const struct row *row, const char *name)
{
	size_t column = register_column(r, name);

	return column == COLUMN_NONE ? "" : row->cell[column];
}

int
register_day(struct reader *r, const struct row *row, const char *name, bool last)
{
	const char *cell = register_cell(r, row, name);
	struct period p;
	int64_t us;

	if (*cell == '\0')
		return last ? DAY_MAX : DAY_MIN;
	if (time_parse(cell, DAY_MIN, &us))
		return time_day(us);
	if (period_parse(cell, DAY_MIN, &p))
		return last ? p.to : p.from;
	reader_reject(r, row, "not a date: %s", cell);
	return last ? DAY_MAX : DAY_MIN;
}

void
register_add(struct filled *f, const char *const *cell)
{
	const struct table *t = f->table;
	const char **kept = arena_alloc(&f->arena, t->ncolumns * sizeof(*kept));
	size_t i;

	for (i = 0; i < t->ncolumns; i++)
		kept[i] = arena_text(&f->arena, cell[i], strlen(cell[i]));
	filled_add(f, (struct item){ .cell = kept, .columns = t->columns });
}

static void
register_take(struct filled *f, const struct reader *r, const struct row *row)
{
	const struct table *t = f->table;
	const char **cell = memory_zeros(t->ncolumns, sizeof(*cell));
	size_t i;

	for (i = 0; i < t->ncolumns; i++)
		cell[i] = register_cell(r, row, t->columns[i].name);
	register_add(f, cell);
	free(cell);
}

char *
meeting_name(const char *title)
{
	const char *end = strstr(title, "（");

	return memory_span(title, end == NULL ? strlen(title) : (size_t)(end - title));
}

/* ---- those that are printed as they are ---- */

static const struct kept {
	const char *table, *file, *day; /* the column with the day of a row, or NULL: all rows count */
} registers[] = {
	{ "meetings", "meetings.csv", "日時" },
	{ "documents", "documents.csv", NULL },
	{ "checks", "checks.csv", "date" },
};

/* The four numbers of a check must be all that there was. */
static void
check_sum(struct reader *r, const struct row *row)
{
	static const char *const numbers[] = { "fit", "unfit", "unknown", "outside", "all" };
	long long number[5], sum = 0;
	const char *error;
	size_t i;

	for (i = 0; i < 5; i++) {
		number[i] = strtonum(register_cell(r, row, numbers[i]), 0, INT64_MAX / 5, &error);
		if (error != NULL)
			reader_reject(r, row, "%s: not a number: '%s'", numbers[i], register_cell(r, row, numbers[i]));
		sum += i < 4 ? number[i] : 0;
	}
	if (sum != number[4])
		reader_reject(r, row, "fit, unfit, unknown and outside add up to %lld, not %lld", sum, number[4]);
}

static void
fill_register(struct report *r, struct filled *f)
{
	const struct kept *k = registers;
	struct reader *reader;
	struct row row;

	while (strcmp(k->table, f->table->form.name) != 0)
		k++;
	if ((reader = register_open(r, k->file)) == NULL)
		return;
	while (reader_next(reader, &row)) {
		if (register_column(reader, "fit") != COLUMN_NONE)
			check_sum(reader, &row);
		if (register_day(reader, &row, k->day, false) <= f->period.to &&
		    register_day(reader, &row, k->day, true) >= f->period.from)
			register_take(f, reader, &row);
	}
	reader_close(reader);
}

static const struct table_column meetings[] = {
	{ "会議", NULL }, { "回", NULL }, { "日時", NULL }, { "場所", NULL }, { "出席", NULL }, { "欠席", NULL },
	{ "議題", NULL }, { "経過", NULL }, { "決定事項", NULL }, { "確認者", NULL }, { "送付日", NULL },
	{ "送付先", NULL },
};
static const struct table_column documents[] = {
	{ "文書名", NULL }, { "種別", NULL }, { "対象システム", NULL }, { "版", NULL }, { "正規フォルダのパス", NULL },
	{ "改訂日", NULL }, { "管理者", NULL }, { "根拠チケット", NULL }, { "反映要否", NULL },
};
static const struct table_column checks[] = {
	{ "date", NULL }, { "check", NULL }, { "fit", NULL }, { "unfit", NULL }, { "unknown", NULL },
	{ "outside", NULL }, { "all", NULL },
};

const struct table table_meetings = {
	TABLE_FORM("meetings", "the meetings of meetings.csv in the period"),
	TABLE_COLUMNS(meetings), .fill = fill_register,
};
const struct table table_documents = {
	TABLE_FORM("documents", "the register of documents"),
	TABLE_COLUMNS(documents), .fill = fill_register,
};
const struct table table_checks = {
	TABLE_FORM("checks", "the results of checks in checks.csv in the period"),
	TABLE_COLUMNS(checks), .fill = fill_register,
};
