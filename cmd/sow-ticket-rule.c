/* sow-ticket-rule.c - what holds of every row that is written */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

static bool
is_legal_step(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	(void)draft;
	if (was == NULL || status_follows(was->status, status))
		return true;
	desk_refuse(d, where, "%s: reopen it first", status_phrase(was->status));
	return false;
}

/* By the clock where both have one, else by the day. */
static bool
is_before(const char *a, int64_t x, const char *b, int64_t y)
{
	return strchr(a, 'T') != NULL && strchr(b, 'T') != NULL ? x < y : time_day(x) < time_day(y);
}

static bool
is_ahead(struct desk *d, const char *name, const char *cell, int64_t us, const char *where)
{
	/* Not before any row that is there, whoever's clock it has, nor before --today. */
	int64_t now = d->ledger.now > d->now ? d->ledger.now : d->now;
	char text[DATE_TEXT];

	if (!is_before(time_text(now, false, text), now, cell, us))
		return false;
	desk_refuse(d, where, "%s %s is in the future", name, cell);
	return true;
}

static bool
is_in_order(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	int64_t opened, closed;

	(void)status;
	if (!time_parse(draft[L_OPENED], DAY_MIN, &opened)) {
		desk_refuse(d, where, "opened is empty");
		return false;
	}
	if (was != NULL && strcmp(draft[L_OPENED], ticket_cell(d->tickets, was, L_OPENED)) == 0 &&
	    strcmp(draft[L_CLOSED], ticket_cell(d->tickets, was, L_CLOSED)) == 0)
		return true;
	if (is_ahead(d, "opened", draft[L_OPENED], opened, where))
		return false;
	if (*draft[L_CLOSED] == '\0' || !time_parse(draft[L_CLOSED], DAY_MIN, &closed))
		return true;
	if (is_before(draft[L_CLOSED], closed, draft[L_OPENED], opened)) {
		desk_refuse(d, where, "closed %s is before opened %s (opened=… says when it began)",
		    draft[L_CLOSED], draft[L_OPENED]);
		return false;
	}
	return !is_ahead(d, "closed", draft[L_CLOSED], closed, where);
}

/* その他要求事項: 個別に実施可否を判断. Who decided is on record before work starts. */
static bool
is_approved(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct activity *a;

	if (d->history || *draft[L_APPROVED] != '\0' || status == T_OPEN || status == T_VOID ||
	    status == T_HOLD || (was != NULL && was->status == status))
		return true;
	if ((a = desk_activity(d, draft)) == NULL || *a->field[F_APPROVAL] == '\0')
		return true;
	desk_refuse(d, where, "可否 is not decided: %s --approver=NAME", status == T_CANCELED ?
	    "cancel" : "approve");
	return false;
}

static bool
is_last_open(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct ticket *child = NULL;

	(void)draft;
	if (was == NULL || status_live(status) || !status_live(was->status) || d->history ||
	    d->options->value[OPT_FORCE] != NULL)
		return true;
	while ((child = tickets_child(desk_tickets(d), was->id, child)) != NULL)
		if (status_live(child->status)) {
			desk_refuse(d, where, "ticket %lld belongs to it and is %s (--force closes it anyway)",
			    child->id, status_name(child->status));
			return false;
		}
	return true;
}

/* The activity, in a revision that is done so: each kind of period, or on demand. */
static bool
key_known(struct desk *d, const char *key, const char *where)
{
	const struct catalog *c = desk_catalog(d);
	size_t n = strcspn(key, "@"), i;
	const struct activity *a = NULL;
	enum period_kind kind;
	struct period p;
	bool periodic;

	if (key[n] == '@' && (!period_parse(key + n + 1, DAY_MIN, &p) || p.kind == PERIOD_SPAN)) {
		desk_refuse(d, where, "no period: %s", key);
		return false;
	}
	for (i = 0; i < c->n; i++) {
		if (strncmp(c->activity[i].field[F_ID], key, n) != 0 || c->activity[i].field[F_ID][n] != '\0')
			continue;
		a = &c->activity[i];
		periodic = frequency_kind(a->frequency, &kind);
		if (periodic ? key[n] == '@' && kind == p.kind : key[n] == '\0')
			return true;
	}
	if (a == NULL)
		desk_refuse(d, where, "the catalogue has no activity %.*s", (int)n, key);
	else
		desk_refuse(d, where, "no key of %s work: %s", a->field[F_FREQUENCY], key);
	return false;
}

static bool
keys_known(struct desk *d, const char *keys, const char *where)
{
	bool good = true;
	char *key;

	for (; (key = key_next(&keys)) != NULL; free(key))
		good = key_known(d, key, where) && good;
	return good;
}

/* A title says what it is, keys what the catalogue knows. */
static bool
is_named(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	bool back = d->edit != NULL || (d->history && was != NULL); /* redact may have left none */
	const char *problem = back || (was != NULL && strcmp(draft[L_TITLE], ticket_cell(d->tickets, was, L_TITLE)) == 0) ? NULL :
	    title_problem(draft[L_TITLE]);

	(void)status;
	if (problem != NULL) {
		desk_refuse(d, where, "%s", problem);
		return false;
	}
	if (*draft[L_KEYS] == '\0' || (was != NULL && strcmp(draft[L_KEYS], ticket_cell(d->tickets, was, L_KEYS)) == 0))
		return true;
	return keys_known(d, draft[L_KEYS], where);
}

/* A part is never counted; neither is it anybody's own ancestor. */
static bool
is_in_family(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct ticket *up;
	size_t steps;

	(void)status;
	if (*draft[L_PART] != '\0' && *draft[L_KEYS] != '\0') {
		desk_refuse(d, where, "a part has no keys of its own");
		return false;
	}
	if (*draft[L_PART] != '\0' && *draft[L_PARENT] == '\0') {
		desk_refuse(d, where, "a part needs its parent");
		return false;
	}
	if (was == NULL || strcmp(draft[L_PARENT], ticket_cell(d->tickets, was, L_PARENT)) == 0)
		return true;
	up = tickets_parse(desk_tickets(d), draft[L_PARENT]);
	for (steps = 0; up != NULL && up->id != was->id && steps < d->tickets->n; steps++)
		up = tickets_find(d->tickets, ticket_parent(d->tickets, up));
	if (up == NULL)
		return true;
	desk_refuse(d, where, "parent: it would be among its own ancestors");
	return false;
}

size_t
draft_keys(struct desk *d, char **draft, long long id, const char *where, long long *other)
{
	const char *s = draft[L_KEYS];
	const struct ticket *holder;
	char *key, *list;
	size_t left = 0, size;
	FILE *f = memory_open(&list, &size);
	*other = 0;
	for (; (key = key_next(&s)) != NULL; free(key)) {
		holder = key_is_occurrence(key) ? tickets_by_key(desk_tickets(d), key) : NULL;
		if (holder != NULL && holder->id != id) {
			desk_tell(d, where, "%s is already on ticket %lld", key, holder->id);
			*other = holder->id;
			continue;
		}
		fprintf(f, "%s%s", left++ > 0 ? " " : "", key);
	}
	memory_close(f, &list);
	desk_set(d, draft, L_KEYS, list);
	free(list);
	return left;
}

static bool
has_free_keys(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	long long other;

	if (was == NULL || status == T_CANCELED || status == T_VOID)
		return true;
	draft_keys(d, draft, was->id, where, &other);
	if (other == 0)
		return true;
	d->good = false;
	return false;
}

static bool
has_free_ref(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct ticket *t;

	if (*draft[L_REF] == '\0' || status == T_VOID)
		return true;
	t = tickets_by_ref(desk_tickets(d), draft[L_REF]);
	if (t == NULL || (was != NULL && t->id == was->id))
		return true;
	desk_refuse(d, where, "ref: %s is ticket %lld", draft[L_REF], t->id);
	return false;
}

static bool
has_free_part(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	const struct ticket *t;

	if (*draft[L_PART] == '\0' || status == T_VOID || status == T_CANCELED)
		return true;
	t = tickets_by_part(desk_tickets(d), strtoll(draft[L_PARENT], NULL, 10), draft[L_PART]);
	if (t == NULL || (was != NULL && t->id == was->id))
		return true;
	desk_refuse(d, where, "part: %s is ticket %lld", draft[L_PART], t->id);
	return false;
}

bool
draft_is_sound(struct desk *d, char **draft, const struct ticket *was, enum status status, const char *where)
{
	static bool (*const rules[])(struct desk *, char **, const struct ticket *, enum status,
	    const char *) = {
		is_legal_step, is_in_order, is_named, is_approved, is_last_open, is_in_family, has_free_keys,
		has_free_ref, has_free_part,
	};
	size_t i;

	for (i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		if (!rules[i](d, draft, was, status, where))
			return false;
	return true;
}
