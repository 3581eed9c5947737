/* beside.h - what lies beside a ledger */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_BESIDE_H
#define SOW_BESIDE_H

/* What lies beside it that may hold its text: torn bytes, copies of hands and programs; NULL
 * at the end. The caller frees each and the list; NULL when the directory cannot be read. */
char **ledger_beside(const char *path);

#endif
