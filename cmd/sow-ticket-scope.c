/* sow-ticket-scope.c - whether the activity covers what the work is on */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-ticket.h"

/* The software or log that the work is on; "" where neither title nor target names any. */
static const char *
scope_word(struct draft *r, const struct activity *a)
{
	static const enum place targets[] = { PLACE_SOFT, PLACE_LOG };
	char *value[PLACES] = { 0 };
	const char *word = r->cell[L_TARGET];
	size_t i;

	if (title_match(&a->title, r->cell[L_TITLE], value))
		for (i = 0; i < sizeof(targets) / sizeof(*targets); i++)
			if (value[targets[i]] != NULL)
				word = arena_text(&r->desk->arena, value[targets[i]], strlen(value[targets[i]]));
	for (i = 0; i < PLACES; i++)
		free(value[i]);
	return word;
}

/* The activity for work that the SOW does not name, in the same 大分類; or NULL. */
static const struct activity *
scope_other(struct draft *r, const struct activity *a)
{
	const struct catalog *c = desk_catalog(r->desk);
	int today = r->desk->options->team.today;
	const struct activity *other;

	for (other = c->activity; other < c->activity + c->n; other++)
		if (*other->field[F_APPROVAL] != '\0' && strcmp(other->field[F_MAJOR], a->field[F_MAJOR]) == 0 &&
		    other->from <= today && today <= other->to)
			return other;
	return NULL;
}

static void
tell_outside(struct draft *r, const struct activity *a, const char *word, long long id)
{
	const struct activity *other = scope_other(r, a);
	const char *name = software_name(desk_software(r->desk), word, "");

	if (name == NULL)
		draft_tell(r, "%s is not in software.csv: a row there with part_of, or an alias, says what it belongs to", word);
	draft_tell(r, "%s is none of what %s covers (%s): the ticket is tagged %s", word, a->field[F_ID],
	    a->field[F_TARGET], TAG_OUTSIDE);
	if (other != NULL && *r->cell[L_APPROVED] == '\0')
		draft_tell(r, "'sow-ticket move %lld %s' makes it work beside the SOW; without that, done needs --approver",
		    id, other->field[F_ID]);
}

/* Adds the tag, or removes it. */
static void
set_outside(struct draft *r, bool outside)
{
	const char *s = r->cell[L_TAGS];
	struct bytes tags = { 0 };
	char *tag;

	for (; (tag = key_next(&s)) != NULL; free(tag))
		if (strcmp(tag, TAG_OUTSIDE) != 0)
			bytes_join(&tags, tag, " ");
	if (outside)
		bytes_join(&tags, TAG_OUTSIDE, " ");
	r->cell[L_TAGS] = arena_text(&r->desk->arena, tags.s == NULL ? "" : tags.s, tags.n);
	free(tags.s);
}

void
draft_scope(struct draft *r, long long id)
{
	const struct activity *a;
	const char *word = "";
	bool was = keys_hold(r->cell[L_TAGS], TAG_OUTSIDE), is;

	if (r->desk->history || r->desk->edit != NULL || *r->cell[L_PART] != '\0' ||
	    (draft_keeps(r, L_KEYS) && draft_keeps(r, L_TITLE) && draft_keeps(r, L_TARGET)))
		return;
	a = draft_activity(r);
	if (a != NULL && a->frequency == ON_DEMAND && *a->field[F_TARGET] != '\0')
		word = scope_word(r, a);
	is = *word != '\0' && !target_has(a->field[F_TARGET], word) &&
	    !software_covers(desk_software(r->desk), a->field[F_TARGET], word);
	if (is != was)
		set_outside(r, is);
	if (is && !was)
		tell_outside(r, a, word, id);
}
