/* sow-ticket-undo.c - take the last step back, by further rows */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* A batch: the rows that were written together. */
struct batch {
	long long last; /* the rev of its last row */
	int64_t at;
	char *by;
	struct undone {
		long long id, rev;
		bool made;            /* the batch made the ticket; else */
		struct ticket before; /* the ticket as it was before the batch */
	} *row; /* n of them, a ticket's last row alone */
	size_t n;
};

/* Adds a row that is not yet one of the tickets. */
static void
add_to_batch(struct batch *b, const struct tickets *ts, long long id, long long rev)
{
	const struct ticket *before = tickets_find(ts, id);

	b->row = array_grow(b->row, b->n, sizeof(*b->row));
	b->row[b->n] = (struct undone){ .id = id, .rev = rev, .made = before == NULL };
	if (before != NULL)
		b->row[b->n].before = *before;
	b->n++;
}

static const struct ticket *
before_of(const struct undone *x)
{
	return x->made ? NULL : &x->before;
}

/* Only the last row of each ticket counts, and what was before the first. */
static void
drop_earlier(struct batch *b, long long last)
{
	size_t *first = memory_zeros((size_t)last + 1, sizeof(*first)), from, to = b->n;
	struct undone *x;

	for (from = 0; from < b->n; from++)
		if (first[b->row[from].id] == 0)
			first[b->row[from].id] = from + 1;
	for (from = b->n; from > 0; from--) {
		x = &b->row[from - 1];
		if (first[x->id] == 0)
			continue;
		x->made = b->row[first[x->id] - 1].made;
		x->before = b->row[first[x->id] - 1].before;
		first[x->id] = 0;
		b->row[--to] = *x;
	}
	b->n -= to;
	memmove(b->row, b->row + to, b->n * sizeof(*b->row));
	free(first);
}

static void
start_batch(struct batch *b, long long last, int64_t at, const char *by)
{
	free(b->by);
	b->last = last;
	b->at = at;
	b->n = 0;
	b->by = memory_text(by);
}

/* Reads the tickets, and finds the last batch that this author, or anybody, wrote; n is 0 if there
 * is none. */
static void
find_batch(struct desk *d, struct batch *b)
{
	bool any = d->options->value[OPT_ANY] != NULL;
	struct view view = ledger_view(&d->ledger);
	struct journal *j = journal_open(&view, READER_JOURNAL);
	struct tickets *ts = tickets_begin(j, view.path);
	struct row row;
	int64_t at;

	*b = (struct batch){ .n = 0 };
	while (journal_next(j, &row, INT64_MAX)) {
		if ((any || strcmp(row.cell[L_BY], d->by) == 0) && ledger_stamp(row.cell[L_AT], &at)) {
			if (journal_batch(j) != b->last)
				start_batch(b, journal_batch(j), at, row.cell[L_BY]);
			add_to_batch(b, ts, strtoll(row.cell[L_ID], NULL, 10), journal_rev(j));
		}
		tickets_add(ts, j, &row); /* or ends the program, if it is not one of a ticket */
	}
	if (b->n > 0)
		drop_earlier(b, journal_rev(j));
	d->tickets = tickets_finish(ts);
}

/* Says, cell by cell, what goes back to its old value. */
static void
print_undone(FILE *said, const struct draft *r)
{
	const char *empty = _("(empty)");
	const char *was;
	size_t i;

	for (i = L_STATUS; i < desk_note(r->desk); i++) {
		was = draft_was(r, i);
		if (strcmp(was, r->cell[i]) != 0)
			fprintf(said, "%s: %s: %s → %s\n", r->where, r->desk->ledger.name[i],
			    *was == '\0' ? empty : was, *r->cell[i] == '\0' ? empty : r->cell[i]);
	}
}

/* Drafts the ticket as it was before; one that the batch made becomes void. */
static void
revert_ticket(struct desk *d, const struct ticket *before, long long id, FILE *said)
{
	char where[64];
	struct draft r;

	snprintf(where, sizeof(where), _("ticket %lld"), id);
	draft_open(&r, d, tickets_find(desk_tickets(d), id), where);
	if (before == NULL)
		draft_set(&r, L_STATUS, status_name(T_VOID));
	else
		draft_copy(&r, before);
	if (!draft_differs(&r)) {
		fprintf(said, _("%s: the remark stays (redact blanks it)\n"), where);
		return;
	}
	print_undone(said, &r);
	draft_save(&r);
}

static bool
is_last(struct desk *d, const struct batch *b)
{
	const struct ticket *t;
	long long rev;
	size_t i;

	for (i = 0; i < b->n; i++) {
		t = tickets_find(desk_tickets(d), b->row[i].id);
		rev = ticket_rev(desk_tickets(d), t);
		if (rev != b->row[i].rev) {
			desk_refuse(d, "undo", "ticket %lld has a later row, rev %lld: correct it by hand",
			    t->id, rev);
			return false;
		}
	}
	return true;
}

/* In which of three rounds the ticket is reverted: first those that become void, then those that
 * gain no key, then the rest.  So a key is free before another ticket takes it back. */
static int
round_of(struct desk *d, const struct ticket *before, long long id)
{
	const char *keys = ticket_cell(desk_tickets(d), tickets_find(desk_tickets(d), id), L_KEYS), *s;
	bool more = false;
	char *key;

	if (before == NULL || before->status == T_VOID)
		return 0;
	for (s = ticket_cell(d->tickets, before, L_KEYS); !more && (key = key_next(&s)) != NULL; free(key))
		more = !keys_hold(keys, key);
	return more ? 2 : 1;
}

/* Reverts all tickets of the batch or none; in each round, the last change first. */
static void
undo_batch(struct desk *d, const struct batch *b, FILE *said)
{
	struct mark mark = desk_mark(d);
	int *round = memory_zeros(b->n + 1, sizeof(*round)), now;
	size_t i;
	for (i = 0; i < b->n; i++)
		round[i] = round_of(d, before_of(&b->row[i]), b->row[i].id);
	for (now = 0; now < 3; now++)
		for (i = b->n; i > 0; i--)
			if (round[i - 1] == now)
				revert_ticket(d, before_of(&b->row[i - 1]), b->row[i - 1].id, said);
	if (d->good && d->ndrafted == mark.ndrafted)
		desk_refuse(d, "undo", "nothing to undo in it but remarks, which stay, or a redact");
	if (!d->good)
		desk_back(d, mark);
	free(round);
}

/* Undoes a batch and reports on stderr what it changes. */
static void
undo_aloud(struct desk *d, const struct batch *b)
{
	char *text, *rest, *line, when[DATE_TEXT];
	size_t size;
	FILE *said = memory_open(&text, &size);
	fprintf(said, _("undoing what %s wrote at %.19s:\n"), b->by, time_text(b->at, false, when));
	undo_batch(d, b, said);
	memory_close(said, &text);
	for (rest = text; d->good && (line = strsep(&rest, "\n")) != NULL && *line != '\0'; )
		warnx("%s", line);
	free(text);
}

static int
undo_last(const struct options *o)
{
	struct batch b;
	struct desk d;

	if (!desk_open(&d, o))
		return (int)d.result;
	d.history = true;
	find_batch(&d, &b);
	if (b.n == 0)
		desk_refuse(&d, "undo", "%s has written nothing", d.by);
	else if (is_last(&d, &b))
		undo_aloud(&d, &b);
	free(b.row);
	free(b.by);
	return desk_close(&d);
}

const struct form form_undo = {
	.name = "undo", .operands = "", .most = 0, .help = N_("take back what you wrote last"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_ANY), .run = undo_last,
};
