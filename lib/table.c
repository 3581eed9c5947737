/* table.c - aligned columns, as wide as a terminal has room for */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "text.h"
#include "column.h"
#include "display.h"
#include "format.h"
#include "table.h"

enum {
	TABLE_ROWS = 1000, /* rows that decide the widths */
	NARROW = 6,        /* no column is made narrower */
};

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

/* The widest column that may be narrowed, or w->n for none. With text only text columns may be:
 * the caller narrows dates and keys last, for half of one says nothing. */
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

/* The place of a column among those that a terminal has room for; the first is cut last of all. */
static size_t
column_rank(const char *name)
{
	static const char *const ranked[] = {
		"title", "id", "state", "status", "due", "frequency", "ticket", "by", "keys", "key", "target", "at", "note",
	};
	size_t i;

	for (i = 0; i < sizeof(ranked) / sizeof(*ranked) && strcmp(column_name(name), ranked[i]) != 0; i++)
		;
	return i;
}

/* Leaves out the columns for which there is no room, once the others have theirs. */
static void
choose_columns(struct writer *w, size_t limit)
{
	size_t rank, i, need, last = column_rank("");

	for (rank = 0; rank <= last; rank++)
		for (i = 0; i < w->n; i++) {
			if (column_rank(w->name[i]) != rank || w->width[i] == 0)
				continue;
			need = (rank == 0 && w->width[i] > limit * 2 / 3 ? limit * 2 / 3 : w->width[i]) + 2;
			w->left[i] = need > limit + 2;
			w->nleft += w->left[i];
			if (w->left[i])
				w->width[i] = 0;
			else
				limit -= need > limit ? limit : need;
		}
}

/* Drops empty columns, then narrows the widest, until a row fits the terminal. A table of one or
 * two columns is never cut: its last column is there to be read. */
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
	if (total > limit && w->o.fit && !w->o.plain) {
		choose_columns(w, limit);
		for (total = 0, i = 0; i < w->n; i++)
			total += w->width[i] == 0 ? 0 : w->width[i] + 2;
		total -= 2;
	}
	for (; total > limit; total--) {
		if ((widest = widest_column(w, true)) == w->n && (widest = widest_column(w, false)) == w->n)
			return;
		w->width[widest]--;
	}
}

static void
print_spaces(FILE *f, size_t n)
{
	for (; n > 0; n--)
		putc_unlocked(' ', f);
}

/* Prints the last cell of a table of one or two columns, on as many lines as it has. */
static void
print_whole(struct writer *w, const char *cell, size_t indent)
{
	const char *end;
	char *line;

	for (; (end = strstr(cell, TEXT_BREAK)) != NULL; cell = end + strlen(TEXT_BREAK)) {
		line = memory_span(cell, (size_t)(end - cell));
		text_print(w->f, line, SIZE_MAX);
		putc_unlocked('\n', w->f);
		print_spaces(w->f, indent);
		free(line);
	}
	text_print(w->f, cell, SIZE_MAX);
}

/* Whether nothing is printed for the cell: its column was left out, or was dropped as empty and the
 * cell is empty, too.  A row after the first TABLE_ROWS may have something there. */
static bool
gives_way(const struct writer *w, char *const *cell, size_t i)
{
	return w->left[i] || (w->width[i] == 0 && *cell[i] == '\0');
}

static void
print_table_row(struct writer *w, char *const *cell)
{
	bool whole = w->terminal && w->n <= 2;
	size_t i, last, used, limit, indent = 0;

	for (last = w->n; last > 1 && (*cell[last - 1] == '\0' || gives_way(w, cell, last - 1)); last--)
		;
	for (i = 0; i < last; i++) {
		if (gives_way(w, cell, i))
			continue;
		limit = !w->terminal || whole ? SIZE_MAX : w->width[i] == 0 ? NARROW : w->width[i];
		if (whole && i + 1 == w->n) {
			print_whole(w, cell[i], indent);
			continue;
		}
		used = text_print(w->f, cell[i], limit);
		indent += w->width[i] + 2;
		if (i + 1 < last)
			print_spaces(w->f, used < w->width[i] ? w->width[i] - used + 2 : 2);
	}
	putc('\n', w->f);
}

static void
flush_table(struct writer *w)
{
	static char empty[] = "";
	bool *filled = memory_zeros(w->n, sizeof(*filled));
	size_t i, j, width;
	if (!w->o.plain && w->nkept == 1)
		w->nkept = 0; /* print no lone header, so that cron sends no mail */
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
			w->kept[0][i] = empty; /* the name goes as well */
	for (j = 0; j < w->nkept; j++)
		print_table_row(w, w->kept[j]);
	w->nkept = 0;
	arena_free(&w->arena);
	free(filled);
}

static void
table_row(struct writer *w, char *const *cell)
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

static void
begin_table(struct writer *w)
{
	w->terminal = isatty(fileno(w->f));
	w->width = memory_zeros(w->n, sizeof(*w->width));
	w->left = memory_zeros(w->n, sizeof(*w->left));
	w->kept = memory_zeros(TABLE_ROWS + 2, sizeof(*w->kept));
}

static void
tell_left(const struct writer *w)
{
	if (w->nleft > 0)
		warnx("columns without room: %zu (-c COLS chooses, -o csv prints all)", w->nleft);
}

const struct format format_table = {
	.name = "table", .begin = begin_table, .row = table_row, .block = flush_table, .tell = tell_left,
};
