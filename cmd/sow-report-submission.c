/* sow-report-submission.c - submitted.csv, the ledger of what was handed in */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-report.h"

const char *
report_home(const struct report *r)
{
	return r->past != NULL ? r->past->home : r->options->team.directory != NULL ? r->options->team.directory : ".";
}

char *
report_ledger(const struct report *r, const char *name)
{
	return memory_format("%s/%s", report_home(r), name);
}

struct tickets *
report_tickets(struct report *r, const char *name, int64_t as_of)
{
	char *path = report_ledger(r, name);
	struct tickets *ts;
	struct view v;

	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
		v = view_open(path, false);
		ts = tickets_read(&v, as_of);
		view_close(&v);
	} else {
		ts = tickets_read(NULL, INT64_MAX);
	}
	free(path);
	return ts;
}

int64_t
ledger_moment(const char *path, long long rev)
{
	struct view v = view_open(path, false);
	struct journal *j = journal_open(&v, READER_JOURNAL);
	int64_t at = INT64_MIN;
	struct row row;

	while (journal_rev(j) < rev && journal_next(j, &row, INT64_MAX))
		ledger_stamp(row.cell[L_AT], &at);
	if (journal_rev(j) < rev)
		errx(1, "%s: the ledger has no row %lld any more, on which a report rests", path, rev);
	journal_close(j);
	view_close(&v);
	return at;
}

long long
submission_rev(const struct submission *s, const char *ledger)
{
	const char *at = s->revs;
	size_t n = strlen(ledger);
	long long rev;
	char *end;

	for (; *at != '\0'; at += strcspn(at, " "), at += *at == ' ')
		if (strncmp(at, ledger, n) == 0 && at[n] == ':')
			if ((rev = strtoll(at + n + 1, &end, 10)) >= 0 && end != at + n + 1 && (*end == ' ' || *end == '\0'))
				return rev;
	if (strcmp(ledger, "issues") != 0)
		errx(1, "ticket %lld: ledger_revs does not say how much of %s.csv counted: '%s'", s->id, ledger, s->revs);
	return 0;
}

/* ---- reading ---- */

static const char *
cell_of(const struct tickets *ts, const struct ticket *t, const char *name, struct arena *arena)
{
	const char *text = "";
	size_t i;

	for (i = 0; i < ts->ncolumns; i++)
		if (strcmp(ts->names[i], name) == 0)
			text = ticket_cells(ts, t)[i];
	return arena_text(arena, text, strlen(text));
}

static struct submission *
read_one(const struct tickets *ts, const struct ticket *t, struct arena *arena)
{
	struct submission *s = arena_alloc(arena, sizeof(*s));

	*s = (struct submission){ .id = t->id,
		.layout = cell_of(ts, t, "layout", arena), .period = cell_of(ts, t, "period", arena),
		.edition = cell_of(ts, t, "edition", arena), .revs = cell_of(ts, t, "ledger_revs", arena),
		.sha256 = cell_of(ts, t, "sha256", arena), .submitted = cell_of(ts, t, "submitted", arena),
		.link = cell_of(ts, t, "link", arena) };
	return s;
}

const struct submission *
report_submissions(struct report *r)
{
	struct submission **end = &r->submissions;
	const struct ticket *t;
	struct tickets *ts;

	if (r->handed_in)
		return r->submissions;
	r->handed_in = true;
	ts = report_tickets(r, "submitted.csv", r->past != NULL ? r->past->submitted :
	    r->options->value[OPT_SUBMIT] != NULL ? INT64_MAX : option_as_of(r->options));
	r->submitted_rev = ts->last_rev;
	for (t = ts->ticket; t < ts->ticket + ts->n; t++)
		if (t->status != T_VOID && t->status != T_CANCELED) {
			*end = read_one(ts, t, &r->arena);
			end = &(*end)->next;
		}
	tickets_close(ts);
	return r->submissions;
}

const struct submission *
submission_last(struct report *r, const char *layout, struct period p, int *n)
{
	const struct submission *s, *last = NULL;
	char period[PERIOD_TEXT];

	period_text(p, period);
	for (*n = 0, s = report_submissions(r); s != NULL; s = s->next)
		if ((layout == NULL || strcmp(s->layout, layout) == 0) && strcmp(s->period, period) == 0) {
			last = s;
			++*n;
		}
	return last;
}
