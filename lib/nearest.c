/* nearest.c - the name that was probably meant */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "text.h"
#include "nearest.h"

/* What people type for a name, and what they are told: a name and its ?, or how it is done here. */
#define NOTHING_DELETED N_("nothing is deleted: cancel ends a ticket, undo takes back what you wrote last")
#define OF_DAYS N_("a day is given by --on, --as-of or --today")
static const struct {
	const char *thing, *typed, *meant;
} words[] = {
	{ "verb", "help", N_("behind a verb, as in sow-ticket done --help") },
	{ "verb", "delete", NOTHING_DELETED }, { "verb", "remove", NOTHING_DELETED }, { "verb", "rm", NOTHING_DELETED },
	{ "verb", "削除", NOTHING_DELETED },
	{ "verb", "add", "new?" }, { "verb", "create", "new?" }, { "verb", "open", "new?" }, { "verb", "新規", "new?" },
	{ "verb", "起票", "new?" }, { "verb", "close", "done?" }, { "verb", "finish", "done?" }, { "verb", "完了", "done?" },
	{ "verb", "edit", "set?" }, { "verb", "update", "set?" }, { "verb", "変更", "set?" }, { "verb", "保留", "hold?" },
	{ "verb", "取消", "cancel?" }, { "verb", "comment", "note?" }, { "verb", "ls", "list?" }, { "verb", "find", "list?" },
	{ "verb", "search", "list?" }, { "verb", "一覧", "list?" }, { "verb", "検索", "list?" }, { "verb", "history", "log?" },
	{ "option", "sort", N_("sort(1) sorts the rows") },
	{ "option", "date", OF_DAYS }, { "option", "day", OF_DAYS },
	{ "option", "filter", "--where?" },
	{ "option", "period", N_("sow-due and sow-report take it") },
	{ "option", "lead", N_("sow-due takes it") },
	{ "option", "layout", N_("sow-report takes it") },
	{ "option", "map", N_("sow-ticket import takes it") },
	{ "column", "期限", "due?" },
	{ "frequency", "毎週", "週次?" }, { "frequency", "毎月", "月次?" }, { "frequency", "毎年", "年次?" },
	{ "format", "xls", "xlsx?" },
	{ "table", "サマリー", "summary?" },
};

const char *
word_meant(const char *thing, const char *typed)
{
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i].thing, thing) == 0 && strcasecmp(words[i].typed, typed) == 0)
			return _(words[i].meant);
	return NULL;
}

enum { LONGEST = 32 };

/* The characters of the word, at most so many; more are as many and one. */
static size_t
text_characters(const char *s, int32_t c[LONGEST])
{
	size_t n;

	for (n = 0; *s != '\0' && n < LONGEST; n++)
		s += text_char(s, &c[n]);
	return *s == '\0' ? n : LONGEST + 1;
}

/* Edits from one to the other: a character inserted, deleted or replaced, or two neighbours swapped. */
static size_t
edit_distance(const char *typed, const char *name)
{
	size_t cost[LONGEST + 1][LONGEST + 1], n, m, i, j, least;
	int32_t a[LONGEST], b[LONGEST];

	if ((n = text_characters(typed, a)) > LONGEST || (m = text_characters(name, b)) > LONGEST)
		return SIZE_MAX;
	for (i = 0; i <= n; i++)
		for (j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				cost[i][j] = i + j;
				continue;
			}
			least = cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			least = cost[i - 1][j] + 1 < least ? cost[i - 1][j] + 1 : least;
			least = cost[i][j - 1] + 1 < least ? cost[i][j - 1] + 1 : least;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && cost[i - 2][j - 2] + 1 < least)
				least = cost[i - 2][j - 2] + 1;
			cost[i][j] = least;
		}
	return cost[n][m];
}

/* Does one begin with the other? */
static bool
word_begins(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return n >= 3 && strncmp(a, b, n) == 0;
}

const char *
nearest_name(const char *typed, const char *const *names, size_t n)
{
	const char *best = NULL;
	int32_t c[LONGEST];
	size_t i, d, least = text_characters(typed, c) / 3 + 1; /* that many edits make another word */

	for (i = 0; i < n; i++)
		if ((d = edit_distance(typed, names[i])) < least) {
			least = d;
			best = names[i];
		}
	for (i = 0; best == NULL && i < n; i++)
		if (word_begins(typed, names[i]))
			best = names[i];
	return best;
}

void
no_such(const char *thing, const char *typed, const char *const *names, size_t n, const char *separator)
{
	const char *meant = word_meant(thing, typed), *nearest = nearest_name(typed, names, n);
	char near[64];
	size_t i;

	if (meant == NULL && nearest != NULL) {
		snprintf(near, sizeof(near), "%s?", nearest);
		meant = near;
	}
	if (meant != NULL)
		warnx("no %s '%s' (%s); there are:", _(thing), typed, meant);
	else
		warnx("no %s '%s'; there are:", _(thing), typed);
	for (i = 0; i < n; i++)
		fprintf(stderr, "%s%s", i == 0 ? "    " : separator, names[i]);
	fputc('\n', stderr);
	exit(2);
}
