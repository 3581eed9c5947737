/* rules.c - what becomes of a cell on its way through a map */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "team.h"
#include "dictionary.h"
#include "folders.h"
#include "rule.h"
#include "rules.h"

size_t
rule_names(const char **names, size_t max)
{
	size_t i;

	for (i = 0; rule_kinds[i].name != NULL && i < max; i++)
		names[i] = rule_kinds[i].name;
	return i;
}

bool
rule_known(const char *s)
{
	size_t n = strcspn(s, " ");
	const struct rule_kind *k;

	for (k = rule_kinds; k->name != NULL && (strlen(k->name) != n || strncmp(k->name, s, n) != 0); k++)
		;
	return k->name != NULL;
}

/* Reads one rule; returns what is wrong with it, or NULL. */
static const char *
rule_parse(struct rule_step *rule, char *s)
{
	char *space = strchr(s, ' '), *text = space == NULL ? s + strlen(s) : space + 1;
	const struct rule_kind *k;

	if (space != NULL)
		*space = '\0';
	for (k = rule_kinds; k->name != NULL && strcmp(k->name, s) != 0; k++)
		;
	if (k->name == NULL)
		return N_("no such rule");
	*rule = (struct rule_step){ .kind = k, .text = text };
	if (*text == '\0' && k->argument == RULE_MUST)
		return N_("what it needs is missing");
	if (*text != '\0' && k->argument == RULE_NONE)
		return N_("takes nothing after its name");
	return k->check != NULL && !k->check(rule, text) ? N_("cannot have what is written after it") : NULL;
}

bool
rules_parse(struct rules *rules, const char *text, const char **problem, char **bad)
{
	char *rest, *one, *end;

	*rules = (struct rules){ .memory = memory_text(text) };
	rest = *text == '\0' ? NULL : rules->memory;
	while ((one = strsep(&rest, "|")) != NULL) {
		one += strspn(one, " ");
		for (end = one + strlen(one); end > one && end[-1] == ' '; end--)
			end[-1] = '\0';
		rules->rule = array_grow(rules->rule, rules->n, sizeof(*rules->rule));
		*bad = memory_text(one);
		if ((*problem = rule_parse(&rules->rule[rules->n], one)) != NULL)
			return false;
		free(*bad);
		rules->n++;
	}
	*bad = NULL;
	return true;
}

bool
rules_use(const struct rules *rules, const char *name)
{
	size_t i;

	for (i = 0; i < rules->n && strcmp(rules->rule[i].kind->name, name) != 0; i++)
		;
	return i < rules->n;
}

void
rules_load(struct rules *rules, const struct team *team, const char *map, size_t line)
{
	struct rule_step *rule;
	char *file, *rest, *key, *path;

	for (rule = rules->rule; rule < rules->rule + rules->n; rule++) {
		if (rule_maps_folders(rule) && rule->folders == NULL)
			rule->folders = folders_open(team);
		if (!rule_looks_up(rule) || rule->dictionary != NULL)
			continue;
		rest = memory_text(rule->text);
		file = strsep(&rest, " ");
		key = strsep(&rest, " ");
		if ((path = team_path(team, file)) == NULL)
			errx(1, "%s:%zu: rule: no file '%s' in the team's directory or among the shipped files", map, line, file);
		free(path);
		rule->dictionary = dictionary_open(team, file, key, rest);
		free(file);
	}
}

/* A cell that was split and not joined has a line for each piece. */
static void
end_pieces(struct bytes *out)
{
	char *copy, *rest, *piece;
	size_t n = 0;

	if (out->n == 0 || memchr(out->s, *RULE_BETWEEN, out->n) == NULL)
		return;
	copy = rest = memory_span(out->s, out->n);
	out->n = 0;
	while ((piece = strsep(&rest, RULE_BETWEEN)) != NULL) {
		if (n++ > 0)
			bytes_add(out, TEXT_BREAK, strlen(TEXT_BREAK));
		bytes_add(out, piece, strlen(piece));
	}
	free(copy);
}

const char *
rules_apply(const struct rules *rules, const char *cell, const char *otherwise, struct bytes out[2])
{
	struct bytes swap;
	const struct rule_step *rule;
	const char *problem = NULL;

	out[0].n = 0;
	bytes_add(&out[0], cell, strlen(cell));
	for (rule = rules->rule; rule < rules->rule + rules->n; rule++) {
		if (out[0].n == 0 && !rule->kind->empty)
			continue;
		bytes_add(&out[0], "", 1);
		out[1].n = 0;
		if (!rule->kind->apply(rule, out[0].s, otherwise, &out[1])) {
			problem = rule->kind->problem;
			out[0].n--;
			break;
		}
		swap = out[0];
		out[0] = out[1];
		out[1] = swap;
	}
	end_pieces(&out[0]);
	bytes_add(&out[0], "", 1);
	return problem;
}

void
rules_close(struct rules *rules)
{
	size_t i;

	for (i = 0; i < rules->n; i++) {
		dictionary_close(rules->rule[i].dictionary);
		folders_close(rules->rule[i].folders);
	}
	free(rules->rule);
	free(rules->memory);
}
