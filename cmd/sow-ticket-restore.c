/* sow-ticket-restore.c - a copy takes the ledger's place */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sow-ticket.h"

static int
restore_copy(const struct options *o)
{
	struct restoration r = {
		.by = staff_author(&o->team), .last = option_number(o, OPT_MIN_REV, 0, INT64_MAX / 2),
		.wait = (long)option_number(o, OPT_WAIT, 10, 86400), .any_fs = o->value[OPT_FORCE_FS] != NULL,
		.any_clock = o->value[OPT_CLOCK] != NULL,
	};
	struct audit_terms terms = { .min_rev = 0 };
	enum ledger_result result;
	struct stat copy, own;
	char *path;

	if (o->n != 2)
		errx(2, "restore: which copy? (a file, such as nightly makes)");
	r.copy = o->operand[1];
	if (access(r.copy, F_OK) != 0)
		err(1, "%s", r.copy);
	if (!ledger_audit(r.copy, &terms))
		errx(1, "%s: not a sound ledger; nothing restored", r.copy);
	path = option_ledger(o);
	if (stat(r.copy, &copy) == 0 && stat(path, &own) == 0 && copy.st_ino == own.st_ino && copy.st_dev == own.st_dev)
		errx(1, "%s: is the ledger itself, not a copy of it; nothing restored", r.copy);
	if (o->value[OPT_DRY] != NULL) {
		warnx("%s: would become %s", path, r.copy);
		result = LEDGER_OK;
	} else {
		result = ledger_restore(path, &r);
	}
	free(path);
	return (int)result;
}

const struct form form_restore = {
	.name = "restore", .operands = "FILE", .most = 1, .help = N_("put a copy in place of the ledger"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_MIN_REV), .run = restore_copy,
};
