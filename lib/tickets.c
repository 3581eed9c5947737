/* tickets.c - the tickets that the rows of a ledger or stream amount to */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "index.h"
#include "family.h"
#include "text.h"
#include "date.h"
#include "status.h"
#include "column.h"
#include "reader.h"
#include "row.h"
#include "journal.h"
#include "rows.h"
#include "tickets.h"

enum {
	ID_MAX = 1 << 24,           /* in a stream, whose ids index an array */
	NUMBER_MAX = (1 << 24) - 1, /* tickets of a year */
};

/* What is put into fewer bits, and fits: a position is below 1 << JOURNAL_BITS, and a day is within the year 9999. */
#define POSITION(at) ((at) & ((UINT64_C(1) << JOURNAL_BITS) - 1))
#define DAY(day) ((unsigned)((day) - DAY_MIN) & ((1 << 24) - 1))

/* ---- rows ---- */

/* What is zero from the start takes no memory before it is used; what is set to zero does. */
static void
grow_slots(struct tickets *ts, size_t least)
{
	size_t size = least < 1024 ? 2048 : least * 2;
	uint32_t *slot = memory_zeros(size, sizeof(*slot));

	memcpy(slot, ts->slot, ts->nslots * sizeof(*slot));
	free(ts->slot);
	ts->slot = slot;
	ts->nslots = size;
}

static struct ticket *
add_ticket(struct tickets *ts, long long id)
{
	if ((size_t)id >= ts->nslots)
		grow_slots(ts, (size_t)id);
	ts->ticket = array_grow(ts->ticket, ts->n, sizeof(*ts->ticket));
	ts->ticket[ts->n] = (struct ticket){ .id = id, .due = DAY(DAY_MIN) };
	_Static_assert(sizeof(*ts->ticket) == 5 * sizeof(uint64_t), "a ticket is five words");
	ts->slot[id] = (uint32_t)++ts->n;
	return &ts->ticket[ts->n - 1];
}

static const char *
cell_of(const struct tickets *ts, char *const *cell, enum ledger_field f)
{
	return ts->column[f] == COLUMN_NONE ? "" : cell[ts->column[f]];
}

/* The day of a cell in the form that the programs write; DAY_MIN for none. */
static int
day_in(const struct tickets *ts, char *const *cell, enum ledger_field f)
{
	int day;

	return date_written(cell_of(ts, cell, f), &day) ? day : DAY_MIN;
}

/* When the ticket was recorded and when it says it was opened; no later row changes either. */
static void
take_beginning(struct tickets *ts, struct ticket *t, char *const *cells, int opened)
{
	const char *at = cell_of(ts, cells, L_AT);
	int64_t created, us;

	if (!ledger_stamp(at, &created) && !time_parse(at, DAY_MIN, &created))
		created = 0;
	else if (created < ts->first_at)
		ts->first_at = created;
	if (opened == DAY_MIN)
		opened = time_day(time_parse(cell_of(ts, cells, L_OPENED), DAY_MIN, &us) ? us : created);
	t->opened = DAY(opened);
}

/* What reports count by, so that they need not read the row again. */
static void
take_days(const struct tickets *ts, struct ticket *t, char *const *cells, int opened)
{
	int closed = status_live(t->status) ? DAY_MIN : day_in(ts, cells, L_CLOSED);

	t->steady = opened != DAY_MIN && opened == ticket_opened(t);
	t->lasted = closed >= opened && closed - opened < TICKET_LONG ? (unsigned)(closed - opened) & TICKET_LONG : TICKET_LONG;
}

static void
take_parent(struct tickets *ts, struct ticket *t, const char *parent)
{
	if (*parent == '\0' && !t->has_parent)
		return;
	family_set(&ts->families, t->id, strtoll(parent, NULL, 10));
	t->has_parent = *parent != '\0';
}

/* Keeps the row among the turns if it is one, and its date and whether it is approved for the next row. */
static void
take_turn(struct tickets *ts, struct ticket *t, char *const *cells, uint64_t at, enum status status)
{
	bool decided = *cell_of(ts, cells, L_APPROVED) != '\0', was_decided = t->decided, explains;
	int due = day_in(ts, cells, L_DUE), was = (int)t->due + DAY_MIN;

	t->due = DAY(due);
	t->decided = decided;
	explains = status == T_HOLD || status == T_WAIVED || (was != DAY_MIN && due != was) ||
	    (status == T_CANCELED && *cell_of(ts, cells, L_PART) != '\0');
	if (!explains && !decided && !was_decided)
		return;
	ts->turn = array_grow(ts->turn, ts->nturns, sizeof(*ts->turn));
	ts->turn[ts->nturns++] = (struct turn){ t->id, at, explains };
}

/* The last row of a ticket, without its cells. */
struct last {
	uint64_t at; /* its position, of JOURNAL_BITS */
	long long id;
	enum status status;
};

/* Makes the row the last one of its ticket. */
static struct ticket *
tickets_take(struct tickets *ts, char *const *cells, struct last last)
{
	const char *keys = cell_of(ts, cells, L_KEYS);
	struct ticket *t = tickets_find(ts, last.id);
	int opened = day_in(ts, cells, L_OPENED);
	bool first = t == NULL;

	if (first) {
		t = add_ticket(ts, last.id);
		take_beginning(ts, t, cells, opened);
		t->first = POSITION(last.at);
	}
	if (ts->note != COLUMN_NONE && *cells[ts->note] != '\0') {
		t->first = t->noted ? t->first : POSITION(last.at);
		t->remark = POSITION(last.at);
		t->noted = true;
	}
	if (!status_live(last.status) && (first || t->status != last.status))
		t->ended = POSITION(last.at);
	t->row = POSITION(last.at);
	t->status = last.status;
	t->keyed = *keys != '\0';
	t->occurs = strchr(keys, '@') != NULL;
	t->several = strchr(keys, ' ') != NULL;
	t->part = *cell_of(ts, cells, L_PART) != '\0';
	t->named = t->part || *cell_of(ts, cells, L_REF) != '\0';
	take_days(ts, t, cells, opened);
	take_parent(ts, t, cell_of(ts, cells, L_PARENT));
	take_turn(ts, t, cells, last.at, last.status);
	return t;
}

struct ticket *
tickets_apply(struct tickets *ts, char *const *cells, long long id, enum status status)
{
	uint64_t at = rows_keep(ts->rows, cells, ts->ncolumns);
	struct ticket *t = tickets_take(ts, cells, (struct last){ at, id, status });

	ts->fresh = array_grow(ts->fresh, ts->nfresh, sizeof(*ts->fresh));
	ts->fresh[ts->nfresh++] = (uint32_t)(t - ts->ticket);
	ts->timed = false;
	return t;
}

/* Where the cells can be read again: in the journal or, for a stream, among the rows that are kept. */
static uint64_t
place_of(struct tickets *ts, const struct row *row)
{
	return ts->journal ? row->at : rows_keep(ts->rows, row->cell, ts->ncolumns);
}

/* Makes a row of a journal or stream the state of its ticket; an id must not be above max. */
static void
take_row(struct tickets *ts, struct reader *r, const struct row *row, long long max)
{
	const char *id = row->cell[ts->column[L_ID]], *error;
	const char *word = row->cell[ts->column[L_STATUS]];
	enum status status;
	long long n = ledger_id(id, max, &error);

	if (error != NULL)
		reader_reject(r, row, "not a ticket id: '%s'", id);
	else if (!status_parse(word, &status) && !status_parse(column_value("status", word), &status))
		reader_reject(r, row, "not a status: '%s'", word);
	else
		tickets_take(ts, row->cell, (struct last){ place_of(ts, row), n, status });
}

/* Numbers the tickets within the 年度 in which each was opened, by id, void ones included. */
static void
number_tickets(struct tickets *ts)
{
	struct { int from, to; uint32_t last; } *count = NULL;
	size_t i, k, n = 0;
	int day, year;

	for (i = 0; i < ts->n; i++) {
		day = ticket_opened(&ts->ticket[i]);
		for (k = 0; k < n && (day < count[k].from || day >= count[k].to); k++)
			;
		if (k == n) {
			year = day_fiscal_year(day);
			count = memory_array(count, ++n, sizeof(*count));
			count[k].from = day_of(year, 4, 1);
			count[k].to = day_of(year + 1, 4, 1);
			count[k].last = 0;
		}
		if (++count[k].last > NUMBER_MAX)
			errx(1, "more than %d tickets were opened in one year", NUMBER_MAX);
		ts->ticket[i].number = count[k].last & NUMBER_MAX;
	}
	free(count);
}

static int
compare_ids(const void *a, const void *b)
{
	const struct ticket *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* A stream may have the tickets in any order (list prints the newest first). */
static void
sort_tickets(struct tickets *ts)
{
	size_t i;

	for (i = 1; i < ts->n && ts->ticket[i - 1].id < ts->ticket[i].id; i++)
		;
	if (i >= ts->n)
		return;
	qsort(ts->ticket, ts->n, sizeof(*ts->ticket), compare_ids);
	for (i = 0; i < ts->n; i++)
		ts->slot[ts->ticket[i].id] = (uint32_t)i + 1;
}

static size_t
name_index(const char *const *names, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return COLUMN_NONE;
}

static void
take_names(struct tickets *ts, const char *const *names, size_t n, const char *path)
{
	const char **copy = arena_alloc(&ts->arena, n * sizeof(*copy));
	size_t i;

	for (i = 0; i < n; i++)
		copy[i] = arena_text(&ts->arena, names[i], strlen(names[i]));
	ts->names = copy;
	ts->ncolumns = n;
	for (i = 0; i < L_FIXED; i++)
		ts->column[i] = name_index(names, n, ledger_columns[i]);
	ts->note = name_index(names, n, "note");
	if (ts->column[L_ID] == COLUMN_NONE || ts->column[L_STATUS] == COLUMN_NONE)
		errx(1, "%s: no columns 'id' and 'status': not tickets", path);
}

static struct tickets *
tickets_empty(struct journal *j)
{
	struct tickets *ts = memory_zeros(1, sizeof(*ts));

	ts->ticket = memory_zeros(1, sizeof(*ts->ticket)); /* unused, so that the array is never NULL */
	ts->first_at = INT64_MAX;
	ts->rows = rows_open(j);
	ts->slot = memory_zeros(1, sizeof(*ts->slot)); /* so that it is never NULL, either */
	ts->journal = j != NULL;
	ts->families.apart = j == NULL;
	ts->good = true;
	return ts;
}

struct tickets *
tickets_finish(struct tickets *ts)
{
	sort_tickets(ts);
	number_tickets(ts);
	return ts;
}

struct tickets *
tickets_begin(struct journal *j, const char *path)
{
	struct tickets *ts = tickets_empty(j);
	const char *const *names;
	size_t n;

	names = journal_names(j, &n);
	take_names(ts, names, n, path);
	return ts;
}

void
tickets_add(struct tickets *ts, struct journal *j, const struct row *row)
{
	ts->last_rev = journal_rev(j);
	take_row(ts, journal_reader(j), row, ts->last_rev);
}

struct tickets *
tickets_read(const struct view *v, int64_t as_of)
{
	struct journal *j;
	struct tickets *ts;
	struct row row;

	if (v == NULL)
		return tickets_empty(NULL);
	j = journal_open(v, READER_JOURNAL);
	ts = tickets_begin(j, v->path);
	while (journal_next(j, &row, as_of))
		tickets_add(ts, j, &row);
	return tickets_finish(ts);
}

/* Rows without a journal: --as-of needs their column at. */
struct tickets *
tickets_stream(struct reader *r, int64_t as_of)
{
	struct tickets *ts = tickets_empty(NULL);
	const char *const *names;
	struct row row;
	int64_t at;
	size_t n;

	names = reader_names(r, &n);
	take_names(ts, names, n, reader_path(r));
	if (as_of != INT64_MAX && ts->column[L_AT] == COLUMN_NONE)
		errx(1, "%s: --as-of needs the column 'at'", reader_path(r));
	while (reader_next(r, &row)) {
		if (as_of != INT64_MAX && (!time_parse(row.cell[ts->column[L_AT]], DAY_MIN, &at) || at > as_of))
			continue;
		ts->last_rev++;
		take_row(ts, r, &row, ID_MAX);
	}
	ts->good = reader_close(r);
	return tickets_finish(ts);
}

/* ---- tickets ---- */

struct ticket *
tickets_find(const struct tickets *ts, long long id)
{
	if ((size_t)id >= ts->nslots || ts->slot[id] == 0) /* 0 is never an id; a negative one is too large */
		return NULL;
	return &ts->ticket[ts->slot[id] - 1];
}

const struct ticket *
tickets_child(const struct tickets *ts, long long id, const struct ticket *after)
{
	long long child = after == NULL ? 0 : after->id;
	const struct ticket *t;

	do {
		child = family_child(&ts->families, id, child);
		t = tickets_find(ts, child);
	} while (child != 0 && (t == NULL || t->status == T_VOID));
	return t;
}

bool
tickets_are_kind(const struct tickets *ts)
{
	return ts->ncolumns > L_FIXED && column_is_team(ts->names[L_FIXED]);
}

void
tickets_close(struct tickets *ts)
{
	rows_close(ts->rows);
	family_free(&ts->families);
	index_free(&ts->index);
	free(ts->ticket);
	free(ts->slot);
	free(ts->turn);
	free(ts->fresh);
	free(ts->due);
	arena_free(&ts->arena);
	free(ts);
}
