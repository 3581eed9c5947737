/* archive.c - the members of a zip file, by libzip */
/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include "message.h"
#include "memory.h"
#include "file.h"
#include "library.h"
#include "archive.h"

#define ZIP_FUNCTIONS(X) \
	X(zip_fdopen) X(zip_discard) X(zip_get_num_entries) X(zip_name_locate) X(zip_stat_index) X(zip_fopen_index) \
	X(zip_fread) X(zip_fclose) X(zip_strerror) X(zip_file_strerror) X(zip_source_buffer_create) X(zip_source_keep) \
	X(zip_open_from_source) X(zip_source_buffer) X(zip_file_replace) X(zip_file_set_mtime) X(zip_close) \
	X(zip_source_open) X(zip_source_read) X(zip_source_close) X(zip_source_free) X(zip_get_name)

static struct {
#define X(function) __typeof__(function) *function;
	ZIP_FUNCTIONS(X)
#undef X
} zip;

static const char *const zip_names[] = {
#define X(function) #function,
	ZIP_FUNCTIONS(X)
#undef X
};

enum {
	MEMBERS_MAX = 10000, DIRECTORY_MAX = 16 * 1024 * 1024, GROWTH_MAX = 100,
	END = 22, LOCATOR = 20, END_64 = 56, /* bytes of what ends a directory, and of what may be before that */
	TAIL = END + 65535,                  /* the last bytes, where these are */
};

struct archive {
	char *path;
	zip_t *zip;          /* NULL once it is finished */
	zip_source_t *whole; /* in memory; or NULL */
	uint64_t size;       /* of the file */
};
struct member {
	struct archive *archive;
	char *name;
	zip_file_t *file;
	uint64_t left; /* bytes that its entry promises */
};

/* A copy of the descriptor or, since the directory of a zip file stands at its end, of what comes through a
 * pipe. */
static int
seekable(int fd, const char *path, const char *begin, size_t n)
{
	char buf[64 * 1024];
	struct stat st;
	FILE *f;
	ssize_t got;
	int copy;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		return dup(fd);
	if ((f = tmpfile()) == NULL)
		err(1, _("temporary file"));
	fwrite(begin, 1, n, f);
	while ((got = read(fd, buf, sizeof(buf))) > 0 || (got == -1 && errno == EINTR))
		if (got > 0)
			fwrite(buf, 1, (size_t)got, f);
	if (got == -1)
		err(1, "%s", path);
	if (fflush(f) != 0 || ferror(f) != 0)
		err(1, _("temporary file"));
	copy = dup(fileno(f));
	fclose(f);
	return copy;
}

static uint64_t
little_endian(const char *s, size_t n)
{
	uint64_t value = 0;

	while (n-- > 0)
		value = value << 8 | (unsigned char)s[n];
	return value;
}

/* Is the directory too large by its end in 64 bits?  libzip reads that where the locator says, and nobody puts
 * it far away from there. */
static bool
is_too_large_64(const char *tail, size_t locator, uint64_t from)
{
	uint64_t at = little_endian(tail + locator + 8, 8) - from;

	return at > locator || locator - at < END_64 || little_endian(tail + at + 32, 8) > MEMBERS_MAX ||
	    little_endian(tail + at + 40, 8) > DIRECTORY_MAX;
}

/* Is this the end of a directory that is too large?  Unless one in 64 bits is before it, its fields are how many
 * members there are, and how many bytes and from where the directory is. */
static bool
is_too_large(const char *tail, size_t at, uint64_t from)
{
	const char *s = tail + at;
	uint64_t bytes = little_endian(s + 12, 4);

	if (memcmp(s, "PK\5\6", 4) != 0)
		return false;
	if (at >= LOCATOR && memcmp(s - LOCATOR, "PK\6\7", 4) == 0)
		return is_too_large_64(tail, at - LOCATOR, from);
	return bytes + little_endian(s + 16, 4) <= from + at && (little_endian(s + 10, 2) > MEMBERS_MAX || bytes > DIRECTORY_MAX);
}

/* libzip reads the whole directory before it says how large it is, so this looks at its end first, which is
 * in the last n bytes of the file. */
static void
check_directory(const struct archive *a, const char *tail, size_t n)
{
	size_t i;

	for (i = 0; n >= END && i <= n - END; i++)
		if (is_too_large(tail, i, a->size - n))
			errx(1, "%s: more than %d members: no workbook", a->path, MEMBERS_MAX);
}

static void
load_zip(void)
{
	library_load("libzip.so.4", "libzip4", zip_names, &zip, sizeof(zip_names) / sizeof(*zip_names));
}

static void
check_members(struct archive *a)
{
	if (zip.zip_get_num_entries(a->zip, 0) > MEMBERS_MAX)
		errx(1, "%s: more than %d members: no workbook", a->path, MEMBERS_MAX);
}

struct archive *
archive_open(int fd, const char *path, const char *begin, size_t n)
{
	struct archive *a = memory_zeros(1, sizeof(*a));
	int error, copy = seekable(fd, path, begin, n);
	char tail[TAIL];
	struct stat st;
	ssize_t got;

	load_zip();
	a->path = memory_text(path);
	if (copy == -1 || fstat(copy, &st) == -1)
		err(1, "%s", path);
	a->size = (uint64_t)st.st_size;
	got = file_read(copy, tail, TAIL, a->size < TAIL ? 0 : a->size - TAIL);
	check_directory(a, tail, got < 0 ? 0 : (size_t)got);
	if ((a->zip = zip.zip_fdopen(copy, 0, &error)) == NULL)
		errx(1, "%s: a broken workbook (.xlsx), or none", path);
	check_members(a);
	return a;
}

const char *
archive_path(const struct archive *a)
{
	return a->path;
}

bool
archive_has(const struct archive *a, const char *member)
{
	return zip.zip_name_locate(a->zip, member, ZIP_FL_NOCASE) >= 0; /* as in Windows, where they are made */
}

/* How many members have the first n bytes of that name, as strncmp or strncasecmp takes them. */
static size_t
count_members(const struct archive *a, const char *name, size_t n, int (*compare)(const char *, const char *, size_t))
{
	zip_int64_t i, all = zip.zip_get_num_entries(a->zip, 0);
	size_t count = 0;
	const char *member;

	for (i = 0; i < all; i++) {
		member = zip.zip_get_name(a->zip, (zip_uint64_t)i, 0);
		count += member != NULL && compare(member, name, n) == 0;
	}
	return count;
}

size_t
archive_count(const struct archive *a, const char *prefix)
{
	return count_members(a, prefix, strlen(prefix), strncmp);
}

/* Programs differ in which of two members of one name they read. */
static void
refuse_twin(const struct archive *a, const char *member)
{
	size_t n = count_members(a, member, strlen(member) + 1, strncasecmp);

	if (n > 1)
		errx(1, "%s: %s is in it %zu times: a broken workbook", a->path, member, n);
}

struct member *
member_open(struct archive *a, const char *name)
{
	struct member *m = memory_zeros(1, sizeof(*m));
	zip_int64_t index = zip.zip_name_locate(a->zip, name, ZIP_FL_NOCASE);
	zip_stat_t st;

	if (index < 0)
		errx(1, "%s: no %s in it: a broken workbook, or none", a->path, name);
	refuse_twin(a, name);
	if (zip.zip_stat_index(a->zip, (zip_uint64_t)index, 0, &st) != 0)
		errx(1, "%s: %s: %s", a->path, name, zip.zip_strerror(a->zip));
	if (st.size > ARCHIVE_SMALL && (st.size / GROWTH_MAX > st.comp_size || st.size / GROWTH_MAX > a->size))
		errx(1, "%s: %s would become %llu bytes of %llu: a bomb", a->path, name, (unsigned long long)st.size,
		    (unsigned long long)st.comp_size);
	if (st.comp_method != ZIP_CM_STORE && st.comp_method != ZIP_CM_DEFLATE) /* others may take much memory */
		errx(1, "%s: %s is packed in a way that is none of a workbook", a->path, name);
	m->archive = a;
	m->name = memory_text(name);
	m->left = st.size;
	if ((m->file = zip.zip_fopen_index(a->zip, (zip_uint64_t)index, 0)) == NULL)
		errx(1, "%s: %s: %s", a->path, name, zip.zip_strerror(a->zip));
	return m;
}

size_t
member_read(struct member *m, char *buf, size_t n)
{
	zip_int64_t got = zip.zip_fread(m->file, buf, n);

	if (got < 0)
		errx(1, "%s: %s: %s", m->archive->path, m->name, zip.zip_file_strerror(m->file));
	if ((uint64_t)got > m->left)
		errx(1, "%s: %s: more bytes than the directory says", m->archive->path, m->name);
	m->left -= (uint64_t)got;
	return (size_t)got;
}

void
member_close(struct member *m)
{
	zip.zip_fclose(m->file);
	free(m->name);
	free(m);
}

struct bytes
member_whole(struct archive *a, const char *name)
{
	struct member *m = member_open(a, name);
	struct bytes all = { 0 };
	char buf[64 * 1024];
	size_t n;

	while ((n = member_read(m, buf, sizeof(buf))) > 0)
		bytes_add(&all, buf, n);
	member_close(m);
	return all;
}

/* ---- all members, of which no broken one ends the program ---- */

enum { SEARCHED_MAX = 256 * 1024 * 1024 };

static bool
search_member(zip_t *z, zip_uint64_t index, archive_look *look, void *argument, bool *whole)
{
	zip_file_t *file = zip.zip_fopen_index(z, index, 0);
	struct bytes all = { 0 };
	char buf[64 * 1024];
	zip_int64_t n;
	bool found;

	if (file == NULL) { /* it is encrypted, or packed in a way that is not known */
		*whole = false;
		return false;
	}
	while ((n = zip.zip_fread(file, buf, sizeof(buf))) > 0 && all.n < SEARCHED_MAX)
		bytes_add(&all, buf, (size_t)n);
	*whole = *whole && n == 0;
	zip.zip_fclose(file);
	found = all.n > 0 && look(argument, all.s, all.n);
	free(all.s);
	return found;
}

static zip_t *
open_copy(int fd)
{
	int error, copy = dup(fd);
	zip_t *z;

	load_zip();
	if (copy == -1 || (z = zip.zip_fdopen(copy, 0, &error)) == NULL) {
		close(copy);
		return NULL;
	}
	return z;
}

bool
archive_search(int fd, archive_look *look, void *argument, bool *whole)
{
	zip_t *z = open_copy(fd);
	zip_int64_t i, n;
	bool found = false;

	*whole = z != NULL;
	if (z == NULL)
		return false;
	n = zip.zip_get_num_entries(z, 0);
	for (i = 0; i < n && !found; i++)
		found = search_member(z, (zip_uint64_t)i, look, argument, whole);
	zip.zip_discard(z);
	return found;
}

static bool
give_member(zip_t *z, zip_uint64_t index, archive_part *part, void *argument)
{
	zip_file_t *file = zip.zip_fopen_index(z, index, 0);
	char buf[64 * 1024];
	zip_int64_t n;

	if (file == NULL)
		return false;
	while ((n = zip.zip_fread(file, buf, sizeof(buf))) > 0 && part(argument, buf, (size_t)n))
		;
	zip.zip_fclose(file);
	return n == 0 && part(argument, buf, 0);
}

bool
archive_each(int fd, archive_part *part, void *argument)
{
	zip_t *z = open_copy(fd);
	zip_int64_t i, n;

	if (z == NULL)
		return false;
	n = zip.zip_get_num_entries(z, 0);
	for (i = 0; i < n && give_member(z, (zip_uint64_t)i, part, argument); i++)
		;
	zip.zip_discard(z);
	return i == n;
}

/* ---- members that are replaced ---- */

struct archive *
archive_open_whole(const char *path)
{
	struct archive *a = memory_zeros(1, sizeof(*a));
	zip_error_t error;
	size_t n;
	char *bytes = file_whole(path, &n);

	setenv("TZ", "UTC0", 1); /* libzip takes the members' times for local ones: such as a zone skips would change */
	load_zip();
	a->path = memory_text(path);
	a->size = n;
	check_directory(a, n < TAIL ? bytes : bytes + n - TAIL, n < TAIL ? n : TAIL);
	if ((a->whole = zip.zip_source_buffer_create(bytes, n, 1, &error)) == NULL)
		memory_out();
	zip.zip_source_keep(a->whole);
	if (n == 0 || (a->zip = zip.zip_open_from_source(a->whole, 0, &error)) == NULL)
		errx(1, "%s: a broken workbook (.xlsx), or none", path);
	check_members(a);
	return a;
}

void
archive_replace(struct archive *a, const char *member, const char *bytes, size_t n)
{
	zip_int64_t index = zip.zip_name_locate(a->zip, member, ZIP_FL_NOCASE);
	zip_source_t *source;
	zip_stat_t st;
	char *copy = memory_array(NULL, n + 1, 1);

	memcpy(copy, bytes, n);
	source = zip.zip_source_buffer(a->zip, copy, n, 1);
	if (index < 0 || source == NULL || zip.zip_stat_index(a->zip, (zip_uint64_t)index, 0, &st) != 0 ||
	    zip.zip_file_replace(a->zip, (zip_uint64_t)index, source, 0) != 0 ||
	    zip.zip_file_set_mtime(a->zip, (zip_uint64_t)index, st.mtime, 0) != 0)
		errx(1, "%s: %s: %s", a->path, member, zip.zip_strerror(a->zip));
}

struct bytes
archive_finish(struct archive *a)
{
	struct bytes all = { 0 };
	char buf[64 * 1024];
	zip_int64_t n = -1;

	if (zip.zip_close(a->zip) != 0)
		errx(1, "%s: %s", a->path, zip.zip_strerror(a->zip));
	a->zip = NULL;
	if (zip.zip_source_open(a->whole) == 0) {
		while ((n = zip.zip_source_read(a->whole, buf, sizeof(buf))) > 0)
			bytes_add(&all, buf, (size_t)n);
		zip.zip_source_close(a->whole);
	}
	if (n < 0)
		errx(1, "%s: the workbook cannot be written", a->path);
	return all;
}

void
archive_close(struct archive *a)
{
	if (a->zip != NULL)
		zip.zip_discard(a->zip);
	if (a->whole != NULL)
		zip.zip_source_free(a->whole);
	free(a->path);
	free(a);
}
