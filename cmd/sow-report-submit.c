/* sow-report-submit.c - --submit: hands a report in, and keeps all that it rests on */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-report.h"

enum { FORMATS = 5 };

const enum option_id shaping_options[SHAPING] = { OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_SUBST };

static void
list_options(struct report *r, struct bytes *manifest)
{
	const struct options *o = r->options;
	char date[DATE_TEXT];
	size_t i;

	for (i = 0; i < SHAPING; i++)
		if (o->value[shaping_options[i]] != NULL)
			manifest_add(manifest, "option", option_name(shaping_options[i]), o->value[shaping_options[i]]);
	manifest_add(manifest, "option", option_name(OPT_TODAY), date_text(option_day(o), DATE_ISO, date));
	manifest_add(manifest, "option", "author", staff_author(&o->team));
}

/* Which rows of the ledgers were counted: tickets:412 issues:37 submitted:5. */
static char *
list_revs(const struct report *r)
{
	char *issues = r->issues == NULL || r->issues->last_rev == 0 ? memory_text("") :
	    memory_format(" issues:%lld", r->issues->last_rev);
	char *revs = memory_format("tickets:%lld%s submitted:%lld", r->tickets->last_rev, issues, r->submitted_rev);

	free(issues);
	return revs;
}

/* Whether the customer inspects what the report says: the year's completion, or the month where the
 * contract is paid by the month. */
static bool
is_inspected(struct report *r, struct period p)
{
	const char *layout = r->options->value[OPT_LAYOUT];
	char *payment = report_term(r, p, "支払");
	bool monthly = strstr(layout, "monthly") != NULL && strstr(payment, "月払") != NULL;

	free(payment);
	return monthly || strcmp(layout, "completion") == 0;
}

/* Prints the row that sow-ticket -t submitted.csv new - takes. */
static bool
print_row(struct report *r, struct period p, const struct submission *s, const char *manifest)
{
	static const char *const names[] = { "title", "layout", "period", "edition", "ledger_revs", "sha256", "recipient",
		"submitted", "link", "inspect_by" };
	struct writer *w = writer_open(names, 10, (struct writer_options){ .format = format_find("csv") });
	const char *home = report_home(r);
	char due[DATE_TEXT] = "", *link[2] = { kept_name(home, s->sha256), kept_name(home, manifest) };
	char *links = memory_format("%s%s%s", link[0], LINK_BETWEEN, link[1]);

	if (is_inspected(r, p))
		date_text(option_day(r->options) + INSPECTION_DAYS, DATE_ISO, due);
	writer_row(w, (char *[]){ r->title, (char *)(uintptr_t)s->layout, (char *)(uintptr_t)s->period,
	    (char *)(uintptr_t)s->edition, (char *)(uintptr_t)s->revs, (char *)(uintptr_t)s->sha256,
	    (char *)(uintptr_t)r->options->value[OPT_SUBMIT], (char *)(uintptr_t)s->submitted, links, due });
	free(link[0]);
	free(link[1]);
	free(links);
	return writer_close(w);
}

static void
submission_tell(const struct report *r, struct period p)
{
	char date[DATE_TEXT];

	if (option_day(r->options) < p.to)
		warnx("the period ends on %s: the report counts as of now", date_text(p.to, DATE_ISO, date));
	if (r->unreasoned > 0)
		warnx("%zu reasons are missing (理由未記入)", r->unreasoned);
}

/* Keeps the report and what it rests on; makes it again from that, for somebody may have changed a
 * file meanwhile; and prints the row only if the bytes are the same. */
static bool
submit_layout(struct report *r, struct period p)
{
	const struct options *o = r->options;
	const char *home = report_home(r), *file = o->value[OPT_OUTPUT];
	char period[PERIOD_TEXT], edition[32], hex[DIGEST_TEXT], list[DIGEST_TEXT], now[DATE_TEXT], *revs, *link;
	struct bytes manifest = { 0 };
	struct submission s;
	int n;
	bool good;

	submission_last(r, o->value[OPT_LAYOUT], p, &n);
	snprintf(edition, sizeof(edition), "%d", n + 1);
	if (!report_print(o)(r, p))
		return false;
	submission_tell(r, p);
	revs = list_revs(r);
	list_options(r, &manifest);
	keep_file(home, file, hex);
	keep_asked(&o->team, home, o->team.asked, &manifest);
	keep_bytes(home, manifest.s, manifest.n, list);
	link = kept_name(home, list);
	s = (struct submission){ .layout = o->value[OPT_LAYOUT], .period = period_text(p, period), .edition = edition,
		.revs = revs, .sha256 = hex, .submitted = time_text(o->team.now, false, now), .link = link };
	good = submission_holds(o, &s);
	if (!good)
		warnx("%s: not handed in: it could not be made again with the same bytes, as if a file had changed meanwhile", file);
	else
		good = print_row(r, p, &s, list);
	free(manifest.s);
	free(revs);
	free(link);
	return good;
}

static int
run_submit(const struct options *o)
{
	static const char *const formats[] = { "csv", "tsv", "excel", "cp932", "xlsx" };
	struct options own = *o;
	struct asked asked = { .n = 0 };
	char *path = team_file(&o->team, "submitted.csv");
	size_t i;

	if (o->value[OPT_OUTPUT] == NULL)
		errx(2, "--submit needs -O FILE, the report that is handed in");
	if (o->value[OPT_FORMAT] == NULL)
		own.value[OPT_FORMAT] = is_form_name(o->value[OPT_LAYOUT]) || is_form_name(o->value[OPT_OUTPUT]) ? formats[FORMATS - 1] : formats[0];
	for (i = 0; i < FORMATS && strcmp(own.value[OPT_FORMAT], formats[i]) != 0; i++)
		;
	if (i == FORMATS)
		no_such(N_("format to hand in"), own.value[OPT_FORMAT], formats, FORMATS, " ");
	if (text_blank(o->value[OPT_SUBMIT]))
		errx(2, "--submit: to whom?");
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == -1)
		errx(1, "%s: not there; sow-ticket -t %s init --kind=submitted makes it", path, path);
	free(path);
	own.team.asked = &asked;
	return with_report(&own, submit_layout);
}

const struct form form_submit = {
	FORM_MODE(OPT_SUBMIT), .operands = "--layout=LAYOUT --period=PERIOD --output=FILE", .most = 0,
	.help = N_("hand in a report: keep it, and print the row for submitted.csv"),
	.takes = FORM_TAKES(OPT_AS_OF, OPT_FORMAT, OPT_FORMULA, OPT_HEADER, OPT_LAYOUT, OPT_OUTPUT, OPT_PERIOD, OPT_SUBST),
	.run = run_submit,
};
