/* stakeholder.h - stakeholders.csv: who may decide for the customer */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_STAKEHOLDER_H
#define SOW_STAKEHOLDER_H

#include "team.h"

enum stakeholder {
	STAKEHOLDERS_UNKNOWN, /* the team keeps no such list */
	STAKEHOLDER_CUSTOMER, /* a row of 区分 顧客 has the name, and is in force */
	STAKEHOLDER_OTHER,
};

/* The whole file is good, or exit 1. */
enum stakeholder stakeholder_of(const struct team *, const char *name, int day, char **like);

#endif
