/* lookup.h - the search for a ticket */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_LOOKUP_H
#define SOW_LOOKUP_H

#include <stddef.h>

#include "period.h"
#include "catalog.h"
#include "tickets.h"

/* The ticket, neither canceled nor void, that carries the occurrence; or NULL. */
struct ticket *tickets_by_key(struct tickets *, const char *key);
struct ticket *tickets_by_ref(struct tickets *, const char *ref); /* not void; or NULL */
/* The part of that name, neither canceled nor void, of the parent; or NULL. */
struct ticket *tickets_by_part(struct tickets *, long long parent, const char *name);
/* 143, #143, 2026-0143, else a ref; ref:143 is a ref that looks like an id. NULL if there is none. */
struct ticket *tickets_parse(struct tickets *, const char *);
/* The n tickets that are live and due in the span, by day and id; NULL if there are none. */
const struct timetable *tickets_due(struct tickets *, struct period, size_t *n);
/* The activity of the first key, in the revision in force when the ticket was opened; or NULL. */
const struct activity *key_activity(const struct catalog *, const char *keys, const char *opened);

#endif
