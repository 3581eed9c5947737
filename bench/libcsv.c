/* libcsv FILE [COLUMN VALUE] - what libcsv alone takes to count rows and cells, or to filter rows */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <err.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A filter keeps the cells of a row until it has ended. */
struct filter {
	const char *name, *value;
	size_t column;      /* of the value, once the header was read */
	char *text;         /* the cells of this row, one after the other */
	size_t used, size;
	size_t end[256], n; /* where each cell ends */
	size_t rows, cells;
};

static void
count_cell(void *cell, size_t n, void *data)
{
	(void)cell;
	(void)n;
	((struct filter *)data)->cells++;
}

static void
count_row(int c, void *data)
{
	(void)c;
	((struct filter *)data)->rows++;
}

static void
keep_cell(void *cell, size_t n, void *data)
{
	struct filter *f = data;

	if (f->n == sizeof(f->end) / sizeof(*f->end))
		errx(1, "too many cells");
	if (f->used + n > f->size && (f->text = realloc(f->text, f->size = (f->used + n) * 2)) == NULL)
		err(1, NULL);
	memcpy(f->text + f->used, cell, n);
	f->end[f->n++] = f->used += n;
}

static bool
cell_is(const struct filter *f, size_t i, const char *s)
{
	size_t from = i == 0 ? 0 : f->end[i - 1];

	return i < f->n && f->end[i] - from == strlen(s) && memcmp(f->text + from, s, f->end[i] - from) == 0;
}

/* Prints the cell, quoted only where it has to be, as ours are. */
static void
print_cell(const char *s, size_t n)
{
	if (memchr(s, ',', n) != NULL || memchr(s, '"', n) != NULL || memchr(s, '\n', n) != NULL || memchr(s, '\r', n) != NULL)
		csv_fwrite(stdout, s, n);
	else
		fwrite_unlocked(s, 1, n, stdout);
}

static void
keep_row(int c, void *data)
{
	struct filter *f = data;
	size_t i;

	(void)c;
	if (f->rows++ == 0)
		for (f->column = 0; f->column < f->n && !cell_is(f, f->column, f->name);)
			f->column++;
	if (f->rows == 1 || cell_is(f, f->column, f->value))
		for (i = 0; i < f->n; i++) {
			print_cell(f->text + (i == 0 ? 0 : f->end[i - 1]), f->end[i] - (i == 0 ? 0 : f->end[i - 1]));
			putc_unlocked(i + 1 < f->n ? ',' : '\n', stdout);
		}
	f->n = f->used = 0;
}

int
main(int argc, char *argv[])
{
	static char block[64 * 1024];
	struct filter f = { .name = argc == 4 ? argv[2] : NULL, .value = argc == 4 ? argv[3] : NULL };
	void (*cell)(void *, size_t, void *) = f.name != NULL ? keep_cell : count_cell;
	void (*row)(int, void *) = f.name != NULL ? keep_row : count_row;
	struct csv_parser parser;
	ssize_t n;
	int fd;

	if (argc != 2 && argc != 4)
		errx(2, "usage: libcsv FILE [COLUMN VALUE]");
	if ((fd = open(argv[1], O_RDONLY)) == -1 || csv_init(&parser, 0) != 0)
		err(1, "%s", argv[1]);
	while ((n = read(fd, block, sizeof(block))) > 0)
		if (csv_parse(&parser, block, (size_t)n, cell, row, &f) != (size_t)n)
			errx(1, "%s: %s", argv[1], csv_strerror(csv_error(&parser)));
	csv_fini(&parser, cell, row, &f);
	if (f.name == NULL)
		printf("%zu %zu\n", f.rows, f.cells);
	return fflush(stdout) == 0 ? 0 : 1;
}
