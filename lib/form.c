/* form.c - the parser of argv: options and a form of the program */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "text.h"
#include "date.h"
#include "stderr.h"
#include "filter.h"
#include "team.h"
#include "option.h"
#include "usage.h"
#include "form.h"

/* ---- which form ---- */

static bool
form_fits(const struct form *f, const struct options *o)
{
	size_t named = f->name != NULL;

	if (f->has_mode && o->value[f->mode] == NULL)
		return false;
	if (named && (o->n == 0 || strcmp(o->operand[0], f->name) != 0))
		return false;
	return f->word == NULL || (o->n > named && strcmp(o->operand[named], f->word) == 0);
}

/* A form that an option or a word selects goes before one with only a name. NULL if none fits. */
static const struct form *
form_find(const struct options *o)
{
	const struct form *const *f, *plain = NULL;

	for (f = o->program->forms; *f != NULL; f++) {
		if (!form_fits(*f, o))
			continue;
		if ((*f)->has_mode || (*f)->word != NULL)
			return *f;
		plain = plain == NULL ? *f : plain;
	}
	return plain;
}

static void
option_set(struct options *o, enum option_id id, const char *value)
{
	if (id == OPT_VERSION) {
		printf("%s %s\n", getprogname(), SOW_VERSION);
		exit(fflush(stdout) != 0 ? 1 : 0);
	}
	if (value != NULL && (strcmp(value, "--help") == 0 || strcmp(value, "-h") == 0))
		o->value[OPT_HELP] = ""; /* of the form that the option selects */
	o->value[id] = value == NULL ? "" : value;
	o->given = array_grow(o->given, o->ngiven, sizeof(*o->given));
	o->given[o->ngiven++] = (struct given){ id, o->value[id] };
	if (id != OPT_WHERE)
		return;
	o->where = memory_array(o->where, o->nwhere + 1, sizeof(*o->where));
	o->where[o->nwhere++] = value;
}

/* Takes status=open for -w status=open, in a form whose operands can be nothing else. */
static void
take_filters(struct options *o)
{
	size_t i, n = 0;

	for (i = 0; i < o->n; i++)
		if (i >= (o->form->name != NULL) && filter_is(o->operand[i]))
			option_set(o, OPT_WHERE, o->operand[i]);
		else
			o->operand[n++] = o->operand[i];
	if (o->operand != NULL)
		o->operand[n] = NULL;
	o->n = n;
}

/* ---- argv ---- */

/* The next file that is opened must not become the stdout that the program lacks. */
static void
open_standard_files(void)
{
	int fd;

	for (fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) == -1 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(1);
}

/* A mistyped directory must not show the shipped contract as the team's. */
static void
find_team(struct options *o)
{
	const char *dir = o->value[OPT_DIR] != NULL ? o->value[OPT_DIR] : getenv("SOW_DIR");
	struct stat st;

	o->team.directory = dir != NULL && *dir != '\0' ? dir : NULL;
	if (o->team.directory == NULL)
		return;
	if (stat(dir, &st) == -1)
		errx(2, "%s: no such directory (%s)", dir, o->value[OPT_DIR] != NULL ? "-C" : "SOW_DIR");
	if (!S_ISDIR(st.st_mode))
		errx(2, "%s: not a directory (%s)", dir, o->value[OPT_DIR] != NULL ? "-C" : "SOW_DIR");
}

/* --name, --name=value, --name value; returns how many words it used. */
static int
long_option(struct options *o, char **argv)
{
	const char *name = argv[0] + 2, *equals = strchr(name, '=');
	size_t i, n = equals != NULL ? (size_t)(equals - name) : strlen(name);
	const char *value = equals != NULL ? equals + 1 : argv[1];

	for (i = 0; i < OPTIONS; i++)
		if (strlen(option_table[i].name) == n && strncmp(option_table[i].name, name, n) == 0 &&
		    program_takes(o->program, (enum option_id)i))
			break;
	if (i == OPTIONS)
		no_option(o, argv[0], name, n);
	if (option_table[i].argument == NULL && equals != NULL) {
		warnx("--%s takes no value", option_table[i].name);
		usage(o);
	}
	if (option_table[i].argument != NULL && *option_table[i].argument == '[') {
		option_set(o, (enum option_id)i, equals == NULL ? NULL : value);
		return 1;
	}
	if (option_table[i].argument != NULL && value == NULL) {
		warnx("--%s needs %s", option_table[i].name, option_table[i].argument);
		usage(o);
	}
	option_set(o, (enum option_id)i, option_table[i].argument == NULL ? NULL : value);
	return option_table[i].argument != NULL && equals == NULL ? 2 : 1;
}

/* -an, -ocsv, -o csv. */
static int
short_options(struct options *o, char **argv)
{
	const char *s;
	size_t i;

	for (s = argv[0] + 1; *s != '\0'; s++) {
		for (i = 0; i < OPTIONS; i++)
			if (option_table[i].letter == *s && program_takes(o->program, (enum option_id)i))
				break;
		if (i == OPTIONS)
			no_letter(o, argv[0], s);
		if (option_table[i].argument == NULL) {
			option_set(o, (enum option_id)i, NULL);
			continue;
		}
		if (s[1] == '\0' && argv[1] == NULL) {
			warnx("-%c needs %s", *s, option_table[i].argument);
			usage(o);
		}
		option_set(o, (enum option_id)i, s[1] != '\0' ? s + 1 : argv[1]);
		return s[1] != '\0' ? 1 : 2;
	}
	return 1;
}

/* －－on=昨日, ––on: an option whose hyphens an IME or editor replaced. Returns a copy of the word as
 * it was meant, or NULL if no such option is known. */
static char *
meant_option(const struct program *p, const char *word)
{
	static const char *const dashes[] = { "－", "‐", "–", "—", "−", "-" };
	const char *s = word;
	size_t n = 0, i, length;

	do {
		for (i = 0; i < sizeof(dashes) / sizeof(*dashes) && strncmp(s, dashes[i], strlen(dashes[i])) != 0; i++)
			;
		if (i < sizeof(dashes) / sizeof(*dashes)) {
			s += strlen(dashes[i]);
			n++;
		}
	} while (i < sizeof(dashes) / sizeof(*dashes));
	length = strcspn(s, "=");
	if (n == 0 || n > 2 || *word == '-')
		return NULL;
	if (n == 2 && s[-1] == '-') /* ‐-on is an option, whatever comes */
		return memory_format("--%s", s);
	for (i = 0; i < OPTIONS; i++)
		if (program_takes(p, (enum option_id)i) &&
		    ((strlen(option_table[i].name) == length && strncmp(option_table[i].name, s, length) == 0) ||
		    (n == 1 && s[0] != '\0' && s[1] == '\0' && option_table[i].letter == *s)))
			return memory_format("%s%s", length > 1 ? "--" : "-", s);
	return NULL;
}

/* Any other word could not be written into a cell, or shown in a message of one line. */
static void
check_text(const char *where, const char *text)
{
	if (!text_valid(text, strlen(text)))
		errx(2, "%s is not UTF-8", where);
	if (text_controls(text))
		errx(2, "%s holds a control character%s", where, strchr(text, '\n') != NULL ?
		    _(" (a note of several lines: -E or -F)") : "");
}

static void
read_words(struct options *o, char **argv)
{
	bool options = true;
	char where[64], *meant;
	int n;

	for (argv++; *argv != NULL; argv += n) {
		n = 1;
		if (options && (meant = meant_option(o->program, *argv)) != NULL)
			*argv = meant;
		if (options && strcmp(*argv, "--") == 0) {
			options = false;
		} else if (options && strncmp(*argv, "--", 2) == 0) {
			n = long_option(o, argv);
		} else if (options && (*argv)[0] == '-' && (*argv)[1] != '\0') {
			n = short_options(o, argv);
		} else {
			o->operand = memory_array(o->operand, o->n + 2, sizeof(*o->operand));
			snprintf(where, sizeof(where), _("operand %zu"), o->n + 1);
			check_text(where, *argv);
			o->operand[o->n++] = *argv;
			o->operand[o->n] = NULL;
		}
	}
}

static void
check_values(const struct options *o)
{
	char where[64];
	size_t i;

	for (i = 0; i < o->ngiven; i++) {
		snprintf(where, sizeof(where), "--%s", option_table[o->given[i].id].name);
		check_text(where, o->given[i].value);
	}
}

static void
read_clock(struct options *o)
{
	if (!clock_read(NULL, &o->team.now))
		errx(2, "SOW_NOW: not a date: '%s'", getenv("SOW_NOW"));
	if (!clock_read(o->value[OPT_TODAY], &o->team.now))
		errx(2, "--today: not a date: '%s'", o->value[OPT_TODAY]);
	o->team.today = time_day(o->team.now);
}

static void
choose_language(struct options *o)
{
	const char *share = getenv("SOW_SHARE");
	char *path;

	o->team.share = share != NULL && *share != '\0' ? share : NULL;
	if (!messages_are_japanese())
		return;
	path = team_shipped(&o->team, "locale");
	messages_in_japanese(path);
	free(path);
}

/* list　-a　-c　id: U+3000 is no space to the shell, so that the options behind it would be part of the
 * first word.  Only a line that begins so is parted, for elsewhere it may stand in a text. */
static char **
part_options(char **argv)
{
	char **parted, *rest, *at;
	size_t n = 0, i;

	if (argv[0] == NULL || argv[1] == NULL || (strstr(argv[1], "　-") == NULL && strstr(argv[1], "　－") == NULL))
		return argv;
	for (i = 0; argv[i] != NULL; i++)
		;
	parted = memory_zeros(i + strlen(argv[1]) + 1, sizeof(*parted));
	parted[n++] = argv[0];
	for (rest = memory_text(argv[1]); rest != NULL; rest = at) {
		if ((at = strstr(rest, "　")) != NULL) {
			*at = '\0';
			at += strlen("　");
		}
		if (*rest != '\0')
			parted[n++] = rest;
	}
	for (i = 2; argv[i] != NULL; i++)
		parted[n++] = argv[i];
	return parted;
}

int
program_run(const struct program *p, char **argv)
{
	struct options o = { .program = p };

	argv = part_options(argv);
	open_standard_files();
	stderr_escape();
	choose_language(&o);
	read_words(&o, argv);
	check_values(&o);
	if (p->words != NULL)
		p->words(&o);
	o.form = form_find(&o);
	if (o.value[OPT_HELP] != NULL)
		form_help(&o);
	if (o.form == NULL) {
		find_team(&o); /* where layouts are, whose names may have been typed */
		form_missing(&o);
	}
	if (o.form->filters)
		take_filters(&o);
	form_check(&o);
	read_clock(&o);
	(void)option_as_of(&o); /* before there is output */
	find_team(&o);
	return o.form->run(&o);
}
