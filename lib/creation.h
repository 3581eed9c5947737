/* creation.h - a new ledger */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CREATION_H
#define SOW_CREATION_H

#include <stdbool.h>

#include "ledger.h"

/* A new, empty ledger with the team's columns ("site,channel" or NULL). */
enum ledger_result ledger_create(const char *path, const char *with, bool any_fs);

#endif
