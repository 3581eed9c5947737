/* sow-report-layout.c - a layout: a sheet in which [table] rows are replaced */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow-report.h"

struct layout {
	const char *path;
	char ***row;             /* n rows of width cells */
	size_t *line, n, width;
	struct arena arena;
};

static void
read_layout(struct layout *l, const char *path)
{
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_SHEET });
	size_t i, size = 0;
	struct row row;

	*l = (struct layout){ .path = path };
	while (reader_next(r, &row)) {
		if (l->n == size) {
			size = size == 0 ? 64 : size * 2;
			l->row = reallocarray(l->row, size, sizeof(*l->row));
			l->line = reallocarray(l->line, size, sizeof(*l->line));
			if (l->row == NULL || l->line == NULL)
				err(1, NULL);
		}
		l->row[l->n] = arena_alloc(&l->arena, (row.n + 1) * sizeof(**l->row));
		for (i = 0; i < row.n; i++)
			l->row[l->n][i] = arena_text(&l->arena, row.cell[i], strlen(row.cell[i]));
		l->row[l->n][row.n] = NULL;
		l->line[l->n++] = row.line;
		/* A table's first cell is its name, not a column; empty cells at the end (Excel) are none. */
		while (row.n > 1 && *row.cell[row.n - 1] == '\0')
			row.n--;
		if (*row.cell[0] == '[')
			row.n--;
		l->width = row.n > l->width ? row.n : l->width;
	}
	reader_close(r);
	if (l->n == 0)
		errx(1, "%s: empty: not a layout", path);
}

static const char *
kanji_day(int day, char buf[DATE_TEXT])
{
	size_t n = strlen(date_text(day, DATE_KANJI, buf));

	snprintf(buf + n, DATE_TEXT - n, "（%s）", weekday_name(day_weekday(day)));
	return buf;
}

/* {期間} and its like. */
static void
print_name(FILE *f, const struct report *r, struct period p, const struct layout *l, size_t row,
    const char *name, size_t n)
{
	char from[DATE_TEXT], to[DATE_TEXT], period[PERIOD_TEXT];
	int y, m, d;

	day_split(p.from, &y, &m, &d);
	if (n == strlen("期間") && memcmp(name, "期間", n) == 0)
		fprintf(f, "%s～%s", kanji_day(p.from, from), kanji_day(p.to, to));
	else if (n == strlen("作成日") && memcmp(name, "作成日", n) == 0)
		fputs(date_text(r->options->team.today, DATE_KANJI, from), f);
	else if (n == strlen("和暦作成日") && memcmp(name, "和暦作成日", n) == 0)
		fputs(date_text(r->options->team.today, DATE_ERA, from), f);
	else if (n == strlen("年月") && memcmp(name, "年月", n) == 0)
		fprintf(f, "%d年%d月", y, m);
	else if (n == strlen("年度") && memcmp(name, "年度", n) == 0)
		fprintf(f, "%d年度", day_fiscal_year(p.from));
	else if (n == strlen("期") && memcmp(name, "期", n) == 0)
		fputs(period_text(p, period), f);
	else
		errx(1, "%s:%zu: no name {%.*s} (期間 期 年月 年度 作成日 和暦作成日)", l->path,
		    l->line[row], (int)n, name);
}

static char *
expand(const struct report *r, struct period p, const struct layout *l, size_t row, const char *cell)
{
	const char *open, *close;
	char *text;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	if (f == NULL)
		err(1, NULL);
	while ((open = strchr(cell, '{')) != NULL && (close = strchr(open, '}')) != NULL) {
		fwrite(cell, 1, (size_t)(open - cell), f);
		print_name(f, r, p, l, row, open + 1, (size_t)(close - open - 1));
		cell = close + 1;
	}
	fputs(cell, f);
	memory_close(f, &text);
	return text;
}

static void
write_sheet_row(struct sink *s, const char *const *cell, size_t n)
{
	char *cells[64];
	size_t i;

	for (i = 0; i < s->width; i++)
		cells[i] = (char *)(uintptr_t)(i < n ? cell[i] : "");
	writer_row(s->writer, cells);
}

static void
to_sheet(struct sink *s, const char *const *cell)
{
	char shown[64][DATE_TEXT * 2];
	const char *picked[64];
	size_t i;

	/* A layout is for people, in whatever format it is printed. */
	for (i = 0; i < s->npick; i++)
		picked[i] = column_person(s->type[i], cell[s->pick[i]], shown[i]);
	write_sheet_row(s, picked, s->npick);
	s->rows++;
}

/* closed=完了日: the column and its heading. */
static void
pick_column(struct sink *s, const struct table *t, const struct layout *l, size_t row, char *spec,
    const char **heading)
{
	char *equals = strchr(spec, '=');
	const char *name;
	size_t i;

	if (equals != NULL)
		*equals = '\0';
	name = column_name(spec);
	for (i = 0; i < t->n && strcmp(t->columns[i], name) != 0; i++)
		;
	if (i == t->n)
		errx(1, "%s:%zu: [%s] has no column '%s'", l->path, l->line[row], t->name, spec);
	heading[s->npick] = equals != NULL ? equals + 1 : column_label(name);
	s->type[s->npick] = column_type(name);
	s->pick[s->npick++] = i;
}

/* [closed] or [plan+1]: the table, of this period or one near it. */
static const struct table *
parse_block(const char *cell, const struct layout *l, size_t row, struct period *p)
{
	char name[32];
	const struct table *t;
	int shift = 0, end = 0;

	if (sscanf(cell, "[%31[a-z]%n", name, &end) != 1)
		errx(1, "%s:%zu: %s is no table", l->path, l->line[row], cell);
	if (cell[end] == '+' || cell[end] == '-') {
		char *rest;

		shift = (int)strtol(cell + end, &rest, 10);
		end = (int)(rest - cell);
	}
	if (strcmp(cell + end, "]") != 0 || (t = table_find(name)) == NULL || abs(shift) > 1000)
		errx(1, "%s:%zu: %s is no table", l->path, l->line[row], cell);
	*p = period_shift(*p, shift);
	return t;
}

static void
write_block(const struct report *r, struct period p, const struct layout *l, size_t row, struct sink *s)
{
	const struct table *t = parse_block(l->row[row][0], l, row, &p);
	const char *heading[64];
	char **cell;

	s->npick = s->rows = 0;
	for (cell = l->row[row] + 1; *cell != NULL; cell++)
		if (**cell != '\0')
			pick_column(s, t, l, row, *cell, heading);
	if (s->npick == 0)
		errx(1, "%s:%zu: [%s] names no column", l->path, l->line[row], t->name);
	writer_block(s->writer);
	write_sheet_row(s, heading, s->npick);
	t->fill(r, t, p, s);
	if (s->rows == 0)
		write_sheet_row(s, (const char *[]){ "なし" }, 1);
	writer_block(s->writer);
}

static void
write_text(const struct report *r, struct period p, const struct layout *l, size_t row, struct sink *s)
{
	char *text[64];
	size_t i, n;

	for (n = 0; n < s->width && l->row[row][n] != NULL; n++)
		text[n] = expand(r, p, l, row, l->row[row][n]);
	write_sheet_row(s, (const char *const *)text, n);
	for (i = 0; i < n; i++)
		free(text[i]);
	writer_block(s->writer);
}

static void
check_blocks(const struct report *r, struct period p, const struct layout *l)
{
	const struct table *t;
	struct period near;
	size_t i;

	for (i = 0; i < l->n; i++) {
		near = p;
		if (l->row[i][0][0] != '[')
			continue;
		t = parse_block(l->row[i][0], l, i, &near);
		if (t->check != NULL)
			t->check(r, near);
	}
}

bool
print_layout(const struct report *r, struct period p)
{
	const char *name = r->options->value[OPT_LAYOUT];
	struct writer_options w = option_writer(r->options);
	struct sink sink = { .row = to_sheet };
	struct layout l;
	const char *names[64];
	char *file, *path;
	size_t i;

	if (strchr(name, '/') != NULL || asprintf(&file, "layouts/%s.csv", name) == -1)
		errx(2, "-f: a layout's name, such as weekly, not '%s'", name);
	if ((path = team_path(&r->options->team, file)) == NULL)
		errx(2, "-f: no layout '%s' (%s, in the team's directory or shipped)", name, file);
	read_layout(&l, path);
	if (l.width > 64)
		errx(1, "%s: more than 64 columns", path);
	for (i = 0; i < l.width; i++)
		names[i] = "";
	check_blocks(r, p, &l);
	w.plain = true;
	sink.width = l.width;
	sink.writer = writer_open(names, l.width, w);
	for (i = 0; i < l.n; i++)
		if (l.row[i][0][0] == '[')
			write_block(r, p, &l, i, &sink);
		else
			write_text(r, p, &l, i, &sink);
	free(l.row);
	free(l.line);
	arena_free(&l.arena);
	free(file);
	free(path);
	return writer_close(sink.writer);
}
