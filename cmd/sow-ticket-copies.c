/* sow-ticket-copies.c - what still holds the text that a redact took out of the ledger */
/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sow-ticket.h"

enum { WORD = 6 }; /* bytes; any file may hold a shorter text by chance */

/* One search of the files around the ledger. */
struct search {
	const struct blanking *blanking;
	ino_t ledger;
	bool blanks; /* --copies */
	bool good;   /* false: a copy could not be blanked */
	size_t found, left;
};

/* ---- a copy of the ledger: the same rows ---- */

static bool
is_copied(const struct blanking *b, char *const *cell)
{
	long long rev = strtoll(cell[L_REV], NULL, 10);
	size_t i;

	if (strtoll(cell[L_ID], NULL, 10) != b->id)
		return false;
	for (i = 0; i < b->n; i++)
		if (b->text[i].rev == rev)
			return strcmp(b->text[i].text, cell[b->column]) == 0;
	return false;
}

static void
blank_copied(void *argument, char **cell)
{
	static char empty[] = "";
	const struct blanking *b = argument;

	if (is_copied(b, cell))
		cell[b->column] = empty;
}

/* Whether a copy of the ledger holds the text, which it can only if it has the column in the same
 * place.  A copy that is not sound cannot be rewritten without a loss. */
static bool
copy_holds(const struct blanking *b, const char *path, bool *sound)
{
	struct view v = view_open(path, true);
	struct journal *j = journal_open(&v, READER_STREAM);
	const char *const *names;
	struct row row;
	bool found = false;
	size_t n;

	names = journal_names(j, &n);
	if (b->column < n && strcmp(names[b->column], b->cell) == 0)
		while (journal_next(j, &row, INT64_MAX))
			found = found || is_copied(b, row.cell);
	*sound = journal_close(j);
	view_close(&v);
	return found;
}

/* ---- anything else: the bytes of a text ---- */

/* The longest part of n bytes of text that a report for Excel has as it is in CP932, which lacks some characters.
 * The caller frees it. */
static char *
text_in_cp932(const char *text, size_t n)
{
	char *whole = memory_span(text, n), *encoded = memory_zeros(n + 1, 2), *longest = memory_zeros(n + 1, 2);
	const char *s = whole;
	size_t most = 0, part;
	int32_t bad;

	while (*s != '\0') /* each call passes over the character that stopped it */
		if ((part = cp932_encode(&s, encoded, &bad)) > most)
			memcpy(longest, encoded, most = part);
	free(encoded);
	free(whole);
	return longest;
}

/* What is looked for, and how many bytes are no chance. */
struct looking {
	const struct blanking *blanking;
	size_t least;
};

/* What a format writes otherwise: these bytes and, unless it is CSV, line breaks. */
struct otherwise {
	const char *bytes;
	bool breaks;
};
static const struct otherwise in_csv = { "\"", false }, in_json_or_excel = { "\"\\", true }, in_xml = { "\"&<>", true };

/* The longest part of the text, n bytes, in which there is none of them. */
static const char *
longest_part(const char *text, const struct otherwise *o, size_t *n)
{
	const char *best = text, *s, *line;
	size_t part, rest;

	for (s = text, *n = 0; ; s += part + rest) {
		part = strcspn(s, o->bytes);
		rest = 1;
		if (o->breaks && (line = strstr(s, TEXT_BREAK)) != NULL && (size_t)(line - s) < part) {
			part = (size_t)(line - s);
			rest = strlen(TEXT_BREAK);
		}
		if (part > *n) {
			best = s;
			*n = part;
		}
		if (s[part] == '\0')
			return best;
	}
}

/* Looks for what of each text stands there as it is. */
static bool
bytes_hold(const struct looking *l, const struct otherwise *otherwise, const char *bytes, size_t size)
{
	bool found = false;
	const char *part;
	char *encoded;
	size_t i, n;

	for (i = 0; i < l->blanking->n && !found; i++) {
		part = longest_part(l->blanking->text[i].text, otherwise, &n);
		encoded = text_in_cp932(part, n);
		found = n >= l->least && (memmem(bytes, size, part, n) != NULL ||
		    (strlen(encoded) >= l->least && memmem(bytes, size, encoded, strlen(encoded)) != NULL));
		free(encoded);
	}
	return found;
}

static bool
member_holds(void *looking, const char *bytes, size_t size)
{
	return bytes_hold(looking, &in_xml, bytes, size);
}

static bool
file_holds(struct looking *l, int fd, off_t size, bool *whole)
{
	char *bytes = size == 0 ? MAP_FAILED : mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, fd, 0);
	bool found;

	if (bytes == MAP_FAILED) {
		*whole = size == 0;
		return false;
	}
	found = bytes_hold(l, &in_csv, bytes, (size_t)size) || bytes_hold(l, &in_json_or_excel, bytes, (size_t)size) ||
	    (book_begins(bytes, (size_t)size) && archive_search(fd, member_holds, l, whole));
	munmap(bytes, (size_t)size);
	return found;
}

/* ---- the files ---- */

static void
look_at(struct search *s, const char *path, bool beside)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY | O_NONBLOCK);
	struct header header;
	struct stat st;
	struct looking looking = { s->blanking, beside ? 1 : WORD };
	bool copy, sound = true, whole = true;

	if (fd == -1) {
		if (errno == EACCES)
			warnx("%s could not be searched whole, and may hold the text", path);
		return;
	}
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) || st.st_ino == s->ledger) {
		close(fd);
		return;
	}
	copy = header_read(fd, &header);
	if (copy ? copy_holds(s->blanking, path, &sound) : file_holds(&looking, fd, st.st_size, &whole)) {
		s->found++;
		if (copy && s->blanks && sound) {
			if (copy_rewrite(path, blank_copied, (void *)(uintptr_t)s->blanking))
				warnx("%s: blanked as well", path);
			else
				s->good = false;
		} else {
			warnx(sound ? N_("%s still holds the text") :
			    N_("%s still holds the text, and is damaged: it is left as it is"), path);
			s->left += copy && sound;
			s->good = s->good && (sound || !s->blanks);
		}
	} else if (!whole) {
		warnx("%s could not be searched whole, and may hold the text", path);
	}
	close(fd);
}

/* Looks at the files of the directory and of the directories in it, where nightly keeps its copies. */
static void
look_around(struct search *s, const char *dir, const char *name, int depth)
{
	struct dirent **entry;
	int n = scandir(dir, &entry, NULL, alphasort), i;
	struct stat st;
	char *path;

	if (n == -1) {
		warn("%s: cannot tell whether copies are there", dir);
		s->good = false;
		return;
	}
	for (i = 0; i < n; i++) {
		path = memory_format("%s/%s", dir, entry[i]->d_name);
		if (strcmp(entry[i]->d_name, ".") != 0 && strcmp(entry[i]->d_name, "..") != 0 && lstat(path, &st) == 0) {
			if (S_ISREG(st.st_mode))
				look_at(s, path, strstr(entry[i]->d_name, name) != NULL);
			else if (S_ISDIR(st.st_mode) && depth > 0)
				look_around(s, path, name, depth - 1);
		}
		free(path);
		free(entry[i]);
	}
	free(entry);
}

bool
copies_blank(const struct blanking *b, const char *path, bool blanks)
{
	struct search s = { .blanking = b, .blanks = blanks, .good = true };
	char *copy = memory_text(path), *other = memory_text(path);
	struct stat st;

	if (stat(path, &st) == 0)
		s.ledger = st.st_ino;
	look_around(&s, dirname(copy), basename(other), 1);
	if (s.left > 0)
		warnx("the ledger is blanked; --copies would blank its copies as well");
	free(copy);
	free(other);
	return s.good;
}
