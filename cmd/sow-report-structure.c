/* sow-report-structure.c - structure: 体制, who is who on a day, and what changed since the last period */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-report.h"

static const char file[] = "stakeholders.csv";

/* Whether the same person has a row in force on the day: then an end or a beginning is a change. */
static bool
is_known(const struct report *r, const char *name, const char *group, int day)
{
	struct reader *reader = register_open(r, file);
	struct row row;
	bool found = false;

	while (reader_next(reader, &row))
		found = found || (text_same(register_cell(reader, &row, "氏名"), name) &&
		    strcmp(register_cell(reader, &row, "区分"), group) == 0 &&
		    register_day(reader, &row, "有効開始", false) <= day && register_day(reader, &row, "有効終了", true) >= day);
	reader_close(reader);
	return found;
}

/* What became of the row between the last day of the period before and the day: it began, it ended,
 * or neither.  NULL if the row is not shown: it is in force on neither day, or another replaced it. */
static const char *
row_change(const struct report *r, struct reader *reader, const struct row *row, const int day[2])
{
	int from = register_day(reader, row, "有効開始", false), to = register_day(reader, row, "有効終了", true);
	bool was = from <= day[0] && day[0] <= to, is = from <= day[1] && day[1] <= to;
	const char *name = register_cell(reader, row, "氏名"), *group = register_cell(reader, row, "区分");

	if (was == is)
		return is ? "" : NULL;
	if (is)
		return is_known(r, name, group, day[0]) ? "変更" : "新任";
	return is_known(r, name, group, day[1]) ? NULL : "退任";
}

static void
fill_structure(struct report *r, struct filled *f)
{
	const struct table *t = f->table;
	int day[2] = { period_shift(f->period, -1).to, report_day(r, f->period) };
	struct reader *reader = register_open(r, file);
	const char **cell = memory_zeros(t->ncolumns, sizeof(*cell)), *change;
	struct row row;
	size_t i;

	while (reader != NULL && reader_next(reader, &row)) {
		if (!keys_hold("顧客 提供", register_cell(reader, &row, "区分")) ||
		    (change = row_change(r, reader, &row, day)) == NULL)
			continue;
		for (i = 0; i + 1 < t->ncolumns; i++)
			cell[i] = register_cell(reader, &row, t->columns[i].name);
		cell[i] = change;
		register_add(f, cell);
	}
	if (reader != NULL)
		reader_close(reader);
	free(cell);
}

static const struct table_column columns[] = {
	{ "区分", NULL }, { "組織", NULL }, { "部署・役職", NULL }, { "氏名", NULL }, { "役割", NULL },
	{ "連絡先", NULL }, { "会議体", NULL }, { "異動", NULL },
};

const struct table table_structure = {
	TABLE_FORM("structure", "体制: who is who on a day, of the customer and of the team, and what changed"),
	TABLE_COLUMNS(columns), .fill = fill_structure,
};
