/* demand.c - what a check asks of a cell: one function and one line for each op */
/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <regex.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "arena.h"
#include "index.h"
#include "text.h"
#include "number.h"
#include "date.h"
#include "stamp.h"
#include "column.h"
#include "reader.h"
#include "team.h"
#include "dictionary.h"
#include "demand.h"

enum { DAYS_MAX = 36500, KEY_MAX = 256, NEVER = -719162 }; /* 0001-01-01 */

struct demand_kind {
	const char *name;
	enum verdict (*judge)(struct demand *, const struct judged *);
	const char *(*parse)(struct demand *); /* reads text; returns what is wrong with it, or NULL */
	bool joins;                            /* its column may be several */
	bool empty;                            /* an empty cell is judged, too */
	bool negated;                          /* what fits is unfit, and the other way */
};
struct demand_regex {
	regex_t re;
};
/* The values that unique has seen, by their keys, and where each stood first. */
struct demand_seen {
	struct seen_value {
		const char *key, *file;
		size_t line;
	} *value; /* n of them */
	size_t n;
	const struct seen_value *twin; /* of the value that was judged last; or NULL */
	struct index index;
	struct arena arena;
};

/* ---- at least ---- */

/* «column NAME» is the cell of that column in the same row.  It is a word, for what begins with @ is a
 * formula to Excel. */
static bool
parse_other(struct demand *d)
{
	static const char word[] = "column ";

	if (strncmp(d->text, word, strlen(word)) != 0)
		return false;
	d->other = d->text + strlen(word);
	return true;
}

static const char *
parse_version(struct demand *d)
{
	char buf[NUMBER_TEXT];

	return parse_other(d) || version_read(d->text, buf) != NULL ? NULL : N_("not a version such as 20.615.00, nor column NAME");
}

static const char *
parse_number(struct demand *d)
{
	return parse_other(d) || number_read(d->text, &d->number) ? NULL : N_("not a number such as 3200, nor column NAME");
}

static enum verdict
judge_version(struct demand *d, const struct judged *j)
{
	char is[NUMBER_TEXT], least[NUMBER_TEXT];
	const char *a = version_read(j->text, is), *b = version_read(d->other != NULL ? j->cell[d->at] : d->text, least);

	if (a == NULL || b == NULL)
		return VERDICT_UNKNOWN;
	return version_compare(a, b) >= 0 ? VERDICT_FIT : VERDICT_UNFIT;
}

static enum verdict
judge_number(struct demand *d, const struct judged *j)
{
	double is, least = d->number;

	if (!number_read(j->text, &is) || (d->other != NULL && !number_read(j->cell[d->at], &least)))
		return VERDICT_UNKNOWN;
	return is >= least ? VERDICT_FIT : VERDICT_UNFIT;
}

/* ---- dates ---- */

/* The words of the value, with spaces between. */
static void
read_words(struct demand *d, const char *separators)
{
	char *rest = d->memory = memory_text(d->text), *word;

	while ((word = strsep(&rest, separators)) != NULL) {
		if (*word == '\0' && *separators == ' ')
			continue;
		d->word = array_grow(d->word, d->nwords, sizeof(*d->word));
		d->word[d->nwords++] = word;
	}
}

/* A file of the team or a shipped one, and n columns of it: FILE:COL. */
static bool
parse_file(struct demand *d, char *text, size_t n)
{
	char *rest = text, *word;

	d->nwords = 0;
	while ((word = strsep(&rest, ":")) != NULL) {
		if (*word == '\0' || d->nwords > n)
			return false;
		d->word = array_grow(d->word, d->nwords, sizeof(*d->word));
		d->word[d->nwords++] = word;
	}
	return d->nwords == n + 1 && *text != '/' && strstr(text, "..") == NULL;
}

/* N days, and how dates are written: 30, 30 US, 30 UTC.  after takes FILE:KEY:VALUE, too. */
static const char *
parse_days(struct demand *d)
{
	char *file = NULL;
	size_t i;
	bool good;

	read_words(d, " ");
	good = d->nwords > 0 && strlen(d->word[0]) <= 5 && text_digits(d->word[0], strlen(d->word[0]), &d->days) &&
	    d->days <= DAYS_MAX;
	for (i = 1; i < d->nwords; i++) {
		d->us = d->us || strcmp(d->word[i], "US") == 0;
		d->utc = d->utc || strcmp(d->word[i], "UTC") == 0;
		if (strcmp(d->word[i], "US") != 0 && strcmp(d->word[i], "UTC") != 0) {
			good = good && file == NULL && strchr(d->word[i], ':') != NULL;
			file = d->word[i];
		}
	}
	if (!good)
		return N_("not a number of days such as 30 (30 US, 30 UTC)");
	d->nwords = 0;
	return file == NULL || parse_file(d, file, 2) ? NULL : N_("not FILE:KEY:VALUE, a file and two of its columns");
}

static const char *
parse_within(struct demand *d)
{
	const char *problem = parse_days(d);

	return problem == NULL && d->nwords > 0 ? N_("not a number of days such as 30 (30 US, 30 UTC)") : problem;
}

static const char *
parse_date(struct demand *d)
{
	d->us = strcmp(d->text, "US") == 0;
	return d->us || *d->text == '\0' ? NULL : N_("takes nothing, or US");
}

/* The products write the first day of the year 1 for never. */
static bool
is_never(const char *text)
{
	static const char *const forms[] = { "0001/01/01", "0001-01-01", "0001/1/1", "1/1/0001", "01/01/0001" };
	size_t i, n;

	for (i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		n = strlen(forms[i]);
		if (strncmp(text, forms[i], n) == 0 && (text[n] < '0' || text[n] > '9'))
			return true;
	}
	return false;
}

/* Is it as the programs write it, 2026-11-23 or 2026-11-23T10:30:00?  The date itself is still to be read. */
static bool
is_written(const char *s)
{
	size_t n = strlen(s);
	int hour, minute, second;

	return n == 10 || (n == 19 && s[10] == 'T' && s[13] == ':' && s[16] == ':' && text_digits(s + 11, 2, &hour) &&
	    text_digits(s + 14, 2, &minute) && text_digits(s + 17, 2, &second) && hour < 24 && minute < 60 && second < 60);
}

/* The day in Asia/Tokyo, NEVER for never; false if it is no date. */
static bool
read_day(const struct demand *d, const char *text, int *day)
{
	struct stamp s;

	*day = NEVER;
	if ((*text == '0' || *text == '1') && is_never(text))
		return true;
	if (!d->utc && !d->us && is_written(text) && date_written(text, day))
		return true;
	if (!stamp_parse(text, d->us, &s) && (!d->us || !stamp_parse(text, false, &s)))
		return false;
	if (d->utc && s.clock && !s.zone)
		s.us += 9 * 3600 * SECOND_US;
	*day = time_day(s.us);
	return true;
}

static enum verdict
judge_within(struct demand *d, const struct judged *j)
{
	int day;

	if (!read_day(d, j->text, &day))
		return VERDICT_UNKNOWN;
	return day >= j->today - d->days && day <= j->today + d->days ? VERDICT_FIT : VERDICT_UNFIT;
}

/* What the file has for a value or, as 26100.7171 is a build of 26100, for it without its last field. */
static const char *
look_up(const struct demand *d, const char *text)
{
	char buf[KEY_MAX], *dot;
	const char *found = dictionary_find(d->dictionary, text);

	if (found != NULL || strlcpy(buf, text, sizeof(buf)) >= sizeof(buf) || (dot = strrchr(buf, '.')) == NULL)
		return found;
	*dot = '\0';
	return dictionary_find(d->dictionary, buf);
}

static enum verdict
judge_after(struct demand *d, const struct judged *j)
{
	const char *text = d->dictionary != NULL ? look_up(d, j->text) : j->text;
	int day;

	if (text == NULL || !read_day(d, text, &day) || day == NEVER)
		return VERDICT_UNKNOWN;
	return day > j->today + d->days ? VERDICT_FIT : VERDICT_UNFIT;
}

static enum verdict
judge_date(struct demand *d, const struct judged *j)
{
	int day;

	if (!read_day(d, j->text, &day))
		return VERDICT_UNFIT;
	return day == NEVER ? VERDICT_UNKNOWN : VERDICT_FIT;
}

/* ---- words ---- */

static const char *
parse_list(struct demand *d)
{
	if (*d->text == '\0')
		return N_("empty: words with | between");
	read_words(d, "|");
	return NULL;
}

static enum verdict
judge_in(struct demand *d, const struct judged *j)
{
	size_t i;

	for (i = 0; i < d->nwords; i++)
		if (strcmp(d->word[i], j->text) == 0)
			return VERDICT_FIT;
	for (i = 0; i < d->nwords; i++)
		if (text_same(d->word[i], j->text))
			return VERDICT_FIT;
	return VERDICT_UNFIT;
}

static const char *
parse_lookup(struct demand *d)
{
	d->memory = memory_text(d->text);
	return parse_file(d, d->memory, 1) ? NULL : N_("not FILE:COL, a file and one of its columns");
}

static enum verdict
judge_lookup(struct demand *d, const struct judged *j)
{
	return dictionary_find(d->dictionary, j->text) != NULL ? VERDICT_FIT : VERDICT_UNFIT;
}

static const char *
parse_matches(struct demand *d)
{
	if (*d->text == '\0' || strlen(d->text) > REGEX_MAX)
		return N_("not a regular expression");
	setlocale(LC_CTYPE, "C.UTF-8"); /* «.» is a character, not a byte */
	d->regex = memory_zeros(1, sizeof(*d->regex));
	if (regcomp(&d->regex->re, d->text, REG_EXTENDED | REG_NOSUB) == 0)
		return NULL;
	free(d->regex);
	d->regex = NULL;
	return N_("not a regular expression");
}

static enum verdict
judge_matches(struct demand *d, const struct judged *j)
{
	return regexec(&d->regex->re, j->text, 0, NULL, 0) == 0 ? VERDICT_FIT : VERDICT_UNFIT;
}

static const char *
parse_nothing(struct demand *d)
{
	return *d->text == '\0' ? NULL : N_("takes nothing");
}

static enum verdict
judge_not_empty(struct demand *d, const struct judged *j)
{
	(void)d;
	return text_blank(j->text) ? VERDICT_UNFIT : VERDICT_FIT;
}

/* ---- unique ---- */

static const struct seen_value *
seen_find(const struct demand_seen *s, const char *key)
{
	size_t cursor = 0;
	uint32_t number;

	while ((number = index_next(&s->index, key, &cursor)) != 0)
		if (strcmp(s->value[number - 1].key, key) == 0)
			return &s->value[number - 1];
	return NULL;
}

static void
seen_add(struct demand_seen *s, const char *key, const struct judged *j)
{
	const char *file = s->n > 0 ? s->value[s->n - 1].file : NULL;

	if (file == NULL || strcmp(file, j->file) != 0)
		file = arena_text(&s->arena, j->file, strlen(j->file));
	s->value = array_grow(s->value, s->n, sizeof(*s->value));
	s->value[s->n++] = (struct seen_value){ arena_text(&s->arena, key, strlen(key)), file, j->line };
	index_add(&s->index, key, (uint32_t)s->n);
}

/* Two spellings of one name are one: PC-0004, pc-0004, ＰＣ－０００４. */
static enum verdict
judge_unique(struct demand *d, const struct judged *j)
{
	char *key = text_key(j->text);

	if (d->seen == NULL)
		d->seen = memory_zeros(1, sizeof(*d->seen));
	d->seen->twin = seen_find(d->seen, key);
	if (d->seen->twin == NULL)
		seen_add(d->seen, key, j);
	free(key);
	return d->seen->twin == NULL ? VERDICT_FIT : VERDICT_UNFIT;
}

/* ---- the ops ---- */

static const struct demand_kind kinds[] = {
	{ ">= version", judge_version, parse_version, false, false, false },
	{ ">= number", judge_number, parse_number, false, false, false },
	{ "within", judge_within, parse_within, false, false, false },
	{ "after", judge_after, parse_days, true, false, false },
	{ "in", judge_in, parse_list, false, false, false },
	{ "not in", judge_in, parse_list, false, false, true },
	{ "lookup", judge_lookup, parse_lookup, true, false, false },
	{ "not lookup", judge_lookup, parse_lookup, true, false, true },
	{ "matches", judge_matches, parse_matches, false, false, false },
	{ "not matches", judge_matches, parse_matches, false, false, true },
	{ "not empty", judge_not_empty, parse_nothing, false, true, false },
	{ "unique", judge_unique, parse_nothing, true, false, false },
	{ "date", judge_date, parse_date, false, false, false },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

size_t
demand_names(const char **names, size_t max)
{
	size_t i;

	for (i = 0; i < KINDS && i < max; i++)
		names[i] = kinds[i].name;
	return i;
}

const char *
demand_parse(struct demand *d, const char *op, const char *value, bool *of_op)
{
	size_t i;

	*d = (struct demand){ .text = value };
	for (i = 0; i < KINDS && strcmp(kinds[i].name, op) != 0; i++)
		;
	*of_op = i == KINDS;
	if (i == KINDS)
		return ""; /* whoever knows the line says it */
	d->kind = &kinds[i];
	return d->kind->parse(d);
}

bool
demand_joins(const struct demand *d)
{
	return d->kind->joins;
}

const char *
demand_file(const struct demand *d)
{
	return d->nwords > 0 && (d->kind->parse == parse_lookup || d->kind->parse == parse_days) ? d->word[0] : NULL;
}

void
demand_load(struct demand *d, const struct team *team)
{
	if (d->dictionary == NULL && demand_file(d) != NULL)
		d->dictionary = dictionary_open(team, d->word[0], d->word[1], d->nwords == 3 ? d->word[2] : "");
}

enum verdict
demand_judge(struct demand *d, const struct judged *j)
{
	enum verdict v;

	if (!d->kind->empty && (*j->text == '\0' || text_blank(j->text)))
		return VERDICT_UNKNOWN;
	v = d->kind->judge(d, j);
	if (d->kind->negated)
		return v == VERDICT_FIT ? VERDICT_UNFIT : VERDICT_FIT; /* these ops never say unknown */
	return v;
}

const char *
demand_twin(const struct demand *d, size_t *line)
{
	if (d->seen == NULL || d->seen->twin == NULL)
		return NULL;
	*line = d->seen->twin->line;
	return d->seen->twin->file;
}

void
demand_close(struct demand *d)
{
	if (d->seen != NULL) {
		free(d->seen->value);
		index_free(&d->seen->index);
		arena_free(&d->seen->arena);
		free(d->seen);
	}
	if (d->regex != NULL) {
		regfree(&d->regex->re);
		free(d->regex);
	}
	dictionary_close(d->dictionary);
	free(d->word);
	free(d->memory);
}
