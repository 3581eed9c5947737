/* redaction.c - what redact records of itself, so that verify can distinguish it from damage */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "redaction.h"

/* The note of the row that redact appends: redact id=2 cell=note revs=2..9: the reason. */
#define BEGINS "redact id="

char *
redaction_print(const struct redaction *r, const char *why)
{
	char *note;

	note = memory_format(BEGINS "%lld cell=%s revs=%lld..%lld: %s", r->id, r->cell, r->from, r->to, why);
	return note;
}

bool
redaction_parse(const char *note, struct redaction *r)
{
	int n = 0;

	return strncmp(note, BEGINS, strlen(BEGINS)) == 0 && sscanf(note, BEGINS "%lld cell=%63[a-z0-9_] revs=%lld..%lld:%n", &r->id, r->cell, &r->from, &r->to,
	    &n) == 4 && n > 0;
}

bool
redaction_covers(const struct redaction *r, long long id, const char *cell, long long rev)
{
	return r->id == id && strcmp(r->cell, cell) == 0 && r->from <= rev && rev <= r->to;
}
