/* inside-reader.c - the target reader: read the bytes as a CSV file */
/* SPDX-License-Identifier: MIT */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <err.h>

#include "inside.h"

static struct {
	const char *s;   /* NULL while no input is being read */
	size_t n, at;
	size_t most;     /* the most bytes that one read returns */
	int fd;          /* an empty file in memory of this size */
} input = { .fd = -1 };

ssize_t __real_read(int, void *, size_t);
ssize_t __wrap_read(int, void *, size_t);

/* Serve the input from memory: a system call for each piece would take longer than all the rest. */
ssize_t
__wrap_read(int fd, void *buf, size_t n)
{
	if (input.s == NULL)
		return __real_read(fd, buf, n);
	if (n > input.most)
		n = input.most;
	if (n > input.n - input.at)
		n = input.n - input.at;
	memcpy(buf, input.s + input.at, n);
	input.at += n;
	return (ssize_t)n;
}

static void
tell_row(struct row *row)
{
	size_t i, length, at = 0;
	const char *cell;

	bytes_add(&told, (const char *)&row->line, sizeof(row->line));
	bytes_add(&told, (const char *)&row->size, sizeof(row->size));
	bytes_add(&told, row->raw, row->size);
	for (i = 0; i < row->n; i++) {
		cell = row_cell(row, i);
		length = strlen(cell);
		bytes_add(&told, cell, length + 1);
		check_that(text_valid(cell, length), "a cell is not UTF-8");
		check_that(strpbrk(cell, "\r\n") == NULL, "a cell has a line break");
		check_that(!row->plain || (at + length <= row->size && memcmp(row->raw + at, cell, length) == 0),
		    "a plain row differs from its cells");
		at += length + 1;
	}
	check_that(!row->plain || at == row->size + 1, "a plain row is longer than its cells");
}

static void
read_rows(const void *arg)
{
	const struct reader_options *o = arg;
	const char *const *names;
	struct reader *r;
	struct row row;
	size_t i, n;
	int fd = dup(input.fd);

	check_that(fd != -1, "there is no file in memory");
	r = reader_open_fd(fd, "input", UINT64_MAX, *o);
	names = reader_names(r, &n);
	for (i = 0; i < n; i++) {
		bytes_add(&told, names[i], strlen(names[i]) + 1);
		check_that(reader_column(r, names[i]) == i, "a column is not found by its name");
	}
	while (reader_next_whole(r, &row)) {
		if (row.line % 2 == 0) /* at once, or one cell after the other */
			row_part(&row);
		tell_row(&row);
	}
	bytes_add(&told, reader_close(r) ? "good" : "bad", 4);
}

/* Return all that a reading yields; the caller frees the bytes. */
static struct bytes
tell_reading(struct reader_options o, bool careful, size_t most)
{
	struct bytes was;

	told = (struct bytes){ 0 };
	o.careful = careful;
	input.at = 0;
	input.most = most;
	call_returns(read_rows, &o);
	was = told;
	told = (struct bytes){ 0 };
	return was;
}

static bool
bytes_are_same(const struct bytes *a, const struct bytes *b)
{
	return a->n == b->n && (a->n == 0 || memcmp(a->s, b->s, a->n) == 0);
}

/* The result must depend neither on the lane nor on where the blocks that are read end, so one of the two
 * lanes gets the bytes in pieces. */
void
reader_target_try(const char *s, size_t n)
{
	static const struct reader_options modes[] = {
		{ .mode = READER_STREAM, .skip_to = "^1" },
		{ .mode = READER_STREAM, .from = "CP932", .empty = true, .bad_max = 3 },
		{ .mode = READER_TABLE },
		{ .mode = READER_SHEET },
		{ .mode = READER_JOURNAL, .from = "UTF-8" },
	};
	struct bytes fast, careful;
	size_t i;

	check_that(ftruncate(input.fd, (off_t)n) == 0, "there is no file in memory");
	input.s = n > 0 ? s : "";
	input.n = n;
	for (i = 0; i < sizeof(modes) / sizeof(*modes); i++) {
		fast = tell_reading(modes[i], false, i % 2 == 0 ? SIZE_MAX : 1 + n / 19);
		careful = tell_reading(modes[i], true, i % 2 == 1 ? SIZE_MAX : 1 + n / 19);
		check_that(bytes_are_same(&fast, &careful), "the lanes read differently");
		free(fast.s);
		free(careful.s);
	}
	input.s = NULL;
}

void
reader_target_open(void)
{
	/* Keep the blocks in the heap: mapping each of them anew takes longer than reading it. */
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	mallopt(M_TOP_PAD, 1 << 24);
	if ((input.fd = memfd_create("input", MFD_CLOEXEC)) == -1)
		err(1, "memfd");
}
