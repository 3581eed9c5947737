/* inside-match.c - try a word as a filter, a value and a title, and check what it matches */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "inside.h"

/* Nested repetitions and back references may take glibc any amount of time and memory. This is no
 * finding, since whoever types such an expression keeps nobody else waiting. */
static bool
is_cheap(const char *filter)
{
	const char *tilde = strchr(filter, '~');

	return tilde == NULL || (strlen(tilde) < 24 && strpbrk(tilde, "{\\") == NULL);
}

void
word_try_filter(const void *arg)
{
	const struct word *w = arg;
	char *const cells[] = { w->s, (char *)(uintptr_t)w->before };
	struct filter *f;
	size_t i;

	if (!is_cheap(w->s))
		return;
	f = filter_parse(w->s);
	for (i = 0; i < 2; i++) {
		filter_bind(f, filter_column(f), i, base.today);
		filter_match(f, cells);
	}
	check_that(*filter_column(f) != '\0', "a filter has no column");
}

/* Return whether the cell equals the value. Exactly one of = and != must match. */
static bool
is_equal(const char *value, const char *cell)
{
	char *equal = memory_format("title=%s", value), *other = memory_format("title!=%s", value);
	char *cells[] = { (char *)(uintptr_t)cell };
	struct filter *is = filter_parse(equal), *is_not = filter_parse(other);
	bool yes;

	filter_bind(is, "title", 0, base.today);
	filter_bind(is_not, "title", 0, base.today);
	yes = filter_match(is, cells);

	check_that(yes != filter_match(is_not, cells), "a cell is both = and != a value, or neither");
	free(equal);
	free(other);
	return yes;
}

/* With an x in front a value is no number or date but text, and texts are equal if their keys are. */
void
word_try_equal(const void *arg)
{
	const struct word *w = arg;
	char *value = memory_format("x%s", w->s), *cell = memory_format("x%s", w->before);
	char *value_key = text_key(value), *cell_key = text_key(cell);

	is_equal(w->s, w->s);
	is_equal(w->s, w->before);
	check_that(is_equal(value, cell) == (strcmp(value_key, cell_key) == 0),
	    "= and the keys of two words differ");
	free(value);
	free(cell);
	free(value_key);
	free(cell_key);
}

void
word_try_title(const void *arg)
{
	const struct word *w = arg;
	char *value[PLACES] = { 0 }, *title;
	const char *problem;
	struct title t;
	size_t i;

	if (!title_parse(w->before, &t))
		return;
	if (title_match(&t, w->s, value) &&
	    (title = title_render(&t, value, &problem)) != NULL) {
		check_that(strcmp(title, w->s) == 0, "the values of a title make another title");
		free(title);
	}
	if ((title = title_suggest(&t, w->s)) != NULL)
		check_that(title_fits(&t, title), "a suggested title does not fit");
	free(title);
	for (i = 0; i < PLACES; i++)
		free(value[i]);
}
