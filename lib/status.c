/* status.c - the statuses of a ticket, and the steps between them */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>

#include "message.h"
#include "status.h"

static const char *const statuses[STATUSES] = {
	[T_OPEN] = "open", [T_DOING] = "doing", [T_HOLD] = "hold", [T_DONE] = "done",
	[T_CANCELED] = "canceled", [T_WAIVED] = "waived", [T_VOID] = "void",
};

const char *
status_name(enum status s)
{
	return statuses[s];
}

const char *
status_phrase(enum status s)
{
	static const char *const phrases[STATUSES] = {
		[T_OPEN] = N_("open"), [T_DOING] = N_("under way"), [T_HOLD] = N_("on hold"), [T_DONE] = N_("done"),
		[T_CANCELED] = N_("canceled"), [T_WAIVED] = N_("waived"), [T_VOID] = N_("undone"),
	};

	return _(phrases[s]);
}

bool
status_parse(const char *text, enum status *s)
{
	size_t i;

	for (i = 0; i < STATUSES; i++)
		if (*text == *statuses[i] && strcmp(text, statuses[i]) == 0) {
			*s = (enum status)i;
			return true;
		}
	return false;
}

bool
status_live(enum status s)
{
	return s == T_OPEN || s == T_DOING || s == T_HOLD;
}

bool
status_follows(enum status from, enum status to)
{
	bool ended = from == T_DONE || from == T_CANCELED || from == T_WAIVED;
	bool ends = to == T_DONE || to == T_CANCELED || to == T_WAIVED;

	return from == to || !ended || !ends;
}
