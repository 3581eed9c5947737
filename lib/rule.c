/* rule.c - the rules that a map may have for a cell: one function and one line for each */
/* SPDX-License-Identifier: MIT */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "stamp.h"
#include "team.h"
#include "dictionary.h"
#include "folders.h"
#include "rule.h"

static bool
put(struct bytes *out, const char *s)
{
	bytes_add(out, s, strlen(s));
	return true;
}

/* ---- arguments ---- */

enum { STAMP_UTC = 1, STAMP_US = 2, STAMP_SLASH = 4 };

static bool
check_stamp(struct rule_step *rule, char *text)
{
	static const struct {
		const char *word;
		long flag;
	} words[] = { { "UTC", STAMP_UTC }, { "US", STAMP_US }, { "slash", STAMP_SLASH }, { "", 0 } };
	char *copy = memory_text(text), *rest = copy, *word;
	bool good = true;
	size_t i;

	while ((word = strsep(&rest, " ")) != NULL) {
		for (i = 0; i < 4 && strcasecmp(words[i].word, word) != 0; i++)
			;
		good = good && i < 4;
		rule->number |= i < 4 ? words[i].flag : 0;
	}
	free(copy);
	return good;
}

static bool
check_number(struct rule_step *rule, char *text)
{
	int n;

	if (*text == '\0')
		return true;
	if (strlen(text) > 9 || !text_digits(text, strlen(text), &n) || n < 1)
		return false;
	rule->number = n;
	return true;
}

/* + 2, or only the separator, or only the number: then spaces separate. */
static bool
check_split(struct rule_step *rule, char *text)
{
	char *last = strrchr(text, ' '), *number = last == NULL ? text : last + 1;

	if (!check_number(rule, number))
		return number[strspn(number, "0123456789")] != '\0';
	*(last == NULL ? text : last) = '\0';
	return true;
}

/* FILE or FILE KEY VALUE. */
static bool
check_lookup(struct rule_step *rule, char *text)
{
	char *key = strchr(text, ' ');

	(void)rule;
	return *text != '/' && strstr(text, "..") == NULL && (key == NULL || strchr(key + 1, ' ') != NULL);
}

/* ---- the rules ---- */

static bool
apply_const(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	(void)s, (void)otherwise;
	return put(out, rule->text);
}

/* The moment in Asia/Tokyo. */
static bool
read_stamp(const struct rule_step *rule, const char *s, struct stamp *stamp)
{
	bool utc = (rule->number & STAMP_UTC) != 0;

	if (!stamp_parse(s, (rule->number & STAMP_US) != 0, stamp) || (utc && !stamp->clock))
		return false;
	if (utc && !stamp->zone)
		stamp->us += 9 * 3600 * SECOND_US;
	return true;
}

static bool
apply_date(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	char buf[DATE_TEXT];
	struct stamp stamp;

	(void)otherwise;
	return read_stamp(rule, s, &stamp) &&
	    put(out, date_text(time_day(stamp.us), (rule->number & STAMP_SLASH) != 0 ? DATE_SLASH : DATE_ISO, buf));
}

/* A date without a clock stays one, for midnight would be an invention. */
static bool
apply_datetime(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	char buf[DATE_TEXT];
	bool slash = (rule->number & STAMP_SLASH) != 0;
	struct stamp stamp;

	(void)otherwise;
	if (!read_stamp(rule, s, &stamp))
		return false;
	if (!stamp.clock || slash)
		put(out, date_text(time_day(stamp.us), slash ? DATE_SLASH : DATE_ISO, buf));
	if (!stamp.clock)
		return true;
	time_text(stamp.us, stamp.us % SECOND_US != 0, buf);
	if (slash) {
		put(out, " ");
		return put(out, strchr(buf, 'T') + 1);
	}
	return put(out, buf);
}

/* Numbers with dots between, as -w compares them field by field; a v before them is dropped. */
static bool
apply_version(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	char buf[128];
	const char *p;

	(void)rule, (void)otherwise;
	if (!text_narrow(s, buf, sizeof(buf)))
		return false;
	p = s = buf + (*buf == 'v' || *buf == 'V');
	for (;;) {
		if (*p < '0' || *p > '9')
			return false;
		p += strspn(p, "0123456789");
		if (*p == '\0')
			return put(out, s);
		if (*p++ != '.')
			return false;
	}
}

static bool
put_cased(const char *s, struct bytes *out, bool up)
{
	utf8proc_uint8_t buf[4];
	char ascii;
	int32_t c;

	while (*s != '\0') {
		if ((signed char)*s > 0) {
			ascii = (char)(up ? toupper((unsigned char)*s) : tolower((unsigned char)*s));
			bytes_add(out, &ascii, 1);
			s++;
			continue;
		}
		s += text_char(s, &c);
		c = up ? utf8proc_toupper(c) : utf8proc_tolower(c);
		bytes_add(out, (char *)buf, (size_t)utf8proc_encode_char(c, buf));
	}
	return true;
}

static bool
apply_upper(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	(void)rule, (void)otherwise;
	return put_cased(s, out, true);
}

static bool
apply_lower(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	(void)rule, (void)otherwise;
	return put_cased(s, out, false);
}

static bool
apply_fold(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	char *key = text_key(s);

	(void)rule, (void)otherwise;
	put(out, key);
	free(key);
	return true;
}

/* pc-0001.example.local and EXAMPLE\pc-0001 are PC-0001; an address stays whole. */
static bool
apply_host(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	char buf[300], *name, *dot;

	(void)rule, (void)otherwise;
	if (!text_narrow(s, buf, sizeof(buf)))
		return false;
	name = strrchr(buf, '\\');
	name = name == NULL ? buf : name + 1;
	if ((dot = strchr(name, '.')) != NULL && name[strspn(name, "0123456789.")] != '\0' && strchr(name, ':') == NULL)
		*dot = '\0';
	return *name != '\0' && put_cased(name, out, true);
}

static bool
apply_folder(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	char *path = folders_path(rule->folders, s);

	(void)otherwise;
	if (path != NULL)
		put(out, path);
	free(path);
	return path != NULL;
}

/* Where the piece at s ends; *next is where the next begins, or NULL. A separator between two spaces
 * belongs to the text, as in «Enterprise Mobility + Security». */
static const char *
piece_end(const char *s, const char *between, const char **next)
{
	size_t n = strlen(between), space;
	const char *at = s;

	if (n == 0) {
		at = s + strcspn(s, " ");
		if (strstr(s, "\u3000") != NULL && strstr(s, "\u3000") < at)
			at = strstr(s, "\u3000");
		space = *at == ' ' ? 1 : strlen("\u3000");
		*next = *at == '\0' ? NULL : at + space;
		return at;
	}
	for (; (at = strstr(at, between)) != NULL; at += n)
		if (at == s || at[-1] != ' ' || at[n] != ' ')
			break;
	*next = at == NULL ? NULL : at + n;
	return at == NULL ? s + strlen(s) : at;
}

static bool
apply_split(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	const char *end, *next;
	long nth = 0;

	(void)otherwise;
	for (; s != NULL; s = next) {
		end = piece_end(s, rule->text, &next);
		if (*rule->text == '\0' && end == s)
			continue; /* several spaces */
		nth++;
		if (rule->number == 0 && nth > 1)
			put(out, RULE_BETWEEN);
		if (rule->number == 0 || rule->number == nth)
			bytes_add(out, s, (size_t)(end - s));
	}
	return true;
}

/* The pieces that are not empty, with the text between them. */
static bool
apply_join(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	const char *between = *rule->text == '\0' ? " " : rule->text;
	size_t n;

	(void)otherwise;
	for (; *s != '\0'; s += n + (s[n] != '\0')) {
		n = strcspn(s, RULE_BETWEEN);
		if (n > 0 && out->n > 0)
			put(out, between);
		bytes_add(out, s, n);
	}
	return true;
}

static bool
apply_lookup(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	const char *found = dictionary_find(rule->dictionary, s);

	if (found == NULL && *otherwise == '\0')
		return false;
	return put(out, found != NULL ? found : strcmp(otherwise, "=") == 0 ? s : otherwise);
}

static bool
apply_default(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	(void)otherwise;
	return put(out, *s == '\0' ? rule->text : s);
}

static bool
apply_required(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	(void)rule, (void)otherwise;
	return !text_blank(s) && put(out, s);
}

static bool
apply_max(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	const char *p;
	int32_t c;
	long n = 0;

	(void)otherwise;
	for (p = s; *p != '\0'; n++)
		p += text_char(p, &c);
	return n <= rule->number && put(out, s);
}

/* A whole number: narrow, without the commas of thousands, and with zeros before it if a width is
 * asked for. */
static bool
apply_digits(const struct rule_step *rule, const char *s, const char *otherwise, struct bytes *out)
{
	char buf[128], *from, *to;
	size_t n;

	(void)otherwise;
	if (!text_narrow(s, buf, sizeof(buf)))
		return false;
	for (from = to = buf; *from != '\0'; from++)
		if (*from != ',')
			*to++ = *from;
		else if (to == buf || strspn(from + 1, "0123456789") != 3)
			return false; /* 3,5 is not 35 */
	*to = '\0';
	n = strlen(buf);
	if (n == 0 || strspn(buf, "0123456789") != n)
		return false;
	for (; n < (size_t)rule->number; n++)
		put(out, "0");
	return put(out, buf);
}

const struct rule_kind rule_kinds[] = {
	{ "const", apply_const, RULE_MAY, true, NULL, "" },
	{ "date", apply_date, RULE_MAY, false, check_stamp, N_("not a date") },
	{ "datetime", apply_datetime, RULE_MAY, false, check_stamp, N_("not a date and time") },
	{ "version", apply_version, RULE_NONE, false, NULL, N_("not a version") },
	{ "upper", apply_upper, RULE_NONE, false, NULL, "" },
	{ "lower", apply_lower, RULE_NONE, false, NULL, "" },
	{ "fold", apply_fold, RULE_NONE, false, NULL, "" },
	{ "host", apply_host, RULE_NONE, false, NULL, N_("not the name of a computer") },
	{ "folder", apply_folder, RULE_NONE, false, NULL, N_("under no prefix of folders.csv") },
	{ "split", apply_split, RULE_MUST, false, check_split, "" },
	{ "join", apply_join, RULE_MAY, false, NULL, "" },
	{ "lookup", apply_lookup, RULE_MUST, false, check_lookup, N_("not in the file that is looked up in") },
	{ "default", apply_default, RULE_MUST, true, NULL, "" },
	{ "required", apply_required, RULE_NONE, true, NULL, N_("empty") },
	{ "max", apply_max, RULE_MUST, false, check_number, N_("too long") },
	{ "digits", apply_digits, RULE_MAY, false, check_number, N_("not a whole number") },
	{ .name = NULL },
};

bool
rule_looks_up(const struct rule_step *rule)
{
	return rule->kind->apply == apply_lookup;
}

bool
rule_maps_folders(const struct rule_step *rule)
{
	return rule->kind->apply == apply_folder;
}
