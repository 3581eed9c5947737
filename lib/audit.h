/* audit.h - is the whole journal sound? */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_AUDIT_H
#define SOW_AUDIT_H

#include <stdbool.h>

struct audit_terms {
	long long min_rev; /* the last row is at least this one */
	const char *copy;  /* the ledger begins with that copy, but for redacted cells; or NULL */
};
/* Says on stderr what is wrong, row by row; false when anything is. */
bool ledger_audit(const char *path, const struct audit_terms *);

#endif
