/* ticket.c - the state that a ledger's rows amount to */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "arena.h"
#include "text.h"
#include "date.h"
#include "key.h"
#include "status.h"
#include "column.h"
#include "reader.h"
#include "catalog.h"
#include "row.h"
#include "journal.h"
#include "ticket.h"

enum { ID_MAX = 1 << 24 }; /* of a stream: its ids index an array */

/* ---- keys ---- */

/* Refs and parts stand in the same table as the keys, which have no space. */
static char *
ref_key(const char *ref)
{
	char *name;

	if (asprintf(&name, "ref %s", ref) == -1)
		err(1, NULL);
	return name;
}

static char *
part_key(long long parent, const char *part)
{
	char *name;

	if (asprintf(&name, "part %lld %s", parent, part) == -1)
		err(1, NULL);
	return name;
}

/* Does the ticket, as it is now, hold the key for itself? */
static bool
carries(const struct tickets *ts, const struct ticket *t, const char *key)
{
	return t->status != T_CANCELED && t->status != T_VOID && keys_hold(ticket_cell(ts, t, L_KEYS), key);
}

/* The place of a key in the table (open addressing), taken or free. */
static struct key *
key_place(const struct tickets *ts, const char *text)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */
	const char *p;
	size_t i;

	for (p = text; *p != '\0'; p++)
		hash = (hash ^ (unsigned char)*p) * 1099511628211u;
	for (i = (size_t)hash & (ts->keysize - 1); ts->key[i].text != NULL; i = (i + 1) & (ts->keysize - 1))
		if (strcmp(ts->key[i].text, text) == 0)
			break;
	return &ts->key[i];
}

static void
grow_keys(struct tickets *ts)
{
	struct key *old = ts->key;
	size_t n = ts->keysize, i;

	ts->keysize = n == 0 ? 256 : n * 2;
	if ((ts->key = calloc(ts->keysize, sizeof(*ts->key))) == NULL)
		err(1, NULL);
	for (i = 0; i < n; i++)
		if (old[i].text != NULL)
			*key_place(ts, old[i].text) = old[i];
	free(old);
}

static void
take_key(struct tickets *ts, const char *text, long long id)
{
	struct key *place;

	if (ts->nkeys * 2 >= ts->keysize)
		grow_keys(ts);
	place = key_place(ts, text);
	if (place->text == NULL) {
		place->text = arena_text(&ts->arena, text, strlen(text));
		ts->nkeys++;
	}
	place->id = id;
}

/* The last row that carries a key has it, as long as its ticket does. */
static void
take_keys(struct tickets *ts, const struct ticket *t)
{
	const char *s = ticket_cell(ts, t, L_KEYS), *ref = ticket_cell(ts, t, L_REF);
	const char *part = ticket_cell(ts, t, L_PART);
	char *key;

	if (*ref != '\0' && t->status != T_VOID) {
		key = ref_key(ref);
		take_key(ts, key, t->id);
		free(key);
	}
	if (t->status == T_CANCELED || t->status == T_VOID)
		return;
	if (*part != '\0') {
		key = part_key(t->parent, part);
		take_key(ts, key, t->id);
		free(key);
	}
	if (strchr(s, '@') == NULL)
		return;
	for (; (key = key_next(&s)) != NULL; free(key))
		if (key_is_occurrence(key))
			take_key(ts, key, t->id);
}

/* ---- rows ---- */

static struct ticket *
slot(struct tickets *ts, long long id)
{
	size_t i = (size_t)id, size;

	if (i >= ts->nslots) {
		size = i < 1024 ? 2048 : i * 2;
		ts->slot = reallocarray(ts->slot, size, sizeof(*ts->slot));
		if (ts->slot == NULL)
			err(1, NULL);
		memset(ts->slot + ts->nslots, 0, (size - ts->nslots) * sizeof(*ts->slot));
		ts->nslots = size;
	}
	return ts->slot[i] == 0 ? NULL : &ts->ticket[ts->slot[i] - 1];
}

static struct ticket *
add_ticket(struct tickets *ts, long long id)
{
	ts->ticket = array_grow(ts->ticket, ts->n, sizeof(*ts->ticket));
	ts->ticket[ts->n] = (struct ticket){ .id = id, .first_note = "", .done_note = "" };
	ts->slot[id] = ++ts->n;
	return &ts->ticket[ts->n - 1];
}

/* The row's text in one piece; what is empty takes no room. */
static void
copy_cells(struct tickets *ts, struct ticket *t, char *const *cells)
{
	static char empty[] = "";
	size_t i, n, size = 0;
	char *text;

	for (i = 0; i < ts->ncolumns; i++)
		size += *cells[i] == '\0' ? 0 : strlen(cells[i]) + 1;
	text = size == 0 ? empty : arena_alloc(&ts->arena, size);
	for (i = 0; i < ts->ncolumns; i++) {
		t->cell[i] = empty;
		if (*cells[i] == '\0')
			continue;
		n = strlen(cells[i]) + 1;
		t->cell[i] = memcpy(text, cells[i], n);
		text += n;
	}
}

/* ---- families ---- */

static void
unlink_child(struct tickets *ts, struct ticket *t)
{
	struct ticket *parent = tickets_find(ts, t->parent), *elder = tickets_find(ts, t->elder);
	struct ticket *next = tickets_find(ts, t->sibling);

	if (parent == NULL || (elder == NULL && parent->child != t->id))
		return;
	*(elder == NULL ? &parent->child : &elder->sibling) = t->sibling;
	*(next == NULL ? &parent->last_child : &next->elder) = t->elder;
	t->elder = t->sibling = 0;
}

/* By id: a new one is the last, one that comes back in undo's order the first. */
static void
link_child(struct tickets *ts, struct ticket *t)
{
	struct ticket *parent = tickets_find(ts, t->parent), *elder, *next;

	if (parent == NULL)
		return;
	elder = tickets_find(ts, parent->last_child);
	if (parent->child > t->id)
		elder = NULL;
	while (elder != NULL && elder->id > t->id)
		elder = tickets_find(ts, elder->elder);
	t->elder = elder == NULL ? 0 : elder->id;
	t->sibling = elder == NULL ? parent->child : elder->sibling;
	next = tickets_find(ts, t->sibling);
	*(elder == NULL ? &parent->child : &elder->sibling) = t->id;
	*(next == NULL ? &parent->last_child : &next->elder) = t->id;
}

static void
set_parent(struct tickets *ts, struct ticket *t, long long parent)
{
	if (parent == t->parent)
		return;
	if (ts->families)
		unlink_child(ts, t);
	t->parent = parent;
	if (ts->families)
		link_child(ts, t);
}

/* When it was written down, and when it says it was opened: nothing later changes either. */
static void
take_beginning(struct tickets *ts, struct ticket *t, char *const *cells)
{
	const char *at = ts->column[L_AT] == COLUMN_NONE ? "" : cells[ts->column[L_AT]];
	const char *opened = ts->column[L_OPENED] == COLUMN_NONE ? "" : cells[ts->column[L_OPENED]];
	int64_t us;

	if (!ledger_stamp(at, &t->created) && !time_parse(at, DAY_MIN, &t->created))
		t->created = 0;
	else if (t->created < ts->first_at)
		ts->first_at = t->created;
	if (!date_written(opened, &t->first_opened))
		t->first_opened = time_day(time_parse(opened, DAY_MIN, &us) ? us : t->created);
}

struct ticket *
tickets_apply(struct tickets *ts, char *const *cells, long long id, enum status status, long long rev)
{
	struct ticket *t = slot(ts, id);
	bool first = t == NULL, ends = !status_live(status) && (first || t->status != status);

	if (first) {
		t = add_ticket(ts, id);
		t->cell = arena_alloc(&ts->arena, ts->ncolumns * sizeof(*t->cell));
		take_beginning(ts, t, cells);
	}
	copy_cells(ts, t, cells);
	if (first)
		t->first_note = ts->note == COLUMN_NONE ? "" : t->cell[ts->note];
	if (ends)
		t->done_note = ts->note == COLUMN_NONE ? "" : t->cell[ts->note];
	t->rev = rev;
	t->status = status;
	set_parent(ts, t, ts->column[L_PARENT] == COLUMN_NONE ? 0 :
	    strtoll(cells[ts->column[L_PARENT]], NULL, 10));
	take_keys(ts, t);
	return t;
}

/* A row of the journal, or of a stream, becomes the ticket's state; max is its highest id. */
static void
take_row(struct tickets *ts, struct reader *r, const struct row *row, long long rev, long long max)
{
	const char *id = row->cell[ts->column[L_ID]], *error;
	const char *word = row->cell[ts->column[L_STATUS]];
	enum status status;
	long long n = strtonum(id, 1, max, &error);

	if (error != NULL)
		reader_reject(r, row, "no ticket id: '%s'", id);
	else if (!status_parse(word, &status) && !status_parse(column_value("status", word), &status))
		reader_reject(r, row, "no status: '%s'", word);
	else
		tickets_apply(ts, row->cell, n, status, rev);
}

/* By the 年度 in which each was opened, in the order of ids, void ones included. */
static void
number_tickets(struct tickets *ts)
{
	struct { int year, last; } *count = NULL;
	size_t i, k, n = 0;
	int year;

	for (i = 0; i < ts->n; i++) {
		year = day_fiscal_year(ts->ticket[i].first_opened);
		for (k = 0; k < n && count[k].year != year; k++)
			;
		if (k == n) {
			if ((count = reallocarray(count, ++n, sizeof(*count))) == NULL)
				err(1, NULL);
			count[k].year = year;
			count[k].last = 0;
		}
		ts->ticket[i].year = year;
		ts->ticket[i].number = ++count[k].last;
	}
	free(count);
}

static int
compare_ids(const void *a, const void *b)
{
	const struct ticket *x = a, *y = b;

	return x->id < y->id ? -1 : x->id > y->id;
}

/* A stream may hold the tickets in any order (list: the newest first). */
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
		ts->slot[ts->ticket[i].id] = i + 1;
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
		errx(1, "%s: no columns id and status: not tickets", path);
}

static struct tickets *
tickets_empty(void)
{
	struct tickets *ts = calloc(1, sizeof(*ts));

	if (ts == NULL || (ts->ticket = calloc(1, sizeof(*ts->ticket))) == NULL)
		err(1, NULL); /* one that is not used: the array is there however short it is */
	ts->first_at = INT64_MAX;
	ts->good = true;
	return ts;
}

static struct tickets *
finish(struct tickets *ts, bool good)
{
	ts->good = good;
	sort_tickets(ts);
	number_tickets(ts);
	return ts;
}

struct tickets *
tickets_read(const struct view *v, int64_t as_of)
{
	struct tickets *ts = tickets_empty();
	const char *const *names;
	struct journal *j;
	struct row row;
	size_t n;

	if (v == NULL)
		return ts;
	ts->families = true;
	j = journal_open(v, READER_JOURNAL);
	names = journal_names(j, &n);
	take_names(ts, names, n, v->path);
	while (journal_next(j, &row, as_of)) {
		ts->last_rev = journal_rev(j);
		take_row(ts, journal_reader(j), &row, ts->last_rev, ts->last_rev);
	}
	return finish(ts, journal_close(j));
}

/* Rows, not a journal: as of a moment needs their at. */
struct tickets *
tickets_stream(struct reader *r, int64_t as_of)
{
	struct tickets *ts = tickets_empty();
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
		take_row(ts, r, &row, ++ts->last_rev, ID_MAX);
	}
	return finish(ts, reader_close(r));
}

/* ---- look-up ---- */

struct ticket *
tickets_find(const struct tickets *ts, long long id)
{
	if ((size_t)id >= ts->nslots || ts->slot[id] == 0) /* 0 is no ticket, a negative one too large */
		return NULL;
	return &ts->ticket[ts->slot[id] - 1];
}

struct ticket *
tickets_by_key(const struct tickets *ts, const char *text)
{
	struct ticket *t;

	if (ts->keysize == 0 || key_place(ts, text)->text == NULL)
		return NULL;
	t = tickets_find(ts, key_place(ts, text)->id);
	return t != NULL && carries(ts, t, text) ? t : NULL;
}

/* The ticket that had the name last; the name is freed. */
static struct ticket *
by_name(const struct tickets *ts, char *name)
{
	struct ticket *t = NULL;

	if (ts->keysize != 0 && key_place(ts, name)->text != NULL)
		t = tickets_find(ts, key_place(ts, name)->id);
	free(name);
	return t;
}

struct ticket *
tickets_by_ref(const struct tickets *ts, const char *ref)
{
	struct ticket *t = by_name(ts, ref_key(ref));

	return t != NULL && t->status != T_VOID && strcmp(ticket_cell(ts, t, L_REF), ref) == 0 ? t : NULL;
}

struct ticket *
tickets_by_part(const struct tickets *ts, long long parent, const char *part)
{
	struct ticket *t = by_name(ts, part_key(parent, part));

	return t != NULL && t->status != T_VOID && t->status != T_CANCELED && t->parent == parent &&
	    strcmp(ticket_cell(ts, t, L_PART), part) == 0 ? t : NULL;
}

const struct ticket *
tickets_child(const struct tickets *ts, long long id, const struct ticket *after)
{
	const struct ticket *t = after == NULL ? tickets_find(ts, id) : after;

	if (t == NULL)
		return NULL;
	for (t = tickets_find(ts, after == NULL ? t->child : t->sibling); t != NULL && t->status == T_VOID;
	    t = tickets_find(ts, t->sibling))
		;
	return t;
}

static struct ticket *
by_number(const struct tickets *ts, int year, int number)
{
	size_t i;

	for (i = 0; i < ts->n; i++)
		if (ts->ticket[i].year == year && ts->ticket[i].number == number)
			return &ts->ticket[i];
	return NULL;
}

struct ticket *
tickets_parse(const struct tickets *ts, const char *text)
{
	static const char by_ref[] = "ref:";
	char narrow[64];
	const char *s = narrow, *error;
	int year, number, n = 0;
	long long id;

	if (strncmp(text, by_ref, strlen(by_ref)) == 0)
		return tickets_by_ref(ts, text + strlen(by_ref));
	if (text_narrow(text, narrow, sizeof(narrow))) {
		s += *s == '#';
		id = strtonum(s, 1, INT64_MAX, &error);
		if (error == NULL)
			return tickets_find(ts, id);
		if (sscanf(s, "%4d-%d%n", &year, &number, &n) == 2 && s[n] == '\0')
			return by_number(ts, year, number);
	}
	return tickets_by_ref(ts, text);
}

const char *
ticket_cell(const struct tickets *ts, const struct ticket *t, enum ledger_field f)
{
	return ts->column[f] == COLUMN_NONE ? "" : t->cell[ts->column[f]];
}

const struct activity *
key_activity(const struct catalog *c, const char *keys, const char *opened)
{
	const struct activity *a;
	char *key = key_next(&keys);
	int64_t us;

	if (key == NULL)
		return NULL;
	key[strcspn(key, "@")] = '\0';
	a = time_parse(opened, DAY_MIN, &us) ? catalog_find(c, key, time_day(us)) : NULL;
	free(key);
	return a;
}

void
tickets_close(struct tickets *ts)
{
	free(ts->ticket);
	free(ts->key);
	free(ts->slot);
	arena_free(&ts->arena);
	free(ts);
}
