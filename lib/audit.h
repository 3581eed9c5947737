/* audit.h - the check of a whole journal */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_AUDIT_H
#define SOW_AUDIT_H

#include <stdbool.h>

struct audit_terms {
	long long min_rev; /* the last row must have at least this rev */
	const char *copy;  /* the ledger must begin with this copy, but for redacted cells; or NULL */
};
/* Reports on stderr what is wrong, row by row; false when anything is. Exits 1 if it cannot be read. */
bool ledger_audit(const char *path, const struct audit_terms *);

#endif
