/* titles.c - the values that make a title come back from it unchanged */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "property.h"

/* Make a value of awkward pieces: brackets, dividers, quotes and other widths. */
static char *
any_value(struct chance *c, enum place place, bool last)
{
	static const char *const pieces[] = { "Outlook", "（", "）", "(", ")", ":", "、", "・", " ", "\"", ",", "年月",
		"起動しない", "ﾃｽﾄ", "😀", "：" };
	enum { PIECES = sizeof(pieces) / sizeof(*pieces) };
	char *text = NULL, *longer, date[DATE_TEXT];
	int n = 1 + chance_below(c, 4), y, m, d;

	if (place == PLACE_MONTH || place == PLACE_DAY) {
		date_text(day_of(2019, 4, 1) + chance_below(c, 5000), DATE_KANJI, date);
		if (place == PLACE_DAY)
			return strdup(date);
		day_split(day_of(2019, 4, 1) + chance_below(c, 5000), &y, &m, &d);
		return asprintf(&text, "%d年%d月", y, m) == -1 ? NULL : text;
	}
	for (text = strdup(""); n > 0; n--) {
		if (asprintf(&longer, "%s%s", text, pieces[chance_below(c, last ? PIECES : PIECES - 1)]) == -1)
			return NULL;
		free(text);
		text = longer;
	}
	return text;
}

static void
check_title(struct chance *c, const struct title *t)
{
	char *value[PLACES] = { 0 }, *back[PLACES] = { 0 }, *title;
	bool blank = false; /* with a blank value no title can be made */
	const char *problem;
	size_t i;

	for (i = 0; i < t->n; i++) {
		value[t->part[i]] = any_value(c, t->part[i], i + 1 == t->n);
		blank = blank || value[t->part[i]][strspn(value[t->part[i]], " ")] == '\0';
	}
	title = title_render(t, value, &problem);
	CHECK((title == NULL) == blank, "%s: %s", t->template, title != NULL ? title : problem);
	if (title != NULL) {
		CHECK(title_match(t, title, back), "%s is not matched back", title);
		for (i = 0; i < t->n; i++)
			CHECK(back[t->part[i]] != NULL && strcmp(back[t->part[i]], value[t->part[i]]) == 0,
			    "%s: %s came back as %s", title, value[t->part[i]], back[t->part[i]]);
		CHECK(title_suggest(t, title) == NULL, "%s: a right title gets a suggestion", title);
	}
	for (i = 0; i < PLACES; i++) {
		free(value[i]);
		free(back[i]);
	}
	free(title);
}

void
check_titles(int rounds)
{
	struct team team = team_new();
	struct catalog *catalog = catalog_open(&team);
	struct chance c = { 5 };
	size_t i;

	for (; rounds > 0; rounds--)
		for (i = 0; i < catalog->n; i++)
			check_title(&c, &catalog->activity[i].title);
	catalog_close(catalog);
	team_remove(&team);
}
