/* row.c - the ledger's header and rows, byte by byte */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <libdeflate.h>

#include "memory.h"
#include "file.h"
#include "book.h"
#include "date.h"
#include "row.h"

/*
 * A ledger is a header and rows, each one physical line: UTF-8, no control
 * characters, at most 64 KiB.
 *
 *   rev    1, 2, 3 …; only a gap before a void row tagged restored is no loss
 *   batch  the rev of the last row that was written together with this one: a
 *          ledger ends with a row whose rev is its batch, and what follows it
 *          was never acknowledged
 *   at     the moment of the batch; it never goes back, so the rows up to a
 *          moment are the first ones of the file
 *   id     the ticket: the rev of its first row
 *   sum    the last cell: CRC-32 of every byte before the last comma
 *
 * In 0.1 there was no batch and no related.
 */

enum { STAMP = 26 }; /* bytes of at */

const char *const ledger_columns[L_FIXED] = {
	"rev", "batch", "at", "by", "id", "status", "keys", "title", "requester", "assignee", "target",
	"priority", "opened", "due", "closed", "minutes", "approved", "parent", "related", "part", "ref",
	"link", "tags",
};

/* ---- the header ---- */

bool
column_is_new(size_t column)
{
	return column == L_BATCH || column == L_RELATED;
}

/* The bytes of the fixed columns at the start of the header; 0 when they are not there. */
static size_t
fixed_columns(const char *names, bool old)
{
	size_t i, n = 0, length;

	for (i = 0; i < L_FIXED; i++) {
		if (old && column_is_new(i))
			continue;
		length = strlen(ledger_columns[i]);
		if (strncmp(names + n, ledger_columns[i], length) != 0 || names[n + length] != ',')
			return 0;
		n += length + 1;
	}
	return n;
}

/* The columns of the team, note and sum: lower-case letters, digits and _, none empty. */
static bool
names_hold(const char *s)
{
	size_t n;

	for (;; s += n + 1) {
		n = strspn(s, LEDGER_NAME_CHARS);
		if (n == 0)
			return false;
		if (strcmp(s, "note,sum") == 0)
			return true;
		if (s[n] != ',')
			return false;
	}
}

bool
header_read(int fd, struct header *h)
{
	ssize_t n = file_read(fd, h->names, sizeof(h->names) - 1, 0);
	size_t fixed;
	char *lf, *s;

	if (n <= 0 || (lf = memchr(h->names, '\n', (size_t)n)) == NULL)
		return false;
	*lf = '\0';
	h->size = (size_t)(lf - h->names) + 1;
	fixed = fixed_columns(h->names, false);
	h->old = fixed == 0;
	if (h->old)
		fixed = fixed_columns(h->names, true);
	for (h->columns = 1, s = h->names; *s != '\0'; s++)
		h->columns += *s == ',';
	return fixed > 0 && names_hold(h->names + fixed) && strlen(h->names) + 1 == h->size;
}

const char *
header_problem(int fd)
{
	char bytes[LEDGER_HEADER];
	ssize_t n = file_read(fd, bytes, sizeof(bytes), 0);
	const char *lf = n > 0 ? memchr(bytes, '\n', (size_t)n) : NULL;

	if (n == 0)
		return N_("empty: not a ledger (did > of the shell empty it?)");
	if (n > 0 && book_begins(bytes, (size_t)n))
		return N_("a workbook, not a ledger (sow-ticket import takes its rows)");
	if (lf != NULL && lf > bytes && lf[-1] == '\r')
		return N_("not a ledger's header: it ends with a CR (saved by Excel?)");
	return N_("not exactly a ledger's header");
}

/* ---- rows ---- */

void
row_sum(const char *row, size_t n, char sum[LEDGER_SUM + 1])
{
	uint32_t crc = libdeflate_crc32(0, row, n);
	int i;

#pragma GCC unroll 8
	for (i = LEDGER_SUM - 1; i >= 0; i--, crc >>= 4)
		sum[i] = "0123456789abcdef"[crc & 15];
	sum[LEDGER_SUM] = '\0';
}

static void
print_cell(struct bytes *b, const char *s)
{
	const char *p;

	if (strpbrk(s, ",\"") == NULL) {
		bytes_add(b, s, strlen(s));
		return;
	}
	bytes_add(b, "\"", 1);
	for (; (p = strchr(s, '"')) != NULL; s = p + 1) {
		bytes_add(b, s, (size_t)(p - s) + 1);
		bytes_add(b, "\"", 1);
	}
	bytes_add(b, s, strlen(s));
	bytes_add(b, "\"", 1);
}

void
row_print(struct bytes *b, char *const *cell, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			bytes_add(b, ",", 1);
		print_cell(b, cell[i]);
	}
}

/* Is the row, without its line end, long enough, and is its sum right? */
bool
row_holds(const char *row, size_t n)
{
	char sum[LEDGER_SUM + 1];

	if (n < LEDGER_SUM + 2 || row[n - LEDGER_SUM - 1] != ',')
		return false;
	row_sum(row, n - LEDGER_SUM - 1, sum);
	return memcmp(row + n - LEDGER_SUM, sum, LEDGER_SUM) == 0;
}

bool
ledger_stamp(const char *s, int64_t *at)
{
	return time_written(s, at) == STAMP;
}

/* Reads up to 18 digits of the n bytes, which fit, and returns how many there were. */
static size_t
read_digits(const char *s, size_t n, long long *value)
{
	size_t i;

	for (i = 0, *value = 0; i < n && i < 18 && s[i] >= '0' && s[i] <= '9'; i++)
		*value = *value * 10 + (s[i] - '0');
	return i;
}

/* Reads a number from 1 on, as the ledger writes it; returns its bytes and its comma, 0 for none. */
static size_t
head_number(const char *s, size_t n, long long *value)
{
	size_t i = read_digits(s, n, value);

	return i < n && *value > 0 && s[0] != '0' && s[i] == ',' ? i + 1 : 0;
}

long long
ledger_id(const char *s, long long max, const char **error)
{
	long long id;

	*error = NULL;
	if (s[read_digits(s, SIZE_MAX, &id)] == '\0' && id > 0 && id <= max)
		return id;
	return strtonum(s, 1, max, error);
}

bool
row_head(const char *s, size_t n, bool old, struct head *h)
{
	size_t from = head_number(s, n, &h->rev), more;

	if (from == 0)
		return false;
	h->batch = h->rev;
	if (!old) { /* most batches have one row, whose rev is written twice */
		more = from <= n - from && memcmp(s, s + from, from) == 0 ? from : head_number(s + from, n - from, &h->batch);
		if (more == 0 || h->batch < h->rev)
			return false;
		from += more;
	}
	return from + STAMP < n && s[from + STAMP] == ',' && ledger_stamp(s + from, &h->at);
}

/* Is the cell at that index this word? No writer quotes such a cell. */
static bool
cell_is(const char *s, size_t n, size_t index, const char *word)
{
	size_t length = strlen(word);
	bool quoted = false;

	for (; n > 0 && index > 0; n--, s++)
		if (*s == '"')
			quoted = !quoted;
		else
			index -= *s == ',' && !quoted;
	return index == 0 && n > length && strncmp(s, word, length) == 0 && s[length] == ',';
}

bool
row_is_restored(const char *s, size_t n)
{
	return cell_is(s, n, L_STATUS, "void") && cell_is(s, n, L_TAGS, LEDGER_RESTORED);
}
