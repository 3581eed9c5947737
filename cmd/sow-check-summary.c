/* sow-check-summary.c - how many rows fit, do not fit, and are unknown or outside */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sow-check.h"

enum { PARTS = VERDICT_UNFIT + 1, ROWS_MAX = 100000 };

/* The rows of one value of --by, or all of them. */
struct tally {
	char *value;
	size_t (*rows)[PARTS]; /* one for each check */
};
struct summary {
	struct check_run run;
	struct tally all;
	struct tally *tally;   /* n of them, in the order in which the values came */
	size_t n;
	struct index index;
	size_t by;             /* the column of --by, or COLUMN_NONE */
};

static struct tally
tally_make(const struct summary *s, char *value)
{
	return (struct tally){ value, memory_zeros(s->run.checklist->nnames, sizeof(*s->all.rows)) };
}

static struct tally *
tally_for(struct summary *s, const char *value)
{
	size_t cursor = 0;
	uint32_t number;

	while ((number = index_next(&s->index, value, &cursor)) != 0)
		if (strcmp(s->tally[number - 1].value, value) == 0)
			return &s->tally[number - 1];
	if (s->n == ROWS_MAX)
		errx(1, "--by: more than %d values", ROWS_MAX);
	s->tally = array_grow(s->tally, s->n, sizeof(*s->tally));
	s->tally[s->n++] = tally_make(s, memory_text(value));
	index_add(&s->index, value, (uint32_t)s->n);
	return &s->tally[s->n - 1];
}

static void
count_row(struct summary *s)
{
	struct tally *by = s->by == COLUMN_NONE ? NULL : tally_for(s, s->run.row.cell[s->by]);
	size_t i;

	for (i = 0; i < s->run.checklist->nnames; i++) {
		s->all.rows[i][s->run.verdict[i]]++;
		if (by != NULL)
			by->rows[i][s->run.verdict[i]]++;
	}
}

/* The name of a check and of the value of --by, if there is one.  A check that had nothing to look at says
 * so there, for 0 of 0 must not be read as all. */
static char *
tally_name(const char *check, const char *value, const size_t rows[PARTS])
{
	const char *nothing = rows[VERDICT_FIT] + rows[VERDICT_UNFIT] + rows[VERDICT_UNKNOWN] == 0 ? "［対象なし］" : "";
	char *name = value == NULL ? memory_format("%s%s", check, nothing) :
	    memory_format("%s（%s）%s", check, *value == '\0' ? "空欄" : value, nothing);

	if (*nothing != '\0')
		warnx("%s: nothing to look at (対象なし)", name);
	return name;
}

static void
print_tally(const struct summary *s, struct output *out, const char *check, const char *value, const size_t rows[PARTS])
{
	char date[DATE_TEXT], number[PARTS + 1][32], *name = tally_name(check, value, rows);
	size_t i;

	for (i = 0; i < PARTS; i++)
		snprintf(number[i], sizeof(number[i]), "%zu", rows[i]);
	snprintf(number[PARTS], sizeof(number[PARTS]), "%zu", rows[0] + rows[1] + rows[2] + rows[3]);
	output_row(out, (const char *[]){ date_text(s->run.options->team.today, DATE_ISO, date), name, number[VERDICT_FIT],
	    number[VERDICT_UNFIT], number[VERDICT_UNKNOWN], number[VERDICT_OUTSIDE], number[PARTS] });
	free(name);
}

static void
print_summary(const struct summary *s, struct output *out)
{
	const struct exclusions *e = s->run.exclusions;
	size_t i, k, expired = exclusions_expired(e);

	for (i = 0; i < s->run.checklist->nnames; i++) {
		print_tally(s, out, s->run.checklist->name[i], NULL, s->all.rows[i]);
		for (k = 0; k < s->n; k++)
			print_tally(s, out, s->run.checklist->name[i], s->tally[k].value, s->tally[k].rows[i]);
	}
	if (expired > 0)
		print_tally(s, out, EXPIRED, NULL, (size_t[PARTS]){ [VERDICT_FIT] = e->n - expired, [VERDICT_UNFIT] = expired });
}

static void
summary_free(struct summary *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		free(s->tally[i].value);
		free(s->tally[i].rows);
	}
	free(s->tally);
	free(s->all.rows);
	index_free(&s->index);
}

static int
run_summary(const struct options *o)
{
	static const char *const names[] = { "date", "check", "fit", "unfit", "unknown", "outside", "all" };
	struct summary s = { .by = COLUMN_NONE };
	struct output *out;
	int status;

	check_open(&s.run, o);
	if (o->value[OPT_BY] != NULL)
		s.by = check_column(&s.run, OPT_BY);
	s.all = tally_make(&s, NULL);
	out = output_open(o, names, 7);
	while (check_next(&s.run, NULL, NULL))
		count_row(&s);
	print_summary(&s, out);
	summary_free(&s);
	status = check_close(&s.run);
	return output_close(out) ? status : 1;
}

const struct form form_summary = {
	FORM_MODE(OPT_SUMMARY), .operands = "RULES [FILE...]", .most = ANY_NUMBER, .help = N_("how many rows fit, by check"),
	.takes = FORM_TAKES(OPT_PRINTS, OPT_CHECKS, OPT_BY), .run = run_summary,
};
