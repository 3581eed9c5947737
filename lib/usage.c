/* usage.c - the forms of a program: which fits, how it is used, and what was expected instead */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "nearest.h"
#include "memory.h"
#include "period.h"
#include "team.h"
#include "row.h"
#include "option.h"
#include "usage.h"

/* The options that every form takes. */
static const enum option_id shared[] = { OPT_DIR, OPT_HELP, OPT_TODAY, OPT_VERSION };

static bool
is_among(enum option_id id, const enum option_id *list, size_t n)
{
	size_t i;

	for (i = 0; i < n && list[i] != OPTIONS; i++)
		if (list[i] == id)
			return true;
	return false;
}

bool
form_takes(const struct form *f, enum option_id id)
{
	return is_among(id, shared, sizeof(shared) / sizeof(*shared)) || (f->has_mode && f->mode == id) ||
	    is_among(id, f->takes, OPTIONS);
}

bool
program_takes(const struct program *p, enum option_id id)
{
	size_t i;

	for (i = 0; p->forms[i] != NULL; i++)
		if (form_takes(p->forms[i], id))
			return true;
	return false;
}

static bool
is_named(const struct form *f, const char *name)
{
	return f->name != NULL && strcmp(f->name, name) == 0;
}

bool
forms_take(const struct program *p, const char *name, const char *word)
{
	size_t i;

	for (i = 0; name != NULL && p->forms[i] != NULL; i++)
		if (is_named(p->forms[i], name) && strstr(p->forms[i]->operands, word) != NULL)
			return true;
	return false;
}

static bool
is_form(const struct program *p, const char *name)
{
	return forms_take(p, name, "");
}

/* What a message calls the form: done, new -, --diff; the program where the form has no name. */
static const char *
form_title(const struct form *f, char *buf, size_t size)
{
	const char *name = f->name != NULL ? f->name : f->has_mode ? "" : getprogname();

	snprintf(buf, size, "%s%s%s%s%s%s", name, *name != '\0' && f->has_mode ? " " : "",
	    f->has_mode ? "--" : "", f->has_mode ? option_name(f->mode) : "",
	    f->word != NULL ? " " : "", f->word != NULL ? f->word : "");
	return buf;
}

/* ---- usage and --help ---- */

static void
print_form(FILE *to, const struct form *f)
{
	fputs(getprogname(), to);
	if (f->name != NULL)
		fprintf(to, " %s", f->name);
	if (f->has_mode)
		fprintf(to, option_table[f->mode].argument == NULL ? " --%s" : " --%s=%s", option_table[f->mode].name,
		    option_table[f->mode].argument);
	if (f->word != NULL)
		fprintf(to, " %s", f->word);
	if (*f->operands != '\0')
		fprintf(to, " %s", f->operands);
	fputs(" [OPTION...]\n", to);
}

/* Is it the form asked for, or another of the same name when --help has no more than the name?  While
 * the options are read no form is known, but perhaps its name. */
static bool
is_asked(const struct options *o, const struct form *f)
{
	const struct form *asked = o->form;

	if (asked == NULL)
		return o->n == 0 || !is_form(o->program, o->operand[0]) || is_named(f, o->operand[0]);
	return f == asked || (o->value[OPT_HELP] != NULL && asked->name != NULL && is_named(f, asked->name) &&
	    !asked->has_mode && asked->word == NULL);
}

/* The line of the form, or of every form. */
static void
print_synopsis(FILE *to, const struct options *o)
{
	const struct form *const *f;
	const char *lead = _("usage: ");

	for (f = o->program->forms; *f != NULL; f++) {
		if (!is_asked(o, *f))
			continue;
		fputs(lead, to);
		print_form(to, *f);
		lead = _("       ");
	}
}

void
usage(const struct options *o)
{
	print_synopsis(stderr, o);
	fprintf(stderr, "%s%s --help\n", _("       "), getprogname());
	exit(2);
}

static void
print_options(const struct options *o)
{
	const struct option_line *line;
	const struct form *const *f;
	char name[64];
	size_t i;

	for (i = 0; i < OPTIONS; i++) {
		for (f = o->program->forms; *f != NULL && !(is_asked(o, *f) && form_takes(*f, (enum option_id)i)); f++)
			;
		if (*f == NULL)
			continue;
		line = &option_table[i];
		snprintf(name, sizeof(name), "--%s%s%s", line->name, line->argument == NULL ? "" : *line->argument == '[' ? "[=" : "=",
		    line->argument == NULL ? "" : line->argument + (*line->argument == '['));
		printf("  %c%c %-20s %s\n", line->letter ? '-' : ' ', line->letter ? line->letter : ' ', name, _(line->help));
	}
}

/* The help of the form that was named, else of the program. */
void
form_help(struct options *o)
{
	bool one = o->form != NULL && (o->n > 0 || o->form->has_mode);

	if (!one)
		o->form = NULL;
	printf("%s - %s\n\n", getprogname(), _(one ? o->form->help : o->program->purpose));
	print_synopsis(stdout, o);
	putchar('\n');
	print_options(o);
	if (!one)
		printf("\n%s", _(o->program->examples));
	exit(fflush(stdout) != 0 || ferror(stdout) ? 1 : 0);
}

/* ---- what does not fit ---- */

/* Another word on the command line is a name, or the word is that of a layout. */
static void
refuse_name(const struct options *o, const char *typed)
{
	const char *kind = o->program->kind;
	char *file, *path;
	size_t i;

	for (i = 1; i < o->n && word_meant(kind, typed) == NULL; i++)
		if (is_form(o->program, o->operand[i]))
			errx(2, "no %s '%s': the %s comes first, %s %s %s", _(kind), typed, _(kind), getprogname(), o->operand[i], typed);
	if (!program_takes(o->program, OPT_LAYOUT) || strchr(typed, '/') != NULL)
		return;
	file = memory_format("layouts/%s.csv", typed);
	if ((path = team_path(&o->team, file)) != NULL)
		errx(2, "no %s '%s': it is a layout (-f %s)", _(kind), typed, typed);
	free(file);
}

/* Lists the names of the forms, each once, and the one nearest to what was typed. */
void
form_missing(const struct options *o)
{
	const struct form *const *f;
	const char *names[64], *kind = o->program->kind;
	size_t n = 0, i;

	if (kind == NULL)
		usage(o);
	for (f = o->program->forms; *f != NULL; f++)
		if ((*f)->name != NULL && (n == 0 || strcmp(names[n - 1], (*f)->name) != 0))
			names[n++] = (*f)->name;
	if (o->n > 0) {
		refuse_name(o, o->operand[0]);
		no_such(kind, o->operand[0], names, n, " ");
	}
	warnx("a %s is missing; there are:", _(kind));
	for (i = 0; i < n; i++)
		fprintf(stderr, "%s%s", i == 0 ? "    " : " ", names[i]);
	fputc('\n', stderr);
	exit(2);
}

/* Refuses an option that the form would ignore, and names the forms that take it. */
static void __attribute__((noreturn))
refuse_option(const struct options *o, enum option_id id)
{
	const struct form *const *f;
	char title[64], list[1024] = "", last[64] = "";

	for (f = o->program->forms; *f != NULL; f++) {
		form_title(*f, title, sizeof(title));
		if (!form_takes(*f, id) || strcmp(title, last) == 0)
			continue;
		strlcpy(last, title, sizeof(last));
		if (*list != '\0')
			strlcat(list, ", ", sizeof(list));
		strlcat(list, title, sizeof(list));
	}
	errx(2, "%s does not take --%s, which goes with: %s", form_title(o->form, title, sizeof(title)), option_name(id), list);
}

/* What may have been meant by an operand where the form takes none. */
static void
operand_meant(const struct options *o, const char *word, char *buf, size_t size)
{
	const char *given = o->value[OPT_PERIOD];
	struct period p;

	*buf = '\0';
	if (strncmp(word, "ー", strlen("ー")) == 0)
		snprintf(buf, size, "%s", _(" (a hyphen is -)"));
	else if (form_takes(o->form, OPT_PERIOD) && period_parse(word, o->team.today, &p))
		snprintf(buf, size, " (-p %s%s%.100s)", given == NULL ? "" : given, given == NULL ? "" : "..", word);
	else if (is_form(o->program, word))
		snprintf(buf, size, _(" (one %s at a time)"), _(o->program->kind));
}

static void __attribute__((noreturn))
refuse_operand(const struct options *o, const char *word)
{
	const struct form *f = o->form;
	char title[64], meant[256];

	form_title(f, title, sizeof(title));
	operand_meant(o, word, meant, sizeof(meant));
	if (f->most > 0)
		errx(2, "%s takes one operand, and '%s' is a second one", title, word);
	if (f->name == NULL && !f->has_mode)
		errx(2, "takes no operand, and '%s' is one%s", word, meant);
	errx(2, "%s takes no operand, and '%s' is one%s", title, word, meant);
}

void
form_check(const struct options *o)
{
	size_t named = o->form->name != NULL, i;

	for (i = 0; i < OPTIONS; i++)
		if (o->value[i] != NULL && !form_takes(o->form, (enum option_id)i))
			refuse_option(o, (enum option_id)i);
	if (o->n - named > o->form->most)
		refuse_operand(o, o->operand[named + o->form->most]);
}

/* ---- an option that there is not ---- */

/* A column of the ledger that a person sets by name=value. */
static bool
is_field(const char *name)
{
	size_t i;

	for (i = L_STATUS; i < L_FIXED; i++)
		if (strcmp(ledger_columns[i], name) == 0)
			return true;
	return strcmp(name, "note") == 0;
}

/* The nearest option of any form, for the form that was meant is not known yet. */
static const char *
nearest_option(const struct options *o, const char *word)
{
	const char *names[OPTIONS];
	size_t i, known = 0;

	for (i = 0; i < OPTIONS; i++)
		if (program_takes(o->program, (enum option_id)i))
			names[known++] = option_table[i].name;
	return nearest_name(word, names, known);
}

void
no_option(const struct options *o, const char *typed, const char *name, size_t n)
{
	const char *verb = o->n > 0 ? o->operand[0] : NULL, *meant, *nearest;
	char word[64];

	snprintf(word, sizeof(word), "%.*s", (int)n, name);
	if (is_field(word) && forms_take(o->program, verb, "FIELD"))
		warnx("no option '%s': it is a field, %s%s", typed, name, name[n] == '=' ? "" : "=…");
	else if (word[strspn(word, LEDGER_NAME_CHARS "-")] != '\0' && forms_take(o->program, verb, "NOTE"))
		warnx("no option '%s' (behind -- it is the remark)", typed);
	else if ((meant = word_meant("option", word)) != NULL)
		warnx("no option '%s' (%s)", typed, meant);
	else if ((nearest = nearest_option(o, word)) != NULL)
		warnx("no option '%s' (--%s?)", typed, nearest);
	else
		warnx("no option '%s'", typed);
	usage(o);
}

void
no_letter(const struct options *o, const char *typed, const char *at)
{
	const char letter[] = { '-', *at > ' ' && *at < 0x7f ? *at : '?', '\0' }, *meant = NULL;
	size_t n = strcspn(typed + 1, "="), i;

	for (i = 0; i < OPTIONS; i++) {
		if (program_takes(o->program, (enum option_id)i) && strncmp(option_table[i].name, typed + 1, n) == 0 &&
		    option_table[i].name[n] == '\0' && n > 1) {
			warnx("no option '%s' (-%s?)", typed, typed);
			usage(o);
		}
		if (option_table[i].letter == *at && *at != '\0' && meant == NULL)
			meant = word_meant("option", option_table[i].name);
	}
	if (meant != NULL)
		warnx("no option '%s' (%s)", letter, meant);
	else
		warnx("no option '%s'", letter);
	usage(o);
}
