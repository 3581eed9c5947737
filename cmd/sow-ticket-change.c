/* sow-ticket-change.c - set move start hold done cancel approve reopen note: a further row */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* A verb is the status that it leaves behind; STATUSES leaves the status as it is. */
static const struct verb {
	const char *name;
	enum status status;
	enum { FIELDS_AND_NOTE, FIELDS_ONLY, NOTE_ONLY, VALUES } operands;
} verbs[] = {
	{ "set", STATUSES, FIELDS_ONLY },
	{ "note", STATUSES, NOTE_ONLY },
	{ "move", STATUSES, VALUES },
	{ "approve", STATUSES, FIELDS_AND_NOTE },
	{ "start", T_DOING, FIELDS_AND_NOTE },
	{ "hold", T_HOLD, FIELDS_AND_NOTE },
	{ "done", T_DONE, FIELDS_AND_NOTE },
	{ "cancel", T_CANCELED, FIELDS_AND_NOTE },
	{ "reopen", T_OPEN, FIELDS_AND_NOTE },
};

static const struct verb *
find_verb(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		if (strcmp(name, verbs[i].name) == 0)
			return &verbs[i];
	return NULL;
}

/* Sets the tag name:… to the value, or removes it if there is none; the other tags stay. */
static void
set_tag(struct draft *r, const char *name, const char *value)
{
	char *tags, *word;
	const char *s = r->cell[L_TAGS];
	size_t n = strlen(name), size;
	FILE *f = memory_open(&tags, &size);
	for (; (word = key_next(&s)) != NULL; free(word))
		if (strncmp(word, name, n) != 0 || word[n] != ':')
			fprintf(f, "%s ", word);
	if (value != NULL)
		fprintf(f, "%s:%s ", name, value);
	memory_close(f, &tags);
	if (size > 0)
		tags[size - 1] = '\0';
	draft_set(r, L_TAGS, tags);
	free(tags);
}

/* Keeps --until and --for as tags, which go when the hold ends.  A second hold changes only what it names. */
static bool
apply_hold(struct draft *r, const struct verb *v)
{
	const char *until = r->desk->options->value[OPT_UNTIL], *whom = r->desk->options->value[OPT_FOR];
	bool stays = v->status == T_HOLD && r->was->status == T_HOLD;
	char text[DATE_TEXT], narrow[64];
	int day;

	if (v->status == STATUSES)
		return true;
	if (until != NULL && !date_parse(until, r->desk->options->team.today, &day))
		return draft_refuse(r, "--until: not a date: %s", until);
	if (until != NULL && day < r->desk->options->team.today)
		return draft_refuse(r, "--until: %s is past", date_text(day, DATE_ISO, text));
	if (whom != NULL && (!text_narrow(whom, narrow, sizeof(narrow)) || *narrow == '\0' || strchr(narrow, ' ') != NULL))
		return draft_refuse(r, "--for takes one word, such as vendor or customer");
	if (until != NULL || !stays)
		set_tag(r, "until", until == NULL ? NULL : date_text(day, DATE_ISO, text));
	if (whom != NULL || !stays)
		set_tag(r, "for", whom == NULL ? NULL : narrow);
	if (until == NULL && date_parse(r->cell[desk_note(r->desk)], r->desk->options->team.today, &day))
		draft_tell(r, "'%s' is its remark (--until=%s takes it out of the list until then)",
		    r->cell[desk_note(r->desk)], r->cell[desk_note(r->desk)]);
	return true;
}

static void
apply_status(struct draft *r, const struct verb *v)
{
	if (v->status == STATUSES)
		return;
	draft_set(r, L_STATUS, status_name(v->status));
	if (r->was->status != v->status)
		draft_set(r, L_CLOSED, "");
	if (v->status == T_DOING)
		draft_set(r, L_ASSIGNEE, r->desk->by);
	/* The decision on record was not to do the work. */
	if (v->status == T_OPEN && (r->was->status == T_CANCELED || r->was->status == T_WAIVED) &&
	    *r->cell[L_APPROVED] != '\0') {
		draft_tell(r, "approved is cleared: %s was for the earlier decision", r->cell[L_APPROVED]);
		draft_set(r, L_APPROVED, "");
	}
}

/* A word that is no field stands between the one before it and the rest. */
static bool
refuse_word(struct draft *r, const char *word, const char *before, char *const *rest)
{
	size_t n = strlen(before);
	const char *value = rest[0];

	if (value != NULL && *value == '=' && field_column(r->desk, word) != COLUMN_NONE) {
		value = value[1] != '\0' || rest[1] == NULL ? value + 1 : rest[1];
		return draft_refuse(r, "'%s' alone is not a field: write %s=%s, without spaces", word, word, value);
	}
	if (n > 0 && before[n - 1] == '=')
		return draft_refuse(r, "not a field: '%s' (without spaces: %s%s)", word, before, word);
	if (n > 0)
		return draft_refuse(r, "not a field: '%s' (a value of several words stands in quotes: '%s %s')", word, before, word);
	return draft_refuse(r, "not a field: '%s' (such as due=12/1)", word);
}

/* Reads the remaining operands: fields, values of the title, and one note. */
static bool
apply_operands(struct draft *r, const struct verb *v, char **operand)
{
	size_t note = desk_note(r->desk), n = 0, all;
	char **value, name[FIELD_NAME];
	const char *activity = v->operands == VALUES ? *operand++ : NULL, *text;
	char *const *first = operand;

	for (all = 0; operand[all] != NULL; all++)
		;
	value = arena_alloc(&r->desk->arena, (all + 1) * sizeof(*value));
	for (; *operand != NULL; operand++) {
		if (v->operands != NOTE_ONLY)
			switch (draft_assign(r, *operand, true)) {
			case ASSIGNED:
				continue;
			case REFUSED:
				return false;
			case NOT_A_FIELD:
				break;
			}
		if (v->operands == VALUES) {
			value[n++] = *operand;
			continue;
		}
		if (v->operands == FIELDS_ONLY)
			return refuse_word(r, *operand, operand == first ? "" : operand[-1], operand + 1);
		if (*r->cell[note] != '\0')
			return draft_refuse(r, "a second note: %s (a note of several words stands in quotes)", *operand);
		if (field_name(*operand, name, &text) != SIGN_SET || strcmp(name, "note") != 0)
			text = *operand;
		if (text == *operand && v->operands != NOTE_ONLY &&
		    (is_id(text) || tickets_parse(desk_tickets(r->desk), text) != NULL))
			return draft_refuse(r, "%s is a ticket: separate ids by commas, or write note=%s", text, text);
		if (!draft_cell(r, note, text))
			return false;
	}
	if (activity != NULL)
		return draft_move(r, activity, value, n);
	return draft_retitle(r);
}

bool
ticket_allows(struct desk *d, enum status to, const struct ticket *t, const char *where)
{
	long long is = ticket_rev(desk_tickets(d), t), rev = option_number(d->options, OPT_IF_REV, is, INT64_MAX);

	if (rev != is)
		desk_refuse(d, where, "changed since (rev %lld, not %lld)", is, rev);
	else if (t->status == T_VOID)
		desk_refuse(d, where, "undone: a void ticket cannot change");
	else if ((to == T_DOING || to == T_HOLD) && !status_live(t->status))
		desk_refuse(d, where, "%s: reopen it first", status_phrase(t->status));
	else if ((to == T_DONE || to == T_CANCELED) && !status_follows(t->status, to))
		desk_refuse(d, where, "%s: reopen it first", status_phrase(t->status));
	else if (to == T_OPEN && status_live(t->status))
		desk_refuse(d, where, "already %s", status_phrase(t->status));
	else
		return true;
	return false;
}

/* Records who decided and when: today or, with approve, the day given with --on. */
static bool
apply_approval(struct draft *r, const struct verb *v)
{
	const struct options *o = r->desk->options;
	int day = o->team.today;

	if (v->status == STATUSES && o->value[OPT_ON] != NULL &&
	    (!date_parse(o->value[OPT_ON], o->team.today, &day) || day > o->team.today))
		return draft_refuse(r, "--on: not a date up to today: %s", o->value[OPT_ON]);
	draft_set(r, L_APPROVED, desk_approval(r->desk, day));
	return true;
}

static bool
apply_change(struct draft *r, const struct verb *v, char **operand)
{
	const struct options *o = r->desk->options;
	const char *given = o->value[OPT_WHY] != NULL ? o->value[OPT_WHY] : r->desk->note;

	apply_status(r, v);
	if (o->value[OPT_APPROVER] != NULL && !apply_approval(r, v))
		return false;
	if ((o->value[OPT_ON] != NULL && v->status != STATUSES && !draft_cell(r, L_CLOSED, o->value[OPT_ON])) ||
	    (given != NULL && !draft_cell(r, desk_note(r->desk), given)) ||
	    !apply_operands(r, v, operand))
		return false;
	if (v->status != STATUSES && strcmp(r->cell[L_STATUS], status_name(v->status)) != 0)
		return draft_refuse(r, "%s sets the status to %s", v->name, status_name(v->status));
	return apply_hold(r, v);
}

static void
change_ticket(struct desk *d, const struct verb *v, const char *id, char **operand)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	size_t drafted = d->ndrafted;
	struct draft r;
	char where[64];

	if (t == NULL) {
		desk_no_ticket(d, id);
		return;
	}
	snprintf(where, sizeof(where), _("ticket %.40s"), id);
	if (!ticket_allows(d, v->status, t, where))
		return;
	draft_open(&r, d, t, where);
	if (apply_change(&r, v, operand) && draft_save(&r) && d->ndrafted == drafted)
		draft_tell(&r, "already so; nothing written");
}

/* ---- ids on stdin, one on each line as new prints them, or rows with a column id ---- */

static void
change_listed(struct desk *d, const struct verb *v, const struct input *in, char **operand)
{
	size_t id = input_column(in, "id"), i;

	if (id == COLUMN_NONE) {
		change_ticket(d, v, in->names[0], operand);
		id = 0;
	}
	for (i = 0; i < in->n; i++)
		change_ticket(d, v, in->row[i][id], operand);
}

/* A list for people has no commas; the first line of another list may have been cut off. */
static void __attribute__((noreturn))
no_ids(const struct input *in, bool rows)
{
	size_t i;

	for (i = 0; i < in->ncolumns && column_find(in->names[i]) == NULL; i++)
		;
	if (in->ncolumns == 1 && strstr(in->names[0], "  ") != NULL)
		errx(1, "stdin: no column 'id' (is it -o table? leave that out)");
	if (i == in->ncolumns && rows)
		errx(1, "stdin: no column 'id': the first line, '%s', is not one of names", in->names[0]);
	errx(1, rows ? N_("stdin: no column 'id'") : N_("stdin: neither ids nor rows with a column 'id'"));
}

/* Returns false if stdin was empty, in which case there is nothing to do. */
static bool
read_listed(struct input *in, const struct options *o, bool rows)
{
	input_read(in, option_rows(o, "-", true), SIZE_MAX);
	if (input_column(in, "id") != COLUMN_NONE)
		return true;
	if (in->ncolumns == 0 && rows)
		errx(1, "stdin: empty, without even a header line");
	if (in->ncolumns == 0)
		return false;
	if (rows || in->ncolumns != 1 || !is_id(in->names[0]))
		no_ids(in, rows);
	return true;
}

/* An id that was typed may have been meant as the ref of another ticket. */
static void
warn_shadowed(struct desk *d, const char *typed)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), typed), *other = tickets_by_ref(d->tickets, typed);

	if (t != NULL && other != NULL && t != other)
		warnx("ticket %lld: the ref of ticket %lld is %s, too (ref:%s)", t->id, other->id, typed, typed);
}

static void
change_named(struct desk *d, const struct verb *v, const struct named *named)
{
	size_t i;

	for (i = 0; i < named->n; i++) {
		warn_shadowed(d, named->id[i]);
		change_ticket(d, v, named->id[i], d->options->operand + 1 + named->words);
	}
}

/* Before -E opens the editor, makes sure that the change is allowed, or exits 1.  Returns the
 * tickets, one on a line, which the caller frees. */
static char *
look_ahead(const struct options *o, const struct verb *v, const struct named *named)
{
	struct desk d = { .options = o, .good = true, .tickets = option_tickets(o, true) };
	char where[64], state[DATE_TEXT * 2], *about;
	const struct ticket *t;
	size_t i, size;
	FILE *f = memory_open(&about, &size);
	for (i = 0; i < named->n; i++) {
		t = tickets_parse(d.tickets, named->id[i]);
		snprintf(where, sizeof(where), _("ticket %.40s"), named->id[i]);
		if (t == NULL)
			desk_no_ticket(&d, named->id[i]);
		else if (ticket_allows(&d, v->status, t, where))
			fprintf(f, "%s%lld %s %s", i > 0 ? "\n# " : "", t->id, ticket_cell(d.tickets, t, L_TITLE),
			    column_person(COLUMN_STATUS, status_name(t->status), state));
	}
	memory_close(f, &about);
	tickets_close(d.tickets);
	if (!d.good)
		exit(1);
	return about;
}

/* In done 2 3 台とも再起動, 3 may be a ticket or the first word of the remark: refuses that. */
static void
check_remark(const struct options *o, const struct verb *v, const struct named *named)
{
	size_t n = named->words, i;
	char *ids, *remark;
	FILE *f;

	if (v->operands == VALUES || n < 2)
		return;
	for (i = 1 + n; i < o->n && (v->operands != NOTE_ONLY && field_is(o->operand[i])); i++)
		;
	if (i >= o->n)
		return;
	f = memory_open(&ids, &(size_t){ 0 });
	for (n = 0; n < named->n; n++)
		fprintf(f, "%s%s", n > 0 ? "," : "", named->id[n]);
	memory_close(f, &ids);
	f = memory_open(&remark, &(size_t){ 0 });
	for (n = 2; n < o->n; n++)
		fprintf(f, "%s%s", n > 2 ? " " : "", o->operand[n]);
	memory_close(f, &remark);
	errx(2, "%s: several ids and a remark: write %s %s '%s', or, where '%s' is the remark, %s %s '%s'", v->name,
	    v->name, ids, o->operand[i], remark, v->name, o->operand[1], remark);
}

/* Refuses a command line on which something is missing or out of place. */
static void
check_operands(const struct options *o, const struct verb *v, const struct named *named)
{
	const char *verb = v->name, *first = o->n > 1 ? o->operand[1] : "", *value;
	size_t n = named->words;
	char name[FIELD_NAME];
	bool listed = strcmp(first, "-") == 0;

	if (named->n == 0 || text_blank(first))
		errx(2, "%s: which ticket? (its id, or - for ids on stdin)", verb);
	if (field_name(first, name, &value) != SIGN_NONE)
		errx(2, "%s: the ticket's id comes first, then %s", verb, first);
	if (strcmp(verb, "approve") == 0 && o->value[OPT_APPROVER] == NULL)
		errx(2, "approve: by whom? --approver=NAME");
	if (v->operands == VALUES && o->n < n + 2)
		errx(2, "%s: to which activity? (sow-list shows them)", verb);
	if (v->operands == FIELDS_ONLY && o->n < n + 2 && !listed)
		errx(2, "%s: what? (a field such as due=12/1)", verb);
	if (o->value[OPT_WHY] != NULL && (o->value[OPT_EDIT] != NULL || o->value[OPT_FILE] != NULL))
		errx(2, "--why, -E and -F each give the note: only one of them");
	if (v->operands == NOTE_ONLY && (o->n < n + 2 || text_blank(o->operand[n + 1])) &&
	    o->value[OPT_WHY] == NULL && o->value[OPT_EDIT] == NULL && o->value[OPT_FILE] == NULL)
		errx(2, "%s: which remark? (in quotes, or -E for the editor)", verb);
	check_remark(o, v, named);
}

static void
change_all(struct desk *d, const struct verb *v, const struct input *in, const struct named *named)
{
	const struct options *o = d->options;
	bool rows = v->operands == FIELDS_ONLY && o->n == 2;

	if (in == NULL) {
		change_named(d, v, named);
	} else if (rows) {
		sheet_apply(d, in);
	} else {
		change_listed(d, v, in, o->operand + 2);
	}
}

static int
change_tickets(const struct options *o)
{
	const struct verb *v = find_verb(o->operand[0]);
	struct named named = words_named(o);
	struct input in = { 0 };
	struct note note;
	char *about = NULL;
	struct desk d;
	bool listed;
	int status;

	check_operands(o, v, &named);
	listed = strcmp(o->operand[1], "-") == 0;
	if (listed && !read_listed(&in, o, v->operands == FIELDS_ONLY && o->n == 2))
		return input_close(&in) ? 0 : 1;
	if (!listed && o->value[OPT_EDIT] != NULL)
		about = look_ahead(o, v, &named);
	note = note_read(o, about == NULL ? "" : about);
	free(about);
	if (desk_open(&d, o)) {
		d.note = note.text;
		change_all(&d, v, listed ? &in : NULL, &named);
	}
	status = d.result == LEDGER_OK ? desk_close(&d) : (int)d.result;
	note_close(&note, status == 0 || status == LEDGER_UNTOLD);
	named_free(&named);
	return !listed || input_close(&in) || status != 0 ? status : 1;
}

/* ---- the forms ---- */

const struct form form_set = {
	.name = "set", .operands = "ID... FIELD...", .most = ANY_NUMBER, .help = N_("change cells"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_FORCE), .run = change_tickets,
};
const struct form form_set_rows = {
	.name = "set", .word = "-", .operands = "[FIELD...]", .most = ANY_NUMBER, .help = N_("change the cells that differ in the rows of stdin"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_AS_IS, OPT_FORCE), .run = change_tickets,
};
const struct form form_move = {
	.name = "move", .operands = "ID... ACTIVITY [VALUE...] [FIELD...]", .most = ANY_NUMBER, .help = N_("make it a ticket of other work"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY), .run = change_tickets,
};
const struct form form_start = {
	.name = "start", .operands = "ID... [FIELD...] [NOTE]", .most = ANY_NUMBER, .help = N_("begin the work, and assign it to you"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_EDIT, OPT_FILE), .run = change_tickets,
};
const struct form form_hold = {
	.name = "hold", .operands = "ID... [FIELD...] [NOTE]", .most = ANY_NUMBER, .help = N_("put it aside"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_EDIT, OPT_FILE, OPT_FOR, OPT_UNTIL), .run = change_tickets,
};
const struct form form_done = {
	.name = "done", .operands = "ID... [FIELD...] [NOTE]", .most = ANY_NUMBER, .help = N_("end it as done"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_EDIT, OPT_FILE, OPT_APPROVER, OPT_FORCE, OPT_ON), .run = change_tickets,
};
const struct form form_cancel = {
	.name = "cancel", .operands = "ID... [FIELD...] [NOTE]", .most = ANY_NUMBER, .help = N_("end it without doing it"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_EDIT, OPT_FILE, OPT_APPROVER, OPT_FORCE, OPT_ON), .run = change_tickets,
};
const struct form form_approve = {
	.name = "approve", .operands = "ID... --approver=NAME [FIELD...] [NOTE]", .most = ANY_NUMBER, .help = N_("record who decided that it is to be done"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_EDIT, OPT_FILE, OPT_APPROVER, OPT_ON), .run = change_tickets,
};
const struct form form_reopen = {
	.name = "reopen", .operands = "ID... [FIELD...] [NOTE]", .most = ANY_NUMBER, .help = N_("make an ended ticket open again"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_EDIT, OPT_FILE), .run = change_tickets,
};
const struct form form_note = {
	.name = "note", .operands = "ID... NOTE", .most = ANY_NUMBER, .help = N_("add a remark"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_INPUT, OPT_IF_REV, OPT_WHY, OPT_EDIT, OPT_FILE), .run = change_tickets,
};
