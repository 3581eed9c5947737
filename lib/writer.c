/* writer.c - rows to csv, tsv, table, json, excel, cp932, ics */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <err.h>

#include "arena.h"
#include "file.h"
#include "text.h"
#include "cp932.h"
#include "date.h"
#include "column.h"
#include "display.h"
#include "reader.h"
#include "ics.h"
#include "writer.h"

enum {
	TABLE_ROWS = 1000,       /* rows that decide the widths of a table */
	SHEET_ROWS = 1048576,    /* Excel's limits */
	SHEET_CELL = 32767,
	SHOWN_ERRORS = 20,
	NARROW = 6,              /* no column of a table is cut below */
};

struct writer {
	const struct format *format;
	struct writer_options o;
	const char **name;
	enum column_type *type;
	size_t n, rows;
	FILE *f;
	char *path;              /* -O: the name behind links; or NULL */
	bool spool;              /* written to f, copied to stdout at the end */
	struct arena arena;      /* rows a table keeps until it knows their widths */
	char ***kept;
	size_t nkept;
	size_t *width;
	size_t guarded, substituted, undated, errors;
};

struct format {
	const char *name;
	char delimiter;
	bool sheet;              /* for Excel: guarded, limited, dates with / */
	bool cp932;
	void (*row)(struct writer *, char *const *);
};

/* ---- csv, tsv ---- */

static void
delimited(struct writer *w, char *const *cell)
{
	const char special[] = { w->format->delimiter, '"', '\r', '\n', '\0' };
	size_t i, n;

	for (i = 0; i < w->n; i++) {
		if (i > 0)
			putc_unlocked(w->format->delimiter, w->f);
		n = strcspn(cell[i], special);
		if (cell[i][n] != '\0' || (n == 0 && w->n == 1))
			csv_fwrite(w->f, cell[i], strlen(cell[i]));
		else
			fwrite_unlocked(cell[i], 1, n, w->f);
	}
	putc_unlocked('\n', w->f);
}

/* ---- json ---- */

/* Controls, and what turns the direction of text, must not reach a terminal from here either. */
static size_t
json_char(FILE *f, const char *s)
{
	int32_t c;
	size_t n = text_char(s, &c);

	if (c == TEXT_BREAK_CHAR)
		fputs("\\n", f);
	else if (c == '"' || c == '\\')
		fprintf(f, "\\%c", (int)c);
	else if (char_controls(c) || char_turns(c))
		fprintf(f, "\\u%04x", (unsigned)c);
	else
		fwrite_unlocked(s, 1, n, f);
	return n;
}

static void
json_string(FILE *f, const char *s)
{
	const char *p;

	putc_unlocked('"', f);
	while (*s != '\0') {
		for (p = s; (unsigned char)*p >= ' ' && (unsigned char)*p < 0x7f && *p != '"' && *p != '\\'; p++)
			;
		fwrite_unlocked(s, 1, (size_t)(p - s), f);
		s = p;
		if (*s != '\0')
			s += json_char(f, s);
	}
	putc_unlocked('"', f);
}

static void
json(struct writer *w, char *const *cell)
{
	size_t i;

	if (w->rows == 0 && !w->o.plain)
		return; /* the header: every object names its cells */
	putc_unlocked('{', w->f);
	for (i = 0; i < w->n; i++) {
		if (i > 0)
			putc_unlocked(',', w->f);
		json_string(w->f, w->name[i]);
		putc_unlocked(':', w->f);
		json_string(w->f, cell[i]);
	}
	fputs("}\n", w->f);
}

/* ---- table ---- */

static size_t
terminal_width(FILE *f)
{
	const char *env = getenv("COLUMNS");
	struct winsize ws;
	const char *error;
	long long n;

	if (!isatty(fileno(f)))
		return SIZE_MAX;
	if (env != NULL && (n = strtonum(env, 20, 10000, &error), error == NULL))
		return (size_t)n;
	if (ioctl(fileno(f), TIOCGWINSZ, &ws) == 0 && ws.ws_col >= 20)
		return ws.ws_col;
	return 80;
}

/* The widest column that may give, w->n when none may: text first, a date or key when
 * there is nothing else, for half of one says nothing. */
static size_t
widest_column(const struct writer *w, bool text)
{
	size_t i, widest = w->n;

	for (i = 0; i < w->n; i++)
		if ((!text || w->type[i] == COLUMN_TEXT) && w->width[i] > NARROW &&
		    (widest == w->n || w->width[i] > w->width[widest]))
			widest = i;
	return widest;
}

/* A column in which nothing stands gives its place up; then the widest gives, until the
 * row fits the terminal. Of two columns the last is never cut: it is there to be read. */
static void
fit_widths(struct writer *w, const bool *filled)
{
	size_t i, widest, total = 2 * (w->n - 1), limit = terminal_width(w->f);

	if (w->n <= 2)
		return;
	for (i = 0; i < w->n; i++)
		total += w->width[i];
	for (i = w->n; total > limit && i > 0; i--)
		if (!filled[i - 1]) {
			total -= w->width[i - 1] + 2;
			w->width[i - 1] = 0;
		}
	for (; total > limit; total--) {
		if ((widest = widest_column(w, true)) == w->n && (widest = widest_column(w, false)) == w->n)
			return;
		w->width[widest]--;
	}
}

/* The last of two columns, a line for each of its own. */
static void
print_whole(struct writer *w, const char *cell, size_t indent)
{
	const char *end;
	char *line;

	for (; (end = strstr(cell, TEXT_BREAK)) != NULL; cell = end + strlen(TEXT_BREAK)) {
		if ((line = strndup(cell, (size_t)(end - cell))) == NULL)
			err(1, NULL);
		text_print(w->f, line, SIZE_MAX);
		fprintf(w->f, "\n%*s", (int)indent, "");
		free(line);
	}
	text_print(w->f, cell, SIZE_MAX);
}

/* An empty column that had no room; a row far below may have something in it after all. */
static bool
gives_way(const struct writer *w, char *const *cell, size_t i)
{
	return w->width[i] == 0 && *cell[i] == '\0';
}

static void
print_table_row(struct writer *w, char *const *cell)
{
	bool terminal = terminal_width(w->f) != SIZE_MAX, whole = terminal && w->n <= 2;
	size_t i, last, used, limit, indent = 0;

	for (last = w->n; last > 1 && (*cell[last - 1] == '\0' || gives_way(w, cell, last - 1)); last--)
		;
	for (i = 0; i < last; i++) {
		if (gives_way(w, cell, i))
			continue;
		limit = !terminal || whole ? SIZE_MAX : w->width[i] == 0 ? NARROW : w->width[i];
		if (whole && i + 1 == w->n) {
			print_whole(w, cell[i], indent);
			continue;
		}
		used = text_print(w->f, cell[i], limit);
		indent += w->width[i] + 2;
		if (i + 1 < last)
			fprintf(w->f, "%*s", used < w->width[i] ? (int)(w->width[i] - used) + 2 : 2, "");
	}
	putc('\n', w->f);
}

static void
flush_table(struct writer *w)
{
	static char empty[] = "";
	bool *filled = calloc(w->n, sizeof(*filled));
	size_t i, j, width;

	if (filled == NULL)
		err(1, NULL);
	for (i = 0; i < w->n; i++)
		w->width[i] = 0;
	for (j = 0; j < w->nkept; j++)
		for (i = 0; i < w->n; i++) {
			filled[i] = filled[i] || ((j > 0 || w->o.plain) && *w->kept[j][i] != '\0');
			if ((width = text_width(w->kept[j][i])) > w->width[i])
				w->width[i] = width;
		}
	fit_widths(w, filled);
	for (i = 0; i < w->n && w->nkept > 0; i++)
		if (w->width[i] == 0)
			w->kept[0][i] = empty; /* its name as well */
	for (j = 0; j < w->nkept; j++)
		print_table_row(w, w->kept[j]);
	w->nkept = 0;
	arena_free(&w->arena);
	free(filled);
}

static void
table(struct writer *w, char *const *cell)
{
	char **copy;
	size_t i;

	if (w->rows > TABLE_ROWS && !w->o.plain) {
		print_table_row(w, cell);
		return;
	}
	copy = arena_alloc(&w->arena, w->n * sizeof(*copy));
	for (i = 0; i < w->n; i++)
		copy[i] = arena_text(&w->arena, cell[i], strlen(cell[i]));
	w->kept[w->nkept++] = copy;
	if (w->nkept == TABLE_ROWS + 1)
		flush_table(w);
}

/* ---- excel, cp932 ---- */

static bool
is_number(const char *s)
{
	s += *s == '-' || *s == '+';
	if (*s < '0' || *s > '9')
		return false;
	s += strspn(s, "0123456789,");
	if (*s == '.' && s[1] >= '0' && s[1] <= '9')
		s += 1 + strspn(s + 1, "0123456789");
	s += *s == '%';
	return *s == '\0';
}

/* What a spreadsheet passes over at the start of a cell, and what begins a formula there. */
struct script {
	const char *spaces[3], *starts[8], *line_break;
};

static const struct script utf8_script = {
	{ " ", "\u3000", "\u00a0" }, { "=", "+", "-", "@", "＝", "＋", "－", "＠" }, TEXT_BREAK,
};
static const struct script cp932_script = {
	{ " ", "\x81\x40", " " },
	{ "=", "+", "-", "@", "\x81\x81", "\x81\x7b", "\x81\x7c", "\x81\x97" }, "\n",
};

static const char *
begins_with(const char *s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strncmp(s, list[i], strlen(list[i])) == 0)
			return list[i];
	return NULL;
}

/* Would a spreadsheet take the cell for a formula? Of the bytes that are written. */
static bool
is_formula(const struct script *script, const char *s)
{
	const char *space;

	if (*s == '\t' || *s == '\r' || *s == '\n' || begins_with(s, &script->line_break, 1) != NULL)
		return true;
	if (is_number(s) || strcmp(s, "-") == 0)
		return false;
	while ((space = begins_with(s, script->spaces, 3)) != NULL)
		s += strlen(space);
	return begins_with(s, script->starts, 8) != NULL;
}

static void
sheet_error(struct writer *w, size_t column, const char *what)
{
	if (w->errors++ < SHOWN_ERRORS)
		warnx("row %zu, column %s: %s", w->rows + 1, w->name[column], what);
}

static size_t
utf16_units(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80 ? (unsigned char)*s >= 0xf0 ? 2 : 1 : 0;
	return n;
}

/* A quote in front where the cell would be a formula. */
static void
guard(struct writer *w, size_t column, const struct script *script, const char *s)
{
	if (w->o.formula == FORMULA_RAW || !is_formula(script, s))
		return;
	if (w->o.formula == FORMULA_ERROR)
		sheet_error(w, column, "Excel would take the cell for a formula");
	putc_unlocked('\'', w->f);
	w->guarded++;
}

/* The quoted inside of a cell; a quote is doubled, a break is LF again. */
static void
sheet_utf8(struct writer *w, size_t column, const char *s)
{
	size_t n;

	guard(w, column, &utf8_script, s);
	for (; *s != '\0'; s += n) {
		n = 1;
		if (strncmp(s, TEXT_BREAK, strlen(TEXT_BREAK)) == 0) {
			n = strlen(TEXT_BREAK);
			putc_unlocked('\n', w->f);
			continue;
		}
		if (*s == '"')
			putc_unlocked('"', w->f);
		putc_unlocked(*s, w->f);
	}
}

/* The cell in CP932; what CP932 lacks is replaced, or an error. The caller frees it. */
static char *
encode_cell(struct writer *w, size_t column, const char *s)
{
	char *text = malloc(strlen(s) * 2 + 8), *out = text, what[64];
	int32_t bad;

	if (text == NULL)
		err(1, NULL);
	do {
		out += cp932_encode(&s, out, &bad);
		if (bad != 0 && *w->o.subst != '\0') {
			out = stpcpy(out, w->o.subst);
			w->substituted++;
		} else if (bad != 0) {
			snprintf(what, sizeof(what), "U+%04X is not in CP932", (unsigned)bad);
			sheet_error(w, column, what);
		}
	} while (bad != 0);
	*out = '\0';
	return text;
}

static void
sheet_cp932(struct writer *w, size_t column, const char *s)
{
	char *text = encode_cell(w, column, s);
	const char *p;

	guard(w, column, &cp932_script, text);
	for (p = text; *p != '\0'; p++) {
		/* trail bytes are never a quote */
		if (*p == '"')
			putc_unlocked('"', w->f);
		putc_unlocked(*p, w->f);
	}
	free(text);
}

static void
sheet(struct writer *w, char *const *cell)
{
	char date[DATE_TEXT * 2];
	const char *s;
	size_t i;

	if (w->rows == SHEET_ROWS)
		sheet_error(w, 0, "a sheet holds 1,048,576 rows");
	for (i = 0; i < w->n; i++) {
		s = w->rows == 0 ? cell[i] : column_person(w->type[i], cell[i], date);
		if (utf16_units(s) > SHEET_CELL)
			sheet_error(w, i, "Excel would cut a cell of more than 32,767 characters");
		fputs(i > 0 ? ",\"" : "\"", w->f);
		if (w->format->cp932)
			sheet_cp932(w, i, s);
		else
			sheet_utf8(w, i, s);
		putc_unlocked('"', w->f);
	}
	fputs("\r\n", w->f);
}

/* ---- ics: an event a row that has a key, a day and a title ---- */

/* NULL: there is no such column. */
static const char *
named_cell(const struct writer *w, const char *name, char *const *cell)
{
	size_t i;

	for (i = 0; i < w->n; i++)
		if (strcmp(w->name[i], name) == 0)
			return cell[i];
	return NULL;
}

/* The title, and the target when the title does not say it. */
static char *
summarise(const struct writer *w, const char *title, char *const *cell)
{
	const char *target = named_cell(w, "target", cell);
	char *text;
	bool told = target == NULL || *target == '\0' || strstr(title, target) != NULL;

	if (asprintf(&text, "%s%s%s", title, told ? "" : " ", told ? "" : target) == -1)
		err(1, NULL);
	return text;
}

static char *
describe(const struct writer *w, char *const *cell)
{
	char *text, buf[DATE_TEXT * 2];
	size_t size, i;
	FILE *f = open_memstream(&text, &size);

	if (f == NULL)
		err(1, NULL);
	for (i = 0; i < w->n; i++)
		if (*cell[i] != '\0')
			fprintf(f, "%s%s：%s", ftell(f) > 0 ? TEXT_BREAK : "", column_label(w->name[i]),
			    column_person(w->type[i], cell[i], buf));
	memory_close(f, &text);
	return text;
}

static void
event(struct writer *w, char *const *cell)
{
	const char *keys = named_cell(w, "keys", cell), *due = named_cell(w, "due", cell);
	const char *title = named_cell(w, "title", cell);
	char *text, *summary;
	int day;

	if (w->rows == 0) { /* the header */
		if (keys == NULL || due == NULL || title == NULL)
			errx(2, "-o ics needs the columns keys, due and title");
		ics_begin(w->f);
		return;
	}
	if (*keys == '\0' || !date_parse(due, DAY_MIN, &day)) {
		w->undated++;
		return;
	}
	text = describe(w, cell);
	summary = summarise(w, title, cell);
	ics_event(w->f, keys, day, summary, text, w->o.now);
	free(summary);
	free(text);
}

static const struct format formats[] = {
	{ "csv", ',', false, false, delimited },
	{ "tsv", '\t', false, false, delimited },
	{ "table", 0, false, false, table },
	{ "json", 0, false, false, json },
	{ "excel", ',', true, false, sheet },
	{ "cp932", ',', true, true, sheet },
	{ "ics", 0, false, false, event },
};
enum { FORMATS = sizeof(formats) / sizeof(*formats) };

const struct format *
format_find(const char *name)
{
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (strcmp(name, formats[i].name) == 0)
			return &formats[i];
	return NULL;
}

static const struct format *
default_format(const char *path)
{
	return format_find(path == NULL && isatty(STDOUT_FILENO) ? "table" : "csv");
}

/* ---- files ---- */

/* -O FILE: the new file beside it, with the old one's rights. */
static void
open_beside(struct writer *w)
{
	int old, fd = file_begin(w->path);
	bool good;

	if (fd == -1)
		err(1, "%s", w->path);
	old = open(w->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (old == -1 && errno != ENOENT)
		err(1, "%s", w->path);
	good = old == -1 ? fchmod(fd, file_mode()) == 0 : file_follow_rights(old, fd);
	if (!good || (w->f = fdopen(fd, "w")) == NULL)
		err(1, "%s", w->path);
	if (old != -1)
		close(old);
}

/* A device or pipe is written to, never replaced. */
static void
open_named(struct writer *w, const char *path)
{
	struct stat st;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		if ((w->f = fopen(path, "we")) == NULL)
			err(1, "%s", path);
		return;
	}
	w->path = file_resolve(path);
	open_beside(w);
}

static void
open_file(struct writer *w)
{
	if (w->o.path != NULL)
		open_named(w, w->o.path);
	else if (!w->format->sheet)
		w->f = stdout;
	else if ((w->f = tmpfile()) == NULL)
		err(1, "temporary file"); /* nothing is written before all of it is known good */
	w->spool = w->o.path == NULL && w->format->sheet;
	setvbuf(w->f, NULL, _IOFBF, 64 * 1024);
}

static void
write_header(struct writer *w)
{
	char **cell;
	size_t i;
	bool labels = w->o.labels == LABELS_DEFAULT ? w->format->sheet : w->o.labels == LABELS_JA;

	if (labels && w->format->row != event)
		for (i = 0; i < w->n; i++)
			w->name[i] = column_label(w->name[i]);
	if (w->o.plain)
		return;
	if ((cell = reallocarray(NULL, w->n, sizeof(*cell))) == NULL)
		err(1, NULL);
	for (i = 0; i < w->n; i++)
		cell[i] = (char *)(uintptr_t)w->name[i];
	w->format->row(w, cell);
	free(cell);
	w->rows = 1;
}

struct writer *
writer_open(const char *const *names, size_t n, struct writer_options o)
{
	struct writer *w = calloc(1, sizeof(*w));
	size_t i;

	if (w == NULL)
		err(1, NULL);
	w->o = o;
	w->format = o.format != NULL ? o.format : default_format(o.path);
	w->n = n;
	w->name = reallocarray(NULL, n, sizeof(*w->name));
	w->type = reallocarray(NULL, n, sizeof(*w->type));
	w->width = calloc(n, sizeof(*w->width));
	w->kept = calloc(TABLE_ROWS + 2, sizeof(*w->kept));
	if (w->name == NULL || w->type == NULL || w->width == NULL || w->kept == NULL)
		err(1, NULL);
	for (i = 0; i < n; i++) {
		w->name[i] = names[i];
		w->type[i] = column_type(names[i]);
	}
	open_file(w);
	if (w->format->sheet && !w->format->cp932)
		fputs("\xef\xbb\xbf", w->f);
	write_header(w);
	return w;
}

void
writer_row(struct writer *w, char *const *cell)
{
	w->format->row(w, cell);
	w->rows++;
}

/* A lane-1 record in the writer's own dialect is copied as it is. */
void
writer_raw(struct writer *w, const struct row *row)
{
	if (!row->plain || w->format->row != delimited || w->format->delimiter != ',' ||
	    row->size == 0) {
		writer_row(w, row->cell);
		return;
	}
	fwrite_unlocked(row->raw, 1, row->size, w->f);
	putc_unlocked('\n', w->f);
	w->rows++;
}

void
writer_block(struct writer *w)
{
	if (w->format->row == table)
		flush_table(w);
}

static bool
failed(const char *what)
{
	warn("%s", what);
	return false;
}

static bool
copy_to_stdout(struct writer *w)
{
	char buf[64 * 1024];
	size_t n;

	rewind(w->f);
	while ((n = fread(buf, 1, sizeof(buf), w->f)) > 0)
		fwrite(buf, 1, n, stdout);
	if (ferror(w->f) != 0)
		return failed("temporary file");
	fclose(w->f);
	w->f = stdout;
	return true;
}

static bool
finish(struct writer *w)
{
	if (fflush(w->f) != 0 || ferror(w->f) != 0)
		return failed(w->o.path != NULL ? w->o.path : w->spool ? "temporary file" : "stdout");
	if (w->path != NULL)
		return file_commit(fileno(w->f), w->path) ? true : failed(w->path);
	if (!w->spool)
		return true;
	if (!copy_to_stdout(w))
		return false;
	return fflush(stdout) == 0 && ferror(stdout) == 0 ? true : failed("stdout");
}

static void
tell(struct writer *w)
{
	if (w->errors > SHOWN_ERRORS)
		warnx("and %zu more", w->errors - SHOWN_ERRORS);
	if (w->errors > 0)
		warnx("nothing was written");
	else if (w->guarded > 0)
		warnx("%zu cell%s that Excel would take for a formula now begin%s with '",
		    w->guarded, w->guarded == 1 ? "" : "s", w->guarded == 1 ? "s" : "");
	if (w->undated > 0)
		warnx("%zu row%s without a key or a day left out", w->undated, w->undated == 1 ? "" : "s");
	if (w->substituted > 0)
		warnx("%zu character%s not in CP932 replaced", w->substituted,
		    w->substituted == 1 ? "" : "s");
}

bool
writer_close(struct writer *w)
{
	bool good;

	writer_block(w);
	if (w->format->row == event)
		ics_end(w->f);
	good = w->errors == 0 && finish(w);
	tell(w);
	file_abandon();
	if (w->f != stdout)
		fclose(w->f);
	arena_free(&w->arena);
	free(w->path);
	free(w->name);
	free(w->type);
	free(w->width);
	free(w->kept);
	free(w);
	return good;
}
