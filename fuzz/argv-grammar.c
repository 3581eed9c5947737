/* argv-grammar.c - the grammar: which options and forms the programs have */
/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <err.h>

#include "argv.h"
#include "fuzz.h"

static const struct option options[] = {
	{ "activity", 0, 'A' }, { "add", 0, 'C' }, { "all", 'a', 0 }, { "any", 0, 0 }, { "approver", 0, 'B' }, { "as-is", 0, 0 }, { "as-of", 0, 'D' },
	{ "backfill", 0, 0 }, { "by", 0, 'C' }, { "calendar", 0, 0 }, { "candidates", 0, 0 }, { "cell", 0, 'l' }, { "check", 0, 0 },
	{ "clock", 0, 0 }, { "columns", 'c', 'C' }, { "copies", 0, 0 }, { "copy", 0, 'X' }, { "count", 0, 'C' },
	{ "diff", 0, 'p' }, { "directory", 'C', 'd' }, { "done", 0, 0 }, { "dry-run", 'n', 0 }, { "each", 0, 'E' },
	{ "edit", 'E', 0 }, { "except", 0, 'E' }, { "exit-code", 'e', 0 }, { "explain", 0, 'K' }, { "file", 'F', 'J' }, { "follow", 'L', 0 },
	{ "for", 0, 'G' }, { "force", 0, 0 }, { "force-fs", 0, 0 }, { "format", 'o', 'f' }, { "formula", 0, 'q' },
	{ "from", 0, 'e' }, { "header", 0, 'h' }, { "help", 'h', 0 }, { "if-rev", 0, 'M' }, { "ignore", 0, 'C' }, { "key", 'k', 'C' }, { "layout", 'f', 'L' },
	{ "lead", 'l', 'M' }, { "lint", 0, 0 }, { "map", 'm', 'm' }, { "max", 0, 'M' }, { "min", 0, 'M' },
	{ "min-rev", 0, 'M' }, { "on", 0, 'D' }, { "output", 'O', 'O' }, { "pair", 0, 'W' }, { "parent", 0, 'I' }, { "period", 'p', 'P' },
	{ "prefix", 0, 'N' }, { "rev", 0, 'M' }, { "set", 0, 'F' }, { "skip-to", 0, 'R' }, { "source", 0, 0 }, { "split", 0, 'M' },
	{ "split-by", 0, 'C' }, { "start", 0, 0 }, { "subst", 0, 'S' }, { "summary", 0, 0 }, { "ticket-by", 0, 'C' }, { "tickets", 't', 'T' },
	{ "today", 0, 'D' }, { "until", 0, 'D' }, { "version", 0, 0 }, { "wait", 0, 'M' }, { "waiting", 0, 0 },
	{ "where", 'w', 'W' }, { "why", 0, 'N' }, { "with", 0, 'w' },
};
enum { NOPTIONS = sizeof(options) / sizeof(*options) };

#define PRINT "columns format formula header output subst where where columns format directory today "
#define CONV "columns format formula output subst where columns map from skip-to directory today "
#define CHECKS CONV "header where source set key except exit-code "
#define WRITE "dry-run dry-run force-fs clock wait tickets follow directory today "
#define NOTED "why file edit if-rev from "

#define CONTRACT "id no major title frequency target schedule lead alias valid_from note"
#define DUE "keys state nominal due title target ticket"
#define TICKETS "id number status due title part parts requester assignee minutes rev keys opened tags note"
#define LEDGER "rev at by id status keys title opened due closed minutes parent ref tags note batch related"
#define PAIR "item value"

static const struct form forms[] = {
	{ 5, "sow-list", "Q? Q?", PRINT "all as-of exit-code", CONTRACT, NULL, false },
	{ 2, "sow-list", "--candidates", PRINT "min tickets follow exit-code as-of", "content times minutes reason", NULL, false },
	{ 2, "sow-list", "--diff", PRINT "exit-code", "change id title column before after", NULL, false },
	{ 1, "sow-list", "--check", PRINT, "name state", NULL, false },
	{ 6, "sow-due", "", PRINT "all as-of backfill each exit-code lead max period period tickets follow from", DUE, NULL, false },
	{ 2, "sow-due", "--calendar", PRINT "period as-of", "date weekday state name due", NULL, false },
	{ 2, "sow-due", "--explain", PRINT "tickets as-of", PAIR, NULL, false },
	{ 5, "sow-report", "H --period", PRINT "as-of exit-code tickets follow from", TICKETS, NULL, false },
	{ 2, "sow-report", "summary --period", PRINT "as-of tickets", "major carried opened closed remaining", NULL, false },
	{ 3, "sow-report", "--layout --period", "format formula header output subst directory today as-of tickets", "", NULL, false },
	{ 3, "sow-conv", "", CONV "source where", TICKETS, "rows.csv", false },
	{ 1, "sow-conv", "--explain", CONV "source where", "to from cell rule value", "rows.csv", false },
	{ 1, "sow-conv", "--split-by --prefix --dry-run", "format formula subst map from skip-to directory", "", "rows.csv", false },
	{ 3, "sow-check", "./checks/mine.csv", CHECKS, "check level file line key column value message", "rows.csv", false },
	{ 2, "sow-check", "--summary mine", CHECKS "by by", "date check fit unfit unknown outside all", "rows.csv", false },
	{ 2, "sow-check", "--ticket-by --activity ./checks/mine.csv --dry-run", CHECKS "prefix", "keys title note link", "rows.csv", false },
	{ 2, "sow-recon", "--key", "all add count exit-code ignore key pair columns format formula header output subst where from skip-to directory",
	    "kind key by column left right left_line right_line", "rows.csv", false },
	{ 6, "sow-ticket", "list Q?", PRINT "all as-of exit-code waiting tickets follow from skip-to", TICKETS, "stream.csv", false },
	{ 1, "sow-ticket", "list --lint", PRINT "all tickets", "id title expected reason", NULL, false },
	{ 2, "sow-ticket", "show I", PRINT "as-of tickets follow", PAIR, NULL, false },
	{ 2, "sow-ticket", "log I? I?", PRINT "as-of tickets", LEDGER, NULL, false },
	{ 1, "sow-ticket", "verify", "min-rev copy tickets follow directory", "", NULL, false },
	{ 2, "sow-ticket", "init", "with with tickets tickets directory directory dry-run", "", NULL, false },
	{ 3, "sow-ticket", "new pw F? F?", WRITE "done start on edit file", "", NULL, true },
	{ 2, "sow-ticket", "new inc V V F?", WRITE "done start on edit file", "", NULL, true },
	{ 2, "sow-ticket", "new fix V F?", WRITE "done on file", "", NULL, true },
	{ 2, "sow-ticket", "new A V? V? F?", WRITE "done start on", "", NULL, true },
	{ 3, "sow-ticket", "new K F?", WRITE "done start file", "", NULL, true },
	{ 2, "sow-ticket", "new -", WRITE "max from skip-to", "", "rows.csv", true },
	{ 1, "sow-ticket", "new --each --parent", WRITE "from", "", "parts.csv", true },
	{ 4, "sow-ticket", "set I I? F F?", WRITE "if-rev why force", "", NULL, true },
	{ 2, "sow-ticket", "set -", WRITE "why from skip-to as-is", "", "sheet.csv", true },
	{ 1, "sow-ticket", "set - F", WRITE "why from", "", "ids.csv", true },
	{ 2, "sow-ticket", "start I F? N?", WRITE NOTED, "", NULL, true },
	{ 3, "sow-ticket", "hold I F? N?", WRITE NOTED "until for until for", "", NULL, true },
	{ 3, "sow-ticket", "done I I? F? N?", WRITE NOTED "on force force", "", NULL, true },
	{ 1, "sow-ticket", "done - F? N?", WRITE "on force from why", "", "ids.csv", true },
	{ 2, "sow-ticket", "cancel I F? N?", WRITE NOTED "on force approver", "", NULL, true },
	{ 2, "sow-ticket", "reopen I F? N?", WRITE NOTED, "", NULL, true },
	{ 2, "sow-ticket", "note I I? N", WRITE "if-rev", "", NULL, true },
	{ 1, "sow-ticket", "note I", WRITE NOTED, "", NULL, true },
	{ 2, "sow-ticket", "approve I --approver F? N?", WRITE NOTED, "", NULL, true },
	{ 2, "sow-ticket", "move I A V? V? F?", WRITE "why if-rev", "", NULL, true },
	{ 1, "sow-ticket", "move I K F?", WRITE "why", "", NULL, true },
	{ 2, "sow-ticket", "waive K K? --approver --why", WRITE "force", "", NULL, true },
	{ 1, "sow-ticket", "waive - --approver --why", WRITE "from skip-to", "", "keys.csv", true },
	{ 2, "sow-ticket", "split I K K?", WRITE, "", NULL, true },
	{ 1, "sow-ticket", "split 5 S09-02@2026-11", WRITE, "", NULL, true },
	{ 2, "sow-ticket", "undo", WRITE "any", "", NULL, true },
	{ 1, "sow-ticket", "redact I --cell --why --rev", WRITE "copies", "", NULL, true },
	{ 1, "sow-ticket", "redact 1 --cell=note --why --rev=1", WRITE "copies", "", NULL, true },
	{ 1, "sow-ticket", "import U --map", PRINT WRITE "from skip-to", "管理番号 件名 状態 reason", "old.csv", true },
	{ 1, "sow-ticket", "import old.csv --map=excel", WRITE, "", NULL, true },
	{ 1, "sow-ticket", "restore X", WRITE "min-rev", "", NULL, true },
	{ 1, "sow-ticket", "Q? V?", WRITE, "", NULL, false },
};
enum { NFORMS = sizeof(forms) / sizeof(*forms) };

/* The files that a program may be given as its standard input. */
static const char *const inputs[] = {
	"ids.csv", "rows.csv", "sheet.csv", "keys.csv", "stream.csv", "parts.csv", "old.csv", "empty.csv", "garbage.csv",
	"cp932.csv", "note.txt", "torn.csv", NULL,
};

const struct option *
grammar_option(const char *name)
{
	size_t i;

	for (i = 0; i < NOPTIONS; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	errx(1, "the grammar has no option '%s'", name);
}

const struct option *
grammar_any_option(void)
{
	return &options[chance_below(NOPTIONS)];
}

const struct form *
grammar_any_form(void)
{
	size_t all = 0, i, at;

	for (i = 0; i < NFORMS; i++)
		all += forms[i].weight;
	for (i = 0, at = chance_below(all); at >= forms[i].weight; i++)
		at -= forms[i].weight;
	return &forms[i];
}

const char *
grammar_any_input(void)
{
	return word_pick(inputs);
}
