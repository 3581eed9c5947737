/* restricted.c - personal matters (限定), of which only the outside is shown */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "key.h"
#include "catalog.h"
#include "row.h"
#include "ticket.h"
#include "restricted.h"

bool
restricted_is(const struct activity *a, const struct tickets *ts, const struct ticket *t)
{
	return (a != NULL && *a->field[F_RESTRICTED] != '\0') ||
	    (t != NULL && keys_hold(ticket_cell(ts, t, L_TAGS), TAG_RESTRICTED));
}

const char *
restricted_text(const struct activity *a, const char *column, const char *text)
{
	static const char *const open[] = {
		"id", "number", "rev", "status", "state", "major", "minor", "opened", "due", "closed", "nominal", "deadline",
		"period", "days", "age", "moved", "ticket",
	};
	size_t i;

	for (i = 0; i < sizeof(open) / sizeof(*open); i++)
		if (strcmp(column, open[i]) == 0)
			return text;
	return strcmp(column, "title") == 0 && a != NULL ? a->title.template : "";
}
