/* sow-ticket-relate.c - relate: one ticket is the cause of another, its duplicate, or related to it */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

static void
relate_one(struct desk *d, const char *id, const char *kind, const struct ticket *to)
{
	const struct ticket *t = tickets_parse(desk_tickets(d), id);
	struct draft r;
	char where[64], *related;

	snprintf(where, sizeof(where), _("ticket %.40s"), id);
	if (t == NULL) {
		desk_no_ticket(d, id);
		return;
	}
	if (t->id == to->id) {
		desk_refuse(d, where, "a ticket is not related to itself");
		return;
	}
	draft_open(&r, d, t, where);
	related = memory_format("%s%s%s:%lld", r.cell[L_RELATED], *r.cell[L_RELATED] != '\0' ? " " : "", kind, to->id);
	if (keys_hold(r.cell[L_RELATED], strrchr(related, ' ') == NULL ? related : strrchr(related, ' ') + 1))
		draft_tell(&r, "already so; nothing written");
	else if (draft_cell(&r, L_RELATED, related))
		draft_save(&r);
	free(related);
}

static int
relate_tickets(const struct options *o)
{
	static const char *const kinds[] = { "cause", "duplicate", "related" };
	const char *kind = o->value[OPT_AS] == NULL ? "related" : o->value[OPT_AS];
	struct named named = words_named(o);
	const struct ticket *to;
	struct ticket other;
	struct desk d;
	size_t i;

	if (named.n > 0 && o->value[OPT_TO] == NULL && o->n == 1 + named.words)
		errx(2, "relate: to which ticket? (--to=%s)", named.n > 1 ? named.id[named.n - 1] : "ID");
	if (named.n == 0 || o->value[OPT_TO] == NULL || o->n != 1 + named.words)
		errx(2, "relate: which tickets, and --to=ID?");
	for (i = 0; i < sizeof(kinds) / sizeof(*kinds) && strcmp(kind, kinds[i]) != 0; i++)
		;
	if (i == sizeof(kinds) / sizeof(*kinds))
		no_such(N_("relation"), kind, kinds, i, " ");
	if (!desk_open(&d, o))
		return (int)d.result;
	if ((to = tickets_parse(desk_tickets(&d), o->value[OPT_TO])) == NULL) {
		desk_refuse(&d, "--to", "no ticket %s", o->value[OPT_TO]);
	} else {
		other = *to; /* the tickets may move */
		for (i = 0; i < named.n; i++)
			relate_one(&d, named.id[i], kind, &other);
	}
	named_free(&named);
	return desk_close(&d);
}

const struct form form_relate = {
	.name = "relate", .operands = "ID... --to=ID", .most = ANY_NUMBER, .help = N_("say that another ticket is its cause, or the like"),
	.takes = FORM_TAKES(OPT_WRITES, OPT_AS, OPT_TO), .run = relate_tickets,
};
