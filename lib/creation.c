/* creation.c - a new ledger: its header, its rights, its name */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <libgen.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
#include "memory.h"
#include "file.h"
#include "column.h"
#include "title.h"
#include "row.h"
#include "filesystem.h"
#include "ledger.h"
#include "creation.h"

/* Is it a column of every ledger, or one named in the first n bytes of with? */
static bool
is_column(const char *name, const char *with, size_t n)
{
	size_t i, length;

	for (i = 0; i < L_FIXED; i++)
		if (strcmp(name, ledger_columns[i]) == 0)
			return true;
	for (i = 0; i < n; i += length + 1) {
		length = strcspn(with + i, ",");
		if (length == strlen(name) && strncmp(with + i, name, length) == 0)
			return true;
	}
	return strcmp(name, "note") == 0 || strcmp(name, "sum") == 0;
}

/* A column whose name means something else to a command or report could never be set or shown. */
static void
check_team_column(const char *name, const char *with, size_t n)
{
	size_t length = strspn(name, LEDGER_NAME_CHARS);
	enum place p;

	if (length == 0 || name[length] != '\0')
		errx(2, "--with: a column's name is small letters, digits and _, not '%s'", name);
	if (is_column(name, with, n))
		errx(2, "--with: the ledger already has a column '%s'", name);
	if ((column_find(name) != NULL && !column_is_team(name)) || place_find(name, &p) || strcmp(name, "min") == 0)
		errx(2, "--with: '%s' means something else", name);
}

static char *
make_header(const char *with)
{
	char *text, *list = memory_text(with == NULL ? "" : with), *rest = list, *name;
	size_t size, i;
	FILE *f = memory_open(&text, &size);

	for (i = 0; i < L_FIXED; i++)
		fprintf(f, "%s,", ledger_columns[i]);
	while (with != NULL && (name = strsep(&rest, ",")) != NULL) {
		check_team_column(name, with, (size_t)(name - list));
		fprintf(f, "%s,", name);
	}
	fputs("note,sum\n", f);
	memory_close(f, &text);
	free(list);
	if (size >= LEDGER_HEADER)
		errx(2, "--with: a header of more than 8 KiB");
	return text;
}

/* Whoever may write in the directory may write the ledger, as far as the umask allows. */
static bool
follow_directory(int fd, const char *path)
{
	char *copy = memory_text(path);
	struct stat st, mine;
	mode_t mode = file_mode();
	bool found;
	found = stat(dirname(copy), &st) == 0 && fstat(fd, &mine) == 0;
	free(copy);
	if (!found)
		return true; /* the ledger stays private to its maker */
	if (mine.st_gid != st.st_gid && fchown(fd, (uid_t)-1, st.st_gid) == -1)
		mode &= ~(mode_t)S_IRWXG; /* we may not give it to that group */
	return fchmod(fd, (st.st_mode & mode) | 0600) == 0;
}

enum ledger_result
ledger_create(const char *path, const char *with, bool any_fs)
{
	char *header = make_header(with);
	ssize_t n = (ssize_t)strlen(header);
	bool good;
	int fd;

	signal(SIGXFSZ, SIG_IGN); /* a write past a size limit is an error to report */
	if ((fd = file_begin(path)) == -1) {
		warn("%s", path);
		return LEDGER_NOTHING;
	}
	if (!filesystem_allows(fd, path, any_fs)) {
		file_abandon();
		return LEDGER_NOTHING;
	}
	/* The name appears when the file has its whole header, or not at all. */
	good = follow_directory(fd, path) && write(fd, header, (size_t)n) == n && file_commit_new(fd, path);
	if (!good && errno == EEXIST)
		warnx("%s: already exists", path);
	else if (!good)
		warn("%s", path);
	close(fd);
	file_abandon();
	free(header);
	if (good && !file_sync_directory(path)) {
		warn("%s: cannot sync its directory", path);
		return LEDGER_UNKNOWN;
	}
	return good ? LEDGER_OK : LEDGER_NOTHING;
}
