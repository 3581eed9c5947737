/* sow-check-run.c - every rule on every row */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-check.h"

const char *const finding_names[FINDING] = { "check", "level", "file", "line", "key", "column", "value", "message" };

/* ---- opening ---- */

static void
open_settings(struct check_run *c)
{
	const char *typed;
	size_t cursor = 0;

	while ((typed = option_each(c->options, OPT_SET, &cursor)) != NULL)
		if (!setting_add(&c->settings, typed))
			errx(2, "--set: not NAME=VALUE, or the second value of one name: '%s'", typed);
}

static void
open_rows(struct check_run *c)
{
	static char *in[] = { "-", NULL };
	const struct options *o = c->options;
	const char *source = o->value[OPT_SOURCE];
	struct conversion_options options = { .team = &o->team, .file = o->n > 1 ? o->operand + 1 : in, .n = o->n > 1 ? o->n - 1 : 1,
		.map = o->value[OPT_MAP], .from = o->value[OPT_FROM], .sheet = o->value[OPT_SHEET], .skip_to = o->value[OPT_SKIP_TO] };

	if (source != NULL)
		options.source = *source == '\0' ? "source" : source;
	c->conversion = conversion_open(&options);
	c->names = conversion_names(c->conversion, &c->n);
}

size_t
check_column(const struct check_run *c, enum option_id id)
{
	size_t at = address_find(c->options->value[id], c->names, c->n, true);

	if (at >= c->n)
		no_such(N_("column"), c->options->value[id], c->names, c->n, ",");
	return at;
}

void
check_open(struct check_run *c, const struct options *o)
{
	char *path;

	*c = (struct check_run){ .options = o, .good = true };
	if (o->n == 0 || (o->n == 1 && isatty(STDIN_FILENO)))
		usage(o);
	open_settings(c);
	path = checklist_path(&o->team, o->operand[0]);
	c->checklist = checklist_open(&o->team, path, &c->settings);
	free(path);
	if (settings_unused(&c->settings) != NULL)
		errx(2, "--set: %s has no {%s}", c->checklist->path, settings_unused(&c->settings));
	checklist_load(c->checklist, &o->team);
	if (o->value[OPT_EXCEPT] != NULL)
		c->exclusions = exclusions_open(&o->team, o->value[OPT_EXCEPT]);
	open_rows(c);
	checklist_bind(c->checklist, conversion_path(c->conversion), c->names, c->n);
	c->key = o->value[OPT_KEY] == NULL ? 0 : check_column(c, OPT_KEY);
	c->verdict = memory_zeros(c->checklist->nnames, sizeof(*c->verdict));
	c->unknown = memory_zeros(c->checklist->n, sizeof(*c->unknown));
}

/* ---- breaches ---- */

/* What is said of a breach: the words of the checklist or, without any, what was asked. */
static char *
breach_message(const struct check *check)
{
	size_t line;
	const char *file = demand_twin(&check->demand, &line);
	char *said = *check->message != '\0' ? memory_text(check->message) :
	    memory_format("%s %s%s%s", check->column, check->op, *check->value == '\0' ? "" : " ", check->value), *all;

	if (file == NULL)
		return said;
	all = memory_format("%s (%s:%zu)", said, file, line);
	free(said);
	return all;
}

static void
say_breach(struct check_run *c, const struct check *check, const char *text, take_breach *take, void *about)
{
	char line[32], *message = breach_message(check);

	snprintf(line, sizeof(line), "%zu", c->row.line);
	take(about, (const char *[FINDING]){ check->name, check->level, conversion_path(c->conversion), line, c->row.cell[c->key],
	    check->n == 1 ? c->names[check->at[0]] : check->column, text, message });
	free(message);
}

static void
judge_row(struct check_run *c, take_breach *take, void *about)
{
	struct judged j = { .cell = c->row.cell, .file = conversion_path(c->conversion), .line = c->row.line };
	struct check *check;
	enum verdict verdict;
	const char *text;

	memset(c->verdict, 0, c->checklist->nnames * sizeof(*c->verdict));
	for (check = c->checklist->check; check < c->checklist->check + c->checklist->n; check++) {
		if (exclusions_hold(c->exclusions, c->row.cell[c->key], check->name))
			continue;
		verdict = check_row(c->checklist, check, &j, &text);
		if (verdict > c->verdict[check->number])
			c->verdict[check->number] = verdict;
		c->unknown[check - c->checklist->check] += verdict == VERDICT_UNKNOWN;
		if (verdict != VERDICT_UNFIT)
			continue;
		c->breaches++;
		if (take != NULL)
			say_breach(c, check, text, take, about);
	}
}

static void
judge_exclusions(struct check_run *c, take_breach *take, void *about)
{
	const struct exclusions *e = c->exclusions;
	char line[32];
	size_t i;

	c->breaches += exclusions_expired(e);
	for (i = 0; e != NULL && take != NULL && i < e->n; i++) {
		if (!e->exclusion[i].expired)
			continue;
		snprintf(line, sizeof(line), "%zu", e->exclusion[i].line);
		take(about, (const char *[FINDING]){ EXPIRED, "", e->path, line, e->exclusion[i].key, "有効終了", e->exclusion[i].until,
		    e->exclusion[i].reason });
	}
}

bool
check_next(struct check_run *c, take_breach *take, void *about)
{
	if (conversion_next(c->conversion, &c->row)) {
		c->rows++;
		judge_row(c, take, about);
		return true;
	}
	judge_exclusions(c, take, about);
	return false;
}

/* ---- the end ---- */

int
check_close(struct check_run *c)
{
	const struct checklist *l = c->checklist;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (c->unknown[i] > 0)
			warnx(c->unknown[i] == 1 ? N_("%s:%zu: %s: %zu row is unknown: %s is empty or not of that kind") :
			    N_("%s:%zu: %s: %zu rows are unknown: %s is empty or not of that kind"),
			    l->path, l->check[i].line, l->check[i].name, c->unknown[i], l->check[i].column);
	if (c->rows == 0)
		warnx("%s: no rows: nothing was checked", conversion_path(c->conversion));
	checklist_tell(l);
	exclusions_tell(c->exclusions);
	c->good = conversion_close(c->conversion) && c->good;
	checklist_close(c->checklist);
	exclusions_close(c->exclusions);
	settings_close(&c->settings);
	free(c->verdict);
	free(c->unknown);
	return !c->good || (c->options->value[OPT_EXIT] != NULL && (c->breaches > 0 || c->rows == 0));
}
