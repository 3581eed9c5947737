/* sow-list-map.c - are the maps good? */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-list.h"

/* Is it a column that import fills, of every ledger or of this team's? */
static bool
is_ledger_column(const struct tickets *ts, const char *name)
{
	static const char *const others[] = { "note", "keys", "values" };
	size_t i;

	for (i = L_STATUS; i < L_FIXED; i++)
		if (strcmp(ledger_columns[i], name) == 0)
			return true;
	for (i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (strcmp(others[i], name) == 0)
			return true;
	for (i = 0; i < ts->ncolumns; i++)
		if (strcmp(ts->names[i], name) == 0)
			return true;
	return false;
}

/* A column is taken from one place, and each word of theirs means one of ours. */
static void
check_twins(struct reader *r, const struct row *row, const size_t *at, struct bytes *seen)
{
	char *key = memory_format("\n%s\t%s\n", column_name(row->cell[at[0]]), at[2] == COLUMN_NONE ? "" : row->cell[at[2]]);

	if (seen->n > 0 && memmem(seen->s, seen->n, key, strlen(key)) != NULL)
		reader_reject(r, row, "%s stands twice", row->cell[at[0]]);
	bytes_add(seen, key, strlen(key));
	free(key);
}

static void
check_status(struct reader *r, const struct row *row, const size_t *at)
{
	enum status status;
	const char *value;

	if (strcmp(column_name(row->cell[at[0]]), "status") != 0 || at[2] == COLUMN_NONE || at[3] == COLUMN_NONE ||
	    *row->cell[at[2]] == '\0')
		return;
	value = column_value("status", row->cell[at[3]]);
	if (!status_parse(value, &status) || status == T_WAIVED || status == T_VOID)
		reader_reject(r, row, "value: open doing hold done canceled, not '%s'", row->cell[at[3]]);
}

void
check_map(const char *path, const struct tickets *ts)
{
	static const char *const names[] = { "column", "source", "cell", "value" };
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	struct bytes seen = { 0 };
	struct row row;
	size_t at[4], i;

	for (i = 0; i < 4; i++)
		at[i] = reader_column(r, names[i]);
	if (at[0] == COLUMN_NONE || at[1] == COLUMN_NONE)
		errx(1, "%s: not a map (columns column,source,cell,value)", path);
	while (reader_next(r, &row)) {
		if (!is_ledger_column(ts, column_name(row.cell[at[0]])))
			reader_reject(r, &row, "column: a ledger has no '%s'", row.cell[at[0]]);
		if (*row.cell[at[1]] == '\0')
			reader_reject(r, &row, "source: empty");
		check_status(r, &row, at);
		check_twins(r, &row, at, &seen);
	}
	free(seen.s);
	reader_close(r);
}
