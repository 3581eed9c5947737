/* shares.c - rows shared out to files of their own */
/* SPDX-License-Identifier: MIT */
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "memory.h"
#include "message.h"
#include "shares.h"
#include "text.h"
#include "writer.h"

enum { SHARES_MAX = 500 }; /* that are open at once */

void
shares_refuse(const char *prefix)
{
	struct bytes pattern = { 0 };
	const char *s;
	glob_t found;

	for (s = prefix; *s != '\0'; s++) {
		if (strchr("*?[\\", *s) != NULL)
			bytes_add(&pattern, "\\", 1);
		bytes_add(&pattern, s, 1);
	}
	bytes_add(&pattern, "-*.csv", sizeof("-*.csv"));
	if (glob(pattern.s, 0, NULL, &found) == 0)
		errx(1, "%s is there already (and %zu more): nothing written", found.gl_pathv[0], found.gl_pathc - 1);
	free(pattern.s);
}

static void
share_close(const struct shares *s, struct share *one)
{
	if (one->closed)
		return;
	one->closed = true;
	if (writer_close(one->writer))
		return;
	one->lost = true;
	if (!s->dry)
		unlink(one->path);
	warnx("%s: not written", one->path);
}

static struct share *
share_open(struct shares *s, char *value, char *path)
{
	int fd = s->dry ? open("/dev/null", O_WRONLY | O_CLOEXEC) :
	    open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	struct writer_options w = s->writer;
	struct share *one;

	if (fd == -1 || (w.file = fdopen(fd, "w")) == NULL) {
		warn("%s", path);
		shares_drop(s);
		exit(1);
	}
	w.path = path;
	s->share = array_grow(s->share, s->n, sizeof(*s->share));
	one = &s->share[s->n++];
	*one = (struct share){ .value = value, .path = path, .writer = writer_open(s->names, s->ncolumns, w) };
	return one;
}

static bool
path_taken(const struct shares *s, const char *path)
{
	size_t i;

	for (i = 0; i < s->n && strcasecmp(s->share[i].path, path) != 0; i++) /* as Windows tells names apart */
		;
	return i < s->n;
}

struct share *
shares_of(struct shares *s, const char *value)
{
	char *safe, *path;
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(s->share[i].value, value) == 0)
			return &s->share[i];
	if (s->n == SHARES_MAX) {
		shares_drop(s);
		errx(1, "%s: more than %d values; is it the right column?", s->option, SHARES_MAX);
	}
	safe = text_file_name(value);
	path = memory_format("%s-%s.csv", s->prefix, safe);
	for (i = 2; path_taken(s, path); i++) {
		free(path);
		path = memory_format("%s-%s-%zu.csv", s->prefix, safe, i);
	}
	free(safe);
	return share_open(s, memory_text(value), path);
}

struct share *
shares_next(struct shares *s)
{
	if (s->n > 0)
		share_close(s, &s->share[s->n - 1]);
	return share_open(s, NULL, memory_format("%s-%03zu.csv", s->prefix, s->n + 1));
}

void
share_row(struct share *one, char *const *cell)
{
	writer_row(one->writer, cell);
	one->rows++;
}

bool
shares_close(struct shares *s)
{
	bool good = true;
	size_t i;

	for (i = 0; i < s->n; i++) {
		share_close(s, &s->share[i]);
		good = good && !s->share[i].lost;
	}
	return good;
}

void
shares_drop(const struct shares *s)
{
	size_t i;

	for (i = 0; i < s->n && !s->dry; i++)
		unlink(s->share[i].path);
}

void
shares_free(struct shares *s)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		free(s->share[i].value);
		free(s->share[i].path);
	}
	free(s->share);
}
