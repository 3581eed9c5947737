/* sow-ticket-title.c - which activity, which values: the title of a ticket */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <err.h>

#include "sow-ticket.h"

enum { LISTED = 43 };

/* ---- the activity ---- */

static void
list_matches(const char *pattern, const struct activity *const *found, size_t n)
{
	size_t i;

	warnx("'%s' is %zu activities:", pattern, n);
	for (i = 0; i < n && i < LISTED; i++)
		fprintf(stderr, "    %-8s %-9s %s：%s\n", found[i]->field[F_ID], found[i]->field[F_ALIAS],
		    found[i]->field[F_TITLE], found[i]->field[F_TASK]);
	exit(2);
}

/* Of several, the one whose title begins with the words: インシデント. */
static const struct activity *
activity_titled(const char *pattern, const struct activity *const *found, size_t n)
{
	char *key = text_key(pattern), *title;
	const struct activity *one = NULL;
	size_t i, hits = 0;

	for (i = 0; i < n && i < LISTED; i++) {
		title = text_key(found[i]->field[F_TITLE]);
		if (strncmp(title, key, strlen(key)) == 0) {
			one = found[i];
			hits++;
		}
		free(title);
	}
	free(key);
	return hits == 1 ? one : NULL;
}

const struct activity *
find_activity(const struct catalog *c, const char *pattern, int today)
{
	const struct activity *found[LISTED], *one;
	char narrow[128];
	size_t n;

	if (text_blank(pattern))
		errx(2, "which activity? (an id or alias; sow-list shows them)");
	if (!text_narrow(pattern, narrow, sizeof(narrow)))
		errx(2, "no activity matches that");
	if ((n = catalog_match(c, narrow, today, found, LISTED)) == 0)
		n = catalog_match(c, pattern, today, found, LISTED);
	if (n == 0)
		errx(2, "no activity is or has '%s' (sow-list shows them)", pattern);
	if ((one = n == 1 ? found[0] : activity_titled(pattern, found, n)) == NULL)
		list_matches(pattern, found, n);
	/* Words may stand in the text of work that was not meant. */
	if (strcasecmp(narrow, one->field[F_ID]) != 0 && strcasecmp(narrow, one->field[F_ALIAS]) != 0)
		warnx("'%s' is %s %s", pattern, one->field[F_ID], one->field[F_TITLE]);
	return one;
}

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

/* Positional values fill the places in template order; those the SOW fixes may be left out. */
static const char *
fill_places(const struct activity *a, char *place[PLACES], char **value, size_t n)
{
	const struct title *t = &a->title;
	size_t i, used = 0, open = 0, all = 0;
	enum place p;
	bool fixed;

	for (i = 0; i < t->n; i++) {
		p = t->part[i];
		if (place[p] != NULL || is_dated(p))
			continue;
		all++;
		open += !is_target(p) || *a->field[F_TARGET] == '\0';
	}
	if (n != open && n != all)
		return n > all ? "more values than the title has places" : "too few values for the title";
	for (i = 0; i < t->n; i++) {
		p = t->part[i];
		if (place[p] != NULL || is_dated(p))
			continue;
		fixed = is_target(p) && *a->field[F_TARGET] != '\0';
		place[p] = fixed && n == open ? (char *)(uintptr_t)a->field[F_TARGET] : value[used++];
	}
	return NULL;
}

static void
explain_places(const struct desk *d, const struct activity *a)
{
	size_t i;

	if (d->quiet)
		return;
	fprintf(stderr, "    %s %s:", a->field[F_ID], a->field[F_TITLE]);
	for (i = 0; i < a->title.n; i++)
		fprintf(stderr, " %s=…", place_name(a->title.part[i]));
	fputc('\n', stderr);
}

/* 2026年11月 */
static char *
month_text(struct desk *d, int day)
{
	char text[DATE_TEXT];

	date_text(day, DATE_MONTH, text);
	return arena_text(&d->arena, text, strlen(text));
}

/* Without the spaces that a hand or an IME leaves around it. */
static char *
word_trimmed(struct desk *d, const char *typed)
{
	size_t n = text_trim(&typed);

	return arena_text(&d->arena, typed, n);
}

char *
place_value(struct desk *d, enum place p, const char *typed, const char *where)
{
	int day, today = d->options->team.today;
	char text[DATE_TEXT];
	struct period month;

	if (p == PLACE_MONTH) {
		if (period_parse(typed, today, &month) && month.kind == PERIOD_MONTH)
			return month_text(d, month.from);
	} else if (p == PLACE_DAY) {
		if (date_parse(typed, today, &day)) {
			date_text(day, DATE_KANJI, text);
			return arena_text(&d->arena, text, strlen(text));
		}
	} else {
		return word_trimmed(d, typed);
	}
	desk_refuse(d, where, p == PLACE_MONTH ? "no month: %s" : "no date: %s", typed);
	return NULL;
}

/* 年月 of work on demand is the month it was opened, 年月日 its due date. */
static void
fill_dates(struct desk *d, char **draft, char *place[PLACES])
{
	char text[DATE_TEXT];
	int64_t opened, due;

	if (place[PLACE_MONTH] == NULL && time_parse(draft[L_OPENED], DAY_MIN, &opened))
		place[PLACE_MONTH] = month_text(d, time_day(opened));
	if (place[PLACE_DAY] == NULL && time_parse(draft[L_DUE], DAY_MIN, &due)) {
		date_text(time_day(due), DATE_KANJI, text);
		place[PLACE_DAY] = arena_text(&d->arena, text, strlen(text));
	}
}

static bool
title_fill(struct desk *d, char **draft, const struct activity *a, char *place[PLACES], const char *problem,
    const char *where)
{
	char *title = problem == NULL ? title_render(&a->title, place, &problem) : NULL;

	if (title == NULL) {
		desk_refuse(d, where, "%s", problem);
		explain_places(d, a);
		return false;
	}
	desk_set(d, draft, L_TITLE, title);
	free(title);
	return true;
}

bool
draft_work(struct desk *d, char **draft, const struct activity *a, char *place[PLACES],
    char **value, size_t n, const char *where)
{
	const char *problem;
	size_t i;
	enum place p = a->title.n > 0 && a->title.part[0] == PLACE_LOG ? PLACE_LOG : PLACE_SOFT;

	for (i = 0; i < n; i++)
		value[i] = word_trimmed(d, value[i]);
	if ((problem = fill_places(a, place, value, n)) == NULL)
		fill_dates(d, draft, place);
	if (!title_fill(d, draft, a, place, problem, where))
		return false;
	desk_set(d, draft, L_KEYS, a->field[F_ID]);
	if (*draft[L_TARGET] == '\0')
		desk_set(d, draft, L_TARGET, place[p] != NULL ? place[p] : a->field[F_TARGET]);
	return true;
}

/* The id as the catalogue has it, of an id or alias in any case. */
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

/* Why the contract has no such occurrence, and what one would look like. */
static void
refuse_key(struct desk *d, const char *key, const char *where)
{
	char id[128], text[PERIOD_TEXT];
	const struct activity *a;
	enum period_kind kind;
	struct period p;

	snprintf(id, sizeof(id), "%.*s", (int)strcspn(key, "@"), key);
	if ((a = catalog_find(desk_catalog(d), id, d->options->team.today)) == NULL)
		desk_refuse(d, where, "%s: the contract has no activity %s today", key, id);
	else if (!frequency_kind(a->frequency, &kind))
		desk_refuse(d, where, "%s: %s is %s work, without a period", key, id, a->field[F_FREQUENCY]);
	else if (!period_parse(key + strlen(id) + 1, DAY_MIN, &p) || p.kind != kind)
		desk_refuse(d, where, "%s: %s is %s work: its period is such as %s@%s", key, id,
		    a->field[F_FREQUENCY], id, period_text(period_at(kind, d->options->team.today), text));
	else
		desk_refuse(d, where, "%s: the contract has no such occurrence", key);
}

bool
draft_occurrence(struct desk *d, char **draft, const char *typed, const char *where)
{
	struct calendar *calendar = calendar_open(&d->options->team);
	struct plan plan = { .catalog = desk_catalog(d), .calendar = calendar,
		.term = contract_open(&d->options->team), .today = d->options->team.today, .lead = -1 };
	const char *key = key_typed(d, typed);
	const struct occurrence *x = plan_find(&plan, key);
	char due[DATE_TEXT];

	if (x == NULL) {
		refuse_key(d, key, where);
	} else {
		desk_set(d, draft, L_KEYS, x->key);
		desk_set(d, draft, L_TITLE, x->title);
		if (*draft[L_DUE] == '\0')
			desk_set(d, draft, L_DUE, date_text(x->when.due, DATE_ISO, due));
		if (*draft[L_TARGET] == '\0')
			desk_set(d, draft, L_TARGET, x->activity->field[F_TARGET]);
	}
	plan_free(&plan);
	calendar_close(calendar);
	return x != NULL;
}

/* ---- a ticket that has its title already ---- */

/* The values of its title; false when it is not its template's. */
static bool
old_places(struct desk *d, const struct activity *a, const char *title, char *place[PLACES])
{
	char *value[PLACES] = { 0 };
	bool good = title_match(&a->title, title, value);
	size_t i;

	for (i = 0; i < PLACES; i++) {
		if (good && value[i] != NULL)
			place[i] = arena_text(&d->arena, value[i], strlen(value[i]));
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
draft_retitle(struct desk *d, char **draft, const struct ticket *was, char *place[PLACES],
    const char *where)
{
	const struct activity *a = desk_activity(d, ticket_cells(d->tickets, was));
	bool due = *draft[L_DUE] != '\0' && strcmp(draft[L_DUE], ticket_cell(d->tickets, was, L_DUE)) != 0;
	bool opened = strcmp(draft[L_OPENED], ticket_cell(d->tickets, was, L_OPENED)) != 0 &&
	    !key_is_occurrence(ticket_cell(d->tickets, was, L_KEYS));
	char *old[PLACES] = { 0 };
	bool given = false;
	size_t i;

	for (i = 0; i < PLACES; i++)
		given = given || place[i] != NULL;
	due = due && a != NULL && has_place(&a->title, PLACE_DAY);
	opened = opened && a != NULL && has_place(&a->title, PLACE_MONTH);
	if ((!given && !due && !opened) || strcmp(draft[L_TITLE], ticket_cell(d->tickets, was, L_TITLE)) != 0)
		return true;
	if (a == NULL || !old_places(d, a, draft[L_TITLE], old)) {
		if (given)
			desk_refuse(d, where, "its title is free text: title=… sets it");
		return !given;
	}
	for (i = 0; i < PLACES; i++) {
		if (place[i] != NULL && !has_place(&a->title, (enum place)i)) {
			desk_refuse(d, where, "its title has no %s", place_name((enum place)i));
			explain_places(d, a);
			return false;
		}
		if (is_target((enum place)i) && place[i] != NULL && strcmp(draft[L_TARGET], old[i]) == 0)
			desk_set(d, draft, L_TARGET, place[i]);
		if (place[i] == NULL && !(due && i == PLACE_DAY) && !(opened && i == PLACE_MONTH))
			place[i] = old[i];
	}
	fill_dates(d, draft, place);
	return title_fill(d, draft, a, place, NULL, where);
}

/* Is target what the work and its title say, not what a hand typed? */
static bool
has_derived_target(struct desk *d, char *const *draft, const struct activity *a)
{
	char *old[PLACES] = { 0 };
	size_t i;

	if (a == NULL)
		return false;
	if (strcmp(draft[L_TARGET], a->field[F_TARGET]) == 0)
		return true;
	old_places(d, a, draft[L_TITLE], old);
	for (i = 0; i < PLACES; i++)
		if (is_target((enum place)i) && old[i] != NULL && strcmp(draft[L_TARGET], old[i]) == 0)
			return true;
	return false;
}

/* The old title's values go along where the new one has a place for them. */
static void
carry_places(struct desk *d, char **draft, const struct activity *from, const struct activity *to,
    char *place[PLACES], const char *where)
{
	char *old[PLACES] = { 0 };
	size_t i;

	if (from == NULL || !old_places(d, from, draft[L_TITLE], old))
		return;
	for (i = 0; i < PLACES; i++) {
		if (old[i] == NULL || place[i] != NULL || is_dated((enum place)i))
			continue;
		if (has_place(&to->title, (enum place)i) &&
		    (!is_target((enum place)i) || *to->field[F_TARGET] == '\0'))
			place[i] = old[i];
		else
			desk_tell(d, where, "%s %s is not in the new title", place_name((enum place)i), old[i]);
	}
}

bool
draft_move(struct desk *d, char **draft, const char *pattern, char *place[PLACES], char **value,
    size_t n, const char *where)
{
	const struct activity *from = desk_activity(d, draft), *to;
	enum period_kind kind;
	char narrow[128];
	bool derived;

	if (text_narrow(pattern, narrow, sizeof(narrow)) && key_is_occurrence(narrow)) {
		desk_set(d, draft, L_DUE, "");
		desk_set(d, draft, L_TARGET, "");
		return draft_occurrence(d, draft, narrow, where);
	}
	to = find_activity(desk_catalog(d), pattern, d->options->team.today);
	if (frequency_kind(to->frequency, &kind)) {
		desk_refuse(d, where, "%s is %s work: name its period, %s@…", to->field[F_ID],
		    to->field[F_FREQUENCY], to->field[F_ID]);
		return false;
	}
	derived = has_derived_target(d, draft, from);
	if (n == 0)
		carry_places(d, draft, from, to, place, where);
	if (derived && (*to->field[F_TARGET] != '\0' || has_place(&to->title, PLACE_SOFT) ||
	    has_place(&to->title, PLACE_LOG)))
		desk_set(d, draft, L_TARGET, ""); /* the new work says it */
	return draft_work(d, draft, to, place, value, n, where);
}
