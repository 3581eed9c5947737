/* lookup.h - which ticket is meant */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_LOOKUP_H
#define SOW_LOOKUP_H

#include <stddef.h>

#include "period.h"
#include "catalog.h"
#include "ticket.h"

/* The ticket, neither canceled nor void, that carries the occurrence, or NULL. */
struct ticket *tickets_by_key(struct tickets *, const char *key);
struct ticket *tickets_by_ref(struct tickets *, const char *ref);
/* The part of that name, neither canceled nor void, of the parent. */
struct ticket *tickets_by_part(struct tickets *, long long parent, const char *name);
/* 143, #143, 2026-0143, else a ref; ref:143 is one that looks like an id. NULL: none. */
struct ticket *tickets_parse(struct tickets *, const char *);
/* Those that are live and due in the span, by day and id, n of them. */
const struct timetable *tickets_due(struct tickets *, struct period, size_t *n);
/* The activity of the first key, as it was when the ticket was opened; or NULL. */
const struct activity *key_activity(const struct catalog *, const char *keys, const char *opened);

#endif
