/* sow-list-candidates.c - what is requested outside the SOW, for its next revision */
/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "sow-list.h"

enum { TIMES = 3 };

/* A wish is what several tickets ask for, however each was typed.  A ticket is taken if its work is
 * その他要求事項, if it is outside what its activity covers (対象外), or if it is tagged sow候補. */
struct wish {
	char *key;               /* folded */
	const char *text;        /* as the first ticket has it */
	size_t times, beside, tagged, outside; /* beside: of times, work beside the SOW */
	long long minutes;
	const struct ticket *first, *last;
};

struct wishes {
	struct wish *wish; /* n of them */
	size_t n;
};

/* What was asked for: the value in the title that the SOW does not fix, or else the whole title.
 * The caller frees it. */
static char *
asked_for(const struct activity *a, const char *title)
{
	char *value[PLACES] = { 0 }, *text = NULL;
	size_t i;

	if (a != NULL && title_match(&a->title, title, value)) {
		text = value[PLACE_WHAT];
		value[PLACE_WHAT] = NULL;
	}
	for (i = 0; i < PLACES; i++)
		free(value[i]);
	return text != NULL ? text : memory_text(title);
}

static struct wish *
wish_of(struct wishes *w, char *text)
{
	char *key = text_key(text);
	size_t i;

	for (i = 0; i < w->n; i++)
		if (strcmp(w->wish[i].key, key) == 0) {
			free(key);
			free(text);
			return &w->wish[i];
		}
	w->wish = memory_array(w->wish, w->n + 1, sizeof(*w->wish));
	w->wish[w->n] = (struct wish){ .key = key, .text = text };
	return &w->wish[w->n++];
}

static void
wishes_take(struct wishes *w, const struct catalog *c, const struct tickets *ts, const struct ticket *t)
{
	const struct activity *a = key_activity(c, ticket_cell(ts, t, L_KEYS), ticket_cell(ts, t, L_OPENED));
	bool tagged = keys_hold(ticket_cell(ts, t, L_TAGS), "sow候補");
	bool outside = keys_hold(ticket_cell(ts, t, L_TAGS), TAG_OUTSIDE);
	bool other = a != NULL && *a->field[F_APPROVAL] != '\0';
	struct wish *wish;

	if (t->status == T_VOID || *ticket_cell(ts, t, L_PART) != '\0' || (!tagged && !other && !outside))
		return;
	/* Work that is outside asks for the software to be covered, whatever was wrong with it. */
	wish = wish_of(w, outside ? memory_text(ticket_cell(ts, t, L_TARGET)) : asked_for(a, ticket_cell(ts, t, L_TITLE)));
	wish->times++;
	wish->beside += other || outside;
	wish->tagged += tagged;
	wish->outside += outside;
	wish->minutes += strtoll(ticket_cell(ts, t, L_MINUTES), NULL, 10);
	wish->first = wish->first == NULL ? t : wish->first;
	wish->last = t;
}

static int
wish_compare(const void *a, const void *b)
{
	const struct wish *x = a, *y = b;

	if (x->times != y->times)
		return x->times > y->times ? -1 : 1;
	return x->first->id < y->first->id ? -1 : x->first->id > y->first->id;
}

static void
wish_print(struct output *out, const struct tickets *ts, const struct wish *w, size_t least)
{
	char times[32], minutes[32], reason[128];
	bool beside = w->outside == 0 && w->beside >= least;

	snprintf(times, sizeof(times), "%zu", w->times);
	snprintf(minutes, sizeof(minutes), "%lld", w->minutes);
	snprintf(reason, sizeof(reason), "%s%s%s", w->outside > 0 ? TAG_OUTSIDE : !beside ? "" : w->beside > 1 ?
	    "その他要求事項に繰り返しある" : "その他要求事項", w->tagged > 0 && (w->outside > 0 || beside) ? "、" : "",
	    w->tagged > 0 ? "sow候補" : "");
	output_row(out, (const char *[]){ w->text, times, minutes, ticket_cell(ts, w->first, L_OPENED),
	    ticket_cell(ts, w->last, L_OPENED), ticket_cell(ts, w->first, L_ID), reason });
}

bool
list_candidates(const struct options *o, const struct catalog *c)
{
	static const char *const names[] = {
		"content", "times", "minutes", "first", "last", "ticket", "reason",
	};
	size_t least = (size_t)option_number(o, OPT_MIN, TIMES, 1000000), i;
	struct tickets *ts = option_tickets(o, true);
	struct output *out = output_open(o, names, sizeof(names) / sizeof(*names));
	struct wishes w = { .n = 0 };
	bool found;

	for (i = 0; i < ts->n; i++)
		wishes_take(&w, c, ts, &ts->ticket[i]);
	if (w.n > 0)
		qsort(w.wish, w.n, sizeof(*w.wish), wish_compare);
	for (i = 0; i < w.n; i++)
		if (w.wish[i].beside >= least || w.wish[i].tagged > 0 || w.wish[i].outside > 0)
			wish_print(out, ts, &w.wish[i], least);
	found = output_rows(out) > 0;
	free(w.wish);
	return output_close(out) && ts->good && !(found && o->value[OPT_EXIT] != NULL);
}
