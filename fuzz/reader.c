/* reader.c - compare the lanes of the reader with libcsv, which is given the whole input at once
 *
 * fuzz-reader [N [SEED]]: try N inputs. The same seed makes the same inputs. */
/* SPDX-License-Identifier: MIT */
#include <csv.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <err.h>

#include "sow.h"
#include "fuzz.h"

/* The result of a reading as lines of text: R LINE CELLS for a row, E LINE for an error. */
struct log {
	char *text;
	size_t n;
	FILE *f;
};

static void
log_open(struct log *l)
{
	l->f = memory_open(&l->text, &l->n);
}

/* ---- the oracle: csv_parse over all that is left, started again after an error ---- */

struct oracle {
	char *cell[64];
	size_t n, rows;
	struct log *log;
	size_t line;      /* where the current record begins */
	bool quiet;       /* records are only counted */
	size_t header;    /* the cells of the header; 0 until it is read */
};

static void
oracle_cell(void *s, size_t n, void *arg)
{
	struct oracle *o = arg;
	char *out = memory_array(NULL, n * 3 + 1, 1), *p = out;
	const char *in = s;
	size_t i;

	for (i = 0; i < n; i++) {
		if (in[i] == '\r' || in[i] == '\n') {
			p = stpcpy(p, TEXT_BREAK);
			if (in[i] == '\r' && i + 1 < n && in[i + 1] == '\n')
				i++;
		} else {
			*p++ = in[i];
		}
	}
	*p = '\0';
	if (o->n < 64)
		o->cell[o->n++] = out;
	else
		free(out);
}

static void
oracle_row(int c, void *arg)
{
	struct oracle *o = arg;
	size_t i;

	(void)c;
	o->rows++;
	for (i = 0; i < o->n && o->quiet; i++)
		free(o->cell[i]);
	if (o->quiet)
		o->n = 0;
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
start_parser(struct csv_parser *p)
{
	csv_init(p, CSV_STRICT);
	csv_set_space_func(p, no_space);
}

static size_t
lines_in(const char *s, size_t n)
{
	size_t i, lines = 0;

	for (i = 0; i < n; i++)
		lines += s[i] == '\n' || (s[i] == '\r' && (i + 1 == n || s[i + 1] != '\n'));
	return lines;
}

static void
emit_record(struct oracle *o, const char *s, size_t from, size_t to)
{
	size_t i;

	if (!text_valid(s + from, to - from) || (o->header != 0 && o->n != o->header)) {
		fprintf(o->log->f, "E %zu\n", o->line);
	} else if (o->header == 0) {
		o->header = o->n;
	} else {
		fprintf(o->log->f, "R %zu", o->line);
		for (i = 0; i < o->n; i++)
			fprintf(o->log->f, " <%s>", o->cell[i]);
		fputc('\n', o->log->f);
	}
	for (i = 0; i < o->n; i++)
		free(o->cell[i]);
	o->n = 0;
}

/* Return how many complete records csv_parse finds in one call before it stops. */
static size_t
count_records(const char *s, size_t n)
{
	struct oracle quiet = { .quiet = true };
	struct csv_parser p;
	size_t i;

	start_parser(&p);
	csv_parse(&p, s, n, oracle_cell, oracle_row, &quiet);
	csv_free(&p);
	for (i = 0; i < quiet.n; i++)
		free(quiet.cell[i]);
	return quiet.rows;
}

static bool
is_break(char c)
{
	return c == '\n' || c == '\r';
}

/* Return where the blank lines at s + at end. */
static size_t
pass_blank_lines(struct oracle *o, const char *s, size_t at, size_t n)
{
	for (; at < n && is_break(s[at]); at++)
		o->line += s[at] == '\n' || at + 1 == n || s[at + 1] != '\n';
	return at;
}

/* Read the complete records byte by byte, to see where each of them ends; return where the last one
 * does. */
static size_t
read_records(struct oracle *o, const char *s, size_t begin, size_t n)
{
	size_t records = count_records(s + begin, n - begin), was, at;
	struct csv_parser p;

	start_parser(&p);
	for (; records > 0; records--, begin = at) {
		begin = pass_blank_lines(o, s, begin, n);
		for (at = begin, was = o->rows; o->rows == was; at++)
			csv_parse(&p, s + at, 1, oracle_cell, oracle_row, o);
		emit_record(o, s, begin, at - 1);
		if (s[at - 1] == '\r' && at < n && s[at] == '\n')
			at++;
		o->line += lines_in(s + begin, at - begin);
	}
	csv_free(&p);
	return begin;
}

static void
consult_oracle(const char *s, size_t n, struct log *log)
{
	struct oracle o = { .log = log, .line = 1 };
	size_t at = 0, i;

	while (at < n) {
		at = pass_blank_lines(&o, s, read_records(&o, s, at, n), n);
		if (at == n)
			break;
		/* The record here is broken: its first line is dropped, and the next line is read as a new record. */
		fprintf(log->f, "E %zu\n", o.line++);
		while (at < n && !is_break(s[at]))
			at++;
		at += at + 1 < n && s[at] == '\r' && s[at + 1] == '\n' ? 2 : 1;
	}
	for (i = 0; i < o.n; i++)
		free(o.cell[i]);
}

/* ---- the reader ---- */

static int errors_fd;

static void
read_with(const char *s, size_t n, const struct reader_options *o, struct log *log)
{
	int fd = memfd_create("input", MFD_CLOEXEC);
	struct reader *r;
	struct row row;
	size_t i;
	char *text, *line, *rest;
	off_t size;
	long number;

	if (fd == -1 || write(fd, s, n) != (ssize_t)n || lseek(fd, 0, SEEK_SET) != 0)
		err(1, "memfd");
	r = reader_open_fd(fd, "x", UINT64_MAX, *o);
	while (reader_next_whole(r, &row)) {
		fprintf(log->f, "R %zu", row.line);
		if (row.line % 2 == 0) /* at once, or one cell after the other */
			row_part(&row);
		for (i = 0; i < row.n; i++)
			fprintf(log->f, " <%s>", row_cell(&row, i));
		fputc('\n', log->f);
	}
	reader_close(r);
	size = lseek(errors_fd, 0, SEEK_CUR);
	text = memory_zeros((size_t)size + 1, 1);
	if (pread(errors_fd, text, (size_t)size, 0) != size)
		err(1, "memfd");
	for (rest = text; (line = strsep(&rest, "\n")) != NULL;)
		if (sscanf(line, "%*[^:]: x:%ld:", &number) == 1)
			fprintf(log->f, "E %ld\n", number);
	free(text);
	if (ftruncate(errors_fd, 0) == -1 || lseek(errors_fd, 0, SEEK_SET) != 0)
		err(1, "memfd");
}

/* Errors and rows come on different streams, so compare each kind in its own order. */
static char *
lines_of(const char *text, char kind)
{
	char *copy = memory_zeros(strlen(text) + 1, 1), *p = copy;
	const char *line, *end;

	for (line = text; *line != '\0'; line = end) {
		end = strchr(line, '\n') + 1;
		if (*line == kind)
			p = mempcpy(p, line, (size_t)(end - line));
	}
	return copy;
}

static bool
logs_agree(const struct log *a, const struct log *b)
{
	char *ra = lines_of(a->text, 'R'), *rb = lines_of(b->text, 'R');
	char *ea = lines_of(a->text, 'E'), *eb = lines_of(b->text, 'E');
	bool good = strcmp(ra, rb) == 0 && strcmp(ea, eb) == 0;

	free(ra);
	free(rb);
	free(ea);
	free(eb);
	return good;
}

static bool
readings_agree(const char *s, size_t n, bool show)
{
	static const struct reader_options lanes[] = {
		{ .mode = READER_STREAM, .from = "UTF-8" },
		{ .mode = READER_STREAM, .from = "UTF-8", .slow = true },
		{ .mode = READER_STREAM, .from = "UTF-8", .careful = true },
	};
	static const char *const names[] = { "all lanes", "none at a glance", "lane 2" };
	struct log expected, read;
	bool good = true;
	size_t i;

	log_open(&expected);
	consult_oracle(s, n, &expected);
	fclose(expected.f);
	for (i = 0; i < sizeof(lanes) / sizeof(*lanes) && good; i++) {
		log_open(&read);
		read_with(s, n, &lanes[i], &read);
		fclose(read.f);
		good = logs_agree(&expected, &read);
		if (!good && show)
			printf("input <<%.*s>>\nlibcsv:\n%s%s:\n%s", (int)n, s, expected.text, names[i], read.text);
		free(read.text);
	}
	free(expected.text);
	return good;
}

/* ---- inputs: the pieces that CSV is made of, in random order ---- */

static size_t
generate_short(char *buf, size_t size)
{
	static const char *const pieces[] = {
		"a", "b", ",", ",", ",", "\"", "\"", "\n", "\n", "\r\n", "\r", " ", "x,y,z\n",
		"1,2,3\r\n", "\"q\",", "\"\"", "漢", "\xff", "\"a\nb\",", "1,\"2,3\",4\n", "\t", ";",
		"\"x\",\"y\",\"z\"\n", "\"a\"\"b\",", ",\"c\"", "\"d\"\"\"", "𠮷", "\xe0\x80\x80", "\xed\xa0\x80", "\xe3",
	};
	size_t n = (size_t)(stpcpy(buf, "a,b,c\n") - buf), count = chance_below(24), length;
	const char *piece;

	for (; count > 0; count--) {
		piece = pieces[chance_below(sizeof(pieces) / sizeof(*pieces))];
		length = strlen(piece);
		if (n + length + 66 > size)
			break;
		memcpy(buf + n, piece, length);
		n += length;
		/* What comes after may stand anywhere in the blocks that are looked at together. */
		if (chance_below(8) == 0) {
			length = chance_below(64);
			memset(buf + n, 'x', length);
			n += length;
		}
	}
	if (buf[n - 1] != '\n')
		buf[n++] = '\n';
	buf[n] = '\0';
	return n;
}

/* Generate good rows, longer than a block of the reader, with a short input among them. */
static size_t
generate_long(char *buf, size_t size)
{
	static const char *const rows[] = { "1,2,3\n", "\"x, y\",\"z\",\n", "a,\"b\"\"c\",d\r\n", "あ,い,う\n",
		"\"two\nlines\",,\n" };
	size_t n = (size_t)(stpcpy(buf, "a,b,c\n") - buf), insert = chance_below(size - 1024), at;
	char piece[512];
	const char *row;

	for (; n < size - 1024; n += strlen(row)) {
		if (insert != 0 && n >= insert) {
			at = generate_short(piece, sizeof(piece));
			memcpy(buf + n, piece + 6, at - 6); /* without the header */
			n += at - 6;
			insert = 0;
		}
		row = rows[chance_below(sizeof(rows) / sizeof(*rows))];
		memcpy(buf + n, row, strlen(row));
	}
	return n;
}

int
main(int argc, char **argv)
{
	static char big[600 * 1024];

	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 20000, i;
	char buf[512];
	size_t n;

	if (argc > 2)
		chance_seed(strtoull(argv[2], NULL, 10));
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, 1 << 30);
	if ((errors_fd = memfd_create("errors", 0)) == -1 || dup2(errors_fd, STDERR_FILENO) == -1)
		err(1, "memfd");
	for (i = 0; i < count; i++) {
		n = generate_short(buf, sizeof(buf));
		if (!readings_agree(buf, n, true)) {
			printf("fuzz-reader: input %ld differs\n", i);
			return 1;
		}
	}
	for (i = 0; i < count / 1000; i++) {
		n = generate_long(big, sizeof(big) - (size_t)i * 977 % 200000);
		if (!readings_agree(big, n, false)) {
			printf("fuzz-reader: long input %ld differs\n", i);
			return 1;
		}
	}
	printf("fuzz-reader: all lanes and libcsv agree on %ld inputs\n", count);
	return 0;
}
