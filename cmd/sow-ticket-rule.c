/* sow-ticket-rule.c - what holds of every row that is written */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

static bool
is_legal_step(struct draft *r)
{
	if (r->was == NULL || status_follows(r->was->status, r->status))
		return true;
	return draft_refuse(r, "%s: reopen it first", status_phrase(r->was->status));
}

/* Compares by the clock if both have one, or else by the day. */
static bool
is_before(const char *a, int64_t x, const char *b, int64_t y)
{
	return strchr(a, 'T') != NULL && strchr(b, 'T') != NULL ? x < y : time_day(x) < time_day(y);
}

static bool
is_ahead(struct draft *r, const char *name, const char *cell, int64_t us)
{
	/* Now is never before any row of the ledger, whatever clock stamped it, nor before --today. */
	int64_t now = r->desk->ledger.now > r->desk->now ? r->desk->ledger.now : r->desk->now;
	char text[DATE_TEXT];

	if (!is_before(time_text(now, false, text), now, cell, us))
		return false;
	draft_refuse(r, "%s %s is in the future", name, cell);
	return true;
}

/* What a row says about its ticket except for the note, as one text, which the caller frees. */
static char *
row_text(const struct row *row)
{
	struct bytes text = { 0 };
	size_t i;

	for (i = L_STATUS; i + 2 < row->n; i++)
		bytes_add(&text, row->cell[i], strlen(row->cell[i]) + (i + 3 < row->n));
	for (i = 0; i < text.n; i++)
		if (text.s[i] == '\0')
			text.s[i] = '\n'; /* which no cell holds */
	bytes_add(&text, "", 1);
	return text.s;
}

/* Finds when the ticket was last made live again; returns false if it never was.  A live row without
 * a note that repeats the last live one is an undo, which reopens nothing. */
static bool
last_reopened(struct draft *r, int64_t *at)
{
	struct view view = ledger_view(&r->desk->ledger);
	struct journal *j = journal_open(&view, READER_JOURNAL);
	char *live = memory_text(""), *text;
	enum status status, before = T_OPEN;
	bool found = false;
	struct row row;

	while (journal_next(j, &row, INT64_MAX)) {
		if (strtoll(row.cell[L_ID], NULL, 10) != r->was->id || !status_parse(row.cell[L_STATUS], &status))
			continue;
		text = status_live(status) ? row_text(&row) : NULL;
		if (text != NULL && !status_live(before) && (*row.cell[row.n - 2] != '\0' || strcmp(text, live) != 0))
			found = ledger_stamp(row.cell[L_AT], at);
		if (text != NULL) {
			free(live);
			live = text;
		}
		before = status;
	}
	free(live);
	journal_close(j);
	return found;
}

/* A ticket that was reopened cannot have been done before that. */
static bool
is_behind_reopening(struct draft *r, int64_t closed)
{
	char text[DATE_TEXT], date[DATE_TEXT];
	int64_t at;

	if (r->was == NULL || r->was->ended == 0 || r->desk->history || !last_reopened(r, &at))
		return true;
	at -= at % 1000000; /* closed has no part of a second */
	time_text(at, false, text);
	if (!is_before(r->cell[L_CLOSED], closed, text, at))
		return true;
	return draft_refuse(r, "closed %s is before it was reopened on %s", r->cell[L_CLOSED],
	    date_text(time_day(at), DATE_ISO, date));
}

static bool
is_in_order(struct draft *r)
{
	int64_t opened, closed;

	if (!time_parse(r->cell[L_OPENED], DAY_MIN, &opened))
		return draft_refuse(r, "opened is empty");
	if (draft_keeps(r, L_OPENED) && draft_keeps(r, L_CLOSED))
		return true;
	if (is_ahead(r, "opened", r->cell[L_OPENED], opened))
		return false;
	if (*r->cell[L_CLOSED] == '\0' || !time_parse(r->cell[L_CLOSED], DAY_MIN, &closed))
		return true;
	if (is_before(r->cell[L_CLOSED], closed, r->cell[L_OPENED], opened))
		return draft_refuse(r, "closed %s is before opened %s (opened=… says when it began)",
		    r->cell[L_CLOSED], r->cell[L_OPENED]);
	return !is_ahead(r, "closed", r->cell[L_CLOSED], closed) && is_behind_reopening(r, closed);
}

/* Whether その他要求事項 is done is decided for each (個別に実施可否を判断), before work starts. */
static bool
is_approved(struct draft *r)
{
	const struct activity *a;

	if (r->desk->history || *r->cell[L_APPROVED] != '\0' || r->status == T_OPEN || r->status == T_VOID ||
	    r->status == T_HOLD || (r->was != NULL && r->was->status == r->status))
		return true;
	if ((a = draft_activity(r)) == NULL || *a->field[F_APPROVAL] == '\0')
		return true;
	return draft_refuse(r, "可否 is undecided: %s --approver=NAME", r->was == NULL ? "new" :
	    r->status == T_CANCELED ? "cancel" : "approve");
}

/* What the SOW does not cover is done only if somebody agreed to it. */
static bool
is_covered(struct draft *r)
{
	if (r->desk->history || r->status != T_DONE || (r->was != NULL && r->was->status == T_DONE) ||
	    *r->cell[L_APPROVED] != '\0' || !keys_hold(r->cell[L_TAGS], TAG_OUTSIDE))
		return true;
	return draft_refuse(r, "%s: --approver=NAME says who agreed to it; or move it to other work first", TAG_OUTSIDE);
}

/* The live children that are parts, or those that are not, as 2,3; NULL if there are none. */
static char *
live_children(struct draft *r, bool parts)
{
	const struct ticket *child = NULL;
	struct bytes list = { 0 };
	char id[32];

	while ((child = tickets_child(desk_tickets(r->desk), r->was->id, child)) != NULL)
		if (status_live(child->status) && (*ticket_cell(r->desk->tickets, child, L_PART) != '\0') == parts) {
			snprintf(id, sizeof(id), "%lld", child->id);
			bytes_join(&list, id, ",");
		}
	if (list.s != NULL)
		bytes_add(&list, "", 1);
	return list.s;
}

/* The parts are the work itself and must end first; a child such as 恒久対応 may go on. */
static bool
is_last_open(struct draft *r)
{
	const char *note = r->cell[desk_note(r->desk)];
	char *list;

	if (r->was == NULL || status_live(r->status) || !status_live(r->was->status) || r->desk->history)
		return true;
	if ((list = live_children(r, false)) != NULL)
		draft_tell(r, "its children %s stay open", list);
	free(list);
	if (r->desk->options->value[OPT_FORCE] != NULL || (list = live_children(r, true)) == NULL)
		return true;
	if (r->status == T_CANCELED)
		draft_refuse(r, "its parts are open: sow-ticket cancel %s '%s' ends them (--force closes it anyway)", list,
		    *note == '\0' ? _("why") : note);
	else
		draft_refuse(r, "its parts are open: sow-ticket done %s closes them (--force closes it anyway)", list);
	free(list);
	return false;
}

/* Whether some revision of the key's activity has periods of the key's kind or, for a key without a
 * period, is on demand or tagged as extra; reports a refusal. */
static bool
key_known(struct draft *r, const char *key)
{
	const struct catalog *c = desk_catalog(r->desk);
	size_t n = strcspn(key, "@"), i;
	const struct activity *a = NULL;
	enum period_kind kind;
	struct period p;
	bool periodic;

	if (key[n] == '@' && (!period_parse(key + n + 1, DAY_MIN, &p) || p.kind == PERIOD_SPAN))
		return draft_refuse(r, "not a period: %s", key);
	for (i = 0; i < c->n; i++) {
		if (strncmp(c->activity[i].field[F_ID], key, n) != 0 || c->activity[i].field[F_ID][n] != '\0')
			continue;
		a = &c->activity[i];
		periodic = frequency_kind(a->frequency, &kind);
		if (periodic ? key[n] == '@' && kind == p.kind : key[n] == '\0')
			return true;
		if (periodic && key[n] == '\0' && keys_hold(r->cell[L_TAGS], TAG_EXTRA))
			return true;
	}
	if (a == NULL)
		return draft_refuse(r, "the catalogue has no activity %.*s", (int)n, key);
	return draft_refuse(r, "not a key of %s work: %s", a->field[F_FREQUENCY], key);
}

static bool
keys_known(struct draft *r, const char *keys)
{
	bool good = true;
	char *key;

	for (; (key = key_next(&keys)) != NULL; free(key))
		good = key_known(r, key) && good;
	return good;
}

/* A ticket must have a title, and its keys must be ones that the catalogue knows. */
static bool
is_named(struct draft *r)
{
	bool back = r->desk->edit != NULL || (r->desk->history && r->was != NULL); /* redact may have left none */
	const char *problem = back || draft_keeps(r, L_TITLE) ? NULL : title_problem(r->cell[L_TITLE]);

	if (problem != NULL)
		return draft_refuse(r, "%s", problem);
	if (*r->cell[L_KEYS] == '\0' || draft_keeps(r, L_KEYS))
		return true;
	return keys_known(r, r->cell[L_KEYS]);
}

/* A part is never counted by itself, and no ticket is its own ancestor. */
static bool
is_in_family(struct draft *r)
{
	const struct ticket *up;
	size_t steps;

	if (*r->cell[L_PART] != '\0' && *r->cell[L_KEYS] != '\0')
		return draft_refuse(r, "a part has no keys of its own");
	if (*r->cell[L_PART] != '\0' && *r->cell[L_PARENT] == '\0')
		return draft_refuse(r, "a part needs its parent");
	if (r->was == NULL || draft_keeps(r, L_PARENT))
		return true;
	up = tickets_parse(desk_tickets(r->desk), r->cell[L_PARENT]);
	for (steps = 0; up != NULL && up->id != r->was->id && steps < r->desk->tickets->n; steps++)
		up = tickets_find(r->desk->tickets, ticket_parent(r->desk->tickets, up));
	if (up == NULL)
		return true;
	return draft_refuse(r, "parent: the ticket would be among its own ancestors");
}

size_t
draft_keys(struct draft *r, long long *other)
{
	const char *s = r->cell[L_KEYS];
	const struct ticket *holder;
	char *key, *list;
	size_t left = 0, size;
	FILE *f = memory_open(&list, &size);

	*other = 0;
	for (; (key = key_next(&s)) != NULL; free(key)) {
		holder = key_is_occurrence(key) ? tickets_by_key(desk_tickets(r->desk), key) : NULL;
		if (holder != NULL && (r->was == NULL || holder->id != r->was->id)) {
			draft_tell(r, "%s is already on ticket %lld", key, holder->id);
			*other = holder->id;
			continue;
		}
		fprintf(f, "%s%s", left++ > 0 ? " " : "", key);
	}
	memory_close(f, &list);
	draft_set(r, L_KEYS, list);
	free(list);
	return left;
}

static bool
has_free_keys(struct draft *r)
{
	long long other;

	if (r->was == NULL || r->status == T_CANCELED || r->status == T_VOID)
		return true;
	draft_keys(r, &other);
	if (other == 0)
		return true;
	r->desk->good = false;
	return false;
}

static bool
has_free_ref(struct draft *r)
{
	const struct ticket *t;

	if (*r->cell[L_REF] == '\0' || r->status == T_VOID)
		return true;
	t = tickets_by_ref(desk_tickets(r->desk), r->cell[L_REF]);
	if (t == NULL || (r->was != NULL && t->id == r->was->id))
		return true;
	return draft_refuse(r, "ref: %s is already ticket %lld", r->cell[L_REF], t->id);
}

static bool
has_free_part(struct draft *r)
{
	const struct ticket *t;

	if (*r->cell[L_PART] == '\0' || r->status == T_VOID || r->status == T_CANCELED)
		return true;
	t = tickets_by_part(desk_tickets(r->desk), strtoll(r->cell[L_PARENT], NULL, 10), r->cell[L_PART]);
	if (t == NULL || (r->was != NULL && t->id == r->was->id))
		return true;
	return draft_refuse(r, "part: %s is already ticket %lld", r->cell[L_PART], t->id);
}

/* A part that is left out must have its reason on record. */
static bool
has_reason(struct draft *r)
{
	if (*r->cell[L_PART] == '\0' || r->status != T_CANCELED || (r->was != NULL && r->was->status == T_CANCELED) ||
	    r->desk->history || *r->cell[desk_note(r->desk)] != '\0')
		return true;
	return draft_refuse(r, "a part that is canceled needs a note that says why");
}

bool
draft_is_sound(struct draft *r)
{
	static bool (*const rules[])(struct draft *) = {
		is_legal_step, has_reason, is_in_order, is_named, is_approved, is_covered, is_last_open, is_in_family, has_free_keys,
		has_free_ref, has_free_part,
	};
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (!rules[i](r))
			return false;
	return true;
}
