/* sow-ticket-title.c - the values in the title of a ticket */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* ---- values ---- */

static bool
is_dated(enum place p)
{
	return p == PLACE_MONTH || p == PLACE_DAY;
}

/* The place that says what the work is on: target. */
static bool
is_target(enum place p)
{
	return p == PLACE_SOFT || p == PLACE_LOG;
}

/* A target of one word is that of each ticket, and so is any target of recurring work. */
const char *
target_given(const struct activity *a)
{
	const char *target = a->field[F_TARGET];
	enum period_kind kind;

	return strstr(target, TARGETS_BETWEEN) == NULL || frequency_kind(a->frequency, &kind) ? target : "";
}

/* Whether the activity's own target fills this place of the title. */
static bool
fills_place(const struct activity *a, enum place p)
{
	return is_target(p) && *target_given(a) != '\0';
}

/* The name of what was typed for ソフト名 or ログ名, as software.csv or the target spells it. */
static char *
target_spelled(struct draft *r, const struct activity *a, char *typed)
{
	const char *name = software_name(desk_software(r->desk), typed, a->field[F_TARGET]);

	return name == NULL ? typed : arena_text(&r->desk->arena, name, strlen(name));
}

static const char *
too_many(struct draft *r, const char *value)
{
	char *text = memory_format(_("'%s' is one value more than the title has places (requester=…, or note=…)"), value);
	const char *copy = arena_text(&r->desk->arena, text, strlen(text));

	free(text);
	return copy;
}

/* Makes the remark of the words left over.  Returns what is wrong, or NULL. */
static const char *
take_remark(struct draft *r, char *const *word, size_t n)
{
	size_t note = desk_note(r->desk), i;
	struct bytes remark = { 0 };

	if (n > 0 && *r->cell[note] != '\0')
		return too_many(r, word[0]);
	for (i = 0; i < n; i++)
		bytes_join(&remark, word[i], " ");
	if (n > 0)
		draft_set(r, note, arena_text(&r->desk->arena, remark.s, remark.n));
	free(remark.s);
	return NULL;
}

/* Fills the template's places with the values in order.  Where the target fills a place, a value
 * goes there only if it names software or a log.  Returns what is wrong, or NULL. */
static const char *
fill_places(struct draft *r, const struct activity *a, char **value, size_t n)
{
	const struct title *t = &a->title;
	bool filled = false;
	size_t i, used = 0;
	enum place p;

	for (i = 0; i < t->n; i++) {
		p = t->part[i];
		if (r->place[p] != NULL && is_target(p))
			r->place[p] = target_spelled(r, a, r->place[p]);
		if (r->place[p] != NULL || is_dated(p))
			continue;
		if (fills_place(a, p) && (used == n ||
		    software_name(desk_software(r->desk), value[used], a->field[F_TARGET]) == NULL)) {
			r->place[p] = (char *)(uintptr_t)a->field[F_TARGET];
			filled = true;
		} else if (used == n) {
			return _("too few values for the title");
		} else {
			r->place[p] = is_target(p) ? target_spelled(r, a, value[used]) : value[used];
			filled = filled || fills_place(a, p);
			used++;
		}
	}
	if (used < n && !filled)
		return too_many(r, value[used]);
	return take_remark(r, value + used, n - used);
}

static void
explain_places(const struct draft *r, const struct activity *a)
{
	size_t i;

	if (r->desk->quiet)
		return;
	fprintf(stderr, "    %s %s:", a->field[F_ID], a->field[F_TITLE]);
	for (i = 0; i < a->title.n; i++)
		fprintf(stderr, " %s=…", place_name(a->title.part[i]));
	fputc('\n', stderr);
}

/* The month as a title has it: 2026年11月. */
static char *
month_text(struct draft *r, int day)
{
	char text[DATE_TEXT];

	date_text(day, DATE_MONTH, text);
	return arena_text(&r->desk->arena, text, strlen(text));
}

/* The text without the spaces that a hand or an IME leaves around it. */
static char *
word_trimmed(struct draft *r, const char *typed)
{
	size_t n = text_trim(&typed);

	return arena_text(&r->desk->arena, typed, n);
}

char *
place_value(struct draft *r, enum place p, const char *typed)
{
	int day, today = r->desk->options->team.today;
	char text[DATE_TEXT];
	struct period month;

	if (p == PLACE_MONTH) {
		if (period_parse(typed, today, &month) && month.kind == PERIOD_MONTH)
			return month_text(r, month.from);
	} else if (p == PLACE_DAY) {
		if (date_parse(typed, today, &day)) {
			date_text(day, DATE_KANJI, text);
			return arena_text(&r->desk->arena, text, strlen(text));
		}
	} else {
		return word_trimmed(r, typed);
	}
	draft_refuse(r, p == PLACE_MONTH ? "not a month: %s" : "not a date: %s", typed);
	return NULL;
}

/* For work on demand, 年月 is the month in which it was opened and 年月日 is its due date. */
static void
fill_dates(struct draft *r)
{
	char text[DATE_TEXT];
	int64_t opened, due;

	if (r->place[PLACE_MONTH] == NULL && time_parse(r->cell[L_OPENED], DAY_MIN, &opened))
		r->place[PLACE_MONTH] = month_text(r, time_day(opened));
	if (r->place[PLACE_DAY] == NULL && time_parse(r->cell[L_DUE], DAY_MIN, &due)) {
		date_text(time_day(due), DATE_KANJI, text);
		r->place[PLACE_DAY] = arena_text(&r->desk->arena, text, strlen(text));
	}
}

static bool
fill_title(struct draft *r, const struct activity *a, const char *problem)
{
	char *title = problem == NULL ? title_render(&a->title, r->place, &problem) : NULL;

	if (title == NULL) {
		draft_refuse(r, "%s", problem);
		explain_places(r, a);
		return false;
	}
	draft_set(r, L_TITLE, title);
	free(title);
	return true;
}

bool
draft_work(struct draft *r, const struct activity *a, char **value, size_t n)
{
	const char *problem;
	size_t i;
	enum place p = a->title.n > 0 && a->title.part[0] == PLACE_LOG ? PLACE_LOG : PLACE_SOFT;

	for (i = 0; i < n; i++)
		value[i] = word_trimmed(r, value[i]);
	if ((problem = fill_places(r, a, value, n)) == NULL)
		fill_dates(r);
	if (!fill_title(r, a, problem))
		return false;
	draft_set(r, L_KEYS, a->field[F_ID]);
	if (*r->cell[L_TARGET] != '\0')
		draft_set(r, L_TARGET, target_spelled(r, a, r->cell[L_TARGET]));
	else
		draft_set(r, L_TARGET, r->place[p] != NULL ? r->place[p] : target_given(a));
	return true;
}

/* The catalogue's spelling of an id or alias that was typed in any case. */
static const char *
activity_spelled(const struct catalog *c, const char *id)
{
	const struct activity *a;

	for (a = c->activity; a < c->activity + c->n; a++)
		if (strcasecmp(a->field[F_ID], id) == 0 ||
		    (*a->field[F_ALIAS] != '\0' && strcasecmp(a->field[F_ALIAS], id) == 0))
			return a->field[F_ID];
	return id;
}

const char *
key_typed(struct desk *d, const char *typed)
{
	char narrow[128], period[PERIOD_TEXT], *at, *key;
	const char *id, *copy;
	struct period p;

	if (!text_narrow(typed, narrow, sizeof(narrow)))
		return typed;
	if ((at = strchr(narrow, '@')) != NULL)
		*at++ = '\0';
	id = activity_spelled(desk_catalog(d), narrow);
	if (at != NULL && period_parse(at, d->options->team.today, &p) && p.kind != PERIOD_SPAN)
		at = (char *)(uintptr_t)period_text(p, period);
	key = memory_format("%s%s%s", id, at == NULL ? "" : "@", at == NULL ? "" : at);
	copy = arena_text(&d->arena, key, strlen(key));
	free(key);
	return copy;
}

static void
refuse_activity(struct draft *r, const char *key, const char *id)
{
	const char *near = nearest_activity(desk_catalog(r->desk), id, r->desk->options->team.today);

	if (near == NULL)
		draft_refuse(r, "%s: the contract has no activity %s today (sow-list shows them)", key, id);
	else
		draft_refuse(r, "%s: the contract has no activity %s today (%s?; sow-list shows them)", key, id, near);
}

/* Tells why the contract has no such occurrence, and what one would look like. */
static void
refuse_key(struct draft *r, const char *key)
{
	char id[128], text[PERIOD_TEXT];
	const struct activity *a;
	enum period_kind kind;
	struct period p;

	snprintf(id, sizeof(id), "%.*s", (int)strcspn(key, "@"), key);
	if ((a = catalog_find(desk_catalog(r->desk), id, r->desk->options->team.today)) == NULL)
		refuse_activity(r, key, id);
	else if (!frequency_kind(a->frequency, &kind))
		draft_refuse(r, "%s: %s is %s work, without a period", key, id, a->field[F_FREQUENCY]);
	else if (!period_parse(key + strlen(id) + 1, DAY_MIN, &p) || p.kind != kind)
		draft_refuse(r, "%s: %s is %s work: its period is such as %s@%s", key, id,
		    a->field[F_FREQUENCY], id, period_text(period_at(kind, r->desk->options->team.today), text));
	else
		draft_refuse(r, "%s: the contract has no such occurrence", key);
}

/* The occurrence of a key, in a plan for key_plan_close; NULL if the contract has none. */
static const struct occurrence *
key_plan_open(struct desk *d, const char *key, struct plan *plan)
{
	const struct team *team = &d->options->team;
	struct ground ground = { desk_catalog(d), calendar_open(team), contract_open(team) };

	*plan = plan_open(ground, NULL, team->today);
	return plan_find(plan, key);
}

static void
key_plan_close(struct plan *plan)
{
	contract_close(plan->ground.contract);
	calendar_close(plan->ground.calendar);
	plan_free(plan);
}

const char *
key_title(struct desk *d, const char *key)
{
	struct plan plan;
	const struct occurrence *x;
	const char *title;

	if (desk_catalog(d)->bad_schedules > 0)
		return "";
	x = key_plan_open(d, key, &plan);
	title = x == NULL ? "" : arena_text(&d->arena, x->title, strlen(x->title));

	key_plan_close(&plan);
	return title;
}

bool
draft_occurrence(struct draft *r, const char *typed)
{
	const char *key = key_typed(r->desk, typed);
	struct plan plan;
	const struct occurrence *x;
	char due[DATE_TEXT];
	bool found;

	if (desk_catalog(r->desk)->bad_schedules > 0)
		return draft_refuse(r, "%s: what the contract owes is not known before sow.csv is mended", key);
	x = key_plan_open(r->desk, key, &plan);
	found = x != NULL;
	if (!found) {
		refuse_key(r, key);
	} else {
		draft_set(r, L_KEYS, x->key);
		draft_set(r, L_TITLE, x->title);
		if (*r->cell[L_DUE] == '\0')
			draft_set(r, L_DUE, date_text(x->due, DATE_ISO, due));
		if (*r->cell[L_TARGET] == '\0')
			draft_set(r, L_TARGET, x->owed.activity->field[F_TARGET]);
	}
	key_plan_close(&plan);
	return found;
}

/* ---- a ticket that has its title already ---- */

/* Reads the values out of a title; returns false if the title does not fit the template. */
static bool
old_places(struct draft *r, const struct activity *a, char *place[PLACES])
{
	char *value[PLACES] = { 0 };
	bool good = title_match(&a->title, r->cell[L_TITLE], value);
	size_t i;

	for (i = 0; i < PLACES; i++) {
		if (good && value[i] != NULL)
			place[i] = arena_text(&r->desk->arena, value[i], strlen(value[i]));
		free(value[i]);
	}
	return good;
}

static bool
has_place(const struct title *t, enum place p)
{
	size_t i;

	for (i = 0; i < t->n && t->part[i] != p; i++)
		;
	return i < t->n;
}

bool
draft_retitle(struct draft *r)
{
	const struct activity *a = desk_activity(r->desk, draft_was(r, L_KEYS), draft_was(r, L_OPENED));
	bool due = *r->cell[L_DUE] != '\0' && !draft_keeps(r, L_DUE);
	bool opened = !draft_keeps(r, L_OPENED) && !key_is_occurrence(draft_was(r, L_KEYS));
	char *old[PLACES] = { 0 };
	bool given = false;
	size_t i;

	for (i = 0; i < PLACES; i++)
		given = given || r->place[i] != NULL;
	if (a != NULL && !draft_keeps(r, L_TITLE) && !title_fits(&a->title, r->cell[L_TITLE]))
		draft_tell(r, "title is not of the form %s (soft=… what=… make it anew)", a->field[F_TITLE]);
	due = due && a != NULL && has_place(&a->title, PLACE_DAY);
	opened = opened && a != NULL && has_place(&a->title, PLACE_MONTH);
	if ((!given && !due && !opened) || !draft_keeps(r, L_TITLE))
		return true;
	if (a == NULL || !old_places(r, a, old)) {
		if (given)
			draft_refuse(r, "the title is free text: set it with title=…");
		return !given;
	}
	for (i = 0; i < PLACES; i++) {
		if (r->place[i] != NULL && !has_place(&a->title, (enum place)i)) {
			draft_refuse(r, "the title has no %s", place_name((enum place)i));
			explain_places(r, a);
			return false;
		}
		if (is_target((enum place)i) && r->place[i] != NULL)
			r->place[i] = target_spelled(r, a, r->place[i]);
		if (is_target((enum place)i) && r->place[i] != NULL && strcmp(r->cell[L_TARGET], old[i]) == 0)
			draft_set(r, L_TARGET, r->place[i]);
		if (r->place[i] == NULL && !(due && i == PLACE_DAY) && !(opened && i == PLACE_MONTH))
			r->place[i] = old[i];
	}
	fill_dates(r);
	return fill_title(r, a, NULL);
}

/* Whether target is what the work and its title give, and was not typed by hand. */
static bool
has_derived_target(struct draft *r, const struct activity *a)
{
	char *old[PLACES] = { 0 };
	size_t i;

	if (a == NULL)
		return false;
	if (strcmp(r->cell[L_TARGET], a->field[F_TARGET]) == 0)
		return true;
	old_places(r, a, old);
	for (i = 0; i < PLACES; i++)
		if (is_target((enum place)i) && old[i] != NULL && strcmp(r->cell[L_TARGET], old[i]) == 0)
			return true;
	return false;
}

/* Carries over the old title's values for which the new one has a place. */
static void
carry_places(struct draft *r, const struct activity *from, const struct activity *to)
{
	char *old[PLACES] = { 0 };
	size_t i;

	if (from == NULL || !old_places(r, from, old))
		return;
	for (i = 0; i < PLACES; i++) {
		if (old[i] == NULL || r->place[i] != NULL || is_dated((enum place)i))
			continue;
		if (has_place(&to->title, (enum place)i) &&
		    !(is_target((enum place)i) && fills_place(to, (enum place)i)))
			r->place[i] = old[i];
		else
			draft_tell(r, "%s %s is dropped: the new title has no place for it", place_name((enum place)i), old[i]);
	}
}

static bool
move_work(struct draft *r, const char *pattern, char **value, size_t n)
{
	const struct activity *from = draft_activity(r), *to;
	enum period_kind kind;
	char narrow[128];
	bool derived;

	if (text_narrow(pattern, narrow, sizeof(narrow)) && key_is_occurrence(narrow)) {
		draft_set(r, L_DUE, "");
		draft_set(r, L_TARGET, "");
		return draft_occurrence(r, narrow);
	}
	to = find_activity(desk_catalog(r->desk), pattern, r->desk->options->team.today);
	if (frequency_kind(to->frequency, &kind))
		return draft_refuse(r, "%s is %s work: name its period, %s@…", to->field[F_ID],
		    to->field[F_FREQUENCY], to->field[F_ID]);
	derived = has_derived_target(r, from);
	if (n == 0)
		carry_places(r, from, to);
	if (derived && (fills_place(to, PLACE_SOFT) || has_place(&to->title, PLACE_SOFT) ||
	    has_place(&to->title, PLACE_LOG)))
		draft_set(r, L_TARGET, ""); /* the new work says it */
	return draft_work(r, to, value, n);
}

/* What the contract owes must not lose its ticket without a word. */
static void
tell_dropped(struct draft *r, const char *keys)
{
	const char *s = keys;
	struct bytes gone = { 0 };
	char *key;

	for (; (key = key_next(&s)) != NULL; free(key))
		if (key_is_occurrence(key) && !keys_hold(r->cell[L_KEYS], key))
			bytes_join(&gone, key, " ");
	if (gone.n > 0)
		draft_tell(r, "it no longer carries %.*s (undo takes that back)", (int)gone.n, gone.s);
	free(gone.s);
}

bool
draft_move(struct draft *r, const char *pattern, char **value, size_t n)
{
	char *was = arena_text(&r->desk->arena, r->cell[L_KEYS], strlen(r->cell[L_KEYS]));

	if (!move_work(r, pattern, value, n))
		return false;
	tell_dropped(r, was);
	return true;
}
