/* sow-ticket-field.c - a value as typed becomes a cell as it is kept */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* Writes a day as ISO and, if clock is allowed, a moment with its time of day. */
static bool
normal_time(const struct draft *r, const char *value, bool clock, char buf[DATE_TEXT])
{
	int64_t us;
	int day;

	if (date_parse(value, r->desk->options->team.today, &day)) {
		date_text(day, DATE_ISO, buf);
		return true;
	}
	if (!clock || !time_parse(value, r->desk->options->team.today, &us))
		return false;
	time_text(us, false, buf);
	return true;
}

/* Reads minutes: 90, 90分, 1:30, 1時間, 1時間30分. */
static bool
parse_minutes(char *s, long long *n)
{
	int hours = 0, minutes = 0, length = (int)strlen(s), end = 0;
	const char *error;

	if (*s < '0' || *s > '9') /* to sscanf a sign or a blank is part of a number */
		return false;
	sscanf(s, "%7d:%2d%n", &hours, &minutes, &end);
	if (end != length)
		sscanf(s, "%7d時間%2d分%n", &hours, &minutes, &end);
	if (end != length) {
		minutes = 0;
		sscanf(s, "%7d時間%n", &hours, &end);
	}
	if (end == length) {
		*n = hours * 60LL + minutes;
		return minutes >= 0 && minutes < 60;
	}
	sscanf(s, "%7d分%n", &minutes, &end);
	*n = end == length ? minutes : strtonum(s, 0, 1000000, &error);
	return end == length || error == NULL;
}

static bool
normal_minutes(const char *value, char buf[DATE_TEXT])
{
	long long n;

	if (!text_narrow(value, buf, DATE_TEXT) || !parse_minutes(buf, &n) || n > 1000000)
		return false;
	snprintf(buf, DATE_TEXT, "%lld", n);
	return true;
}

/* The functions read_X turn a typed value into what the ledger holds, and report a refusal.  *value
 * may come to point to buf or into the desk's arena. */
typedef bool read_value(struct draft *, const char *name, const char **value, char buf[DATE_TEXT]);

static bool
read_time(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	const char *typed = *value;
	int day;

	*value = buf;
	if (normal_time(r, typed, column_type(name) == COLUMN_TIME, buf))
		return true;
	if (typed == r->desk->options->value[OPT_ON])
		name = "--on";
	if (date_weekday_of(typed, r->desk->options->team.today, &day))
		return draft_refuse(r, "%s: not a date: '%s' (that day is %s曜)", name, typed, weekday_name(day_weekday(day)));
	return draft_refuse(r, "%s: not a date: '%s' (2026-12-01, 12/1, friday, 明日)", name, typed);
}

#define NOT_MINUTES N_("%s: not minutes up to 1000000: '%s' (90, 90分, 1:30, 1時間30分)")

static bool
read_minutes(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	bool good = normal_minutes(*value, buf);

	if (!good)
		draft_refuse(r, NOT_MINUTES, name, *value);
	*value = buf;
	return good;
}

static bool
read_status(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	enum status status;

	(void)buf;
	*value = column_value(name, *value);
	if (!status_parse(*value, &status))
		return draft_refuse(r, "%s: not one of open doing hold done canceled: %s", name, *value);
	if (status != T_WAIVED && status != T_VOID)
		return true;
	return draft_refuse(r, "%s: only %s makes a ticket %s", name, status == T_WAIVED ? "waive" : "undo", *value);
}

static bool
read_parent(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	const struct ticket *t = tickets_parse(desk_tickets(r->desk), *value);

	if (t == NULL)
		return draft_refuse(r, "%s: no ticket %s (sow-ticket list -a shows them)", name, *value);
	snprintf(buf, DATE_TEXT, "%lld", t->id);
	*value = buf;
	return true;
}

/* Copies the text, with a space for each U+3000 that an IME leaves between words. */
static char *
ideographic_spaced(struct draft *r, const char *text)
{
	static const char wide[] = "　";
	char *copy = arena_text(&r->desk->arena, text, strlen(text)), *to = copy;

	while (*text != '\0')
		if (strncmp(text, wide, strlen(wide)) == 0) {
			*to++ = ' ';
			text += strlen(wide);
		} else {
			*to++ = *text++;
		}
	*to = '\0';
	return copy;
}

/* Writes each key once, in the contract's spelling, with one space between two. */
static bool
read_keys(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	const char *s = ideographic_spaced(r, *value), *key, *space = "";
	char *typed, *list = NULL;
	size_t size;
	FILE *f = memory_open(&list, &size);

	(void)name;
	(void)buf;
	for (; (typed = key_next(&s)) != NULL; free(typed)) {
		key = key_typed(r->desk, typed);
		fflush(f);
		if (list != NULL && keys_hold(list, key)) {
			draft_tell(r, "%s is listed twice", key);
			continue;
		}
		fprintf(f, "%s%s", space, key);
		space = " ";
	}
	memory_close(f, &list);
	*value = arena_text(&r->desk->arena, list, strlen(list));
	free(list);
	return true;
}

/* Reads cause:12 duplicate:7 related:3; each ticket must exist. */
static bool
read_related(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	static const char *const kinds[] = { "cause:", "duplicate:", "related:" };
	const char *s = ideographic_spaced(r, *value), *all = s;
	bool good = true;
	char *word;
	size_t i;

	(void)buf;
	*value = all;
	if (ledger_is_kind(&r->desk->ledger))
		return true; /* they are tickets of another ledger */
	for (; good && (word = key_next(&s)) != NULL; free(word)) {
		for (i = 0; i < sizeof(kinds) / sizeof(*kinds) && strncmp(word, kinds[i], strlen(kinds[i])) != 0; i++)
			;
		good = i < sizeof(kinds) / sizeof(*kinds) &&
		    tickets_parse(desk_tickets(r->desk), word + strlen(kinds[i])) != NULL;
		if (!good)
			draft_refuse(r, "%s: not cause:ID, duplicate:ID or related:ID of a ticket: %s", name, word);
	}
	return good;
}

static bool
read_tags(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	(void)name;
	(void)buf;
	*value = ideographic_spaced(r, *value);
	return true;
}

static bool
read_person(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	(void)name;
	if (text_narrow(*value, buf, DATE_TEXT) && strcasecmp(buf, "me") == 0)
		*value = r->desk->by;
	return true;
}

/* The name of who decided proves nothing without the day. */
static bool
read_approved(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	const char *space = strchr(*value, ' ');
	int day;

	snprintf(buf, DATE_TEXT, "%.*s", space == NULL ? 0 : (int)(space - *value), *value);
	if (r->desk->history || date_written(buf, &day))
		return true;
	return draft_refuse(r, "%s: a day and a name, which approve --approver=NAME records, not '%s'", name, *value);
}

/* The columns of a kind of ledger in which only a few words are possible. */
static bool
read_word(struct draft *r, const char *name, const char **value, char buf[DATE_TEXT])
{
	static const struct {
		const char *name, *word[2];
	} sets[] = {
		{ "section", { "課題", "実施事項" } }, { "result", { "合格", "手直し" } },
	};
	size_t i;

	(void)buf;
	for (i = 0; i < sizeof(sets) / sizeof(*sets); i++)
		if (strcmp(sets[i].name, name) == 0 && strcmp(sets[i].word[0], *value) != 0 && strcmp(sets[i].word[1], *value) != 0)
			return draft_refuse(r, "%s: %s or %s, not '%s'", name, sets[i].word[0], sets[i].word[1], *value);
	return true;
}

bool
draft_cell(struct draft *r, size_t column, const char *value)
{
	static read_value *const reads[L_FIXED] = {
		[L_STATUS] = read_status, [L_KEYS] = read_keys, [L_TAGS] = read_tags, [L_RELATED] = read_related,
		[L_ASSIGNEE] = read_person, [L_OPENED] = read_time, [L_DUE] = read_time,
		[L_CLOSED] = read_time, [L_MINUTES] = read_minutes, [L_PARENT] = read_parent,
		[L_APPROVED] = read_approved,
	};
	const char *name = r->desk->ledger.name[column];
	struct redaction redaction;
	read_value *read = NULL;
	char buf[DATE_TEXT];

	if (strlen(value) > LEDGER_ROW)
		return draft_refuse(r, "%s: %s", name, _(LEDGER_ROW_TOO_LONG));
	if (column == desk_note(r->desk) && redaction_parse(value, &redaction))
		return draft_refuse(r, "note: reserved for the record of a redact");
	if (column < L_FIXED)
		read = reads[column];
	else if (column_type(name) == COLUMN_TIME || column_type(name) == COLUMN_DATE)
		read = read_time;
	else if (column_is_team(name))
		read = read_word;
	if (*value != '\0' && read != NULL && !read(r, name, &value, buf))
		return false;
	draft_set(r, column, value);
	return true;
}

/* Adds to a cell: min+=20 is a sum, tags+=sow候補 one more word. */
static bool
add_to(struct draft *r, size_t column, const char *value)
{
	char *sum, buf[DATE_TEXT], old[DATE_TEXT];
	bool good;

	if (column == L_MINUTES) {
		if (!normal_minutes(value, buf) || (*r->cell[column] != '\0' && !normal_minutes(r->cell[column], old)))
			return draft_refuse(r, NOT_MINUTES, "minutes", value);
		sum = memory_format("%ld", (*r->cell[column] == '\0' ? 0 : atol(old)) + atol(buf));
	} else {
		sum = memory_format("%s%s%s", r->cell[column], *r->cell[column] == '\0' ? "" :
		    column == L_LINK ? LINK_BETWEEN : " ", value);
	}
	good = draft_cell(r, column, sum);
	free(sum);
	return good;
}

static bool
is_minutes(const char *name)
{
	static const char *const minutes[] = { "min", "分", "工数", "工数(分)" };
	size_t i;

	for (i = 0; i < sizeof(minutes) / sizeof(*minutes) && strcmp(name, minutes[i]) != 0; i++)
		;
	return i < sizeof(minutes) / sizeof(*minutes);
}

size_t
field_column(const struct desk *d, const char *name)
{
	size_t column, i;

	if (is_minutes(name))
		return L_MINUTES;
	if (ledger_is_kind(&d->ledger))
		name = column_kind_name(name);
	column = desk_column(d, column_name(name));
	for (i = L_FIXED; column == COLUMN_NONE && i + 2 < d->ledger.ncolumns; i++)
		column = column_is(d->ledger.name[i], name) ? i : column; /* elsewhere 区分 is another */
	if (column == L_REV || column == L_BATCH || column == L_AT || column == L_BY || column == L_ID ||
	    column == d->ledger.ncolumns - 1)
		return COLUMN_NONE;
	return column;
}

/* ---- name=value ---- */

enum sign
field_name(const char *text, char name[FIELD_NAME], const char **value)
{
	static const char wide[] = "＝";
	const char *equals = strchr(text, '='), *other = strstr(text, wide);
	char typed[FIELD_NAME];
	size_t n;
	bool adds;

	if (equals != NULL && (other == NULL || equals < other))
		*value = equals + 1;
	else if ((equals = other) != NULL)
		*value = equals + strlen(wide);
	else
		return SIGN_NONE;
	n = (size_t)(equals - text);
	if (n == 0 || n >= sizeof(typed))
		return SIGN_NONE;
	memcpy(typed, text, n);
	typed[n] = '\0';
	if (!text_narrow(typed, name, FIELD_NAME))
		return SIGN_NONE;
	n = strlen(name);
	adds = n > 1 && name[n - 1] == '+';
	name[n - adds] = '\0';
	for (; *name != '\0'; name++)
		*name = (char)tolower((unsigned char)*name);
	return adds ? SIGN_ADD : SIGN_SET;
}

/* Whether the name could be a mistyped column: it is all letters, kana and kanji. */
static bool
field_may_be(const char *name)
{
	int32_t c;

	while (*name != '\0') {
		name += text_char(name, &c);
		if (!(c >= 'a' && c <= 'z') && c != '_' && (c < 0x3040 || c > 0x9fff))
			return false;
	}
	return true;
}

bool
field_is(const char *text)
{
	char name[FIELD_NAME];
	const char *value;

	return field_name(text, name, &value) != SIGN_NONE && (is_minutes(name) || field_may_be(name));
}

/* By what people type for it, too, which does not count in the header of a file. */
static size_t
typed_column(const struct desk *d, const char *name)
{
	size_t column = field_column(d, name), i;

	for (i = 0; column == COLUMN_NONE && i < d->ledger.ncolumns; i++)
		if (column_is(d->ledger.name[i], name))
			column = field_column(d, d->ledger.name[i]);
	return column;
}

static void
list_fields(const struct desk *d)
{
	const char *space = "    ";
	size_t i;

	for (i = 0; i < d->ledger.ncolumns; i++)
		if (field_column(d, d->ledger.name[i]) != COLUMN_NONE) {
			fprintf(stderr, "%s%s", space, d->ledger.name[i]);
			space = " ";
		}
	fputc('\n', stderr);
}

static void
refuse_field(const struct draft *r, const char *name, const char *value)
{
	const struct desk *d = r->desk;
	const char *near = nearest_name(name, (const char *const *)d->ledger.name + L_STATUS, desk_note(d) + 1 - L_STATUS);
	const char *verb = d->options->operand[0];
	size_t i;

	for (i = 0; i < OPTIONS && (strcmp(option_table[i].name, name) != 0 || !form_takes(d->options->form, (enum option_id)i)); i++)
		;
	if (desk_column(d, name) != COLUMN_NONE)
		draft_refuse(r, "%s is no field: the program gives it", name);
	else if (i < OPTIONS)
		draft_refuse(r, "no field '%s': it is an option, --%s=%s", name, name, value);
	else if (near != NULL)
		draft_refuse(r, "no field '%s' (%s?); there are:", name, near);
	else if (strcmp(verb, "set") == 0)
		draft_refuse(r, "no field '%s'; there are:", name);
	else
		draft_refuse(r, "no field '%s' (for a note or value with = in it: note=…, what=…)", name);
	if (desk_column(d, name) == COLUMN_NONE && i == OPTIONS && (near != NULL || strcmp(verb, "set") == 0))
		list_fields(d);
}

enum assignment
draft_assign(struct draft *r, const char *text, bool places)
{
	char name[FIELD_NAME];
	const char *value;
	enum sign sign = field_name(text, name, &value);
	enum place p;
	size_t column;
	bool good;

	if (sign == SIGN_NONE)
		return NOT_A_FIELD;
	if (places && sign == SIGN_SET && place_find(name, &p))
		return (r->place[p] = place_value(r, p, value)) != NULL ? ASSIGNED : REFUSED;
	if ((column = typed_column(r->desk, name)) == COLUMN_NONE) {
		/* A mistyped field must not become a note. */
		if (!field_may_be(name))
			return NOT_A_FIELD;
		refuse_field(r, name, value);
		return REFUSED;
	}
	if (column == desk_note(r->desk) && sign == SIGN_SET && *r->cell[column] != '\0') {
		draft_refuse(r, "a second note: %s", value);
		return REFUSED;
	}
	good = sign == SIGN_ADD ? add_to(r, column, value) : draft_cell(r, column, value);
	return good ? ASSIGNED : REFUSED;
}
