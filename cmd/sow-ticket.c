/* sow-ticket - the ledger: what was asked for, done, by whom and when */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-ticket.h"

/* The columns that a kind of ledger has besides those of every ledger; --with may add others. */
static const struct {
	const char *kind, *columns;
} kinds[] = {
	{ "issues", "section,class,impact,policy,decision" },
	{ "submitted", "layout,period,edition,ledger_revs,sha256,recipient,submitted,received,receiver,inspect_by,inspected,"
	    "inspector,result" },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

/* The team's columns for --kind and --with, which the caller frees; NULL for none. */
static char *
init_columns(const struct options *o)
{
	const char *kind = o->value[OPT_KIND], *with = o->value[OPT_WITH], *names[KINDS];
	size_t i;

	if (kind == NULL)
		return with == NULL ? NULL : memory_text(with);
	for (i = 0; i < KINDS; i++)
		names[i] = kinds[i].kind;
	for (i = 0; i < KINDS && strcmp(kinds[i].kind, kind) != 0; i++)
		;
	if (i == KINDS)
		no_such(N_("kind of ledger"), kind, names, KINDS, " ");
	return memory_format("%s%s%s", kinds[i].columns, with == NULL ? "" : ",", with == NULL ? "" : with);
}

static int
init_ledger(const struct options *o)
{
	char *path, *columns = init_columns(o);
	enum ledger_result result;

	if (o->n > 1)
		errx(2, "init takes no operand, and '%s' is one (-C DIR is where the ledger is made)", o->operand[1]);
	path = option_ledger(o);
	if (o->value[OPT_DRY] != NULL) {
		if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
			errx(LEDGER_NOTHING, "%s: already exists", path);
		warnx("%s: would be created", path);
		result = LEDGER_OK;
	} else {
		result = ledger_create(path, columns, o->value[OPT_FORCE_FS] != NULL);
	}
	free(path);
	free(columns);
	return (int)result;
}

static int
verify_ledger(const struct options *o)
{
	struct audit_terms terms = { .copy = o->value[OPT_COPY] };
	char *path = option_ledger(o);
	bool good;

	terms.min_rev = option_number(o, OPT_MIN_REV, 0, INT64_MAX);
	good = ledger_audit(path, &terms);
	if (!good && o->value[OPT_TICKETS] == NULL)
		warnx(READER_LEDGER, path);
	free(path);
	return good ? 0 : 1;
}

const struct form form_init = {
	.name = "init", .operands = "", .most = ANY_NUMBER, .help = N_("make an empty ledger, tickets.csv"),
	.takes = FORM_TAKES(OPT_LEDGER, OPT_DRY, OPT_FORCE_FS, OPT_KIND, OPT_WITH), .run = init_ledger,
};
const struct form form_verify = {
	.name = "verify", .operands = "", .most = 0, .help = N_("check the ledger"),
	.takes = FORM_TAKES(OPT_LEDGER, OPT_COPY, OPT_MIN_REV), .run = verify_ledger,
};

#define FORM(name) &form_##name,
static const struct form *const forms[] = { FORMS(FORM) NULL };
#undef FORM

static const struct program program = {
	.purpose = N_("the ticket ledger"),
	.examples =
	    N_("  sow-ticket init                       an empty ledger, tickets.csv\n"
	    "  sow-ticket new inc Outlook 起動しない requester=北山高校\n"
	    "  sow-ticket new pw --done min=5        settled on the phone\n"
	    "  sow-ticket new S09-01@2026-11         the month's check\n"
	    "  sow-due | sow-ticket new -            what is due\n"
	    "  sow-ticket new --each servers.csv --parent 12\n"
	    "  sow-ticket start 7                    and assigns it to you\n"
	    "  sow-ticket hold 7 --until 12/1 --for vendor\n"
	    "  sow-ticket done 7 min=15 \"note\" --on 11/20\n"
	    "  sow-ticket cancel|reopen|note 7 \"note\"  (-E: in the editor)\n"
	    "  sow-ticket approve 7 --approver 鈴木課長\n"
	    "  sow-ticket set 7 due=12/1 assignee=me min+=20 tags+=sow候補 what=凍る\n"
	    "  sow-ticket move 7 qa                  it was other work\n"
	    "  sow-ticket waive S09-01@2026-11 --approver 鈴木課長 --why 機器停止\n"
	    "  sow-ticket split 7 S09-02@2026-11     a ticket of its own for the key\n"
	    "  sow-ticket undo                       take back your last step (again: redo)\n"
	    "  sow-ticket list [PATTERN]             the open ones, newest first (-a all)\n"
	    "  sow-ticket list -o excel -O t.csv; sow-ticket set - < t.csv\n"
	    "  sow-ticket import -m excel old.csv    an Excel ledger (-n: what is unclear)\n"
	    "  sow-ticket redact 7 --cell note --why 個人情報 --rev 9\n"
	    "  sow-ticket restore copy.csv           a copy takes the ledger's place\n"
	    "  sow-ticket show 7; sow-ticket log 7; sow-ticket verify\n"),
	.kind = N_("verb"),
	.forms = forms,
	.words = words_part,
};

int
main(int argc, char **argv)
{
	(void)argc;
	return program_run(&program, argv);
}
