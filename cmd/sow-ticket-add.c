/* sow-ticket-add.c - a draft that is sound becomes a row of the batch */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "sow-ticket.h"

/* Reports count by the closing date, so an ended ticket must have one and a live ticket must not. */
static bool
settle_closed(struct draft *r)
{
	char closed[DATE_TEXT];
	int64_t at;

	if (status_live(r->status)) {
		if (*r->cell[L_CLOSED] != '\0' && r->was == NULL)
			return draft_refuse(r, "closed %s, but still %s", r->cell[L_CLOSED], status_phrase(r->status));
		if (*r->cell[L_CLOSED] != '\0' && !draft_keeps(r, L_CLOSED))
			return draft_refuse(r, "closed %s, but still %s (sow-ticket done %lld --on=%s)", r->cell[L_CLOSED],
			    status_phrase(r->status), r->was->id, r->cell[L_CLOSED]);
		draft_set(r, L_CLOSED, "");
	} else if (r->status != T_VOID && *r->cell[L_CLOSED] == '\0') {
		/* Another host's clock may be ahead of ours. */
		if (!time_parse(r->cell[L_OPENED], DAY_MIN, &at) || at < r->desk->now)
			at = r->desk->now;
		draft_set(r, L_CLOSED, time_text(at, false, closed));
	}
	return true;
}

/* Makes the row part of the batch, where every later look at the tickets sees it. */
static void
remember_row(struct draft *r, long long id)
{
	struct desk *d = r->desk;
	char rev[32];
	size_t i;

	snprintf(rev, sizeof(rev), "%lld", d->ledger.rev);
	draft_set(r, L_REV, rev);
	/* at and by stood in ledger_add's own buffers, others in tickets that may be read again */
	for (i = L_BATCH; i <= L_BY; i++)
		draft_set(r, i, "");
	for (; i < d->ledger.ncolumns; i++)
		if (*r->cell[i] != '\0')
			draft_set(r, i, r->cell[i]);
	if (d->tickets != NULL)
		tickets_apply(d->tickets, r->cell, id, r->status);
	d->drafted = memory_array(d->drafted, d->ndrafted + 1, sizeof(*d->drafted));
	d->drafted[d->ndrafted++] = (struct drafted){ r->cell, id, r->status };
}

long long
draft_add(struct draft *r)
{
	struct desk *d = r->desk;
	long long id = r->was == NULL ? d->ledger.rev + 1 : r->was->id;
	const char *problem;
	char text[32];

	if (!status_parse(r->cell[L_STATUS], &r->status)) {
		draft_refuse(r, "not a status: %s", r->cell[L_STATUS]);
		return 0;
	}
	if (!settle_closed(r))
		return 0;
	draft_scope(r, id);
	if (!draft_differs(r))
		return id;
	if (!draft_is_sound(r))
		return 0;
	snprintf(text, sizeof(text), "%lld", id);
	draft_set(r, L_ID, text);
	if (!ledger_add(&d->ledger, r->cell, d->by, &problem)) {
		draft_refuse(r, "%s", problem);
		return 0;
	}
	remember_row(r, id);
	return id;
}

bool
draft_save(struct draft *r)
{
	long long id = draft_add(r);

	if (id != 0)
		desk_answer(r->desk, id, r->cell[L_TITLE], r->cell[L_DUE]);
	return id != 0;
}
