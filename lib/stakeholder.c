/* stakeholder.c - stakeholders.csv: who may decide for the customer */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "column.h"
#include "reader.h"
#include "team.h"
#include "stakeholder.h"

/* Japanese headers are read by the names that columns have everywhere: 区分 is change. */
static const char *const names[] = { "name", "change", "valid_from", "valid_to" };
enum { NAME, KIND, FROM, TO, NAMES };

static int
day_of_cell(struct reader *r, const struct row *row, size_t column, int otherwise)
{
	int day = otherwise;

	if (column != COLUMN_NONE && *row->cell[column] != '\0' && !date_parse(row->cell[column], DAY_MIN, &day))
		reader_reject(r, row, "not a date: %s", row->cell[column]);
	return day;
}

/* 鈴木 and 鈴木課長 */
static bool
begins_alike(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return n > 0 && strncmp(a, b, n) == 0;
}

enum stakeholder
stakeholder_of(const struct team *team, const char *name, int day, char **like)
{
	char *path = team_file(team, "stakeholders.csv");
	enum stakeholder is = STAKEHOLDER_OTHER;
	size_t column[NAMES], i;
	struct reader *r;
	struct row row;
	int from, to;

	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == -1) {
		free(path);
		return STAKEHOLDERS_UNKNOWN;
	}
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	for (i = 0; i < NAMES; i++)
		column[i] = reader_column(r, names[i]);
	if (column[NAME] == COLUMN_NONE || column[KIND] == COLUMN_NONE)
		errx(1, "%s: no columns '氏名' and '区分'", path);
	while (reader_next(r, &row)) {
		from = day_of_cell(r, &row, column[FROM], DAY_MIN);
		to = day_of_cell(r, &row, column[TO], DAY_MAX);
		if (day < from || to < day || strcmp(row.cell[column[KIND]], "顧客") != 0)
			continue;
		if (text_same(row.cell[column[NAME]], name))
			is = STAKEHOLDER_CUSTOMER;
		else if (*like == NULL && begins_alike(row.cell[column[NAME]], name))
			*like = memory_text(row.cell[column[NAME]]);
	}
	reader_close(r);
	free(path);
	return is;
}
