/* filter.c - COLUMN OP VALUE, where the value decides what is compared */
/* SPDX-License-Identifier: MIT */
#include <locale.h>
#include <regex.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "nearest.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "period.h"
#include "column.h"
#include "reader.h"
#include "filter.h"

enum op { OP_EQ, OP_NE, OP_LT, OP_LE, OP_GT, OP_GE, OP_RE, OP_NR };
enum kind { KIND_DATE, KIND_NUMBER, KIND_TEXT, KIND_RANGE };

struct filter {
	char *column;            /* as typed, or made narrow */
	char *typed;
	char *value;
	size_t index;
	enum op op;
	enum kind kind;
	struct period period;    /* KIND_DATE */
	int64_t begins;          /* KIND_DATE: how long after midnight a day begins */
	char *from, *to;         /* KIND_NUMBER (from only), KIND_RANGE (numbers; NULL: open) */
	char *key;               /* KIND_TEXT: folded for = and !=, as typed for < > */
	regex_t re;
};

static const struct {
	const char *text;
	enum op op;
} ops[] = {
	{ "!=", OP_NE }, { "!~", OP_NR }, { "<=", OP_LE }, { ">=", OP_GE }, { "=", OP_EQ },
	{ "<", OP_LT }, { ">", OP_GT }, { "~", OP_RE },
	{ "！＝", OP_NE }, { "！～", OP_NR }, { "～", OP_RE }, { "＝", OP_EQ }, { "＜＝", OP_LE }, { "＞＝", OP_GE },
	{ "＜", OP_LT }, { "＞", OP_GT },
};

static bool
is_number(const char *s)
{
	s += *s == '-' || *s == '+';
	for (;; s++) {
		if (*s < '0' || *s > '9')
			return false;
		s += strspn(s, "0123456789");
		if (*s != '.')
			return *s == '\0';
	}
}

/* Field by field: 20.98 < 20.615. A sign stands only before the first field. */
static int
compare_numbers(const char *a, const char *b)
{
	int sign = 1, c;
	size_t na, nb;

	if ((*a == '-') != (*b == '-'))
		return *a == '-' ? -1 : 1;
	if (*a == '-')
		sign = -1;
	a += *a == '-' || *a == '+';
	b += *b == '-' || *b == '+';
	for (;;) {
		a += strspn(a, "0");
		b += strspn(b, "0");
		na = strspn(a, "123456789" "0");
		nb = strspn(b, "123456789" "0");
		if (na != nb)
			return na < nb ? -sign : sign;
		if ((c = memcmp(a, b, na)) != 0)
			return c < 0 ? -sign : sign;
		a += na;
		b += nb;
		if (*a != *b)
			return *a == '\0' ? -sign : sign;
		if (*a == '\0')
			return 0;
		a++;
		b++;
	}
}

/* 10..30, 10.. and ..30, of dotted numbers. */
static bool
number_range(struct filter *f, const char *value)
{
	const char *dots = strstr(value, "..");

	if (dots == NULL || strlen(value) == 2)
		return false;
	f->from = dots > value ? memory_span(value, (size_t)(dots - value)) : NULL;
	f->to = dots[2] != '\0' ? memory_span(dots + 2, strlen(dots + 2)) : NULL;
	return (f->from == NULL || is_number(f->from)) && (f->to == NULL || is_number(f->to));
}

static void
filter_compile(struct filter *f, const char *value)
{
	char what[256];
	int e;

	/* glibc's regcomp recurses for each parenthesis, and is slow over alternatives. */
	if (strlen(value) > REGEX_MAX)
		errx(2, "-w: a regular expression of more than %d bytes", REGEX_MAX);
	/* «.» must be a character, not a byte. Every Debian has C.UTF-8. */
	setlocale(LC_CTYPE, "C.UTF-8");
	if ((e = regcomp(&f->re, value, REG_EXTENDED | REG_NOSUB)) != 0) {
		regerror(e, &f->re, what, sizeof(what));
		errx(2, "-w: '%s': %s", value, what);
	}
	f->kind = KIND_TEXT;
}

/* A word that no cell of the column can hold would silently match nothing, or everything. */
static void
check_word(const char *column, const char *value)
{
	static const char *const things[] = {
		[COLUMN_STATUS] = N_("status"), [COLUMN_STATE] = N_("state"), [COLUMN_FREQUENCY] = N_("frequency"),
	};
	enum column_type type = column_type(column);
	const char *words[64];
	static const char *const others[] = { "開", "閉", "good", "bad", "unchecked" }; /* states of a day, of a file */
	size_t n = column_words(type, words, 60), i;

	for (i = 0; type == COLUMN_STATE && i < sizeof(others) / sizeof(*others); i++)
		words[n++] = others[i];
	for (i = 0; i < n && strcasecmp(words[i], value) != 0; i++)
		;
	if (n > 0 && i == n && *value != '\0')
		no_such(things[type], value, words, n, " ");
}

static void
check_date(const char *column, const char *value)
{
	enum column_type type = column_type(column);

	if ((type == COLUMN_DATE || type == COLUMN_TIME) && *value != '\0')
		errx(2, "-w: %s holds dates, not '%s' (2026-11-20, 11/20, 2026-11, week, 2026-11-01..2026-11-20)", column, value);
}

static void
check_number(const char *column, const char *value)
{
	if (column_type(column) == COLUMN_NUMBER && *value != '\0')
		errx(2, "-w: %s holds numbers, not '%s' (15, 10..30)", column, value);
}

static void
filter_decide(struct filter *f, const char *column, const char *value, int today)
{
	char narrow[128];

	value = column_value(column, value);
	if (f->op == OP_RE || f->op == OP_NR) {
		filter_compile(f, value);
		return;
	}
	check_word(column, value);
	if (text_narrow(value, narrow, sizeof(narrow))) {
		f->kind = KIND_NUMBER;
		if (is_number(narrow)) {
			check_date(column, value);
			f->from = memory_span(narrow, strlen(narrow));
			return;
		}
		f->kind = KIND_DATE;
		if (period_parse(narrow, today, &f->period))
			return;
		check_date(column, value);
		f->kind = KIND_RANGE;
		if (number_range(f, narrow) && (f->op == OP_EQ || f->op == OP_NE))
			return;
	}
	check_number(column, value);
	f->kind = KIND_TEXT;
	f->key = f->op == OP_EQ || f->op == OP_NE ? text_key(value) : memory_span(value, strlen(value));
}

/* Where the name ends and the operator begins, or NULL. */
static const char *
find_op(const char *text, size_t *op)
{
	const char *s;

	for (s = text; *s != '\0'; s++)
		for (*op = 0; s > text && *op < sizeof(ops) / sizeof(*ops); ++*op)
			if (strncmp(s, ops[*op].text, strlen(ops[*op].text)) == 0)
				return s;
	return NULL;
}

/* A copy of the name as it is typed, made narrow if that is a column. */
static char *
typed_name(const char *text, size_t n)
{
	char *name = memory_span(text, n), narrow[128];

	if (text_narrow(name, narrow, sizeof(narrow)) && column_typed(narrow)) {
		free(name);
		name = memory_text(narrow);
	}
	return name;
}

/* Whether a word can only have been meant as a column's name, be there one or not. */
static bool
is_identifier(const char *name)
{
	return *name >= 'a' && *name <= 'z' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

bool
filter_is(const char *text)
{
	size_t op;
	const char *s = find_op(text, &op);
	char *name = s == NULL ? NULL : typed_name(text, (size_t)(s - text));
	bool is = name != NULL && (column_typed(name) || is_identifier(name));

	free(name);
	return is;
}

bool
filter_sound(const char *text)
{
	size_t op;
	const char *s = find_op(text, &op), *value;
	regex_t re;

	if (s == NULL || (ops[op].op != OP_RE && ops[op].op != OP_NR))
		return s != NULL;
	value = s + strlen(ops[op].text);
	if (strlen(value) > REGEX_MAX || regcomp(&re, value, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	regfree(&re);
	return true;
}

struct filter *
filter_parse(const char *text)
{
	struct filter *f = memory_zeros(1, sizeof(*f));
	size_t op;
	const char *s = find_op(text, &op);

	if (s == NULL)
		errx(2, "-w: '%s' is not COLUMN=VALUE (= != < <= > >= ~ !~; with < > ~ ! in quotes, for the shell takes them)", text);
	f->op = ops[op].op;
	f->column = typed_name(text, (size_t)(s - text));
	f->typed = memory_span(text, (size_t)(s - text));
	f->value = memory_text(s + strlen(ops[op].text));
	return f;
}

const char *
filter_column(const struct filter *f)
{
	return f->column;
}

const char *
filter_typed(const struct filter *f)
{
	return f->typed;
}

void
filter_bind(struct filter *f, const char *column, size_t index, int today)
{
	f->index = index;
	filter_decide(f, column, f->value, today);
}

bool
filter_begin_days(struct filter *f, int64_t us)
{
	f->begins = us;
	return f->kind == KIND_DATE;
}

void
filter_move(struct filter *f, size_t index)
{
	f->index = index;
}

static bool
op_holds(enum op op, int below, int above)
{
	switch (op) {
	case OP_EQ:
		return below == 0 && above == 0;
	case OP_NE:
		return below != 0 || above != 0;
	case OP_LT:
		return below < 0;
	case OP_LE:
		return above <= 0;
	case OP_GT:
		return above > 0;
	case OP_GE:
		return below >= 0;
	case OP_RE:
	case OP_NR:
		break;
	}
	return false;
}

static bool
match_date(const struct filter *f, const char *cell)
{
	int64_t us;
	int day, below, above;

	if (!time_parse(cell, DAY_MIN, &us))
		return f->op == OP_NE;
	if (f->begins == 0 || !date_parse(cell, DAY_MIN, &day)) /* a date without a time is that day */
		day = time_day(us - f->begins);
	below = day < f->period.from ? -1 : 0;
	above = day > f->period.to ? 1 : 0;
	return op_holds(f->op, below + above, below + above);
}

static bool
match_number(const struct filter *f, const char *cell)
{
	int below, above;

	if (!is_number(cell))
		return f->op == OP_NE;
	if (f->kind == KIND_NUMBER) {
		below = compare_numbers(cell, f->from);
		return op_holds(f->op, below, below);
	}
	below = f->from != NULL && compare_numbers(cell, f->from) < 0;
	above = f->to != NULL && compare_numbers(cell, f->to) > 0;
	return op_holds(f->op, below, above);
}

/* Is the key of the cell this one? Nearly all cells differ where no key is needed to see it. */
static bool
key_same(const char *cell, const char *key)
{
	const char *p = cell, *k = key;
	char *folded;
	bool equal;

	for (; *p != '\0' && (signed char)*p > ' ' && *k != '\0' && (signed char)*k > ' '; p++, k++)
		if ((*p >= 'A' && *p <= 'Z' ? *p + 32 : *p) != *k)
			return false;
	if (*p == '\0' && *k == '\0')
		return true;
	folded = text_key(cell);
	equal = strcmp(folded, key) == 0;
	free(folded);
	return equal;
}

static bool
match_text(const struct filter *f, const char *cell)
{
	int c;

	if (f->op == OP_RE || f->op == OP_NR)
		return (regexec(&f->re, cell, 0, NULL, 0) == 0) == (f->op == OP_RE);
	if (f->op == OP_EQ || f->op == OP_NE)
		return key_same(cell, f->key) == (f->op == OP_EQ);
	c = strcmp(cell, f->key);
	return op_holds(f->op, c, c);
}

size_t
filter_index(const struct filter *f)
{
	return f->index;
}

bool
filter_holds(const struct filter *f, const char *cell)
{
	switch (f->kind) {
	case KIND_DATE:
		return match_date(f, cell);
	case KIND_NUMBER:
	case KIND_RANGE:
		return match_number(f, cell);
	case KIND_TEXT:
		break;
	}
	return match_text(f, cell);
}

bool
filter_match(const struct filter *f, char *const *cell)
{
	return filter_holds(f, cell[f->index]);
}
