/* creation.h - a new ledger */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_CREATION_H
#define SOW_CREATION_H

#include <stdbool.h>

#include "ledger.h"

/* Makes an empty ledger; with adds columns of the team ("site,channel" or NULL). Exits 2 on a bad one. */
enum ledger_result ledger_create(const char *path, const char *with, bool any_fs);

#endif
