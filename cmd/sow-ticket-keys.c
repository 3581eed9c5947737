/* sow-ticket-keys.c - waive and split: keys go to a ticket of their own */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* Takes the listed keys out of the draft's keys. */
static void
take_out(struct draft *r, char *const *list, size_t n)
{
	const char *s = r->cell[L_KEYS];
	char *keys, *key;
	size_t size, i;
	FILE *f = memory_open(&keys, &size);
	for (; (key = key_next(&s)) != NULL; free(key)) {
		for (i = 0; i < n && strcmp(key, list[i]) != 0; i++)
			;
		if (i == n)
			fprintf(f, "%s ", key);
	}
	memory_close(f, &keys);
	if (size > 0)
		keys[size - 1] = '\0';
	draft_set(r, L_KEYS, keys);
	free(keys);
}

/* Joins the targets of the keys: SKYSEA・WSUS. */
static const char *
target_of(struct desk *d, const char *keys, const char *opened)
{
	const struct activity *a;
	struct bytes list = { 0 };
	const char *copy;
	char *key;

	for (; (key = key_next(&keys)) != NULL; free(key))
		if ((a = key_activity(desk_catalog(d), key, opened)) != NULL)
			targets_join(&list, a->field[F_TARGET]);
	copy = arena_text(&d->arena, list.s == NULL ? "" : list.s, list.n);
	free(list.s);
	return copy;
}

/* Sets the target to that of the draft's keys, unless the present one was typed by hand. */
static void
set_target(struct draft *r, const char *keys)
{
	const char *opened = r->cell[L_OPENED];

	if (strcmp(r->cell[L_TARGET], target_of(r->desk, keys, opened)) == 0)
		draft_set(r, L_TARGET, target_of(r->desk, r->cell[L_KEYS], opened));
}

/* If the title is that of a key that went, and of none that stays, it becomes that of the first that
 * stays. */
static void
set_title(struct draft *r, const char *keys)
{
	const char *s = keys, *first = "", *title;
	bool gone = false, stays = false;
	char *key;

	for (; (key = key_next(&s)) != NULL; free(key)) {
		title = key_is_occurrence(key) ? key_title(r->desk, key) : "";
		if (!keys_hold(r->cell[L_KEYS], key)) {
			gone = gone || strcmp(title, r->cell[L_TITLE]) == 0;
			continue;
		}
		stays = stays || strcmp(title, r->cell[L_TITLE]) == 0;
		first = *first == '\0' ? title : first;
	}
	if (gone && !stays && *first != '\0')
		draft_set(r, L_TITLE, first);
}

/* ---- waive KEY... --approver NAME --why TEXT ---- */

/* Takes the key from a ticket that carries others and so stays live. */
static bool
release_key(struct desk *d, const struct ticket *t, char *key, const char *where)
{
	struct draft r;

	draft_open(&r, d, t, where);
	draft_set(&r, desk_note(d), d->options->value[OPT_WHY]);
	take_out(&r, &key, 1);
	set_target(&r, draft_was(&r, L_KEYS));
	set_title(&r, draft_was(&r, L_KEYS));
	return draft_add(&r) != 0;
}

/* Applies the fields that were given, such as link=議事録.docx. */
static bool
take_fields(struct draft *r)
{
	char *const *operand = r->desk->options->operand + 1;

	for (; *operand != NULL; operand++)
		if (field_is(*operand) && draft_assign(r, *operand, false) != ASSIGNED)
			return false;
	return true;
}

/* Waives the occurrence: on the ticket whose only key it is, or else on a new one. */
static bool
waive_occurrence(struct desk *d, const char *key, const char *where)
{
	const struct ticket *t = tickets_by_key(desk_tickets(d), key), *whole = NULL;
	char date[DATE_TEXT], from[64];
	struct draft r;

	if (t != NULL && !status_live(t->status)) {
		desk_refuse(d, where, "ticket %lld is %s", t->id, status_name(t->status));
		return false;
	}
	if (t != NULL && strcmp(ticket_cell(d->tickets, t, L_KEYS), key) == 0)
		whole = t;
	draft_open(&r, d, whole, where);
	draft_set(&r, L_STATUS, status_name(T_WAIVED));
	draft_set(&r, L_APPROVED, desk_approval(d, d->options->team.today));
	draft_set(&r, desk_note(d), d->options->value[OPT_WHY]);
	if (!take_fields(&r))
		return false;
	if (whole != NULL)
		return draft_save(&r);
	draft_set(&r, L_OPENED, time_text(d->now, false, date));
	if (t != NULL) {
		snprintf(from, sizeof(from), "from:%lld", t->id);
		draft_set(&r, L_TAGS, from);
	}
	strlcpy(r.where, "waive", sizeof(r.where)); /* what is said of the key begins with it */
	if (!draft_occurrence(&r, key))
		return false;
	strlcpy(r.where, where, sizeof(r.where));
	return (t == NULL || release_key(d, t, r.cell[L_KEYS], where)) && draft_save(&r);
}

static void
waive_key(struct desk *d, const char *typed)
{
	char key[128], where[160];
	struct mark mark = desk_mark(d);

	snprintf(where, sizeof(where), "%.100s", typed);
	if (!text_narrow(typed, key, sizeof(key)) || !key_is_occurrence(key)) {
		desk_refuse(d, where, "not the key of an occurrence, such as S09-01@2026-11");
		return;
	}
	if (!waive_occurrence(d, key_typed(d, key), where))
		desk_back(d, mark);
}

/* Reads rows with a column keys, as sow-due prints them, or bare keys, one on each line. */
static void
waive_listed(struct desk *d, const struct input *in)
{
	size_t column = input_column(in, "keys"), i;
	const char *s;
	char *key;

	if (column == COLUMN_NONE) {
		waive_key(d, in->names[0]);
		column = 0;
	}
	for (i = 0; i < in->n; i++)
		for (s = in->row[i][column]; (key = key_next(&s)) != NULL; free(key))
			waive_key(d, key);
}

/* Whether the approver may waive.  Where the team lists its stakeholders, only the customer may
 * decide that something owed is not done, and what shows that decision must be linked. */
static bool
may_waive(struct desk *d)
{
	const struct options *o = d->options;
	const char *who = o->value[OPT_APPROVER];
	char name[FIELD_NAME], *like = NULL;
	const char *value;
	bool linked = false;
	size_t i;

	for (i = 1; i < o->n; i++)
		linked = linked || (field_name(o->operand[i], name, &value) != SIGN_NONE && *value != '\0' &&
		    field_column(d, name) == L_LINK);
	switch (stakeholder_of(&o->team, who, o->team.today, &like)) {
	case STAKEHOLDERS_UNKNOWN:
		return true;
	case STAKEHOLDER_OTHER:
		desk_refuse(d, "waive", like != NULL ? N_("%s is not a customer (区分 顧客) in stakeholders.csv today (%s?)") :
		    N_("%s is not a customer (区分 顧客) in stakeholders.csv today"), who, like);
		free(like);
		return false;
	case STAKEHOLDER_CUSTOMER:
		break;
	}
	if (strcasecmp(who, "me") == 0 || text_same(who, d->by))
		desk_refuse(d, "waive", "nobody waives by himself: --approver is the customer's");
	else if (!linked)
		desk_refuse(d, "waive", "link=… of the minutes or the mail in which it was agreed");
	else
		return true;
	return false;
}

static int
waive_keys(const struct options *o)
{
	bool listed = o->n > 1 && strcmp(o->operand[1], "-") == 0;
	struct input in = { 0 };
	struct desk d;
	size_t i;
	int status;

	if (o->n < 2)
		errx(2, "waive: which occurrence? (its key, such as S09-01@2026-11, or - for rows)");
	if (o->value[OPT_APPROVER] == NULL || o->value[OPT_WHY] == NULL || *o->value[OPT_APPROVER] == '\0' ||
	    *o->value[OPT_WHY] == '\0')
		errx(2, "waive needs --approver=NAME and --why=TEXT: what is not done goes on record");
	if (listed) {
		input_read(&in, option_rows(o, "-", true), SIZE_MAX);
		if (in.ncolumns == 0)
			return input_close(&in) ? 0 : 1;
		if (input_column(&in, "keys") == COLUMN_NONE && (in.ncolumns != 1 || !key_is_occurrence(in.names[0])))
			errx(1, "stdin: neither keys nor rows with a column 'keys'");
	}
	if (!desk_open(&d, o))
		return (int)d.result;
	if (may_waive(&d)) {
		if (listed)
			waive_listed(&d, &in);
		for (i = 1; !listed && i < o->n; i++)
			if (!field_is(o->operand[i]))
				waive_key(&d, o->operand[i]);
	}
	status = desk_close(&d);
	return !listed || input_close(&in) || status != 0 ? status : 1;
}

/* ---- split ID KEY... ---- */

/* The ticket's own spelling of the key that was typed; NULL if the ticket does not carry it. */
static char *
held_key(struct desk *d, const struct ticket *t, const char *typed)
{
	const char *key = key_typed(d, typed);

	return keys_hold(ticket_cell(d->tickets, t, L_KEYS), key) ? arena_text(&d->arena, key, strlen(key)) : NULL;
}

static bool
hold_all(struct desk *d, const struct ticket *t, char *const *typed, char **keys, const char *where)
{
	size_t i, j;

	for (i = 0; typed[i] != NULL; i++) {
		if ((keys[i] = held_key(d, t, typed[i])) == NULL) {
			desk_refuse(d, where, "does not carry %s, but %s", typed[i], ticket_cell(d->tickets, t, L_KEYS));
			return false;
		}
		for (j = 0; j < i; j++)
			if (strcmp(keys[i], keys[j]) == 0) {
				desk_refuse(d, where, "%s is listed twice", typed[i]);
				return false;
			}
	}
	return true;
}

/* Drafts the same work as t for these keys alone; the minutes and the ref stay with t. */
static void
draft_split(struct draft *r, const struct ticket *t, char *const *keys, size_t n)
{
	static const enum ledger_field cleared[] = { L_KEYS, L_MINUTES, L_REF };
	char *list, note[64];
	size_t i, size;
	FILE *f = memory_open(&list, &size);

	draft_copy(r, t);
	for (i = 0; i < sizeof(cleared) / sizeof(*cleared); i++)
		draft_set(r, cleared[i], "");
	for (i = 0; i < n; i++)
		fprintf(f, "%s%s", i > 0 ? " " : "", keys[i]);
	memory_close(f, &list);
	draft_set(r, L_KEYS, list);
	free(list);
	set_target(r, ticket_cell(r->desk->tickets, t, L_KEYS));
	set_title(r, ticket_cell(r->desk->tickets, t, L_KEYS));
	snprintf(note, sizeof(note), "%lld から分割", t->id);
	draft_set(r, desk_note(r->desk), note);
}

static void
split_key(struct desk *d, const char *id, char *const *typed, size_t n)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	char where[64], **keys = arena_alloc(&d->arena, n * sizeof(*keys));
	struct mark mark = desk_mark(d);
	struct draft rest, split;

	snprintf(where, sizeof(where), _("ticket %.40s"), id);
	if (t == NULL) {
		desk_no_ticket(d, id);
		return;
	}
	if (!status_live(t->status)) {
		desk_refuse(d, where, "%s: reopen it first", status_phrase(t->status));
		return;
	}
	if (!hold_all(d, t, typed, keys, where))
		return;
	draft_open(&rest, d, t, where);
	take_out(&rest, keys, n);
	if (*rest.cell[L_KEYS] == '\0') {
		draft_refuse(&rest, "these are all its keys: nothing would be left");
		return;
	}
	set_target(&rest, draft_was(&rest, L_KEYS));
	set_title(&rest, draft_was(&rest, L_KEYS));
	draft_open(&split, d, NULL, where);
	draft_split(&split, t, keys, n);
	if (draft_add(&rest) == 0 || !draft_save(&split))
		desk_back(d, mark);
}

static int
split_keys(const struct options *o)
{
	struct desk d;

	if (o->n < 3)
		errx(2, "split: which ticket, and which of its keys?");
	if (!desk_open(&d, o))
		return (int)d.result;
	split_key(&d, o->operand[1], o->operand + 2, o->n - 2);
	return desk_close(&d);
}

const struct form form_waive = {
	.name = "waive", .operands = "KEY...|- --approver=NAME --why=TEXT [FIELD...]", .most = ANY_NUMBER,
	.help = N_("record that an occurrence is not to be done"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_APPROVER, OPT_FORCE, OPT_WHY), .run = waive_keys,
};
const struct form form_split = {
	.name = "split", .operands = "ID KEY...", .most = ANY_NUMBER, .help = N_("move keys to a ticket of their own"),
	.takes = FORM_TAKES(OPT_WRITES), .run = split_keys,
};
