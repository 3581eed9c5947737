/* count FILE - the rows and cells of a file: the reader of the library, and nothing else */
/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "sow.h"

int
main(int argc, char *argv[])
{
	struct reader *r = reader_open(argc > 1 ? argv[1] : "-", (struct reader_options){ .mode = READER_STREAM });
	size_t rows = 0, cells = 0;
	struct row row;

	while (reader_next(r, &row)) {
		rows++;
		cells += row.n;
	}
	printf("%zu %zu\n", rows, cells);
	return reader_close(r) ? 0 : 1;
}
