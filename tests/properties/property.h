/* property.h - what the properties share: counted failures, seeded random numbers, scratch directories */
/* SPDX-License-Identifier: MIT */
#ifndef PROPERTY_H
#define PROPERTY_H

#include "sow.h"

/* Counts a failure, and says what is broken the first few times. */
void broken(const char *format, ...) __attribute__((format(printf, 1, 2)));
#define CHECK(condition, ...) do { if (!(condition)) broken(__VA_ARGS__); } while (0)

/* splitmix64, which draws the same numbers on every machine. */
struct chance {
	uint64_t state;
};
int chance_below(struct chance *, int n);

/* Make an empty team directory, write a file in it, and remove it. */
struct team team_new(void);
void team_write(const struct team *, const char *name, const char *text);
void team_remove(const struct team *);

/* No tickets, of a ledger that has the fixed columns alone. */
struct tickets *tickets_new(void);

/* Fills a plan anew and returns its rows as text, which the caller frees. */
char *plan_rows(struct plan *, struct period due);

void check_scans(int rounds);
void check_texts(int rounds);
void check_dates(void);
void check_holidays(void);
void check_rules(void);
void check_stamps(int rounds);
void check_cells(void);
void check_strays(void);
void check_titles(int rounds);
void check_tickets(int rounds);
void check_plans(int rounds);
void check_ledgers(int rounds);
void bench_occurrences(void);

#endif
