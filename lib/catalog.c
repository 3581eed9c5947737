/* catalog.c - the activities in sow.csv */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "text.h"
#include "date.h"
#include "period.h"
#include "column.h"
#include "reader.h"
#include "team.h"
#include "software.h"
#include "schedule.h"
#include "title.h"
#include "catalog.h"

static const char *const fields[FIELDS] = {
	[F_ID] = "id", [F_NO] = "no", [F_MAJOR] = "major", [F_MIDDLE] = "middle",
	[F_MINOR] = "minor", [F_TITLE] = "title", [F_TASK] = "task",
	[F_FREQUENCY] = "frequency", [F_TARGET] = "target", [F_SCHEDULE] = "schedule",
	[F_LEAD] = "lead", [F_APPROVAL] = "approval", [F_RESTRICTED] = "restricted", [F_ALIAS] = "alias",
	[F_VALID_FROM] = "valid_from", [F_VALID_TO] = "valid_to", [F_NOTE] = "note",
};

static const struct {
	const char *name;
	enum period_kind kind;
	const char *needs; /* of its schedule */
} frequencies[] = {
	[ON_DEMAND] = { "随時", PERIOD_SPAN, "" },
	[WEEKLY] = { "週次", PERIOD_WEEK, N_("a day of the week, such as 金曜") },
	[BIWEEKLY] = { "隔週", PERIOD_WEEK, N_("a day of the week, such as 金曜") },
	[MONTHLY] = { "月次", PERIOD_MONTH, N_("a day of the month, such as 第5営業日") },
	[QUARTERLY] = { "四半期", PERIOD_QUARTER, N_("a month of each quarter, such as 6月・9月・12月・3月") },
	[HALF_YEARLY] = { "半期", PERIOD_HALF, N_("a month of each half, such as 9月・3月") },
	[YEARLY] = { "年次", PERIOD_YEAR, N_("one month, such as 3月, or a date") },
};
enum { FREQUENCIES = sizeof(frequencies) / sizeof(*frequencies), LEAD = 7, ID_KEY = 32 };

bool
frequency_kind(enum frequency f, enum period_kind *kind)
{
	*kind = frequencies[f].kind;
	return f != ON_DEMAND;
}

static bool
frequency_named(const char *s, enum frequency *f)
{
	size_t i;

	for (i = 0; i < FREQUENCIES; i++)
		if (strcmp(s, frequencies[i].name) == 0) {
			*f = (enum frequency)i;
			return true;
		}
	return false;
}

static bool
parse_frequency(const char *s, enum frequency *f)
{
	return frequency_named(s, f) || frequency_named(column_value("frequency", s), f);
}

/* The contract has S, two digits, -, two digits; an id that the team adds needs only one letter. */
static bool
is_id(const char *s)
{
	bool letter = false;
	size_t n;

	for (n = 0; s[n] != '\0'; n++)
		if ((s[n] >= 'A' && s[n] <= 'Z') || (s[n] >= 'a' && s[n] <= 'z'))
			letter = true;
		else if ((s[n] < '0' || s[n] > '9') && s[n] != '-' && s[n] != '_')
			return false;
	return letter && n <= 31;
}

static void
parse_validity(struct reader *r, const struct row *row, struct activity *a)
{
	const char *from = a->field[F_VALID_FROM], *to = a->field[F_VALID_TO];

	a->from = DAY_MIN;
	a->to = DAY_MAX;
	if (*from != '\0' && !date_parse(from, DAY_MIN, &a->from))
		reader_reject(r, row, "valid_from: not a date: %s", from);
	if (*to != '\0' && !date_parse(to, DAY_MIN, &a->to))
		reader_reject(r, row, "valid_to: not a date: %s", to);
	if (a->from > a->to)
		reader_reject(r, row, "valid_from %s is after valid_to %s", from, to);
}

static void
parse_lead(struct reader *r, const struct row *row, struct activity *a)
{
	const char *error;
	char narrow[32];

	a->lead = LEAD;
	if (*a->field[F_LEAD] == '\0')
		return;
	if (!text_narrow(a->field[F_LEAD], narrow, sizeof(narrow)) ||
	    (a->lead = (int)strtonum(narrow, 0, 3660, &error), error != NULL))
		reader_reject(r, row, "lead: days from 0 to 3660, not %s", a->field[F_LEAD]);
}

/* The title of recurring work is filled from the calendar and the target alone. */
static void
check_places(struct reader *r, const struct row *row, const struct activity *a)
{
	enum place place;
	size_t i;

	for (i = 0; a->frequency != ON_DEMAND && i < a->title.n; i++) {
		place = a->title.part[i];
		if (place == PLACE_MONTH || place == PLACE_DAY)
			continue;
		if ((place != PLACE_SOFT && place != PLACE_LOG) || *a->field[F_TARGET] == '\0')
			reader_reject(r, row, "title: nothing fills %s (target is empty)", place_name(place));
	}
}

/* Why the schedule is not understood; the caller frees it. */
static char *
schedule_problem(const struct activity *a, const char *bad)
{
	const char *text = a->field[F_SCHEDULE];
	struct schedule alone;
	enum period_kind kind;
	char word[256];
	size_t place;

	if (bad == NULL)
		return memory_format(_("schedule: '%s' does not suit %s, which needs %s"), text, a->field[F_FREQUENCY],
		    _(frequencies[a->frequency].needs));
	place = schedule_word(text, bad, word, sizeof(word));
	frequency_kind(a->frequency, &kind);
	if (schedule_parse(word, kind, &alone, &bad))
		return memory_format(_("schedule, character %zu: '%s' is one too many (one rule, and each mark once)"), place, word);
	return memory_format(_("schedule, character %zu: not understood: '%s' (第5営業日, 最終営業日, 25日, 末日, 金曜, 第2火曜; see sow(5))"),
	    place, word);
}

static void
parse_schedule(struct catalog *c, struct reader *r, const struct row *row, struct activity *a)
{
	enum period_kind kind;
	const char *bad;
	char *problem;

	if (!frequency_kind(a->frequency, &kind)) {
		if (*a->field[F_SCHEDULE] != '\0')
			reader_reject(r, row, "schedule: 随時 work has none, not %s", a->field[F_SCHEDULE]);
		return;
	}
	if (schedule_parse(a->field[F_SCHEDULE], kind, &a->schedule, &bad))
		return;
	problem = schedule_problem(a, bad);
	if (c->partial)
		warnx("%s:%zu: %s", c->path, row->line, problem);
	else
		reader_reject(r, row, "%s", problem);
	c->bad_schedules++;
	free(problem);
}

static void
parse_activity(struct catalog *c, struct reader *r, const struct row *row, struct activity *a)
{
	if (!is_id(a->field[F_ID]))
		reader_reject(r, row, "id: letters, digits, - and _, such as S09-04, not '%s'", a->field[F_ID]);
	if (*a->field[F_TITLE] == '\0')
		reader_reject(r, row, "title: empty");
	if (!title_is_closed(a->field[F_TITLE]))
		reader_reject(r, row, "title: the （ is never closed: '%s'", a->field[F_TITLE]);
	if (!title_parse(a->field[F_TITLE], &a->title))
		reader_reject(r, row, "title: an unknown or repeated placeholder in %s", a->field[F_TITLE]);
	if (*a->field[F_APPROVAL] != '\0' && strcmp(a->field[F_APPROVAL], "要") != 0)
		reader_reject(r, row, "approval: 要 or nothing, not %s", a->field[F_APPROVAL]);
	if (*a->field[F_RESTRICTED] != '\0' && strcmp(a->field[F_RESTRICTED], "限定") != 0)
		reader_reject(r, row, "restricted: 限定 or nothing, not %s", a->field[F_RESTRICTED]);
	if (!parse_frequency(a->field[F_FREQUENCY], &a->frequency))
		reader_reject(r, row, "frequency: 随時 週次 隔週 月次 四半期 半期 年次, not '%s'",
		    a->field[F_FREQUENCY]);
	else
		parse_schedule(c, r, row, a);
	check_places(r, row, a);
	parse_lead(r, row, a);
	parse_validity(r, row, a);
}

/* What the index knows the id by: its first letters, small, for case does not count in an id. */
static void
id_key(const char *id, char key[ID_KEY])
{
	size_t i;

	for (i = 0; id[i] != '\0' && i + 1 < ID_KEY; i++)
		key[i] = id[i] >= 'A' && id[i] <= 'Z' ? (char)(id[i] - 'A' + 'a') : id[i];
	key[i] = '\0';
}

static struct activity *
catalog_add(struct catalog *c, const struct row *row, const size_t *index)
{
	const char **cell = arena_alloc(&c->arena, row->n * sizeof(*cell));
	struct activity *a;
	char key[ID_KEY];
	size_t i;

	c->activity = array_grow(c->activity, c->n, sizeof(*c->activity));
	a = &c->activity[c->n++];
	*a = (struct activity){ .cell = cell, .line = row->line };
	for (i = 0; i < row->n; i++)
		cell[i] = arena_text(&c->arena, row->cell[i], strlen(row->cell[i]));
	for (i = 0; i < FIELDS; i++)
		a->field[i] = index[i] == COLUMN_NONE ? "" : cell[index[i]];
	id_key(a->field[F_ID], key);
	index_add(&c->by_id, key, (uint32_t)c->n);
	return a;
}

/* The next activity with that id, or NULL after the last; *cursor is 0 at first. */
static const struct activity *
next_with(const struct catalog *c, const char *id, size_t *cursor)
{
	char key[ID_KEY];
	uint32_t number;

	id_key(id, key);
	while ((number = index_next(&c->by_id, key, cursor)) != 0)
		if (strcasecmp(c->activity[number - 1].field[F_ID], id) == 0)
			return &c->activity[number - 1];
	return NULL;
}

static void
check_overlap(struct reader *r, const struct row *row, const struct catalog *c)
{
	const struct activity *new = &c->activity[c->n - 1], *a;
	size_t cursor = 0;

	while ((a = next_with(c, new->field[F_ID], &cursor)) != NULL)
		if (a != new && strcmp(a->field[F_ID], new->field[F_ID]) != 0)
			/* An id may be typed in either case, so case cannot distinguish two. */
			reader_reject(r, row, "%s differs from %s only in case (line %zu)",
			    new->field[F_ID], a->field[F_ID], a->line);
		else if (a != new && a->from <= new->to && new->from <= a->to)
			reader_reject(r, row, "%s has two revisions for the same day (line %zu)",
			    a->field[F_ID], a->line);
}

static const char *const *
copy_names(struct catalog *c, const struct reader *r)
{
	const char *const *names = reader_names(r, &c->ncolumns);
	const char **copy = arena_alloc(&c->arena, c->ncolumns * sizeof(*copy));
	size_t i;

	for (i = 0; i < c->ncolumns; i++)
		copy[i] = arena_text(&c->arena, names[i], strlen(names[i]));
	return copy;
}

static struct catalog *
catalog_read(const struct team *t, bool partial)
{
	struct catalog *c = memory_zeros(1, sizeof(*c));
	char *path = team_path(t, "sow.csv");
	size_t index[FIELDS], i;
	struct reader *r;
	struct row row;

	c->partial = partial;
	if (path == NULL)
		errx(1, "sow.csv: neither in the team's directory nor as %s (SOW_SHARE)", team_shipped(t, "sow.csv"));
	r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	c->path = arena_text(&c->arena, path, strlen(path));
	c->names = copy_names(c, r);
	for (i = 0; i < FIELDS; i++)
		index[i] = reader_column(r, fields[i]);
	for (i = 0; i < FIELDS; i++)
		if (index[i] == COLUMN_NONE && (i == F_ID || i == F_TITLE || i == F_FREQUENCY))
			errx(1, "%s: no column '%s' (%s)", path, fields[i], column_label(fields[i]));
	while (reader_next(r, &row)) {
		parse_activity(c, r, &row, catalog_add(c, &row, index));
		check_overlap(r, &row, c);
	}
	if (c->n == 0)
		errx(1, "%s: holds no activity", path);
	reader_close(r);
	free(path);
	return c;
}

struct catalog *
catalog_open(const struct team *t)
{
	return catalog_read(t, false);
}

struct catalog *
catalog_open_partial(const struct team *t)
{
	return catalog_read(t, true);
}

const struct activity *
catalog_find(const struct catalog *c, const char *id, int day)
{
	const struct activity *a;
	size_t cursor = 0;

	while ((a = next_with(c, id, &cursor)) != NULL)
		if (a->from <= day && day <= a->to)
			return a;
	return NULL;
}

/* Days between the day and the validity of the revision; 0 within it. */
static int
days_off(const struct activity *a, int day)
{
	return day < a->from ? a->from - day : day > a->to ? day - a->to : 0;
}

const struct activity *
catalog_nearest(const struct catalog *c, const char *id, int day)
{
	const struct activity *a, *best = NULL;
	size_t cursor = 0;

	while ((a = next_with(c, id, &cursor)) != NULL)
		if (best == NULL || days_off(a, day) < days_off(best, day) || (days_off(a, day) == days_off(best, day) && a < best))
			best = a;
	return best;
}

static bool
has_id(const struct activity *a, const char *id)
{
	return strcasecmp(a->field[F_ID], id) == 0;
}

static bool
has_alias(const struct activity *a, const char *key)
{
	const char *s = a->field[F_ALIAS], *end;
	char word[64];
	size_t n;

	for (; *s != '\0'; s = end + strspn(end, " ,")) {
		n = strcspn(s, " ,");
		end = s + n;
		if (n < sizeof(word)) {
			memcpy(word, s, n);
			word[n] = '\0';
			if (strcasecmp(word, key) == 0)
				return true;
		}
	}
	return false;
}

static bool
has_text(const struct activity *a, const char *key)
{
	static const enum field searched[] = {
		F_ID, F_MAJOR, F_MIDDLE, F_MINOR, F_TITLE, F_TASK, F_FREQUENCY, F_TARGET,
	};
	char *folded;
	bool found = false;
	size_t i;

	for (i = 0; i < sizeof(searched) / sizeof(*searched) && !found; i++) {
		folded = text_key(a->field[searched[i]]);
		found = strstr(folded, key) != NULL;
		free(folded);
	}
	return found;
}

size_t
catalog_match(const struct catalog *c, const char *pattern, int day,
    const struct activity **found, size_t max)
{
	static bool (*const has[])(const struct activity *, const char *) = { has_id, has_alias, has_text };
	const struct activity *a;
	char narrow[128], *key = NULL;
	size_t n = 0, pass;

	if (!text_narrow(pattern, narrow, sizeof(narrow)))
		*narrow = '\0';
	/* An id first, then an alias, then words. */
	for (pass = 0; pass < 3 && n == 0; pass++) {
		if (has[pass] == has_text)
			key = text_key(pattern);
		for (a = c->activity; a < c->activity + c->n; a++) {
			if (day < a->from || day > a->to || !has[pass](a, key == NULL ? narrow : key))
				continue;
			if (n < max)
				found[n] = a;
			n++;
		}
	}
	free(key);
	return n;
}

static void
compare_revisions(const struct catalog *c, struct difference d, take_difference *take, void *argument)
{
	for (d.column = 0; d.column < c->ncolumns; d.column++) {
		if (strcmp(c->names[d.column], "valid_from") == 0 || strcmp(c->names[d.column], "valid_to") == 0)
			continue;
		if (strcmp(d.was == NULL ? "" : d.was->cell[d.column], d.is == NULL ? "" : d.is->cell[d.column]) != 0)
			take(argument, c, &d);
	}
}

void
catalog_compare(const struct catalog *c, int from, int to, take_difference *take, void *argument)
{
	const struct activity *a;
	struct difference d;

	for (a = c->activity; a < c->activity + c->n; a++) {
		d = (struct difference){ catalog_find(c, a->field[F_ID], from), catalog_find(c, a->field[F_ID], to), 0 };
		/* An id has one turn: at its revision on the second day or, if it has none, on the first. */
		if (d.was != d.is && a == (d.is != NULL ? d.is : d.was))
			compare_revisions(c, d, take, argument);
	}
}

bool
activity_is_last(const struct catalog *c, const struct activity *a, struct period p)
{
	const struct activity *r;

	if (a->from > p.to || p.from > a->to)
		return false;
	for (r = c->activity; r < c->activity + c->n; r++)
		if (strcmp(r->field[F_ID], a->field[F_ID]) == 0 && r->from > a->from && r->from <= p.to)
			return false;
	return true;
}

static bool
stands_between(const char *list, size_t n, size_t from, size_t to)
{
	size_t width = strlen(TARGETS_BETWEEN);

	return (from == 0 || (from >= width && memcmp(list + from - width, TARGETS_BETWEEN, width) == 0)) &&
	    (to == n || (to + width <= n && memcmp(list + to, TARGETS_BETWEEN, width) == 0));
}

/* Is the target one of the list, and not only part of another one's name? */
static bool
targets_have(const struct bytes *list, const char *target)
{
	size_t at, n = strlen(target);

	for (at = 0; at + n <= list->n; at++)
		if (memcmp(list->s + at, target, n) == 0 && stands_between(list->s, list->n, at, at + n))
			return true;
	return false;
}

void
targets_join(struct bytes *list, const char *target)
{
	if (*target != '\0' && !targets_have(list, target))
		bytes_join(list, target, TARGETS_BETWEEN);
}

void
catalog_close(struct catalog *c)
{
	free(c->activity);
	index_free(&c->by_id);
	arena_free(&c->arena);
	free(c);
}
