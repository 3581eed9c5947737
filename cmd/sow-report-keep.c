/* sow-report-keep.c - submitted/: files kept by their content, and the list of what a report rested on */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sow-report.h"

#define KEPT "submitted"

/* What the name of a kept file ends in, so that Excel opens it: what was kept is CSV or a workbook. */
static const char *const ends[] = { ".csv", ".xlsx" };

static char *
path_ending(const char *home, const char *hex, const char *end)
{
	return memory_format("%s/" KEPT "/%s%s", home, hex, end);
}

char *
kept_path(const char *home, const char *hex)
{
	char *path;

	if (strlen(hex) != DIGEST_TEXT - 1 || hex[strspn(hex, "0123456789abcdef")] != '\0')
		errx(1, "submitted: not a SHA-256: '%s'", hex);
	path = path_ending(home, hex, ends[1]);
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return path;
	free(path);
	return path_ending(home, hex, ends[0]);
}

char *
kept_name(const char *home, const char *hex)
{
	char *path = kept_path(home, hex), *name = memory_text(path + strlen(home) + 1);

	free(path);
	return name;
}

static bool
write_whole(int fd, const char *bytes, size_t n)
{
	ssize_t written;

	for (; n > 0; n -= (size_t)written, bytes += written)
		if ((written = write(fd, bytes, n)) == -1)
			return false;
	return true;
}

void
keep_bytes(const char *home, const char *bytes, size_t n, char hex[DIGEST_TEXT])
{
	char *directory = memory_format("%s/" KEPT, home);
	char *path = path_ending(home, digest_bytes(bytes, n, hex), ends[book_begins(bytes, n)]);
	int fd;

	if (mkdir(directory, 0777) == -1 && errno != EEXIST)
		err(1, "%s", directory);
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == -1) { /* else it was kept before */
		if ((fd = file_begin(path)) == -1 || !write_whole(fd, bytes, n) || fchmod(fd, file_mode() & ~(mode_t)0222) == -1 ||
		    !file_commit(fd, path) || !file_sync_directory(path))
			err(1, "%s", path);
		close(fd);
	}
	free(directory);
	free(path);
}

void
keep_file(const char *home, const char *path, char hex[DIGEST_TEXT])
{
	size_t n;
	char *bytes = file_whole(path, &n);

	keep_bytes(home, bytes, n, hex);
	free(bytes);
}

/* ---- the manifest: kind,name,value ---- */

void
manifest_add(struct bytes *manifest, const char *kind, const char *name, const char *value)
{
	char *cell[] = { (char *)(uintptr_t)kind, (char *)(uintptr_t)name, (char *)(uintptr_t)value };

	if (manifest->n == 0)
		bytes_add(manifest, "kind,name,value\n", strlen("kind,name,value\n"));
	row_print(manifest, cell, 3);
	bytes_add(manifest, "\n", 1);
}

static bool
is_ledger_name(const char *name)
{
	return strcmp(name, "tickets.csv") == 0 || strcmp(name, "issues.csv") == 0 || strcmp(name, "submitted.csv") == 0;
}

/* Keeps each file that was asked for and that the team or the shipped files have, and lists it. */
void
keep_asked(const struct team *t, const char *home, const struct asked *asked, struct bytes *manifest)
{
	struct team quiet = *t;
	char hex[DIGEST_TEXT], *path;
	size_t i;

	quiet.asked = NULL;
	for (i = 0; i < asked->n; i++) {
		path = team_path(&quiet, asked->name[i]);
		if (path != NULL && !is_ledger_name(asked->name[i])) {
			keep_file(home, path, hex);
			manifest_add(manifest, "file", asked->name[i], hex);
		}
		free(path);
	}
}

void
spare_asked(const struct options *o)
{
	struct team quiet = o->team;
	char *path;
	size_t i;

	quiet.asked = NULL;
	for (i = 0; o->team.asked != NULL && i < o->team.asked->n; i++) {
		path = team_path(&quiet, o->team.asked->name[i]);
		output_spare(o, path);
		free(path);
	}
}

/* ---- a directory with the files of a manifest, under their names ---- */

/* A name in a manifest must stay within the directory. */
static bool
is_plain(const char *name)
{
	return *name != '/' && *name != '\0' && strstr(name, "..") == NULL && !is_ledger_name(name);
}

char *
kept_whole(const char *home, const char *hex)
{
	char sum[DIGEST_TEXT], *path = kept_path(home, hex);
	uint64_t size;

	if (!digest_file(path, sum, &size))
		err(1, "%s", path);
	if (strcmp(sum, hex) != 0)
		errx(1, "%s: not the bytes that were kept: its SHA-256 is %s", path, sum);
	return path;
}

static void
lay_out(const char *home, const char *directory, const char *name, const char *hex)
{
	char *from = kept_whole(home, hex), *real = realpath(from, NULL);
	char *to = memory_format("%s/%s", directory, name), *slash = strchr(to + strlen(directory) + 1, '/');

	if (real == NULL)
		err(1, "%s", from);
	if (slash != NULL) {
		*slash = '\0';
		if (mkdir(to, 0700) == -1 && errno != EEXIST)
			err(1, "%s", to);
		*slash = '/';
	}
	if (symlink(real, to) == -1)
		err(1, "%s", to);
	free(from);
	free(real);
	free(to);
}

void
manifest_read(const char *home, const char *hex, const char *directory, struct manifest *m)
{
	char *path = kept_whole(home, hex);
	struct reader *r = reader_open(path, (struct reader_options){ .mode = READER_TABLE });
	struct row row;
	const char *kind, *name, *value;

	while (reader_next(r, &row)) {
		kind = row.n == 3 ? row.cell[0] : "";
		name = row.cell[1];
		value = row.cell[2];
		if (strcmp(kind, "file") == 0 && is_plain(name))
			lay_out(home, directory, name, value);
		else if (strcmp(kind, "option") == 0 && m->n < MANIFEST_OPTIONS) {
			m->option[m->n] = arena_text(&m->arena, name, strlen(name));
			m->value[m->n++] = arena_text(&m->arena, value, strlen(value));
		} else {
			reader_reject(r, &row, "not a line of a manifest");
		}
	}
	reader_close(r);
	free(path);
}
