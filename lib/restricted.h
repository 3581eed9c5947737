/* restricted.h - personal matters (限定), of which only the outside is shown */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_RESTRICTED_H
#define SOW_RESTRICTED_H

#include <stdbool.h>

#include "catalog.h"
#include "tickets.h"

/* Whether the ticket or the work of its activity is a personal matter.  Either may be NULL. */
bool restricted_is(const struct activity *, const struct tickets *, const struct ticket *);
/* What a column shows of a personal matter: its own text, the title's template, or nothing. */
const char *restricted_text(const struct activity *, const char *column, const char *text);

#endif
