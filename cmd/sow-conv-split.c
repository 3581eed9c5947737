/* sow-conv-split.c - the rows in files of their own: so many in each, or a file for each value of a column
 *
 * A file is made with mode 0600 and never takes the place of another. What a file holds may be the
 * passwords of new accounts, and its name may come from the data. */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sow-conv.h"

enum { FILES_MAX = 500 }; /* that are open at once */

struct part {
	char *value, *path;
	struct writer *writer;
	size_t rows;
	bool closed;
};
struct split {
	const struct options *options;
	struct conversion *conversion;
	struct writer_options w;
	const char *const *names; /* n of them */
	size_t n;
	struct part *part;        /* nparts of them */
	size_t nparts;
	bool good;
};

/* ---- files ---- */

/* Files of another day must not pass for those of today. */
static void
refuse_existing(const char *prefix)
{
	char *quoted = memory_array(NULL, strlen(prefix) * 2 + sizeof("-*.csv"), 1), *to = quoted;
	const char *s;
	glob_t found;

	for (s = prefix; *s != '\0'; s++) {
		if (strchr("*?[\\", *s) != NULL)
			*to++ = '\\';
		*to++ = *s;
	}
	strcpy(to, "-*.csv");
	if (glob(quoted, 0, NULL, &found) == 0)
		errx(1, "%s is there already (and %zu more): nothing written", found.gl_pathv[0], found.gl_pathc - 1);
	free(quoted);
}

static bool
path_taken(const struct split *s, const char *path)
{
	size_t i;

	for (i = 0; i < s->nparts && strcasecmp(s->part[i].path, path) != 0; i++)
		;
	return i < s->nparts;
}

/* Opens the file of the last part. */
static void
part_open(struct split *s)
{
	struct part *p = &s->part[s->nparts - 1];
	bool dry = s->options->value[OPT_DRY] != NULL;
	int fd = open(dry ? "/dev/null" : p->path, dry ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd == -1 || (s->w.file = fdopen(fd, "w")) == NULL)
		err(1, "%s", p->path);
	p->writer = writer_open(s->names, s->n, s->w);
}

static void
part_add(struct split *s, char *value, char *path)
{
	s->part = array_grow(s->part, s->nparts, sizeof(*s->part));
	s->part[s->nparts++] = (struct part){ .value = value, .path = path };
	part_open(s);
}

static void
part_close(struct split *s, struct part *p)
{
	if (!p->closed && !writer_close(p->writer)) {
		s->good = false;
		if (s->options->value[OPT_DRY] == NULL)
			unlink(p->path);
		warnx("%s: not written", p->path);
	}
	p->closed = true;
}

/* ---- so many rows in each ---- */

static void
split_by_number(struct split *s, const char *prefix, size_t most)
{
	struct row row;

	while (conversion_next(s->conversion, &row)) {
		if (s->nparts == 0 || s->part[s->nparts - 1].rows == most) {
			if (s->nparts > 0)
				part_close(s, &s->part[s->nparts - 1]);
			part_add(s, NULL, memory_format("%s-%03zu.csv", prefix, s->nparts + 1));
		}
		writer_row(s->part[s->nparts - 1].writer, row.cell);
		s->part[s->nparts - 1].rows++;
	}
}

/* ---- a file for each value ---- */

/* The file for a value; two values never share one. */
static char *
path_for(const struct split *s, const char *prefix, const char *value)
{
	char *safe = text_file_name(value), *path = memory_format("%s-%s.csv", prefix, safe);
	size_t i;

	for (i = 2; path_taken(s, path); i++) {
		free(path);
		path = memory_format("%s-%s-%zu.csv", prefix, safe, i);
	}
	if (strcmp(safe, value) != 0 || i > 2)
		warnx("'%s' is in %s", value, path);
	free(safe);
	return path;
}

static struct part *
part_for(struct split *s, const char *prefix, const char *value)
{
	size_t i;

	for (i = 0; i < s->nparts && strcmp(s->part[i].value, value) != 0; i++)
		;
	if (i == FILES_MAX)
		errx(1, "--split-by: more than %d values", FILES_MAX);
	if (i == s->nparts)
		part_add(s, memory_text(value), path_for(s, prefix, value));
	return &s->part[i];
}

static void
split_by_column(struct split *s, const char *prefix, const char *column)
{
	size_t at = address_find(column, s->names, s->n, true);
	struct part *p;
	struct row row;

	if (at >= s->n)
		no_such(N_("column"), column, s->names, s->n, ",");
	while (conversion_next(s->conversion, &row)) {
		p = part_for(s, prefix, row.cell[at]);
		writer_row(p->writer, row.cell);
		p->rows++;
	}
}

/* ---- both ---- */

/* Prints what was written, for scripts. */
static bool
print_parts(const struct split *s)
{
	static const char *const names[] = { "file", "rows" };
	struct writer *w = writer_open(names, 2, (struct writer_options){ .own = true });
	char rows[32];
	size_t i;

	for (i = 0; i < s->nparts; i++) {
		snprintf(rows, sizeof(rows), "%zu", s->part[i].rows);
		writer_row(w, (char *[]){ s->part[i].path, rows });
	}
	return writer_close(w);
}

static void
split_free(struct split *s)
{
	size_t i;

	for (i = 0; i < s->nparts; i++) {
		free(s->part[i].value);
		free(s->part[i].path);
	}
	free(s->part);
}

static int
run_split(const struct options *o)
{
	const char *prefix = o->value[OPT_PREFIX];
	long long most = option_number(o, OPT_SPLIT, 1, 1000000000);
	struct split s = { .options = o, .good = true };
	size_t i;

	if (prefix == NULL || *prefix == '\0')
		errx(2, "--prefix=NAME: how the names of the files begin");
	if (most == 0)
		errx(2, "--split: at least one row in each file");
	refuse_existing(prefix);
	s.conversion = open_conversion(o);
	s.names = conversion_names(s.conversion, &s.n);
	s.w = conversion_writer(o, s.conversion);
	s.w.own = true;
	if (s.w.format == NULL)
		s.w.format = format_find("csv");
	if (o->value[OPT_SPLIT_BY] != NULL)
		split_by_column(&s, prefix, o->value[OPT_SPLIT_BY]);
	else
		split_by_number(&s, prefix, (size_t)most);
	for (i = 0; i < s.nparts; i++)
		part_close(&s, &s.part[i]);
	s.good = print_parts(&s) && s.good;
	split_free(&s);
	return conversion_close(s.conversion) && s.good ? 0 : 1;
}

#define OPT_SPLITS OPT_INPUT, OPT_MAP, OPT_SOURCE, OPT_PREFIX, OPT_DRY, OPT_FORMAT, OPT_FORMULA, OPT_SUBST
const struct form form_split = {
	FORM_MODE(OPT_SPLIT), .operands = "[FILE...]", .most = ANY_NUMBER, .help = N_("files of at most so many rows"),
	.takes = FORM_TAKES(OPT_SPLITS), .run = run_split,
};
const struct form form_split_by = {
	FORM_MODE(OPT_SPLIT_BY), .operands = "[FILE...]", .most = ANY_NUMBER, .help = N_("a file for each value of a column"),
	.takes = FORM_TAKES(OPT_SPLITS), .run = run_split,
};
