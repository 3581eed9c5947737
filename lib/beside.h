/* beside.h - what lies beside a ledger */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_BESIDE_H
#define SOW_BESIDE_H

/* The paths of files beside the ledger that may hold its text (torn bytes, copies made by people
 * and programs), up to NULL; the caller frees each and the list. NULL and errno when the directory
 * cannot be read. */
char **ledger_beside(const char *path);

#endif
