/* audit.c - verify: the check of a whole journal, row by row and as tickets */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "index.h"
#include "text.h"
#include "key.h"
#include "status.h"
#include "reader.h"
#include "row.h"
#include "journal.h"
#include "filesystem.h"
#include "tickets.h"
#include "ticket.h"
#include "redaction.h"
#include "beside.h"
#include "stray.h"
#include "audit.h"

/* What is remembered of the rows read so far. */
struct audit {
	struct reader *r;
	struct redaction *redaction; /* nredactions of them */
	size_t nredactions;
	bool lost;        /* a row is left out or missing, and that was reported */
	long long jumped; /* revs that no row has, up to the last restored row */
	unsigned char *status; /* of the last row, by id: status + 1, 0 for none */
	size_t n;
	int64_t at;
	struct taker {
		const char *key;
		long long id; /* of the ticket that carried it last */
	} *taker;             /* ntakers of them */
	size_t ntakers;
	struct index index;   /* of their keys: number + 1 */
	struct arena arena;
};

static unsigned char *
last_status(struct audit *a, long long id)
{
	size_t size;

	if ((size_t)id >= a->n) {
		size = ((size_t)id + 1024) * 2;
		a->status = memory_array(a->status, size, 1);
		memset(a->status + a->n, 0, size - a->n);
		a->n = size;
	}
	return &a->status[id];
}

static void
audit_cell(struct audit *a, const struct row *row, size_t i)
{
	const char *s = row->cell[i];
	int32_t c;

	while (*s != '\0') {
		s += text_char(s, &c);
		if (char_controls(c)) {
			reader_reject(a->r, row, "cell %zu: a control character", i + 1);
			return;
		}
		if (char_turns(c)) {
			warnx("warning: %s:%zu: cell %zu turns the direction of text", reader_path(a->r),
			    row->line, i + 1);
			return;
		}
	}
}

/* Few rows have a byte for which each character has to be looked at. */
static void
audit_text(struct audit *a, const struct row *row)
{
	size_t i;

	if (stray_suspected(row->raw, row->size))
		for (i = 0; i < row->n; i++)
			audit_cell(a, row, i);
}

/* An id as the ledger writes it, 12 and not +12 or 012; 0 and *error if it is not one up to max. */
static long long
written_id(const char *cell, long long max, const char **error)
{
	long long id = ledger_id(cell, max, error);

	if (*error == NULL && (*cell < '1' || *cell > '9'))
		*error = N_("not in its shortest form");
	return *error == NULL ? id : 0;
}

/* The parent must have existed when the row was written. */
static void
audit_parent(struct audit *a, const struct row *row, long long max)
{
	const char *error;
	long long parent;

	if (*row->cell[L_PART] != '\0' && *row->cell[L_KEYS] != '\0')
		reader_reject(a->r, row, "a part carries keys");
	if (*row->cell[L_PARENT] == '\0')
		return;
	parent = written_id(row->cell[L_PARENT], max, &error);
	if (error != NULL || (*last_status(a, parent) == 0 && !a->lost))
		reader_reject(a->r, row, "no parent %s", row->cell[L_PARENT]);
}

static void
audit_step(struct audit *a, const struct row *row, long long id, long long rev)
{
	unsigned char *was = last_status(a, id);
	enum status status;

	if (!status_parse(row->cell[L_STATUS], &status)) {
		reader_reject(a->r, row, "not a status: %s", row->cell[L_STATUS]);
		return;
	}
	/* What a row that is left out or missing did to its ticket is not known. */
	if (a->lost && (*was == 0 || id == rev || !status_follows((enum status)(*was - 1), status)))
		;
	else if ((*was == 0) != (id == rev))
		reader_reject(a->r, row, "the first row of ticket %lld is not row %lld", id, id);
	else if (*was != 0 && !status_follows((enum status)(*was - 1), status))
		reader_reject(a->r, row, "ticket %lld goes from %s to %s", id,
		    status_name((enum status)(*was - 1)), row->cell[L_STATUS]);
	*was = (unsigned char)(status + 1);
}

static struct taker *
find_taker(const struct audit *a, const char *key)
{
	size_t cursor = 0;
	uint32_t number;

	while ((number = index_next(&a->index, key, &cursor)) != 0)
		if (strcmp(a->taker[number - 1].key, key) == 0)
			return &a->taker[number - 1];
	return NULL;
}

static void
take_key(struct audit *a, const char *key, long long id)
{
	struct taker *taker = find_taker(a, key);

	if (taker == NULL) {
		a->taker = array_grow(a->taker, a->ntakers, sizeof(*a->taker));
		taker = &a->taker[a->ntakers++];
		taker->key = arena_text(&a->arena, key, strlen(key));
		index_add(&a->index, key, (uint32_t)a->ntakers);
	}
	taker->id = id;
}

/* Notes which ticket took each occurrence last: it alone may carry it now. */
static void
take_keys(struct audit *a, const struct row *row, long long id)
{
	const char *s = row->cell[L_KEYS];
	enum status status;
	char *key;

	if (strchr(s, '@') == NULL || !status_parse(row->cell[L_STATUS], &status) || status == T_CANCELED ||
	    status == T_VOID)
		return;
	for (; (key = key_next(&s)) != NULL; free(key))
		if (key_is_occurrence(key))
			take_key(a, key, id);
}

static void
take_redaction(struct audit *a, const struct row *row)
{
	struct redaction r;

	if (!redaction_parse(row->cell[row->n - 2], &r))
		return;
	a->redaction = memory_array(a->redaction, a->nredactions + 1, sizeof(*a->redaction));
	a->redaction[a->nredactions++] = r;
}

static void
audit_row(struct audit *a, const struct row *row, long long rev)
{
	long long line = (long long)row->line, id, max;
	const char *error;
	int64_t at;

	/* A jump of rev is already reported; no id is larger than the rows allow. */
	if (strcmp(row->cell[L_TAGS], LEDGER_RESTORED) == 0 && rev > line && rev - line <= a->jumped + LEDGER_GAP)
		a->jumped = rev - line;
	max = rev < line + a->jumped ? rev : line + a->jumped;
	audit_text(a, row);
	if (!ledger_stamp(row->cell[L_AT], &at) || at < a->at)
		reader_reject(a->r, row, "at goes backwards: %s", row->cell[L_AT]);
	else
		a->at = at;
	id = written_id(row->cell[L_ID], max, &error);
	if (error != NULL)
		reader_reject(a->r, row, "id %s: %s", row->cell[L_ID], _(error));
	else {
		audit_step(a, row, id, rev);
		take_keys(a, row, id);
	}
	audit_parent(a, row, max);
	take_redaction(a, row);
}

/* Walks up from each ticket and visits none twice: a walk that meets itself has found a circle. */
static bool
audit_families(const struct tickets *ts, const char *path)
{
	size_t *walk = memory_zeros(ts->n + 1, sizeof(*walk)), i;
	const struct ticket *t;
	bool good = true;
	for (i = 0; i < ts->n; i++) {
		for (t = &ts->ticket[i]; t != NULL && walk[t - ts->ticket] == 0; t = tickets_find(ts, ticket_parent(ts, t)))
			walk[t - ts->ticket] = i + 1;
		if (t != NULL && walk[t - ts->ticket] == i + 1) {
			warnx("%s: ticket %lld is among its own ancestors", path, t->id);
			good = false;
		}
	}
	free(walk);
	return good;
}

static bool
audit_key(const struct audit *a, const struct tickets *ts, const struct ticket *t, const char *key, const char *path)
{
	const struct taker *taker = key_is_occurrence(key) ? find_taker(a, key) : NULL;
	const struct ticket *other = taker == NULL ? t : tickets_find(ts, taker->id);

	if (other == NULL || other == t)
		return true;
	if (other->status != T_CANCELED && other->status != T_VOID && keys_hold(ticket_cell(ts, other, L_KEYS), key))
		warnx("%s: tickets %lld and %lld both carry %s", path, t->id, other->id, key);
	else
		warnx("%s: ticket %lld carries %s, which another ticket has taken since", path, t->id, key);
	return false;
}

/* Finds two tickets with one occurrence, and one key twice on a ticket. */
static bool
audit_keys(const struct audit *a, const struct tickets *ts, const char *path)
{
	const struct ticket *t;
	bool good = true;
	char *keys, *key;
	const char *s;

	for (t = ts->ticket; t < ts->ticket + ts->n; t++) {
		if (t->status == T_CANCELED || t->status == T_VOID || (!t->occurs && !t->several))
			continue;
		keys = memory_text(ticket_cell(ts, t, L_KEYS)); /* other rows are read meanwhile */
		for (s = keys; (key = key_next(&s)) != NULL; free(key)) {
			if (keys_hold(s, key)) {
				warnx("%s: ticket %lld carries %s twice", path, t->id, key);
				good = false;
			}
			good = audit_key(a, ts, t, key, path) && good;
		}
		free(keys);
	}
	return good;
}

/* ---- a copy ---- */

static bool
is_redacted(const struct audit *a, const struct row *row, const char *column, long long rev)
{
	long long id = strtoll(row->cell[L_ID], NULL, 10);
	size_t i;

	for (i = 0; i < a->nredactions; i++)
		if (redaction_covers(&a->redaction[i], id, column, rev))
			return true;
	return false;
}

/* Are the cells of a row the same in the ledger and in the copy, except for what redact blanked? */
static bool
is_same_row(const struct audit *a, const struct row *row, const struct row *copied,
    const char *const *names, long long rev)
{
	bool blanked = false;
	size_t i;

	if (row->n != copied->n)
		return false;
	for (i = 0; i + 1 < row->n; i++) {
		if (strcmp(row->cell[i], copied->cell[i]) == 0)
			continue;
		if (*row->cell[i] != '\0' || !is_redacted(a, row, names[i], rev))
			return false;
		blanked = true;
	}
	return blanked || strcmp(row->cell[i], copied->cell[i]) == 0;
}

/* --min-rev alone does not notice five rows lost and five others written; a copy does. */
static bool
audit_copy(const struct audit *a, const struct view *v, const char *copy)
{
	struct view old = view_open(copy, false);
	struct journal *is = journal_open(v, READER_JOURNAL), *was = journal_open(&old, READER_JOURNAL);
	const char *const *names, *const *others;
	struct row row, copied;
	size_t n, nothers, i;
	bool good;

	names = journal_names(is, &n);
	others = journal_names(was, &nothers);
	good = n == nothers;
	for (i = 0; good && i < n; i++)
		good = strcmp(names[i], others[i]) == 0;
	if (!good)
		warnx("%s: the header differs from that of %s", v->path, copy);
	while (good && journal_next(was, &copied, INT64_MAX)) {
		good = journal_next(is, &row, INT64_MAX);
		if (!good)
			warnx("%s: ends before rev %lld of %s: rows are lost", v->path, journal_rev(was), copy);
		else if (!(good = is_same_row(a, &row, &copied, names, journal_rev(was))))
			warnx("%s:%zu: rev %lld is not the row in %s: the ledger does not begin with that copy", v->path,
			    row.line, journal_rev(was), copy);
	}
	journal_close(is);
	journal_close(was);
	view_close(&old);
	return good;
}

/* ---- what lies beside the ledger ---- */

static void
warn_of_place(const struct view *v)
{
	char **found = ledger_beside(v->path);
	struct stat st;
	const char *kind;
	size_t i;

	if (found == NULL)
		warn("warning: cannot see what is beside %s", v->path);
	for (i = 0; found != NULL && found[i] != NULL; i++) {
		warnx("warning: %s is beside the ledger", found[i]);
		free(found[i]);
	}
	free(found);
	if (fstat(v->fd, &st) == 0 && st.st_nlink > 1)
		warnx("warning: %s has %ju names: a hard link is not a copy", v->path, (uintmax_t)st.st_nlink);
	if (filesystem_trust(v->fd, &kind) != LOCKS_HOLD)
		warnx("warning: %s is on %s: locks may not hold there", v->path, _(kind));
}

/* ---- the whole journal ---- */

/* Checks each row.  Returns what the rows amount to as tickets, or NULL if not all of them are good. */
static struct tickets *
audit_rows(struct audit *a, const struct view *v, long long min_rev)
{
	struct journal *j = journal_open(v, READER_STREAM);
	struct tickets *ts = tickets_begin(j, v->path);
	struct row row;
	long long rev;
	bool good = true;

	a->r = journal_reader(j);
	while (journal_next(j, &row, INT64_MAX)) {
		a->lost = journal_lost(j) > 0;
		audit_row(a, &row, journal_rev(j));
		if (reader_bad(a->r) == 0)
			tickets_add(ts, j, &row);
	}
	rev = journal_rev(j);
	if (journal_batch(j) > rev) {
		warnx("%s: the last batch, which ends with rev %lld, is incomplete: it was never acknowledged", v->path,
		    journal_batch(j));
		good = false;
	}
	if (rev < min_rev) {
		warnx("%s: the last rev is %lld, but was %lld: rows are lost at the end", v->path, rev, min_rev);
		good = false;
	}
	good = good && reader_bad(a->r) == 0;
	tickets_finish(ts);
	if (good)
		return ts;
	tickets_close(ts);
	return NULL;
}

bool
ledger_audit(const char *path, const struct audit_terms *terms)
{
	struct view v = view_open(path, true);
	struct audit a = { .at = INT64_MIN };
	struct header header;
	struct tickets *ts = NULL;
	bool good = false;

	if (!header_read(v.fd, &header)) {
		warnx("%s:1: %s", path, _(header_problem(v.fd)));
	} else {
		good = stray_free(&v);
		ts = audit_rows(&a, &v, terms->min_rev);
		good = ts != NULL && good;
		if (header.old)
			warnx("warning: %s is a ledger of 0.1: examples/upgrade makes it one of this version", path);
	}
	warn_of_place(&v);
	free(a.status);
	if (good) {
		good = audit_families(ts, path);
		good = audit_keys(&a, ts, path) && good;
	}
	if (ts != NULL)
		tickets_close(ts);
	if (good)
		good = terms->copy == NULL || audit_copy(&a, &v, terms->copy);
	free(a.redaction);
	free(a.taker);
	index_free(&a.index);
	arena_free(&a.arena);
	view_close(&v);
	return good;
}
