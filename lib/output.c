/* output.c - rows that pass through -w and -c to -o and -O */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "nearest.h"
#include "memory.h"
#include "text.h"
#include "cp932.h"
#include "date.h"
#include "column.h"
#include "address.h"
#include "reader.h"
#include "format.h"
#include "workbook.h"
#include "writer.h"
#include "filter.h"
#include "team.h"
#include "option.h"
#include "usage.h"
#include "output.h"

struct output {
	struct writer *writer;
	struct filter **filter;
	size_t nfilters;
	size_t *pick;            /* -c: the index of each printed column */
	size_t npick;
	char **cell;
	size_t rows;
	const char *nothing;     /* the message on a terminal when there are no rows; or NULL */
};

/* Where names are the input's own, what is typed is an address. */
static size_t
own_index(const char *typed, const char *const *names, size_t n)
{
	size_t at = address_find(typed, names, n, true);

	if (at >= n)
		no_such(N_("column"), typed, names, n, ",");
	return at;
}

static size_t
column_index(const char *typed, const char *const *names, size_t n)
{
	char narrow[128];
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], typed) == 0)
			return i;
	for (i = 0; i < n; i++)
		if (column_is(names[i], typed))
			return i;
	if (text_narrow(typed, narrow, sizeof(narrow)) && strcmp(narrow, typed) != 0)
		return column_index(narrow, names, n);
	no_such(N_("column"), typed, names, n, ",");
}

/* A copy in which the commas of an IME are commas. */
static char *
commas_narrow(const char *text)
{
	static const char *const commas[] = { "、", "，" };
	char *copy = memory_text(text), *at;
	size_t i;

	for (i = 0; i < sizeof(commas) / sizeof(*commas); i++)
		while ((at = strstr(copy, commas[i])) != NULL) {
			*at = ',';
			memmove(at + 1, at + strlen(commas[i]), strlen(at + strlen(commas[i])) + 1);
		}
	return copy;
}

/* The time of the clock at which days begin, which is no time of another day. */
static int64_t
day_start(const char *typed)
{
	char narrow[32];
	int64_t us;

	if (!text_narrow(typed, narrow, sizeof(narrow)) || strchr(narrow, ':') == NULL || !time_parse(narrow, 0, &us) ||
	    us < 0 || us >= DAY_US)
		errx(2, "--day-start: a time such as 05:00, not '%s'", typed);
	return us;
}

/* What was typed for a day and compares something else would pick other rows than those of that day. */
static void
begin_days(struct output *out, const char *typed)
{
	int64_t us = day_start(typed);
	bool days = false;
	size_t i;

	for (i = 0; i < out->nfilters; i++)
		days = filter_begin_days(out->filter[i], us) || days;
	if (!days)
		errx(2, "--day-start: no -w is about days (-w COLUMN=2026-11-20)");
}

static void
choose_columns(struct output *out, const struct options *o, const char *const *names, size_t n)
{
	const char *columns = o->value[OPT_COLUMNS];
	char *list, *rest, *name;

	if (columns == NULL)
		return;
	list = rest = commas_narrow(columns);
	while ((name = strsep(&rest, ",")) != NULL) {
		if (*name == '\0' && *columns != '\0')
			errx(2, "-c: a name is missing beside the comma in '%s' (without spaces: id,title)", columns);
		out->pick = memory_array(out->pick, out->npick + 1, sizeof(*out->pick));
		out->pick[out->npick++] = o->program->own ? own_index(name, names, n) : column_index(name, names, n);
	}
	free(list);
}

/* One character of CP932, of one byte or two. */
static void
read_substitute(const char *typed, char subst[3])
{
	int32_t c, bad = 0;
	char one[8], code[8];
	const char *s = one;
	size_t n = text_char(typed, &c);

	snprintf(one, sizeof(one), "%.*s", (int)n, typed);
	n = *typed == '\0' || typed[n] != '\0' ? 0 : cp932_encode(&s, code, &bad);
	if (n == 0 || n > 2 || bad != 0)
		errx(2, "--subst: one character that CP932 has, such as 〓, not '%s'", typed);
	memcpy(subst, code, n);
	subst[n] = '\0';
}

static bool
is_file(const char *path, const struct stat *st)
{
	struct stat other;

	return path != NULL && stat(path, &other) == 0 && other.st_ino == st->st_ino && other.st_dev == st->st_dev;
}

/* The first bytes identify a ledger, wherever it is and whatever it is called. */
static bool
begins_as_ledger(const char *path)
{
	char bytes[64];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	ssize_t n = fd == -1 ? 0 : read(fd, bytes, sizeof(bytes));

	if (fd != -1)
		close(fd);
	return n > 0 && columns_are_ledger(bytes, (size_t)n);
}

/* Replacing a ledger without its lock would lose rows, so -O never does. */
static void
refuse_ledger(const struct options *o, const char *path)
{
	char *own = team_file(&o->team, "tickets.csv");
	struct stat st;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
	    (is_file(own, &st) || is_file(o->value[OPT_TICKETS], &st) || begins_as_ledger(path)))
		errx(2, "-O: %s is a ledger; nothing written (restore puts a copy in its place)", path);
	free(own);
}

/* What may not be written must not be replaced either: so the reports that were handed in stay. */
static void
refuse_read_only(const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 0222) == 0)
		errx(2, "-O: %s is read-only; nothing written", path);
}

#define WRONG_NAME N_("-O: %s: what is written is %s, which Excel opens by the name %.*s%s; nothing written")

/* A name ending in .xlsx asks for a workbook.  Excel opens a file only by a name that fits what is in it. */
static void
check_name(struct writer_options *w)
{
	static const char *const names[] = { ".xlsx", ".xlsm", ".xls", ".ods" };
	const char *end = strrchr(w->path, '.');
	size_t i;
	bool book;

	if (end == NULL || strchr(end, '/') != NULL || strncmp(w->path, "/dev/", 5) == 0)
		return;
	if (w->format == NULL && strcasecmp(end, ".xlsx") == 0)
		w->format = &format_xlsx;
	book = w->format == &format_xlsx;
	for (i = book; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(end, names[i]) == 0)
			errx(2, WRONG_NAME, w->path,
			    book ? _("a workbook") : "CSV", (int)(end - w->path), w->path, book ? ".xlsx" : ".csv");
	if (book && strcasecmp(end, ".csv") == 0)
		errx(2, WRONG_NAME, w->path, _("a workbook"),
		    (int)(end - w->path), w->path, ".xlsx");
}

static void __attribute__((noreturn))
no_format(const char *typed)
{
	const char *names[16];

	no_such(N_("format"), typed, names, format_names(names, 16), " ");
}

/* With none, the rows can be added to a file that has a header. */
static void
choose_header(struct writer_options *w, const char *header)
{
	if (strcmp(header, "ja") != 0 && strcmp(header, "en") != 0 && strcmp(header, "none") != 0)
		errx(2, "--header: en, ja or none, not '%s'", header);
	w->labels = strcmp(header, "ja") == 0 ? LABELS_JA : LABELS_EN;
	w->plain = strcmp(header, "none") == 0;
}

struct writer_options
option_writer(const struct options *o)
{
	const char *format = o->value[OPT_FORMAT], *header = o->value[OPT_HEADER];
	const char *formula = o->value[OPT_FORMULA];
	struct writer_options w = { .path = o->value[OPT_OUTPUT], .fit = o->value[OPT_COLUMNS] == NULL, .now = o->team.now,
		.own = o->program->own };
	const char *s = o->value[OPT_SUBST];

	if (format != NULL && (w.format = format_find(format)) == NULL)
		no_format(format);
	if (header != NULL)
		choose_header(&w, header);
	if (formula != NULL) {
		if (strcmp(formula, "error") == 0)
			w.formula = FORMULA_ERROR;
		else if (strcmp(formula, "raw") == 0)
			w.formula = FORMULA_RAW;
		else if (strcmp(formula, "quote") != 0)
			errx(2, "--formula: quote, error or raw, not '%s'", formula);
	}
	if (s != NULL)
		read_substitute(s, w.subst);
	if (w.path != NULL) {
		refuse_ledger(o, w.path);
		refuse_read_only(w.path);
		check_name(&w);
	}
	return w;
}

void
output_spare(const struct options *o, const char *path)
{
	const char *file = o->value[OPT_OUTPUT];
	struct stat st;

	if (file != NULL && stat(file, &st) == 0 && is_file(path, &st))
		errx(2, "-O: %s is read to make what would replace it; nothing written", file);
}

struct output *
output_open(const struct options *o, const char *const *names, size_t n)
{
	return output_open_as(o, names, n, option_writer(o));
}

struct output *
output_open_as(const struct options *o, const char *const *names, size_t n, struct writer_options w)
{
	struct output *out = memory_zeros(1, sizeof(*out));
	const char **picked;
	size_t i, index;

	out->nothing = o->value[OPT_OUTPUT] == NULL ? N_("no rows") : NULL;
	out->filter = memory_zeros(o->nwhere, sizeof(*out->filter));
	for (i = 0; i < o->nwhere; i++) {
		out->filter[i] = filter_parse(o->where[i]);
		index = o->program->own ? own_index(filter_typed(out->filter[i]), names, n) :
		    column_index(filter_column(out->filter[i]), names, n);
		filter_bind(out->filter[i], o->program->own ? "" : names[index], index, o->team.today);
	}
	out->nfilters = o->nwhere;
	if (o->value[OPT_DAY_START] != NULL)
		begin_days(out, o->value[OPT_DAY_START]);
	choose_columns(out, o, names, n);
	if (out->npick == 0) {
		out->writer = writer_open(names, n, w);
		return out;
	}
	picked = memory_array(NULL, out->npick, sizeof(*picked));
	out->cell = memory_array(NULL, out->npick, sizeof(*out->cell));
	for (i = 0; i < out->npick; i++)
		picked[i] = names[out->pick[i]];
	out->writer = writer_open(picked, out->npick, w);
	free(picked);
	return out;
}

static bool
row_wanted(const struct output *out, struct row *row)
{
	size_t i;

	for (i = 0; i < out->nfilters; i++)
		if (!filter_holds(out->filter[i], row_cell(row, filter_index(out->filter[i]))))
			return false;
	return true;
}

void
output_row(struct output *out, const char *const *cell)
{
	output_pass(out, &(struct row){ .cell = (char **)(uintptr_t)cell });
}

void
output_pass(struct output *out, struct row *row)
{
	size_t i;

	if (!row_wanted(out, row))
		return;
	out->rows++;
	if (out->npick == 0) {
		writer_raw(out->writer, row);
		return;
	}
	row_part(row);
	for (i = 0; i < out->npick; i++)
		out->cell[i] = row->cell[out->pick[i]];
	writer_row(out->writer, out->cell);
}

size_t
output_rows(const struct output *out)
{
	return out->rows;
}

void
output_nothing(struct output *out, const char *text)
{
	if (out->nothing != NULL)
		out->nothing = text;
}

bool
output_close(struct output *out)
{
	bool good = writer_close(out->writer);

	if (out->rows == 0 && out->nothing != NULL && isatty(STDOUT_FILENO))
		warnx("%s", _(out->nothing));

	free(out->filter);
	free(out->pick);
	free(out->cell);
	free(out);
	return good;
}
