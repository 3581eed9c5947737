/* sow-ticket - the ledger: what was asked for, done, by whom and when */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <err.h>

#include "sow-ticket.h"

static const enum option_id takes[] = {
	OPT_ALL, OPT_ANY, OPT_APPROVER, OPT_AS_IS, OPT_AS_OF, OPT_CELL, OPT_CLOCK, OPT_COPIES, OPT_COPY, OPT_DONE, OPT_DRY, OPT_EACH_ROW, OPT_EDIT,
	OPT_EXIT, OPT_FILE, OPT_FOR, OPT_FORCE, OPT_FORCE_FS, OPT_FROM, OPT_IF_REV, OPT_LINK, OPT_LINT,
	OPT_MAP, OPT_MAX, OPT_MIN_REV, OPT_ON, OPT_PARENT, OPT_REV, OPT_SKIP_TO, OPT_START,
	OPT_TICKETS, OPT_UNTIL, OPT_WAIT, OPT_WAITING, OPT_WHY, OPT_WITH,
};

static const struct program program = {
	.purpose = "the ticket ledger",
	.operands = "VERB ...",
	.examples =
	    "  sow-ticket init                       an empty ledger, tickets.csv\n"
	    "  sow-ticket new inc Outlook 起動しない requester=北山高校\n"
	    "  sow-ticket new pw --done min=5        on the phone, and over\n"
	    "  sow-ticket new S09-01@2026-11         the month's check\n"
	    "  sow-due | sow-ticket new -            what is due\n"
	    "  sow-ticket new --each servers.csv --parent 12\n"
	    "  sow-ticket start 7                    and assigns it to you\n"
	    "  sow-ticket hold 7 --until 12/1 --for vendor\n"
	    "  sow-ticket done 7 min=15 \"note\" --on 11/20\n"
	    "  sow-ticket cancel|reopen|note 7 \"note\"  (-E: in the editor)\n"
	    "  sow-ticket approve 7 --approver 鈴木課長\n"
	    "  sow-ticket set 7 due=12/1 assignee=me min+=20 tags+=sow候補 what=凍る\n"
	    "  sow-ticket move 7 qa                  it is other work\n"
	    "  sow-ticket waive S09-01@2026-11 --approver 鈴木課長 --why 機器停止\n"
	    "  sow-ticket split 7 S09-02@2026-11     a ticket of its own for the key\n"
	    "  sow-ticket undo                       your last step; again: redo\n"
	    "  sow-ticket list [PATTERN]             the open ones, newest first (-a all)\n"
	    "  sow-ticket list -o excel -O t.csv; sow-ticket set - < t.csv\n"
	    "  sow-ticket import -m excel old.csv    an Excel ledger (-n: what is unclear)\n"
	    "  sow-ticket redact 7 --cell note --why 個人情報 --rev 9\n"
	    "  sow-ticket restore copy.csv           a copy takes the ledger's place\n"
	    "  sow-ticket show 7; sow-ticket log 7; sow-ticket verify\n",
	.takes = takes,
	.ntakes = sizeof(takes) / sizeof(*takes),
};

static int
init(const struct options *o)
{
	char *path = option_ledger(o);
	enum ledger_result result;

	if (o->n > 1)
		errx(2, "init takes no operand: -t FILE names another ledger");
	if (o->value[OPT_DRY] != NULL) {
		if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
			errx(LEDGER_NOTHING, "%s: there is one already", path);
		warnx("%s: would be made", path);
		result = LEDGER_OK;
	} else {
		result = ledger_create(path, o->value[OPT_WITH], o->value[OPT_FORCE_FS] != NULL);
	}
	free(path);
	return (int)result;
}

static int
verify(const struct options *o)
{
	struct audit_terms terms = { .copy = o->value[OPT_COPY] };
	char *path = option_ledger(o);
	bool good;

	if (o->n > 1)
		errx(2, "verify takes no operand: -t FILE names another ledger");
	terms.min_rev = option_number(o, OPT_MIN_REV, 0, INT64_MAX);
	good = ledger_audit(path, &terms);
	free(path);
	return good ? 0 : 1;
}

/* ---- an option that a verb would not heed is refused ---- */

#define WRITE " new set move start hold done cancel approve reopen note waive split undo redact import restore "
#define CHANGE " set move start hold done cancel approve reopen note "
#define PRINT " list show log import "

static const struct {
	enum option_id id;
	const char *verbs;
} suited[] = {
	{ OPT_ALL, " list " }, { OPT_ANY, " undo " }, { OPT_APPROVER, " approve cancel waive " },
	{ OPT_AS_IS, " set " }, { OPT_AS_OF, " list show log " }, { OPT_CELL, " redact " }, { OPT_CLOCK, WRITE }, { OPT_COLUMNS, PRINT }, { OPT_COPIES, " redact " }, { OPT_COPY, " verify " },
	{ OPT_DONE, " new " }, { OPT_DRY, " init" WRITE }, { OPT_EACH_ROW, " new " },
	{ OPT_EDIT, " new start hold done cancel approve reopen note " }, { OPT_EXIT, " list " },
	{ OPT_FILE, " new start hold done cancel approve reopen note " }, { OPT_FOR, " hold " },
	{ OPT_FORCE, " set done cancel waive " }, { OPT_FORCE_FS, " init" WRITE }, { OPT_FORMAT, PRINT },
	{ OPT_FORMULA, PRINT }, { OPT_FROM, " list new" CHANGE "waive import " },
	{ OPT_HEADER, PRINT }, { OPT_IF_REV, CHANGE }, { OPT_LINT, " list " }, { OPT_MAP, " import " },
	{ OPT_MAX, " new " }, { OPT_MIN_REV, " verify restore " }, { OPT_ON, " new done cancel " },
	{ OPT_OUTPUT, PRINT }, { OPT_PARENT, " new " }, { OPT_REV, " redact " },
	{ OPT_SKIP_TO, " list new" CHANGE "waive import " }, { OPT_START, " new " },
	{ OPT_SUBST, PRINT }, { OPT_UNTIL, " hold " }, { OPT_WAIT, WRITE }, { OPT_WAITING, " list " },
	{ OPT_WHERE, PRINT }, { OPT_WHY, CHANGE "waive redact " }, { OPT_WITH, " init " },
};

static void
check_options(const struct options *o)
{
	static const enum option_id said[] = { OPT_APPROVER, OPT_WHY };
	char word[32];
	size_t i;

	for (i = 0; i < sizeof(said) / sizeof(*said); i++)
		if (o->value[said[i]] != NULL && text_blank(o->value[said[i]]))
			errx(2, "--%s: nothing is said", option_name(said[i]));

	if (o->value[OPT_TICKETS] != NULL && strcmp(o->value[OPT_TICKETS], "-") == 0 &&
	    strcmp(o->operand[0], "list") != 0)
		errx(2, "-t -: list alone reads tickets from stdin");
	snprintf(word, sizeof(word), " %s ", o->operand[0]);
	for (i = 0; i < sizeof(suited) / sizeof(*suited); i++)
		if (o->value[suited[i].id] != NULL && strstr(suited[i].verbs, word) == NULL)
			errx(2, "%s takes no --%s, which goes with:%s", o->operand[0],
			    option_name(suited[i].id), suited[i].verbs);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(const struct options *);
	} verbs[] = {
		{ "init", init }, { "new", ticket_new }, { "set", ticket_change },
		{ "move", ticket_change }, { "start", ticket_change }, { "hold", ticket_change },
		{ "done", ticket_change }, { "cancel", ticket_change }, { "approve", ticket_change },
		{ "reopen", ticket_change }, { "note", ticket_change }, { "waive", ticket_waive },
		{ "split", ticket_split }, { "undo", ticket_undo }, { "redact", ticket_redact },
		{ "import", ticket_import }, { "restore", ticket_restore }, { "list", ticket_list }, { "show", ticket_show },
		{ "log", ticket_log }, { "verify", verify },
	};
	struct options o;
	size_t i;

	(void)argc;
	options_parse(&o, &program, argv);
	words_part(&o);
	for (i = 0; o.n > 0 && i < sizeof(verbs) / sizeof(*verbs); i++)
		if (strcmp(o.operand[0], verbs[i].name) == 0) {
			check_options(&o);
			return verbs[i].run(&o);
		}
	warnx(o.n > 0 ? "no verb '%s'; there are:" : "a verb is missing; there are:", o.n > 0 ? o.operand[0] : "");
	for (i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		fprintf(stderr, "%s%s", i == 0 ? "    " : " ", verbs[i].name);
	fputc('\n', stderr);
	usage(&program);
}
