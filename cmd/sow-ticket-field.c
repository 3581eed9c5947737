/* sow-ticket-field.c - a value as typed becomes a cell as it is kept */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* A day as ISO; a moment with its clock. */
static bool
normal_time(const struct desk *d, const char *value, bool clock, char buf[DATE_TEXT])
{
	int64_t us;
	int day;

	if (date_parse(value, d->options->team.today, &day)) {
		date_text(day, DATE_ISO, buf);
		return true;
	}
	if (!clock || !time_parse(value, d->options->team.today, &us))
		return false;
	time_text(us, false, buf);
	return true;
}

static bool
normal_minutes(const char *value, char buf[DATE_TEXT])
{
	const char *error;
	long long n;

	if (!text_narrow(value, buf, DATE_TEXT))
		return false;
	n = strtonum(buf, 0, 1000000, &error);
	snprintf(buf, DATE_TEXT, "%lld", n);
	return error == NULL;
}

/* What a typed value is in the ledger; *value may be set to buf. */
static bool
read_time(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	bool good = normal_time(d, *value, strcmp(name, "due") != 0, buf);

	if (!good)
		desk_refuse(d, where, "%s: no date: %s", name, *value);
	*value = buf;
	return good;
}

static bool
read_minutes(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	bool good = normal_minutes(*value, buf);

	if (!good)
		desk_refuse(d, where, "%s: a number up to 1000000, not %s", name, *value);
	*value = buf;
	return good;
}

static bool
read_status(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	enum status status;

	(void)buf;
	*value = column_value(name, *value);
	if (!status_parse(*value, &status)) {
		desk_refuse(d, where, "%s: open doing hold done canceled, not %s", name, *value);
		return false;
	}
	if (status != T_WAIVED && status != T_VOID)
		return true;
	desk_refuse(d, where, "%s: %s is what %s makes", name, *value,
	    status == T_WAIVED ? "waive" : "undo");
	return false;
}

static bool
read_parent(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), *value);

	if (t == NULL) {
		desk_refuse(d, where, "%s: no ticket %s", name, *value);
		return false;
	}
	snprintf(buf, DATE_TEXT, "%lld", t->id);
	*value = buf;
	return true;
}

/* U+3000 between words, as an IME leaves it, is a space. */
static char *
full_stops_spaced(struct desk *d, const char *text)
{
	static const char wide[] = "　";
	char *copy = arena_text(&d->arena, text, strlen(text)), *to = copy;

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

/* Each key once, as it is spelled, one space between. */
static bool
read_keys(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	const char *s = full_stops_spaced(d, *value), *key, *space = "";
	char *typed, *list = NULL;
	size_t size;
	FILE *f = memory_open(&list, &size);

	(void)name;
	(void)buf;
	for (; (typed = key_next(&s)) != NULL; free(typed)) {
		key = key_typed(d, typed);
		fflush(f);
		if (list != NULL && keys_hold(list, key)) {
			desk_tell(d, where, "%s stands there twice", key);
			continue;
		}
		fprintf(f, "%s%s", space, key);
		space = " ";
	}
	memory_close(f, &list);
	*value = arena_text(&d->arena, list, strlen(list));
	free(list);
	return true;
}

/* cause:12 duplicate:7 related:3, each of a ticket that there is. */
static bool
read_related(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	static const char *const kinds[] = { "cause:", "duplicate:", "related:" };
	const char *s = full_stops_spaced(d, *value), *all = s;
	bool good = true;
	char *word;
	size_t i;

	(void)buf;
	for (; good && (word = key_next(&s)) != NULL; free(word)) {
		for (i = 0; i < sizeof(kinds) / sizeof(*kinds) && strncmp(word, kinds[i], strlen(kinds[i])) != 0; i++)
			;
		good = i < sizeof(kinds) / sizeof(*kinds) &&
		    tickets_parse(desk_tickets(d), word + strlen(kinds[i])) != NULL;
		if (!good)
			desk_refuse(d, where, "%s: cause:ID, duplicate:ID or related:ID of a ticket, not %s", name, word);
	}
	*value = all;
	return good;
}

static bool
read_tags(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	(void)name;
	(void)buf;
	(void)where;
	*value = full_stops_spaced(d, *value);
	return true;
}

static bool
read_person(struct desk *d, const char *name, const char **value, char buf[DATE_TEXT], const char *where)
{
	(void)name;
	(void)where;
	if (text_narrow(*value, buf, DATE_TEXT) && strcasecmp(buf, "me") == 0)
		*value = d->by;
	return true;
}

bool
draft_cell(struct desk *d, char **draft, size_t column, const char *value, const char *where)
{
	static bool (*const reads[L_FIXED])(struct desk *, const char *, const char **, char[DATE_TEXT],
	    const char *) = {
		[L_STATUS] = read_status, [L_KEYS] = read_keys, [L_TAGS] = read_tags, [L_RELATED] = read_related,
		[L_ASSIGNEE] = read_person, [L_OPENED] = read_time, [L_DUE] = read_time,
		[L_CLOSED] = read_time, [L_MINUTES] = read_minutes, [L_PARENT] = read_parent,
	};
	struct redaction redaction;
	char buf[DATE_TEXT];

	if (strlen(value) > LEDGER_ROW) {
		desk_refuse(d, where, "%s: " LEDGER_ROW_TOO_LONG, d->ledger.name[column]);
		return false;
	}
	if (column == d->ledger.ncolumns - 2 && redaction_parse(value, &redaction)) {
		desk_refuse(d, where, "note: this is what redact says of itself");
		return false;
	}
	if (*value != '\0' && column < L_FIXED && reads[column] != NULL &&
	    !reads[column](d, ledger_columns[column], &value, buf, where))
		return false;
	desk_set(d, draft, column, value);
	return true;
}

/* min+=20, tags+=sow候補 */
static bool
add_to(struct desk *d, char **draft, size_t column, const char *value, const char *where)
{
	char *sum, buf[DATE_TEXT], was[DATE_TEXT];
	bool good;

	if (column == L_MINUTES) {
		if (!normal_minutes(value, buf) || (*draft[column] != '\0' && !normal_minutes(draft[column], was))) {
			desk_refuse(d, where, "minutes: a number up to 1000000, not %s", value);
			return false;
		}
		sum = memory_format("%ld", (*draft[column] == '\0' ? 0 : atol(was)) + atol(buf));
	} else {
		sum = memory_format("%s%s%s", draft[column], *draft[column] != '\0' ? " " : "", value);
	}
	good = draft_cell(d, draft, column, sum, where);
	free(sum);
	return good;
}

size_t
field_column(const struct desk *d, const char *name)
{
	static const char *const minutes[] = { "min", "分", "工数", "工数(分)" };
	size_t column, i;

	for (i = 0; i < sizeof(minutes) / sizeof(*minutes); i++)
		if (strcmp(name, minutes[i]) == 0)
			return L_MINUTES;
	column = desk_column(d, column_name(name));
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

/* A column, or a slip of the hand for one: letters, kana, kanji. */
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

enum assignment
draft_assign(struct desk *d, char **draft, const char *text, char *place[PLACES], const char *where)
{
	char name[FIELD_NAME];
	const char *value;
	enum sign sign = field_name(text, name, &value);
	enum place p;
	size_t column;
	bool good;

	if (sign == SIGN_NONE)
		return NOT_A_FIELD;
	if (place != NULL && sign == SIGN_SET && place_find(name, &p))
		return (place[p] = place_value(d, p, value, where)) != NULL ? ASSIGNED : REFUSED;
	if ((column = field_column(d, name)) == COLUMN_NONE) {
		/* A slip in a field's name must not become a note. */
		if (!field_may_be(name))
			return NOT_A_FIELD;
		desk_refuse(d, where, "no field '%s' (a note or value with = in it: note=…, what=…)", name);
		return REFUSED;
	}
	if (column == d->ledger.ncolumns - 2 && sign == SIGN_SET && *draft[column] != '\0') {
		desk_refuse(d, where, "a second note: %s", value);
		return REFUSED;
	}
	good = sign == SIGN_ADD ? add_to(d, draft, column, value, where) :
	    draft_cell(d, draft, column, value, where);
	return good ? ASSIGNED : REFUSED;
}
