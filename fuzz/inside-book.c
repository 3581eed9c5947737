/* inside-book.c - the target book: read the bytes as a workbook
 *
 * Bytes that begin as a zip file are one. Of all others the parts between bytes \x1f are its XML members, so
 * that neither checksums nor compression stand before the parsers: the sheet, the shared strings, the styles,
 * the workbook, its relations. Where a part is empty, a good one stands in its place. */
/* SPDX-License-Identifier: MIT */
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <err.h>

#include "inside.h"

#define RELATION(id, type, target) \
	"<Relationship Id='" id "' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type \
	"' Target='" target "'/>"
enum { PART = 0x1f, FUZZED = 5, MEMBERS };

struct member {
	const char *name, *good, *s; /* s: what is read, n bytes of it from at on */
	size_t n, at;
};
static struct member members[MEMBERS] = {
	{ .name = "xl/sheet.xml", .good = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>" },
	{ .name = "xl/strings.xml", .good = "<sst><si><t>a</t></si><si><r><t>b_x000D_</t></r><rPh><t>c</t></rPh></si></sst>" },
	{ .name = "xl/styles.xml", .good = "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='ge.m.d'/></numFmts><cellXfs>"
	    "<xf/><xf numFmtId='14'/><xf numFmtId='46'/><xf numFmtId='170'/><xf numFmtId='2'/></cellXfs></styleSheet>" },
	{ .name = "xl/book.xml", .good = "<workbook><sheets><sheet name='A' r:id='1'/><sheet name='B' r:id='4'/></sheets></workbook>" },
	{ .name = "xl/_rels/book.xml.rels", .good = "<Relationships>" RELATION("1", "worksheet", "sheet.xml")
	    RELATION("2", "sharedStrings", "strings.xml") RELATION("3", "styles", "styles.xml")
	    RELATION("4", "worksheet", "/xl/sheet.xml") "</Relationships>" },
	{ .name = "_rels/.rels", .good = "<Relationships>" RELATION("1", "officeDocument", "xl/book.xml") "</Relationships>" },
};
static bool zipped;       /* the input is a zip file, which fd holds */
static int fd = -1, temporary[2];
static XML_Parser parser; /* open */
static struct bytes rows;

struct archive *__real_archive_open(int, const char *, const char *, size_t);
struct archive *__wrap_archive_open(int, const char *, const char *, size_t);
const char *__real_archive_path(const struct archive *);
const char *__wrap_archive_path(const struct archive *);
bool __real_archive_has(const struct archive *, const char *);
bool __wrap_archive_has(const struct archive *, const char *);
void __real_archive_close(struct archive *);
void __wrap_archive_close(struct archive *);
struct member *__real_member_open(struct archive *, const char *);
struct member *__wrap_member_open(struct archive *, const char *);
size_t __real_member_read(struct member *, char *, size_t);
size_t __wrap_member_read(struct member *, char *, size_t);
void __real_member_close(struct member *);
void __wrap_member_close(struct member *);
XML_Parser __real_XML_ParserCreate_MM(const XML_Char *, const XML_Memory_Handling_Suite *, const XML_Char *);
XML_Parser __wrap_XML_ParserCreate_MM(const XML_Char *, const XML_Memory_Handling_Suite *, const XML_Char *);
void __real_XML_ParserFree(XML_Parser);
void __wrap_XML_ParserFree(XML_Parser);
FILE *__wrap_tmpfile(void);

static struct member *
find_member(const char *name)
{
	size_t i;

	for (i = 0; i < MEMBERS && strcmp(members[i].name, name) != 0; i++)
		;
	return i == MEMBERS ? NULL : &members[i];
}

struct archive *
__wrap_archive_open(int from, const char *path, const char *begin, size_t n)
{
	return zipped ? __real_archive_open(from, path, begin, n) : NULL;
}

const char *
__wrap_archive_path(const struct archive *a)
{
	return zipped ? __real_archive_path(a) : "input";
}

bool
__wrap_archive_has(const struct archive *a, const char *member)
{
	return zipped ? __real_archive_has(a, member) : find_member(member) != NULL;
}

void
__wrap_archive_close(struct archive *a)
{
	if (zipped)
		__real_archive_close(a);
}

struct member *
__wrap_member_open(struct archive *a, const char *name)
{
	struct member *m = zipped ? NULL : find_member(name);

	if (zipped)
		return __real_member_open(a, name);
	if (m == NULL)
		errx(1, "no %s", name);
	m->at = 0;
	return m;
}

size_t
__wrap_member_read(struct member *m, char *buf, size_t n)
{
	if (zipped)
		return __real_member_read(m, buf, n);
	n = n < m->n - m->at ? n : m->n - m->at;
	memcpy(buf, m->s + m->at, n);
	m->at += n;
	return n;
}

void
__wrap_member_close(struct member *m)
{
	if (zipped)
		__real_member_close(m);
}

/* What an ended call leaves behind counts as taken by all parsers, so the parser must go. */
XML_Parser
__wrap_XML_ParserCreate_MM(const XML_Char *encoding, const XML_Memory_Handling_Suite *memory, const XML_Char *separator)
{
	parser = __real_XML_ParserCreate_MM(encoding, memory, separator);
	XML_SetHashSalt(parser, 1); /* no chance, and no system call */
	return parser;
}

void
__wrap_XML_ParserFree(XML_Parser p)
{
	__real_XML_ParserFree(p);
	parser = NULL;
}

/* Files that are made anew take longer than all the rest.  A book has two of them, one after the other. */
FILE *
__wrap_tmpfile(void)
{
	static size_t turn;
	int copy = dup(temporary[turn++ % 2]);

	return lseek(copy, 0, SEEK_SET) == -1 ? NULL : fdopen(copy, "w+");
}

/* Adds the rows as CSV, in pieces of at most n bytes. */
static void
read_book(const void *arg)
{
	size_t n = *(const size_t *)arg, got;
	char buf[4096];
	struct book *b = book_open(fd, "input", "", 0, NULL);

	while ((got = book_read(b, buf, n)) > 0)
		bytes_add(&rows, buf, got);
	book_close(b);
}

static void
check_rows(const char *s, size_t n)
{
	size_t lines = 0, i;

	check_that(text_valid(s, n), "what a workbook is read as is not UTF-8");
	check_that(memchr(s, '\r', n) == NULL, "a cell has a line break");
	for (i = 0; i < n; i++)
		lines += s[i] == '\n';
	check_that(lines <= SHEET_ROWS, "there are more rows than a sheet has");
}

/* Returns the rows and, behind a NUL, the messages; the caller frees them. */
static struct bytes
tell_book(size_t n)
{
	struct bytes was;

	rows.n = told.n = 0;
	if (!call_returns(read_book, &n) && parser != NULL)
		XML_ParserFree(parser);
	bytes_add(&rows, "", 1);
	check_rows(rows.s, rows.n - 1);
	if (told.n > 0)
		bytes_add(&rows, told.s, told.n);
	was = rows;
	rows = (struct bytes){ 0 };
	return was;
}

static void
set_members(const char *s, size_t n)
{
	const char *end = s + n, *stop;
	struct member *m;

	for (m = members; m < members + MEMBERS; m++, s = stop < end ? stop + 1 : end) {
		stop = m < members + FUZZED ? memchr(s, PART, (size_t)(end - s)) : NULL;
		stop = stop == NULL ? end : stop;
		m->s = stop > s && m < members + FUZZED ? s : m->good;
		m->n = m->s == s ? (size_t)(stop - s) : strlen(m->good);
	}
}

void
book_target_try(const char *s, size_t n)
{
	struct bytes whole, pieces;

	zipped = book_begins(s, n);
	set_members(n > 0 ? s : "", n);
	if (zipped && (ftruncate(fd, 0) == -1 || pwrite(fd, s, n, 0) != (ssize_t)n))
		err(1, "memfd");
	whole = tell_book(4096);
	if (n % 4 != 0) { /* one reading is enough for most */
		free(whole.s);
		return;
	}
	pieces = tell_book(61);
	check_that(whole.n == pieces.n && memcmp(whole.s, pieces.s, whole.n) == 0, "it is read differently in pieces");
	free(whole.s);
	free(pieces.s);
}

/* Reads a good one at once, so that libzip is loaded before there are inputs. */
void
book_target_open(void)
{
	static const char empty[] = "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
	struct bytes good;

	temporary[0] = memfd_create("texts", MFD_CLOEXEC);
	temporary[1] = memfd_create("index", MFD_CLOEXEC);
	if ((fd = memfd_create("book", MFD_CLOEXEC)) == -1 || write(fd, empty, sizeof(empty)) != sizeof(empty))
		err(1, "memfd");
	zipped = true;
	archive_close(archive_open(fd, "empty", "", 0));
	book_target_try("", 0);
	good = tell_book(1);
	check_that(memcmp(good.s, "1\n", 2) == 0, "a good workbook is not read");
	free(good.s);
}
