/* proof.h - whether a workbook was written whole */
/* SPDX-License-Identifier: MIT */
#ifndef SOW_PROOF_H
#define SOW_PROOF_H

#include <stdbool.h>
#include <stdint.h>

/*
 * libxlsxwriter does not look whether its temporary files took what it wrote to them, and packs what is in
 * them.  This reads the workbook in fd: is each member well-formed, and are the rows of its sheets as many
 * bytes as were given to it?  What a file did not take is missing, so no other bytes can make up for it.
 */
bool proof_whole(int fd, uint64_t rows);

#endif
