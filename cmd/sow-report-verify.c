/* sow-report-verify.c - --verify-submitted: makes what was handed in again, from what was kept */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-report.h"

enum { VERIFIED = 8 }; /* columns */

/* A report to be made again: in a directory with the files as they were. */
struct remake {
	const struct options *options;
	const struct submission *submission;
	const char *home;  /* the team's directory */
	char *directory;   /* with the files that were kept, */
	char *file, *said; /* and the report, once it is made, and what was told meanwhile */
};

/* ---- in a child, for a bad file ends the program ---- */

/* The second of the two paths in link is that of the manifest. */
static void
manifest_sum(const struct submission *s, char hex[DIGEST_TEXT])
{
	const char *slash = strrchr(s->link, '/');

	if (slash == NULL || strlen(slash + 1) < DIGEST_TEXT - 1)
		errx(1, "ticket %lld: link does not name what the report rests on", s->id);
	snprintf(hex, DIGEST_TEXT, "%s", slash + 1);
}

/* Sets one of the options that shape a report; a manifest has no others. */
static void
set_option(struct options *o, const char *name, const char *value)
{
	size_t i;

	for (i = 0; i < SHAPING && strcmp(option_name(shaping_options[i]), name) != 0; i++)
		;
	if (i < SHAPING)
		o->value[shaping_options[i]] = value;
	else if (strcmp(name, option_name(OPT_TODAY)) == 0)
		o->value[OPT_TODAY] = value;
	else if (strcmp(name, "author") == 0)
		setenv("SOW_USER", value, 1);
	else
		errx(1, "a report has no option '%s'", name);
}

/* The moment of the last row of the ledger that was counted; 0 if there was none. */
static int64_t
moment_in(const struct remake *m, const char *ledger)
{
	char *path = memory_format("%s/%s.csv", m->home, ledger);
	long long rev = submission_rev(m->submission, ledger);
	int64_t at = rev == 0 ? 0 : ledger_moment(path, rev);

	free(path);
	return at;
}

/* The options with which the report was made, but that the ledger ends at the row that was its last. */
static struct options
old_options(const struct remake *m, const struct manifest *list)
{
	static const enum option_id unset[] = { OPT_VERIFY_SUBMITTED, OPT_SUBMIT, OPT_COLUMNS, OPT_WHERE };
	const struct submission *s = m->submission;
	struct options o = *m->options;
	char *tickets = memory_format("%s/tickets.csv", m->home), text[DATE_TEXT];
	size_t i;

	for (i = 0; i < sizeof(unset) / sizeof(*unset); i++)
		o.value[unset[i]] = NULL;
	for (i = 0; i < SHAPING; i++)
		o.value[shaping_options[i]] = NULL;
	o.nwhere = 0;
	for (i = 0; i < list->n; i++)
		set_option(&o, list->option[i], list->value[i]);
	o.team.directory = o.team.share = m->directory;
	o.team.asked = NULL;
	if (o.value[OPT_TODAY] == NULL || !date_parse(o.value[OPT_TODAY], DAY_MIN, &o.team.today))
		errx(1, "ticket %lld: the day of the report is not known", s->id);
	o.value[OPT_TICKETS] = tickets;
	o.value[OPT_LAYOUT] = s->layout;
	o.value[OPT_PERIOD] = s->period;
	o.value[OPT_OUTPUT] = m->file;
	o.value[OPT_AS_OF] = memory_text(time_text(moment_in(m, "tickets"), true, text));
	return o;
}

static void
remake_run(const void *about)
{
	const struct remake *m = about;
	struct manifest list = { .n = 0 };
	char hex[DIGEST_TEXT];
	struct options o;
	struct past past;
	int said;

	free(kept_whole(m->home, m->submission->sha256));
	manifest_sum(m->submission, hex);
	manifest_read(m->home, hex, m->directory, &list);
	o = old_options(m, &list);
	past = (struct past){ m->home, moment_in(m, "issues"), moment_in(m, "submitted") };
	/* What was told when it was handed in is told again only if it cannot be made. */
	if ((said = open(m->said, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) == -1)
		err(1, "%s", m->said);
	dup2(said, STDERR_FILENO);
	_exit(with_past_report(&o, report_print(&o), &past));
}

/* ---- the comparison ---- */

static void
remove_tree(const char *path)
{
	struct dirent **entry;
	int n = scandir(path, &entry, NULL, alphasort), i;
	char *name;

	for (i = 0; i < n; i++) {
		name = memory_format("%s/%s", path, entry[i]->d_name);
		if (strcmp(entry[i]->d_name, ".") != 0 && strcmp(entry[i]->d_name, "..") != 0 && unlink(name) == -1)
			remove_tree(name);
		free(name);
		free(entry[i]);
	}
	if (n >= 0)
		free(entry);
	rmdir(path);
}

/* What is printed of the reports: they are all made again before there is output, which their children would inherit. */
struct differences {
	struct arena *arena;                 /* NULL: only n is wanted */
	const struct submission *submission; /* the one that is compared */
	struct verified {
		const char *cell[VERIFIED];
	} *line;
	size_t n;
};

static void
note_line(struct differences *d, const char *result, size_t line, const char *was, const char *is)
{
	const struct submission *s = d->submission;

	d->n++;
	if (d->arena == NULL)
		return;
	d->line = array_grow(d->line, d->n - 1, sizeof(*d->line));
	d->line[d->n - 1] = (struct verified){ {
		arena_format(d->arena, "%lld", s->id), s->layout, s->period, s->edition, result,
		line == 0 ? "" : arena_format(d->arena, "%zu", line), arena_format(d->arena, "%s", was), arena_format(d->arena, "%s", is),
	} };
}

static void
note_change(void *differences, const struct change *c)
{
	note_line(differences, "不一致", c->at, c->was == NULL ? "" : c->was, c->is == NULL ? "" : c->is->text);
}

/* Compares what was kept with what was made again. */
static bool
remake_compare(const struct remake *m, struct differences *d)
{
	char *kept = kept_path(m->home, m->submission->sha256), sum[2][DIGEST_TEXT];
	struct printout was, is;
	size_t before = d->n;
	uint64_t size;
	bool same;

	if (!digest_file(kept, sum[0], &size))
		err(1, "%s", kept);
	if (!digest_file(m->file, sum[1], &size))
		err(1, "%s", m->file);
	same = strcmp(sum[0], m->submission->sha256) == 0 && strcmp(sum[0], sum[1]) == 0;
	if (same) {
		note_line(d, "一致", 0, "", "");
	} else {
		was = printout_read(kept);
		is = printout_read(m->file);
		printout_compare(&was, &is, note_change, d);
		if (d->n == before)
			note_line(d, "不一致", 0, sum[0], sum[1]);
		printout_free(&was);
		printout_free(&is);
	}
	free(kept);
	return same;
}

static void
repeat_said(const char *path)
{
	FILE *f = fopen(path, "re");
	int c;

	while (f != NULL && (c = getc(f)) != EOF)
		putc(c, stderr);
	if (f != NULL)
		fclose(f);
}

/* Makes the report again; false, with a message, if that cannot be done. */
static bool
remake_open(struct remake *m, const struct options *o, const struct submission *s)
{
	const char *tmp = getenv("TMPDIR");
	bool good;

	m->options = o;
	m->submission = s;
	m->home = o->team.directory != NULL ? o->team.directory : ".";
	m->directory = memory_format("%s/sow-report.XXXXXX", tmp == NULL || *tmp == '\0' ? "/tmp" : tmp);
	if (mkdtemp(m->directory) == NULL)
		err(1, "%s", m->directory);
	m->file = memory_format("%s/report.out", m->directory);
	m->said = memory_format("%s/said.out", m->directory);
	good = trial(remake_run, m);
	if (!good)
		repeat_said(m->said);
	if (!good)
		warnx("%s %s: cannot be made again", s->layout, s->period);
	return good;
}

static void
remake_close(struct remake *m)
{
	remove_tree(m->directory);
	free(m->file);
	free(m->said);
	free(m->directory);
}

/* Makes the report again and notes what differs; false if anything does, or if it cannot be made. */
static bool
compare_again(const struct options *o, const struct submission *s, struct differences *d)
{
	struct remake m;
	bool good = remake_open(&m, o, s);

	d->submission = s;
	if (good)
		good = remake_compare(&m, d);
	else
		note_line(d, "再作成不可", 0, "", "");
	remake_close(&m);
	return good;
}

bool
submission_holds(const struct options *o, const struct submission *s)
{
	struct differences d = { .arena = NULL };

	return compare_again(o, s, &d);
}

/* ---- every report ---- */

/* Two people who hand in at once both make the same edition, of which each must have its own number. */
static bool
tell_twin(const struct submission *first, const struct submission *s)
{
	for (; first != s; first = first->next)
		if (strcmp(first->layout, s->layout) == 0 && strcmp(first->period, s->period) == 0 &&
		    strcmp(first->edition, s->edition) == 0) {
			warnx("%s %s: tickets %lld and %lld are both edition %s", s->layout, s->period, first->id, s->id, s->edition);
			return true;
		}
	return false;
}

static int
run_verify(const struct options *o)
{
	static const char *const names[VERIFIED] = { "id", "layout", "period", "edition", "result", "line", "before", "after" };
	struct report r = { .options = o };
	struct differences d = { .arena = &r.arena };
	const struct submission *s;
	struct output *out;
	size_t i;
	char *path = report_ledger(&r, "submitted.csv");
	bool good = true;

	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == -1) /* nothing to verify is not all well */
		err(1, "%s", path);
	free(path);
	option_writer(o); /* exits on a bad option before the work */
	for (s = report_submissions(&r); s != NULL; s = s->next) {
		good = compare_again(o, s, &d) && good;
		good = !tell_twin(report_submissions(&r), s) && good;
	}
	out = output_open(o, names, VERIFIED);
	for (i = 0; i < d.n; i++)
		output_row(out, d.line[i].cell);
	free(d.line);
	arena_free(&r.arena);
	return output_close(out) && good ? 0 : 1;
}

const struct form form_verify_submitted = {
	FORM_MODE(OPT_VERIFY_SUBMITTED), .operands = "", .most = 0,
	.help = N_("make each report that was handed in again, and compare"),
	.takes = FORM_TAKES(OPT_PRINTS), .run = run_verify,
};
